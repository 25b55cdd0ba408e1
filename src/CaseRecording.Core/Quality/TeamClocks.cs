using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Quality;

/// <summary>
/// A team's clocks on one page, from stored due instants: entries by T-02, T-04 and T-06, visits by V-06, summaries by S-02, sign-off by Q-01.
/// Records that the person may not know of are in no row and no number. A fixed number of queries, whatever the team's size.
/// </summary>
public sealed class TeamClocks(AppDbContext db, ChildAccess access, PolicyStore policies)
{
    /// <summary>A child whom nobody has seen on a visit for longer than this stands on the page.</summary>
    public const int NotSeenDays = 30;

    /// <summary>Entries written late are listed for this long.</summary>
    public const int WrittenLateDays = 30;

    /// <summary>Visits and summaries are listed this many days before they are due.</summary>
    public const int ComingDays = 7;

    /// <summary>Rows of a list of entries until all are asked for.</summary>
    public const int FirstRows = 10;

    /// <summary>Most rows of one list.</summary>
    public const int MostRows = 500;

    /// <summary>The teams whose page this person may see: those they manage or belong to, a senior manager all; their own first.</summary>
    public Task<List<TeamChoice>> ChoicesAsync(Guid staffId, CancellationToken cancellationToken = default) =>
        db.Teams.AsNoTracking().Where(t => t.ManagerId == staffId
                || db.StaffRoles.Any(r => r.StaffId == staffId && r.Role == Role.SeniorManager)
                || (db.TeamMembers.Any(m => m.StaffId == staffId && m.TeamId == t.Id) && db.StaffRoles.Any(r => r.StaffId == staffId && (r.Role == Role.TeamManager || r.Role == Role.TeamCoordinator))))
            .OrderBy(t => t.ManagerId == staffId ? 0 : 1).ThenBy(t => t.Name).Select(t => new TeamChoice(t.Id, t.Name)).ToListAsync(cancellationToken);

    /// <summary>The whole page.</summary>
    /// <param name="context">Who looks, and when.</param>
    /// <param name="teamId">One of their <see cref="ChoicesAsync"/>.</param>
    /// <param name="all">The list to be shown in full.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<TeamPicture> ReadAsync(ActionContext context, int teamId, TeamList? all = null, CancellationToken cancellationToken = default)
    {
        var now = context.NowUtc;
        var today = LondonTime.DateOf(now);
        var (first, last) = Timeliness.MonthToClose(today);
        var closes = Timeliness.MonthCloseCutOff((await policies.LoadAsync(cancellationToken)).PolicyOn(last), last);

        var scope = access.Findable(context.Me).Where(c => c.TeamId == teamId && c.ClosedAtUtc == null);
        var entries = db.Recordings.AsNoTracking().Where(r => r.Children.Any(c => scope.Any(m => m.Id == c.ChildId)));
        var overdue = Timeliness.OverdueCutOff(now);
        var lateSince = now.AddDays(-WrittenLateDays);
        var (monthBegins, monthEnds, afterClose) = (LondonTime.StartOfDayUtc(first), LondonTime.StartOfDayUtc(last.AddDays(1)), closes.AddMinutes(1));

        var children = await ChildrenAsync(scope, cancellationToken);
        var notFinal = entries.Where(r => r.State == RecordingState.Written);
        return new TeamPicture(now, today)
        {
            Children = children,
            NotFinal = await ListAsync(context.Me, scope, notFinal.Where(r => r.FinaliseDueAtUtc < overdue).OrderBy(r => r.FinaliseDueAtUtc).ThenBy(r => r.Id), all == TeamList.NotFinal, cancellationToken),
            WrittenLate = await ListAsync(context.Me, scope, entries.Where(r => r.WrittenLate && r.WrittenAtUtc >= lateSince).OrderByDescending(r => r.WrittenAtUtc).ThenByDescending(r => r.Id), all == TeamList.WrittenLate, cancellationToken),
            Waiting = await ListAsync(context.Me, scope, entries.Where(r => r.State == RecordingState.Final && r.NeedsSignOff).OrderBy(r => r.FinalisedAtUtc).ThenBy(r => r.Id), all == TeamList.Waiting, cancellationToken),
            Month = await ListAsync(context.Me, scope, entries.Where(r => r.OccurredAtUtc >= monthBegins && r.OccurredAtUtc < monthEnds && (r.FinalisedAtUtc == null || r.FinalisedAtUtc >= afterClose)).OrderBy(r => r.OccurredAtUtc).ThenBy(r => r.Id), all == TeamList.Month, cancellationToken),
            MonthFirst = first,
            MonthClosesAtUtc = closes,
            Workers = await WorkersAsync(teamId, children, notFinal, overdue, today, cancellationToken),
        };
    }

