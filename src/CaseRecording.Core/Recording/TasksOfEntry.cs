using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Recording;

/// <summary>What finalising an entry does to tasks: its actions become tasks, and those it tells of are done (N-03, V-05). Finalised again, nothing doubles.</summary>
internal static class TasksOfEntry
{
    private sealed record Asked(TaskKind Kind, int? ChildId, string Text, string Owner, DateOnly? DueOn, int? GoalId = null);

    /// <summary>Brings the tasks to what the entry now says; the caller saves.</summary>
    /// <param name="db">The database.</param>
    /// <param name="context">Who and when.</param>
    /// <param name="entry">The entry, with its new version.</param>
    /// <param name="input">What it says.</param>
    /// <param name="children">Its children.</param>
    /// <param name="pageOf">The child on whose page it was written: tasks of another were not asked about there, and stay as they are.</param>
    /// <param name="colleagues">Those who can own a task by name, besides the author.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task ApplyAsync(
        AppDbContext db, ActionContext context, Recording entry, RecordingInput input, IReadOnlyList<Children.Child> children, int pageOf, IQueryable<Access.Staff> colleagues, CancellationToken cancellationToken)
    {
        var asked = AskedFor(input, children);
        var known = entry.Id == 0 ? [] : await db.Tasks.Where(t => t.RecordingId == entry.Id && t.WithdrawnAtUtc == null).OrderBy(t => t.Id).ToListAsync(cancellationToken);
        var staff = asked.Count == 0 ? [] : await colleagues.Select(s => new { s.Id, s.DisplayName }).ToListAsync(cancellationToken);
        foreach (var one in asked)
        {
            var task = known.Find(t => t.Kind == one.Kind && t.ChildId == one.ChildId && Alike(t.Text, one.Text));
            if (task is null) db.Tasks.Add(task = new RecordingTask(entry, one.Kind, one.ChildId, one.Text));
            else known.Remove(task);
            var named = staff.Where(s => Alike(s.DisplayName, one.Owner)).ToList();
            task.Ask(one.Owner, IsAuthor(one.Owner) ? entry.AuthorId : named.Count == 1 ? named[0].Id : null, one.DueOn, one.GoalId);
        }

        foreach (var gone in known.Where(t => t.DoneAtUtc is null)) gone.Withdraw(context);
        await TellOfAsync(db, context, entry, input, pageOf, cancellationToken);
    }

    /// <summary>Open tasks of one child, soonest first, with those that an entry already tells of.</summary>
    public static IQueryable<RecordingTask> OfChild(AppDbContext db, int childId) => db.RecordingChildren.Where(c => c.ChildId == childId)
        .SelectMany(c => db.Tasks.Where(t => t.RecordingId == c.RecordingId && t.WithdrawnAtUtc == null && (t.ChildId == null || t.ChildId == childId)));

    private static List<Asked> AskedFor(RecordingInput input, IReadOnlyList<Children.Child> children)
    {
        var asked = new List<Asked>();
        if (!Rules.N03.Applies(true)) return asked;
        asked.AddRange(input.Content.Actions.Where(a => a.What.Trim().Length > 0)
            .Select(a => new Asked(TaskKind.Action, null, a.What.Trim(), a.Who.Trim(), a.By, a.GoalId)));
        if (input.Kind != RecordingKind.Visit) return asked;
        foreach (var child in children)
        {
            var own = input.Children[child.Id];
            if (Rules.V05.Applies(own is { Seen: false, NextVisitOn: not null })) asked.Add(new Asked(TaskKind.NextVisit, child.Id, RecordingTask.VisitAgain(child), Me, own.NextVisitOn));
        }

        return asked;
    }

    /// <summary>Tasks of the entry's children that it ticks are done by it; those it ticked before and no longer does are open again.</summary>
    private static async Task TellOfAsync(AppDbContext db, ActionContext context, Recording entry, RecordingInput input, int pageOf, CancellationToken cancellationToken)
    {
        var (told, children) = (input.Content.DoneTasks, input.Children.Keys.ToList());
        if (told.Count == 0 && entry.Id == 0) return;
        var tasks = await db.Tasks.Include(t => t.Recording).ThenInclude(r => r.Children)
            .Where(t => t.RecordingId != entry.Id && (t.DoneInId == entry.Id || (told.Contains(t.Id) && t.DoneAtUtc == null && t.WithdrawnAtUtc == null)))
            .Where(t => t.ChildId == null ? t.Recording.Children.Any(c => children.Contains(c.ChildId)) : children.Contains(t.ChildId.Value))
            .AsSplitQuery().ToListAsync(cancellationToken);
        foreach (var task in tasks)
        {
            var tells = told.Contains(task.Id);
            if (tells == task.DoneAtUtc is not null || (!tells && !AskedOn(task, pageOf))) continue;
            if (tells) task.DoneBy(context, entry);
            else task.Reopen();
            Audit(db, context, task, tells ? AuditAction.TaskDone : AuditAction.TaskReopened);
        }
    }

    /// <summary>The tasks of a part that was moved go with it; what the entry told of the first child's other tasks it tells no more, so they are open again .</summary>
    /// <param name="db">The database.</param>
    /// <param name="context">Who and when.</param>
    /// <param name="entry">The entry, on its new record.</param>
    /// <param name="from">The first child.</param>
    /// <param name="to">The right child.</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal static async Task MoveAsync(AppDbContext db, ActionContext context, Recording entry, int from, Children.Child to, CancellationToken cancellationToken)
    {
        foreach (var task in await db.Tasks.Where(t => t.RecordingId == entry.Id && t.ChildId == from).ToListAsync(cancellationToken)) task.MoveTo(to);
        var children = entry.Children.ConvertAll(c => c.ChildId);
        var told = await db.Tasks.Include(t => t.Recording).ThenInclude(r => r.Children).Where(t => t.DoneInId == entry.Id && t.RecordingId != entry.Id)
            .Where(t => t.ChildId == null ? !t.Recording.Children.Any(c => children.Contains(c.ChildId)) : t.ChildId == from).ToListAsync(cancellationToken);
        foreach (var task in told)
        {
            task.Reopen();
            Audit(db, context, task, AuditAction.TaskReopened);
        }
    }

    private static bool AskedOn(RecordingTask task, int childId) => task.ChildId is { } one ? one == childId : task.Recording.Children.Exists(c => c.ChildId == childId);

    /// <summary>One row in the record of each child that the task is for.</summary>
    internal static void Audit(AppDbContext db, ActionContext context, RecordingTask task, AuditAction action)
    {
        foreach (var childId in task.ChildId is { } one ? [one] : task.Recording.Children.ConvertAll(c => c.ChildId))
        {
            db.Audit(context, action, childId, task.RecordingId, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"task {task.Id}"));
        }
    }

    private const string Me = "me";

    private static bool IsAuthor(string owner) => Alike(owner, Me) || Alike(owner, "I") || Alike(owner, "myself");

    private static bool Alike(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
