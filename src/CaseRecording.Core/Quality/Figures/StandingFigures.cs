using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Time;
using CaseRecording.Core.Visits;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Quality.Figures;

/// <summary>How one child stood at the end of a month.</summary>
/// <param name="Figure">What was asked.</param>
/// <param name="TeamId">The child's team today.</param>
/// <param name="ChildId">The child.</param>
/// <param name="Month">Number of the month among those asked for, from 0.</param>
/// <param name="DueOn">UK day by which the next visit or summary was due.</param>
/// <param name="Met">That day had not passed.</param>
internal sealed record ChildStanding(Figure Figure, int TeamId, int ChildId, int Month, DateOnly DueOn, bool Met);

/// <summary>
/// How many children's visits and summaries were up to date at the end of each month (V-06, S-02). A visit that never took place
/// has no row to count, so the children are counted, each judged by the rule itself from what had happened by that day.
/// </summary>
internal sealed class StandingFigures(AppDbContext db, ChildAccess access, PolicyStore policies)
{
    private sealed record ChildRow(int Id, int TeamId, DateTime OpenedAtUtc, DateTime? ChangedAtUtc);

    private sealed record VisitRow(int ChildId, DateTime AtUtc, VisitType Type, bool Seen);

    private sealed record ReviewRow(int ChildId, DateTime AtUtc, DateTime? ChangedAtUtc);

    private sealed record ClosedRow(int ChildId, DateTime FromUtc, DateTime? ToUtc);

    /// <summary>Every child of the teams in every month that has begun, in a fixed number of queries.</summary>
    /// <param name="context">Who looks, and when.</param>
    /// <param name="teamIds">Teams whose page they may see.</param>
    /// <param name="months">First days of months that follow each other, oldest first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<ChildStanding>> ReadAsync(ActionContext context, IReadOnlyList<int> teamIds, IReadOnlyList<DateOnly> months, CancellationToken cancellationToken)
    {
        var history = await policies.LoadAsync(cancellationToken);
        var scope = Scope(context, teamIds);
        var children = await scope.Select(c => new ChildRow(c.Id, c.TeamId!.Value, c.OpenedAtUtc, c.SignificantChangeAtUtc)).ToListAsync(cancellationToken);
        var statuses = (await scope.Join(db.Statuses, c => c.Id, s => s.ChildId, (c, s) => s).AsNoTracking().ToListAsync(cancellationToken)).ToLookup(s => s.ChildId);
        var closed = (await scope.Join(db.Closures, c => c.Id, x => x.ChildId, (c, x) => new ClosedRow(c.Id, x.ClosedAtUtc, x.ReopenedAtUtc)).ToListAsync(cancellationToken)).ToLookup(x => x.ChildId);
        var reviews = (await scope.Join(db.SummaryReviews, c => c.Id, r => r.ChildId, (c, r) => new ReviewRow(c.Id, r.AtUtc, r.ChangedAtUtc)).ToListAsync(cancellationToken)).ToLookup(r => r.ChildId);
        var visits = (await VisitsAsync(scope, LondonTime.StartOfDayUtc(months[0]), history, cancellationToken)).ToLookup(v => v.ChildId);

        List<ChildStanding> found = [];
        for (var month = 0; month < months.Count; month++)
        {
            var (day, end) = EndOf(months[month], context.NowUtc);
            if (months[month] > day) continue;
            foreach (var child in children.Where(c => c.OpenedAtUtc < end && !closed[c.Id].Any(x => x.FromUtc < end && (x.ToUtc is null || x.ToUtc >= end))))
            {
                var last = visits[child.Id].Where(v => v.AtUtc < end && VisitSchedule.Counts(history.PolicyOn(LondonTime.DateOf(v.AtUtc)), v.Type, v.Seen)).Max(v => (DateTime?)v.AtUtc);
                if (ChildClocks.NextVisit(statuses[child.Id], last, history.PolicyOn(day), day) is { } visit)
                    found.Add(new ChildStanding(Figure.VisitsUpToDate, child.TeamId, child.Id, month, visit.DueOn, !VisitSchedule.IsOverdue(visit.DueOn, day)));

                var summary = SummaryAt(child, [.. reviews[child.Id]], history, end);
                found.Add(new ChildStanding(Figure.SummaryUpToDate, child.TeamId, child.Id, month, summary.DueOn, !SummaryClock.IsOverdue(summary.DueOn, day)));
            }
        }

        return found;
    }

