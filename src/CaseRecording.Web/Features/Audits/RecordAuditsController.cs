using CaseRecording.Core.Access;
using CaseRecording.Core.Quality.Audits;
using CaseRecording.Core.Recording;
using CaseRecording.Web.Features.Recording;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using CaseRecording.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Audits;

/// <summary>The audit of one record: written by its auditor in a draft of their own, then read by everyone who reads the record .</summary>
public sealed class RecordAuditsController(AuditQuery audits, AuditService service, DraftService drafts, ChildBarQuery bar, RequestContext request) : Controller
{
    private const string Folder = "/Features/Audits/";

    [HttpGet(Routes.RecordAudit), ChildAccess(AccessLevel.Read)]
    public async Task<IActionResult> Show(int childId, int auditId, bool saved, CancellationToken cancellationToken)
    {
        if (await audits.FindAsync(childId, auditId, cancellationToken) is not { } audit) return NotFound();
        if (!Writes(audit)) return View(Folder + "Show.cshtml", new AuditPage(await bar.LoadAsync(childId, ChildTab.Details), audit, HttpContext.Access().Level == AccessLevel.Manage, request.Current.Me, request.Today) { Saved = saved });
        var draft = await drafts.FindAsync(request.Current, audit.DraftId, cancellationToken);
        return await FormAsync(childId, audit, draft?.Fields ?? [], draft, cancellationToken);
    }

    /// <summary>Keeps what was typed before anything is judged, then does what the button says.</summary>
    [HttpPost(Routes.RecordAudit), ChildAccess(AccessLevel.Read, Roles = "TeamManager,SeniorManager"), BodyLimit(BodyLimitAttribute.Recording)]
    public async Task<IActionResult> Save(int childId, int auditId, CancellationToken cancellationToken)
    {
        if (await audits.FindAsync(childId, auditId, cancellationToken) is not { } audit) return NotFound();
        if (!Writes(audit)) return audit.FinishedAtUtc is null ? NotFound() : Redirect(Routes.ToRecordAudit(childId, auditId));
        var posted = await PostedForm.ReadAsync(Request);
        var (outcome, draft) = await drafts.PostAsync(request.Current, audit.DraftId, new DraftStart(childId, AuditForm.Name), posted.OpenedVersion, posted.Fields, cancellationToken);
        switch (outcome)
        {
            case AutosaveOutcome.Saved:
                break;
            case AutosaveOutcome.Conflict:
                ModelState.AddModelError("", "This was changed on another page or device while you wrote. Both texts are below: choose, then save again");
                return await RefusedAsync(childId, audit, posted.Fields, draft!, StatusCodes.Status409Conflict, cancellationToken, AuditQuestions.Between(posted.Fields, draft!.Fields, await service.OwnersAsync(request.Current, childId, cancellationToken)));
            case AutosaveOutcome.TooMuch:
                ModelState.AddModelError("", "This is more than a draft holds, so it was not saved. What you had saved before is still there. Shorten the longest text below");
                return await RefusedAsync(childId, audit, posted.Fields, null, StatusCodes.Status413PayloadTooLarge, cancellationToken);
            case AutosaveOutcome.Gone:
                return Redirect(Routes.ToRecordAudit(childId, auditId));
            default:
                return NotFound();
        }

        return posted.Button switch
        {
            "leave" => Redirect(Routes.Home),
            "finish" => await FinishAsync(childId, audit, draft!, cancellationToken),
            _ => await FormAsync(childId, audit, draft!.Fields, draft, cancellationToken, more: posted.Button == "moreActions"),
        };
    }

    private async Task<IActionResult> FinishAsync(int childId, AuditView audit, Draft draft, CancellationToken cancellationToken)
    {
        var (input, troubles) = AuditForm.Read(draft.Fields);
        foreach (var trouble in troubles) ModelState.AddModelError(trouble.Field, trouble.Sentence);
        if (!ModelState.IsValid) ModelState.Add(input.Violations(request.Today));
        return await ModelState.TryEditAsync(() => service.FinishAsync(request.Current, childId, audit.Id, input, cancellationToken)) switch
        {
            EditOutcome.Refused => await RefusedAsync(childId, audit, draft.Fields, draft, StatusCodes.Status422UnprocessableEntity, cancellationToken),
            // Pressed twice: the other request finished it, or it was given to someone else.
            EditOutcome.EditedMeanwhile => Redirect(Routes.ToRecordAudit(childId, audit.Id)),
            _ => Redirect(Routes.ToRecordAudit(childId, audit.Id) + "?saved=true"),
        };
    }

    private bool Writes(AuditView audit) =>
        audit.FinishedAtUtc is null && audit.AuditorId == request.Current.Me && (User.IsInRole(nameof(Role.TeamManager)) || User.IsInRole(nameof(Role.SeniorManager)));

    private Task<IActionResult> RefusedAsync(int childId, AuditView audit, Dictionary<string, string[]> fields, Draft? draft, int status, CancellationToken cancellationToken, IReadOnlyList<Difference>? differences = null)
    {
        Response.StatusCode = status;
        return FormAsync(childId, audit, fields, draft, cancellationToken, differences: differences);
    }

    private async Task<IActionResult> FormAsync(int childId, AuditView audit, Dictionary<string, string[]> fields, Draft? draft, CancellationToken cancellationToken, bool more = false, IReadOnlyList<Difference>? differences = null)
    {
        ViewData.SetFormValues(fields);
        return View(Folder + "Form.cshtml", new AuditFormPage(await bar.LoadAsync(childId, ChildTab.Details), audit, fields, await service.OwnersAsync(request.Current, childId, cancellationToken))
        {
            DraftVersion = draft?.Version ?? 0,
            SavedAtUtc = draft?.SavedAtUtc,
            Differences = differences ?? [],
            More = more,
        });
    }
}
