using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Access;

/// <summary>An alert as its manager is shown it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Kind">What happened.</param>
/// <param name="ChildId">The child it is about.</param>
/// <param name="Child">Their name.</param>
/// <param name="CausedBy">Who caused it; null for the program.</param>
/// <param name="Message">What they said.</param>
/// <param name="RecordingId">The entry, if one is meant.</param>
/// <param name="OtherChildId">The other record, if this person may know of it (C-01, A-02).</param>
/// <param name="RaisedAtUtc">When, UTC.</param>
public sealed record WaitingAlert(int Id, AlertKind Kind, int ChildId, string Child, string? CausedBy, string Message, long? RecordingId, int? OtherChildId, DateTime RaisedAtUtc);

/// <summary>What a team's manager is to see until they say that they have (A-01, T-05). A conflict or restriction hides an alert too .</summary>
public sealed class ManagerAlerts(AppDbContext db, ChildAccess access)
{
    /// <summary>Most that are shown at once; the rest follow as these are acknowledged.</summary>
    public const int Most = 50;

    /// <summary>Alerts to a team's manager, oldest first; to senior managers those of no team as well.</summary>
    public Task<List<WaitingAlert>> ListAsync(Guid staffId, int teamId, CancellationToken cancellationToken = default)
    {
        var findable = access.Findable(staffId);
        return Of(staffId, teamId).AsNoTracking().OrderBy(a => a.RaisedAtUtc).ThenBy(a => a.Id).Take(Most).Select(a => new WaitingAlert(
            a.Id, a.Kind, a.ChildId, findable.Where(c => c.Id == a.ChildId).Select(c => c.FullName).First(),
            db.Users.Where(u => u.Id == a.CausedById).Select(u => u.DisplayName).FirstOrDefault(), a.Message, a.RecordingId,
            findable.Where(c => c.Id == a.OtherChildId).Select(c => (int?)c.Id).FirstOrDefault(), a.RaisedAtUtc)).ToListAsync(cancellationToken);
    }

    /// <summary>A manager has seen it; the time is kept. Acknowledging twice changes nothing.</summary>
    /// <exception cref="AccessRefusedException">It is not theirs, or there is no such alert.</exception>
    public async Task AcknowledgeAsync(ActionContext context, int teamId, int alertId, CancellationToken cancellationToken = default)
    {
        var alert = await db.Alerts.FirstOrDefaultAsync(a => a.Id == alertId, cancellationToken);
        if (alert is { AcknowledgedAtUtc: not null }) return;
        if (alert is null) throw new AccessRefusedException(AccessLevel.Hidden);
        if (!await Of(context.Me, teamId).AnyAsync(a => a.Id == alertId, cancellationToken))
        {
            await access.RefusedAsync(context, alert.ChildId, AccessLevel.Manage, cancellationToken);
            throw new AccessRefusedException(AccessLevel.Hidden);
        }

        alert.Acknowledge(context);
        db.Audit(context, AuditAction.AlertAcknowledged, alert.ChildId, alert.RecordingId, alert.Kind.ToString());
        await db.SaveChangesAsync(cancellationToken);
    }

    private IQueryable<ManagerAlert> Of(Guid staffId, int teamId) => db.Alerts.Where(a => a.AcknowledgedAtUtc == null
        && (a.TeamId == teamId || (a.TeamId == null && db.StaffRoles.Any(r => r.StaffId == staffId && r.Role == Role.SeniorManager)))
        && access.Findable(staffId).Any(c => c.Id == a.ChildId));
}
