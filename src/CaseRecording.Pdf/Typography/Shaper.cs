using System.Globalization;
using System.Text;

namespace CaseRecording.Pdf.Typography;

/// <summary>Text for one font, drawn in one go.</summary>
/// <param name="Font">Number in <see cref="FontLibrary"/>.</param>
/// <param name="Text">Characters from left to right, each with a glyph in the font.</param>
/// <param name="Logical">What is read aloud and copied, where the characters drawn are others.</param>
/// <param name="Shift">How far to the right of its place it is drawn, as a fraction of the font size.</param>
internal readonly record struct GlyphRun(int Font, string Text, string? Logical = null, double Shift = 0)
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

    // Each letter and each mark above or below it is a run of its own.
    private static List<GlyphRun> RightToLeft(string text, bool bold)
    {
        var runs = new List<GlyphRun>();
        double letterWidth = 0;
        foreach (var rune in ArabicJoining.Shape(text).EnumerateRunes())
        {
            int mirror = rune.IsBmp ? Mirrors.IndexOf((char)rune.Value) : -1;
            var drawn = mirror < 0 ? rune : new Rune(Mirrors[mirror ^ 1]);
            var run = new GlyphRun(Find(drawn.Value, bold), drawn.ToString(), mirror < 0 ? null : rune.ToString());
            bool isMark = Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark;
            if (isMark) run = run with { Shift = CentreOn(letterWidth, FontLibrary.Get(run.Font), rune.Value) };
            else letterWidth = run.Width;
            runs.Add(run);
        }

        return runs;
    }

    // Fonts place marks by tables that we do not read; the middle of the letter is close enough to be legible.
    private static double CentreOn(double letterWidth, TrueTypeFont font, int mark)
    {
        var (left, right) = font.Extent(font.Glyph(mark));
        return (letterWidth / 2) - ((left + right) / 2.0 / font.UnitsPerEm);
    }

    private static void Add(List<GlyphRun> runs, int font, string text)
    {
        if (runs.Count > 0 && runs[^1].Font == font) runs[^1] = runs[^1] with { Text = runs[^1].Text + text };
        else runs.Add(new GlyphRun(font, text));
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
