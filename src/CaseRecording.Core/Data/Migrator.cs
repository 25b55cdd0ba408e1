using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CaseRecording.Core.Data;

/// <summary>Brings a database to this version's schema.</summary>
public static class Migrator
{
    /// <summary>Applies pending migrations, then puts the triggers of the frozen tables in place.</summary>
    public static async Task MigrateAsync(AppDbContext db, CancellationToken cancellationToken = default)
    {
        await db.Database.MigrateAsync(cancellationToken);
        foreach (var statement in FrozenTables.Triggers(db).Values) await db.Database.ExecuteSqlRawAsync(statement, cancellationToken);
    }

    /// <summary>Everything <see cref="MigrateAsync"/> would do, from an empty database on, for whoever applies it by hand. Harmless when applied twice on SQL Server.</summary>
    public static string Script(AppDbContext db)
    {
        var isSqlite = db.Database.IsSqlite();
        var options = isSqlite ? MigrationsSqlGenerationOptions.Default : MigrationsSqlGenerationOptions.Idempotent;
        var script = new StringBuilder(db.GetService<IMigrator>().GenerateScript(options: options));
        foreach (var statement in FrozenTables.Triggers(db).Values) script.Append(statement).Append(isSqlite ? "\n" : "\nGO\n");
        return script.ToString();
    }
}
