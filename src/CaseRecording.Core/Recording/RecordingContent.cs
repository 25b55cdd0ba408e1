using CaseRecording.Core.Summaries;
using CaseRecording.Core.Supervision;

namespace CaseRecording.Core.Recording;

/// <summary>Someone who took part in a contact, with full name and role (N-02).</summary>
/// <param name="PersonId">The person in the child's network, if known there.</param>
/// <param name="Name">Full name, or why it is not known.</param>
/// <param name="Role">Role or relationship.</param>
/// <param name="Attendance">Present, spoken with, sender or recipient.</param>
public sealed record Participant(int? PersonId, string Name, string Role, Attendance Attendance);

/// <summary>What needs doing: who, what and by when (N-03).</summary>
/// <param name="What">The action.</param>
/// <param name="Who">Its owner.</param>
/// <param name="By">By when, a UK date.</param>
/// <param name="GoalId">The goal of a plan that it serves; of one of the entry's children (P-03).</param>
public sealed record ActionItem(string What, string Who, DateOnly? By, int? GoalId = null);

/// <summary>The interpreter used at a contact (N-09).</summary>
/// <param name="Name">Name, or agency and number.</param>
/// <param name="Kind">Where they came from.</param>
public sealed record Interpreter(string? Name, InterpreterKind? Kind);

/// <summary>Kinds of key decision (D-03).</summary>
public enum DecisionKind
{
    /// <summary>The child is to be accommodated.</summary>
    Accommodate,

    /// <summary>Pre-proceedings are to start.</summary>
    PreProceedings,

    /// <summary>Change of placement.</summary>
    Placement,

    /// <summary>Change of legal status.</summary>
    LegalStatus,

    /// <summary>Notification of a concern.</summary>
    Notification,

    /// <summary>Change to time with family.</summary>
    FamilyTime,

    /// <summary>Another key decision in the child's life.</summary>
    OtherKeyDecision,
}

/// <summary>The words shown for a kind of decision.</summary>
public static class DecisionLabels
{
    /// <summary>As shown on the page.</summary>
    public static string Label(this DecisionKind kind) => kind switch
    {
        DecisionKind.Accommodate => "Accommodate the child",
        DecisionKind.PreProceedings => "Start pre-proceedings (the Public Law Outline)",
        DecisionKind.Placement => "Change of placement",
        DecisionKind.LegalStatus => "Change of legal status",
        DecisionKind.Notification => "Notification of a concern",
        DecisionKind.FamilyTime => "Change to family time",
        _ => "Other key decision in the child's life",
    };
}

/// <summary>What a version of a recording says for all its children: kept as it was saved, never changed (N-17).</summary>
public sealed record RecordingContent
{
    /// <summary>Texts by key, see <see cref="FormFields"/>.</summary>
    public SortedDictionary<string, string> Fields { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Who took part.</summary>
    public List<Participant> Participants { get; init; } = [];

    /// <summary>Answered: nobody was present.</summary>
    public bool NobodyPresent { get; init; }

    /// <summary>Interpreter, if one was used.</summary>
    public Interpreter? Interpreter { get; init; }

    /// <summary>Actions agreed.</summary>
    public List<ActionItem> Actions { get; init; } = [];

    /// <summary>Tasks of earlier entries that were done since: their keys.</summary>
    public List<int> DoneTasks { get; init; } = [];

    /// <summary>Safeguarding concerns, reported before, that it records: their keys (T-05).</summary>
    public List<int> Safeguarding { get; init; } = [];

    /// <summary>For a decision: its kind.</summary>
    public DecisionKind? DecisionKind { get; init; }

    /// <summary>For a reflective case discussion: where it was held (D-07).</summary>
    public DiscussionSetting? Setting { get; init; }

    /// <summary>For a review of a plan: which (P-02).</summary>
    public Plans.ReviewType? ReviewType { get; init; }
    /// <summary>For a progress summary: first UK day of its period (S-05).</summary>
    public DateOnly? PeriodFrom { get; init; }

    /// <summary>Last UK day of its period.</summary>
    public DateOnly? PeriodTo { get; init; }

    /// <summary>For a transfer summary: what was done to hand over (S-06).</summary>
    public List<HandOverItem> HandOver { get; init; } = [];

    /// <summary>The author says that something significant changed for the children, so that their summaries are due (S-02).</summary>
    public bool SignificantChange { get; init; }

    /// <summary>A text, or empty.</summary>
    public string this[string key] => Fields.GetValueOrDefault(key, "");
}

/// <summary>What a version says about one child only (N-10).</summary>
public sealed record ChildContent
{
    /// <summary>The child was seen; null where it was not asked or not answered.</summary>
    public bool? Seen { get; init; }

    /// <summary>Seen alone.</summary>
    public bool? Alone { get; init; }

    /// <summary>Spoken with.</summary>
    public bool? Interviewed { get; init; }

    /// <summary>The bedroom.</summary>
    public Bedroom? Bedroom { get; init; }

    /// <summary>What has changed for the child; null: nothing is said (N-16).</summary>
    public KeyChanges? Changes { get; init; }

    /// <summary>For a supervision: what it says of the child's plan (D-05).</summary>
    public PlanReviewed? Plan { get; init; }

    /// <summary>Earlier entries of this child that led to it: their keys (D-06).</summary>
    public List<long> Causes { get; init; } = [];

    /// <summary>For a progress summary: entries of the period whose line was left out: their keys (S-05).</summary>
    public List<long> LeftOut { get; init; } = [];

    /// <summary>Next visit arranged for this UK date, when the child was not seen (V-02).</summary>
    public DateOnly? NextVisitOn { get; init; }

    /// <summary>Goals of the child's plans that it speaks of; in a review with the progress (P-02, P-03).</summary>
    public List<Plans.GoalProgress> Goals { get; init; } = [];

    /// <summary>Whether the plan helps, as the child says; null: not asked (P-06).</summary>
    public Plans.PlanHelps? PlanHelps { get; init; }

    /// <summary>Texts by key, see <see cref="FormFields"/>.</summary>
    public SortedDictionary<string, string> Fields { get; init; } = new(StringComparer.Ordinal);

    /// <summary>A text, or empty.</summary>
    public string this[string key] => Fields.GetValueOrDefault(key, "");
}
