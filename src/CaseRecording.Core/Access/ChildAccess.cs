using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Access;

/// <summary>How far a person may go with one child's record, in rising order.</summary>
public enum AccessLevel
{
    /// <summary>As if the record did not exist .</summary>
    Hidden,

    /// <summary>Its existence may be known; opening it needs a reason .</summary>
    AskReason,

    /// <summary>The one-page summary only (S-04).</summary>
    Summary,

    /// <summary>Read the record.</summary>
    Read,

    /// <summary>Read and record.</summary>
    Record,

    /// <summary>Read, record, sign off, decide and allocate.</summary>
    Manage,
}

/// <summary>An answer of the access rules.</summary>
/// <param name="Level">How far.</param>
/// <param name="Relation">Why, as the audit keeps it.</param>
/// <param name="Reason">What the person said when that is what opened the record.</param>
public sealed record AccessDecision(AccessLevel Level, string Relation, string? Reason = null)
{
    internal const string AllocatedWorker = "allocated worker";
    internal const string OpenRequest = "open access request";
    internal const string OpenCorrection = "open request for correction";

    /// <summary>The manager for whom this person signs entries off; null for who does so in their own right, or not at all .</summary>
    public Guid? SignsOffFor { get; init; }

    /// <summary>May sign entries off: as a manager of the record, or for one .</summary>
    public bool MaySignOff => Level >= AccessLevel.Manage || SignsOffFor is not null;

    /// <summary>Whether the person answers for the record, to those who ask who has seen it: who manages it, its worker, and information governance while a request is open.</summary>
    public bool AnswersForRecord => Level == AccessLevel.Manage || (Level >= AccessLevel.Read && Relation is AllocatedWorker or OpenRequest);

    /// <summary>Nothing to see.</summary>
    public static readonly AccessDecision Hidden = new(AccessLevel.Hidden, "none");
}

/// <summary>Who may do what with which child's record: default deny, asked before every action.</summary>
public sealed class ChildAccess(AppDbContext db)
{
    private sealed record Facts(bool IsRestricted, int? TeamId, Guid? WorkerId, Guid? ReviewingOfficerId, Guid? ManagerId, bool Conflict, bool Named, string? Granted, bool RequestOpen, bool CorrectionOpen, bool IsDeputy, bool SignsOff);

    /// <summary>The answer for one person and one child. Two queries.</summary>
    public async Task<AccessDecision> DecideAsync(Guid staffId, int childId, DateTime nowUtc, CancellationToken cancellationToken = default)
    {
        var person = await db.Users.AsNoTracking().Where(s => s.Id == staffId && s.DisabledAtUtc == null)
            .Select(s => new { Roles = s.Roles.Select(r => r.Role).ToList(), Teams = s.Teams.Select(t => t.TeamId).ToList() })
            .FirstOrDefaultAsync(cancellationToken);
        if (person is null) return AccessDecision.Hidden;

        var deputies = DelegationService.Active(db, staffId, nowUtc);
        var facts = await db.Children.AsNoTracking().Where(c => c.Id == childId).Select(c => new Facts(
            c.IsRestricted, c.TeamId, c.WorkerId, c.ReviewingOfficerId,
            db.Teams.Where(t => t.Id == c.TeamId).Select(t => t.ManagerId).FirstOrDefault(),
            db.Conflicts.Any(x => x.ChildId == childId && x.StaffId == staffId),
            db.RestrictedReaders.Any(x => x.ChildId == childId && x.StaffId == staffId),
            db.AccessGrants.Where(x => x.ChildId == childId && x.StaffId == staffId && x.ExpiresAtUtc > nowUtc).OrderByDescending(x => x.ExpiresAtUtc).Select(x => x.Reason).FirstOrDefault(),
            db.AccessRequests.Any(x => x.ChildId == childId && x.ClosedAtUtc == null),
            db.Corrections.Any(x => x.ChildId == childId && x.DecidedAtUtc == null),
            deputies.Any(d => d.TeamId == c.TeamId),
            deputies.Any(d => d.TeamId == c.TeamId && d.SignOff))).FirstOrDefaultAsync(cancellationToken);
        return facts is null ? AccessDecision.Hidden : AsDeputy(Decide(staffId, person.Roles, person.Teams, facts), facts);
    }

