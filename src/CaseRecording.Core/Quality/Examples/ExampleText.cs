using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using CaseRecording.Core.Writing;

namespace CaseRecording.Core.Quality.Examples;

/// <summary>Makes a text anew with what identifies people replaced, its marks as they were (Q-05).</summary>
public static partial class ExampleText
{
    /// <summary>Longest replacement.</summary>
    public const int LongestReplacement = 200;

    private static readonly SearchValues<char> Marks = SearchValues.Create("[]|=\r\n");

    /// <summary>The text with every replacement made at once; a link to another entry becomes words. A replacement that begins a sentence gets a capital.</summary>
    public static string Apply(string text, IEnumerable<ReplacedDetail> replacements)
    {
        var with = replacements.Where(r => !r.Kept && r.Found.Length > 0).DistinctBy(r => r.Found, StringComparer.Ordinal).ToDictionary(r => r.Found, r => r.With.Trim(), StringComparer.Ordinal);
        text = EntryMark().Replace(text, "another entry");
        if (with.Count == 0) return text;
        var any = string.Join('|', with.Keys.OrderByDescending(k => k.Length).Select(Regex.Escape));
        return Regex.Replace(text, $@"(?<![\p{{L}}\p{{N}}])(?:{any})(?![\p{{L}}\p{{N}}])", m => BeginsSentence(text, m.Index) ? Capital(with[m.Value]) : with[m.Value], RegexOptions.CultureInvariant, TimeSpan.FromSeconds(2));
    }

    /// <summary>Whether words can stand in a text without being taken for a mark.</summary>
    public static bool IsPlain(string words) => words.AsSpan().IndexOfAny(Marks) < 0 && !words.StartsWith('>') && !words.StartsWith('-');

    /// <summary>The tree of a text's marks without its words. Two texts with the same have the same marks.</summary>
    public static string Shape(string text)
    {
        var shape = new StringBuilder();
        foreach (var block in MarkedText.Parse(text).Blocks)
        {
            shape.Append(block switch { WordsBlock => '>', BulletList => '-', _ => 'p' });
            switch (block)
            {
                case Paragraph paragraph:
                    Add(shape, paragraph.Inlines);
                    break;
                case WordsBlock words:
                    Add(shape, words.Inlines);
                    break;
                case BulletList list:
                    foreach (var item in list.Items) Add(shape.Append('*'), item);
                    break;
            }
        }

        return shape.ToString();
    }

    private static void Add(StringBuilder shape, IEnumerable<Inline> inlines)
    {
        foreach (var inline in inlines)
        {
            switch (inline)
            {
                case LineBreak:
                    shape.Append('/');
                    break;
                case Words words:
                    Add(shape.Append('"'), words.Inlines);
                    shape.Append('"');
                    break;
                case Statement statement:
                    Add(shape.Append('[').Append(statement.Kind).Append(statement.Source is null ? "" : ":"), statement.Inlines);
                    shape.Append(']');
                    break;
            }
        }
    }

    private static bool BeginsSentence(string text, int at)
    {
        var before = text.AsSpan(0, at).TrimEnd(" =“\"‘>-");
        return before.IsEmpty || before[^1] is '.' or '!' or '?' or '\n' or '\r' or '|';
    }

    private static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    [GeneratedRegex(@"\[\[entry:\d+\]\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EntryMark();
}
