using System.Net;
using AngleSharp.Dom;
using CaseRecording.Core.Access;
using CaseRecording.TestKit;

namespace CaseRecording.Web.Tests.Features.Team;

public sealed class FiguresTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    [Fact]
    public async Task Show_EachNumber_LeadsToExactlyItsRows()
    {
        var child = await World.AddChildAsync("Lottie Farr");
        await World.RecordAsync(World.Worker, Inputs.Visit(World.Now.AddHours(-2), child));
        var browser = await web.SignInAsync(World.Manager);
        var page = await browser.GetPage($"/team/{World.Team}/figures");

        var links = page.Document.QuerySelectorAll("a[href*='month=']").ToList();
        Assert.NotEmpty(links);
        foreach (var link in links)
        {
            var rows = await browser.GetPage(link.GetAttribute("href")!);
            Assert.StartsWith($"{rows.Document.QuerySelectorAll("tbody tr").Length} in ", link.TextContent, StringComparison.Ordinal);
        }

        Assert.All(page.Document.QuerySelectorAll("svg"), svg => Assert.NotEmpty(svg.QuerySelector("title")!.TextContent));
        Assert.Equal(11, page.Document.QuerySelectorAll("section details").Length); // every figure's definition is one click away
    }

    [Fact]
    public async Task Rows_MissedOnly_ShowsThoseAndTheWayBack()
    {
        var child = await World.AddChildAsync("Otis Quill");
        await World.RecordAsync(World.Worker, Inputs.Visit(World.Now.AddDays(-2), child) with { LateReason = "Found on paper" });
        var browser = await web.SignInAsync(World.Manager);
        var late = await browser.GetPage($"/team/{World.Team}/figures/WrittenInTime?month=2026-03&met=no");
        Assert.All(late.Document.QuerySelectorAll("tbody tr"), row => Assert.Contains("Written late", row.TextContent, StringComparison.Ordinal));
        Assert.Contains("Otis Quill", late.Text, StringComparison.Ordinal);
        Assert.Contains("No row matches", (await browser.GetPage($"/team/{World.Team}/figures/Supervised?month=2025-06")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_OfChildren_GiveWorkerAndDueDayAndNoEntry()
    {
        await World.AddChildAsync("Ida Marlow");
        var browser = await web.SignInAsync(World.Manager);
        var page = await browser.GetPage($"/team/{World.Team}/figures/VisitsUpToDate?month=2026-02");
        Assert.Equal(["Child", "Worker", "Due", "Met"], page.Document.QuerySelectorAll("thead th").Select(h => h.TextContent));
        Assert.Equal(["Ellie Marsh", "19 January 2026", "A visit was overdue"], page.Document.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("Ida Marlow", StringComparison.Ordinal)).QuerySelectorAll("td").Select(c => c.TextContent.Trim()));
        var file = await browser.Fetch(HttpMethod.Get, $"/team/{World.Team}/figures/VisitsUpToDate/csv?month=2026-02");
        Assert.Contains("Child,Worker,Due,Visits up to date", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_OfAMonth_IsCsvThatNoSpreadsheetRuns()
    {
        var child = await World.AddChildAsync("=HYPERLINK(\"x\") Vane");
        await World.RecordAsync(World.Worker, Inputs.Call(World.Now.AddHours(-2), child));
        var browser = await web.SignInAsync(World.Manager);
        var file = await browser.Fetch(HttpMethod.Get, $"/team/{World.Team}/figures/WrittenInTime/csv?month=2026-03");
        var text = await file.Content.ReadAsStringAsync();

        Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Child,Entry,Entry number,Written by,When,Written in time", text, StringComparison.Ordinal);
        Assert.Contains("'=HYPERLINK", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n=HYPERLINK", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\"=HYPERLINK", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Teams_ForASeniorManager_StandSideBySide()
    {
        var browser = await web.SignInAsAsync(Role.SeniorManager);
        var page = await browser.GetPage("/figures?month=2026-03");
        Assert.Equal("All teams, March 2026", page.Document.QuerySelector("h1")!.TextContent);
        Assert.Equal(["Harbour", "Moorside"], page.Document.QuerySelectorAll("thead a").Select(a => a.TextContent));
        Assert.Equal("All teams, February 2026", (await browser.GetPage("/figures?month=1999-01")).Document.QuerySelector("h1")!.TextContent);
    }

    [Theory]
    [InlineData(Role.SocialWorker)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Auditor)]
    public async Task Show_ForAnotherRole_IsRefused(Role role) =>
        Assert.NotEqual(HttpStatusCode.OK, (await (await web.SignInAsAsync(role)).GetPage($"/team/{World.Team}/figures")).Status);

    [Fact]
    public async Task Teams_ForATeamManager_IsRefused() =>
        Assert.NotEqual(HttpStatusCode.OK, (await (await web.SignInAsync(World.Manager)).GetPage("/figures")).Status);

    [Theory]
    [InlineData("figures", true)]
    [InlineData("figures/WrittenInTime?month=2026-03", true)]
    [InlineData("figures/WrittenInTime/csv?month=2026-03", true)]
    [InlineData("figures/WrittenInTime", false)]
    [InlineData("figures/WrittenInTime?month=2026-13", false)]
    [InlineData("figures/Nonsense?month=2026-03", false)]
    [InlineData("figures/99?month=2026-03", false)]
    public async Task Show_AnotherTeamsOrNonsense_IsNotThere(string path, bool ownIsThere)
    {
        var browser = await web.SignInAsync(World.Manager);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Fetch(HttpMethod.Get, $"/team/{World.OtherTeam}/{path}")).StatusCode);
        Assert.Equal(ownIsThere ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await browser.Fetch(HttpMethod.Get, $"/team/{World.Team}/{path}")).StatusCode);
    }
}
