using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Quality.Figures;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Tests.Time;
using CaseRecording.Core.Time;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Quality;

/// <summary>
/// Children whose visits and summaries were up to date at the end of a month, counted here a second time, day by day.
/// Records were opened on 17 December 2025; today is Tuesday 17 March 2026.
/// </summary>
public sealed class StandingFiguresTests : IAsyncLifetime
{
    private static readonly DateOnly Opened = new(2025, 12, 17);
    private static readonly DateOnly Today = new(2026, 3, 17);
    private static readonly DateOnly[] Holidays = [new(2025, 12, 25), new(2025, 12, 26), new(2026, 1, 1)];
    private World world = null!;

    public async Task InitializeAsync() => world = await World.CreateAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Read_AQuarterOfVisits_EveryNumberIsThatOfTheChildren()
    {
        int[] children = [await world.AddChildAsync("Maisie Thornley"), await world.AddChildAsync("Jay Lister"), await world.AddChildAsync("Ada Brook")];
        DateOnly[][] seen = [[new(2025, 12, 30), new(2026, 1, 27), new(2026, 2, 24)], [new(2026, 1, 5)], []];
        for (var i = 0; i < children.Length; i++)
        {
            foreach (var day in seen[i]) await VisitAsync(day, children[i]);
            await VisitAsync(new DateOnly(2026, 2, 20), children[i], VisitType.HomeVisit);
            await VisitAsync(new DateOnly(2026, 2, 25), children[i], VisitType.ChildInNeed, Inputs.NotSeen());
        }

        await using var db = world.Open();
        var trend = await TrendAsync(db, Figure.VisitsUpToDate);
        foreach (var month in trend.Months)
        {
            var day = month.Month == new DateOnly(2026, 3, 1) ? Today : month.Month.AddMonths(1).AddDays(-1);
            var again = children.Select((child, i) => (child, Due: Due(seen[i].Where(d => d <= day).DefaultIfEmpty(Opened).Max()))).Where(_ => day >= Opened).ToList();
            Assert.Equal((month.Month, again.Count(c => c.Due >= day), again.Count), (month.Month, month.Met, month.Counted));
            var rows = (await Figures(db).RowsAsync(world.As(world.Manager), world.Team, Figure.VisitsUpToDate, month.Month)).Rows;
            Assert.Equal(again.Select(c => (c.child, c.Due, c.Due >= day)).Order(), rows.Select(r => (r.ChildId, LondonTime.DateOf(r.AtUtc), r.Met)).Order());
        }

        Assert.InRange(trend.Whole.Met, 1, trend.Whole.Counted - 1);
    }

    [Theory]
    [Trait("Rule", "V-06")]
    [InlineData("2026-02-02", "2026-02-01", true)] // twenty working days end on Monday 2 March
    [InlineData("2026-01-30", "2026-02-01", false)] // and on Friday 27 February, with a Saturday left of the month
    [InlineData("2026-02-17", "2026-03-01", true)] // today
    [InlineData("2026-02-16", "2026-03-01", false)]
    public async Task Visits_AroundTheLastDay_V06_AreOverdueFromTheDayAfter(string visited, string month, bool met)
    {
        var child = await world.AddChildAsync();
        await VisitAsync(Uk.Day(visited), child);
        if (month == "2026-02-01") await VisitAsync(new DateOnly(2026, 3, 2), child); // what came later does not mend February
        await using var db = world.Open();
        var row = Assert.Single((await Figures(db).RowsAsync(world.As(world.Manager), world.Team, Figure.VisitsUpToDate, Uk.Day(month))).Rows);
        Assert.Equal(met, row.Met);
    }

    [Theory]
    [Trait("Rule", "S-02")]
    [InlineData("2026-01-28 23:59", true)] // three days' grace, to the last day of January
    [InlineData("2026-01-27 23:59", false)]
    public async Task Summary_AChangeBeforeTheEndOfTheMonth_S02_IsRememberedAfterItWasAnswered(string changed, bool met)
    {
        var child = await world.AddChildAsync();
        await ReviewAsync(child, Uk.At("2025-12-22 10:00"), null);
        await ReviewAsync(child, Uk.At("2026-02-10 10:00"), Uk.At(changed));
        await using var db = world.Open();
        var months = (await TrendAsync(db, Figure.SummaryUpToDate)).Months;
        Assert.Equal([(1, 1), (met ? 1 : 0, 1), (1, 1), (1, 1)], months.TakeLast(4).Select(m => (m.Met, m.Counted)));
        Assert.All(months.SkipLast(4), m => Assert.Equal(0, m.Counted));
    }

