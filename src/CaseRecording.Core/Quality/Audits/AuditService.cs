using System.Globalization;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Quality.Audits;

/// <summary>Finishes audits, and follows what must be put right until it is .</summary>
public sealed class AuditService(AppDbContext db, ChildAccess access)
{
    /// <summary>Most owners offered.</summary>
    public const int MostOwners = 200;

    /// <summary>Who can be asked to put something right: the child's worker, reviewing officer, manager and team, and whoever asks.</summary>
    public async Task<List<AuditorChoice>> OwnersAsync(ActionContext context, int childId, CancellationToken cancellationToken = default)
    {
        var me = context.Me;
        var child = await db.Children.AsNoTracking().Where(c => c.Id == childId)
            .Select(c => new { c.IsRestricted, c.TeamId, c.WorkerId, c.ReviewingOfficerId, Manager = db.Teams.Where(t => t.Id == c.TeamId).Select(t => t.ManagerId).FirstOrDefault() }).SingleAsync(cancellationToken);
        return await db.Users.AsNoTracking()
            .Where(s => s.DisabledAtUtc == null && (s.Id == me || s.Id == child.WorkerId || s.Id == child.ReviewingOfficerId || s.Id == child.Manager || s.Teams.Any(t => t.TeamId == child.TeamId)))
            .Where(s => !db.Conflicts.Any(x => x.ChildId == childId && x.StaffId == s.Id) && (!child.IsRestricted || db.RestrictedReaders.Any(x => x.ChildId == childId && x.StaffId == s.Id)))
            .Where(s => s.Roles.Any() && !s.Roles.Any(r => r.Role == Role.Administrator || r.Role == Role.Auditor))
            .OrderBy(s => s.DisplayName).Take(MostOwners).Select(s => new AuditorChoice(s.Id, s.DisplayName)).ToListAsync(cancellationToken);
    }

    /// <summary>Finishes an audit: what was found is kept for good, and what must be put right begins its clock.</summary>
    /// <exception cref="AccessRefusedException">Not theirs to audit, or the record is not open to them.</exception>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    /// <exception cref="EditedMeanwhileException">It was finished or given to someone else in the same instant.</exception>
    public async Task FinishAsync(ActionContext context, int childId, int auditId, AuditInput input, CancellationToken cancellationToken = default)
    {
        await access.RequireAsync(context, AccessLevel.Read, [childId], cancellationToken);
        var me = context.Me;
        var audit = await db.RecordAudits.Include(a => a.Actions).FirstOrDefaultAsync(a => a.Id == auditId && a.ChildId == childId && a.AuditorId == me && SampleService.Managers(db).Any(m => m.Id == me), cancellationToken) ?? throw new AccessRefusedException(AccessLevel.Hidden);
        var workerId = await db.Children.Where(c => c.Id == childId).Select(c => c.WorkerId).SingleAsync(cancellationToken);
        var owners = (await OwnersAsync(context, childId, cancellationToken)).Select(o => o.Id).ToHashSet();
        audit.Finish(context, input with { Actions = [.. input.Actions.Select(a => a with { OwnerId = a.OwnerId is { } o && owners.Contains(o) ? o : null })] }, workerId);
        if (await db.Drafts.FirstOrDefaultAsync(d => d.Id == audit.DraftId, cancellationToken) is { } draft) draft.Finish(context.NowUtc);
        await SaveAsync(context, AuditAction.RecordAudited, childId, $"audit {auditId}", audit.Finding!.Outcome.ToString(), cancellationToken);
    }

    /// <summary>Says that something was put right: its owner, or a manager of the record.</summary>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    /// <exception cref="AccessRefusedException">Not theirs to say.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed it since the page was opened.</exception>
    public async Task DoneAsync(ActionContext context, int childId, int actionId, Guid opened, string? note, CancellationToken cancellationToken = default)
    {
        var action = await ActionAsync(context, childId, actionId, opened, (a, level) => a.OwnerId == context.Me || level == AccessLevel.Manage, cancellationToken);
        action.Done(context, note);
        await SaveAsync(context, AuditAction.RemedialDone, childId, $"action {actionId}", null, cancellationToken);
    }

