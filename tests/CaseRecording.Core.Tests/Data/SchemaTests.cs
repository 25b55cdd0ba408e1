using System.Text.RegularExpressions;
using CaseRecording.Core.Data;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CaseRecording.Core.Tests.Data;

/// <summary>One model, two sets of migrations; what a live SQL Server would refuse is looked for in its script.</summary>
public sealed partial class SchemaTests
{
    private const int LongestKeyBytes = 900;
    private const int LongestIndexBytes = 1700;

    private static SqlServerAppDbContext SqlServer() => SqlServerCapture.Open(out _);

    [Fact]
    public async Task Model_OfEitherEngine_HasNoChangesWithoutAMigration()
    {
        await using var world = await World.CreateAsync();
        await using AppDbContext sqlite = world.Open(), sqlServer = SqlServer();

        Assert.False(sqlite.Database.HasPendingModelChanges());
        Assert.False(sqlServer.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task SqlServerScript_MakesEveryTableIndexAndForeignKeyOfTheModel()
    {
        await using var db = SqlServer();
        var script = Migrator.Script(db);

        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()!).Distinct(StringComparer.Ordinal))
        {
            Assert.Contains($"CREATE TABLE [{table}]", script, StringComparison.Ordinal);
        }

        foreach (var index in db.Model.GetEntityTypes().SelectMany(e => e.GetIndexes()))
        {
            Assert.Contains($"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX [{index.GetDatabaseName()}] ON [{index.DeclaringEntityType.GetTableName()}]", script, StringComparison.Ordinal);
        }

        foreach (var key in db.Model.GetEntityTypes().SelectMany(e => e.GetForeignKeys()))
        {
            Assert.Contains($"CONSTRAINT [{key.GetConstraintName()}] FOREIGN KEY", script, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task SqlServerScript_HasNoCascade_SoThatNoPathIsRefusedByALiveServer()
    {
        await using var db = SqlServer();

        var script = Migrator.Script(db);
        Assert.Contains("FOREIGN KEY", script, StringComparison.Ordinal);
        Assert.DoesNotContain("ON DELETE", script, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    [Trait("Rule", "N-17")]
    public async Task SqlServerScript_RefusesUpdateAndDelete_N17_OfEveryFrozenTableEachInABatchOfItsOwn()
    {
        await using var db = SqlServer();
        var batches = Batch().Split(Migrator.Script(db));

        foreach (var table in FrozenTables.Names(db.Model))
        {
            foreach (var verb in new[] { "Update", "Delete" })
            {
                var name = $"{table}_Refuse{verb}";
                var trigger = Assert.Single(batches, b => b.Contains($"[{name}]", StringComparison.Ordinal)).Trim();
                Assert.StartsWith($"CREATE OR ALTER TRIGGER [{name}] ON [{table}] AFTER {verb.ToUpperInvariant()}", trigger, StringComparison.Ordinal);
                Assert.Contains("ROLLBACK TRANSACTION; THROW 51000", trigger, StringComparison.Ordinal);
                // Without this EF Core would use an OUTPUT clause, which a table with triggers refuses.
                var entity = db.Model.GetEntityTypes().Single(e => e.GetTableName() == table);
                Assert.NotNull(entity.FindDeclaredTrigger(name));
                Assert.False(entity.IsSqlOutputClauseUsed());
            }
        }
    }

    [Fact]
    public async Task SqlServerModel_KeysAndIndexes_FitTheServersLimits()
    {
        await using var db = SqlServer();

        foreach (var entity in db.Model.GetEntityTypes())
        {
            foreach (var key in entity.GetKeys()) AssertFits(entity, key.Properties, LongestKeyBytes);
            foreach (var index in entity.GetIndexes()) AssertFits(entity, index.Properties, LongestIndexBytes);
        }
    }

    [Fact]
    public async Task SqlServerModel_TextOfAnyLength_IsSaidSoAndNotByForgetting()
    {
        await using var db = SqlServer();

        var unlimited = db.Model.GetEntityTypes().SelectMany(e => e.GetProperties())
            .Where(p => p.GetColumnType()!.StartsWith("nvarchar(max)", StringComparison.Ordinal))
            .Select(p => $"{p.DeclaringType.ClrType.Name}.{p.Name}").Order(StringComparer.Ordinal);

        Assert.Equal(["Amendment.Text", "AuditFinding.Points", "DataProtectionKey.Xml", "Draft.Fields", "EntrySignOff.Points", "FormVersion.Hints", "GoodExample.Passage", "GoodExample.Replacements", "GoodExample.Text", "PlanChange.Says", "ReadyText.EarlierLines", "ReadyText.Texts", "RecordSample.Frame", "RecordingChildVersion.Content", "RecordingVersion.Content", "RemedialAction.Events"], unlimited);
    }

    private static void AssertFits(IReadOnlyEntityType entity, IReadOnlyList<IReadOnlyProperty> properties, int limit)
    {
        var bytes = properties.Sum(p => p.ClrType == typeof(string) || p.GetColumnType()!.StartsWith("nvarchar", StringComparison.Ordinal) ? Length(p) * 2 : 16);
        Assert.True(bytes <= limit, $"{entity.ClrType.Name} ({string.Join(", ", properties.Select(p => p.Name))}): up to {bytes} bytes");
    }

    private static int Length(IReadOnlyProperty property) =>
        LengthOf().Match(property.GetColumnType()!) is { Success: true } match ? int.Parse(match.Groups[1].Value) : int.MaxValue / 4;

    [GeneratedRegex(@"^GO\s*$", RegexOptions.Multiline)]
    private static partial Regex Batch();

    [GeneratedRegex(@"\((\d+)\)")]
    private static partial Regex LengthOf();
}
