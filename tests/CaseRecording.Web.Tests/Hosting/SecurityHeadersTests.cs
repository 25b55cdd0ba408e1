using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CaseRecording.Web.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace CaseRecording.Web.Tests.Hosting;

/// <summary>The program as in Development, where there are pages that fail on purpose; without the council, which takes long to make.</summary>
public sealed class EmptyProgram : WebApplicationFactory<Program>
{
    private readonly TestKit.TempFolder folder = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseSetting("ConnectionStrings:CaseRecording", $"Data Source={folder.PathTo("record.db")};Pooling=false").UseSetting("Demonstration:Seed", "false")
        .UseSetting("ReloadStaticAssetsAtRuntime", "false").UseSetting("EnableStaticAssetsDevelopmentCaching", "true");

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) folder.Dispose();
    }
}

public sealed class SecurityHeadersTests : IClassFixture<EmptyProgram>, IDisposable
{
    private readonly HttpClient _client;

    public SecurityHeadersTests(EmptyProgram program)
    {
        _client = program.CreateClient(new() { AllowAutoRedirect = false });
        _client.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("/accessibility", HttpStatusCode.OK)]
    [InlineData("/no-such-page", HttpStatusCode.Found)] // to sign in: who is not signed in learns nothing about what there is
    [InlineData("/dev/failure", HttpStatusCode.InternalServerError)]
    [InlineData("/error", HttpStatusCode.NotFound)]
    public async Task Page_AnyOutcome_CarriesAllHeaders(string address, HttpStatusCode status)
    {
        var response = await _client.GetAsync(address);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(
            "default-src 'none'; script-src 'self' 'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='; style-src 'self'; img-src 'self'; " +
            "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; report-uri /csp-report",
            Header(response, "Content-Security-Policy"));
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(response, "X-Frame-Options"));
        Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
        Assert.Contains("camera=()", Header(response, "Permissions-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Resource-Policy"));
        Assert.Contains("no-store", Header(response, "Cache-Control"));
        Assert.Equal("", Header(response, "Server"));
    }

    [Fact]
    public async Task Page_InlineScript_IsTheOneThePolicyAllows()
    {
        var html = await _client.GetStringAsync("/accessibility");

        var inline = Assert.Single(Regex.Matches(html, "<script>(.*?)</script>", RegexOptions.Singleline));
        Assert.Equal(SecurityHeaders.InlineScriptHash, "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(inline.Groups[1].Value))));
        Assert.DoesNotMatch(@"\s(style|on\w+)=""", html);
    }

    [Fact]
    public async Task Page_StaticFiles_AreFingerprintedAndKeptForEver()
    {
        var html = await _client.GetStringAsync("/accessibility");
        var addresses = Regex.Matches(html, "(?:href|src)=\"(/[^\"]+\\.(?:css|js))\"").Select(m => m.Groups[1].Value)
            .Concat(Regex.Matches(html, "&quot;(/[^&]+\\.js)&quot;").Select(m => m.Groups[1].Value)).Distinct().ToArray();

        Assert.True(addresses.Length >= 12, $"Only {addresses.Length} files.");
        foreach (var address in addresses)
        {
            using var response = await _client.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains("immutable", Header(response, "Cache-Control"));
            Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        }
    }

    [Fact]
    public async Task Vendor_EveryFile_HoldsNothingOnlyGovUkMayUse()
    {
        var folder = TestKit.Repository.PathTo("src/CaseRecording.Web/wwwroot/vendor");
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);

        Assert.True(files.Length >= 6);
        foreach (var file in files)
        {
            Assert.DoesNotMatch(@"\.(woff2?|map|ttf)$", file);
            Assert.DoesNotMatch("GDS Transport|@font-face|crest\\.svg|sourceMappingURL", await File.ReadAllTextAsync(file));
        }
    }

    [Fact]
    public async Task Failure_AskedByScript_GetsNoPage()
    {
        _client.DefaultRequestHeaders.Accept.Clear();
        _client.DefaultRequestHeaders.Add("Accept", "application/json");

        foreach (var (address, status) in new[] { ("/dev/failure", HttpStatusCode.InternalServerError), ("/error", HttpStatusCode.NotFound), ("/no-such-page", HttpStatusCode.Unauthorized) })
        {
            var response = await _client.GetAsync(address);
            Assert.Equal(status, response.StatusCode);
            Assert.Equal("", await response.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("""{"csp-report":{"effective-directive":"script-src","blocked-uri":"inline"}}""", HttpStatusCode.NoContent)]
    [InlineData("""{"csp-report":"x"}""", HttpStatusCode.NoContent)]
    [InlineData("[]", HttpStatusCode.NoContent)]
    [InlineData("not json", HttpStatusCode.BadRequest)]
    public async Task Report_AnyBody_IsTakenWithoutFailing(string body, HttpStatusCode status)
    {
        var response = await _client.PostAsync("/csp-report", new StringContent(body, Encoding.UTF8, "application/csp-report"));

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Report_TooLong_IsRefused()
    {
        var response = await _client.PostAsync("/csp-report", new StringContent(new string(' ', 20_000)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
