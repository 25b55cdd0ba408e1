using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Recording;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.MoveEntry;

/// <summary>Moves an entry from a child it is not about to the right one, after a page that says what that does .</summary>
[Route(Routes.MoveEntry), ChildAccess(AccessLevel.Record)]
public sealed class MoveEntryController(MoveService moves, EntryQuery entries, ChildBarQuery bar, ViewAudit views, RequestContext request) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    [HttpGet("")]
    public async Task<IActionResult> Choose(int childId, long recordingId)
    {
        await moves.RequireMoverAsync(request.Current, childId, recordingId, Aborted);
        return await PageAsync(childId, recordingId, new MoveForm());
    }

    [HttpPost("")]
    public async Task<IActionResult> Move(int childId, long recordingId, MoveForm form)
    {
        await moves.RequireMoverAsync(request.Current, childId, recordingId, Aborted);
        return form.Button switch
        {
            "move" => await MoveAsync(childId, recordingId, form),
            "continue" => await ConfirmAsync(childId, recordingId, form),
            _ => await PageAsync(childId, recordingId, form),
        };
    }

    private async Task<IActionResult> ConfirmAsync(int childId, long recordingId, MoveForm form)
    {
        MovePreview? preview = null;
        if (!ModelState.IsValid || !await ModelState.TryAsync(async () => preview = await moves.PreviewAsync(request.Current, childId, recordingId, form.Input, Aborted)))
        {
            return await PageAsync(childId, recordingId, form);
        }

        return await entries.FindAsync(childId, recordingId, null, Aborted) is { } entry
            ? View("Confirm", new ConfirmMoveModel(await bar.LoadAsync(childId, ChildTab.Timeline), entry, form, preview!, request.Today))
            : NotFound();
    }

    private async Task<IActionResult> MoveAsync(int childId, long recordingId, MoveForm form)
    {
        if (!ModelState.IsValid || !await ModelState.TryAsync(() => moves.MoveAsync(request.Current, childId, recordingId, form.Opened, form.Input, Aborted)))
        {
            return await PageAsync(childId, recordingId, form);
        }

        return Redirect(Routes.ToEntry(form.To!.Value, recordingId));
    }

    private async Task<IActionResult> PageAsync(int childId, long recordingId, MoveForm form)
    {
        if (await entries.FindAsync(childId, recordingId, null, Aborted) is not { } entry) return NotFound();
        if (form.Opened == Guid.Empty) form.Opened = entry.Version;
        var text = ChildSearchText.Parse(form.Search);
        if (form.Button == "find" && text.IsEmpty) ModelState.AddModelError("search", "Enter a name, a date of birth or a number");
        var family = await moves.FamilyAsync(request.Current, childId, recordingId, Aborted);
        var found = (await moves.FindAsync(request.Current, recordingId, text, Aborted)).ExceptBy(family.Select(c => c.ChildId), c => c.ChildId).ToList();
        if (!text.IsEmpty) await views.RecordAsync(request.Current, AuditAction.Searched, subject: $"{text.Kind}: {found.Count} shown");
        if (family.Count + found.Count == 0 && ModelState.GetValueOrDefault("to") is { Errors: [var nobody, ..] })
        {
            ModelState.Remove("to"); // there is nothing to choose from yet
            ModelState.AddModelError("search", nobody.ErrorMessage);
        }

        var asksForHistory = form.HistoryReason is not null || ModelState.GetValueOrDefault("historyReason") is { Errors.Count: > 0 };
        return View("Choose", new MoveModel(await bar.LoadAsync(childId, ChildTab.Timeline), entry, form, family, found, !text.IsEmpty, request.Today, asksForHistory));
    }
}
