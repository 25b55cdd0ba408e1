using System.Security.Claims;
using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.Account;

/// <summary>One's own account: where one is signed in, the password, and the ways out .</summary>
[SignedIn]
public sealed class AccountController(AppDbContext db, RequestContext request, StaffService staff) : Controller
{
    [HttpGet(Routes.Account)]
    public async Task<IActionResult> Show(bool changed)
    {
        var (me, mine) = (request.Current.Me, User.FindFirstValue(SessionStore.SessionClaim));
        var sessions = await db.Sessions.AsNoTracking().Where(s => s.StaffId == me).OrderByDescending(s => s.LastActivityAtUtc)
            .Select(s => new OpenSession(s.CreatedAtUtc, s.LastActivityAtUtc, s.Id == mine)).ToListAsync();
        var person = await db.Users.AsNoTracking().Where(s => s.Id == me).Select(s => new
        {
            s.DisplayName,
            s.UserName,
            s.PasswordSetAtUtc,
            Roles = s.Roles.Select(r => r.Role).ToList(),
        }).FirstAsync();
        var teams = await db.Teams.Where(t => db.TeamMembers.Any(m => m.StaffId == me && m.TeamId == t.Id)).OrderBy(t => t.Name).Select(t => t.Name).ToListAsync();
        var roles = person.Roles.Order().Select(r => r.Label()).ToList();
        return View(new AccountModel(person.DisplayName, person.UserName!, roles, teams, person.PasswordSetAtUtc, sessions, changed));
    }

    [HttpGet(Routes.ChangePassword)]
    public IActionResult Password() => View(new NewPasswordModel());

    [HttpPost(Routes.ChangePassword)]
    public async Task<IActionResult> Password(NewPasswordModel model)
    {
        var keep = User.FindFirstValue(SessionStore.SessionClaim);
        return await ModelState.TryAsync(() => staff.ChangeOwnPasswordAsync(request.Current, model.Current ?? "", model.Password, keep))
            ? Redirect(Routes.Account + "?changed=true")
            : View(model);
    }

    [HttpPost(Routes.SignOutEverywhere)]
    public async Task<IActionResult> EverywhereOut()
    {
        await staff.SignOutEverywhereAsync(request.Current);
        return await SignedOut();
    }

    [HttpPost(Routes.SignOut)]
    public Task<IActionResult> SignOutHere() => SignedOut();

    /// <summary>The person is still there: typing or a click on <em>Stay signed in</em>. The session store has noted it by now.</summary>
    [HttpPost(Routes.SessionAlive)]
    public IActionResult Alive() => NoContent();

    private async Task<IActionResult> SignedOut()
    {
        await Sessions.EndAsync(HttpContext);
        return Redirect(Routes.SignIn + "?signedOut=true");
    }
}
