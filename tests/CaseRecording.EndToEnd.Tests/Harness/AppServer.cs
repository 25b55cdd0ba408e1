using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using CaseRecording.TestKit;

namespace CaseRecording.EndToEnd.Tests.Harness;

/// <summary>
/// The real program on Kestrel with a database of its own, as a child process, so that it can be killed and started again.
/// Tests that only read share one; a test that kills or changes settings makes its own.
/// </summary>
public class AppServer : IAsyncLifetime, IDisposable
{
    private readonly ConcurrentQueue<string> _log = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("case-recording-").FullName;
    private Process? _process;
    private string _address = "http://127.0.0.1:0";

    /// <summary>Like <c>http://127.0.0.1:40123</c>; stays the same over a restart.</summary>
    public string Url => _address;

    public string DatabaseFile => Path.Combine(_folder, "case-recording.db");

    /// <summary>Everything the program has written so far.</summary>
    public IReadOnlyCollection<string> Log => _log;

    /// <summary>Settings over those of Development, like <c>Session__IdleMinutes</c>.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    public Task InitializeAsync() => StartAsync();

    public async Task StartAsync()
    {
        var web = Repository.PathTo("src", "CaseRecording.Web");
        // The same configuration and framework as this test's own output: …/bin/Debug/net10.0/.
        var output = Path.Combine(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar)[^3..]);
        var start = new ProcessStartInfo(Path.Combine(web, output, "CaseRecording.Web" + (OperatingSystem.IsWindows() ? ".exe" : "")))
        {
            WorkingDirectory = web,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in OwnSettings().Concat(Settings))
            start.Environment[name] = value;

        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, e) => Read(e.Data);
        _process.ErrorDataReceived += (_, e) => Read(e.Data);
        _process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("The program stopped:\n" + string.Join('\n', _log.TakeLast(40))));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _address = await listening.Task.WaitAsync(TimeSpan.FromMinutes(3));

        void Read(string? line)
        {
            if (line is null)
                return;
            _log.Enqueue(line);
            if (Regex.Match(line, @"http://127\.0\.0\.1:\d+") is { Success: true } found && line.Contains("listening", StringComparison.OrdinalIgnoreCase))
                listening.TrySetResult(found.Value);
        }
    }

    private Dictionary<string, string> OwnSettings() => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["ASPNETCORE_URLS"] = _address,
        ["ConnectionStrings__CaseRecording"] = $"Data Source={DatabaseFile}",
        ["Exports__Folder"] = Path.Combine(_folder, "exports"),
        ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
        // Static files as in production: compressed, and kept by the browser.
        ["ReloadStaticAssetsAtRuntime"] = "false",
        ["EnableStaticAssetsDevelopmentCaching"] = "true",
    };

    /// <summary>As a power cut would: no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async Task RestartAsync()
    {
        await KillAsync();
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public void Dispose()
    {
        _process?.Dispose();
        GC.SuppressFinalize(this);
    }
}
