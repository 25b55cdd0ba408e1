using System.Net;
using AngleSharp.Html.Dom;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using CaseRecording.Web.Tests.Features.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Tasks;

/// <summary>Tasks on My work, on the entry that asked for them and on the form of the next one.</summary>
public sealed class TaskPagesTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    private async Task<(int Child, long Entry, int Task)> AddAsync(string what, DateOnly? by = null)
    {
        var child = await World.AddChildAsync();
        var call = Inputs.Call(World.Now.AddHours(-2), child);
        var entry = await World.RecordAsync(World.Worker, call with { Content = call.Content with { Actions = [new ActionItem(what, "Ellie Marsh", by)] } });
        await using var db = World.Open();
        return (child, entry, (await db.Tasks.SingleAsync(t => t.RecordingId == entry)).Id);
    }

    [Fact]
    public async Task MyWork_MarkedAsDone_LeavesTheListAndStandsOnTheEntry()
    {
        var (child, entry, task) = await AddAsync("Ring the school nurse", new DateOnly(2026, 3, 13));
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.GetPage("/");
        var item = page.Document.QuerySelectorAll(".app-task").Single(i => i.TextContent.Contains("Ring the school nurse", StringComparison.Ordinal));
        Assert.Contains("Overdue by 4 days", item.TextContent, StringComparison.Ordinal);
        Assert.Contains("For you, by 13 March 2026", string.Join(' ', item.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

        var before = await browser.GetPage(Routes.ToEntry(child, entry));
        Assert.Contains("Not done: overdue", before.Text, StringComparison.Ordinal);
        var answer = await browser.SubmitForm(page.Form(Routes.ToTaskDone(child, task)), [("note", "She rings back on Monday")]);

        Assert.Equal("/?done=true", answer.Location);
        Assert.DoesNotContain("Ring the school nurse", (await browser.GetPage("/?done=true")).Text, StringComparison.Ordinal);
        var after = await browser.GetPage(Routes.ToEntry(child, entry));
        Assert.Contains("Done by Ellie Marsh, 17 March 2026, 2:00pm", after.Text, StringComparison.Ordinal);
        Assert.Contains("She rings back on Monday", after.Text, StringComparison.Ordinal);
        Assert.Empty(after.Document.QuerySelectorAll(".app-task form"));
    }

    [Fact]
    public async Task Done_TooLongOrTwice_IsRefusedAndKeepsTheNote()
    {
        var (child, entry, task) = await AddAsync("Book the hall");
        var browser = await web.SignInAsync(World.Worker);
        var form = (await browser.GetPage(Routes.ToEntry(child, entry))).Form(Routes.ToTaskDone(child, task));
        var refused = await browser.SubmitForm(form, [("note", new string('n', 501))]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("The note must be 500 characters or fewer (N-03)", refused.ErrorAt("note"));
        Assert.Equal(new string('n', 501), refused.Held("note"));
        Assert.Equal($"{Routes.ToEntry(child, entry)}#actions", (await browser.SubmitForm(form)).Location);
        Assert.Equal(["This task is not open any more (N-03)"], (await browser.SubmitForm(form)).Errors);
    }

    [Fact]
    public async Task Done_OfAnotherChildOrByAnotherTeam_IsNotFound()
    {
        var (child, entry, task) = await AddAsync("Ask about swimming");
        var other = await World.AddChildAsync("Joe Pell");
        var mine = await web.SignInAsync(World.Worker);
        var token = ((IHtmlInputElement)(await mine.GetPage(Routes.ToEntry(child, entry))).Document.QuerySelector("[name=__RequestVerificationToken]")!).Value;
        Assert.Equal(HttpStatusCode.NotFound, (await mine.PostAsync(Routes.ToTaskDone(other, task), [new("__RequestVerificationToken", token)])).Status);

        var theirs = await web.SignInAsync(World.OtherWorker);
        Assert.DoesNotContain("Ask about swimming", (await theirs.GetPage("/")).Text, StringComparison.Ordinal);
        var foreign = ((IHtmlInputElement)(await theirs.GetPage("/account")).Document.QuerySelector("[name=__RequestVerificationToken]")!).Value;
        var answer = await theirs.PostAsync(Routes.ToTaskDone(child, task), [new("__RequestVerificationToken", foreign)]);
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        await using var db = World.Open();
        Assert.Null((await db.Tasks.SingleAsync(t => t.Id == task)).DoneAtUtc);
    }

    [Fact]
    public async Task NextEntry_TickingTheTask_TellsOfItWhenFinal()
    {
        var (child, entry, task) = await AddAsync("Ring the school nurse");
        var browser = await web.SignInAsync(World.Worker);
        var page = await browser.BeginAsync(child);
        Assert.Contains("Done since last time: 1 task to look at", page.Text, StringComparison.Ordinal);

        var asked = await browser.PressAsync(page, "finalise", [.. RecordingWorld.Complete(child, 0).Where(a => a.Name is not "people" && !a.Name.StartsWith("person-", StringComparison.Ordinal)), ("people", "nobody"), ("doneTasks", $"{task}")]);
        var told = await World.EntryOf(await browser.SubmitForm(asked.Form()));

        Assert.Contains("Done since last time Ring the school nurse", (await browser.GetPage(Routes.ToEntry(child, told.Id))).Text, StringComparison.Ordinal);
        var source = await browser.GetPage(Routes.ToEntry(child, entry));
        Assert.NotNull(source.Document.QuerySelector($"#actions a[href='{Routes.ToEntry(child, told.Id)}']"));
        Assert.DoesNotContain("Done since last time", (await browser.BeginAsync(child)).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Rule", "V-05")]
    public async Task NextVisit_AfterOneNotSeen_V05_ShowsWhyAndWhatElse()
    {
        var child = await World.AddChildAsync("Wren Osei");
        var visit = Inputs.Visit(World.Now.AddHours(-3), child);
        await World.RecordAsync(World.Worker, visit with { Children = new Dictionary<int, ChildContent> { [child] = Inputs.NotSeen() with { NextVisitOn = new DateOnly(2026, 3, 20) } } });
        var browser = await web.SignInAsync(World.Worker);

        var next = await browser.BeginAsync(child);
        Assert.Contains("Last time, 17 March 2026: not seen, because: Nobody was in.", next.Text, StringComparison.Ordinal);
        Assert.Contains("I rang your school, who had seen you at lunch.", next.Text, StringComparison.Ordinal);
        Assert.NotNull(next.Document.QuerySelector("input[name=doneTasks][checked]")); // the visit itself
        Assert.Contains("Visit Wren again", (await browser.GetPage("/")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Last time", (await browser.BeginAsync(child, "note")).Text, StringComparison.Ordinal);
    }
}
