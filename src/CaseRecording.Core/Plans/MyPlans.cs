using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Plans;

/// <summary>A step or goal on its owner's own list.</summary>
/// <param name="ChildId">The child.</param>
/// <param name="Child">Full name.</param>
/// <param name="GoalId">The goal, or the one that the step is for.</param>
/// <param name="StepId">The step; null: the goal itself.</param>
/// <param name="Text">What is to be done, or to be different.</param>
/// <param name="DueOn">By when, a UK date.</param>
/// <param name="Version">The step's token.</param>
public sealed record MyPlanItem(int ChildId, string Child, int GoalId, int? StepId, string Text, DateOnly DueOn, Guid Version)
{
    /// <summary>Whose it is, on a team's list.</summary>
    public string? Owner { get; init; }
}

/// <summary>Steps and goals of current plans that are a person's own, overdue or soon due (P-01).</summary>
public sealed class MyPlans(AppDbContext db, ChildAccess access)
{
    /// <summary>Most on one list.</summary>
    public const int Most = 50;

    /// <summary>Days ahead that the list looks.</summary>
    public const int ComingDays = 14;

    /// <summary>Soonest due first. Two queries.</summary>
    public async Task<IReadOnlyList<MyPlanItem>> MineAsync(ActionContext context, CancellationToken cancellationToken = default)
    {
        var (me, until, children) = (context.Me, LondonTime.DateOf(context.NowUtc).AddDays(ComingDays), access.Recordable(context));
        var steps = await db.PlanSteps.AsNoTracking()
            .Where(s => s.OwnerStaffId == me && s.State == StepState.Open && s.DueOn <= until && s.Goal.State == GoalState.Open && s.Goal.Plan.EndedOn == null && children.Any(c => c.Id == s.ChildId))
            .OrderBy(s => s.DueOn).ThenBy(s => s.Id).Take(Most)
            .Select(s => new MyPlanItem(s.ChildId, db.Children.Where(c => c.Id == s.ChildId).Select(c => c.FullName).First(), s.GoalId, s.Id, s.What, s.DueOn, s.Version)).ToListAsync(cancellationToken);
        var goals = await db.PlanGoals.AsNoTracking()
            .Where(g => g.OwnerStaffId == me && g.State == GoalState.Open && g.DueOn <= until && g.Plan.EndedOn == null && children.Any(c => c.Id == g.ChildId))
            .OrderBy(g => g.DueOn).ThenBy(g => g.Id).Take(Most)
            .Select(g => new MyPlanItem(g.ChildId, db.Children.Where(c => c.Id == g.ChildId).Select(c => c.FullName).First(), g.Id, null, g.What, g.DueOn, g.Version)).ToListAsync(cancellationToken);
        return [.. steps.Concat(goals).OrderBy(i => i.DueOn).Take(Most)];
    }

    /// <summary>Those of some children, whoever is to do them. What they say is told where the reader may open the record. Two queries.</summary>
    internal async Task<IReadOnlyList<MyPlanItem>> OfTeamAsync(ActionContext context, IQueryable<Children.Child> children, CancellationToken cancellationToken)
    {
        var (until, own) = (LondonTime.DateOf(context.NowUtc).AddDays(ComingDays), access.Own(context.Me));
        var steps = await children.AsNoTracking().Join(db.PlanSteps, c => c.Id, s => s.ChildId, (c, s) => new { c.FullName, Step = s })
            .Where(x => x.Step.State == StepState.Open && x.Step.DueOn <= until && x.Step.Goal.State == GoalState.Open && x.Step.Goal.Plan.EndedOn == null)
            .OrderBy(x => x.Step.DueOn).ThenBy(x => x.Step.Id).Take(Most)
            .Select(x => new MyPlanItem(x.Step.ChildId, x.FullName, x.Step.GoalId, x.Step.Id, own.Any(c => c.Id == x.Step.ChildId) ? x.Step.What : "A step of the plan", x.Step.DueOn, x.Step.Version) { Owner = x.Step.Owner }).ToListAsync(cancellationToken);
        var goals = await children.AsNoTracking().Join(db.PlanGoals, c => c.Id, g => g.ChildId, (c, g) => new { c.FullName, Goal = g })
            .Where(x => x.Goal.State == GoalState.Open && x.Goal.DueOn <= until && x.Goal.Plan.EndedOn == null)
            .OrderBy(x => x.Goal.DueOn).ThenBy(x => x.Goal.Id).Take(Most)
            .Select(x => new MyPlanItem(x.Goal.ChildId, x.FullName, x.Goal.Id, null, own.Any(c => c.Id == x.Goal.ChildId) ? x.Goal.What : "A goal of the plan", x.Goal.DueOn, x.Goal.Version) { Owner = x.Goal.Owner }).ToListAsync(cancellationToken);
        return [.. steps.Concat(goals).OrderBy(i => i.DueOn).Take(Most)];
    }
}
