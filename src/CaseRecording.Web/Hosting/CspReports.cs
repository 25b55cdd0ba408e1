using System.Text.Json;
using CaseRecording.Web.Security;

namespace CaseRecording.Web.Hosting;

/// <summary>Where browsers tell us that a page tried what its policy forbids.</summary>
public static partial class CspReports
{
    private const int LongestReport = 16 * 1024;

    public static void MapCspReports(this WebApplication app)
    {
        app.MapPost(SecurityHeaders.ReportPath, Receive).WithMetadata(new PublicAttribute());
    }

    private static async Task<IResult> Receive(HttpRequest request, ILogger<SecurityHeaders> log)
    {
        if (request.ContentLength is null or > LongestReport)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            if (body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("csp-report", out var report))
                LogViolation(log, Word(report, "effective-directive"), Word(report, "blocked-uri"));
            return Results.NoContent();
        }
        catch (JsonException)
        {
            return Results.BadRequest();
        }
    }

    /// <summary>Anyone can post here, so only short plain words reach the log: no address with a query, no line break.</summary>
    private static string Word(JsonElement report, string name)
    {
        if (report.ValueKind != JsonValueKind.Object || !report.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            return "?";
        var text = value.GetString()!.Split('?', '#')[0];
        return new string([.. text.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or ':' or '/' or '.' or '_').Take(120)]);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Content policy violated: {Directive} by {Blocked}")]
    private static partial void LogViolation(ILogger log, string directive, string blocked);
}
