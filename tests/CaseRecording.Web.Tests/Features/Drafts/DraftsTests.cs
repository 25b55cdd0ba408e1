using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.TestKit;
using CaseRecording.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Drafts;

/// <summary>What a page's script says to the server, and hears.</summary>
public sealed class DraftsTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    [Fact]
    public async Task Put_FieldAfterField_AnswersVersionAndTime()
    {
        var (browser, token, _) = await SignedInAsync(World.Worker);
        var (child, draft) = (await World.AddChildAsync(), Guid.CreateVersion7());

        using var first = await Put(browser, token, draft, child, 0, new { title = new[] { "After school" }, people = Array.Empty<string>() });
        using var second = await Put(browser, token, draft, child, 1, new { facts = new[] { "Ünï <b>✓" } });

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        var answer = await Json(second);
        Assert.Equal((2, World.Now), (answer.GetProperty("version").GetInt64(), answer.GetProperty("savedAt").GetDateTime()));
        Assert.EndsWith("Z", answer.GetProperty("savedAt").GetString(), StringComparison.Ordinal);
        var shown = await Json(await browser.Fetch(HttpMethod.Get, $"/drafts/{draft}"));
        Assert.Equal("Ünï <b>✓", shown.GetProperty("fields").GetProperty("facts")[0].GetString());
        Assert.Equal("visit", shown.GetProperty("formKind").GetString());
    }

    [Fact]
    public async Task Put_OnAStaleVersion_AnswersTheOtherText()
    {
        var (browser, token, _) = await SignedInAsync(World.Worker);
        var (child, draft) = (await World.AddChildAsync(), Guid.CreateVersion7());
        await Put(browser, token, draft, child, 0, new { facts = new[] { "One tab" } });

        using var stale = await Put(browser, token, draft, child, 0, new { facts = new[] { "Another" } });

        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        var answer = await Json(stale);
        Assert.Equal((1, "One tab"), (answer.GetProperty("version").GetInt64(), answer.GetProperty("fields").GetProperty("facts")[0].GetString()));
    }

    [Fact]
    public async Task Put_NotSignedInOrWithoutToken_IsRefusedWithoutARedirect()
    {
        var child = await World.AddChildAsync();
        var (browser, _, _) = await SignedInAsync(World.Worker);

        using var anonymous = await Put(web.Anonymous(), null, Guid.NewGuid(), child, 0, new { });
        using var bare = await Put(browser, null, Guid.NewGuid(), child, 0, new { });
        using var keyless = await web.Anonymous().Fetch(HttpMethod.Get, $"/drafts/key?kid={Guid.NewGuid()}");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized), (anonymous.StatusCode, bare.StatusCode, keyless.StatusCode));
    }

    [Fact]
    public async Task Draft_OfSomeoneElse_IsNotThere()
    {
        var (browser, token, _) = await SignedInAsync(World.Worker);
        var (other, otherToken, _) = await SignedInAsync(World.Colleague);
        var (child, draft) = (await World.AddChildAsync(), Guid.CreateVersion7());
        await Put(browser, token, draft, child, 0, new { facts = new[] { "Mine" } });

        Assert.Equal(HttpStatusCode.NotFound, (await Put(other, otherToken, draft, child, 1, new { facts = new[] { "x" } })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Fetch(HttpMethod.Get, $"/drafts/{draft}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetPage($"/children/{child}/visits/{draft}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Discard(other, otherToken, draft, "yes")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.Fetch(HttpMethod.Get, $"/drafts/{draft}")).StatusCode);
    }

    [Fact]
    public async Task Put_ForAChildOfAnotherTeam_IsNotThere()
    {
        var (browser, token, _) = await SignedInAsync(World.OtherWorker);
        Assert.Equal(HttpStatusCode.NotFound, (await Put(browser, token, Guid.NewGuid(), await World.AddChildAsync(), 0, new { facts = new[] { "x" } })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Put(browser, token, Guid.NewGuid(), 999_999, 0, new { facts = new[] { "x" } })).StatusCode);
    }

    [Fact]
    public async Task Put_AMegabyteThenTooMuch_KeepsWhatFitsAndSaysSo()
    {
        var (browser, token, _) = await SignedInAsync(World.Worker);
        var (child, draft) = (await World.AddChildAsync(), Guid.CreateVersion7());

        using var paste = await Put(browser, token, draft, child, 0, new { facts = new[] { new string('é', 1_000_000) } });
        using var flood = await Put(browser, token, draft, child, 1, new { views = new[] { new string('a', 4_000_000) } });
        using var body = await Put(browser, token, draft, child, 1, new { views = new[] { new string('a', BodyLimitAttribute.Recording) } });

        Assert.Equal(HttpStatusCode.OK, paste.StatusCode);
        foreach (var answer in new[] { flood, body })
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
            Assert.Contains("still there", (await Json(answer)).GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        var kept = await Json(await browser.Fetch(HttpMethod.Get, $"/drafts/{draft}"));
        Assert.Equal(1_000_000, kept.GetProperty("fields").GetProperty("facts")[0].GetString()!.Length);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"fields\":null}")]
    [InlineData("{\"formKind\":\"visit\",\"childId\":\"x\",\"fields\":{}}")]
    [InlineData("{\"formKind\":\"visit\",\"childId\":1,\"fields\":{\"facts\":\"text\"}}")]
    [InlineData("{\"formKind\":\"visit\",\"childId\":1,\"fields\":{\"facts\":[\"\\ud800\"]}}")]
    public async Task Put_NonsenseForABody_IsABadRequest(string json)
    {
        var (browser, token, _) = await SignedInAsync(World.Worker);
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await browser.Fetch(HttpMethod.Put, $"/drafts/{Guid.NewGuid()}", content, token);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Put_NullsAmongTheValues_AreNothing()
    {
        var (browser, token, _) = await SignedInAsync(World.Worker);
        var draft = Guid.NewGuid();
        using var content = new StringContent($$$"""{"formKind":"visit","childId":{{{await World.AddChildAsync()}}},"fields":{"facts":[null],"views":null}}""", Encoding.UTF8, "application/json");
        using var answer = await browser.Fetch(HttpMethod.Put, $"/drafts/{draft}", content, token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Key_ForPersonAndKid_IsTheirOwnAndStaysTheSame()
    {
        var (browser, _, key) = await SignedInAsync(World.Worker);
        var (colleague, _, _) = await SignedInAsync(World.Colleague);
        var kid = key.GetProperty("kid").GetString();

        var again = await Json(await browser.Fetch(HttpMethod.Get, $"/drafts/key?kid={kid}"));
        var other = await Json(await browser.Fetch(HttpMethod.Get, $"/drafts/key?kid={Guid.NewGuid()}"));
        var theirs = await Json(await colleague.Fetch(HttpMethod.Get, $"/drafts/key?kid={kid}"));

        Assert.Equal(32, Convert.FromBase64String(again.GetProperty("key").GetString()!).Length);
        Assert.Equal(key.GetProperty("key").GetString(), again.GetProperty("key").GetString());
        Assert.Equal(key.GetProperty("owner").GetString(), again.GetProperty("owner").GetString());
        Assert.NotEqual(again.GetProperty("key").GetString(), other.GetProperty("key").GetString());
        Assert.NotEqual(again.GetProperty("key").GetString(), theirs.GetProperty("key").GetString());
        Assert.NotEqual(again.GetProperty("owner").GetString(), theirs.GetProperty("owner").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Fetch(HttpMethod.Get, "/drafts/key?kid=x")).StatusCode);
    }

    [Fact]
    public async Task Discard_Asked_AsksFirstAndCanBeUndone()
    {
        var (browser, token, _) = await SignedInAsync(World.Worker);
        var (child, draft) = (await World.AddChildAsync(), Guid.CreateVersion7());
        await Put(browser, token, draft, child, 0, new { title = new[] { "Begun by mistake" } });

        var asked = await Discard(browser, token, draft, null);
        Assert.Equal(HttpStatusCode.OK, asked.Status);
        Assert.Contains("Begun by mistake", asked.Text, StringComparison.Ordinal);
        var done = await browser.SubmitForm(asked.Form());

        Assert.Equal((HttpStatusCode.Found, "/drafts/discarded"), (done.Status, done.Location));
        Assert.Equal(HttpStatusCode.Gone, (await Put(browser, token, draft, child, 1, new { facts = new[] { "x" } })).StatusCode);
        var page = await browser.GetPage($"/children/{child}/visits/{draft}");
        Assert.Equal(HttpStatusCode.Gone, page.Status);
        await using var db = World.Open();
        Assert.Equal(1, await db.AuditEvents.CountAsync(a => a.Action == AuditAction.DraftDiscarded && a.ChildId == child));

        var list = await browser.GetPage(done.Location!);
        Assert.Contains("Begun by mistake", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Begun by mistake", (await (await web.SignInAsync(World.Colleague)).GetPage("/drafts/discarded")).Text, StringComparison.Ordinal);
        var back = await browser.SubmitForm(list.Form($"/drafts/{draft}/bring-back"));
        Assert.Equal($"/children/{child}/visits/{draft}", back.Location);
        Assert.Equal("Begun by mistake", (await browser.GetPage(back.Location!)).Document.QuerySelector("[name=title]")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.SubmitForm(list.Form($"/drafts/{draft}/bring-back"))).Status);
    }

    [Fact]
    [Trait("Rule", "N-07")]
    public async Task TakeOver_ByTheManager_N07_AsksWhyAndGoesOnWithIt()
    {
        var (worker, token, _) = await SignedInAsync(World.Worker);
        var (child, draft) = (await World.AddChildAsync("Tomasz Sikora"), Guid.CreateVersion7());
        await Put(worker, token, draft, child, 0, new { title = new[] { "Seen after school" }, facts = new[] { "You were cooking" } });
        await using var db = World.Open();
        var team = await db.Children.Where(c => c.Id == child).Select(c => c.TeamId).SingleAsync();
        var manager = await web.SignInAsync(World.Manager);

        var list = await manager.GetPage($"/team/{team}/drafts");
        Assert.Contains("Tomasz Sikora A visit, begun by Ellie Marsh", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Seen after school", list.Text, StringComparison.Ordinal); // never its words
        var ask = await manager.GetPage($"/team/{team}/drafts/{draft}");
        var refused = await manager.SubmitForm(ask.Form($"/team/{team}/drafts/{draft}"), [("reason", "Off sick")]);
        Assert.Equal("Say in 20 to 1,000 characters why its author cannot finish it (N-07)", refused.ErrorAt("reason"));
        Assert.Equal("Off sick", refused.Document.QuerySelector("[name=reason]")!.TextContent.Trim());
        var taken = await manager.SubmitForm(refused.Form($"/team/{team}/drafts/{draft}"), [("reason", "Off sick until the end of the month")]);

        Assert.Equal($"/children/{child}/visits/{draft}", taken.Location);
        var page = await manager.GetPage(taken.Location!);
        Assert.Equal("Seen after school", page.Document.QuerySelector("[name=title]")!.GetAttribute("value"));
        Assert.Equal(World.Worker.ToString(), page.Document.QuerySelector("[name=madeBy] option[selected]")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetPage(taken.Location!)).Status);
    }

    [Fact]
    [Trait("Rule", "A-01")]
    public async Task TakeOver_ByOthersOrOfNothing_A01_IsRefused()
    {
        var (worker, token, _) = await SignedInAsync(World.Worker);
        var (child, draft) = (await World.AddChildAsync(), Guid.CreateVersion7());
        await Put(worker, token, draft, child, 0, new { facts = new[] { "You were cooking" } });
        await using var db = World.Open();
        var team = await db.Children.Where(c => c.Id == child).Select(c => c.TeamId).SingleAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await worker.GetPage($"/team/{team}/drafts")).Status);
        var manager = await web.SignInAsync(World.Manager);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetPage("/team/9999/drafts")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetPage($"/team/{team}/drafts/{Guid.NewGuid()}")).Status);
    }

    [Fact]
    public async Task DiscardAndSave_AtTheSameInstant_AnswerInWords()
    {
        var (browser, token, _) = await SignedInAsync(World.Worker);
        var (child, seen) = (await World.AddChildAsync(), new List<HttpStatusCode>());
        for (var round = 0; round < 6; round++)
        {
            var draft = Guid.CreateVersion7();
            await Put(browser, token, draft, child, 0, new { facts = new[] { "You were cooking" } });
            var answers = await Task.WhenAll(
            [
                .. Enumerable.Range(0, 4).Select(async _ => (await Discard(browser, token, draft, "yes")).Status),
                .. Enumerable.Range(0, 4).Select(async i => (await Put(browser, token, draft, child, 1, new { facts = new[] { $"You were baking {i}" } })).StatusCode),
            ]);
            seen.AddRange(answers);
            await using var db = World.Open();
            Assert.InRange(await db.AuditEvents.CountAsync(e => e.Subject == draft.ToString("N")), 0, 1); // discarded once at most
        }

        Assert.DoesNotContain(seen, s => (int)s >= 500);
        Assert.Contains(HttpStatusCode.Found, seen);
    }

    [Fact]
    [Trait("Rule", "N-20")]
    public async Task Links_OfAChild_N20_NameItsEntriesOnly()
    {
        var (maisie, jay) = (await World.AddChildAsync(), await World.AddChildAsync("Jay Lister"));
        var id = await World.RecordAsync(World.Worker, Titled.Call(World.Now.AddHours(-2), "School rang about the coat", maisie));
        await World.RecordAsync(World.Worker, Titled.Call(World.Now.AddHours(-1), "About Jay", jay));
        var browser = await web.SignInAsync(World.Worker);

        using var answer = await browser.Fetch(HttpMethod.Get, $"/children/{maisie}/entry-links");
        var link = Assert.Single((await Json(answer)).EnumerateArray());
        Assert.Equal((id, "17 March 2026: School rang about the coat"), (link.GetProperty("id").GetInt64(), link.GetProperty("label").GetString()));
        using var stranger = await (await web.SignInAsync(World.OtherWorker)).Fetch(HttpMethod.Get, $"/children/{maisie}/entry-links");
        Assert.NotEqual(HttpStatusCode.OK, stranger.StatusCode);
    }

    private async Task<(WebClient Browser, string Token, JsonElement Key)> SignedInAsync(Guid who)
    {
        var browser = await web.SignInAsync(who);
        var kid = Guid.NewGuid();
        var answer = await Json(await browser.Fetch(HttpMethod.Get, $"/drafts/key?kid={kid}"));
        var key = JsonSerializer.SerializeToElement(new { kid, key = answer.GetProperty("key").GetString(), owner = answer.GetProperty("owner").GetString() });
        return (browser, answer.GetProperty("csrf").GetString()!, key);
    }

    private static Task<HttpResponseMessage> Put(WebClient browser, string? token, Guid draft, int child, long baseVersion, object fields) =>
        browser.Fetch(HttpMethod.Put, $"/drafts/{draft}", JsonContent.Create(new { formKind = "visit", childId = child, recordingId = (long?)null, baseVersion, fields }), token);

    private static Task<WebPage> Discard(WebClient browser, string token, Guid draft, string? confirmed) => browser.PostAsync($"/drafts/{draft}/discard",
        new Dictionary<string, string?> { ["__RequestVerificationToken"] = token, ["confirmed"] = confirmed }.Where(f => f.Value is not null)!);

    private static async Task<JsonElement> Json(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();
}
