using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Recording;

/// <summary>A draft of a team's child as its manager sees it: never a word of its text.</summary>
/// <param name="DraftId">Key.</param>
/// <param name="ChildId">The child it was begun for.</param>
/// <param name="Child">Full name.</param>
/// <param name="Form">visit, note, decision or summary.</param>
/// <param name="Author">Who began it.</param>
/// <param name="CreatedAtUtc">Begun, UTC.</param>
/// <param name="SavedAtUtc">Last saved, UTC.</param>
public sealed record LeftDraft(Guid DraftId, int ChildId, string Child, string Form, string Author, DateTime CreatedAtUtc, DateTime SavedAtUtc);

/// <summary>Drafts that absent workers left: their manager can go on with one, for a reason that is kept (N-07).</summary>
public sealed class LeftDrafts(AppDbContext db, ChildAccess access)
{
    /// <summary>Most that are shown at once.</summary>
    public const int Most = 100;

    private const int ShortestReason = 20;

    /// <summary>Drafts of new entries about a team's children, longest untouched first. A change to an entry stays with the entry's author.</summary>
    public Task<List<LeftDraft>> ListAsync(ActionContext context, int teamId, CancellationToken cancellationToken = default) =>
        db.Drafts.AsNoTracking().Where(d => d.FinishedAtUtc == null && d.RecordingId == null && d.AuthorId != context.Me)
            .Join(access.Findable(context.Me).Where(c => c.TeamId == teamId), d => d.ChildId, c => c.Id, (d, c) => new { Draft = d, c.FullName })
            .OrderBy(x => x.Draft.SavedAtUtc).Take(Most)
            .Select(x => new LeftDraft(x.Draft.Id, x.Draft.ChildId, x.FullName, x.Draft.Form, db.Users.Where(u => u.Id == x.Draft.AuthorId).Select(u => u.DisplayName).First(), x.Draft.CreatedAtUtc, x.Draft.SavedAtUtc))
            .ToListAsync(cancellationToken);

    /// <summary>The manager goes on with a draft. Null where there is none to take.</summary>
    /// <param name="context">Who and when.</param>
    /// <param name="draftId">The draft.</param>
    /// <param name="reason">Why its author cannot finish it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="RuleViolationException">The reason says too little.</exception>
    /// <exception cref="AccessRefusedException">They do not manage the child's record.</exception>
    public async Task<Draft?> TakeOverAsync(ActionContext context, Guid draftId, string? reason, CancellationToken cancellationToken = default)
    {
        var draft = await db.Drafts.FirstOrDefaultAsync(d => d.Id == draftId && d.FinishedAtUtc == null && d.RecordingId == null && d.AuthorId != context.Me, cancellationToken);
        if (draft is null) return null;
        await access.RequireAsync(context, AccessLevel.Manage, [draft.ChildId], cancellationToken);
        var why = reason?.Trim() ?? "";
        new RuleCheck().Refuse(Rules.N07, why.Length is < ShortestReason or > 1000, "reason", $"Say in {ShortestReason} to 1,000 characters why its author cannot finish it").ThrowIfAny();
        draft.TakeOver(context.Me);
        db.Audit(context with { Reason = why }, AuditAction.DraftTakenOver, draft.ChildId, subject: draft.Id.ToString("N"));
        await db.SaveChangesAsync(cancellationToken);
        return draft;
    }
}
