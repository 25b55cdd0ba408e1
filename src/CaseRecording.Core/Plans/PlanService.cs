using System.Globalization;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Plans;

/// <summary>Begins, changes and ends plans, goals and steps (P-01). Each action is one transaction with its audit row and its row of the plan's history.</summary>
public sealed class PlanService(AppDbContext db, ChildAccess access, ChildClocks clocks)
{
    /// <summary>Begins a plan. A child has one current plan of a kind.</summary>
    /// <returns>The plan's key.</returns>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    /// <exception cref="AccessRefusedException">They may not record for the child.</exception>
    public async Task<int> BeginAsync(ActionContext context, int childId, PlanInput input, CancellationToken cancellationToken = default)
    {
        await access.RequireAsync(context, AccessLevel.Record, [childId], cancellationToken);
        var made = await db.Plans.Where(p => p.ChildId == childId && (p.Key == input.Key || (p.Kind == input.Kind && p.EndedOn == null))).Select(p => new { p.Id, p.Key }).ToListAsync(cancellationToken);
        if (made.Find(p => p.Key == input.Key) is { } same) return same.Id;
        new RuleCheck().Refuse(Rules.P01, made.Count > 0, "kind", "There is a current plan of this kind. Change its goals, or end it first").ThrowIfAny();
        var plan = Plan.Begin(context, childId, input);
        db.Plans.Add(plan);
        db.Audit(context, AuditAction.PlanBegun, childId, after: plan.Kind.ToString());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var id = await SaveNewAsync(() => plan.Id, db.Plans.Where(p => p.ChildId == childId && p.Key == input.Key).Select(p => p.Id), cancellationToken);
        await ClocksAsync(context, childId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return id;
    }

    /// <summary>Says what identity means in the child's daily life (C-16).</summary>
    /// <exception cref="RuleViolationException">The plan has ended.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed it since the page was opened.</exception>
    public async Task SayIdentityAsync(ActionContext context, int childId, int planId, Guid opened, string? text, CancellationToken cancellationToken = default)
    {
        var plan = await PlanAsync(context, childId, planId, opened, cancellationToken);
        plan.SayIdentity(context, text);
        await SaveAsync(context, AuditAction.PlanChanged, childId, $"plan {planId}", nameof(PlanChangeKind.Identity), cancellationToken);
    }

    /// <summary>Ends a plan each of whose goals has ended.</summary>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed it since the page was opened.</exception>
    public async Task EndAsync(ActionContext context, int childId, int planId, Guid opened, DateOnly? on, string? reason, CancellationToken cancellationToken = default)
    {
        var plan = await PlanAsync(context, childId, planId, opened, cancellationToken);
        plan.End(context, on, reason);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await SaveAsync(context, AuditAction.PlanEnded, childId, $"plan {planId}", null, cancellationToken);
        await ClocksAsync(context, childId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Adds a goal.</summary>
    /// <returns>The goal's key.</returns>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    public async Task<int> AddGoalAsync(ActionContext context, int childId, int planId, GoalInput input, CancellationToken cancellationToken = default)
    {
        var plan = await PlanAsync(context, childId, planId, null, cancellationToken);
        if (plan.Goals.Find(g => g.Key == input.Key) is { } same) return same.Id;
        var goal = plan.Add(context, input);
        db.Audit(context, AuditAction.PlanChanged, childId, subject: Subject($"plan {planId}"), after: nameof(PlanChangeKind.GoalAdded));
        return await SaveNewAsync(() => goal.Id, db.PlanGoals.Where(g => g.PlanId == planId && g.Key == input.Key).Select(g => g.Id), cancellationToken);
    }

    /// <summary>Changes a goal, with a reason.</summary>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed it since the page was opened.</exception>
    public async Task ChangeGoalAsync(ActionContext context, int childId, int goalId, Guid opened, GoalInput input, CancellationToken cancellationToken = default)
    {
        var goal = await GoalAsync(context, childId, goalId, opened, cancellationToken);
        goal.Change(context, input);
        await SaveAsync(context, AuditAction.PlanChanged, childId, $"goal {goalId}", nameof(PlanChangeKind.GoalChanged), cancellationToken);
    }

    /// <summary>Ends a goal: achieved, no longer needed or not achieved.</summary>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed it since the page was opened.</exception>
    public async Task EndGoalAsync(ActionContext context, int childId, int goalId, Guid opened, GoalState? outcome, string? reason, CancellationToken cancellationToken = default)
    {
        var goal = await GoalAsync(context, childId, goalId, opened, cancellationToken);
        goal.End(context, outcome, reason);
        await SaveAsync(context, AuditAction.PlanChanged, childId, $"goal {goalId}", goal.State.ToString(), cancellationToken);
    }

    /// <summary>Adds a step towards a goal.</summary>
    /// <returns>The step's key.</returns>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    public async Task<int> AddStepAsync(ActionContext context, int childId, int goalId, StepInput input, CancellationToken cancellationToken = default)
    {
        var goal = await GoalAsync(context, childId, goalId, null, cancellationToken);
        if (goal.Steps.Find(s => s.Key == input.Key) is { } same) return same.Id;
        var step = goal.Add(context, input);
        db.Audit(context, AuditAction.PlanChanged, childId, subject: Subject($"goal {goalId}"), after: nameof(PlanChangeKind.StepAdded));
        return await SaveNewAsync(() => step.Id, db.PlanSteps.Where(s => s.GoalId == goalId && s.Key == input.Key).Select(s => s.Id), cancellationToken);
    }

    /// <summary>Changes a step, with a reason.</summary>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed it since the page was opened.</exception>
    public async Task ChangeStepAsync(ActionContext context, int childId, int stepId, Guid opened, StepInput input, CancellationToken cancellationToken = default)
    {
        var step = await StepAsync(context, childId, stepId, opened, cancellationToken);
        step.Change(context, input);
        await SaveAsync(context, AuditAction.PlanChanged, childId, $"step {stepId}", nameof(PlanChangeKind.StepChanged), cancellationToken);
    }

    /// <summary>A step was done, or is not needed any more.</summary>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed it since the page was opened.</exception>
    public async Task CloseStepAsync(ActionContext context, int childId, int stepId, Guid opened, StepState? outcome, string? note, CancellationToken cancellationToken = default)
    {
        var step = await StepAsync(context, childId, stepId, opened, cancellationToken);
        step.Close(context, outcome, note);
        await SaveAsync(context, AuditAction.PlanChanged, childId, $"step {stepId}", step.State.ToString(), cancellationToken);
    }

    private async Task<Plan> PlanAsync(ActionContext context, int childId, int planId, Guid? opened, CancellationToken cancellationToken)
    {
        await access.RequireAsync(context, AccessLevel.Record, [childId], cancellationToken);
        var plan = await db.Plans.Include(p => p.Goals).FirstOrDefaultAsync(p => p.Id == planId && p.ChildId == childId, cancellationToken) ?? throw new AccessRefusedException(AccessLevel.Hidden);
        if (opened is { } version) db.Entry(plan).Property(p => p.Version).OriginalValue = version;
        return plan;
    }

    private async Task<PlanGoal> GoalAsync(ActionContext context, int childId, int goalId, Guid? opened, CancellationToken cancellationToken)
    {
        await access.RequireAsync(context, AccessLevel.Record, [childId], cancellationToken);
        var goal = await db.PlanGoals.Include(g => g.Plan).Include(g => g.Steps).FirstOrDefaultAsync(g => g.Id == goalId && g.ChildId == childId, cancellationToken) ?? throw new AccessRefusedException(AccessLevel.Hidden);
        if (opened is { } version) db.Entry(goal).Property(g => g.Version).OriginalValue = version;
        return goal;
    }

    private async Task<PlanStep> StepAsync(ActionContext context, int childId, int stepId, Guid opened, CancellationToken cancellationToken)
    {
        await access.RequireAsync(context, AccessLevel.Record, [childId], cancellationToken);
        var step = await db.PlanSteps.Include(s => s.Goal).ThenInclude(g => g.Plan).FirstOrDefaultAsync(s => s.Id == stepId && s.ChildId == childId, cancellationToken) ?? throw new AccessRefusedException(AccessLevel.Hidden);
        db.Entry(step).Property(s => s.Version).OriginalValue = opened;
        return step;
    }

    /// <summary>Which reviews are due follows from the current plans (P-02).</summary>
    private async Task ClocksAsync(ActionContext context, int childId, CancellationToken cancellationToken)
    {
        var child = await db.Children.Include(c => c.Statuses).SingleAsync(c => c.Id == childId, cancellationToken);
        await clocks.RecomputeAsync(child, context.NowUtc, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static string Subject(FormattableString subject) => subject.ToString(CultureInfo.InvariantCulture);

    /// <summary>Pressed twice in the same instant, the other request made it: its key is the answer.</summary>
    private async Task<int> SaveNewAsync(Func<int> key, IQueryable<int> made, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return key();
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            return await made.FirstOrDefaultAsync(cancellationToken) is var id and not 0 ? id : throw new EditedMeanwhileException();
        }
    }

    private async Task SaveAsync(ActionContext context, AuditAction action, int childId, FormattableString subject, string? after, CancellationToken cancellationToken)
    {
        db.Audit(context, action, childId, subject: Subject(subject), after: after);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException();
        }
    }
}
