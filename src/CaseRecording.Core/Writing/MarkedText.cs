using System.Text;

namespace CaseRecording.Core.Writing;

/// <summary>
/// A text with its marks read: the one tree that page, advice, redaction and PDF walk. Broken marks are text, as typed;
/// whatever is not a mark is text, and nothing of what was typed is lost. Reading never fails and takes time in proportion to the length.
/// </summary>
public sealed class MarkedText
{
    private MarkedText(IReadOnlyList<Block> blocks) => Blocks = blocks;

    /// <summary>No text.</summary>
    public static MarkedText Empty { get; } = new([]);

    /// <summary>Paragraphs, the child's words and lists, in order.</summary>
    public IReadOnlyList<Block> Blocks { get; }

    /// <summary>Every inline with those inside it, in reading order.</summary>
    public IEnumerable<Inline> Inlines => Blocks.SelectMany(InlinesOf).SelectMany(WithInner);

    /// <summary>Every statement, those inside others too, in reading order (N-08, N-19).</summary>
    public IEnumerable<Statement> Statements => Inlines.OfType<Statement>();

    /// <summary>Whether the child's own words are in it (N-05, N-15).</summary>
    public bool HasWords => Blocks.Any(block => block is WordsBlock) || Inlines.Any(inline => inline is Words);

    /// <summary>Reads a text as typed; null is empty.</summary>
    public static MarkedText Parse(string? source) =>
        string.IsNullOrWhiteSpace(source) ? Empty : new MarkedText(MarkBlocks.Read(source));

    /// <summary>
    /// The words without their marks, for search and lists: the child's in quotation marks, list items after a dash,
    /// a statement's owner or source in brackets after it, an empty line between blocks.
    /// </summary>
    public string ToPlain()
    {
        var text = new StringBuilder();
        foreach (var block in Blocks)
        {
            if (text.Length > 0) text.Append("\n\n");
            switch (block)
            {
                case Paragraph paragraph:
                    Append(text, paragraph.Inlines);
                    break;
                case WordsBlock words:
                    Append(text.Append('“'), words.Inlines).Append('”');
                    break;
                case BulletList list:
                    for (var i = 0; i < list.Items.Count; i++) Append(text.Append(i > 0 ? "\n- " : "- "), list.Items[i]);
                    break;
            }
        }

        return text.ToString();
    }

    private static StringBuilder Append(StringBuilder text, IReadOnlyList<Inline> inlines)
    {
        foreach (var inline in inlines)
        {
            switch (inline)
            {
                case Text plain:
                    text.Append(plain.Value);
                    break;
                case LineBreak:
                    text.Append('\n');
                    break;
                case Words words:
                    Append(text.Append('“'), words.Inlines).Append('”');
                    break;
                case Statement statement:
                    Append(text, statement.Inlines);
                    if (statement.Source is not null) text.Append(" (").Append(statement.Kind.Mark()).Append(": ").Append(statement.Source).Append(')');
                    break;
                case EntryLink link:
                    text.Append("entry ").Append(link.Number);
                    break;
            }
        }

        return text;
    }

    private static IEnumerable<Inline> InlinesOf(Block block) => block switch
    {
        Paragraph paragraph => paragraph.Inlines,
        WordsBlock words => words.Inlines,
        BulletList list => list.Items.SelectMany(item => item),
        _ => [],
    };

    private static IEnumerable<Inline> WithInner(Inline inline) => inline switch
    {
        Words words => words.Inlines.SelectMany(WithInner).Prepend(words),
        Statement statement => statement.Inlines.SelectMany(WithInner).Prepend(statement),
        _ => [inline],
    };
}
