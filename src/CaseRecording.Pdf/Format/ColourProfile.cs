using System.Buffers.Binary;
using System.Text;

namespace CaseRecording.Pdf.Format;

/// <summary>
/// A small ICC profile (version 2.4) for sRGB, so that colours mean the same on every screen and printer.
/// Primaries and white point as in IEC 61966-2-1, adapted to D50; the curve as gamma 2.2.
/// </summary>
internal static class ColourProfile
{
    private const int HeaderLength = 128;

    public static byte[] Create()
    {
        byte[] curve = [.. "curv"u8, 0, 0, 0, 0, 0, 0, 0, 1, 0x02, 0x33, 0, 0];
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", Description("sRGB")),
            ("cprt", [.. "text"u8, 0, 0, 0, 0, .. "No rights reserved\0"u8, 0]),
            ("wtpt", Xyz(0.9642, 1, 0.8249)),
            ("rXYZ", Xyz(0.4361, 0.2225, 0.0139)),
            ("gXYZ", Xyz(0.3851, 0.7169, 0.0971)),
            ("bXYZ", Xyz(0.1431, 0.0606, 0.7141)),
            ("rTRC", curve),
            ("gTRC", curve),
            ("bTRC", curve),
        ];

        int offset = HeaderLength + 4 + (12 * tags.Length);
        using var profile = new MemoryStream();
        profile.Write(Header(offset + tags.Sum(tag => tag.Data.Length)));
        profile.Write(U32((uint)tags.Length));
        foreach (var (tag, data) in tags)
        {
            profile.Write(Encoding.ASCII.GetBytes(tag));
            profile.Write(U32((uint)offset));
            profile.Write(U32((uint)data.Length));
            offset += data.Length;
        }

        foreach (var (_, data) in tags) profile.Write(data);
        return profile.ToArray();
    }

    private static byte[] Header(int length)
    {
        var header = new byte[HeaderLength];
        U32((uint)length).CopyTo(header, 0);
        U32(0x02400000).CopyTo(header, 8);
        Encoding.ASCII.GetBytes("mntrRGB XYZ ").CopyTo(header, 12);
        // A date is asked for; it is that of this code, so that output does not change from run to run.
        byte[] created = [0x07, 0xEA, 0, 1, 0, 1];
        created.CopyTo(header, 24);
        Encoding.ASCII.GetBytes("acsp").CopyTo(header, 36);
        Xyz(0.9642, 1, 0.8249).AsSpan(8).CopyTo(header.AsSpan(68));
        return header;
    }

    // Text in ASCII, with the Unicode and Macintosh variants left empty.
    private static byte[] Description(string text)
    {
        const int EmptyVariants = 4 + 4 + 2 + 1 + 67;
        byte[] data = [.. "desc"u8, 0, 0, 0, 0, .. U32((uint)text.Length + 1), .. Encoding.ASCII.GetBytes(text), 0, .. new byte[EmptyVariants]];
        Array.Resize(ref data, (data.Length + 3) & ~3);
        return data;
    }

    private static byte[] Xyz(double x, double y, double z) => [.. "XYZ "u8, 0, 0, 0, 0, .. Fixed(x), .. Fixed(y), .. Fixed(z)];

    private static byte[] Fixed(double value) => U32((uint)Math.Round(value * 65536));

    private static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
