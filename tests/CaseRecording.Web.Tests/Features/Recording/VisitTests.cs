using System.Net;
using CaseRecording.Core.Children;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Recording;

/// <summary>The one-page form of a visit, without script.</summary>
public sealed class VisitTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    [Fact]
    public async Task Open_ANewVisit_IsPrefilledWithWhatIsKnown()
    {
        var (maisie, leo, mother) = await World.AddFamilyAsync();
        await AddAddressAsync(maisie, "4 Brook Lane", isProtected: false);
        var page = await (await web.SignInAsync(World.Worker)).BeginAsync(maisie);

        Assert.Equal("Record a visit to Maisie", page.Document.QuerySelector("h1")!.TextContent);
        Assert.Equal(("childInNeed", "17", "3", "2026", "14:00", "4 Brook Lane"), (page.Held("visitType"), page.Held("date-day"), page.Held("date-month"), page.Held("date-year"), page.Held("time"), page.Held("place")));
        Assert.Equal(["childInNeed", "homeVisit", "directWork"], page.Document.QuerySelectorAll("input[name=visitType]").Select(i => i.GetAttribute("value")));
        Assert.Contains("Jean Thornley, mother", page.Text, StringComparison.Ordinal);
        Assert.Contains("Parental responsibility", page.Text, StringComparison.Ordinal);
        Assert.Equal([$"{leo}"], page.Document.QuerySelectorAll("input[name=children]").Select(i => i.GetAttribute("value")));
        Assert.Empty(page.Document.QuerySelectorAll("input[name=people][checked]"));
        Assert.Contains("Save to the record: 1 day left", page.Text, StringComparison.Ordinal);
        Assert.Contains("Finalise: 3 days left", page.Text, StringComparison.Ordinal);
        Assert.Equal($"{mother}", page.Document.QuerySelector("input[name=people]")!.GetAttribute("value")); // who holds parental responsibility comes first
    }

    [Fact]
    public async Task Open_WithAProtectedAddress_DoesNotShowIt()
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        await AddAddressAsync(maisie, "9 Hidden Street", isProtected: true);
        var page = await (await web.SignInAsync(World.Worker)).BeginAsync(maisie);

        Assert.Equal("", page.Held("place"));
        Assert.Contains("address is protected", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden Street", await page.Response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finalise_TwoSiblingsOneNotAlone_AsksWhetherSureThenStandsInBothRecords()
    {
        var (maisie, leo, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(maisie);

        var asked = await browser.PressAsync(page, "finalise", [
            .. RecordingWorld.Complete(maisie, mother), ("children", $"{leo}"), .. RecordingWorld.Seen(leo).Where(a => !a.Name.EndsWith("-seen", StringComparison.Ordinal)),
            ($"child-{leo}-seen", "notAlone"), ($"child-{leo}-whyNotAlone", "You wanted Maisie there.")]);
        Assert.Equal(HttpStatusCode.OK, asked.Status);
        Assert.Equal("Finalise this visit?", asked.Document.QuerySelector("h1")?.TextContent ?? string.Join('\n', asked.Errors));
        Assert.Equal(["Jean Thornley", "Seen alone", "Seen, not alone"], asked.Document.QuerySelectorAll("dd").Skip(2).Select(d => d.TextContent));
        var entry = await World.EntryOf(await browser.SubmitForm(asked.Form()));

        Assert.Equal((RecordingState.Final, VisitType.HomeVisit, World.Worker), (entry.State, entry.VisitType!.Value, entry.AuthorId));
        Assert.Equal([true, false], entry.Children.OrderBy(c => c.ChildId).Select(c => c.Alone!.Value));
        Assert.Equal(new Participant(mother, "Jean Thornley", "Mother", Attendance.Interviewed), entry.Versions.Single().Content.Participants.Single());
        Assert.Equal("You wanted Maisie there.", entry.Versions.Single().Children.Single(c => c.ChildId == leo).Content["whyNotAlone"]);
    }

    [Fact]
    public async Task Save_ToTheRecord_IsWrittenAndLeadsToTheEntry()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var answer = await browser.PressAsync(await browser.BeginAsync(maisie), "save", [.. RecordingWorld.Complete(maisie, mother), ("child-1-seen", "no")]);

        var entry = await World.EntryOf(answer);
        Assert.Equal(($"/children/{maisie}/entries/{entry.Id}", RecordingState.Written), (answer.Location, entry.State));
    }

    [Fact]
    public async Task Leave_WithNothingRight_KeepsEveryWord()
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(maisie);

        var left = await browser.PressAsync(page, "leave", ("date-day", "31"), ("date-month", "2"), ("title", "<script>alert(1)</script>"), ("facts", "\nline\n\n> \"quote\" & ==so=="));
        Assert.Equal((HttpStatusCode.Found, "/"), (left.Status, left.Location));
        var again = await browser.GetPage(new Uri(page.RecordingForm().BaseUri).PathAndQuery);

        Assert.Equal(("31", "<script>alert(1)</script>", "\nline\n\n> \"quote\" & ==so=="), (again.Held("date-day"), again.Held("title"), again.Held("facts")));
        Assert.Contains("Draft saved", again.Text, StringComparison.Ordinal);
        Assert.Contains("You have begun a visit already", (await browser.GetPage($"/children/{maisie}/visits/new")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finalise_AnEmptyForm_SaysEachThingInTheOrderOfTheForm()
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(maisie);
        var refused = await browser.PressAsync(page, "finalise", ("visitType", null), ("date-day", ""), ("date-month", ""), ("date-year", ""), ("time", ""));

        Assert.Equal(["N-01", "N-01", "V-04", "N-02", "N-01", "N-01", "V-04", "N-03", "V-01"], refused.Errors.Select(e => e[^5..^1]));
        Assert.Equal("Enter the date (N-01)", refused.ErrorAt("date"));
        Assert.Equal("Say who was present, or that nobody was (N-02)", refused.ErrorAt("people"));
        Assert.Equal("Say whether you saw Maisie (V-01)", refused.ErrorAt($"child-{maisie}-seen"));
        foreach (var link in refused.Document.QuerySelectorAll(".govuk-error-summary__list a"))
        {
            Assert.NotNull(refused.Document.QuerySelector(link.GetAttribute("href")!));
        }
    }

    [Theory]
    [InlineData("save", "date", "There is no 31 February 2026. Check the date", "date-day=31;date-month=2")]
    [InlineData("save", "time", "Enter a time, like 14:30", "time=after lunch")]
    [InlineData("save", "endTime", "Enter a time, like 14:30", "endTime=99")]
    [InlineData("save", "date", "That is in the future. Record it once it has happened (T-08)", "date-year=2027")]
    [InlineData("save", "date", "That is before the first contact about Maisie, on 17 December 2025. If it belongs in the history, say why below (T-08)", "date-year=2024")]
    [InlineData("save", "endTime", "The end is in the future. Record it once it has happened (T-08)", "endTime=15:00")]
    [InlineData("save", "title", "This is 251 characters long; it can hold 250. Nothing you typed was lost: shorten it or use two entries (N-01)", "title=*251")]
    [InlineData("save", "facts", "This is 1,000,000 characters long; it can hold 100,000. Nothing you typed was lost: shorten it or use two entries (N-01)", "facts=*1000000")]
    [InlineData("save", "visitType", "Choose one of the answers on the page", "visitType=spaceWalk")]
    [InlineData("save", "visitType", "A looked-after child visit needs that status, and Maisie did not have it that day. Choose another type, or say that the recorded status is wrong (V-03)", "visitType=lookedAfter")]
    [InlineData("save", "people", "Choose from the people on the page, or add the person by name", "people=999999")]
    [InlineData("save", "other-0-name", "This is 201 characters long; it can hold 200", "other-0-name=*201;other-0-role=Nan")]
    [InlineData("save", "otherPeople", "Enter each person's role or relationship to the child (N-02)", "other-0-name=Miss Adler")]
    [InlineData("save", "action-0-by", "There is no 30 February 2026. Check the date", "action-0-what=Ring;action-0-by-day=30;action-0-by-month=2;action-0-by-year=2026")]
    [InlineData("save", "madeBy", "Choose a colleague from the list (N-07)", "madeBy=5a1b6a4e-0000-4000-8000-000000000001")]
    [InlineData("finalise", "interpreterName", "Enter the interpreter's name, or the agency and interpreter number (N-09)", "interpreter=yes;interpreterKind=staff")]
    [InlineData("finalise", "place", "Enter where the visit was (V-04)", "place=")]
    [InlineData("finalise", "purpose", "Enter the purpose of the visit (V-04)", "purpose= ")]
    [InlineData("finalise", "lateReason", "This entry is late. Say why (T-03)", "date-day=15")]
    [InlineData("finalise", "child-{0}-bedroom", "Say whether you saw Maisie's bedroom (V-01)", "child-{0}-bedroom=")]
    [InlineData("finalise", "child-{0}-interviewed", "Say whether you spoke with Maisie (V-01)", "child-{0}-interviewed=")]
    [InlineData("finalise", "child-{0}-whyNotAlone", "Say why Maisie was not seen alone (V-02)", "child-{0}-seen=notAlone")]
    [InlineData("finalise", "child-{0}-nextVisitOn", "Enter when the next visit is, or why it is not yet arranged (V-02)", "child-{0}-seen=no;child-{0}-whyNotSeen=Out;child-{0}-whatElse=Rang")]
    [InlineData("finalise", "child-{0}-analysis", "Enter an analysis for Maisie (N-04)", "child-{0}-analysis=")]
    [InlineData("finalise", "child-{0}-worries", "Enter what you are worried about for Maisie (N-04)", "child-{0}-worries=")]
    public async Task Press_WithOneAnswerWrong_SaysSoAtItsFieldAndKeepsTheRest(string button, string field, string sentence, string answers)
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(maisie);
        var wrong = answers.Replace("{0}", $"{maisie}", StringComparison.Ordinal).Split(';').Select(a => a.Split('=', 2))
            .Select(a => (Name: a[0], Value: (string?)(a[1].StartsWith('*') ? new string('a', int.Parse(a[1][1..])) : a[1]))).ToArray();

        var refused = await browser.PressAsync(page, button, [.. RecordingWorld.Complete(maisie, mother).Where(a => wrong.All(w => w.Name != a.Name)), .. wrong]);

        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.Equal([sentence], refused.Errors);
        Assert.Equal(sentence, refused.ErrorAt(field.Replace("{0}", $"{maisie}", StringComparison.Ordinal)));
        foreach (var (name, value) in wrong.Where(w => w.Name is not ("visitType" or "people" or "madeBy"))) Assert.Equal(value, refused.Held(name) ?? "");
        Assert.Equal("> I like it when Nan comes", refused.Held($"child-{maisie}-views"));
        await using var db = World.Open();
        Assert.False(await db.RecordingChildren.AnyAsync(c => c.ChildId == maisie));
    }

    [Fact, Trait("Rule", "T-08")]
    public async Task Save_InTheHistory_T08_IsSavedOnceItSaysWhy()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var refused = await browser.PressAsync(await browser.BeginAsync(maisie), "save", [.. RecordingWorld.Complete(maisie, mother).Where(a => a.Name != "visitType"), ("visitType", "homeVisit"), ("date-year", "2024")]);
        Assert.NotNull(refused.Held("historyReason"));

        var entry = await World.EntryOf(await browser.PressAsync(refused, "save", ("historyReason", "Her old school sent its notes.")));

        Assert.Equal("Her old school sent its notes.", entry.HistoryReason);
    }

    [Fact, Trait("Rule", "T-03")]
    public async Task Finalise_Late_T03_ShowsTheQuestionBeforeItRefuses()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(maisie);
        Assert.Null(page.Held("lateReason"));
        var kept = await browser.PressAsync(page, "keep", [.. RecordingWorld.Complete(maisie, mother), ("date-day", "15")]);
        Assert.Equal("", kept.Held("lateReason"));
        Assert.Contains("Overdue", kept.Text, StringComparison.OrdinalIgnoreCase);

        var asked = await browser.PressAsync(kept, "finalise", ("lateReason", "No signal until today."));
        Assert.Equal("No signal until today.", asked.Document.QuerySelectorAll("dd").Last().TextContent);
        var entry = await World.EntryOf(await browser.SubmitForm(asked.Form()));

        Assert.Equal((true, "No signal until today."), (entry.WrittenLate, entry.LateReason));
    }

    [Fact, Trait("Rule", "V-03")]
    public async Task Save_SayingTheStatusIsWrong_V03_TakesTheOtherType()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var answer = await browser.PressAsync(await browser.BeginAsync(maisie), "save", [.. RecordingWorld.Complete(maisie, mother), ("statusWrong", "yes"), ("otherVisitType", "childProtection")]);

        var entry = await World.EntryOf(answer);
        Assert.Equal((VisitType.ChildProtection, true), (entry.VisitType!.Value, entry.StatusSaidWrong));
    }

    [Fact, Trait("Rule", "V-03")]
    public async Task Open_AChildWithoutStatus_V03_OffersOnlySessionAndHomeVisit()
    {
        var maisie = await World.AddChildAsync(status: StatusKind.None);
        var page = await (await web.SignInAsync(World.Worker)).BeginAsync(maisie);

        Assert.Equal(["assessmentSession", "homeVisit"], page.Document.QuerySelectorAll("input[name=visitType]").Select(i => i.GetAttribute("value")));
        Assert.Null(page.Held("visitType"));
    }

    [Fact, Trait("Rule", "V-05")]
    public async Task Finalise_NobodyIn_V05_IsRecordedAsNotSeen()
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var asked = await browser.PressAsync(await browser.BeginAsync(maisie), "finalise",
            ("place", "Home"), ("people", "nobody"), ("title", "Nobody in"), ("reason", "Planned visit"), ("purpose", "To see you"), ("facts", "I knocked and waited."),
            ($"child-{maisie}-seen", "no"), ($"child-{maisie}-bedroom", "no"), ($"child-{maisie}-whyNotSeen", "Nobody was in."), ($"child-{maisie}-whatElse", "I rang school."),
            ($"child-{maisie}-nextVisitOn-day", "20"), ($"child-{maisie}-nextVisitOn-month", "3"), ($"child-{maisie}-nextVisitOn-year", "2026"));
        var entry = await World.EntryOf(await browser.SubmitForm(asked.Form()));

        Assert.Equal((false, false), (entry.Children.Single().Seen!.Value, entry.IsSignificant));
        Assert.True(entry.Versions.Single().Content.NobodyPresent);
    }

    [Fact]
    public async Task More_PeopleAndActions_KeepsWhatIsTypedAndAddsRows()
    {
        var (maisie, _, mother) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(maisie);
        static int Rows(WebPage p, string group) => p.Document.QuerySelectorAll($"[data-row={group}]:not([hidden])").Length;
        Assert.Equal((1, 1), (Rows(page, "other"), Rows(page, "action")));

        var more = await browser.PressAsync(page, "morePeople", [.. RecordingWorld.Complete(maisie, mother), ("other-0-name", "Miss Adler"), ("other-0-role", "Teacher")]);
        Assert.Equal(5, Rows(more, "other"));
        var entry = await World.EntryOf(await browser.PressAsync(await browser.PressAsync(more, "moreActions", ("other-3-name", "Mr Reed"), ("other-3-role", "Neighbour")), "save",
            ("action-2-what", "Ring school"), ("action-2-who", "Me"), ("action-2-by-day", "19"), ("action-2-by-month", "3"), ("action-2-by-year", "2026")));

        var content = entry.Versions.Single().Content;
        Assert.Equal(["Jean Thornley", "Miss Adler", "Mr Reed"], content.Participants.Select(p => p.Name));
        Assert.Equal(new ActionItem("Ring school", "Me", new DateOnly(2026, 3, 19)), content.Actions.Single());
    }

    private async Task AddAddressAsync(int child, string address, bool isProtected)
    {
        await using var db = World.Open();
        var row = await db.Children.Include(c => c.Details).SingleAsync(c => c.Id == child);
        row.Replace(DetailKind.Address, address, new DateOnly(2026, 1, 1), isProtected, World.As(World.Worker));
        db.Audit(World.As(World.Worker), Core.Audit.AuditAction.RecordDetailsChanged, child);
        await db.SaveChangesAsync();
    }
}
