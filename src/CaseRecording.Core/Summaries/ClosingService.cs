using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Supervision;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Summaries;

/// <summary>How a record is to close.</summary>
/// <param name="NoSummary">Why there is no closing summary, where there is none.</param>
/// <param name="Explanation">The manager's explanation of that.</param>
/// <param name="Looked">The manager has gone through what is still open.</param>
public sealed record ClosingInput(NoClosingSummary? NoSummary, string? Explanation, bool Looked);

/// <summary>What is still open on a record (S-06).</summary>
/// <param name="Drafts">Authors of open drafts, one name for each draft; never a word of them.</param>
/// <param name="Tasks">Open tasks.</param>
/// <param name="NotFinal">Entries that are not final, or were returned.</param>
/// <param name="Unsigned">Final entries that wait for sign-off.</param>
/// <param name="Safeguarding">Safeguarding reports not acknowledged, or without their entry: these must be dealt with first.</param>
/// <param name="Summary">The closing summary; null where there is none.</param>
public sealed record ClosingChecklist(
    IReadOnlyList<string> Drafts, IReadOnlyList<string> Tasks, IReadOnlyList<LinkedEntry> NotFinal, IReadOnlyList<LinkedEntry> Unsigned, int Safeguarding, LinkedEntry? Summary)
{
    /// <summary>Nothing is open.</summary>
    public bool IsClear => Drafts.Count + Tasks.Count + NotFinal.Count + Unsigned.Count + Safeguarding == 0;
}

/// <summary>A closing in the list of a child's closings.</summary>
/// <param name="ClosedAtUtc">Closed, UTC.</param>
/// <param name="ClosedBy">By whom.</param>
/// <param name="RecordingId">The closing summary.</param>
/// <param name="NoSummary">Why there is none.</param>
/// <param name="Explanation">The explanation of that.</param>
/// <param name="ReopenedAtUtc">Opened again, UTC.</param>
/// <param name="ReopenedBy">By whom.</param>
/// <param name="ReopenReason">Why.</param>
public sealed record ClosureLine(
    DateTime ClosedAtUtc, string ClosedBy, long? RecordingId, NoClosingSummary? NoSummary, string? Explanation, DateTime? ReopenedAtUtc, string? ReopenedBy, string? ReopenReason);

/// <summary>Closes records, and opens them again (S-06). A manager of the record does.</summary>
public sealed class ClosingService(AppDbContext db, ChildAccess access, ChildClocks clocks)
{
    /// <summary>Fewest characters of an explanation or a reason.</summary>
    public const int Shortest = 10;

    /// <summary>Most characters.</summary>
    public const int Longest = 1000;

    private const int Most = 50;

    /// <summary>What is still open, and whether there is a closing summary of this involvement.</summary>
    public async Task<ClosingChecklist> ChecklistAsync(int childId, CancellationToken cancellationToken = default)
    {
        var since = await SinceAsync(childId, cancellationToken);
        var rows = db.RecordingChildren.AsNoTracking().Where(c => c.ChildId == childId).OrderByDescending(c => c.OccurredAtUtc).ThenByDescending(c => c.RecordingId);
        return new ClosingChecklist(
            await db.Drafts.Where(d => d.ChildId == childId && d.FinishedAtUtc == null).Take(Most).Select(d => db.Users.Where(u => u.Id == d.AuthorId).Select(u => u.DisplayName).First()).ToListAsync(cancellationToken),
            await TasksOfEntry.OfChild(db, childId).Where(t => t.DoneAtUtc == null).OrderBy(t => t.Id).Take(Most).Select(t => t.Text).ToListAsync(cancellationToken),
            await CauseQuery.Lines(rows.Where(c => c.Recording.State == RecordingState.Written || c.Recording.State == RecordingState.Returned).Take(Most)).ToListAsync(cancellationToken),
            await CauseQuery.Lines(rows.Where(c => c.Recording.State == RecordingState.Final && c.Recording.NeedsSignOff).Take(Most)).ToListAsync(cancellationToken),
            await db.SafeguardingReports.CountAsync(r => r.ChildId == childId && r.WithdrawnAtUtc == null && (r.AcknowledgedAtUtc == null || r.WrittenAtUtc == null), cancellationToken),
            await CauseQuery.Lines(rows.Where(c => c.Recording.Kind == RecordingKind.ClosingSummary && c.Recording.FinalisedAtUtc > since)).FirstOrDefaultAsync(cancellationToken));
    }

    /// <summary>Every closing of a record, latest first.</summary>
    public Task<List<ClosureLine>> OfChildAsync(int childId, CancellationToken cancellationToken = default) => Lines(db, childId).ToListAsync(cancellationToken);

