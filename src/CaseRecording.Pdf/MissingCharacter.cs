namespace CaseRecording.Pdf;

/// <summary>A character that no font of the document can draw; its place shows a marker such as <c>[?U+0B95]</c>.</summary>
/// <param name="CodePoint">The Unicode code point, or half a surrogate pair where the text was damaged.</param>
/// <param name="Count">How often it stood in the text.</param>
public sealed record MissingCharacter(int CodePoint, int Count)
{
    /// <summary>The code as written in the marker, for example <c>U+0B95</c>.</summary>
    public string Code => FormattableString.Invariant($"U+{CodePoint:X4}");
}
