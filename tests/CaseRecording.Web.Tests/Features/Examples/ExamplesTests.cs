using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.TestKit;

namespace CaseRecording.Web.Tests.Features.Examples;

/// <summary>A good example from an entry to everyone's page: proposed, replaced, read by a second person, withdrawn.</summary>
public sealed class ExamplesTests(WebWorld web) : IClassFixture<WebWorld>
{
    private const string Why = "Every sentence could be read out";

    private World World => web.World;

    [Fact]
    [Trait("Rule", "Q-05")]
    public async Task Propose_FromAnEntry_Q05_IsReplacedReadByAnotherAndPublished()
    {
        var (child, entry) = await EntryAsync("I came on 14 March. Maisie opened the door to Rusty.");
        var (worker, manager, stranger) = (await web.SignInAsync(World.Worker), await web.SignInAsync(World.Manager), await web.SignInAsAsync(Role.EmergencyDuty));
        var here = $"/children/{child}/entries/{entry}";
        Assert.Contains((await worker.GetPage(here)).Document.QuerySelectorAll("a"), a => a.GetAttribute("href") == $"{here}/example");
        var nothing = await worker.FillIn($"{here}/example");
        Assert.Contains("Choose a text", nothing.ErrorAt("field"), StringComparison.Ordinal);
        Assert.Contains("Choose at least one point", nothing.ErrorAt("points"), StringComparison.Ordinal);

        var begun = await worker.SubmitForm(nothing.Form(), [("field", "facts"), ("points", "writtenToChild"), ("why", Why)]);
        var page = await worker.GetPage(begun.Location!);
        Assert.Equal(["14 March", "Maisie", "Rusty"], page.Document.QuerySelectorAll("main tbody strong").Select(s => s.TextContent));
        Assert.Contains("The child opened the door to someone", page.Text, StringComparison.Ordinal);
        var early = await worker.SubmitForm(page.Form(begun.Location), [("with-1", "your sister")], ("act", "propose"));
        Assert.Contains("Look at ‘Maisie’", early.ErrorAt("ok-1"), StringComparison.Ordinal);
        Assert.Equal("your sister", early.Document.QuerySelector("#with-1")!.GetAttribute("value"));
        var broken = await worker.SubmitForm(early.Form(begun.Location), [("found-3", "nobody"), ("with-0", "== a day")], ("act", "save"));
        Assert.NotNull(broken.ErrorAt("with-0"));
        Assert.Contains("does not stand in the text", broken.ErrorAt("found-3"), StringComparison.Ordinal);
        Assert.Equal("nobody", broken.Document.QuerySelector("#found-3")!.GetAttribute("value"));
        var saved = await worker.SubmitForm(broken.Form(begun.Location), [("found-3", ""), ("with-0", "one morning")], ("act", "save"));
        Assert.Equal(begun.Location + "?saved=true", saved.Location);
        Assert.Contains("is not proposed yet", (await worker.GetPage("/")).Text, StringComparison.Ordinal);
        var again = await worker.GetPage(begun.Location!);
        var done = await worker.SubmitForm(again.Form(begun.Location), [("ok-0", "yes"), ("ok-1", "yes"), ("ok-2", "yes"), ("keep-2", "yes")], ("act", "propose"));
        Assert.Equal("/examples?done=proposed", done.Location);
        var stale = await worker.SubmitForm(again.Form(begun.Location), [], ("act", "save"));
        Assert.Equal(HttpStatusCode.NotFound, stale.Status); // it waits for the second person now

        Assert.Contains("1 good example waits for you to read", (await manager.GetPage("/")).Text, StringComparison.Ordinal);
        var check = await manager.GetPage((await manager.GetPage("/examples/waiting")).Document.QuerySelector("main li a")!.GetAttribute("href")!);
        Assert.DoesNotContain("Maisie", check.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"/children/{child}", check.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("Confirm that you have read it", (await manager.SubmitForm(check.Form(), [("publish", "yes")])).ErrorAt("read"), StringComparison.Ordinal);
        Assert.Contains("Say why", (await manager.SubmitForm(check.Form(), [("publish", "no")])).ErrorAt("reason"), StringComparison.Ordinal);
        Assert.Equal("/examples?done=published", (await manager.SubmitForm(check.Form(), [("publish", "yes"), ("read", "yes")])).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.SubmitForm(check.Form(), [("publish", "yes"), ("read", "yes")])).Status);

        var everyone = await stranger.GetPage("/examples?kind=visit&point=writtenToChild");
        Assert.Contains("I came on one morning. Your sister opened the door to Rusty.", everyone.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/children/", everyone.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("Withdraw", everyone.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Your sister opened", (await stranger.GetPage("/examples?kind=decision")).Text, StringComparison.Ordinal);

        var link = (await manager.GetPage("/examples")).Document.QuerySelectorAll("main a").First(a => a.GetAttribute("href")!.EndsWith("/withdraw", StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.Equal(HttpStatusCode.Forbidden, (await worker.GetPage(link)).Status);
        var taking = await manager.FillIn(link, ("reason", "No"));
        Assert.Contains("Say why", taking.ErrorAt("reason"), StringComparison.Ordinal);
        Assert.Equal("/examples?done=withdrawn", (await manager.SubmitForm(taking.Form(), [("reason", "Two readers knew the family")])).Location);
        Assert.DoesNotContain("Your sister opened", (await stranger.GetPage("/examples")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetPage(link)).Status);
    }

    [Fact]
    [Trait("Rule", "Q-05")]
    [Trait("Rule", "A-02")]
    public async Task Check_OnesOwnAsAWorkerOrOfAHiddenChild_IsNotThere()
    {
        var (child, entry) = await EntryAsync("You made toast for all of us.");
        var manager = await web.SignInAsync(World.Manager);
        var begun = await manager.FillIn($"/children/{child}/entries/{entry}/example", ("field", "facts"), ("points", "balanced"), ("why", Why));
        Assert.Equal("/examples?done=proposed", (await manager.SubmitForm((await manager.GetPage(begun.Location!)).Form(begun.Location), [], ("act", "propose"))).Location);
        var check = $"/examples/{begun.Location!.Split('/')[^1]}/check";

        var own = await manager.GetPage(check);
        Assert.Contains("You proposed this example yourself", own.Text, StringComparison.Ordinal);
        Assert.Empty(own.Document.QuerySelectorAll("main form"));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await web.SignInAsync(World.Worker)).GetPage(check)).Status);
        var other = await web.SignInAsync(World.OtherManager);
        Assert.Equal(HttpStatusCode.OK, (await other.GetPage(check)).Status);
        await using (var db = World.Open())
        {
            db.Conflicts.Add(new ConflictOfInterest { ChildId = child, StaffId = World.OtherManager, Reason = "A cousin", DeclaredAtUtc = World.Now });
            db.Audit(World.As(World.Manager), AuditAction.ConflictDeclared, child);
            await db.SaveChangesAsync();
        }

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetPage(check)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetPage($"/children/{child}/entries/{entry}/example")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await (await web.SignInAsync(World.OtherWorker)).GetPage(begun.Location!)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await web.SignInAsync(World.Colleague)).GetPage(begun.Location!)).Status);
    }

    [Fact]
    public async Task Form_OfARecording_LeadsToItsExamples()
    {
        var (child, _) = await EntryAsync("You made toast.");
        var worker = await web.SignInAsync(World.Worker);
        var form = await worker.GetPage((await worker.GetPage($"/children/{child}/notes/new")).Location!);
        Assert.Contains(form.Document.QuerySelectorAll("a"), a => a.GetAttribute("href") == "/examples?kind=note");
    }

    private async Task<(int Child, long Entry)> EntryAsync(string facts)
    {
        var child = await World.AddChildAsync();
        var visit = Inputs.Visit(World.Now.AddHours(-2), child);
        visit.Content.Fields["facts"] = facts;
        return (child, await World.RecordAsync(World.Worker, visit));
    }
}
