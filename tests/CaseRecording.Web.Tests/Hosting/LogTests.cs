using System.Net.Http.Headers;
using System.Text.Json;
using CaseRecording.TestKit;
using CaseRecording.Web.Hosting;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog.Core;
using Serilog.Events;

namespace CaseRecording.Web.Tests.Hosting;

/// <summary>What is written to the log, and what never is.</summary>
public sealed class LogTests
{
    private const string Canary = "Maisiecanary";

    [Fact]
    public async Task Log_OfRequestsFullOfNames_HoldsNone()
    {
        await using var host = await LoggedHost.StartAsync();
        using var client = host.Client();
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue(Canary, "1"));
        client.DefaultRequestHeaders.Referrer = new Uri($"http://localhost/{Canary}");
        client.DefaultRequestHeaders.Add("X-Request-ID", Canary);
        client.DefaultRequestHeaders.Add("Cookie", $"case-recording-session={Canary}");

        await client.GetAsync($"/echo/{Canary}?q={Canary}");
        await client.GetAsync($"/nothing/{Canary}?q={Canary}");
        await client.GetAsync($"/throw/{Canary}?q={Canary}");
        using var form = new FormUrlEncodedContent([new(Canary, Canary)]);
        await client.PostAsync($"/echo/{Canary}", form);
        using var json = new StringContent("{\"csp-report\":{\"blocked-uri\":\"https://x/?" + Canary + "\"}}");
        await client.PostAsync("/csp-report", json);
        using var odd = new HttpRequestMessage(new HttpMethod(Canary.ToUpperInvariant()), "/echo/1");
        await client.SendAsync(odd);

        Assert.NotEmpty(host.Lines);
        Assert.DoesNotContain(host.Lines, line => line.Contains(Canary, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Log_OfARequest_TellsMethodTemplateStatusTimeAndCorrelation()
    {
        await using var host = await LoggedHost.StartAsync();
        using var client = host.Client();

        await client.GetAsync($"/echo/{Canary}");
        await client.GetAsync($"/throw/{Canary}");

        var echo = host.RequestTo("/echo/{name}");
        Assert.Equal(("GET", 200), (echo.GetProperty("Method").GetString(), echo.GetProperty("Status").GetInt32()));
        Assert.True(echo.GetProperty("ElapsedMs").GetDouble() >= 0);
        Assert.NotEmpty(echo.GetProperty("Correlation").GetString()!);
        var failed = host.RequestTo("/throw/{name}");
        Assert.Equal((500, "Error"), (failed.GetProperty("Status").GetInt32(), failed.GetProperty("@l").GetString()));
    }

    [Fact]
    public async Task Log_OfAnException_TellsTypesAndPlacesWithoutMessages()
    {
        await using var host = await LoggedHost.StartAsync();
        using var client = host.Client();

        await client.GetAsync($"/throw/{Canary}");

        var told = host.Lines.Select(l => JsonDocument.Parse(l).RootElement).Where(l => l.TryGetProperty("@x", out _)).Select(l => l.GetProperty("@x").GetString()!).ToList();
        Assert.Contains(told, x => x.Contains("System.InvalidOperationException", StringComparison.Ordinal)
            && x.Contains("System.FormatException", StringComparison.Ordinal) && x.Contains(nameof(LogTests), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_OfProbesAndFiles_IsSilentUnlessAsked()
    {
        await using var host = await LoggedHost.StartAsync();
        using var client = host.Client();

        await client.GetAsync("/health/live");
        await client.GetAsync("/health/ready");
        await client.GetAsync("/css/app.css");
        await client.GetAsync("/echo/x");

        Assert.Equal(["/echo/{name}"], host.Requests().Select(r => r.GetProperty("Route").GetString()));
    }

    /// <summary>The application with two addresses more, its log caught as Production writes it.</summary>
    private sealed class LoggedHost : WebApplicationFactory<CouncilOptions>, ILogEventSink, IStartupFilter
    {
        private readonly List<string> lines = [];
        private readonly TempFolder folder = new();

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (lines) return [.. lines];
            }
        }

        public static Task<LoggedHost> StartAsync()
        {
            var host = new LoggedHost();
            host.StartServer();
            return Task.FromResult(host);
        }

        public HttpClient Client() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

        public IEnumerable<JsonElement> Requests() => Lines.Select(l => JsonDocument.Parse(l).RootElement).Where(l => l.TryGetProperty("Route", out _));

        public JsonElement RequestTo(string route) => Requests().Single(r => r.GetProperty("Route").GetString() == route);

        public void Emit(LogEvent logEvent)
        {
            using var text = new StringWriter();
            new CompactLog().Format(logEvent, text);
            lock (lines) lines.Add(text.ToString());
        }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.UseEndpoints(routes =>
            {
                routes.Map("/echo/{name}", (string name) => name).WithMetadata(new PublicAttribute());
                routes.Map("/throw/{name}", Fail).WithMetadata(new PublicAttribute());
            });
        };

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("Demonstration:Seed", "false");
            builder.UseSetting("ConnectionStrings:CaseRecording", $"Data Source={folder.PathTo("record.db")};Pooling=false");
            builder.ConfigureTestServices(services =>
            {
                services.AddSingleton<IStartupFilter>(this);
                services.AddSingleton(LogHosting.To(this));
                services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Information));
            });
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (disposing) folder.Dispose();
        }

        private static IResult Fail(string name)
        {
            try
            {
                return Results.Ok(int.Parse(name, System.Globalization.CultureInfo.InvariantCulture));
            }
            catch (FormatException error)
            {
                throw new InvalidOperationException($"Nothing known of {name}", error);
            }
        }
    }
}
