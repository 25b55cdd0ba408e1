using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Tests.Time;
using CaseRecording.Core.Time;

namespace CaseRecording.Core.Tests.Recording;

public sealed class TimelinessTests
{
    private static readonly RecordingPolicy Policy = RecordingPolicy.Default;
    private static readonly RecordingPolicy ThreeWorkingDays = Policy with { FinaliseWithin = new TimeLimit(3, LimitUnit.WorkingDays) };

    [Theory, Trait("Rule", "T-02")]
    [InlineData("2026-03-14 15:05:00", 0)]
    [InlineData("2026-03-14 15:05:59", 0)] // the minute of the limit is still on time
    [InlineData("2026-03-14 15:04:00", 0)]
    [InlineData("2026-03-14 15:06:00", 1)]
    [InlineData("2026-03-14 16:05:00", 60)]
    public void Assess_WrittenAroundTheLimit_T02_LateFromTheMinuteAfter24Hours(string written, int lateBy)
    {
        var verdict = Timeliness.Assess(Policy, Uk.At("2026-03-13 15:05"), null, Uk.At(written), null, Uk.At("2026-04-01 09:00"));

        Assert.Equal(TimeSpan.FromMinutes(lateBy), verdict.WrittenLateBy);
        Assert.Equal(lateBy == 0, verdict.WrittenOnTime);
        Assert.False(verdict.WriteOverdue);
    }

    [Fact, Trait("Rule", "T-02")]
    public void Assess_EventWithAnEnd_T02_CountsFromTheEnd()
    {
        var (start, end) = (Uk.At("2026-03-13 15:05"), Uk.At("2026-03-13 17:00"));

        Assert.True(Timeliness.Assess(Policy, start, end, end.AddHours(24), null, end.AddDays(9)).WrittenOnTime);
        Assert.False(Timeliness.Assess(Policy, start, end, end.AddHours(24).AddMinutes(1), null, end.AddDays(9)).WrittenOnTime);
        Assert.Equal(start.AddHours(24), Timeliness.WriteDueAt(Policy, start.AddSeconds(30), null));
    }

    [Theory, Trait("Rule", "T-02")]
    [InlineData("2026-03-28 14:00", "2026-03-29 15:00")] // clocks go forward: 24 hours end an hour later by the wall clock
    [InlineData("2026-10-24 14:00", "2026-10-25 13:00")] // and back: an hour earlier
    [InlineData("2028-02-28 14:00", "2028-02-29 14:00")]
    [InlineData("2026-02-28 14:00", "2026-03-01 14:00")]
    [InlineData("2026-12-31 23:59", "2027-01-01 23:59")]
    public void Assess_AcrossClockChangesAndMonthEnds_T02_CountsElapsedHours(string happened, string due)
    {
        var last = Uk.At(due);

        Assert.Equal(last, Timeliness.WriteDueAt(Policy, Uk.At(happened), null));
        Assert.True(Written(happened, last).WrittenOnTime);
        Assert.True(Written(happened, last.AddMinutes(-1)).WrittenOnTime);
        Assert.False(Written(happened, last.AddMinutes(1)).WrittenOnTime);
    }

    [Theory, Trait("Rule", "T-02")]
    [InlineData("2026-03-14 15:05:59", false)]
    [InlineData("2026-03-14 15:06:00", true)]
    public void Assess_NotYetWritten_T02_IsOverdueAfterTheLimit(string now, bool overdue)
    {
        var verdict = Timeliness.Assess(Policy, Uk.At("2026-03-13 15:05"), null, null, null, Uk.At(now));

        Assert.Null(verdict.WrittenOnTime);
        Assert.Equal(overdue, verdict.WriteOverdue);
        Assert.Equal(overdue, verdict.WriteDueAtUtc < Timeliness.OverdueCutOff(Uk.At(now)));
    }

    [Fact, Trait("Rule", "T-02")]
    public void Assess_LongerLimitInThePolicy_T02_IsUsed()
    {
        var policy = Policy with { WriteWithin = TimeSpan.FromHours(48) };

        Assert.True(Timeliness.Assess(policy, Uk.At("2026-03-13 15:05"), null, Uk.At("2026-03-15 15:05"), null, Uk.At("2026-04-01 09:00")).WrittenOnTime);
        Assert.False(Timeliness.Assess(policy, Uk.At("2026-03-13 15:05"), null, Uk.At("2026-03-15 15:06"), null, Uk.At("2026-04-01 09:00")).WrittenOnTime);
    }

