using System.Net;
using CaseRecording.Core.Plans;
using CaseRecording.TestKit;
using CaseRecording.Web.Tests.Features.Recording;
using Microsoft.EntityFrameworkCore;
using Kit = CaseRecording.TestKit.Plans;

namespace CaseRecording.Web.Tests.Features.Plan;

/// <summary>The plan's pages, without script.</summary>
public sealed class PlanPagesTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    private static (string, string?)[] Day(string name, int day, int month, int year) => [($"{name}-day", $"{day}"), ($"{name}-month", $"{month}"), ($"{name}-year", $"{year}")];

    [Fact]
    public async Task Plan_BegunWithAGoalAndAStep_StandsOnThePage()
    {
        var child = await World.AddChildAsync();
        var mother = await World.AddPersonAsync(child, "Jean Thornley", "Mother", parentalResponsibility: true);
        var browser = await web.SignInAsync(World.Worker);
        Assert.Contains("Maisie has no plan yet", (await browser.GetPage(Routes.ToPlan(child))).Text, StringComparison.Ordinal);

        var begun = await browser.FillIn($"{Routes.ToPlan(child)}/new", ("kind", "childProtection"));
        Assert.EndsWith("/goals/new", begun.Location, StringComparison.Ordinal);
        var goal = await browser.FillIn(begun.Location!, [("what", "You eat breakfast"), ("measure", "Five mornings out of seven, by the chart on the fridge"), ("owner", $"person-{mother}"), .. Day("dueOn", 30, 4, 2026), ("agreed", "Your mum"), ("next", "step")]);
        var step = await browser.FillIn(goal.Location!, [("what", "Put the chart on the fridge"), ("owner", $"staff-{World.Worker}"), .. Day("dueOn", 20, 3, 2026)]);
        var page = await browser.GetPage(step.Location!);

        Assert.Equal("Plan", page.Document.QuerySelector("[aria-current=page]")!.TextContent);
        foreach (var said in new[] { "Child protection plan", "Goal 1: You eat breakfast", "Five mornings out of seven", "Jean Thornley", "30 April 2026", "Put the chart on the fridge", "Ellie Marsh, by 20 March 2026", "Identity not written" })
        {
            Assert.Contains(said, page.Text, StringComparison.Ordinal);
        }
    }

    [Fact, Trait("Rule", "P-01")]
    public async Task Goal_WithGaps_P01_SaysSoAtTheFieldsAndKeepsTheRest()
    {
        var child = await World.AddChildAsync();
        var (plan, _) = await World.AddPlanAsync(child);
        var browser = await web.SignInAsync(World.Worker);

        var refused = await browser.FillIn($"{Routes.ToPlan(child, plan)}/goals/new", ("what", "You sleep through the night"), ("agreed", "Your nan"), ("owner", "person-999999"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("Choose from the list on the page", refused.ErrorAt("owner"));
        refused = await browser.SubmitForm(refused.Form(), [("owner", "child")]);
        Assert.Equal("Say how we will know that it is reached (P-01)", refused.ErrorAt("measure"));
        Assert.Equal("Enter by when (P-01)", refused.ErrorAt("dueOn"));
        Assert.Equal(("You sleep through the night", "Your nan"), (refused.Held("what"), refused.Held("agreed")));
        Assert.Equal("child", refused.Document.QuerySelector("#owner option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Goal_ChangedAndEnded_ShowsWhatItSaidBefore()
    {
        var child = await World.AddChildAsync();
        var (_, goal) = await World.AddPlanAsync(child);
        var browser = await web.SignInAsync(World.Worker);
        var here = Routes.ToGoal(child, goal);

        var refused = await browser.FillIn($"{here}/change", ("measure", "Six weeks"));
        Assert.Equal("Say why the goal changes, in at least 10 characters (P-01)", refused.ErrorAt("reason"));
        Assert.Equal(here, (await browser.SubmitForm(refused.Form(), [("reason", "Four weeks were over too soon")])).Location);
        var stale = await browser.SubmitForm(refused.Form(), [("reason", "From a page opened before")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stale.Status);
        Assert.Contains("Saved now: You are in school every day", stale.Text, StringComparison.Ordinal);
        Assert.Equal("Choose what became of the goal (P-01)", (await browser.FillIn($"{here}/end", ("reason", "The register says so"))).ErrorAt("outcome"));
        Assert.Equal(here, (await browser.FillIn($"{here}/end", ("outcome", "achieved"), ("reason", "The register says so"))).Location);

        var page = await browser.GetPage(here);
        foreach (var said in new[] { "Achieved", "The register says so", "Four weeks were over too soon", "The school counts no unexplained absence for four weeks", "Six weeks" }) Assert.Contains(said, page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPage($"{here}/change")).Status);
        Assert.DoesNotContain("Change this goal", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Step_DoneChangedOrDropped_GoesBackToThePlan()
    {
        var child = await World.AddChildAsync();
        var (_, goal) = await World.AddPlanAsync(child);
        int step, other;
        await using (var db = World.Open())
        {
            step = await Kit.Service(db).AddStepAsync(World.As(World.Worker), child, goal, Kit.Step(World));
            other = await Kit.Service(db).AddStepAsync(World.As(World.Worker), child, goal, Kit.Step(World, "Ring the breakfast club"));
        }

        var browser = await web.SignInAsync(World.Worker);
        var form = (await browser.GetPage(Routes.ToPlan(child))).Form($"{Routes.ToStep(child, step)}/close");
        Assert.Equal($"{Routes.ToPlan(child)}#goal-{goal}", (await browser.SubmitForm(form, [("note", "We sang all the way")])).Location);
        Assert.Equal(["This step is not open any more (P-01)"], (await browser.SubmitForm(form)).Errors);
        var page = await browser.GetPage(Routes.ToStep(child, other));
        var refused = await browser.SubmitForm(page.Form(Routes.ToStep(child, other)), Day("dueOn", 2, 4, 2026));
        Assert.Equal("Say why the step changes, in at least 10 characters (P-01)", refused.ErrorAt("reason"));
        var why = await browser.SubmitForm(page.Form($"{Routes.ToStep(child, other)}/close"));
        Assert.Equal("Say why it is not needed any more, in at least 10 characters (P-01)", why.ErrorAt("note"));
        await browser.SubmitForm(why.Form(), [("note", "The club closed at Christmas")]);

        var text = (await browser.GetPage(Routes.ToPlan(child))).Text;
        foreach (var said in new[] { "We sang all the way", "The club closed at Christmas", "No longer needed" }) Assert.Contains(said, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_EndedAndIdentity_FollowTheRules()
    {
        var child = await World.AddChildAsync();
        var (plan, goal) = await World.AddPlanAsync(child);
        var browser = await web.SignInAsync(World.Worker);

        var identity = await browser.GetPage($"{Routes.ToPlan(child, plan)}/identity");
        Assert.Equal(Routes.ToPlan(child), (await browser.SubmitForm(identity.Form(), [("identity", "You call your nan Yaya, and she calls you kalo.")])).Location);
        Assert.Contains("Saved now: You call your nan Yaya", (await browser.SubmitForm(identity.Form(), [("identity", "Another page’s text")])).Text, StringComparison.Ordinal);

        var end = await browser.GetPage($"{Routes.ToPlan(child, plan)}/end");
        Assert.NotNull(end.Document.QuerySelector($"main a[href='{Routes.ToGoal(child, goal)}/end']"));
        Assert.Contains("Say first what became of each goal", (await browser.SubmitForm(end.Form(), [("reason", "All is well at home")])).Errors[0], StringComparison.Ordinal);
        await browser.FillIn($"{Routes.ToGoal(child, goal)}/end", ("outcome", "noLongerNeeded"), ("reason", "You moved to a school that has its own bus"));
        Assert.Equal(Routes.ToPlan(child, plan), (await browser.SubmitForm(end.Form(), [("reason", "All is well at home")])).Location);
        Assert.Contains("All is well at home", (await browser.GetPage(Routes.ToPlan(child, plan))).Text, StringComparison.Ordinal);
        Assert.Contains("Earlier plans", (await browser.GetPage(Routes.ToPlan(child))).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPage($"{Routes.ToPlan(child, plan)}/goals/new")).Status);
    }

    [Fact]
    public async Task Pages_OfAnotherChildOrForAReader_AreNotThere()
    {
        var (child, other) = (await World.AddChildAsync(), await World.AddChildAsync("Joe Pell"));
        var (plan, goal) = await World.AddPlanAsync(child);
        var browser = await web.SignInAsync(World.Worker);
        foreach (var page in new[] { Routes.ToPlan(other, plan), $"{Routes.ToPlan(other, plan)}/identity", $"{Routes.ToPlan(other, plan)}/end", Routes.ToGoal(other, goal), $"{Routes.ToGoal(other, goal)}/change", $"{Routes.ToGoal(other, goal)}/end", $"{Routes.ToGoal(other, goal)}/steps/new", Routes.ToStep(other, 1) })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPage(page)).Status);
        }

        var reader = await web.SignInAsync(World.OtherWorker);
        Assert.Equal(HttpStatusCode.Redirect, (await reader.GetPage(Routes.ToPlan(child))).Status); // asked for a reason
        await using var db = World.Open();
        db.Children.Single(c => c.Id == child).IsRestricted = true;
        db.RestrictedReaders.Add(new Core.Access.RestrictedReader { ChildId = child, StaffId = World.OtherWorker });
        db.Audit(World.As(null), Core.Audit.AuditAction.RestrictionChanged, child);
        await db.SaveChangesAsync();
        var read = await reader.GetPage(Routes.ToPlan(child));
        Assert.Contains("You are in school every day", read.Text, StringComparison.Ordinal);
        Assert.Empty(read.Document.QuerySelectorAll("main form, main .govuk-button"));
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetPage($"{Routes.ToPlan(child)}/new")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPage(Routes.ToPlan(child))).Status);
    }
}
