using CaseRecording.Core.Access;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Safeguarding;
using CaseRecording.Core.Time;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using CaseRecording.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Safeguarding;

/// <summary>Reports of safeguarding concerns, before the entry is written (T-05).</summary>
public sealed class SafeguardingController(SafeguardingService reports, ChildBarQuery bar, RequestContext request) : Controller
{
    [HttpGet(Routes.NewSafeguarding), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> New(int childId, [FromQuery] DraftBehind behind)
    {
        var now = LondonTime.ToLondon(request.Current.NowUtc);
        var form = new SafeguardingForm { Key = Guid.NewGuid(), Date = DateOnly.FromDateTime(now), Time = FormWriter.Time(request.Current.NowUtc) };
        return View(new NewSafeguarding(await bar.LoadAsync(childId), form, behind));
    }

    [HttpPost(Routes.NewSafeguarding), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> New(int childId, SafeguardingForm told, [FromQuery] DraftBehind behind, CancellationToken cancellationToken)
    {
        var happened = ModelState.ReadMoment(told.Date, told.Time, told.SecondHour, "Enter the date", "Enter the time");
        var id = 0;
        if (happened is { } at && ModelState.IsValid
            && await ModelState.TryAsync(async () => id = await reports.ReportAsync(request.Current, childId, new SafeguardingInput(told.Key, told.Sentence, at), cancellationToken)))
        {
            return Redirect(Routes.ToSafeguarding(childId, id) + behind.Query);
        }

        return View(new NewSafeguarding(await bar.LoadAsync(childId), told, behind));
    }

    [HttpGet(Routes.Safeguarding), ChildAccess(AccessLevel.Record)]
    public Task<IActionResult> Show(int childId, int reportId, [FromQuery] DraftBehind behind, CancellationToken cancellationToken) => PageAsync(childId, reportId, null, behind, cancellationToken);

    [HttpPost(Routes.WithdrawSafeguarding), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Withdraw(int childId, int reportId, string? reason, CancellationToken cancellationToken) =>
        await ModelState.TryAsync(() => reports.WithdrawAsync(request.Current, childId, reportId, reason, cancellationToken))
            ? Redirect(Routes.ToSafeguarding(childId, reportId))
            : await PageAsync(childId, reportId, reason, new DraftBehind(), cancellationToken);

    /// <summary>For managers and whoever may be their deputy; whether they are is asked by the service (Q-07).</summary>
    [HttpPost(Routes.AcknowledgeSafeguarding), ForRoles(Role.TeamManager, Role.SeniorManager, Role.TeamCoordinator, Role.SocialWorker)]
    public async Task<IActionResult> Acknowledge(int reportId, int? team, CancellationToken cancellationToken)
    {
        await reports.AcknowledgeAsync(request.Current, reportId, cancellationToken);
        return Redirect(team is { } id ? $"{Routes.Team}?team={id}#safeguarding" : Routes.Home);
    }

    /// <summary>Asked every few seconds by a page of a manager or deputy.</summary>
    [HttpGet(Routes.SafeguardingWaiting), ForRoles(Role.TeamManager, Role.SeniorManager, Role.TeamCoordinator, Role.SocialWorker)]
    public async Task<IActionResult> Waiting(CancellationToken cancellationToken)
    {
        var (count, latest) = await reports.WaitingAsync(request.Current, cancellationToken);
        return Json(new { count, latest });
    }

    private async Task<IActionResult> PageAsync(int childId, int reportId, string? reason, DraftBehind behind, CancellationToken cancellationToken)
    {
        if (await reports.FindAsync(request.Current, childId, reportId, cancellationToken) is not { } report) return NotFound();
        if (!ModelState.IsValid) Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("Show", new SafeguardingPage(await bar.LoadAsync(childId), report, request.Current.NowUtc, behind, reason)
        {
            MayWithdraw = report.WithdrawnAtUtc is null && (report.IsMine || HttpContext.Access().Level >= AccessLevel.Manage),
        });
    }
}

/// <summary>The draft from whose page a concern is reported, to go back to.</summary>
public sealed class DraftBehind
{
    public string? Form { get; set; }

    public Guid? Draft { get; set; }

    public long? Entry { get; set; }

    /// <summary>The draft's page; null where there is none.</summary>
    public string? Href(int childId) => RecordingForm.KindOf(Form) is not null && Draft is { } draft ? Routes.ToWrite(childId, Form!, Entry, draft) : null;

    public string Query => Draft is { } draft ? $"?form={Uri.EscapeDataString(Form ?? "")}&draft={draft}{(Entry is { } entry ? $"&entry={entry}" : null)}" : "";
}

public sealed class SafeguardingForm
{
    public Guid Key { get; set; }

    public string? Sentence { get; set; }

    public DateOnly? Date { get; set; }

    public string? Time { get; set; }

    public string? SecondHour { get; set; }
}

public sealed record NewSafeguarding(ChildBar Bar, SafeguardingForm Form, DraftBehind Behind);

/// <param name="Reason">A reason for taking it back that was refused.</param>
public sealed record SafeguardingPage(ChildBar Bar, SafeguardingLine Report, DateTime NowUtc, DraftBehind Behind, string? Reason)
{
    public bool MayWithdraw { get; init; }
}

/// <summary>Open reports of a team, or what waits for a deputy, who has no team's page.</summary>
public sealed record SafeguardingList(IReadOnlyList<TeamConcern> Concerns, int? TeamId);
