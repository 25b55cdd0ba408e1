using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CaseRecording.Core.Data;

/// <summary>
/// Tables whose rows are written once. Triggers on both engines refuse UPDATE and DELETE, so that neither a bug nor an
/// administrator with SQL can rewrite the record quietly (N-17, A-03).
/// </summary>
public static class FrozenTables
{
    private const string Annotation = "CaseRecording:Frozen";

    /// <summary>Says which tables are frozen. SQL Server's provider must know of triggers, or its OUTPUT clause fails.</summary>
    internal static void KeepFrozen(this ModelBuilder builder, params Type[] entities)
    {
        foreach (var type in entities)
        {
            var entity = builder.Entity(type);
            var table = entity.Metadata.GetTableName()!;
            entity.HasAnnotation(Annotation, true);
            entity.ToTable(t =>
            {
                t.HasTrigger(TriggerName(table, "Update"));
                t.HasTrigger(TriggerName(table, "Delete"));
            });
        }
    }

    /// <summary>The frozen tables of a model, in order of name.</summary>
    public static IReadOnlyList<string> Names(IModel model) => [.. Entities(model).Select(e => e.GetTableName()!)];

    /// <summary>
    /// The triggers of this context's engine and the statement that makes each anew. SQLite's table rebuilds drop triggers
    /// silently, so migrate runs these last.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Triggers(AppDbContext db)
    {
        var triggers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var isSqlite = db.Database.IsSqlite();
        foreach (var entity in Entities(db.Model))
        {
            var table = entity.GetTableName()!;
            foreach (var verb in new[] { "Update", "Delete" })
            {
                triggers[TriggerName(table, verb)] = isSqlite ? Sqlite(table, verb, $"BEFORE {verb.ToUpperInvariant()}", null) : SqlServer(table, verb);
            }

            // INSERT OR REPLACE deletes the row in its way without asking a DELETE trigger.
            if (isSqlite) triggers[TriggerName(table, "Replace")] = Sqlite(table, "Replace", "BEFORE INSERT", AlreadyThere(entity, table));
        }

        return triggers;
    }

    /// <summary>Names of the triggers that should be in the database and are not, or are switched off.</summary>
    public static async Task<IReadOnlyList<string>> MissingTriggersAsync(AppDbContext db, CancellationToken cancellationToken = default)
    {
        var there = await db.Database.SqlQueryRaw<string>(db.Database.IsSqlite()
            ? "SELECT name AS Value FROM sqlite_master WHERE type = 'trigger'"
            : "SELECT name AS Value FROM sys.triggers WHERE is_disabled = 0").ToListAsync(cancellationToken);
        return [.. Triggers(db).Keys.Except(there, StringComparer.Ordinal)];
    }

    /// <summary>Name of the trigger for a table and a verb.</summary>
    public static string TriggerName(string table, string verb) => $"{table}_Refuse{verb}";

    private static IEnumerable<IEntityType> Entities(IModel model) =>
        model.GetEntityTypes().Where(e => e.FindAnnotation(Annotation) is not null).OrderBy(e => e.GetTableName(), StringComparer.Ordinal);

    private static string Sqlite(string table, string verb, string when, string? condition) =>
        $"""
        DROP TRIGGER IF EXISTS "{TriggerName(table, verb)}";
        CREATE TRIGGER "{TriggerName(table, verb)}" {when} ON "{table}"{(condition is null ? "" : $" WHEN {condition}")}
        BEGIN SELECT RAISE(ABORT, '{table} rows are never changed or deleted'); END;
        """;

    private static string SqlServer(string table, string verb) =>
        $"""
        CREATE OR ALTER TRIGGER [{TriggerName(table, verb)}] ON [{table}] AFTER {verb.ToUpperInvariant()}
        AS BEGIN SET NOCOUNT ON; IF EXISTS (SELECT 1 FROM deleted) BEGIN ROLLBACK TRANSACTION; THROW 51000, '{table} rows are never changed or deleted', 1; END END
        """;

    private static string AlreadyThere(IEntityType entity, string table)
    {
        var store = StoreObjectIdentifier.Table(table);
        var unique = entity.GetKeys().Select(k => k.Properties).Concat(entity.GetIndexes().Where(i => i.IsUnique).Select(i => i.Properties));
        return string.Join(" OR ", unique.Select(columns =>
            $"EXISTS (SELECT 1 FROM \"{table}\" WHERE {string.Join(" AND ", columns.Select(c => $"\"{c.GetColumnName(store)}\" = NEW.\"{c.GetColumnName(store)}\""))})"));
    }
}
