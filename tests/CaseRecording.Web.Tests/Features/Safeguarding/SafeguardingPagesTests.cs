using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.TestKit;
using CaseRecording.Web.Tests.Features.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Safeguarding;

/// <summary>From the sentence to the manager's page and into the entry, without script (T-05).</summary>
public sealed class SafeguardingPagesTests(WebWorld web) : IClassFixture<WebWorld>
{
    private const string Sentence = "A fresh burn on the left hand; safe at school now.";

    private World World => web.World;

    [Fact]
    public async Task Report_FromTheForm_KeepsTheDraftReachesTheManagerAndIsTickedInTheEntry()
    {
        var child = await World.AddChildAsync("Tilly Orme");
        var worker = await web.SignInAsync(World.Worker);
        var form = await worker.BeginAsync(child, "note");
        var toReport = await worker.PressAsync(form, "report", [("title", "Half a title")]);
        Assert.StartsWith($"/children/{child}/safeguarding/new?form=note&draft=", toReport.Location, StringComparison.Ordinal);

        var page = await worker.GetPage(toReport.Location!);
        var reported = await worker.SubmitForm(page.Form(), [("sentence", Sentence)]);
        var shown = await worker.GetPage(reported.Location!);
        Assert.Contains("1 hour left", shown.Text, StringComparison.Ordinal);
        Assert.Contains("AcknowledgedNot yet", shown.Text, StringComparison.Ordinal);
        var back = await worker.GetPage(shown.Document.QuerySelectorAll("main a.govuk-button").Single().GetAttribute("href")!);
        Assert.Contains("Half a title", back.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.NotNull(back.Document.QuerySelector("[name=safeguarding]"));
        Assert.Contains("You reported a safeguarding concern about Tilly Orme", (await worker.GetPage("/")).Text, StringComparison.Ordinal);

        Assert.Contains("Safeguarding concern, to be recorded", (await (await web.SignInAsync(World.Colleague)).GetPage(Routes.ToTimeline(child))).Text, StringComparison.Ordinal);

        var manager = await web.SignInAsync(World.Manager);
        Assert.Matches("\"count\":[1-9]", await (await manager.Fetch(HttpMethod.Get, "/safeguarding/waiting")).Content.ReadAsStringAsync());
        Assert.Matches("[1-9] safeguarding concerns? waits? for you to acknowledge", (await manager.GetPage("/")).Text);
        var team = await manager.GetPage("/team");
        var acknowledge = $"/safeguarding/{reported.Location!.Split('/')[^1].Split('?')[0]}/acknowledge";
        Assert.Contains(Sentence, team.Text, StringComparison.Ordinal);
        var acknowledged = await manager.SubmitForm((AngleSharp.Html.Dom.IHtmlFormElement)team.Document.QuerySelector($"form[action='{acknowledge}']")!);
        Assert.Equal($"/team?team={World.Team}#safeguarding", acknowledged.Location);
        Assert.Contains("acknowledged 17 March 2026, 2:00pm by Priya Raman", (await manager.GetPage("/team")).Text, StringComparison.Ordinal);
        Assert.Empty((await manager.GetPage("/team")).Document.QuerySelectorAll($"form[action='{acknowledge}']"));
    }

    [Fact]
    public async Task Report_NewEntryOfItsReporter_IsTickedAndShowsTheConcern()
    {
        var child = await World.AddChildAsync("Ned Orme");
        var worker = await web.SignInAsync(World.Worker);
        var reported = await worker.SubmitForm((await worker.GetPage($"/children/{child}/safeguarding/new")).Form(), [("sentence", Sentence)]);
        var form = await worker.BeginAsync(child, "visit");
        Assert.NotNull(form.Document.QuerySelector("[name=safeguarding][checked]"));
        var asked = await worker.PressAsync(form, "finalise", [.. RecordingWorld.Complete(child, 0).Where(a => a.Name is not "people" && !a.Name.StartsWith("person-", StringComparison.Ordinal)), ("people", "nobody")]);
        var entry = await World.EntryOf(await worker.SubmitForm(asked.Form()));

        var page = await worker.GetPage(Routes.ToEntry(child, entry.Id));
        Assert.Contains("Safeguarding concern", page.Document.QuerySelector(".app-tags")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Sentence, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("to be recorded", (await worker.GetPage(Routes.ToTimeline(child))).Text, StringComparison.Ordinal);
        Assert.NotNull((await worker.GetPage(reported.Location!)).Document.QuerySelector($"main a[href='{Routes.ToEntry(child, entry.Id)}']"));
    }

    [Fact]
    public async Task Report_NothingTypedOrAWrongTime_SaysSoAtTheFieldAndKeepsTheRest()
    {
        var child = await World.AddChildAsync("Una Orme");
        var worker = await web.SignInAsync(World.Worker);
        var page = await worker.GetPage($"/children/{child}/safeguarding/new");

        var empty = await worker.SubmitForm(page.Form(), [("time", "25:00")]);
        Assert.Equal("Enter a time, like 14:30", empty.ErrorAt("time"));
        var noSentence = await worker.SubmitForm(page.Form());
        Assert.Equal("Say in one sentence what the concern is (T-05)", noSentence.ErrorAt("sentence"));
        var future = await worker.SubmitForm(page.Form(), [("sentence", Sentence), ("time", "14:01")]);
        Assert.Equal("That is in the future (T-08)", future.ErrorAt("time"));
        Assert.Equal(Sentence, future.Held("sentence"));
        var gone = await worker.SubmitForm(page.Form(), [("sentence", Sentence), ("date-day", "31"), ("date-month", "2")]);
        Assert.Contains("There is no 31 February", gone.ErrorAt("date"), StringComparison.Ordinal);
        Assert.Null(empty.Document.QuerySelector("[name=secondHour]"));
        var twice = await worker.SubmitForm(page.Form(), [("sentence", Sentence), ("date-day", "26"), ("date-month", "10"), ("date-year", "2025"), ("time", "01:30")]);
        Assert.NotNull(twice.Document.QuerySelector("[name=secondHour]"));
        await using var db = World.Open();
        Assert.False(await db.SafeguardingReports.AnyAsync(r => r.ChildId == child));
    }

    [Fact]
    public async Task Withdraw_WithAndWithoutAReason_StaysToBeRead()
    {
        var child = await World.AddChildAsync("Rory Orme");
        var worker = await web.SignInAsync(World.Worker);
        var reported = await worker.SubmitForm((await worker.GetPage($"/children/{child}/safeguarding/new")).Form(), [("sentence", Sentence)]);
        var page = await worker.GetPage(reported.Location!);

        var refused = await worker.SubmitForm(page.Form(), [("reason", "no")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("Say why it was not a safeguarding concern, in at least 10 characters (T-05)", refused.ErrorAt("reason"));
        await worker.SubmitForm(page.Form(), [("reason", "It was paint, not a burn")]);
        var shown = await worker.GetPage(reported.Location!);
        Assert.Contains("Safeguarding report withdrawn", shown.Text, StringComparison.Ordinal);
        Assert.Contains("It was paint, not a burn", shown.Text, StringComparison.Ordinal);
        Assert.Empty(shown.Document.QuerySelectorAll("main form"));
    }

    [Fact]
    public async Task Report_OfAnotherChildOrTeam_IsNotFound()
    {
        var (child, other) = (await World.AddChildAsync("Ivy Orme"), await World.AddChildAsync("Joe Pell"));
        var worker = await web.SignInAsync(World.Worker);
        var reported = await worker.SubmitForm((await worker.GetPage($"/children/{child}/safeguarding/new")).Form(), [("sentence", Sentence)]);
        var id = int.Parse(reported.Location!.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetPage(Routes.ToSafeguarding(other, id))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetPage(Routes.ToSafeguarding(child, 987_654))).Status);
        var stranger = await web.SignInAsync(World.OtherManager);
        Assert.NotEqual(HttpStatusCode.OK, (await stranger.GetPage(Routes.ToSafeguarding(child, id))).Status);
        var token = (await stranger.GetPage("/account")).Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"/safeguarding/{id}/acknowledge", [new("__RequestVerificationToken", token)])).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await web.SignInAsAsync(Role.ReviewingOfficer)).Fetch(HttpMethod.Get, "/safeguarding/waiting")).StatusCode);
    }

    [Fact]
    [Trait("Rule", "Q-07")]
    public async Task Acknowledge_ByADeputyWhoIsNoManager_Q07_FromMyWorkWhileItLasts()
    {
        var (child, strangers) = (await World.AddChildAsync("Wilf Orme"), await World.AddChildAsync("Mo Pell", allocate: false));
        foreach (var about in new[] { child, strangers })
        {
            await using var report = World.Open();
            await new Core.Safeguarding.SafeguardingService(report, new ChildAccess(report), new Core.Policy.PolicyStore(report))
                .ReportAsync(World.As(about == child ? World.Worker : World.Manager), about, new Core.Safeguarding.SafeguardingInput(Guid.NewGuid(), Sentence, World.Now));
        }

        var deputy = await web.SignInAsync(World.OtherWorker);
        var before = await deputy.GetPage("/");
        Assert.Null(before.Document.QuerySelector("#session")!.GetAttribute("class"));
        Assert.Equal("""{"count":0,"latest":0}""", await (await deputy.Fetch(HttpMethod.Get, "/safeguarding/waiting")).Content.ReadAsStringAsync());
        var today = Core.Time.LondonTime.DateOf(World.Now);
        await using var db = World.Open();
        await new DelegationService(db).MakeAsync(World.As(World.Manager), World.Team, new DelegationInput(World.OtherWorker, true, false, today, today));

        var page = await deputy.GetPage("/");
        Assert.Equal(("app-answers-for-team", "/#safeguarding"), (page.Document.QuerySelector("#session")!.GetAttribute("class"), page.Document.QuerySelector("#session")!.GetAttribute("data-concerns")));
        var row = page.Document.QuerySelectorAll("#safeguarding ~ * [data-report]").Single(r => r.TextContent.Contains("Wilf Orme", StringComparison.Ordinal));
        Assert.DoesNotContain("Mo Pell", page.Text, StringComparison.Ordinal);
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)row.QuerySelector("form")!;
        Assert.Equal("/", (await deputy.SubmitForm(form)).Location);
        Assert.DoesNotContain("Wilf Orme", (await deputy.GetPage("/")).Text, StringComparison.Ordinal);
        var line = await db.SafeguardingReports.SingleAsync(r => r.ChildId == child);
        Assert.Equal((World.OtherWorker, World.Now), (line.AcknowledgedById, line.AcknowledgedAtUtc));

        var made = (await new DelegationService(db).OfTeamAsync(World.Team)).Single(d => d.ToId == World.OtherWorker);
        await new DelegationService(db).EndAsync(World.As(World.Manager), World.Team, made.Id, made.Version);
        Assert.Null((await deputy.GetPage("/")).Document.QuerySelector("#session")!.GetAttribute("class"));
        Assert.Equal(HttpStatusCode.NotFound, (await deputy.SubmitForm(form)).Status);
    }
}
