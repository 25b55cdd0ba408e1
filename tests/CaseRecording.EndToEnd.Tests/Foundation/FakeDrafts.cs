using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Foundation;

/// <summary>The server's side of autosave, in the test's hands: it can be slow, away, signed out, or have other people in it.</summary>
public sealed partial class FakeDrafts
{
    /// <summary>No network: requests fail before they reach anyone.</summary>
    public bool Away { get; set; }

    public bool SignedOut { get; set; }

    public bool Finished { get; set; }

    public string Owner { get; set; } = "worker-1";

    public long Version { get; set; }

    public Dictionary<string, string[]> Fields { get; } = [];

    /// <summary>What each accepted save brought.</summary>
    public List<Dictionary<string, string[]>> Saves { get; } = [];

    /// <summary>How many saves to refuse as if their token were of an earlier session.</summary>
    public int StaleTokens { get; set; }

    public async Task AttachAsync(IBrowserContext context)
    {
        await context.RouteAsync(DraftAddress(), AnswerAsync);
    }

    [GeneratedRegex(@"/drafts/")]
    private static partial Regex DraftAddress();

    private Task AnswerAsync(IRoute route)
    {
        if (Away)
            return route.AbortAsync("internetdisconnected");
        if (SignedOut)
            return route.FulfillAsync(new() { Status = 401 });
        var address = new Uri(route.Request.Url);
        return address.AbsolutePath == "/drafts/key" ? KeyAsync(route, address.Query) : SaveAsync(route);
    }

    private Task KeyAsync(IRoute route, string query)
    {
        var key = HMACSHA256.HashData("a secret of the server"u8, Encoding.UTF8.GetBytes(Owner + query));
        return JsonAsync(route, 200, new { key = Convert.ToBase64String(key), owner = Owner, csrf = "token" });
    }

    private async Task SaveAsync(IRoute route)
    {
        if (StaleTokens > 0)
        {
            StaleTokens--;
            await route.FulfillAsync(new() { Status = 400 });
            return;
        }
        if (Finished)
        {
            await route.FulfillAsync(new() { Status = 410 });
            return;
        }

        using var body = JsonDocument.Parse(route.Request.PostDataBuffer!);
        if (body.RootElement.GetProperty("baseVersion").GetInt64() != Version)
        {
            await JsonAsync(route, 409, new { version = Version, fields = Fields, savedAt = "2026-03-14T15:05:00Z" });
            return;
        }

        var brought = body.RootElement.GetProperty("fields").Deserialize<Dictionary<string, string[]>>()!;
        foreach (var (name, values) in brought)
            Fields[name] = values;
        Saves.Add(brought);
        Version++;
        await JsonAsync(route, 200, new { version = Version, savedAt = "2026-03-14T12:04:00Z" });
    }

    private static Task JsonAsync(IRoute route, int status, object body) =>
        route.FulfillAsync(new() { Status = status, ContentType = "application/json", Body = JsonSerializer.Serialize(body) });
}
