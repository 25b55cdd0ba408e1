using DiffPlex;

namespace CaseRecording.Core.Writing;

/// <summary>What became of a stretch of text.</summary>
public enum DifferenceKind
{
    /// <summary>In both.</summary>
    Same,

    /// <summary>In the earlier text only.</summary>
    Removed,

    /// <summary>In the later text only.</summary>
    Added,
}

/// <summary>A stretch of one of two texts.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Text">As typed, line ends included.</param>
public sealed record DifferencePart(DifferenceKind Kind, string Text);

/// <summary>The difference of two texts, word by word. Joined, the parts that are not added give the earlier text, those not removed the later.</summary>
public static class TextDifference
{
    /// <summary>Lines are compared first; beyond this many words on either side, a changed stretch is shown as replaced: the search for common words takes quadratic time.</summary>
    private const int MostWords = 1500;

    private static readonly Differ Differ = new();

    /// <summary>The stretches of both texts, in order.</summary>
    public static IReadOnlyList<DifferencePart> Between(string before, string after)
    {
        var parts = new List<DifferencePart>();
        Compare(before, after, Lines, Stretch, Same);
        return parts;

        void Stretch(string removed, string added)
        {
            if (Words(removed).Length > MostWords || Words(added).Length > MostWords) Replaced(removed, added);
            else Compare(removed, added, Words, Replaced, Same);
        }

        void Same(string text) => Append(DifferenceKind.Same, text);

        void Replaced(string removed, string added)
        {
            Append(DifferenceKind.Removed, removed);
            Append(DifferenceKind.Added, added);
        }

        void Append(DifferenceKind kind, string text)
        {
            if (text.Length > 0) parts.Add(new DifferencePart(kind, text));
        }
    }

    private static void Compare(string before, string after, Func<string, string[]> split, Action<string, string> changed, Action<string> same)
    {
        var result = Differ.CreateCustomDiffs(before, after, ignoreWhiteSpace: false, split);
        var at = 0;
        foreach (var block in result.DiffBlocks)
        {
            same(string.Concat(result.PiecesOld[at..block.DeleteStartA]));
            changed(
                string.Concat(result.PiecesOld.AsSpan(block.DeleteStartA, block.DeleteCountA).ToArray()),
                string.Concat(result.PiecesNew.AsSpan(block.InsertStartB, block.InsertCountB).ToArray()));
            at = block.DeleteStartA + block.DeleteCountA;
        }

        same(string.Concat(result.PiecesOld[at..]));
    }

    private static string[] Lines(string text) => Split(text, c => c == '\n');

    private static string[] Words(string text) => Split(text, char.IsWhiteSpace);

    /// <summary>Pieces that end with the white space after them, so that joined they are the text again.</summary>
    private static string[] Split(string text, Func<char, bool> ends)
    {
        var pieces = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && !ends(text[end])) end++;
            while (end < text.Length && ends(text[end])) end++;
            pieces.Add(text[start..end]);
            start = end;
        }

        return [.. pieces];
    }
}
