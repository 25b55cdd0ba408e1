using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Quality.Audits;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Recording;

/// <summary>One of a person's open drafts, as their own lists show it.</summary>
/// <param name="DraftId">Key.</param>
/// <param name="ChildId">The child it was begun for.</param>
/// <param name="Child">The name the child is called by.</param>
/// <param name="Form">visit, note, decision or summary.</param>
/// <param name="RecordingId">The entry being changed; null for a new one.</param>
/// <param name="Title">As typed so far; may be empty.</param>
/// <param name="DueAtUtc">What runs out first: writing, or finalising an entry already written. Null while no time is typed, or once it was final (T-09).</param>
/// <param name="SavedAtUtc">Last saved, UTC.</param>
public sealed record MyDraft(Guid DraftId, int ChildId, string Child, string Form, long? RecordingId, string Title, DateTime? DueAtUtc, DateTime SavedAtUtc);

/// <summary>A person's open drafts, what runs out first on top (T-09).</summary>
public sealed class MyDrafts(AppDbContext db, ChildAccess access, PolicyStore policies)
{
    /// <summary>Most that are shown; nobody writes more at once.</summary>
    public const int Most = 100;

    /// <summary>The list. Two queries and the policy.</summary>
    public async Task<IReadOnlyList<MyDraft>> ListAsync(ActionContext context, CancellationToken cancellationToken = default)
    {
        var findable = access.Findable(context.Me);
        var rows = await db.Drafts.AsNoTracking().Where(d => d.AuthorId == context.Me && d.FinishedAtUtc == null && d.Form != AuditForm.Name)
            .Where(d => findable.Any(c => c.Id == d.ChildId)).OrderByDescending(d => d.SavedAtUtc).Take(Most)
            .Select(d => new { Draft = d, KnownAs = db.Children.Where(c => c.Id == d.ChildId).Select(c => c.KnownAs).First() }).ToListAsync(cancellationToken);
        var changed = rows.Select(r => r.Draft.RecordingId).OfType<long>().ToList();
        var entries = await db.Recordings.AsNoTracking().Where(r => changed.Contains(r.Id))
            .Select(r => new { r.Id, r.FinaliseDueAtUtc, r.FinalisedAtUtc }).ToDictionaryAsync(r => r.Id, cancellationToken);
        var history = await policies.LoadAsync(cancellationToken);
        return
        [
            .. rows.Select(r =>
            {
                var entry = r.Draft.RecordingId is { } id ? entries.GetValueOrDefault(id) : null;
                DateTime? due = entry is not null ? entry.FinalisedAtUtc is null ? entry.FinaliseDueAtUtc : null
                    : r.Draft.EventAtUtc is { } at ? Timeliness.WriteDueAt(history.PolicyOn(LondonTime.DateOf(at)), at, null) : null;
                var title = r.Draft.Fields.GetValueOrDefault("title")?.FirstOrDefault()?.Trim() ?? "";
                return new MyDraft(r.Draft.Id, r.Draft.ChildId, r.KnownAs, r.Draft.Form, r.Draft.RecordingId, title, due, r.Draft.SavedAtUtc);
            }).OrderBy(d => d.DueAtUtc ?? DateTime.MaxValue).ThenByDescending(d => d.SavedAtUtc),
        ];
    }
}
