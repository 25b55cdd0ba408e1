using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.TestKit;

namespace CaseRecording.Web.Tests.Features.Forms;

/// <summary>An administrator proposes what a form says, senior management approves, and from then on the form says it and its entries lead there.</summary>
public sealed class FormsTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    [Fact]
    [Trait("Rule", "Q-06")]
    public async Task Propose_ThenApprove_Q06_TheFormSaysItAndTheEntryLeadsToIt()
    {
        var (admin, senior, worker) = (await web.SignInAsAsync(Role.Administrator), await web.SignInAsAsync(Role.SeniorManager), await web.SignInAsync(World.Worker));
        var child = await World.AddChildAsync();
        var before = await World.RecordAsync(World.Worker, Inputs.Visit(World.Now.AddHours(-3), child));
        Assert.Contains((await admin.GetPage("/admin")).Document.QuerySelectorAll("a"), a => a.GetAttribute("href") == "/forms");
        var begun = await worker.GetPage((await worker.GetPage($"/children/{child}/visits/new")).Location!);
        Assert.Contains("Rooms, warmth, food, who was there", begun.Text, StringComparison.Ordinal);

        var refused = await admin.FillIn("/forms/visit/new", ("hint-home", "Where {child} sleeps"), ("changed", ""), ("reason", "Audits ask for it"));
        Assert.Contains("Say what is different", refused.ErrorAt("changed"), StringComparison.Ordinal);
        Assert.Equal("Where {child} sleeps", refused.Document.QuerySelector("[name=hint-home]")!.TextContent.Trim());
        var proposed = await admin.SubmitForm(refused.Form(), [("intro", "Begin with {child}"), ("changed", "Where the child sleeps")]);
        Assert.Equal("/forms/visit/2", proposed.Location);

        Assert.Contains("1 version of a form waits for your approval", (await senior.GetPage("/")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetPage("/forms/visit/2")).Status);
        var page = await senior.GetPage("/forms/visit/2");
        Assert.Contains("Where {child} sleeps", page.Document.QuerySelector("ins")!.TextContent + page.Text, StringComparison.Ordinal);
        Assert.Contains("Where the child sleeps", page.Document.QuerySelector(".app-preview")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Choose whether you approve it", (await senior.SubmitForm(page.Form("/forms/visit/2/decide"))).ErrorAt("approve"), StringComparison.Ordinal);
        Assert.Contains("Say why", (await senior.SubmitForm(page.Form("/forms/visit/2/decide"), [("approve", "no")])).ErrorAt("reason"), StringComparison.Ordinal);
        Assert.Equal("/forms/visit/2", (await senior.SubmitForm(page.Form("/forms/visit/2/decide"), [("approve", "yes")])).Location);
        Assert.Equal(HttpStatusCode.Conflict, (await senior.SubmitForm(page.Form("/forms/visit/2/decide"), [("approve", "yes")])).Status);

        // The page opened before goes on with its version and says so; a new one has the new words.
        var kept = await worker.SubmitForm(begun.Form(begun.Document.QuerySelector("form.app-record")!.GetAttribute("action")), [("facts", "We made toast.")], ("act", "keep"));
        Assert.Contains("You began this with version 1 of the form. Version 2 is in use since", kept.Text, StringComparison.Ordinal);
        Assert.Contains("Rooms, warmth, food, who was there", kept.Text, StringComparison.Ordinal);
        var fresh = await worker.GetPage((await worker.GetPage($"/children/{child}/visits/new?another=true")).Location!);
        Assert.Contains("Begin with Maisie", fresh.Text, StringComparison.Ordinal);
        Assert.Contains("Where Maisie sleeps", fresh.Text, StringComparison.Ordinal);

        var after = await World.RecordAsync(World.Worker, Inputs.Visit(World.Now.AddHours(-2), child));
        Assert.Contains("Visit form, version 1", (await worker.GetPage($"/children/{child}/entries/{before}")).Text, StringComparison.Ordinal);
        var link = (await worker.GetPage($"/children/{child}/entries/{after}")).Document.QuerySelectorAll("a").Single(a => a.TextContent == "Visit form, version 2");
        var shown = await worker.GetPage(link.GetAttribute("href")!);
        Assert.Contains("In use", shown.Text, StringComparison.Ordinal);
        Assert.Empty(shown.Document.QuerySelectorAll("main form"));
    }

    [Fact]
    public async Task Withdraw_AProposal_LeavesTheFormAsItWas()
    {
        var (admin, senior) = (await web.SignInAsAsync(Role.Administrator), await web.SignInAsAsync(Role.SeniorManager));
        await admin.FillIn("/forms/decision/new", ("hint-reasons", "One reason a line"), ("changed", "A hint"), ("reason", "Asked for"));
        var list = await admin.GetPage("/forms/decision");
        Assert.Contains("waits for approval", list.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(list.Document.QuerySelectorAll("main a"), a => a.GetAttribute("href") == "/forms/decision/new");

        var page = await admin.GetPage("/forms/decision/2");
        Assert.Empty(page.Document.QuerySelectorAll("form[action$='/decide']"));
        Assert.Equal("/forms/decision/2", (await admin.SubmitForm(page.Form("/forms/decision/2/withdraw"))).Location);
        Assert.Contains("Withdrawn", (await senior.GetPage("/forms/decision/2")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await admin.SubmitForm(page.Form("/forms/decision/2/withdraw"))).Status);
    }

    [Theory]
    [InlineData("/forms")]
    [InlineData("/forms/visit")]
    [InlineData("/forms/visit/new")]
    public async Task Open_ByAWorker_IsClosed(string address) => Assert.Equal(HttpStatusCode.Forbidden, (await (await web.SignInAsync(World.Worker)).GetPage(address)).Status);

    [Fact]
    public async Task Open_AVersionThatIsNotThere_IsNotFound()
    {
        var admin = await web.SignInAsAsync(Role.Administrator);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetPage("/forms/visit/77")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetPage("/forms/letter/1")).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await web.SignInAsync(World.Worker)).GetPage("/forms/closing/1")).Status);
    }
}