    /// <summary>Closes a record.</summary>
    /// <exception cref="RuleViolationException">There is neither a closing summary nor a manager's reason for none, or something open was not looked at.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed the record since the page was opened.</exception>
    public async Task CloseAsync(ActionContext context, int childId, Guid opened, ClosingInput input, CancellationToken cancellationToken = default)
    {
        await access.RequireAsync(context, AccessLevel.Manage, [childId], cancellationToken);
        var child = await db.Children.Include(c => c.Allocations).Include(c => c.Statuses).AsSplitQuery().SingleAsync(c => c.Id == childId, cancellationToken);
        var open = await ChecklistAsync(childId, cancellationToken);
        var text = input.Explanation?.Trim() ?? "";
        new RuleCheck()
            .Refuse(Rules.S06, child.ClosedAtUtc is not null, "", "This record is closed already")
            .Refuse(Rules.S06, open.Summary is null && input.NoSummary is null, "noSummary", $"Write {child.KnownAs}’s closing summary first, or say why there is none")
            .Refuse(Rules.S06, open.Summary is null && input.NoSummary is not null && text.Length < Shortest, "explanation", $"Explain it in at least {Shortest} characters")
            .Refuse(Rules.S06, text.Length > Longest, "explanation", $"Explain it in {Longest:N0} characters or fewer")
            .Refuse(Rules.S06, open.Safeguarding > 0, "", "A safeguarding report is not acknowledged or has no entry yet. Deal with it first")
            .Refuse(Rules.S06, !open.IsClear && !input.Looked, "looked", "Go through what is still open, then say that you have")
            .ThrowIfAny();
        db.Entry(child).Property(c => c.Version).OriginalValue = opened;
        child.Close(context);
        db.Closures.Add(open.Summary is { } summary ? new Closure(context, childId, summary.RecordingId, null, null) : new Closure(context, childId, null, input.NoSummary, text));
        db.Audit(context, AuditAction.RecordClosed, childId, open.Summary?.RecordingId, input.NoSummary?.ToString());
        await SaveAsync(context, child, cancellationToken);
    }

    /// <summary>Opens a closed record again: everything on it is as it was, and a worker is to be allocated.</summary>
    /// <exception cref="RuleViolationException">It is not closed, or the reason says too little.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed the record since the page was opened.</exception>
    public async Task ReopenAsync(ActionContext context, int childId, Guid opened, string? reason, CancellationToken cancellationToken = default)
    {
        await access.RequireAsync(context, AccessLevel.Manage, [childId], cancellationToken);
        var child = await db.Children.Include(c => c.Allocations).Include(c => c.Statuses).AsSplitQuery().SingleAsync(c => c.Id == childId, cancellationToken);
        var text = reason?.Trim() ?? "";
        new RuleCheck()
            .Refuse(Rules.S06, child.ClosedAtUtc is null, "", "This record is open")
            .Refuse(Rules.S06, text.Length is < Shortest or > Longest, "reason", $"Say why it is opened again, in {Shortest} to {Longest:N0} characters")
            .ThrowIfAny();
        db.Entry(child).Property(c => c.Version).OriginalValue = opened;
        child.Reopen(context);
        var closure = await db.Closures.Where(c => c.ChildId == childId && c.ReopenedAtUtc == null).OrderByDescending(c => c.ClosedAtUtc).FirstOrDefaultAsync(cancellationToken);
        closure?.Reopen(context, text);
        db.Audit(context, AuditAction.RecordReopened, childId);
        await SaveAsync(context, child, cancellationToken);
    }

    internal static IQueryable<ClosureLine> Lines(AppDbContext db, int childId) => db.Closures.AsNoTracking().Where(c => c.ChildId == childId).OrderByDescending(c => c.ClosedAtUtc).ThenByDescending(c => c.Id)
        .Select(c => new ClosureLine(
            c.ClosedAtUtc, db.Users.Where(u => u.Id == c.ClosedById).Select(u => u.DisplayName).First(), c.RecordingId, c.NoSummary, c.Explanation,
            c.ReopenedAtUtc, db.Users.Where(u => u.Id == c.ReopenedById).Select(u => u.DisplayName).FirstOrDefault(), c.ReopenReason));

    /// <summary>When this involvement began: a summary of an earlier one does not close it.</summary>
    private async Task<DateTime> SinceAsync(int childId, CancellationToken cancellationToken) =>
        await db.Children.Where(c => c.Id == childId).Select(c => c.ReopenedAtUtc ?? c.OpenedAtUtc).SingleAsync(cancellationToken);

    private async Task SaveAsync(ActionContext context, Child child, CancellationToken cancellationToken)
    {
        await clocks.RecomputeAsync(child, context.NowUtc, cancellationToken);
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
