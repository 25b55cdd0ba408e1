using System.Collections.Frozen;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>An expression found in a text.</summary>
/// <param name="Value">What the list says of it.</param>
/// <param name="First">First word.</param>
/// <param name="Count">Number of words.</param>
internal readonly record struct Found<T>(T Value, int First, int Count);

/// <summary>Finds many expressions in one pass: by first word, the longest first.</summary>
internal sealed class Phrases<T>
{
    private readonly FrozenDictionary<string, (string[] Words, T Value)[]> byFirst;

    /// <param name="entries">Expressions and what they mean.</param>
    /// <param name="exactCase">Capitals count, as for abbreviations.</param>
    public Phrases(IEnumerable<(string Expression, T Value)> entries, bool exactCase = false)
    {
        ExactCase = exactCase;
        byFirst = entries.Select(e => (Words: Words(e.Expression), e.Value)).Where(e => e.Words.Length > 0)
            .GroupBy(e => e.Words[0], StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(e => e.Words.Length).ToArray(), StringComparer.Ordinal);
    }

    private bool ExactCase { get; }

    public IEnumerable<Found<T>> In(Prose prose)
    {
        for (var i = 0; i < prose.Words.Count;)
        {
            var found = At(prose, i);
            if (found is { } hit) yield return hit;
            i += found?.Count ?? 1;
        }
    }

    /// <summary>The longest expression that begins at a word.</summary>
    public Found<T>? At(Prose prose, int first)
    {
        var words = prose.Words;
        if (!byFirst.TryGetValue(Spelt(words[first]), out var candidates)) return null;
        foreach (var (expression, value) in candidates)
        {
            if (first + expression.Length > words.Count || words[first + expression.Length - 1].Sentence != words[first].Sentence) continue;
            var n = 1;
            while (n < expression.Length && Spelt(words[first + n]) == expression[n]) n++;
            if (n == expression.Length) return new Found<T>(value, first, n);
        }

        return null;
    }

    private string Spelt(Word word) => ExactCase ? word.Text : word.Lower;

    private string[] Words(string expression)
    {
        var words = Prose.Split(expression);
        return ExactCase ? words : [.. words.Select(w => w.ToLowerInvariant())];
    }
}
