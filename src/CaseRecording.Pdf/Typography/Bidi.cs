using System.Globalization;

namespace CaseRecording.Pdf.Typography;

/// <summary>
/// The order in which the characters of one line are drawn when Arabic or Hebrew is among them: the part of the
/// Unicode bidirectional algorithm that text without explicit direction marks needs.
/// </summary>
internal static class Bidi
{
    private enum Kind : byte
    {
        Left,
        Right,
        Arabic,
        Number,
        ArabicNumber,
        NumberSeparator,
        NumberSign,
        Mark,
        Neutral,
    }

    /// <summary>A stretch of the line that runs in one direction.</summary>
    internal readonly record struct Stretch(int Start, int Length, bool RightToLeft);

    public static bool IsRightToLeft(char c) => c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');

    public static bool HasRightToLeft(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (IsRightToLeft(c)) return true;
        }

        return false;
    }

    /// <summary>Whether a paragraph reads from the right: its first letter decides.</summary>
    public static bool StartsRightToLeft(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            var kind = KindOf(c);
            if (kind is Kind.Right or Kind.Arabic) return true;
            if (kind == Kind.Left) return false;
        }

        return false;
    }

    /// <summary>The stretches of a line from left to right as drawn.</summary>
    public static List<Stretch> Order(string line, bool rightToLeftParagraph)
    {
        byte level = rightToLeftParagraph ? (byte)1 : (byte)0;
        var levels = Levels(line, level);
        var stretches = new List<(Stretch Stretch, int Level)>();
        for (int start = 0, end; start < line.Length; start = end)
        {
            for (end = start + 1; end < line.Length && levels[end] == levels[start];) end++;
            stretches.Add((new Stretch(start, end - start, levels[start] % 2 == 1), levels[start]));
        }

        // From the deepest level up, each unbroken sequence of stretches at or above it is turned round.
        for (int depth = 2; depth >= 1; depth--)
        {
            for (int i = 0; i < stretches.Count; i++)
            {
                int first = i;
                while (i < stretches.Count && stretches[i].Level >= depth) i++;
                if (i - first > 1) stretches.Reverse(first, i - first);
            }
        }

        return stretches.ConvertAll(item => item.Stretch);
    }

    private static byte[] Levels(string line, byte paragraph)
    {
        var kinds = new Kind[line.Length];
        for (int i = 0; i < line.Length; i++) kinds[i] = KindOf(line[i]);
        ResolveNumbers(kinds, paragraph);
        ResolveBrackets(line, kinds, paragraph);
        ResolveNeutrals(kinds, paragraph);

        var levels = new byte[line.Length];
        for (int i = 0; i < line.Length; i++)
        {
            levels[i] = kinds[i] switch
            {
                Kind.Left => (byte)(paragraph == 0 ? 0 : 2),
                Kind.Right => 1,
                _ => 2,
            };
        }

        for (int i = line.Length - 1; i >= 0 && line[i] == ' '; i--) levels[i] = paragraph;
        return levels;
    }

    // Rules W1 to W7: what a digit and the signs around it belong to.
    private static void ResolveNumbers(Kind[] kinds, byte paragraph)
    {
        var start = paragraph == 0 ? Kind.Left : Kind.Right;
        var strong = start;
        for (int i = 0; i < kinds.Length; i++)
        {
            if (kinds[i] == Kind.Mark) kinds[i] = i == 0 ? start : kinds[i - 1];
            if (kinds[i] is Kind.Left or Kind.Right or Kind.Arabic) strong = kinds[i];
            if (kinds[i] == Kind.Number && strong == Kind.Arabic) kinds[i] = Kind.ArabicNumber;
        }

        for (int i = 1; i + 1 < kinds.Length; i++)
        {
            bool between = kinds[i - 1] == kinds[i + 1] && kinds[i - 1] is Kind.Number or Kind.ArabicNumber;
            if (kinds[i] == Kind.NumberSeparator && between) kinds[i] = kinds[i - 1];
        }

        for (int i = 0; i < kinds.Length; i++)
        {
            bool beside = (i > 0 && kinds[i - 1] == Kind.Number) || (i + 1 < kinds.Length && kinds[i + 1] == Kind.Number);
            if (kinds[i] == Kind.NumberSign && beside) kinds[i] = Kind.Number;
        }

        strong = start;
        for (int i = 0; i < kinds.Length; i++)
        {
            if (kinds[i] == Kind.Arabic) kinds[i] = Kind.Right;
            if (kinds[i] is Kind.Left or Kind.Right) strong = kinds[i];
            if (kinds[i] == Kind.Number && strong == Kind.Left) kinds[i] = Kind.Left;
        }
    }

    // Rule N0: the two brackets of a pair go the same way, that of the text in them or, failing that, before them.
    private static void ResolveBrackets(string line, Kind[] kinds, byte paragraph)
    {
        var (along, against) = paragraph == 0 ? (Kind.Left, Kind.Right) : (Kind.Right, Kind.Left);
        var open = new Stack<int>();
        var pairs = new List<(int Open, int Close)>();
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] is '(' or '[' or '{') open.Push(i);
            else if (line[i] is ')' or ']' or '}' && open.TryPop(out int start) && Math.Abs(line[i] - line[start]) <= 2) pairs.Add((start, i));
        }

        foreach (var (start, end) in pairs.OrderBy(pair => pair.Open))
        {
            var inside = kinds[(start + 1)..end].Where(kind => kind <= Kind.ArabicNumber).Select(Direction).Distinct().ToList();
            if (inside.Count == 0) continue;
            var before = kinds[..start].Where(kind => kind <= Kind.ArabicNumber).Select(Direction).LastOrDefault(along);
            kinds[start] = kinds[end] = inside.Contains(along) || before == along ? along : against;
        }
    }

    private static Kind Direction(Kind kind) => kind == Kind.Left ? Kind.Left : Kind.Right;

    // Rules N1 and N2: spaces and punctuation follow their neighbours when those agree, else the paragraph.
    private static void ResolveNeutrals(Kind[] kinds, byte paragraph)
    {
        var edge = paragraph == 0 ? Kind.Left : Kind.Right;
        for (int i = 0; i < kinds.Length; i++)
        {
            if (!IsNeutral(kinds[i])) continue;
            int first = i;
            while (i < kinds.Length && IsNeutral(kinds[i])) i++;
            var before = first == 0 ? edge : Direction(kinds[first - 1]);
            var after = i == kinds.Length ? edge : Direction(kinds[i]);
            Array.Fill(kinds, before == after ? before : edge, first, i - first);
        }

        static bool IsNeutral(Kind kind) => kind is Kind.Neutral or Kind.NumberSeparator or Kind.NumberSign;
    }

    private static Kind KindOf(char c)
    {
        if (c is >= '0' and <= '9') return Kind.Number;
        if (c is '+' or '-' or '/' or '.' or ',' or ':') return Kind.NumberSeparator;
        if (c is '%' or '#' or '£' or '€' or '$' or '°') return Kind.NumberSign;
        if (c is (>= '\u0660' and <= '\u0669') or '\u066B' or '\u066C') return Kind.ArabicNumber;
        if (char.IsLowSurrogate(c)) return Kind.Mark;
        if (char.IsHighSurrogate(c)) return Kind.Left;
        return CharUnicodeInfo.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => Kind.Mark,
            _ when c is (>= '\u0600' and <= '\u07BF') or (>= '\u08A0' and <= '\u08FF') or (>= '\uFB50' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC') => Kind.Arabic,
            _ when IsRightToLeft(c) => Kind.Right,
            <= UnicodeCategory.OtherLetter or UnicodeCategory.SpacingCombiningMark => Kind.Left,
            _ => Kind.Neutral,
        };
    }
}
