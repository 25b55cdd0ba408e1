using CaseRecording.Core.Plans;
using CaseRecording.Web.Features.Shared;

namespace CaseRecording.Web.Features.Plan;

/// <summary>All plans of the child: the current ones in full.</summary>
public sealed record PlansPage(ChildBar Bar, IReadOnlyList<PlanView> Plans, bool MayRecord)
{
    public IEnumerable<PlanView> Current => Plans.Where(p => p.EndedOn is null);

    public IEnumerable<PlanView> Earlier => Plans.Where(p => p.EndedOn is not null);

    /// <summary>What was done for each goal of the current plans (P-03).</summary>
    public GoalsDone Done { get; init; } = GoalsDone.Nothing;

    /// <summary>Reviews held, newest first (P-02).</summary>
    public IReadOnlyList<ReviewLine> Held { get; init; } = [];

    /// <summary>Reviews due next (P-02).</summary>
    public IReadOnlyList<ReviewDue> Due { get; init; } = [];

    /// <summary>What the child last said of the plan (P-06).</summary>
    public ChildsViewOfPlan? View { get; init; }

    public DateOnly Today { get; init; }

    /// <summary>The child was not asked since the last review (P-06).</summary>
    public string? ViewMissing => ChildsViewOfPlan.Missing(View?.AtUtc, Held.Count > 0 ? Held[0].OccurredAtUtc : null);

    public PlanPage One(PlanView plan) => new(Bar, plan, MayRecord) { Done = Done };
}

/// <summary>One plan.</summary>
public sealed record PlanPage(ChildBar Bar, PlanView Plan, bool MayRecord)
{
    public GoalsDone Done { get; init; } = GoalsDone.Nothing;

    public IReadOnlyList<PlanChangeLine> History { get; init; } = [];

    public bool MayChange => MayRecord && Plan.EndedOn is null;

    public bool LacksIdentity => Core.Plans.Plan.LacksIdentity(Plan.Identity);
}

/// <summary>One goal, with what it said before.</summary>
public sealed record GoalPage(ChildBar Bar, GoalView Goal, bool MayRecord)
{
    public GoalsDone Done { get; init; } = GoalsDone.Nothing;

    public IReadOnlyList<PlanChangeLine> History { get; init; } = [];

    public bool MayChange => MayRecord && Goal.State == GoalState.Open;
}

/// <summary>A goal on the page of its plan.</summary>
public sealed record GoalCard(int ChildId, GoalView Goal, int Number, bool MayChange)
{
    public GoalsDone Done { get; init; } = GoalsDone.Nothing;
}

/// <summary>What was done for a goal.</summary>
/// <param name="Most">Entries shown; the rest stands on the goal's own page.</param>
public sealed record GoalDone(int ChildId, int GoalId, IReadOnlyList<GoalEntryLine> Entries, IReadOnlyList<GoalTaskLine> Tasks, int Most)
{
    /// <summary>On the goal's own page.</summary>
    public const int All = PlanActivity.Most;
}

/// <summary>The history of a plan or a goal.</summary>
public sealed record PlanHistory(int ChildId, IReadOnlyList<PlanChangeLine> Lines, string Child);

public sealed class NewPlanForm
{
    public Guid Key { get; set; }

    public PlanKind? Kind { get; set; }

    public DateOnly? StartedOn { get; set; }

    public string? Identity { get; set; }
}

public sealed record NewPlanPage(ChildBar Bar, NewPlanForm Form);

public sealed class IdentityForm
{
    public Guid Opened { get; set; }

    public string? Identity { get; set; }
}

public sealed record IdentityPage(ChildBar Bar, PlanView Plan, IdentityForm Form)
{
    public bool EditedMeanwhile { get; init; }
}

public sealed class EndPlanForm
{
    public Guid Opened { get; set; }

    public DateOnly? EndedOn { get; set; }

    public string? Reason { get; set; }
}

public sealed record EndPlanPage(ChildBar Bar, PlanView Plan, EndPlanForm Form)
{
    public IEnumerable<GoalView> OpenGoals => Plan.Goals.Where(g => g.State == GoalState.Open);
}

public sealed class GoalForm
{
    public Guid Key { get; set; }

    public Guid Opened { get; set; }

    public string? What { get; set; }

    public string? Measure { get; set; }

    public string? Owner { get; set; }

    public string? Agreed { get; set; }

    public string? Disagreed { get; set; }

    public DateOnly? DueOn { get; set; }

    public string? Reason { get; set; }

    /// <summary>Where to go from here: <c>step</c> adds one.</summary>
    public string? Next { get; set; }

    public GoalInput Input(PlanOwner? owner) => new(Key, What, Measure, owner, Agreed, Disagreed, DueOn, Reason);
}

/// <param name="Goal">The goal being changed; null for a new one.</param>
public sealed record GoalFormPage(ChildBar Bar, int PlanId, GoalView? Goal, GoalForm Form, IReadOnlyList<OwnerChoice> Owners)
{
    public bool EditedMeanwhile { get; init; }
}

public sealed class StepForm
{
    public Guid Key { get; set; }

    public Guid Opened { get; set; }

    public string? What { get; set; }

    public string? Owner { get; set; }

    public DateOnly? DueOn { get; set; }

    public string? Reason { get; set; }

    /// <summary>Where to go from here: <c>step</c> adds another.</summary>
    public string? Next { get; set; }

    public StepInput Input(PlanOwner? owner) => new(Key, What, owner, DueOn, Reason);
}

/// <param name="Step">The step being changed; null for a new one.</param>
public sealed record StepFormPage(ChildBar Bar, GoalView Goal, StepView? Step, StepForm Form, IReadOnlyList<OwnerChoice> Owners)
{
    public bool EditedMeanwhile { get; init; }
}

public sealed class EndGoalForm
{
    public Guid Opened { get; set; }

    public GoalState? Outcome { get; set; }

    public string? Reason { get; set; }
}

public sealed record EndGoalPage(ChildBar Bar, GoalView Goal, EndGoalForm Form);

public sealed class CloseStepForm
{
    public Guid Opened { get; set; }

    public StepState? Outcome { get; set; }

    public string? Note { get; set; }

    /// <summary>It was pressed on My work.</summary>
    public bool MyWork { get; set; }
}

public sealed record CloseStepPage(ChildBar Bar, GoalView Goal, StepView Step, CloseStepForm Form);
