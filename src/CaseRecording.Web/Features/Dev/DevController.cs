using System.Security.Claims;
using CaseRecording.Web.Security;
using CaseRecording.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CaseRecording.Web.Features.Dev;

/// <summary>The style page, in Development only: every component once, empty and in error. Browser tests look at it.</summary>
[Public]
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
        ActAsSomebody();
        if (errors)
        {
            ModelState.AddModelError("facts", "Say what happened");
            ModelState.AddModelError("seen", "Say whether you saw the child (V-01)");
            ModelState.AddModelError("date-month", "The date needs a month");
            ModelState.AddModelError("reason", "Say why you visited");
            ModelState.AddModelError("", "Somebody else changed this entry while you wrote");
        }
        return View();
    }

    // The page was made for somebody who never signed in, so its token fits nobody.
    [HttpPost("dev/components"), IgnoreAntiforgeryToken]
    public IActionResult Post()
    {
        ActAsSomebody();
        ViewData.SetFormValues(Request.Form.ToDictionary(f => f.Key, f => f.Value.OfType<string>().ToArray()));
        ModelState.AddModelError("reason", "Say why you visited");
        return View("Components");
    }

    /// <summary>As somebody signed in sees it; the sign-in system is not involved.</summary>
    private void ActAsSomebody() => HttpContext.User = new ClaimsPrincipal(new ClaimsIdentity(
        [new(ClaimTypes.Name, "Example Person"), new(ClaimTypes.Role, "SocialWorker"), new(ClaimTypes.Role, "TeamManager")], "style page"));

    [HttpGet("dev/failure")]
    public IActionResult Failure() => throw new InvalidOperationException("Asked for by the style page.");
}
