using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Story;

/// <summary>A good example is chosen from an entry and its names are looked at, on a phone and without script.</summary>
[Collection(WithCouncil.Name)]
public sealed class ExampleTests(Council council, Browser browser)
{
    [Fact]
    [Trait("Rule", "Q-05")]
    public async Task Propose_WithoutLookingAtEachName_Q05_LeadsToTheRowThatIsOpen()
    {
        var (yonas, entry) = (council.Child("Yonas Tesfaye"), council.ReturnedAndPutRight("Yonas Tesfaye"));
        await using var worker = await browser.VisitAsync(council, Screen.Phone);
        var page = worker.Page;
        await worker.SignInAsync("tunde.adebayo");
        await worker.GoAsync($"/children/{yonas}/entries/{entry}/example");
        await worker.AssertAccessibleAsync("choosing an example");
        await worker.AssertFitsAsync("choosing an example");
        await page.CheckAsync("[name=field][value=facts]");
        await page.CheckAsync("[name=points][value=balanced]");
        await page.FillAsync("[name=why]", "It says what was heard, and from whom");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await worker.AssertAccessibleAsync("replacing names");

        await page.GetByRole(AriaRole.Button, new() { Name = "Ask a second person to read it" }).ClickAsync();

        await Assertions.Expect(page.Locator(".govuk-error-summary a").First).ToHaveAttributeAsync("href", "#ok-0");
        await worker.AssertAccessibleAsync("replacing names, refused");
        await worker.AssertFitsAsync("replacing names, refused");
        worker.AssertNothingWrong();
    }
}
