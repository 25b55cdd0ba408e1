using System.Globalization;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Time;

namespace CaseRecording.Core.Recording;

/// <summary>
/// The clocks on a recording: when it is due, whether it was on time, and the words that say so. Pure: page, list, dashboard and PDF
/// all ask here. Instants are UTC and compared in whole minutes, seconds dropped, because people type minutes:
/// 24 hours and 59 seconds is on time, 24 hours and 1 minute is late. Hours are elapsed hours, right across clock changes (T-07).
/// The policy passed in is the one in force on the UK day of the event.
/// </summary>
public static class Timeliness
{
    /// <summary>Less than this left on a clock of hours is <see cref="DeadlineLevel.Soon"/>.</summary>
    private static readonly TimeSpan SoonHours = TimeSpan.FromHours(6);

    /// <summary>This many days or fewer left on a clock of days is <see cref="DeadlineLevel.Soon"/>.</summary>
    private const int SoonDays = 3;

    /// <summary>Where the clocks start: the event's end, or its start if no end is given (T-02).</summary>
    public static DateTime ClockStart(DateTime occurredAtUtc, DateTime? endedAtUtc) => LondonTime.ToMinute(endedAtUtc ?? occurredAtUtc);

    /// <summary>The last minute at which the entry is written on time (T-02).</summary>
    public static DateTime WriteDueAt(RecordingPolicy policy, DateTime occurredAtUtc, DateTime? endedAtUtc) =>
        ClockStart(occurredAtUtc, endedAtUtc) + policy.WriteWithin;

    /// <summary>The last minute at which the entry is finalised on time (T-04).</summary>
    public static DateTime FinaliseDueAt(RecordingPolicy policy, DateTime occurredAtUtc, DateTime? endedAtUtc) =>
        policy.FinaliseWithin.DueAt(ClockStart(occurredAtUtc, endedAtUtc));

    /// <summary>The last minute at which a safeguarding concern is written and reported on time (T-05).</summary>
    public static DateTime SafeguardingDueAt(RecordingPolicy policy, DateTime occurredAtUtc, DateTime? endedAtUtc) =>
        ClockStart(occurredAtUtc, endedAtUtc) + policy.SafeguardingWithin;

    /// <summary>The last minute of the day by which the month of the event is closed (T-06).</summary>
    /// <param name="policy">In force on that day.</param>
    /// <param name="eventDate">UK day on which the event began.</param>
    public static DateTime MonthCloseCutOff(RecordingPolicy policy, DateOnly eventDate)
    {
        var nextMonth = new DateOnly(eventDate.Year, eventDate.Month, 1).AddMonths(1);
        return LondonTime.EndOfDayUtc(nextMonth.AddDays(policy.MonthCloseDay - 1));
    }

    /// <summary>For SQL: what is unfinished and due before this instant is overdue now.</summary>
    public static DateTime OverdueCutOff(DateTime nowUtc) => LondonTime.ToMinute(nowUtc);

    /// <summary>The verdict on both clocks. Null instants mean: not yet.</summary>
    public static TimelinessVerdict Assess(
        RecordingPolicy policy, DateTime occurredAtUtc, DateTime? endedAtUtc, DateTime? writtenAtUtc, DateTime? finalisedAtUtc, DateTime nowUtc) =>
        Assess(WriteDueAt(policy, occurredAtUtc, endedAtUtc), FinaliseDueAt(policy, occurredAtUtc, endedAtUtc), writtenAtUtc, finalisedAtUtc, nowUtc);

    /// <summary>The same from stored due instants.</summary>
    public static TimelinessVerdict Assess(
        DateTime writeDueAtUtc, DateTime finaliseDueAtUtc, DateTime? writtenAtUtc, DateTime? finalisedAtUtc, DateTime nowUtc)
    {
        var write = Clock(Rules.T02, writeDueAtUtc, writtenAtUtc, nowUtc);
        var finalise = Clock(Rules.T04, finaliseDueAtUtc, finalisedAtUtc, nowUtc);
        return new TimelinessVerdict(writeDueAtUtc, finaliseDueAtUtc, write.LateBy, finalise.LateBy, write.Overdue, finalise.Overdue);
    }

