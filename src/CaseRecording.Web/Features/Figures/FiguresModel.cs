using System.Globalization;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Quality.Figures;

namespace CaseRecording.Web.Features.Figures;

/// <summary>One team's year.</summary>
public sealed record FiguresModel(TeamChoice Team, IReadOnlyList<FigureTrend> Trends)
{
    public static string Name(DateOnly month) => month.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
}

/// <summary>All teams in one month.</summary>
public sealed record TeamsModel(IReadOnlyList<TeamChoice> Teams, IReadOnlyList<FigureTrend> Trends, IReadOnlyList<DateOnly> Months, DateOnly Month)
{
    public FigureMonth Of(TeamChoice team, FigureDefinition figure) =>
        Trends.Single(t => t.TeamId == team.Id && t.Definition == figure).Months.Single(m => m.Month == Month);

    public FigureMonth OfAll(FigureDefinition figure)
    {
        var all = Teams.Select(t => Of(t, figure)).ToList();
        return new FigureMonth(Month, all.Sum(m => m.Met), all.Sum(m => m.Counted));
    }
}

/// <summary>The rows of one number.</summary>
public sealed record FigureRowsModel(TeamChoice Team, FigureDefinition Figure, DateOnly Month, bool? Met, FigureRows Page, bool IsLater)
{
    public string First(string? met = null) => Routes.ToFigureRows(Team.Id, Figure.Figure, Month) + (met is null ? null : $"&met={met}");

    /// <summary>The next page; null at the end.</summary>
    public string? Older => Page.HasMore ? First(Met switch { true => "yes", false => "no", _ => null }) + $"&before={Write(Page.Rows[^1])}" : null;

    private static string Write(FigureRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.AtUtc.Ticks}.{row.RecordingId}.{row.ChildId}");

    public static (DateTime AtUtc, long RecordingId, int ChildId)? Read(string? text) =>
        text?.Split('.') is [var ticks, var entry, var child]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTime.MaxValue.Ticks
            && long.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out var recording)
            && int.TryParse(child, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? (new DateTime(at, DateTimeKind.Utc), recording, id) : null;
}
