using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.AdminTeams;

/// <summary>Teams and who answers for them .</summary>
[ForRoles(Role.Administrator)]
public sealed class AdminTeamsController(AppDbContext db, TeamService teams, RequestContext request) : Controller
{
    [HttpGet(Routes.AdminTeams)]
    public async Task<IActionResult> Index(bool changed) => View(new TeamList(
        await db.Teams.AsNoTracking().OrderBy(t => t.Name).Select(t => new TeamLine(
            t.Id,
            t.Name,
            db.Users.Where(s => s.Id == t.ManagerId).Select(s => s.DisplayName).FirstOrDefault(),
            db.TeamMembers.Count(m => m.TeamId == t.Id && db.Users.Any(s => s.Id == m.StaffId && s.DisabledAtUtc == null)))).ToListAsync(),
        changed));

    [HttpGet(Routes.AdminNewTeam)]
    public Task<IActionResult> New() => ShowForm(null, new TeamForm());

    [HttpPost(Routes.AdminNewTeam)]
    public async Task<IActionResult> New(TeamForm form) =>
        await ModelState.TryAsync(() => teams.CreateAsync(request.Current, form.Name, form.ManagerId)) ? Changed() : await ShowForm(null, form);

    [HttpGet(Routes.AdminTeam)]
    public async Task<IActionResult> Show(int teamId) =>
        await db.Teams.AsNoTracking().FirstOrDefaultAsync(t => t.Id == teamId) is { } team
            ? await ShowForm(teamId, new TeamForm { Name = team.Name, ManagerId = team.ManagerId, Version = team.Version })
            : NotFound();

    [HttpPost(Routes.AdminTeam)]
    public async Task<IActionResult> Change(int teamId, TeamForm form)
    {
        if (!await db.Teams.AnyAsync(t => t.Id == teamId)) return NotFound();
        return await ModelState.TryAsync(() => teams.ChangeAsync(request.Current, teamId, form.Name, form.ManagerId, form.Version))
            ? Changed()
            : await ShowForm(teamId, form);
    }

    private RedirectResult Changed() => Redirect(Routes.AdminTeams + "?changed=true");

    private async Task<IActionResult> ShowForm(int? teamId, TeamForm form)
    {
        var managers = await db.Users.AsNoTracking().Where(s => s.DisabledAtUtc == null && s.Roles.Any(r => r.Role == Role.TeamManager || r.Role == Role.SeniorManager))
            .OrderBy(s => s.DisplayName).Select(s => new ManagerChoice(s.Id, s.DisplayName)).ToListAsync();
        var members = await db.Users.AsNoTracking().Where(s => s.DisabledAtUtc == null && s.Teams.Any(m => m.TeamId == teamId))
            .OrderBy(s => s.DisplayName).Select(s => new ManagerChoice(s.Id, s.DisplayName)).ToListAsync();
        return View("Show", new TeamPage(teamId, form, managers, members));
    }
}

/// <param name="Manager">Null: nobody answers for the team, and what is meant for its manager goes to the senior managers.</param>
public sealed record TeamLine(int Id, string Name, string? Manager, int Members);

public sealed record TeamList(IReadOnlyList<TeamLine> Teams, bool Changed);

public sealed record ManagerChoice(Guid Id, string Name);

public sealed record TeamPage(int? Id, TeamForm Form, IReadOnlyList<ManagerChoice> Managers, IReadOnlyList<ManagerChoice> Members);

/// <summary>A team as typed.</summary>
public sealed class TeamForm
{
    public string? Name { get; set; }

    public Guid? ManagerId { get; set; }

    /// <summary>The team's version when the page was opened.</summary>
    public Guid Version { get; set; }
}