    /// <summary>The rows of one figure in one month, latest due day first.</summary>
    public async Task<IReadOnlyList<FigureRow>> RowsAsync(ActionContext context, int teamId, Figure figure, DateOnly month, CancellationToken cancellationToken)
    {
        var rows = (await ReadAsync(context, [teamId], [month], cancellationToken)).Where(s => s.Figure == figure);
        var names = await Scope(context, [teamId]).Select(c => new { c.Id, c.FullName, Worker = db.Users.Where(u => u.Id == c.WorkerId).Select(u => u.DisplayName).FirstOrDefault() })
            .ToDictionaryAsync(c => c.Id, cancellationToken);
        return [.. rows.OrderByDescending(s => s.DueOn).ThenByDescending(s => s.ChildId)
            .Select(s => new FigureRow(0, s.ChildId, names[s.ChildId].FullName, null, names[s.ChildId].Worker, LondonTime.StartOfDayUtc(s.DueOn), s.Met))];
    }

    private IQueryable<Child> Scope(ActionContext context, IReadOnlyList<int> teamIds) =>
        access.Findable(context.Me).Where(c => c.TeamId != null && teamIds.Contains(c.TeamId.Value));

    /// <summary>The last UK day of a month and the instant after it; today and now in the month that has not ended.</summary>
    private static (DateOnly Day, DateTime EndUtc) EndOf(DateOnly month, DateTime nowUtc)
    {
        var next = LondonTime.StartOfDayUtc(month.AddMonths(1));
        return next <= nowUtc ? (month.AddMonths(1).AddDays(-1), next) : (LondonTime.DateOf(nowUtc), nowUtc.AddTicks(1));
    }

    /// <summary>Statutory visits: of those before the first month only the last on which a child was seen, and unseen ones where a policy ever counted them.</summary>
    private async Task<List<VisitRow>> VisitsAsync(IQueryable<Child> scope, DateTime fromUtc, PolicyHistory history, CancellationToken cancellationToken)
    {
        var statutory = scope.Join(db.RecordingChildren, c => c.Id, r => r.ChildId, (c, r) => r)
            .Where(r => r.Recording.Kind == RecordingKind.Visit && (r.Recording.VisitType == VisitType.ChildInNeed || r.Recording.VisitType == VisitType.ChildProtection || r.Recording.VisitType == VisitType.LookedAfter));
        var unseen = history.Ever(p => p.UnseenVisitCounts);
        var before = await statutory.Where(r => r.Seen == true && r.OccurredAtUtc < fromUtc)
            .GroupBy(r => r.ChildId).Select(g => new { ChildId = g.Key, AtUtc = g.Max(r => r.OccurredAtUtc) }).ToListAsync(cancellationToken);
        var since = await statutory.Where(r => r.OccurredAtUtc >= fromUtc || (unseen && r.Seen != true))
            .Select(r => new VisitRow(r.ChildId, r.OccurredAtUtc, r.Recording.VisitType!.Value, r.Seen == true)).ToListAsync(cancellationToken);
        return [.. before.Select(b => new VisitRow(b.ChildId, b.AtUtc, VisitType.ChildInNeed, true)), .. since];
    }

    private static SummaryDue SummaryAt(ChildRow child, ReviewRow[] reviews, PolicyHistory history, DateTime endUtc)
    {
        var changes = reviews.Select(r => r.ChangedAtUtc).Append(child.ChangedAtUtc).OfType<DateTime>().Where(at => at < endUtc);
        return ChildClocks.Summary(child.OpenedAtUtc, reviews.Where(r => r.AtUtc < endUtc).Max(r => (DateTime?)r.AtUtc), changes, history);
    }
}
