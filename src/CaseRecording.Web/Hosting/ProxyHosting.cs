using Microsoft.AspNetCore.HttpOverrides;

namespace CaseRecording.Web.Hosting;

/// <summary>
/// A reverse proxy that ends TLS says who called and how. It is believed only from the networks of setting
/// <c>Proxy:Networks</c>: anyone else could write themselves another address into the audit.
/// </summary>
internal static class ProxyHosting
{
    public static void AddCaseRecordingProxy(this WebApplicationBuilder builder)
    {
        var networks = (builder.Configuration["Proxy:Networks"] ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = networks.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.ForwardLimit = null; // every proxy of the chain must be known
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Clear();
            foreach (var network in networks) options.KnownIPNetworks.Add(Parse(network));
        });
        foreach (var network in networks) Parse(network);
    }

    private static System.Net.IPNetwork Parse(string text) => System.Net.IPNetwork.TryParse(text, out var network)
        ? network
        : throw new SettingException($"Proxy:Networks holds ‘{text}’. It must be networks such as 10.0.0.0/8, separated by commas.");
}
