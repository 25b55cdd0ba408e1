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
public sealed record MyPlanItem(int ChildId, string Child, int GoalId, int? StepId, string Text, DateOnly DueOn, Guid Version);

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
}
