using CaseRecording.Core.Policy;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Supervision;
using CaseRecording.Core.Time;

namespace CaseRecording.Core.Recording;

/// <summary>
/// A recording on the timeline: visit, case note, decision or summary. Begins when its author saves it to the record;
/// before that it is a <see cref="Draft"/>. Saved versions never change (N-17).
/// </summary>
public sealed partial class Recording
{
    private Recording()
    {
    }

    /// <summary>Key; the number in <c>[[entry:12]]</c>.</summary>
    public long Id { get; private set; }

    /// <summary>Kind.</summary>
    public RecordingKind Kind { get; private set; }

    /// <summary>For a case note.</summary>
    public ContactType? ContactType { get; private set; }

    /// <summary>For a visit.</summary>
    public VisitType? VisitType { get; private set; }

    /// <summary>For a review of a plan (P-02).</summary>
    public Plans.ReviewType? ReviewType { get; private set; }

    /// <summary>Where it stands.</summary>
    public RecordingState State { get; private set; }

    /// <summary>Who typed it (N-07).</summary>
    public Guid AuthorId { get; private set; }

    /// <summary>Who took part: the same person, unless the page says otherwise (N-07).</summary>
    public Guid MadeById { get; private set; }

    /// <summary>Start of the event, UTC. The timeline's order (T-01).</summary>
    public DateTime OccurredAtUtc { get; private set; }

    /// <summary>End of the event, UTC.</summary>
    public DateTime? EndedAtUtc { get; private set; }

    /// <summary>First saved to the record, UTC (T-02).</summary>
    public DateTime WrittenAtUtc { get; private set; }

    /// <summary>Limit of the first clock, UTC, by the policy of the event's date.</summary>
    public DateTime WriteDueAtUtc { get; private set; }

    /// <summary>First finalised, UTC (T-04).</summary>
    public DateTime? FinalisedAtUtc { get; private set; }

    /// <summary>Limit of the second clock, UTC.</summary>
    public DateTime FinaliseDueAtUtc { get; private set; }

    /// <summary>Written after its limit (T-02).</summary>
    public bool WrittenLate { get; private set; }

    /// <summary>Finalised after its limit; fixed at the first finalise (T-04).</summary>
    public bool FinalisedLate { get; private set; }

    /// <summary>Why it is late (T-03).</summary>
    public string? LateReason { get; private set; }

    /// <summary>Why an event before the first contact or birth is here (T-08).</summary>
    public string? HistoryReason { get; private set; }

    /// <summary>A significant event (N-04).</summary>
    public bool IsSignificant { get; private set; }

    /// <summary>In the chronology (N-14).</summary>
    public bool InChronology { get; private set; }

    /// <summary>Planned contact (N-06).</summary>
    public bool WasPlanned { get; private set; }

    /// <summary>Shared with the family (N-06).</summary>
    public bool SharedWithFamily { get; private set; }

    /// <summary>Consent obtained (N-06).</summary>
    public bool ConsentObtained { get; private set; }

    /// <summary>The author says that the recorded status is wrong (V-03).</summary>
    public bool StatusSaidWrong { get; private set; }

    /// <summary>Title of the current version.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Reason for contact of the current version: the chronology line.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Needs a manager's sign-off .</summary>
    public bool NeedsSignOff { get; private set; }

    /// <summary>When a manager returned it, UTC .</summary>
    public DateTime? ReturnedAtUtc { get; private set; }

    /// <summary>Who returned it.</summary>
    public Guid? ReturnedById { get; private set; }

    /// <summary>Why; all returns stand in <see cref="Returns"/>.</summary>
    public string? ReturnReason { get; private set; }

    /// <summary>When it was signed off, UTC.</summary>
    public DateTime? SignedOffAtUtc { get; private set; }

    /// <summary>Who signed it off.</summary>
    public Guid? SignedOffById { get; private set; }

    /// <summary>How many points of the standard it was signed off without .</summary>
    public int UnmetPoints { get; private set; }

