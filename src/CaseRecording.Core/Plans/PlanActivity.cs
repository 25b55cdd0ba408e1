using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Plans;

/// <summary>A goal that an entry can speak of.</summary>
/// <param name="ChildId">The child whose goal it is.</param>
/// <param name="Child">The name the child is called by.</param>
/// <param name="GoalId">The goal.</param>
/// <param name="What">What is to be different.</param>
/// <param name="Measure">How we will know.</param>
/// <param name="Kind">Of which plan.</param>
public sealed record GoalChoice(int ChildId, string Child, int GoalId, string What, string Measure, PlanKind Kind)
{
    private const int Longest = 80;

    /// <summary>Short enough for a list to choose from.</summary>
    public string Short => What.Length <= Longest ? What : $"{What[..Longest].TrimEnd()}…";
}

/// <summary>An entry that speaks of a goal.</summary>
/// <param name="GoalId">The goal.</param>
/// <param name="RecordingId">The entry.</param>
/// <param name="OccurredAtUtc">When, UTC.</param>
/// <param name="Kind">The kind in words.</param>
/// <param name="Title">Title.</param>
public sealed record GoalEntryLine(int GoalId, long RecordingId, DateTime OccurredAtUtc, string Kind, string Title)
{
    /// <summary>What a review says of the goal.</summary>
    public GoalProgress? Said { get; init; }
}

/// <summary>An action that serves a goal.</summary>
/// <param name="GoalId">The goal.</param>
/// <param name="RecordingId">The entry that agreed it.</param>
/// <param name="Text">What is to be done.</param>
/// <param name="Owner">Who is to do it.</param>
/// <param name="DueOn">By when, a UK date.</param>
/// <param name="DoneAtUtc">When it was done, UTC; null while open.</param>
public sealed record GoalTaskLine(int GoalId, long RecordingId, string Text, string Owner, DateOnly? DueOn, DateTime? DoneAtUtc);

/// <summary>What was done for goals, by goal.</summary>
/// <param name="Entries">Final entries that speak of it, newest first.</param>
/// <param name="Tasks">Actions that serve it, in the order in which they were agreed.</param>
public sealed record GoalsDone(ILookup<int, GoalEntryLine> Entries, ILookup<int, GoalTaskLine> Tasks)
{
    /// <summary>Nothing yet.</summary>
    public static readonly GoalsDone Nothing = new(Array.Empty<GoalEntryLine>().ToLookup(e => e.GoalId), Array.Empty<GoalTaskLine>().ToLookup(t => t.GoalId));
}

/// <summary>Notes, reviews and actions beside the goals that they serve (P-03). Nothing of another child is read (N-10).</summary>
public sealed class PlanActivity(AppDbContext db)
{
    /// <summary>Most entries read for a page.</summary>
    public const int Most = 300;

    /// <summary>Goals that an entry about these children can speak of: the open ones, and those that it names already.</summary>
    public async Task<IReadOnlyList<GoalChoice>> ChoicesAsync(IReadOnlyCollection<int> childIds, long? entryId, CancellationToken cancellationToken = default) =>
        await db.PlanGoals.AsNoTracking()
            .Where(g => childIds.Contains(g.ChildId) && ((g.State == GoalState.Open && g.Plan.EndedOn == null) || (entryId != null && db.GoalEntries.Any(e => e.GoalId == g.Id && e.RecordingId == entryId))))
            .OrderBy(g => g.Id)
            .Select(g => new GoalChoice(g.ChildId, db.Children.Where(c => c.Id == g.ChildId).Select(c => c.KnownAs).First(), g.Id, g.What, g.Measure, g.Plan.Kind))
            .ToListAsync(cancellationToken);

    /// <summary>What was done for a child's goals. Three queries.</summary>
    public async Task<GoalsDone> OfGoalsAsync(int childId, IReadOnlyCollection<int> goalIds, CancellationToken cancellationToken = default)
    {
        if (goalIds.Count == 0) return GoalsDone.Nothing;
        var entries = await db.GoalEntries.AsNoTracking()
            .Where(e => goalIds.Contains(e.GoalId) && e.ChildId == childId && db.RecordingChildren.Any(c => c.RecordingId == e.RecordingId && c.ChildId == childId))
            .OrderByDescending(e => e.Recording.OccurredAtUtc).ThenByDescending(e => e.RecordingId).Take(Most)
            .Select(e => new { e.GoalId, e.RecordingId, e.Recording.OccurredAtUtc, e.Recording.Kind, e.Recording.ContactType, e.Recording.VisitType, e.Recording.ReviewType, e.Recording.Title })
            .ToListAsync(cancellationToken);
        var said = await SaidAsync(childId, [.. entries.Where(e => e.Kind == RecordingKind.PlanReview).Select(e => e.RecordingId).Distinct()], cancellationToken);
        var tasks = await db.Tasks.AsNoTracking()
            .Where(t => t.GoalId != null && goalIds.Contains(t.GoalId.Value) && t.WithdrawnAtUtc == null && db.RecordingChildren.Any(c => c.RecordingId == t.RecordingId && c.ChildId == childId))
            .OrderBy(t => t.Id).Take(Most)
            .Select(t => new GoalTaskLine(t.GoalId!.Value, t.RecordingId, t.Text, db.Users.Where(u => u.Id == t.OwnerId).Select(u => u.DisplayName).FirstOrDefault() ?? t.Owner, t.DueOn, t.DoneAtUtc))
            .ToListAsync(cancellationToken);
        return new GoalsDone(
            entries.ConvertAll(e => new GoalEntryLine(e.GoalId, e.RecordingId, e.OccurredAtUtc, e.VisitType?.Label() ?? e.ContactType?.Label() ?? e.ReviewType?.Label() ?? e.Kind.Label(), e.Title)
            {
                Said = said.GetValueOrDefault(e.RecordingId)?.Find(g => g.GoalId == e.GoalId),
            }).ToLookup(e => e.GoalId),
            tasks.ToLookup(t => t.GoalId));
    }

    /// <summary>What goals of a child are called; those of other children are left out (N-10).</summary>
    public async Task<IReadOnlyDictionary<int, string>> NamesAsync(int childId, IReadOnlyCollection<int> goalIds, CancellationToken cancellationToken = default) =>
        goalIds.Count == 0 ? [] : await db.PlanGoals.AsNoTracking().Where(g => g.ChildId == childId && goalIds.Contains(g.Id)).ToDictionaryAsync(g => g.Id, g => g.What, cancellationToken);

    /// <summary>Goals that a version names, in one child's part or for an action.</summary>
    public static IReadOnlyCollection<int> GoalsOf(RecordingContent content, ChildContent own) =>
        [.. own.Goals.Select(g => g.GoalId).Concat(content.Actions.Select(a => a.GoalId).OfType<int>()).Distinct()];

    /// <summary>What the final versions of reviews say of each goal.</summary>
    private async Task<Dictionary<long, List<GoalProgress>>> SaidAsync(int childId, List<long> reviews, CancellationToken cancellationToken)
    {
        if (reviews.Count == 0) return [];
        var parts = await (
            from version in db.RecordingVersions.AsNoTracking()
            join review in db.Recordings on new { Id = version.RecordingId, Number = (int?)version.Number } equals new { review.Id, Number = review.FinalVersion }
            from own in version.Children
            where reviews.Contains(review.Id) && own.ChildId == childId
            select new { review.Id, own.Content }).ToListAsync(cancellationToken);
        return parts.ToDictionary(p => p.Id, p => p.Content.Goals);
    }
}
