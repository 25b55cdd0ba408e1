using CaseRecording.Core.Children;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Tests.Time;
using CaseRecording.Core.Visits;

namespace CaseRecording.Core.Tests.Visits;

public sealed class VisitScheduleTests
{
    private static readonly RecordingPolicy Policy = RecordingPolicy.Default;
    private static readonly DateOnly Today = Uk.Day("2026-12-31");

    [Theory, Trait("Rule", "V-06")]
    [InlineData(StatusKind.ChildInNeed, "2026-03-02", null, "2026-03-30")]
    [InlineData(StatusKind.ChildInNeed, "2026-03-02", "2026-03-20", "2026-04-21")] // over Easter: two bank holidays
    [InlineData(StatusKind.ChildInNeed, "2026-03-02", "2026-03-01", "2026-03-30")] // a visit before the status does not put off its first
    [InlineData(StatusKind.ChildProtection, "2026-03-02", null, "2026-03-16")]
    [InlineData(StatusKind.ChildProtection, "2026-03-02", "2026-03-02", "2026-03-16")]
    [InlineData(StatusKind.ChildProtection, "2026-03-02", "2026-03-14", "2026-03-27")] // seen on a Saturday
    [InlineData(StatusKind.ChildProtection, "2026-03-02", "2026-12-18", "2027-01-06")] // over Christmas and New Year
    public void NextDue_WorkingDayInterval_V06_CountsFromTheLastVisit(StatusKind kind, string from, string? last, string due)
    {
        var result = Next([new DatedStatus(kind, Uk.Day(from))], last);

        Assert.Equal(Uk.Day(due), result!.DueOn);
        Assert.Equal(kind, result.Status);
    }

    [Theory, Trait("Rule", "V-06")]
    [InlineData(null, "2026-03-09", "within 7 days of the start")]
    [InlineData("2026-03-01", "2026-03-09", "within 7 days of the start")] // seen before the placement began
    [InlineData("2026-03-02", "2026-04-13", "every 6 weeks")]
    [InlineData("2026-10-20", "2026-12-01", "every 6 weeks")] // over the clock change
    public void NextDue_Placement_V06_WithinAWeekThenSixWeeks(string? last, string due, string interval)
    {
        foreach (var arrangement in new LookedAfterArrangement?[] { null, LookedAfterArrangement.Placement, LookedAfterArrangement.CareOrderWithParent })
            Assert.Equal(
                new VisitDue(Uk.Day(due), StatusKind.LookedAfter, interval),
                Next([LookedAfter("2026-03-02", arrangement)], last));
    }

    [Theory, Trait("Rule", "V-06")]
    [InlineData(null, "2025-03-07")]
    [InlineData("2026-02-27", "2026-04-10")] // a day short of the year: six weeks
    [InlineData("2026-02-28", "2026-05-28")] // the year is up: three months
    [InlineData("2026-11-30", "2027-02-28")]
    public void NextDue_PlacementMeantToLast_V06_ThreeMonthsAfterAYear(string? last, string due) =>
        Assert.Equal(Uk.Day(due), Next([LookedAfter("2025-02-28", LookedAfterArrangement.LongTermPlacement)], last)!.DueOn);

    [Theory, Trait("Rule", "V-06")]
    [InlineData(LookedAfterArrangement.WithParentsRegulation19, null, null, "2026-03-09")]
    [InlineData(LookedAfterArrangement.WithParentsRegulation19, "2026-03-09", null, "2026-03-16")]
    [InlineData(LookedAfterArrangement.WithParentsRegulation19, "2026-03-09", "2026-03-16", "2026-03-16")] // fell due on the day of the review
    [InlineData(LookedAfterArrangement.WithParentsRegulation19, "2026-03-09", "2026-03-15", "2026-04-20")] // review first: six weeks
    [InlineData(LookedAfterArrangement.WithParentsRegulation19, "2026-03-09", "2026-03-30", "2026-03-16")] // missed before the review: still due
    [InlineData(LookedAfterArrangement.TemporaryOrInterimOrder, null, null, "2026-03-09")]
    [InlineData(LookedAfterArrangement.TemporaryOrInterimOrder, "2026-03-09", null, "2026-03-16")]
    [InlineData(LookedAfterArrangement.TemporaryOrInterimOrder, "2026-03-30", "2026-03-28", "2026-04-27")] // four weeks
    public void NextDue_WithParentsOrTemporary_V06_WeeklyUntilTheFirstReview(LookedAfterArrangement arrangement, string? last, string? review, string due)
    {
        var status = LookedAfter("2026-03-02", arrangement) with { FirstReviewOn = review is null ? null : Uk.Day(review) };

        Assert.Equal(Uk.Day(due), Next([status], last)!.DueOn);
    }

    [Fact, Trait("Rule", "V-06")]
    public void NextDue_ShortBreaks_V06_AsAgreed()
    {
        var status = LookedAfter("2026-03-02", LookedAfterArrangement.ShortBreaks);

        Assert.Null(Next([status], "2026-03-20"));
        Assert.Equal(Uk.Day("2026-06-18"), Next([status with { AgreedIntervalDays = 90 }], "2026-03-20")!.DueOn);
        Assert.Equal(Uk.Day("2026-05-31"), Next([status with { AgreedIntervalDays = 90 }], null)!.DueOn);
    }

