using System.Globalization;
using CaseRecording.Core.Time;

namespace CaseRecording.Core.Plans;

/// <summary>One goal of a plan: what, how we will know, whose, who agreed, by when (P-01). Changed only with a reason, and ended, never deleted.</summary>
public sealed class PlanGoal
{
    private PlanGoal()
    {
    }

    internal PlanGoal(Plan plan, ActionContext context, GoalInput input)
    {
        (Plan, Key, ChildId) = (plan, input.Key, plan.ChildId);
        Check(input).ThrowIfAny();
        Take(input);
        plan.Tell(context, PlanChangeKind.GoalAdded, null, Says(), this);
    }

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>Made by the page that added it.</summary>
    public Guid Key { get; private set; }

    /// <summary>The plan.</summary>
    public int PlanId { get; private set; }

    /// <summary>The plan.</summary>
    public Plan Plan { get; private set; } = null!;

    /// <summary>The child: a copy, so that lists need no further table.</summary>
    public int ChildId { get; private set; }

    /// <summary>What is to be different.</summary>
    public string What { get; private set; } = "";

    /// <summary>How we will know.</summary>
    public string Measure { get; private set; } = "";

    /// <summary>Whose it is, by the name of that day.</summary>
    public string Owner { get; private set; } = "";

    /// <summary>The owner, where in the child's network.</summary>
    public int? OwnerPersonId { get; private set; }

    /// <summary>The owner, where on the staff.</summary>
    public Guid? OwnerStaffId { get; private set; }

    /// <summary>Who agreed.</summary>
    public string? Agreed { get; private set; }

    /// <summary>Who disagreed, and why.</summary>
    public string? Disagreed { get; private set; }

    /// <summary>By when, a UK date.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>Where it stands.</summary>
    public GoalState State { get; private set; }

    /// <summary>When it ended, UTC.</summary>
    public DateTime? EndedAtUtc { get; private set; }

    /// <summary>What became of it, in words.</summary>
    public string? EndReason { get; private set; }

    /// <summary>Concurrency token, set by the program.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>Steps towards it, in the order in which they were agreed.</summary>
    public List<PlanStep> Steps { get; private set; } = [];

    /// <summary>Changes what it says; what it said before stays in the plan's history, with the reason.</summary>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    public void Change(ActionContext context, GoalInput input)
    {
        var check = RefuseEnded();
        foreach (var found in Check(input).Violations) check.Refuse(found.Rule, true, found.Field, found.Message);
        Plan.Because(check, input.Reason, "Say why the goal changes");
        check.ThrowIfAny();
        Take(input);
        Version = Guid.NewGuid();
        Plan.Tell(context, PlanChangeKind.GoalChanged, input.Reason, Says(), this);
    }

    /// <summary>Ends it: achieved, no longer needed or not achieved.</summary>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    public void End(ActionContext context, GoalState? outcome, string? reason)
    {
        var check = RefuseEnded().Refuse(Rules.P01, outcome is null or GoalState.Open, "outcome", "Choose what became of the goal");
        Plan.Because(check, reason, "Say how you know");
        check.ThrowIfAny();
        (State, EndedAtUtc, EndReason) = (outcome!.Value, context.NowUtc, Plan.Text(reason));
        Version = Guid.NewGuid();
        Plan.Tell(context, PlanChangeKind.GoalEnded, reason, new() { ["outcome"] = State.ToString() }, this);
    }

    /// <summary>Adds a step towards it.</summary>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    public PlanStep Add(ActionContext context, StepInput input)
    {
        RefuseEnded().ThrowIfAny();
        var step = new PlanStep(this, context, input);
        Steps.Add(step);
        return step;
    }

    internal RuleCheck RefuseEnded() => new RuleCheck().Refuse(Rules.P01, State != GoalState.Open || Plan.EndedOn is not null, "", "This goal has ended");

    private RuleCheck Check(GoalInput input)
    {
        var check = new RuleCheck()
            .Refuse(Rules.P01, Plan.Text(input.What) is null, "what", "Enter what is to be different")
            .Refuse(Rules.P01, Plan.Text(input.Measure) is null, "measure", "Say how we will know that it is reached")
            .Refuse(Rules.P01, input.Owner is null, "owner", "Choose whose goal it is")
            .Refuse(Rules.P01, input.DueOn is null, "dueOn", "Enter by when")
            .Refuse(Rules.P01, input.DueOn < Plan.StartedOn, "dueOn", $"That is before the plan began, on {LondonTime.FormatDate(Plan.StartedOn)}");
        foreach (var (field, text) in new[] { ("what", input.What), ("measure", input.Measure), ("agreed", input.Agreed), ("disagreed", input.Disagreed) }) Plan.Fits(check, field, text, Plan.LongestText);
        return check;
    }

    private void Take(GoalInput input)
    {
        // Where P-01 is switched off in a test there may be gaps.
        (What, Measure, Agreed, Disagreed) = (Plan.Text(input.What) ?? "", Plan.Text(input.Measure) ?? "", Plan.Text(input.Agreed), Plan.Text(input.Disagreed));
        (Owner, OwnerPersonId, OwnerStaffId) = (input.Owner?.Name ?? "", input.Owner?.PersonId, input.Owner?.StaffId);
        DueOn = input.DueOn ?? Plan.StartedOn;
    }

