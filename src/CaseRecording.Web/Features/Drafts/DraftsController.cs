using CaseRecording.Core.Recording;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Drafts;

/// <summary>Drafts as a page's script speaks of them. A draft is its author's alone: to anyone else it is not there.</summary>
[ForRecordWork]
public sealed class DraftsController(DraftService drafts, MasterKey master, RequestContext request, IAntiforgery antiforgery) : Controller
{
    /// <summary>Takes changed fields, valid or not.</summary>
    [HttpPut(Routes.Draft), BodyLimit(BodyLimitAttribute.Recording)]
    public async Task<IActionResult> Save(Guid draftId, [FromBody] ChangedFields? sent)
    {
        if (sent?.Fields is null) return BadRequest();
        var fields = sent.Fields.ToDictionary(f => f.Key, f => (f.Value ?? []).OfType<string>().ToArray(), StringComparer.Ordinal);
        var begin = new DraftStart(sent.ChildId, sent.FormKind ?? "", sent.RecordingId);
        var (outcome, draft) = await drafts.AutosaveAsync(request.Current, draftId, begin, sent.BaseVersion, fields, HttpContext.RequestAborted);
        return outcome switch
        {
            AutosaveOutcome.Saved => Ok(new { version = draft!.Version, savedAt = draft.SavedAtUtc }),
            AutosaveOutcome.Conflict => Conflict(new { version = draft!.Version, fields = draft.Fields, savedAt = draft.SavedAtUtc }),
            AutosaveOutcome.Gone => StatusCode(StatusCodes.Status410Gone),
            AutosaveOutcome.TooMuch => StatusCode(StatusCodes.Status413PayloadTooLarge, new { message = "That is more than a draft holds. What was saved before is still there; shorten the text." }),
            _ => NotFound(),
        };
    }

    /// <summary>The draft as it stands.</summary>
    [HttpGet(Routes.Draft)]
    public async Task<IActionResult> Show(Guid draftId) =>
        await drafts.FindAsync(request.Current, draftId, HttpContext.RequestAborted) is { FinishedAtUtc: null } draft
            ? Ok(new { version = draft.Version, fields = draft.Fields, savedAt = draft.SavedAtUtc, formKind = draft.Form, childId = draft.ChildId, recordingId = draft.RecordingId })
            : NotFound();

    /// <summary>The key under which this person's browser keeps words until the server has them. It changes with <paramref name="kid"/> and is stored nowhere.</summary>
    [HttpGet(Routes.DraftKey)]
    public IActionResult Key(Guid kid)
    {
        if (kid == Guid.Empty) return BadRequest();
        var key = master.Derive($"copies of drafts:{request.Current.Me:N}:{kid:N}");
        return Ok(new { key = Convert.ToBase64String(key), owner = request.Current.Me.ToString("N"), csrf = antiforgery.GetAndStoreTokens(HttpContext).RequestToken });
    }

    /// <summary>Throws a draft away, once its author said so twice.</summary>
    [HttpPost(Routes.DiscardDraft)]
    public async Task<IActionResult> Discard(Guid draftId, string? confirmed)
    {
        if (await drafts.FindAsync(request.Current, draftId, HttpContext.RequestAborted) is not { FinishedAtUtc: null } draft) return NotFound();
        if (confirmed != "yes") return View(new DiscardModel(draftId, draft.Fields.GetValueOrDefault("title")?.FirstOrDefault()?.Trim(), draft.SavedAtUtc, draft.RecordingId is not null, Routes.ToWrite(draft.ChildId, draft.Form, draft.RecordingId, draftId)));
        await drafts.DiscardAsync(request.Current, draftId, HttpContext.RequestAborted);
        return Redirect(Routes.DiscardedDrafts);
    }

    /// <summary>One's own drafts that can still be brought back.</summary>
    [HttpGet(Routes.DiscardedDrafts)]
    public async Task<IActionResult> Discarded() => View(await drafts.DiscardedAsync(request.Current, HttpContext.RequestAborted));

    /// <summary>Brings one back, to the page on which it is written.</summary>
    [HttpPost(Routes.BringBackDraft)]
    public async Task<IActionResult> BringBack(Guid draftId) =>
        await drafts.BringBackAsync(request.Current, draftId, HttpContext.RequestAborted) is { } draft
            ? Redirect(Routes.ToWrite(draft.ChildId, draft.Form, draft.RecordingId, draft.Id))
            : NotFound();
}

/// <summary>What an autosave sends.</summary>
/// <param name="FormKind">visit, note, decision or summary.</param>
/// <param name="BaseVersion">The version the page last had; 0 for none.</param>
/// <param name="Fields">Names of changed fields and their values now.</param>
public sealed record ChangedFields(string? FormKind, int ChildId, long? RecordingId, long BaseVersion, Dictionary<string, string?[]?>? Fields);

/// <param name="Changes">It changes an entry that stands on the timeline already.</param>
/// <param name="BackHref">To the page on which it is written.</param>
public sealed record DiscardModel(Guid DraftId, string? Title, DateTime SavedAtUtc, bool Changes, string BackHref);
