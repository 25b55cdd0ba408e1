using System.Globalization;
using System.Text;
using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting;

namespace CaseRecording.Web.Hosting;

/// <summary>
/// One event as one line of JSON, in the field names of compact log event format. Of an exception only types and places
/// are written: messages quote what was typed or stored (a duplicate key, a date that could not be read).
/// </summary>
internal sealed class CompactLog : ITextFormatter
{
    /// <summary>The framework adds these to every event of a request. Addresses may hold what someone typed.</summary>
    private static readonly HashSet<string> Dropped = new(StringComparer.Ordinal) { "RequestPath", "ConnectionId", "RequestId", "ActionId", "QueryString", "Path", "EventId" };

    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("@t", logEvent.Timestamp.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            if (logEvent.Level != LogEventLevel.Information) json.WriteString("@l", logEvent.Level.ToString());
            json.WriteString("@mt", logEvent.MessageTemplate.Text);
            if (logEvent.Exception is { } error) json.WriteString("@x", Places(error));
            foreach (var (name, value) in logEvent.Properties)
            {
                if (!Dropped.Contains(name)) Write(json, name, value);
            }

            json.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        output.Write('\n');
    }

    private static void Write(Utf8JsonWriter json, string name, LogEventPropertyValue value)
    {
        json.WritePropertyName(name);
        switch (value)
        {
            case ScalarValue { Value: null }: json.WriteNullValue(); break;
            case ScalarValue { Value: bool flag }: json.WriteBooleanValue(flag); break;
            case ScalarValue { Value: int number }: json.WriteNumberValue(number); break;
            case ScalarValue { Value: long number }: json.WriteNumberValue(number); break;
            case ScalarValue { Value: double number }: json.WriteNumberValue(Math.Round(number, 3)); break;
            case ScalarValue { Value: string text }: json.WriteStringValue(text); break;
            case ScalarValue { Value: Exception error }: json.WriteStringValue(Places(error)); break;
            case ScalarValue { Value: IFormattable other }: json.WriteStringValue(other.ToString(null, CultureInfo.InvariantCulture)); break;
            default: json.WriteStringValue(value.ToString(null, CultureInfo.InvariantCulture)); break;
        }
    }

    private static string Places(Exception error)
    {
        var text = new StringBuilder();
        for (var e = error; e is not null; e = e.InnerException)
        {
            text.Append(e.GetType().FullName);
            if (e is System.Data.Common.DbException database) text.Append(CultureInfo.InvariantCulture, $" ({database.ErrorCode})");
            text.Append('\n').Append(e.StackTrace).Append('\n');
        }

        return text.ToString();
    }
}
