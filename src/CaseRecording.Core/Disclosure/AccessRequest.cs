using CaseRecording.Core.Audit;

namespace CaseRecording.Core.Disclosure;

/// <summary>A request to see a child's record (F-05). While it is open, information governance may read that record .</summary>
public sealed class AccessRequest
{
    private AccessRequest()
    {
    }

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>Whose record.</summary>
    public int ChildId { get; private set; }

    /// <summary>Who asks.</summary>
    public string RequesterName { get; private set; } = "";

    /// <summary>What they are to the child, for example ‘the person themselves’.</summary>
    public string RequesterRelationship { get; private set; } = "";

    /// <summary>When it was received, a UK date.</summary>
    public DateOnly ReceivedOn { get; private set; }

    /// <summary>When it must be answered, a UK date.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>Who recorded it.</summary>
    public Guid RecordedById { get; private set; }

    /// <summary>When it was answered or withdrawn, UTC.</summary>
    public DateTime? ClosedAtUtc { get; private set; }

    /// <summary>Concurrency token.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>A request received.</summary>
    public static AccessRequest Receive(ActionContext context, int childId, string requester, string relationship, DateOnly receivedOn, DateOnly dueOn) => new()
    {
        ChildId = childId,
        RequesterName = requester.Trim(),
        RequesterRelationship = relationship.Trim(),
        ReceivedOn = receivedOn,
        DueOn = dueOn,
        RecordedById = context.Me,
    };

    /// <summary>Ends the request, and with it the standing access.</summary>
    public void Close(ActionContext context)
    {
        ClosedAtUtc ??= context.NowUtc;
        Version = Guid.NewGuid();
    }
}

/// <summary>Where an export stands.</summary>
public enum ExportState
{
    /// <summary>Waiting for a worker.</summary>
    Waiting,

    /// <summary>Being written.</summary>
    Running,

    /// <summary>Ready to download.</summary>
    Ready,

    /// <summary>Could not be written.</summary>
    Failed,

    /// <summary>Cancelled by the person who asked for it.</summary>
    Cancelled,
}

/// <summary>A record being written as a PDF in the background.</summary>
public sealed class Export : IUnaudited
{
    private Export()
    {
    }

    /// <summary>An export that waits for a worker.</summary>
    public Export(ActionContext context, int requestId, int childId)
    {
        Id = Guid.NewGuid();
        RequestId = requestId;
        ChildId = childId;
        AskedById = context.Me;
        AskedAtUtc = context.NowUtc;
    }

    /// <summary>Key.</summary>
    public Guid Id { get; private set; }

    /// <summary>The request it answers.</summary>
    public int RequestId { get; private set; }

    /// <summary>Whose record.</summary>
    public int ChildId { get; private set; }

    /// <summary>Who asked for it.</summary>
    public Guid AskedById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime AskedAtUtc { get; private set; }

    /// <summary>Where it stands.</summary>
    public ExportState State { get; set; }

    /// <summary>Entries written so far.</summary>
    public int Done { get; set; }

    /// <summary>Entries in all.</summary>
    public int Total { get; set; }

    /// <summary>Pages, once ready.</summary>
    public int? Pages { get; set; }

    /// <summary>Size in bytes, once ready.</summary>
    public long? Size { get; set; }

    /// <summary>A worker's lease, UTC: when it passes, another worker begins anew.</summary>
    public DateTime? LeaseUntilUtc { get; set; }

    /// <summary>How often it was begun.</summary>
    public int Attempts { get; set; }

    /// <summary>Concurrency token.</summary>
    public Guid Version { get; set; } = Guid.NewGuid();
}
