using CaseRecording.Core.Data;
using CaseRecording.Web.DemoData;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Commands;

/// <summary>Fills an empty database with the demonstration council. Never in Production, where its passwords would be known to everyone.</summary>
internal static class SeedDemoCommand
{
    public static async Task<int> RunAsync(CommandContext context)
    {
        if (context.Services.GetRequiredService<IHostEnvironment>().IsProduction())
        {
            throw new CommandException("The demonstration council has passwords that everyone can read. It is not put into a production database.");
        }

        await using var scope = context.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        if ((await db.Database.GetPendingMigrationsAsync()).Any()) throw new CommandException("Run the command migrate first.");
        if (!await ActivatorUtilities.CreateInstance<DemoSeeder>(scope.ServiceProvider).SeedAsync())
        {
            throw new CommandException("The database already has people in it. Nothing was changed.");
        }

        await context.Out.WriteLineAsync("The demonstration council is there.");
        return CommandLine.Done;
    }
}
