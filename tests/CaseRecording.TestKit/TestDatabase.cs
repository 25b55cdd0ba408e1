using CaseRecording.Core;
using CaseRecording.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.TestKit;

/// <summary>A real SQLite database in a file of its own, with the real migrations and triggers.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);
    private readonly string path = Path.Combine(Path.GetTempPath(), $"case-recording-test-{Guid.NewGuid():N}.db");

    public string ConnectionString => new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, ForeignKeys = true, DefaultTimeout = 10 }.ToString();

    public static async Task<TestDatabase> CreateAsync()
    {
        var database = new TestDatabase();
        File.Copy(await Template.Value, database.path);
        return database;
    }

    /// <summary>Another database with the same rows.</summary>
    public TestDatabase Copy()
    {
        var copy = new TestDatabase();
        File.Copy(path, copy.path);
        return copy;
    }

    public AppDbContext Open() => new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite(ConnectionString).AlsoForSqlServer().Options);

    public ValueTask DisposeAsync()
    {
        foreach (var file in new[] { path, path + "-wal", path + "-shm" }) File.Delete(file);
        return ValueTask.CompletedTask;
    }

    /// <summary>Migrating takes most of a second; every test after the first copies the file.</summary>
    private static async Task<string> MakeTemplateAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"case-recording-template-{Guid.NewGuid():N}.db");
        await using var db = new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite($"Data Source={file};Pooling=false").Options);
        // The forms are approved, as in any council that records; the audit rows of that would stand in the way of tests that count.
        await db.Database.MigrateAsync();
        await new Core.Forms.FormService(db).ApproveDeliveredAsync(As(null, new DateTime(2025, 1, 6, 9, 0, 0)), "Dana Holt, director");
        await db.AuditEvents.ExecuteDeleteAsync();
        await db.AuditHeads.ExecuteDeleteAsync();
        await Migrator.MigrateAsync(db);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
        return file;
    }

    public static ActionContext As(Guid? staffId, DateTime nowUtc) => new(staffId, DateTime.SpecifyKind(nowUtc, DateTimeKind.Utc), CorrelationId: "test");
}
