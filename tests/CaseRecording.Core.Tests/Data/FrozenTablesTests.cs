using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseRecording.Core.Tests.Data;

/// <summary>What the embedded database itself refuses, whoever asks.</summary>
[Trait("Rule", "N-17")]
public sealed class FrozenTablesTests
{
    private static readonly string[] Frozen = ["Amendments", "AuditEvents", "AuditFindings", "EntryReturns", "EntrySignOffs", "PlanChanges", "RecordSamples", "RecordingChildVersions", "RecordingMoves", "RecordingVersions"];

    [Fact]
    public async Task Sql_AgainstAFrozenRow_N17_IsRefusedForEveryTableAndColumn()
    {
        await using var world = await World.CreateAsync();
        await MakeRowsAsync(world);
        await using var db = world.Open();
        Assert.Equal(Frozen, FrozenTables.Names(db.Model));

        foreach (var table in Frozen)
        {
            var before = await DumpAsync(db, table);
            Assert.NotEmpty(before);
            foreach (var column in await ColumnsAsync(db, table))
            {
                await RefusedAsync(db, $"UPDATE {table} SET {column} = {column}");
                await RefusedAsync(db, $"UPDATE OR REPLACE {table} SET {column} = {column}");
            }

            await RefusedAsync(db, $"DELETE FROM {table}");
            await RefusedAsync(db, $"INSERT OR REPLACE INTO {table} SELECT * FROM {table}");
            await RefusedAsync(db, $"REPLACE INTO {table} SELECT * FROM {table}");
            Assert.Equal(before, await DumpAsync(db, table));
        }
    }

    [Fact]
    public async Task Sql_ReplacingARowThroughItsOtherKey_A03_IsRefused()
    {
        await using var world = await World.CreateAsync();
        await using var db = world.Open();
        var columns = (await ColumnsAsync(db, "AuditEvents")).Where(c => c != "Id").ToList();

        await RefusedAsync(db, $"INSERT OR REPLACE INTO AuditEvents ({string.Join(',', columns)}) SELECT {string.Join(',', columns)} FROM AuditEvents LIMIT 1");
    }

    [Fact]
    public async Task Migrate_FromEmptyAndFromEachVersion_LeavesEveryTriggerInPlace()
    {
        using var folder = new TempFolder();
        await using var any = Database("any.db");
        var versions = any.Database.GetMigrations().Prepend("0").ToList();

        foreach (var version in versions)
        {
            await using var db = Database($"{version}.db");
            await db.GetService<IMigrator>().MigrateAsync(version);
            await Migrator.MigrateAsync(db);

            Assert.Empty(await db.Database.GetPendingMigrationsAsync());
            Assert.Empty(await FrozenTables.MissingTriggersAsync(db));
            Assert.Equal(
                Frozen.SelectMany(t => new[] { $"{t}_RefuseDelete", $"{t}_RefuseReplace", $"{t}_RefuseUpdate" }),
                await db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master WHERE type = 'trigger'").OrderBy(n => n).ToListAsync());
        }

        SqliteAppDbContext Database(string file) => new(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite($"Data Source={folder.PathTo(file)};Pooling=false").Options);
    }

    [Fact]
    public async Task Migrate_AfterATriggerWasDropped_PutsItBack()
    {
        await using var world = await World.CreateAsync();
        await using var db = world.Open();
        await db.Database.ExecuteSqlRawAsync("DROP TRIGGER Amendments_RefuseDelete");
        Assert.Equal(["Amendments_RefuseDelete"], await FrozenTables.MissingTriggersAsync(db));

        await Migrator.MigrateAsync(db);

        Assert.Empty(await FrozenTables.MissingTriggersAsync(db));
    }

    private static async Task MakeRowsAsync(World world)
    {
        var id = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-2), await world.AddChildAsync()));
        await using var db = world.Open();
        var opened = (await db.Recordings.SingleAsync(r => r.Id == id)).Version;
        await world.Recordings(db).AmendAsync(world.As(world.Worker), id, opened, new AmendmentInput("The visit was at school.", "I wrote the wrong place", null, null));
        opened = (await db.Recordings.SingleAsync(r => r.Id == id)).Version;
        await world.Recordings(db).ReturnAsync(world.As(world.Manager), id, opened, "Say who opened the door");
        var child = (await db.RecordingChildren.SingleAsync(c => c.RecordingId == id)).ChildId;
        await world.AddPlanAsync(child);
        await world.MoveAsync(world.Manager, child, await world.AddChildAsync("Reuben Ashworth"), id);
        var signed = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-3), child));
        await world.Recordings(db).SignOffAsync(world.As(world.Manager), signed, (await db.Recordings.SingleAsync(r => r.Id == signed)).Version, Inputs.AllMet);
        await world.FinishAsync(child, await world.DrawOneAsync(child));
    }

    private static Task<List<string>> ColumnsAsync(AppDbContext db, string table) =>
        db.Database.SqlQueryRaw<string>($"SELECT name AS Value FROM pragma_table_info('{table}')").ToListAsync();

    private static async Task<string> DumpAsync(AppDbContext db, string table) =>
        string.Join('\n', await db.Database.SqlQueryRaw<string>($"SELECT {string.Join(" || '|' || ", (await ColumnsAsync(db, table)).Select(c => $"quote({c})"))} AS Value FROM {table}").ToListAsync());

    private static async Task RefusedAsync(AppDbContext db, string sql)
    {
        var refused = await Assert.ThrowsAsync<SqliteException>(() => db.Database.ExecuteSqlRawAsync(sql));
        Assert.Contains("never changed or deleted", refused.Message, StringComparison.Ordinal);
    }
}
