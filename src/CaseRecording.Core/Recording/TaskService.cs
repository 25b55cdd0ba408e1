using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Recording;

/// <summary>A task on a person's own list.</summary>
/// <param name="Id">Key.</param>
/// <param name="RecordingId">The entry it comes from.</param>
/// <param name="ChildId">The child, or the first of several.</param>
/// <param name="Child">Their name.</param>
/// <param name="Text">What is to be done.</param>
/// <param name="Owner">Who is to do it, as written.</param>
/// <param name="IsMine">It is for the person whose list it is.</param>
/// <param name="DueOn">By when, a UK date.</param>
public sealed record MyTask(int Id, long RecordingId, int ChildId, string Child, string Text, string Owner, bool IsMine, DateOnly? DueOn);

/// <summary>A task as an entry's page or form shows it.</summary>
/// <param name="Id">Key.</param>
/// <param name="RecordingId">The entry it comes from.</param>
/// <param name="Kind">What it came from.</param>
/// <param name="Text">What is to be done.</param>
/// <param name="Owner">Who is to do it: the name on the staff, or as written.</param>
/// <param name="DueOn">By when, a UK date.</param>
/// <param name="DoneAtUtc">When it was done, UTC; null while open.</param>
/// <param name="DoneBy">Who said so.</param>
/// <param name="DoneNote">Their note.</param>
/// <param name="DoneInId">The entry that tells of it; one of this child.</param>
/// <param name="GoalId">The goal that it serves; perhaps another child's (P-03).</param>
public sealed record TaskLine(int Id, long RecordingId, TaskKind Kind, string Text, string Owner, DateOnly? DueOn, DateTime? DoneAtUtc, string? DoneBy, string? DoneNote, long? DoneInId, int? GoalId);

/// <summary>Tasks from entries: whose they are, and that they are done (N-03, V-05). Who may see the child's record may see its tasks .</summary>
public sealed class TaskService(AppDbContext db, ChildAccess access)
{
    /// <summary>Most on one list.</summary>
    public const int Most = 50;

    /// <summary>Open tasks a person is to do or asked for, soonest first; one more than <see cref="Most"/> where there are more.</summary>
    public Task<List<MyTask>> MineAsync(ActionContext context, CancellationToken cancellationToken = default)
    {
        var me = context.Me;
        var children = access.Recordable(context);
        // Two ranges of two indexes; an "or" would be none.
        var mine = db.Tasks.Where(t => t.OwnerId == me && t.DoneAtUtc == null && t.WithdrawnAtUtc == null)
            .Concat(db.Tasks.Where(t => t.AuthorId == me && t.OwnerId != me && t.DoneAtUtc == null && t.WithdrawnAtUtc == null));
        return mine.AsNoTracking()
            .Where(t => t.Recording.Children.Any(r => (t.ChildId == null || t.ChildId == r.ChildId) && children.Any(c => c.Id == r.ChildId)))
            .OrderBy(t => t.DueOn == null).ThenBy(t => t.DueOn).ThenBy(t => t.Id).Take(Most + 1)
            .Select(t => new
            {
                Task = t,
                Child = t.Recording.Children.Where(r => t.ChildId == null || t.ChildId == r.ChildId)
                    .Join(children, r => r.ChildId, c => c.Id, (r, c) => new { c.Id, c.FullName }).OrderBy(c => c.Id).First(),
            })
            .Select(x => new MyTask(x.Task.Id, x.Task.RecordingId, x.Child.Id, x.Child.FullName, x.Task.Text, x.Task.Owner, x.Task.OwnerId == me, x.Task.DueOn))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Tasks of one child that the form asks about: those open, and those that the entry being changed tells of already.</summary>
    /// <param name="childId">The child.</param>
    /// <param name="entryId">The entry being changed; its own tasks are not asked about.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<List<TaskLine>> ToTellOfAsync(int childId, long? entryId, CancellationToken cancellationToken = default) =>
        Lines(childId, TasksOfEntry.OfChild(db, childId).Where(t => t.RecordingId != entryId && (t.DoneAtUtc == null || (entryId != null && t.DoneInId == entryId)))
            .OrderBy(t => t.DueOn == null).ThenBy(t => t.DueOn).ThenBy(t => t.Id).Take(Most)).ToListAsync(cancellationToken);

    /// <summary>What an entry asked for, and what it tells was done, as one child's page shows it (N-10).</summary>
    public Task<List<TaskLine>> OfEntryAsync(int childId, long recordingId, CancellationToken cancellationToken = default) =>
        Lines(childId, TasksOfEntry.OfChild(db, childId).Where(t => t.RecordingId == recordingId || t.DoneInId == recordingId).OrderBy(t => t.Id)).ToListAsync(cancellationToken);

    /// <summary>Says that a task was done.</summary>
    /// <exception cref="RuleViolationException">It is not open any more.</exception>
    /// <exception cref="AccessRefusedException">It is not a task of this child, or of one they may not record for.</exception>
    public async Task DoneAsync(ActionContext context, int childId, int taskId, string? note, CancellationToken cancellationToken = default)
    {
        await access.RequireAsync(context, AccessLevel.Record, [childId], cancellationToken);
        var task = await db.Tasks.Include(t => t.Recording).ThenInclude(r => r.Children)
            .FirstOrDefaultAsync(t => t.Id == taskId && (t.ChildId == childId || (t.ChildId == null && t.Recording.Children.Any(c => c.ChildId == childId))), cancellationToken)
            ?? throw new AccessRefusedException(AccessLevel.Hidden);
        task.Done(context, note);
        TasksOfEntry.Audit(db, context, task, AuditAction.TaskDone);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new RuleViolationException([Rules.N03.Violation("", "This task is not open any more")]);
        }
    }

    private IQueryable<TaskLine> Lines(int childId, IQueryable<RecordingTask> tasks) => tasks.AsNoTracking().Select(t => new TaskLine(
        t.Id, t.RecordingId, t.Kind, t.Text,
        db.Users.Where(u => u.Id == t.OwnerId).Select(u => u.DisplayName).FirstOrDefault() ?? t.Owner,
        t.DueOn, t.DoneAtUtc,
        db.Users.Where(u => u.Id == t.DoneById).Select(u => u.DisplayName).FirstOrDefault(),
        t.DoneNote,
        db.RecordingChildren.Any(c => c.RecordingId == t.DoneInId && c.ChildId == childId) ? t.DoneInId : null,
        t.GoalId));
}
