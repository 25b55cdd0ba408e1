using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Quality.Audits;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Recording;

/// <summary>What became of an autosave.</summary>
public enum AutosaveOutcome
{
    /// <summary>Kept.</summary>
    Saved,

    /// <summary>Someone, perhaps the same person in another tab, saved in between.</summary>
    Conflict,

    /// <summary>The draft became an entry or was discarded.</summary>
    Gone,

    /// <summary>Not theirs, or a child they may not record for.</summary>
    NotFound,

    /// <summary>More than a draft holds; what was kept before stays.</summary>
    TooMuch,
}

/// <summary>Answer to an autosave.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Draft">The draft as it now stands, where there is one to show.</param>
public sealed record AutosaveResult(AutosaveOutcome Outcome, Draft? Draft);

/// <summary>Keeps drafts: saved valid or not, private to their author. Autosaves are not audited one by one .</summary>
public sealed class DraftService(AppDbContext db, ChildAccess access)
{
    /// <summary>Most fields of one draft, far above any form.</summary>
    public const int MostFields = 2000;

    /// <summary>Most characters of one draft: many times what all fields of a form may hold in the record.</summary>
    public const int MostCharacters = 4_000_000;

    /// <summary>The author's own draft, or null: to anyone else it does not exist, nor does it where the child is hidden from its author .</summary>
    public async Task<Draft?> FindAsync(ActionContext context, Guid draftId, CancellationToken cancellationToken = default)
    {
        var draft = await db.Drafts.FirstOrDefaultAsync(d => d.Id == draftId && d.AuthorId == context.Me, cancellationToken);
        return draft is not null && await access.Findable(context.Me).AnyAsync(c => c.Id == draft.ChildId, cancellationToken) ? draft : null;
    }

    /// <summary>Whether a draft of that key exists, whoever's it is: then the key begins no other.</summary>
    public Task<bool> ExistsAsync(Guid draftId, CancellationToken cancellationToken = default) => db.Drafts.AnyAsync(d => d.Id == draftId, cancellationToken);

    /// <summary>The author's open drafts of a form for a child, latest first: carry on with one rather than begin twice.</summary>
    /// <param name="context">Who.</param>
    /// <param name="childId">The child whose page it is.</param>
    /// <param name="form">visit, note, decision or summary.</param>
    /// <param name="recordingId">The entry being changed; null for new entries.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<List<Draft>> OpenAsync(ActionContext context, int childId, string form, long? recordingId, CancellationToken cancellationToken = default) =>
        db.Drafts.AsNoTracking().Where(d => d.AuthorId == context.Me && d.FinishedAtUtc == null && d.ChildId == childId && d.Form == form && d.RecordingId == recordingId)
            .OrderByDescending(d => d.SavedAtUtc).Take(20).ToListAsync(cancellationToken);

    /// <summary>Takes changed fields. Never gated on validity; the row is made at the first save.</summary>
    /// <param name="context">Who and when.</param>
    /// <param name="draftId">Made by the page.</param>
    /// <param name="begin">What the draft is for; used only when the row is made.</param>
    /// <param name="baseVersion">The version the sender last had; 0 for none.</param>
    /// <param name="fields">Changed fields and their values.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<AutosaveResult> AutosaveAsync(ActionContext context, Guid draftId, DraftStart begin, long baseVersion, IReadOnlyDictionary<string, string[]> fields, CancellationToken cancellationToken = default)
    {
        var (draft, problem) = await BeginAsync(context, draftId, begin, cancellationToken);
        if (draft is null) return new(problem, null);
        if (draft.Version != baseVersion) return new(AutosaveOutcome.Conflict, draft);
        var merged = new Dictionary<string, string[]>(draft.Fields, StringComparer.Ordinal);
        foreach (var (name, values) in fields) merged[name] = values;
        return await StoreAsync(draft, merged, context.NowUtc, cancellationToken);
    }

    /// <summary>Takes the whole form as posted: what is on the page replaces what was kept. The same fields again are no conflict, whatever version they name.</summary>
    /// <param name="context">Who and when.</param>
    /// <param name="draftId">Made by the page.</param>
    /// <param name="begin">What the draft is for; used only when the row is made.</param>
    /// <param name="baseVersion">The version the page was opened with; 0 for none.</param>
    /// <param name="fields">All fields of the form.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<AutosaveResult> PostAsync(ActionContext context, Guid draftId, DraftStart begin, long baseVersion, IReadOnlyDictionary<string, string[]> fields, CancellationToken cancellationToken = default)
    {
        var (draft, problem) = await BeginAsync(context, draftId, begin, cancellationToken);
        if (draft is null) return new(problem, problem == AutosaveOutcome.Gone ? await FindAsync(context, draftId, cancellationToken) : null);
        if (Same(draft.Fields, fields) && draft.Version > 0) return new(AutosaveOutcome.Saved, draft);
        if (draft.Version != baseVersion) return new(AutosaveOutcome.Conflict, draft);
        return await StoreAsync(draft, fields, context.NowUtc, cancellationToken);
    }

