using CaseRecording.Core.Data;
using CaseRecording.TestKit;
using CaseRecording.Web.Commands;
using CaseRecording.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace CaseRecording.Web.Tests.Commands;

/// <summary>Runs commands as the executable does, in a folder and with settings of its own.</summary>
internal sealed class CommandRunner : IDisposable
{
    private readonly TempFolder folder = new();

    public CommandRunner()
    {
        Settings["ConnectionStrings:CaseRecording"] = $"Data Source={PathTo("record.db")}";
        Settings["Council:Name"] = "Testshire";
        Settings["Audit:HeadsPath"] = PathTo("heads");
        Settings["Security:MasterKey"] = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData("a key for tests"u8));
    }

    public string Folder => folder.Path;

    public Dictionary<string, string?> Settings { get; } = new(StringComparer.OrdinalIgnoreCase);

    public string PathTo(string file) => folder.PathTo(file);

    public async Task<(int Code, string Says)> RunAsync(string[] args, string input = "")
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = Folder });
        builder.Configuration.AddInMemoryCollection(Settings);
        var says = new StringWriter();
        WebApplication? app = null;
        try
        {
            var code = await CommandLine.RunAsync(args, () => (app = builder.AddCaseRecordingWeb().Build()).Services, new StringReader(input), says);
            return (code, says.ToString());
        }
        finally
        {
            if (app is not null) await app.DisposeAsync();
            SqliteConnection.ClearAllPools();
        }
    }

    public AppDbContext Open() => new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>()
        .UseSqlite($"{Settings["ConnectionStrings:CaseRecording"]};Pooling=false").Options);

    public void Dispose() => folder.Dispose();
}
