using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Commands;

/// <summary>Copies of the embedded database. SQL Server has its own, better ones.</summary>
internal static class BackupCommands
{
    public static async Task<int> BackupAsync(CommandContext command)
    {
        var file = FileOf(command, "backup");
        await using var db = command.OpenDatabase();
        var database = Embedded(db, "BACKUP DATABASE");
        await RequireCurrentAsync(db);
        // First the audit row, so that the copy tells of itself and there is none without it (A-03).
        db.Audit(command.Action("backup"), AuditAction.BackupMade, subject: Path.GetFileName(file));
        await db.SaveChangesAsync();
        SqliteFiles.Backup(database, file);
        await command.Out.WriteLineAsync($"Backed up to {file} ({new FileInfo(file).Length:N0} bytes) and checked. It holds every record: keep it encrypted.");
        return CommandLine.Done;
    }

    public static async Task<int> RestoreAsync(CommandContext command)
    {
        var file = FileOf(command, "restore");
        await using var db = command.OpenDatabase();
        var database = Embedded(db, "RESTORE DATABASE");
        var action = command.Action("restore");
        var signed = command.Services.GetRequiredService<SignedHeads>(); // asks for its settings before anything is done
        var kept = SqliteFiles.Restore(database, file, action.NowUtc);
        await Migrator.MigrateAsync(db);
        db.Audit(action, AuditAction.BackupRestored, subject: Path.GetFileName(file));
        await db.SaveChangesAsync();
        var report = await new AuditVerifier(db).VerifyAsync();
        var heads = await db.AuditHeads.AsNoTracking().ToDictionaryAsync(h => h.ChainId, h => new SignedHead(h.Sequence, h.Hash), StringComparer.Ordinal);
        signed.AppendRestored(heads, action.NowUtc);
        foreach (var problem in report.Problems) await command.Out.WriteLineAsync(problem.ToString());
        await command.Out.WriteLineAsync($"Restored from {file}.{(kept is null ? "" : $" The database that was there is kept as {kept}.")}");
        return report.Problems.Count == 0 ? CommandLine.Done : CommandLine.Refused;
    }

    private static string FileOf(CommandContext command, string name) =>
        command.Arguments is [var file] ? Path.GetFullPath(file) : throw new SettingException($"Usage: {name} FILE");

    private static string Embedded(AppDbContext db, string statement) =>
        db.Database.IsSqlite() ? db.Database.GetConnectionString()! : throw new CommandException($"This database is on SQL Server. Use the server's own backups ({statement}), which can also bring back any point in time.");

    private static async Task RequireCurrentAsync(AppDbContext db)
    {
        if ((await db.Database.GetPendingMigrationsAsync()).Any())
        {
            throw new CommandException("The database is not at this version. Make the backup with the version that last used it.");
        }
    }
}
