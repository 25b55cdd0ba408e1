using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Supervision;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Recording;

/// <summary>Supervision, management oversight and reflective discussions, without script.</summary>
public sealed class SupervisionTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    [Fact]
    public async Task Finalise_SupervisionOfBrotherAndSister_StandsInBothWithEachOnesPlan()
    {
        var (maisie, leo, _) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Manager);
        var begun = await browser.BeginAsync(maisie, "supervision");
        Assert.Equal("Record supervision about Maisie", begun.Document.QuerySelector("h1")!.TextContent);
        Assert.Equal("Ellie Marsh", begun.Held("supervised"));
        Assert.Empty(begun.Document.QuerySelectorAll("[name=people], [name=contactType], [name=endTime], [name=facts], [name=title], [name=marks], [name=madeBy]"));

        var asked = await browser.PressAsync(begun, "finalise", [.. Supervision(maisie), ("children", $"{leo}"), ($"child-{leo}-plan", "noPlanYet"), ($"child-{leo}-planReview", "Hidden by the other answer"),
            ("action-0-what", "Ring the school"), ("action-0-who", "Ellie Marsh")]);
        Assert.Contains("There is no plan yet", asked.Text, StringComparison.Ordinal);
        var entry = await World.EntryOf(await browser.SubmitForm(asked.Form()));

        Assert.Equal((RecordingKind.Supervision, RecordingState.Final, "Supervision"), (entry.Kind, entry.State, entry.Title));
        Assert.Equal((PlanReviewed.Reviewed, PlanReviewed.NoPlanYet), (entry.Children.Single(c => c.ChildId == maisie).Plan!.Value, entry.Children.Single(c => c.ChildId == leo).Plan!.Value));
        var own = entry.Versions.Single().Children.Single(c => c.ChildId == leo).Content;
        Assert.Equal("", own["planReview"]);
        var page = await browser.GetPage($"/children/{maisie}/entries/{entry.Id}");
        Assert.Contains("Who was supervised Ellie Marsh", page.Text, StringComparison.Ordinal);
        Assert.Contains("The breakfast club holds.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Supervision overdue: it was due by 14 January 2026", page.Text, StringComparison.Ordinal);
        Assert.Contains("Ring the school", (await (await web.SignInAsync(World.Worker)).GetPage("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "D-05")]
    public async Task Save_EmptySupervision_D05_AsksAtEachFieldAndKeepsWhatWasTyped()
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Manager);
        var page = await browser.PressAsync(await browser.BeginAsync(maisie, "supervision"), "save", ("supervised", ""), ($"child-{maisie}-plan", "reviewed"), ($"child-{maisie}-planReview", "It holds"));
        Assert.Equal("Say who was supervised (D-05)", page.ErrorAt("supervised"));
        Assert.Equal("Enter what was discussed (D-05)", page.ErrorAt("discussed"));
        Assert.Equal(("reviewed", "It holds"), (page.Held($"child-{maisie}-plan"), page.Held($"child-{maisie}-planReview")));
        Assert.Equal("Choose one of the answers on the page", (await browser.PressAsync(page, "save", ($"child-{maisie}-plan", "whatever"))).ErrorAt($"child-{maisie}-plan"));
    }

    [Theory]
    [InlineData("supervision", "Supervision is recorded by a team manager or above (D-05)")]
    [InlineData("oversight", "Management oversight is recorded by a team manager or above (D-06)")]
    [InlineData("reflection", "A reflective case discussion is recorded by the team coordinator")]
    public async Task Open_ForAWorker_IsRefusedAndNotOffered(string form, string sentence)
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Worker);
        foreach (var path in new[] { $"/children/{maisie}/{form}s/new", $"/children/{maisie}/{form}s/{Guid.NewGuid()}" })
        {
            var answer = await browser.GetPage(path);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Contains(sentence, answer.Text, StringComparison.Ordinal);
        }

        var token = (await browser.BeginAsync(maisie)).Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync($"/children/{maisie}/{form}s/{Guid.NewGuid()}", [new("act", "finalise"), new("__RequestVerificationToken", token)])).Status);
        Assert.DoesNotContain($"/{form}s/new", (await browser.GetPage($"/children/{maisie}/timeline")).Document.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Contains($"/{form}s/new", (await (await web.SignInAsync(World.Manager)).GetPage($"/children/{maisie}/timeline")).Document.Body!.InnerHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("supervision")]
    [InlineData("oversight")]
    [InlineData("reflection")]
    public async Task Open_OfAChildNotTheirsOrNotThere_IsRefusedAsEverywhere(string form)
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        Assert.StartsWith($"/children/{maisie}/ask", (await (await web.SignInAsync(World.OtherManager)).GetPage($"/children/{maisie}/{form}s/new")).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await web.SignInAsAsync(Role.Auditor)).GetPage($"/children/{maisie}/{form}s/new")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await web.SignInAsync(World.Manager)).GetPage($"/children/{maisie + 9000}/{form}s/new")).Status);
    }

    [Fact]
    [Trait("Rule", "D-06")]
    public async Task Finalise_ADecision_D06_OffersWhatFollowsAndOversightAnswersIt()
    {
        var (maisie, leo, _) = await World.AddFamilyAsync();
        var decision = await World.RecordAsync(World.Manager, Inputs.Decision(World.Now.AddHours(-1), maisie, leo));
        var browser = await web.SignInAsync(World.Manager);
        var page = await browser.GetPage($"/children/{maisie}/entries/{decision}");
        Assert.Contains("No management oversight recorded", page.Text, StringComparison.Ordinal);
        var steps = page.Document.QuerySelectorAll("[aria-labelledby=next-heading] a").ToDictionary(a => a.TextContent, a => a.GetAttribute("href")!);
        Assert.Equal(["Change the placement", "Change the status", "Change the legal status", "Look at the plan", "Review the summary", "Record management oversight"], steps.Keys);
        var placement = await browser.GetPage(steps["Change the placement"]);
        Assert.Equal(("17", "3", "2026"), (placement.Held("From.Day") ?? placement.Held("from-day"), placement.Held("From.Month") ?? placement.Held("from-month"), placement.Held("From.Year") ?? placement.Held("from-year")));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetPage(steps["Change the status"])).Status);

        var form = await browser.GetPage((await browser.GetPage(steps["Record management oversight"])).Location!);
        Assert.Equal($"{decision}", form.Document.QuerySelector($"input[name='child-{maisie}-causes'][checked]")?.GetAttribute("value"));
        var asked = await browser.PressAsync(form, "finalise", Oversight(maisie));
        var oversight = await World.EntryOf(await browser.SubmitForm(asked.Form()));
        Assert.Contains("Followed by 17 March 2026: After the flat flooded (management oversight)", (await browser.GetPage($"/children/{maisie}/entries/{decision}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("No management oversight", (await browser.GetPage($"/children/{maisie}/entries/{decision}")).Text, StringComparison.Ordinal);
        Assert.Contains("No management oversight", (await browser.GetPage($"/children/{leo}/entries/{decision}")).Text, StringComparison.Ordinal);
        Assert.Contains("What led to it 17 March 2026: Staying with Nan (decision)", (await browser.GetPage($"/children/{maisie}/entries/{oversight.Id}")).Text, StringComparison.Ordinal);
        Assert.Empty((await (await web.SignInAsync(World.Worker)).GetPage($"/children/{maisie}/entries/{decision}")).Document.QuerySelectorAll("a[href*=oversights]"));

        World.Clock.NowUtc = World.Now.AddDays(15);
        Assert.Empty((await (await web.SignInAsync(World.Manager)).GetPage($"/children/{maisie}/entries/{decision}")).Document.QuerySelectorAll("[aria-labelledby=next-heading]"));
        World.Clock.NowUtc = World.Now.AddDays(-15);
    }

    [Fact]
    [Trait("Rule", "D-06")]
    public async Task Finalise_OversightWithoutItsCause_D06_IsRefusedAtTheField()
    {
        var (maisie, leo, _) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Manager);
        var begun = await browser.BeginAsync(maisie, "oversight");
        Assert.Contains("Nothing is recorded about Maisie yet", begun.Text, StringComparison.Ordinal);
        Assert.Equal("Choose the entry about Maisie that led to it (D-06)", (await browser.PressAsync(begun, "finalise", Oversight(maisie))).ErrorAt($"child-{maisie}-causes"));
        var others = await World.RecordAsync(World.Worker, Inputs.Call(World.Now.AddHours(-1), leo));
        await World.RecordAsync(World.Worker, Inputs.Call(World.Now.AddHours(-1), maisie));
        var page = await browser.BeginAsync(maisie, "oversight");
        Assert.DoesNotContain($"{others}", page.Document.QuerySelectorAll($"input[name='child-{maisie}-causes']").Select(i => i.GetAttribute("value")));
        Assert.DoesNotContain($"{others}", (await browser.GetPage($"{page.RecordingForm().Action}?cause={others}")).Document.QuerySelectorAll($"input[name='child-{maisie}-causes']").Select(i => i.GetAttribute("value")));
    }

    [Fact]
    [Trait("Rule", "D-07")]
    public async Task Save_AReflectionAtTheWeeklyMeeting_D07_IsTheCoordinatorsOnly()
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        var coordinator = await World.AddStaffAsync("Bea Holt", Role.TeamCoordinator);
        await using (var db = World.Open())
        {
            db.TeamMembers.Add(new TeamMember { StaffId = coordinator, TeamId = World.Team });
            db.Audit(World.As(null), AuditAction.DemonstrationSeeded);
            await db.SaveChangesAsync();
        }

        (string, string?)[] answers = [("setting", "weeklyMeeting"), ("attended", "Ellie Marsh, Tom Bell"), ("areas", "What Fridays are like"), ($"child-{maisie}-riskFactors", "Drinking"), ($"child-{maisie}-protectiveFactors", "Nan")];
        var manager = await web.SignInAsync(World.Manager);
        var refused = await manager.PressAsync(await manager.BeginAsync(maisie, "reflection"), "save", answers);
        Assert.Equal("At the weekly meeting the team coordinator records the discussion (D-07)", refused.ErrorAt("setting"));
        Assert.Equal(("weeklyMeeting", "Drinking"), (refused.Held("setting"), refused.Held($"child-{maisie}-riskFactors")));

        var browser = await web.SignInAsync(coordinator);
        var asked = await browser.PressAsync(await browser.BeginAsync(maisie, "reflection"), "finalise", answers);
        var entry = await World.EntryOf(await browser.SubmitForm(asked.Form()));
        var page = await browser.GetPage($"/children/{maisie}/entries/{entry.Id}");
        Assert.Equal("Reflective case discussion", page.Document.QuerySelector("h1")!.TextContent);
        Assert.Contains("Where it was discussed The team’s weekly meeting", page.Text, StringComparison.Ordinal);
        Assert.Contains("What protects Maisie", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_ASupervisionNotFinal_ShowsItAgainAndAStalePageShowsBothTexts()
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        var browser = await web.SignInAsync(World.Manager);
        var entry = await World.EntryOf(await browser.PressAsync(await browser.BeginAsync(maisie, "supervision"), "save", Supervision(maisie)));
        var page = await browser.GetPage((await browser.GetPage($"/children/{maisie}/entries/{entry.Id}/edit")).Location!);
        Assert.Equal("Change the supervision about Maisie", page.Document.QuerySelector("h1")!.TextContent);
        Assert.Equal(("reviewed", "Ellie Marsh", "The breakfast club holds."), (page.Held($"child-{maisie}-plan"), page.Held("supervised"), page.Held($"child-{maisie}-planReview")));

        await browser.PressAsync(page, "keep", ("discussed", "One text"));
        var stale = await browser.PressAsync(page, "keep", ("discussed", "Another text"));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Contains("One text", stale.Text, StringComparison.Ordinal);
        Assert.Equal("Another text", stale.Held("discussed"));
    }

    [Fact]
    [Trait("Rule", "D-05")]
    public async Task Show_SupervisionDue_D05_StandsOnTheChildMyWorkAndTheTeamPage()
    {
        var child = await World.AddChildAsync("Olive Penn");
        await World.RecordAsync(World.Manager, Inputs.Supervision(World.Now.AddHours(-1), child));
        var late = await World.AddChildAsync("Ida Penn");
        await World.RecordAsync(World.Manager, Inputs.Supervision(World.Now.AddDays(-40), late) with { LateReason = "Moved over" });
        await using (var db = World.Open())
        {
            Assert.Equal([new DateOnly(2026, 4, 14), new DateOnly(2026, 3, 5)], await db.Children.Where(c => c.Id == child || c.Id == late).OrderBy(c => c.Id).Select(c => c.SupervisionDueOn!.Value).ToListAsync());
        }

        var worker = await web.SignInAsync(World.Worker);
        Assert.Contains("Supervision", (await worker.GetPage($"/children/{child}/timeline")).Document.QuerySelector(".app-child__tags")!.TextContent, StringComparison.Ordinal);
        var row = (await worker.GetPage("/")).Document.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("Ida Penn", StringComparison.Ordinal));
        Assert.Contains("verdue", row.QuerySelector("[data-label=Supervision]")!.TextContent, StringComparison.Ordinal);
        var team = await (await web.SignInAsync(World.Manager)).GetPage("/team");
        var overdue = team.Document.QuerySelectorAll("caption").Single(c => c.TextContent == "Supervision overdue").ParentElement!;
        Assert.Contains("Ida Penn", overdue.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Olive Penn", overdue.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Rule", "P-03")]
    [InlineData("supervision")]
    [InlineData("oversight")]
    public async Task Finalise_AboutAGoal_P03_StandsOnThePlan(string form)
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        var (_, goal) = await World.AddPlanAsync(maisie);
        var cause = await World.RecordAsync(World.Worker, Inputs.Call(World.Now.AddHours(-2), maisie));
        var browser = await web.SignInAsync(World.Manager);
        var begun = await browser.BeginAsync(maisie, form);
        Assert.Equal($"{goal}", begun.Document.QuerySelector($"input[name=child-{maisie}-goals]")!.GetAttribute("value"));

        var asked = await browser.PressAsync(begun, "finalise", [.. form == "oversight" ? [.. Oversight(maisie), ($"child-{maisie}-causes", $"{cause}")] : Supervision(maisie), ($"child-{maisie}-goals", $"{goal}")]);
        var entry = await World.EntryOf(await browser.SubmitForm(asked.Form()));

        Assert.NotNull((await browser.GetPage(Routes.ToPlan(maisie))).Document.QuerySelector($"#goal-{goal} a[href='{Routes.ToEntry(maisie, entry.Id)}']"));
        Assert.NotNull((await browser.GetPage(Routes.ToEntry(maisie, entry.Id))).Document.QuerySelector($"#goals a[href='{Routes.ToGoal(maisie, goal)}']"));
    }

    private static (string Name, string? Value)[] Supervision(int child) =>
        [("time", "13:00"), ("discussed", "How the mornings go."), ($"child-{child}-plan", "reviewed"), ($"child-{child}-planReview", "The breakfast club holds.")];

    private static (string Name, string? Value)[] Oversight(int child) =>
    [
        ("time", "13:30"), ("title", "After the flat flooded"), ("reason", "Where to sleep"), ("decision", "The second step moves to June."), ("reasons", "The flat is wet."),
        ($"child-{child}-wordsToChild", "Maisie, you will sleep at your nan's until your room is dry."),
    ];
}
