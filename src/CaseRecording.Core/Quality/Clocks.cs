using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Corrections;
using CaseRecording.Core.Data;
using CaseRecording.Core.Plans;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Safeguarding;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Quality;

/// <summary>
/// All clocks of a person or a team on one list, what runs out first on top: put together from the lists that exist and the due days that
/// are stored, so that no rule stands here a second time. Records that the reader may not know of are in no row and no number.
/// A fixed number of queries.
/// </summary>
public sealed class Clocks(AppDbContext db, ChildAccess access, MyWork work, MyDrafts drafts, MyPlans plans, SafeguardingService safeguarding, SignOffQueue queue, TeamClocks team)
{
    /// <summary>Days ahead that the list looks.</summary>
    public const int ComingDays = 14;

    /// <summary>Most children or rows of one kind.</summary>
    public const int Most = TeamClocks.MostRows;

    /// <summary>A worker's own: their children, what they write, and what waits for them.</summary>
    public async Task<ClocksPicture> MineAsync(ActionContext context, CancellationToken cancellationToken = default)
    {
        var (me, now, children) = (context.Me, context.NowUtc, work.Mine(context.Me));
        var entries = await work.UnfinishedAsync(me, cancellationToken);
        var open = await drafts.ListAsync(context, cancellationToken);
        var reports = await safeguarding.MineAsync(me, cancellationToken);
        var waiting = await safeguarding.ToAcknowledgeAsync(context, cancellationToken);
        var signOff = await queue.ReadAsync(context, null, cancellationToken);
        return ClocksPicture.Of(
            now,
            [
                .. reports.Select(r => Concern(r, null)),
                .. waiting.Where(c => !reports.Exists(r => r.Id == c.Report.Id)).Select(c => Concern(c.Report, c.Report.ReportedBy)),
                .. open.Select(d => new ClockRow(ClockKind.Entry, d.ChildId, d.Child, d.Title.Length > 0 ? $"Draft: {d.Title}" : "Draft", null) { Id = d.RecordingId, Draft = (d.DraftId, d.Form), DueAtUtc = d.DueAtUtc }),
                .. entries.Where(e => !open.Any(d => d.RecordingId == e.RecordingId)).Select(e => new ClockRow(ClockKind.Entry, e.ChildId, e.Child, e.State == RecordingState.Returned ? $"Returned: {e.Title}" : $"Finalise: {e.Title}", null) { Id = e.RecordingId, DueAtUtc = e.DueAtUtc }),
                .. signOff.Take(SignOffQueue.PageSize).Select(w => new ClockRow(ClockKind.SignOff, w.ChildId, w.Child, w.Title, w.Author) { Id = w.RecordingId, SinceUtc = w.FinalisedAtUtc }),
                .. await OfChildrenAsync(children, LondonTime.DateOf(now), tellWorker: false, cancellationToken),
                .. (await plans.MineAsync(context, cancellationToken)).Select(p => Plan(p, p.Text, null)),
                .. await CorrectionsAsync(children, cancellationToken),
                .. await work.WrittenLateAsync(context, cancellationToken),
            ],
            (ClockKind.SignOff, signOff.Count > SignOffQueue.PageSize ? await queue.CountAsync(context, cancellationToken) : signOff.Count));
    }

    /// <summary>A team's.</summary>
    /// <param name="context">Who looks, and when.</param>
    /// <param name="teamId">One of their <see cref="TeamClocks.ChoicesAsync"/>.</param>
    /// <param name="kind">The kind of which all rows are asked for.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ClocksPicture> OfTeamAsync(ActionContext context, int teamId, ClockKind? kind = null, CancellationToken cancellationToken = default)
    {
        var all = kind switch { ClockKind.Entry => TeamList.NotFinal, ClockKind.SignOff => TeamList.Waiting, ClockKind.WrittenLate => TeamList.WrittenLate, _ => (TeamList?)null };
        var picture = await team.ReadAsync(context, teamId, all, cancellationToken);
        var children = access.Findable(context.Me).Where(c => c.TeamId == teamId && c.ClosedAtUtc == null);
        return ClocksPicture.Of(
            context.NowUtc,
            [
                .. (await safeguarding.OfTeamAsync(context, teamId, cancellationToken)).Select(c => Concern(c.Report, c.Report.ReportedBy)),
                .. picture.NotFinal.Rows.Select(e => Entry(ClockKind.Entry, e) with { DueAtUtc = e.FinaliseDueAtUtc }),
                .. picture.Waiting.Rows.Select(e => Entry(ClockKind.SignOff, e) with { SinceUtc = e.FinalisedAtUtc }),
                .. await OfChildrenAsync(children, picture.Today, tellWorker: true, cancellationToken),
                .. (await plans.OfTeamAsync(context, children, cancellationToken)).Select(p => Plan(p, p.Text, p.Owner)),
                .. await CorrectionsAsync(children, cancellationToken),
                .. picture.WrittenLate.Rows.Select(e => Entry(ClockKind.WrittenLate, e) with { SinceUtc = e.WrittenAtUtc, LateBy = e.WrittenAtUtc - e.WriteDueAtUtc }),
            ],
            (ClockKind.Entry, picture.NotFinal.Count),
            (ClockKind.SignOff, picture.Waiting.Count),
            (ClockKind.WrittenLate, picture.WrittenLate.Count));
    }

