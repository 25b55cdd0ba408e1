using System.Net;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Entries;

/// <summary>Amendments: added to a final entry, never into it.</summary>
[Trait("Rule", "N-17")]
public sealed class AmendTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    [Fact]
    public async Task Amend_WithTextAndReason_N17_StandsBesideTheOriginal()
    {
        var (child, id) = await VisitAsync();
        var answer = await FillInAsync(child, id, ("text", "> I also like <b>toast</b>"), ("amendReason", "Maisie asked me to add it"));
        Assert.Equal($"/children/{child}/entries/{id}#amendments", answer.Location);

        var page = await (await web.SignInAsync(World.Worker)).GetPage($"/children/{child}/entries/{id}");
        var amendment = page.Document.QuerySelector("#amendments .app-amendment")!;
        Assert.Contains("Ellie Marsh, 17 March 2026, 2:00pm", amendment.TextContent, StringComparison.Ordinal);
        Assert.Contains("I also like <b>toast</b>", amendment.TextContent, StringComparison.Ordinal);
        Assert.Contains("Maisie asked me to add it", amendment.TextContent, StringComparison.Ordinal);
        Assert.Contains("we made toast", page.Text, StringComparison.Ordinal);
        Assert.Contains("1 amendment", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Amend_WithoutTextOrReason_N17_IsRefusedAtTheFields()
    {
        var (child, id) = await VisitAsync();
        var answer = await FillInAsync(child, id, ("text", " "), ("amendReason", "Too short"));
        Assert.Equal("Enter what should be added or corrected (N-17)", answer.ErrorAt("text"));
        Assert.Equal("Say why, in at least 10 characters (N-17)", answer.ErrorAt("amendReason"));
        Assert.Equal("Too short", answer.Document.QuerySelector("[name=amendReason]")!.TextContent.Trim());
    }

    [Fact]
    [Trait("Rule", "T-01")]
    public async Task Amend_TheDate_T01_MovesItOnTheTimelineAndShowsBoth()
    {
        var (child, id) = await VisitAsync();
        Assert.NotNull((await FillInAsync(child, id, [.. Why, .. Time("14", "3", "2026", "4:30pm")])).Location);
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.GetPage($"/children/{child}/entries/{id}");
        Assert.Contains("corrected from 17 March 2026, 1:00pm to 14 March 2026, 4:30pm", page.Text, StringComparison.Ordinal);
        Assert.Contains("14 March 2026, 4:30pm", (await browser.GetPage($"/children/{child}/timeline")).Document.QuerySelector(".app-timeline__when")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("31", "2", "2026", "10:00", "date", "")]
    [InlineData("14", "3", "2026", "25:00", "time", "")]
    [InlineData("14", "3", "2026", "", "time", "Enter the right time as well as the date")]
    [InlineData("", "", "", "10:00", "date", "Enter the right date as well as the time")]
    [InlineData("18", "3", "2026", "10:00", "date", "That is in the future (T-08)")]
    [InlineData("30", "3", "2025", "01:30", "time", "The clocks went forward that night, and this time did not exist (T-07)")]
    [InlineData("26", "10", "2025", "01:30", "secondHour", "The clocks went back that night, and this time came twice. Choose the first or the second (T-07)")]
    [Trait("Rule", "T-07")]
    public async Task Amend_ATimeThatCannotBe_T07_IsRefusedAtItsFieldAndKept(string day, string month, string year, string time, string field, string sentence)
    {
        var (child, id) = await VisitAsync();
        var answer = await FillInAsync(child, id, [.. Why, .. Time(day, month, year, time)]);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.NotNull(answer.ErrorAt(field));
        if (sentence.Length > 0) Assert.Equal(sentence, answer.ErrorAt(field));
        Assert.Equal(day, answer.Document.QuerySelector("[name='date-day']")!.GetAttribute("value") ?? "");
        Assert.Equal(time, answer.Document.QuerySelector("[name=time]")!.GetAttribute("value") ?? "");
        Assert.Equal("It was the day before", answer.Document.QuerySelector("[name=text]")!.TextContent.Trim());
        await using var db = World.Open();
        Assert.Empty(await db.Amendments.Where(a => a.RecordingId == id).ToListAsync());
    }

    [Fact]
    [Trait("Rule", "T-07")]
    public async Task Amend_TheSecondOfTwoHours_T07_IsTaken()
    {
        var child = await World.AddChildAsync();
        var id = await World.RecordAsync(World.Worker, Inputs.Visit(World.Now.AddHours(-1), child) with { HistoryReason = "It is from before we knew Maisie" });
        Assert.NotNull((await FillInAsync(child, id, [.. Why, .. Time("26", "10", "2025", "01:30"), ("secondHour", "second")])).Location);
        await using var db = World.Open();
        Assert.Equal(new DateTime(2025, 10, 26, 1, 30, 0, DateTimeKind.Utc), (await db.Amendments.SingleAsync(a => a.RecordingId == id)).CorrectedUtc);
    }

    [Fact]
    [Trait("Rule", "N-10")]
    public async Task Amend_OneChildsPart_N10_IsShownToThatChildOnly()
    {
        var (maisie, jay) = (await World.AddChildAsync(), await World.AddChildAsync("Jay Thornley"));
        var id = await World.RecordAsync(World.Worker, Inputs.Visit(World.Now.AddHours(-1), maisie, jay));
        await FillInAsync(maisie, id, ("text", "Only for Maisie"), ("amendReason", "She told me later"), ("onlyThisChild", "true"));
        var browser = await web.SignInAsync(World.Worker);
        Assert.Contains("Only for Maisie", (await browser.GetPage($"/children/{maisie}/entries/{id}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Only for Maisie", (await browser.GetPage($"/children/{jay}/entries/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Amend_AnEntryChangedSinceThePageWasOpened_SaysSo()
    {
        var (child, id) = await VisitAsync();
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.GetPage($"/children/{child}/entries/{id}/amend");
        Assert.NotNull((await FillInAsync(child, id, Why)).Location);
        Assert.Equal(HttpStatusCode.Conflict, (await browser.SubmitForm(page.Form(), Why.Select(w => (w.Item1, w.Item2)))).Status);
    }

    [Fact]
    public async Task Amend_AnEntryThatIsNotFinal_N17_IsRefused()
    {
        var child = await World.AddChildAsync();
        var id = await World.RecordAsync(World.Worker, Inputs.Visit(World.Now.AddHours(-1), child), finalise: false);
        Assert.Equal(["This entry is not final. Change the entry itself (N-17)"], (await FillInAsync(child, id, Why)).Errors);
    }

    private static readonly (string, string?)[] Why = [("text", "It was the day before"), ("amendReason", "I looked in my diary")];

    private static (string, string?)[] Time(string day, string month, string year, string time) => [("date-day", day), ("date-month", month), ("date-year", year), ("time", time)];

    private async Task<(int Child, long Id)> VisitAsync()
    {
        var child = await World.AddChildAsync();
        return (child, await World.RecordAsync(World.Worker, Inputs.Visit(World.Now.AddHours(-1), child)));
    }

    private async Task<WebPage> FillInAsync(int child, long id, params (string Name, string? Value)[] answers) =>
        await (await web.SignInAsync(World.Worker)).FillIn($"/children/{child}/entries/{id}/amend", answers);
}
