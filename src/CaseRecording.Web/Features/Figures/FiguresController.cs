using System.Globalization;
using CaseRecording.Core.Access;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Quality.Figures;
using CaseRecording.Core.Time;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Figures;

/// <summary>How teams have done over a year, with the rows behind every number.</summary>
[ForRoles(Role.TeamManager, Role.SeniorManager, Role.TeamCoordinator)]
public sealed class FiguresController(TeamFigures figures, TeamClocks clocks, RequestContext request) : Controller
{
    /// <summary>All teams side by side, for the director.</summary>
    [HttpGet(Routes.Figures), ForRoles(Role.SeniorManager)]
    public async Task<IActionResult> Teams(string? month, CancellationToken cancellationToken)
    {
        var teams = await clocks.ChoicesAsync(request.Current.Me, cancellationToken);
        var months = TeamFigures.MonthsTo(Today);
        // The last whole month tells more than the few days of this one.
        var chosen = Month(month) is { } asked && months.Contains(asked) ? asked : months[^2];
        return View("/Features/Figures/Teams.cshtml", new TeamsModel(teams, await figures.ReadAsync(request.Current, [.. teams.Select(t => t.Id)], [chosen], cancellationToken), months, chosen));
    }

    [HttpGet(Routes.TeamFigures)]
    public async Task<IActionResult> Show(int teamId, CancellationToken cancellationToken) =>
        await TeamAsync(teamId, cancellationToken) is { } team
            ? View("/Features/Figures/Show.cshtml", new FiguresModel(team, await figures.ReadAsync(request.Current, [team.Id], cancellationToken: cancellationToken)))
            : NotFound();

    [HttpGet(Routes.FigureRows)]
    public async Task<IActionResult> Rows(int teamId, string figure, string? month, string? met, string? before, CancellationToken cancellationToken)
    {
        if (Known(figure) is not { } known || Month(month) is not { } first || await TeamAsync(teamId, cancellationToken) is not { } team) return NotFound();
        bool? only = met switch { "yes" => true, "no" => false, _ => null };
        var rows = await figures.RowsAsync(request.Current, team.Id, known, first, only, FigureRowsModel.Read(before), cancellationToken);
        return View("/Features/Figures/Rows.cshtml", new FigureRowsModel(team, FigureDefinition.Of(known), first, only, rows, before is not null));
    }

    [HttpGet(Routes.FigureFile)]
    public async Task<IActionResult> File(int teamId, string figure, string? month, CancellationToken cancellationToken)
    {
        if (Known(figure) is not { } known || Month(month) is not { } first || await TeamAsync(teamId, cancellationToken) is not { } team) return NotFound();
        var definition = FigureDefinition.Of(known);
        var (name, rows) = ($"{team.Name} {definition.Title} {first:yyyy-MM}.csv", await figures.ExportAsync(request.Current, team.Id, known, first, cancellationToken));
        if (definition.Standing)
            return CsvFile.Make(name, rows, ("Child", r => r.Child), ("Worker", r => r.Author), ("Due", r => LondonTime.FormatDate(LondonTime.DateOf(r.AtUtc))), (definition.Title, r => r.Met ? "Yes" : "No"));
        return CsvFile.Make(
            name, rows,
            ("Child", r => r.Child), ("Entry", r => r.Title), ("Entry number", r => r.RecordingId.ToString(CultureInfo.InvariantCulture)), ("Written by", r => r.Author),
            ("When", r => LondonTime.FormatDateTime(r.AtUtc)), (definition.Title, r => r.Met ? "Yes" : "No"));
    }

    private DateOnly Today => LondonTime.DateOf(request.Current.NowUtc);

    private static Figure? Known(string text) => Enum.TryParse<Figure>(text, out var figure) && Enum.IsDefined(figure) ? figure : null;

    private static DateOnly? Month(string? text) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;

    private async Task<TeamChoice?> TeamAsync(int teamId, CancellationToken cancellationToken) =>
        (await clocks.ChoicesAsync(request.Current.Me, cancellationToken)).Find(c => c.Id == teamId);
}
