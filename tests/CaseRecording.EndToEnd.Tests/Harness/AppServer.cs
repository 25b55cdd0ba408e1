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

    /// <summary>Starts with the demonstration council, which is seeded once for the whole run and then copied.</summary>
    protected virtual bool Demonstration => false;

    public async Task InitializeAsync()
    {
        if (Demonstration) File.Copy(await SeededDatabase.Value, DatabaseFile);
        await StartAsync();
    }

    public async Task StartAsync()
    {
        var web = Repository.PathTo("src", "CaseRecording.Web");
        var start = new ProcessStartInfo(Executable)
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

    private static readonly Lazy<Task<string>> SeededDatabase = new(async () =>
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("case-recording-demo-").FullName, "demo.db");
        foreach (var command in new[] { "migrate", "seed-demo" })
        {
            var start = new ProcessStartInfo(Executable) { WorkingDirectory = Repository.PathTo("src", "CaseRecording.Web"), UseShellExecute = false };
            start.ArgumentList.Add(command);
            start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
            start.Environment["ConnectionStrings__CaseRecording"] = $"Data Source={file};Pooling=false";
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync();
            if (process.ExitCode != 0) throw new InvalidOperationException($"The command {command} ended with {process.ExitCode}.");
        }

        return file;
    });

    /// <summary>Of the same configuration and framework as this test's own output: …/bin/Debug/net10.0/.</summary>
    private static string Executable => Path.Combine(
        Repository.PathTo("src", "CaseRecording.Web"),
        Path.Combine(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar)[^3..]),
        "CaseRecording.Web" + (OperatingSystem.IsWindows() ? ".exe" : ""));

    private Dictionary<string, string> OwnSettings() => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["Demonstration__Seed"] = "false",
        ["ASPNETCORE_URLS"] = _address,
        ["ConnectionStrings__CaseRecording"] = $"Data Source={DatabaseFile}",
        ["Exports__Folder"] = Path.Combine(_folder, "exports"),
        ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
        // It lives for minutes only: measuring its methods to compile them better never pays.
        ["DOTNET_TieredPGO"] = "0",
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
