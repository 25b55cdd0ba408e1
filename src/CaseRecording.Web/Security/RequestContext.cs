using System.Security.Claims;
using CaseRecording.Core;
using CaseRecording.Core.Access;

namespace CaseRecording.Web.Security;

/// <summary>The one <see cref="ActionContext"/> of a request: who, when, from where, and how they came to have access.</summary>
public sealed class RequestContext(IHttpContextAccessor accessor, TimeProvider clock)
{
    private ActionContext? made;

    /// <summary>The context handed to every service.</summary>
    public ActionContext Current => made ??= Make();

    /// <summary>Today in the United Kingdom.</summary>
    public DateOnly Today => Core.Time.LondonTime.DateOf(Current.NowUtc);

    /// <summary>Set by the access filter once it has decided.</summary>
    public void Through(AccessDecision decision) => made = Current with { Relation = decision.Relation, Reason = decision.Reason };

    private ActionContext Make()
    {
        var http = accessor.HttpContext ?? throw new InvalidOperationException("No request.");
        var id = http.User.FindFirstValue(ClaimTypes.NameIdentifier);
        return new ActionContext(
            Guid.TryParse(id, out var staffId) ? staffId : null,
            clock.GetUtcNow().UtcDateTime,
            CorrelationId: http.TraceIdentifier,
            Origin: http.Connection.RemoteIpAddress?.ToString());
    }
}
