using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Find;

/// <summary>Finds a child. Finding is not opening: a result shows who it is and whom to ask .</summary>
public sealed class FindController(ChildSearch search, SearchAddress address, ViewAudit views, RequestContext request) : Controller
{
    [HttpGet(Routes.Find)]
    [ForRoles(Role.SocialWorker, Role.TeamManager, Role.SeniorManager, Role.TeamCoordinator, Role.ReviewingOfficer, Role.ReferralTeam)]
    public Task<IActionResult> Show(string? s, int? after) => Page(Routes.Find, s, after);

    [HttpPost(Routes.Find)]
    [ForRoles(Role.SocialWorker, Role.TeamManager, Role.SeniorManager, Role.TeamCoordinator, Role.ReviewingOfficer, Role.ReferralTeam)]
    public IActionResult Search(string? search) => Redirect(address.Of(Routes.Find, search));

    /// <summary>The emergency duty team's start page: from here a result leads straight to the one-page summary (S-04).</summary>
    [HttpGet(Routes.Duty)]
    [ForRoles(Role.EmergencyDuty)]
    public Task<IActionResult> Duty(string? s, int? after) => Page(Routes.Duty, s, after);

    [HttpPost(Routes.Duty)]
    [ForRoles(Role.EmergencyDuty)]
    public IActionResult SearchOnDuty(string? search) => Redirect(address.Of(Routes.Duty, search));

    private async Task<IActionResult> Page(string page, string? s, int? after)
    {
        var typed = address.Read(s);
        var text = ChildSearchText.Parse(typed);
        if (s is not null && text.IsEmpty) ModelState.AddModelError("search", "Enter a name, a date of birth or a number");
        var found = await search.FindAsync(request.Current.Me, text, after, HttpContext.RequestAborted);
        var shown = found.Take(ChildSearch.PageSize).ToList();
        if (!text.IsEmpty) await views.RecordAsync(request.Current, AuditAction.Searched, subject: $"{text.Kind}: {shown.Count} shown");
        var older = found.Count > shown.Count ? $"{page}?s={s}&after={shown[^1].ChildId}" : null;
        return View("Show", new FindModel(page, typed, !text.IsEmpty, shown, after is null ? null : $"{page}?s={s}", older, request.Today));
    }
}

/// <param name="Page">Where the form posts: <see cref="Routes.Find"/> or <see cref="Routes.Duty"/>.</param>
/// <param name="FirstHref">Back to the first page of results, on a later one.</param>
public sealed record FindModel(string Page, string? Typed, bool Searched, IReadOnlyList<FoundChild> Found, string? FirstHref, string? NextHref, DateOnly Today)
{
    public bool OnDuty => Page == Routes.Duty;
}
