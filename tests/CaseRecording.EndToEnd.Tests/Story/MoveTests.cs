using System.Text.RegularExpressions;
using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Story;

/// <summary>A note written on the wrong child's record is found out and moved by its author (A-07).</summary>
[Collection(WithCouncil.Name)]
public sealed class MoveTests(Council council, Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Move_ANoteOnTheWrongChild_A07_StandsOnTheRightOneAndLeavesALine(bool script)
    {
        var (wrong, right) = (council.Child("Archie Farrow"), council.Child("Keeley Ashworth"));
        var title = script ? "The hall is booked for Saturdays" : "The coach has a place on Tuesdays";
        await using var worker = await browser.VisitAsync(council, script ? Screen.Desktop : Screen.Phone, script: script);
        var page = worker.Page;
        await worker.SignInAsync("hannah.whitlock");
        await worker.GoAsync($"/children/{wrong}/notes/new?another=true");
        await page.CheckAsync("[name=contactType][value=telephoneCall]");
        await page.CheckAsync("[name=people][value=nobody]");
        await page.FillAsync("[name=title]", title);
        await page.FillAsync("[name=reason]", "To ask about the club");
        await page.FillAsync("[name=facts]", "The club rang me about the place you had asked for.");
        await page.Locator("button[value=save]").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/entries/\d+$"));

        await page.GetByText("Recorded on the wrong child?").ClickAsync();
        await page.Locator("button[value=continue]").ClickAsync();
        await LookAsync(worker, "move-refused");
        await page.FillAsync("[name=search]", "keeley");
        await page.Locator("button[value=find]").ClickAsync();
        await page.GetByLabel("Keeley Ashworth").CheckAsync();
        await page.FillAsync("[name=reason]", "I had the wrong record open in another tab");
        await LookAsync(worker, "move-choose");
        await page.Locator("button[value=continue]").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Move this entry to Keeley’s record?");
        await LookAsync(worker, "move-confirm");
        await page.Locator("button[value=move]").ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"/children/{right}/entries/\\d+$"));
        await Assertions.Expect(page.Locator("article .govuk-inset-text")).ToContainTextAsync("Recorded first on another record by mistake.");
        await Assertions.Expect(page.Locator("article")).Not.ToContainTextAsync("Archie");
        await LookAsync(worker, "move-entry");
        var old = page.Url.Replace($"/children/{right}/", $"/children/{wrong}/", StringComparison.Ordinal);
        await worker.GoAsync(old);
        await LookAsync(worker, "move-gone");
        await page.Locator(".govuk-back-link").ClickAsync();
        await Assertions.Expect(page.Locator(".app-timeline__entry--moved").First).ToContainTextAsync("was recorded here by mistake");
        await Assertions.Expect(page.Locator(".app-timeline")).Not.ToContainTextAsync(title);
        await LookAsync(worker, "move-timeline");
        worker.AssertNothingWrong();
    }

    private static async Task LookAsync(Visitor worker, string what)
    {
        await worker.AssertAccessibleAsync(what);
        await worker.AssertFitsAsync(what);
        await worker.ShootAsync(what, whole: what != "move-timeline");
    }
}
