using CaseRecording.Core.Time;

namespace CaseRecording.Core.Plans;

/// <summary>A child's plan (P-01). What it said at any time stays to be read in <see cref="Changes"/>; nothing is deleted.</summary>
public sealed class Plan
{
    /// <summary>Longest text of a goal, a step, or on identity.</summary>
    public const int LongestText = 2000;

    /// <summary>Longest reason.</summary>
    public const int LongestReason = 1000;

    /// <summary>Fewest characters of a reason.</summary>
    public const int ShortestReason = 10;

    private Plan()
    {
    }

    private Plan(ActionContext context, int childId, PlanInput input)
    {
        var check = new RuleCheck()
            .Refuse(Rules.P01, input.Kind is null, "kind", "Choose the kind of plan")
            .Refuse(Rules.P01, input.StartedOn is null, "startedOn", "Enter the day on which the plan began")
            .Refuse(Rules.P01, input.StartedOn > LondonTime.DateOf(context.NowUtc), "startedOn", "That is in the future. Enter the plan once it has begun");
        Fits(check, "identity", input.Identity, LongestText);
        check.ThrowIfAny();
        (Key, ChildId, Kind, StartedOn, Identity) = (input.Key, childId, input.Kind!.Value, input.StartedOn!.Value, Text(input.Identity));
        (BegunAtUtc, BegunById) = (context.NowUtc, context.Me);
        Tell(context, PlanChangeKind.Begun, null, new() { ["identity"] = Identity ?? "" });
    }

    /// <summary>Begins a plan.</summary>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    public static Plan Begin(ActionContext context, int childId, PlanInput input) => new(context, childId, input);

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>Made by the page that began it.</summary>
    public Guid Key { get; private set; }

    /// <summary>The child.</summary>
    public int ChildId { get; private set; }

    /// <summary>Kind.</summary>
    public PlanKind Kind { get; private set; }

    /// <summary>First day, a UK date.</summary>
    public DateOnly StartedOn { get; private set; }

    /// <summary>What identity means in the child's daily life; null where nobody has written it (C-16).</summary>
    public string? Identity { get; private set; }

    /// <summary>When it was entered, UTC.</summary>
    public DateTime BegunAtUtc { get; private set; }

    /// <summary>By whom.</summary>
    public Guid BegunById { get; private set; }

    /// <summary>Last day, a UK date; null while it is current.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Why it ended.</summary>
    public string? EndReason { get; private set; }

    /// <summary>Concurrency token, set by the program.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>Its goals, in the order in which they were agreed.</summary>
    public List<PlanGoal> Goals { get; private set; } = [];

    /// <summary>Everything done to it, oldest first.</summary>
    public List<PlanChange> Changes { get; private set; } = [];

    /// <summary>Nobody has written what identity means in the child's daily life (C-16).</summary>
    /// <param name="text">What stands there.</param>
    public static bool LacksIdentity(string? text) => Rules.C16.Broken(string.IsNullOrWhiteSpace(text));

    /// <summary>Says what identity means in the child's daily life (C-16).</summary>
    internal void SayIdentity(ActionContext context, string? text)
    {
        var check = new RuleCheck().Refuse(Rules.P01, EndedOn is not null, "", "This plan has ended");
        Fits(check, "identity", text, LongestText);
        check.ThrowIfAny();
        if (Identity == Text(text)) return;
        Identity = Text(text);
        Version = Guid.NewGuid();
        Tell(context, PlanChangeKind.Identity, null, new() { ["identity"] = Identity ?? "" });
    }

    /// <summary>Adds a goal.</summary>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    public PlanGoal Add(ActionContext context, GoalInput input)
    {
        new RuleCheck().Refuse(Rules.P01, EndedOn is not null, "", "This plan has ended").ThrowIfAny();
        var goal = new PlanGoal(this, context, input);
        Goals.Add(goal);
        return goal;
    }

    /// <summary>Ends it, once each of its goals has ended one way or another.</summary>
    internal void End(ActionContext context, DateOnly? on, string? reason)
    {
        var check = new RuleCheck()
            .Refuse(Rules.P01, EndedOn is not null, "", "This plan has ended already")
            .Refuse(Rules.P01, Goals.Exists(g => g.State == GoalState.Open), "", "Say first what became of each goal: achieved, no longer needed or not achieved")
            .Refuse(Rules.P01, on is null, "endedOn", "Enter the day on which the plan ended")
            .Refuse(Rules.P01, on < StartedOn, "endedOn", $"The plan began on {LondonTime.FormatDate(StartedOn)}")
            .Refuse(Rules.P01, on > LondonTime.DateOf(context.NowUtc), "endedOn", "That is in the future");
        Because(check, reason, "Say why the plan ended");
        check.ThrowIfAny();
        (EndedOn, EndReason) = (on, Text(reason));
        Version = Guid.NewGuid();
        Tell(context, PlanChangeKind.Ended, reason, []);
    }

    internal void Tell(ActionContext context, PlanChangeKind kind, string? reason, SortedDictionary<string, string> says, PlanGoal? goal = null, PlanStep? step = null) =>
        Changes.Add(new PlanChange(context, kind, Text(reason), says, goal, step));

    internal static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().ReplaceLineEndings("\n");

    internal static void Fits(RuleCheck check, string field, string? text, int longest) =>
        check.Refuse(Rules.P01, text?.Trim().Length > longest, field, $"This is {text?.Trim().Length:N0} characters long; it can hold {longest:N0}");

    internal static void Because(RuleCheck check, string? reason, string sentence)
    {
        check.Refuse(Rules.P01, (reason?.Trim().Length ?? 0) < ShortestReason, "reason", $"{sentence}, in at least {ShortestReason} characters");
        Fits(check, "reason", reason, LongestReason);
    }
}

/// <summary>One thing done to a plan, and what the plan, goal or step said from then on. Never changed or deleted (P-01).</summary>
public sealed class PlanChange
{
    private PlanChange()
    {
    }

    internal PlanChange(ActionContext context, PlanChangeKind kind, string? reason, SortedDictionary<string, string> says, PlanGoal? goal, PlanStep? step)
    {
        (AtUtc, ById, Kind, Reason, Says, Goal, Step) = (context.NowUtc, context.Me, kind, reason, says, goal, step);
    }

    /// <summary>Key.</summary>
    public long Id { get; private set; }

    /// <summary>The plan.</summary>
    public int PlanId { get; private set; }

    /// <summary>The goal, where it is about one.</summary>
    public int? GoalId { get; private set; }

    /// <summary>The goal, where it is about one.</summary>
    public PlanGoal? Goal { get; private set; }

    /// <summary>The step, where it is about one.</summary>
    public int? StepId { get; private set; }

    /// <summary>The step, where it is about one.</summary>
    public PlanStep? Step { get; private set; }

    /// <summary>What was done.</summary>
    public PlanChangeKind Kind { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime AtUtc { get; private set; }

    /// <summary>By whom.</summary>
    public Guid ById { get; private set; }

    /// <summary>Why.</summary>
    public string? Reason { get; private set; }

    /// <summary>What it said from then on, by the names of the form's fields.</summary>
    public SortedDictionary<string, string> Says { get; private set; } = [];
}
