using CaseRecording.Core;
using CaseRecording.Core.Access;
using CaseRecording.Core.Recording;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Security;

/// <summary>Turns what services refuse into answers. A form that shows its own fields again catches refusals first, with <see cref="RuleExtensions.TryAsync"/>.</summary>
public sealed class RuleFilter(IModelMetadataProvider metadata) : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        context.Result = context.Exception switch
        {
            RuleViolationException refused => Page("Refused", refused.Violations.Select(v => v.Sentence), StatusCodes.Status422UnprocessableEntity, context),
            // Where a service does not say which row it was, two people still met at it: nothing is lost, and the second looks again.
            EditedMeanwhileException or DbUpdateConcurrencyException => WantsJson(context.HttpContext.Request) ? new ConflictResult() : Page("Refused", ["Someone changed this since you opened it. Open the page again, look at what changed, and then decide."], StatusCodes.Status409Conflict, context),
            AccessRefusedException => new NotFoundResult(),
            _ => null,
        };
        context.ExceptionHandled = context.Result is not null;
    }

    private static bool WantsJson(HttpRequest request) => request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase);

    private ViewResult Page(string view, IEnumerable<string> sentences, int status, ExceptionContext context) => new()
    {
        ViewName = $"/Features/Shared/{view}.cshtml",
        StatusCode = status,
        ViewData = new ViewDataDictionary<IReadOnlyList<string>>(metadata, new ModelStateDictionary()) { Model = [.. sentences] },
    };
}

/// <summary>Refusals at the fields of a form.</summary>
public static class RuleExtensions
{
    /// <summary>Runs a service call. If the rules refuse, their sentences stand at their fields and the form is shown again.</summary>
    /// <returns>Whether it was done.</returns>
    public static async Task<bool> TryAsync(this ModelStateDictionary state, Func<Task> action)
    {
        try
        {
            await action();
            return true;
        }
        catch (RuleViolationException refused)
        {
            state.Add(refused.Violations);
            return false;
        }
    }

    /// <summary>Puts each sentence at its field; the first one of a field stands.</summary>
    public static void Add(this ModelStateDictionary state, IEnumerable<RuleViolation> violations)
    {
        foreach (var violation in violations)
        {
            if (state.TryGetValue(violation.Field, out var entry) && entry.Errors.Count > 0) continue;
            state.AddModelError(violation.Field, violation.Sentence);
        }
    }
}
