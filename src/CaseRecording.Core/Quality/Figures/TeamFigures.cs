using System.Linq.Expressions;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Quality.Figures;

/// <summary>
/// How teams have done month by month, and the rows behind each number: both come from the same query, so they cannot differ.
/// Records that the person may not know of are in no row and no number. One query per figure, whatever the number of teams.
/// </summary>
public sealed class TeamFigures(AppDbContext db, ChildAccess access, PolicyStore policies)
{
    private readonly StandingFigures standing = new(db, access, policies);

    /// <summary>Months of a trend, the present one last.</summary>
    public const int Months = 12;

    /// <summary>Rows on a page.</summary>
    public const int PageSize = 100;

    /// <summary>Most rows of one file.</summary>
    public const int MostRows = 20_000;

    /// <summary>Every figure of some teams, by default over <see cref="Months"/> months.</summary>
    /// <param name="context">Who looks, and when.</param>
    /// <param name="teamIds">Teams whose page they may see, see <see cref="TeamClocks.ChoicesAsync"/>.</param>
    /// <param name="months">First days of months that follow each other, oldest first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<FigureTrend>> ReadAsync(ActionContext context, IReadOnlyList<int> teamIds, IReadOnlyList<DateOnly>? months = null, CancellationToken cancellationToken = default)
    {
        months ??= MonthsTo(LondonTime.DateOf(context.NowUtc));
        var children = await standing.ReadAsync(context, teamIds, months, cancellationToken);
        List<FigureTrend> trends = [];
        foreach (var definition in FigureDefinition.All)
        {
            var counted = definition.Standing
                ? children.Where(s => s.Figure == definition.Figure).GroupBy(s => (s.TeamId, s.Month)).ToDictionary(g => g.Key, g => (Met: g.Count(s => s.Met), Counted: g.Count()))
                : await CountAsync(Facts(context, definition.Figure, teamIds), months, cancellationToken);
            trends.AddRange(teamIds.Select(team => new FigureTrend(team, definition, [.. months.Select((month, i) =>
                new FigureMonth(month, counted.GetValueOrDefault((team, i)).Met, counted.GetValueOrDefault((team, i)).Counted))])));
        }

        return trends;
    }