    /// <summary>Number of the current version, from 1.</summary>
    public int CurrentVersion { get; private set; }

    /// <summary>Number of the version last finalised; null while none is.</summary>
    public int? FinalVersion { get; private set; }

    /// <summary>Concurrency token, set by the program.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>The children it is about.</summary>
    public List<RecordingChild> Children { get; private set; } = [];

    /// <summary>Who took part, for filters; each version keeps its own copy.</summary>
    public List<RecordingParticipant> Participants { get; private set; } = [];

    /// <summary>Every saved version, oldest first.</summary>
    public List<RecordingVersion> Versions { get; private set; } = [];

    /// <summary>What was added after it was final.</summary>
    public List<Amendment> Amendments { get; private set; } = [];

    /// <summary>Every return to its author, oldest first .</summary>
    public List<EntryReturn> Returns { get; private set; } = [];

    /// <summary>Its sign-off, with the answers on the standard; a copy for each record its part was moved to .</summary>
    public List<EntrySignOff> SignOffs { get; private set; } = [];

    /// <summary>Puts a recording on the timeline, or saves another version of one that is not final (T-02).</summary>
    public static Recording Begin(ActionContext context, RecordingKind kind) => new()
    {
        Kind = kind,
        AuthorId = context.Me,
        WrittenAtUtc = context.NowUtc,
        State = RecordingState.Written,
    };

    /// <summary>What a new version may not do: change a final entry, move one whose clocks were judged, or take a child's entry away (N-17, N-10).</summary>
    internal void CheckChange(RuleCheck check, RecordingInput input, EventTime? when)
    {
        check.Refuse(Rules.N17, State is RecordingState.Final or RecordingState.SignedOff, "", "This entry is final. Its text stands; add an amendment instead");
        check.Refuse(Rules.N17, FinalisedAtUtc is not null && when is not null && when.StartUtc != OccurredAtUtc, "date", "This entry was final before, so its time stands. Correct the time with an amendment");
        check.Refuse(Rules.N10, Children.Any(c => !input.Children.ContainsKey(c.ChildId)), "children", "This entry already stands in each of these children's records, so none can be left out");
        check.Refuse(Rules.A07, input.Children.Keys.Any(WasMovedOff), "children", "This entry was moved off the record of one of these children, so it cannot be added there. Write a new entry for that child");
    }

    /// <summary>Typed by someone other than who took part (N-07).</summary>
    public bool TypedBySomeoneElse => Rules.N07.Broken(MadeById != AuthorId);

    /// <summary>Saves a version. Only a recording that is not final, or was returned, takes one (N-17, Q-03).</summary>
    /// <exception cref="RuleViolationException">It is final: amend it instead.</exception>
    public void Save(ActionContext context, RecordingInput input, EventTime when, RecordingPolicy policy)
    {
        var check = new RuleCheck();
        CheckChange(check, input, when);
        check.ThrowIfAny();

        var verdictOpen = FinalisedAtUtc is null;
        ContactType = input.ContactType;
        VisitType = input.VisitType;
        ReviewType = input.Content.ReviewType;
        MadeById = input.MadeById ?? AuthorId;
        if (verdictOpen) MoveTo(when, policy);
        IsSignificant = input.IsSignificant || input.Children.Values.Any(input.CountsAsSignificant);
        InChronology = Rules.N14.Applies(IsSignificant) || input.InChronology;
        WasPlanned = input.WasPlanned || Kind == RecordingKind.Visit;
        SharedWithFamily = input.SharedWithFamily;
        ConsentObtained = input.ConsentObtained;
        StatusSaidWrong = input.StatusSaidWrong;
        LateReason = Text(input.LateReason) ?? LateReason;
        HistoryReason = Text(input.HistoryReason);
        Title = Text(input.Content["title"]) ?? (FormFields.HasTitle(Kind) ? "" : Kind.Label());
        Reason = input.Content["reason"].Trim();
        NeedsSignOff = policy.NeedsSignOff(Kind, ContactType, IsSignificant);
        AddVersion(context, input);
    }

