using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Http;

namespace CaseRecording.Web.Tests.Security;

/// <summary>Whatever the program answers says who may come in, and nothing is changed by a request another site could make.</summary>
public sealed class RouteTests(WebWorld web) : IClassFixture<WebWorld>
{
    [Fact]
    public void EveryRoute_SaysWhoMayComeIn() =>
        Assert.Empty(Route.Of(web).Where(r => r.Requirement is null).Select(r => r.ToString()));

    [Fact]
    public void EveryRouteOfAChild_AsksTheAccessRules() =>
        Assert.Empty(Route.Of(web).Where(r => r.NamesAChild != r.OpensAChild).Select(r => r.ToString()));

    [Fact]
    public void EveryRoute_NamesItsMethods() =>
        Assert.Empty(Route.Of(web).Where(r => r.IsAction && !r.Template.StartsWith("/error", StringComparison.Ordinal)
            && r.Endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>() is null).Select(r => r.ToString()));

    [Fact]
    [Trait("Rule", "A-06")]
    public void RoutesThatChangeSomething_ForTheAuditor_A06_AreOnlyTheirOwnAccountAndTheCheckOfTheAudit()
    {
        string[] theirs = ["/audit/check", "/account", "/session", "/sign-in", "/sign-out"];
        var others = Pages().Where(r => r.ChangesSomething && Admits(r.Requirement!, Role.Auditor) && !theirs.Any(t => r.Template.StartsWith(t, StringComparison.Ordinal)))
            .Select(r => r.ToString()).ToList();
        Assert.Empty(others);
    }

    [Fact]
    public async Task EveryPost_WithoutAToken_IsRefused()
    {
        var browser = await web.SignInAsAsync(Role.SocialWorker);
        await browser.GetPage("/account"); // has the cookie, lacks the field
        var wrong = new List<string>();
        foreach (var route in Pages().Where(r => r.ChangesSomething))
        {
            using var request = new HttpRequestMessage(new HttpMethod(route.Method), route.Address(1)) { Content = new FormUrlEncodedContent([]) };
            var answer = await browser.Http.SendAsync(request);
            // Not their role comes before the token; either way nothing is done.
            if (answer.StatusCode != HttpStatusCode.BadRequest && !(answer.StatusCode == HttpStatusCode.Forbidden && !Admits(route.Requirement!, Role.SocialWorker)))
                wrong.Add($"{route}: {answer.StatusCode}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Post_WithAnotherPersonsToken_IsRefused()
    {
        var (mine, theirs) = (await web.SignInAsync(web.World.Worker), await web.SignInAsync(web.World.Colleague));
        var token = (await theirs.GetPage("/account")).Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await mine.GetPage("/account");
        var answer = await mine.PostAsync("/account/sign-out-everywhere", [KeyValuePair.Create("__RequestVerificationToken", token)]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(HttpStatusCode.OK, (await mine.GetPage("/account")).Status);
    }

    private IEnumerable<Route> Pages() => Route.Of(web).Where(r => r.IsPage);

    /// <summary>Whether a person of this one role gets past the requirement, as far as roles decide.</summary>
    internal static bool Admits(IAccessRequirement requirement, Role role) => requirement switch
    {
        PublicAttribute or SignedInAttribute => true,
        ForRolesAttribute forRoles => forRoles.Roles!.Split(',').Contains(role.ToString()),
        ChildAccessAttribute child => child.Roles?.Split(',').Contains(role.ToString()) ?? role is not (Role.Administrator or Role.Auditor),
        _ => throw new InvalidOperationException($"{requirement.GetType().Name} is a requirement this test does not know"),
    };
}