    /// <summary>A deputy records for the children of the team, and signs off where that was delegated; what is hidden from them stays hidden .</summary>
    private static AccessDecision AsDeputy(AccessDecision own, Facts child)
    {
        if (!Rules.Q07.Applies(child.IsDeputy) || own.Level is AccessLevel.Hidden or AccessLevel.Manage) return own;
        var decision = own.Level >= AccessLevel.Record ? own : new(AccessLevel.Record, "deputy of the team manager");
        return child.SignsOff ? decision with { SignsOffFor = child.ManagerId } : decision;
    }

    private static AccessDecision Decide(Guid me, List<Role> roles, List<int> teams, Facts child)
    {
        if (Rules.A02.Broken(child.Conflict)) return AccessDecision.Hidden;
        if (Rules.A02.Broken(child.IsRestricted && !child.Named)) return AccessDecision.Hidden;
        // Whatever else they hold: who gives out roles must not be able to give themselves a record.
        if (Rules.A06.Broken(roles.Exists(r => r is Role.Administrator or Role.Auditor))) return AccessDecision.Hidden;
        if (!roles.Exists(r => r.WorksWithRecords()))
        {
            return roles.Contains(Role.InformationGovernance) && (child.RequestOpen || child.CorrectionOpen) ? new(AccessLevel.Read, child.RequestOpen ? AccessDecision.OpenRequest : AccessDecision.OpenCorrection) : AccessDecision.Hidden;
        }

        var manages = roles.Exists(r => r is Role.TeamManager or Role.SeniorManager);
        if (manages && child.ManagerId == me) return new(AccessLevel.Manage, "team manager");
        if (child.TeamId is { } team && teams.Contains(team) && (manages || roles.Exists(r => r is Role.SocialWorker or Role.TeamCoordinator)))
        {
            return new(manages ? AccessLevel.Manage : AccessLevel.Record, child.WorkerId == me ? AccessDecision.AllocatedWorker : "team");
        }

        if (child.WorkerId == me) return new(AccessLevel.Record, AccessDecision.AllocatedWorker);
        if (child.ReviewingOfficerId == me && roles.Contains(Role.ReviewingOfficer)) return new(AccessLevel.Record, "reviewing officer");
        if (child.TeamId is null && manages) return new(AccessLevel.Manage, "manager, not yet allocated");
        if (child.TeamId is null && roles.Contains(Role.ReferralTeam)) return new(AccessLevel.Record, "referral team, not yet allocated");
        // Of a restricted record the named read and no more, also where they gave a reason before it was restricted.
        if (child.Granted is { } reason && !child.IsRestricted) return new(AccessLevel.Record, "reason given", reason);
        if (child.RequestOpen && roles.Contains(Role.InformationGovernance)) return new(AccessLevel.Read, AccessDecision.OpenRequest);
        if (child.CorrectionOpen && roles.Contains(Role.InformationGovernance)) return new(AccessLevel.Read, AccessDecision.OpenCorrection);
        if (child.IsRestricted && child.Named) return new(AccessLevel.Read, "named reader");
        if (roles.Contains(Role.EmergencyDuty)) return new(AccessLevel.Summary, "emergency duty");
        return Rules.A01.Broken(true) ? new(AccessLevel.AskReason, "none") : new(AccessLevel.Record, "none");
    }

    /// <summary>Children a person may find by name: finding is not opening, and what is hidden from them is not found .</summary>
    public IQueryable<Child> Findable(Guid staffId) => db.Children.Where(c =>
        !db.Conflicts.Any(x => x.ChildId == c.Id && x.StaffId == staffId)
        && (!c.IsRestricted || db.RestrictedReaders.Any(x => x.ChildId == c.Id && x.StaffId == staffId)));

