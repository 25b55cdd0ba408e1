using CaseRecording.Core.Recording;
using CaseRecording.TestKit;

namespace CaseRecording.Web.Tests.Features.SignOff;

/// <summary>The ten points on the page of an entry: evidence that leads into the text, answers, and what is shown afterwards.</summary>
public sealed class StandardTests : IClassFixture<WebWorld>
{
    private const string Why = "Her dad could not be reached; he is asked on Thursday";
    private readonly WebWorld web;

    public StandardTests(WebWorld web) => this.web = web;

    private World World => web.World;

    [Fact]
    [Trait("Rule", "Q-02")]
    public async Task Show_ForTheManager_Q02_EachPointsEvidenceLeadsToAPlaceOnThePage()
    {
        var (child, id) = await VisitAsync();
        var page = await (await web.SignInAsync(World.Manager)).GetPage(At(child, id));

        Assert.Equal(9, page.Document.QuerySelectorAll(".app-standard fieldset").Length);
        var links = page.Document.QuerySelectorAll(".app-evidence a[href^='#']").Select(a => a.GetAttribute("href")![1..]).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, to => Assert.NotNull(page.Document.GetElementById(to)));
        var words = page.Document.QuerySelectorAll(".app-evidence a").First(a => a.TextContent.Contains("own words", StringComparison.Ordinal));
        Assert.Equal("I like it when Nan comes", page.Document.GetElementById(words.GetAttribute("href")![1..])!.TextContent);
        Assert.Empty((await (await web.SignInAsync(World.Worker)).GetPage(At(child, id))).Document.QuerySelectorAll(".app-standard"));
    }

    [Fact]
    [Trait("Rule", "Q-02")]
    public async Task SignOff_WithAPointNotMet_Q02_AsksWhyAndLabelsTheEntry()
    {
        var (child, id) = await VisitAsync();
        var browser = await web.SignInAsync(World.Manager);
        var page = await browser.GetPage(At(child, id));

        var none = await browser.SubmitForm(page.Form(At(child, id) + "/sign-off"));
        Assert.Equal(9, none.Errors.Count);
        Assert.Equal("Say whether ‘Balanced’ is met (Q-02)", none.ErrorAt("point-balanced"));

        var asked = await browser.SubmitForm(none.Form(At(child, id) + "/sign-off"), Titled.AllMet(none).Where(a => a.Item1 != "point-differentViews").Append(("point-differentViews", "no")).Append(("point-differentViews-comment", "Short")));
        Assert.StartsWith("‘Different views’ is not met: say why", Assert.Single(asked.Errors), StringComparison.Ordinal);
        Assert.Equal("Short", asked.Document.QuerySelector("[name=point-differentViews-comment]")!.TextContent.Trim());
        Assert.Equal(9, asked.Document.QuerySelectorAll(".app-standard input[checked]").Length);

        Assert.Equal(At(child, id), (await browser.SubmitForm(asked.Form(At(child, id) + "/sign-off"), [("point-differentViews-comment", Why)], ("Next", "false"))).Location);
        var signed = await browser.GetPage(At(child, id));
        Assert.Contains("Signed off with 1 point of the standard not met", signed.Text, StringComparison.Ordinal);
        Assert.Contains(Why, signed.Text, StringComparison.Ordinal);
        Assert.Contains("Signed off with 1 point of the standard not met", (await browser.GetPage($"/children/{child}/timeline")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "N-10")]
    public async Task Show_AnEntryForTwo_N10_LeadsToTheOtherPart()
    {
        var (maisie, jay) = (await World.AddChildAsync("Maisie Quill"), await World.AddChildAsync("Jay Quill"));
        var id = await World.RecordAsync(World.Worker, Inputs.Visit(World.Now.AddHours(-1), maisie, jay));
        var page = await (await web.SignInAsync(World.Manager)).GetPage(At(maisie, id));

        Assert.Equal(At(jay, id), page.Document.QuerySelectorAll("main a").Single(a => a.TextContent == "Jay Quill’s part").GetAttribute("href"));
    }

    [Fact]
    [Trait("Rule", "Q-03")]
    public async Task Return_AtAPassage_Q03_StandsInTheTextAndBesideTheAuthorsField()
    {
        var (child, id) = await VisitAsync();
        var manager = await web.SignInAsync(World.Manager);
        var page = await manager.GetPage(At(child, id));
        var wrong = await manager.SubmitForm(page.Form(At(child, id) + "/return"), [("returnReason", "Say why that is so"), ("returnField", "facts"), ("returnPassage", "we made soup")]);
        Assert.StartsWith("These words do not stand in that part of the entry", wrong.ErrorAt("returnPassage"), StringComparison.Ordinal);
        Assert.Equal("we made soup", wrong.Document.QuerySelector("[name=returnPassage]")!.GetAttribute("value"));

        Assert.Equal($"/sign-off/next?after={id}", (await manager.SubmitForm(wrong.Form(At(child, id) + "/return"), [("returnPassage", "we made toast")], ("Next", "true"))).Location);
        var returned = await manager.GetPage(At(child, id));
        Assert.Equal("we made toast", returned.Document.GetElementById("returned-passage")!.TextContent);
        var author = await web.SignInAsync(World.Worker);
        var form = await author.GetPage((await author.GetPage(At(child, id) + "/edit")).Location ?? At(child, id) + "/edit");
        Assert.Contains("“we made toast”", form.Document.QuerySelector("#returned-reason")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "Q-03")]
    public async Task Show_AnEntryThatAnswersAReturn_Q03_ShowsWhatChanged()
    {
        var (child, id) = await VisitAsync();
        await using (var db = World.Open()) await World.Recordings(db).ReturnAsync(World.As(World.Manager), id, db.Recordings.Single(r => r.Id == id).Version, "Say what you had");
        await using (var db = World.Open())
        {
            var draft = await World.DraftAsync(db, World.Worker, child, id);
            var input = Inputs.Visit(World.Now.AddHours(-1), child).With("facts", "I came after school and we made toast with honey.");
            await World.Recordings(db).SaveAsync(World.As(World.Worker), draft, input, finalise: true);
        }

        var page = await (await web.SignInAsync(World.Manager)).GetPage(At(child, id));
        Assert.Contains("honey", page.Document.QuerySelector(".app-differences ins")!.TextContent, StringComparison.Ordinal);
        Assert.Empty((await (await web.SignInAsync(World.Worker)).GetPage(At(child, id))).Document.QuerySelectorAll(".app-differences"));
    }

    private static string At(int child, long id) => $"/children/{child}/entries/{id}";

    private async Task<(int Child, long Id)> VisitAsync()
    {
        var child = await World.AddChildAsync();
        return (child, await World.RecordAsync(World.Worker, Inputs.Visit(World.Now.AddHours(-1), child)));
    }
}
