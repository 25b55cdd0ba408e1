using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Plans;
using CaseRecording.TestKit;
using CaseRecording.Web.Tests.Features.Recording;
using Kit = CaseRecording.TestKit.Plans;

namespace CaseRecording.Web.Tests.Features.Plan;

/// <summary>Notes and reviews written against the goals of a plan, without script.</summary>
public sealed class PlanRecordingPagesTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    private static (string Name, string? Value)[] Note() => [("contactType", "telephoneCall"), ("time", "13:00"), ("people", "nobody"), ("title", "School about attendance"), ("reason", "To agree who walks with you"), ("facts", "You were in every day.")];

    private static (string Name, string? Value)[] Review(string type) => [("reviewType", type), ("time", "13:00"), ("people", "nobody"), ("title", "What changed since Christmas"), ("reason", "School is going better"), ("facts", "Miss Adler brought the register.")];

    [Fact, Trait("Rule", "P-03")]
    public async Task Note_TickingAGoalAndForAnAction_P03_StandsOnThePlan()
    {
        var child = await World.AddChildAsync();
        var (_, goal) = await World.AddPlanAsync(child);
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(child, "note");
        Assert.Contains("You are in school every day", page.Document.QuerySelector("select[name='action-0-goal']")!.TextContent, StringComparison.Ordinal);

        var asked = await browser.PressAsync(page, "finalise", [.. Note(), ($"child-{child}-goals", $"{goal}"), ($"child-{child}-planHelps", "inPart"), ($"child-{child}-planView", "> Mondays are better"), ("action-0-what", "Ring the breakfast club"), ("action-0-who", "Ellie Marsh"), ("action-0-goal", $"{goal}")]);
        var entry = await World.EntryOf(await browser.SubmitForm(asked.Form()));

        var plan = await browser.GetPage(Routes.ToPlan(child));
        Assert.NotNull(plan.Document.QuerySelector($"#goal-{goal} a[href='{Routes.ToEntry(child, entry.Id)}']"));
        foreach (var said in new[] { "17 March 2026, telephone call: School about attendance", "Action: Ring the breakfast club, Ellie Marsh", "It helps in part", "Mondays are better", "Said on 17 March 2026, today" }) Assert.Contains(said, plan.Text, StringComparison.Ordinal);
        var read = await browser.GetPage(Routes.ToEntry(child, entry.Id));
        Assert.NotNull(read.Document.QuerySelector($"#goals a[href='{Routes.ToGoal(child, goal)}']"));
        Assert.NotNull(read.Document.QuerySelector($"#actions a[href='{Routes.ToGoal(child, goal)}']"));
        Assert.Contains("Does the plan make a difference? Maisie says: It helps in part", read.Text, StringComparison.Ordinal);
        Assert.Contains("School about attendance", (await browser.GetPage(Routes.ToGoal(child, goal))).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Rule", "N-10")]
    public async Task Note_OfBrotherAndSister_N10_ShowsNoGoalOfTheOther()
    {
        var (maisie, leo, _) = await World.AddFamilyAsync();
        var (_, hers) = await World.AddPlanAsync(maisie, goal: Kit.Goal(World, "Maisie reads at night"));
        var (_, his) = await World.AddPlanAsync(leo, goal: Kit.Goal(World, "Leo has his own bed"));
        var browser = await web.SignInAsync(World.Worker);
        var asked = await browser.PressAsync(await browser.BeginAsync(maisie, "note"), "finalise", [.. Note(), ("children", $"{leo}"), ($"child-{maisie}-goals", $"{hers}"), ($"child-{leo}-goals", $"{his}"), ("action-0-what", "Order what is needed"), ("action-0-who", "me"), ("action-0-goal", $"{his}")]);
        var entry = await World.EntryOf(await browser.SubmitForm(asked.Form()));

        var page = await browser.GetPage(Routes.ToEntry(maisie, entry.Id));
        Assert.Contains("Maisie reads at night", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Leo has his own bed", page.Text, StringComparison.Ordinal);
        Assert.Contains("Order what is needed", (await browser.GetPage(Routes.ToPlan(leo))).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Order what is needed", (await browser.GetPage(Routes.ToPlan(maisie))).Text, StringComparison.Ordinal);
        var wrong = await browser.PressAsync(await browser.BeginAsync(maisie, "note"), "save", [.. Note(), ($"child-{maisie}-goals", $"{his}")]);
        Assert.Contains("Choose from the goals on the page (N-10)", wrong.Errors);
    }

    [Fact, Trait("Rule", "P-02")]
    public async Task Review_WithProgress_P02_ShowsItAndIsNoLongerDue()
    {
        var child = await World.AddChildAsync();
        var (_, goal) = await World.AddPlanAsync(child, PlanKind.ChildProtection);
        var browser = await web.SignInAsync(World.Worker);
        var before = await browser.GetPage(Routes.ToPlan(child));
        Assert.Contains("Core group due by 27 February 2026 Overdue by 18 days", before.Text, StringComparison.Ordinal);
        Assert.Contains("Core group: overdue by 18 days", before.Document.QuerySelector(".app-child")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("No view of the plan is recorded yet", before.Text, StringComparison.Ordinal);

        var form = await browser.BeginAsync(child, "review");
        Assert.Equal("coreGroup", form.Held("reviewType"));
        Assert.Contains("How we will know: The school counts no unexplained absence", form.Text, StringComparison.Ordinal);
        var asked = await browser.PressAsync(form, "finalise", [.. Review("coreGroup"), ($"child-{child}-goal-{goal}-progress", "better"), ($"child-{child}-goal-{goal}-text", "Two weeks without a day missed"), ("action-0-what", "Keep the chart"), ("action-0-who", "Ellie Marsh"), ("action-0-goal", $"{goal}")]);
        Assert.Equal("Finalise this review?", asked.Document.QuerySelector("h1")?.TextContent ?? string.Join('\n', asked.Errors));
        var entry = await World.EntryOf(await browser.SubmitForm(asked.Form()));

        var read = await browser.GetPage(Routes.ToEntry(child, entry.Id));
        foreach (var said in new[] { "Core group", "Progress of each goal", "You are in school every day Better", "Two weeks without a day missed", "Identity not written" }) Assert.Contains(said, read.Text, StringComparison.Ordinal);
        var plan = await browser.GetPage(Routes.ToPlan(child));
        foreach (var said in new[] { "Core group due by 28 April 2026", "1 review held", "core group: What changed since Christmas Better", "Two weeks without a day missed", "Keep the chart" }) Assert.Contains(said, plan.Text, StringComparison.Ordinal);
        Assert.Contains("Core group", (await browser.GetPage(Routes.ToTimeline(child))).Document.QuerySelector("ol.app-timeline")!.TextContent, StringComparison.Ordinal);
    }

    [Fact, Trait("Rule", "P-02")]
    public async Task MidwayReview_P02_OnlyByTheChair()
    {
        var child = await World.AddChildAsync();
        var worker = await web.SignInAsync(World.Worker);
        var refused = await worker.PressAsync(await worker.BeginAsync(child, "review"), "save", Review("midwayReview"));
        Assert.Equal("A midway review is recorded by the chair or reviewing officer (P-02)", refused.ErrorAt("reviewType"));
        Assert.Equal("What changed since Christmas", refused.Held("title"));

        var chair = await World.AddStaffAsync("Gwen Pryce", Role.ReviewingOfficer);
        await using (var db = World.Open())
        {
            db.Children.Single(c => c.Id == child).ReviewingOfficerId = chair;
            db.Audit(World.As(World.Manager), Core.Audit.AuditAction.Allocated, child);
            await db.SaveChangesAsync();
        }

        var browser = await web.SignInAsync(chair);
        var asked = await browser.PressAsync(await browser.BeginAsync(child, "review"), "finalise", Review("midwayReview"));
        var entry = await World.EntryOf(await browser.SubmitForm(asked.Form()));
        Assert.Equal(ReviewType.MidwayReview, entry.ReviewType);
        Assert.Equal(HttpStatusCode.Redirect, (await (await web.SignInAsync(World.OtherWorker)).GetPage(Routes.ToNew(child, "review"))).Status);
    }

    [Fact, Trait("Rule", "A-07")]
    public async Task Review_MovedToTheRightChild_A07_KeepsWhatWasWrittenOfTheGoal()
    {
        var (child, right) = (await World.AddChildAsync(), await World.AddChildAsync("Joe Pell"));
        var (_, goal) = await World.AddPlanAsync(child);
        var review = Kit.Review(World.Now.AddHours(-1), ReviewType.ChildInNeedReview, child);
        var id = await World.RecordAsync(World.Worker, review with { Children = new Dictionary<int, Core.Recording.ChildContent> { [child] = new() { Goals = [new GoalProgress(goal, Progress.Better, "Two weeks without a day missed")] } } });
        await World.MoveAsync(World.Manager, child, right, id);

        var page = await (await web.SignInAsync(World.Worker)).GetPage(Routes.ToEntry(right, id));

        Assert.Contains("A goal that is not in Joe’s plans Better Two weeks without a day missed", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("You are in school every day", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MyWork_AStepOfOnesOwn_IsMarkedAsDoneThere()
    {
        var child = await World.AddChildAsync("Wren Osei");
        var (_, goal) = await World.AddPlanAsync(child);
        int step;
        await using (var db = World.Open()) step = await Kit.Service(db).AddStepAsync(World.As(World.Worker), child, goal, Kit.Step(World, "Bring the green prayer mat") with { DueOn = new DateOnly(2026, 3, 16) });
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.GetPage("/");
        Assert.Contains("Bring the green prayer mat, Wren Osei Overdue by 1 day", page.Text, StringComparison.Ordinal);

        Assert.Equal("/?done=true", (await browser.SubmitForm(page.Form($"{Routes.ToStep(child, step)}/close"), [("note", "It smells of cedar")])).Location);

        Assert.DoesNotContain("Bring the green prayer mat", (await browser.GetPage("/")).Text, StringComparison.Ordinal);
        Assert.Contains("It smells of cedar", (await browser.GetPage(Routes.ToPlan(child))).Text, StringComparison.Ordinal);
    }
}
