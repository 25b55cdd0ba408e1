namespace CaseRecording.Core.Recording;

/// <summary>What a task came from.</summary>
public enum TaskKind
{
    /// <summary>An action agreed (N-03).</summary>
    Action,

    /// <summary>The next visit after one at which the child was not seen (V-05).</summary>
    NextVisit,
}

/// <summary>
/// Something to be done, from an entry that was finalised (N-03, V-05). Belongs to the entry's children, or to one of them;
/// where it serves a goal of a plan, that is named too (P-03).
/// </summary>
public sealed class RecordingTask
{
    /// <summary>Longest note on how it was done.</summary>
    public const int LongestNote = 500;

    private RecordingTask()
    {
    }

    internal RecordingTask(Recording source, TaskKind kind, int? childId, string text)
    {
        Recording = source;
        AuthorId = source.AuthorId;
        Kind = kind;
        ChildId = childId;
        Text = text;
    }

    /// <summary>A task for an action agreed, where the entry's own way to its tasks is not taken.</summary>
    /// <param name="source">The entry, final or becoming so.</param>
    /// <param name="action">What, who and by when.</param>
    /// <param name="ownerId">Who is to do it, where they are on the staff.</param>
    public static RecordingTask Agreed(Recording source, ActionItem action, Guid? ownerId)
    {
        var task = new RecordingTask(source, TaskKind.Action, null, action.What);
        task.Ask(action.Who, ownerId, action.By, action.GoalId);
        return task;
    }

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>The entry it comes from.</summary>
    public long RecordingId { get; private set; }

    /// <summary>The entry it comes from.</summary>
    public Recording Recording { get; private set; } = null!;

    /// <summary>The one child it is for; null for all of the entry (N-10).</summary>
    public int? ChildId { get; private set; }

    /// <summary>What it came from.</summary>
    public TaskKind Kind { get; private set; }

    /// <summary>What is to be done.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Who wrote the entry; sees it done.</summary>
    public Guid AuthorId { get; private set; }

    /// <summary>Who is to do it, as written.</summary>
    public string Owner { get; private set; } = "";

    /// <summary>That person, where they are on the staff.</summary>
    public Guid? OwnerId { get; private set; }

    /// <summary>By when, a UK date.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>The goal that it serves; of one of the entry's children (P-03).</summary>
    public int? GoalId { get; private set; }

    /// <summary>When it was done, UTC; null while open.</summary>
    public DateTime? DoneAtUtc { get; private set; }

    /// <summary>Who said so.</summary>
    public Guid? DoneById { get; private set; }

    /// <summary>A short note on it.</summary>
    public string? DoneNote { get; private set; }

    /// <summary>The entry that tells of it, where one does.</summary>
    public long? DoneInId { get; private set; }

    /// <summary>The entry that tells of it, where one does.</summary>
    public Recording? DoneIn { get; private set; }

    /// <summary>When a later version of the entry no longer asked for it, UTC.</summary>
    public DateTime? WithdrawnAtUtc { get; private set; }

    /// <summary>Concurrency token, set by the program.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>Takes what the entry now says of it.</summary>
    internal void Ask(string owner, Guid? ownerId, DateOnly? dueOn, int? goalId)
    {
        if (Owner == owner && OwnerId == ownerId && DueOn == dueOn && GoalId == goalId) return;
        (Owner, OwnerId, DueOn, GoalId) = (owner, ownerId, dueOn, goalId);
        Version = Guid.NewGuid();
    }

    /// <summary>The entry no longer asks for it; what was done stays done.</summary>
    internal void Withdraw(ActionContext context)
    {
        WithdrawnAtUtc = context.NowUtc;
        Version = Guid.NewGuid();
    }

    /// <summary>The entry is no longer on the record of the goal's child .</summary>
    internal void ServesNoGoal() => GoalId = null;

    /// <summary>The entry's part it comes from is another child's now .</summary>
    internal void MoveTo(Children.Child child)
    {
        ChildId = child.Id;
        if (Kind == TaskKind.NextVisit) Text = VisitAgain(child);
        Version = Guid.NewGuid();
    }

    internal static string VisitAgain(Children.Child child) => $"Visit {child.KnownAs} again";

    /// <summary>It was done.</summary>
    /// <exception cref="RuleViolationException">It is not open any more, or the note is too long.</exception>
    public void Done(ActionContext context, string? note)
    {
        new RuleCheck()
            .Refuse(Rules.N03, DoneAtUtc is not null || WithdrawnAtUtc is not null, "", "This task is not open any more")
            .Refuse(Rules.N03, note?.Trim().Length > LongestNote, "note", $"The note must be {LongestNote} characters or fewer")
            .ThrowIfAny();
        Close(context, string.IsNullOrWhiteSpace(note) ? null : note.Trim(), null);
    }

    /// <summary>A later entry tells that it was done.</summary>
    internal void DoneBy(ActionContext context, Recording entry) => Close(context, null, entry);

    /// <summary>The entry that told of it no longer does.</summary>
    internal void Reopen()
    {
        (DoneAtUtc, DoneById, DoneNote, DoneIn, DoneInId) = (null, null, null, null, null);
        Version = Guid.NewGuid();
    }

    private void Close(ActionContext context, string? note, Recording? entry)
    {
        (DoneAtUtc, DoneById, DoneNote, DoneIn) = (context.NowUtc, context.Me, note, entry);
        Version = Guid.NewGuid();
    }
}
