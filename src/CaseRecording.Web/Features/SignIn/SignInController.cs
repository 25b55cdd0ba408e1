using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Web.Features.Account;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.SignIn;

/// <summary>Signing in: a password, then what is still asked for, then a session .</summary>
[Public]
public sealed class SignInController(AppDbContext db, RequestContext request, SignInService signIn, StaffService staff, PolicyStore policies, SignInThrottle throttle) : Controller
{
    // One sentence for every refusal: it tells nobody which names exist.
    private const string Refusal = "The user name or password is not right. After 5 wrong passwords an account is locked for 15 minutes.";
    private const string Throttled = "There were too many tries from here. Wait 15 minutes, then try again.";

    [HttpGet(Routes.SignIn)]
    public IActionResult Show(SignInModel model) => User.Identity!.IsAuthenticated ? Onward(model.ReturnUrl) : ShowForm(model);

    [HttpPost(Routes.SignIn)]
    public async Task<IActionResult> Post(SignInModel model)
    {
        // A session is never handed on to another person: sign out first.
        if (User.Identity!.IsAuthenticated) return Onward(model.ReturnUrl);
        var (name, password) = (model.UserName ?? "", model.Password ?? "");
        if (name.Trim().Length == 0) ModelState.AddModelError("userName", "Enter your user name");
        if (password.Length == 0) ModelState.AddModelError("password", "Enter your password");
        if (!ModelState.IsValid) return ShowForm(model);

        var context = request.Current;
        if (throttle.Refuses(context.Origin, name)) return ShowForm(model, Throttled);
        if (await signIn.CheckPasswordAsync(context, name, password, HttpContext.RequestAborted) is not { } person)
        {
            if (throttle.CountWrong(context.Origin, name)) await signIn.ThrottledAsync(context);
            return ShowForm(model, Refusal);
        }

        var policy = (await policies.LoadAsync()).PolicyOn(request.Today);
        if (!SignInService.NeedsNewPassword(person, policy, context.NowUtc)) return await BeginAsync(person, model.ReturnUrl);
        await signIn.PasswordAcceptedAsync(context, person);
        await Sessions.StartHalfAsync(HttpContext, person);
        return RedirectToAction(nameof(NewPassword), new { model.ReturnUrl });
    }

    [HttpGet(Routes.NewPassword)]
    public async Task<IActionResult> NewPassword(string? returnUrl) =>
        await HalfSignedInAsync() is null ? Redirect(Routes.SignIn) : View("NewPassword", new NewPasswordModel { ReturnUrl = returnUrl });

    [HttpPost(Routes.NewPassword)]
    public async Task<IActionResult> PostNewPassword(NewPasswordModel model)
    {
        if (await HalfSignedInAsync() is not { } person) return Redirect(Routes.SignIn);
        var context = request.Current with { UserId = person.Id };
        if (!await ModelState.TryAsync(() => staff.ChangeOwnPasswordAsync(context, null, model.Password, null))) return View("NewPassword", model);
        return await BeginAsync(person, model.ReturnUrl);
    }

    private async Task<Staff?> HalfSignedInAsync()
    {
        if (await Sessions.HalfAsync(HttpContext) is not var (id, stamp)) return null;
        return await db.Users.Include(s => s.Roles).FirstOrDefaultAsync(s => s.Id == id && s.SecurityStamp == stamp && s.DisabledAtUtc == null);
    }

    private async Task<IActionResult> BeginAsync(Staff person, string? returnUrl)
    {
        var signedIn = await Sessions.StartAsync(HttpContext, person);
        return Url.IsLocalUrl(returnUrl) ? LocalRedirect(returnUrl) : Redirect(Navigation.For(signedIn).First().Href);
    }

    private IActionResult Onward(string? returnUrl) =>
        Url.IsLocalUrl(returnUrl) ? LocalRedirect(returnUrl) : Redirect(Navigation.For(User).First().Href);

    private ViewResult ShowForm(SignInModel model, string? refusal = null)
    {
        if (refusal is not null) ModelState.AddModelError("userName", refusal);
        return View("Show", model);
    }
}
