using CaseRecording.Core.Audit;
using CaseRecording.Core.Disclosure;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Time;

namespace CaseRecording.Core.Corrections;

/// <summary>Who says that the record is wrong. Stored by name.</summary>
public enum CorrectionFrom
{
    /// <summary>The child or young person, also as an adult.</summary>
    Child,

    /// <summary>A parent or someone with parental responsibility.</summary>
    Parent,

    /// <summary>Anyone else.</summary>
    Other,
}

/// <summary>What became of a request for correction. Stored by name.</summary>
public enum CorrectionOutcome
{
    /// <summary>It was wrong, and is put right.</summary>
    Upheld,

    /// <summary>Some of it was; the statement stands as well.</summary>
    PartlyUpheld,

    /// <summary>It stays; the statement stands beside it.</summary>
    NotUpheld,
}

/// <summary>The words for them.</summary>
public static class CorrectionLabels
{
    /// <summary>As shown.</summary>
    public static string Label(this CorrectionFrom from) => from switch
    {
        CorrectionFrom.Child => "The child or young person",
        CorrectionFrom.Parent => "A parent or carer",
        _ => "Someone else",
    };

    /// <summary>As shown.</summary>
    public static string Label(this CorrectionOutcome outcome) => outcome switch
    {
        CorrectionOutcome.Upheld => "Upheld",
        CorrectionOutcome.PartlyUpheld => "Partly upheld",
        _ => "Not upheld",
    };
}

/// <summary>A request for correction as typed.</summary>
/// <param name="From">From whom.</param>
/// <param name="Name">Full name; not asked of the child.</param>
/// <param name="Relationship">What they are to the child; asked of others.</param>
/// <param name="ReceivedOn">When it reached the council, a UK date.</param>
/// <param name="Statement">What they say is wrong, in their words where possible.</param>
/// <param name="RecordingId">The entry it is about, if it is about one.</param>
public sealed record CorrectionInput(CorrectionFrom? From, string? Name, string? Relationship, DateOnly? ReceivedOn, string? Statement, long? RecordingId);

/// <summary>Somebody says that the record is wrong, and what the council did about it within a month (F-04). What they said is never changed.</summary>
public sealed class Correction
{
    /// <summary>Longest name or relationship.</summary>
    public const int LongestLine = 200;

    /// <summary>Longest statement, step or reason.</summary>
    public const int LongestText = 4000;

    /// <summary>Fewest characters of a statement, step or reason.</summary>
    public const int ShortestText = 10;

    private const int MostYearsAgo = 2;

    private Correction()
    {
    }

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>Whose record.</summary>
    public int ChildId { get; private set; }

    /// <summary>The entry it is about; null for the record as a whole.</summary>
    public long? RecordingId { get; private set; }

    /// <summary>From whom.</summary>
    public CorrectionFrom From { get; private set; }

    /// <summary>Their name; empty for the child.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What they are to the child, if said.</summary>
    public string Relationship { get; private set; } = "";

    /// <summary>When it reached the council, a UK date.</summary>
    public DateOnly ReceivedOn { get; private set; }

    /// <summary>By when it is to be answered, a UK date.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>What they say is wrong.</summary>
    public string Statement { get; private set; } = "";

    /// <summary>Who took it in.</summary>
    public Guid TakenById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime TakenAtUtc { get; private set; }

    /// <summary>What became of it; null while it is open.</summary>
    public CorrectionOutcome? Outcome { get; private set; }

    /// <summary>What was changed, or why not.</summary>
    public string? OutcomeReason { get; private set; }

    /// <summary>Who decided.</summary>
    public Guid? DecidedById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime? DecidedAtUtc { get; private set; }

    /// <summary>What was done meanwhile.</summary>
    public List<CorrectionStep> Steps { get; private set; } = [];

    /// <summary>Concurrency token, set by the program.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>A request received; its clock follows from the day it arrived.</summary>
    /// <exception cref="RuleViolationException">Something is missing or cannot be right.</exception>
    internal static Correction Receive(ActionContext context, int childId, CorrectionInput input, RuleCheck check, PolicyHistory policies)
    {
        Check(check, input, LondonTime.DateOf(context.NowUtc)).ThrowIfAny();
        var received = input.ReceivedOn!.Value;
        return new Correction
        {
            ChildId = childId,
            RecordingId = input.RecordingId,
            From = input.From!.Value,
            Name = input.From == CorrectionFrom.Child ? "" : input.Name!.Trim(),
            Relationship = input.From == CorrectionFrom.Child ? "" : input.Relationship?.Trim() ?? "",
            ReceivedOn = received,
            DueOn = RequestClock.Due(policies.PolicyOn(received), received),
            Statement = input.Statement!.Trim(),
            TakenById = context.Me,
            TakenAtUtc = context.NowUtc,
        };
    }

