using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Returns;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Returns;

/// <summary>Lists for inspectors. Today is 17 March 2026; records of the world were opened 90 days before, on 17 December 2025.</summary>
public sealed class InspectionListsTests : IAsyncLifetime
{
    private static readonly DateOnly Opened = new(2025, 12, 17);
    private World world = null!;

    public async Task InitializeAsync() => world = await World.CreateAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Take_FromAPointInTime_KnowsNothingOfLaterVisits()
    {
        var child = await world.AddChildAsync(status: StatusKind.LookedAfter, born: new DateOnly(2015, 6, 2));
        await RecordAsync(child, 30, true);
        await RecordAsync(child, 20, false);
        await RecordAsync(child, 3, true);

        var then = Assert.Single(await TakeAsync(InspectionList.LookedAfter, DateOnly.FromDateTime(world.Now.AddDays(-10))));
        Assert.Equal((world.Now.AddDays(-20), world.Now.AddDays(-30), true, "Harbour", "Ellie Marsh"), (then.LastVisitUtc, then.LastSeenUtc, then.SeenAlone, then.Team, then.Worker));
        var now = Assert.Single(await TakeAsync(InspectionList.LookedAfter, DateOnly.FromDateTime(world.Now)));
        Assert.Equal(world.Now.AddDays(-3), now.LastSeenUtc);
        var before = Assert.Single(await TakeAsync(InspectionList.LookedAfter, Opened));
        Assert.Equal(((DateTime?)null, (bool?)null), (before.LastVisitUtc, before.SeenAlone));
    }

    [Theory]
    [InlineData(-1, 0)] // before the first day
    [InlineData(0, 1)]
    [InlineData(59, 1)] // the last day under the status
    [InlineData(60, 1)] // ended, within six months
    public async Task Take_AroundAStatus_HoldsWhoWasUnderIt(int day, int rows)
    {
        var child = await world.AddChildAsync(status: StatusKind.ChildProtection);
        await EndAsync(child, Opened.AddDays(60));
        var found = await TakeAsync(InspectionList.ChildProtection, Opened.AddDays(day));
        Assert.Equal(rows, found.Count);
        Assert.All(found, r => Assert.Equal(day < 60 ? null : Opened.AddDays(60), r.To));
        Assert.Empty(await TakeAsync(InspectionList.ChildrenInNeed, Opened.AddDays(day)));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)] // six months to the day after it ended
    public async Task Take_SixMonthsAfterAStatusEnded_NoLongerHoldsIt(int day, int rows)
    {
        var child = await world.AddChildAsync(status: StatusKind.ChildProtection);
        await EndAsync(child, new DateOnly(2026, 1, 10));
        Assert.Equal(rows, (await TakeAsync(InspectionList.ChildProtection, new DateOnly(2026, 7, 10).AddDays(day))).Count);
    }

    [Theory]
    [InlineData("2025-12-16", 0)]
    [InlineData("2025-12-17", 1)]
    [InlineData("2026-06-16", 1)]
    [InlineData("2026-06-17", 0)]
    public async Task Take_Referrals_AreThoseOfSixMonths(string on, int rows)
    {
        await world.AddChildAsync(status: StatusKind.None);
        Assert.Equal(rows, (await TakeAsync(InspectionList.Referrals, DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture))).Count);
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Take_ARestrictedRecord_A02_IsLeftOutAndTheTakingAudited()
    {
        var hidden = await world.AddChildAsync(status: StatusKind.LookedAfter);
        await using (var change = world.Open())
        {
            (await change.Children.SingleAsync(c => c.Id == hidden)).IsRestricted = true;
            change.Audit(world.As(world.Manager), AuditAction.ConflictDeclared, hidden);
            await change.SaveChangesAsync();
        }

        Assert.Empty(await TakeAsync(InspectionList.LookedAfter, new DateOnly(2026, 3, 1)));
        await using var db = world.Open();
        Assert.Equal("LookedAfter on:2026-03-01 rows:0", (await db.AuditEvents.SingleAsync(a => a.Action == AuditAction.ListExported)).Subject);
    }

    private async Task<IReadOnlyList<InspectionRow>> TakeAsync(InspectionList list, DateOnly on)
    {
        await using var db = world.Open();
        return await new InspectionLists(db, new ChildAccess(db)).TakeAsync(world.As(world.Manager), list, on);
    }

    private async Task RecordAsync(int child, int daysAgo, bool seen)
    {
        var (now, at) = (world.Now, world.Now.AddDays(-daysAgo));
        world.Clock.NowUtc = at.AddHours(1);
        var visit = Inputs.Visit(at, child);
        await world.RecordAsync(world.Worker, seen ? visit : visit with { Children = new Dictionary<int, Core.Recording.ChildContent> { [child] = Inputs.NotSeen() } });
        world.Clock.NowUtc = now;
    }

    private async Task EndAsync(int child, DateOnly on)
    {
        await using var db = world.Open();
        var status = await db.Children.Where(c => c.Id == child).SelectMany(c => c.Statuses).SingleAsync();
        db.Entry(status).Property(s => s.To).CurrentValue = on;
        db.Audit(world.As(world.Manager), AuditAction.StatusChanged, child);
        await db.SaveChangesAsync();
    }
}
