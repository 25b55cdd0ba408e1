using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Returns;

/// <summary>The child-level lists that inspectors of children's services ask for, as far as this program holds what they are about.</summary>
public enum InspectionList
{
    /// <summary>Referrals accepted within the period.</summary>
    Referrals,

    /// <summary>Assessments open at the point in time, or ended within the period.</summary>
    Assessments,

    /// <summary>Children in need, then or within the period.</summary>
    ChildrenInNeed,

    /// <summary>Children on a child protection plan, then or within the period.</summary>
    ChildProtection,

    /// <summary>Looked-after children, then or within the period.</summary>
    LookedAfter,
}

/// <summary>One row of a list: a child, or a child's period under a status, as it stood at the end of a UK day.</summary>
/// <param name="ChildId">The record's number; no name leaves the program.</param>
/// <param name="BirthDate">Date of birth, or the date on which the child is expected.</param>
/// <param name="IsUnborn">That is a due date.</param>
/// <param name="From">First UK day: of the status, or on which the referral was received.</param>
/// <param name="To">First UK day on which the status no longer held; null while it did.</param>
/// <param name="Arrangement">For a looked-after child.</param>
/// <param name="LastVisitUtc">The last visit, successful or not, UTC.</param>
/// <param name="LastSeenUtc">Last seen on a visit, UTC.</param>
/// <param name="SeenAlone">Whether they were seen alone then; null: never seen.</param>
/// <param name="LastReviewUtc">The last review, UTC.</param>
/// <param name="Team">The team allocated then.</param>
/// <param name="Worker">The worker allocated then.</param>
public sealed record InspectionRow(
    int ChildId, DateOnly BirthDate, bool IsUnborn, DateOnly From, DateOnly? To, LookedAfterArrangement? Arrangement,
    DateTime? LastVisitUtc, DateTime? LastSeenUtc, bool? SeenAlone, DateTime? LastReviewUtc, string? Team, string? Worker);

/// <summary>Reads the lists from a point in time. What was recorded later about earlier days is in them: they say what is known now of then.</summary>
public sealed class InspectionLists(AppDbContext db, ChildAccess access)
{
    /// <summary>The lists reach back this many months.</summary>
    public const int Months = 6;

    /// <summary>All rows of a list, by start and number of the record. Who took them is audited; records they may not know of are left out .</summary>
    /// <param name="context">Who asks, and when.</param>
    /// <param name="list">Which list.</param>
    /// <param name="on">The UK day at whose end it is taken.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<InspectionRow>> TakeAsync(ActionContext context, InspectionList list, DateOnly on, CancellationToken cancellationToken = default)
    {
        var rows = await RowsAsync(context.Me, list, on, cancellationToken);
        db.Audit(context, AuditAction.ListExported, subject: $"{list} on:{on:yyyy-MM-dd} rows:{rows.Count}");
        await db.SaveChangesAsync(cancellationToken);
        return rows;
    }

    private async Task<List<InspectionRow>> RowsAsync(Guid me, InspectionList list, DateOnly on, CancellationToken cancellationToken)
    {
        var until = LondonTime.StartOfDayUtc(on.AddDays(1));
        var periods = await PeriodsAsync(me, list, on, until, cancellationToken);
        var ids = periods.ConvertAll(p => p.ChildId).Distinct().ToList();
        var visits = db.RecordingChildren.Where(r => r.OccurredAtUtc < until && r.Recording.Kind == RecordingKind.Visit);
        var allocated = db.Set<Allocation>().Where(a => a.FromUtc < until && (a.ToUtc == null || a.ToUtc >= until));
        var children = await db.Children.AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new
        {
            c.Id,
            LastVisit = visits.Where(r => r.ChildId == c.Id).Max(r => (DateTime?)r.OccurredAtUtc),
            Seen = visits.Where(r => r.ChildId == c.Id && r.Seen == true).Max(r => (DateTime?)r.OccurredAtUtc),
            Alone = visits.Where(r => r.ChildId == c.Id && r.Seen == true).OrderByDescending(r => r.OccurredAtUtc).ThenByDescending(r => r.RecordingId).Select(r => r.Alone).FirstOrDefault(),
            LastReview = db.RecordingChildren.Where(r => r.ChildId == c.Id && r.OccurredAtUtc < until && r.Recording.Kind == RecordingKind.PlanReview).Max(r => (DateTime?)r.OccurredAtUtc),
            Team = allocated.Where(a => a.ChildId == c.Id).OrderByDescending(a => a.FromUtc).Select(a => db.Teams.Where(t => t.Id == a.TeamId).Select(t => t.Name).First()).FirstOrDefault(),
            Worker = allocated.Where(a => a.ChildId == c.Id).OrderByDescending(a => a.FromUtc).Select(a => db.Users.Where(u => u.Id == a.WorkerId).Select(u => u.DisplayName).First()).FirstOrDefault(),
        }).ToDictionaryAsync(c => c.Id, cancellationToken);
        return
        [
            .. periods.OrderBy(p => p.From).ThenBy(p => p.ChildId).Select(p => (Period: p, Then: children[p.ChildId])).Select(x => new InspectionRow(
                x.Period.ChildId, x.Period.BirthDate, x.Period.IsUnborn, x.Period.From, x.Period.To <= on ? x.Period.To : null, x.Period.Arrangement,
                x.Then.LastVisit, x.Then.Seen, x.Then.Seen is null ? null : x.Then.Alone == true, x.Then.LastReview, x.Then.Team, x.Then.Worker)),
        ];
    }

    private sealed record Period(int ChildId, DateOnly BirthDate, bool IsUnborn, DateOnly From, DateOnly? To, LookedAfterArrangement? Arrangement);

    private async Task<List<Period>> PeriodsAsync(Guid me, InspectionList list, DateOnly on, DateTime until, CancellationToken cancellationToken)
    {
        var since = on.AddMonths(-Months);
        var findable = access.Findable(me).AsNoTracking();
        if (Status(list) is { } kind)
        {
            return await findable.SelectMany(c => c.Statuses, (c, s) => new { Child = c, Status = s })
                .Where(x => x.Status.Kind == kind && x.Status.From <= on && (x.Status.To == null || x.Status.To > since))
                .Select(x => new Period(x.Child.Id, x.Child.BirthDate, x.Child.BirthDateKind == BirthDateKind.Due, x.Status.From, x.Status.To, x.Status.Arrangement)).ToListAsync(cancellationToken);
        }

        var sinceUtc = LondonTime.StartOfDayUtc(since.AddDays(1));
        var referred = await findable.Where(c => c.FirstContactAtUtc >= sinceUtc && c.FirstContactAtUtc < until)
            .Select(c => new { c.Id, c.BirthDate, c.BirthDateKind, c.FirstContactAtUtc }).ToListAsync(cancellationToken);
        return referred.ConvertAll(c => new Period(c.Id, c.BirthDate, c.BirthDateKind == BirthDateKind.Due, LondonTime.DateOf(c.FirstContactAtUtc), null, null));
    }

    private static StatusKind? Status(InspectionList list) => list switch
    {
        InspectionList.Assessments => StatusKind.Assessment,
        InspectionList.ChildrenInNeed => StatusKind.ChildInNeed,
        InspectionList.ChildProtection => StatusKind.ChildProtection,
        InspectionList.LookedAfter => StatusKind.LookedAfter,
        _ => null,
    };
}
