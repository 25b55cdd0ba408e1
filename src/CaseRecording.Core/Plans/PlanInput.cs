namespace CaseRecording.Core.Plans;

/// <summary>Whose a goal or step is: the child, a person of the network, or a member of staff. The name stands as it was then.</summary>
/// <param name="Name">Full name.</param>
/// <param name="PersonId">A person of the child's network.</param>
/// <param name="StaffId">Someone on the staff, who finds it on My work.</param>
public sealed record PlanOwner(string Name, int? PersonId = null, Guid? StaffId = null);

/// <summary>A plan as it begins.</summary>
/// <param name="Key">Made by the page: sent twice, it is one plan.</param>
/// <param name="Kind">Kind.</param>
/// <param name="StartedOn">First day, a UK date.</param>
/// <param name="Identity">What identity means in the child's daily life (C-16).</param>
public sealed record PlanInput(Guid Key, PlanKind? Kind, DateOnly? StartedOn, string? Identity);

/// <summary>A goal as a form says it (P-01).</summary>
/// <param name="Key">Made by the page: sent twice, it is one goal.</param>
/// <param name="What">What is to be different.</param>
/// <param name="Measure">How we will know.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Agreed">Who agreed.</param>
/// <param name="Disagreed">Who disagreed, and why.</param>
/// <param name="DueOn">By when, a UK date.</param>
/// <param name="Reason">Why it is changed; not asked of a new one.</param>
public sealed record GoalInput(Guid Key, string? What, string? Measure, PlanOwner? Owner, string? Agreed, string? Disagreed, DateOnly? DueOn, string? Reason = null);

/// <summary>A step towards a goal, as a form says it (P-01).</summary>
/// <param name="Key">Made by the page: sent twice, it is one step.</param>
/// <param name="What">What is to be done.</param>
/// <param name="Owner">By whom.</param>
/// <param name="DueOn">By when, a UK date.</param>
/// <param name="Reason">Why it is changed; not asked of a new one.</param>
public sealed record StepInput(Guid Key, string? What, PlanOwner? Owner, DateOnly? DueOn, string? Reason = null);
