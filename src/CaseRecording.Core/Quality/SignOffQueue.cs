using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Quality;

/// <summary>An entry that waits for a manager.</summary>
/// <param name="RecordingId">The entry.</param>
/// <param name="ChildId">The child, or the first of several.</param>
/// <param name="Child">Their name.</param>
/// <param name="OtherChildren">How many more it is about.</param>
/// <param name="Title">Title.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="State">Final, or returned and waiting for its author.</param>
/// <param name="OccurredAtUtc">The event, UTC.</param>
/// <param name="FinalisedAtUtc">Final since, UTC: the queue's clock.</param>
/// <param name="IsLate">Written or finalised late.</param>
/// <param name="Answers">It answers a return .</param>
public sealed record WaitingEntry(
    long RecordingId, int ChildId, string Child, int OtherChildren, string Title, string Author, RecordingState State, DateTime OccurredAtUtc, DateTime FinalisedAtUtc, bool IsLate, bool Answers);

/// <summary>Entries that need this manager's sign-off, oldest clock first: those of the teams they manage, or whose manager made them a deputy for it, never their own.</summary>
public sealed class SignOffQueue(AppDbContext db, ChildAccess access)
{
    /// <summary>Entries on a page.</summary>
    public const int PageSize = 25;

    /// <summary>A page of the queue.</summary>
    /// <param name="context">Whose queue, and when.</param>
    /// <param name="after">Continue after this instant and entry.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<WaitingEntry>> ReadAsync(ActionContext context, (DateTime FinalisedAtUtc, long RecordingId)? after = null, CancellationToken cancellationToken = default)
    {
        var rows = Waiting(context);
        if (after is var (at, id)) rows = rows.Where(r => r.FinalisedAtUtc > at || (r.FinalisedAtUtc == at && r.Id > id));
        return await Project(context, rows).Take(PageSize + 1).ToListAsync(cancellationToken);
    }

    /// <summary>How many wait.</summary>
    public Task<int> CountAsync(ActionContext context, CancellationToken cancellationToken = default) => Waiting(context).CountAsync(cancellationToken);

    /// <summary>The next one after an entry just dealt with, whatever became of it; from the front when none is left behind it.</summary>
    public async Task<WaitingEntry?> NextAsync(ActionContext context, long after, CancellationToken cancellationToken = default)
    {
        var dealtWith = await db.Recordings.AsNoTracking().Where(r => r.Id == after).Select(r => r.FinalisedAtUtc).FirstOrDefaultAsync(cancellationToken);
        if (dealtWith is { } at && await ReadAsync(context, (at, after), cancellationToken) is [var next, ..]) return next;
        return (await ReadAsync(context, null, cancellationToken)).FirstOrDefault(w => w.RecordingId != after);
    }

    /// <summary>The one that waits longer than an entry; null when none does.</summary>
    public async Task<WaitingEntry?> PreviousAsync(ActionContext context, long before, CancellationToken cancellationToken = default)
    {
        var at = await db.Recordings.AsNoTracking().Where(r => r.Id == before).Select(r => r.FinalisedAtUtc).FirstOrDefaultAsync(cancellationToken);
        var rows = Waiting(context).Where(r => r.FinalisedAtUtc < at || (r.FinalisedAtUtc == at && r.Id < before)).OrderByDescending(r => r.FinalisedAtUtc).ThenByDescending(r => r.Id).Take(1);
        return await Project(context, rows).FirstOrDefaultAsync(cancellationToken);
    }

    private IQueryable<Recording.Recording> Waiting(ActionContext context)
    {
        var (me, children) = (context.Me, Managed(context));
        // What a manager made does not wait for their own deputy.
        return db.Recordings.AsNoTracking().Where(r =>
            r.State == RecordingState.Final && r.NeedsSignOff && r.AuthorId != me && r.MadeById != me
            && r.Children.Any(c => children.Any(m => m.Id == c.ChildId && db.Teams.Any(t => t.Id == m.TeamId && (t.ManagerId == me || (t.ManagerId != r.AuthorId && t.ManagerId != r.MadeById))))));
    }

    private IQueryable<WaitingEntry> Project(ActionContext context, IQueryable<Recording.Recording> rows)
    {
        var children = Managed(context);
        return rows.OrderBy(r => r.FinalisedAtUtc).ThenBy(r => r.Id).Select(r => new
        {
            Row = r,
            Child = r.Children.Join(children, c => c.ChildId, m => m.Id, (c, m) => new { m.Id, m.FullName }).OrderBy(m => m.Id).First(),
        }).Select(x => new WaitingEntry(
            x.Row.Id, x.Child.Id, x.Child.FullName, x.Row.Children.Count - 1, x.Row.Title,
            db.Users.Where(u => u.Id == x.Row.AuthorId).Select(u => u.DisplayName).First(),
            x.Row.State, x.Row.OccurredAtUtc, x.Row.FinalisedAtUtc!.Value, x.Row.WrittenLate || x.Row.FinalisedLate, x.Row.ReturnedAtUtc != null));
    }

    private IQueryable<Children.Child> Managed(ActionContext context)
    {
        var (me, deputies) = (context.Me, DelegationService.Active(db, context.Me, context.NowUtc).Where(d => d.SignOff));
        return access.Findable(me).Where(c => db.Teams.Any(t => t.Id == c.TeamId && t.ManagerId == me) || deputies.Any(d => d.TeamId == c.TeamId));
    }
}
