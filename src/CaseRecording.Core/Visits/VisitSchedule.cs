using CaseRecording.Core.Children;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;

namespace CaseRecording.Core.Visits;

/// <summary>A status over a period, with what decides how often a looked-after child is visited.</summary>
/// <param name="Kind">The status.</param>
/// <param name="From">First UK day.</param>
/// <param name="To">First UK day on which it no longer holds; null while it does.</param>
public sealed record DatedStatus(StatusKind Kind, DateOnly From, DateOnly? To = null)
{
    /// <summary>How a looked-after child lives; null counts as a placement.</summary>
    public LookedAfterArrangement? Arrangement { get; init; }

    /// <summary>When the placement (or the care order with a parent) began, where that was not on <see cref="From"/>.</summary>
    public DateOnly? PlacementFrom { get; init; }

    /// <summary>When the first review was held; null until then.</summary>
    public DateOnly? FirstReviewOn { get; init; }

    /// <summary>Days between visits agreed for short breaks.</summary>
    public int? AgreedIntervalDays { get; init; }

    /// <summary>Whether it held on that day.</summary>
    public bool Covers(DateOnly day) => From <= day && (To is null || day < To);
}

/// <summary>The next visit due.</summary>
/// <param name="DueOn">The last UK day on which it is on time.</param>
/// <param name="Status">The status that asks for it.</param>
/// <param name="Interval">In words, for example "every 10 working days".</param>
public sealed record VisitDue(DateOnly DueOn, StatusKind Status, string Interval);

/// <summary>When a child is next to be visited (V-06), and which visits can be recorded (V-03).</summary>
public static class VisitSchedule
{
    /// <summary>Whether a visit resets the time to the next one: it was statutory and the child was seen, unless policy counts unseen visits too.</summary>
    public static bool Counts(RecordingPolicy policy, VisitType type, bool seen) =>
        type is VisitType.ChildInNeed or VisitType.ChildProtection or VisitType.LookedAfter && !Rules.V06.Broken(!seen && !policy.UnseenVisitCounts);

    /// <summary>
    /// The next visit due under the statuses that hold today, the earliest where there are two; null where none asks for visits.
    /// A status counts from its own start: an earlier visit does not put off its first.
    /// </summary>
    /// <param name="policy">In force today.</param>
    /// <param name="statuses">The child's, in any order.</param>
    /// <param name="lastCountedOn">UK day of the last visit that <see cref="Counts"/>.</param>
    /// <param name="today">UK day.</param>
    public static VisitDue? NextDue(RecordingPolicy policy, IEnumerable<DatedStatus> statuses, DateOnly? lastCountedOn, DateOnly today) =>
        statuses.Where(status => Rules.V06.Applies(status.Covers(today)))
            .OrderByDescending(status => status.Kind)
            .Select(status => Due(policy, status, lastCountedOn))
            .OfType<VisitDue>()
            .MinBy(due => due.DueOn);

    /// <summary>Overdue from the day after it was due (V-06).</summary>
    public static bool IsOverdue(DateOnly dueOn, DateOnly today) => Rules.V06.Broken(today > dueOn);

    /// <summary>
    /// Types of visit offered for the statuses held on the day of the visit, the likeliest first: statutory ones only for the status
    /// they are named after; without such a status only assessment session and home visit (V-03).
    /// </summary>
    public static IReadOnlyList<VisitType> TypesOffered(IReadOnlyCollection<StatusKind> statusesThatDay)
    {
        List<VisitType> statutory = [];
        Offer(StatusKind.ChildProtection, VisitType.ChildProtection);
        Offer(StatusKind.LookedAfter, VisitType.LookedAfter);
        Offer(StatusKind.ChildInNeed, VisitType.ChildInNeed);
        if (statutory.Count == 0) return [VisitType.AssessmentSession, VisitType.HomeVisit];
        return statusesThatDay.Contains(StatusKind.Assessment)
            ? [.. statutory, VisitType.AssessmentSession, VisitType.HomeVisit, VisitType.DirectWork]
            : [.. statutory, VisitType.HomeVisit, VisitType.DirectWork];

        void Offer(StatusKind status, VisitType type)
        {
            if (!Rules.V03.Broken(!statusesThatDay.Contains(status))) statutory.Add(type);
        }
    }

    private static VisitDue? Due(RecordingPolicy policy, DatedStatus status, DateOnly? lastCountedOn)
    {
        var start = status.PlacementFrom ?? status.From;
        var last = lastCountedOn >= start ? lastCountedOn : null;
        return status.Kind switch
        {
            StatusKind.ChildInNeed => WorkingDays(policy.ChildInNeedVisitWorkingDays),
            StatusKind.ChildProtection => WorkingDays(policy.ChildProtectionVisitWorkingDays),
            StatusKind.LookedAfter => LookedAfter(policy, status, start, last),
            _ => null,
        };

        VisitDue WorkingDays(int days) =>
            new(LondonTime.AddWorkingDays(last ?? start, days), status.Kind, $"every {LondonTime.Count(days, "working day")}");
    }

    /// <summary>Regulation 28 of the Care Planning, Placement and Case Review (England) Regulations 2010.</summary>
    private static VisitDue? LookedAfter(RecordingPolicy policy, DatedStatus status, DateOnly start, DateOnly? lastVisit)
    {
        if (status.Arrangement == LookedAfterArrangement.ShortBreaks)
            return status.AgreedIntervalDays is { } agreed ? In(lastVisit ?? start, agreed, $"every {LondonTime.Count(agreed, "day")}, as agreed") : null;
        if (lastVisit is not { } last)
            return In(start, policy.PlacementFirstVisitDays, $"within {LondonTime.Count(policy.PlacementFirstVisitDays, "day")} of the start");

        return status.Arrangement switch
        {
            LookedAfterArrangement.LongTermPlacement => LongTerm(),
            LookedAfterArrangement.WithParentsRegulation19 => AroundFirstReview(policy.LookedAfterVisitWeeks),
            LookedAfterArrangement.TemporaryOrInterimOrder => AroundFirstReview(policy.TemporaryVisitWeeks),
            _ => Weeks(policy.LookedAfterVisitWeeks),
        };

        // Which interval applies is judged on the day of the last visit, so that the change never lets one slip past the shorter interval.
        VisitDue LongTerm()
        {
            if (last < LondonTime.AddMonthsCorresponding(start, policy.LongTermAfterMonths)) return Weeks(policy.LookedAfterVisitWeeks);
            var due = LondonTime.AddMonthsCorresponding(last, policy.LongTermVisitMonths);
            return new VisitDue(due, StatusKind.LookedAfter, $"every {LondonTime.Count(policy.LongTermVisitMonths, "month")}");
        }

        // A visit that fell due before the review stays due after it.
        VisitDue AroundFirstReview(int weeksAfterwards)
        {
            var beforeReview = In(last, policy.BeforeFirstReviewVisitDays, $"every {LondonTime.Count(policy.BeforeFirstReviewVisitDays, "day")} until the first review");
            return status.FirstReviewOn is { } review && beforeReview.DueOn > review ? Weeks(weeksAfterwards) : beforeReview;
        }

        VisitDue Weeks(int weeks) => In(last, weeks * 7, $"every {LondonTime.Count(weeks, "week")}");

        static VisitDue In(DateOnly from, int days, string interval) => new(from.AddDays(days), StatusKind.LookedAfter, interval);
    }
}
