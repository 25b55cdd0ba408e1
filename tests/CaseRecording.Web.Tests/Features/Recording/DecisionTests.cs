using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;

namespace CaseRecording.Web.Tests.Features.Recording;

/// <summary>The decision record, without script.</summary>
public sealed class DecisionTests(WebWorld web) : IClassFixture<WebWorld>
{
    private const string Reasons = "Your nan's flat is warm and near your school, and you asked to stay there.";

    private World World => web.World;

    [Fact]
    public async Task Open_ANewDecision_OffersTheKindsAndWhoDecided()
    {
        var (maisie, leo, _) = await World.AddFamilyAsync();
        var page = await (await web.SignInAsync(World.Manager)).BeginAsync(maisie, "decision");

        Assert.Equal("Record a decision about Maisie", page.Document.QuerySelector("h1")!.TextContent);
        Assert.Equal(Enum.GetValues<DecisionKind>().Length, page.Document.QuerySelectorAll("input[name=decisionKind]").Length);
        var deciders = page.Document.QuerySelectorAll("select[name=madeBy] option").Select(o => o.TextContent.Trim()).ToList();
        Assert.Equal("I did", deciders[0]);
        Assert.Contains("Owen Tate", deciders);
        Assert.DoesNotContain("Priya Raman", deciders);
        Assert.DoesNotContain("Ellie Marsh", deciders);
        Assert.Equal([$"{leo}"], page.Document.QuerySelectorAll("input[name=children]").Select(i => i.GetAttribute("value")));
        Assert.Empty(page.Document.QuerySelectorAll("[name=people], [name=contactType], [name=endTime], [name=facts]"));
    }

    [Fact]
    [Trait("Rule", "D-04")]
    public async Task Finalise_ADecisionForBrotherAndSister_D04_StandsInBothRecords()
    {
        var (maisie, leo, _) = await World.AddFamilyAsync();
        var (_, goal) = await World.AddPlanAsync(maisie);
        var browser = await web.SignInAsync(World.Manager);
        var asked = await browser.PressAsync(await browser.BeginAsync(maisie, "decision"), "finalise",
            [.. Complete(maisie), ("children", $"{leo}"), ($"child-{leo}-wordsToChild", "Leo, you and Maisie stay together."), ("madeBy", $"{World.OtherManager}"), ($"child-{maisie}-goals", $"{goal}")]);
        Assert.Equal("Finalise this decision?", asked.Document.QuerySelector("h1")?.TextContent ?? string.Join('\n', asked.Errors));
        Assert.Contains("Leo, you and Maisie stay together.", asked.Text, StringComparison.Ordinal);
        var entry = await World.EntryOf(await browser.SubmitForm(asked.Form()));

        Assert.Equal((RecordingKind.Decision, RecordingState.Final, World.Manager, World.OtherManager), (entry.Kind, entry.State, entry.AuthorId, entry.MadeById));
        Assert.Equal(DecisionKind.Placement, entry.Versions.Single().Content.DecisionKind);
        var page = await browser.GetPage($"/children/{maisie}/entries/{entry.Id}");
        Assert.Contains("Change of placement", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"#goals a[href='{Routes.ToGoal(maisie, goal)}']")); // P-03
        Assert.Contains("Owen Tate (recorded by Priya Raman)", page.Text, StringComparison.Ordinal);
        Assert.Contains("Maisie, you are staying at Nan's this summer.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Leo, you and Maisie", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Who took part", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "D-02")]
    public async Task Save_Empty_D02_AsksAtEachField()
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Manager);
        var page = await browser.PressAsync(await browser.BeginAsync(maisie, "decision"), "save", ("date-day", ""), ("date-month", ""), ("date-year", ""), ("options", "To wait until the review"));