    /// <summary>Whether an entry finalised now would be late on either clock, and so owes its reason (T-03).</summary>
    /// <param name="policy">Of the day of the event.</param>
    /// <param name="when">The event.</param>
    /// <param name="writtenAtUtc">When it was first saved to the record; null: it would be now.</param>
    /// <param name="nowUtc">The instant of asking, UTC.</param>
    public static bool LateIfFinalisedNow(RecordingPolicy policy, EventTime when, DateTime? writtenAtUtc, DateTime nowUtc)
    {
        var verdict = Assess(policy, when.StartUtc, when.EndUtc, writtenAtUtc ?? nowUtc, nowUtc, nowUtc);
        return verdict.WrittenOnTime == false || verdict.FinalisedOnTime == false;
    }

    /// <summary>The verdict on the safeguarding clock, met when the concern is both reported and written (T-05).</summary>
    public static ClockVerdict AssessSafeguarding(DateTime dueAtUtc, DateTime? reportedAtUtc, DateTime? writtenAtUtc, DateTime nowUtc)
    {
        DateTime? met = reportedAtUtc is { } reported && writtenAtUtc is { } written ? (reported > written ? reported : written) : null;
        return Clock(Rules.T05, dueAtUtc, met, nowUtc);
    }

    /// <summary>What an entry says for ever whose safeguarding concern was reported or recorded after its limit (T-05). Null when on time.</summary>
    public static string? SafeguardingLabel(DateTime dueAtUtc, DateTime? reportedAtUtc, DateTime? writtenAtUtc)
    {
        if (reportedAtUtc is not { } reported || writtenAtUtc is not { } written) return null;
        return AssessSafeguarding(dueAtUtc, reported, written, written).LateBy is { } late && late > TimeSpan.Zero
            ? $"Safeguarding concern late: reported {LondonTime.FormatDateTime(reported)}, recorded {LondonTime.FormatDateTime(written)}, {LondonTime.FormatDuration(late)} after the limit"
            : null;
    }

    /// <summary>Whether the entry was not final when its month closed (T-06): not yet final, or made or finalised afterwards.</summary>
    public static bool MissedMonthClose(RecordingPolicy policy, DateOnly eventDate, DateTime? finalisedAtUtc, DateTime nowUtc) =>
        Rules.T06.Broken(LateBy(MonthCloseCutOff(policy, eventDate), finalisedAtUtc ?? nowUtc) > TimeSpan.Zero);

    /// <summary>First and last day of the month being closed: the one before today's (T-06).</summary>
    public static (DateOnly First, DateOnly Last) MonthToClose(DateOnly today)
    {
        var thisMonth = new DateOnly(today.Year, today.Month, 1);
        return (thisMonth.AddMonths(-1), thisMonth.AddDays(-1));
    }

    /// <summary>What a late entry says for ever (T-03), for example "Recorded late: written 14 March 2026, 3:05pm, 3 hours after the 24-hour limit". Null when on time.</summary>
    /// <param name="clockStartUtc">From <see cref="ClockStart"/>.</param>
    /// <param name="writeDueAtUtc">As stored.</param>
    /// <param name="writtenAtUtc">When it was first saved to the record.</param>
    public static string? LateLabel(DateTime clockStartUtc, DateTime writeDueAtUtc, DateTime writtenAtUtc)
    {
        var lateBy = LateBy(writeDueAtUtc, writtenAtUtc);
        if (!Rules.T03.Broken(lateBy > TimeSpan.Zero)) return null;
        var limit = ((int)(writeDueAtUtc - clockStartUtc).TotalHours).ToString(CultureInfo.InvariantCulture);
        return $"Recorded late: written {LondonTime.FormatDateTime(writtenAtUtc)}, {LondonTime.FormatDuration(lateBy)} after the {limit}-hour limit";
    }

    /// <summary>What an entry finalised late, or overdue for it, says (T-04). Null when neither.</summary>
    public static string? FinaliseLabel(DateTime finaliseDueAtUtc, DateTime? finalisedAtUtc, DateTime nowUtc)
    {
        var lateBy = LateBy(finaliseDueAtUtc, finalisedAtUtc ?? nowUtc);
        if (!Rules.T04.Broken(lateBy > TimeSpan.Zero)) return null;
        var by = LondonTime.FormatDuration(lateBy);
        return finalisedAtUtc is { } at
            ? $"Finalised late: {LondonTime.FormatDateTime(at)}, {by} after it was due"
            : $"Not final: overdue by {by}";
    }

