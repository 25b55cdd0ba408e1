using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Web.Jobs;
using CaseRecording.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Hosting;

/// <summary>The audit of views, and the signed heads of the audit's chains .</summary>
internal static class AuditHosting
{
    public static void AddCaseRecordingAudit(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<ViewAudit>();
        services.AddSingleton(provider => Heads(provider, builder.Configuration, builder.Environment));
        services.AddSingleton<AuditSigner>();
        services.AddSingleton<AuditCheck>();
        services.AddHostedService<AuditSigning>();
    }

    private static SignedHeads Heads(IServiceProvider provider, IConfiguration settings, IHostEnvironment environment)
    {
        var folder = settings["Audit:HeadsPath"];
        if (string.IsNullOrWhiteSpace(folder))
        {
            if (!environment.IsDevelopment())
                throw new SettingException("Set Audit:HeadsPath (environment variable Audit__HeadsPath) to a folder outside the database's own storage; signed heads of the audit are kept there.");
            using var db = provider.GetRequiredService<Func<AppDbContext>>()();
            folder = db.Database.IsSqlite() ? SqliteFiles.DatabaseFile(db.Database.GetConnectionString()!) + "-heads" : Path.Combine(environment.ContentRootPath, "App_Data", "audit-heads");
        }

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"Audit:HeadsPath ‘{folder}’ cannot be used: {error.Message}");
        }

        return new SignedHeads(folder, provider.GetRequiredService<MasterKey>().Derive("audit-heads"), Environment.MachineName);
    }
}

/// <summary>Signs what is new every few minutes, and once more when the last view is written and the program stops.</summary>
internal sealed partial class AuditSigning(AuditSigner signer, ViewAudit views, TimeProvider clock, ILogger<AuditSigning> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(2);

    // The web server has stopped by then: it starts last and stops first.
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await views.DisposeAsync();
        await SignAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        views.Start();
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await SignAsync(stoppingToken);
    }

    private async Task SignAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (count, problems) = await signer.SignAsync(cancellationToken);
            if (count > 0) Signed(log, count);
            foreach (var problem in problems) NotSigned(log, problem.ToString());
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Disk full, database away: the next attempt covers what this one could not.
            Failed(log, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Signed the heads of {Count} audit chains")]
    private static partial void Signed(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The audit was tampered with and is not signed. {Problem}. Run verify-audit")]
    private static partial void NotSigned(ILogger log, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "The heads of the audit could not be signed")]
    private static partial void Failed(ILogger log, Exception error);
}