    [Fact]
    public async Task Summary_NeverWritten_IsOverdueFromTheEleventhWorkingDay()
    {
        await world.AddChildAsync();
        await using var db = world.Open();
        var row = Assert.Single((await Figures(db).RowsAsync(world.As(world.Manager), world.Team, Figure.SummaryUpToDate, new DateOnly(2026, 1, 1))).Rows);
        Assert.Equal((new DateOnly(2026, 1, 5), false, "Ellie Marsh", 0L), (LondonTime.DateOf(row.AtUtc), row.Met, row.Author!, row.RecordingId));
        Assert.True(Assert.Single((await Figures(db).RowsAsync(world.As(world.Manager), world.Team, Figure.SummaryUpToDate, new DateOnly(2025, 12, 1))).Rows).Met);
    }

    [Fact]
    public async Task Read_AClosedRecordThatWasOpenedAgain_IsNotCountedWhileItWasClosed()
    {
        var child = await world.AddChildAsync();
        await AtAsync(Uk.At("2026-02-05 10:00"), (db, version) => world.Closing(db).CloseAsync(world.As(world.Manager), child, version, new ClosingInput(NoClosingSummary.NoFurtherAction, "The assessment found no need for a plan", false)));
        await AtAsync(Uk.At("2026-03-03 10:00"), (db, version) => world.Closing(db).ReopenAsync(world.As(world.Manager), child, version, "The school rang again"));
        await using var read = world.Open();
        Assert.Equal([1, 1, 0, 1], (await TrendAsync(read, Figure.SummaryUpToDate)).Months.TakeLast(4).Select(m => m.Counted));
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Read_ARecordHiddenFromTheManager_A02_IsInNoNumber()
    {
        var child = await world.AddChildAsync();
        await using var db = world.Open();
        (await db.Children.SingleAsync(c => c.Id == child)).IsRestricted = true;
        db.Audit(world.As(world.Manager), AuditAction.ConflictDeclared, child);
        await db.SaveChangesAsync();
        Assert.Equal(0, (await TrendAsync(db, Figure.SummaryUpToDate)).Whole.Counted);
        Assert.Equal(0, (await TrendAsync(db, Figure.VisitsUpToDate)).Whole.Counted);
    }

    [Fact]
    [Trait("Rule", "V-06")]
    public async Task Visits_WherePolicyCountsUnseenOnes_V06_AreCountedFromTheDayItDoes()
    {
        var child = await world.AddChildAsync();
        await VisitAsync(new DateOnly(2026, 1, 12), child, VisitType.ChildInNeed, Inputs.NotSeen());
        await VisitAsync(new DateOnly(2026, 2, 16), child, VisitType.ChildInNeed, Inputs.NotSeen());
        await using var db = world.Open();
        db.PolicyChanges.Add(new PolicySettingChange { Key = "unseenVisitCounts", Value = "yes", EffectiveFrom = new DateOnly(2026, 2, 1), Reason = "Agreed by the board", ChangedAtUtc = world.Now });
        db.Audit(world.As(world.Manager), AuditAction.PolicyChanged);
        await db.SaveChangesAsync();
        var months = (await TrendAsync(db, Figure.VisitsUpToDate)).Months;
        Assert.Equal([(1, 1), (0, 1), (1, 1), (0, 1)], months.TakeLast(4).Select(m => (m.Met, m.Counted)));
    }

    /// <summary>Twenty working days on, one day at a time.</summary>
    private static DateOnly Due(DateOnly from)
    {
        for (var left = 20; left > 0;)
        {
            from = from.AddDays(1);
            if (from.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Holidays.Contains(from)) left--;
        }

        return from;
    }

    private async Task VisitAsync(DateOnly day, int child, VisitType type = VisitType.ChildInNeed, ChildContent? content = null)
    {
        var now = world.Clock.NowUtc;
        var at = LondonTime.StartOfDayUtc(day).AddHours(11);
        world.Clock.NowUtc = at.AddHours(2);
        var visit = Inputs.Visit(at, child) with { VisitType = type };
        await world.RecordAsync(world.Worker, content is null ? visit : visit with { Children = new Dictionary<int, ChildContent> { [child] = content } });
        world.Clock.NowUtc = now;
    }

    private async Task ReviewAsync(int child, DateTime at, DateTime? changed)
    {
        await using var db = world.Open();
        db.SummaryReviews.Add(new SummaryReview { ChildId = child, AtUtc = at, ChangedAtUtc = changed, ById = world.Worker, Kind = SummaryReviewKind.StillRight });
        db.Audit(world.As(world.Worker), AuditAction.SummaryReviewed, child);
        await db.SaveChangesAsync();
    }

    private async Task AtAsync(DateTime at, Func<AppDbContext, Guid, Task> change)
    {
        var now = world.Clock.NowUtc;
        world.Clock.NowUtc = at;
        await using var db = world.Open();
        await change(db, await db.Children.Select(c => c.Version).SingleAsync());
        world.Clock.NowUtc = now;
    }

    private async Task<FigureTrend> TrendAsync(AppDbContext db, Figure figure) =>
        (await Figures(db).ReadAsync(world.As(world.Manager), [world.Team])).Single(t => t.Definition.Figure == figure);

    private static TeamFigures Figures(AppDbContext db) => new(db, new ChildAccess(db), new PolicyStore(db));
}
