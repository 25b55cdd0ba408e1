using CaseRecording.Core.Policy;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Tests.Time;

namespace CaseRecording.Core.Tests.Summaries;

public sealed class SummaryClockTests
{
    private static readonly RecordingPolicy Policy = RecordingPolicy.Default;

    [Theory, Trait("Rule", "S-02")]
    [InlineData("2026-03-02", "2026-03-16")]
    [InlineData("2026-03-30", "2026-04-15")] // over Easter: two bank holidays
    [InlineData("2026-12-21", "2027-01-07")] // Christmas, substitute day, New Year
    [InlineData("2026-03-14", "2026-03-27")] // opened on a Saturday
    public void Due_NoSummaryYet_S02_TenWorkingDaysAfterOpening(string opened, string due)
    {
        var result = SummaryClock.Due(Policy, Uk.Day(opened), null, [Uk.At($"{opened} 12:00")]);

        Assert.Equal(new SummaryDue(Uk.Day(due), SummaryDueReason.First), result);
        Assert.True(SummaryClock.IsOverdue(result.DueOn, Uk.Day(due).AddDays(1)));
    }

    [Theory, Trait("Rule", "S-02")]
    [InlineData("2026-01-14 15:05", "2026-04-14")]
    [InlineData("2026-11-30 09:00", "2027-02-28")]
    [InlineData("2027-11-30 09:00", "2028-02-29")]
    [InlineData("2028-02-29 09:00", "2028-05-29")]
    [InlineData("2026-06-30 23:30", "2026-09-30")]
    [InlineData("2026-07-01 00:30", "2026-10-01")] // June by UTC, July in London
    public void Due_Reviewed_S02_ThreeMonthsLater(string reviewed, string due)
    {
        var result = SummaryClock.Due(Policy, Uk.Day("2025-01-01"), Uk.At(reviewed), []);

        Assert.Equal(new SummaryDue(Uk.Day(due), SummaryDueReason.Review), result);
        Assert.True(SummaryClock.IsOverdue(result.DueOn, Uk.Day(due).AddDays(1)));
    }

    [Fact, Trait("Rule", "S-02")]
    public void Due_ChangesSinceTheReview_S02_ThreeDaysAfterTheFirstOfThem()
    {
        var reviewed = Uk.At("2026-01-14 15:05");
        var result = SummaryClock.Due(
            Policy, Uk.Day("2025-01-01"), reviewed, [Uk.At("2026-02-20 10:00"), Uk.At("2026-02-26 23:59"), reviewed, reviewed.AddDays(-1)]);

        Assert.Equal(new SummaryDue(Uk.Day("2026-02-23"), SummaryDueReason.SignificantChange), result);
    }

    [Theory, Trait("Rule", "S-02")]
    [InlineData("2026-04-10 12:00", "2026-04-13", SummaryDueReason.SignificantChange)]
    [InlineData("2026-04-11 12:00", "2026-04-14", SummaryDueReason.Review)]
    [InlineData("2026-04-12 12:00", "2026-04-14", SummaryDueReason.Review)]
    public void Due_ChangeShortlyBeforeTheReview_S02_WhicheverIsFirst(string change, string due, SummaryDueReason reason) =>
        Assert.Equal(
            new SummaryDue(Uk.Day(due), reason),
            SummaryClock.Due(Policy, Uk.Day("2025-01-01"), Uk.At("2026-01-14 15:05"), [Uk.At(change)]));

    [Fact, Trait("Rule", "S-02")]
    public void Due_ChangeAMinuteAfterTheReviewOnTheSameDay_S02_Counts()
    {
        var reviewed = Uk.At("2026-01-14 15:05");

        Assert.Equal(SummaryDueReason.SignificantChange, SummaryClock.Due(Policy, Uk.Day("2025-01-01"), reviewed, [reviewed.AddMinutes(1)]).Reason);
        Assert.Equal(SummaryDueReason.Review, SummaryClock.Due(Policy, Uk.Day("2025-01-01"), reviewed, [reviewed.AddMinutes(-1)]).Reason);
    }

    [Fact, Trait("Rule", "S-02")]
    public void IsOverdue_AroundTheDay_S02_FromTheDayAfter()
    {
        Assert.False(SummaryClock.IsOverdue(Uk.Day("2026-02-28"), Uk.Day("2026-02-28")));
        Assert.True(SummaryClock.IsOverdue(Uk.Day("2026-02-28"), Uk.Day("2026-03-01")));
    }

    [Fact, Trait("Rule", "S-03")]
    public void NeedsMoreThanConfirming_ChangeSinceTheReview_S03_AsksForMore()
    {
        var reviewed = Uk.At("2026-01-14 15:05");

        Assert.False(SummaryClock.NeedsMoreThanConfirming(reviewed, [reviewed.AddDays(-1), reviewed]));
        Assert.True(SummaryClock.NeedsMoreThanConfirming(reviewed, [reviewed.AddMinutes(1)]));
        Assert.True(SummaryClock.NeedsMoreThanConfirming(null, []));
    }
}
