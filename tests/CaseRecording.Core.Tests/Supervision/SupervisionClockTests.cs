using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Supervision;
using CaseRecording.Core.Tests.Time;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Supervision;

public sealed class SupervisionClockTests
{
    private static readonly PolicyHistory Defaults = new([]);

    [Theory, Trait("Rule", "D-05")]
    [InlineData("2026-03-02 10:00", "2026-03-30")] // over the start of summer time on 29 March
    [InlineData("2026-10-05 10:00", "2026-11-02")] // over its end on 25 October
    [InlineData("2028-02-10 10:00", "2028-03-09")] // over 29 February
    [InlineData("2026-06-14 23:59", "2026-07-12")]
    [InlineData("2026-06-15 00:00", "2026-07-13")] // still 14 June by UTC
    [InlineData("2026-01-14 23:59", "2026-02-11")]
    public void Due_AfterASupervision_D05_IsTheTwentyEighthDay(string held, string due)
    {
        Assert.Equal(Uk.Day(due), SupervisionClock.Due(Defaults, Uk.At("2025-01-01 09:00"), Uk.At(held)));
        Assert.Equal((false, false, true), (SupervisionClock.IsOverdue(Uk.Day(due), Uk.Day(due).AddDays(-1)), SupervisionClock.IsOverdue(Uk.Day(due), Uk.Day(due)), SupervisionClock.IsOverdue(Uk.Day(due), Uk.Day(due).AddDays(1))));
    }

    [Theory, Trait("Rule", "D-05")]
    [InlineData("2026-03-30 23:59", null)]
    [InlineData("2026-03-31 00:00", "Supervision overdue: it was due by 30 March 2026")] // 30 March by UTC
    public void LateLabel_AMinuteAroundMidnightInSummer_D05_CountsUkDays(string held, string? label) =>
        Assert.Equal(label, SupervisionClock.LateLabel(Uk.Day("2026-03-30"), Uk.At(held)));

    [Fact, Trait("Rule", "D-05")]
    public void Due_Allocation_D05_CountsFromTheFirstDayWithAWorkerAndNotWithoutOne()
    {
        var allocated = Uk.At("2026-05-01 09:00");
        Assert.Equal(Uk.Day("2026-05-29"), SupervisionClock.Due(Defaults, allocated, null));
        Assert.Equal(Uk.Day("2026-05-29"), SupervisionClock.Due(Defaults, allocated, Uk.At("2025-12-01 09:00"))); // of an earlier involvement
        Assert.Null(SupervisionClock.Due(Defaults, null, allocated));
    }

    [Fact, Trait("Rule", "D-05")]
    public void Due_PolicyChanged_D05_ThatOfTheDayItCountsFromDecides()
    {
        var history = new PolicyHistory([new PolicyChange("supervisionDays", "14", Uk.Day("2026-03-10"))]);
        Assert.Equal(Uk.Day("2026-04-06"), SupervisionClock.Due(history, Uk.At("2025-01-01 09:00"), Uk.At("2026-03-09 12:00")));
        Assert.Equal(Uk.Day("2026-03-24"), SupervisionClock.Due(history, Uk.At("2025-01-01 09:00"), Uk.At("2026-03-10 12:00")));
    }

    [Fact]
    public async Task AllocatedSince_WorkersOneAfterTheOther_IsTheFirstUntilAGap()
    {
        await using var world = await World.CreateAsync();
        var id = await world.AddChildAsync();
        await using var db = world.Open();
        var child = await db.Children.Include(c => c.Allocations).SingleAsync(c => c.Id == id);
        var first = child.Allocations[0].FromUtc;
        child.Allocate(world.As(world.Manager), world.OtherTeam, world.OtherWorker);
        Assert.Equal(first, SupervisionClock.AllocatedSince(child.Allocations, world.Now));
        Assert.Null(SupervisionClock.AllocatedSince(child.Allocations, first.AddMinutes(-1)));

        child.Close(world.As(world.Manager));
        Assert.Null(SupervisionClock.AllocatedSince(child.Allocations, world.Now.AddMinutes(1)));
        var again = TestDatabase.As(world.Manager, world.Now.AddDays(3));
        child.Allocate(again, world.Team, world.Worker);
        Assert.Equal(again.NowUtc, SupervisionClock.AllocatedSince(child.Allocations, world.Now.AddDays(9)));
    }

