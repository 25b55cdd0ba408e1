using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.TestKit;
using CaseRecording.Web.Tests.Features.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.WritingAdvice;

/// <summary>Writing advice as script asks for it, and without script; who gets it; two like texts side by side.</summary>
public sealed class WritingAdviceTests(WebWorld web) : IClassFixture<WebWorld>
{
    private const string Passage = "You packed your bag while I watched and your dad checked the list with you and did not have to add a thing. Your mum said that you have been ready before her three times this week.";

    private World World => web.World;

    [Fact]
    public async Task Advise_AFormAsTyped_AnswersWithPlacesReasonsAndWords()
    {
        var child = await World.AddChildAsync();
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(child, "note");

        var items = await AskAsync(browser, page, ("facts", "Mum rang from the MASH."));

        var one = items.Single(i => i.GetProperty("passage").GetString() == "MASH");
        Assert.Equal(("facts", 18, "L-02"), (one.GetProperty("field").GetString(), one.GetProperty("start").GetInt32(), one.GetProperty("rule").GetString()));
        Assert.Equal("multi-agency safeguarding hub", one.GetProperty("write").GetProperty("text").GetString());
        Assert.Contains("(DUR)", one.GetProperty("source").GetString(), StringComparison.Ordinal);
        Assert.True(one.GetProperty("first").GetBoolean());
        await using var db = World.Open();
        Assert.False(await db.Drafts.AnyAsync(d => d.ChildId == child)); // asking stores nothing
    }

    [Fact]
    public async Task Advise_WithoutTokenWrongBodyOrForSomeoneElsesChild_IsRefused()
    {
        var child = await World.AddChildAsync();
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(child, "note");
        var (address, token) = (AdviceOf(page), TokenOf(page));
        var body = new { fields = new Dictionary<string, string[]> { ["facts"] = ["x"] } };

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Fetch(HttpMethod.Post, address, JsonContent.Create(body))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Fetch(HttpMethod.Post, address, JsonContent.Create(new { }), token)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Fetch(HttpMethod.Post, address + "/leave", JsonContent.Create(new { key = "x" }), token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Fetch(HttpMethod.Post, Routes.ToAdvice(4711, "note", Guid.NewGuid()), JsonContent.Create(body), token)).StatusCode);
        var other = await web.SignInAsync(World.OtherWorker);
        var theirs = await other.GetPage("/account");
        var refused = await other.Fetch(HttpMethod.Post, address, JsonContent.Create(body), TokenOf(theirs));
        Assert.True(refused.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{refused.StatusCode}");
    }

