using CaseRecording.Core.Access;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Clocks;

/// <summary>Everything that runs out for a worker, or for a team, on one page (T-09).</summary>
public sealed class ClocksController(Core.Quality.Clocks clocks, TeamClocks teams, RequestContext request) : Controller
{
    [HttpGet(Routes.MyClocks), ForRoles(Role.SocialWorker, Role.TeamManager, Role.SeniorManager, Role.TeamCoordinator, Role.ReviewingOfficer, Role.ReferralTeam)]
    public async Task<IActionResult> Mine(ClockKind? kind, CancellationToken cancellationToken) =>
        View("Show", new ClocksModel(await clocks.MineAsync(request.Current, cancellationToken), null, kind));

    [HttpGet(Routes.ClocksOfTeam), ForRoles(Role.TeamManager, Role.SeniorManager, Role.TeamCoordinator)]
    public async Task<IActionResult> OfTeam(int teamId, ClockKind? kind, CancellationToken cancellationToken)
    {
        if ((await teams.ChoicesAsync(request.Current.Me, cancellationToken)).Find(c => c.Id == teamId) is not { } team) return NotFound();
        return View("Show", new ClocksModel(await clocks.OfTeamAsync(request.Current, teamId, kind, cancellationToken), team, kind));
    }
}

/// <summary>The page: of a team, or of the person who looks.</summary>
public sealed record ClocksModel(ClocksPicture Picture, TeamChoice? Team, ClockKind? Kind)
{
    private string Here => Team is { } team ? Routes.ToClocks(team.Id) : Routes.MyClocks;

    public string Title => Team is null ? "My clocks" : $"Clocks of {(Team.Name.EndsWith("team", StringComparison.OrdinalIgnoreCase) ? Team.Name : $"{Team.Name} team")}";

    public IEnumerable<ClockRow> Rows => Picture.Rows.Where(r => Kind is null || r.Kind == Kind);

    /// <summary>How many of each kind, with the address of its rows; those that have run out stand out.</summary>
    public IEnumerable<(string Href, int Count, string Text, bool Urgent, bool IsCurrent)> Numbers =>
        Picture.Counts.Where(c => c.Value > 0 || c.Key == Kind).Select(c => (
            c.Key == Kind ? Here : $"{Here}?kind={c.Key}", c.Value, Words(c.Key, c.Value),
            c.Key == ClockKind.Safeguarding || Picture.Rows.Any(r => r.Kind == c.Key && r.IsOverdue(Picture.NowUtc)), c.Key == Kind));

    public string AllHref => Here;

    /// <summary>Not every row of this kind stands on the page.</summary>
    public bool More => Kind is { } kind && Picture.Counts[kind] > Picture.Rows.Count(r => r.Kind == kind);

    /// <summary>Where a row leads.</summary>
    public static string Href(ClockRow row) => (row.Kind, row.Id, row.Draft) switch
    {
        (ClockKind.Safeguarding, { } report, _) => Routes.ToSafeguarding(row.ChildId, (int)report),
        (ClockKind.Entry, { } entry, { }) => Routes.ToChange(row.ChildId, entry),
        (ClockKind.Entry, null, var (id, form)) => Routes.ToDraft(row.ChildId, form, id),
        (ClockKind.Entry or ClockKind.SignOff or ClockKind.WrittenLate, { } entry, _) => Routes.ToEntry(row.ChildId, entry),
        (ClockKind.Plan, { } goal, _) => Routes.ToGoal(row.ChildId, (int)goal),
        (ClockKind.Correction, { } request, _) => Routes.ToCorrection(row.ChildId, (int)request),
        (ClockKind.Review, _, _) => Routes.ToPlan(row.ChildId),
        (ClockKind.Summary or ClockKind.Progress, _, _) => Routes.ToChild(row.ChildId),
        _ => Routes.ToTimeline(row.ChildId),
    };

    /// <summary>Its time in words, and how it stands out.</summary>
    public Deadline Time(ClockRow row) => row switch
    {
        { LateBy: { } late } => new Deadline($"Written {LondonTime.FormatDuration(late)} late", DeadlineLevel.Calm),
        { DueAtUtc: { } due } => Timeliness.TimeLeft(due, Picture.NowUtc),
        { DueOn: { } day } => Timeliness.TimeLeft(day, LondonTime.DateOf(Picture.NowUtc)),
        { SinceUtc: { } since } => new Deadline($"Waiting {Features.Team.TeamModel.Span(Picture.NowUtc - since)}", DeadlineLevel.Calm),
        _ => new Deadline("No time set yet", DeadlineLevel.Calm),
    };

    public static string Words(ClockKind kind, int count) => kind switch
    {
        ClockKind.Safeguarding => count == 1 ? "safeguarding concern" : "safeguarding concerns",
        ClockKind.Entry => count == 1 ? "entry not final" : "entries not final",
        ClockKind.SignOff => "waiting for sign-off",
        ClockKind.Visit => count == 1 ? "visit" : "visits",
        ClockKind.Summary => count == 1 ? "case note summary" : "case note summaries",
        ClockKind.Progress => count == 1 ? "progress summary" : "progress summaries",
        ClockKind.Supervision => count == 1 ? "supervision" : "supervisions",
        ClockKind.Review => count == 1 ? "review" : "reviews",
        ClockKind.Plan => count == 1 ? "step or goal of a plan" : "steps and goals of plans",
        ClockKind.Correction => count == 1 ? "correction" : "corrections",
        _ => "written late",
    };
}
