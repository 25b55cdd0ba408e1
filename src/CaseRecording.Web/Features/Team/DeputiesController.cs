using CaseRecording.Core.Access;
using CaseRecording.Core.Quality;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.Team;

/// <summary>Who acts for a team's manager, for what and until when. The manager decides; others who help to manage the team read.</summary>
[ForRoles(Role.TeamManager, Role.SeniorManager)]
public sealed class DeputiesController(DelegationService delegations, TeamClocks clocks, Core.Data.AppDbContext db, RequestContext request) : Controller
{
    [HttpGet(Routes.Deputies)]
    public Task<IActionResult> Show(int teamId, CancellationToken cancellationToken) => PageAsync(teamId, new DeputyForm(), cancellationToken);

    [HttpPost(Routes.Deputies)]
    public async Task<IActionResult> Make(int teamId, DeputyForm form, CancellationToken cancellationToken)
    {
        if (await TeamAsync(teamId, cancellationToken) is null) return NotFound();
        var things = form.Things ?? [];
        var input = new DelegationInput(form.To, things.Contains("signOff"), things.Contains("decisions"), form.From, form.Until);
        return ModelState.IsValid && await ModelState.TryAsync(() => delegations.MakeAsync(request.Current, teamId, input, cancellationToken))
            ? Redirect($"/team/{teamId}/deputies")
            : await PageAsync(teamId, form, cancellationToken);
    }

    [HttpPost(Routes.EndDeputy)]
    public async Task<IActionResult> End(int teamId, int delegationId, Guid opened, CancellationToken cancellationToken)
    {
        if (!await ModelState.TryAsync(() => delegations.EndAsync(request.Current, teamId, delegationId, opened, cancellationToken))) return await PageAsync(teamId, new DeputyForm(), cancellationToken);
        return Redirect($"/team/{teamId}/deputies");
    }

    private async Task<IActionResult> PageAsync(int teamId, DeputyForm form, CancellationToken cancellationToken)
    {
        if (await TeamAsync(teamId, cancellationToken) is not { } team) return NotFound();
        var me = request.Current.Me;
        var isManager = await db.Teams.AnyAsync(t => t.Id == teamId && t.ManagerId == me, cancellationToken);
        var people = isManager
            ? await delegations.Deputies(me).OrderByDescending(s => s.Teams.Any(t => t.TeamId == teamId)).ThenBy(s => s.DisplayName).Take(200).Select(s => new Deputy(s.Id, s.DisplayName)).ToListAsync(cancellationToken)
            : [];
        return View("/Features/Team/Deputies.cshtml", new DeputiesModel(team, await delegations.OfTeamAsync(teamId, cancellationToken), people, isManager, form, request.Current.NowUtc));
    }

    private async Task<TeamChoice?> TeamAsync(int teamId, CancellationToken cancellationToken) =>
        (await clocks.ChoicesAsync(request.Current.Me, cancellationToken)).Find(c => c.Id == teamId);
}

/// <summary>What the page posts.</summary>
public sealed class DeputyForm
{
    public Guid? To { get; set; }

    public List<string>? Things { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? Until { get; set; }
}

public sealed record Deputy(Guid Id, string Name);

public sealed record DeputiesModel(TeamChoice Team, IReadOnlyList<DelegationLine> Delegations, IReadOnlyList<Deputy> People, bool IsManager, DeputyForm Form, DateTime NowUtc);
