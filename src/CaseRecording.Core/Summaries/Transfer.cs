namespace CaseRecording.Core.Summaries;

/// <summary>A child's work went from one worker or team to another: asks for a transfer summary, which the receiving worker acknowledges (S-06).</summary>
public sealed class Transfer
{
    private Transfer()
    {
    }

    /// <summary>The work goes from one team and worker to another.</summary>
    public Transfer(ActionContext context, int childId, (int Team, Guid Worker) from, (int Team, Guid Worker) to)
    {
        (ChildId, AtUtc, ById) = (childId, context.NowUtc, context.Me);
        (FromTeamId, FromWorkerId, ToTeamId, ToWorkerId) = (from.Team, from.Worker, to.Team, to.Worker);
    }

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>The child.</summary>
    public int ChildId { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime AtUtc { get; private set; }

    /// <summary>The manager who allocated anew.</summary>
    public Guid ById { get; private set; }

    /// <summary>The earlier team.</summary>
    public int FromTeamId { get; private set; }

    /// <summary>The earlier worker, who writes the summary.</summary>
    public Guid FromWorkerId { get; private set; }

    /// <summary>The new team.</summary>
    public int ToTeamId { get; private set; }

    /// <summary>The receiving worker.</summary>
    public Guid ToWorkerId { get; private set; }

    /// <summary>The transfer summary; null: it is missing, and labelled.</summary>
    public long? RecordingId { get; private set; }

    /// <summary>When the receiving worker acknowledged it, UTC.</summary>
    public DateTime? AcknowledgedAtUtc { get; private set; }

    /// <summary>Concurrency token, set by the program.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>A summary answers it; null: the summary was another child's.</summary>
    public void AnsweredBy(long? recordingId)
    {
        (RecordingId, AcknowledgedAtUtc, Version) = (recordingId, null, Guid.NewGuid());
    }

    /// <summary>The receiving worker has read the summary (S-06).</summary>
    /// <exception cref="RuleViolationException">It is someone else, or there is no summary.</exception>
    public void Acknowledge(ActionContext context)
    {
        new RuleCheck()
            .Refuse(Rules.S06, ToWorkerId != context.Me, "", "The receiving worker acknowledges the hand-over")
            .Refuse(Rules.S06, RecordingId is null, "", "There is no transfer summary yet to acknowledge")
            .ThrowIfAny();
        AcknowledgedAtUtc ??= context.NowUtc;
        Version = Guid.NewGuid();
    }
}

/// <summary>Why a record closes without a closing summary (S-06).</summary>
public enum NoClosingSummary
{
    /// <summary>The referral led to no further action.</summary>
    NoFurtherAction,

    /// <summary>The record was opened in error.</summary>
    OpenedInError,

    /// <summary>The child died.</summary>
    Death,

    /// <summary>The child moved to another authority, which has the record's summary.</summary>
    MovedAway,
}

/// <summary>The words shown.</summary>
public static class ClosingLabels
{
    /// <summary>As shown on the page.</summary>
    public static string Label(this NoClosingSummary reason) => reason switch
    {
        NoClosingSummary.NoFurtherAction => "No further action",
        NoClosingSummary.OpenedInError => "Opened in error",
        NoClosingSummary.Death => "The child has died",
        _ => "Moved to another authority",
    };
}

/// <summary>One closing of a record, and its opening again; every one is kept (S-06).</summary>
public sealed class Closure
{
    private Closure()
    {
    }

    internal Closure(ActionContext context, int childId, long? recordingId, NoClosingSummary? noSummary, string? explanation)
    {
        (ChildId, ClosedAtUtc, ClosedById) = (childId, context.NowUtc, context.Me);
        (RecordingId, NoSummary, Explanation) = (recordingId, noSummary, explanation);
    }

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>The child.</summary>
    public int ChildId { get; private set; }

    /// <summary>Closed, UTC.</summary>
    public DateTime ClosedAtUtc { get; private set; }

    /// <summary>The manager who closed it.</summary>
    public Guid ClosedById { get; private set; }

    /// <summary>The closing summary.</summary>
    public long? RecordingId { get; private set; }

    /// <summary>Why there is none.</summary>
    public NoClosingSummary? NoSummary { get; private set; }

    /// <summary>The manager's explanation of that.</summary>
    public string? Explanation { get; private set; }

    /// <summary>Opened again, UTC.</summary>
    public DateTime? ReopenedAtUtc { get; private set; }

    /// <summary>By whom.</summary>
    public Guid? ReopenedById { get; private set; }

    /// <summary>Why.</summary>
    public string? ReopenReason { get; private set; }

    internal void Reopen(ActionContext context, string reason) => (ReopenedAtUtc, ReopenedById, ReopenReason) = (context.NowUtc, context.Me, reason);
}
