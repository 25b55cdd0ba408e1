using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Summaries;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Children;

public sealed class ChildClocksTests
{
    [Fact]
    [Trait("Rule", "V-06")]
    public async Task Recompute_AfterVisits_V06_OnlyStatutoryOnesWithTheChildSeenCount()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync(status: StatusKind.ChildProtection);
        var seen = world.Now.AddDays(-12);

        await world.RecordAsync(world.Worker, Visit(seen, VisitType.ChildProtection, maisie));
        await world.RecordAsync(world.Worker, Visit(world.Now.AddDays(-3), VisitType.HomeVisit, maisie));
        await world.RecordAsync(world.Worker, Visit(world.Now.AddDays(-2), VisitType.ChildProtection, maisie) with { Children = new Dictionary<int, ChildContent> { [maisie] = Inputs.NotSeen() } });

        await using var db = world.Open();
        var child = await db.Children.SingleAsync();
        Assert.Equal((seen, world.Now.AddDays(-3)), (child.LastCountedVisitAtUtc!.Value, child.LastSeenAtUtc!.Value));
        Assert.Equal(new DateOnly(2026, 3, 19), child.NextVisitDueOn); // ten working days after 5 March
    }

    [Fact]
    [Trait("Rule", "V-06")]
    public async Task RecomputeAll_APolicyBegins_V06_PutsTheInstantsRightWithoutTouchingTheRecord()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync(status: StatusKind.ChildProtection);
        await world.RecordAsync(world.Worker, Visit(world.Now.AddDays(-12), VisitType.ChildProtection, maisie));
        var unseen = Visit(world.Now.AddDays(-2), VisitType.ChildProtection, maisie) with { Children = new Dictionary<int, ChildContent> { [maisie] = Inputs.NotSeen() } };
        await world.RecordAsync(world.Worker, unseen);
        await using (var db = world.Open())
        {
            db.PolicyChanges.AddRange(
                new PolicySettingChange { Key = "childProtectionVisitWorkingDays", Value = "5", EffectiveFrom = new DateOnly(2026, 3, 1), Reason = "x", ChangedAtUtc = world.Now },
                new PolicySettingChange { Key = "unseenVisitCounts", Value = "yes", EffectiveFrom = new DateOnly(2026, 3, 1), Reason = "x", ChangedAtUtc = world.Now });
            db.Audit(world.As(world.Manager), AuditAction.PolicyChanged);
            await db.SaveChangesAsync();
        }

        await using var nightly = world.Open();
        var (version, audited) = (await nightly.Children.AsNoTracking().Select(c => c.Version).SingleAsync(), await nightly.AuditEvents.CountAsync());
        Assert.Equal(1, await new ChildClocks(nightly, new PolicyStore(nightly)).RecomputeAllAsync(world.Now));
        Assert.Equal(0, await new ChildClocks(nightly, new PolicyStore(nightly)).RecomputeAllAsync(world.Now));

        var child = await nightly.Children.AsNoTracking().SingleAsync();
        Assert.Equal(new DateOnly(2026, 3, 20), child.NextVisitDueOn); // five working days after Sunday 15 March
        Assert.Equal((version, audited), (child.Version, await nightly.AuditEvents.CountAsync()));
    }

    [Fact]
    [Trait("Rule", "S-02")]
    public async Task Recompute_SummaryThenAChange_S02_ComesForward()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await using var db = world.Open();
        var clocks = new ChildClocks(db, new PolicyStore(db));
        var child = await db.Children.SingleAsync(c => c.Id == maisie);
        async Task<DateOnly?> DueAsync()
        {
            await clocks.RecomputeAsync(child, world.Now);
            db.Audit(world.As(world.Worker), AuditAction.SummaryReviewed, maisie);
            await db.SaveChangesAsync();
            return child.SummaryDueOn;
        }

        Assert.Equal(new DateOnly(2026, 1, 5), await DueAsync()); // ten working days after 17 December
        db.SummaryReviews.Add(new SummaryReview { ChildId = maisie, ById = world.Worker, AtUtc = world.Now.AddDays(-20), Kind = SummaryReviewKind.NewVersion });
        await DueAsync();
        Assert.Equal(new DateOnly(2026, 5, 25), await DueAsync());
        child.ChangedSignificantly(world.As(world.Worker));
        Assert.Equal(new DateOnly(2026, 3, 20), await DueAsync());
    }

    [Fact]
    public async Task RecomputeAll_AfterOrdinaryWork_AgreesWithWhatWasStored()
    {
        await using var world = await World.CreateAsync();
        var children = new List<int>();
        for (var i = 0; i < 5; i++) children.Add(await world.AddChildAsync($"Child {i} Thornley", (StatusKind)i));
        foreach (var id in children) await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddDays(-id), id) with { LateReason = "Away" });

        await using var db = world.Open();
        Assert.Equal(0, await new ChildClocks(db, new PolicyStore(db)).RecomputeAllAsync(world.Now));
    }

    private static RecordingInput Visit(DateTime at, VisitType type, int child) => Inputs.Visit(at, child) with { VisitType = type, LateReason = "Away" };
}
