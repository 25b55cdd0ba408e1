using System.Data.Common;
using System.Security.Cryptography;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace CaseRecording.Web.Features.Error;

/// <summary>What a person sees when a request could not be answered. Never touches the database.</summary>
[Public]
[IgnoreAntiforgeryToken]
public sealed partial class ErrorController(ILogger<ErrorController> log) : Controller
{
    private const string ReferenceLetters = "ACDEFHJKLMNPRTUVWXY34679";

    [Route("error")]
    public IActionResult Show()
    {
        var failure = HttpContext.Features.Get<IExceptionHandlerFeature>();
        if (failure is null && HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null)
            return NotFound();

        string? reference = null;
        if (failure is not null)
        {
            reference = RandomNumberGenerator.GetString(ReferenceLetters, 8).Insert(4, "-");
            LogFailure(log, reference, HttpContext.TraceIdentifier, failure.Error);
        }
        return WantsPage(Request) ? View(ErrorModel.For(Response.StatusCode, reference)) : new EmptyResult();
    }

    /// <summary>Whether a person waits for a page, rather than a script for data.</summary>
    internal static bool WantsPage(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    internal static int StatusFor(Exception error)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            if (e is BadHttpRequestException bad)
                return bad.StatusCode;
            if (e is DbException database && IsDatabaseAway(database))
                return StatusCodes.Status503ServiceUnavailable;
        }
        return StatusCodes.Status500InternalServerError;
    }

    /// <summary>Locked, full, unreadable or gone, as against a statement that was wrong.</summary>
    private static bool IsDatabaseAway(DbException error) => error switch
    {
        // BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN, PROTOCOL
        SqliteException sqlite => sqlite.SqliteErrorCode is 5 or 6 or 8 or 10 or 13 or 14 or 15,
        SqlException sql => sql.Class >= 17 || sql.Number is -2 or 1205 or 4060 or 18456,
        _ => error.IsTransient,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Error page {Reference} for request {TraceId}")]
    private static partial void LogFailure(ILogger log, string reference, string traceId, Exception error);
}