    private Task<List<TeamChild>> ChildrenAsync(IQueryable<Child> scope, CancellationToken cancellationToken) =>
        scope.AsNoTracking().OrderBy(c => c.FullName).ThenBy(c => c.Id).Select(c => new TeamChild(
            c.Id, c.FullName, c.WorkerId, db.Users.Where(u => u.Id == c.WorkerId).Select(u => u.DisplayName).FirstOrDefault(), c.OpenedAtUtc, c.LastSeenAtUtc,
            db.RecordingChildren.Where(r => r.ChildId == c.Id && r.Recording.Kind == RecordingKind.Visit).OrderByDescending(r => r.OccurredAtUtc).Select(r => r.Seen).FirstOrDefault(),
            c.BirthDateKind == BirthDateKind.Due, c.NextVisitDueOn, c.SummaryDueOn, c.SupervisionDueOn, c.ProgressSummaryDueOn)).ToListAsync(cancellationToken);

    private async Task<TeamEntries> ListAsync(Guid me, IQueryable<Child> scope, IQueryable<Recording.Recording> rows, bool all, CancellationToken cancellationToken)
    {
        var own = access.Own(me);
        var found = await rows.Take(all ? MostRows : FirstRows).Select(r => new
        {
            Row = r,
            Child = r.Children.Join(scope, c => c.ChildId, m => m.Id, (c, m) => new { m.Id, m.FullName }).OrderBy(m => m.Id).First(),
            Others = r.Children.Count(c => scope.Any(m => m.Id == c.ChildId)) - 1,
        }).Select(x => new TeamEntry(
            x.Row.Id, x.Child.Id, x.Child.FullName, x.Others, own.Any(c => c.Id == x.Child.Id) ? x.Row.Title : null, x.Row.Kind, x.Row.VisitType, x.Row.ContactType,
            db.Users.Where(u => u.Id == x.Row.AuthorId).Select(u => u.DisplayName).First(),
            x.Row.State, x.Row.OccurredAtUtc, x.Row.WrittenAtUtc, x.Row.WriteDueAtUtc, x.Row.FinalisedAtUtc, x.Row.FinaliseDueAtUtc)).ToListAsync(cancellationToken);
        return new TeamEntries(await rows.CountAsync(cancellationToken), found);
    }

    private async Task<IReadOnlyList<TeamWorker>> WorkersAsync(
        int teamId, List<TeamChild> children, IQueryable<Recording.Recording> notFinal, DateTime overdue, DateOnly today, CancellationToken cancellationToken)
    {
        var open = await notFinal.GroupBy(r => r.AuthorId).Select(g => new { g.Key, Open = g.Count(), Overdue = g.Count(r => r.FinaliseDueAtUtc < overdue) })
            .ToDictionaryAsync(g => g.Key, cancellationToken);
        var allocated = children.Select(c => c.WorkerId).OfType<Guid>().Concat(open.Keys).Distinct().ToList();
        var people = await db.Users.AsNoTracking()
            .Where(s => allocated.Contains(s.Id) || (s.DisabledAtUtc == null && s.Teams.Any(t => t.TeamId == teamId) && s.Roles.Any(r => r.Role == Role.SocialWorker)))
            .OrderBy(s => s.DisplayName).Select(s => new { s.Id, s.DisplayName }).ToListAsync(cancellationToken);
        var own = children.ToLookup(c => c.WorkerId);
        return
        [
            .. people.Select(p => new TeamWorker(
                p.Id, p.DisplayName, own[p.Id].Count(), own[p.Id].Count(c => c.VisitOverdue(today)), own[p.Id].Count(c => c.SummaryOverdue(today)),
                open.GetValueOrDefault(p.Id)?.Open ?? 0, open.GetValueOrDefault(p.Id)?.Overdue ?? 0)),
        ];
    }
}
