using CaseRecording.Core;
using CaseRecording.Core.Data;
using CaseRecording.Web.Hosting;

namespace CaseRecording.Web.Commands;

/// <summary>What a command works with.</summary>
/// <param name="Services">The program's services, as the web application has them.</param>
/// <param name="Arguments">Words after the command's name, without settings.</param>
/// <param name="In">Where answers are typed or piped in.</param>
/// <param name="Out">Where it reports.</param>
internal sealed record CommandContext(IServiceProvider Services, IReadOnlyList<string> Arguments, TextReader In, TextWriter Out)
{
    public AppDbContext OpenDatabase() => Services.GetRequiredService<Func<AppDbContext>>()();

    /// <summary>The context of what the program does itself, started by someone at the console.</summary>
    public ActionContext Action(string command) =>
        new(null, Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime, CorrelationId: $"command {command}", Origin: Environment.MachineName);
}

/// <summary>A command cannot do what was asked; the sentence says why and what to do.</summary>
internal sealed class CommandException(string sentence) : Exception(sentence);

/// <summary>The commands of the executable. Without one it is the web application.</summary>
internal static class CommandLine
{
    /// <summary>It did what was asked.</summary>
    public const int Done = 0;

    /// <summary>It was refused, or found something wrong.</summary>
    public const int Refused = 1;

    /// <summary>The command line or a setting is wrong.</summary>
    public const int NotUnderstood = 2;

    private sealed record Command(string Name, string Usage, string Does, Func<CommandContext, Task<int>> RunAsync);

    private static readonly Command[] All =
    [
        new("migrate", "migrate [--script]", "bring the database to this version, or print the statements that would", MigrateCommand.RunAsync),
        new("seed-demo", "seed-demo", "fill an empty database with the demonstration council", SeedDemoCommand.RunAsync),
        new("create-admin", "create-admin [USER [NAME]]", "make the first administrator; asks for the password and who approved the forms", CreateAdminCommand.RunAsync),
        new("verify-audit", "verify-audit", "look for signs that the audit was tampered with", VerifyAuditCommand.RunAsync),
        new("backup", "backup FILE", "copy the embedded database while it is in use", BackupCommands.BackupAsync),
        new("restore", "restore FILE", "put a backup in the place of the embedded database", BackupCommands.RestoreAsync),
    ];

    /// <summary>Whether the first word asks for a command rather than being a setting of the web application.</summary>
    public static bool IsCommand(string[] args) => args is [var first, ..] && (!first.StartsWith('-') || first is "--help" or "-h");

    /// <summary>Settings may follow a command, written --Name=value.</summary>
    public static string[] Settings(string[] args) => [.. args.Where(IsSetting)];

    /// <summary>Runs the command that the first word names.</summary>
    public static async Task<int> RunAsync(string[] args, Func<IServiceProvider> services, TextReader input, TextWriter output)
    {
        if (Array.Find(All, c => c.Name == args[0]) is not { } command)
        {
            if (args[0] is not ("help" or "--help" or "-h")) await output.WriteLineAsync($"There is no command ‘{args[0]}’.");
            await output.WriteLineAsync("Without a command the web application starts. The commands are:");
            foreach (var known in All) await output.WriteLineAsync($"  {known.Usage,-30}{known.Does}");
            return args[0] is "help" or "--help" or "-h" ? Done : NotUnderstood;
        }

        try
        {
            return await command.RunAsync(new CommandContext(services(), [.. args[1..].Where(a => !IsSetting(a))], input, output));
        }
        catch (Exception refused) when (refused is CommandException or BackupException)
        {
            await output.WriteLineAsync(refused.Message);
            return Refused;
        }
        catch (RuleViolationException refused)
        {
            foreach (var violation in refused.Violations) await output.WriteLineAsync(violation.Sentence);
            return Refused;
        }
    }

    private static bool IsSetting(string argument) => argument.StartsWith("--", StringComparison.Ordinal) && argument.Contains('=', StringComparison.Ordinal);
}
