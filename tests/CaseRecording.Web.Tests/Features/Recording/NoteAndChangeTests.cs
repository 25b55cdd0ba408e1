using System.Net;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Recording;

/// <summary>Notes of every other contact, and changing what one wrote.</summary>
public sealed class NoteAndChangeTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    private static (string Name, string? Value)[] Call(int mother) =>
        [("contactType", "telephoneCall"), ("time", "13:00"), ("people", $"{mother}"), ("title", "About the weekend"), ("reason", "To agree the weekend"), ("facts", "Your mum rang.")];

    [Fact]
    public async Task Finalise_ATelephoneCall_AsksOnlyForWhatACallNeeds()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(maisie, "note");
        Assert.Equal("Add a note about Maisie", page.Document.QuerySelector("h1")!.TextContent);
        Assert.Null(page.Document.QuerySelector("[name=place]"));

        var entry = await World.EntryOf(await browser.SubmitForm((await browser.PressAsync(page, "finalise", Call(mother))).Form()));

        Assert.Equal((RecordingKind.CaseNote, ContactType.TelephoneCall, RecordingState.Final), (entry.Kind, entry.ContactType!.Value, entry.State));
        Assert.Equal(Attendance.Interviewed, entry.Versions.Single().Content.Participants.Single().Attendance);
        Assert.Null(entry.Children.Single().Seen);
    }

    [Fact, Trait("Rule", "N-04")]
    public async Task Finalise_ASignificantCallForTwo_N04_AsksTheFourTextsOfEach()
    {
        var (maisie, leo, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var refused = await browser.PressAsync(await browser.BeginAsync(maisie, "note"), "finalise", [.. Call(mother), ("marks", "significant"), ("children", $"{leo}")]);

        Assert.Equal(8, refused.Errors.Count);
        Assert.All(new[] { maisie, leo }, child => Assert.All(new[] { "analysis", "workingWell", "worries", "needsToHappen" }, key => Assert.NotNull(refused.ErrorAt($"child-{child}-{key}"))));
    }

    [Fact, Trait("Rule", "N-06")]
    public async Task Save_AMeetingTheChildWasAt_N06_ShowsTheChildAsSeen()
    {
        var (maisie, leo, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var answer = await browser.PressAsync(await browser.BeginAsync(maisie, "note"), "save",
            [.. Call(mother).Where(a => a.Name != "contactType"), ("contactType", "meeting"), ("marks", "planned"), ("children", $"{leo}"), ($"child-{maisie}-seen", "yes"), ($"child-{leo}-seen", "no")]);

        var entry = await World.EntryOf(answer);
        Assert.Equal([true, false], entry.Children.OrderBy(c => c.ChildId).Select(c => c.Seen!.Value));
        Assert.True(entry.WasPlanned);
    }

    [Fact, Trait("Rule", "N-02")]
    public async Task Save_AnEmail_N02_SaysWhoSentIt()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var refused = await browser.PressAsync(await browser.BeginAsync(maisie, "note"), "save", [.. Call(mother).Where(a => a.Name != "contactType"), ("contactType", "email")]);
        Assert.Equal("Say who sent it, or who received it (N-02)", refused.ErrorAt("people"));

        var entry = await World.EntryOf(await browser.PressAsync(refused, "save", ($"person-{mother}-as", "sender")));

        Assert.Equal(Attendance.Sender, entry.Versions.Single().Content.Participants.Single().Attendance);
    }

    [Fact]
    public async Task Change_AWrittenEntry_OpensWithItsWordsAndMakesTheNextVersion()
    {
        var (maisie, leo, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var written = await World.EntryOf(await browser.PressAsync(await browser.BeginAsync(maisie), "save",
            [.. RecordingWorld.Complete(maisie, mother), ("children", $"{leo}"), .. RecordingWorld.Seen(leo), ("other-0-name", "Miss Adler"), ("other-0-role", "Teacher"), ("marks", "shared")]));

        var begun = await browser.GetPage($"/children/{maisie}/entries/{written.Id}/edit");
        var page = await browser.GetPage(begun.Location!);

        Assert.Equal("Change the visit to Maisie", page.Document.QuerySelector("h1")!.TextContent);
        Assert.Equal(("We made toast.", "13:00", "Miss Adler", "alone", "> I like it when Nan comes"), (page.Held("facts"), page.Held("time"), page.Held("other-0-name"), page.Held($"child-{leo}-seen"), page.Held($"child-{leo}-views")));
        Assert.Contains("Finalise: 2 days", page.Text, StringComparison.Ordinal);
        var changed = await World.EntryOf(await browser.PressAsync(page, "save", ("facts", "We made toast and tea.")));
        Assert.Equal((written.Id, 2, written.OccurredAtUtc, true), (changed.Id, changed.CurrentVersion, changed.OccurredAtUtc, changed.SharedWithFamily));
        Assert.Equal(["We made toast.", "We made toast and tea."], changed.Versions.OrderBy(v => v.Number).Select(v => v.Content["facts"]));
        Assert.Equal(2, changed.Children.Count);
        await using var db = World.Open();
        Assert.True(await db.AuditEvents.AnyAsync(a => a.Action == AuditAction.Viewed && a.ChildId == leo && a.RecordingId == written.Id && a.StaffId == World.Worker));
        Assert.Equal(2, await db.RecordingParticipants.CountAsync(p => p.RecordingId == written.Id));
    }

    [Fact]
    public async Task Change_OverAVersionSavedMeanwhile_ShowsBothTexts()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var written = await World.EntryOf(await browser.PressAsync(await browser.BeginAsync(maisie), "save", RecordingWorld.Complete(maisie, mother)));
        var (one, two) = (await EditAsync(browser, maisie, written.Id), await EditAsync(browser, maisie, written.Id));
        await World.EntryOf(await browser.PressAsync(one, "save", ("facts", "From the first page.")));

        var both = await browser.PressAsync(two, "save", ("facts", "From the second page."));

        Assert.Equal(HttpStatusCode.Conflict, both.Status);
        Assert.Equal(["From the second page.", "From the first page."], both.Document.QuerySelectorAll(".app-versus__text").Select(t => t.TextContent));
        var entry = await World.EntryOf(await browser.PressAsync(both, "save"));
        Assert.Equal((3, "From the second page."), (entry.CurrentVersion, entry.Versions.MaxBy(v => v.Number)!.Content["facts"]));
    }

    [Fact, Trait("Rule", "Q-03")]
    public async Task Change_AReturnedEntry_Q03_ShowsTheReasonAndKeepsTheTime()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var final = await World.EntryOf(await browser.SubmitForm((await browser.PressAsync(await browser.BeginAsync(maisie), "finalise", RecordingWorld.Complete(maisie, mother))).Form()));
        Assert.Equal($"/children/{maisie}/entries/{final.Id}", (await browser.GetPage($"/children/{maisie}/entries/{final.Id}/edit")).Location); // final: amend it instead
        await using (var db = World.Open()) await World.Recordings(db).ReturnAsync(World.As(World.Manager), final.Id, final.Version, "Please say what you saw of the <bedroom>.");

        var page = await EditAsync(browser, maisie, final.Id);

        Assert.Contains("Please say what you saw of the <bedroom>.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Priya Raman", page.Text, StringComparison.Ordinal);
        Assert.Equal("hidden", page.Document.QuerySelector("[name=time]")!.GetAttribute("type"));
        var moved = await browser.PressAsync(page, "finalise", ("time", "12:00"));
        Assert.Contains("N-17", Assert.Single(moved.Errors), StringComparison.Ordinal);
        var answer = await browser.SubmitForm((await browser.PressAsync(moved, "finalise", ("time", "13:00"), ("home", "Your new bed."))).Form());
        Assert.Equal((RecordingState.Final, 2), ((await World.EntryOf(answer)).State, (await World.EntryOf(answer)).FinalVersion!.Value));
    }

    [Fact]
    public async Task Change_SomeoneElsesEntry_IsNotThere()
    {
        var (maisie, leo, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var written = await World.EntryOf(await browser.PressAsync(await browser.BeginAsync(maisie), "save", RecordingWorld.Complete(maisie, mother)));
        var colleague = await web.SignInAsync(World.Colleague);

        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetPage($"/children/{maisie}/entries/{written.Id}/edit")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetPage($"/children/{maisie}/entries/{written.Id}/edit/{Guid.NewGuid()}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPage($"/children/{leo}/entries/{written.Id}/edit")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPage($"/children/{maisie}/entries/999999/edit")).Status);
    }

    private static async Task<WebPage> EditAsync(WebClient browser, int child, long entry) =>
        await browser.GetPage((await browser.GetPage($"/children/{child}/entries/{entry}/edit")).Location!);
}
