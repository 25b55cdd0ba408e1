using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace CaseRecording.Pdf.Typography;

/// <summary>
/// Cuts a font down to the glyphs a document uses. Glyph ids stay as they are (unused outlines become empty),
/// so that text can be written to pages before the subset is known.
/// </summary>
internal static class TrueTypeSubset
{
    private const ushort ArgumentsAreWords = 0x01, HasScale = 0x08, MoreComponents = 0x20, HasTwoScales = 0x40, HasMatrix = 0x80;

    public static byte[] Create(TrueTypeFont font, IEnumerable<ushort> used)
    {
        var keep = WithComponents(font, used);
        int count = keep.Max() + 1;
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        (tables["glyf"], tables["loca"]) = Outlines(font, keep, count);

        var head = tables["head"] = font.Table("head").ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);

        var maxp = tables["maxp"] = font.Table("maxp").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)count);

        int metrics = Math.Min(count, font.MetricCount);
        var hhea = tables["hhea"] = font.Table("hhea").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)metrics);
        tables["hmtx"] = font.Table("hmtx")[..((4 * metrics) + (2 * (count - metrics)))].ToArray();

        foreach (string hinting in (string[])["cvt ", "fpgm", "prep"])
        {
            if (font.Table(hinting) is { Length: > 0 } table) tables[hinting] = table.ToArray();
        }

        return Assemble(tables);
    }

    // An accented letter is often drawn from two other glyphs: those must come along, and theirs.
    private static HashSet<ushort> WithComponents(TrueTypeFont font, IEnumerable<ushort> used)
    {
        var keep = new HashSet<ushort>(used) { 0 };
        var queue = new Queue<ushort>(keep);
        while (queue.TryDequeue(out ushort glyph))
        {
            var outline = font.Outline(glyph);
            if (outline.Length <= 10 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0) continue;
            ushort flags;
            int at = 10;
            do
            {
                flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
                ushort component = BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]);
                if (keep.Add(component)) queue.Enqueue(component);
                at += 4 + ((flags & ArgumentsAreWords) != 0 ? 4 : 2);
                at += (flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0;
            }
            while ((flags & MoreComponents) != 0);
        }

        return keep;
    }

    private static (byte[] Glyphs, byte[] Offsets) Outlines(TrueTypeFont font, HashSet<ushort> keep, int count)
    {
        using var glyphs = new MemoryStream();
        var offsets = new byte[4 * (count + 1)];
        for (int glyph = 0; glyph < count; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(offsets.AsSpan(4 * glyph), (uint)glyphs.Length);
            if (!keep.Contains((ushort)glyph)) continue;
            glyphs.Write(font.Outline((ushort)glyph));
            Pad(glyphs);
        }

        BinaryPrimitives.WriteUInt32BigEndian(offsets.AsSpan(4 * count), (uint)glyphs.Length);
        return (glyphs.ToArray(), offsets);
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        using var file = new MemoryStream();
        int power = BitOperations.Log2((uint)tables.Count);
        U32(0x00010000);
        U16(tables.Count);
        U16(16 << power);
        U16(power);
        U16((16 * tables.Count) - (16 << power));
        int offset = 12 + (16 * tables.Count);
        foreach (var (tag, table) in tables)
        {
            file.Write(Encoding.ASCII.GetBytes(tag));
            U32(Checksum(table));
            U32((uint)offset);
            U32((uint)table.Length);
            offset += (table.Length + 3) & ~3;
        }

        foreach (var table in tables.Values)
        {
            file.Write(table);
            Pad(file);
        }

        return file.ToArray();

        void U16(int value) => file.Write([(byte)(value >> 8), (byte)value]);
        void U32(uint value) => file.Write([(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]);
    }

    private static uint Checksum(byte[] table)
    {
        uint sum = 0;
        for (int i = 0; i < table.Length; i++) sum += (uint)table[i] << (24 - (8 * (i & 3)));
        return sum;
    }

    private static void Pad(MemoryStream stream)
    {
        while ((stream.Length & 3) != 0) stream.WriteByte(0);
    }
}
