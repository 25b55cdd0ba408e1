using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.Ask;

/// <summary>Where someone without a relationship to the child says why they need the record .</summary>
[ChildAccess(AccessLevel.AskReason)]
public sealed class AskController(AppDbContext db, AccessByReason reasons, RequestContext request) : Controller
{
    [HttpGet(Routes.AskForAccess)]
    public async Task<IActionResult> Show(int childId, string? returnUrl) =>
        HttpContext.Access().Level >= AccessLevel.Read ? Onwards(childId, returnUrl) : await ShowForm(childId, returnUrl);

    [HttpPost(Routes.AskForAccess)]
    public async Task<IActionResult> Open(int childId, string? reason, string? returnUrl) =>
        await ModelState.TryAsync(() => reasons.OpenAsync(request.Current, childId, reason))
            ? Onwards(childId, returnUrl)
            : await ShowForm(childId, returnUrl);

    private async Task<ViewResult> ShowForm(int childId, string? returnUrl)
    {
        var child = await db.Children.AsNoTracking().Where(c => c.Id == childId)
            .Select(c => new { c.FullName, c.BirthDate, c.BirthDateKind, Team = db.Teams.Where(t => t.Id == c.TeamId).Select(t => t.Name).FirstOrDefault() })
            .SingleAsync();
        return View("Show", new AskModel(childId, child.FullName, Age.Of(child.BirthDate, child.BirthDateKind, request.Today), child.Team, returnUrl));
    }

    private IActionResult Onwards(int childId, string? returnUrl) =>
        Url.IsLocalUrl(returnUrl) ? Redirect(returnUrl!) : Redirect(Routes.ToChild(childId));
}

/// <param name="Team">Whose manager sees the reason; null: the senior managers do.</param>
public sealed record AskModel(int ChildId, string Name, string Age, string? Team, string? ReturnUrl);
