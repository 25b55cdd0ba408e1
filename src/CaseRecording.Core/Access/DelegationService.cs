using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Access;

/// <summary>A delegation as its page shows it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Team">The team's name.</param>
/// <param name="From">The manager.</param>
/// <param name="ToId">The deputy.</param>
/// <param name="To">Their name.</param>
/// <param name="SignOff">For signing off.</param>
/// <param name="Decisions">For decisions.</param>
/// <param name="FromUtc">From, UTC.</param>
/// <param name="UntilUtc">Until, UTC.</param>
/// <param name="EndedAtUtc">Ended early, UTC.</param>
/// <param name="EndedBy">By whom.</param>
/// <param name="Version">As shown.</param>
public sealed record DelegationLine(int Id, string Team, string From, Guid ToId, string To, bool SignOff, bool Decisions, DateTime FromUtc, DateTime UntilUtc, DateTime? EndedAtUtc, string? EndedBy, Guid Version)
{
    /// <summary>For what, in words.</summary>
    public string Things => (SignOff, Decisions) switch { (true, true) => "Sign-off and decisions", (true, false) => "Sign-off", _ => "Decisions" };

    /// <summary>Not ended, and not over.</summary>
    public bool IsOpen(DateTime nowUtc) => EndedAtUtc is null && UntilUtc > nowUtc;
}

/// <summary>Deputies of a team's manager. A deputy gets no further than the access rules let them: a conflict or restriction stays in force .</summary>
public sealed class DelegationService(AppDbContext db)
{
    /// <summary>Most that a page lists.</summary>
    public const int Most = 50;

    /// <summary>Those in force for a person at an instant: of managers who manage the team still.</summary>
    internal static IQueryable<Delegation> Active(AppDbContext db, Guid deputyId, DateTime nowUtc) => InForce(db, nowUtc).Where(d => d.ToId == deputyId);

    /// <summary>Everybody's in force at an instant.</summary>
    public static IQueryable<Delegation> InForce(AppDbContext db, DateTime nowUtc) => db.Delegations.Where(d =>
        d.FromUtc <= nowUtc && d.UntilUtc > nowUtc && d.EndedAtUtc == null && db.Teams.Any(t => t.Id == d.TeamId && t.ManagerId == d.FromId));

    /// <summary>
    /// Holds a deputy's delegations as they are until the transaction ends: whoever ends one waits, or has ended it already. What the deputy
    /// may do is asked again after this, so that one ended a moment ago does not count. Last of a transaction's locks; an update that changes nothing takes them on either engine.
    /// </summary>
    internal static Task HoldAsync(AppDbContext db, ActionContext context, CancellationToken cancellationToken) =>
        db.Delegations.Where(d => d.ToId == context.Me).ExecuteUpdateAsync(d => d.SetProperty(x => x.TeamId, x => x.TeamId), cancellationToken);

