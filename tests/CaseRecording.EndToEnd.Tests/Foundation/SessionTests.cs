using System.Text.RegularExpressions;
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
        // Only the test moves the clock: on a slow machine real seconds would add up to a sign-out.
        await Page.Clock.InstallAsync(new() { Time = "2026-03-14T12:00:00Z" });
        await Page.Clock.PauseAtAsync("2026-03-14T12:01:00Z");
        await _visitor.GoAsync("/dev/components");
    }

    public async Task DisposeAsync() => await _visitor.DisposeAsync();

    /// <summary>What the page sends arrives a moment after its clock was moved.</summary>
    private async Task ExpectAliveAsync(int times)
    {
        for (var waited = 0; _posts.Count < times && waited < 30_000; waited += 50)
            await Task.Delay(50);
        Assert.Equal(Enumerable.Repeat("/session/alive", times), _posts);
    }

    private Task AnswerAsync(IRoute route)
    {
        _posts.Add(new Uri(route.Request.Url).AbsolutePath);
        return route.FulfillAsync(new() { Status = 204 });
    }

    [Fact]
    public async Task Idle_A05_WarnsTwoMinutesBefore()
    {
        await Page.Clock.FastForwardAsync("12:58");
        await Assertions.Expect(Warning).ToHaveCountAsync(0);
        await Page.Clock.FastForwardAsync(3000);

        await Assertions.Expect(Warning).ToContainTextAsync("1 min 5");
        await Assertions.Expect(Warning.GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        await _visitor.ShootAsync("idle-warning", whole: false);
        Assert.Empty(_posts);
    }

    [Fact]
    public async Task Idle_A05_OneClickStays()
    {
        await Page.Clock.FastForwardAsync("13:30");
        await Warning.GetByRole(AriaRole.Button, new() { Name = "Stay signed in" }).ClickAsync();
        await Assertions.Expect(Warning).ToHaveCountAsync(0);
        await ExpectAliveAsync(1);

        await Page.Clock.FastForwardAsync("12:30");
        await Assertions.Expect(Warning).ToHaveCountAsync(0);
        await Page.Clock.FastForwardAsync("00:40");
        await Assertions.Expect(Warning).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Idle_A05_SignsOutAfterTheDraftIsStored()
    {
        _drafts.Away = true;
        await Page.GetByLabel("What happened").FillAsync("Half a senten");
        await Page.Clock.FastForwardAsync("14:50");
        _drafts.Away = false;
        await Page.Clock.FastForwardAsync("00:11");
        await Page.Clock.ResumeAsync(); // a save under way when the clock was held waits for it

        await Assertions.Expect(Page).ToHaveURLAsync(new Regex(@"/sign-in\?returnUrl=%2Fdev%2Fcomponents$"));
        Assert.Equal(["Half a senten"], _drafts.Fields["facts"]);
        Assert.Contains("/sign-out", _posts);
    }

    [Fact]
    public async Task Activity_A05_OnlyAPersonCountsAndIsToldOnceAMinute()
    {
        for (var minute = 0; minute < 3; minute++)
        {
            await Page.Keyboard.PressAsync("Shift");
            await Page.Clock.FastForwardAsync("00:20");
            await Page.Keyboard.PressAsync("Shift");
            await Page.Clock.FastForwardAsync("00:41");
            await ExpectAliveAsync(minute + 1);
        }

        // What a script does is nobody.
        for (var minute = 0; minute < 13; minute++)
        {
            await Page.EvaluateAsync("dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }))");
            await Page.Clock.FastForwardAsync("01:00");
        }
        await Assertions.Expect(Warning).ToHaveCountAsync(1);
        await ExpectAliveAsync(3);
    }

    [Fact]
    public async Task HideScreen_A05_EscapeTwiceCoversEverything()
    {
        for (var press = 0; press < 5; press++) // in fright, more than twice
            await Page.Keyboard.PressAsync("Escape");

        await Page.Clock.ResumeAsync(); // what looks for barriers waits on timers
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
