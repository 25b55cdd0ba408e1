using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Summaries;
using CaseRecording.TestKit;
using CaseRecording.Web.Tests.Features.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Summary;

/// <summary>Progress, transfer and closing summaries, hand-over, closing and opening again, without script (S-05, S-06).</summary>
public sealed class PapersTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    [Fact]
    [Trait("Rule", "S-05")]
    public async Task Finalise_AProgressSummary_S05_LinksEachLineToItsEntry()
    {
        var (maisie, _, _) = await World.AddFamilyAsync();
        var visit = await World.RecordAsync(World.Worker, Inputs.Visit(World.Now.AddDays(-3), maisie) with { LateReason = "Away" });
        var call = await World.RecordAsync(World.Worker, Inputs.Call(World.Now.AddDays(-2), maisie) with { LateReason = "Away" });
        var browser = await web.SignInAsync(World.Worker);
        var begun = await browser.BeginAsync(maisie, "progress");
        Assert.Equal(("17", "12", "2025"), (begun.Held("from-day"), begun.Held("from-month"), begun.Held("from-year")));
        Assert.Contains("14 March 2026, home visit, child seen: After the school rang. To hear how the week has been", begun.Text, StringComparison.Ordinal);
        Assert.Null(begun.Document.QuerySelector($"[name='child-{maisie}-activity']"));

        var shorter = await browser.PressAsync(begun, "keep", ("from-day", "15"), ("from-month", "3"), ("from-year", "2026"));
        Assert.DoesNotContain("After the school rang", shorter.Text, StringComparison.Ordinal);
        var refused = await browser.PressAsync(shorter, "finalise", ($"child-{maisie}-next", "The week away"));
        Assert.Equal("Say what it has changed for Maisie: what was done is not yet what it was good for (S-05)", refused.ErrorAt($"child-{maisie}-impact"));
        Assert.Equal("The week away", refused.Held($"child-{maisie}-next"));

        var done = await browser.PressAsync(refused, "finalise", ("from-day", "1"), ($"child-{maisie}-impact", "You sleep."), ($"child-{maisie}-leftOut", $"{call}"), ($"child-{maisie}-activity", "Invented"));
        var entry = await World.EntryOf(done);
        Assert.Equal((RecordingKind.ProgressSummary, RecordingState.Final), (entry.Kind, entry.State));
        var page = await browser.GetPage($"/children/{maisie}/entries/{entry.Id}");
        Assert.Contains("Period 1 March 2026 to 17 March 2026", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($".app-note a[href$='/entries/{visit}']"));
        Assert.Null(page.Document.QuerySelector($".app-note a[href$='/entries/{call}']"));
        Assert.DoesNotContain("Invented", page.Text, StringComparison.Ordinal);
        var summary = await browser.GetPage($"/children/{maisie}");
        Assert.Contains("Progress summary, 17 March 2026", summary.Text, StringComparison.Ordinal);
        Assert.Equal(("18", "3"), (await browser.BeginAsync(maisie, "progress") is var next ? (next.Held("from-day"), next.Held("from-month")) : default));
    }

    [Fact]
    [Trait("Rule", "N-10")]
    public async Task Open_AProgressSummary_N10_ShowsThisChildsGoalsOnlyAndKeepsThemAsAgreed()
    {
        var (maisie, leo, _) = await World.AddFamilyAsync();
        await using var db = World.Open();
        var plans = new Core.Plans.PlanService(db, new ChildAccess(db), new Core.Children.ChildClocks(db, new Core.Policy.PolicyStore(db)));
        foreach (var (child, what) in new[] { (maisie, "You sleep through the night"), (leo, "You read to Nan") })
        {
            var plan = await plans.BeginAsync(World.As(World.Worker), child, new Core.Plans.PlanInput(Guid.NewGuid(), Core.Plans.PlanKind.ChildInNeed, new DateOnly(2026, 3, 1), null));
            await plans.AddGoalAsync(World.As(World.Worker), child, plan, new Core.Plans.GoalInput(Guid.NewGuid(), what, "Five nights of seven", new Core.Plans.PlanOwner("Ellie Marsh", StaffId: World.Worker), "Everyone", null, new DateOnly(2026, 6, 1)));
        }

        var browser = await web.SignInAsync(World.Worker);
        var begun = await browser.BeginAsync(maisie, "progress");
        Assert.Contains("You sleep through the night", begun.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("You read to Nan", begun.Text, StringComparison.Ordinal);
        var entry = await World.EntryOf(await browser.PressAsync(begun, "finalise", ($"child-{maisie}-impact", "You sleep.")));
        Assert.Equal("- You sleep through the night (Ellie Marsh, by 1 June 2026)", entry.Versions.Single().Children.Single().Content["planGoals"]);
    }

    [Theory]
    [InlineData("progress")]
    [InlineData("transfer")]
    [InlineData("closing")]
    public async Task Open_OfAChildNotTheirsOrNotThere_IsRefusedAsEverywhere(string form)
    {
        var child = await World.AddChildAsync("Olive Penn");
        Assert.StartsWith($"/children/{child}/ask", (await (await web.SignInAsync(World.OtherWorker)).GetPage($"/children/{child}/{form}-summaries/new")).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await web.SignInAsAsync(Role.Auditor)).GetPage($"/children/{child}/{form}-summaries/new")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await web.SignInAsync(World.Worker)).GetPage($"/children/{child + 9000}/{form}-summaries/new")).Status);
    }

    [Fact]
    [Trait("Rule", "S-06")]
    public async Task Allocate_ToAColleague_S06_AsksForTheSummaryAndTheColleagueAcknowledges()
    {
        var child = await World.AddChildAsync("Ida Marlow");
        var manager = await web.SignInAsync(World.Manager);
        var allocation = await manager.GetPage($"/children/{child}/allocation");
        await manager.SubmitForm((AngleSharp.Html.Dom.IHtmlFormElement)allocation.Document.QuerySelector("form[action$=allocation]")!, [("worker", $"{World.Team}/{World.Colleague}")]);

        var worker = await web.SignInAsync(World.Worker);
        Assert.Contains("Ida Marlow: write the transfer summary", (await worker.GetPage("/")).Text, StringComparison.Ordinal);
        Assert.Contains("Transfer summary missing", (await worker.GetPage($"/children/{child}/timeline")).Text, StringComparison.Ordinal);
        var begun = await worker.BeginAsync(child, "transfer");
        var refused = await worker.PressAsync(begun, "finalise", ("handOver", "familyTold"), ($"child-{child}-situation", "At home"));
        Assert.Equal("Say what is open, or that nothing is (S-06)", refused.ErrorAt($"child-{child}-open"));
        Assert.Equal("familyTold", refused.Held("handOver"));
        var entry = await World.EntryOf(await worker.PressAsync(refused, "finalise", ($"child-{child}-open", "The taxi")));
        var own = await worker.GetPage($"/children/{child}/entries/{entry.Id}");
        Assert.Contains("Not acknowledged yet", own.Text, StringComparison.Ordinal);
        Assert.Contains("Still to do", own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Transfer summary missing", own.Text, StringComparison.Ordinal);
        Assert.Empty(own.Document.QuerySelectorAll("form[action$=acknowledge]"));

        var colleague = await web.SignInAsync(World.Colleague);
        Assert.Contains("Ida Marlow: read the transfer summary", (await colleague.GetPage("/")).Text, StringComparison.Ordinal);
        var page = await colleague.GetPage($"/children/{child}/entries/{entry.Id}");
        var acknowledge = (AngleSharp.Html.Dom.IHtmlFormElement)page.Document.QuerySelector("form[action$=acknowledge]")!;
        var answer = await manager.PostAsync(new Uri(acknowledge.Action).AbsolutePath, [new("__RequestVerificationToken", (await manager.GetPage($"/children/{child}/allocation")).Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!)]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        await colleague.SubmitForm(acknowledge);
        Assert.Contains("Acknowledged by Tom Bell", (await colleague.GetPage($"/children/{child}/entries/{entry.Id}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ida Marlow: read", (await colleague.GetPage("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "S-06")]
    public async Task Close_ARecord_S06_NeedsItsSummaryAndCanBeOpenedAgain()
    {
        var child = await World.AddChildAsync("Ned Marlow");
        var call = Inputs.Call(World.Now.AddHours(-2), child);
        await World.RecordAsync(World.Worker, call with { Content = call.Content with { Actions = [new ActionItem("Ring the school", "Ellie Marsh", null)] } });
        var manager = await web.SignInAsync(World.Manager);
        var page = await manager.GetPage($"/children/{child}/closing");
        Assert.Contains("Task: Ring the school", page.Text, StringComparison.Ordinal);
        var refused = await manager.SubmitForm(page.Form(), [("explanation", "Leeds")]);
        Assert.Equal("Write Ned’s closing summary first, or say why there is none (S-06)", refused.ErrorAt("noSummary"));
        Assert.Equal("Go through what is still open, then say that you have (S-06)", refused.ErrorAt("looked"));
        Assert.Equal("Leeds", refused.Held("explanation"));
        var short_ = await manager.SubmitForm(refused.Form(), [("noSummary", nameof(NoClosingSummary.MovedAway)), ("looked", "true")]);
        Assert.Equal("Explain it in at least 10 characters (S-06)", short_.ErrorAt("explanation"));
        Assert.Equal(nameof(NoClosingSummary.MovedAway), short_.Held("noSummary"));

        var worker = await web.SignInAsync(World.Worker);
        var summary = await World.EntryOf(await worker.PressAsync(await worker.BeginAsync(child, "closing"), "finalise",
            [.. new[] { "needsMet", "delivered", "whyEnded", "supportRemains" }.Select(f => ($"child-{child}-{f}", (string?)"You are safe."))]));
        var ready = await manager.GetPage($"/children/{child}/closing");
        Assert.NotNull(ready.Document.QuerySelector($"a[href$='/entries/{summary.Id}']"));
        Assert.Empty(ready.Document.QuerySelectorAll("[name=noSummary]"));
        Assert.Equal(HttpStatusCode.Found, (await manager.SubmitForm(ready.Form(), [("looked", "true")])).Status);
        var closed = await manager.GetPage($"/children/{child}/closing");
        Assert.Contains("Ned’s record is closed", closed.Text, StringComparison.Ordinal);
        Assert.Equal("Say why it is opened again, in 10 to 1,000 characters (S-06)", (await manager.SubmitForm(closed.Form(), [("reason", "back")])).ErrorAt("reason"));
        Assert.Equal($"/children/{child}/allocation", (await manager.SubmitForm(closed.Form(), [("reason", "A new referral from school")])).Location);
        Assert.Contains("A new referral from school", (await manager.GetPage($"/children/{child}/closing")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Close_ForAWorkerOrOnAStalePage_IsRefused()
    {
        var child = await World.AddChildAsync("Rex Marlow");
        Assert.NotEqual(HttpStatusCode.OK, (await (await web.SignInAsync(World.Worker)).GetPage($"/children/{child}/closing")).Status);
        Assert.StartsWith($"/children/{child}/ask", (await (await web.SignInAsync(World.OtherManager)).GetPage($"/children/{child}/closing")).Location, StringComparison.Ordinal);
        var manager = await web.SignInAsync(World.Manager);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetPage($"/children/{child + 9000}/closing")).Status);
        var page = await manager.GetPage($"/children/{child}/closing");
        await using (var db = World.Open())
        {
            (await db.Children.SingleAsync(c => c.Id == child)).Touch();
            db.Audit(World.As(World.Worker), Core.Audit.AuditAction.RecordDetailsChanged, child);
            await db.SaveChangesAsync();
        }

        var stale = await manager.SubmitForm(page.Form(), [("noSummary", nameof(NoClosingSummary.Death)), ("explanation", "The hospital told us this morning")]);
        Assert.Contains("Someone changed this since you opened it", stale.Text, StringComparison.Ordinal);
        Assert.Equal("The hospital told us this morning", stale.Held("explanation"));
        Assert.Contains("Close the record", (await manager.GetPage($"/children/{child}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Close the record", (await (await web.SignInAsync(World.Worker)).GetPage($"/children/{child}")).Text, StringComparison.Ordinal);
    }
}
