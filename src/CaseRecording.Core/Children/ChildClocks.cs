using CaseRecording.Core.Data;
using CaseRecording.Core.Plans;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Supervision;
using CaseRecording.Core.Time;
using CaseRecording.Core.Visits;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Children;

/// <summary>
/// Works out the instants a child's lists filter on (V-06, S-02), whenever their causes change: a status, a visit, a summary,
/// a policy. A nightly job works them all out again, because a policy can begin by itself.
/// </summary>
public sealed class ChildClocks(AppDbContext db, PolicyStore policies)
{
    private const int Batch = 200;

    /// <summary>Sets last seen, last counted visit, next visit, summary and review due, from the rows as they are saved and the child as it is.</summary>
    public async Task RecomputeAsync(Child child, DateTime nowUtc, CancellationToken cancellationToken = default)
    {
        var history = await policies.LoadAsync(cancellationToken);
        var policy = history.PolicyOn(LondonTime.DateOf(nowUtc));
        await db.Entry(child).Collection(c => c.Statuses).LoadAsync(cancellationToken);
        await db.Entry(child).Collection(c => c.Allocations).LoadAsync(cancellationToken);

        var seen = db.RecordingChildren.Where(r => r.ChildId == child.Id && r.Seen == true && r.Recording.Kind == RecordingKind.Visit);
        child.LastSeenAtUtc = await seen.MaxAsync(r => (DateTime?)r.OccurredAtUtc, cancellationToken);
        child.LastSeenAloneAtUtc = await seen.Where(r => r.Alone == true).MaxAsync(r => (DateTime?)r.OccurredAtUtc, cancellationToken);
        child.LastCountedVisitAtUtc = await LastCountedAsync(child.Id, history, cancellationToken);
        child.NextVisitDueOn = child.ClosedAtUtc is null ? NextVisit(child, policy, LondonTime.DateOf(nowUtc))?.DueOn : null;

        child.SummaryReviewedAtUtc = await db.SummaryReviews.Where(r => r.ChildId == child.Id).MaxAsync(r => (DateTime?)r.AtUtc, cancellationToken);
        child.SummaryDueOn = child.ClosedAtUtc is null ? Summary(child, history).DueOn : null;
        var review = child.ClosedAtUtc is null ? (await new ReviewQuery(db, policies).DueAsync(child.Id, nowUtc, cancellationToken)).MinBy(d => d.DueOn) : null;
        (child.ReviewDueOn, child.ReviewDue) = (review?.DueOn, review?.Type);
        child.ProgressSummaryDueOn = child.ClosedAtUtc is null ? await ProgressDueAsync(child, 0, cancellationToken) : null;
        child.SupervisionDueOn = child.ClosedAtUtc is null ? SupervisionClock.Due(history, SupervisionClock.AllocatedSince(child.Allocations, nowUtc), await LastSupervisedAsync(child.Id, history, null, 0, cancellationToken)) : null;
    }

    /// <summary>By which UK day the next progress summary is due, from those that are final (S-05).</summary>
    internal async Task<DateOnly?> ProgressDueAsync(Child child, long exceptId, CancellationToken cancellationToken)
    {
        var last = await db.RecordingChildren.Where(r => r.ChildId == child.Id && r.RecordingId != exceptId && r.Recording.Kind == RecordingKind.ProgressSummary && r.Recording.FinalVersion != null)
            .MaxAsync(r => (DateTime?)r.OccurredAtUtc, cancellationToken);
        return ProgressDraft.DueOn(await policies.LoadAsync(cancellationToken), LondonTime.DateOf(child.ReopenedAtUtc ?? child.OpenedAtUtc), last is { } at ? LondonTime.DateOf(at) : null);
    }

    /// <summary>By which UK day a supervision held then was due, from those before it (D-05).</summary>
    /// <param name="child">With its allocations.</param>
    /// <param name="heldUtc">When it was held, UTC.</param>
    /// <param name="recordingId">The supervision itself; 0 where it is not stored yet.</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal async Task<DateOnly?> SupervisionDueAsync(Child child, DateTime heldUtc, long recordingId, CancellationToken cancellationToken)
    {
        var history = await policies.LoadAsync(cancellationToken);
        return SupervisionClock.Due(history, SupervisionClock.AllocatedSince(child.Allocations, heldUtc), await LastSupervisedAsync(child.Id, history, heldUtc, recordingId, cancellationToken));
    }

    /// <summary>The last supervision, or reflective discussion that counts as one, before an instant or of all.</summary>
    private async Task<DateTime?> LastSupervisedAsync(int childId, PolicyHistory history, DateTime? beforeUtc, long exceptId, CancellationToken cancellationToken)
    {
        var held = db.RecordingChildren.Where(r => r.ChildId == childId && r.RecordingId != exceptId && (beforeUtc == null || r.OccurredAtUtc < beforeUtc));
        var last = await held.Where(r => r.Recording.Kind == RecordingKind.Supervision).MaxAsync(r => (DateTime?)r.OccurredAtUtc, cancellationToken);
        var since = await held.Where(r => r.Recording.Kind == RecordingKind.ReflectiveDiscussion && (last == null || r.OccurredAtUtc > last)).OrderByDescending(r => r.OccurredAtUtc).Select(r => r.OccurredAtUtc).ToListAsync(cancellationToken);
        return since.Where(at => SupervisionClock.Counts(history.PolicyOn(LondonTime.DateOf(at)), RecordingKind.ReflectiveDiscussion)).Select(at => (DateTime?)at).FirstOrDefault() ?? last;
    }

