namespace CaseRecording.Core.Writing;

/// <summary>A part of a text that stands on its own lines: <see cref="Paragraph"/>, <see cref="WordsBlock"/> or <see cref="BulletList"/>.</summary>
public abstract record Block;

/// <summary>Ordinary lines.</summary>
/// <param name="Inlines">What it says; lines parted by <see cref="LineBreak"/>.</param>
public sealed record Paragraph(IReadOnlyList<Inline> Inlines) : Block;

/// <summary>The child's own words as a block: lines that start with "> " (N-05).</summary>
/// <param name="Inlines">What it says; holds no <see cref="Words"/>, all of it is the child's.</param>
public sealed record WordsBlock(IReadOnlyList<Inline> Inlines) : Block;

/// <summary>Lines that start with "- ".</summary>
/// <param name="Items">One for each line.</param>
public sealed record BulletList(IReadOnlyList<IReadOnlyList<Inline>> Items) : Block;

/// <summary>A part of a line: <see cref="Text"/>, <see cref="LineBreak"/>, <see cref="Words"/>, <see cref="Statement"/> or <see cref="EntryLink"/>.</summary>
public abstract record Inline;

/// <summary>Text to be encoded and shown as it is.</summary>
/// <param name="Value">Never empty, never a line end.</param>
/// <param name="Start">Where it stands in the text as typed, in characters.</param>
public sealed record Text(string Value, int Start) : Inline;

/// <summary>A new line within a block.</summary>
public sealed record LineBreak : Inline;

/// <summary>The child's own words within a sentence, ==like this== (N-05).</summary>
/// <param name="Inlines">Holds no other <see cref="Words"/>.</param>
public sealed record Words(IReadOnlyList<Inline> Inlines) : Inline;

/// <summary>A statement marked for what it is, [[opinion: Owner|like this]] (N-08), or as sensitive (N-19).</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Source">Whose opinion, or which third party; null where not said.</param>
/// <param name="Inlines">At most one further statement deep.</param>
public sealed record Statement(StatementKind Kind, string? Source, IReadOnlyList<Inline> Inlines) : Inline;

/// <summary>A link to another entry of the record, [[entry:123]] (N-20). Whether it exists and may be seen is the renderer's to ask.</summary>
/// <param name="Number">As typed.</param>
public sealed record EntryLink(long Number) : Inline;

/// <summary>What a statement is.</summary>
public enum StatementKind
{
    /// <summary>Something known.</summary>
    Fact,

    /// <summary>Someone's view.</summary>
    Opinion,

    /// <summary>What was found by assessing.</summary>
    Assessment,

    /// <summary>A professional judgement.</summary>
    Judgement,

    /// <summary>Something decided.</summary>
    Decision,

    /// <summary>Not first-hand: told by a third party.</summary>
    ThirdParty,

    /// <summary>Very personal: collapsed until asked for.</summary>
    Sensitive,
}

/// <summary>The words of statement kinds.</summary>
public static class StatementKinds
{
    private static readonly (string Typed, StatementKind Kind)[] Typed = [.. Enum.GetValues<StatementKind>().Select(kind => (kind.Mark(), kind))];

    /// <summary>As shown on the page.</summary>
    public static string Label(this StatementKind kind) => kind == StatementKind.ThirdParty ? "Third party" : kind.ToString();

    /// <summary>As typed in the mark, for example third party.</summary>
    public static string Mark(this StatementKind kind) => kind.Label().ToLowerInvariant();

    internal static StatementKind? Find(ReadOnlySpan<char> mark)
    {
        foreach (var (typed, kind) in Typed)
            if (mark.Equals(typed, StringComparison.OrdinalIgnoreCase)) return kind;
        return null;
    }
}