    /// <summary>Time left on a clock of hours: "5 hours left", "Due now", "Overdue by 2 hours" (T-09).</summary>
    public static Deadline TimeLeft(DateTime dueAtUtc, DateTime nowUtc)
    {
        var lateBy = LateBy(dueAtUtc, nowUtc);
        if (lateBy > TimeSpan.Zero) return new Deadline($"Overdue by {LondonTime.FormatDuration(lateBy)}", DeadlineLevel.Overdue);
        var left = LateBy(nowUtc, dueAtUtc);
        var text = left > TimeSpan.Zero ? $"{LondonTime.FormatDuration(left)} left" : "Due now";
        return new Deadline(text, Level(left < SoonHours));
    }

    /// <summary>Time left on a clock of days, such as a visit or a summary: "4 days left", "Due today", "Overdue by 1 day" (T-09).</summary>
    public static Deadline TimeLeft(DateOnly dueOn, DateOnly today)
    {
        var left = dueOn.DayNumber - today.DayNumber;
        if (left < 0) return new Deadline($"Overdue by {LondonTime.Count(-left, "day")}", DeadlineLevel.Overdue);
        return new Deadline(left > 0 ? $"{LondonTime.Count(left, "day")} left" : "Due today", Level(left <= SoonDays));
    }

    private static DeadlineLevel Level(bool soon) => Rules.T09.Applies(soon) ? DeadlineLevel.Soon : DeadlineLevel.Calm;

    private static ClockVerdict Clock(Rule rule, DateTime dueUtc, DateTime? doneUtc, DateTime nowUtc)
    {
        var lateBy = LateBy(dueUtc, doneUtc ?? nowUtc);
        var late = rule.Broken(lateBy > TimeSpan.Zero);
        return doneUtc is null ? new ClockVerdict(null, late) : new ClockVerdict(late ? lateBy : TimeSpan.Zero, Overdue: false);
    }

    /// <summary>Whole minutes past due; zero when not past.</summary>
    private static TimeSpan LateBy(DateTime dueUtc, DateTime doneUtc)
    {
        var late = LondonTime.ToMinute(doneUtc) - LondonTime.ToMinute(dueUtc);
        return late > TimeSpan.Zero ? late : TimeSpan.Zero;
    }
}

/// <summary>The verdict of one clock.</summary>
/// <param name="LateBy">How late it was met in whole minutes, zero when on time; null while it is not met.</param>
/// <param name="Overdue">Not met, and past due.</param>
public sealed record ClockVerdict(TimeSpan? LateBy, bool Overdue);

/// <summary>The verdict of the 24-hour and the 72-hour clock. Frozen at the first finalise (T-03, T-04).</summary>
/// <param name="WriteDueAtUtc">Last minute for writing it on time.</param>
/// <param name="FinaliseDueAtUtc">Last minute for finalising it on time.</param>
/// <param name="WrittenLateBy">Whole minutes late, zero when on time; null while not written.</param>
/// <param name="FinalisedLateBy">Whole minutes late, zero when on time; null while not final.</param>
/// <param name="WriteOverdue">Not written, and past due.</param>
/// <param name="FinaliseOverdue">Not final, and past due.</param>
public sealed record TimelinessVerdict(
    DateTime WriteDueAtUtc,
    DateTime FinaliseDueAtUtc,
    TimeSpan? WrittenLateBy,
    TimeSpan? FinalisedLateBy,
    bool WriteOverdue,
    bool FinaliseOverdue)
{
    /// <summary>Null while not written.</summary>
    public bool? WrittenOnTime => WrittenLateBy is { } late ? late == TimeSpan.Zero : null;

    /// <summary>Null while not final.</summary>
    public bool? FinalisedOnTime => FinalisedLateBy is { } late ? late == TimeSpan.Zero : null;
}

/// <summary>How a deadline is shown.</summary>
public enum DeadlineLevel
{
    /// <summary>Time enough.</summary>
    Calm,

    /// <summary>Less than 6 hours, or 3 days or fewer on a clock of days.</summary>
    Soon,

    /// <summary>Past.</summary>
    Overdue,
}

/// <summary>A deadline as shown (T-09).</summary>
/// <param name="Text">For example "5 hours left".</param>
/// <param name="Level">How it stands out.</param>
public sealed record Deadline(string Text, DeadlineLevel Level);
