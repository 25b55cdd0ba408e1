using CaseRecording.Core.Plans;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Supervision;
using CaseRecording.Core.Time;

namespace CaseRecording.Core.Recording;

/// <summary>Colour that goes with a marker's words; the words alone say it too (N-06).</summary>
public enum MarkerTone
{
    /// <summary>Child seen.</summary>
    Green,

    /// <summary>Child not seen, or late.</summary>
    Red,

    /// <summary>Meeting, consent or sharing.</summary>
    Blue,

    /// <summary>Something to notice.</summary>
    Yellow,

    /// <summary>A plain remark.</summary>
    Grey,
}

/// <summary>A label worked out from the answers, never ticked.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Tone">Its colour.</param>
public sealed record Marker(string Text, MarkerTone Tone);

/// <summary>What markers and labels are worked out from: one row of a child's timeline.</summary>
public sealed record EntryFacts
{
#pragma warning disable CS1591 // as on Recording and RecordingChild
    public required RecordingKind Kind { get; init; }
    public ContactType? ContactType { get; init; }
    public VisitType? VisitType { get; init; }
    public Plans.ReviewType? ReviewType { get; init; }
    public required RecordingState State { get; init; }
    public required DateTime OccurredAtUtc { get; init; }
    public DateTime? EndedAtUtc { get; init; }
    public required DateTime WrittenAtUtc { get; init; }
    public required DateTime WriteDueAtUtc { get; init; }
    public DateTime? FinalisedAtUtc { get; init; }
    public required DateTime FinaliseDueAtUtc { get; init; }
    public bool WasPlanned { get; init; }
    public bool IsSignificant { get; init; }
    public bool SharedWithFamily { get; init; }
    public bool ConsentObtained { get; init; }
    public bool StatusSaidWrong { get; init; }
    public bool IsHistory { get; init; }
    public bool RecordedByOther { get; init; }
    public bool? Seen { get; init; }
    public bool? Alone { get; init; }
    public bool ChildMissing { get; init; }
    public bool NotByAllocatedWorker { get; init; }
    public int Amendments { get; init; }
    public int UnmetPoints { get; init; }
    public DateTime? FirstOccurredAtUtc { get; init; }
    public bool MovedHere { get; init; }
    public bool TypeDoesNotFit { get; init; }
    public PlanReviewed? Plan { get; init; }
    public DateOnly? DueOn { get; init; }
    public bool OversightMissing { get; init; }
    public bool Disputed { get; init; }
    public bool CorrectedOnRequest { get; init; }
    public bool StatementBeside { get; init; }
    public DateTime? SafeguardingReportedAtUtc { get; init; }
    public DateTime? SafeguardingDueAtUtc { get; init; }
    public DateTime? SafeguardingWrittenAtUtc { get; init; }
#pragma warning restore CS1591

    /// <summary>The kind in words: visit type, contact type or kind of recording.</summary>
    public string KindText => VisitType?.Label() ?? ContactType?.Label() ?? ReviewType?.Label() ?? Kind.Label();

    /// <summary>Child seen, child not seen, meeting, consent, shared (N-06).</summary>
    public IEnumerable<Marker> Markers()
    {
        if (Rules.T05.Applies(SafeguardingDueAtUtc is not null)) yield return new("Safeguarding concern", MarkerTone.Red);
        if (Rules.N06.Applies(Seen == true)) yield return new(Alone == true ? "Child seen, alone" : "Child seen", MarkerTone.Green);
        if (Rules.N06.Applies(Seen == false && WasPlanned)) yield return new("Child not seen", MarkerTone.Red);
        if (Rules.N06.Applies(ContactType is { } contact && contact == Core.Recording.ContactType.Meeting)) yield return new("Meeting held", MarkerTone.Blue);
        if (Rules.N06.Applies(ConsentObtained)) yield return new("Consent obtained", MarkerTone.Blue);
        if (Rules.N06.Applies(SharedWithFamily)) yield return new("Shared with family", MarkerTone.Blue);
    }

    /// <summary>Late, overdue and the other labels an entry carries, in the order of their weight.</summary>
    /// <param name="nowUtc">The instant of asking, UTC.</param>
    public IEnumerable<Marker> Labels(DateTime nowUtc)
    {
        var start = FirstOccurredAtUtc ?? OccurredAtUtc;
        if (Rules.F04.Broken(Disputed)) yield return new("Disputed: a correction has been asked for", MarkerTone.Yellow);
        if (Timeliness.LateLabel(Timeliness.ClockStart(start, EndedAtUtc), WriteDueAtUtc, WrittenAtUtc) is { } late) yield return new(late, MarkerTone.Red);
        if (Timeliness.FinaliseLabel(FinaliseDueAtUtc, FinalisedAtUtc, nowUtc) is { } overdue) yield return new(overdue, MarkerTone.Red);
        if (SafeguardingDueAtUtc is { } report && Timeliness.SafeguardingLabel(report, SafeguardingReportedAtUtc, SafeguardingWrittenAtUtc) is { } slow) yield return new(slow, MarkerTone.Red);
        if (Kind == RecordingKind.Supervision && SupervisionClock.LateLabel(DueOn, start) is { } overdueSupervision) yield return new(overdueSupervision, MarkerTone.Red);
        if (Kind == RecordingKind.ProgressSummary && ProgressDraft.LateLabel(DueOn, start) is { } overdueProgress) yield return new(overdueProgress, MarkerTone.Red);
        if (Rules.D05.Broken(Kind == RecordingKind.Supervision && Plan is not (PlanReviewed.Reviewed or PlanReviewed.NoPlanYet))) yield return new("Plan not referenced", MarkerTone.Yellow);
        if (Rules.D06.Broken(OversightMissing)) yield return new("No management oversight recorded", MarkerTone.Yellow);
        if (FirstOccurredAtUtc is { } earlier) yield return new($"Date corrected: first recorded as {LondonTime.FormatDateTime(earlier)}", MarkerTone.Yellow);
        if (IsHistory) yield return new("History: before the first contact or the birth", MarkerTone.Grey);
        if (StatusSaidWrong) yield return new("Author says the recorded status is wrong", MarkerTone.Yellow);
        if (Rules.V03.Broken(TypeDoesNotFit)) yield return new("Type of visit does not fit the recorded status", MarkerTone.Yellow);
        if (Rules.A07.Applies(MovedHere)) yield return new("Moved here from another record", MarkerTone.Grey);
        if (Rules.Q02.Broken(UnmetPoints > 0)) yield return new($"Signed off with {LondonTime.Count(UnmetPoints, "point")} of the standard not met", MarkerTone.Yellow);
        if (Rules.F04.Applies(CorrectedOnRequest)) yield return new("Corrected at someone’s request", MarkerTone.Grey);
        if (Rules.F04.Applies(StatementBeside)) yield return new("A statement that this is not right stands with it", MarkerTone.Grey);
        if (ChildMissing) yield return new("No words or observation of the child", MarkerTone.Yellow);
        if (NotByAllocatedWorker) yield return new("Visit not by the allocated worker", MarkerTone.Grey);
        if (Rules.N07.Broken(RecordedByOther)) yield return new("Recorded by someone other than who took part", MarkerTone.Grey);
        if (Amendments > 0) yield return new(Amendments == 1 ? "1 amendment" : $"{Amendments} amendments", MarkerTone.Grey);
    }
}
