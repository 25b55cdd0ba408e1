using System.Globalization;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace CaseRecording.Web.Security;

/// <summary>
/// Opens a page or action of one child's record to those the access rules let that far. The child is the route's
/// <c>childId</c>. A page is durably audited before it is rendered; a refusal is audited by itself.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ChildAccessAttribute(AccessLevel level) : Attribute, IAuthorizeData, IAccessRequirement, IFilterFactory
{
    /// <summary>How far the person must be let.</summary>
    public AccessLevel Level { get; } = level;

    /// <summary>The request must also come from someone with one of these roles, comma separated.</summary>
    public string? Roles { get; set; }

    /// <summary>Only for those who answer for the record to people who ask who has seen it .</summary>
    public bool AnswersForRecord { get; set; }

    /// <summary>Also for a deputy to whom the manager of the record delegated signing off .</summary>
    public bool OrDeputy { get; set; }

    string? IAuthorizeData.Policy { get; set; }

    string? IAuthorizeData.AuthenticationSchemes { get; set; }

    public bool IsReusable => false;

    public IFilterMetadata CreateInstance(IServiceProvider serviceProvider) => ActivatorUtilities.CreateInstance<ChildAccessFilter>(serviceProvider, this);
}

internal sealed class ChildAccessFilter(ChildAccessAttribute needed, ChildAccess access, RequestContext request, ViewAudit views) : IAsyncActionFilter
{
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var http = context.HttpContext;
        var childId = int.Parse((string)context.RouteData.Values["childId"]!, CultureInfo.InvariantCulture);
        var decision = await access.DecideAsync(request.Current.Me, childId, request.Current.NowUtc, http.RequestAborted);
        if ((decision.Level < needed.Level && !(needed.OrDeputy && decision.MaySignOff)) || (needed.AnswersForRecord && !decision.AnswersForRecord))
        {
            await access.RefusedAsync(request.Current with { Relation = decision.Relation }, childId, needed.Level, http.RequestAborted);
            context.Result = Refusal(decision.Level, childId, http.Request);
            return;
        }

        request.Through(decision);
        http.Items[typeof(AccessDecision)] = decision;
        var executed = await next();
        if (executed.Exception is null && ShowsSomething(executed.Result))
        {
            // The result is made, but not a letter of it is sent. If this fails, the error page takes its place.
            var recordingId = context.RouteData.Values.TryGetValue("recordingId", out var id) ? long.Parse((string)id!, CultureInfo.InvariantCulture) : (long?)null;
            await views.RecordAsync(request.Current, AuditAction.Viewed, childId, recordingId, context.ActionDescriptor.AttributeRouteInfo?.Template);
        }
    }

    /// <summary>Whether an answer holds anything of the record: a form shown again does, a redirect or "not found" does not.</summary>
    private static bool ShowsSomething(IActionResult? result) =>
        result is not (null or EmptyResult or IKeepTempDataResult or StatusCodeResult or ForbidResult or ChallengeResult or NotFoundObjectResult);

    /// <summary>Nothing is there; or a reason opens it; or the person reads the record already and no reason takes them further.</summary>
    internal static IActionResult Refusal(AccessLevel level, int childId, HttpRequest request) =>
        level >= AccessLevel.Read ? new StatusCodeResult(StatusCodes.Status403Forbidden)
        : level is AccessLevel.Hidden || !HttpMethods.IsGet(request.Method) || !request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            ? new NotFoundResult()
            : new RedirectResult($"{Routes.ToAsk(childId)}?returnUrl={Uri.EscapeDataString(request.Path)}");
}

/// <summary>What a controller may ask about the decision its filter made.</summary>
public static class AccessExtensions
{
    /// <summary>The decision of this request's access filter.</summary>
    public static AccessDecision Access(this HttpContext http) => http.Items[typeof(AccessDecision)] as AccessDecision ?? AccessDecision.Hidden;
}