    /// <summary>Discards a draft of one's own.</summary>
    public async Task<bool> DiscardAsync(ActionContext context, Guid draftId, CancellationToken cancellationToken = default)
    {
        var draft = await FindAsync(context, draftId, cancellationToken);
        if (draft is null || draft.FinishedAtUtc is not null || draft.Form == AuditForm.Name) return false;
        draft.Discard(context.NowUtc);
        db.Audit(context, AuditAction.DraftDiscarded, draft.ChildId, subject: draft.Id.ToString("N"));
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>Days for which a discarded draft can be brought back.</summary>
    public const int DaysToBringBack = 7;

    /// <summary>The author's drafts that can still be brought back, last discarded first.</summary>
    public Task<List<DiscardedDraft>> DiscardedAsync(ActionContext context, CancellationToken cancellationToken = default) =>
        Discarded(context).AsNoTracking().Where(d => access.Findable(context.Me).Any(c => c.Id == d.ChildId)).OrderByDescending(d => d.FinishedAtUtc).Take(MyDrafts.Most)
            .Select(d => new DiscardedDraft(d, db.Children.Where(c => c.Id == d.ChildId).Select(c => c.KnownAs).First())).ToListAsync(cancellationToken);

    /// <summary>Brings a discarded draft back as it was; null where there is none, or its 7 days are over.</summary>
    public async Task<Draft?> BringBackAsync(ActionContext context, Guid draftId, CancellationToken cancellationToken = default)
    {
        var draft = await Discarded(context).FirstOrDefaultAsync(d => d.Id == draftId, cancellationToken);
        if (draft is null || !await access.Findable(context.Me).AnyAsync(c => c.Id == draft.ChildId, cancellationToken)) return null;
        draft.BringBack();
        db.Audit(context, AuditAction.DraftBroughtBack, draft.ChildId, subject: draft.Id.ToString("N"));
        await db.SaveChangesAsync(cancellationToken);
        return draft;
    }

    private IQueryable<Draft> Discarded(ActionContext context)
    {
        var since = context.NowUtc.AddDays(-DaysToBringBack);
        return db.Drafts.Where(d => d.AuthorId == context.Me && d.Discarded && d.Form != AuditForm.Name && d.FinishedAtUtc >= since);
    }

    private async Task<(Draft? Draft, AutosaveOutcome Problem)> BeginAsync(ActionContext context, Guid draftId, DraftStart begin, CancellationToken cancellationToken)
    {
        var draft = await db.Drafts.FirstOrDefaultAsync(d => d.Id == draftId, cancellationToken);
        if (draft is not null)
        {
            if (draft.AuthorId != context.Me || !await access.Findable(context.Me).AnyAsync(c => c.Id == draft.ChildId, cancellationToken)) return (null, AutosaveOutcome.NotFound);
            return draft.FinishedAtUtc is null ? (draft, default) : (null, AutosaveOutcome.Gone);
        }

        var decision = await access.DecideAsync(context.Me, begin.ChildId, context.NowUtc, cancellationToken);
        var may = begin.Form == AuditForm.Name
            ? decision.Level >= AccessLevel.Read && begin.RecordingId is null && await db.RecordAudits.AnyAsync(a => a.DraftId == draftId && a.ChildId == begin.ChildId && a.AuditorId == context.Me && a.FinishedAtUtc == null, cancellationToken)
            : decision.Level >= AccessLevel.Record && RecordingForm.KindOf(begin.Form) is not null;
        if (!may) return (null, AutosaveOutcome.NotFound);
        if (begin.RecordingId is { } id && !await db.Recordings.AnyAsync(r => r.Id == id && r.AuthorId == context.Me && r.Children.Any(c => c.ChildId == begin.ChildId), cancellationToken))
        {
            return (null, AutosaveOutcome.NotFound);
        }

        draft = new Draft(draftId, context.Me, begin.ChildId, begin.Form, begin.RecordingId, context.NowUtc);
        db.Drafts.Add(draft);
        return (draft, default);
    }

    private async Task<AutosaveResult> StoreAsync(Draft draft, IReadOnlyDictionary<string, string[]> fields, DateTime nowUtc, CancellationToken cancellationToken)
    {
        if (!Fits(fields)) return new(AutosaveOutcome.TooMuch, null);
        draft.Take(fields, nowUtc);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return new(AutosaveOutcome.Saved, draft);
        }
        catch (DbUpdateException)
        {
            // Two tabs in the same instant: one of them is told, with the other's words.
            db.ChangeTracker.Clear();
            var other = await db.Drafts.FirstOrDefaultAsync(d => d.Id == draft.Id && d.AuthorId == draft.AuthorId, CancellationToken.None);
            if (other is null) throw;
            return new(other.FinishedAtUtc is not null ? AutosaveOutcome.Gone : Same(other.Fields, fields) ? AutosaveOutcome.Saved : AutosaveOutcome.Conflict, other);
        }
    }

    /// <summary>Whether two forms say the same; a name without values is a name not there.</summary>
    private static bool Same(IReadOnlyDictionary<string, string[]> one, IReadOnlyDictionary<string, string[]> other) =>
        one.Keys.Union(other.Keys, StringComparer.Ordinal).All(name => (one.GetValueOrDefault(name) ?? []).SequenceEqual(other.GetValueOrDefault(name) ?? [], StringComparer.Ordinal));

    private static bool Fits(IReadOnlyDictionary<string, string[]> fields) =>
        fields.Count <= MostFields
        && fields.All(f => f.Key.Length <= 100 && f.Value.Length <= 200)
        && fields.Sum(f => f.Value.Sum(v => (long)v.Length)) <= MostCharacters;
}

/// <summary>A discarded draft of a person's own.</summary>
/// <param name="Draft">As it was discarded.</param>
/// <param name="Child">The name the child is called by.</param>
public sealed record DiscardedDraft(Draft Draft, string Child);

/// <summary>What a draft is begun for.</summary>
/// <param name="ChildId">The child whose page it began on.</param>
/// <param name="Form">visit, note, decision or summary.</param>
/// <param name="RecordingId">The entry being changed, or null for a new one.</param>
public sealed record DraftStart(int ChildId, string Form, long? RecordingId = null);
