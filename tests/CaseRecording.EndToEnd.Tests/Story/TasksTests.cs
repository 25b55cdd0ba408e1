using System.Text.RegularExpressions;
using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Story;

/// <summary>An action agreed on one day is done on another: asked for in one note, told of in the next.</summary>
[Collection(WithCouncil.Name)]
public sealed class TasksTests(Council council, Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Task_FromOneNoteToTheNext_IsDoneOnce(bool script)
    {
        var archie = council.Child("Archie Farrow");
        var (first, second) = script ? ("Book the swimming place", "Ask about the late bus") : ("Send the club's form", "Ring the dentist");
        await using var worker = await browser.VisitAsync(council, script ? Screen.Desktop : Screen.Phone, script: script);
        var page = worker.Page;
        await worker.SignInAsync("hannah.whitlock");

        await BeginNoteAsync(worker, archie, $"What we agreed, {first}");
        await page.FillAsync("[name=action-0-what]", first);
        await page.FillAsync("[name=action-0-who]", "me");
        if (script) await page.ClickAsync("[data-adds=action]");
        await page.FillAsync("[name=action-0-by-day]", "1");
        await page.FillAsync("[name=action-0-by-month]", "2");
        await page.FillAsync("[name=action-0-by-year]", "2020");
        await FinaliseAsync(page);
        await Assertions.Expect(page.Locator("#actions")).ToContainTextAsync("Not done: overdue");

        await worker.GoAsync("/");
        var task = page.Locator(".app-task", new() { HasTextString = first });
        await Assertions.Expect(task).ToContainTextAsync("Overdue");
        if (script) await worker.AssertAccessibleAsync("My work with tasks");
        await worker.AssertFitsAsync("My work with tasks");
        await worker.ShootAsync($"tasks-my-work-{(script ? "desktop" : "phone")}");

        await BeginNoteAsync(worker, archie, $"What became of it, {first}");
        await page.Locator("summary", new() { HasTextString = "Done since last time" }).ClickAsync();
        await page.GetByLabel(first, new() { Exact = true }).CheckAsync();
        await page.FillAsync("[name=action-0-what]", second);
        if (script) await worker.AssertAccessibleAsync("Note with tasks");
        await worker.ShootAsync($"tasks-form-{(script ? "desktop" : "phone")}");
        await FinaliseAsync(page);
        await Assertions.Expect(page.Locator("article")).ToContainTextAsync("Done since last time");
        if (script) await worker.AssertAccessibleAsync("Entry that tells of a task");
        await worker.ShootAsync($"tasks-entry-{(script ? "desktop" : "phone")}");

        await worker.GoAsync("/");
        await Assertions.Expect(task).ToHaveCountAsync(0);
        var open = page.Locator(".app-task", new() { HasTextString = second });
        await open.Locator("summary").ClickAsync();
        await open.Locator("[name=note]").FillAsync("There is one from Monday");
        await open.Locator("button").ClickAsync();
        await Assertions.Expect(page.Locator(".govuk-notification-banner")).ToContainTextAsync("The task is marked as done");
        await Assertions.Expect(open).ToHaveCountAsync(0);
        worker.AssertNothingWrong();
    }

    private static async Task BeginNoteAsync(Visitor worker, int child, string title)
    {
        await worker.GoAsync($"/children/{child}/notes/new?another=true");
        await worker.Page.CheckAsync("[name=contactType][value=telephoneCall]");
        await worker.Page.CheckAsync("[name=people][value=nobody]");
        await worker.Page.FillAsync("[name=title]", title);
        await worker.Page.FillAsync("[name=reason]", "To agree what happens next");
        await worker.Page.FillAsync("[name=facts]", "Your nan and I spoke about the week to come.");
    }

    private static async Task FinaliseAsync(IPage page)
    {
        await page.Locator("button[value=finalise]").ClickAsync();
        await page.Locator("form[action$='/finalise'] button").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/entries/\d+"));
    }
}
