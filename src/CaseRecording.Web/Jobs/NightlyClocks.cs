using System.Data.Common;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Jobs;

/// <summary>
/// Works out every child's due dates again (V-06, S-02), a while after the start and then once a day: a policy can begin by itself.
/// Each node does; one that comes second finds nothing to put right.
/// </summary>
internal sealed partial class NightlyClocks(Func<AppDbContext> open, TimeProvider clock, ILogger<NightlyClocks> log) : BackgroundService
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    /// <returns>How many children's dates differed.</returns>
    internal async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var db = open();
        return await new ChildClocks(db, new PolicyStore(db)).RecomputeAllAsync(clock.GetUtcNow().UtcDateTime, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(AfterStart, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            timer.Period = Every;
            try
            {
                Finished(log, await RunAsync(stoppingToken));
            }
            catch (Exception error) when (error is DbException or DbUpdateException)
            {
                Failed(log, error);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Due dates worked out again; those of {Count} children differed")]
    private static partial void Finished(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Due dates could not be worked out again")]
    private static partial void Failed(ILogger log, Exception error);
}
