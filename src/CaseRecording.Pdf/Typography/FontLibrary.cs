namespace CaseRecording.Pdf.Typography;

/// <summary>
/// The fonts inside this assembly, each read at its first use and shared by all documents.
/// A character is drawn by the first font of the chain that has it.
/// </summary>
internal static class FontLibrary
{
    // Latin fallbacks first; the large Chinese and Japanese font last, so that it is seldom read.
    private static readonly string[] Names =
    [
        "AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-Bold",
        "NotoSans-Regular", "NotoSans-Bold",
        "NotoSansArabic-Regular", "NotoSansArabic-Bold",
        "NotoSansHebrew-Regular", "NotoSansHebrew-Bold",
        "NotoSansSymbols2-Regular", "NotoEmoji-Regular", "NotoSansSC-Regular",
    ];

    private static readonly Lazy<TrueTypeFont>[] Fonts = [.. Names.Select(name => new Lazy<TrueTypeFont>(() => Read(name)))];
    private static readonly int[] RegularChain = [0, 2, 4, 6, 8, 9, 10];
    private static readonly int[] BoldChain = [1, 3, 5, 7, 8, 9, 10];

    public static int Count => Names.Length;

    public static TrueTypeFont Arabic => Get(4);

    public static TrueTypeFont Get(int font) => Fonts[font].Value;

    /// <summary>Font numbers in order of preference; the first is the text font.</summary>
    public static int[] Chain(bool bold) => bold ? BoldChain : RegularChain;

    /// <summary>The first font of the chain with a glyph for the code point, or -1.</summary>
    public static int Find(int codePoint, bool bold)
    {
        foreach (int font in Chain(bold))
        {
            if (Get(font).Glyph(codePoint) != 0) return font;
        }

        return -1;
    }

    private static TrueTypeFont Read(string name)
    {
        using var resource = typeof(FontLibrary).Assembly.GetManifestResourceStream(name + ".ttf")
            ?? throw new InvalidOperationException($"The font {name} is missing from the assembly; build the project again.");
        var data = new byte[resource.Length];
        resource.ReadExactly(data);
        return new TrueTypeFont(data);
    }
}