    /// <summary>Finds it put right: the auditor, or a manager of the record.</summary>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    /// <exception cref="AccessRefusedException">Not theirs to say.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed it since the page was opened.</exception>
    public async Task ConfirmAsync(ActionContext context, int childId, int actionId, Guid opened, CancellationToken cancellationToken = default)
    {
        var action = await ActionAsync(context, childId, actionId, opened, (a, level) => Follows(context, a, level), cancellationToken);
        action.Confirm(context);
        await SaveAsync(context, AuditAction.RemedialConfirmed, childId, $"action {actionId}", null, cancellationToken);
    }

    /// <summary>Finds it not put right: it is open again.</summary>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    /// <exception cref="AccessRefusedException">Not theirs to say.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed it since the page was opened.</exception>
    public async Task SendBackAsync(ActionContext context, int childId, int actionId, Guid opened, string? reason, CancellationToken cancellationToken = default)
    {
        var action = await ActionAsync(context, childId, actionId, opened, (a, level) => Follows(context, a, level), cancellationToken);
        action.SendBack(context, reason);
        await SaveAsync(context, AuditAction.RemedialSentBack, childId, $"action {actionId}", null, cancellationToken);
    }

    /// <summary>Gives it to another owner, or another day.</summary>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    /// <exception cref="AccessRefusedException">Not theirs to change.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed it since the page was opened.</exception>
    public async Task ChangeAsync(ActionContext context, int childId, int actionId, Guid opened, Guid? ownerId, DateOnly? dueOn, string? reason, CancellationToken cancellationToken = default)
    {
        var action = await ActionAsync(context, childId, actionId, opened, (a, level) => Follows(context, a, level), cancellationToken);
        var known = ownerId == action.OwnerId || (await OwnersAsync(context, childId, cancellationToken)).Exists(o => o.Id == ownerId);
        action.Change(context, known ? ownerId : null, dueOn, reason);
        await SaveAsync(context, AuditAction.RemedialChanged, childId, $"action {actionId}", $"{ownerId:N}, {dueOn:yyyy-MM-dd}", cancellationToken);
    }

    /// <summary>Whether a person follows up what an audit asked for: its auditor, or a manager of the record.</summary>
    private static bool Follows(ActionContext context, RemedialAction action, AccessLevel level) => action.Audit.AuditorId == context.Me || level == AccessLevel.Manage;

    private async Task<RemedialAction> ActionAsync(ActionContext context, int childId, int actionId, Guid opened, Func<RemedialAction, AccessLevel, bool> may, CancellationToken cancellationToken)
    {
        await access.RequireAsync(context, AccessLevel.Read, [childId], cancellationToken);
        var level = (await access.DecideAsync(context.Me, childId, context.NowUtc, cancellationToken)).Level;
        var action = await db.RemedialActions.Include(a => a.Audit).FirstOrDefaultAsync(a => a.Id == actionId && a.ChildId == childId, cancellationToken);
        if (action is null || !may(action, level)) throw new AccessRefusedException(AccessLevel.Hidden);
        // Before any rule: who answers an old page is told so, not that it is done already.
        if (action.Version != opened) throw new EditedMeanwhileException();
        return action;
    }

    private async Task SaveAsync(ActionContext context, AuditAction action, int childId, FormattableString subject, string? after, CancellationToken cancellationToken)
    {
        db.Audit(context, action, childId, subject: subject.ToString(CultureInfo.InvariantCulture), after: after);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException trouble) when (trouble is DbUpdateConcurrencyException || action == AuditAction.RecordAudited)
        {
            // An audit's finding is written once: finished twice in the same instant, one of them meets the other's.
            throw new EditedMeanwhileException();
        }
    }
}
