using System.Text.RegularExpressions;
using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Story;

/// <summary>A council whose sessions end while a test can wait for it.</summary>
public sealed class ImpatientCouncil : AppServer
{
    protected override bool Demonstration => true;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Session__IdleMinutes"] = "0.5",
        ["Session__WarnMinutes"] = "0.25",
    };
}

/// <summary>Browser and program together: whatever ends in mid-sentence, the sentence is there afterwards.</summary>
[Collection(WithCouncil.Name)]
public sealed class WordsAreSafeTests(Council council, Browser browser)
{
    private const string Saved = @"^Saved \d\d:\d\d$";

    [Fact]
    public async Task Draft_ProgramKilledAndStartedAgain_HasEveryWord()
    {
        await using var visitor = await browser.VisitAsync(council);
        await BeginAsync(visitor);
        await Facts(visitor).FillAsync("Before the lights went out.");
        await Expect(Status(visitor)).ToHaveTextAsync(new Regex(Saved));

        await council.KillAsync();
        await Facts(visitor).FillAsync("Before the lights went out. And after.");
        await Expect(Status(visitor)).ToHaveTextAsync("Not saved – offline, kept on this device");
        await visitor.Page.Locator("button[value=finalise]").ClickAsync();
        await Expect(Facts(visitor)).ToHaveValueAsync("Before the lights went out. And after.");

        await council.StartAsync();
        await Expect(Status(visitor)).ToHaveTextAsync(new Regex(Saved), new() { Timeout = 20_000 });
        await visitor.GoAsync(visitor.Page.Url);
        await Expect(Facts(visitor)).ToHaveValueAsync("Before the lights went out. And after.");
        visitor.AssertNothingWrong();
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-21)]
    public async Task Draft_ClockOfTheDeviceWrong_IsSavedAndTheTimeIsTheServers(int years)
    {
        await using var visitor = await browser.VisitAsync(council);
        await visitor.SignInAsync("hannah.whitlock");
        var began = TimeProvider.System.GetUtcNow();
        // Half a day away as well, so that the device never shows the server's hour.
        await visitor.Page.Clock.InstallAsync(new() { TimeDate = began.AddYears(years).AddHours(12).UtcDateTime });
        await visitor.GoAsync("/");
        var visit = await visitor.Page.Locator("a[href$='/visits/new']").First.GetAttributeAsync("href");
        await visitor.GoAsync(visit + "?another=true");
        await Facts(visitor).FillAsync("The laptop thinks it is another year.");
        await Expect(Status(visitor)).ToHaveTextAsync(new Regex(Saved));

        var time = await Status(visitor).InnerTextAsync();
        var minutes = Enumerable.Range(0, (int)(TimeProvider.System.GetUtcNow() - began).TotalMinutes + 2).Select(m => $"Saved {LondonClock(began.AddMinutes(m))}");
        Assert.Contains(time, minutes);
        await visitor.GoAsync(visitor.Page.Url);
        await Expect(Facts(visitor)).ToHaveValueAsync("The laptop thinks it is another year.");
        visitor.AssertNothingWrong();
    }

    [Fact]
    public async Task Draft_Discarded_ComesBackAsItWas()
    {
        await using var visitor = await browser.VisitAsync(council);
        await BeginAsync(visitor);
        await visitor.Page.FillAsync("[name=title]", "Thrown away too soon");
        await Expect(Status(visitor)).ToHaveTextAsync(new Regex(Saved));
        await visitor.GoAsync(visitor.Page.Url); // the button is there once there is a draft
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Discard this draft" }).ClickAsync();
        await visitor.AssertAccessibleAsync("Discard this draft?");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Discard the draft" }).ClickAsync();
        await visitor.AssertAccessibleAsync("Discarded drafts");
        await visitor.Page.Locator("li", new() { HasText = "Thrown away too soon" }).GetByRole(AriaRole.Button).ClickAsync();

        await Expect(visitor.Page.Locator("[name=title]")).ToHaveValueAsync("Thrown away too soon");
        visitor.AssertNothingWrong();
    }

    private static string LondonClock(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Draft_OpenOnTwoPages_KeepsWhatEachWrote()
    {
        await using var visitor = await browser.VisitAsync(council);
        await BeginAsync(visitor);
        await Facts(visitor).FillAsync("First page.");
        await Expect(Status(visitor)).ToHaveTextAsync(new Regex(Saved));
        var second = await visitor.Context.NewPageAsync();
        await second.GotoAsync(visitor.Page.Url);
        await second.Locator("form[data-autosave][data-ready]").WaitForAsync();
        await second.FillAsync("[name=facts]", "Second page.");
        await second.FillAsync("[name=title]", "Title from the second page");
        await Expect(second.Locator("#savestate")).ToHaveTextAsync(new Regex(Saved));

        await Facts(visitor).FillAsync("First page, changed.");
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("Second page.");
        await dialog.GetByLabel("Keep both, one below the other").CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Carry on" }).ClickAsync();

        await Expect(Status(visitor)).ToHaveTextAsync(new Regex(Saved));
        await Expect(visitor.Page.Locator("[name=title]")).ToHaveValueAsync("Title from the second page");
        await visitor.GoAsync(visitor.Page.Url);
        await Expect(Facts(visitor)).ToHaveValueAsync("First page, changed.\n\nSecond page.");
        visitor.AssertNothingWrong();
    }

    [Fact]
    [Trait("Rule", "A-05")]
    public async Task Draft_SessionEndedElsewhere_A05_GoesOnAfterSigningInAgain()
    {
        await using var visitor = await browser.VisitAsync(council);
        await BeginAsync(visitor);
        await using (var elsewhere = await browser.VisitAsync(council))
        {
            await elsewhere.SignInAsync("hannah.whitlock");
            await elsewhere.GoAsync("/account");
            await elsewhere.Page.Locator("form[action$='everywhere'] button").ClickAsync();
            await Expect(elsewhere.Page.Locator("h1")).ToHaveTextAsync("Sign in");
        }

        await Facts(visitor).FillAsync("Half a sentence when the session ended");
        await Expect(Status(visitor)).ToContainTextAsync("you have been signed out, kept on this device");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in again" }).ClickAsync();
        await Signing.FillAsync(visitor, "hannah.whitlock");

        await Expect(Facts(visitor)).ToHaveValueAsync("Half a sentence when the session ended");
        await Expect(Status(visitor)).ToHaveTextAsync(new Regex(Saved));
    }

    [Fact]
    [Trait("Rule", "A-05")]
    public async Task Draft_NobodyThere_A05_IsSignedOutAndComesBackToTheSamePage()
    {
        var impatient = new ImpatientCouncil();
        await impatient.InitializeAsync();
        try
        {
            await using var visitor = await browser.VisitAsync(impatient);
            await BeginAsync(visitor);
            var address = visitor.Page.Url;
            await Facts(visitor).FillAsync("Called away to the phone");

            await Expect(visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Are you still there?" })).ToBeVisibleAsync(new() { Timeout = 30_000 });
            await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("/sign-in"));
            await Signing.FillAsync(visitor, "hannah.whitlock");

            Assert.Equal(address, visitor.Page.Url);
            await Expect(Facts(visitor)).ToHaveValueAsync("Called away to the phone");
            visitor.AssertNothingWrong();
        }
        finally
        {
            await impatient.DisposeAsync();
        }
    }

    private static ILocator Facts(Visitor visitor) => visitor.Page.Locator("[name=facts]");

    private static ILocator Status(Visitor visitor) => visitor.Page.Locator("#savestate");

    private static ILocatorAssertions Expect(ILocator what) => Assertions.Expect(what);

    /// <summary>A new visit to one of Hannah's children, found by the row on her page.</summary>
    private static async Task BeginAsync(Visitor visitor)
    {
        await visitor.SignInAsync("hannah.whitlock");
        await visitor.GoAsync("/");
        var visit = await visitor.Page.Locator("a[href$='/visits/new']").First.GetAttributeAsync("href");
        await visitor.GoAsync(visit + "?another=true");
    }
}
