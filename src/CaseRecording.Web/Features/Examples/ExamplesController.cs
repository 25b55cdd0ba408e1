using CaseRecording.Core.Access;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Quality.Examples;
using CaseRecording.Core.Recording;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Examples;

/// <summary>Good examples as everyone reads them, and the second reading before that (Q-05). No page here says where an example comes from.</summary>
public sealed class ExamplesController(ExampleService service, ExampleQuery query, RequestContext request) : Controller
{
    private bool IsManager => User.IsInRole(nameof(Role.TeamManager)) || User.IsInRole(nameof(Role.SeniorManager));

    [HttpGet(Routes.Examples), SignedIn]
    public Task<IActionResult> Index(string? kind, string? point, [FromQuery(Name = "before")] long? before, string? done) => ListAsync(kind, point, before, done);

    [HttpGet(Routes.ExamplesWaiting), ForRoles(Role.TeamManager, Role.SeniorManager)]
    public async Task<IActionResult> Waiting() => View(await query.WaitingAsync(request.Current));

    [HttpGet(Routes.CheckExample), ForRoles(Role.TeamManager, Role.SeniorManager)]
    public Task<IActionResult> Check(Guid exampleId) => CheckAsync(exampleId, new CheckForm());

    [HttpPost(Routes.CheckExample), ForRoles(Role.TeamManager, Role.SeniorManager)]
    public async Task<IActionResult> Decide(Guid exampleId, CheckForm posted)
    {
        if (await query.ToCheckAsync(request.Current, exampleId) is null) return NotFound();
        bool? publish = posted.Publish switch { "yes" => true, "no" => false, _ => null };
        var outcome = await ModelState.TryEditAsync(() => service.DecideAsync(request.Current, exampleId, posted.Opened, publish, posted.Read == "yes", posted.Reason));
        if (outcome == EditOutcome.Done) return Redirect(publish == true ? $"{Routes.Examples}?done=published" : Routes.ExamplesWaiting);
        if (outcome == EditOutcome.EditedMeanwhile) Response.StatusCode = StatusCodes.Status409Conflict;
        return await CheckAsync(exampleId, posted);
    }

    [HttpGet(Routes.WithdrawExample), ForRoles(Role.TeamManager, Role.SeniorManager)]
    public Task<IActionResult> Withdraw(Guid exampleId) => WithdrawalAsync(exampleId, null);

    [HttpPost(Routes.WithdrawExample), ForRoles(Role.TeamManager, Role.SeniorManager)]
    public async Task<IActionResult> Withdraw(Guid exampleId, CheckForm posted)
    {
        if (await query.FindPublishedAsync(exampleId) is null) return NotFound();
        var outcome = await ModelState.TryEditAsync(() => service.WithdrawAsync(request.Current, exampleId, posted.Opened, posted.Reason));
        if (outcome == EditOutcome.Done) return Redirect($"{Routes.Examples}?done=withdrawn");
        if (outcome == EditOutcome.EditedMeanwhile) Response.StatusCode = StatusCodes.Status409Conflict;
        return await WithdrawalAsync(exampleId, posted.Reason);
    }

    private async Task<IActionResult> WithdrawalAsync(Guid exampleId, string? reason) =>
        await query.FindPublishedAsync(exampleId) is { } example ? View("Withdraw", new WithdrawPage(example, reason)) : NotFound();

    private async Task<IActionResult> ListAsync(string? kind, string? point, long? before, string? done)
    {
        var form = RecordingForm.KindOf(kind);
        var shows = StandardLabels.All.FirstOrDefault(p => p.Key() == point);
        var from = before is > 0 && before <= DateTime.MaxValue.Ticks ? new DateTime(before.Value, DateTimeKind.Utc) : (DateTime?)null;
        var found = await query.PublishedAsync(form, shows, from);
        var next = found.Count > ExampleQuery.PageSize ? $"{Routes.Examples}{QueryString.Create("kind", form is null ? "" : kind!).Add("point", shows == StandardPoints.None ? "" : point!).Add("before", $"{found[ExampleQuery.PageSize - 1].PublishedAtUtc.Ticks}")}" : null;
        return View("Index", new ExamplesPage([.. found.Take(ExampleQuery.PageSize)], form, shows, next, IsManager)
        {
            Waiting = IsManager ? (await query.WaitingAsync(request.Current)).Count : 0,
            Done = done switch { "published" => "The example is published", "withdrawn" => "The example is withdrawn", "proposed" => "A second person will read your example before it is published", _ => null },
        });
    }

    private async Task<IActionResult> CheckAsync(Guid exampleId, CheckForm posted)
    {
        if (await query.ToCheckAsync(request.Current, exampleId) is not { } example) return NotFound();
        posted.Opened = example.Version;
        ModelState.Remove(nameof(CheckForm.Opened));
        return View("Check", new CheckPage(example, posted, example.ProposedById == request.Current.Me));
    }
}