    private static ClockRow Entry(ClockKind kind, TeamEntry e) => new(kind, e.ChildId, e.Child, e.Title is { Length: > 0 } title ? title : e.KindText, e.Author) { Id = e.RecordingId };

    private static ClockRow Plan(MyPlanItem p, string text, string? owner) => new(ClockKind.Plan, p.ChildId, p.Child, text, owner) { Id = p.GoalId, DueOn = p.DueOn };

    private static ClockRow Concern(SafeguardingLine r, string? by) =>
        new(ClockKind.Safeguarding, r.ChildId, r.Child, r.AcknowledgedAtUtc is null ? r.WrittenAtUtc is null ? "Safeguarding concern: to acknowledge and to record" : "Safeguarding concern: to acknowledge" : "Safeguarding concern: to record", by) { Id = r.Id, DueAtUtc = r.DueAtUtc };

    private async Task<List<ClockRow>> OfChildrenAsync(IQueryable<Child> children, DateOnly today, bool tellWorker, CancellationToken cancellationToken)
    {
        var until = today.AddDays(ComingDays);
        var found = await children.AsNoTracking()
            .Where(c => c.NextVisitDueOn <= until || c.SummaryDueOn <= until || c.ProgressSummaryDueOn <= until || c.SupervisionDueOn <= until || c.ReviewDueOn <= until)
            .OrderBy(c => c.Id).Take(Most)
            .Select(c => new { c.Id, c.FullName, Worker = db.Users.Where(u => u.Id == c.WorkerId).Select(u => u.DisplayName).FirstOrDefault(), c.NextVisitDueOn, c.SummaryDueOn, c.ProgressSummaryDueOn, c.SupervisionDueOn, c.ReviewDueOn, c.ReviewDue })
            .ToListAsync(cancellationToken);
        return
        [
            .. found.SelectMany(c => new (ClockKind Kind, DateOnly? On, string What)[]
            {
                (ClockKind.Visit, c.NextVisitDueOn, "Visit"),
                (ClockKind.Summary, c.SummaryDueOn, "Case note summary"),
                (ClockKind.Progress, c.ProgressSummaryDueOn, "Progress summary"),
                (ClockKind.Supervision, c.SupervisionDueOn, "Supervision"),
                (ClockKind.Review, c.ReviewDueOn, c.ReviewDue?.Label() ?? "Review"),
            }.Where(d => d.On <= until).Select(d => new ClockRow(d.Kind, c.Id, c.FullName, d.What, tellWorker ? c.Worker ?? "Not allocated" : null) { DueOn = d.On })),
        ];
    }

    private async Task<List<ClockRow>> CorrectionsAsync(IQueryable<Child> children, CancellationToken cancellationToken) =>
        (await children.AsNoTracking().Join(db.Corrections.Where(k => k.DecidedAtUtc == null), c => c.Id, k => k.ChildId, (c, k) => new { c.FullName, Correction = k })
            .OrderBy(x => x.Correction.DueOn).ThenBy(x => x.Correction.Id).Take(Most)
            .Select(x => new { x.Correction.Id, x.Correction.ChildId, x.FullName, x.Correction.DueOn }).ToListAsync(cancellationToken))
            .ConvertAll(x => new ClockRow(ClockKind.Correction, x.ChildId, x.FullName, "Correction asked for", null) { Id = x.Id, DueOn = x.DueOn });
}
