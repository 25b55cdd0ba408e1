using System.Runtime.InteropServices;
using CaseRecording.Core.Writing.Advising;

namespace CaseRecording.Core.Writing.Likeness;

/// <summary>A part of a text, in characters as typed.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextPart(int Start, int Length);

/// <summary>What two texts have in common, word for word.</summary>
/// <param name="Mine">The common parts where they stand in the first text.</param>
/// <param name="Theirs">And in the second.</param>
/// <param name="Words">Words of the first text that stand in the second.</param>
/// <param name="Share">Their share of all its words, 0 to 1.</param>
public sealed record CommonParts(IReadOnlyList<TextPart> Mine, IReadOnlyList<TextPart> Theirs, int Words, double Share)
{
    /// <summary>Fewest common words that are pointed out.</summary>
    public const int FewestWords = 25;

    /// <summary>Least share of a text that makes it largely the same.</summary>
    public const double LargelyTheSame = 0.4;

    /// <summary>Common words that are pointed out whatever their share.</summary>
    public const int ManyWords = 60;

    /// <summary>Largely the same (N-11).</summary>
    public bool IsLargelyTheSame => Words >= FewestWords && (Share >= LargelyTheSame || Words >= ManyWords);

    /// <summary>Compares two texts by their runs of words.</summary>
    public static CommonParts Of(string mine, string theirs)
    {
        var (one, other) = (Prose.Read(mine), Prose.Read(theirs));
        var (runs, otherRuns) = (Shingles.Runs(one), Shingles.Runs(other));
        var inMine = Covered(one, runs, otherRuns.ToHashSet());
        var inTheirs = Covered(other, otherRuns, runs.ToHashSet());
        var words = inMine.Count(c => c);
        return new CommonParts(Parts(one, inMine), Parts(other, inTheirs), words, one.Words.Count == 0 ? 0 : (double)words / one.Words.Count);
    }

    private static bool[] Covered(Prose prose, ulong[] runs, HashSet<ulong> others)
    {
        var covered = new bool[prose.Words.Count];
        for (var i = 0; i < runs.Length; i++)
        {
            if (others.Contains(runs[i])) covered.AsSpan(i, Shingles.RunWords).Fill(true);
        }

        return covered;
    }

    private static List<TextPart> Parts(Prose prose, bool[] covered)
    {
        var parts = new List<TextPart>();
        for (var i = 0; i < covered.Length; i++)
        {
            if (!covered[i]) continue;
            var first = i;
            while (i + 1 < covered.Length && covered[i + 1]) i++;
            parts.Add(new TextPart(prose.Words[first].Start, prose.Words[i].End - prose.Words[first].Start));
        }

        return parts;
    }
}
