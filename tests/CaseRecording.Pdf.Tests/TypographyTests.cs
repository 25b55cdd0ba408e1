using System.Buffers.Binary;
using System.Text;
using CaseRecording.Pdf.Typography;

namespace CaseRecording.Pdf.Tests;

/// <summary>What the eye sees of right-to-left text, and what is left of a font: neither shows in extracted text.</summary>
public sealed class TypographyTests
{
    [Theory]
    [InlineData("باب", "\uFE91\uFE8E\uFE8F")]
    [InlineData("بَب", "\uFE91\u064E\uFE90")]
    [InlineData("سلام", "\uFEB3\uFEFC\uFEE1")]
    [InlineData("لا", "\uFEFB")]
    [InlineData("دار", "\uFEA9\uFE8D\uFEAD")]
    [InlineData("ء", "\uFE80")]
    [InlineData("ٹیلی", "\uFB68\uFBFF\uFEE0\uFBFD")]
    [InlineData("می\u200Cخو", "\uFEE3\uFBFD\uFEA7\uFEEE")]
    [InlineData("بـب", "\uFE91\u0640\uFE90")]
    public void Shape_ArabicLetters_TakeTheFormTheirNeighboursAskFor(string text, string forms) => Assert.Equal(forms, ArabicJoining.Shape(text));

    [Fact]
    public void Shape_EveryArabicLetterInEveryPlace_HasAGlyph()
    {
        for (char letter = '\u0620'; letter < '\u06FF'; letter++)
        {
            if (!char.IsLetter(letter) || FontLibrary.Find(letter, bold: false) < 0) continue;
            foreach (string text in (string[])[$"{letter}", $"{letter}ب", $"ب{letter}", $"ب{letter}ب", $"ل{letter}"])
            {
                Assert.All(ArabicJoining.Shape(text), form => Assert.True(FontLibrary.Find(form, bold: false) >= 0, $"U+{(int)form:X4}"));
                Assert.All(ArabicJoining.Shape(text), form => Assert.True(FontLibrary.Find(form, bold: true) >= 0, $"bold U+{(int)form:X4}"));
            }
        }
    }

    [Theory]
    [InlineData("abc אבג def", "abc גבא def")]
    [InlineData("abc אבג דהו, def", "abc והד גבא, def")]
    [InlineData("x אבג (12), y", "x (12) גבא, y")]
    [InlineData("x (אבג) y", "x (גבא) y")]
    [InlineData("x אבג (y) z", "x גבא (y) z")]
    [InlineData("אבג abc דהו", "גבא abc והד")]
    [InlineData("x אבג 14/03/2026 דהו", "x והד 14/03/2026 גבא")]
    [InlineData("x אבג 50% דהו", "x והד 50% גבא")]
    [InlineData("x أب ١٢ ج", "x ﺝ ١٢ ﺏﺃ")]
    public void Draw_LeftToRightParagraph_TurnsOnlyRightToLeftWords(string text, string seen) => Assert.Equal(seen, Seen(text, rightToLeft: false));

    [Theory]
    [InlineData("אבג abc דהו", "והד abc גבא")]
    [InlineData("אבג abc 12 דהו.", ".והד abc 12 גבא")]
    [InlineData("אבג (דהו) 3", "3 (והד) גבא")]
    [InlineData("אבג (abc) דהו", "והד (abc) גבא")]
    [InlineData("אבג abc (דהו)", "(והד) abc גבא")]
    public void Draw_RightToLeftParagraph_RunsFromTheRight(string text, string seen) => Assert.Equal(seen, Seen(text, rightToLeft: true));

    [Theory]
    [InlineData("שלום abc", true)]
    [InlineData("(12) قال", true)]
    [InlineData("abc שלום", false)]
    [InlineData("12, 13", false)]
    public void Paragraph_FirstLetter_DecidesTheDirection(string text, bool rightToLeft) => Assert.Equal(rightToLeft, Bidi.StartsRightToLeft(text));

    [Fact]
    public void Shape_WordWithOneRareLetter_KeepsOneFace()
    {
        var runs = Shaper.Shape("Frau Nguyễn kommt", bold: false, rightToLeft: false);

        Assert.Equal(["Frau ", "Nguyễn ", "kommt"], runs.Select(run => run.Text));
        Assert.Equal(["AtkinsonHyperlegibleNext-Regular", "NotoSans-Regular", "AtkinsonHyperlegibleNext-Regular"], runs.Select(run => FontLibrary.Get(run.Font).PostScriptName));
    }

    [Fact]
    public void Subset_LetterMadeOfOthers_BringsThemAlong()
    {
        int checkedGlyphs = 0;
        for (int font = 0; font < 4; font++)
        {
            var file = FontLibrary.Get(font);
            for (int c = 0xC0; c < 0x180; c++)
            {
                ushort glyph = file.Glyph(c);
                var outline = file.Outline(glyph);
                if (glyph == 0 || outline.Length == 0 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0) continue;
                ushort component = BinaryPrimitives.ReadUInt16BigEndian(outline[12..]);
                byte[] subset = TrueTypeSubset.Create(file, [glyph]);
                var drawn = GlyphsWithOutline(subset);
                Assert.True(drawn.Contains(component), $"U+{c:X4} in {file.PostScriptName} lost a part.");
                Assert.InRange(drawn.Count, 3, 6);
                checkedGlyphs++;
            }
        }

        Assert.True(checkedGlyphs > 50, $"Only {checkedGlyphs} letters are made of others.");
    }

    private static List<int> GlyphsWithOutline(byte[] subset)
    {
        int record = Enumerable.Range(0, U16(4)).Select(i => 12 + (16 * i)).First(offset => Encoding.ASCII.GetString(subset, offset, 4) == "loca");
        int offsets = U32(record + 8), count = (U32(record + 12) / 4) - 1;
        return [.. Enumerable.Range(0, count).Where(glyph => U32(offsets + (4 * glyph) + 4) > U32(offsets + (4 * glyph)))];

        int U16(int offset) => BinaryPrimitives.ReadUInt16BigEndian(subset.AsSpan(offset));
        int U32(int offset) => BinaryPrimitives.ReadInt32BigEndian(subset.AsSpan(offset));
    }

    private static string Seen(string text, bool rightToLeft)
    {
        var seen = new StringBuilder();
        foreach (var stretch in Bidi.Order(text, rightToLeft))
        {
            var runs = Shaper.Shape(text.Substring(stretch.Start, stretch.Length), bold: false, stretch.RightToLeft).Select(run => run.Text);
            seen.AppendJoin("", stretch.RightToLeft ? runs.Reverse() : runs);
        }

        return seen.ToString();
    }
}
