using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Web.Features.Details;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Status;

/// <summary>The child's status as dated periods; two at once are possible (C-03, V-03).</summary>
[ChildAccess(AccessLevel.Record)]
public sealed class StatusController(DetailsQuery details, ChildBarQuery bar, ChildService children, RequestContext request) : Controller
{
    [HttpGet(Routes.Status)]
    public Task<IActionResult> Change(int childId, DateOnly? from) => Form(childId, new StatusForm { From = from ?? request.Today });

    [HttpPost(Routes.Status)]
    public async Task<IActionResult> Change(int childId, StatusForm form)
    {
        var outcome = await ModelState.TryEditAsync(() => children.ChangeStatusAsync(request.Current, childId, form.Version, form.Read()));
        return outcome == EditOutcome.Done ? Redirect(Routes.ToDetails(childId) + "?saved=true") : await Form(childId, form);
    }

    [HttpGet(Routes.EndStatus)]
    public Task<IActionResult> End(int childId, int statusId) => DateForm(childId, statusId, new StatusForm(), "endedOn");

    [HttpPost(Routes.EndStatus)]
    public async Task<IActionResult> End(int childId, int statusId, StatusForm form)
    {
        var outcome = await ModelState.TryEditAsync(() => children.EndStatusAsync(request.Current, childId, form.Version, statusId, form.EndedOn));
        return outcome == EditOutcome.Done ? Redirect(Routes.ToDetails(childId) + "?saved=true") : await DateForm(childId, statusId, form, "endedOn");
    }

    [HttpGet(Routes.FirstReview)]
    public Task<IActionResult> Review(int childId, int statusId) => DateForm(childId, statusId, new StatusForm(), "reviewOn");

    [HttpPost(Routes.FirstReview)]
    public async Task<IActionResult> Review(int childId, int statusId, StatusForm form)
    {
        var outcome = await ModelState.TryEditAsync(() => children.FirstReviewHeldAsync(request.Current, childId, form.Version, statusId, form.ReviewOn));
        return outcome == EditOutcome.Done ? Redirect(Routes.ToDetails(childId) + "?saved=true") : await DateForm(childId, statusId, form, "reviewOn");
    }

    /// <summary>The statuses in force stand on the form each time, so that its version may be the newest.</summary>
    private async Task<IActionResult> Form(int childId, StatusForm form)
    {
        form.Version = (await details.WhoAsync(childId)).Version;
        var open = (await details.StatusesAsync(childId)).Where(s => s.To is null).ToList();
        return View("Change", new StatusPage(await bar.LoadAsync(childId, ChildTab.Details), form, open));
    }

    private async Task<IActionResult> DateForm(int childId, int statusId, StatusForm form, string field)
    {
        form.Version = (await details.WhoAsync(childId)).Version;
        var status = (await details.StatusesAsync(childId)).FirstOrDefault(s => s.Id == statusId && s.To is null);
        return status is null ? NotFound() : View("Date", new StatusDatePage(await bar.LoadAsync(childId, ChildTab.Details), form, status, field));
    }
}

/// <summary>A status as typed.</summary>
public sealed class StatusForm
{
    public Guid Version { get; set; }

    public StatusKind? Kind { get; set; }

    public DateOnly? From { get; set; }

    /// <summary>Beside what is open, not instead of it.</summary>
    public bool Alongside { get; set; }

    public LookedAfterArrangement? Arrangement { get; set; }

    public int? AgreedIntervalDays { get; set; }

    public DateOnly? EndedOn { get; set; }

    public DateOnly? ReviewOn { get; set; }

    public StatusChange Read() => new() { Kind = Kind, From = From, Alongside = Alongside, Arrangement = Arrangement, AgreedIntervalDays = AgreedIntervalDays };
}

public sealed record StatusPage(ChildBar Bar, StatusForm Form, IReadOnlyList<StatusRow> Open);

/// <param name="Field">The one date asked: endedOn or reviewOn.</param>
public sealed record StatusDatePage(ChildBar Bar, StatusForm Form, StatusRow Status, string Field);
