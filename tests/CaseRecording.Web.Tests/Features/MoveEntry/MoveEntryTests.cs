using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.People;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.MoveEntry;

/// <summary>The page that moves an entry to the record it belongs on, without script.</summary>
[Trait("Rule", "A-07")]
public sealed class MoveEntryTests(WebWorld web) : IClassFixture<WebWorld>
{
    private const string Reason = "I had the wrong record open";

    private World World => web.World;

    [Fact]
    public async Task Move_FoundChosenAndConfirmed_A07_StandsOnTheRightRecordWithATraceOnTheOther()
    {
        var (wrong, right, id) = await EntryAsync("Isla Quill", "Rowan Sedge", final: false);
        var worker = await web.SignInAsync(World.Worker);
        var entry = await worker.GetPage($"/children/{wrong}/entries/{id}");
        Assert.Equal($"/children/{wrong}/entries/{id}/move", entry.Document.QuerySelectorAll("a").Single(a => a.TextContent == "Recorded on the wrong child?").GetAttribute("href"));

        var page = await SendAsync(worker, await worker.GetPage($"/children/{wrong}/entries/{id}/move"), "find", ("search", "sedge"), ("reason", Reason));
        Assert.Equal(Reason, page.Document.QuerySelector("[name=reason]")!.TextContent.Trim());
        var confirm = await SendAsync(worker, page, "continue", ("to", $"{right}"));
        Assert.Equal("Move this entry to Rowan’s record?", confirm.Document.QuerySelector("h1")!.TextContent);
        Assert.Contains("Born 2 June 2015", confirm.Text, StringComparison.Ordinal);
        Assert.Contains("The text is not changed. Read it", confirm.Text, StringComparison.Ordinal);
        var done = await SendAsync(worker, confirm, "move");

        Assert.Equal((HttpStatusCode.Found, $"/children/{right}/entries/{id}"), (done.Status, done.Location));
        var there = await worker.GetPage(done.Location!);
        Assert.Contains($"Recorded first on another record by mistake. Moved here on 17 March 2026, 2:00pm by Ellie Marsh. Why: {Reason}", there.Text, StringComparison.Ordinal);
        Assert.Contains("Moved here from another record", there.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Isla", there.Text, StringComparison.Ordinal);
        var timeline = await worker.GetPage($"/children/{wrong}/timeline");
        Assert.Contains("An entry of 17 March 2026 was recorded here by mistake. It was moved on 17 March 2026, 2:00pm by Ellie Marsh.", timeline.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing has been recorded yet", timeline.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("we made toast", timeline.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Rowan", timeline.Text, StringComparison.Ordinal);
        Assert.Contains("After the school rang", (await worker.GetPage($"/children/{right}/timeline")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OldAddress_AfterTheMove_A07_TellsTheTraceAndNothingOfTheEntry()
    {
        var (wrong, right, id) = await EntryAsync("Nell Quill", "Wren Sedge");
        await World.MoveAsync(World.Manager, wrong, right, id);
        var worker = await web.SignInAsync(World.Worker);

        var gone = await worker.GetPage($"/children/{wrong}/entries/{id}");

        Assert.Equal(HttpStatusCode.Gone, gone.Status);
        Assert.Contains("was recorded here by mistake", gone.Text, StringComparison.Ordinal);
        foreach (var secret in new[] { "Wren", "toast", "After the school rang", Reason }) Assert.DoesNotContain(secret, gone.Text, StringComparison.Ordinal);
        foreach (var path in new[] { "?version=1", "/amend", "/edit", "/compare?from=1&to=2", "/move" })
        {
            var page = await worker.GetPage($"/children/{wrong}/entries/{id}{path}");
            Assert.True(page.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone, $"{path}: {page.Status}");
            Assert.DoesNotContain("toast", page.Text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await worker.GetPage($"/children/{right}/entries/{id}")).Status);
    }

    [Fact]
    public async Task Move_WithoutAnything_A07_IsRefusedAtTheFieldsAndKept()
    {
        var (wrong, _, id) = await EntryAsync("Ida Quill", "Finn Sedge");
        var manager = await web.SignInAsync(World.Manager);
        var page = await manager.GetPage($"/children/{wrong}/entries/{id}/move");

        var empty = await SendAsync(manager, page, "continue", ("reason", "mistake"));
        Assert.Equal("Choose the child whose record it belongs on (A-07)", empty.ErrorAt("search"));
        Assert.Equal("Say why, in at least 10 characters (A-07)", empty.ErrorAt("reason"));
        Assert.Equal("mistake", empty.Document.QuerySelector("[name=reason]")!.TextContent.Trim());
        Assert.Equal("Enter a name, a date of birth or a number", (await SendAsync(manager, page, "find", ("search", " "))).ErrorAt("search"));
        Assert.Contains("No child found for whom you may record", (await SendAsync(manager, page, "find", ("search", "Nobody Atall"))).Text, StringComparison.Ordinal);

        var found = await SendAsync(manager, page, "find", ("search", "finn"));
        var named = await SendAsync(manager, found, "continue", ("to", found.Document.QuerySelector("[name=to]")!.GetAttribute("value")), ("reason", "It was Ida's page I had open"));
        Assert.Equal("Leave the name of the first child out: what you write is read on the other record (A-07)", named.ErrorAt("reason"));
        Assert.True(named.Document.QuerySelector("[name=to]")!.HasAttribute("checked"));
        Assert.Equal("Choose the child whose record it belongs on (A-07)", (await SendAsync(manager, found, "continue", ("to", null), ("reason", Reason))).ErrorAt("to"));
    }

    [Fact]
    public async Task Family_OfTheChild_A07_IsOfferedWithoutASearch()
    {
        var (wrong, sister, id) = await EntryAsync("Tess Quill", "Bryn Quill");
        await using (var db = World.Open())
        {
            db.ChildPeople.Add(new ChildPerson { ChildId = wrong, Person = new Person { FullName = "Bryn Quill", OwnRecordId = sister }, Relationship = "brother" });
            db.Audit(World.As(World.Worker), AuditAction.PersonChanged, wrong);
            await db.SaveChangesAsync();
        }

        var manager = await web.SignInAsync(World.Manager);
        var page = await manager.GetPage($"/children/{wrong}/entries/{id}/move");
        Assert.Equal($"{sister}", page.Document.QuerySelector("[name=to]")!.GetAttribute("value"));
        Assert.Contains("of Tess’s family", page.Text, StringComparison.Ordinal);

        var confirm = await SendAsync(manager, page, "continue", ("to", $"{sister}"), ("reason", Reason));
        Assert.Equal("Whose entry is this?", (await SendAsync(manager, confirm, "back")).Document.QuerySelector("h1")!.TextContent);
        Assert.Equal($"/children/{sister}/entries/{id}", (await SendAsync(manager, confirm, "move")).Location);
    }

    [Fact]
    public async Task Move_AnEntryFromBeforeTheRightRecord_T08_AsksWhyAndThenTakesIt()
    {
        var (wrong, right, id) = await EntryAsync("Orla Quill", "Otis Sedge");
        await using (var db = World.Open()) await db.Children.Where(c => c.Id == right).ExecuteUpdateAsync(row => row.SetProperty(c => c.FirstContactAtUtc, World.Now.AddDays(1)));
        var manager = await web.SignInAsync(World.Manager);
        var found = await SendAsync(manager, await manager.GetPage($"/children/{wrong}/entries/{id}/move"), "find", ("search", "otis"));
        Assert.Null(found.Document.QuerySelector("[name=historyReason]"));

        var early = await SendAsync(manager, found, "continue", ("to", $"{right}"), ("reason", Reason));
        Assert.Equal("That is before the first contact about Otis, on 18 March 2026. If it belongs in the history, say why here (T-08)", early.ErrorAt("historyReason"));
        var confirm = await SendAsync(manager, early, "continue", ("historyReason", "The referral speaks of that visit"));
        Assert.NotNull((await SendAsync(manager, confirm, "move")).Location);

        Assert.Contains("The referral speaks of that visit", (await manager.GetPage($"/children/{right}/entries/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_AnEntryChangedSinceThePageWasOpened_A07_SaysSo()
    {
        var (wrong, right, id) = await EntryAsync("Vera Quill", "Silas Sedge");
        var manager = await web.SignInAsync(World.Manager);
        var found = await SendAsync(manager, await manager.GetPage($"/children/{wrong}/entries/{id}/move"), "find", ("search", "silas"));
        var confirm = await SendAsync(manager, found, "continue", ("to", $"{right}"), ("reason", Reason));
        await using (var db = World.Open()) await World.Recordings(db).SignOffAsync(World.As(World.Manager), id, db.Recordings.Single(r => r.Id == id).Version, Inputs.AllMet);

        var answer = await SendAsync(manager, confirm, "move");

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("Someone changed this since you opened it", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_SentTwice_A07_IsDoneOnce()
    {
        var (wrong, right, id) = await EntryAsync("Cleo Quill", "Ned Sedge");
        var manager = await web.SignInAsync(World.Manager);
        var found = await SendAsync(manager, await manager.GetPage($"/children/{wrong}/entries/{id}/move"), "find", ("search", "ned sedge"));
        var confirm = await SendAsync(manager, found, "continue", ("to", $"{right}"), ("reason", Reason));

        Assert.NotNull((await SendAsync(manager, confirm, "move")).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(manager, confirm, "move")).Status);
    }

    [Fact]
    public async Task Page_ForWhoeverMayNot_A07_IsClosedOrSaysWhoMay()
    {
        var (wrong, _, id) = await EntryAsync("Mabel Quill", "Percy Sedge");
        var move = $"/children/{wrong}/entries/{id}/move";
        var worker = await web.SignInAsync(World.Worker);

        var author = await worker.GetPage(move);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, author.Status);
        Assert.Contains("This entry is final: the team manager moves it. Ask them (A-07)", author.Text, StringComparison.Ordinal);
        Assert.Contains("so the team manager moves it", (await worker.GetPage($"/children/{wrong}/entries/{id}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await (await web.SignInAsync(World.OtherWorker)).GetPage(move)).Status); // asks why
        Assert.Equal(HttpStatusCode.NotFound, (await (await web.SignInAsAsync(Role.Auditor)).GetPage(move)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await web.SignInAsync(World.Manager)).GetPage($"/children/{wrong}/entries/4711/move")).Status);
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Move_ToAChildThatMayNotBeSeen_A02_AnswersLikeOneThatDoesNotExist()
    {
        var (wrong, hidden, id) = await EntryAsync("Ruth Quill", "Hidden Lark");
        await using (var db = World.Open())
        {
            db.Conflicts.Add(new ConflictOfInterest { ChildId = hidden, StaffId = World.Manager, Reason = "Family", DeclaredAtUtc = World.Now });
            db.Audit(World.As(World.Manager), AuditAction.ConflictDeclared, hidden);
            await db.SaveChangesAsync();
        }

        var manager = await web.SignInAsync(World.Manager);
        var page = await manager.GetPage($"/children/{wrong}/entries/{id}/move");
        Assert.Null((await SendAsync(manager, page, "find", ("search", "lark"))).Document.QuerySelector("[name=to]"));
        foreach (var button in new[] { "continue", "move" })
        {
            var (one, none) = (await SendAsync(manager, page, button, ("to", $"{hidden}"), ("reason", Reason)), await SendAsync(manager, page, button, ("to", "471100"), ("reason", Reason)));
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (one.Status, none.Status));
            Assert.Equal(none.Text, one.Text);
        }

        var unreadable = await SendAsync(manager, page, "move", ("to", "x"), ("reason", Reason));
        Assert.Equal(HttpStatusCode.OK, unreadable.Status);
        Assert.NotEmpty(unreadable.Errors);
    }

    private static Task<WebPage> SendAsync(WebClient browser, WebPage page, string button, params (string Name, string? Value)[] answers) =>
        browser.SubmitForm(page.Form(), answers, ("button", button));

    private async Task<(int Wrong, int Right, long Id)> EntryAsync(string wrong, string right, bool final = true)
    {
        var (one, other) = (await World.AddChildAsync(wrong), await World.AddChildAsync(right));
        return (one, other, await World.RecordAsync(World.Worker, Inputs.Visit(World.Now.AddHours(-1), one), final));
    }
}