    /// <summary>Something was done about it.</summary>
    /// <exception cref="RuleViolationException">It is decided, or nothing is said.</exception>
    internal void Add(ActionContext context, string? text, DateOnly? on)
    {
        var (said, today) = (text?.Trim() ?? "", LondonTime.DateOf(context.NowUtc));
        OpenOrRefuse(new RuleCheck())
            .Refuse(Rules.F04, said.Length < ShortestText, "step", $"Say what was done, in at least {ShortestText} characters")
            .Refuse(Rules.F04, said.Length > LongestText, "step", $"The step must be {LongestText:N0} characters or fewer")
            .Refuse(Rules.F04, on is null, "on", "Enter the day on which it was done")
            .Refuse(Rules.F04, on > today, "on", "The day on which it was done is in the future")
            .Refuse(Rules.F04, on < ReceivedOn, "on", "That is before the request arrived")
            .ThrowIfAny();
        Steps.Add(new CorrectionStep(context, on!.Value, said));
        Version = Guid.NewGuid();
    }

    /// <summary>It turns out which entry is meant, or that none is.</summary>
    /// <exception cref="RuleViolationException">It is decided.</exception>
    internal void PointTo(long? recordingId)
    {
        OpenOrRefuse(new RuleCheck()).ThrowIfAny();
        (RecordingId, Version) = (recordingId, Guid.NewGuid());
    }

    /// <summary>Decides it.</summary>
    /// <param name="context">Who, and when.</param>
    /// <param name="outcome">What becomes of it.</param>
    /// <param name="reason">What was changed, or why not.</param>
    /// <param name="putRight">The entry it is about was amended since, or is not on this record any more; true where it is about none.</param>
    /// <param name="wroteIt">The person wrote that entry.</param>
    /// <exception cref="RuleViolationException">It is decided already, no outcome or reason, or the entry still says what is wrong.</exception>
    internal void Decide(ActionContext context, CorrectionOutcome? outcome, string? reason, bool putRight, bool wroteIt)
    {
        var why = reason?.Trim() ?? "";
        OpenOrRefuse(new RuleCheck())
            .Refuse(Rules.F04, wroteIt, "", "You wrote the entry. A colleague decides whether it is right")
            .Refuse(Rules.F04, outcome is null, "outcome", "Choose the outcome")
            .Refuse(Rules.F04, outcome is CorrectionOutcome.Upheld or CorrectionOutcome.PartlyUpheld && !putRight, "outcome", "The entry still says what it said. Ask its author or the team’s manager to add the correction to it first")
            .Refuse(Rules.F04, why.Length < ShortestText, "reason", outcome == CorrectionOutcome.NotUpheld ? $"Say why the record stays as it is, in at least {ShortestText} characters" : $"Say what was changed, in at least {ShortestText} characters")
            .Refuse(Rules.F04, why.Length > LongestText, "reason", $"The reason must be {LongestText:N0} characters or fewer")
            .ThrowIfAny();
        (Outcome, OutcomeReason, DecidedById, DecidedAtUtc, Version) = (outcome, why, context.Me, context.NowUtc, Guid.NewGuid());
    }

    private RuleCheck OpenOrRefuse(RuleCheck check)
    {
        check.Refuse(Rules.F04, DecidedAtUtc is not null, "", "This request is decided already").ThrowIfAny();
        return check;
    }

    private static RuleCheck Check(RuleCheck check, CorrectionInput input, DateOnly today)
    {
        var (named, length) = (input.From is CorrectionFrom.Parent or CorrectionFrom.Other, input.Statement?.Trim().Length ?? 0);
        return check
            .Refuse(Rules.F04, input.From is null, "who", "Choose from whom the request comes")
            .Refuse(Rules.F04, named && string.IsNullOrWhiteSpace(input.Name), "name", "Enter the full name of the person who asks")
            .Refuse(Rules.F04, input.Name?.Trim().Length > LongestLine, "name", $"The name must be {LongestLine} characters or fewer")
            .Refuse(Rules.F04, input.From == CorrectionFrom.Other && string.IsNullOrWhiteSpace(input.Relationship), "relationship", "Say what they are to the child")
            .Refuse(Rules.F04, input.Relationship?.Trim().Length > LongestLine, "relationship", $"This must be {LongestLine} characters or fewer")
            .Refuse(Rules.F04, input.ReceivedOn is null, "receivedOn", "Enter the day the request arrived")
            .Refuse(Rules.F04, input.ReceivedOn > today, "receivedOn", "The day the request arrived is in the future")
            .Refuse(Rules.F04, input.ReceivedOn < today.AddYears(-MostYearsAgo), "receivedOn", $"That is more than {MostYearsAgo} years ago. Check the year")
            .Refuse(Rules.F04, length < ShortestText, "statement", $"Write what they say is wrong, in at least {ShortestText} characters")
            .Refuse(Rules.F04, length > LongestText, "statement", $"The statement must be {LongestText:N0} characters or fewer");
    }
}

/// <summary>Something done about a request for correction. Added, never changed.</summary>
public sealed class CorrectionStep
{
    private CorrectionStep()
    {
    }

    internal CorrectionStep(ActionContext context, DateOnly on, string text) => (On, Text, ById, AtUtc) = (on, text, context.Me, context.NowUtc);

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>The request.</summary>
    public int CorrectionId { get; private set; }

    /// <summary>The UK day on which it was done.</summary>
    public DateOnly On { get; private set; }

    /// <summary>What.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Who noted it.</summary>
    public Guid ById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime AtUtc { get; private set; }
}
