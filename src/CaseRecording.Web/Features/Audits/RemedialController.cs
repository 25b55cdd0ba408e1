using CaseRecording.Core.Access;
using CaseRecording.Core.Quality.Audits;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Audits;

/// <summary>What an audit found must be put right: its owner says that it is, somebody else looks .</summary>
public sealed class RemedialController(AuditQuery audits, AuditService service, ChildBarQuery bar, RequestContext request) : Controller
{
    [HttpGet(Routes.RemedialAction), ChildAccess(AccessLevel.Read)]
    public async Task<IActionResult> Show(int childId, int auditId, int actionId, string step, CancellationToken cancellationToken) =>
        await FindAsync(childId, auditId, actionId, cancellationToken) is ({ } page, { } action) && page.May(action, step)
            ? await ViewAsync(childId, page, action, step, new RemedialForm { Opened = action.Version, Owner = action.OwnerId, DueOn = action.DueOn }, cancellationToken)
            : NotFound();

    [HttpPost(Routes.RemedialAction), ChildAccess(AccessLevel.Read)]
    public async Task<IActionResult> Say(int childId, int auditId, int actionId, string step, RemedialForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(childId, auditId, actionId, cancellationToken) is not ({ } page, { } action)) return NotFound();
        var me = request.Current;
        var outcome = await ModelState.TryEditAsync(() => step switch
        {
            "done" => service.DoneAsync(me, childId, actionId, form.Opened, form.Note, cancellationToken),
            "confirm" => service.ConfirmAsync(me, childId, actionId, form.Opened, cancellationToken),
            "send-back" => service.SendBackAsync(me, childId, actionId, form.Opened, form.Note, cancellationToken),
            _ => service.ChangeAsync(me, childId, actionId, form.Opened, form.Owner, form.DueOn, form.Note, cancellationToken),
        });
        if (outcome == EditOutcome.Done) return Redirect($"{Routes.ToRecordAudit(childId, auditId)}#action-{actionId}");
        Response.StatusCode = outcome == EditOutcome.EditedMeanwhile ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        if (outcome == EditOutcome.EditedMeanwhile) form.Opened = action.Version;
        return await ViewAsync(childId, page, action, step, form, cancellationToken);
    }

    private async Task<(AuditPage? Page, RemedialView? Action)> FindAsync(int childId, int auditId, int actionId, CancellationToken cancellationToken)
    {
        if (await audits.FindAsync(childId, auditId, cancellationToken) is not { } audit) return default;
        var page = new AuditPage(await bar.LoadAsync(childId, ChildTab.Details), audit, HttpContext.Access().Level == AccessLevel.Manage, request.Current.Me, request.Today);
        return (page, audit.Actions.FirstOrDefault(a => a.Id == actionId));
    }

    private async Task<IActionResult> ViewAsync(int childId, AuditPage page, RemedialView action, string step, RemedialForm form, CancellationToken cancellationToken)
    {
        var owners = step == "change" ? await service.OwnersAsync(request.Current, childId, cancellationToken) : [];
        if (step == "change" && owners.All(o => o.Id != action.OwnerId)) owners.Add(new AuditorChoice(action.OwnerId, action.Owner));
        return View("/Features/Audits/Remedial.cshtml", new RemedialPage(page, action, step, form, owners));
    }
}

/// <summary>What its pages post.</summary>
public sealed class RemedialForm
{
    public Guid Opened { get; set; }

    public string? Note { get; set; }

    public Guid? Owner { get; set; }

    public DateOnly? DueOn { get; set; }
}

public sealed record RemedialPage(AuditPage Page, RemedialView Action, string Step, RemedialForm Form, IReadOnlyList<AuditorChoice> Owners)
{
    public string Title => Step switch { "done" => "Put right", "confirm" => "It is put right", "send-back" => "It is not put right yet", _ => "Change who or by when" };
}
