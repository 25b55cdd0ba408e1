using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Entries;

/// <summary>The entry page: read by everyone with access, signed off and returned by a manager.</summary>
public sealed class EntryTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    [Fact]
    [Trait("Rule", "N-05")]
    public async Task Show_MarkedText_N05_StandsOutAndScriptIsOnlyText()
    {
        var (child, id) = await VisitAsync(Titled.Visit(World.Now.AddHours(-1), "<script>alert(1)</script>")
            .With("facts", "<img src=x onerror=alert(2)>\n> I like it when <b>Nan</b> comes\n[[opinion: Ellie Marsh|I think you were tired]] and ==it was fine==\n[[broken"));
        var page = await (await web.SignInAsync(World.Colleague)).GetPage(At(child, id));

        Assert.Equal("<script>alert(1)</script>", page.Document.QuerySelector("h1")!.TextContent);
        Assert.Empty(page.Document.QuerySelectorAll("main script, main img, .app-note b"));
        var words = page.Document.QuerySelector(".app-words")!;
        Assert.Equal("Maisie’s own words", words.QuerySelector(".app-words__label")!.TextContent);
        Assert.Contains("I like it when <b>Nan</b> comes", words.TextContent, StringComparison.Ordinal);
        Assert.Equal("Maisie’s own words: it was fine", page.Document.QuerySelector("q.app-words__inline")!.TextContent);
        Assert.Equal("Opinion: Ellie Marsh", page.Document.QuerySelector(".app-mark__label")!.TextContent);
        Assert.Contains("[[broken", page.Text, StringComparison.Ordinal);
        Assert.Contains("Child seen, alone", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "N-10")]
    public async Task Show_AnEntryOfBrotherAndSister_N10_ShowsOnlyThisChildsPart()
    {
        var (maisie, jay) = (await World.AddChildAsync(), await World.AddChildAsync("Jay Thornley"));
        var visit = Inputs.Visit(World.Now.AddHours(-1), maisie, jay);
        var own = Inputs.Seen() with { Fields = Inputs.Fields(("views", "Only Jay said this"), ("analysis", "a"), ("workingWell", "b"), ("worries", "c"), ("needsToHappen", "d")) };
        var id = await World.RecordAsync(World.Worker, visit with { Children = new Dictionary<int, ChildContent> { [maisie] = Inputs.Seen(), [jay] = own } });
        var browser = await web.SignInAsync(World.Worker);
        Assert.DoesNotContain("Only Jay said this", (await browser.GetPage(At(maisie, id))).Text, StringComparison.Ordinal);
        Assert.Contains("Only Jay said this", (await browser.GetPage(At(jay, id))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_OfAnotherChildOrNoEntry_IsNotThere()
    {
        var (child, id) = await VisitAsync();
        var other = await World.AddChildAsync("Jay Lister");
        var browser = await web.SignInAsync(World.Manager);
        foreach (var address in new[] { At(other, id), At(child, id + 1000), At(child, id) + "?version=9", $"{At(other, id)}/amend" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPage(address)).Status);
        }
    }

    [Fact]
    [Trait("Rule", "A-01")]
    public async Task Show_ForAStranger_A01_AsksForAReason()
    {
        var (child, id) = await VisitAsync();
        Assert.StartsWith($"/children/{child}/ask", (await (await web.SignInAsync(World.OtherWorker)).GetPage(At(child, id))).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await web.SignInAsAsync(Role.Auditor)).GetPage(At(child, id))).Status);
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Show_OfARestrictedRecord_A02_IsNotThere()
    {
        var (child, id) = await VisitAsync();
        await using (var db = World.Open())
        {
            (await db.Children.SingleAsync(c => c.Id == child)).IsRestricted = true;
            db.Audit(World.As(World.Manager), AuditAction.RestrictionChanged, child);
            await db.SaveChangesAsync();
        }

        var browser = await web.SignInAsync(World.Manager);
        var answer = await browser.GetPage(At(child, id));
        Assert.Equal((HttpStatusCode.NotFound, null), (answer.Status, answer.Location));
        Assert.Equal((await browser.GetPage(At(child + 5000, id))).Text, answer.Text);
    }

    [Fact]
    public async Task Show_Versions_EachCanBeRead()
    {
        var child = await World.AddChildAsync();
        var id = await World.RecordAsync(World.Worker, Titled.Visit(World.Now.AddHours(-1), "First words", child), finalise: false);
        await SaveAgainAsync(id, child, "Second words");
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.GetPage(At(child, id));
        Assert.Equal("Second words", page.Document.QuerySelector("h1")!.TextContent);
        var old = await browser.GetPage(page.Document.QuerySelectorAll("main a").Single(a => a.TextContent == "Version 1").GetAttribute("href")!);
        Assert.Contains("This is version 1 of 2", old.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "Q-01")]
    public async Task SignOff_ByTheManager_Q01_SaysWhoAndWhen()
    {
        var (child, id) = await VisitAsync();
        var browser = await web.SignInAsync(World.Manager);
        var page = await browser.GetPage(At(child, id));
        Assert.Equal(At(child, id), (await browser.SubmitForm(page.Form(At(child, id) + "/sign-off"), Titled.AllMet(page), button: ("Next", "false"))).Location);
        var signed = await browser.GetPage(At(child, id));
        Assert.Contains("Signed off Priya Raman, 17 March 2026, 2:00pm", signed.Text, StringComparison.Ordinal);
        Assert.Empty(signed.Document.QuerySelectorAll($"form[action='{At(child, id)}/sign-off']"));
    }

    [Fact]
    [Trait("Rule", "Q-01")]
    public async Task SignOff_OfOnesOwn_Q01_HasNoButtonAndIsRefused()
    {
        var child = await World.AddChildAsync();
        var id = await World.RecordAsync(World.Manager, Inputs.Visit(World.Now.AddHours(-1), child));
        var browser = await web.SignInAsync(World.Manager);
        var page = await browser.GetPage(At(child, id));
        Assert.Empty(page.Document.QuerySelectorAll("form[action$='/sign-off'], form[action$='/return']"));

        var answer = await PostAsync(browser, page, At(child, id) + "/sign-off", ("Opened", (await VersionAsync(id)).ToString()));
        Assert.Equal(["You cannot sign off your own recording. Another manager has to (Q-01)"], answer.Errors);
        Assert.Equal(RecordingState.Final, await StateAsync(id));
    }

    [Fact]
    public async Task SignOff_ByAWorker_HasNoButtonAndIsRefused()
    {
        var (child, id) = await VisitAsync();
        var browser = await web.SignInAsync(World.Colleague);
        var page = await browser.GetPage(At(child, id));
        Assert.Empty(page.Document.QuerySelectorAll("form[action$='/sign-off'], form[action$='/return']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(browser, page, At(child, id) + "/sign-off", ("Opened", (await VersionAsync(id)).ToString()))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(browser, page, At(child, id) + "/return", ("ReturnReason", "Say what the school said"))).Status);
        Assert.Equal(RecordingState.Final, await StateAsync(id));
    }

    [Fact]
    public async Task SignOff_OfAnEntryChangedSinceThePageWasOpened_SaysSo()
    {
        var (child, id) = await VisitAsync();
        var browser = await web.SignInAsync(World.Manager);
        var page = await browser.GetPage(At(child, id));
        await AmendAsync(id);
        Assert.Equal(HttpStatusCode.Conflict, (await browser.SubmitForm(page.Form(At(child, id) + "/sign-off"), Titled.AllMet(page))).Status);
        Assert.Equal(RecordingState.Final, await StateAsync(id));
    }

    [Fact]
    [Trait("Rule", "Q-03")]
    public async Task Return_WithTooShortAReason_Q03_IsRefusedAtTheFieldAndKeepsIt()
    {
        var (child, id) = await VisitAsync();
        var browser = await web.SignInAsync(World.Manager);
        var page = await browser.GetPage(At(child, id));
        var answer = await browser.SubmitForm(page.Form(At(child, id) + "/return"), [("returnReason", "Too short")]);
        Assert.Equal("Say what needs changing, in at least 10 characters (Q-03)", answer.ErrorAt("returnReason"));
        Assert.Equal("Too short", answer.Document.QuerySelector("[name=returnReason]")!.TextContent.Trim());

        var done = await browser.SubmitForm(answer.Form(At(child, id) + "/return"), [("returnReason", "Say what the <i>school</i> told you")]);
        Assert.Equal(At(child, id), done.Location);
        var returned = await browser.GetPage(At(child, id));
        Assert.Contains("Returned by Priya Raman, 17 March 2026, 2:00pm", returned.Text, StringComparison.Ordinal);
        Assert.Contains("Say what the <i>school</i> told you", returned.Text, StringComparison.Ordinal);
        Assert.Contains("Change this entry", (await (await web.SignInAsync(World.Worker)).GetPage(At(child, id))).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "N-10")]
    [Trait("Rule", "Q-03")]
    public async Task Return_AboutOneChildsPart_N10_StandsAtItAndOnNoOtherChildsPage()
    {
        var (maisie, jay) = (await World.AddChildAsync(), await World.AddChildAsync("Jay Thornley"));
        var id = await World.RecordAsync(World.Worker, Inputs.Visit(World.Now.AddHours(-1), maisie, jay));
        var browser = await web.SignInAsync(World.Manager);
        var page = await browser.GetPage(At(jay, id));
        await browser.SubmitForm(page.Form(At(jay, id) + "/return"), [("returnField", "views"), ("returnReason", "Jay told you about the dog; where is it?")]);

        Assert.Contains("Jay told you about the dog", (await browser.GetPage(At(jay, id))).Text, StringComparison.Ordinal);
        var sisters = await browser.GetPage(At(maisie, id));
        Assert.DoesNotContain("about the dog", sisters.Text, StringComparison.Ordinal);
        Assert.Contains("This is about another child’s part of the entry.", sisters.Text, StringComparison.Ordinal);

        var author = await web.SignInAsync(World.Worker);
        var form = await author.GetPage((await author.GetPage(At(jay, id) + "/edit")).Location!);
        var reason = form.Document.QuerySelector("#returned-reason")!;
        Assert.Contains("Jay told you about the dog", reason.TextContent, StringComparison.Ordinal);
        Assert.Equal($"child-{jay}-views", reason.NextElementSibling!.QuerySelector("textarea")!.GetAttribute("name"));
    }

    [Fact]
    [Trait("Rule", "Q-03")]
    public async Task Return_AboutAPartThatIsNot_Q03_IsRefused()
    {
        var (child, id) = await VisitAsync();
        var browser = await web.SignInAsync(World.Manager);
        var page = await browser.GetPage(At(child, id));
        var answer = await PostAsync(browser, page, At(child, id) + "/return", ("Opened", (await VersionAsync(id)).ToString()), ("returnField", "nonsense"), ("returnReason", "Say what the school said"));
        Assert.Equal("Choose a part of this entry (Q-03)", answer.ErrorAt("returnField"));
        Assert.Contains("Say what the school said", answer.Text, StringComparison.Ordinal);
        Assert.Equal(RecordingState.Final, await StateAsync(id));
    }

    [Fact]
    [Trait("Rule", "Q-03")]
    public async Task Compare_TwoVersions_Q03_ShowsWhatWasTakenOutAndPutInForThisChildOnly()
    {
        var (maisie, jay) = (await World.AddChildAsync(), await World.AddChildAsync("Jay Thornley"));
        RecordingInput Visit(string facts, string jaysWords) => Inputs.Visit(World.Now.AddHours(-1), maisie, jay).With("facts", facts) with
        {
            Children = new Dictionary<int, ChildContent> { [maisie] = Inputs.Seen(), [jay] = Inputs.Seen() with { Fields = Inputs.Fields(("views", jaysWords)) } },
        };
        var id = await World.RecordAsync(World.Worker, Visit("We sat <b>outside</b> and talked", "Nothing yet"), finalise: false);
        await using (var db = World.Open())
        {
            var draft = await World.DraftAsync(db, World.Worker, maisie, id);
            await World.Recordings(db).SaveAsync(World.As(World.Worker), draft, Visit("We sat <b>inside</b> and talked", "Wants a dog"), finalise: false);
        }

        var browser = await web.SignInAsync(World.Worker);
        var link = (await browser.GetPage(At(maisie, id))).Document.QuerySelectorAll("main a").Single(a => a.TextContent == "What changed in version 2").GetAttribute("href")!;
        var page = await browser.GetPage(link);
        Assert.Equal("Taken out: <b>outside</b> ", page.Document.QuerySelector("section del")!.TextContent);
        Assert.Equal("Put in: <b>inside</b> ", page.Document.QuerySelector("section ins")!.TextContent);
        Assert.DoesNotContain("Wants a dog", page.Text, StringComparison.Ordinal);
        var compared = await browser.GetPage(At(jay, id) + "/compare?from=1&to=2");
        Assert.Contains("Wants a dog", compared.Text, StringComparison.Ordinal);
        // White space shows on this page as it stands.
        Assert.All(compared.Document.QuerySelectorAll(".app-difference"), d => Assert.DoesNotContain("\n ", d.TextContent, StringComparison.Ordinal));
        foreach (var wrong in new[] { "from=2&to=1", "from=1&to=3", "from=0&to=1", "", "from=x&to=2" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPage($"{At(maisie, id)}/compare?{wrong}")).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPage($"{At(await World.AddChildAsync("Bram Lister"), id)}/compare?from=1&to=2")).Status);
    }

    private async Task<(int Child, long Id)> VisitAsync(RecordingInput? input = null)
    {
        var child = await World.AddChildAsync();
        var visit = input ?? Inputs.Visit(World.Now.AddHours(-1));
        return (child, await World.RecordAsync(World.Worker, visit with { Children = new Dictionary<int, ChildContent> { [child] = Inputs.Seen() } }));
    }

    private async Task SaveAgainAsync(long id, int child, string title)
    {
        await using var db = World.Open();
        var draft = await World.DraftAsync(db, World.Worker, child, id);
        await World.Recordings(db).SaveAsync(World.As(World.Worker), draft, Titled.Visit(World.Now.AddHours(-1), title, child), finalise: false);
    }

    private async Task AmendAsync(long id)
    {
        await using var db = World.Open();
        await World.Recordings(db).AmendAsync(World.As(World.Worker), id, await VersionAsync(id), new AmendmentInput("It rained.", "I forgot to say so", null, null));
    }

    private async Task<Guid> VersionAsync(long id)
    {
        await using var db = World.Open();
        return await db.Recordings.Where(r => r.Id == id).Select(r => r.Version).SingleAsync();
    }

    private async Task<RecordingState> StateAsync(long id)
    {
        await using var db = World.Open();
        return await db.Recordings.Where(r => r.Id == id).Select(r => r.State).SingleAsync();
    }

    private static string At(int child, long id) => $"/children/{child}/entries/{id}";

    private static Task<WebPage> PostAsync(WebClient browser, WebPage page, string address, params (string Name, string Value)[] fields)
    {
        var token = page.Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return browser.PostAsync(address, fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
    }
}
