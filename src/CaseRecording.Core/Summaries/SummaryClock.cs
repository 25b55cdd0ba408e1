using CaseRecording.Core.Policy;
using CaseRecording.Core.Time;

namespace CaseRecording.Core.Summaries;

/// <summary>Why a case note summary is due.</summary>
public enum SummaryDueReason
{
    /// <summary>The record has none yet.</summary>
    First,

    /// <summary>So many months since the last review.</summary>
    Review,

    /// <summary>Something significant changed since the last review.</summary>
    SignificantChange,
}

/// <summary>When and why the summary is due.</summary>
/// <param name="DueOn">The last UK day on which it is on time.</param>
/// <param name="Reason">What makes it due.</param>
public sealed record SummaryDue(DateOnly DueOn, SummaryDueReason Reason);

/// <summary>The clock on the case note summary (S-02).</summary>
public static class SummaryClock
{
    /// <summary>
    /// The first within ten working days of the record's opening; then three months after the last review or, if that is sooner,
    /// three days after the first significant change that came after it. Before the first summary a change brings nothing forward.
    /// </summary>
    /// <param name="policy">In force on the day of the last review, or of the opening.</param>
    /// <param name="openedOn">UK day the record was opened.</param>
    /// <param name="lastReviewedAtUtc">The last new version or confirmation; null before the first.</param>
    /// <param name="significantChangesUtc">When each was recorded, in any order; those before the last review do not matter.</param>
    public static SummaryDue Due(
        RecordingPolicy policy, DateOnly openedOn, DateTime? lastReviewedAtUtc, IEnumerable<DateTime> significantChangesUtc)
    {
        if (lastReviewedAtUtc is not { } reviewed)
            return new SummaryDue(LondonTime.AddWorkingDays(openedOn, policy.FirstSummaryWorkingDays), SummaryDueReason.First);

        var review = LondonTime.AddMonthsCorresponding(LondonTime.DateOf(reviewed), policy.SummaryReviewMonths);
        if (FirstChangeSince(reviewed, significantChangesUtc) is not { } change) return new SummaryDue(review, SummaryDueReason.Review);

        var afterChange = LondonTime.DateOf(change).AddDays(policy.SummaryGraceDays);
        return Rules.S02.Applies(afterChange < review)
            ? new SummaryDue(afterChange, SummaryDueReason.SignificantChange)
            : new SummaryDue(review, SummaryDueReason.Review);
    }

    /// <summary>Overdue from the day after it was due.</summary>
    public static bool IsOverdue(DateOnly dueOn, DateOnly today) => Rules.S02.Broken(today > dueOn);

    /// <summary>Whether confirming that it is still right is not enough: something significant changed since the last review (S-03).</summary>
    public static bool NeedsMoreThanConfirming(DateTime? lastReviewedAtUtc, IEnumerable<DateTime> significantChangesUtc) =>
        Rules.S03.Broken(lastReviewedAtUtc is not { } reviewed || FirstChangeSince(reviewed, significantChangesUtc) is not null);

    private static DateTime? FirstChangeSince(DateTime reviewedUtc, IEnumerable<DateTime> changesUtc) =>
        changesUtc.Where(change => change > reviewedUtc).Select(change => (DateTime?)change).Min();
}
