using CaseRecording.Core.Access;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Summaries;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Summaries;

public sealed class TransferTests : IAsyncLifetime
{
    private World world = null!;
    private int maisie;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        maisie = await world.AddChildAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact, Trait("Rule", "S-06")]
    public async Task Allocate_ToAnotherWorker_S06_AsksForASummaryThatIsMissingUntilItIsFinal()
    {
        await AllocateAsync(world.Team, world.Colleague);
        Assert.True(Assert.Single(await MineAsync(world.Worker)).IsMissing);
        Assert.Empty(await MineAsync(world.Colleague));

        await world.RecordAsync(world.Worker, Inputs.TransferSummary(maisie), finalise: false);
        Assert.True(Assert.Single(await MineAsync(world.Worker)).IsMissing);
        var summary = await world.RecordAsync(world.Worker, Inputs.TransferSummary(maisie));
        Assert.Empty(await MineAsync(world.Worker));
        var line = Assert.Single(await MineAsync(world.Colleague));
        Assert.Equal((summary, "Ellie Marsh", "Tom Bell", "Harbour", false), (line.RecordingId!.Value, line.From, line.To, line.ToTeam, line.IsMissing));
    }

    [Fact, Trait("Rule", "S-06")]
    public async Task Allocate_SummaryWrittenBeforehand_S06_AnswersThisTransferAndNoOther()
    {
        var summary = await world.RecordAsync(world.Worker, Inputs.TransferSummary(maisie));
        world.Clock.NowUtc = world.Now.AddDays(1);
        await AllocateAsync(world.Team, world.Colleague);
        world.Clock.NowUtc = world.Now.AddDays(1);
        await AllocateAsync(world.Team, world.Worker);
        await using var db = world.Open();
        Assert.Equal([null, summary], (await new TransferService(db, new ChildAccess(db)).OfChildAsync(maisie)).Select(t => t.RecordingId));
    }

    [Fact, Trait("Rule", "S-06")]
    public async Task Acknowledge_ByAnyoneButTheReceivingWorker_S06_IsRefused()
    {
        await AllocateAsync(world.Team, world.Colleague);
        await using var db = world.Open();
        var service = new TransferService(db, new ChildAccess(db));
        var id = (await service.OfChildAsync(maisie))[0].Id;
        await Assert.ThrowsAsync<RuleViolationException>(() => service.AcknowledgeAsync(world.As(world.Colleague), maisie, id)); // nothing to read yet
        await world.RecordAsync(world.Worker, Inputs.TransferSummary(maisie));
        db.ChangeTracker.Clear();
        await Assert.ThrowsAsync<RuleViolationException>(() => service.AcknowledgeAsync(world.As(world.Manager), maisie, id));
        await Assert.ThrowsAsync<AccessRefusedException>(() => service.AcknowledgeAsync(world.As(world.OtherWorker), maisie, id));
        await Assert.ThrowsAsync<AccessRefusedException>(() => service.AcknowledgeAsync(world.As(world.Colleague), maisie, id + 999));

        await service.AcknowledgeAsync(world.As(world.Colleague), maisie, id);
        var first = world.Now;
        world.Clock.NowUtc = world.Now.AddHours(1);
        await service.AcknowledgeAsync(world.As(world.Colleague), maisie, id);
        Assert.Equal(first, (await service.OfChildAsync(maisie))[0].AcknowledgedAtUtc);
        Assert.Empty(await service.MineAsync(world.Colleague));
    }

    [Fact, Trait("Rule", "S-06")]
    public async Task Allocate_ToAnotherTeam_S06_LeavesTheWorkerAWeekToWriteIt()
    {
        await AllocateAsync(world.OtherTeam, world.OtherWorker);
        await using var db = world.Open();
        var access = new ChildAccess(db);
        Assert.Equal(AccessLevel.Record, (await access.DecideAsync(world.Worker, maisie, world.Now.AddDays(7).AddMinutes(-1))).Level);
        Assert.Equal(AccessLevel.AskReason, (await access.DecideAsync(world.Worker, maisie, world.Now.AddDays(7))).Level);
        await world.RecordAsync(world.Worker, Inputs.TransferSummary(maisie));
        Assert.Single(await MineAsync(world.OtherWorker));
    }

    [Fact]
    public async Task Mine_ARecordHiddenSince_IsNotListed()
    {
        await AllocateAsync(world.Team, world.Colleague);
        await using (var db = world.Open())
        {
            db.Conflicts.Add(new ConflictOfInterest { ChildId = maisie, StaffId = world.Worker, Reason = "x", DeclaredAtUtc = world.Now });
            db.Audit(world.As(world.Manager), Audit.AuditAction.DemonstrationSeeded, maisie);
            await db.SaveChangesAsync();
        }

        Assert.Empty(await MineAsync(world.Worker));
    }

    [Fact]
    public async Task Move_ASummaryOfAnotherChild_TheTransferWaitsAgain()
    {
        await AllocateAsync(world.Team, world.Colleague);
        var summary = await world.RecordAsync(world.Worker, Inputs.TransferSummary(maisie));
        await world.MoveAsync(world.Manager, maisie, await world.AddChildAsync("Ada Pike"), summary);
        Assert.True(Assert.Single(await MineAsync(world.Worker)).IsMissing);
    }

    private async Task AllocateAsync(int team, Guid worker)
    {
        await using var db = world.Open();
        await world.Children(db).AllocateAsync(world.As(world.Manager), maisie, await db.Children.Where(c => c.Id == maisie).Select(c => c.Version).SingleAsync(), team, worker);
    }

    private async Task<List<TransferLine>> MineAsync(Guid staff)
    {
        await using var db = world.Open();
        return await new TransferService(db, new ChildAccess(db)).MineAsync(staff);
    }
}
