using System.Linq.Expressions;
using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Plans;

/// <summary>A current goal in a few words.</summary>
/// <param name="Id">Key.</param>
/// <param name="What">What is to be different.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="DueOn">By when, a UK date.</param>
public sealed record GoalBrief(int Id, string What, string Owner, DateOnly DueOn);

/// <summary>A current plan in a few words: what a form or a summary asks about.</summary>
/// <param name="Id">Key.</param>
/// <param name="ChildId">The child.</param>
/// <param name="Kind">Kind.</param>
/// <param name="StartedOn">First day, a UK date.</param>
/// <param name="Goals">Goals being worked on, in the order in which they were agreed.</param>
public sealed record PlanBrief(int Id, int ChildId, PlanKind Kind, DateOnly StartedOn, IReadOnlyList<GoalBrief> Goals);

/// <summary>A step as shown.</summary>
public sealed record StepView(int Id, string What, string Owner, int? OwnerPersonId, Guid? OwnerStaffId, DateOnly DueOn, StepState State, DateTime? ClosedAtUtc, string? ClosedNote, Guid Version);

/// <summary>A goal as shown.</summary>
public sealed record GoalView(
    int Id, int PlanId, string What, string Measure, string Owner, int? OwnerPersonId, Guid? OwnerStaffId, string? Agreed, string? Disagreed, DateOnly DueOn,
    GoalState State, DateTime? EndedAtUtc, string? EndReason, Guid Version, IReadOnlyList<StepView> Steps);

/// <summary>A plan as shown, with all its goals.</summary>
public sealed record PlanView(
    int Id, PlanKind Kind, DateOnly StartedOn, DateOnly? EndedOn, string? EndReason, string? Identity, DateTime BegunAtUtc, string BegunBy, Guid Version, IReadOnlyList<GoalView> Goals);

/// <summary>A row of a plan's history.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="AtUtc">When, UTC.</param>
/// <param name="By">By whom.</param>
/// <param name="Reason">Why.</param>
/// <param name="GoalId">The goal it is about.</param>
/// <param name="StepId">The step it is about.</param>
/// <param name="Says">What that said from then on.</param>
public sealed record PlanChangeLine(PlanChangeKind Kind, DateTime AtUtc, string By, string? Reason, int? GoalId, int? StepId, IReadOnlyDictionary<string, string> Says);

/// <summary>Reads plans. Who may read the record may read its plans; that is asked before.</summary>
public sealed class PlanQuery(AppDbContext db)
{
    /// <summary>A child's current plans with their open goals; empty where there is no plan yet. Of several children in one query.</summary>
    public async Task<IReadOnlyList<PlanBrief>> CurrentAsync(IReadOnlyCollection<int> childIds, CancellationToken cancellationToken = default) =>
        await db.Plans.AsNoTracking().Where(p => childIds.Contains(p.ChildId) && p.EndedOn == null).OrderBy(p => p.Id)
            .Select(p => new PlanBrief(p.Id, p.ChildId, p.Kind, p.StartedOn,
                p.Goals.Where(g => g.State == GoalState.Open).OrderBy(g => g.Id).Select(g => new GoalBrief(g.Id, g.What, g.Owner, g.DueOn)).ToList()))
            .ToListAsync(cancellationToken);

    /// <summary>All plans of a child, the current ones first, then the latest.</summary>
    public async Task<IReadOnlyList<PlanView>> OfChildAsync(int childId, CancellationToken cancellationToken = default) =>
        await db.Plans.AsNoTracking().Where(p => p.ChildId == childId).OrderBy(p => p.EndedOn != null).ThenByDescending(p => p.StartedOn).ThenByDescending(p => p.Id)
            .Select(View(db)).AsSplitQuery().ToListAsync(cancellationToken);

    /// <summary>One plan of a child, or null.</summary>
    public Task<PlanView?> FindAsync(int childId, int planId, CancellationToken cancellationToken = default) =>
        db.Plans.AsNoTracking().Where(p => p.ChildId == childId && p.Id == planId).Select(View(db)).AsSplitQuery().FirstOrDefaultAsync(cancellationToken);

    /// <summary>One goal of a child, or null.</summary>
    public async Task<GoalView?> FindGoalAsync(int childId, int goalId, CancellationToken cancellationToken = default)
    {
        var planId = await db.PlanGoals.Where(g => g.Id == goalId && g.ChildId == childId).Select(g => (int?)g.PlanId).FirstOrDefaultAsync(cancellationToken);
        if (planId is not { } id) return null;
        return (await FindAsync(childId, id, cancellationToken))?.Goals.First(g => g.Id == goalId);
    }

    /// <summary>One step of a child with its goal, or null.</summary>
    public async Task<(GoalView Goal, StepView Step)?> FindStepAsync(int childId, int stepId, CancellationToken cancellationToken = default)
    {
        var goalId = await db.PlanSteps.Where(s => s.Id == stepId && s.ChildId == childId).Select(s => (int?)s.GoalId).FirstOrDefaultAsync(cancellationToken);
        return goalId is { } id && await FindGoalAsync(childId, id, cancellationToken) is { } goal ? (goal, goal.Steps.First(s => s.Id == stepId)) : null;
    }

    /// <summary>What was done to a plan, newest first; of one goal where it is named.</summary>
    public async Task<IReadOnlyList<PlanChangeLine>> HistoryAsync(int childId, int planId, int? goalId = null, CancellationToken cancellationToken = default) =>
        await db.PlanChanges.AsNoTracking()
            .Where(c => c.PlanId == planId && db.Plans.Any(p => p.Id == planId && p.ChildId == childId) && (goalId == null || c.GoalId == goalId))
            .OrderByDescending(c => c.AtUtc).ThenByDescending(c => c.Id)
            .Select(c => new PlanChangeLine(c.Kind, c.AtUtc, db.Users.Where(u => u.Id == c.ById).Select(u => u.DisplayName).First(), c.Reason, c.GoalId, c.StepId, c.Says))
            .ToListAsync(cancellationToken);

    private static Expression<Func<Plan, PlanView>> View(AppDbContext db) => p => new PlanView(
        p.Id, p.Kind, p.StartedOn, p.EndedOn, p.EndReason, p.Identity, p.BegunAtUtc, db.Users.Where(u => u.Id == p.BegunById).Select(u => u.DisplayName).First(), p.Version,
        p.Goals.OrderBy(g => g.Id).Select(g => new GoalView(
            g.Id, g.PlanId, g.What, g.Measure, g.Owner, g.OwnerPersonId, g.OwnerStaffId, g.Agreed, g.Disagreed, g.DueOn, g.State, g.EndedAtUtc, g.EndReason, g.Version,
            g.Steps.OrderBy(s => s.Id).Select(s => new StepView(s.Id, s.What, s.Owner, s.OwnerPersonId, s.OwnerStaffId, s.DueOn, s.State, s.ClosedAtUtc, s.ClosedNote, s.Version)).ToList())).ToList());
}