    [Fact]
    public async Task Advise_ForASiblingTheAuthorMayNotRecordFor_SaysNothingOfThem()
    {
        var child = await World.AddChildAsync();
        var stranger = await World.AddChildAsync("Gordon Speke", allocate: false);
        var worker = await web.SignInAsync(World.Worker);
        var page = await worker.BeginAsync(child, "note");
        var items = await AskAsync(worker, page, ("children", $"{stranger}"), ($"child-{stranger}-analysis", "Gordon is at CAMHS."));
        Assert.DoesNotContain(items, i => i.GetProperty("field").GetString()!.Contains($"{stranger}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Leave_ThenAskAgain_IsNotSaidAgain()
    {
        var child = await World.AddChildAsync();
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(child, "note");
        var one = (await AskAsync(browser, page, ("facts", "You saw CAMHS."))).Single(i => i.GetProperty("rule").GetString() == "L-02");

        var left = await browser.Fetch(HttpMethod.Post, AdviceOf(page) + "/leave", JsonContent.Create(new { key = one.GetProperty("key").GetString() }), TokenOf(page));

        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        Assert.DoesNotContain(await AskAsync(browser, page, ("facts", "You saw CAMHS.")), i => i.GetProperty("rule").GetString() == "L-02");
    }

    [Fact]
    public async Task Check_WithoutScript_ShowsAdviceAtTheFieldAndKeepsEverythingTyped()
    {
        var child = await World.AddChildAsync();
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(child, "note");

        var checkedPage = await browser.PressAsync(page, "check", ("title", "Half a title"), ("facts", "You saw CAMHS prior to the MASH. Your mum was non-compliant and hostile."));

        Assert.Equal(HttpStatusCode.OK, checkedPage.Status);
        Assert.Equal(("Half a title", "You saw CAMHS prior to the MASH. Your mum was non-compliant and hostile."), (checkedPage.Held("title"), checkedPage.Held("facts")));
        var section = checkedPage.Document.QuerySelector(".app-writing")!;
        Assert.Equal("Advice on “What happened”", section.GetAttribute("aria-label"));
        Assert.Equal(3, section.QuerySelectorAll(":scope > ul > li").Length);
        Assert.Equal(2, section.QuerySelectorAll("details li").Length);
        Assert.Equal("5 remarks on your writing", checkedPage.Document.QuerySelector("#advice-status")!.TextContent);

        var take = checkedPage.Document.QuerySelectorAll(".app-writing button").First(b => b.TextContent.Contains("multi-agency", StringComparison.Ordinal)).GetAttribute("value")!;
        var taken = await browser.PressAsync(checkedPage, take);
        Assert.Equal("You saw CAMHS prior to the multi-agency safeguarding hub. Your mum was non-compliant and hostile.", taken.Held("facts"));
        var leave = taken.Document.QuerySelectorAll(".app-writing button").First(b => b.TextContent.Contains("Leave it: hostile", StringComparison.Ordinal)).GetAttribute("value")!;
        var left = await browser.PressAsync(taken, leave);
        Assert.DoesNotContain("hostile", left.Document.QuerySelector(".app-writing")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("3 remarks on your writing", left.Document.QuerySelector("#advice-status")!.TextContent);
    }

    [Fact]
    [Trait("Rule", "N-11")]
    public async Task Twin_OfAnEarlierEntry_N11_ShowsBothWithTheCommonPartMarkedAndIsAudited()
    {
        var child = await World.AddChildAsync();
        var input = Inputs.Call(World.Now.AddHours(-3), child);
        input.Content.Fields["facts"] = $"On Monday. {Passage}";
        await World.RecordAsync(World.Worker, input, finalise: false);
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(child, "note");
        var checkedPage = await browser.PressAsync(page, "check", ("facts", $"{Passage} And it rained."));
        var address = checkedPage.Document.QuerySelector(".app-writing a")!.GetAttribute("href")!;

        var twin = await browser.GetPage(address);

        Assert.Equal(HttpStatusCode.OK, twin.Status);
        Assert.Equal(2, twin.Document.QuerySelectorAll("mark").Length);
        Assert.All(twin.Document.QuerySelectorAll("mark"), m => Assert.Equal(Passage.TrimEnd('.'), m.TextContent));
        await using (var db = World.Open()) Assert.True(await db.AuditEvents.AnyAsync(e => e.Action == AuditAction.Viewed && e.ChildId == child && e.StaffId == World.Worker));
        Assert.Equal(HttpStatusCode.NotFound, (await (await web.SignInAsync(World.Colleague)).GetPage(address)).Status); // the draft is not theirs
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPage(address.Replace("field=facts", "field=analysis", StringComparison.Ordinal))).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await (await web.SignInAsync(World.OtherWorker)).GetPage(address)).Status);
    }

    private static string AdviceOf(WebPage page) => page.Document.QuerySelector("[data-advice]")!.GetAttribute("data-advice")!;

    private static string TokenOf(WebPage page) => page.Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static async Task<List<JsonElement>> AskAsync(WebClient browser, WebPage page, params (string Name, string Value)[] fields)
    {
        var body = new { recordingId = (long?)null, fields = fields.ToDictionary(f => f.Name, f => new[] { f.Value }) };
        var answer = await browser.Fetch(HttpMethod.Post, AdviceOf(page), JsonContent.Create(body), TokenOf(page));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").EnumerateArray()];
    }
}
