using CaseRecording.Core.Recording;

namespace CaseRecording.Core.Safeguarding;

/// <summary>What a worker tells before anything else is written (T-05).</summary>
/// <param name="Key">Made by the page: sent twice, it is one report.</param>
/// <param name="Sentence">The concern, in one sentence.</param>
/// <param name="HappenedAtUtc">When it happened or was learnt of, UTC: the clock's start.</param>
public sealed record SafeguardingInput(Guid Key, string? Sentence, DateTime HappenedAtUtc);

/// <summary>
/// A safeguarding concern that the team's manager is told of at once, in one sentence, before the entry that records it is
/// written. It stays on the manager's page until acknowledged; every time is kept (T-05).
/// </summary>
public sealed class SafeguardingReport
{
    /// <summary>Fewest characters of the sentence.</summary>
    public const int ShortestSentence = 10;

    /// <summary>Most characters of the sentence.</summary>
    public const int LongestSentence = 500;

    private SafeguardingReport()
    {
    }

    internal SafeguardingReport(ActionContext context, int childId, int? teamId, SafeguardingInput input, DateTime dueAtUtc)
    {
        Key = input.Key;
        ChildId = childId;
        TeamId = teamId;
        Sentence = input.Sentence!.Trim();
        HappenedAtUtc = input.HappenedAtUtc;
        DueAtUtc = dueAtUtc;
        ReportedById = context.Me;
        ReportedAtUtc = context.NowUtc;
    }

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>Made by the page that reports.</summary>
    public Guid Key { get; private set; }

    /// <summary>The child.</summary>
    public int ChildId { get; private set; }

    /// <summary>Whose manager is told; null tells senior managers.</summary>
    public int? TeamId { get; private set; }

    /// <summary>The concern, in one sentence.</summary>
    public string Sentence { get; private set; } = "";

    /// <summary>When it happened or was learnt of, UTC.</summary>
    public DateTime HappenedAtUtc { get; private set; }

    /// <summary>By when it is to be reported and recorded, UTC, by the policy of that day.</summary>
    public DateTime DueAtUtc { get; private set; }

    /// <summary>Who reported it.</summary>
    public Guid ReportedById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime ReportedAtUtc { get; private set; }

    /// <summary>The entry that records it; null while there is none.</summary>
    public long? RecordingId { get; private set; }

    /// <summary>The entry that records it.</summary>
    public Recording.Recording? Recording { get; private set; }

    /// <summary>When that was saved to the record, UTC.</summary>
    public DateTime? WrittenAtUtc { get; private set; }

    /// <summary>When a manager acknowledged it, UTC.</summary>
    public DateTime? AcknowledgedAtUtc { get; private set; }

    /// <summary>Who did.</summary>
    public Guid? AcknowledgedById { get; private set; }

    /// <summary>When it was taken back, UTC.</summary>
    public DateTime? WithdrawnAtUtc { get; private set; }

    /// <summary>Who took it back.</summary>
    public Guid? WithdrawnById { get; private set; }

    /// <summary>Why.</summary>
    public string? WithdrawnReason { get; private set; }

    /// <summary>Concurrency token, set by the program.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>The clock: met when the concern is both reported and written (T-05).</summary>
    /// <param name="nowUtc">The instant of asking, UTC.</param>
    public ClockVerdict Verdict(DateTime nowUtc) => Timeliness.AssessSafeguarding(DueAtUtc, ReportedAtUtc, WrittenAtUtc, nowUtc);

    /// <summary>A manager has read it. The first acknowledgement stands.</summary>
    internal void Acknowledge(ActionContext context)
    {
        AcknowledgedAtUtc ??= context.NowUtc;
        AcknowledgedById ??= context.Me;
        Version = Guid.NewGuid();
    }

    /// <summary>It was reported by mistake; what was said stays, with the reason.</summary>
    /// <exception cref="RuleViolationException">The reason says too little, or it is withdrawn already.</exception>
    internal void Withdraw(ActionContext context, string? reason)
    {
        var text = reason?.Trim() ?? "";
        new RuleCheck()
            .Refuse(Rules.T05, WithdrawnAtUtc is not null, "", "This report has been withdrawn already")
            .Refuse(Rules.T05, text.Length < 10, "reason", "Say why it was not a safeguarding concern, in at least 10 characters")
            .Refuse(Rules.T05, text.Length > LongestSentence, "reason", $"The reason must be {LongestSentence} characters or fewer")
            .ThrowIfAny();
        (WithdrawnAtUtc, WithdrawnById, WithdrawnReason) = (context.NowUtc, context.Me, text);
        Recording?.Children.Find(c => c.ChildId == ChildId)?.NoConcern();
        Version = Guid.NewGuid();
    }

    /// <summary>An entry saved to the record tells of it.</summary>
    internal void ToldBy(ActionContext context, Recording.Recording entry)
    {
        (Recording, WrittenAtUtc) = (entry, context.NowUtc);
        entry.Children.Find(c => c.ChildId == ChildId)?.TellsOf(this);
        Version = Guid.NewGuid();
    }

    /// <summary>It was about another child; a manager who was not told yet is told now .</summary>
    internal void Move(Children.Child to)
    {
        if (TeamId != to.TeamId) (AcknowledgedAtUtc, AcknowledgedById) = (null, null);
        (ChildId, TeamId) = (to.Id, to.TeamId);
        if (WithdrawnAtUtc is null) Recording?.Children.Find(c => c.ChildId == ChildId)?.TellsOf(this);
        Version = Guid.NewGuid();
    }

    /// <summary>The entry that told of it no longer does: the clock runs again.</summary>
    internal void NotTold()
    {
        Recording?.Children.Find(c => c.ChildId == ChildId)?.NoConcern();
        (Recording, RecordingId, WrittenAtUtc) = (null, null, null);
        Version = Guid.NewGuid();
    }
}
