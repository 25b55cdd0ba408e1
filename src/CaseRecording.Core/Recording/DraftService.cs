using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
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
}

/// <summary>Answer to an autosave.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Draft">The draft as it now stands, where there is one to show.</param>
public sealed record AutosaveResult(AutosaveOutcome Outcome, Draft? Draft);

/// <summary>Keeps drafts: saved valid or not, private to their author. Autosaves are not audited one by one .</summary>
public sealed class DraftService(AppDbContext db, ChildAccess access)
{
    /// <summary>Most fields of one draft, far above any form.</summary>
    public const int MostFields = 600;

    /// <summary>The author's own draft, or null: to anyone else it does not exist.</summary>
    public Task<Draft?> FindAsync(Guid authorId, Guid draftId, CancellationToken cancellationToken = default) =>
        db.Drafts.FirstOrDefaultAsync(d => d.Id == draftId && d.AuthorId == authorId, cancellationToken);

    /// <summary>Takes changed fields. Never gated on validity; the row is made at the first save.</summary>
    /// <param name="context">Who and when.</param>
    /// <param name="draftId">Made by the page.</param>
    /// <param name="begin">What the draft is for; used only when the row is made.</param>
    /// <param name="baseVersion">The version the sender last had; 0 for none.</param>
    /// <param name="fields">Changed fields and their values.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<AutosaveResult> AutosaveAsync(ActionContext context, Guid draftId, DraftStart begin, long baseVersion, IReadOnlyDictionary<string, string[]> fields, CancellationToken cancellationToken = default)
    {
        var (draft, problem) = await OpenAsync(context, draftId, begin, cancellationToken);
        if (draft is null) return new(problem, null);
        if (draft.Version != baseVersion) return new(AutosaveOutcome.Conflict, draft);
        if (!Fits(fields)) return new(AutosaveOutcome.NotFound, null);
        draft.Take(fields, context.NowUtc);
        return await StoreAsync(draft, cancellationToken);
    }

    /// <summary>Takes the whole form as posted without script: what is on the page replaces what was kept.</summary>
    public async Task<Draft?> PostAsync(ActionContext context, Guid draftId, DraftStart begin, IReadOnlyDictionary<string, string[]> fields, CancellationToken cancellationToken = default)
    {
        var (draft, problem) = await OpenAsync(context, draftId, begin, cancellationToken);
        if (draft is null) return problem == AutosaveOutcome.Gone ? await FindAsync(context.Me, draftId, cancellationToken) : null;
        if (!Fits(fields)) return null;
        draft.Replace(fields, context.NowUtc);
        var result = await StoreAsync(draft, cancellationToken);
        return result.Draft;
    }

    /// <summary>Discards a draft of one's own.</summary>
    public async Task<bool> DiscardAsync(ActionContext context, Guid draftId, CancellationToken cancellationToken = default)
    {
        var draft = await FindAsync(context.Me, draftId, cancellationToken);
        if (draft is null || draft.FinishedAtUtc is not null) return false;
        draft.Discard(context.NowUtc);
        db.Audit(context, AuditAction.DraftDiscarded, draft.ChildId, subject: draft.Id.ToString("N"));
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private async Task<(Draft? Draft, AutosaveOutcome Problem)> OpenAsync(ActionContext context, Guid draftId, DraftStart begin, CancellationToken cancellationToken)
    {
        var draft = await db.Drafts.FirstOrDefaultAsync(d => d.Id == draftId, cancellationToken);
        if (draft is not null)
        {
            if (draft.AuthorId != context.Me) return (null, AutosaveOutcome.NotFound);
            return draft.FinishedAtUtc is null ? (draft, default) : (null, AutosaveOutcome.Gone);
        }

        var decision = await access.DecideAsync(context.Me, begin.ChildId, context.NowUtc, cancellationToken);
        if (decision.Level < AccessLevel.Record) return (null, AutosaveOutcome.NotFound);
        if (begin.RecordingId is { } id && !await db.Recordings.AnyAsync(r => r.Id == id && r.AuthorId == context.Me && r.Children.Any(c => c.ChildId == begin.ChildId), cancellationToken))
        {
            return (null, AutosaveOutcome.NotFound);
        }

        draft = new Draft(draftId, context.Me, begin.ChildId, begin.Form, begin.RecordingId, context.NowUtc);
        db.Drafts.Add(draft);
        return (draft, default);
    }

    private async Task<AutosaveResult> StoreAsync(Draft draft, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return new(AutosaveOutcome.Saved, draft);
        }
        catch (DbUpdateException)
        {
            // Two tabs in the same instant: one of them is told, with the other's words.
            db.ChangeTracker.Clear();
            var other = await FindAsync(draft.AuthorId, draft.Id, cancellationToken);
            return other is null ? throw new InvalidOperationException("The draft could not be stored.") : new(AutosaveOutcome.Conflict, other);
        }
    }

    private static bool Fits(IReadOnlyDictionary<string, string[]> fields) =>
        fields.Count <= MostFields && fields.All(f => f.Key.Length <= 100 && f.Value.Length <= 200);
}

/// <summary>What a draft is begun for.</summary>
/// <param name="ChildId">The child whose page it began on.</param>
/// <param name="Form">visit, note, decision or summary.</param>
/// <param name="RecordingId">The entry being changed, or null for a new one.</param>
public sealed record DraftStart(int ChildId, string Form, long? RecordingId = null);
