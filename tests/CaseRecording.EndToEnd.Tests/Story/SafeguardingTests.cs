using System.Text.RegularExpressions;
using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Story;

/// <summary>A concern reported from the middle of a visit reaches the manager's open page by itself (T-05).</summary>
[Collection(WithCouncil.Name)]
public sealed class SafeguardingTests(Council council, Browser browser)
{
    private const string Sentence = "Keeley has a fresh bruise above her left ear; she is in class with Mrs Anand and safe until home time.";

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task Report_FromAVisitBeingWritten_ReachesTheManagersOpenPageWithinSeconds(Screen screen)
    {
        var child = council.Child("Keeley Ashworth");
        await using var farah = await browser.VisitAsync(council, screen);
        await farah.SignInAsync("farah.siddiqui");
        await farah.GoAsync($"/children/{child}/timeline");
        await using var hannah = await browser.VisitAsync(council, screen);
        var page = hannah.Page;
        await hannah.SignInAsync("hannah.whitlock");
        await hannah.GoAsync($"/children/{child}/visits/new?another=true");
        await page.FillAsync("[name=title]", "What you showed me at break");
        await page.GetByRole(AriaRole.Button, new() { Name = "Report a safeguarding concern now" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Report a safeguarding concern");
        await hannah.AssertAccessibleAsync("Report a concern");
        await hannah.AssertFitsAsync("Report a concern");
        await hannah.ShootAsync("safeguarding-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Report now" }).ClickAsync();
        await hannah.AssertAccessibleAsync("Report a concern, refused");
        await page.FillAsync("[name=sentence]", Sentence);
        await page.GetByRole(AriaRole.Button, new() { Name = "Report now" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Safeguarding concern reported");
        await hannah.AssertAccessibleAsync("Concern reported");
        await hannah.AssertFitsAsync("Concern reported");
        await hannah.ShootAsync("safeguarding-2");

        var banner = farah.Page.GetByRole(AriaRole.Alert);
        await Expect(banner).ToContainTextAsync(new Regex("waits? for you to acknowledge"));
        await farah.ShootAsync("safeguarding-3", whole: false);
        await banner.GetByRole(AriaRole.Link).ClickAsync();
        var concern = farah.Page.Locator(".app-concern").Filter(new() { HasText = "Mrs Anand" });
        await Expect(concern).ToBeVisibleAsync();
        await farah.AssertAccessibleAsync("Team with a concern");
        await farah.AssertFitsAsync("Team with a concern");
        await farah.ShootAsync("safeguarding-4", whole: false);
        await concern.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(concern).ToContainTextAsync("acknowledged");

        await page.ReloadAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("by Farah Siddiqui");
        await page.GetByRole(AriaRole.Button, new() { Name = "Carry on writing" }).ClickAsync();
        await Expect(page.Locator("[name=title]")).ToHaveValueAsync("What you showed me at break");
        // Taken back, so that the council is as it was for the next test.
        await hannah.GoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Keeley Ashworth" }).First.ClickAsync();
        await page.GetByText("This was not a safeguarding concern").ClickAsync();
        await page.FillAsync("[name=reason]", "The school nurse saw it happen in netball");
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw the report" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Safeguarding report withdrawn");
        hannah.AssertNothingWrong();
        farah.AssertNothingWrong();
    }

    [Fact]
    public async Task Report_WhileTheManagerIsAway_ReachesTheDeputysOpenPageAndIsAcknowledgedThere()
    {
        var child = council.Child("Keeley Ashworth");
        await using var tunde = await browser.VisitAsync(council, Screen.Phone);
        await tunde.SignInAsync("tunde.adebayo");
        await tunde.GoAsync("/find");
        await using var hannah = await browser.VisitAsync(council, Screen.Phone);
        await hannah.SignInAsync("hannah.whitlock");
        await hannah.GoAsync($"/children/{child}/safeguarding/new");
        await hannah.Page.FillAsync("[name=sentence]", "Keeley says that Dean waited at the school gate; she is indoors with the head.");
        await hannah.Page.GetByRole(AriaRole.Button, new() { Name = "Report now" }).ClickAsync();
        await Expect(hannah.Page.Locator("h1")).ToHaveTextAsync("Safeguarding concern reported");

        await tunde.Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).ClickAsync();
        var concern = tunde.Page.Locator(".app-concern").Filter(new() { HasText = "Dean waited" });
        await Expect(concern).ToBeVisibleAsync();
        await tunde.AssertAccessibleAsync("My work of a deputy with a concern");
        await tunde.AssertFitsAsync("My work of a deputy with a concern");
        await concern.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(tunde.Page.GetByText("Dean waited")).ToHaveCountAsync(0);

        await hannah.Page.ReloadAsync();
        await Expect(hannah.Page.Locator("main")).ToContainTextAsync("by Tunde Adebayo");
        await hannah.Page.GetByText("This was not a safeguarding concern").ClickAsync();
        await hannah.Page.FillAsync("[name=reason]", "It was his brother, who fetches his own child");
        await hannah.Page.GetByRole(AriaRole.Button, new() { Name = "Withdraw the report" }).ClickAsync();
        await Expect(hannah.Page.Locator("h1")).ToHaveTextAsync("Safeguarding report withdrawn");
        hannah.AssertNothingWrong();
        tunde.AssertNothingWrong();
    }

    private static ILocatorAssertions Expect(ILocator what) => Assertions.Expect(what);
}
