using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Quality.Audits;
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

    /// <summary>
    /// Drafts of new entries about a team's children, longest untouched first. A change to an entry stays with the entry's author. One that says something of
    /// a child hidden from the manager is not there.
    /// </summary>
    public async Task<List<LeftDraft>> ListAsync(ActionContext context, int teamId, CancellationToken cancellationToken = default)
    {
        var rows = await db.Drafts.AsNoTracking().Where(d => d.FinishedAtUtc == null && d.RecordingId == null && d.Form != AuditForm.Name && d.AuthorId != context.Me)
            .Join(access.Findable(context.Me).Where(c => c.TeamId == teamId), d => d.ChildId, c => c.Id, (d, c) => new { Draft = d, c.FullName })
            .OrderBy(x => x.Draft.SavedAtUtc).Take(Most)
            .Select(x => new
            {
                Row = new LeftDraft(x.Draft.Id, x.Draft.ChildId, x.FullName, x.Draft.Form, db.Users.Where(u => u.Id == x.Draft.AuthorId).Select(u => u.DisplayName).First(), x.Draft.CreatedAtUtc, x.Draft.SavedAtUtc),
                x.Draft.Fields,
            }).ToListAsync(cancellationToken);
        var others = rows.ConvertAll(r => RecordingForm.OtherChildren(r.Row.ChildId, r.Fields));
        var named = others.SelectMany(o => o).Distinct().ToList();
        var known = named.Count == 0 ? [] : (await access.Findable(context.Me).Where(c => named.Contains(c.Id)).Select(c => c.Id).ToListAsync(cancellationToken)).ToHashSet();
        return [.. rows.Where((_, i) => others[i].All(known.Contains)).Select(r => r.Row)];
    }

    /// <summary>The manager goes on with a draft. Null where there is none to take.</summary>
    /// <param name="context">Who and when.</param>
    /// <param name="draftId">The draft.</param>
    /// <param name="reason">Why its author cannot finish it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="RuleViolationException">The reason says too little, or it is about a child for whom they may not record.</exception>
    /// <exception cref="AccessRefusedException">They do not manage the child's record, or a child it is about is hidden from them: as if there were no such draft.</exception>
    public async Task<Draft?> TakeOverAsync(ActionContext context, Guid draftId, string? reason, CancellationToken cancellationToken = default)
    {
        var draft = await db.Drafts.FirstOrDefaultAsync(d => d.Id == draftId && d.FinishedAtUtc == null && d.RecordingId == null && d.Form != AuditForm.Name && d.AuthorId != context.Me, cancellationToken);
        if (draft is null) return null;
        await access.RequireAsync(context, AccessLevel.Manage, [draft.ChildId], cancellationToken);
        var others = RecordingForm.OtherChildren(draft.ChildId, draft.Fields);
        // Hidden children first and for themselves: whatever else is wrong, the answer is that of a draft that does not exist.
        await access.RequireAsync(context, AccessLevel.AskReason, others, cancellationToken);
        var (check, why) = (new RuleCheck(), reason?.Trim() ?? "");
        foreach (var other in others)
        {
            var level = (await access.DecideAsync(context.Me, other, context.NowUtc, cancellationToken)).Level;
            check.Refuse(Rules.A01, level < AccessLevel.Record, "", "This draft is about another child too, for whom you may not record. Whoever may record for all of them can go on with it");
        }

        check.Refuse(Rules.N07, why.Length is < ShortestReason or > 1000, "reason", $"Say in {ShortestReason} to 1,000 characters why its author cannot finish it").ThrowIfAny();
        draft.TakeOver(context.Me);
        db.Audit(context with { Reason = why }, AuditAction.DraftTakenOver, draft.ChildId, subject: draft.Id.ToString("N"));
        await db.SaveChangesAsync(cancellationToken);
        return draft;
    }
}
