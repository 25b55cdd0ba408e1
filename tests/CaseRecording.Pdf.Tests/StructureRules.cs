using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CaseRecording.Pdf.Tests;

/// <summary>What holds for every file, whatever is in it: PDF/UA's and PDF/A's demands that can be read off the objects.</summary>
internal static partial class StructureRules
{
    public static void AssertAll(PdfUnderTest pdf)
    {
        Assert.Contains("No syntax or stream encoding errors", Tools.Run("qpdf", "--check", pdf.File), StringComparison.Ordinal);
        AssertMarks(pdf.Objects);
        AssertNothingOutsideMarks(pdf.Objects);
        AssertNesting(pdf.Objects);
        AssertGlyphs(pdf.Objects);
    }

    public static void AssertMarks(PdfObjects objects)
    {
        var tree = objects.ParentTree();
        var claimed = ClaimedMarks(objects);
        foreach (string page in objects.Pages)
        {
            var dictionary = objects.Resolve(page);
            Assert.Equal("/S", objects.Name(dictionary, "/Tabs"));
            var parents = objects.Resolve(tree[dictionary.GetProperty("/StructParents").GetInt32()]).EnumerateArray().Select(parent => parent.GetString()!).ToList();
            var marks = Mark().Matches(objects.Content(page)).Select(match => (Tag: match.Groups[1].Value, Id: int.Parse(match.Groups[2].Value))).ToList();

            Assert.Equal(Enumerable.Range(0, parents.Count), marks.Select(mark => mark.Id));
            foreach (var (tag, id) in marks)
            {
                Assert.Equal(tag, objects.Name(objects.Resolve(parents[id]), "/S"));
                Assert.True(claimed.Remove((page, id), out string? owner), $"Mark {id} of page {page} is in no element.");
                Assert.Equal(parents[id], owner);
            }
        }

        Assert.Empty(claimed);
    }

    public static void AssertNothingOutsideMarks(PdfObjects objects)
    {
        foreach (string page in objects.Pages)
        {
            int depth = 0;
            foreach (Match token in Operator().Matches(objects.Content(page)))
            {
                if (token.Value is "BDC" or "BMC") depth++;
                else if (token.Value == "EMC") depth--;
                else Assert.True(depth > 0, $"{token.Value} outside marked content on page {page}");
                Assert.True(depth >= 0);
            }

            Assert.Equal(0, depth);
        }
    }

    public static void AssertNesting(PdfObjects objects)
    {
        string[] blocks = ["/Sect", "/H1", "/H2", "/H3", "/P", "/L", "/Table", "/BlockQuote", "/Div", "/TOC"];
        string[] allowed(string tag) => tag switch
        {
            "/Document" or "/Sect" => blocks,
            "/Table" => ["/TR", "/THead", "/TBody"],
            "/THead" or "/TBody" => ["/TR"],
            "/TR" => ["/TH", "/TD"],
            "/L" => ["/LI"],
            "/LI" => ["/Lbl", "/LBody"],
            "/BlockQuote" or "/Div" => ["/P"],
            "/P" or "/TD" or "/LBody" => ["/Quote"],
            "/TOC" => ["/TOC", "/TOCI"],
            "/TOCI" => ["/Reference"],
            "/Reference" => ["/Link"],
            _ => [],
        };
        int level = 0;
        foreach (var (_, element, parent) in objects.Elements())
        {
            string tag = objects.Name(element, "/S")!;
            Assert.Equal(parent, element.GetProperty("/P").GetString());
            if (tag != "/Document") Assert.Contains(tag, allowed(objects.Name(objects.Resolve(parent), "/S")!));
            if (tag is not ("/H1" or "/H2" or "/H3")) continue;
            Assert.True(tag[2] - '0' <= level + 1, $"{tag} follows a heading of level {level}.");
            level = tag[2] - '0';
        }
    }

    public static void AssertGlyphs(PdfObjects objects)
    {
        var fontsSeen = new Dictionary<string, HashSet<int>>();
        foreach (string page in objects.Pages)
        {
            var fonts = objects.Get(objects.Get(objects.Resolve(page), "/Resources")!.Value, "/Font")!.Value;
            string? font = null;
            foreach (Match token in FontOrText().Matches(objects.Content(page)))
            {
                if (token.Groups[1].Success)
                {
                    font = token.Groups[1].Value;
                    continue;
                }

                if (!fontsSeen.TryGetValue(font!, out var declared)) fontsSeen[font!] = declared = GlyphsWithRightWidth(objects, objects.Get(fonts, font!)!.Value);
                for (int i = 0; i < token.Groups[2].Length; i += 4)
                {
                    int glyph = Convert.ToInt32(token.Groups[2].Value.Substring(i, 4), 16);
                    Assert.NotEqual(0, glyph);
                    Assert.Contains(glyph, declared);
                }
            }
        }
    }

    // PDF/A wants the widths in the file to be those of the embedded font.
    private static HashSet<int> GlyphsWithRightWidth(PdfObjects objects, JsonElement font)
    {
        var descendant = objects.Resolve(objects.Items(font, "/DescendantFonts").Single());
        byte[] program = objects.Data(objects.Get(descendant, "/FontDescriptor")!.Value.GetProperty("/FontFile2").GetString()!);
        int head = Table("head"), metrics = Table("hmtx"), metricCount = U16(Table("hhea") + 34), unitsPerEm = U16(head + 18);
        var widths = objects.Items(descendant, "/W");
        var glyphs = new HashSet<int>();
        for (int i = 0; i < widths.Count; i += 2)
        {
            int glyph = widths[i].GetInt32();
            Assert.Equal(U16(metrics + (4 * Math.Min(glyph, metricCount - 1))) * 1000.0 / unitsPerEm, widths[i + 1].EnumerateArray().Single().GetDouble(), 0.01);
            glyphs.Add(glyph);
        }

        return glyphs;

        int U16(int offset) => BinaryPrimitives.ReadUInt16BigEndian(program.AsSpan(offset));
        int Table(string tag)
        {
            int record = Enumerable.Range(0, U16(4)).Select(index => 12 + (16 * index)).First(offset => Encoding.ASCII.GetString(program, offset, 4) == tag);
            return (int)BinaryPrimitives.ReadUInt32BigEndian(program.AsSpan(record + 8));
        }
    }

    private static Dictionary<(string Page, int Mark), string> ClaimedMarks(PdfObjects objects)
    {
        var claimed = new Dictionary<(string, int), string>();
        foreach (var (reference, element, _) in objects.Elements())
        {
            string? page = element.TryGetProperty("/Pg", out var pg) ? pg.GetString() : null;
            foreach (var kid in objects.Items(element, "/K"))
            {
                if (kid.ValueKind == JsonValueKind.Number) claimed.Add((page!, kid.GetInt32()), reference);
                else if (kid.ValueKind == JsonValueKind.Object && kid.TryGetProperty("/MCID", out var mark)) claimed.Add((kid.GetProperty("/Pg").GetString()!, mark.GetInt32()), reference);
            }
        }

        return claimed;
    }

    [GeneratedRegex(@"(/\w+)<</MCID (\d+)>>BDC")]
    private static partial Regex Mark();

    [GeneratedRegex(@"\b(BDC|BMC|EMC|Tj|f|S)\b(?=\s|$)", RegexOptions.Multiline)]
    private static partial Regex Operator();

    [GeneratedRegex(@"(/F\d+) [\d.]+ Tf|<([0-9A-F]*)>Tj")]
    private static partial Regex FontOrText();
}
