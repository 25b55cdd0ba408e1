using System.Globalization;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CaseRecording.Web.Security;

/// <summary>
/// Opens a page or action of one child's record to those the access rules let that far. The child is the route's
/// <c>childId</c>. A view is durably audited before the action runs; a refusal is audited by itself.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ChildAccessAttribute(AccessLevel level) : Attribute, IAuthorizeData, IAccessRequirement, IFilterFactory
{
    /// <summary>How far the person must be let.</summary>
    public AccessLevel Level { get; } = level;

    /// <summary>The request must also come from someone with one of these roles, comma separated.</summary>
    public string? Roles { get; set; }

    /// <summary>False for a background look (progress, autosave) that follows a page already audited.</summary>
    public bool AuditsView { get; set; } = true;

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
        if (decision.Level < needed.Level)
        {
            await access.RefusedAsync(request.Current with { Relation = decision.Relation }, childId, needed.Level, http.RequestAborted);
            context.Result = Refusal(decision.Level, childId, http.Request);
            return;
        }

        request.Through(decision.Relation);
        http.Items[typeof(AccessDecision)] = decision;
        if (needed.AuditsView && HttpMethods.IsGet(http.Request.Method))
        {
            var recordingId = context.RouteData.Values.TryGetValue("recordingId", out var id) ? long.Parse((string)id!, CultureInfo.InvariantCulture) : (long?)null;
            await views.RecordAsync(request.Current, AuditAction.Viewed, childId, recordingId, context.ActionDescriptor.AttributeRouteInfo?.Template);
        }

        await next();
    }

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
