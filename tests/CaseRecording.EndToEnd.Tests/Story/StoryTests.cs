using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Story;

/// <summary>A visit is recorded with few clicks, and refused without a word lost.</summary>
[Collection(WithCouncil.Name)]
public sealed class StoryTests(Council council, Browser browser)
{
    private const int MostClicks = 14;

    [Fact]
    public async Task RecordVisit_FromSignInToFinalEntry_TakesFourteenClicksAtMost()
    {
        await using var visitor = await browser.VisitAsync(council);
        var page = visitor.Page;
        var amelia = council.Child("Amelia Hewitt");
        var clicks = await visitor.SignInAsync("tunde.adebayo");

        async Task Click(ILocator what)
        {
            clicks++;
            await what.ClickAsync();
        }

        await page.GotoAsync("/");
        await Click(page.Locator($"a[href='/children/{amelia}/visits/new']").First);
        await page.Locator("form[data-autosave][data-ready]").WaitForAsync();
        await WriteVisitAsync(page, amelia, Click);
        await Click(page.Locator("button[value=finalise]"));
        await VisitForm.ConfirmAsync(page, Click);

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("A den behind the settee");
        await Assertions.Expect(page.Locator(".app-tags").First).ToContainTextAsync("Child seen, alone");
        Assert.True(clicks <= MostClicks, $"{clicks} clicks");
        await visitor.AssertAccessibleAsync("Finalised visit");
        visitor.AssertNothingWrong();
    }

    [Fact]
    public async Task RecordVisit_WithNothingAnswered_KeepsWhatWasTypedAndNamesTheRules()
    {
        await using var visitor = await browser.VisitAsync(council, Screen.Phone);
        await visitor.SignInAsync("hannah.whitlock");
        await visitor.GoAsync($"/children/{council.Child("Archie Farrow")}/visits/new");
        await visitor.Page.FillAsync("[name=facts]", "You were in the garden. <script>alert(1)</script>");
        await visitor.Page.Locator("button[value=finalise]").ClickAsync();

        await Assertions.Expect(visitor.Page.Locator(".govuk-error-summary")).ToContainTextAsync("(N-01)");
        await Assertions.Expect(visitor.Page.Locator(".govuk-error-summary")).ToContainTextAsync("(V-01)");
        await Assertions.Expect(visitor.Page.Locator("[name=facts]")).ToHaveValueAsync("You were in the garden. <script>alert(1)</script>");
        await visitor.AssertAccessibleAsync("Visit with errors");
        await visitor.AssertFitsAsync("Visit with errors");
        await visitor.ShootAsync("visit-errors");
        visitor.AssertNothingWrong();
    }

    private static async Task WriteVisitAsync(IPage page, int child, Func<ILocator, Task> click)
    {
        string Own(string field) => $"[name='child-{child}-{field}']";
        await click(page.Locator("[name=people]").First);
        await click(page.Locator("[name=title]"));
        await page.Keyboard.TypeAsync("A den behind the settee");
        await TypeAsync(page, "reason", "To see how the first weeks in the new house are");
        await TypeAsync(page, "purpose", "To hear what you think of your new room");
        await TypeAsync(page, "facts", "You showed me the den and we ate toast in it.");
        if (await page.Locator("[name=place]").InputValueAsync() == "") await TypeAsync(page, "place", "Home");
        await click(page.Locator($"{Own("seen")}[value=alone]"));
        await click(page.Locator($"{Own("interviewed")}[value=yes]"));
        await click(page.Locator($"{Own("bedroom")}[value=yes]"));
        await TypeAsync(page, $"child-{child}-views", "> It is quiet here and I sleep");
        await TypeAsync(page, $"child-{child}-analysis", "You are sleeping, and you have built a place of your own.");
        await TypeAsync(page, $"child-{child}-workingWell", "Your mum knows the den's password.");
        await TypeAsync(page, $"child-{child}-worries", "You still look at the door when a car stops.");
        await TypeAsync(page, $"child-{child}-needsToHappen", "I will come again before the end of next week.");
    }

    /// <summary>Reached with the Tab key, as one goes from box to box.</summary>
    private static async Task TypeAsync(IPage page, string name, string text)
    {
        var box = page.Locator($"[name='{name}']");
        await box.FocusAsync();
        await page.Keyboard.TypeAsync(text);
    }
}
