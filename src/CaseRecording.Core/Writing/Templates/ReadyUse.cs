using CaseRecording.Core.Recording;

namespace CaseRecording.Core.Writing.Templates;

/// <summary>What words made ready are for: a phrase for any text, or a template for one type of visit or contact.</summary>
/// <param name="Code">Stored, and in addresses: <c>phrase</c>, or the type's name in camel case. Never changes.</param>
/// <param name="Kind">What a template begins; null for a phrase.</param>
/// <param name="Label">As shown on the page.</param>
public sealed record ReadyUse(string Code, RecordingKind? Kind, string Label)
{
    /// <summary>A phrase, put in where one writes.</summary>
    public static readonly ReadyUse Phrase = new("phrase", null, "Phrase");

    /// <summary>All of them: the phrase, the types of visit, the types of contact.</summary>
    public static IReadOnlyList<ReadyUse> All { get; } =
    [
        Phrase,
        .. Enum.GetValues<VisitType>().Select(t => new ReadyUse(FormWriter.Name(t), RecordingKind.Visit, t.Label())),
        .. Enum.GetValues<ContactType>().Select(t => new ReadyUse(FormWriter.Name(t), RecordingKind.CaseNote, t.Label())),
    ];

    private static readonly FormField PhraseText = new("text", "What it says");

    /// <summary>The use with this code, or null.</summary>
    public static ReadyUse? Find(string? code) => All.FirstOrDefault(u => u.Code == code);

    /// <summary>
    /// The texts it can hold. Titles, reasons and places are of one event only: a title that is always the same finds nothing again (L-09).
    /// </summary>
    public IReadOnlyList<FormField> Fields => Kind is { } kind ? [.. FormFields.Of(kind).Where(IsFilled)] : [PhraseText];

    /// <summary>Whether templates hold this field: texts of more than one line.</summary>
    internal static bool IsFilled(FormField field) => field.Rows > 1;
}
