namespace CaseRecording.Core.Writing;

/// <summary>Parts a text into blocks by how its lines begin, and hands each block's lines on to <see cref="MarkInlines"/>.</summary>
internal static class MarkBlocks
{
    private enum LineKind
    {
        Blank,
        Plain,
        Words,
        Bullet,
    }

    public static IReadOnlyList<Block> Read(string source)
    {
        var blocks = new List<Block>();
        var lines = new List<Range>();
        var open = LineKind.Blank;
        foreach (var (kind, content) in Lines(source))
        {
            if (kind != open) Close();
            open = kind;
            lines.Add(content);
        }

        Close();
        return blocks;

        void Close()
        {
            switch (open)
            {
                case LineKind.Plain:
                    blocks.Add(new Paragraph(MarkInlines.Read(source, lines, wordsAllowed: true)));
                    break;
                case LineKind.Words:
                    blocks.Add(new WordsBlock(MarkInlines.Read(source, lines, wordsAllowed: false)));
                    break;
                case LineKind.Bullet:
                    blocks.Add(new BulletList([.. lines.Select(line => MarkInlines.Read(source, [line], wordsAllowed: true))]));
                    break;
            }

            lines.Clear();
        }
    }

    /// <summary>Each line's kind and its content, without the mark it begins with and without white space at its end.</summary>
    private static IEnumerable<(LineKind Kind, Range Content)> Lines(string source)
    {
        for (var start = 0; start < source.Length;)
        {
            var length = source.AsSpan(start).IndexOfAny('\r', '\n');
            var lineEnd = length < 0 ? source.Length : start + length;
            var end = start + source.AsSpan(start, lineEnd - start).TrimEnd().Length;
            var kind = Kind(source.AsSpan(start, end - start));
            yield return (kind, (kind is LineKind.Words or LineKind.Bullet ? start + 2 : start)..end);
            var windowsLineEnd = lineEnd + 1 < source.Length && source[lineEnd] == '\r' && source[lineEnd + 1] == '\n';
            start = lineEnd + (windowsLineEnd ? 2 : 1);
        }
    }

    private static LineKind Kind(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty) return LineKind.Blank;
        if (line.StartsWith("> ") && Rules.N05.Applies(true)) return LineKind.Words;
        return line.StartsWith("- ") ? LineKind.Bullet : LineKind.Plain;
    }
}