    [Fact, Trait("Rule", "D-05")]
    public async Task Recompute_SupervisionAndReflection_D05_PutTheDueDayOffWhereTheyCount()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        async Task<DateOnly?> DueAsync()
        {
            await using var db = world.Open();
            await new ChildClocks(db, new PolicyStore(db)).RecomputeAllAsync(world.Now);
            return await db.Children.Where(c => c.Id == maisie).Select(c => c.SupervisionDueOn).SingleAsync();
        }

        Assert.Equal(new DateOnly(2026, 1, 14), await DueAsync()); // 28 days after the allocation of 17 December
        await world.RecordAsync(world.Manager, Inputs.Supervision(world.Now.AddHours(-30), maisie) with { LateReason = "Away" });
        Assert.Equal(new DateOnly(2026, 4, 13), await DueAsync());
        await world.RecordAsync(world.Manager, Inputs.Reflection(world.Now.AddHours(-2), maisie));
        Assert.Equal(new DateOnly(2026, 4, 14), await DueAsync());

        await using (var db = world.Open())
        {
            db.PolicyChanges.Add(new PolicySettingChange { Key = "reflectiveDiscussionCountsAsSupervision", Value = "no", EffectiveFrom = new DateOnly(2026, 3, 1), Reason = "x", ChangedAtUtc = world.Now });
            db.Audit(world.As(world.Manager), AuditAction.PolicyChanged);
            await db.SaveChangesAsync();
        }

        Assert.Equal(new DateOnly(2026, 4, 13), await DueAsync());
    }

    [Fact]
    public async Task Due_ChangeOfWorkerOrClosing_StaysOrEnds()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await world.RecordAsync(world.Manager, Inputs.Supervision(world.Now.AddHours(-1), maisie));
        await using var db = world.Open();
        var clocks = new ChildClocks(db, new PolicyStore(db));
        var child = await db.Children.SingleAsync(c => c.Id == maisie);
        await new ChildService(db, new Core.Access.ChildAccess(db), clocks).AllocateAsync(world.As(world.Manager), maisie, child.Version, world.Team, world.Colleague);
        Assert.Equal(new DateOnly(2026, 4, 14), child.SupervisionDueOn);

        child.Close(world.As(world.Manager));
        await clocks.RecomputeAsync(child, world.Now);
        Assert.Null(child.SupervisionDueOn);
    }

    [Fact, Trait("Rule", "D-05")]
    public async Task Save_HeldAfterTheDueDay_D05_IsLabelledForEverWhateverComesLater()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var first = await world.RecordAsync(world.Manager, Inputs.Supervision(world.Now.AddDays(-62), maisie) with { LateReason = "Moved over" }); // 14 January
        var late = await world.RecordAsync(world.Manager, Inputs.Supervision(world.Now.AddDays(-33), maisie) with { LateReason = "Moved over" }); // 29 days on
        await world.RecordAsync(world.Manager, Inputs.Supervision(world.Now.AddDays(-40), maisie) with { LateReason = "Moved over" }); // remembered afterwards

        await using var db = world.Open();
        Task<TimelineEntry?> LineAsync(long id) => new TimelineQuery(db).FindAsync(maisie, id);
        Assert.DoesNotContain((await LineAsync(first))!.Facts.Labels(world.Now), l => l.Text.StartsWith("Supervision", StringComparison.Ordinal));
        Assert.Contains((await LineAsync(late))!.Facts.Labels(world.Now), l => l.Text == "Supervision overdue: it was due by 11 February 2026");
    }
}
