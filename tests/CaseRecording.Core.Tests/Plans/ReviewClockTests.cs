using CaseRecording.Core.Plans;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;

namespace CaseRecording.Core.Tests.Plans;

/// <summary>When reviews of plans are due, exactly and a day either side.</summary>
[Trait("Rule", "P-02")]
public sealed class ReviewClockTests
{
    private static readonly DateOnly Start = new(2026, 3, 3);

    private static DateOnly Due(PlanKind kind, ReviewType type, params string[] held) =>
        ReviewClock.Due(RecordingPolicy.Default, kind, Start, held.Select(DateOnly.Parse).ToLookup(_ => type)).Single(d => d.Type == type).DueOn;

    public static TheoryData<PlanKind, ReviewType, string, string> Clocks => new()
    {
        { PlanKind.ChildInNeed, ReviewType.ChildInNeedReview, "", "2026-06-03" },
        { PlanKind.ChildInNeed, ReviewType.ChildInNeedReview, "2026-04-30", "2026-07-30" },
        { PlanKind.ChildInNeed, ReviewType.ChildInNeedReview, "2026-11-30", "2027-02-28" }, // the shorter month
        { PlanKind.ChildProtection, ReviewType.CoreGroup, "", "2026-03-17" },
        { PlanKind.ChildProtection, ReviewType.CoreGroup, "2026-03-10 2026-03-16", "2026-04-27" },
        { PlanKind.ChildProtection, ReviewType.ReviewConference, "", "2026-06-03" },
        { PlanKind.ChildProtection, ReviewType.ReviewConference, "2026-06-01", "2026-12-01" },
        { PlanKind.Care, ReviewType.LookedAfterReview, "", "2026-03-31" },
        { PlanKind.Care, ReviewType.LookedAfterReview, "2026-03-30", "2026-06-30" },
        { PlanKind.Care, ReviewType.LookedAfterReview, "2026-06-30 2026-03-30", "2026-12-30" },
        { PlanKind.Pathway, ReviewType.PathwayReview, "", "2026-09-03" },
        { PlanKind.Pathway, ReviewType.PathwayReview, "2026-08-31", "2027-02-28" },
    };

    [Theory, MemberData(nameof(Clocks))]
    public void Due_AfterTheReviewsHeld_P02_IsTheLastDayOnTime(PlanKind kind, ReviewType type, string held, string due)
    {
        var on = Due(kind, type, held.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(DateOnly.Parse(due), on);
        Assert.Equal("1 day left", Timeliness.TimeLeft(on, on.AddDays(-1)).Text);
        Assert.Equal("Due today", Timeliness.TimeLeft(on, on).Text);
        Assert.Equal("Overdue by 1 day", Timeliness.TimeLeft(on, on.AddDays(1)).Text);
    }

    [Fact]
    public void Due_OfAnotherType_P02_IsNotMoved()
    {
        var held = new[] { new DateOnly(2026, 3, 16) }.ToLookup(_ => ReviewType.CoreGroup);

        Assert.Equal([ReviewType.CoreGroup, ReviewType.ReviewConference], ReviewClock.Due(RecordingPolicy.Default, PlanKind.ChildProtection, Start, held).Select(d => d.Type));
        Assert.Equal(new DateOnly(2026, 6, 3), ReviewClock.Due(RecordingPolicy.Default, PlanKind.ChildProtection, Start, held)[1].DueOn);
        Assert.Equal(new DateOnly(2026, 3, 31), ReviewClock.Due(RecordingPolicy.Default, PlanKind.Care, Start, new[] { new DateOnly(2026, 3, 20) }.ToLookup(_ => ReviewType.MidwayReview))[0].DueOn);
    }

    [Fact]
    public void Due_WorkingDaysOverEaster_P02_LeavesBankHolidaysOut() =>
        Assert.Equal(new DateOnly(2026, 4, 13), ReviewClock.Due(RecordingPolicy.Default, PlanKind.ChildProtection, new DateOnly(2026, 3, 26), Array.Empty<DateOnly>().ToLookup(_ => ReviewType.CoreGroup))[0].DueOn);

    public static TheoryData<int?, int?, string?> Views => new()
    {
        { null, null, "No view of the plan is recorded yet" },
        { null, 0, "No view of the plan is recorded yet" },
        { 0, null, null },
        { -1, 0, "Not asked since the last review, on 17 March 2026" },
        { 0, 0, null },
        { 1, 0, null },
    };

    [Theory, MemberData(nameof(Views)), Trait("Rule", "P-06")]
    public void ChildsView_ToTheMinuteOfTheReview_P06_IsLabelledWhereOlder(int? saidMinutes, int? reviewedMinutes, string? label)
    {
        var review = new DateTime(2026, 3, 17, 14, 0, 0, DateTimeKind.Utc);
        DateTime? At(int? minutes) => minutes is { } m ? review.AddMinutes(m) : null;

        Assert.Equal(label, ChildsViewOfPlan.Missing(At(saidMinutes), At(reviewedMinutes)));
    }

    [Fact]
    public void ChildsView_Age_P06_IsInDaysOfTheLondonCalendar()
    {
        var said = new ChildsViewOfPlan(1, new DateTime(2026, 3, 29, 23, 30, 0, DateTimeKind.Utc), PlanHelps.Yes, ""); // half past midnight on the 30th, summer time
        Assert.Equal(["today", "1 day ago", "2 days ago"], new[] { 30, 31, 32 }.Select(d => said.Age(new DateOnly(2026, 3, 29).AddDays(d - 29))));
    }
}
