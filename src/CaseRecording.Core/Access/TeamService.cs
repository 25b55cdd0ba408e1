using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Access;

/// <summary>Teams and who answers for them .</summary>
public sealed class TeamService(AppDbContext db)
{
    private const int LongestName = 100;

    /// <summary>Makes a team.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="RuleViolationException">No name, a name in use, or a manager who is none.</exception>
    public async Task<int> CreateAsync(ActionContext context, string? name, Guid? managerId, CancellationToken cancellationToken = default)
    {
        var team = new Team();
        await SetAsync(team, name, managerId, cancellationToken);
        db.Teams.Add(team);
        db.Audit(context, AuditAction.TeamCreated, after: After(team));
        await db.SaveChangesAsync(cancellationToken);
        return team.Id;
    }

    /// <summary>Renames a team or gives it another manager.</summary>
    /// <exception cref="RuleViolationException">As when made.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed the team since.</exception>
    public async Task ChangeAsync(ActionContext context, int teamId, string? name, Guid? managerId, Guid version, CancellationToken cancellationToken = default)
    {
        var team = await db.Teams.FirstAsync(t => t.Id == teamId, cancellationToken);
        var before = After(team);
        await SetAsync(team, name, managerId, cancellationToken);
        db.Entry(team).Property(t => t.Version).OriginalValue = version;
        team.Version = Guid.NewGuid();
        db.Audit(context, AuditAction.TeamChanged, subject: $"team:{teamId}", before: before, after: After(team));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException();
        }
    }

    private async Task SetAsync(Team team, string? name, Guid? managerId, CancellationToken cancellationToken)
    {
        var text = (name ?? "").Trim();
        var taken = await db.Teams.AnyAsync(t => t.Name == text && t.Id != team.Id, cancellationToken);
        var manages = managerId is null || await db.Users.AnyAsync(
            s => s.Id == managerId && s.DisabledAtUtc == null && s.Roles.Any(r => r.Role == Role.TeamManager || r.Role == Role.SeniorManager), cancellationToken);
        new RuleCheck()
            .Refuse(Rules.A06, text.Length is 0 or > LongestName, "name", $"Enter a name of at most {LongestName} characters")
            .Refuse(Rules.A06, taken, "name", "Another team has this name")
            .Refuse(Rules.A06, !manages, "managerId", "Choose someone with the role team manager or senior manager")
            .ThrowIfAny();
        (team.Name, team.ManagerId) = (text, managerId);
    }

    private static string After(Team team) => $"manager:{team.ManagerId:N}";
}
