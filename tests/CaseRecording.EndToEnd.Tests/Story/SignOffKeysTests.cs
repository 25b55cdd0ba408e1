using System.Text.RegularExpressions;
using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Story;

/// <summary>The queue by keyboard alone: to an entry, through its points, signed off, the next returned at selected words.</summary>
[Collection(WithCouncil.Name)]
public sealed class SignOffKeysTests(Council council, Browser browser)
{
    [Fact]
    [Trait("Rule", "Q-02")]
    public async Task Queue_ByKeyboardAlone_Q02_SignsOffAndReturnsAtAPassage()
    {
        await using var visitor = await browser.VisitAsync(council);
        await visitor.SignInAsync("joanne.brackenridge");
        var page = visitor.Page;
        await visitor.GoAsync("/sign-off");
        var links = page.Locator("main tbody a");
        var (first, second) = (await links.Nth(0).GetAttributeAsync("href"), await links.Nth(1).GetAttributeAsync("href"));
        await ListensAsync(page);
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(links.Nth(0)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await OpenAsync(page, first!);
        await ListensAsync(page);

        await page.Keyboard.PressAsync("j");
        await OpenAsync(page, second!);
        await ListensAsync(page);
        await page.Keyboard.PressAsync("k");
        await OpenAsync(page, first!);
        await ListensAsync(page);
        await page.Keyboard.PressAsync("2");
        var why = page.Locator(".app-standard__point").Nth(1).Locator("textarea");
        await Assertions.Expect(why).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("She reads it with her worker on Friday");
        await visitor.AssertAccessibleAsync("A point that is not met");
        await page.Locator("h1").ClickAsync();
        await page.Keyboard.PressAsync("m");
        await page.Keyboard.PressAsync("s");
        await OpenAsync(page, second!);
        await ListensAsync(page);

        await page.EvaluateAsync("() => { const p = document.querySelector('.app-note section p'); getSelection().selectAllChildren(p) }");
        await page.Keyboard.PressAsync("r");
        await Assertions.Expect(page.Locator("[name=returnPassage]")).Not.ToHaveValueAsync("");
        await page.Keyboard.TypeAsync("Say how you know this");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex(Regex.Escape(second!) + "$"));

        await visitor.GoAsync(first!);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Signed off with 1 point of the standard not met");
        await visitor.GoAsync(second!);
        await Assertions.Expect(page.Locator("#returned-passage").First).ToBeVisibleAsync();
        visitor.AssertNothingWrong();
    }

    /// <summary>By its address: a load event can be missed.</summary>
    private static Task OpenAsync(IPage page, string address) => Assertions.Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(address) + "$"));

    /// <summary>The page's script has begun to listen for keys.</summary>
    private static Task ListensAsync(IPage page) => page.Locator("[data-signoff=ready]").First.WaitForAsync();
}