    [Fact, Trait("Rule", "T-03")]
    public void LateLabel_WrittenLate_T03_SaysWhenAndByHowMuch()
    {
        var start = Uk.At("2026-03-13 12:05");
        var due = Timeliness.WriteDueAt(Policy, start, null);

        Assert.Equal(
            "Recorded late: written 14 March 2026, 3:05pm, 3 hours after the 24-hour limit",
            Timeliness.LateLabel(start, due, Uk.At("2026-03-14 15:05")));
        Assert.Equal(
            "Recorded late: written 14 March 2026, 12:06pm, 1 minute after the 24-hour limit",
            Timeliness.LateLabel(start, due, Uk.At("2026-03-14 12:06")));
        Assert.Null(Timeliness.LateLabel(start, due, Uk.At("2026-03-14 12:05:59")));
    }

    [Theory, Trait("Rule", "T-04")]
    [InlineData("2026-03-13 15:05", "2026-03-16 15:05")]
    [InlineData("2026-03-27 15:05", "2026-03-30 16:05")] // over the clock change
    [InlineData("2026-10-23 15:05", "2026-10-26 14:05")]
    public void Assess_FinalisedAroundTheLimit_T04_72ElapsedHours(string happened, string due)
    {
        var last = Uk.At(due);

        Assert.Equal(last, Timeliness.FinaliseDueAt(Policy, Uk.At(happened), null));
        Assert.True(Finalised(Policy, happened, last.AddSeconds(59)).FinalisedOnTime);
        var late = Finalised(Policy, happened, last.AddMinutes(1));
        Assert.False(late.FinalisedOnTime);
        Assert.Equal(TimeSpan.FromMinutes(1), late.FinalisedLateBy);
    }

    [Theory, Trait("Rule", "T-04")]
    [InlineData("2026-03-11 15:05", "2026-03-16")] // over a weekend
    [InlineData("2026-03-14 15:05", "2026-03-18")] // from a Saturday
    [InlineData("2026-04-01 15:05", "2026-04-08")] // over Easter
    [InlineData("2026-12-23 15:05", "2026-12-30")] // over Christmas, with a substitute day
    [InlineData("2026-03-26 23:30", "2026-03-31")] // the day counts in London, over the clock change
    public void Assess_LimitInWorkingDays_T04_LastsToTheEndOfTheThirdDay(string happened, string lastDay)
    {
        var last = LondonTime.EndOfDayUtc(Uk.Day(lastDay));

        Assert.Equal(last, Timeliness.FinaliseDueAt(ThreeWorkingDays, Uk.At(happened), null));
        Assert.True(Finalised(ThreeWorkingDays, happened, last.AddSeconds(59)).FinalisedOnTime);
        Assert.False(Finalised(ThreeWorkingDays, happened, last.AddMinutes(1)).FinalisedOnTime);
    }

    [Fact, Trait("Rule", "T-04")]
    public void FinaliseLabel_OverdueAndLate_T04_SaysSo()
    {
        var due = Uk.At("2026-03-16 15:05");

        Assert.Null(Timeliness.FinaliseLabel(due, null, due.AddSeconds(59)));
        Assert.Equal("Not final: overdue by 1 minute", Timeliness.FinaliseLabel(due, null, due.AddMinutes(1)));
        Assert.Null(Timeliness.FinaliseLabel(due, due, due.AddDays(9)));
        Assert.Equal("Finalised late: 17 March 2026, 5:05pm, 1 day 2 hours after it was due", Timeliness.FinaliseLabel(due, due.AddHours(26), due.AddDays(9)));
    }

    [Fact, Trait("Rule", "T-04")]
    public void Assess_NotYetFinal_T04_IsOverdueAfterTheLimit()
    {
        var due = Uk.At("2026-03-16 15:05");

        Assert.False(Timeliness.Assess(due, due, due, null, due).FinaliseOverdue);
        Assert.True(Timeliness.Assess(due, due, due, null, due.AddMinutes(1)).FinaliseOverdue);
        Assert.False(Timeliness.Assess(due, due, due, due, due.AddMinutes(1)).FinaliseOverdue);
    }