    /// <summary>Makes a deputy. Only the team's own manager can.</summary>
    /// <exception cref="RuleViolationException">No deputy, nothing delegated, or no period.</exception>
    /// <exception cref="AccessRefusedException">Someone else's team.</exception>
    public async Task MakeAsync(ActionContext context, int teamId, DelegationInput input, CancellationToken cancellationToken = default)
    {
        await RequireManagerAsync(context, teamId, cancellationToken);
        var today = LondonTime.DateOf(context.NowUtc);
        var known = input.ToId is { } to && await Deputies(context.Me).AnyAsync(s => s.Id == to, cancellationToken);
        new RuleCheck()
            .Refuse(Rules.Q07, !known, "to", "Choose who acts for you")
            .Refuse(Rules.Q07, input is { SignOff: false, Decisions: false }, "things", "Choose what they do for you")
            .Refuse(Rules.Q07, input.From is null, "from", "Enter the first day")
            .Refuse(Rules.Q07, input.From < today, "from", "The first day must be today or later")
            .Refuse(Rules.Q07, input.To is null, "until", "Enter the last day")
            .Refuse(Rules.Q07, input.To < input.From, "until", "The last day must not be before the first")
            .Refuse(Rules.Q07, input.To > input.From?.AddDays(Delegation.LongestDays - 1), "until", $"A delegation lasts {Delegation.LongestDays} days at most. Make another when it ends")
            .ThrowIfAny();
        var delegation = new Delegation(context, teamId, input);
        db.Delegations.Add(delegation);
        var things = string.Join(", ", new[] { input.SignOff ? "sign-off" : null, input.Decisions ? "decisions" : null }.OfType<string>());
        db.Audit(context, AuditAction.Delegated, subject: $"team:{teamId}", after: $"{things} to {input.ToId:N}, {input.From:yyyy-MM-dd} to {input.To:yyyy-MM-dd}");
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Ends a delegation before its time.</summary>
    /// <exception cref="RuleViolationException">It has ended already.</exception>
    /// <exception cref="EditedMeanwhileException">Someone ended it since the page was opened.</exception>
    /// <exception cref="AccessRefusedException">Someone else's team.</exception>
    public async Task EndAsync(ActionContext context, int teamId, int delegationId, Guid opened, CancellationToken cancellationToken = default)
    {
        await RequireManagerAsync(context, teamId, cancellationToken);
        var delegation = await db.Delegations.FirstOrDefaultAsync(d => d.Id == delegationId && d.TeamId == teamId, cancellationToken) ?? throw new AccessRefusedException(AccessLevel.Hidden);
        db.Entry(delegation).Property(d => d.Version).OriginalValue = opened;
        delegation.End(context);
        db.Audit(context, AuditAction.DelegationEnded, subject: $"team:{teamId}", after: $"{delegation.ToId:N}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException();
        }
    }

    /// <summary>A team's delegations, the latest first.</summary>
    public Task<List<DelegationLine>> OfTeamAsync(int teamId, CancellationToken cancellationToken = default) => Lines(db.Delegations.Where(d => d.TeamId == teamId)).ToListAsync(cancellationToken);

    /// <summary>What a person does for managers now.</summary>
    public Task<List<DelegationLine>> MineAsync(ActionContext context, CancellationToken cancellationToken = default) => Lines(Active(db, context.Me, context.NowUtc)).ToListAsync(cancellationToken);

    /// <summary>Who can be made a deputy: whoever works with records.</summary>
    public IQueryable<Staff> Deputies(Guid managerId) => db.Users.Where(s => s.Id != managerId && s.DisabledAtUtc == null
        && s.Roles.Any(r => r.Role == Role.SocialWorker || r.Role == Role.TeamManager || r.Role == Role.SeniorManager || r.Role == Role.TeamCoordinator)
        && !s.Roles.Any(r => r.Role == Role.Administrator || r.Role == Role.Auditor));

    private IQueryable<DelegationLine> Lines(IQueryable<Delegation> rows) => rows.AsNoTracking().OrderByDescending(d => d.UntilUtc).ThenByDescending(d => d.Id).Take(Most).Select(d => new DelegationLine(
        d.Id, db.Teams.Where(t => t.Id == d.TeamId).Select(t => t.Name).First(), db.Users.Where(u => u.Id == d.FromId).Select(u => u.DisplayName).First(),
        d.ToId, db.Users.Where(u => u.Id == d.ToId).Select(u => u.DisplayName).First(), d.SignOff, d.Decisions, d.FromUtc, d.UntilUtc, d.EndedAtUtc,
        db.Users.Where(u => u.Id == d.EndedById).Select(u => u.DisplayName).FirstOrDefault(), d.Version));

    private async Task RequireManagerAsync(ActionContext context, int teamId, CancellationToken cancellationToken)
    {
        if (!await db.Teams.AnyAsync(t => t.Id == teamId && t.ManagerId == context.Me, cancellationToken)) throw new AccessRefusedException(AccessLevel.Hidden);
    }
}
