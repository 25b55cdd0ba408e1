using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Quality;

/// <summary>A child on a person's own list.</summary>
/// <param name="Id">The child.</param>
/// <param name="Name">Full name.</param>
/// <param name="VisitDueOn">Next visit due, a UK date (V-06).</param>
/// <param name="SummaryDueOn">Summary due, a UK date (S-02).</param>
/// <param name="LastSeenAtUtc">Last seen on a visit, UTC.</param>
/// <param name="SupervisionDueOn">Supervision due, a UK date (D-05).</param>
/// <param name="ReviewDueOn">Next review of a plan due, a UK date (P-02).</param>
/// <param name="ProgressDueOn">Progress summary due, a UK date (S-05).</param>
public sealed record MyChild(int Id, string Name, DateOnly? VisitDueOn, DateOnly? SummaryDueOn, DateTime? LastSeenAtUtc, DateOnly? SupervisionDueOn, DateOnly? ReviewDueOn, DateOnly? ProgressDueOn);

/// <summary>An entry of one's own that still needs something.</summary>
/// <param name="RecordingId">The entry.</param>
/// <param name="ChildId">The child, or the first of several.</param>
/// <param name="Child">Their name.</param>
/// <param name="Title">Title.</param>
/// <param name="State">Written, or returned.</param>
/// <param name="DueAtUtc">When it must be final, UTC.</param>
/// <param name="ReturnReason">Why it was returned.</param>
public sealed record MyEntry(long RecordingId, int ChildId, string Child, string Title, RecordingState State, DateTime DueAtUtc, string? ReturnReason);

/// <summary>What a worker opens in the morning: their children, and what runs out first (T-09).</summary>
public sealed class MyWork(AppDbContext db, ChildAccess access)
{
    /// <summary>Children on a page.</summary>
    public const int PageSize = 50;

    /// <summary>Children allocated to a person, or reviewed by them; those with a visit due first.</summary>
    /// <param name="staffId">Whose.</param>
    /// <param name="skip">Rows of earlier pages.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<List<MyChild>> ChildrenAsync(Guid staffId, int skip = 0, CancellationToken cancellationToken = default) =>
        List(Mine(staffId), skip, cancellationToken);

    /// <summary>Open records of children allocated to a person, or reviewed by them.</summary>
    internal IQueryable<Children.Child> Mine(Guid staffId) => access.Findable(staffId).Where(c => c.ClosedAtUtc == null && (c.WorkerId == staffId || c.ReviewingOfficerId == staffId));

    /// <summary>One's own entries that were written late within the last <see cref="TeamClocks.WrittenLateDays"/> days (T-02).</summary>
    internal async Task<List<ClockRow>> WrittenLateAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var (me, since, findable) = (context.Me, context.NowUtc.AddDays(-TeamClocks.WrittenLateDays), access.Findable(context.Me));
        var late = await db.Recordings.AsNoTracking()
            .Where(r => r.AuthorId == me && r.WrittenLate && r.WrittenAtUtc >= since && r.Children.Any(c => findable.Any(f => f.Id == c.ChildId)))
            .OrderByDescending(r => r.WrittenAtUtc).Take(PageSize)
            .Select(r => new
            {
                r.Id,
                r.Title,
                r.Kind,
                r.WrittenAtUtc,
                r.WriteDueAtUtc,
                Child = r.Children.Join(findable, c => c.ChildId, f => f.Id, (c, f) => new { f.Id, f.FullName }).OrderBy(f => f.Id).First(),
            }).ToListAsync(cancellationToken);
        return late.ConvertAll(r => new ClockRow(ClockKind.WrittenLate, r.Child.Id, r.Child.FullName, r.Title.Length > 0 ? r.Title : r.Kind.Label(), null) { Id = r.Id, SinceUtc = r.WrittenAtUtc, LateBy = r.WrittenAtUtc - r.WriteDueAtUtc });
    }

    /// <summary>Records that no manager has allocated yet.</summary>
    public Task<List<MyChild>> UnallocatedAsync(Guid staffId, CancellationToken cancellationToken = default) =>
        List(access.Findable(staffId).Where(c => c.TeamId == null && c.ClosedAtUtc == null), 0, cancellationToken);

    /// <summary>One's own entries that are not final, and those a manager returned; what runs out first on top.</summary>
    public Task<List<MyEntry>> UnfinishedAsync(Guid staffId, CancellationToken cancellationToken = default)
    {
        var findable = access.Findable(staffId);
        return db.Recordings.AsNoTracking()
            .Where(r => r.AuthorId == staffId && (r.State == RecordingState.Written || r.State == RecordingState.Returned) && r.Children.Any(c => findable.Any(f => f.Id == c.ChildId)))
            .OrderBy(r => r.FinaliseDueAtUtc).Take(PageSize)
            .Select(r => new
            {
                Row = r,
                Child = r.Children.Join(findable, c => c.ChildId, f => f.Id, (c, f) => new { f.Id, f.FullName }).OrderBy(f => f.Id).First(),
            })
            .Select(x => new MyEntry(x.Row.Id, x.Child.Id, x.Child.FullName, x.Row.Title, x.Row.State, x.Row.FinaliseDueAtUtc, x.Row.State == RecordingState.Returned ? x.Row.ReturnReason : null))
            .ToListAsync(cancellationToken);
    }

    /// <summary>How many of one's own entries on a month's events are not final (T-06).</summary>
    /// <param name="staffId">Whose.</param>
    /// <param name="first">First UK day of the month.</param>
    /// <param name="last">Its last.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<int> NotFinalOfMonthAsync(Guid staffId, DateOnly first, DateOnly last, CancellationToken cancellationToken = default)
    {
        var (begins, ends, findable) = (LondonTime.StartOfDayUtc(first), LondonTime.StartOfDayUtc(last.AddDays(1)), access.Findable(staffId));
        return db.Recordings.CountAsync(
            r => r.AuthorId == staffId && r.State == RecordingState.Written && r.OccurredAtUtc >= begins && r.OccurredAtUtc < ends && r.Children.Any(c => findable.Any(f => f.Id == c.ChildId)), cancellationToken);
    }

    private static Task<List<MyChild>> List(IQueryable<Children.Child> children, int skip, CancellationToken cancellationToken) =>
        children.AsNoTracking().OrderBy(c => c.NextVisitDueOn == null).ThenBy(c => c.NextVisitDueOn).ThenBy(c => c.FullName).ThenBy(c => c.Id).Skip(skip).Take(PageSize + 1)
            .Select(c => new MyChild(c.Id, c.FullName, c.NextVisitDueOn, c.SummaryDueOn, c.LastSeenAtUtc, c.SupervisionDueOn, c.ReviewDueOn, c.ProgressSummaryDueOn)).ToListAsync(cancellationToken);
}
