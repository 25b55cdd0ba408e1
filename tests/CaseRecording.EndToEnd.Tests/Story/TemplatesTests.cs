using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Story;

/// <summary>A visit begun from what is ready: the people of the last one, a template, a phrase.</summary>
[Collection(WithCouncil.Name)]
public sealed class TemplatesTests(Council council, Browser browser)
{
    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task Visit_BegunFromATemplateAndAPhrase_KeepsWhatIsTyped(Screen screen)
    {
        await using var visitor = await browser.VisitAsync(council, screen);
        var page = visitor.Page;
        await visitor.SignInAsync("hannah.whitlock");
        await visitor.GoAsync($"/children/{council.Child("Dorothy Mallory")}/visits/new?another=true");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Direct work" }).CheckAsync();
        await Assertions.Expect(page.Locator("#start-from option")).ToHaveTextAsync(["None", "Three houses (yours)"]);
        await page.GetByRole(AriaRole.Radio, new() { Name = "Home visit" }).CheckAsync();
        await Assertions.Expect(page.Locator("#start-from option")).ToHaveTextAsync(["None", "A visit at home", "When nobody opened the door"]);

        await page.FillAsync("[name=purpose]", "To see how you sleep.");
        await page.Locator("#start-from").SelectOptionAsync(new SelectOptionValue { Label = "A visit at home" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Put it in" }).ClickAsync();
        await Assertions.Expect(page.Locator("#template [role=status]")).ToContainTextAsync("Left as you wrote them: ‘Purpose of the visit’");
        await Assertions.Expect(page.Locator("[name=purpose]")).ToHaveValueAsync("To see how you sleep.");
        await Assertions.Expect(page.Locator("[name=facts]")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^What we did together:"));
        await page.Locator("form[data-autosave][data-ready]").WaitForAsync();
        await visitor.AssertAccessibleAsync("A template put in");
        await visitor.AssertFitsAsync("A template put in");
        await page.Locator("#template").ScrollIntoViewIfNeededAsync();
        await visitor.ShootAsync("template-put-in", whole: false);

        await page.GetByRole(AriaRole.Button, new() { Name = "Same people as on" }).ClickAsync();
        await Assertions.Expect(page.Locator("#who [role=status]")).ToContainTextAsync("Added as on");
        await Assertions.Expect(page.Locator("[name=purpose]")).ToHaveValueAsync("To see how you sleep.");
        await page.Locator("form[data-autosave][data-ready]").WaitForAsync();

        await page.Locator("[name=purpose]").PressAsync("End");
        await page.Keyboard.PressAsync("Control+i");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Put in a phrase" });
        await dialog.GetByLabel("How to ring me").CheckAsync();
        await visitor.AssertAccessibleAsync("Choosing a phrase");
        await visitor.ShootAsync("phrase", whole: false);
        await page.Keyboard.PressAsync("Enter");
        const string Whole = "To see how you sleep. You can always ring or text me on 01632 960145. If I am driving, I will ring you back the same day.";
        await Assertions.Expect(page.Locator("[name=purpose]")).ToHaveValueAsync(Whole);
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(page.Locator("[name=purpose]")).ToHaveValueAsync("To see how you sleep.");
        await page.Keyboard.PressAsync("Control+i");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("[name=purpose]")).ToBeFocusedAsync();
        visitor.AssertNothingWrong();
    }
}
