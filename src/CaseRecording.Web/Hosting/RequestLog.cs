using System.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;

namespace CaseRecording.Web.Hosting;

/// <summary>
/// One line for each request: method, route template, status, time taken, correlation. Never the address as typed, its
/// query, headers or form: they hold names.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    private const int ClientGone = 499;
    private static readonly object Key = new();

    private sealed record Answerer(string Route, bool IsNoise);

    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var failed = true;
        try
        {
            await next(context);
            failed = false;
        }
        finally
        {
            var status = context.RequestAborted.IsCancellationRequested ? ClientGone : failed ? StatusCodes.Status500InternalServerError : context.Response.StatusCode;
            var by = context.Items[Key] as Answerer;
            var level = status >= 500 ? LogLevel.Error : by is { IsNoise: true } ? LogLevel.Debug : LogLevel.Information;
            Answered(log, level, KnownMethod(context.Request.Method), by?.Route ?? "none", status, Stopwatch.GetElapsedTime(started).TotalMilliseconds, context.TraceIdentifier);
        }
    }

    /// <summary>Keeps the template that routing found first: the error page that may follow has another.</summary>
    public static Task RememberRoute(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is RouteEndpoint endpoint && !context.Items.ContainsKey(Key))
            context.Items[Key] = new Answerer(endpoint.RoutePattern.RawText ?? "", IsNoise(endpoint));
        return next(context);
    }

    /// <summary>Probes and files would drown the rest.</summary>
    private static bool IsNoise(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText is Routes.Live or Routes.Ready || endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    private static string KnownMethod(string method) => HttpMethods.GetCanonicalizedValue(method) is "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "OPTIONS" or "PATCH" ? method : "other";

    [LoggerMessage(Message = "{Method} {Route} answered {Status} in {ElapsedMs:0.0} ms ({Correlation})")]
    private static partial void Answered(ILogger log, LogLevel level, string method, string route, int status, double elapsedMs, string correlation);
}
