using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Access;

/// <summary>Opens a record to someone without a relationship, for a reason and for an hour; the manager is told .</summary>
public sealed class AccessByReason(AppDbContext db, ChildAccess access)
{
    /// <summary>Opens the record. Who may go as far already, or asked within the hour, gets nothing new.</summary>
    /// <exception cref="RuleViolationException">The reason says too little.</exception>
    /// <exception cref="AccessRefusedException">The record is hidden from them .</exception>
    public async Task OpenAsync(ActionContext context, int childId, string? reason, CancellationToken cancellationToken = default)
    {
        await access.RequireAsync(context, AccessLevel.AskReason, [childId], cancellationToken);
        if ((await access.DecideAsync(context.Me, childId, context.NowUtc, cancellationToken)).Level >= AccessLevel.Read) return;

        var grant = AccessGrant.Open(context, childId, reason);
        var teamId = await db.Children.Where(c => c.Id == childId).Select(c => c.TeamId).FirstAsync(cancellationToken);
        db.AccessGrants.Add(grant);
        db.Alerts.Add(ManagerAlert.Raise(context, AlertKind.RecordOpenedWithReason, childId, teamId, grant.Reason));
        db.Audit(context with { Reason = grant.Reason }, AuditAction.AccessGivenForReason, childId);
        await db.SaveChangesAsync(cancellationToken);
    }
}
