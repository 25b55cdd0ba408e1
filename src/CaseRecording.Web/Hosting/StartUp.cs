using System.Data.Common;
using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Hosting;

/// <summary>What happens before the first request.</summary>
internal static class StartUp
{
    /// <summary>
    /// In Development the database is made and brought to this version. Elsewhere the application has no right to change the
    /// schema: it stops when that is not what it needs.
    /// </summary>
    /// <exception cref="SettingException">The database is away or of another version.</exception>
    public static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        await using var db = app.Services.GetRequiredService<Func<AppDbContext>>()();
        try
        {
            if (app.Environment.IsDevelopment())
            {
                await Migrator.MigrateAsync(db);
            }
            else if ((await db.Database.GetPendingMigrationsAsync()).ToList() is { Count: > 0 } pending)
            {
                throw new SettingException($"The database is not at this version ({pending.Count} to apply, the first is {pending[0]}). Run the command migrate first.");
            }
        }
        catch (DbException error)
        {
            throw new SettingException($"The database cannot be used: {error.Message}");
        }
    }
}
