using System.Text.RegularExpressions;
using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Story;

/// <summary>Writing advice in a browser: shown while typing, put in or left, by keyboard, and without script. It never stands in the way of saving.</summary>
[Collection(WithCouncil.Name)]
public sealed class WritingAdviceTests(Council council, Browser browser)
{
    private const string Text = "Keeley was seen with CAMHS prior to the visit. Her mum was non-compliant and hostile.";

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task Typing_ThenPausing_ShowsTheWorstThreeBesideTheField(Screen screen)
    {
        await using var visitor = await browser.VisitAsync(council, screen);
        await BeginAsync(visitor);
        await Facts(visitor).FillAsync(Text);

        var advice = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Advice on “What happened”" });
        await Expect(advice.Locator("> ul > li")).ToHaveCountAsync(3);
        await Expect(advice).ToContainTextAsync("L-01");
        await Expect(visitor.Page.Locator("#advice-status")).ToHaveTextAsync(new Regex(@"^\d remarks on your writing$"));
        await advice.Locator("summary").First.ClickAsync();
        await Expect(advice).ToContainTextAsync("Child and Adolescent Mental Health Services");
        await visitor.AssertAccessibleAsync("Writing advice");
        await visitor.AssertFitsAsync("Writing advice");
        await advice.ScrollIntoViewIfNeededAsync();
        await visitor.ShootAsync("writing-advice", whole: false);
        visitor.AssertNothingWrong();
    }

    [Fact]
    public async Task Take_OneRemark_PutsTheWordsInAndSavesThem_AndUndoTakesThemBack()
    {
        await using var visitor = await browser.VisitAsync(council);
        await BeginAsync(visitor);
        await Facts(visitor).FillAsync("You saw CAMHS on Monday.");
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Write ‘Child and Adolescent") }).ClickAsync();

        await Expect(Facts(visitor)).ToHaveValueAsync("You saw Child and Adolescent Mental Health Services on Monday.");
        await Expect(Facts(visitor)).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Control+z");
        await Expect(Facts(visitor)).ToHaveValueAsync("You saw CAMHS on Monday.");
        await visitor.Page.Keyboard.PressAsync("Control+y");
        await Expect(visitor.Page.Locator("#savestate")).ToHaveTextAsync(new Regex(@"^Saved \d\d:\d\d$"), new() { Timeout = 20_000 });
        await visitor.GoAsync(visitor.Page.Url);
        await Expect(Facts(visitor)).ToHaveValueAsync("You saw Child and Adolescent Mental Health Services on Monday.");
        visitor.AssertNothingWrong();
    }

    [Fact]
    public async Task Leave_ByKeyboard_IsRememberedAndFocusIsNotLost()
    {
        await using var visitor = await browser.VisitAsync(council);
        await BeginAsync(visitor);
        await Facts(visitor).FillAsync("You saw CAMHS on Monday.");
        var leave = visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Leave it.*CAMHS$") });
        await leave.WaitForAsync();
        await Facts(visitor).FocusAsync();
        for (var i = 0; i < 12 && !await leave.EvaluateAsync<bool>("e => e === document.activeElement"); i++) await visitor.Page.Keyboard.PressAsync("Tab");
        await Expect(leave).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(leave).ToHaveCountAsync(0);
        Assert.NotEqual("BODY", await visitor.Page.EvaluateAsync<string>("document.activeElement.tagName"));
        await Expect(visitor.Page.Locator("#savestate")).ToHaveTextAsync(new Regex(@"^Saved \d\d:\d\d$"), new() { Timeout = 20_000 });
        await visitor.GoAsync(visitor.Page.Url);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Check my writing" }).ClickAsync();
        await Expect(visitor.Page.Locator("#advice-status")).ToHaveTextAsync(new Regex("writ")); // answered
        await Expect(leave).ToHaveCountAsync(0);
        visitor.AssertNothingWrong();
    }

    [Fact]
    public async Task Check_WithoutScript_ShowsAdviceAndKeepsTheWords()
    {
        await using var visitor = await browser.VisitAsync(council, script: false);
        await BeginAsync(visitor);
        await Facts(visitor).FillAsync(Text);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Check my writing" }).ClickAsync();

        await Expect(Facts(visitor)).ToHaveValueAsync(Text);
        var advice = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Advice on “What happened”" });
        await Expect(advice.Locator("> ul > li")).ToHaveCountAsync(3);
        await advice.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Write ‘You were’") }).ClickAsync();
        await Expect(Facts(visitor)).ToHaveValueAsync(Text.Replace("Keeley was", "You were", StringComparison.Ordinal));
        visitor.AssertNothingWrong();
    }

    [Fact]
    public async Task Save_WhileAdviceCannotBeHad_IsNotHindered()
    {
        await using var visitor = await browser.VisitAsync(council);
        await visitor.Page.RouteAsync("**/advice/**", route => route.AbortAsync());
        await BeginAsync(visitor);
        await Facts(visitor).FillAsync(Text);
        await Expect(visitor.Page.Locator("#savestate")).ToHaveTextAsync(new Regex(@"^Saved \d\d:\d\d$"), new() { Timeout = 20_000 });
        await Expect(visitor.Page.Locator(".app-writing")).ToHaveCountAsync(0);
        visitor.AssertNothingWrong();
    }

    [Fact]
    public async Task Words_OfTheAdministrator_HaveNoBarrierAndFit()
    {
        foreach (var screen in new[] { Screen.Desktop, Screen.Phone })
        {
            await using var visitor = await browser.VisitAsync(council, screen);
            await visitor.SignInAsync("lynne.hartley");
            foreach (var (address, name) in new[] { ("/admin/words", "words"), ("/admin/words/jargon", "words-jargon"), ("/admin/words/jargon/new", "words-new"), ("/admin/words/abbreviations/entry/camhs", "words-entry") })
            {
                Assert.True((await visitor.GoAsync(address))!.Ok, address);
                await visitor.AssertAccessibleAsync(address);
                await visitor.AssertFitsAsync(address);
                await visitor.ShootAsync(name, whole: name != "words-jargon");
            }

            visitor.AssertNothingWrong();
        }
    }

    private static ILocator Facts(Visitor visitor) => visitor.Page.Locator("[name=facts]");

    private static ILocatorAssertions Expect(ILocator what) => Assertions.Expect(what);

    private async Task BeginAsync(Visitor visitor)
    {
        await visitor.SignInAsync("hannah.whitlock");
        await visitor.GoAsync($"/children/{council.Child("Keeley Ashworth")}/notes/new?another=true");
    }
}