    [Fact, Trait("Rule", "T-05")]
    public void AssessSafeguarding_AroundTheHour_T05_NeedsBothReportAndEntry()
    {
        var due = Timeliness.SafeguardingDueAt(Policy, Uk.At("2026-03-13 14:00"), Uk.At("2026-03-13 15:05"));
        var now = due.AddDays(1);

        Assert.Equal(Uk.At("2026-03-13 16:05"), due);
        Assert.Equal(new ClockVerdict(TimeSpan.Zero, false), Timeliness.AssessSafeguarding(due, due.AddMinutes(-50), due, now));
        Assert.Equal(new ClockVerdict(TimeSpan.FromMinutes(1), false), Timeliness.AssessSafeguarding(due, due.AddMinutes(-50), due.AddMinutes(1), now));
        Assert.Equal(new ClockVerdict(TimeSpan.FromMinutes(2), false), Timeliness.AssessSafeguarding(due, due.AddMinutes(2), due, now));
        Assert.Equal(new ClockVerdict(null, true), Timeliness.AssessSafeguarding(due, due, null, due.AddMinutes(1)));
        Assert.Equal(new ClockVerdict(null, false), Timeliness.AssessSafeguarding(due, null, due, due));
    }

    [Theory, Trait("Rule", "T-06")]
    [InlineData("2026-03-01", "2026-04-05 23:59")]
    [InlineData("2026-03-31", "2026-04-05 23:59")]
    [InlineData("2026-12-31", "2027-01-05 23:59")]
    [InlineData("2028-02-29", "2028-03-05 23:59")]
    [InlineData("2026-10-15", "2026-11-05 23:59")]
    public void MissedMonthClose_AroundTheFifth_T06_LastsToTheEndOfThatDay(string day, string cutOff)
    {
        var last = Uk.At(cutOff);
        var eventDate = Uk.Day(day);

        Assert.Equal(last, Timeliness.MonthCloseCutOff(Policy, eventDate));
        Assert.False(Timeliness.MissedMonthClose(Policy, eventDate, null, last));
        Assert.True(Timeliness.MissedMonthClose(Policy, eventDate, null, last.AddMinutes(1)));
        Assert.False(Timeliness.MissedMonthClose(Policy, eventDate, last.AddSeconds(59), last.AddDays(30)));
        Assert.True(Timeliness.MissedMonthClose(Policy, eventDate, last.AddMinutes(1), last.AddDays(30)));
    }

    [Theory]
    [InlineData("2026-04-01", "2026-03-01", "2026-03-31")]
    [InlineData("2028-03-05", "2028-02-01", "2028-02-29")]
    [InlineData("2027-01-31", "2026-12-01", "2026-12-31")]
    public void MonthToClose_AnyDay_IsTheMonthBefore(string today, string first, string last) =>
        Assert.Equal((Uk.Day(first), Uk.Day(last)), Timeliness.MonthToClose(Uk.Day(today)));

    [Theory, Trait("Rule", "T-09")]
    [InlineData(-1500, "1 day 1 hour left", DeadlineLevel.Calm)]
    [InlineData(-360, "6 hours left", DeadlineLevel.Calm)]
    [InlineData(-359, "5 hours 59 minutes left", DeadlineLevel.Soon)]
    [InlineData(-1, "1 minute left", DeadlineLevel.Soon)]
    [InlineData(0, "Due now", DeadlineLevel.Soon)]
    [InlineData(1, "Overdue by 1 minute", DeadlineLevel.Overdue)]
    [InlineData(120, "Overdue by 2 hours", DeadlineLevel.Overdue)]
    public void TimeLeft_ClockOfHours_T09_IsSeenComing(int minutesPastDue, string text, DeadlineLevel level)
    {
        var due = Uk.At("2026-03-29 00:30");

        Assert.Equal(new Deadline(text, level), Timeliness.TimeLeft(due, due.AddMinutes(minutesPastDue).AddSeconds(20)));
    }

    [Theory, Trait("Rule", "T-09")]
    [InlineData("2026-03-10", "4 days left", DeadlineLevel.Calm)]
    [InlineData("2026-03-11", "3 days left", DeadlineLevel.Soon)]
    [InlineData("2026-03-13", "1 day left", DeadlineLevel.Soon)]
    [InlineData("2026-03-14", "Due today", DeadlineLevel.Soon)]
    [InlineData("2026-03-15", "Overdue by 1 day", DeadlineLevel.Overdue)]
    public void TimeLeft_ClockOfDays_T09_IsSeenComing(string today, string text, DeadlineLevel level) =>
        Assert.Equal(new Deadline(text, level), Timeliness.TimeLeft(Uk.Day("2026-03-14"), Uk.Day(today)));

    private static TimelinessVerdict Written(string happened, DateTime written) =>
        Timeliness.Assess(Policy, Uk.At(happened), null, written, null, written.AddDays(9));

    private static TimelinessVerdict Finalised(RecordingPolicy policy, string happened, DateTime finalised) =>
        Timeliness.Assess(policy, Uk.At(happened), null, Uk.At(happened), finalised, finalised.AddDays(9));
}
