using System.Net;
using AngleSharp.Dom;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;

namespace CaseRecording.Web.Tests.Features.Timeline;

public sealed class TimelineTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    [Fact]
    public async Task Show_Empty_SaysWhatWillStandThere()
    {
        var child = await World.AddChildAsync();
        var page = await PageAsync(child);
        Assert.Contains("Nothing has been recorded yet", page.Text, StringComparison.Ordinal);
        Assert.Empty(Titles(page));
    }

    [Fact]
    [Trait("Rule", "T-01")]
    public async Task Show_WrittenInAnotherOrder_T01_StandsInTheOrderOfTheEvents()
    {
        var child = await World.AddChildAsync();
        await World.RecordAsync(World.Worker, Titled.Call(World.Now.AddHours(-2), "Later", child));
        await World.RecordAsync(World.Worker, Titled.Visit(World.Now.AddHours(-20), "Earlier", child));
        Assert.Equal(["Later", "Earlier"], Titles(await PageAsync(child)));
    }

    [Fact]
    public async Task Show_Filters_EachNarrowsAndAllCanBeShownAgain()
    {
        var child = await World.AddChildAsync();
        var nan = await World.AddPersonAsync(child, "Joan Thornley", "Grandmother");
        await World.RecordAsync(World.Worker, Titled.Visit(World.Now.AddHours(-3), "The visit", child));
        await World.RecordAsync(World.Worker, Titled.Call(World.Now.AddHours(-2), "The call", child));
        var withNan = Titled.Call(World.Now.AddDays(-3), "Nan rang", child);
        withNan = withNan with { LateReason = "I was on leave", Content = withNan.Content with { Participants = [new Participant(nan, "Joan Thornley", "Grandmother", Attendance.Interviewed)] } };
        await World.RecordAsync(World.Worker, withNan);

        Assert.Equal(["The visit"], Titles(await PageAsync(child, "kind=Visit")));
        Assert.Equal(["The call", "Nan rang"], Titles(await PageAsync(child, "kind=TelephoneCall")));
        Assert.Equal(["Nan rang"], Titles(await PageAsync(child, $"person={nan}")));
        Assert.Equal(["Nan rang"], Titles(await PageAsync(child, "to-day=16&to-month=3&to-year=2026")));
        Assert.Equal(["The call", "The visit"], Titles(await PageAsync(child, "from-day=17&from-month=3&from-year=2026")));
        var none = await PageAsync(child, "kind=Letter");
        Assert.Contains("No entry matches", none.Text, StringComparison.Ordinal);
        var all = none.Document.QuerySelectorAll("main a").Single(a => a.TextContent == "Show everything").GetAttribute("href")!;
        Assert.Equal(3, Titles(await (await web.SignInAsync(World.Worker)).GetPage(all)).Count);
        Assert.Equal(3, Titles(await PageAsync(child, "kind=nonsense&at=nonsense")).Count);
    }

    [Fact]
    public async Task Show_ADateThatDoesNotExist_SaysSoAndKeepsIt()
    {
        var child = await World.AddChildAsync();
        await World.RecordAsync(World.Worker, Titled.Visit(World.Now.AddHours(-3), "The visit", child));
        var page = await PageAsync(child, "from-day=31&from-month=2&from-year=2026");
        Assert.NotNull(page.ErrorAt("from"));
        Assert.Equal(["31", "2", "2026"], page.Document.QuerySelectorAll("[name^='from-']").Select(i => i.GetAttribute("value")));
        Assert.Equal(["The visit"], Titles(page));
    }

    [Fact]
    public async Task Show_MoreThanAPage_LeadsOnAndBackWithTheFilter()
    {
        var child = await World.AddChildAsync();
        for (var i = 0; i < 30; i++) await World.RecordAsync(World.Worker, Titled.Call(World.Now.AddMinutes(-1 - i), $"Call {i:00}", child));
        await World.RecordAsync(World.Worker, Titled.Visit(World.Now.AddHours(-2), "The visit", child));
        var first = await PageAsync(child, "kind=TelephoneCall");
        Assert.Equal(25, Titles(first).Count);
        var browser = await web.SignInAsync(World.Worker);
        var second = await browser.GetPage(first.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(["Call 25", "Call 26", "Call 27", "Call 28", "Call 29"], Titles(second));
        Assert.Null(second.Document.QuerySelector("a[rel=next]"));
        var back = await browser.GetPage(second.Document.QuerySelector("a[rel=prev]")!.GetAttribute("href")!);
        Assert.Equal(Titles(first), Titles(back));
    }

    [Fact]
    [Trait("Rule", "A-01")]
    public async Task Show_ForAStranger_A01_AsksForAReason()
    {
        var child = await World.AddChildAsync();
        var answer = await (await web.SignInAsync(World.OtherWorker)).GetPage($"/children/{child}/timeline");
        Assert.StartsWith($"/children/{child}/ask", answer.Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await web.SignInAsync(World.Worker)).GetPage($"/children/{child + 999}/timeline")).Status);
    }

    private async Task<WebPage> PageAsync(int child, string query = "") =>
        await (await web.SignInAsync(World.Worker)).GetPage($"/children/{child}/timeline?{query}");

    private static IReadOnlyList<string> Titles(WebPage page) => [.. page.Document.QuerySelectorAll(".app-timeline__title").Select(t => t.TextContent.Trim())];
}
