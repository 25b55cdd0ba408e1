using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Data;

/// <summary>Brings a database to this version's schema.</summary>
public static class Migrator
{
    /// <summary>Applies pending migrations, then puts the triggers of the frozen tables in place.</summary>
    public static async Task MigrateAsync(AppDbContext db, CancellationToken cancellationToken = default)
    {
        await db.Database.MigrateAsync(cancellationToken);
        foreach (var statement in TriggerStatements(db)) await db.Database.ExecuteSqlRawAsync(statement, cancellationToken);
    }

    /// <summary>The statements for this context's engine.</summary>
    public static IEnumerable<string> TriggerStatements(AppDbContext db) =>
        FrozenTables.TriggerStatements(db.Database.ProviderName!, FrozenTables.Names(db.Model));
}
