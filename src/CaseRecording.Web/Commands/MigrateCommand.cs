using CaseRecording.Core.Data;
using CaseRecording.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Commands;

/// <summary>Brings the database to this version. In Production nothing else changes the schema.</summary>
internal static class MigrateCommand
{
    public static async Task<int> RunAsync(CommandContext command)
    {
        await using var db = command.OpenDatabase();
        if (command.Arguments is ["--script"])
        {
            await command.Out.WriteLineAsync(Migrator.Script(db));
            return CommandLine.Done;
        }

        if (command.Arguments.Count > 0) throw new SettingException("Usage: migrate [--script]");
        var pending = (await db.Database.GetPendingMigrationsAsync()).ToList();
        await Migrator.MigrateAsync(db);
        foreach (var migration in pending) await command.Out.WriteLineAsync($"Applied {migration}");
        await command.Out.WriteLineAsync("The database is at this version.");
        return CommandLine.Done;
    }
}
