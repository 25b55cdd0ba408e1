using System.Net;
using CaseRecording.Core.Data;
using CaseRecording.TestKit;
using CaseRecording.Web.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseRecording.Web.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_OnThisVersionsDatabase_Answers200()
    {
        using var folder = new TempFolder();
        await using var host = Host($"Data Source={folder.PathTo("record.db")};Pooling=false", broken: false);
        using var client = host.CreateClient();
        var (live, ready) = (await client.GetAsync("/health/live"), await client.GetAsync("/health/ready"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (live.StatusCode, ready.StatusCode));
        Assert.Equal("ready", await ready.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Ready_WithoutTheDatabase_Answers503AndLiveStill200()
    {
        using var folder = new TempFolder();
        await using var host = Host($"Data Source={folder.PathTo("record.db")};Pooling=false", broken: true);
        using var client = host.CreateClient();
        var (live, ready) = (await client.GetAsync("/health/live"), await client.GetAsync("/health/ready"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (live.StatusCode, ready.StatusCode));
        Assert.Equal("not ready", await ready.Content.ReadAsStringAsync());
    }

    private static WebApplicationFactory<CouncilOptions> Host(string connection, bool broken) => new WebApplicationFactory<CouncilOptions>().WithWebHostBuilder(builder =>
    {
        builder.UseSetting("Demonstration:Seed", "false");
        builder.UseEnvironment("Development");
        builder.UseSetting("ConnectionStrings:CaseRecording", connection);
        if (broken)
        {
            // The scoped context only: the start itself had its database.
            builder.ConfigureTestServices(services => services.AddScoped<AppDbContext>(_ =>
                new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite("Data Source=/nowhere/record.db").Options)));
        }
    });
}
