using CaseRecording.Core.Children;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;

namespace CaseRecording.Core.Supervision;

/// <summary>The clock on supervision of an allocated child (D-05).</summary>
public static class SupervisionClock
{
    /// <summary>
    /// The last UK day on which the next supervision is on time: so many days after the last one, or after the child was allocated,
    /// whichever is later. A change of worker does not start it again. Null where nobody is allocated.
    /// </summary>
    /// <param name="policies">The policy of the day from which it counts decides.</param>
    /// <param name="allocatedSinceUtc">Start of the unbroken time with a worker, see <see cref="AllocatedSince"/>.</param>
    /// <param name="lastUtc">The last supervision that counts; null before the first.</param>
    public static DateOnly? Due(PolicyHistory policies, DateTime? allocatedSinceUtc, DateTime? lastUtc)
    {
        if (!Rules.D05.Applies(allocatedSinceUtc is not null)) return null;
        var from = LondonTime.DateOf(lastUtc > allocatedSinceUtc ? lastUtc.Value : allocatedSinceUtc!.Value);
        return from.AddDays(policies.PolicyOn(from).SupervisionDays);
    }

    /// <summary>Overdue from the day after it was due.</summary>
    public static bool IsOverdue(DateOnly dueOn, DateOnly today) => Rules.D05.Broken(today > dueOn);

    /// <summary>Whether an entry resets the time to the next supervision.</summary>
    /// <param name="policy">In force on the day of the entry.</param>
    /// <param name="kind">Its kind.</param>
    public static bool Counts(RecordingPolicy policy, RecordingKind kind) =>
        kind == RecordingKind.Supervision || (kind == RecordingKind.ReflectiveDiscussion && policy.ReflectiveDiscussionCountsAsSupervision);

    /// <summary>Since when the child has had a worker at an instant, from one to the next without a gap; null: nobody then.</summary>
    public static DateTime? AllocatedSince(IEnumerable<Allocation> allocations, DateTime atUtc)
    {
        DateTime? since = null;
        foreach (var one in allocations.Where(a => a.FromUtc <= atUtc).OrderByDescending(a => a.FromUtc))
        {
            var reaches = since is null ? one.ToUtc is null || one.ToUtc > atUtc : one.ToUtc >= since;
            if (!reaches) break;
            since = one.FromUtc;
        }

        return since;
    }

    /// <summary>The label that a supervision held after its due day carries for ever; null: it was on time.</summary>
    internal static string? LateLabel(DateOnly? dueOn, DateTime heldUtc) =>
        dueOn is { } due && IsOverdue(due, LondonTime.DateOf(heldUtc)) ? $"Supervision overdue: it was due by {LondonTime.FormatDate(due)}" : null;
}
