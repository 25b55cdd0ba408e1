using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseRecording.Web.Tests.Features.SignIn;

[Trait("Rule", "A-05")]
public sealed class SignInTests(WebWorld web) : IClassFixture<WebWorld>
{
    private const string Password = "orchard lantern pebble";
    private const string OneSentence = "The user name or password is not right. After 5 wrong passwords an account is locked for 15 minutes.";

    [Fact]
    public async Task SignIn_RightPassword_BeginsASessionOfWhichTheDatabaseHoldsOnlyTheHash()
    {
        var (id, name) = await AccountAsync();
        var browser = web.Anonymous();
        var answer = await browser.FillIn("/sign-in?returnUrl=%2Faccount", ("userName", name.ToUpperInvariant()), ("password", Password));

        Assert.Equal((HttpStatusCode.Found, "/account"), (answer.Status, answer.Location));
        var cookie = Assert.Single(answer.Response.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-case-recording-session=", StringComparison.Ordinal));
        Assert.Contains("; path=/; secure; samesite=strict; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        var page = await browser.GetPage("/account");
        Assert.Contains("Person who signs in", page.Text, StringComparison.Ordinal);
        Assert.Contains("Social worker", page.Text, StringComparison.Ordinal);
        await using var db = web.World.Open();
        var session = await db.Sessions.SingleAsync(s => s.StaffId == id);
        Assert.DoesNotContain(session.Id, WebUtility.UrlDecode(cookie), StringComparison.Ordinal);
        Assert.Equal([AuditAction.SignedIn], await ActionsOf(id));
    }

    [Theory]
    [InlineData("//elsewhere.example/x")]
    [InlineData("https://elsewhere.example/x")]
    [InlineData("/\\elsewhere.example")]
    public async Task SignIn_ReturnAddressElsewhere_IsNotFollowed(string elsewhere)
    {
        var (_, name) = await AccountAsync();
        var answer = await web.Anonymous().FillIn("/sign-in?returnUrl=" + Uri.EscapeDataString(elsewhere), ("userName", name), ("password", Password));
        Assert.Equal((HttpStatusCode.Found, "/"), (answer.Status, answer.Location));
    }

    [Fact]
    public async Task SignIn_EveryKindOfRefusal_SaysTheSame()
    {
        var (id, name) = await AccountAsync();
        var (disabled, disabledName) = await AccountAsync();
        await DisableAsync(disabled);
        foreach (var (user, password) in new[] { (name, "wrong password here"), ("nobody.of.this.name", Password), (disabledName, Password) })
        {
            var answer = await web.Anonymous().FillIn("/sign-in", ("userName", user), ("password", password));
            Assert.Equal(OneSentence, answer.ErrorAt("user-name") ?? answer.ErrorAt("userName"));
            Assert.Equal(user, answer.Document.QuerySelector("[name=userName]")!.GetAttribute("value"));
            Assert.Null(answer.Document.QuerySelector("[name=password]")!.GetAttribute("value"));
            Assert.False(answer.Response.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.Contains("session", StringComparison.Ordinal)));
        }

        Assert.Equal([AuditAction.SignInRefused], await ActionsOf(id));
        Assert.Equal([AuditAction.SignInRefused], await ActionsOf(disabled));
    }

    [Fact]
    public async Task SignIn_Empty_AsksForBoth()
    {
        var answer = await web.Anonymous().FillIn("/sign-in");
        Assert.Equal(["Enter your user name", "Enter your password"], answer.Errors);
    }

    [Fact]
    public async Task SignIn_FiveWrongPasswords_A05_LocksForFifteenMinutes()
    {
        var (id, name) = await AccountAsync();
        var browser = web.Anonymous();
        for (var i = 0; i < 5; i++) await browser.FillIn("/sign-in", ("userName", name), ("password", "wrong password here"));

        web.World.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await browser.FillIn("/sign-in", ("userName", name), ("password", Password))).Status);
        web.World.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Found, (await browser.FillIn("/sign-in", ("userName", name), ("password", Password))).Status);
        Assert.Equal(
            [.. Enumerable.Repeat(AuditAction.SignInRefused, 5), AuditAction.LockedOut, AuditAction.SignInRefused, AuditAction.SignedIn],
            await ActionsOf(id));
    }

    [Fact]
    public async Task SignIn_FourWrongPasswordsThenTheRightOne_StartsCountingAnew()
    {
        var (_, name) = await AccountAsync();
        for (var round = 0; round < 2; round++)
        {
            var browser = web.Anonymous();
            for (var i = 0; i < 4; i++) await browser.FillIn("/sign-in", ("userName", name), ("password", "wrong password here"));
            Assert.Equal(HttpStatusCode.Found, (await browser.FillIn("/sign-in", ("userName", name), ("password", Password))).Status);
        }
    }

    [Fact]
    public async Task SignIn_TwentyTriesAtOnce_GetNoMoreAnswersThanFive()
    {
        var (id, name) = await AccountAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            await using var scope = web.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SignInService>().CheckPasswordAsync(web.World.As(null), name, "wrong password here");
        }));
        await using var db = web.World.Open();
        var looked = await db.AuditEvents.Where(e => e.StaffId == id && e.After == "wrong password").CountAsync();
        Assert.Equal(5, looked);
    }

    [Fact]
    public async Task SignIn_TooManyTriesFromOneAddress_AreNotLookedAt()
    {
        var browser = web.Anonymous();
        for (var i = 0; i < 10; i++) await browser.FillIn("/sign-in", ("userName", "somebody.unknown"), ("password", "wrong password here"));
        var answer = await browser.FillIn("/sign-in", ("userName", "Somebody.Unknown "), ("password", "wrong password here"));
        Assert.Equal(["There were too many tries from here. Wait 15 minutes, then try again."], answer.Errors);
    }

    [Fact]
    public async Task SignIn_OneTimePassword_A05_OpensOnlyThePageThatChangesIt()
    {
        var (id, name) = await AccountAsync(mustChange: true);
        var browser = web.Anonymous();
        var answer = await browser.FillIn("/sign-in?returnUrl=%2Faccount", ("userName", name), ("password", Password));
        Assert.StartsWith("/sign-in/new-password", answer.Location, StringComparison.Ordinal);
        Assert.Equal("/sign-in?returnUrl=%2Faccount", (await browser.GetPage("/account")).Location);

        var weak = await browser.FillIn(answer.Location!, ("password", "too short"));
        Assert.Contains("(A-05)", Assert.Single(weak.Errors), StringComparison.Ordinal);
        var same = await browser.FillIn(answer.Location!, ("password", Password));
        Assert.Contains("do not have already", Assert.Single(same.Errors), StringComparison.Ordinal);
        var done = await browser.FillIn(answer.Location!, ("password", "gravel tulip morning"));
        Assert.Equal("/account", done.Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetPage("/account")).Status);
        Assert.Equal([AuditAction.PasswordAccepted, AuditAction.PasswordChanged, AuditAction.SignedIn], await ActionsOf(id));
        Assert.Equal(HttpStatusCode.Found, (await web.Anonymous().FillIn("/sign-in", ("userName", name), ("password", "gravel tulip morning"))).Status);
    }

    [Fact]
    public async Task NewPassword_WithoutThePasswordBefore_IsSentToSignIn()
    {
        Assert.Equal("/sign-in", (await web.Anonymous().GetPage("/sign-in/new-password")).Location);
    }

    [Fact]
    public async Task SignIn_WhileSomeoneIsSignedIn_HandsNoSessionOn()
    {
        var (_, name) = await AccountAsync();
        var browser = await web.SignInAsync(web.World.Worker);
        var token = (await browser.GetPage("/account")).Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var fields = new Dictionary<string, string> { ["userName"] = name, ["password"] = Password, ["__RequestVerificationToken"] = token };
        Assert.Equal(HttpStatusCode.Found, (await browser.PostAsync("/sign-in", fields)).Status);
        Assert.Contains("Ellie Marsh", (await browser.GetPage("/account")).Text, StringComparison.Ordinal);
    }

    private async Task<(Guid Id, string Name)> AccountAsync(bool mustChange = false)
    {
        await using var scope = web.Services.CreateAsyncScope();
        var name = $"person.{Guid.NewGuid():N}";
        var account = new NewStaff(name, "Person who signs in", Password, [Role.SocialWorker], [], mustChange);
        return (await scope.ServiceProvider.GetRequiredService<StaffService>().CreateAsync(web.World.As(null), account), name);
    }

    private async Task DisableAsync(Guid id)
    {
        await using var db = web.World.Open();
        (await db.Users.SingleAsync(s => s.Id == id)).DisabledAtUtc = web.World.Now;
        db.Audit(web.World.As(null), AuditAction.AccountDisabled);
        await db.SaveChangesAsync();
    }

    private async Task<List<AuditAction>> ActionsOf(Guid id)
    {
        await using var db = web.World.Open();
        return await db.AuditEvents.Where(e => e.StaffId == id).OrderBy(e => e.Id).Select(e => e.Action).ToListAsync();
    }
}
