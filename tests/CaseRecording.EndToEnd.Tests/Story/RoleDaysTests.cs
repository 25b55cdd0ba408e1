using System.Text.RegularExpressions;
using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Story;

/// <summary>A day of each role beyond the main job: a plan from its first goal to the closing of the record, and the figures that are read from it all.</summary>
[Collection(WithCouncil.Name)]
public sealed class RoleDaysTests(Council council, Browser browser)
{
    private static DateTime Today => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>Without script, so that every step also works where script is off.</summary>
    [Fact]
    [Trait("Rule", "P-02")]
    public async Task Plan_FromItsFirstGoalToTheClosing_P02_GoesThroughEachHand()
    {
        var child = council.Child("Hodan Abdi");
        var goal = await BeginPlanAsync(child);
        await NameReviewingOfficerAsync(child);
        await ReviewMidwayAsync(child, goal);
        await SuperviseAsync(child, goal);
        await DiscussAsync(child, goal);
        await FinishStepAsync(child, goal);
        await CloseAndOpenAgainAsync(child);
    }

    /// <summary>The director reads across the teams, and takes away the rows and the inspectors' list; a manager goes from a number to its entries.</summary>
    [Fact]
    [Trait("Rule", "A-03")]
    public async Task Figures_FromTheTeamsToTheRows_A03_CanBeFollowedAndTakenAway()
    {
        await using var david = await At("david.oyelaran", script: true);
        var page = david.Page;
        await david.GoAsync("/team");
        await page.GetByRole(AriaRole.Link, new() { Name = "All teams" }).First.ClickAsync();
        await Expect(david, "h1").ToContainTextAsync("All teams");
        await page.Locator("tbody tr", new() { HasText = "Seen alone" }).Locator("a").First.ClickAsync();
        await Expect(david, "h1").ToContainTextAsync("Seen alone");
        await david.AssertAccessibleAsync("Rows of a figure");
        var rows = await page.Locator("tbody tr").CountAsync();
        var file = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[download]").ClickAsync());
        Assert.Equal(rows + 1, (await LinesAsync(file)).Length);

        await david.GoAsync("/returns");
        await page.SelectOptionAsync("[name=list]", "ChildrenInNeed");
        file = await page.RunAndWaitForDownloadAsync(() => page.Locator("main form button").ClickAsync());
        Assert.True((await LinesAsync(file)).Length > 2);
        david.AssertNothingWrong();

        await using var farah = await At("farah.siddiqui", script: true);
        await farah.GoAsync("/team");
        await farah.Page.GetByRole(AriaRole.Link, new() { Name = "Figures of the last twelve months" }).ClickAsync();
        await farah.Page.Locator("section", new() { HasText = "Written in time" }).Locator("tbody a").Last.ClickAsync();
        await farah.Page.Locator("tbody td a").First.ClickAsync();
        await Assertions.Expect(farah.Page).ToHaveURLAsync(new Regex(@"/children/\d+/entries/\d+"));
        farah.AssertNothingWrong();
    }

    private async Task<string> BeginPlanAsync(int child)
    {
        await using var tunde = await At("tunde.adebayo");
        var page = tunde.Page;
        await tunde.GoAsync($"/children/{child}/plan/new");
        await page.Locator("[name=kind][value=childInNeed]").CheckAsync();
        await page.FillAsync("[name=identity]", "Hodan, you pray where it is quiet and you speak Somali with your mum. Both are part of how the evenings are planned.");
        await PressAsync(page, "Save and add the first goal");
        await page.FillAsync("[name=what]", "You have two evenings a week that are your own");
        await page.FillAsync("[name=measure]", "You mark them on the kitchen calendar, and we count four weeks");
        await page.SelectOptionAsync("[name=owner]", new SelectOptionValue { Index = 1 });
        await FillDateAsync(page, "dueOn", Today.AddDays(60));
        await page.FillAsync("[name=agreed]", "You and your mum");
        await tunde.AssertAccessibleAsync("First goal");
        await page.Locator("button[name=next][value=step]").ClickAsync();
        await page.FillAsync("[name=what]", "Ask Uncle Abdi which evenings he can come");
        var me = await page.Locator("[name=owner] option", new() { HasText = "Tunde Adebayo" }).First.GetAttributeAsync("value");
        await page.SelectOptionAsync("[name=owner]", me!);
        await FillDateAsync(page, "dueOn", Today.AddDays(5));
        await PressAsync(page, "Save");
        await Expect(tunde, "main").ToContainTextAsync("Goal 1: You have two evenings a week that are your own");
        await tunde.AssertAccessibleAsync("Plan");
        tunde.AssertNothingWrong();
        return Regex.Match(await page.Locator("main").First.InnerHTMLAsync(), @"plan/goals/(\d+)").Groups[1].Value;
    }

