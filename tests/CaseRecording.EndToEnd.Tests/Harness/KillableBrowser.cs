using System.Diagnostics;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Harness;

/// <summary>A browser with its profile on disk, that can be killed as a crash or a power cut would, and opened again.</summary>
public sealed class KillableBrowser(Browser browser, AppServer server) : IAsyncDisposable
{
    private IBrowserContext? _context;

    public string Profile { get; } = Directory.CreateTempSubdirectory("case-recording-profile-").FullName;

    public async Task<Visitor> OpenAsync()
    {
        var options = Browser.OptionsFor(server, Screen.Desktop, script: true);
        _context = await browser.Playwright.Chromium.LaunchPersistentContextAsync(Profile, new()
        {
            ExecutablePath = Browser.Executable,
            Args = Browser.Switches,
            BaseURL = options.BaseURL,
            Locale = options.Locale,
            TimezoneId = options.TimezoneId,
            ViewportSize = options.ViewportSize,
        });
        return await Visitor.MakeAsync(_context);
    }

    /// <summary>Ends every process of this profile, and no other, without a word.</summary>
    public async Task KillAsync()
    {
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                if (!CommandLine(process.Id).Contains(Profile, StringComparison.Ordinal))
                    continue;
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }
        }
        await CloseAsync();
    }

    /// <summary>Files of the profile that hold the words, as bytes of one or two each.</summary>
    public IEnumerable<string> FilesHolding(string words)
    {
        byte[][] forms = [System.Text.Encoding.UTF8.GetBytes(words), System.Text.Encoding.Unicode.GetBytes(words)];
        return Directory.EnumerateFiles(Profile, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(file => File.ReadAllBytes(file) is var bytes && forms.Any(form => bytes.AsSpan().IndexOf(form) >= 0));
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(Profile, recursive: true);
    }

    private async Task CloseAsync()
    {
        try
        {
            if (_context is not null)
                await _context.CloseAsync();
        }
        catch (PlaywrightException)
        {
            // It was killed.
        }
        _context = null;
    }

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (IOException)
        {
            return ""; // gone meanwhile
        }
        catch (UnauthorizedAccessException)
        {
            return "";
        }
    }
}
