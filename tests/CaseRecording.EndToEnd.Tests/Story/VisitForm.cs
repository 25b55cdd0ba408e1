using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Story;

/// <summary>Answers on the one-page form of a visit.</summary>
internal static class VisitForm
{
    /// <summary>A visit at which two siblings were seen, the second not alone; ends on the page that asks whether it is final.</summary>
    public static async Task WriteForTwoAsync(IPage page, int first, int second, string title)
    {
        await page.Locator("[name=people]").First.CheckAsync();
        await page.FillAsync("[name=title]", title);
        await page.FillAsync("[name=reason]", "To hear how the week went for both of you");
        await page.FillAsync("[name=purpose]", "To hear how the week went");
        await page.FillAsync("[name=facts]", "I came after tea. Your mum made a pot and Nana Mo was on her way out.");
        if (await page.Locator("[name=place]").InputValueAsync() == "") await page.FillAsync("[name=place]", "Home");
        await page.Locator($"[name=children][value='{second}']").CheckAsync();
        await AnswerAsync(page, first, "alone", "> I can go to the corner and back, no stabilisers any more");
        await AnswerAsync(page, second, "notAlone", "You drew a horse and would not say which.");
        await page.FillAsync($"[name='child-{second}-whyNotAlone']", "You wanted your mum to stay.");
        await page.Locator("button[value=finalise]").ClickAsync();
    }

    /// <summary>Says that it is final; the page is then the entry's.</summary>
    public static async Task ConfirmAsync(IPage page, Func<ILocator, Task>? click = null)
    {
        var sure = page.Locator("form[action$='/finalise'] button");
        await (click is null ? sure.ClickAsync() : click(sure));
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/entries/\d+"));
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
