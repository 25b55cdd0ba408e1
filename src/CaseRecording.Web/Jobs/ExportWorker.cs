using System.Data.Common;
using CaseRecording.Core.Data;
using CaseRecording.Core.Disclosure;
using CaseRecording.Core.Recording;
using CaseRecording.Web.Disclosure;
using CaseRecording.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CaseRecording.Web.Jobs;

/// <summary>Writes waiting exports, one at a time on each node. A worker that dies leaves a lease that passes and a file nobody is given; another begins anew.</summary>
public sealed partial class ExportWorker(
    ExportQueue queue, ExportFiles files, IRecordDocument document, Func<AppDbContext> open, TimeProvider clock, IOptions<CouncilOptions> council, ILogger<ExportWorker> log)
    : BackgroundService
{
    /// <summary>How often a node looks for work that another one was asked for, or left.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(10);
    private readonly SemaphoreSlim wake = new(0);

    private sealed class LeaseLostException : Exception;

    /// <summary>There is something to do now: an export was asked for, or a request closed whose files must go.</summary>
    public void Wake() => wake.Release();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        DateTimeOffset? swept = null;
        for (var woken = false; !stoppingToken.IsCancellationRequested; woken = await WaitAsync(stoppingToken))
        {
            try
            {
                while (await queue.TakeAsync(stoppingToken) is { } export) await RunAsync(export, stoppingToken);
                var now = clock.GetUtcNow();
                if (!woken && now - swept < SweepEvery) continue;
                await using var db = open();
                await files.SweepAsync(db, stoppingToken);
                swept = now;
            }
            catch (Exception error) when (error is DbException or DbUpdateException or InvalidOperationException or IOException or UnauthorizedAccessException)
            {
                LogTrouble(error);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    public override void Dispose()
    {
        wake.Dispose();
        base.Dispose();
    }

    private async Task<bool> WaitAsync(CancellationToken stoppingToken)
    {
        try
        {
            return await wake.WaitAsync(LookEvery, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task RunAsync(Export export, CancellationToken stoppingToken)
    {
        try
        {
            var (written, size) = await WriteAsync(export, stoppingToken);
            if (!await queue.FinishAsync(export, written.Entries, written.Pages, size, stoppingToken)) throw new LeaseLostException();
            LogFinished(export.Id, written.Entries, written.Pages, size);
        }
        catch (LeaseLostException)
        {
            LogStopped(export.Id, export.Attempts);
            files.Delete(export);
        }
        catch (Exception error)
        {
            var stopping = stoppingToken.IsCancellationRequested;
            if (!stopping) LogFailed(error, export.Id, export.Attempts);
            files.Delete(export);
            await queue.PutBackAsync(export, stopping ? TimeSpan.Zero : RetryAfter, CancellationToken.None);
        }
    }

    private async Task<(WrittenDocument Written, long Size)> WriteAsync(Export export, CancellationToken stoppingToken)
    {
        await using var db = open();
        var reader = new RecordReader(db, new TimelineQuery(db));
        var now = clock.GetUtcNow().UtcDateTime;
        var record = await reader.FrontAsync(export.RequestId, now, stoppingToken);
        await ReportAsync(0);
        var reported = clock.GetTimestamp();
        return await files.WriteAsync(export, output =>
            document.WriteAsync(record, reader.EntriesAsync(record, stoppingToken), new DocumentFrame(council.Value.Name, now), output, WrittenAsync, stoppingToken));

        async Task WrittenAsync(int done)
        {
            if (clock.GetElapsedTime(reported) < ReportEvery) return;
            await ReportAsync(done);
            reported = clock.GetTimestamp();
        }

        async Task ReportAsync(int done)
        {
            if (!await queue.ReportAsync(export, done, record.Entries.Count, stoppingToken)) throw new LeaseLostException();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Export {Export} finished: {Entries} entries, {Pages} pages, {Size} bytes")]
    private partial void LogFinished(Guid export, int entries, int pages, long size);

    [LoggerMessage(Level = LogLevel.Information, Message = "Export {Export}, attempt {Attempt}, was cancelled or taken over; nothing of it is left")]
    private partial void LogStopped(Guid export, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Export {Export}, attempt {Attempt}, failed")]
    private partial void LogFailed(Exception error, Guid export, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Exports could not be looked for; the next round tries again")]
    private partial void LogTrouble(Exception error);
}
