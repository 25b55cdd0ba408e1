namespace CaseRecording.Core.Access;

/// <summary>Access asked for with a reason: opens one record to one person for 60 minutes .</summary>
public sealed class AccessGrant
{
    /// <summary>How long a grant opens a record.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(60);

    /// <summary>Shortest reason accepted, in characters.</summary>
    public const int ShortestReason = 20;

    /// <summary>Longest reason kept, in characters.</summary>
    public const int LongestReason = 1000;

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>Who asked.</summary>
    public Guid StaffId { get; private set; }

    /// <summary>For which child.</summary>
    public int ChildId { get; private set; }

    /// <summary>Why, in their words.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>When it began, UTC.</summary>
    public DateTime GrantedAtUtc { get; private set; }

    /// <summary>When it ends, UTC; at that instant it is over.</summary>
    public DateTime ExpiresAtUtc { get; private set; }

    /// <summary>Keeps a record open to the worker who hands it over, so that they can write its transfer summary (S-06). The manager who reallocates gives it.</summary>
    internal static AccessGrant ForTransfer(ActionContext context, int childId, Guid workerId, TimeSpan length) => new()
    {
        StaffId = workerId,
        ChildId = childId,
        Reason = "To write the transfer summary, as asked for on reallocation",
        GrantedAtUtc = context.NowUtc,
        ExpiresAtUtc = context.NowUtc + length,
    };

    /// <summary>Opens a record.</summary>
    /// <exception cref="RuleViolationException">The reason says too little.</exception>
    public static AccessGrant Open(ActionContext context, int childId, string? reason)
    {
        var text = reason?.Trim() ?? "";
        new RuleCheck()
            .Refuse(Rules.A01, text.Length < ShortestReason, "reason", $"Say why you need this record, in at least {ShortestReason} characters")
            .Refuse(Rules.A01, text.Length > LongestReason, "reason", $"Say it in {LongestReason:N0} characters or fewer")
            .ThrowIfAny();
        return new AccessGrant
        {
            StaffId = context.Me,
            ChildId = childId,
            Reason = text,
            GrantedAtUtc = context.NowUtc,
            ExpiresAtUtc = context.NowUtc + Length,
        };
    }
}

/// <summary>Someone named to read a restricted record .</summary>
public sealed class RestrictedReader
{
    /// <summary>The child.</summary>
    public int ChildId { get; set; }

    /// <summary>The named person.</summary>
    public Guid StaffId { get; set; }
}

/// <summary>A declared conflict of interest: this person never sees that the record exists, whatever their role .</summary>
public sealed class ConflictOfInterest
{
    /// <summary>The child.</summary>
    public int ChildId { get; set; }

    /// <summary>The person.</summary>
    public Guid StaffId { get; set; }

    /// <summary>What the conflict is.</summary>
    public string Reason { get; set; } = "";

    /// <summary>When it was declared, UTC.</summary>
    public DateTime DeclaredAtUtc { get; set; }
}

/// <summary>What a manager is to see.</summary>
public enum AlertKind
{
    /// <summary>Someone opened a record with a reason .</summary>
    RecordOpenedWithReason,

    /// <summary>A new record may double one that its maker may not see (C-01).</summary>
    PossibleDuplicate,

    /// <summary>An author says that the recorded status is wrong (V-03).</summary>
    StatusSaidWrong,
}

/// <summary>Something a team's manager is shown until acknowledged.</summary>
public sealed class ManagerAlert
{
    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>What happened.</summary>
    public AlertKind Kind { get; private set; }

    /// <summary>The child it is about.</summary>
    public int ChildId { get; private set; }

    /// <summary>Whose manager is told; null tells senior managers.</summary>
    public int? TeamId { get; private set; }

    /// <summary>Who caused it.</summary>
    public Guid? CausedById { get; private set; }

    /// <summary>The entry, if one is meant.</summary>
    public long? RecordingId { get; private set; }

    /// <summary>The other child, where two records may be of one child (C-01).</summary>
    public int? OtherChildId { get; private set; }

    /// <summary>What the person who caused it said.</summary>
    public string Message { get; private set; } = "";

    /// <summary>When, UTC.</summary>
    public DateTime RaisedAtUtc { get; private set; }

    /// <summary>When it was acknowledged, UTC.</summary>
    public DateTime? AcknowledgedAtUtc { get; private set; }

    /// <summary>By whom.</summary>
    public Guid? AcknowledgedById { get; private set; }

    /// <summary>Raises an alert.</summary>
    public static ManagerAlert Raise(ActionContext context, AlertKind kind, int childId, int? teamId, string message, long? recordingId = null, int? otherChildId = null) => new()
    {
        Kind = kind,
        ChildId = childId,
        TeamId = teamId,
        CausedById = context.UserId,
        Message = message,
        RaisedAtUtc = context.NowUtc,
        RecordingId = recordingId,
        OtherChildId = otherChildId,
    };

    /// <summary>A manager has seen it. The first acknowledgement stands.</summary>
    public void Acknowledge(ActionContext context)
    {
        AcknowledgedAtUtc ??= context.NowUtc;
        AcknowledgedById ??= context.Me;
    }
}
