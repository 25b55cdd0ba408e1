using CaseRecording.Core.Writing.Advising;

namespace CaseRecording.Core.Writing.Likeness;

/// <summary>
/// A text as hashes of its runs of words (N-11). Of every twelve neighbouring runs of eight words the smallest hash is kept as a print, so that any common part
/// of nineteen words or more shares at least one, wherever it stands, while few enough are stored. The same on every node and for ever: prints are kept.
/// </summary>
internal static class Shingles
{
    public const int RunWords = 8;
    public const int Window = 12;

    /// <summary>Hash of every run, in the order of the text.</summary>
    public static ulong[] Runs(Prose prose)
    {
        var words = prose.Words;
        if (words.Count < RunWords) return [];
        var hashes = new ulong[words.Count];
        for (var i = 0; i < words.Count; i++) hashes[i] = HashOf(words[i].Lower);
        var runs = new ulong[words.Count - RunWords + 1];
        for (var i = 0; i < runs.Length; i++)
        {
            var run = 14695981039346656037UL;
            for (var n = 0; n < RunWords; n++) run = (run ^ hashes[i + n]) * 1099511628211UL;
            runs[i] = run;
        }

        return runs;
    }

    /// <summary>The prints of a text, each once.</summary>
    public static IReadOnlyCollection<long> Prints(IEnumerable<string> texts)
    {
        var prints = new HashSet<long>();
        foreach (var text in texts.Where(t => t.Length > 0)) prints.UnionWith(Prints(Runs(Prose.Read(text))));
        return prints;
    }

    public static IEnumerable<long> Prints(ulong[] runs)
    {
        for (var i = 0; i < Math.Max(1, runs.Length - Window + 1) && runs.Length > 0; i++)
        {
            var smallest = ulong.MaxValue;
            for (var n = i; n < Math.Min(runs.Length, i + Window); n++) smallest = Math.Min(smallest, runs[n]);
            yield return unchecked((long)smallest);
        }
    }

    private static ulong HashOf(string word)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in word) hash = (hash ^ c) * 1099511628211UL;
        return hash;
    }
}
