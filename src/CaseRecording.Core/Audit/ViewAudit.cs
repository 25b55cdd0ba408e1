using System.Threading.Channels;
using CaseRecording.Core.Data;
using Microsoft.Extensions.Logging;

namespace CaseRecording.Core.Audit;

/// <summary>
/// Writes the audit rows of views before the page is rendered. Views that wait at the same time share one commit:
/// one disk flush for each would cap the embedded engine at a few hundred views a second.
/// </summary>
public sealed class ViewAudit(Func<AppDbContext> open, ILogger<ViewAudit> log) : IAsyncDisposable
{
    private const int LargestGroup = 200;
    private readonly Channel<Waiting> channel = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock starting = new();
    private Task? writer;

    private sealed record Waiting(AuditEvent Row, TaskCompletionSource Done);

    /// <summary>Starts the one writer of this node.</summary>
    public void Start()
    {
        if (writer is not null) return;
        lock (starting) writer ??= Task.Run(WriteAsync);
    }

    /// <summary>Returns when the view is durably audited; throws when it could not be, and then the page is not shown.</summary>
    public Task RecordAsync(ActionContext context, AuditAction action, int? childId = null, long? recordingId = null, string? subject = null)
    {
        Start();
        var waiting = new Waiting(new AuditEvent(context, action, childId, recordingId, subject), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return channel.Writer.TryWrite(waiting) ? waiting.Done.Task : throw new InvalidOperationException("The audit has stopped.");
    }

    /// <summary>Takes no more views and returns when those that wait are written.</summary>
    public async ValueTask DisposeAsync()
    {
        channel.Writer.TryComplete();
        if (writer is not null) await writer;
    }

    private async Task WriteAsync()
    {
        var group = new List<Waiting>();
        while (await channel.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < LargestGroup && channel.Reader.TryRead(out var next)) group.Add(next);
            try
            {
                await CommitAsync(group);
                foreach (var waiting in group) waiting.Done.TrySetResult();
            }
            catch (Exception error)
            {
                // Whatever it was: no audit, no page. The writer itself goes on, or every later view would wait for ever.
                log.LogError(error, "{Count} views could not be audited and were not shown", group.Count);
                foreach (var waiting in group) waiting.Done.TrySetException(error);
            }
        }
    }

    private async Task CommitAsync(List<Waiting> group)
    {
        await using var db = open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await AuditChain.AppendAsync(db, [.. group.Select(w => w.Row)], null, CancellationToken.None);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }
}
