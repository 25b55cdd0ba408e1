using System.Globalization;
using System.Text;

namespace CaseRecording.Pdf.Typography;

/// <summary>Text for one font, drawn in one go.</summary>
/// <param name="Font">Number in <see cref="FontLibrary"/>.</param>
/// <param name="Text">Characters from left to right, each with a glyph in the font.</param>
/// <param name="Logical">What is read aloud and copied, where it is not the text drawn.</param>
internal readonly record struct GlyphRun(int Font, string Text, string? Logical = null)
{
    /// <summary>Width as a fraction of the font size.</summary>
    public double Width => FontLibrary.Get(Font).Width(Text);
}

/// <summary>Chooses fonts, joins Arabic letters and turns right-to-left text round. Works on text that <see cref="TextCleaner"/> made drawable.</summary>
internal static class Shaper
{
    private const string Mirrors = "()[]{}<>«»‹›";

    /// <summary>The width of one word or line as a fraction of the font size.</summary>
    public static double Width(ReadOnlySpan<char> text, bool bold)
    {
        var font = FontLibrary.Get(FontLibrary.Chain(bold)[0]);
        if (HasEveryGlyph(font, text)) return font.Width(text);
        double width = 0;
        foreach (var run in Shape(text.ToString(), bold, Bidi.HasRightToLeft(text))) width += run.Width;
        return width;
    }

    /// <summary>
    /// The text's runs in the order they are read, which for right-to-left text is from right to left on the page: so
    /// screen readers and programs that copy text find it in order too.
    /// </summary>
    public static List<GlyphRun> Shape(string text, bool bold, bool rightToLeft)
    {
        int main = FontLibrary.Chain(bold)[0];
        if (!rightToLeft && HasEveryGlyph(FontLibrary.Get(main), text)) return [new GlyphRun(main, text)];
        return rightToLeft ? RightToLeft(text, bold) : LeftToRight(text, bold);
    }

    // A word is set in one font if one font has all its letters: "Nguyễn" must not change face in its middle.
    private static List<GlyphRun> LeftToRight(string text, bool bold)
    {
        var runs = new List<GlyphRun>();
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = start;
            while (end < text.Length && text[end] != ' ') end++;
            while (end < text.Length && text[end] == ' ') end++;
            string word = text[start..end];
            int font = FontFor(word.AsSpan().TrimEnd(' '), bold);
            if (font >= 0) Add(runs, font, word);
            else foreach (var rune in word.EnumerateRunes()) Add(runs, Find(rune.Value, bold), rune.ToString());
        }

        return runs;
    }

    // Each letter is a run of its own, with the marks above and below it; brackets turn with the direction.
    private static List<GlyphRun> RightToLeft(string text, bool bold)
    {
        var runs = new List<GlyphRun>();
        foreach (string cluster in Clusters(ArabicJoining.Shape(text)))
        {
            int mirror = cluster.Length == 1 ? Mirrors.IndexOf(cluster[0]) : -1;
            string drawn = mirror < 0 ? cluster : Mirrors[mirror ^ 1].ToString();
            int font = Find(Rune.GetRuneAt(drawn, 0).Value, bold);
            if (mirror >= 0) runs.Add(new GlyphRun(font, drawn, cluster));
            else if (HasEveryGlyph(FontLibrary.Get(font), cluster)) runs.Add(new GlyphRun(font, cluster));
            else foreach (var rune in cluster.EnumerateRunes()) runs.Add(new GlyphRun(Find(rune.Value, bold), rune.ToString()));
        }

        return runs;
    }

    private static void Add(List<GlyphRun> runs, int font, string text)
    {
        if (runs.Count > 0 && runs[^1].Font == font) runs[^1] = runs[^1] with { Text = runs[^1].Text + text };
        else runs.Add(new GlyphRun(font, text));
    }

    private static List<string> Clusters(string text)
    {
        var clusters = new List<string>();
        foreach (var rune in text.EnumerateRunes())
        {
            if (clusters.Count > 0 && Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark) clusters[^1] += rune;
            else clusters.Add(rune.ToString());
        }

        return clusters;
    }

    private static int FontFor(ReadOnlySpan<char> word, bool bold)
    {
        foreach (int font in FontLibrary.Chain(bold)[..2])
        {
            if (HasEveryGlyph(FontLibrary.Get(font), word)) return font;
        }

        return -1;
    }

    // Bold faces have a little less than their regular ones; a regular letter is better than none.
    private static int Find(int codePoint, bool bold)
    {
        int font = FontLibrary.Find(codePoint, bold);
        return font >= 0 ? font : FontLibrary.Find(codePoint, bold: false);
    }

    private static bool HasEveryGlyph(TrueTypeFont font, ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (font.Glyph(c) == 0) return false;
        }

        return true;
    }
}
