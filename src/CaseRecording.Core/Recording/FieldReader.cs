using System.Globalization;
using CaseRecording.Core.Time;

namespace CaseRecording.Core.Recording;

/// <summary>Reads single answers out of posted or drafted fields, and notes those that cannot be read.</summary>
internal sealed class FieldReader(IReadOnlyDictionary<string, string[]> fields)
{
    private readonly List<FormTrouble> troubles = [];

    public IReadOnlyList<FormTrouble> Troubles => troubles;

    public void Trouble(string field, string sentence) => troubles.Add(new FormTrouble(field, sentence));

    public string[] All(string name) => fields.GetValueOrDefault(name) ?? [];

    public bool Has(string name, string value) => All(name).Contains(value, StringComparer.Ordinal);

    /// <summary>A text as it goes into the record: line breaks alike, and no control characters, which no page or PDF can show.</summary>
    public string Text(string name)
    {
        var text = (All(name).FirstOrDefault() ?? "").ReplaceLineEndings("\n").Trim();
        return text.Any(IsUnprintable) ? new string([.. text.Where(c => !IsUnprintable(c))]) : text;
    }

    /// <summary>A short text; longer ones are a trouble, not cut.</summary>
    public string Line(string name, int longest, string? troubleAt = null)
    {
        var text = Text(name);
        if (text.Length > longest) Trouble(troubleAt ?? name, $"This is {text.Length:N0} characters long; it can hold {longest:N0}");
        return text;
    }

    public IEnumerable<long> Keys(string name) =>
        All(name).Select(v => long.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key : 0).Where(key => key > 0).Take(Summaries.ProgressDraft.Most);

    public string? Optional(string name, int longest) => Line(name, longest) is { Length: > 0 } text ? text : null;

    /// <summary>One of the names of an enum in camel case; anything else is a trouble.</summary>
    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        var text = Text(name);
        if (text.Length == 0) return null;
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase)) return value;
        }

        Trouble(name, "Choose one of the answers on the page");
        return null;
    }

    public DateOnly? Date(string name)
    {
        if (!DateText.TryRead(Text($"{name}-day"), Text($"{name}-month"), Text($"{name}-year"), out var date, out var trouble)) Trouble(name, trouble!);
        return date;
    }

    public TimeOnly? Time(string name)
    {
        if (!TimeText.TryRead(Text(name), out var time, out var trouble)) Trouble(name, trouble!);
        return time;
    }

    /// <summary>Whole numbers among the values of a name; anything else is a trouble.</summary>
    public IEnumerable<int> Numbers(string name)
    {
        foreach (var text in All(name).Where(v => v.Length > 0))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) yield return number;
            else Trouble(name, "Choose from the list on the page");
        }
    }

    /// <summary>The rows of a repeated group, by the index in their names, as far as something stands in them.</summary>
    public IEnumerable<string> Rows(string group, int most, params string[] parts)
    {
        var indexes = fields.Keys.Where(k => k.StartsWith(group + "-", StringComparison.Ordinal))
            .Select(k => int.TryParse(k.AsSpan(group.Length + 1, Math.Max(0, k.IndexOf('-', group.Length + 1) - group.Length - 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var i) ? i : -1)
            .Where(i => i >= 0).Distinct().Order()
            .Where(i => parts.Any(p => Text(Row(group, i) + p).Length > 0)).ToList();
        if (indexes.Count > most) Trouble(Row(group, 0) + parts[0], $"That is {indexes.Count} rows; there is room for {most}");
        return indexes.Take(most).Select(i => Row(group, i));
    }

    internal static string Row(string group, int index) => string.Create(CultureInfo.InvariantCulture, $"{group}-{index}-");

    private static bool IsUnprintable(char c) => char.IsControl(c) && c is not ('\n' or '\t');
}
