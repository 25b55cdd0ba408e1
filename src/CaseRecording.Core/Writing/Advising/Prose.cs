using System.Collections.Frozen;
using System.Runtime.InteropServices;
using OwnWords = CaseRecording.Core.Writing.Words;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>Whose words they are.</summary>
internal enum Voice
{
    /// <summary>The author's own.</summary>
    Author,

    /// <summary>Marked as the child's (N-05).</summary>
    Child,

    /// <summary>In quotation marks, or marked as someone else's opinion or account (N-08).</summary>
    Other,
}

/// <summary>A word where it stands: as typed with a straight apostrophe, and in small letters.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Word(int Start, int End, string Text, string Lower, Voice Voice, StatementKind? Statement, int Sentence)
{
    public bool IsCapital => char.IsUpper(Text[0]);
}

/// <summary>A sentence: where it stands, and its words.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Sentence(int Start, int End, int First, int Count);

/// <summary>A text as words and sentences. Reads the same tree as page and PDF, so that marks are never taken for words.</summary>
internal sealed class Prose
{
    private static readonly FrozenSet<string> EndsNoSentence = FrozenSet.ToFrozenSet(["mr", "mrs", "ms", "dr", "st", "e.g", "i.e", "approx", "no"], StringComparer.Ordinal);

    private readonly List<Word> words = [];
    private readonly List<Sentence> sentences = [];
    private int firstOfSentence;
    private bool quoted;

    private Prose(string source) => Source = source;

    public string Source { get; }

    public IReadOnlyList<Word> Words => words;

    public IReadOnlyList<Sentence> Sentences => sentences;

    public static Prose Read(string source)
    {
        var prose = new Prose(source);
        foreach (var block in MarkedText.Parse(source).Blocks)
        {
            switch (block)
            {
                case Paragraph paragraph:
                    prose.Add(paragraph.Inlines, Voice.Author, null);
                    break;
                case WordsBlock own:
                    prose.Add(own.Inlines, Voice.Child, null);
                    break;
                case BulletList list:
                    foreach (var item in list.Items)
                    {
                        prose.Add(item, Voice.Author, null);
                        prose.EndSentence();
                    }

                    break;
            }

            prose.EndSentence();
            prose.quoted = false;
        }

        return prose;
    }

    /// <summary>The words of an expression of a list.</summary>
    public static string[] Split(string expression)
    {
        var prose = new Prose(expression);
        prose.Scan(expression, 0, Voice.Author, null);
        return [.. prose.words.Select(w => w.Text)];
    }

    /// <summary>The first sign after a word that is not a space; a line break where its line ends.</summary>
    public char After(int word)
    {
        var at = words[word].End;
        while (at < Source.Length && Source[at] == ' ') at++;
        return at < Source.Length ? Source[at] : '\n';
    }

    /// <summary>The last sign before a word that is not a space.</summary>
    public char Before(int word)
    {
        var at = words[word].Start - 1;
        while (at >= 0 && Source[at] == ' ') at--;
        return at >= 0 ? Source[at] : '\n';
    }

    public bool IsFirst(int word) => word == sentences[words[word].Sentence].First;

    /// <summary>A word of the same sentence by its distance, or empty.</summary>
    public string Near(int word, int distance)
    {
        var at = word + distance;
        return at >= 0 && at < words.Count && words[at].Sentence == words[word].Sentence ? words[at].Lower : "";
    }

    public string Passage(int start, int end) => Source[start..end];

    /// <summary>The author's own sentence without marks around or in it.</summary>
    public bool IsPlain(Sentence sentence) => Source.AsSpan(sentence.Start, sentence.End - sentence.Start).IndexOfAny("[]=>\n") < 0;

    private void Add(IReadOnlyList<Inline> inlines, Voice voice, StatementKind? statement)
    {
        foreach (var inline in inlines)
        {
            switch (inline)
            {
                case Text text:
                    Scan(text.Value, text.Start, voice, statement);
                    break;
                case LineBreak:
                    EndSentence();
                    break;
                case OwnWords own:
                    Add(own.Inlines, Voice.Child, statement);
                    break;
                case Statement marked:
                    Add(marked.Inlines, marked.Kind is StatementKind.Opinion or StatementKind.ThirdParty ? Voice.Other : voice, marked.Kind);
                    break;
            }
        }
    }

    private void Scan(string text, int offset, Voice voice, StatementKind? statement)
    {
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (char.IsLetterOrDigit(c))
            {
                var end = WordEnd(text, at);
                var word = text[at..end].Replace('’', '\'');
                words.Add(new Word(offset + at, offset + end, word, word.ToLowerInvariant(), voice == Voice.Author && quoted ? Voice.Other : voice, statement, sentences.Count));
                at = end;
                continue;
            }

            if (c is '“' or '”' or '"') quoted = c == '“' || (c == '"' && !quoted);
            if (c is '.' or '!' or '?' && EndsHere(text, at)) EndSentence(offset + at + 1);
            at++;
        }
    }

    private bool EndsHere(string text, int at)
    {
        if (at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]) && text[at + 1] is not ('”' or '"' or ')' or '’')) return false;
        return text[at] != '.' || words.Count == firstOfSentence || !EndsNoSentence.Contains(words[^1].Lower);
    }

    private void EndSentence(int? end = null)
    {
        if (words.Count == firstOfSentence) return;
        sentences.Add(new Sentence(words[firstOfSentence].Start, end ?? words[^1].End, firstOfSentence, words.Count - firstOfSentence));
        firstOfSentence = words.Count;
    }

    /// <summary>Letters and digits, with the signs that hold a word together: don't, follow-up, A&amp;E, s.47, w/c, e.g, 3.30.</summary>
    private static int WordEnd(string text, int start)
    {
        var part = start;
        var at = start;
        while (true)
        {
            while (at < text.Length && char.IsLetterOrDigit(text[at])) at++;
            if (at + 1 >= text.Length || !char.IsLetterOrDigit(text[at + 1]) || !Joins(text, part, at)) return at;
            part = ++at;
        }
    }

    private static bool Joins(string text, int part, int at)
    {
        var next = at + 1;
        while (next < text.Length && char.IsLetterOrDigit(text[next])) next++;
        var isShort = at - part <= 2 && next - at - 1 <= 2;
        return text[at] switch
        {
            '\'' or '’' or '-' => true,
            '&' => isShort,
            '.' or '/' => isShort || (char.IsDigit(text[at - 1]) && char.IsDigit(text[at + 1])),
            _ => false,
        };
    }
}
