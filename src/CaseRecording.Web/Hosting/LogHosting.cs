using Serilog;
using Serilog.Core;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Display;

namespace CaseRecording.Web.Hosting;

/// <summary>Where the program's own log goes: one line of JSON per event on the console, for people in Development.</summary>
internal static class LogHosting
{
    private const string ForPeople = "[{Timestamp:HH:mm:ss} {Level:u3}] {Message:lj}{NewLine}{Exception}";

    public static void AddCaseRecordingLog(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        var logger = builder.Environment.IsDevelopment()
            ? Start().WriteTo.Console(new MessageTemplateTextFormatter(ForPeople)).CreateLogger()
            : Start().WriteTo.Console(new CompactLog()).CreateLogger();
        builder.Services.AddSingleton<ILoggerProvider>(_ => new SerilogLoggerProvider(logger, dispose: true));
    }

    /// <summary>Levels are the framework's to filter (section Logging); what comes through is written.</summary>
    private static LoggerConfiguration Start() => new LoggerConfiguration().MinimumLevel.Verbose();

    /// <summary>The log as Production writes it, to somewhere else.</summary>
    internal static ILoggerProvider To(ILogEventSink sink) => new SerilogLoggerProvider(Start().WriteTo.Sink(sink).CreateLogger(), dispose: true);
}