    /// <summary>Works out every child's instants again. What differed is put right in the rows; it is not a change to the record, so it has no audit row.</summary>
    /// <returns>How many children's instants differed.</returns>
    public async Task<int> RecomputeAllAsync(DateTime nowUtc, CancellationToken cancellationToken = default)
    {
        var differed = 0;
        for (var last = 0; ;)
        {
            var from = last;
            var children = await db.Children.Include(c => c.Statuses).Include(c => c.Allocations).AsSplitQuery().Where(c => c.Id > from).OrderBy(c => c.Id).Take(Batch).ToListAsync(cancellationToken);
            foreach (var child in children)
            {
                await RecomputeAsync(child, nowUtc, cancellationToken);
                if (db.Entry(child).Properties.Any(p => p.IsModified))
                {
                    differed++;
                    await StoreAsync(child, cancellationToken);
                }
            }

            db.ChangeTracker.Clear();
            if (children.Count < Batch) return differed;
            last = children[^1].Id;
        }
    }

    /// <summary>The next visit a child's statuses ask for (V-06).</summary>
    public static VisitDue? NextVisit(Child child, RecordingPolicy policy, DateOnly today) => NextVisit(child.Statuses, child.LastCountedVisitAtUtc, policy, today);

    /// <summary>The next visit that was due on a day, from what had happened by then (V-06).</summary>
    /// <param name="statuses">The child's, in any order.</param>
    /// <param name="lastCountedUtc">The last visit until that day that counts, UTC.</param>
    /// <param name="policy">In force on that day.</param>
    /// <param name="day">UK day.</param>
    internal static VisitDue? NextVisit(IEnumerable<StatusPeriod> statuses, DateTime? lastCountedUtc, RecordingPolicy policy, DateOnly day) =>
        VisitSchedule.NextDue(
            policy,
            statuses.Select(s => new DatedStatus(s.Kind, s.From, s.To) { Arrangement = s.Arrangement, FirstReviewOn = s.FirstReviewOn <= day ? s.FirstReviewOn : null, AgreedIntervalDays = s.AgreedIntervalDays }),
            lastCountedUtc is { } last ? LondonTime.DateOf(last) : null,
            day);

    /// <summary>When and why a child's summary is due (S-02).</summary>
    public static SummaryDue Summary(Child child, PolicyHistory history) =>
        Summary(child.OpenedAtUtc, child.SummaryReviewedAtUtc, child.SignificantChangeAtUtc is { } change ? [change] : [], history);

    /// <summary>When and why a summary is due, judged by the policy of the day of its last review (S-02).</summary>
    internal static SummaryDue Summary(DateTime openedAtUtc, DateTime? reviewedAtUtc, IEnumerable<DateTime> changesUtc, PolicyHistory history)
    {
        var opened = LondonTime.DateOf(openedAtUtc);
        return SummaryClock.Due(history.PolicyOn(reviewedAtUtc is { } reviewed ? LondonTime.DateOf(reviewed) : opened), opened, reviewedAtUtc, changesUtc);
    }

    /// <summary>The last statutory visit that counts: the child was seen, or the policy of that day counts unseen ones (V-06).</summary>
    private async Task<DateTime?> LastCountedAsync(int childId, PolicyHistory history, CancellationToken cancellationToken)
    {
        var statutory = db.RecordingChildren.Where(r => r.ChildId == childId && r.Recording.Kind == RecordingKind.Visit
            && (r.Recording.VisitType == VisitType.ChildInNeed || r.Recording.VisitType == VisitType.ChildProtection || r.Recording.VisitType == VisitType.LookedAfter));
        var lastSeen = await statutory.Where(r => r.Seen == true).MaxAsync(r => (DateTime?)r.OccurredAtUtc, cancellationToken);
        var unseenSince = await statutory.Where(r => r.Seen != true && (lastSeen == null || r.OccurredAtUtc > lastSeen))
            .OrderByDescending(r => r.OccurredAtUtc).Select(r => new { r.OccurredAtUtc, Type = r.Recording.VisitType!.Value }).ToListAsync(cancellationToken);
        return unseenSince.Find(v => VisitSchedule.Counts(history.PolicyOn(LondonTime.DateOf(v.OccurredAtUtc)), v.Type, seen: false))?.OccurredAtUtc ?? lastSeen;
    }

    private Task<int> StoreAsync(Child child, CancellationToken cancellationToken) =>
        db.Children.Where(c => c.Id == child.Id).ExecuteUpdateAsync(row => row
            .SetProperty(c => c.LastSeenAtUtc, child.LastSeenAtUtc)
            .SetProperty(c => c.LastSeenAloneAtUtc, child.LastSeenAloneAtUtc)
            .SetProperty(c => c.LastCountedVisitAtUtc, child.LastCountedVisitAtUtc)
            .SetProperty(c => c.NextVisitDueOn, child.NextVisitDueOn)
            .SetProperty(c => c.SummaryReviewedAtUtc, child.SummaryReviewedAtUtc)
            .SetProperty(c => c.SupervisionDueOn, child.SupervisionDueOn)
            .SetProperty(c => c.ProgressSummaryDueOn, child.ProgressSummaryDueOn)
            .SetProperty(c => c.SummaryDueOn, child.SummaryDueOn)
            .SetProperty(c => c.ReviewDueOn, child.ReviewDueOn)
            .SetProperty(c => c.ReviewDue, child.ReviewDue), cancellationToken);
}
