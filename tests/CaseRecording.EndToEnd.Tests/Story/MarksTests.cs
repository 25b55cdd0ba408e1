using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Story;

/// <summary>Words are marked by buttons and keys; nobody needs to know the signs.</summary>
[Collection(WithCouncil.Name)]
public sealed class MarksTests(Council council, Browser browser) : IAsyncLifetime
{
    private Visitor visitor = null!;

    private IPage Page => visitor.Page;

    private ILocator Facts => Page.Locator("[name=facts]");

    public async Task InitializeAsync()
    {
        visitor = await browser.VisitAsync(council);
        await visitor.SignInAsync("hannah.whitlock");
        await visitor.GoAsync($"/children/{council.Child("Reuben Ashworth")}/notes/new?another=true");
    }

    public async Task DisposeAsync() => await visitor.DisposeAsync();

    [Fact]
    [Trait("Rule", "N-08")]
    public async Task Mark_SelectedWords_N08_AsAnOpinionWithItsOwner()
    {
        await SelectAsync("You were quiet. Nan thinks you miss your bike.\n- She said so twice.", "Nan thinks you miss your bike.\n- She said so twice.");
        await Page.Keyboard.PressAsync("Control+m");
        var dialog = Page.GetByRole(AriaRole.Dialog, new() { Name = "Mark these words" });
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await dialog.GetByLabel("Opinion").CheckAsync();
        await dialog.GetByLabel("Whose opinion is it?").FillAsync("Jean |Ashworth]]");
        await visitor.AssertAccessibleAsync("Marking words");
        await visitor.ShootAsync("mark-words", whole: false);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Mark" }).ClickAsync();

        await Assertions.Expect(Facts).ToHaveValueAsync("You were quiet. [[opinion: Jean  Ashworth|Nan thinks you miss your bike.]]\n- [[opinion: Jean  Ashworth|She said so twice.]]");
        await Assertions.Expect(Facts).ToBeFocusedAsync();
        visitor.AssertNothingWrong();
    }

    [Fact]
    [Trait("Rule", "N-05")]
    public async Task Mark_AWholeLine_N05_IsTheChildsOwnWordsAndBack()
    {
        await SelectAsync("I want a dog\nYou laughed.", "I want a dog");
        var button = Page.Locator(".app-markbuttons").First.GetByRole(AriaRole.Button, new() { Name = "Mark as Reuben’s own words" });
        await button.ClickAsync();
        await Assertions.Expect(Facts).ToHaveValueAsync("> I want a dog\nYou laughed.");
        await button.ClickAsync();
        await Assertions.Expect(Facts).ToHaveValueAsync("I want a dog\nYou laughed.");
    }

    [Fact]
    [Trait("Rule", "N-20")]
    public async Task Link_WithoutSelection_N20_OffersTheChildsEntries()
    {
        await Facts.FillAsync("As I wrote before:");
        await Page.Keyboard.PressAsync("Control+m");
        var dialog = Page.GetByRole(AriaRole.Dialog, new() { Name = "Link to another entry" });
        var second = dialog.Locator("#mark-entry option").Nth(1);
        await Assertions.Expect(second).ToBeAttachedAsync();
        var number = await second.GetAttributeAsync("value");
        await dialog.Locator("#mark-entry").SelectOptionAsync(number!);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Link" }).ClickAsync();
        await Assertions.Expect(Facts).ToHaveValueAsync($"As I wrote before: [[entry:{number}]]");
    }

    [Fact]
    public async Task Keys_QuestionMark_ListsThemAndControlEnterAsksBeforeItIsFinal()
    {
        await Page.Locator("h1").ClickAsync();
        await Page.Keyboard.PressAsync("?");
        var list = Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
        await Assertions.Expect(list).ToContainTextAsync("marks the selected words");
        await visitor.AssertAccessibleAsync("List of keys");
        await list.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await Facts.FillAsync("What? A question mark in a text is a question mark.");
        await Page.Keyboard.PressAsync("?");
        await Assertions.Expect(list).ToHaveCountAsync(0);
        await Page.Keyboard.PressAsync("Control+Enter");
        // Nothing is final: the form comes back with what is missing.
        await Assertions.Expect(Page.Locator(".govuk-error-summary")).ToBeVisibleAsync();
        await Assertions.Expect(Facts).ToHaveValueAsync("What? A question mark in a text is a question mark.?");
        visitor.AssertNothingWrong();
    }

    private async Task SelectAsync(string text, string selected)
    {
        await Facts.FillAsync(text);
        await Facts.EvaluateAsync("(area, [from, to]) => area.setSelectionRange(from, to)", new[] { text.IndexOf(selected, StringComparison.Ordinal), text.IndexOf(selected, StringComparison.Ordinal) + selected.Length });
    }
}
