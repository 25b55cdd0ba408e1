using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CaseRecording.Web.Security;

/// <summary>
/// How much an action takes at once. More is answered with 413 and a sentence, before any of it is read; what was kept before stays.
/// The limits on single fields are lifted, so that the one limit is the whole.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class BodyLimitAttribute(int bytes) : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>A recording form: a megabyte of any script pasted into it still arrives, though percent-encoded nine times as long.</summary>
    public const int Recording = 16 * 1024 * 1024;

    private const int MostValues = 10_000;

    /// <summary>Before the check of the form's token, which reads the form.</summary>
    public int Order => 500;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (http.Request.ContentLength > bytes)
        {
            context.Result = http.Request.HasFormContentType
                ? new StatusCodeResult(StatusCodes.Status413PayloadTooLarge)
                : new ObjectResult(new { message = "That is more than a draft holds. What was saved before is still there; shorten the text." }) { StatusCode = StatusCodes.Status413PayloadTooLarge };
            return;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = bytes;
        if (http.Features.Get<IFormFeature>()?.Form is null)
        {
            http.Features.Set<IFormFeature>(new FormFeature(http.Request, new FormOptions { ValueLengthLimit = bytes, ValueCountLimit = MostValues, MultipartBodyLengthLimit = bytes }));
        }
    }
}
