using System.Text.RegularExpressions;
using CaseRecording.TestKit;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Harness;

/// <summary>
/// One person at one browser. Whatever the browser complains about is collected: script errors, policy violations, server
/// errors. <see cref="AssertNothingWrong"/> belongs at the end of every journey.
/// </summary>
public sealed partial class Visitor : IAsyncDisposable
{
    private static readonly List<string> WcagTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    private readonly List<string> _problems = [];
    private readonly Screen _screen;
    private readonly bool _script;
    private IPage? _twin;

    private Visitor(IBrowserContext context, IPage page, Screen screen, bool script) => (Context, Page, _screen, _script) = (context, page, screen, script);

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    public bool HasScript => _script;

    public IReadOnlyList<string> Problems => _problems;

    internal static async Task<Visitor> MakeAsync(IBrowserContext context, Screen screen = Screen.Desktop, bool script = true)
    {
        context.SetDefaultTimeout(45_000);
        var page = context.Pages.Count > 0 ? context.Pages[0] : await context.NewPageAsync();
        var visitor = new Visitor(context, page, screen, script);
        context.Console += (_, message) => visitor.Note(message);
        context.WebError += (_, error) => visitor._problems.Add("Script error: " + error.Error);
        return visitor;
    }

    private void Note(IConsoleMessage message)
    {
        // A refusal (4xx) or a lost network is part of many journeys; a server error is not.
        if (message.Type == "error" && !ExpectedFailure().IsMatch(message.Text))
            _problems.Add(message.Text);
    }

    [GeneratedRegex(@"^Failed to load resource: (the server responded with a status of 4\d\d|net::ERR_)")]
    private static partial Regex ExpectedFailure();

    /// <summary>An address, and the page is as its script leaves it.</summary>
    public async Task<IResponse?> GoAsync(string address)
    {
        var response = await Page.GotoAsync(address);
        if (_script && await Page.Locator("form[data-autosave]").CountAsync() > 0)
            await Page.Locator("form[data-autosave][data-ready]").WaitForAsync();
        return response;
    }

    /// <summary>No barrier that a program can find, by the rules of WCAG 2.2 A and AA.</summary>
    public async Task AssertAccessibleAsync(string what)
    {
        // Only what is wrong is written out: a page's passes are many times as much.
        var options = new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = WcagTags }, ResultTypes = [ResultType.Violations] };
        var result = await (_script ? Page : await TwinAsync()).RunAxe(options);
        var found = result.Violations.Select(v => $"{v.Id} ({v.Impact}): {v.Help}\n    " + string.Join("\n    ", v.Nodes.Take(5).Select(n => n.Html)));
        Assert.True(result.Violations.Length == 0, $"{what}, {_screen}: {result.Violations.Length} violations\n  {string.Join("\n  ", found)}");
    }

    /// <summary>The checker is a script itself: it looks at the page as it stands here, with its own scripts taken out, in a browser that runs scripts.</summary>
    private async Task<IPage> TwinAsync()
    {
        var html = OwnScript().Replace(await Page.ContentAsync(), "");
        var (size, address) = (Page.ViewportSize!, Page.Url);
        _twin ??= await (await Context.Browser!.NewContextAsync(new() { Locale = "en-GB", ViewportSize = new() { Width = size.Width, Height = size.Height } })).NewPageAsync();
        await _twin.RouteAsync(address, route => route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = html }));
        await _twin.GotoAsync(address);
        await _twin.UnrouteAsync(address);
        return _twin;
    }

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex OwnScript();

    /// <summary>Nothing sticks out to the side.</summary>
    public async Task AssertFitsAsync(string what)
    {
        var (wide, window) = (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await Page.EvaluateAsync<int>("innerWidth"));
        Assert.True(wide <= window, $"{what}, {_screen}: {wide} px wide in a window of {window} px.");
    }

    /// <summary>A picture for people to look at, under artifacts/shots, where <c>CASE_RECORDING_SHOTS</c> asks for them: they take as long as the tests.</summary>
    public async Task ShootAsync(string name, bool whole = true)
    {
        if (Environment.GetEnvironmentVariable("CASE_RECORDING_SHOTS") is null) return;
        var file = Repository.PathTo("artifacts", "shots", $"{name}-{_screen.ToString().ToLowerInvariant()}{(_script ? "" : "-noscript")}.png");
        await Page.ScreenshotAsync(new() { Path = file, FullPage = whole });
    }

    public void AssertNothingWrong() => Assert.True(_problems.Count == 0, "The browser complained:\n" + string.Join('\n', _problems.Distinct()));

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_twin is not null) await _twin.Context.DisposeAsync();
            await Context.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));
        }
        catch (TimeoutException)
        {
            // A Chromium that stopped answering after the test was over; the next visit starts another.
        }
    }
}