    private async Task NameReviewingOfficerAsync(int child)
    {
        await using var farah = await At("farah.siddiqui");
        await farah.GoAsync($"/children/{child}/allocation");
        var ruth = await farah.Page.Locator("[name=officer] option", new() { HasText = "Ruth Pemberton" }).GetAttributeAsync("value");
        await farah.Page.SelectOptionAsync("[name=officer]", ruth!);
        await farah.Page.Locator("form[action$='/reviewing-officer'] button").ClickAsync();
        farah.AssertNothingWrong();
    }

    private async Task ReviewMidwayAsync(int child, string goal)
    {
        await using var ruth = await At("ruth.pemberton");
        var page = ruth.Page;
        await ruth.GoAsync($"/children/{child}/reviews/new");
        await page.Locator("[name=reviewType][value=midwayReview]").CheckAsync();
        await page.FillAsync("[name=time]", "00:01");
        await page.Locator("[name=people]").First.CheckAsync();
        await page.FillAsync("[name=title]", "Half way to your evenings");
        await page.FillAsync("[name=reason]", "One evening holds, the other does not yet");
        await page.FillAsync("[name=facts]", "Your mum showed me the calendar. Mondays are marked, Thursdays are not.");
        await page.Locator($"[name='child-{child}-goal-{goal}-progress'][value=better]").CheckAsync();
        await page.FillAsync($"[name='child-{child}-goal-{goal}-text']", "Mondays are yours since October");
        await page.Locator($"[name='child-{child}-planHelps'][value=inPart]").CheckAsync();
        await page.FillAsync($"[name='child-{child}-planView']", "> Mondays, yes. Ask me again when Thursdays work");
        await ruth.AssertAccessibleAsync("Midway review");
        await page.Locator("button[value=finalise]").ClickAsync();
        await VisitForm.ConfirmAsync(page);
        await Expect(ruth, "main").ToContainTextAsync("Mondays are yours since October");
        ruth.AssertNothingWrong();
    }

    private async Task SuperviseAsync(int child, string goal)
    {
        await using var farah = await At("farah.siddiqui");
        var page = farah.Page;
        await farah.GoAsync($"/children/{child}/supervisions/new");
        await page.FillAsync("[name=time]", "00:02");
        await page.FillAsync("[name=discussed]", "Tunde keeps the calendar with Hodan. Her mum still counts on her for the little ones on Thursdays.");
        await page.Locator($"[name='child-{child}-plan'][value=reviewed]").CheckAsync();
        await page.FillAsync($"[name='child-{child}-planReview']", "One of two evenings holds. We ask the uncle before we ask the club.");
        await page.Locator($"[name='child-{child}-goals'][value='{goal}']").CheckAsync();
        await farah.AssertAccessibleAsync("Supervision");
        await page.Locator("button[value=finalise]").ClickAsync();
        await VisitForm.ConfirmAsync(page);
        await Expect(farah, "#goals").ToContainTextAsync("You have two evenings a week that are your own");
        farah.AssertNothingWrong();
    }

    private async Task DiscussAsync(int child, string goal)
    {
        await using var beth = await At("beth.cartwright");
        var page = beth.Page;
        await beth.GoAsync($"/children/{child}/reflections/new");
        await page.Locator("[name=setting][value=weeklyMeeting]").CheckAsync();
        await page.FillAsync("[name=time]", "00:03");
        await page.FillAsync("[name=attended]", "Tunde Adebayo, Hannah Whitlock");
        await page.FillAsync("[name=areas]", "What a family loses when the eldest stops minding the others.");
        await page.FillAsync($"[name='child-{child}-riskFactors']", "Nobody has asked who sits with Bilal when Hodan goes out.");
        await page.FillAsync($"[name='child-{child}-protectiveFactors']", "She says what she needs, and her mum listens.");
        await page.Locator($"[name='child-{child}-goals'][value='{goal}']").CheckAsync();
        await beth.AssertAccessibleAsync("Reflective discussion");
        await page.Locator("button[value=finalise]").ClickAsync();
        await VisitForm.ConfirmAsync(page);
        beth.AssertNothingWrong();
    }

