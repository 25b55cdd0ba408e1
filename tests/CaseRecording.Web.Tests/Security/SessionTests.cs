using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseRecording.Web.Tests.Security;

[Trait("Rule", "A-05")]
public sealed class SessionTests(WebWorld web) : IClassFixture<WebWorld>
{
    private static readonly TimeSpan AlmostIdle = TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Request_SignedOut_LeadsToSignInAndBack()
    {
        var browser = web.Anonymous();
        Assert.Equal("/sign-in?returnUrl=%2Faccount%3Fchanged%3Dfalse", (await browser.GetPage("/account?changed=false")).Location);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Fetch(HttpMethod.Get, "/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await browser.GetPage("/no/such/page")).Status);
    }

    [Fact]
    public async Task Request_UnknownAddressSignedIn_IsNotFound()
    {
        var browser = await web.SignInAsync(web.World.Worker);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPage("/no/such/page")).Status);
    }

    [Fact]
    public async Task Request_AfterFifteenQuietMinutes_A05_EndsTheSession()
    {
        var person = await web.World.AddStaffAsync("Quiet Person", Role.SocialWorker);
        var browser = await web.SignInAsync(person);
        web.World.Clock.Advance(AlmostIdle);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetPage("/account")).Status);
        web.World.Clock.Advance(AlmostIdle);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetPage("/account")).Status);
        web.World.Clock.Advance(TimeSpan.FromMinutes(15));
        var ended = await browser.GetPage("/account/password");
        Assert.Equal("/sign-in?returnUrl=%2Faccount%2Fpassword&ended=true", ended.Location);
        Assert.Contains("You were signed out", (await browser.GetPage(ended.Location!)).Text, StringComparison.Ordinal);
        await using var db = web.World.Open();
        Assert.False(await db.Sessions.AnyAsync(s => s.StaffId == person));
        Assert.Equal([AuditAction.SignedIn, AuditAction.SessionExpired], await db.AuditEvents.Where(e => e.StaffId == person).OrderBy(e => e.Id).Select(e => e.Action).ToListAsync());
    }

    [Fact]
    public async Task Request_ByScriptOnly_A05_DoesNotKeepTheSession()
    {
        var browser = await web.SignInAsync(web.World.Worker);
        var token = await TokenAsync(browser);
        web.World.Clock.Advance(AlmostIdle);
        Assert.Equal(HttpStatusCode.OK, (await browser.Fetch(HttpMethod.Get, "/account")).StatusCode);
        web.World.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Fetch(HttpMethod.Get, "/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Fetch(HttpMethod.Post, "/session/alive", token: token)).StatusCode);
    }

    [Fact]
    public async Task Alive_SaysThePersonIsThere_KeepsTheSession()
    {
        var browser = await web.SignInAsync(web.World.Worker);
        var token = await TokenAsync(browser);
        web.World.Clock.Advance(AlmostIdle);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Fetch(HttpMethod.Post, "/session/alive")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.Fetch(HttpMethod.Post, "/session/alive", token: token)).StatusCode);
        web.World.Clock.Advance(AlmostIdle);
        Assert.Equal(HttpStatusCode.OK, (await browser.Fetch(HttpMethod.Get, "/account")).StatusCode);
    }

    [Fact]
    public async Task Request_TwelveHoursAfterSignIn_EndsTheBusiestSession()
    {
        var browser = await web.SignInAsync(web.World.Worker);
        for (var passed = TimeSpan.Zero; passed < SessionLimits.Longest - TimeSpan.FromMinutes(10); passed += TimeSpan.FromMinutes(10))
        {
            web.World.Clock.Advance(TimeSpan.FromMinutes(10));
            Assert.Equal(HttpStatusCode.OK, (await browser.GetPage("/account")).Status);
        }

        web.World.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.Found, (await browser.GetPage("/account")).Status);
    }

    [Fact]
    public async Task Request_AccountDisabled_A05_IsOutAtTheNextRequest()
    {
        var person = await web.World.AddStaffAsync("Leaver", Role.SocialWorker);
        var browser = await web.SignInAsync(person);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetPage("/account")).Status);
        await using var db = web.World.Open();
        (await db.Users.SingleAsync(s => s.Id == person)).DisabledAtUtc = web.World.Now;
        db.Audit(web.World.As(null), AuditAction.AccountDisabled);
        await db.SaveChangesAsync();
        Assert.Equal("/sign-in?returnUrl=%2Faccount&ended=true", (await browser.GetPage("/account")).Location);
    }

    [Fact]
    public async Task SignOut_EndsTheSessionOnTheServer_SoThatACopiedCookieIsWorthless()
    {
        var browser = await web.SignInAsync(web.World.Worker);
        var copy = browser.Cookies.GetCookieHeader(WebClient.Address);
        var answer = await browser.SubmitForm((await browser.GetPage("/account")).Form("/sign-out"));
        Assert.Equal("/sign-in?signedOut=true", answer.Location);
        Assert.Equal("\"cache\"", Assert.Single(answer.Response.Headers.GetValues("Clear-Site-Data")));
        Assert.Equal(HttpStatusCode.Found, (await browser.GetPage("/account")).Status);
        var thief = web.Anonymous();
        thief.Cookies.SetCookies(WebClient.Address, copy.Replace(';', ','));
        Assert.Equal(HttpStatusCode.Found, (await thief.GetPage("/account")).Status);
    }

    [Fact]
    public async Task SignOutEverywhere_EndsEverySessionOfThePerson_AndNobodyElses()
    {
        var (here, there) = (await web.SignInAsync(web.World.Worker), await web.SignInAsync(web.World.Worker));
        var colleague = await web.SignInAsync(web.World.Colleague);
        await here.SubmitForm((await here.GetPage("/account")).Form("/account/sign-out-everywhere"));
        Assert.Equal(HttpStatusCode.Found, (await here.GetPage("/account")).Status);
        Assert.Equal(HttpStatusCode.Found, (await there.GetPage("/account")).Status);
        Assert.Equal(HttpStatusCode.OK, (await colleague.GetPage("/account")).Status);
    }

    [Fact]
    public async Task ChangePassword_EndsTheOtherSessions_AndKeepsThisOne()
    {
        const string Old = "orchard lantern pebble";
        await using var scope = web.Services.CreateAsyncScope();
        var person = await scope.ServiceProvider.GetRequiredService<StaffService>()
            .CreateAsync(web.World.As(null), new NewStaff("changes.password", "Changes Password", Old, [Role.SocialWorker], [], false));
        var (here, there) = (await web.SignInAsync(person), await web.SignInAsync(person));

        var wrong = await here.FillIn("/account/password", ("current", "not it"), ("password", "gravel tulip morning"));
        Assert.Equal("This is not your password (A-05)", wrong.ErrorAt("current"));
        var done = await here.FillIn("/account/password", ("current", Old), ("password", "gravel tulip morning"));
        Assert.Equal("/account?changed=true", done.Location);
        Assert.Equal(HttpStatusCode.OK, (await here.GetPage(done.Location!)).Status);
        Assert.Equal(HttpStatusCode.Found, (await there.GetPage("/account")).Status);
    }

    [Fact]
    public async Task Sweep_SessionsNobodyCameBackTo_AreEndedAndAudited()
    {
        var person = await web.World.AddStaffAsync("Went Home", Role.SocialWorker);
        await web.SignInAsync(person);
        var sessions = web.Services.GetRequiredService<SessionStore>();
        web.World.Clock.Advance(AlmostIdle);
        await sessions.SweepAsync(default);
        await using var db = web.World.Open();
        Assert.True(await db.Sessions.AnyAsync(s => s.StaffId == person));
        web.World.Clock.Advance(TimeSpan.FromSeconds(1));
        await sessions.SweepAsync(default);
        Assert.False(await db.Sessions.AnyAsync(s => s.StaffId == person));
        Assert.True(await db.AuditEvents.AnyAsync(e => e.StaffId == person && e.Action == AuditAction.SessionExpired));
    }

    [Fact]
    public async Task Keys_InTheDatabase_AreWrapped()
    {
        await web.SignInAsync(web.World.Worker);
        await using var db = web.World.Open();
        var keys = await db.DataProtectionKeys.Select(k => k.Xml).ToListAsync();
        Assert.NotEmpty(keys);
        Assert.All(keys, xml => Assert.DoesNotContain("masterKey", xml, StringComparison.OrdinalIgnoreCase));
        Assert.All(keys, xml => Assert.Contains("<wrapped ", xml, StringComparison.Ordinal));
    }

    private static async Task<string> TokenAsync(WebClient browser) =>
        (await browser.GetPage("/account")).Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
}
