using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Help;

/// <summary>The small print every page links to.</summary>
[AllowAnonymous]
public sealed class HelpController : Controller
{
    [HttpGet("accessibility")]
    public IActionResult Accessibility() => View();

    [HttpGet("keyboard")]
    public IActionResult Keyboard() => View();
}
