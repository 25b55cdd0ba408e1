using CaseRecording.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Foundation;

/// <summary>Away from the desk, and somebody looking over the shoulder. The browser's clock is in the test's hands.</summary>
[Collection(SharedProgram.Name)]
[Trait("Rule", "A-05")]
public sealed class SessionTests(AppServer server, Browser browser) : IAsyncLifetime
{
    private readonly FakeDrafts _drafts = new();
    private readonly List<string> _posts = [];
    private Visitor _visitor = null!;

    private IPage Page => _visitor.Page;

    private ILocator Warning => Page.GetByRole(AriaRole.Dialog, new() { Name = "Are you still there?" });

    public async Task InitializeAsync()
    {
        _visitor = await browser.VisitAsync(server);
        await _drafts.AttachAsync(_visitor.Context);
        await _visitor.Context.RouteAsync("**/session/alive", AnswerAsync);
        await _visitor.Context.RouteAsync("**/sign-out", AnswerAsync);
        await _visitor.Context.RouteAsync("**/sign-in*", r => r.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html><title>Sign in</title>" }));
        await Page.Clock.InstallAsync();
        await _visitor.GoAsync("/dev/components");
    }

    public async Task DisposeAsync() => await _visitor.DisposeAsync();

    /// <summary>From here only the test moves the clock: on a slow machine real seconds would add up to a sign-out.</summary>
    private async Task HoldTheClockAsync() =>
        await Page.Clock.PauseAtAsync(await Page.EvaluateAsync<string>("new Date(Date.now() + 1000).toISOString()"));

    private Task AnswerAsync(IRoute route)
    {
        _posts.Add(new Uri(route.Request.Url).AbsolutePath);
        return route.FulfillAsync(new() { Status = 204 });
    }

    [Fact]
    public async Task Idle_A05_WarnsTwoMinutesBefore()
    {
        await HoldTheClockAsync();
        await Page.Clock.RunForAsync("12:58");
        await Assertions.Expect(Warning).ToHaveCountAsync(0);
        await Page.Clock.RunForAsync(3000);

        await Assertions.Expect(Warning).ToContainTextAsync("1 min 5");
        await Assertions.Expect(Warning.GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        await _visitor.ShootAsync("idle-warning", whole: false);
        Assert.Empty(_posts);
    }

    [Fact]
    public async Task Idle_A05_OneClickStays()
    {
        await HoldTheClockAsync();
        await Page.Clock.RunForAsync("13:30");
        await Warning.GetByRole(AriaRole.Button, new() { Name = "Stay signed in" }).ClickAsync();
        await Assertions.Expect(Warning).ToHaveCountAsync(0);
        Assert.Equal(["/session/alive"], _posts);

        await Page.Clock.RunForAsync("12:30");
        await Assertions.Expect(Warning).ToHaveCountAsync(0);
        await Page.Clock.RunForAsync("00:40");
        await Assertions.Expect(Warning).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Idle_A05_SignsOutAfterTheDraftIsStored()
    {
        await HoldTheClockAsync();
        _drafts.Away = true;
        await Page.GetByLabel("What happened").FillAsync("Half a senten");
        await Page.Clock.RunForAsync("14:50");
        _drafts.Away = false;
        await Page.Clock.RunForAsync("00:11");
        await Page.Clock.ResumeAsync(); // a save under way when the clock was held waits for it

        await Page.WaitForURLAsync("**/sign-in?returnUrl=%2Fdev%2Fcomponents");
        Assert.Equal(["Half a senten"], _drafts.Fields["facts"]);
        Assert.Contains("/sign-out", _posts);
    }

    [Fact]
    public async Task Activity_A05_OnlyAPersonCountsAndIsToldOnceAMinute()
    {
        await HoldTheClockAsync();
        for (var minute = 0; minute < 3; minute++)
        {
            await Page.Keyboard.PressAsync("Shift");
            await Page.Clock.RunForAsync("00:20");
            await Page.Keyboard.PressAsync("Shift");
            await Page.Clock.RunForAsync("00:41");
        }
        Assert.Equal(3, _posts.Count(p => p == "/session/alive"));

        // What a script does is nobody.
        for (var minute = 0; minute < 13; minute++)
        {
            await Page.EvaluateAsync("dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }))");
            await Page.Clock.RunForAsync("01:00");
        }
        Assert.Equal(3, _posts.Count(p => p == "/session/alive"));
        await Assertions.Expect(Warning).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task HideScreen_A05_EscapeTwiceCoversEverything()
    {
        await HoldTheClockAsync(); // or the two keys would be too far apart
        await Page.Keyboard.PressAsync("Escape");
        await Page.Keyboard.PressAsync("Escape");

        await Page.Clock.ResumeAsync();
        var cover = Page.GetByRole(AriaRole.Dialog, new() { Name = "Screen hidden" });
        await Assertions.Expect(cover).ToBeVisibleAsync();
        Assert.Equal("Case Recording", await Page.TitleAsync());
        Assert.Equal("Screen hidden", await Page.EvaluateAsync<string>("document.elementFromPoint(200, 300).closest('dialog').getAttribute('aria-label')"));
        await _visitor.AssertAccessibleAsync("hidden screen");
        await _visitor.ShootAsync("hidden-screen", whole: false);

        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(cover).ToHaveCountAsync(0);
        Assert.StartsWith("Components", await Page.TitleAsync());
    }

    [Fact]
    public async Task HideScreen_A05_ButtonAtTheTop()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Hide my screen" }).ClickAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Dialog, new() { Name = "Screen hidden" })).ToBeVisibleAsync();
    }
}
