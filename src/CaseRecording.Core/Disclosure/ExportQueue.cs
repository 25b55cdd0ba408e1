using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Disclosure;

/// <summary>
/// Hands exports to workers on any number of nodes. A worker holds an export by a lease that it renews while it writes;
/// the concurrency token decides between two that reach for the same one. Every step after taking names the attempt, so
/// that a worker that was slow, and lost its lease, can no longer change anything.
/// </summary>
public sealed class ExportQueue(Func<AppDbContext> open, TimeProvider clock)
{
    /// <summary>How long a worker may be silent before another one begins anew.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Takes the export that has waited longest; null when none waits. One begun too often is given up (audited).</summary>
    public async Task<Export?> TakeAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            await using var db = open();
            var now = Now;
            var export = await db.Exports
                .Where(e => (e.State == ExportState.Waiting && (e.LeaseUntilUtc == null || e.LeaseUntilUtc <= now)) || (e.State == ExportState.Running && e.LeaseUntilUtc <= now))
                .OrderBy(e => e.AskedAtUtc).FirstOrDefaultAsync(cancellationToken);
            if (export is null) return null;

            var givenUp = export.Attempts >= Export.MostAttempts;
            if (givenUp) export.Fail();
            else export.Begin(now + Lease);
            Audit(db, export, givenUp ? AuditAction.ExportFailed : AuditAction.ExportStarted);
            if (await TrySaveAsync(db, cancellationToken) && !givenUp) return export;
        }
    }

    /// <summary>Tells how far the worker is, and renews its lease.</summary>
    /// <returns>False when the export was cancelled or taken over: the worker must stop and leave nothing behind.</returns>
    public async Task<bool> ReportAsync(Export export, int done, int total, CancellationToken cancellationToken = default)
    {
        await using var db = open();
        var until = Now + Lease;
        return await Held(db, export).ExecuteUpdateAsync(
            e => e.SetProperty(x => x.Done, done).SetProperty(x => x.Total, total).SetProperty(x => x.LeaseUntilUtc, until), cancellationToken) == 1;
    }

    /// <summary>The file is whole and in its place.</summary>
    /// <returns>False when the export was cancelled or taken over meanwhile: the file must go.</returns>
    public async Task<bool> FinishAsync(Export export, int entries, int pages, long size, CancellationToken cancellationToken = default)
    {
        await using var db = open();
        var held = await Held(db, export).FirstOrDefaultAsync(cancellationToken);
        if (held is null) return false;
        held.Finish(entries, pages, size);
        Audit(db, held, AuditAction.ExportFinished);
        return await TrySaveAsync(db, cancellationToken);
    }

    /// <summary>Puts an export back after trouble, to be begun anew some time later; after the last attempt it is given up (audited).</summary>
    public async Task PutBackAsync(Export export, TimeSpan later, CancellationToken cancellationToken = default)
    {
        await using var db = open();
        if (export.Attempts < Export.MostAttempts)
        {
            var from = Now + later;
            await Held(db, export).ExecuteUpdateAsync(
                e => e.SetProperty(x => x.State, ExportState.Waiting).SetProperty(x => x.LeaseUntilUtc, (DateTime?)from), cancellationToken);
            return;
        }

        if (await Held(db, export).FirstOrDefaultAsync(cancellationToken) is not { } held) return;
        held.Fail();
        Audit(db, held, AuditAction.ExportFailed);
        await TrySaveAsync(db, cancellationToken);
    }

    private static IQueryable<Export> Held(AppDbContext db, Export export) =>
        db.Exports.Where(e => e.Id == export.Id && e.State == ExportState.Running && e.Attempts == export.Attempts);

    private void Audit(AppDbContext db, Export export, AuditAction action) =>
        db.Audit(new ActionContext(null, Now, CorrelationId: export.Id.ToString("N")), action, export.ChildId, subject: DisclosureService.SubjectOf(export), after: $"attempt {export.Attempts}");

    private static async Task<bool> TrySaveAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }
}
