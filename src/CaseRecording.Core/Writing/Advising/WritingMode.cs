using CaseRecording.Core.Recording;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>How an entry is written (L-01).</summary>
public enum WritingMode
{
    /// <summary>To the child throughout.</summary>
    InFull,

    /// <summary>To the child where a decision is explained; the rest to its readers.</summary>
    InPart,

    /// <summary>Not to the child.</summary>
    NotToChild,
}

/// <summary>The writing mode of each kind of entry (L-01). Advice follows it.</summary>
public static class WritingModes
{
    private static readonly string[] Strategy = ["strategy discussion", "strategy meeting", "legal planning", "court statement"];

    /// <summary>The mode of an entry.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="contact">For a case note, how the contact was made: emails copied in are not written to the child.</param>
    /// <param name="title">Its title: a strategy discussion is a meeting of its own kind.</param>
    public static WritingMode Of(RecordingKind kind, ContactType? contact, string title)
    {
        if (contact == ContactType.Email || Array.Exists(Strategy, s => title.Contains(s, StringComparison.OrdinalIgnoreCase))) return WritingMode.NotToChild;
        return kind switch
        {
            RecordingKind.Visit or RecordingKind.CaseNote or RecordingKind.CaseNoteSummary or RecordingKind.ProgressSummary or RecordingKind.ClosingSummary or RecordingKind.PlanReview => WritingMode.InFull,
            RecordingKind.Decision or RecordingKind.Oversight => WritingMode.InPart,
            _ => WritingMode.NotToChild,
        };
    }

    /// <summary>Whether a text is written to the child in this mode.</summary>
    public static bool IsToChild(this WritingMode mode, FieldMeaning meaning) => mode switch
    {
        WritingMode.InFull => meaning is not (FieldMeaning.Title or FieldMeaning.Line),
        WritingMode.InPart => meaning == FieldMeaning.WordsToChild,
        _ => false,
    };
}
