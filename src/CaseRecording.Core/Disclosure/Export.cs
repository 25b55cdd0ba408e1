using CaseRecording.Core.Audit;

namespace CaseRecording.Core.Disclosure;

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

/// <summary>
/// A record being written as a PDF in the background. A worker holds it by a lease; whoever takes it after the lease has
/// passed begins anew. <see cref="Attempts"/> tells the attempts apart, so that an attempt that lost its lease changes nothing more.
/// </summary>
public sealed class Export : IUnaudited
{
    /// <summary>How often an export is begun before it is given up.</summary>
    public const int MostAttempts = 3;

    private Export()
    {
    }

    internal Export(ActionContext context, int requestId, int childId)
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
    public ExportState State { get; private set; }

    /// <summary>Entries written so far.</summary>
    public int Done { get; private set; }

    /// <summary>Entries in all; 0 until they are counted.</summary>
    public int Total { get; private set; }

    /// <summary>Pages, once ready.</summary>
    public int? Pages { get; private set; }

    /// <summary>Size of the PDF in bytes, once ready.</summary>
    public long? Size { get; private set; }

    /// <summary>A worker's lease, UTC: when it passes, another worker begins anew. On a waiting export: not to be begun before.</summary>
    public DateTime? LeaseUntilUtc { get; private set; }

    /// <summary>How often it was begun; the number of the attempt that holds the lease.</summary>
    public int Attempts { get; private set; }

    /// <summary>Concurrency token.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>Whether it waits or is being written.</summary>
    public bool IsUnderWay => State is ExportState.Waiting or ExportState.Running;

    internal void Begin(DateTime leaseUntilUtc)
    {
        (Done, Total) = (0, 0);
        LeaseUntilUtc = leaseUntilUtc;
        Attempts++;
        Become(ExportState.Running);
    }

    internal void Finish(int entries, int pages, long size)
    {
        (Done, Total, Pages, Size) = (entries, entries, pages, size);
        Become(ExportState.Ready);
    }

    internal void Fail() => Become(ExportState.Failed);

    internal void Cancel() => Become(ExportState.Cancelled);

    private void Become(ExportState state)
    {
        if (state != ExportState.Running) LeaseUntilUtc = null;
        State = state;
        Version = Guid.NewGuid();
    }
}
