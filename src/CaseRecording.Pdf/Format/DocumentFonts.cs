using System.Globalization;
using System.Text;
using CaseRecording.Pdf.Typography;

namespace CaseRecording.Pdf.Format;

/// <summary>The glyphs a document has used of each font; at its end, the fonts cut down to them and embedded.</summary>
internal sealed class DocumentFonts(PdfFile file)
{
    private const int GlyphsPerBlock = 100;

    // Per font: the glyph and the character it stands for when text is copied or read aloud.
    private readonly Dictionary<ushort, int>?[] _used = new Dictionary<ushort, int>?[FontLibrary.Count];
    private readonly int _resource = file.Reserve();

    /// <summary>The font dictionary that every page names.</summary>
    public int Resource => _resource;

    /// <summary>Appends the glyphs of the text in hexadecimal.</summary>
    /// <returns>False when a glyph already stands for another character, so that the text must be given beside it.</returns>
    public bool Encode(int font, string text, StringBuilder target)
    {
        var typeface = FontLibrary.Get(font);
        var used = _used[font] ??= [];
        bool faithful = true;
        foreach (var rune in text.EnumerateRunes())
        {
            ushort glyph = typeface.Glyph(rune.Value);
            if (glyph == 0) throw new InvalidOperationException($"No glyph for U+{rune.Value:X4} in {typeface.PostScriptName}: the text was not cleaned.");
            if (!used.TryAdd(glyph, rune.Value) && used[glyph] != rune.Value) faithful &= Reading(used[glyph]) == Reading(rune.Value);
            target.AppendHex(glyph);
        }

        return faithful;
    }

    /// <summary>What a character stands for when text is copied or read aloud.</summary>
    public static string Reading(int codePoint) => ArabicJoining.Letters(codePoint) ?? (codePoint == 0xA0 ? " " : char.ConvertFromUtf32(codePoint));

    public void Finish()
    {
        var names = new StringBuilder();
        for (int font = 0; font < _used.Length; font++)
        {
            if (_used[font] is { } used) names.Append(CultureInfo.InvariantCulture, $"/F{font} {Embed(FontLibrary.Get(font), font, used)} 0 R");
        }

        file.WriteObject(_resource, $"<<{names}>>");
    }

    private int Embed(TrueTypeFont font, int number, Dictionary<ushort, int> used)
    {
        // Six letters before the name say that the font is a subset.
        string name = $"CASEF{(char)('A' + number)}+{font.PostScriptName}";
        byte[] subset = TrueTypeSubset.Create(font, used.Keys);
        int program = file.AddStream($"/Length1 {subset.Length}", subset);
        string Scale(int units) => PdfSyntax.Number(units * 1000.0 / font.UnitsPerEm);
        var (left, bottom, right, top) = font.Bounds;
        int descriptor = file.AddObject($"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{Scale(left)} {Scale(bottom)} {Scale(right)} {Scale(top)}]/ItalicAngle 0/Ascent {Scale(font.Ascent)}/Descent {Scale(font.Descent)}/CapHeight {Scale(font.CapHeight)}/StemV 80/FontFile2 {program} 0 R>>");
        string widths = string.Concat(used.Keys.Order().Select(glyph => $"{glyph}[{PdfSyntax.Number(font.Advance(glyph))}]"));
        int descendant = file.AddObject($"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW 1000/W[{widths}]/CIDToGIDMap/Identity>>");
        int characters = file.AddStream("", Encoding.Latin1.GetBytes(CharacterMap(used)));
        return file.AddObject($"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {characters} 0 R>>");
    }

    // From glyph back to character, in the language of PostScript.
    private static string CharacterMap(Dictionary<ushort, int> used)
    {
        var map = new StringBuilder("""
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000><FFFF>
            endcodespacerange

            """);
        foreach (var block in used.OrderBy(pair => pair.Key).Chunk(GlyphsPerBlock))
        {
            map.Append(block.Length).Append(" beginbfchar\n");
            foreach (var (glyph, character) in block)
            {
                map.Append('<').AppendHex(glyph).Append("><");
                foreach (char c in Reading(character)) map.AppendHex(c);
                map.Append(">\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
