using System.Data.Common;
using System.Runtime.ExceptionServices;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using CaseRecording.Core;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Web.Features.Error;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Security;

/// <summary>
/// Sessions on the server. The cookie holds a random key; the database its hash, so that a stolen copy of the database opens
/// nothing. Asked at every request: a disabled account and a session ended elsewhere are out at once.
/// </summary>
internal sealed class SessionStore(Func<AppDbContext> open, TimeProvider clock, SessionLimits limits, IDataProtectionProvider protection) : ITicketStore
{
    /// <summary>The claim that names the session by its stored id.</summary>
    public const string SessionClaim = "session";

    /// <summary>The claim of who is a team manager's deputy now.</summary>
    public const string DeputyClaim = "deputy";

    /// <summary>Activity is written down no oftener than this.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromSeconds(10);

    private readonly IDataProtector protector = protection.CreateProtector("session ticket");

    public Task<string> StoreAsync(AuthenticationTicket ticket) => throw new NotSupportedException("A session begins with a request.");

    public async Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var id = IdOf(key);
        ((ClaimsIdentity)ticket.Principal.Identity!).AddClaim(new Claim(SessionClaim, id));
        var context = httpContext.RequestServices.GetRequiredService<RequestContext>().Current with { UserId = StaffOf(ticket.Principal) };
        // The request's own context: the save also sets the count of wrong passwords back.
        var db = httpContext.RequestServices.GetRequiredService<AppDbContext>();
        db.Sessions.Add(new UserSession
        {
            Id = id,
            StaffId = context.Me,
            Ticket = protector.Protect(TicketSerializer.Default.Serialize(ticket)),
            CreatedAtUtc = context.NowUtc,
            LastActivityAtUtc = context.NowUtc,
        });
        db.Audit(context, AuditAction.SignedIn);
        await db.SaveChangesAsync(cancellationToken);
        return key;
    }

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => throw new NotSupportedException("A session belongs to a request.");

    public async Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        try
        {
            return await RetrieveAsync(IdOf(key), httpContext, clock.GetUtcNow().UtcDateTime, cancellationToken);
        }
        catch (DbException away)
        {
            // The framework would keep this failure and throw it again while the error page is made.
            httpContext.Items[typeof(DbException)] = ExceptionDispatchInfo.Capture(away);
            return null;
        }
    }

    /// <summary>When the sessions could not be read, the request stops here; its error page does not.</summary>
    public static Task ThrowIfAway(HttpContext http, RequestDelegate next)
    {
        if (http.Items[typeof(DbException)] is ExceptionDispatchInfo away && http.Features.Get<IExceptionHandlerFeature>() is null) away.Throw();
        return next(http);
    }

    private async Task<AuthenticationTicket?> RetrieveAsync(string id, HttpContext httpContext, DateTime now, CancellationToken cancellationToken)
    {
        var db = httpContext.RequestServices.GetRequiredService<AppDbContext>();
        var delegations = DelegationService.InForce(db, now);
        var session = await db.Sessions.AsNoTracking()
            .Where(s => s.Id == id && db.Users.Any(u => u.Id == s.StaffId && u.DisabledAtUtc == null))
            .Select(s => new { s.Ticket, s.CreatedAtUtc, s.LastActivityAtUtc, IsDeputy = delegations.Any(d => d.ToId == s.StaffId) }).FirstOrDefaultAsync(cancellationToken);
        if (session is null) return Ended(httpContext);
        if (Rules.A05.Broken(now - session.LastActivityAtUtc >= await limits.IdleAsync() || now - session.CreatedAtUtc >= SessionLimits.Longest))
        {
            await EndAsync(id, AuditAction.SessionExpired, httpContext.RequestServices.GetRequiredService<RequestContext>());
            return Ended(httpContext);
        }

        if (IsPersonsInput(httpContext.Request) && now - session.LastActivityAtUtc >= Grain)
            await db.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastActivityAtUtc, now), cancellationToken);
        var ticket = TicketSerializer.Default.Deserialize(protector.Unprotect(session.Ticket));
        // Of this request only: what a page offers, never what its person may do.
        if (session.IsDeputy) (ticket?.Principal.Identity as ClaimsIdentity)?.AddClaim(new Claim(DeputyClaim, ""));
        return ticket;
    }

    public Task RemoveAsync(string key) => throw new NotSupportedException("A session belongs to a request.");

    public Task RemoveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken) =>
        EndAsync(IdOf(key), AuditAction.SignedOut, httpContext.RequestServices.GetRequiredService<RequestContext>());

    /// <summary>A session is never handed on to another sign-in: whoever had planted it would share it.</summary>
    public Task RenewAsync(string key, AuthenticationTicket ticket) => throw new NotSupportedException("Sign out first.");

    /// <summary>Ends the sessions nobody came back to.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (quietSince, startedAt) = (now - await limits.IdleAsync(), now - SessionLimits.Longest);
        await using var db = open();
        var over = await db.Sessions.Where(s => s.LastActivityAtUtc <= quietSince || s.CreatedAtUtc <= startedAt).Select(s => s.Id).Take(500).ToListAsync(cancellationToken);
        foreach (var id in over) await EndAsync(id, AuditAction.SessionExpired, null);
    }

    /// <summary>Whether the last session sent with this request had ended; the sign-in page then says so.</summary>
    internal static bool HasEnded(HttpContext http) => http.Items.ContainsKey(typeof(SessionStore));

    private static AuthenticationTicket? Ended(HttpContext http)
    {
        http.Items[typeof(SessionStore)] = true;
        return null;
    }

    /// <summary>Only what a person did keeps a session alive: opening or sending a page, or typing, which the page tells by itself.</summary>
    private static bool IsPersonsInput(HttpRequest request)
    {
        if (HttpMethods.IsPost(request.Method) && request.Path == Routes.SessionAlive) return true;
        var mode = request.Headers["Sec-Fetch-Mode"].ToString();
        return mode.Length > 0 ? mode == "navigate" : ErrorController.WantsPage(request);
    }

    private async Task EndAsync(string id, AuditAction action, RequestContext? request)
    {
        await using var db = open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var staffId = await db.Sessions.Where(s => s.Id == id).Select(s => (Guid?)s.StaffId).FirstOrDefaultAsync();
        if (await db.Sessions.Where(s => s.Id == id).ExecuteDeleteAsync() == 0) return;
        var context = request?.Current ?? new ActionContext(null, clock.GetUtcNow().UtcDateTime);
        db.Audit(context with { UserId = staffId }, action);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    private static Guid StaffOf(ClaimsPrincipal principal) => Guid.Parse(principal.FindFirstValue(ClaimTypes.NameIdentifier)!);

    private static string IdOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key)));
}

/// <summary>Audits the end of sessions nobody came back to.</summary>
internal sealed class SessionSweep(SessionStore sessions, TimeProvider clock, ILogger<SessionSweep> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(5), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await sessions.SweepAsync(stoppingToken);
            }
            catch (DbException error)
            {
                log.LogWarning(error, "Ended sessions were not swept; the next round tries again");
            }
        }
    }
}