    [Fact, Trait("Rule", "V-06")]
    public void NextDue_PlacementOlderThanItsDescription_V06_CountsFromThePlacement()
    {
        var status = LookedAfter("2026-06-01", LookedAfterArrangement.LongTermPlacement) with { PlacementFrom = Uk.Day("2025-03-02") };

        Assert.Equal(Uk.Day("2026-08-20"), Next([status], "2026-05-20")!.DueOn);
    }

    [Fact, Trait("Rule", "V-06")]
    public void NextDue_NothingThatAsksForVisits_V06_IsNull()
    {
        Assert.Null(Next([], "2026-03-20"));
        Assert.Null(Next([new DatedStatus(StatusKind.Assessment, Uk.Day("2026-03-02")), new DatedStatus(StatusKind.None, Uk.Day("2026-03-02"))], null));
        Assert.Null(Next([new DatedStatus(StatusKind.ChildProtection, Uk.Day("2026-03-02"), Today)], null));
        Assert.Null(Next([new DatedStatus(StatusKind.ChildProtection, Today.AddDays(1))], null));
        Assert.NotNull(Next([new DatedStatus(StatusKind.ChildProtection, Today, Today.AddDays(1))], null));
    }

    [Fact, Trait("Rule", "V-06")]
    public void NextDue_TwoStatuses_V06_TheEarlierHolds()
    {
        DatedStatus[] both = [LookedAfter("2026-01-05", null), new DatedStatus(StatusKind.ChildProtection, Uk.Day("2026-01-05"))];

        Assert.Equal(StatusKind.ChildProtection, Next(both, "2026-03-02")!.Status);
        Assert.Equal(Uk.Day("2026-03-16"), Next(both, "2026-03-02")!.DueOn);
        Assert.Equal(StatusKind.LookedAfter, Next(both, null)!.Status);
    }

    [Theory, Trait("Rule", "V-06")]
    [InlineData(VisitType.ChildProtection, true, true, true)]
    [InlineData(VisitType.ChildProtection, false, false, true)]
    [InlineData(VisitType.ChildInNeed, true, true, true)]
    [InlineData(VisitType.LookedAfter, true, true, true)]
    [InlineData(VisitType.HomeVisit, true, false, false)]
    [InlineData(VisitType.DirectWork, true, false, false)]
    [InlineData(VisitType.AssessmentSession, true, false, false)]
    public void Counts_SeenOrNot_V06_AsPolicySays(VisitType type, bool seen, bool byDefault, bool whereUnseenCounts)
    {
        Assert.Equal(byDefault, VisitSchedule.Counts(Policy, type, seen));
        Assert.Equal(whereUnseenCounts, VisitSchedule.Counts(Policy with { UnseenVisitCounts = true }, type, seen));
    }

    [Fact, Trait("Rule", "V-06")]
    public void IsOverdue_AroundTheDay_V06_FromTheDayAfter()
    {
        Assert.False(VisitSchedule.IsOverdue(Uk.Day("2028-02-29"), Uk.Day("2028-02-29")));
        Assert.True(VisitSchedule.IsOverdue(Uk.Day("2028-02-29"), Uk.Day("2028-03-01")));
    }

    [Theory, Trait("Rule", "V-03")]
    [InlineData(new StatusKind[0], new[] { VisitType.AssessmentSession, VisitType.HomeVisit })]
    [InlineData(new[] { StatusKind.None }, new[] { VisitType.AssessmentSession, VisitType.HomeVisit })]
    [InlineData(new[] { StatusKind.Assessment }, new[] { VisitType.AssessmentSession, VisitType.HomeVisit })]
    [InlineData(new[] { StatusKind.ChildInNeed }, new[] { VisitType.ChildInNeed, VisitType.HomeVisit, VisitType.DirectWork })]
    [InlineData(new[] { StatusKind.LookedAfter, StatusKind.ChildProtection }, new[] { VisitType.ChildProtection, VisitType.LookedAfter, VisitType.HomeVisit, VisitType.DirectWork })]
    [InlineData(new[] { StatusKind.Assessment, StatusKind.ChildInNeed }, new[] { VisitType.ChildInNeed, VisitType.AssessmentSession, VisitType.HomeVisit, VisitType.DirectWork })]
    public void TypesOffered_ForTheStatusOfTheDay_V03_StatutoryOnlyWithTheirStatus(StatusKind[] statuses, VisitType[] offered) =>
        Assert.Equal(offered, VisitSchedule.TypesOffered(statuses));

    private static DatedStatus LookedAfter(string from, LookedAfterArrangement? arrangement) =>
        new(StatusKind.LookedAfter, Uk.Day(from)) { Arrangement = arrangement };

    private static VisitDue? Next(IEnumerable<DatedStatus> statuses, string? last) =>
        VisitSchedule.NextDue(Policy, statuses, last is null ? null : Uk.Day(last), Today);
}
