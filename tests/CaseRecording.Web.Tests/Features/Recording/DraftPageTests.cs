using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using CaseRecording.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Recording;

/// <summary>The page of a draft: whose it is, two pages at once, pressing twice, and who may come in.</summary>
public sealed class DraftPageTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    [Fact]
    public async Task New_WithAnOpenDraft_OffersToCarryOnOrStartAnother()
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(maisie);
        var address = new Uri(page.RecordingForm().BaseUri).PathAndQuery;
        Assert.Equal(HttpStatusCode.Found, (await browser.GetPage($"/children/{maisie}/visits/new")).Status); // nothing kept yet
        await browser.PressAsync(page, "keep", ("title", "After school"));

        var asked = await browser.GetPage($"/children/{maisie}/visits/new");

        Assert.Equal(HttpStatusCode.OK, asked.Status);
        Assert.Equal(address, asked.Document.QuerySelectorAll("main a").First(a => a.TextContent == "After school").GetAttribute("href"));
        Assert.Equal(HttpStatusCode.Found, (await browser.GetPage($"/children/{maisie}/notes/new")).Status); // another form
        Assert.Equal(HttpStatusCode.Found, (await (await web.SignInAsync(World.Colleague)).GetPage($"/children/{maisie}/visits/new")).Status); // another person
        Assert.NotEqual(address, (await browser.GetPage($"/children/{maisie}/visits/new?another=true")).Location);
    }

    [Fact]
    public async Task Save_FromAPageOpenedBeforeAnother_ShowsBothTextsAndLosesNeither()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var first = await browser.BeginAsync(maisie);
        var address = new Uri(first.RecordingForm().BaseUri).PathAndQuery;
        var second = await browser.GetPage(address);
        await browser.PressAsync(first, "keep", [.. RecordingWorld.Complete(maisie, mother), ("advice", "From the first page")]);

        var both = await browser.PressAsync(second, "save", [.. RecordingWorld.Complete(maisie, mother), ("advice", "From the <second> page")]);

        Assert.Equal(HttpStatusCode.Conflict, both.Status);
        Assert.Equal(["From the <second> page", "From the first page"], both.Document.QuerySelectorAll(".app-versus__text").Select(t => t.TextContent));
        Assert.Equal("From the <second> page", both.Held("advice"));
        await using (var db = World.Open()) Assert.Equal("From the first page", (await db.Drafts.SingleAsync(d => d.ChildId == maisie)).Fields["advice"][0]);
        var entry = await World.EntryOf(await browser.PressAsync(both, "save", ("advice", "From both pages")));
        Assert.Equal("From both pages", entry.Versions.Single().Content["advice"]);
    }

    [Fact]
    public async Task Save_PressedTwiceAtOnce_MakesOneEntry()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(maisie);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => browser.PressAsync(page, "save", RecordingWorld.Complete(maisie, mother))));
        var later = await browser.PressAsync(page, "save", RecordingWorld.Complete(maisie, mother));

        Assert.All(answers.Append(later), a => Assert.Equal((HttpStatusCode.Found, answers[0].Location), (a.Status, a.Location)));
        await using var db = World.Open();
        Assert.Equal(1, await db.RecordingChildren.CountAsync(c => c.ChildId == maisie));
    }

    [Fact]
    public async Task Finalise_ConfirmedOnAPageSomeoneChangedMeanwhile_ShowsTheFormAgain()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(maisie);
        var asked = await browser.PressAsync(page, "finalise", RecordingWorld.Complete(maisie, mother));
        await browser.PressAsync(await browser.GetPage(new Uri(page.RecordingForm().BaseUri).PathAndQuery), "keep", ("facts", "Added on the phone."));

        var back = await browser.SubmitForm(asked.Form());

        Assert.Equal((HttpStatusCode.OK, "Added on the phone."), (back.Status, back.Held("facts")));
        await using var db = World.Open();
        Assert.False(await db.RecordingChildren.AnyAsync(c => c.ChildId == maisie));
    }

    [Fact, Trait("Rule", "A-01")]
    public async Task Save_WithAStrangersChildTicked_A01_IsRefusedAndAuditedAndTheWordsAreKept()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var stranger = await StrangerAsync();
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(maisie);

        var refused = await browser.PressAsync(page, "save", [.. RecordingWorld.Complete(maisie, mother), ("children", $"{stranger}"), .. RecordingWorld.Seen(stranger)]);

        Assert.Equal(HttpStatusCode.NotFound, refused.Status);
        await using var db = World.Open();
        Assert.Equal(1, await db.AuditEvents.CountAsync(a => a.Action == AuditAction.AccessRefused && a.ChildId == stranger && a.StaffId == World.Worker));
        Assert.False(await db.RecordingChildren.AnyAsync(c => c.ChildId == stranger || c.ChildId == maisie));
        var again = await browser.GetPage(new Uri(page.RecordingForm().BaseUri).PathAndQuery);
        Assert.Equal("We made toast.", again.Held("facts"));
        Assert.DoesNotContain("Brandt", again.Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Rule", "N-10")]
    public async Task Sibling_TickedTakenOffAndTickedAgain_N10_KeepsTheirWordsAndRecordsOnlyWhoIsTicked()
    {
        var (maisie, leo, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(maisie);
        var both = await browser.PressAsync(page, "keep", [.. RecordingWorld.Complete(maisie, mother), ("children", $"{leo}"), .. RecordingWorld.Seen(leo)]);
        var alone = await browser.PressAsync(both, "keep", ("children", null));
        Assert.Null(alone.Held("children"));
        Assert.Equal(("The plan.", "alone"), (alone.Held($"child-{leo}-needsToHappen"), alone.Held($"child-{leo}-seen")));

        var again = await browser.PressAsync(alone, "keep", ("children", $"{leo}"));
        Assert.Equal(($"{leo}", "Fridays."), (again.Held("children"), again.Held($"child-{leo}-worries")));
        var saved = await World.EntryOf(await browser.PressAsync(again, "save", ("children", null)));
        Assert.Equal([maisie], saved.Children.Select(c => c.ChildId));
        Assert.DoesNotContain(saved.Versions.Single().Children, c => c.ChildId == leo);
    }

    [Fact, Trait("Rule", "A-02")]
    public async Task Open_ASiblingHiddenByAConflict_A02_IsNotOffered()
    {
        var (maisie, leo, _) = await World.AddFamilyAsync();
        await using (var db = World.Open())
        {
            db.Conflicts.Add(new ConflictOfInterest { ChildId = leo, StaffId = World.Colleague, Reason = "Neighbour", DeclaredAtUtc = World.Now });
            db.Audit(World.As(World.Manager), AuditAction.ConflictDeclared, leo);
            await db.SaveChangesAsync();
        }

        Assert.Empty((await (await web.SignInAsync(World.Colleague)).BeginAsync(maisie)).Document.QuerySelectorAll("input[name=children]"));
        Assert.Single((await (await web.SignInAsync(World.Worker)).BeginAsync(maisie)).Document.QuerySelectorAll("input[name=children]"));
    }

    [Fact]
    public async Task Open_ByWhoMayNotRecord_IsRefused()
    {
        var (maisie, leo, _) = await World.AddFamilyAsync();
        var other = await web.SignInAsync(World.OtherWorker);
        Assert.Equal((HttpStatusCode.Found, true), ((await other.GetPage($"/children/{maisie}/visits/new")).Status, (await other.GetPage($"/children/{maisie}/visits/new")).Location!.StartsWith($"/children/{maisie}/ask", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, (await (await web.SignInAsAsync(Role.Administrator)).GetPage($"/children/{maisie}/visits/new")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetPage("/children/999999/visits/new")).Status);
        Assert.Equal("/sign-in", (await web.Anonymous().GetPage($"/children/{maisie}/visits/new")).Location!.Split('?')[0]);

        // A draft belongs to its child and its form.
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(maisie);
        await browser.PressAsync(page, "keep", ("title", "x"));
        var draft = new Uri(page.RecordingForm().BaseUri).Segments[^1];
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPage($"/children/{leo}/visits/{draft}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPage($"/children/{maisie}/notes/{draft}")).Status);
    }

    [Fact]
    public async Task Save_MoreThanADraftHolds_SaysSoWithEverythingStillOnThePage()
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var kept = await browser.PressAsync(await browser.BeginAsync(maisie), "keep", ("facts", "Kept."));

        var flood = await browser.PressAsync(kept, "save", ("facts", new string('a', DraftService.MostCharacters + 1)));
        var body = await browser.PressAsync(kept, "save", ("facts", new string('a', BodyLimitAttribute.Recording)));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, DraftService.MostCharacters + 1), (flood.Status, flood.Held("facts")!.Length));
        Assert.Contains("more than a draft holds", Assert.Single(flood.Errors), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, body.Status);
        Assert.Equal("Kept.", (await browser.GetPage(new Uri(kept.RecordingForm().BaseUri).PathAndQuery)).Held("facts"));
    }

    [Fact]
    public async Task Save_NamesNobodyMade_IsNeverAServerError()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        foreach (var (name, value) in new[] { ("children", "-1"), ("children", "99999999999"), ("other--1-name", "x"), ("other-99999999999-name", "x"), ("action-", "x"), ("child--seen", "no"), ("person-x-as", "sender"), ("secondHour", "third"), ("basedOn", "-7"), ("marks", "everything"), (new string('n', 101), "x") })
        {
            var answer = await browser.PressAsync(await browser.BeginAsync(maisie), "finalise", [.. RecordingWorld.Complete(maisie, mother), (name, value)]);
            Assert.True((int)answer.Status < 500, $"{name}={value}: {answer.Status}");
        }
    }

    private async Task<int> StrangerAsync()
    {
        var stranger = await World.AddChildAsync("Ola Brandt", allocate: false);
        await using var db = World.Open();
        (await db.Children.SingleAsync(c => c.Id == stranger)).Allocate(World.As(World.OtherManager), World.OtherTeam, World.OtherWorker);
        db.Audit(World.As(World.OtherManager), AuditAction.Allocated, stranger);
        await db.SaveChangesAsync();
        return stranger;
    }
}
