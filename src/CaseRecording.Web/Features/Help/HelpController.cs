using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Help;

/// <summary>The small print every page links to.</summary>
[Public]
public sealed class HelpController : Controller
{
    [HttpGet("accessibility")]
    public IActionResult Accessibility() => View();

    [HttpGet("keyboard")]
    public IActionResult Keyboard() => View();
}
