using System.Data.Common;
using CaseRecording.Core.Data;
using CaseRecording.Web.DemoData;
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
                if (app.Configuration.GetValue("Demonstration:Seed", true)) await SeedAsync(app);
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

    /// <summary>Fills an empty database with the demonstration council, and says at every start who can sign in.</summary>
    private static async Task SeedAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var seeded = await ActivatorUtilities.CreateInstance<DemoSeeder>(scope.ServiceProvider).SeedAsync();
        var first = DemoSeeder.SignIns.First().UserName;
        if (!seeded && !await db.Users.AnyAsync(u => u.UserName == first)) return;
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            Console.WriteLine($"Case Recording is at {string.Join(" and ", app.Urls)}");
            Console.WriteLine($"Demonstration sign-ins, all with the password {DemoSeeder.Password}:");
            foreach (var (userName, name, roles) in DemoSeeder.SignIns) Console.WriteLine($"  {userName,-20} {name}, {roles.ToLowerInvariant()}");
        });
    }
}
