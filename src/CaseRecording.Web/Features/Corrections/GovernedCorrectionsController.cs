using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Corrections;
using CaseRecording.Web.Features.Requests;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Corrections;

/// <summary>Requests for correction as information governance works on them and decides them (F-04). While one is open, they may read the record (A-01).</summary>
[ForRoles(Role.InformationGovernance)]
public sealed class GovernedCorrectionsController(CorrectionService corrections, CorrectionQuery query, RequestQueries requests, ChildAccess access, ViewAudit views, RequestContext request) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    [HttpGet(Routes.GovernedCorrections)]
    public async Task<IActionResult> Index(bool decided, int? after)
    {
        var found = await query.ListAsync(request.Current, decided, after, Aborted);
        var shown = found.Take(CorrectionQuery.PageSize).ToList();
        var next = found.Count > shown.Count ? $"{Routes.GovernedCorrections}?{(decided ? "decided=true&" : "")}after={shown[^1].Id}" : null;
        return View("/Features/Corrections/List.cshtml", new CorrectionList(shown, decided, next, request.Today));
    }

    [HttpGet(Routes.NewGovernedCorrection)]
    public Task<IActionResult> New(int foundId) => FormAsync(foundId, new CorrectionForm());

    [HttpPost(Routes.NewGovernedCorrection)]
    public async Task<IActionResult> New(int foundId, CorrectionForm typed)
    {
        var (id, input) = (0, typed.Read(ModelState));
        return ModelState.IsValid && await ModelState.TryAsync(async () => id = await corrections.ReceiveAsync(request.Current, foundId, input, Aborted))
            ? Redirect(Routes.ToGovernedCorrection(id))
            : await FormAsync(foundId, typed);
    }

    [HttpGet(Routes.GovernedCorrection)]
    public Task<IActionResult> Show(int correctionId) => PageAsync(correctionId, new CorrectionEdit { On = request.Today });

    [HttpPost(Routes.StepOfGovernedCorrection)]
    public Task<IActionResult> Step(int correctionId, CorrectionEdit edit) =>
        ChangeAsync(correctionId, edit, () => corrections.AddStepAsync(request.Current, correctionId, edit.Opened, edit.Step, edit.On, Aborted));

    [HttpPost(Routes.EntryOfCorrection)]
    public Task<IActionResult> Entry(int correctionId, CorrectionEdit edit)
    {
        var entry = CorrectionForm.ReadEntry(edit.Entry, ModelState);
        return ChangeAsync(correctionId, edit, () => corrections.PointToAsync(request.Current, correctionId, edit.Opened, entry, Aborted));
    }

    [HttpPost(Routes.DecideCorrection)]
    public Task<IActionResult> Decide(int correctionId, CorrectionEdit edit) =>
        ChangeAsync(correctionId, edit, () => corrections.DecideAsync(request.Current, correctionId, edit.Opened, edit.Outcome, edit.Reason, Aborted));

    private async Task<IActionResult> ChangeAsync(int id, CorrectionEdit edit, Func<Task> change) =>
        await ModelState.TryEditAsync(change) == EditOutcome.Done ? Redirect(Routes.ToGovernedCorrection(id)) : await PageAsync(id, edit);

    private async Task<IActionResult> PageAsync(int id, CorrectionEdit edit)
    {
        if (await query.FindAsync(request.Current, id, Aborted) is not { } line) return NotFound();
        request.Through(await access.DecideAsync(request.Current.Me, line.ChildId, request.Current.NowUtc, Aborted));
        await views.RecordAsync(request.Current, AuditAction.Viewed, line.ChildId, subject: $"correction {id}");
        return View("/Features/Corrections/Show.cshtml", new CorrectionPage(null, line, edit, request.Today) { MayNote = line.Outcome is null });
    }

    private async Task<IActionResult> FormAsync(int childId, CorrectionForm typed)
    {
        if (await requests.MeantAsync(request.Current.Me, childId, Aborted) is not { } child) return NotFound();
        await views.RecordAsync(request.Current, AuditAction.Viewed, childId, subject: Routes.GovernedCorrections + "/new");
        return View("/Features/Corrections/NewGoverned.cshtml", new NewGovernedCorrection(child, typed, request.Today));
    }
}
