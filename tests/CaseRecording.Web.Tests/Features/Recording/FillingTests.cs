using System.Net;
using CaseRecording.Core.Audit;
using CaseRecording.Core.People;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing.Templates;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Recording;

/// <summary>A form begun from a template or with the people of the last visit, without script.</summary>
public sealed class FillingTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    [Fact]
    public async Task Template_IntoAVisitOfTwoChildren_FillsWhatIsEmptyAndComesOutAgain()
    {
        var (maisie, leo, mother) = await World.AddFamilyAsync();
        var id = await AddAsync(World.Worker, null, "homeVisit", "Two rooms", ("facts", "What we did:"), ("views", "What you said:"), ("worries", "What I worry about:"));
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(maisie);
        Assert.Contains("Two rooms (yours)", page.Document.QuerySelector("optgroup[label='Home visit']")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Choose a template", (await browser.PressAsync(page, "template")).Errors);

        var filled = await browser.PressAsync(await browser.BeginAsync(maisie), "template", ("_template", $"{id}"), ("children", $"{leo}"), ("facts", "We made toast."), ($"child-{leo}-views", "> Hello"), ("title", "After school"));
        Assert.Equal(("We made toast.", "What you said:", "> Hello", "After school"), (filled.Held("facts"), filled.Held($"child-{maisie}-views"), filled.Held($"child-{leo}-views"), filled.Held("title")));
        Assert.Equal(["What I worry about:", "What I worry about:"], new[] { maisie, leo }.Select(c => filled.Held($"child-{c}-worries")));
        var notice = filled.Document.QuerySelector("#template [role=status]")!.TextContent;
        Assert.Contains("Two rooms is put in.", notice, StringComparison.Ordinal);
        Assert.Contains("Left as you wrote them: ‘What happened’, ‘What Leo said, wishes and feels’.", notice, StringComparison.Ordinal);
        Assert.Contains("‘What are we worried about’ for Leo", filled.Document.QuerySelector(".app-filling__open")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("What you said:", (await browser.GetPage(filled.RecordingForm().GetAttribute("action")!)).Held($"child-{maisie}-views")); // the draft has it

        var edited = await browser.PressAsync(filled, "keep", ($"child-{maisie}-worries", "What I worry about:\nFridays."));
        var taken = await browser.PressAsync(edited, $"take-out:{id}");
        Assert.Equal(("", "What I worry about:\nFridays.", ""), (taken.Held($"child-{maisie}-views"), taken.Held($"child-{maisie}-worries"), taken.Held($"child-{leo}-worries")));
        Assert.Equal("We made toast.", taken.Held("facts"));
        Assert.Null(taken.Document.QuerySelector(".app-filling__open"));
        _ = mother;
    }

    [Fact]
    [Trait("Rule", "N-03")]
    public async Task Template_FinalisedUnfilled_N03_IsRefusedAndStaysOnThePage()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var id = await AddAsync(World.Manager, World.Team, "homeVisit", "Bare", ("facts", "What happened between you:"), ("home", "The stairs:"));
        var browser = await web.SignInAsync(World.Worker);
        var filled = await browser.PressAsync(await browser.BeginAsync(maisie), "template", [.. RecordingWorld.Complete(maisie, mother).Where(a => a.Name != "facts"), ("_template", $"{id}")]);
        var refused = await browser.PressAsync(filled, "finalise", ("_template", ""));
        Assert.Contains("Enter what happened (N-03)", refused.Errors);
        Assert.Equal("What happened between you:", refused.Held("facts"));

        var asked = await browser.PressAsync(refused, "finalise", ("facts", "What happened between you:\nWe made toast."));
        var entry = await World.EntryOf(await browser.SubmitForm(asked.Form()));
        Assert.False(entry.Versions.Single().Content.Fields.ContainsKey("home"));
    }

    [Fact]
    public async Task Template_NotTheirsRetiredOfAnotherFormOrMissing_IsNotFoundAndNothingTypedIsLost()
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        var note = await AddAsync(World.Worker, null, "email", "For a note", ("facts", "x:"));
        var theirs = await AddAsync(World.OtherManager, World.OtherTeam, "homeVisit", "Of the others", ("facts", "x:"));
        var own = await AddAsync(World.Colleague, null, "homeVisit", "A colleague's own", ("facts", "x:"));
        var retired = await AddAsync(World.Worker, null, "homeVisit", "Retired", ("facts", "x:"), retire: true);
        var browser = await web.SignInAsync(World.Worker);
        foreach (var id in new[] { $"{note}", $"{theirs}", $"{own}", $"{retired}", $"{Guid.NewGuid()}", "x" })
        {
            var page = await browser.BeginAsync(maisie);
            foreach (var name in new[] { "Of the others", "Retired", "A colleague's own" }) Assert.DoesNotContain(name, page.Text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.PressAsync(page, "template", ("_template", id), ("title", "Typed"))).Status);
            Assert.Equal("Typed", (await browser.GetPage(page.RecordingForm().GetAttribute("action")!)).Held("title"));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await browser.PressAsync(await browser.BeginAsync(maisie), $"take-out:{theirs}")).Status);
    }

    [Fact]
    public async Task Template_OnAPageOpenedBefore_ShowsBothTexts()
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        var id = await AddAsync(World.Worker, null, "homeVisit", "Late", ("facts", "What we did:"));
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(maisie);
        await browser.PressAsync(page, "keep", ("facts", "In another tab."));
        var stale = await browser.PressAsync(page, "template", ("_template", $"{id}"), ("facts", "Here."));
        Assert.Contains("Changed in two places", stale.Text, StringComparison.Ordinal);
        Assert.Equal("Here.", stale.Held("facts"));
    }

    [Fact]
    public async Task SamePeople_AsAtTheLastVisit_AreAddedWithoutAWordOfIt()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var partner = await World.AddPersonAsync(maisie, "Ray Nolan", "Mum’s partner");
        int nurse;
        await using (var db = World.Open())
        {
            var person = new Person { FullName = "Sister Bello", JobTitle = "School nurse", IsProfessional = true };
            db.People.Add(person);
            db.Audit(World.As(World.Worker), AuditAction.PersonChanged);
            await db.SaveChangesAsync();
            nurse = person.Id;
        }

        var browser = await web.SignInAsync(World.Worker);
        Assert.DoesNotContain("Same people as on", (await browser.BeginAsync(maisie)).Text, StringComparison.Ordinal);
        var last = Inputs.Visit(World.Now.AddDays(-14), maisie);
        await World.RecordAsync(World.Worker, last with
        {
            Content = last.Content with
            {
                Participants = [new(mother, "Jean Thornley", "Mother", Attendance.Interviewed), new(partner, "Ray Nolan", "Mum’s partner", Attendance.Present), new(nurse, "Sister Bello", "School nurse", Attendance.Present), new(999_999, "Gone Person", "Uncle", Attendance.Present), new(null, "Kim Ward", "Neighbour", Attendance.Present)],
                Interpreter = new Interpreter("Agency 7, number 12", InterpreterKind.Contracted),
            },
        }, finalise: false);
        await World.RecordAsync(World.Worker, Inputs.Visit(World.Now.AddDays(-20), maisie), finalise: false);
        await using (var db = World.Open())
        {
            var link = await db.ChildPeople.SingleAsync(p => p.ChildId == maisie && p.PersonId == partner);
            link.LeaveHome(Core.Time.LondonTime.DateOf(World.Now.AddDays(-3)), Core.Time.LondonTime.DateOf(World.Now));
            db.Audit(World.As(World.Worker), AuditAction.PersonChanged, maisie);
            await db.SaveChangesAsync();
        }

        var page = await browser.BeginAsync(maisie);
        Assert.Contains("Same people as on 3 March 2026", page.Text, StringComparison.Ordinal);
        var filled = await browser.PressAsync(page, "samePeople", ("people", "nobody"), ("facts", "New words."), ("other-0-name", "Someone new"));
        Assert.Equal([$"{mother}", $"{nurse}"], filled.Document.QuerySelectorAll("input[name=people][checked]").Select(i => i.GetAttribute("value")));
        Assert.Equal(("interviewed", "Someone new", "Kim Ward", "Neighbour"), (filled.Held($"person-{mother}-as"), filled.Held("other-0-name"), filled.Held("other-1-name"), filled.Held("other-1-role")));
        Assert.Equal(("yes", "Agency 7, number 12", "contracted"), (filled.Held("interpreter"), filled.Held("interpreterName"), filled.Held("interpreterKind")));
        Assert.Equal("New words.", filled.Held("facts"));
        Assert.DoesNotContain("We made toast", filled.Text, StringComparison.OrdinalIgnoreCase);
        var notice = filled.Document.QuerySelector("#who [role=status]")!.TextContent;
        Assert.Contains("Left out: Ray Nolan, who left the home on 14 March 2026; Gone Person, who is no longer among Maisie’s people.", notice, StringComparison.Ordinal);

        var again = await browser.PressAsync(filled, "samePeople", ($"person-{mother}-as", "present"));
        Assert.Contains("Nobody was added", again.Document.QuerySelector("#who [role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("present", again.Held($"person-{mother}-as"));
    }

    [Fact]
    public async Task SamePeople_WithNoVisitBefore_IsNotFound()
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PressAsync(await browser.BeginAsync(maisie), "samePeople")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PressAsync(await browser.BeginAsync(maisie, "note"), "samePeople")).Status);
    }

    [Fact]
    public async Task Phrases_WithoutScript_StandOnEveryFormToCopyFrom()
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        await AddAsync(World.Worker, null, "phrase", "How to ring me", ("text", "You can ring me on 01632 960145."));
        await AddAsync(World.Colleague, null, "phrase", "Not mine", ("text", "A colleague's."));
        var browser = await web.SignInAsync(World.Worker);
        foreach (var form in new[] { "visit", "note", "summary" })
        {
            var list = (await browser.BeginAsync(maisie, form)).Document.QuerySelector(".app-phrases")!.TextContent;
            Assert.Contains("You can ring me on 01632 960145.", list, StringComparison.Ordinal);
            Assert.DoesNotContain("A colleague's.", list, StringComparison.Ordinal);
        }
    }

    private async Task<Guid> AddAsync(Guid who, int? team, string use, string name, (string Key, string Text) first, (string Key, string Text)? second = null, (string Key, string Text)? third = null, bool retire = false)
    {
        await using var db = World.Open();
        var texts = new[] { first, second, third }.OfType<(string Key, string Text)>().ToDictionary(t => t.Key, t => t.Text, StringComparer.Ordinal);
        var text = new ReadyText(who, team, ReadyUse.Find(use)!, name, new SortedDictionary<string, string>(texts, StringComparer.Ordinal), World.Now);
        db.ReadyTexts.Add(text);
        db.Audit(World.As(who), AuditAction.TemplateChanged);
        await db.SaveChangesAsync();
        if (!retire) return text.Id;
        db.Entry(text).Property(t => t.RetiredAtUtc).CurrentValue = World.Now;
        db.Audit(World.As(who), AuditAction.TemplateChanged);
        await db.SaveChangesAsync();
        return text.Id;
    }
}
