using CaseRecording.Core.Recording;

namespace CaseRecording.Core.Forms;

/// <summary>Where a form's version stands .</summary>
public enum FormVersionState
{
    /// <summary>Waits for senior management.</summary>
    Proposed,

    /// <summary>Approved: the newest approved version is the one in use.</summary>
    Approved,

    /// <summary>Rejected, with a reason.</summary>
    Rejected,

    /// <summary>Taken back by an administrator before it was decided.</summary>
    Withdrawn,
}

/// <summary>What a form tells the person who fills it in. The questions and their labels are the program's own.</summary>
/// <param name="Intro">A sentence or two at its top; may be empty.</param>
/// <param name="Hints">Help under a text field, by the field's key; <c>{child}</c> stands for the child's name.</param>
public sealed record FormGuidance(string Intro, IReadOnlyDictionary<string, string> Hints)
{
    /// <summary>Longest introduction.</summary>
    public const int LongestIntro = 600;

    /// <summary>Longest hint.</summary>
    public const int LongestHint = 300;

    /// <summary>What a form says as it comes with the program.</summary>
    public static FormGuidance Delivered(RecordingKind kind) =>
        new("", FormFields.Of(kind).Where(f => f.Hint is not null).ToDictionary(f => f.Key, f => f.Hint!, StringComparer.Ordinal));

    /// <summary>The hint of a field, or null.</summary>
    public string? HintOf(string key) => Hints.GetValueOrDefault(key) is { Length: > 0 } hint ? hint : null;
}

/// <summary>A version of a recording form: what it says to whoever fills it in, who proposed it and why, and what senior management decided. Its words never change.</summary>
public sealed class FormVersion
{
    /// <summary>Longest sentence on what changed, why, or why not.</summary>
    public const int LongestReason = 1000;

    /// <summary>Shortest reason for a rejection.</summary>
    public const int ShortestReason = 10;

    private FormVersion()
    {
    }

    /// <summary>A version waiting for approval.</summary>
    /// <param name="context">Who proposes it, and when.</param>
    /// <param name="kind">The form.</param>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="guidance">What it says.</param>
    /// <param name="changed">What is different from the version before.</param>
    /// <param name="reason">Why.</param>
    internal FormVersion(ActionContext context, RecordingKind kind, int number, FormGuidance guidance, string changed, string reason)
    {
        (Kind, Number, Intro, Changed, Reason) = (kind, number, guidance.Intro, changed, reason);
        Hints = new Dictionary<string, string>(guidance.Hints, StringComparer.Ordinal);
        (ProposedById, ProposedAtUtc) = (context.UserId, context.NowUtc);
    }

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>The form.</summary>
    public RecordingKind Kind { get; private set; }

    /// <summary>From 1, which is the form as delivered.</summary>
    public int Number { get; private set; }

    /// <summary>Where it stands.</summary>
    public FormVersionState State { get; private set; }

    /// <summary>Sentence at its top.</summary>
    public string Intro { get; private set; } = "";

    /// <summary>Hints by field.</summary>
    public Dictionary<string, string> Hints { get; private set; } = [];

    /// <summary>What is different from the version before.</summary>
    public string Changed { get; private set; } = "";

    /// <summary>Why it is.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The administrator who proposed it; null: it came with the program.</summary>
    public Guid? ProposedById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime ProposedAtUtc { get; private set; }

    /// <summary>Who approved, rejected or withdrew it.</summary>
    public Guid? DecidedById { get; private set; }

    /// <summary>Who approved it outside the program, by name and post, as the person who set the program up recorded it.</summary>
    public string? ApprovedOutsideBy { get; private set; }

    /// <summary>When it was decided, UTC. An approved version is in use from then on.</summary>
    public DateTime? DecidedAtUtc { get; private set; }

    /// <summary>Why it was rejected.</summary>
    public string? DecisionReason { get; private set; }

    /// <summary>Concurrency token.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>What it says.</summary>
    public FormGuidance Guidance => new(Intro, Hints);

    /// <summary>Version 1: the form as it comes with the program. A row only once it is decided.</summary>
    public static FormVersion Delivered(RecordingKind kind, DateTime nowUtc) =>
        new(new ActionContext(null, nowUtc), kind, 1, FormGuidance.Delivered(kind), "The form as it comes with the program", "");

    /// <summary>Approves it: in use from now on.</summary>
    internal void Approve(ActionContext context, string? outsideBy = null)
    {
        ApprovedOutsideBy = outsideBy;
        Decide(context, FormVersionState.Approved);
    }

    internal void Reject(ActionContext context, string reason)
    {
        DecisionReason = reason;
        Decide(context, FormVersionState.Rejected);
    }

    internal void Withdraw(ActionContext context) => Decide(context, FormVersionState.Withdrawn);

    private void Decide(ActionContext context, FormVersionState state)
    {
        (State, DecidedById, DecidedAtUtc, Version) = (state, context.UserId, context.NowUtc, Guid.NewGuid());
    }
}