        Assert.Equal("Choose the kind of decision (D-02)", page.ErrorAt("decisionKind"));
        Assert.Equal("Enter the decision (D-02)", page.ErrorAt("decision"));
        Assert.Equal("Enter the reasons (D-02)", page.ErrorAt("reasons"));
        Assert.Equal("Enter the date (D-02)", page.ErrorAt("date"));
        Assert.Equal("Enter a title that says what it was about (N-01)", page.ErrorAt("title"));
        Assert.Equal("Enter what it is about, in one line (N-01)", page.ErrorAt("reason"));
        Assert.Equal("To wait until the review", page.Held("options"));
    }

    [Theory]
    [Trait("Rule", "D-04")]
    [InlineData("", "Explain the decision in words written to Maisie (D-04)")]
    [InlineData(Reasons, "These are the reasons again. Write it to Maisie, in words Maisie can keep (D-04)")]
    public async Task Finalise_WithoutTheChildsOwnWords_D04_IsRefusedAtTheFieldAndKept(string words, string sentence)
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Manager);
        var page = await browser.PressAsync(await browser.BeginAsync(maisie, "decision"), "finalise", [.. Complete(maisie).Where(a => !a.Name.EndsWith("wordsToChild", StringComparison.Ordinal)), ($"child-{maisie}-wordsToChild", words)]);
        Assert.Equal(sentence, page.ErrorAt($"child-{maisie}-wordsToChild"));
        Assert.Equal((words, Reasons, "placement"), (page.Held($"child-{maisie}-wordsToChild"), page.Held("reasons"), page.Held("decisionKind")));
        Assert.NotNull((await browser.PressAsync(page, "save")).Location); // saving does not ask
    }

    [Fact]
    [Trait("Rule", "D-03")]
    public async Task Keep_AboutMoney_D03_IsPointedOutAndCanBeFinalised()
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Manager);
        var begun = await browser.BeginAsync(maisie, "decision");
        Assert.Empty(begun.Document.QuerySelectorAll(".app-advice"));
        var page = await browser.PressAsync(begun, "keep", [.. Complete(maisie).Where(a => a.Name != "decision"), ("decision", "To fund a taxi to school.")]);
        Assert.Contains("‘fund’, ‘taxi’", Assert.Single(page.Document.QuerySelectorAll(".app-advice")).TextContent, StringComparison.Ordinal);
        var asked = await browser.PressAsync(page, "finalise");
        Assert.Equal(RecordingState.Final, (await World.EntryOf(await browser.SubmitForm(asked.Form()))).State);
    }

    [Theory]
    [Trait("Rule", "D-01")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_ForAWorker_D01_IsRefused(bool draftPage)
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var answer = await browser.GetPage($"/children/{maisie}/decisions/{(draftPage ? Guid.NewGuid() : "new")}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("A decision record is made by a team manager or above (D-01)", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Record decision", (await browser.GetPage($"/children/{maisie}/timeline")).Text, StringComparison.Ordinal);
        Assert.Contains("Record decision", (await (await web.SignInAsync(World.Manager)).GetPage($"/children/{maisie}/timeline")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "D-01")]
    public async Task Post_ByAWorker_D01_IsRefusedAndNothingIsKept()
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var token = (await browser.BeginAsync(maisie)).Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var fields = Complete(maisie).Append(("act", "finalise")).Append(("__RequestVerificationToken", token)).Select(a => KeyValuePair.Create(a.Item1, a.Item2!));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync($"/children/{maisie}/decisions/{Guid.NewGuid()}", fields)).Status);
        await using var db = World.Open();
        Assert.DoesNotContain(db.Drafts, d => d.Form == "decision" && d.ChildId == maisie);
    }

    [Fact]
    public async Task Open_OfAChildNotTheirs_IsRefusedAsEverywhere()
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        Assert.StartsWith($"/children/{maisie}/ask", (await (await web.SignInAsync(World.OtherManager)).GetPage($"/children/{maisie}/decisions/new")).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await web.SignInAsAsync(Role.Auditor)).GetPage($"/children/{maisie}/decisions/new")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await web.SignInAsync(World.Manager)).GetPage($"/children/{maisie + 9000}/decisions/new")).Status);
    }

    [Fact]
    public async Task Change_ADecisionNotFinal_ShowsItAgain()
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Manager);
        var entry = await World.EntryOf(await browser.PressAsync(await browser.BeginAsync(maisie, "decision"), "save", [.. Complete(maisie), ("marks", "chronology")]));
        var page = await browser.GetPage((await browser.GetPage($"/children/{maisie}/entries/{entry.Id}/edit")).Location!);
        Assert.Equal("Change the decision about Maisie", page.Document.QuerySelector("h1")!.TextContent);
        Assert.Equal(("placement", Reasons, "chronology"), (page.Held("decisionKind"), page.Held("reasons"), page.Held("marks")));
        var asked = await browser.PressAsync(page, "finalise");
        var final = await World.EntryOf(await browser.SubmitForm(asked.Form()));
        Assert.Equal((entry.Id, RecordingState.Final, 2, true), (final.Id, final.State, final.CurrentVersion, final.InChronology));
    }

    private static (string Name, string? Value)[] Complete(int child) =>
    [
        ("decisionKind", "placement"), ("time", "13:00"), ("title", "The summer at Nan's"), ("reason", "Nan's home until September"),
        ("decision", "You stay at your nan's until September."), ("reasons", Reasons), ($"child-{child}-wordsToChild", "Maisie, you are staying at Nan's this summer. I will come and see how it goes."),
    ];
}
