using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Plans;

/// <summary>A final entry that speaks of a goal: the row that the plan is read by (P-03). What it says stands in the entry's version.</summary>
public sealed class GoalEntry
{
    private GoalEntry()
    {
    }

    internal GoalEntry(int goalId, Recording.Recording recording, int childId) => (GoalId, Recording, ChildId) = (goalId, recording, childId);

    /// <summary>The rows of an entry as its newest version tells them.</summary>
    public static IEnumerable<GoalEntry> Of(Recording.Recording recording) =>
        recording.Versions[^1].Children.SelectMany(c => c.Content.Goals.Select(g => new GoalEntry(g.GoalId, recording, c.ChildId)));

    /// <summary>The goal.</summary>
    public int GoalId { get; private set; }

    /// <summary>The entry.</summary>
    public long RecordingId { get; private set; }

    /// <summary>The entry.</summary>
    public Recording.Recording Recording { get; private set; } = null!;

    /// <summary>The child whose goal it is.</summary>
    public int ChildId { get; private set; }
}

/// <summary>What an entry has to do with its children's plans (P-02, P-03).</summary>
internal static class PlanLinks
{
    /// <summary>A midway review is made by a chair or reviewing officer; a goal is one of the child in whose part it stands.</summary>
    public static async Task CheckAsync(AppDbContext db, ActionContext context, RecordingInput input, RuleCheck check, CancellationToken cancellationToken)
    {
        if (input.Content.ReviewType == ReviewType.MidwayReview)
        {
            var mayChair = await db.StaffRoles.AnyAsync(r => r.StaffId == context.Me && r.Role == Role.ReviewingOfficer, cancellationToken);
            check.Refuse(Rules.P02, !mayChair, "reviewType", "A midway review is recorded by the chair or reviewing officer");
        }

        var named = input.Children.SelectMany(c => c.Value.Goals.Select(g => g.GoalId)).Concat(input.Content.Actions.Select(a => a.GoalId).OfType<int>()).Distinct().ToList();
        if (named.Count == 0) return;
        var goals = await db.PlanGoals.Where(g => named.Contains(g.Id)).ToDictionaryAsync(g => g.Id, g => g.ChildId, cancellationToken);
        foreach (var (childId, own) in input.Children.Where(c => c.Value.Goals.Exists(g => goals.GetValueOrDefault(g.GoalId) != c.Key)))
        {
            check.Refuse(Rules.N10, true, RecordingRules.At(childId, "goals"), "Choose from the goals on the page");
        }

        foreach (var (index, action) in input.Content.Actions.Index().Where(a => a.Item.GoalId is { } id && !input.Children.ContainsKey(goals.GetValueOrDefault(id))))
        {
            check.Refuse(Rules.N10, true, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"action-{index}-goal"), "Choose from the goals on the page");
        }
    }

    /// <summary>Finalised, the entry stands beside the goals that it speaks of; the caller saves.</summary>
    public static async Task ApplyAsync(AppDbContext db, Recording.Recording entry, RecordingInput input, CancellationToken cancellationToken)
    {
        var known = entry.Id == 0 ? [] : await db.GoalEntries.Where(e => e.RecordingId == entry.Id).ToListAsync(cancellationToken);
        var told = input.Children.SelectMany(c => c.Value.Goals.Select(g => (g.GoalId, ChildId: c.Key))).Where(_ => Rules.P03.Applies(true)).ToList();
        db.GoalEntries.RemoveRange(known.Where(k => !told.Contains((k.GoalId, k.ChildId))));
        db.GoalEntries.AddRange(told.Where(t => !known.Exists(k => k.GoalId == t.GoalId)).Select(t => new GoalEntry(t.GoalId, entry, t.ChildId)));
    }

    /// <summary>An entry moved off a child's record is none about that child's goals .</summary>
    public static async Task MoveAsync(AppDbContext db, long recordingId, int from, CancellationToken cancellationToken)
    {
        db.GoalEntries.RemoveRange(await db.GoalEntries.Where(e => e.RecordingId == recordingId && e.ChildId == from).ToListAsync(cancellationToken));
        foreach (var task in await db.Tasks.Where(t => t.RecordingId == recordingId && t.GoalId != null && db.PlanGoals.Any(g => g.Id == t.GoalId && g.ChildId == from)).ToListAsync(cancellationToken)) task.ServesNoGoal();
    }
}
