namespace CaseRecording.Core.Writing;

/// <summary>
/// Reads the marks within the lines of one block. First the statements' brackets are paired, then the tree is built by walking the tokens;
/// each token is walked at most once for each level of nesting, of which there are three, so hostile text costs no more than kind text.
/// </summary>
internal sealed class MarkInlines
{
    private const int DeepestStatement = 2;

    private readonly string source;
    private readonly List<MarkToken> tokens;

    /// <summary>For the opening bracket of a statement, the index of its closing one; else 0.</summary>
    private readonly int[] closedAt;

    private MarkInlines(string source, List<MarkToken> tokens)
    {
        this.source = source;
        this.tokens = tokens;
        closedAt = Pair();
    }

    public static IReadOnlyList<Inline> Read(string source, IReadOnlyList<Range> lines, bool wordsAllowed)
    {
        var reader = new MarkInlines(source, MarkScanner.Scan(source, lines));
        return reader.Build(0, reader.tokens.Count, 0, wordsAllowed && Rules.N05.Applies(true));
    }

    /// <summary>Each closing bracket belongs to the last opening one still open. A pair around nothing is not a statement.</summary>
    private int[] Pair()
    {
        var pairs = new int[tokens.Count];
        var open = new Stack<int>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == MarkTokenKind.Open) open.Push(i);
            if (tokens[i].Kind != MarkTokenKind.Close || !open.TryPop(out var start)) continue;
            if (!source.AsSpan(tokens[start].End, tokens[i].Start - tokens[start].End).IsWhiteSpace()) pairs[start] = i;
        }

        return pairs;
    }

    private List<Inline> Build(int from, int to, int depth, bool wordsAllowed)
    {
        var inlines = new List<Inline>();
        var (textStart, textEnd) = (0, 0);
        var noneCloses = false;
        for (var i = from; i < to; i++)
        {
            var token = tokens[i];
            switch (token.Kind)
            {
                case MarkTokenKind.Break:
                    Add(new LineBreak());
                    break;
                case MarkTokenKind.Entry:
                    Add(new EntryLink(token.Number));
                    break;
                case MarkTokenKind.Open when IsStatement(i, depth):
                    Add(new Statement(token.Statement, token.Source, Build(i + 1, closedAt[i], depth + 1, wordsAllowed)));
                    i = closedAt[i];
                    break;
                case MarkTokenKind.Words when wordsAllowed && ClosingWords(i) is var close and > 0:
                    Add(new Words(Build(i + 1, close, depth, wordsAllowed: false)));
                    i = close;
                    break;
                default:
                    AddText(token);
                    break;
            }
        }

        Flush();
        return inlines;

        int ClosingWords(int open)
        {
            if (noneCloses || !tokens[open].CanOpen) return 0;
            for (var i = open + 1; i < to; i++)
            {
                if (IsStatement(i, depth)) i = closedAt[i];
                else if (tokens[i].CanClose) return i;
            }

            // Nothing further on closes, so no later one need look.
            noneCloses = true;
            return 0;
        }

        void Add(Inline inline)
        {
            Flush();
            inlines.Add(inline);
        }

        void AddText(MarkToken token)
        {
            if (textStart == textEnd) textStart = token.Start;
            textEnd = token.End;
        }

        void Flush()
        {
            if (textEnd > textStart) inlines.Add(new Text(source[textStart..textEnd], textStart));
            textStart = textEnd;
        }
    }

    private bool IsStatement(int i, int depth) => closedAt[i] > 0 && depth < DeepestStatement;
}
