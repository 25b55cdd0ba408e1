using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Harness;

/// <summary>How large the window is, and whether a finger points.</summary>
public enum Screen
{
    Desktop,
    Phone,

    /// <summary>The narrowest a page must fit: what 400% zoom leaves of a desktop.</summary>
    Narrow,
}

/// <summary>One Chromium for all tests of a class or collection.</summary>
public sealed class Browser : IAsyncLifetime
{
    public static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Set by <c>./test</c> where the browser is not in its usual place.</summary>
    public static string Executable => Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    public IPlaywright Playwright => _playwright!;

    public async Task InitializeAsync()
    {
        // Says how long a busy machine may take, never how quick the program must be; what must be quick is timed by its own test.
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Microsoft.Playwright.Playwright.CreateAsync();
        await LaunchAsync();
    }

    private async Task LaunchAsync() => _browser = await _playwright!.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = Switches });

    /// <summary>Somebody with a fresh browser profile. A Chromium that no longer answers, which happens, is replaced once.</summary>
    public async Task<Visitor> VisitAsync(AppServer server, Screen screen = Screen.Desktop, bool script = true)
    {
        try
        {
            return await OpenAsync(server, screen, script).WaitAsync(TimeSpan.FromMinutes(1));
        }
        catch (TimeoutException)
        {
            await LaunchAsync();
            return await OpenAsync(server, screen, script);
        }
    }

    private async Task<Visitor> OpenAsync(AppServer server, Screen screen, bool script) =>
        await Visitor.MakeAsync(await _browser!.NewContextAsync(OptionsFor(server, screen, script)), screen, script);

    public static BrowserNewContextOptions OptionsFor(AppServer server, Screen screen, bool script) => new()
    {
        BaseURL = server.Url,
        Locale = "en-GB",
        TimezoneId = "Europe/London",
        JavaScriptEnabled = script,
        IsMobile = screen == Screen.Phone,
        HasTouch = screen == Screen.Phone,
        ViewportSize = screen switch
        {
            Screen.Phone => new() { Width = 390, Height = 844 },
            Screen.Narrow => new() { Width = 320, Height = 640 },
            _ => new() { Width = 1280, Height = 900 },
        },
    };

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>Tests that share one program and one browser, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class SharedProgram : ICollectionFixture<AppServer>, ICollectionFixture<Browser>
{
    public const string Name = "Shared program";
}
