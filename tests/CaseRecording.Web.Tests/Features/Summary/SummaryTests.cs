using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.TestKit;
using CaseRecording.Web.Tests.Features.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Summary;

/// <summary>The one page about a child. A world of its own for each test, because months pass in some.</summary>
public sealed class SummaryTests : IAsyncLifetime
{
    private readonly WebWorld web = new();

    private World World => web.World;

    public Task InitializeAsync() => web.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)web).DisposeAsync();

    [Fact]
    [Trait("Rule", "S-01")]
    public async Task Write_TheFirst_S01_StandsOnThePageWithItsAgeAndTheContacts()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        await KeyContactAsync(mother, "01632 960044");
        var browser = await web.SignInAsync(World.Worker);
        var empty = await browser.GetPage($"/children/{maisie}");
        Assert.Contains("No summary has been written yet", empty.Text, StringComparison.Ordinal);
        Assert.Contains("The first summary was due by 5 January 2026", empty.Text, StringComparison.Ordinal);

        var form = await browser.BeginAsync(maisie, "summary");
        Assert.Equal("Write Maisie’s first summary", form.Document.QuerySelector("h1")!.TextContent);
        Assert.Contains("01632 960044", form.Text, StringComparison.Ordinal);
        Assert.Equal($"/children/{maisie}", (await browser.PressAsync(form, "finalise", Complete(maisie))).Location);

        var page = await browser.GetPage($"/children/{maisie}");
        Assert.Contains("Written 17 March 2026, today, by Ellie Marsh", page.Text, StringComparison.Ordinal);
        Assert.Contains("You like newts.", page.Text, StringComparison.Ordinal);
        Assert.Contains("01632 960044", page.Text, StringComparison.Ordinal);
        Assert.Contains("The review is due by 17 June 2026", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Summary overdue", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "S-01")]
    public async Task Write_AnotherVersion_S01_BeginsWithTheTextsAndKeepsTheOldOne()
    {
        var maisie = await World.AddChildAsync();
        var browser = await web.SignInAsync(World.Worker);
        await WriteAsync(browser, maisie);
        var form = await browser.BeginAsync(maisie, "summary");
        Assert.Equal("Write Maisie’s summary anew", form.Document.QuerySelector("h1")!.TextContent);
        Assert.Equal("You like newts.", form.Held($"child-{maisie}-penPicture"));
        await browser.PressAsync(form, "finalise", ($"child-{maisie}-penPicture", "You like toads."));

        var page = await browser.GetPage($"/children/{maisie}");
        Assert.Contains("You like toads.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("You like newts.", page.Text, StringComparison.Ordinal);
        var versions = page.Document.QuerySelectorAll("section[aria-labelledby=versions-heading] a").ToList();
        Assert.Equal(2, versions.Count);
        var old = await browser.GetPage(versions[1].GetAttribute("href")!);
        Assert.Contains("You like newts.", old.Text, StringComparison.Ordinal);
        Assert.Contains("This is Maisie’s summary as it was made on 17 March 2026, 2:00pm", old.Text, StringComparison.Ordinal);
        Assert.Contains("Ellie Marsh", old.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "S-01")]
    public async Task Write_ThingsMissing_S01_EachStandsAtItsFieldAndAllIsKept()
    {
        var maisie = await World.AddChildAsync();
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.PressAsync(await browser.BeginAsync(maisie, "summary"), "finalise", ($"child-{maisie}-whatHelps", "Nan’s kitchen"));
        Assert.Equal(3, page.Errors.Count);
        Assert.Equal("Enter the safety plan, or say that none is needed and why (S-01)", page.ErrorAt($"child-{maisie}-safetyPlan"));
        Assert.Equal("Nan’s kitchen", page.Held($"child-{maisie}-whatHelps"));

        page = await browser.PressAsync(page, "finalise", [.. Complete(maisie), ($"child-{maisie}-worries", new string('w', 5000))]);
        Assert.Contains("one page holds 3,000", page.ErrorAt($"child-{maisie}-worries"), StringComparison.Ordinal);
        Assert.Equal(5000, page.Held($"child-{maisie}-worries")!.Length);
    }

    [Fact]
    public async Task Write_SavedAndLeft_IsCarriedOn()
    {
        var maisie = await World.AddChildAsync();
        var browser = await web.SignInAsync(World.Worker);
        Assert.Equal("/", (await browser.PressAsync(await browser.BeginAsync(maisie, "summary"), "leave", ($"child-{maisie}-penPicture", "Half a thou"))).Location);
        var mine = await browser.GetPage("/");
        Assert.Contains(mine.Document.QuerySelectorAll("main a"), a => a.TextContent == "Case note summary" && a.GetAttribute("href")!.StartsWith($"/children/{maisie}/summaries/", StringComparison.Ordinal));
        var again = await browser.GetPage((await browser.GetPage($"/children/{maisie}/summaries/new")).Location!);
        Assert.Equal("Half a thou", again.Held($"child-{maisie}-penPicture"));
        Assert.DoesNotContain("Half a thou", (await browser.GetPage($"/children/{maisie}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "S-01")]
    public async Task Write_WhileAColleagueDidToo_S01_ShowsBothAndTheChoiceIsTaken()
    {
        var maisie = await World.AddChildAsync();
        var (ellie, tom) = (await web.SignInAsync(World.Worker), await web.SignInAsync(World.Colleague));
        var mine = await ellie.BeginAsync(maisie, "summary");
        await WriteAsync(tom, maisie);

        var page = await ellie.PressAsync(mine, "finalise", [.. Complete(maisie).Skip(1), ($"child-{maisie}-penPicture", "You like toads.")]);
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Equal("You like toads.", page.Held($"child-{maisie}-penPicture"));
        Assert.Equal(["You like toads.", "You like newts."], page.Document.QuerySelectorAll(".app-versus__text").Select(e => e.TextContent));
        Assert.Equal($"/children/{maisie}", (await ellie.PressAsync(page, "finalise")).Location);
        Assert.Contains("You like toads.", (await ellie.GetPage($"/children/{maisie}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_PressedTwice_MakesOneVersion()
    {
        var maisie = await World.AddChildAsync();
        var browser = await web.SignInAsync(World.Worker);
        var form = await browser.BeginAsync(maisie, "summary");
        await browser.PressAsync(form, "finalise", Complete(maisie));
        await browser.PressAsync(form, "finalise", Complete(maisie));
        await using var db = World.Open();
        Assert.Equal(1, await db.RecordingChildren.CountAsync(c => c.ChildId == maisie));
    }

    [Fact]
    [Trait("Rule", "Q-03")]
    public async Task Write_Returned_Q03_IsAnsweredOnItsOwnForm()
    {
        var maisie = await World.AddChildAsync();
        var browser = await web.SignInAsync(World.Worker);
        await WriteAsync(browser, maisie);
        long id;
        await using (var db = World.Open())
        {
            var entry = await db.Recordings.SingleAsync(r => r.Children.Any(c => c.ChildId == maisie));
            id = entry.Id;
            await World.Recordings(db).ReturnAsync(World.As(World.Manager), id, entry.Version, "Say who rings whom at night");
        }

        var form = await browser.GetPage((await browser.GetPage($"/children/{maisie}/entries/{id}/edit")).Location!);
        Assert.Contains("Say who rings whom at night", form.Text, StringComparison.Ordinal);
        Assert.Equal($"/children/{maisie}", (await browser.PressAsync(form, "finalise", ($"child-{maisie}-safetyPlan", "Ring Nan, then the night team."))).Location);
        var page = await browser.GetPage($"/children/{maisie}");
        Assert.Contains("Ring Nan, then the night team.", page.Text, StringComparison.Ordinal);
        Assert.Single(page.Document.QuerySelectorAll("section[aria-labelledby=versions-heading] a"));
    }

    [Fact]
    [Trait("Rule", "S-04")]
    public async Task Read_ByTheNightTeam_S04_OneStepFromFindingAndNothingElse()
    {
        var maisie = await World.AddChildAsync("Ottoline Brightwater");
        await WriteAsync(await web.SignInAsync(World.Worker), maisie);
        World.Clock.Advance(TimeSpan.FromDays(12));
        var duty = await web.SignInAsAsync(Role.EmergencyDuty);
        var found = await duty.GetPage((await duty.FillIn("/duty", ("search", "brightwater"))).Location!);
        var page = await duty.GetPage(found.Document.QuerySelectorAll("main a").First(a => a.TextContent.Contains("Brightwater", StringComparison.Ordinal)).GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("12 days ago, by Ellie Marsh", page.Text, StringComparison.Ordinal);
        Assert.Contains("Ring Nan first.", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("main form"));
        Assert.Equal(HttpStatusCode.OK, (await duty.GetPage($"/children/{maisie}")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await duty.GetPage($"/children/{maisie}/timeline")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await duty.GetPage($"/children/{maisie}/summaries/{Guid.NewGuid()}")).Status);
    }

    [Fact]
    [Trait("Rule", "S-03")]
    public async Task StillRight_AfterADecision_S03_NeedsASentenceAndKeepsWhatWasTyped()
    {
        var maisie = await World.AddChildAsync();
        var browser = await web.SignInAsync(World.Worker);
        await WriteAsync(browser, maisie);
        World.Clock.Advance(TimeSpan.FromMinutes(10));
        await World.RecordAsync(World.Manager, Inputs.Decision(World.Now.AddMinutes(-30), maisie));
        var page = await browser.GetPage($"/children/{maisie}");
        Assert.Contains("Something significant changed on 17 March 2026, so the review is due by 20 March 2026", page.Text, StringComparison.Ordinal);
        var refused = await browser.SubmitForm(page.Form($"/children/{maisie}/summary/confirm"), [("sentence", "Because")]);
        Assert.Contains("say in a sentence why none is needed (S-03)", refused.ErrorAt("sentence"), StringComparison.Ordinal);
        Assert.Equal("Because", refused.Held("sentence"));
        Assert.Equal($"/children/{maisie}", (await browser.SubmitForm(refused.Form($"/children/{maisie}/summary/confirm"), [("sentence", "The stay at Nan’s is in it already.")])).Location);
        Assert.Contains("Confirmed 17 March 2026", (await browser.GetPage($"/children/{maisie}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "S-03")]
    public async Task StillRight_OnAnOlderPage_S03_IsRefused()
    {
        var maisie = await World.AddChildAsync();
        var browser = await web.SignInAsync(World.Worker);
        await WriteAsync(browser, maisie);
        var opened = await browser.GetPage($"/children/{maisie}");
        await WriteAsync(await web.SignInAsync(World.Colleague), maisie);
        Assert.Equal(HttpStatusCode.Conflict, (await browser.SubmitForm(opened.Form($"/children/{maisie}/summary/confirm"))).Status);
    }

    [Fact]
    [Trait("Rule", "S-02")]
    public async Task Read_MonthsLater_S02_SaysThatItIsOverdueAndWhy()
    {
        var maisie = await World.AddChildAsync();
        var browser = await web.SignInAsync(World.Worker);
        await WriteAsync(browser, maisie);
        World.Clock.Advance(TimeSpan.FromDays(100));
        browser = await web.SignInAsync(World.Worker);
        var page = await browser.GetPage($"/children/{maisie}");
        Assert.Contains("Summary overdue", page.Text, StringComparison.Ordinal);
        Assert.Contains("The review was due by 17 June 2026", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_WrongPersonOrChild_IsRefusedAsEverywhere()
    {
        var (maisie, other) = (await World.AddChildAsync(), await World.AddChildAsync("Leo Thornley"));
        Assert.StartsWith($"/children/{maisie}/ask", (await (await web.SignInAsync(World.OtherWorker)).GetPage($"/children/{maisie}/summaries/new")).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await web.SignInAsAsync(Role.Auditor)).GetPage($"/children/{maisie}/summaries/new")).Status);
        var browser = await web.SignInAsync(World.Worker);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPage($"/children/{maisie + 9000}/summaries/new")).Status);
        // A draft of one child's summary is not there under another's address.
        var begun = await browser.BeginAsync(maisie, "summary");
        await browser.PressAsync(begun, "leave", Complete(maisie));
        var draft = begun.RecordingForm().GetAttribute("action")!.Split('/')[^1];
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPage($"/children/{other}/summaries/{draft}")).Status);
        // Words put under another child's name do not reach that child.
        var form = await browser.BeginAsync(maisie, "summary");
        await browser.PressAsync(form, "finalise", [.. Complete(maisie), ("children", $"{other}"), ($"child-{other}-penPicture", "Not yours")]);
        Assert.Contains("No summary has been written yet", (await browser.GetPage($"/children/{other}")).Text, StringComparison.Ordinal);
    }

    private static async Task WriteAsync(WebClient browser, int child)
    {
        var answer = await browser.PressAsync(await browser.BeginAsync(child, "summary"), "finalise", Complete(child));
        Assert.True(answer.Status == HttpStatusCode.Found, string.Join('\n', answer.Errors));
    }

    private static (string Name, string? Value)[] Complete(int child) =>
    [
        ($"child-{child}-penPicture", "You like newts."), ($"child-{child}-situation", "You live with your nan."), ($"child-{child}-safetyPlan", "Ring Nan first."),
    ];

    private async Task KeyContactAsync(int personId, string telephone)
    {
        await using var db = World.Open();
        var link = await db.ChildPeople.Include(p => p.Person).SingleAsync(p => p.PersonId == personId);
        (link.IsKeyContact, link.Person.Telephone) = (true, telephone);
        db.Audit(World.As(World.Worker), Core.Audit.AuditAction.PersonChanged, link.ChildId);
        await db.SaveChangesAsync();
    }
}
