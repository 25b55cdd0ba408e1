using System.Buffers.Binary;
using System.Text;

namespace CaseRecording.Pdf.Typography;

/// <summary>One TrueType file, read once and never changed: which glyph draws a character, how wide it is, and the raw tables.</summary>
internal sealed class TrueTypeFont
{
    private const int NoBreakSpace = 0xA0;

    private readonly byte[] _data;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = new(StringComparer.Ordinal);
    private readonly ushort[] _plane0 = new ushort[0x10000];
    private readonly Dictionary<int, ushort> _otherPlanes = [];
    private readonly ushort[] _advances;

    public TrueTypeFont(byte[] data)
    {
        _data = data;
        int tableCount = U16(4);
        for (int i = 0; i < tableCount; i++)
        {
            int record = 12 + (16 * i);
            _tables[Encoding.ASCII.GetString(data, record, 4)] = ((int)U32(record + 8), (int)U32(record + 12));
        }

        int head = _tables["head"].Offset, horizontal = _tables["hhea"].Offset;
        UnitsPerEm = U16(head + 18);
        Bounds = (S16(head + 36), S16(head + 38), S16(head + 40), S16(head + 42));
        LongOffsets = S16(head + 50) == 1;
        Ascent = S16(horizontal + 4);
        Descent = S16(horizontal + 6);
        MetricCount = U16(horizontal + 34);
        GlyphCount = U16(_tables["maxp"].Offset + 4);
        int os2 = _tables["OS/2"].Offset;
        CapHeight = U16(os2) >= 2 ? S16(os2 + 88) : Ascent * 7 / 10;
        PostScriptName = ReadPostScriptName();
        _advances = ReadAdvances();
        ReadCharacterMap();
    }

    public int UnitsPerEm { get; }
    public (int Left, int Bottom, int Right, int Top) Bounds { get; }
    public int Ascent { get; }
    public int Descent { get; }
    public int CapHeight { get; }
    public int GlyphCount { get; }
    public int MetricCount { get; }
    private bool LongOffsets { get; }
    public string PostScriptName { get; }

    public ReadOnlySpan<byte> Table(string tag) =>
        _tables.TryGetValue(tag, out var table) ? _data.AsSpan(table.Offset, table.Length) : [];

    /// <summary>The glyph of a code point; 0 when the font has none.</summary>
    public ushort Glyph(int codePoint) => codePoint < 0x10000 ? _plane0[codePoint] : _otherPlanes.GetValueOrDefault(codePoint);

    /// <summary>The advance of a glyph in thousandths of the font size.</summary>
    public double Advance(ushort glyph) => _advances[glyph] * 1000.0 / UnitsPerEm;

    /// <summary>The outline's left and right edge in font units; both 0 for a glyph without outline.</summary>
    public (int Left, int Right) Extent(ushort glyph)
    {
        var outline = Outline(glyph);
        return outline.Length < 10 ? (0, 0) : (BinaryPrimitives.ReadInt16BigEndian(outline[2..]), BinaryPrimitives.ReadInt16BigEndian(outline[6..]));
    }

    /// <summary>The glyph's drawing instructions; empty for a space.</summary>
    public ReadOnlySpan<byte> Outline(ushort glyph)
    {
        var offsets = Table("loca");
        int start = LongOffsets ? (int)BinaryPrimitives.ReadUInt32BigEndian(offsets[(4 * glyph)..]) : 2 * BinaryPrimitives.ReadUInt16BigEndian(offsets[(2 * glyph)..]);
        int end = LongOffsets ? (int)BinaryPrimitives.ReadUInt32BigEndian(offsets[(4 * (glyph + 1))..]) : 2 * BinaryPrimitives.ReadUInt16BigEndian(offsets[(2 * (glyph + 1))..]);
        return Table("glyf")[start..end];
    }

    /// <summary>The width of text whose every character has a glyph here, as a fraction of the font size.</summary>
    public double Width(ReadOnlySpan<char> text)
    {
        long sum = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length) sum += _advances[Glyph(char.ConvertToUtf32(c, text[++i]))];
            else sum += _advances[_plane0[c]];
        }

        return (double)sum / UnitsPerEm;
    }

    private ushort[] ReadAdvances()
    {
        var advances = new ushort[GlyphCount];
        int metrics = _tables["hmtx"].Offset;
        for (int i = 0; i < GlyphCount; i++) advances[i] = U16(metrics + (4 * Math.Min(i, MetricCount - 1)));
        return advances;
    }

    private void ReadCharacterMap()
    {
        int map = _tables["cmap"].Offset, best = -1, bestRank = 0;
        for (int i = 0; i < U16(map + 2); i++)
        {
            int platform = U16(map + 4 + (8 * i)), table = map + (int)U32(map + 8 + (8 * i));
            int rank = (U16(table), platform) switch { (12, _) => 2, (4, 0 or 3) => 1, _ => 0 };
            if (rank > bestRank) (best, bestRank) = (table, rank);
        }

        if (bestRank == 2) ReadGroups(best);
        else if (bestRank == 1) ReadSegments(best);
        else throw new InvalidDataException("The font has no Unicode character map.");

        if (_plane0[NoBreakSpace] == 0) _plane0[NoBreakSpace] = _plane0[' '];
    }

    // Format 12: ranges of code points to ranges of glyphs.
    private void ReadGroups(int table)
    {
        uint groups = U32(table + 12);
        for (int i = 0; i < groups; i++)
        {
            int group = table + 16 + (12 * i);
            int first = (int)U32(group), last = (int)U32(group + 4), glyph = (int)U32(group + 8);
            for (int c = first; c <= last; c++) Map(c, (ushort)(glyph + c - first));
        }
    }

    // Format 4: segments of plane 0, by difference or through an array of glyph ids.
    private void ReadSegments(int table)
    {
        int doubled = U16(table + 6);
        int ends = table + 14, starts = ends + doubled + 2, deltas = starts + doubled, ranges = deltas + doubled;
        for (int i = 0; i < doubled; i += 2)
        {
            int start = U16(starts + i), end = U16(ends + i), range = U16(ranges + i);
            for (int c = start; c <= end && c != 0xFFFF; c++)
            {
                int glyph = range == 0 ? c : U16(ranges + i + range + (2 * (c - start)));
                if (range == 0 || glyph != 0) Map(c, (ushort)(glyph + U16(deltas + i)));
            }
        }
    }

    private void Map(int codePoint, ushort glyph)
    {
        if (codePoint < 0x10000) _plane0[codePoint] = glyph;
        else _otherPlanes[codePoint] = glyph;
    }

    private string ReadPostScriptName()
    {
        const int PostScriptNameId = 6, Windows = 3;
        int names = _tables["name"].Offset, strings = names + U16(names + 4);
        for (int i = 0; i < U16(names + 2); i++)
        {
            int record = names + 6 + (12 * i);
            if (U16(record) == Windows && U16(record + 6) == PostScriptNameId)
                return Encoding.BigEndianUnicode.GetString(_data, strings + U16(record + 10), U16(record + 8)).Replace(" ", "", StringComparison.Ordinal);
        }

        throw new InvalidDataException("The font does not say its PostScript name.");
    }

    private ushort U16(int offset) => BinaryPrimitives.ReadUInt16BigEndian(_data.AsSpan(offset));

    private short S16(int offset) => BinaryPrimitives.ReadInt16BigEndian(_data.AsSpan(offset));

    private uint U32(int offset) => BinaryPrimitives.ReadUInt32BigEndian(_data.AsSpan(offset));
}
