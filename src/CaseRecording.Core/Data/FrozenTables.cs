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
    public static IReadOnlyList<string> Names(IModel model) =>
        [.. model.GetEntityTypes().Where(e => e.FindAnnotation(Annotation) is not null).Select(e => e.GetTableName()!).Order(StringComparer.Ordinal)];

    /// <summary>Statements that put the triggers in place, harmless when they are there. SQLite's table rebuilds drop triggers silently, so migrate runs these last.</summary>
    public static IEnumerable<string> TriggerStatements(string provider, IReadOnlyList<string> tables)
    {
        foreach (var table in tables)
        {
            foreach (var verb in new[] { "Update", "Delete" })
            {
                yield return provider.EndsWith("Sqlite", StringComparison.Ordinal) ? Sqlite(table, verb) : SqlServer(table, verb);
            }
        }
    }

    /// <summary>Name of the trigger for a table and a verb.</summary>
    public static string TriggerName(string table, string verb) => $"{table}_Refuse{verb}";

    private static string Sqlite(string table, string verb) =>
        $"""
        CREATE TRIGGER IF NOT EXISTS "{TriggerName(table, verb)}" BEFORE {verb.ToUpperInvariant()} ON "{table}"
        BEGIN SELECT RAISE(ABORT, '{table} rows are never changed or deleted'); END;
        """;

    private static string SqlServer(string table, string verb) =>
        $"""
        CREATE OR ALTER TRIGGER [{TriggerName(table, verb)}] ON [{table}] AFTER {verb.ToUpperInvariant()}
        AS BEGIN SET NOCOUNT ON; IF EXISTS (SELECT 1 FROM deleted) BEGIN ROLLBACK TRANSACTION; THROW 51000, '{table} rows are never changed or deleted', 1; END END
        """;
}
