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

    private static readonly KeyValuePair<string, StringValues>[] Always =
    [
        new("Content-Security-Policy", ContentSecurityPolicy),
        new("X-Content-Type-Options", "nosniff"),
        new("X-Frame-Options", "DENY"),
        new("Referrer-Policy", "no-referrer"),
        new("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"),
        new("Cross-Origin-Opener-Policy", "same-origin"),
        new("Cross-Origin-Resource-Policy", "same-origin"),
        // Static files carry their own; whatever is left is somebody's record.
        new("Cache-Control", "no-store"),
    ];

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment, because the error handler clears what was set before.
        context.Response.OnStarting(static state =>
        {
            var headers = (IHeaderDictionary)state;
            foreach (var (name, value) in Always)
                headers.TryAdd(name, value);
            return Task.CompletedTask;
        }, context.Response.Headers);
        return next(context);
    }
}