    /// <summary>The step stands on My work; done, it stands on the plan with the entries that speak of its goal.</summary>
    private async Task FinishStepAsync(int child, string goal)
    {
        await using var tunde = await At("tunde.adebayo");
        var page = tunde.Page;
        var step = page.Locator(".app-task", new() { HasText = "Ask Uncle Abdi which evenings he can come" });
        await step.Locator("summary").ClickAsync();
        await step.Locator("[name=note]").FillAsync("Thursdays, after his shift");
        await step.Locator("button").ClickAsync();
        await Assertions.Expect(step).ToHaveCountAsync(0);
        await tunde.GoAsync($"/children/{child}/plan");
        foreach (var said in new[] { "Thursdays, after his shift", "Half way to your evenings", "Supervision", "Reflective case discussion", "Mondays, yes. Ask me again when Thursdays work" }) await Expect(tunde, "main").ToContainTextAsync(said);
        await tunde.AssertAccessibleAsync("Plan with what was done");

        await tunde.GoAsync($"/children/{child}/plan/goals/{goal}/end");
        await page.Locator("[name=outcome]").First.CheckAsync();
        await page.FillAsync("[name=reason]", "Four weeks of both evenings, by her calendar");
        await page.Locator("main form button[type=submit]").Last.ClickAsync();

        await tunde.GoAsync($"/children/{child}/closing-summaries/new");
        foreach (var (key, text) in new[] { ("needsMet", "You have your evenings and nobody asks you to be a parent."), ("delivered", "Two evenings a week, and an uncle who keeps them."), ("whyEnded", "You, your mum and we agree that you no longer need a plan."), ("supportRemains", "Uncle Abdi on Thursdays, and school if you want to talk.") })
            await page.FillAsync($"[name='child-{child}-{key}']", text);
        await page.Locator("button[value=finalise]").ClickAsync();
        await Expect(tunde, "article").ToContainTextAsync("nobody asks you to be a parent");
        tunde.AssertNothingWrong();
    }

    private async Task CloseAndOpenAgainAsync(int child)
    {
        await using var farah = await At("farah.siddiqui");
        var page = farah.Page;
        await farah.GoAsync($"/children/{child}/closing");
        await PressAsync(page, "Close the record");
        await Expect(farah, ".govuk-error-summary").ToContainTextAsync("Go through what is still open");
        await farah.AssertAccessibleAsync("Closing refused");
        await page.Locator("[name=looked]").CheckAsync();
        await PressAsync(page, "Close the record");
        await farah.GoAsync($"/children/{child}/closing");
        await Expect(farah, "main").ToContainTextAsync("record is closed");
        await farah.AssertAccessibleAsync("A closed record");
        await page.FillAsync("[name=reason]", "Hodan rang: her mum is in hospital");
        await page.Locator("main form button[type=submit]").Last.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"/children/{child}/allocation"));
        farah.AssertNothingWrong();
    }

    private async Task<Visitor> At(string userName, bool script = false)
    {
        var visitor = await browser.VisitAsync(council, script: script);
        await visitor.SignInAsync(userName);
        return visitor;
    }

    private static Task PressAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static ILocatorAssertions Expect(Visitor visitor, string selector) => Assertions.Expect(visitor.Page.Locator(selector).First);

    private static async Task<string[]> LinesAsync(IDownload file)
    {
        await using var stream = await file.CreateReadStreamAsync();
        using var reader = new StreamReader(stream);
        return (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task FillDateAsync(IPage page, string name, DateTime day)
    {
        await page.FillAsync($"[name='{name}-day']", $"{day.Day}");
        await page.FillAsync($"[name='{name}-month']", $"{day.Month}");
        await page.FillAsync($"[name='{name}-year']", $"{day.Year}");
    }
}
