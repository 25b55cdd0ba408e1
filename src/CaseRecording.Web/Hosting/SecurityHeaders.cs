using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Primitives;

namespace CaseRecording.Web.Hosting;

/// <summary>The headers of every response. A response that needs a narrower one (a document preview) sets it itself.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>The one inline script: govuk-frontend's line that tells the style sheet there is script (see _Layout.cshtml).</summary>
    public const string InlineScriptHash = "sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw=";

    public const string ReportPath = "/csp-report";

    public const string ContentSecurityPolicy =
        $"default-src 'none'; script-src 'self' '{InlineScriptHash}'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
        $"form-action 'self'; base-uri 'none'; frame-ancestors 'none'; report-uri {ReportPath}";

    private static readonly KeyValuePair<string, StringValues>[] OnEverything =
    [
        new("X-Content-Type-Options", "nosniff"),
        new("Cross-Origin-Resource-Policy", "same-origin"),
    ];

    private static readonly KeyValuePair<string, StringValues>[] OnAllButFiles =
    [
        new("Content-Security-Policy", ContentSecurityPolicy),
        new("X-Frame-Options", "DENY"),
        new("Referrer-Policy", "no-referrer"),
        new("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"),
        new("Cross-Origin-Opener-Policy", "same-origin"),
        // What is not a static file is somebody's record.
        new("Cache-Control", "no-store"),
    ];

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment, because the error handler clears what was set before.
        context.Response.OnStarting(static state =>
        {
            var context = (HttpContext)state;
            Add(OnEverything);
            // A style sheet or script obeys the policy of its page; on a slow line half a kilobyte each counts.
            if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
                Add(OnAllButFiles);
            return Task.CompletedTask;

            void Add(KeyValuePair<string, StringValues>[] headers)
            {
                foreach (var (name, value) in headers)
                    context.Response.Headers.TryAdd(name, value);
            }
        }, context);
        return next(context);
    }
}
