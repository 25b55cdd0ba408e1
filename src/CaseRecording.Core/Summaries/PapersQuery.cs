using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Summaries;

/// <summary>One of a child's progress, transfer and closing summaries.</summary>
/// <param name="RecordingId">The entry.</param>
/// <param name="Kind">Which.</param>
/// <param name="AtUtc">Of when, UTC.</param>
/// <param name="Author">By whom.</param>
public sealed record PaperLine(long RecordingId, RecordingKind Kind, DateTime AtUtc, string Author);

/// <summary>What stands beside the one-page summary (S-05, S-06).</summary>
/// <param name="Papers">Latest first.</param>
/// <param name="ProgressDueOn">When the next progress summary is due, a UK date; null for a closed record.</param>
/// <param name="Transfers">Hand-overs, latest first.</param>
/// <param name="IsClosed">The record is closed.</param>
public sealed record ChildPapers(IReadOnlyList<PaperLine> Papers, DateOnly? ProgressDueOn, IReadOnlyList<TransferLine> Transfers, bool IsClosed);

/// <summary>Reads a child's progress, transfer and closing summaries. Three queries.</summary>
public sealed class PapersQuery(AppDbContext db)
{
    private const int Most = 20;

    /// <summary>The latest of them.</summary>
    public async Task<ChildPapers> ReadAsync(int childId, CancellationToken cancellationToken = default)
    {
        var child = await db.Children.AsNoTracking().Where(c => c.Id == childId).Select(c => new { c.ProgressSummaryDueOn, c.ClosedAtUtc }).SingleAsync(cancellationToken);
        var papers = await db.RecordingChildren.AsNoTracking()
            .Where(c => c.ChildId == childId && c.Recording.FinalVersion != null
                && (c.Recording.Kind == RecordingKind.ProgressSummary || c.Recording.Kind == RecordingKind.TransferSummary || c.Recording.Kind == RecordingKind.ClosingSummary))
            .OrderByDescending(c => c.OccurredAtUtc).ThenByDescending(c => c.RecordingId).Take(Most)
            .Select(c => new PaperLine(c.RecordingId, c.Recording.Kind, c.OccurredAtUtc, db.Users.Where(u => u.Id == c.Recording.AuthorId).Select(u => u.DisplayName).First()))
            .ToListAsync(cancellationToken);
        return new ChildPapers(papers, child.ProgressSummaryDueOn, await TransferService.Lines(db, db.Transfers.Where(t => t.ChildId == childId)).ToListAsync(cancellationToken), child.ClosedAtUtc is not null);
    }
}
