using CaseRecording.Core.Access;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Safeguarding;
using CaseRecording.Web.Features.Safeguarding;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Team;

/// <summary>A team's clocks: every number leads to its rows on the same page.</summary>
public sealed class TeamController(TeamClocks clocks, ManagerAlerts alerts, SafeguardingService safeguarding, Core.Quality.Audits.AuditQuery audits, RequestContext request) : Controller
{
    [HttpGet(Routes.Team), ForRoles(Role.TeamManager, Role.SeniorManager, Role.TeamCoordinator)]
    public async Task<IActionResult> Show(int? team, string? all, CancellationToken cancellationToken)
    {
        var me = request.Current.Me;
        var choices = await clocks.ChoicesAsync(me, cancellationToken);
        if (choices.Count == 0 && team is null) return View("NoTeam");
        if (choices.Find(c => team is null || c.Id == team) is not { } chosen) return NotFound();
        var picture = await clocks.ReadAsync(request.Current, chosen.Id, TeamModel.List(all), cancellationToken);
        var waiting = MayAcknowledge ? await alerts.ListAsync(me, chosen.Id, cancellationToken) : [];
        var concerns = await safeguarding.OfTeamAsync(request.Current, chosen.Id, cancellationToken);
        return View(new TeamModel(choices, chosen, picture, waiting)
        {
            Safeguarding = new SafeguardingList(concerns, chosen.Id),
            Audits = await audits.OfTeamAsync(request.Current, chosen.Id, cancellationToken),
        });
    }

    [HttpPost(Routes.AcknowledgeAlert), ForRoles(Role.TeamManager, Role.SeniorManager)]
    public async Task<IActionResult> Acknowledge(int teamId, int alertId, CancellationToken cancellationToken)
    {
        if (!(await clocks.ChoicesAsync(request.Current.Me, cancellationToken)).Exists(c => c.Id == teamId)) return NotFound();
        await alerts.AcknowledgeAsync(request.Current, teamId, alertId, cancellationToken);
        return Redirect($"{Routes.Team}?team={teamId}#alerts");
    }

    private bool MayAcknowledge => User.IsInRole(nameof(Role.TeamManager)) || User.IsInRole(nameof(Role.SeniorManager));
}
