using CaseRecording.Core.Writing;

namespace CaseRecording.Core.Tests.Writing;

/// <summary>Trees written short, to compare them; and written as an author would type them.</summary>
internal static class MarkTrees
{
    public static string Show(MarkedText text) => Show(text.Blocks);

    public static string Show(IEnumerable<Block> blocks) => string.Join(' ', blocks.Select(block => block switch
    {
        Paragraph p => $"P({Show(p.Inlines)})",
        WordsBlock w => $"W({Show(w.Inlines)})",
        BulletList l => $"L({string.Join(';', l.Items.Select(Show))})",
        _ => throw new ArgumentOutOfRangeException(nameof(blocks)),
    }));

    public static string Typed(IEnumerable<Block> blocks) => string.Join("\n\n", blocks.Select(block => block switch
    {
        Paragraph p => Typed(p.Inlines, "\n"),
        WordsBlock w => "> " + Typed(w.Inlines, "\n> "),
        BulletList l => string.Join('\n', l.Items.Select(item => "- " + Typed(item, " "))),
        _ => throw new ArgumentOutOfRangeException(nameof(blocks)),
    }));

    private static string Show(IReadOnlyList<Inline> inlines) => string.Concat(inlines.Select(inline => inline switch
    {
        Text t => t.Value,
        LineBreak => "|",
        Words w => $"<{Show(w.Inlines)}>",
        Statement { Source: null } s => $"{{{s.Kind.Mark()} {Show(s.Inlines)}}}",
        Statement s => $"{{{s.Kind.Mark()}/{s.Source} {Show(s.Inlines)}}}",
        EntryLink e => $"#{e.Number}",
        _ => throw new ArgumentOutOfRangeException(nameof(inlines)),
    }));

    private static string Typed(IReadOnlyList<Inline> inlines, string lineEnd) => string.Concat(inlines.Select(inline => inline switch
    {
        Text t => t.Value,
        LineBreak => lineEnd,
        Words w => $"=={Typed(w.Inlines, lineEnd)}==",
        Statement { Source: null } s => $"[[{s.Kind.Mark()}|{Typed(s.Inlines, lineEnd)}]]",
        Statement s => $"[[{s.Kind.Mark()}: {s.Source}|{Typed(s.Inlines, lineEnd)}]]",
        EntryLink e => $"[[entry:{e.Number}]]",
        _ => throw new ArgumentOutOfRangeException(nameof(inlines)),
    }));
}
