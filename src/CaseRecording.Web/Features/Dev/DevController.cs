using System.Security.Claims;
using CaseRecording.Web.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CaseRecording.Web.Features.Dev;

/// <summary>The style page, in Development only: every component once, empty and in error. Browser tests look at it.</summary>
[AllowAnonymous]
public sealed class DevController(IHostEnvironment environment) : Controller
{
    public override void OnActionExecuting(ActionExecutingContext context)
    {
        if (!environment.IsDevelopment())
            context.Result = NotFound();
    }

    [HttpGet("dev/components")]
    public IActionResult Components(bool errors)
    {
        // As somebody signed in sees it; the sign-in system is not involved.
        HttpContext.User = new ClaimsPrincipal(new ClaimsIdentity(
            [new(ClaimTypes.Name, "Example Person"), new(ClaimTypes.Role, "SocialWorker"), new(ClaimTypes.Role, "TeamManager")], "style page"));
        return View();
    }

    [HttpGet("dev/failure")]
    public IActionResult Failure() => throw new InvalidOperationException("Asked for by the style page.");
}
