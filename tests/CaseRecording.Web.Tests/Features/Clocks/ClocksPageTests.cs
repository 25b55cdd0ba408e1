using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Quality;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Clocks;

/// <summary>The page of clocks, of a worker and of a team: each number and each row leads somewhere.</summary>
public sealed class ClocksPageTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    [Fact]
    public async Task Show_ForAWorkerAndTheirManager_EachNumberAndRowLeadsSomewhere()
    {
        var child = await World.AddChildAsync("Tilly Orme");
        var entry = await World.RecordAsync(World.Worker, Inputs.Call(World.Now.AddHours(-1), child), finalise: false);
        var today = Core.Time.LondonTime.DateOf(World.Now);
        await using (var db = World.Open())
        {
            await db.Children.Where(c => c.Id == child).ExecuteUpdateAsync(row => row.SetProperty(c => c.NextVisitDueOn, today.AddDays(-2)).SetProperty(c => c.ProgressSummaryDueOn, today.AddDays(3)));
        }

        var (worker, manager) = (await web.SignInAsync(World.Worker), await web.SignInAsync(World.Manager));
        var mine = await worker.GetPage((await worker.GetPage("/")).Document.QuerySelectorAll("main a").Single(a => a.TextContent.StartsWith("My clocks", StringComparison.Ordinal)).GetAttribute("href")!);
        Assert.Equal("My clocks", mine.Document.QuerySelector("h1")!.TextContent);
        var first = mine.Document.QuerySelectorAll("tbody tr").First(r => r.TextContent.Contains("Visit, Tilly Orme", StringComparison.Ordinal));
        Assert.Contains("Overdue by 2 days", first.TextContent, StringComparison.Ordinal);
        Assert.NotNull(mine.Document.QuerySelector($"tbody a[href='{Routes.ToEntry(child, entry)}']"));
        var one = await worker.GetPage(mine.Document.QuerySelectorAll(".app-numbers a").Single(a => a.TextContent.Contains("progress summar", StringComparison.Ordinal)).GetAttribute("href")!);
        Assert.All(one.Document.QuerySelectorAll("tbody tr"), r => Assert.Contains("Progress summary", r.TextContent, StringComparison.Ordinal));
        Assert.NotNull(one.Document.QuerySelector(".app-numbers a[aria-current]"));

        var page = await manager.GetPage("/team");
        Assert.Contains("Progress summaries due within 7 days", page.Text, StringComparison.Ordinal);
        var team = await manager.GetPage(page.Document.QuerySelectorAll("main a").Single(a => a.TextContent == "All clocks by what runs out first").GetAttribute("href")!);
        Assert.Equal("Clocks of Harbour team", team.Document.QuerySelector("h1")!.TextContent);
        Assert.Contains("Ellie Marsh", team.Document.QuerySelectorAll("tbody tr").First(r => r.TextContent.Contains("Tilly Orme", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        foreach (var link in team.Document.QuerySelectorAll("tbody a, .app-numbers a")) Assert.Equal(HttpStatusCode.OK, (await manager.GetPage(link.GetAttribute("href")!)).Status);
        Assert.Equal(HttpStatusCode.OK, (await manager.GetPage($"/team/{World.Team}/clocks?kind={ClockKind.Correction}")).Status);
    }

    [Fact]
    public async Task Show_WithNothingToDo_SaysSo() =>
        Assert.Contains("Nothing runs out within 14 days", (await (await web.SignInAsync(World.OtherWorker)).GetPage("/my-work/clocks")).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Show_AnotherTeamOrRole_IsClosed()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await (await web.SignInAsync(World.OtherManager)).GetPage($"/team/{World.Team}/clocks")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await web.SignInAsync(World.Manager)).GetPage("/team/987654/clocks")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await web.SignInAsync(World.Worker)).GetPage($"/team/{World.Team}/clocks")).Status);
        foreach (var role in new[] { Role.Administrator, Role.Auditor, Role.InformationGovernance, Role.EmergencyDuty })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await (await web.SignInAsAsync(role)).GetPage("/my-work/clocks")).Status);
        }
    }
}
