using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Plans;

/// <summary>A review that was held.</summary>
/// <param name="RecordingId">The entry.</param>
/// <param name="Type">Which.</param>
/// <param name="Title">Title.</param>
/// <param name="OccurredAtUtc">When, UTC.</param>
public sealed record ReviewLine(long RecordingId, ReviewType Type, string Title, DateTime OccurredAtUtc);

/// <summary>What the child last said of the plan (P-06).</summary>
/// <param name="RecordingId">The entry that tells it.</param>
/// <param name="AtUtc">When the child said it, UTC.</param>
/// <param name="Helps">Whether the plan helps.</param>
/// <param name="Text">In words, marked text.</param>
public sealed record ChildsViewOfPlan(long RecordingId, DateTime AtUtc, PlanHelps? Helps, string Text)
{
    /// <summary>How old it is, in words.</summary>
    public string Age(DateOnly today) => (today.DayNumber - LondonTime.DateOf(AtUtc).DayNumber) switch
    {
        <= 0 => "today",
        1 => "1 day ago",
        var days => $"{days} days ago",
    };

    /// <summary>What stands on the plan where the child was not asked since the last review; null where they were (P-06).</summary>
    /// <param name="saidAtUtc">When the child last said what they think of the plan, UTC; null: never.</param>
    /// <param name="reviewedAtUtc">When the last review was held, UTC; null: none yet.</param>
    public static string? Missing(DateTime? saidAtUtc, DateTime? reviewedAtUtc)
    {
        if (!Rules.P06.Broken(saidAtUtc is null || saidAtUtc < reviewedAtUtc)) return null;
        if (saidAtUtc is null) return "No view of the plan is recorded yet";
        return $"Not asked since the last review, on {LondonTime.FormatDate(LondonTime.DateOf(reviewedAtUtc!.Value))}";
    }
}

/// <summary>Reviews held and due, and what the child says of the plan (P-02, P-06).</summary>
public sealed class ReviewQuery(AppDbContext db, PolicyStore policies)
{
    /// <summary>Most that a page lists.</summary>
    public const int Most = 20;

    /// <summary>Final reviews of a child's plans, newest first.</summary>
    public Task<List<ReviewLine>> HeldAsync(int childId, CancellationToken cancellationToken = default) =>
        Held(childId).OrderByDescending(c => c.OccurredAtUtc).ThenByDescending(c => c.RecordingId).Take(Most)
            .Select(c => new ReviewLine(c.RecordingId, c.Recording.ReviewType!.Value, c.Recording.Title, c.OccurredAtUtc)).ToListAsync(cancellationToken);

    /// <summary>Reviews that the child's current plans ask for next. A review counts once it is final.</summary>
    public async Task<IReadOnlyList<ReviewDue>> DueAsync(int childId, DateTime nowUtc, CancellationToken cancellationToken = default)
    {
        var plans = await db.Plans.AsNoTracking().Where(p => p.ChildId == childId && p.EndedOn == null).OrderBy(p => p.Id).Select(p => new { p.Kind, p.StartedOn }).ToListAsync(cancellationToken);
        if (plans.Count == 0) return [];
        var policy = (await policies.LoadAsync(cancellationToken)).PolicyOn(LondonTime.DateOf(nowUtc));
        var held = (await Held(childId).Select(c => new { Type = c.Recording.ReviewType!.Value, c.OccurredAtUtc }).ToListAsync(cancellationToken)).ConvertAll(h => (h.Type, On: LondonTime.DateOf(h.OccurredAtUtc)));
        return [.. plans.SelectMany(p => ReviewClock.Due(policy, p.Kind, p.StartedOn, held.Where(h => h.On >= p.StartedOn).ToLookup(h => h.Type, h => h.On)))];
    }

    /// <summary>What the child last said of the plan, as entries on the record tell it; null where none does.</summary>
    public async Task<ChildsViewOfPlan?> ViewAsync(int childId, CancellationToken cancellationToken = default)
    {
        var last = await db.RecordingChildren.AsNoTracking().Where(c => c.ChildId == childId && c.TellsOfPlan)
            .OrderByDescending(c => c.OccurredAtUtc).ThenByDescending(c => c.RecordingId)
            .Select(c => new
            {
                c.RecordingId,
                c.OccurredAtUtc,
                Own = db.RecordingVersions.Where(v => v.RecordingId == c.RecordingId && v.Number == c.Recording.CurrentVersion)
                    .SelectMany(v => v.Children.Where(o => o.ChildId == childId).Select(o => o.Content)).FirstOrDefault(),
            }).FirstOrDefaultAsync(cancellationToken);
        return last?.Own is { } own ? new ChildsViewOfPlan(last.RecordingId, last.OccurredAtUtc, own.PlanHelps, own["planView"]) : null;
    }

    private IQueryable<RecordingChild> Held(int childId) =>
        db.RecordingChildren.AsNoTracking().Where(c => c.ChildId == childId && c.Recording.Kind == RecordingKind.PlanReview && c.Recording.FinalVersion != null && c.Recording.ReviewType != null);
}
