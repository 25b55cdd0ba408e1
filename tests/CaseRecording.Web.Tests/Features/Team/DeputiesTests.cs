using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.TestKit;

namespace CaseRecording.Web.Tests.Features.Team;

/// <summary>The page on which a manager makes a deputy, and what the deputy then finds.</summary>
public sealed class DeputiesTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    private string Page => $"/team/{World.Team}/deputies";

    [Fact]
    [Trait("Rule", "Q-07")]
    public async Task Make_ForTheWeek_Q07_TheDeputyFindsTheQueueAndSignsOffUntilItIsEnded()
    {
        var child = await World.AddChildAsync();
        var id = await World.RecordAsync(World.Worker, Inputs.Visit(World.Now.AddHours(-1), child));
        var own = await World.RecordAsync(World.Manager, Inputs.Visit(World.Now.AddHours(-2), child));
        var (manager, deputy) = (await web.SignInAsync(World.Manager), await web.SignInAsync(World.OtherWorker));
        Assert.Equal(HttpStatusCode.NotFound, (await deputy.GetPage("/sign-off")).Status);
        var none = await manager.SubmitForm((await manager.GetPage(Page)).Form(Page));
        Assert.Equal(["Choose who acts for you (Q-07)", "Choose what they do for you (Q-07)", "Enter the first day (Q-07)", "Enter the last day (Q-07)"], none.Errors);

        var made = await manager.SubmitForm(none.Form(Page), [("to", World.OtherWorker.ToString()), ("things", "signOff"), .. Day("from", 0), .. Day("until", 6)]);
        Assert.Equal(Page, made.Location);
        Assert.Contains("Nia Rees for Priya Raman: sign-off", (await manager.GetPage(Page)).Text, StringComparison.Ordinal);
        Assert.Contains("You are the deputy of Priya Raman (Harbour) until 23 March 2026: sign-off.", (await deputy.GetPage("/")).Text, StringComparison.Ordinal);
        var queue = await deputy.GetPage("/sign-off");
        Assert.Equal($"/children/{child}/entries/{id}", queue.Document.QuerySelectorAll("main tbody a").Single(a => a.GetAttribute("href")!.EndsWith($"/{id}", StringComparison.Ordinal)).GetAttribute("href"));
        Assert.Empty((await deputy.GetPage($"/children/{child}/entries/{own}")).Document.QuerySelectorAll(".app-standard"));
        var entry = await deputy.GetPage($"/children/{child}/entries/{id}");
        Assert.Equal($"/children/{child}/entries/{id}", (await deputy.SubmitForm(entry.Form($"/children/{child}/entries/{id}/sign-off"), Titled.AllMet(entry), ("Next", "false"))).Location);

        var list = await manager.GetPage(Page);
        var end = list.Document.QuerySelectorAll("main form").OfType<AngleSharp.Html.Dom.IHtmlFormElement>().Single(f => f.GetAttribute("action")!.EndsWith("/end", StringComparison.Ordinal));
        Assert.Equal(Page, (await manager.SubmitForm(end)).Location);
        Assert.Equal(["This delegation has ended already (Q-07)"], (await manager.SubmitForm(end)).Errors);
        Assert.Equal(HttpStatusCode.NotFound, (await deputy.GetPage("/sign-off")).Status);
    }

    [Fact]
    public async Task Show_ForOthers_IsClosed()
    {
        Assert.NotEqual(HttpStatusCode.OK, (await (await web.SignInAsync(World.Worker)).GetPage(Page)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await web.SignInAsync(World.OtherManager)).GetPage(Page)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await web.SignInAsync(World.Manager)).GetPage("/team/4711/deputies")).Status);
    }

    private IEnumerable<(string, string?)> Day(string name, int days)
    {
        var day = World.Now.AddDays(days);
        return [($"{name}-day", $"{day.Day}"), ($"{name}-month", $"{day.Month}"), ($"{name}-year", $"{day.Year}")];
    }
}