    private SortedDictionary<string, string> Says() => new(StringComparer.Ordinal)
    {
        ["what"] = What,
        ["measure"] = Measure,
        ["owner"] = Owner,
        ["agreed"] = Agreed ?? "",
        ["disagreed"] = Disagreed ?? "",
        ["dueOn"] = DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };
}

/// <summary>A step towards a goal, with who and by when (P-01).</summary>
public sealed class PlanStep
{
    private PlanStep()
    {
    }

    internal PlanStep(PlanGoal goal, ActionContext context, StepInput input)
    {
        (Goal, Key, ChildId) = (goal, input.Key, goal.ChildId);
        Check(input).ThrowIfAny();
        Take(input);
        goal.Plan.Tell(context, PlanChangeKind.StepAdded, null, Says(), goal, this);
    }

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>Made by the page that added it.</summary>
    public Guid Key { get; private set; }

    /// <summary>The goal.</summary>
    public int GoalId { get; private set; }

    /// <summary>The goal.</summary>
    public PlanGoal Goal { get; private set; } = null!;

    /// <summary>The child: a copy, so that lists need no further table.</summary>
    public int ChildId { get; private set; }

    /// <summary>What is to be done.</summary>
    public string What { get; private set; } = "";

    /// <summary>Who is to do it, by the name of that day.</summary>
    public string Owner { get; private set; } = "";

    /// <summary>The owner, where in the child's network.</summary>
    public int? OwnerPersonId { get; private set; }

    /// <summary>The owner, where on the staff.</summary>
    public Guid? OwnerStaffId { get; private set; }

    /// <summary>By when, a UK date.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>Where it stands.</summary>
    public StepState State { get; private set; }

    /// <summary>When it was done or dropped, UTC.</summary>
    public DateTime? ClosedAtUtc { get; private set; }

    /// <summary>How it was done, or why it is not needed.</summary>
    public string? ClosedNote { get; private set; }

    /// <summary>Concurrency token, set by the program.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>Changes who, what or by when, with a reason.</summary>
    internal void Change(ActionContext context, StepInput input)
    {
        var check = RefuseClosed();
        foreach (var found in Check(input).Violations) check.Refuse(found.Rule, true, found.Field, found.Message);
        Plan.Because(check, input.Reason, "Say why the step changes");
        check.ThrowIfAny();
        Take(input);
        Version = Guid.NewGuid();
        Goal.Plan.Tell(context, PlanChangeKind.StepChanged, input.Reason, Says(), Goal, this);
    }

    /// <summary>It was done, or is not needed any more; the second needs a reason.</summary>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    public void Close(ActionContext context, StepState? outcome, string? note)
    {
        var check = RefuseClosed().Refuse(Rules.P01, outcome is null or StepState.Open, "outcome", "Choose whether it was done");
        if (outcome == StepState.Dropped) Because(check, note);
        Plan.Fits(check, "note", note, Plan.LongestReason);
        check.ThrowIfAny();
        (State, ClosedAtUtc, ClosedNote) = (outcome!.Value, context.NowUtc, Plan.Text(note));
        Version = Guid.NewGuid();
        Goal.Plan.Tell(context, State == StepState.Done ? PlanChangeKind.StepDone : PlanChangeKind.StepDropped, note, Says(), Goal, this);
    }

    private static void Because(RuleCheck check, string? note) =>
        check.Refuse(Rules.P01, (note?.Trim().Length ?? 0) < Plan.ShortestReason, "note", $"Say why it is not needed any more, in at least {Plan.ShortestReason} characters");

    private RuleCheck RefuseClosed() => Goal.RefuseEnded().Refuse(Rules.P01, State != StepState.Open, "", "This step is not open any more");

    private RuleCheck Check(StepInput input)
    {
        var check = new RuleCheck()
            .Refuse(Rules.P01, Plan.Text(input.What) is null, "what", "Enter what is to be done")
            .Refuse(Rules.P01, input.Owner is null, "owner", "Choose who is to do it")
            .Refuse(Rules.P01, input.DueOn is null, "dueOn", "Enter by when")
            .Refuse(Rules.P01, input.DueOn < Goal.Plan.StartedOn, "dueOn", $"That is before the plan began, on {LondonTime.FormatDate(Goal.Plan.StartedOn)}");
        Plan.Fits(check, "what", input.What, Plan.LongestText);
        return check;
    }

    private void Take(StepInput input)
    {
        What = Plan.Text(input.What) ?? "";
        (Owner, OwnerPersonId, OwnerStaffId) = (input.Owner?.Name ?? "", input.Owner?.PersonId, input.Owner?.StaffId);
        DueOn = input.DueOn ?? Goal.Plan.StartedOn;
    }

    private SortedDictionary<string, string> Says() => new(StringComparer.Ordinal)
    {
        ["what"] = What,
        ["owner"] = Owner,
        ["dueOn"] = DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };
}