    /// <summary>The rows of one figure of one team in one month, latest first.</summary>
    /// <param name="context">Who looks, and when.</param>
    /// <param name="teamId">A team whose page they may see.</param>
    /// <param name="figure">The figure.</param>
    /// <param name="month">First UK day of the month.</param>
    /// <param name="met">Only those that met it, or only those that did not; null: both.</param>
    /// <param name="before">The last row of the page before: its <see cref="FigureRow.AtUtc"/>, entry and child.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<FigureRows> RowsAsync(
        ActionContext context, int teamId, Figure figure, DateOnly month, bool? met = null, (DateTime AtUtc, long RecordingId, int ChildId)? before = null, CancellationToken cancellationToken = default)
    {
        List<FigureRow> rows;
        if (FigureDefinition.Of(figure).Standing)
        {
            rows = [.. (await standing.RowsAsync(context, teamId, figure, month, cancellationToken))
                .Where(r => (met == null || r.Met == met) && (before is not var (due, _, last) || r.AtUtc < due || (r.AtUtc == due && r.ChildId < last)))];
        }
        else
        {
            var facts = InMonth(Facts(context, figure, [teamId]), month);
            if (before is var (at, entry, child))
                facts = facts.Where(f => f.AtUtc < at || (f.AtUtc == at && (f.RecordingId < entry || (f.RecordingId == entry && f.ChildId < child))));
            rows = await ListAsync(context.Me, facts, met, PageSize + 1, cancellationToken);
        }

        return new FigureRows([.. rows.Take(PageSize)], rows.Count > PageSize);
    }

    /// <summary>All rows of one figure in one month for a file, latest first. Who took them away is audited .</summary>
    /// <inheritdoc cref="RowsAsync"/>
    public async Task<IReadOnlyList<FigureRow>> ExportAsync(ActionContext context, int teamId, Figure figure, DateOnly month, CancellationToken cancellationToken = default)
    {
        var rows = FigureDefinition.Of(figure).Standing
            ? await standing.RowsAsync(context, teamId, figure, month, cancellationToken)
            : await ListAsync(context.Me, InMonth(Facts(context, figure, [teamId]), month), null, MostRows, cancellationToken);
        db.Audit(context, AuditAction.ListExported, subject: $"{figure} team:{teamId} month:{month:yyyy-MM} rows:{rows.Count}");
        await db.SaveChangesAsync(cancellationToken);
        return rows;
    }

    /// <summary>The first days of the months of a trend, oldest first.</summary>
    public static IReadOnlyList<DateOnly> MonthsTo(DateOnly today) =>
        [.. Enumerable.Range(0, Months).Select(i => new DateOnly(today.Year, today.Month, 1).AddMonths(i + 1 - Months))];

    private sealed class Fact
    {
        public required int TeamId { get; init; }
        public required int ChildId { get; init; }
        public required long RecordingId { get; init; }
        public required DateTime AtUtc { get; init; }
        public required bool Met { get; init; }
    }

    private IQueryable<Fact> Facts(ActionContext context, Figure figure, IReadOnlyList<int> teamIds)
    {
        var (overdue, waitedSince) = (Timeliness.OverdueCutOff(context.NowUtc), context.NowUtc.AddDays(-FigureDefinition.SignOffDays));
        var dueKind = figure == Figure.Supervised ? RecordingKind.Supervision : RecordingKind.ProgressSummary;
        var own = from c in access.Findable(context.Me).Where(c => c.TeamId != null && teamIds.Contains(c.TeamId.Value))
                  from r in db.RecordingChildren.Where(r => r.ChildId == c.Id)
                  select new { TeamId = c.TeamId!.Value, Row = r, Entry = r.Recording };
        var visits = own.Where(x => x.Entry.Kind == RecordingKind.Visit);
        var seen = visits.Where(x => x.Row.Seen == true);
        return figure switch
        {
            Figure.WrittenInTime => own.Select(x => new Fact { TeamId = x.TeamId, ChildId = x.Row.ChildId, RecordingId = x.Row.RecordingId, AtUtc = x.Row.OccurredAtUtc, Met = !x.Entry.WrittenLate }),
            Figure.FinalisedInTime => own.Where(x => x.Entry.FinalisedAtUtc != null || x.Entry.FinaliseDueAtUtc < overdue)
                .Select(x => new Fact { TeamId = x.TeamId, ChildId = x.Row.ChildId, RecordingId = x.Row.RecordingId, AtUtc = x.Row.OccurredAtUtc, Met = x.Entry.FinalisedAtUtc != null && !x.Entry.FinalisedLate }),
            Figure.Seen => visits.Where(x => x.Row.Seen != null)
                .Select(x => new Fact { TeamId = x.TeamId, ChildId = x.Row.ChildId, RecordingId = x.Row.RecordingId, AtUtc = x.Row.OccurredAtUtc, Met = x.Row.Seen == true }),
            Figure.SeenAlone => seen.Select(x => new Fact { TeamId = x.TeamId, ChildId = x.Row.ChildId, RecordingId = x.Row.RecordingId, AtUtc = x.Row.OccurredAtUtc, Met = x.Row.Alone == true }),
            Figure.BedroomSeen => seen.Where(x => x.Row.Bedroom == Bedroom.Yes || x.Row.Bedroom == Bedroom.No)
                .Select(x => new Fact { TeamId = x.TeamId, ChildId = x.Row.ChildId, RecordingId = x.Row.RecordingId, AtUtc = x.Row.OccurredAtUtc, Met = x.Row.Bedroom == Bedroom.Yes }),
            Figure.ChildHeard => seen.Select(x => new Fact { TeamId = x.TeamId, ChildId = x.Row.ChildId, RecordingId = x.Row.RecordingId, AtUtc = x.Row.OccurredAtUtc, Met = !x.Row.ChildMissing }),
            Figure.SignedOff => own.Where(x => x.Entry.NeedsSignOff && x.Entry.FinalisedAtUtc != null && (x.Entry.SignedOffAtUtc != null || x.Entry.FinalisedAtUtc < waitedSince))
                .Select(x => new Fact { TeamId = x.TeamId, ChildId = x.Row.ChildId, RecordingId = x.Row.RecordingId, AtUtc = x.Entry.FinalisedAtUtc!.Value, Met = x.Entry.SignedOffAtUtc != null && x.Entry.SignedOffAtUtc <= x.Entry.FinalisedAtUtc.Value.AddDays(FigureDefinition.SignOffDays) }),
            Figure.Supervised or Figure.ProgressSummarised => own.Where(x => x.Entry.Kind == dueKind && x.Row.DueOn != null)
                .Select(x => new Fact { TeamId = x.TeamId, ChildId = x.Row.ChildId, RecordingId = x.Row.RecordingId, AtUtc = x.Row.OccurredAtUtc, Met = !x.Row.PastDue }),
            _ => throw new ArgumentOutOfRangeException(nameof(figure)),
        };
    }

    private static async Task<Dictionary<(int Team, int Month), (int Met, int Counted)>> CountAsync(IQueryable<Fact> facts, IReadOnlyList<DateOnly> months, CancellationToken cancellationToken)
    {
        var (from, to) = (LondonTime.StartOfDayUtc(months[0]), LondonTime.StartOfDayUtc(months[^1].AddMonths(1)));
        var groups = await facts.Where(f => f.AtUtc >= from && f.AtUtc < to)
            .GroupBy(MonthOf(months)).Select(g => new { g.Key.TeamId, g.Key.Month, Met = g.Count(f => f.Met), Counted = g.Count() }).ToListAsync(cancellationToken);
        return groups.ToDictionary(g => (g.TeamId, g.Month), g => (g.Met, g.Counted));
    }

    private sealed record TeamMonth(int TeamId, int Month);

    /// <summary>Team and number of the UK month from 0. Months begin at UK midnight, which no database knows: each boundary is a comparison.</summary>
    private static Expression<Func<Fact, TeamMonth>> MonthOf(IReadOnlyList<DateOnly> months)
    {
        var fact = Expression.Parameter(typeof(Fact), "f");
        var at = Expression.Property(fact, nameof(Fact.AtUtc));
        Expression index = Expression.Constant(0);
        foreach (var month in months.Skip(1))
        {
            var begun = Expression.GreaterThanOrEqual(at, Expression.Constant(LondonTime.StartOfDayUtc(month)));
            index = Expression.Add(index, Expression.Condition(begun, Expression.Constant(1), Expression.Constant(0)));
        }

        var key = Expression.New(typeof(TeamMonth).GetConstructor([typeof(int), typeof(int)])!, [Expression.Property(fact, nameof(Fact.TeamId)), index],
            typeof(TeamMonth).GetProperty(nameof(TeamMonth.TeamId))!, typeof(TeamMonth).GetProperty(nameof(TeamMonth.Month))!);
        return Expression.Lambda<Func<Fact, TeamMonth>>(key, fact);
    }

    private static IQueryable<Fact> InMonth(IQueryable<Fact> facts, DateOnly month)
    {
        var (from, to) = (LondonTime.StartOfDayUtc(month), LondonTime.StartOfDayUtc(month.AddMonths(1)));
        return facts.Where(f => f.AtUtc >= from && f.AtUtc < to);
    }

    /// <summary>A title tells of what happened: of a record that is not on their own lists it is left out, as the record asks them for a reason .</summary>
    private async Task<List<FigureRow>> ListAsync(Guid me, IQueryable<Fact> facts, bool? met, int most, CancellationToken cancellationToken)
    {
        var own = access.Own(me);
        return await facts.Where(f => met == null || f.Met == met)
            .OrderByDescending(f => f.AtUtc).ThenByDescending(f => f.RecordingId).ThenByDescending(f => f.ChildId).Take(most)
            .Select(f => new FigureRow(
                f.RecordingId, f.ChildId, db.Children.Where(c => c.Id == f.ChildId).Select(c => c.FullName).First(),
                own.Any(c => c.Id == f.ChildId) ? db.Recordings.Where(r => r.Id == f.RecordingId).Select(r => r.Title).First() : null,
                db.Recordings.Where(r => r.Id == f.RecordingId).Select(r => db.Users.Where(u => u.Id == r.AuthorId).Select(u => u.DisplayName).First()).First(),
                f.AtUtc, f.Met)).ToListAsync(cancellationToken);
    }
}
