using CaseRecording.Core.Access;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Recording;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Team;

/// <summary>Drafts that a team's workers have open: a manager can go on with one whose author is away.</summary>
[ForRoles(Role.TeamManager, Role.SeniorManager)]
public sealed class LeftDraftsController(LeftDrafts drafts, TeamClocks clocks, RequestContext request) : Controller
{
    [HttpGet(Routes.LeftDrafts)]
    public async Task<IActionResult> Show(int teamId, CancellationToken cancellationToken) =>
        await TeamAsync(teamId, cancellationToken) is { } team
            ? View("/Features/Team/LeftDrafts.cshtml", new LeftDraftsModel(team, await drafts.ListAsync(request.Current, teamId, cancellationToken)))
            : NotFound();

    [HttpGet(Routes.TakeOverDraft)]
    public async Task<IActionResult> Ask(int teamId, Guid draftId, CancellationToken cancellationToken) =>
        await TeamAsync(teamId, cancellationToken) is { } team && (await drafts.ListAsync(request.Current, teamId, cancellationToken)).Find(d => d.DraftId == draftId) is { } draft
            ? View("/Features/Team/TakeOverDraft.cshtml", new TakeOverModel(team, draft))
            : NotFound();

    [HttpPost(Routes.TakeOverDraft)]
    public async Task<IActionResult> TakeOver(int teamId, Guid draftId, string? reason, CancellationToken cancellationToken)
    {
        Draft? taken = null;
        if (!await ModelState.TryAsync(async () => taken = await drafts.TakeOverAsync(request.Current, draftId, reason, cancellationToken))) return await Ask(teamId, draftId, cancellationToken);
        return taken is null ? NotFound() : Redirect(Routes.ToDraft(taken.ChildId, taken.Form, taken.Id));
    }

    private async Task<TeamChoice?> TeamAsync(int teamId, CancellationToken cancellationToken) =>
        (await clocks.ChoicesAsync(request.Current.Me, cancellationToken)).Find(c => c.Id == teamId);
}

public sealed record LeftDraftsModel(TeamChoice Team, IReadOnlyList<LeftDraft> Drafts);

public sealed record TakeOverModel(TeamChoice Team, LeftDraft Draft);
