using CaseRecording.Core.Time;

namespace CaseRecording.Core.Quality.Audits;

/// <summary>What happened to something to be put right.</summary>
public enum RemedialStep
{
    /// <summary>The audit asked for it.</summary>
    Asked,

    /// <summary>Its owner says that it is done.</summary>
    Done,

    /// <summary>Somebody else found that it is.</summary>
    Confirmed,

    /// <summary>Somebody else found that it is not.</summary>
    SentBack,

    /// <summary>Another owner or day.</summary>
    Changed,
}

/// <summary>One thing that happened to it.</summary>
/// <param name="Step">What.</param>
/// <param name="AtUtc">When, UTC.</param>
/// <param name="ById">By whom.</param>
/// <param name="Text">What they said.</param>
public sealed record RemedialEvent(RemedialStep Step, DateTime AtUtc, Guid ById, string? Text = null);

/// <summary>Something that an audit found must be put right: by whom and by when. Done when its owner says so, closed when another has looked.</summary>
public sealed class RemedialAction
{
    /// <summary>Longest note or reason.</summary>
    public const int LongestText = 1000;

    private RemedialAction()
    {
    }

    internal RemedialAction(ActionContext context, int childId, RemedialInput input)
    {
        (ChildId, What, OwnerId, DueOn) = (childId, input.What.Trim(), input.OwnerId!.Value, input.DueOn!.Value);
        Events = [new(RemedialStep.Asked, context.NowUtc, context.Me)];
    }

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>The audit.</summary>
    public int AuditId { get; private set; }

    /// <summary>The audit.</summary>
    public RecordAudit Audit { get; private set; } = null!;

    /// <summary>The child.</summary>
    public int ChildId { get; private set; }

    /// <summary>What is to be put right.</summary>
    public string What { get; private set; } = "";

    /// <summary>Who puts it right.</summary>
    public Guid OwnerId { get; private set; }

    /// <summary>By when, a UK date.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>When it was said to be done, UTC.</summary>
    public DateTime? DoneAtUtc { get; private set; }

    /// <summary>By whom.</summary>
    public Guid? DoneById { get; private set; }

    /// <summary>When somebody else found it done, UTC.</summary>
    public DateTime? ConfirmedAtUtc { get; private set; }

    /// <summary>All that happened to it, oldest first.</summary>
    public List<RemedialEvent> Events { get; private set; } = [];

    /// <summary>Concurrency token, set by the program.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>Says that it was put right.</summary>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    internal void Done(ActionContext context, string? note)
    {
        var check = new RuleCheck().Refuse(Rules.Q04, DoneAtUtc is not null, "", "This is marked as done already");
        Said(check, "note", note, "Say what you did");
        check.ThrowIfAny();
        (DoneAtUtc, DoneById) = (context.NowUtc, context.Me);
        Tell(context, RemedialStep.Done, note);
    }

    /// <summary>Somebody else looked, and it is put right.</summary>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    internal void Confirm(ActionContext context)
    {
        Looked(context).ThrowIfAny();
        ConfirmedAtUtc = context.NowUtc;
        Tell(context, RemedialStep.Confirmed, null);
    }

    /// <summary>Somebody else looked, and it is not put right: it is open again, with its day as it was.</summary>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    internal void SendBack(ActionContext context, string? reason)
    {
        var check = Looked(context);
        Said(check, "note", reason, "Say what is still to be done");
        check.ThrowIfAny();
        (DoneAtUtc, DoneById) = (null, null);
        Tell(context, RemedialStep.SentBack, reason);
    }

    /// <summary>Another owner or another day, with a reason.</summary>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    internal void Change(ActionContext context, Guid? ownerId, DateOnly? dueOn, string? reason)
    {
        var check = new RuleCheck()
            .Refuse(Rules.Q04, DoneAtUtc is not null, "", "This is marked as done")
            .Refuse(Rules.Q04, ownerId is null, "owner", "Choose who puts it right")
            .Refuse(Rules.Q04, dueOn is null, "dueOn", "Enter by when it must be put right")
            .Refuse(Rules.Q04, dueOn < LondonTime.DateOf(context.NowUtc) && dueOn != DueOn, "dueOn", "Enter today or a later day");
        Said(check, "note", reason, "Say why you change it");
        check.ThrowIfAny();
        var was = $"{LondonTime.FormatDate(DueOn)}. {reason!.Trim()}";
        (OwnerId, DueOn) = (ownerId!.Value, dueOn!.Value);
        Tell(context, RemedialStep.Changed, $"It was due on {was}");
    }

    private RuleCheck Looked(ActionContext context) => new RuleCheck()
        .Refuse(Rules.Q04, DoneAtUtc is null || ConfirmedAtUtc is not null, "", "Nobody says that this is done, or it is closed already")
        .Refuse(Rules.Q04, DoneById == context.Me || OwnerId == context.Me, "", "Somebody else than who put it right must look at it");

    private static void Said(RuleCheck check, string field, string? text, string sentence)
    {
        check.Refuse(Rules.Q04, AuditInput.Short(text), field, $"{sentence}, in at least {AuditInput.ShortestText} characters");
        AuditInput.Fits(check, field, text, LongestText);
    }

    private void Tell(ActionContext context, RemedialStep step, string? text)
    {
        Events = [.. Events, new RemedialEvent(step, context.NowUtc, context.Me, text?.Trim().ReplaceLineEndings("\n"))];
        Version = Guid.NewGuid();
    }
}
