using System.Diagnostics;
using CaseRecording.TestKit;

namespace CaseRecording.Web.Tests.Hosting;

/// <summary>The executable itself, started as an administrator starts it.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Start_WithoutACouncil_StopsWithASentence() =>
        await AssertStopsAsync("Council:Name", ("Council__Name", ""));

    [Fact]
    public async Task Start_WithoutAMasterKey_StopsWithASentence() =>
        await AssertStopsAsync("Security:MasterKey", ("Security__MasterKey", ""));

    [Fact]
    public async Task Start_WithAWeakMasterKey_StopsWithASentence() =>
        await AssertStopsAsync("Security:MasterKey is too weak", ("Security__MasterKey", Convert.ToBase64String(new byte[32])));

    [Fact]
    public async Task Start_OnADatabaseNotMigrated_StopsWithASentence() =>
        await AssertStopsAsync("Run the command migrate first.");

    [Fact]
    public async Task Start_WithAnUnknownEngine_StopsWithASentence() =>
        await AssertStopsAsync("It must be Sqlite or SqlServer.", ("Database__Provider", "Oracle"));

    [Fact]
    public async Task Start_OnSqlServerWithoutAConnection_StopsWithASentence() =>
        await AssertStopsAsync("ConnectionStrings:CaseRecording", ("Database__Provider", "SqlServer"), ("ConnectionStrings__CaseRecording", ""));

    [Fact]
    public async Task Start_WithoutAPlaceForSignedHeads_StopsWithASentence() =>
        await AssertStopsAsync("Audit:HeadsPath", ("Audit__HeadsPath", ""));

    [Fact]
    public async Task Start_WithAPlaceForSignedHeadsThatCannotBeUsed_StopsWithASentence()
    {
        await File.WriteAllTextAsync(folder.PathTo("taken"), "");
        await AssertStopsAsync("cannot be used", ("Audit__HeadsPath", folder.PathTo("taken/heads")));
    }

    [Fact]
    public async Task Start_WithAnUnreadableProxyNetwork_StopsWithASentence() =>
        await AssertStopsAsync("Proxy:Networks", ("Proxy__Networks", "10.0.0.0/8, everyone"));

    [Fact]
    public async Task Start_OnSqlServerWithoutEncryption_StopsWithASentence() =>
        await AssertStopsAsync("Encrypt=false", ("Database__Provider", "SqlServer"), ("ConnectionStrings__CaseRecording", "Server=nowhere.invalid;Encrypt=false"));

    [Fact]
    public async Task Start_OnSqlServerThatIsAway_StopsWithASentenceWithoutThePassword()
    {
        var says = await AssertStopsAsync("The database cannot be used", ("Database__Provider", "SqlServer"), ("ConnectionStrings__CaseRecording", "Server=127.0.0.1,9;User ID=app;Password=canary-secret;Connect Timeout=2"));

        Assert.DoesNotContain("canary-secret", says, StringComparison.Ordinal);
    }

    private async Task<string> AssertStopsAsync(string sentence, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CaseRecording.Web.dll"), "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = folder.Path,
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Council__Name"] = "Testshire";
        start.Environment["Security__MasterKey"] = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData("a key for tests"u8));
        start.Environment["ConnectionStrings__CaseRecording"] = $"Data Source={folder.PathTo("record.db")}";
        start.Environment["Audit__HeadsPath"] = folder.PathTo("heads");
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var program = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var says = await program.StandardError.ReadToEndAsync(limit.Token);
        await program.WaitForExitAsync(limit.Token);

        Assert.Equal(2, program.ExitCode);
        Assert.Contains(sentence, says, StringComparison.Ordinal);
        Assert.Single(says.Trim().Split('\n'));
        return says;
    }
}