    /// <summary>Labels a visit made by someone other than the worker allocated at the time (V-07).</summary>
    /// <param name="children">Those of its children to be looked at, with their allocations.</param>
    public void MarkOtherWorkers(IReadOnlyCollection<Core.Children.Child> children)
    {
        if (Kind != RecordingKind.Visit) return;
        foreach (var link in Children)
        {
            if (children.FirstOrDefault(c => c.Id == link.ChildId) is not { } child) continue;
            var then = child.Allocations.FirstOrDefault(a => a.FromUtc <= OccurredAtUtc && (a.ToUtc is null || a.ToUtc > OccurredAtUtc));
            link.NotByAllocatedWorker = Rules.V07.Broken(then is not null && then.WorkerId != MadeById);
        }
    }

    /// <summary>Says by which UK day this supervision or progress summary of a child was due; null: none was (D-05, S-05). Fixed once it is final.</summary>
    public void WasDue(int childId, DateOnly? dueOn)
    {
        if (FinalisedAtUtc is not null) return;
        var on = LondonTime.DateOf(OccurredAtUtc);
        var past = dueOn is { } due && (Kind == RecordingKind.ProgressSummary ? ProgressDraft.IsOverdue(due, on) : SupervisionClock.IsOverdue(due, on));
        Children.Single(c => c.ChildId == childId).WasDue(dueOn, past);
    }

    /// <summary>Freezes the recording (T-04). The verdicts of the clocks are fixed the first time.</summary>
    public void Finalise(ActionContext context)
    {
        if (FinalisedAtUtc is null)
        {
            FinalisedAtUtc = context.NowUtc;
            FinalisedLate = Verdict(context.NowUtc).FinalisedOnTime == false;
        }

        var needsOversight = SupervisionRules.NeedsOversight(Kind, Versions.MaxBy(v => v.Number)!.Content);
        foreach (var child in Children) child.NeedsOversight = needsOversight;
        State = RecordingState.Final;
        FinalVersion = CurrentVersion;
        Version = Guid.NewGuid();
    }

    private void MoveTo(EventTime when, RecordingPolicy policy)
    {
        OccurredAtUtc = when.StartUtc;
        EndedAtUtc = when.EndUtc;
        WriteDueAtUtc = Timeliness.WriteDueAt(policy, when.StartUtc, when.EndUtc);
        FinaliseDueAtUtc = Timeliness.FinaliseDueAt(policy, when.StartUtc, when.EndUtc);
        WrittenLate = Verdict(WrittenAtUtc).WrittenOnTime == false;
    }

    /// <summary>Both clocks as they stand (T-02, T-04).</summary>
    /// <param name="nowUtc">The instant of asking, UTC.</param>
    public TimelinessVerdict Verdict(DateTime nowUtc) => Timeliness.Assess(WriteDueAtUtc, FinaliseDueAtUtc, WrittenAtUtc, FinalisedAtUtc, nowUtc);

    /// <summary>The event decides an entry's place, never the writing (T-01).</summary>
    private DateTime PlaceOnTimeline => Rules.T01.Applies(true) ? OccurredAtUtc : WrittenAtUtc;

    private void AddVersion(ActionContext context, RecordingInput input)
    {
        CurrentVersion++;
        Versions.Add(new RecordingVersion(context, CurrentVersion, input));
        Children.RemoveAll(c => !input.Children.ContainsKey(c.ChildId));
        foreach (var (childId, content) in input.Children)
        {
            var link = Children.Find(c => c.ChildId == childId);
            if (link is null) Children.Add(link = new RecordingChild(childId));
            link.Take(content, PlaceOnTimeline);
        }

        Participants.Clear();
        Participants.AddRange(input.Content.Participants.Select(p => new RecordingParticipant(p)));
        Version = Guid.NewGuid();
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
