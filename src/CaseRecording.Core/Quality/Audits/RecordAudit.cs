using CaseRecording.Core.Access;
using CaseRecording.Core.Time;

namespace CaseRecording.Core.Quality.Audits;

/// <summary>One record of a sample: who audits it, and by when. What the auditor found stands in <see cref="Finding"/>.</summary>
public sealed class RecordAudit
{
    private RecordAudit()
    {
    }

    internal RecordAudit(int childId, int place, Guid? auditorId, DateOnly dueOn)
    {
        (ChildId, Place, AuditorId, DueOn) = (childId, place, auditorId, dueOn);
    }

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>The sample.</summary>
    public int SampleId { get; private set; }

    /// <summary>The sample.</summary>
    public RecordSample Sample { get; private set; } = null!;

    /// <summary>The child.</summary>
    public int ChildId { get; private set; }

    /// <summary>Place in the draw, from 1.</summary>
    public int Place { get; private set; }

    /// <summary>Who audits it; null until somebody is named.</summary>
    public Guid? AuditorId { get; private set; }

    /// <summary>By when, a UK date.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>The draft in which it is written: its auditor's alone.</summary>
    public Guid DraftId { get; private set; } = Guid.NewGuid();

    /// <summary>When it was finished, UTC.</summary>
    public DateTime? FinishedAtUtc { get; private set; }

    /// <summary>What was found; null until it is finished.</summary>
    public AuditFinding? Finding { get; private set; }

    /// <summary>What must be put right.</summary>
    public List<RemedialAction> Actions { get; private set; } = [];

    /// <summary>Concurrency token, set by the program.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>Overdue from the day after.</summary>
    public static bool IsOverdue(DateOnly dueOn, DateOnly today) => Rules.Q04.Broken(today > dueOn);

    /// <summary>Names who audits it.</summary>
    /// <param name="auditorId">A manager; null where none was chosen.</param>
    /// <param name="level">How far the access rules let them.</param>
    /// <param name="workerId">To whom the record is allocated.</param>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    internal void Give(Guid? auditorId, AccessLevel level, Guid? workerId)
    {
        new RuleCheck()
            .Refuse(Rules.Q04, FinishedAtUtc is not null, "", "This audit is finished")
            .Refuse(Rules.Q04, auditorId is null, "auditor", "Choose who audits this record")
            .Refuse(Rules.Q04, auditorId is not null && level == AccessLevel.Hidden, "auditor", "This person cannot audit this record. Choose somebody else")
            .Refuse(Rules.Q04, auditorId is not null && auditorId == workerId, "auditor", "The record is allocated to this person. Choose somebody else")
            .ThrowIfAny();
        (AuditorId, Version) = (auditorId, Guid.NewGuid());
    }

    /// <summary>Ends it with what was found and what must be put right.</summary>
    /// <exception cref="RuleViolationException">The rules refuse, each at its field.</exception>
    internal void Finish(ActionContext context, AuditInput input, Guid? workerId)
    {
        var check = new RuleCheck()
            .Refuse(Rules.Q04, FinishedAtUtc is not null, "", "This audit is finished already")
            .Refuse(Rules.Q04, workerId == context.Me, "", "This record is allocated to you now. Somebody else must audit it");
        input.Check(check, LondonTime.DateOf(context.NowUtc));
        check.ThrowIfAny();
        Finding = new AuditFinding(context, input);
        Actions.AddRange(input.Actions.Select(a => new RemedialAction(context, ChildId, a)));
        (FinishedAtUtc, Version) = (context.NowUtc, Guid.NewGuid());
    }
}

/// <summary>What an auditor found in a record. Written once; database triggers refuse any change .</summary>
public sealed class AuditFinding
{
    private AuditFinding()
    {
    }

    internal AuditFinding(ActionContext context, AuditInput input)
    {
        (ById, AtUtc, Points, Strengths, Outcome) = (context.Me, context.NowUtc, [.. input.Points], input.Strengths, input.Outcome!.Value);
    }

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>The audit.</summary>
    public int AuditId { get; private set; }

    /// <summary>The auditor.</summary>
    public Guid ById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime AtUtc { get; private set; }

    /// <summary>An answer on each of the ten points, in the order of the standard.</summary>
    public List<PointFinding> Points { get; private set; } = [];

    /// <summary>What is good about the record.</summary>
    public string? Strengths { get; private set; }

    /// <summary>The judgement on the whole.</summary>
    public AuditOutcome Outcome { get; private set; }
}
