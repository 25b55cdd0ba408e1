using CaseRecording.Core.Children;
using CaseRecording.Core.Plans;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Safeguarding;
using CaseRecording.Core.Supervision;

namespace CaseRecording.Core.Disclosure;

/// <summary>Whom a record is made for.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Name">Who asks.</param>
/// <param name="Relationship">What they are to the child.</param>
/// <param name="ReceivedOn">When the request arrived, a UK date.</param>
public sealed record Recipient(int RequestId, string Name, string Relationship, DateOnly ReceivedOn);

/// <summary>The child as the record's front pages say.</summary>
/// <param name="FullName">Full name.</param>
/// <param name="KnownAs">The name the child is called by.</param>
/// <param name="Pronouns">Pronouns, if recorded.</param>
/// <param name="BirthDate">Date of birth, due date or estimate.</param>
/// <param name="BirthDateKind">Which.</param>
public sealed record DisclosedChild(string FullName, string KnownAs, string? Pronouns, DateOnly BirthDate, BirthDateKind BirthDateKind);

/// <summary>What was true from one UK date until the day before another (C-03).</summary>
/// <param name="What">Name, address, school, status and so on, in words.</param>
/// <param name="Value">What it was; a protected value is masked.</param>
/// <param name="From">First day.</param>
/// <param name="To">First day no longer; null while it is.</param>
public sealed record DisclosedPeriod(string What, string Value, DateOnly From, DateOnly? To);

/// <summary>Someone in the child's life. A telephone number or email is read for professionals only.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Relationship">What they are to the child.</param>
/// <param name="HasParentalResponsibility">Holds parental responsibility (C-04).</param>
/// <param name="LivesThere">Lives in the home now.</param>
/// <param name="TimeTogether">Arrangements for time together (C-06).</param>
/// <param name="IsProfessional">There through their work.</param>
/// <param name="Work">Profession and organisation.</param>
/// <param name="Telephone">A professional's telephone.</param>
/// <param name="Email">A professional's email.</param>
public sealed record DisclosedPerson(
    string Name, string Relationship, bool HasParentalResponsibility, bool LivesThere, string? TimeTogether,
    bool IsProfessional, string? Work, string? Telephone, string? Email);

/// <summary>A worker of the council and when the child was allocated to them.</summary>
/// <param name="Name">Name.</param>
/// <param name="Team">Team.</param>
/// <param name="From">First UK date.</param>
/// <param name="To">Last UK date; null while it lasts.</param>
public sealed record DisclosedWorker(string Name, string Team, DateOnly From, DateOnly? To);

/// <summary>A plan with all its goals, and what was done to it, oldest first (P-01).</summary>
/// <param name="Plan">As it stands.</param>
/// <param name="History">What it said before, and why it was changed.</param>
public sealed record DisclosedPlan(PlanView Plan, IReadOnlyList<PlanChangeLine> History);

/// <summary>Everything that stands before the entries.</summary>
public sealed record DisclosedRecord
{
#pragma warning disable CS1591 // as on the parts
    public required int ChildId { get; init; }
    public required Recipient Recipient { get; init; }
    public required DisclosedChild Child { get; init; }
    public required IReadOnlyList<DisclosedPeriod> Periods { get; init; }
    public required IReadOnlyList<DisclosedPerson> People { get; init; }
    public required IReadOnlyList<DisclosedWorker> Workers { get; init; }
#pragma warning restore CS1591

    /// <summary>Hand-overs between workers, closings and openings again, in sentences, oldest first (S-06).</summary>
    public IReadOnlyList<string> Handling { get; init; } = [];

    /// <summary>The entries it has, oldest event first: the ones on the record when the export began, each once.</summary>
    public required IReadOnlyList<DisclosedEntryKey> Entries { get; init; }

    /// <summary>The child's plans, oldest first (P-01).</summary>
    public IReadOnlyList<DisclosedPlan> Plans { get; init; } = [];

    /// <summary>What a goal of one of them is called; null for a goal of another child (N-10).</summary>
    public string? GoalName(int goalId) => Plans.SelectMany(p => p.Plan.Goals).FirstOrDefault(g => g.Id == goalId)?.What;

    /// <summary>Traces of entries that stood on it by mistake, oldest event first .</summary>
    public IReadOnlyList<MoveTrace> MovedAway { get; init; } = [];

    /// <summary>Audits of the record that are finished, oldest first, with what was to be put right .</summary>
    public IReadOnlyList<Quality.Audits.AuditView> Audits { get; init; } = [];

    /// <summary>Requests to correct the record with all their steps, oldest first (F-04).</summary>
    public IReadOnlyList<Corrections.CorrectionLine> Corrections { get; init; } = [];

    /// <summary>Safeguarding concerns reported, oldest first, also those that no entry records or that were withdrawn (T-05).</summary>
    public IReadOnlyList<SafeguardingLine> Concerns { get; init; } = [];
}

/// <summary>An entry and its place in the order of events.</summary>
/// <param name="RecordingId">The entry.</param>
/// <param name="OccurredAtUtc">The event, UTC.</param>
public readonly record struct DisclosedEntryKey(long RecordingId, DateTime OccurredAtUtc);

/// <summary>One entry as this child's record holds it: nothing of another child is read (N-10).</summary>
public sealed record DisclosedEntry
{
    /// <summary>Its line on the timeline, with what markers and labels follow from.</summary>
    public required TimelineEntry Line { get; init; }

    /// <summary>Number of the form's version that it was made with .</summary>
    public int FormVersion { get; init; } = 1;

    /// <summary>What it says for all its children.</summary>
    public required RecordingContent Content { get; init; }

    /// <summary>What it says about this child.</summary>
    public required ChildContent Own { get; init; }

    /// <summary>Amendments to all, or to this child's part, oldest first (N-17).</summary>
    public required IReadOnlyList<AmendmentLine> Amendments { get; init; }

    /// <summary>Returns to its author, oldest first .</summary>
    public required IReadOnlyList<ReturnLine> Returns { get; init; }

    /// <summary>How it came to this record, where it stood on another by mistake .</summary>
    public IReadOnlyList<MoveLine> Moves { get; init; } = [];

    /// <summary>Earlier entries of this child that led to it, oldest first (D-06).</summary>
    public IReadOnlyList<LinkedEntry> Causes { get; init; } = [];

    /// <summary>Whether other children are part of it: then words quoted in its shared text may be theirs.</summary>
    public required bool IsShared { get; init; }

#pragma warning disable CS1591 // as on Recording
    public string? LateReason { get; init; }
    public string? HistoryReason { get; init; }
    public DateTime? SignedOffAtUtc { get; init; }
    public string? SignedOffBy { get; init; }
    public IReadOnlyList<Quality.PointVerdict> UnmetPoints { get; init; } = [];
#pragma warning restore CS1591
}
