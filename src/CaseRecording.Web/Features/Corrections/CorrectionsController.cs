using CaseRecording.Core.Access;
using CaseRecording.Core.Corrections;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Corrections;

/// <summary>Requests to correct a child's record, as those who work with it take them in and answer them (F-04).</summary>
public sealed class CorrectionsController(CorrectionService corrections, CorrectionQuery query, ChildBarQuery bar, RequestContext request) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    [HttpGet(Routes.Corrections), ChildAccess(AccessLevel.Read)]
    public async Task<IActionResult> Index(int childId) =>
        View(new CorrectionsOfChild(await bar.LoadAsync(childId, ChildTab.Timeline), await query.OfChildAsync(childId, Aborted), request.Today));

    [HttpGet(Routes.NewCorrection), ChildAccess(AccessLevel.Read)]
    public async Task<IActionResult> New(int childId, string? entry) =>
        View(new NewCorrection(await bar.LoadAsync(childId, ChildTab.Timeline), new CorrectionForm { Entry = entry, ReceivedOn = request.Today }));

    [HttpPost(Routes.NewCorrection), ChildAccess(AccessLevel.Read)]
    public async Task<IActionResult> New(int childId, CorrectionForm typed)
    {
        var (id, input) = (0, typed.Read(ModelState));
        return ModelState.IsValid && await ModelState.TryAsync(async () => id = await corrections.ReceiveAsync(request.Current, childId, input, Aborted))
            ? Redirect(Routes.ToCorrection(childId, id))
            : View(new NewCorrection(await bar.LoadAsync(childId, ChildTab.Timeline), typed));
    }

    [HttpGet(Routes.Correction), ChildAccess(AccessLevel.Read)]
    public Task<IActionResult> Show(int childId, int correctionId) => PageAsync(childId, correctionId, new CorrectionEdit { On = request.Today });

    [HttpPost(Routes.StepOfCorrection), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Step(int childId, int correctionId, CorrectionEdit edit)
    {
        if (await query.FindAsync(childId, correctionId, Aborted) is null) return NotFound();
        var done = await ModelState.TryEditAsync(() => corrections.AddStepAsync(request.Current, correctionId, edit.Opened, edit.Step, edit.On, Aborted));
        return done == EditOutcome.Done ? Redirect(Routes.ToCorrection(childId, correctionId)) : await PageAsync(childId, correctionId, edit);
    }

    private async Task<IActionResult> PageAsync(int childId, int correctionId, CorrectionEdit edit)
    {
        if (await query.FindAsync(childId, correctionId, Aborted) is not { } line) return NotFound();
        return View("Show", new CorrectionPage(await bar.LoadAsync(childId, ChildTab.Timeline), line, edit, request.Today) { MayNote = line.Outcome is null && HttpContext.Access().Level >= AccessLevel.Record });
    }
}
