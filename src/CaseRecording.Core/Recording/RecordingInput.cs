namespace CaseRecording.Core.Recording;

/// <summary>What a form says, read into types. Whatever could not be read is null; the rules say what to do about it.</summary>
public sealed record RecordingInput
{
    /// <summary>Kind of recording.</summary>
    public required RecordingKind Kind { get; init; }

    /// <summary>For a case note.</summary>
    public ContactType? ContactType { get; init; }

    /// <summary>For a visit.</summary>
    public VisitType? VisitType { get; init; }

    /// <summary>Day of the event, a UK date.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Start, UK local time.</summary>
    public TimeOnly? StartTime { get; init; }

    /// <summary>End, UK local time; before the start means the next day.</summary>
    public TimeOnly? EndTime { get; init; }

    /// <summary>Which of two hours is meant when the clocks go back (T-07); null where not asked or answered.</summary>
    public bool? SecondOfTwoHours { get; init; }

    /// <summary>Who took part, if not the author (N-07).</summary>
    public Guid? MadeById { get; init; }

    /// <summary>Shared by all children.</summary>
    public required RecordingContent Content { get; init; }

    /// <summary>Each child's own part (N-10).</summary>
    public required IReadOnlyDictionary<int, ChildContent> Children { get; init; }

    /// <summary>A significant event (N-04).</summary>
    public bool IsSignificant { get; init; }

    /// <summary>To be in the chronology (N-14).</summary>
    public bool InChronology { get; init; }

    /// <summary>A planned contact: only then is a child who was not there shown as not seen (N-06).</summary>
    public bool WasPlanned { get; init; }

    /// <summary>Written information was shared with the family (N-06).</summary>
    public bool SharedWithFamily { get; init; }

    /// <summary>Consent was obtained (N-06).</summary>
    public bool ConsentObtained { get; init; }

    /// <summary>The author says that the child's recorded status is wrong (V-03).</summary>
    public bool StatusSaidWrong { get; init; }

    /// <summary>Why the entry is late (T-03).</summary>
    public string? LateReason { get; init; }

    /// <summary>Why an event before the first contact or the birth belongs here (T-08).</summary>
    public string? HistoryReason { get; init; }

    /// <summary>The version of the entry that this was written over; for a new summary how many the child had. Null for any other new entry.</summary>
    public int? BasedOnVersion { get; init; }

    /// <summary>The version of the form that it was begun with; null for the one in use .</summary>
    public int? FormVersion { get; init; }

    /// <summary>Home visits and direct work are significant in themselves; an unsuccessful visit is recorded without being made one (N-04, V-05).</summary>
    public bool CountsAsSignificant(ChildContent child) =>
        IsSignificant || (Kind == RecordingKind.Visit && !Rules.V05.Applies(child.Seen != true));
}