    /// <summary>Children whose rows stand on a person's own lists: their own, their teams', the teams they manage, and what waits for allocation.</summary>
    public IQueryable<Child> Own(Guid staffId) => Findable(staffId).Where(c =>
        c.WorkerId == staffId
        || c.ReviewingOfficerId == staffId
        || db.TeamMembers.Any(m => m.StaffId == staffId && m.TeamId == c.TeamId)
        || db.Teams.Any(t => t.Id == c.TeamId && t.ManagerId == staffId)
        || (c.TeamId == null && db.StaffRoles.Any(r => r.StaffId == staffId && (r.Role == Role.ReferralTeam || r.Role == Role.TeamManager))));

    /// <summary>Children a person is offered to record for: those of their own lists, and those a reason has opened to them. Whether they may is asked again when they do.</summary>
    public IQueryable<Child> Recordable(ActionContext context)
    {
        var (me, now, own) = (context.Me, context.NowUtc, Own(context.Me));
        return Findable(me).Where(c => own.Any(o => o.Id == c.Id) || db.AccessGrants.Any(g => g.ChildId == c.Id && g.StaffId == me && g.ExpiresAtUtc > now));
    }

    /// <summary>Requires a level for every child named; a refusal is audited on its own and says nothing of the record.</summary>
    /// <exception cref="AccessRefusedException">Too low for at least one of them.</exception>
    public async Task RequireAsync(ActionContext context, AccessLevel needed, IEnumerable<int> childIds, CancellationToken cancellationToken = default)
    {
        foreach (var childId in childIds.Distinct().ToList())
        {
            var decision = await DecideAsync(context.Me, childId, context.NowUtc, cancellationToken);
            if (decision.Level >= needed) continue;
            await RefusedAsync(context with { Relation = decision.Relation }, childId, needed, cancellationToken);
            throw new AccessRefusedException(decision.Level);
        }
    }

    /// <summary>Requires that entries of every child named may be signed off; a refusal is audited on its own.</summary>
    /// <returns>The managers for whom it is done; none where the person manages the records.</returns>
    /// <exception cref="AccessRefusedException">Not of at least one of them.</exception>
    internal async Task<IReadOnlyCollection<Guid>> RequireSignOffAsync(ActionContext context, IEnumerable<int> childIds, CancellationToken cancellationToken = default)
    {
        var managers = new HashSet<Guid>();
        foreach (var childId in childIds.Distinct().ToList())
        {
            var decision = await DecideAsync(context.Me, childId, context.NowUtc, cancellationToken);
            if (decision.SignsOffFor is { } manager) managers.Add(manager);
            if (decision.MaySignOff) continue;
            await RefusedAsync(context with { Relation = decision.Relation }, childId, AccessLevel.Manage, cancellationToken);
            throw new AccessRefusedException(decision.Level);
        }

        return managers;
    }

    /// <summary>Audits a refusal in a transaction of its own. Of a child that does not exist only the number tried is kept.</summary>
    public async Task RefusedAsync(ActionContext context, int childId, AccessLevel needed, CancellationToken cancellationToken = default)
    {
        // What the refused action had begun must not be saved with it, nor undone with it.
        await db.AbandonAsync(cancellationToken);
        var exists = await db.Children.AnyAsync(c => c.Id == childId, cancellationToken);
        db.Audit(context, AuditAction.AccessRefused, exists ? childId : null, subject: string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{needed} of child {childId}"));
        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>The access rules refused; the page answers as if nothing were there, or asks for a reason .</summary>
public sealed class AccessRefusedException(AccessLevel level) : Exception("Access refused.")
{
    /// <summary>How far the person could have gone.</summary>
    public AccessLevel Level { get; } = level;
}
