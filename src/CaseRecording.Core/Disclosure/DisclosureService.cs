using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Disclosure;

/// <summary>Access requests and the exports made for them (F-05). Each verb is one save with its audit row.</summary>
public sealed class DisclosureService(AppDbContext db, ChildAccess access, PolicyStore policies)
{
    /// <summary>Records a request. The child is found, not opened: only now does the record open for reading .</summary>
    /// <returns>The request's key.</returns>
    /// <exception cref="RuleViolationException">Something is missing or cannot be right.</exception>
    /// <exception cref="AccessRefusedException">A child whom this person may not find.</exception>
    public async Task<int> ReceiveAsync(ActionContext context, int childId, RequestInput input, CancellationToken cancellationToken = default)
    {
        if (!await access.Findable(context.Me).AnyAsync(c => c.Id == childId, cancellationToken))
        {
            await access.RefusedAsync(context, childId, AccessLevel.Read, cancellationToken);
            throw new AccessRefusedException(AccessLevel.Hidden);
        }

        var (name, received) = (input.RequesterName?.Trim(), input.ReceivedOn);
        var twice = await db.AccessRequests.AnyAsync(r => r.ChildId == childId && r.ClosedAtUtc == null && r.RequesterName == name && r.ReceivedOn == received, cancellationToken);
        new RuleCheck().Refuse(Rules.F05, twice, "requesterName", "This request is recorded already").ThrowIfAny();
        var request = AccessRequest.Receive(context, childId, input, await policies.LoadAsync(cancellationToken));
        db.AccessRequests.Add(request);
        db.Audit(context, AuditAction.RequestReceived, childId, after: $"received {request.ReceivedOn:yyyy-MM-dd}, due {request.DueOn:yyyy-MM-dd}");
        await db.SaveChangesAsync(cancellationToken);
        return request.Id;
    }

    /// <summary>Closes a request: the standing access ends, and what is being exported for it is cancelled.</summary>
    /// <param name="context">Who and when.</param>
    /// <param name="requestId">The request.</param>
    /// <param name="opened">The version the page was opened with.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="RuleViolationException">It is closed already.</exception>
    /// <exception cref="EditedMeanwhileException">It changed since the page was opened.</exception>
    public async Task CloseAsync(ActionContext context, int requestId, Guid opened, CancellationToken cancellationToken = default)
    {
        var request = await LoadAsync(context, requestId, cancellationToken);
        db.Entry(request).Property(r => r.Version).OriginalValue = opened;
        request.Close(context);
        foreach (var export in await UnderWay(requestId).ToListAsync(cancellationToken)) Cancel(context, export);
        db.Audit(context, AuditAction.RequestClosed, request.ChildId, subject: $"request {requestId}");
        await SaveAsync(cancellationToken);
    }

    /// <summary>Asks for the record as a PDF, written in the background. Asking again while one is under way makes no second.</summary>
    /// <returns>The export's key.</returns>
    /// <exception cref="RuleViolationException">The request is closed.</exception>
    public async Task<Guid> AskForExportAsync(ActionContext context, int requestId, CancellationToken cancellationToken = default)
    {
        var request = await LoadAsync(context, requestId, cancellationToken);
        if (await UnderWay(requestId).Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancellationToken) is { } already) return already;
        var export = request.AskForExport(context);
        db.Exports.Add(export);
        db.Audit(context, AuditAction.ExportAsked, request.ChildId, subject: SubjectOf(export));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return export.Id;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Pressed twice, or by two people at once: the other one's export serves both.
            return await UnderWay(requestId).AsNoTracking().Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancellationToken) ?? throw new EditedMeanwhileException();
        }
    }

    /// <summary>Cancels an export that is not ready yet. Its worker notices within a second and leaves nothing behind.</summary>
    /// <exception cref="RuleViolationException">It is finished.</exception>
    public async Task CancelExportAsync(ActionContext context, int requestId, Guid exportId, CancellationToken cancellationToken = default)
    {
        var export = await LoadExportAsync(context, requestId, exportId, cancellationToken);
        new RuleCheck().Refuse(Rules.F05, !export.IsUnderWay, "", "This export is no longer being written. There is nothing to cancel").ThrowIfAny();
        Cancel(context, export);
        await SaveAsync(cancellationToken);
    }

    /// <summary>Opens a finished export's file, and audits the download before its first byte is given out .</summary>
    /// <param name="context">Who and when.</param>
    /// <param name="requestId">The request.</param>
    /// <param name="exportId">The export.</param>
    /// <param name="open">Opens the file; null when it is gone.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="AccessRefusedException">No such export, not ready, or the request is closed.</exception>
    /// <exception cref="RuleViolationException">Its file is gone.</exception>
    public async Task<(Export Export, Stream Content)> DownloadAsync(
        ActionContext context, int requestId, Guid exportId, Func<Export, Stream?> open, CancellationToken cancellationToken = default)
    {
        var export = await LoadExportAsync(context, requestId, exportId, cancellationToken);
        if (export.State != ExportState.Ready || !await db.AccessRequests.AnyAsync(r => r.Id == requestId && r.ClosedAtUtc == null, cancellationToken))
        {
            throw new AccessRefusedException(AccessLevel.Hidden);
        }

        new RuleCheck().Refuse(
            Rules.A07, await db.RecordingMoves.AnyAsync(m => m.FromChildId == export.ChildId && m.AtUtc >= export.AskedAtUtc, cancellationToken), "",
            "An entry that stood on this record by mistake was moved off it after this document was asked for. Export the record again").ThrowIfAny();
        var content = open(export);
        new RuleCheck().Refuse(Rules.F05, content is null, "", "The file of this export is gone. Export the record again").ThrowIfAny();
        db.Audit(context, AuditAction.ExportDownloaded, export.ChildId, subject: SubjectOf(export));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch
        {
            await content!.DisposeAsync();
            throw;
        }

        return (export, content!);
    }

    /// <summary>How the audit names an export.</summary>
    internal static string SubjectOf(Export export) => $"request {export.RequestId}, export {export.Id:N}";

    private async Task<AccessRequest> LoadAsync(ActionContext context, int requestId, CancellationToken cancellationToken)
    {
        var request = await db.AccessRequests.FirstOrDefaultAsync(r => r.Id == requestId, cancellationToken) ?? throw new AccessRefusedException(AccessLevel.Hidden);
        await access.RequireAsync(context, AccessLevel.Read, [request.ChildId], cancellationToken);
        return request;
    }

    private async Task<Export> LoadExportAsync(ActionContext context, int requestId, Guid exportId, CancellationToken cancellationToken)
    {
        var export = await db.Exports.FirstOrDefaultAsync(e => e.Id == exportId && e.RequestId == requestId, cancellationToken) ?? throw new AccessRefusedException(AccessLevel.Hidden);
        await access.RequireAsync(context, AccessLevel.Read, [export.ChildId], cancellationToken);
        return export;
    }

    private IQueryable<Export> UnderWay(int requestId) =>
        db.Exports.Where(e => e.RequestId == requestId && (e.State == ExportState.Waiting || e.State == ExportState.Running));

    private void Cancel(ActionContext context, Export export)
    {
        export.Cancel();
        db.Audit(context, AuditAction.ExportCancelled, export.ChildId, subject: SubjectOf(export));
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException();
        }
    }
}
