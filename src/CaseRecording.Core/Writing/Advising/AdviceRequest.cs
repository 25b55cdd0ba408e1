using CaseRecording.Core.Recording;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>What a text of a form is there for. Advice asks this, never the field's name.</summary>
public enum FieldMeaning
{
    /// <summary>Title.</summary>
    Title,

    /// <summary>A line or list of its own: reason, place, purpose, issues, tools, contact details.</summary>
    Line,

    /// <summary>What was seen and heard.</summary>
    Facts,

    /// <summary>What parents or carers said.</summary>
    Parents,

    /// <summary>What the child said and wishes.</summary>
    Views,

    /// <summary>What was observed of the child.</summary>
    Observed,

    /// <summary>Professional judgement.</summary>
    Analysis,

    /// <summary>What is working well.</summary>
    Strengths,

    /// <summary>What we are worried about.</summary>
    Worries,

    /// <summary>Risks.</summary>
    Risks,

    /// <summary>What is to happen.</summary>
    Next,

    /// <summary>A decision, its options and reasons.</summary>
    Decision,

    /// <summary>A decision explained to the child.</summary>
    WordsToChild,

    /// <summary>Any other account.</summary>
    Account,
}

/// <summary>One text as typed.</summary>
/// <param name="Name">Name of the form field.</param>
/// <param name="Meaning">What it is there for.</param>
/// <param name="ChildId">The one child it is about; null: shared by all.</param>
/// <param name="Text">With its marks, line breaks as \n.</param>
public sealed record AdviceField(string Name, FieldMeaning Meaning, int? ChildId, string Text);

/// <summary>A child of the entry.</summary>
/// <param name="ChildId">Key.</param>
/// <param name="KnownAs">The name the child is called by.</param>
/// <param name="FullName">Full name.</param>
/// <param name="Pronouns">As recorded, for example she/her; null where not known (L-11).</param>
/// <param name="Age">In whole years on the day of the event; negative before birth; null where not known.</param>
/// <param name="Seen">The child was seen; null where not asked or not answered.</param>
public sealed record AdviceChild(int ChildId, string KnownAs, string FullName, string? Pronouns = null, int? Age = null, bool? Seen = null);

/// <summary>Someone of the child's network, or who took part.</summary>
/// <param name="FullName">Full name.</param>
/// <param name="Role">Role or relationship.</param>
/// <param name="TookPart">The entry itself names them, with their role.</param>
/// <param name="IsProfessional">There through their work.</param>
public sealed record AdvicePerson(string FullName, string Role, bool TookPart = false, bool IsProfessional = false);

/// <summary>An earlier entry that says much the same (N-11).</summary>
/// <param name="Field">The field of this form.</param>
/// <param name="Start">Where the common part begins in it.</param>
/// <param name="Length">How long it is, in characters.</param>
/// <param name="Share">Share of the field's words that stand in the earlier entry, 0 to 1.</param>
/// <param name="Where">The earlier entry in words: title and date, or of whom.</param>
/// <param name="RecordingId">The earlier entry.</param>
/// <param name="ChildId">The child in whose record it is read.</param>
public sealed record AdviceTwin(string Field, int Start, int Length, double Share, string Where, long RecordingId, int ChildId);

/// <summary>An entry as far as it is written, and what is known of its people.</summary>
public sealed record AdviceRequest
{
    /// <summary>Kind of recording.</summary>
    public required RecordingKind Kind { get; init; }

    /// <summary>For a case note.</summary>
    public ContactType? ContactType { get; init; }

    /// <summary>The texts, in the order of the form.</summary>
    public required IReadOnlyList<AdviceField> Fields { get; init; }

    /// <summary>The children it is about.</summary>
    public required IReadOnlyList<AdviceChild> Children { get; init; }

    /// <summary>Family, network and those who took part.</summary>
    public IReadOnlyList<AdvicePerson> People { get; init; } = [];

    /// <summary>Marked as a significant event, or one in itself (N-04).</summary>
    public bool IsSignificant { get; init; }

    /// <summary>Full names in the text that are those of other children the author may find (N-12).</summary>
    public IReadOnlySet<string> OtherChildren { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Full names in the text that are those of adults in other children's lives, of whom the author may read without asking (N-12).</summary>
    public IReadOnlySet<string> OtherAdults { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Earlier entries that say much the same (N-11).</summary>
    public IReadOnlyList<AdviceTwin> Twins { get; init; } = [];
}

/// <summary>What the texts of recording forms are there for.</summary>
public static class FieldMeanings
{
    /// <summary>The meaning of a field, by its key.</summary>
    public static FieldMeaning Of(FormField field) => field.Key switch
    {
        "title" => FieldMeaning.Title,
        "reason" or "place" or "purpose" or "tools" or "issues" or "importantPeople" or "activity" or "planGoals" => FieldMeaning.Line,
        "facts" or "home" or "changes" => FieldMeaning.Facts,
        "parents" or "parentViews" => FieldMeaning.Parents,
        "views" or "childViews" => FieldMeaning.Views,
        "observed" or "demeanour" => FieldMeaning.Observed,
        "analysis" or "development" or "impact" => FieldMeaning.Analysis,
        "workingWell" or "whatHelps" or "protectiveFactors" => FieldMeaning.Strengths,
        "worries" => FieldMeaning.Worries,
        "risks" or "riskFactors" => FieldMeaning.Risks,
        "needsToHappen" or "whatElse" or "safetyPlan" => FieldMeaning.Next,
        "decision" or "options" or "reasons" => FieldMeaning.Decision,
        "wordsToChild" => FieldMeaning.WordsToChild,
        _ => field.Rows == 1 ? FieldMeaning.Line : FieldMeaning.Account,
    };
}
