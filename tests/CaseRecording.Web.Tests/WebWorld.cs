using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.TestKit;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaseRecording.Web.Tests;

/// <summary>
/// The whole program over a <see cref="TestKit.World"/>: real requests, real database, the world's clock. Starting one takes a second or two,
/// so a class shares one as a fixture: <c>public sealed class XTests(WebWorld web) : IClassFixture&lt;WebWorld&gt;</c>.
/// </summary>
public class WebWorld : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly TempFolder heads = new();

    public World World { get; private set; } = null!;

    /// <summary>Settings a test changes before the first request.</summary>
    public Dictionary<string, string?> Settings { get; } = new(StringComparer.Ordinal)
    {
        ["Council:Name"] = "Northtown Council",
        ["Security:MasterKey"] = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData("a key for tests"u8)),
    };

    /// <summary>Services a test puts in place of the program's own, before the first request.</summary>
    public Action<IServiceCollection>? Replace { get; set; }

    /// <summary>Where exports lie.</summary>
    public string Exports { get; } = Path.Combine(Path.GetTempPath(), $"case-recording-exports-{Guid.NewGuid():N}");

    public async Task InitializeAsync()
    {
        World = await World.CreateAsync();
        Settings["Audit:HeadsPath"] = heads.Path;
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await World.DisposeAsync();
        if (Directory.Exists(Exports)) Directory.Delete(Exports, recursive: true);
        heads.Dispose();
    }

    /// <summary>A browser in which nobody is signed in.</summary>
    public WebClient Anonymous() => NewClient(new CookieContainer());

    /// <summary>A browser in which this person is signed in, without the second it takes to check a password.</summary>
    public async Task<WebClient> SignInAsync(Guid staffId)
    {
        await using var scope = Services.CreateAsyncScope();
        await using var db = World.Open();
        var staff = await db.Users.AsNoTracking().Include(s => s.Roles).SingleAsync(s => s.Id == staffId);
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, Request = { Scheme = "https" } };
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = http;
        await Sessions.StartAsync(http, staff);
        var cookies = new CookieContainer();
        foreach (var cookie in http.Response.Headers.SetCookie) cookies.SetCookies(WebClient.Address, cookie!);
        return NewClient(cookies);
    }

    /// <summary>As above, for a new person with these roles who belongs to no team.</summary>
    public async Task<WebClient> SignInAsAsync(params Role[] roles) =>
        await SignInAsync(await World.AddStaffAsync($"{roles[0]} {Guid.NewGuid():N}", roles));

    /// <summary>By the word a table of tests uses: the world's worker or manager, a worker of no team, nobody, or a role of its own.</summary>
    public async Task<WebClient> SignInByNameAsync(string who) => who switch
    {
        "worker" => await SignInAsync(World.Worker),
        "manager" => await SignInAsync(World.Manager),
        "stranger" => await SignInAsAsync(Role.SocialWorker),
        "nobody" => Anonymous(),
        _ => await SignInAsAsync(Enum.Parse<Role>(who)),
    };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing"); // as strict as Production
        builder.UseSetting("ConnectionStrings:CaseRecording", World.Database.ConnectionString);
        builder.UseSetting("Exports:Folder", Exports);
        foreach (var (key, value) in Settings) builder.UseSetting(key, value);
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Failures).SetMinimumLevel(LogLevel.Error));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(World.Clock);
            services.AddSingleton(World.Open); // what the pages ask must also be understood by SQL Server (SqlServerTwin)
            Replace?.Invoke(services);
        });
    }

    private WebClient NewClient(CookieContainer cookies) =>
        new(CreateDefaultClient(WebClient.Address, new NoServerErrors(Failures), new CookieContainerHandler(cookies)), cookies);

    /// <summary>No test expects the page that says it is our fault; the failure behind it is the test's own.</summary>
    private sealed class NoServerErrors(FailureLog failures) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            return response.StatusCode == HttpStatusCode.InternalServerError
                ? throw new InvalidOperationException($"{request.Method} {request.RequestUri}: {string.Join('\n', failures.Take())}")
                : response;
        }
    }

    private FailureLog Failures { get; } = new();

    /// <summary>What the program logged as an error.</summary>
    private sealed class FailureLog : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();

        public IEnumerable<string> Take()
        {
            while (lines.TryDequeue(out var line)) yield return line;
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
