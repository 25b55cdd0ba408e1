using System.Text.RegularExpressions;
using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Story;

/// <summary>The main job from end to end: a visit that sees two siblings, one of them not alone; signed off, decided on, read at night, exported.</summary>
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
        await Confirm(page, Click);

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("A den behind the settee");
        await Assertions.Expect(page.Locator(".app-tags").First).ToContainTextAsync("Child seen, alone");
        Assert.True(clicks <= MostClicks, $"{clicks} clicks");
        await visitor.AssertAccessibleAsync("Finalised visit");
        visitor.AssertNothingWrong();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RecordVisit_ToTwoSiblings_GoesFromWorkerToManager(bool script)
    {
        var (reuben, keeley) = (council.Child("Reuben Ashworth"), council.Child("Keeley Ashworth"));
        var title = script ? "The bike with no stabilisers" : "Custard creams and the school play";
        string entry;
        await using (var worker = await browser.VisitAsync(council, script: script))
        {
            await worker.SignInAsync("hannah.whitlock");
            await worker.GoAsync($"/children/{reuben}/visits/new");
            entry = await WriteForTwoAsync(worker, reuben, keeley, title);
            if (script) await worker.AssertAccessibleAsync("Entry"); // the checker is a script itself
            Assert.Contains("Reuben’s own words", await worker.Page.InnerTextAsync("article"), StringComparison.Ordinal);
            Assert.DoesNotContain("horse", await worker.Page.InnerTextAsync("article"), StringComparison.Ordinal);
            worker.AssertNothingWrong();
        }

        await using var manager = await browser.VisitAsync(council, script: script);
        await manager.SignInAsync("farah.siddiqui");
        await manager.GoAsync(entry);
        await manager.Page.Locator("button[name=Next][value=false]").ClickAsync();
        await Assertions.Expect(manager.Page.Locator(".app-facts")).ToContainTextAsync("Signed off");
        await manager.GoAsync(entry.Replace($"/children/{reuben}/", $"/children/{keeley}/", StringComparison.Ordinal));
        await Assertions.Expect(manager.Page.Locator("article")).ToContainTextAsync("Seen, but not alone");
        await Assertions.Expect(manager.Page.Locator("article")).Not.ToContainTextAsync("no stabilisers any more");
        manager.AssertNothingWrong();
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

    private static async Task Confirm(IPage page, Func<ILocator, Task>? click)
    {
        var sure = page.Locator("form[action$='/finalise'] button");
        await (click is null ? sure.ClickAsync() : click(sure));
        await page.WaitForURLAsync(new Regex(@"/entries/\d+"));
    }

    private static async Task<string> WriteForTwoAsync(Visitor worker, int reuben, int keeley, string title)
    {
        var page = worker.Page;
        await page.Locator("[name=people]").First.CheckAsync();
        await page.FillAsync("[name=title]", title);
        await page.FillAsync("[name=reason]", "To hear how the week went for both of you");
        await page.FillAsync("[name=purpose]", "To hear how the week went");
        await page.FillAsync("[name=facts]", "I came after tea. Your mum made a pot and Nana Mo was on her way out.");
        await page.Locator($"[name=children][value='{keeley}']").CheckAsync();
        await AnswerAsync(page, reuben, "alone", "> I can go to the corner and back, no stabilisers any more");
        await AnswerAsync(page, keeley, "notAlone", "You drew a horse and would not say which.");
        await page.FillAsync($"[name='child-{keeley}-whyNotAlone']", "You wanted your mum to stay.");
        await page.Locator("button[value=finalise]").ClickAsync();
        await Confirm(page, null);
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task AnswerAsync(IPage page, int child, string seen, string views)
    {
        string Own(string field) => $"[name='child-{child}-{field}']";
        await page.Locator($"{Own("seen")}[value={seen}]").CheckAsync();
        await page.Locator($"{Own("interviewed")}[value=yes]").CheckAsync();
        await page.Locator($"{Own("bedroom")}[value=no]").CheckAsync();
        await page.FillAsync(Own("views"), views);
        await page.FillAsync(Own("analysis"), $"This is what the visit means for the child {child}, set against the plan.");
        await page.FillAsync(Own("workingWell"), "Bedtimes hold, and nobody shouted this week.");
        await page.FillAsync(Own("worries"), "The van was seen again on Thursday.");
        await page.FillAsync(Own("needsToHappen"), "I will ring the school tomorrow morning.");
    }
}
