using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Disclosure;
using CaseRecording.Core.Policy;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Disclosure;

public sealed class ExportQueueTests : IAsyncLifetime
{
    private World world = null!;
    private ExportQueue queue = null!;
    private Guid officer;
    private int request;
    private Guid export;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        queue = new ExportQueue(world.Open, world.Clock);
        officer = await world.AddStaffAsync("Hana Okafor", Role.InformationGovernance);
        var child = await world.AddChildAsync();
        await using var db = world.Open();
        request = await Service(db).ReceiveAsync(world.As(officer), child, new RequestInput("Maisie Thornley", "the person herself", new DateOnly(2026, 3, 16)));
        export = await Service(db).AskForExportAsync(world.As(officer), request);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Take_EightWorkersAtOnce_OneGetsIt()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new ExportQueue(world.Open, world.Clock).TakeAsync())));

        Assert.Equal(export, Assert.Single(taken, t => t is not null)!.Id);
        Assert.Equal(1, await CountAsync(AuditAction.ExportStarted));
    }

    [Fact]
    public async Task Take_WhileAnotherHoldsTheLease_GetsNothingUntilItPasses()
    {
        var first = await queue.TakeAsync();
        Assert.Null(await queue.TakeAsync());

        world.Clock.Advance(ExportQueue.Lease);
        var second = await queue.TakeAsync();

        Assert.Equal((1, 2), (first!.Attempts, second!.Attempts));
    }

    [Fact]
    public async Task Report_RenewsTheLease()
    {
        var taken = await queue.TakeAsync();
        world.Clock.Advance(ExportQueue.Lease / 2);
        Assert.True(await queue.ReportAsync(taken!, 3, 10));
        world.Clock.Advance(ExportQueue.Lease / 2);

        Assert.Null(await queue.TakeAsync());
        Assert.Equal((3, 10), await ProgressAsync());
    }

    [Fact]
    public async Task SlowWorker_AfterItsLeaseWasTakenOver_ChangesNothing()
    {
        var slow = await queue.TakeAsync();
        world.Clock.Advance(ExportQueue.Lease);
        var other = await queue.TakeAsync();

        Assert.False(await queue.ReportAsync(slow!, 9, 10));
        Assert.False(await queue.FinishAsync(slow!, 10, 4, 1000));
        await queue.PutBackAsync(slow!, TimeSpan.Zero);

        Assert.True(await queue.FinishAsync(other!, 12, 5, 2000));
        await using var db = world.Open();
        var finished = await db.Exports.SingleAsync();
        Assert.Equal((ExportState.Ready, 12, 5, 2000L, 2), (finished.State, finished.Done, finished.Pages, finished.Size, finished.Attempts));
        Assert.Equal(1, await CountAsync(AuditAction.ExportFinished));
    }

    [Fact]
    public async Task Cancel_WhileBeingWritten_StopsTheWorker()
    {
        var taken = await queue.TakeAsync();
        await using (var db = world.Open()) await Service(db).CancelExportAsync(world.As(officer), request, export);

        Assert.False(await queue.ReportAsync(taken!, 1, 10));
        Assert.False(await queue.FinishAsync(taken!, 10, 4, 1000));
        Assert.Null(await queue.TakeAsync());
        Assert.Equal(1, await CountAsync(AuditAction.ExportCancelled));
    }

    [Fact]
    public async Task Cancel_OnceReady_IsRefused()
    {
        await queue.FinishAsync((await queue.TakeAsync())!, 10, 4, 1000);
        await using var db = world.Open();

        await Assert.ThrowsAsync<RuleViolationException>(() => Service(db).CancelExportAsync(world.As(officer), request, export));
        await Assert.ThrowsAsync<RuleViolationException>(() => Service(db).DownloadAsync(world.As(officer), request, export, _ => null));
        Assert.Equal(0, await CountAsync(AuditAction.ExportDownloaded));
        Assert.Equal(export, (await Service(db).DownloadAsync(world.As(officer), request, export, _ => Stream.Null)).Export.Id);
        Assert.Equal(1, await CountAsync(AuditAction.ExportDownloaded));
    }

    [Fact]
    public async Task Take_DyingWorkers_GivesUpAfterTheLastAttempt()
    {
        for (var attempt = 1; attempt <= Export.MostAttempts; attempt++)
        {
            Assert.Equal(attempt, (await queue.TakeAsync())!.Attempts);
            world.Clock.Advance(ExportQueue.Lease);
        }

        Assert.Null(await queue.TakeAsync());

        await using var db = world.Open();
        Assert.Equal(ExportState.Failed, (await db.Exports.SingleAsync()).State);
        Assert.Equal((3, 1), (await CountAsync(AuditAction.ExportStarted), await CountAsync(AuditAction.ExportFailed)));
    }

    [Fact]
    public async Task PutBack_AfterTrouble_WaitsThenTriesAgainThenGivesUp()
    {
        for (var attempt = 1; attempt <= Export.MostAttempts; attempt++)
        {
            await queue.PutBackAsync((await queue.TakeAsync())!, TimeSpan.FromSeconds(20));
            Assert.Null(await queue.TakeAsync());
            world.Clock.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.Null(await queue.TakeAsync());
        await using var db = world.Open();
        Assert.Equal(ExportState.Failed, (await db.Exports.SingleAsync()).State);
        Assert.Equal(1, await CountAsync(AuditAction.ExportFailed));
    }

    private static DisclosureService Service(Core.Data.AppDbContext db) => new(db, new ChildAccess(db), new PolicyStore(db));

    private async Task<(int, int)> ProgressAsync()
    {
        await using var db = world.Open();
        return await db.Exports.Select(e => new ValueTuple<int, int>(e.Done, e.Total)).SingleAsync();
    }

    private async Task<int> CountAsync(AuditAction action)
    {
        await using var db = world.Open();
        return await db.AuditEvents.CountAsync(e => e.Action == action);
    }
}
