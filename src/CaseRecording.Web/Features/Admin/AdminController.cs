using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.Admin;

/// <summary>Where an administrator begins. No child's record is behind any of it .</summary>
[ForRoles(Role.Administrator)]
public sealed class AdminController(AppDbContext db, RequestContext request) : Controller
{
    [HttpGet(Routes.Admin)]
    public async Task<IActionResult> Index() => View(new AdminModel(
        await db.Users.CountAsync(s => s.DisabledAtUtc == null),
        await db.Users.CountAsync(s => s.DisabledAtUtc != null),
        await db.Teams.CountAsync(),
        PolicySettings.All.Count,
        await db.PolicyChanges.CountAsync(c => c.EffectiveFrom > request.Today)));
}

/// <param name="ComingChanges">Policy changes with a date still to come.</param>
public sealed record AdminModel(int Accounts, int DisabledAccounts, int Teams, int Settings, int ComingChanges);
