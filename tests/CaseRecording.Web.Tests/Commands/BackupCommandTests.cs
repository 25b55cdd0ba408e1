using CaseRecording.Core;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Web.Commands;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Commands;

public sealed class BackupCommandTests : IDisposable
{
    private static readonly ActionContext Someone = new(null, new DateTime(2026, 3, 17, 14, 0, 0, DateTimeKind.Utc), CorrelationId: "test");
    private readonly CommandRunner runner = new();

    public void Dispose() => runner.Dispose();

    [Fact]
    public async Task Restore_AfterABackupMadeUnderWrites_HoldsEverySaveAcknowledgedBeforeIt()
    {
        await runner.RunAsync(["migrate"]);
        using var stop = new CancellationTokenSource();
        var acknowledged = 0;
        var writer = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await AddTeamAsync($"Team {acknowledged + 1}");
                Interlocked.Increment(ref acknowledged);
            }
        });
        while (Volatile.Read(ref acknowledged) < 5) await Task.Delay(10);

        var before = Volatile.Read(ref acknowledged);
        var (code, says) = await runner.RunAsync(["backup", runner.PathTo("copy.db")]);
        await stop.CancelAsync();
        await writer;

        Assert.True(code == CommandLine.Done, says);
        var (restored, saysRestored) = await runner.RunAsync(["restore", runner.PathTo("copy.db")]);
        Assert.True(restored == CommandLine.Done, saysRestored);
        await using var db = runner.Open();
        Assert.InRange(await db.Teams.CountAsync(), before, acknowledged);
        Assert.Equal([AuditAction.BackupMade, AuditAction.BackupRestored],
            await db.AuditEvents.Where(a => a.Action != AuditAction.TeamCreated).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync());
        Assert.Single(Directory.GetFiles(runner.Folder, "record.db.before-restore-*"));
    }

    [Fact]
    public async Task Backup_OverAFileThatExists_IsRefusedAndLeavesItAlone()
    {
        await runner.RunAsync(["migrate"]);
        await File.WriteAllTextAsync(runner.PathTo("copy.db"), "mine");

        var (code, says) = await runner.RunAsync(["backup", runner.PathTo("copy.db")]);

        Assert.Equal(CommandLine.Refused, code);
        Assert.Contains("exists already", says, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(runner.PathTo("copy.db")));
    }

    [Fact]
    public async Task Backup_OfItsFile_IsReadableByItsOwnerOnly()
    {
        if (OperatingSystem.IsWindows()) return;
        await runner.RunAsync(["migrate"]);

        await runner.RunAsync(["backup", runner.PathTo("copy.db")]);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(runner.PathTo("copy.db")));
        Assert.Empty(Directory.GetFiles(runner.Folder, "*.partial"));
    }

    [Theory]
    [InlineData("text", "damaged")]
    [InlineData("broken", "damaged")]
    [InlineData("other", "not a database of this program")]
    [InlineData("none", "There is no file")]
    public async Task Restore_FromSomethingElse_IsRefusedAndTheDatabaseStays(string kind, string sentence)
    {
        await runner.RunAsync(["migrate"]);
        await AddTeamAsync("Harbour");
        await runner.RunAsync(["backup", runner.PathTo("copy.db")]);
        Spoil(runner.PathTo("copy.db"), kind);

        var (code, says) = await runner.RunAsync(["restore", runner.PathTo("copy.db")]);

        Assert.Equal(CommandLine.Refused, code);
        Assert.Contains(sentence, says, StringComparison.Ordinal);
        await using var db = runner.Open();
        Assert.Equal("Harbour", (await db.Teams.SingleAsync()).Name);
    }

    [Fact]
    public async Task Restore_WhileTheDatabaseIsInUse_IsRefused()
    {
        await runner.RunAsync(["migrate"]);
        await runner.RunAsync(["backup", runner.PathTo("copy.db")]);
        await using var other = runner.Open();
        await other.Database.OpenConnectionAsync();
        await other.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
        _ = await other.Teams.CountAsync();

        var (code, says) = await runner.RunAsync(["restore", runner.PathTo("copy.db")]);

        Assert.Equal(CommandLine.Refused, code);
        Assert.Contains("in use", says, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(runner.Folder, "*.incoming"));
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("restore")]
    public async Task Backup_OnSqlServer_SaysToUseTheServersOwn(string command)
    {
        runner.Settings["Database:Provider"] = "SqlServer";
        runner.Settings["ConnectionStrings:CaseRecording"] = "Server=nowhere.invalid;Database=CaseRecording;Encrypt=true";

        var (code, says) = await runner.RunAsync([command, runner.PathTo("copy.db")]);

        Assert.Equal(CommandLine.Refused, code);
        Assert.Contains("server's own backups", says, StringComparison.Ordinal);
    }

    private async Task AddTeamAsync(string name)
    {
        await using var db = runner.Open();
        db.Teams.Add(new Team { Name = name });
        db.Audit(Someone, AuditAction.TeamCreated);
        await db.SaveChangesAsync();
    }

    private static void Spoil(string file, string kind)
    {
        switch (kind)
        {
            case "none":
                File.Delete(file);
                break;
            case "text":
                File.WriteAllText(file, string.Concat(Enumerable.Repeat("not a database ", 500)));
                break;
            case "broken":
                using (var stream = File.OpenWrite(file))
                {
                    stream.Seek(stream.Length / 2, SeekOrigin.Begin);
                    stream.Write(Enumerable.Repeat((byte)0xA5, 60_000).ToArray());
                }

                break;
            case "other":
                File.Delete(file);
                using (var other = new SqliteConnection($"Data Source={file};Pooling=false"))
                {
                    other.Open();
                    using var make = other.CreateCommand();
                    make.CommandText = "CREATE TABLE Recipes (Id INTEGER)";
                    make.ExecuteNonQuery();
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown.");
        }
    }
}
