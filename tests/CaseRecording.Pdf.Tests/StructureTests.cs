using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CaseRecording.Pdf.Tests;

/// <summary>What screen readers and archives rely on, checked object by object.</summary>
public sealed partial class StructureTests(SampleFixture sample) : IClassFixture<SampleFixture>
{
    private PdfObjects Objects => sample.Pdf.Objects;

    [Fact]
    public void Write_Record_QpdfFindsNothingWrong() => Assert.Contains("No syntax or stream encoding errors", Tools.Run("qpdf", "--check", sample.Pdf.File), StringComparison.Ordinal);

    [Fact]
    public void Write_Record_IsTaggedAndTitled()
    {
        string info = Tools.Run("pdfinfo", sample.Pdf.File);

        Assert.Matches(@"Tagged:\s+yes", info);
        Assert.Matches(@"Title:\s+Record of Maya Ellis-Wójcik", info);
        Assert.Matches(@"Author:\s+Northbrook County Council", info);
        Assert.Matches(@"CreationDate:\s+.*14.*2026", info);
        Assert.True(Objects.Get(Objects.Catalog, "/ViewerPreferences")!.Value.GetProperty("/DisplayDocTitle").GetBoolean());
        Assert.True(Objects.Get(Objects.Catalog, "/MarkInfo")!.Value.GetProperty("/Marked").GetBoolean());
        Assert.Equal("u:en-GB", Objects.Name(Objects.Catalog, "/Lang"));
    }

    [Fact]
    public void Write_Record_EveryMarkBelongsToAnElementThatKnowsIt()
    {
        var tree = Objects.ParentTree();
        var claimed = ClaimedMarks();
        foreach (string page in Objects.Pages)
        {
            var dictionary = Objects.Resolve(page);
            Assert.Equal("/S", Objects.Name(dictionary, "/Tabs"));
            var parents = Objects.Resolve(tree[dictionary.GetProperty("/StructParents").GetInt32()]).EnumerateArray().Select(parent => parent.GetString()!).ToList();
            var marks = Mark().Matches(Objects.Content(page)).Select(match => (Tag: match.Groups[1].Value, Id: int.Parse(match.Groups[2].Value))).ToList();

            Assert.Equal(Enumerable.Range(0, parents.Count), marks.Select(mark => mark.Id));
            foreach (var (tag, id) in marks)
            {
                Assert.Equal(tag, Objects.Name(Objects.Resolve(parents[id]), "/S"));
                Assert.True(claimed.Remove((page, id), out string? owner), $"Mark {id} of page {page} is in no element.");
                Assert.Equal(parents[id], owner);
            }
        }

        Assert.Empty(claimed);
    }

    [Fact]
    public void Write_Record_NothingIsDrawnOutsideMarks()
    {
        foreach (string page in Objects.Pages)
        {
            int depth = 0;
            foreach (Match token in Operator().Matches(Objects.Content(page)))
            {
                if (token.Value is "BDC" or "BMC") depth++;
                else if (token.Value == "EMC") depth--;
                else Assert.True(depth > 0, $"{token.Value} outside marked content on page {page}");
                Assert.True(depth >= 0);
            }

            Assert.Equal(0, depth);
        }
    }

    [Fact]
    public void Write_Record_ElementsNestAsTheStandardAsks()
    {
        string[] allowed(string tag) => tag switch
        {
            "/Document" => ["/Sect", "/H1", "/P", "/Table"],
            "/Sect" => ["/Sect", "/H1", "/H2", "/H3", "/P", "/L", "/Table", "/BlockQuote", "/Div", "/TOC"],
            "/Table" => ["/TR", "/THead", "/TBody"],
            "/THead" or "/TBody" => ["/TR"],
            "/TR" => ["/TH", "/TD"],
            "/L" => ["/LI"],
            "/LI" => ["/Lbl", "/LBody"],
            "/BlockQuote" or "/Div" => ["/P"],
            "/P" => ["/Quote"],
            "/TOC" => ["/TOC", "/TOCI"],
            "/TOCI" => ["/Reference"],
            "/Reference" => ["/Link"],
            _ => [],
        };
        var seen = new HashSet<string>();
        foreach (var (_, element, parent) in Objects.Elements())
        {
            string tag = Objects.Name(element, "/S")!;
            seen.Add(tag);
            Assert.Equal(parent, element.GetProperty("/P").GetString());
            if (tag != "/Document") Assert.Contains(tag, allowed(Objects.Name(Objects.Resolve(parent), "/S")!));
        }

        Assert.Superset(new HashSet<string> { "/H1", "/H2", "/H3", "/P", "/Quote", "/BlockQuote", "/Div", "/L", "/Table", "/THead", "/TH", "/TD", "/TOC", "/Link" }, seen);
    }

    [Fact]
    public void Write_Record_HeaderCellsSayWhatTheyHead()
    {
        var headers = Objects.Elements().Where(item => Objects.Name(item.Element, "/S") == "/TH").ToList();

        Assert.All(headers, header => Assert.Contains(Objects.Name(Objects.Get(header.Element, "/A")!.Value, "/Scope"), (string?[])["/Row", "/Column"]));
        Assert.Equal(3, headers.Count(header => Objects.Name(Objects.Get(header.Element, "/A")!.Value, "/Scope") == "/Column"));
    }

    [Fact]
    public void Write_Record_LinksAreTaggedAndDescribed()
    {
        var tree = Objects.ParentTree();
        int links = 0;
        foreach (string page in Objects.Pages)
        {
            foreach (var annotation in Objects.Items(Objects.Resolve(page), "/Annots"))
            {
                links++;
                var link = Objects.Resolve(annotation);
                var element = Objects.Resolve(tree[link.GetProperty("/StructParent").GetInt32()]);
                Assert.Equal("/Link", Objects.Name(element, "/S"));
                Assert.Contains(Objects.Items(element, "/K"), kid => kid.ValueKind == JsonValueKind.Object && kid.TryGetProperty("/Obj", out var target) && target.GetString() == annotation.GetString());
                Assert.Matches(@"^u:.+, page \d+$", Objects.Name(link, "/Contents"));
            }
        }

        Assert.Equal(1 + 4 + (4 * 8), links);
    }

    [Fact]
    public void Write_Record_MetadataSayArchivalAndAccessible()
    {
        XNamespace pdfa = "http://www.aiim.org/pdfa/ns/id/", pdfua = "http://www.aiim.org/pdfua/ns/id/", dc = "http://purl.org/dc/elements/1.1/", xmp = "http://ns.adobe.com/xap/1.0/";
        var metadata = XDocument.Parse(Encoding.UTF8.GetString(Objects.Data(Objects.Catalog.GetProperty("/Metadata").GetString()!)).Trim());
        string value(XName name) => metadata.Descendants(name).Single().Value;

        Assert.Equal("2", value(pdfa + "part"));
        Assert.Equal("A", value(pdfa + "conformance"));
        Assert.Equal("1", value(pdfua + "part"));
        Assert.Equal("Record of Maya Ellis-Wójcik", value(dc + "title"));
        Assert.Equal("Northbrook County Council", value(dc + "creator"));
        Assert.Equal("2026-03-14T15:05:00Z", value(xmp + "CreateDate"));
        var intent = Objects.Resolve(Objects.Items(Objects.Catalog, "/OutputIntents").Single());
        Assert.Equal("/GTS_PDFA1", Objects.Name(intent, "/S"));
        byte[] profile = Objects.Data(intent.GetProperty("/DestOutputProfile").GetString()!);
        Assert.Equal("acsp"u8, profile.AsSpan(36, 4));
        Assert.Equal(profile.Length, (profile[0] << 24) | (profile[1] << 16) | (profile[2] << 8) | profile[3]);
    }

    [Fact]
    public void Write_Record_FontsAreEmbeddedSubsetsWithUnicode()
    {
        var fonts = Tools.Run("pdffonts", sample.Pdf.File).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];

        Assert.True(fonts.Length >= 5, string.Join('\n', fonts));
        Assert.All(fonts, font => Assert.Matches(@"^CASEF\w\+\S+\s+CID TrueType\s+Identity-H\s+yes\s+yes\s+yes ", font));
    }

    [Fact]
    public void Write_Record_TextUsesNoGlyphZeroAndDeclaredWidthsOnly()
    {
        var widths = new Dictionary<string, HashSet<int>>();
        foreach (string page in Objects.Pages)
        {
            var fonts = Objects.Get(Objects.Get(Objects.Resolve(page), "/Resources")!.Value, "/Font")!.Value;
            string? font = null;
            foreach (Match token in FontOrText().Matches(Objects.Content(page)))
            {
                if (token.Groups[1].Success)
                {
                    font = token.Groups[1].Value;
                    continue;
                }

                if (!widths.TryGetValue(font!, out var declared)) widths[font!] = declared = DeclaredGlyphs(Objects.Get(fonts, font!)!.Value);
                for (int i = 0; i < token.Groups[2].Length; i += 4)
                {
                    int glyph = Convert.ToInt32(token.Groups[2].Value.Substring(i, 4), 16);
                    Assert.NotEqual(0, glyph);
                    Assert.Contains(glyph, declared);
                }
            }
        }

        Assert.True(widths.Count >= 5);
    }

    private HashSet<int> DeclaredGlyphs(JsonElement font)
    {
        var descendant = Objects.Resolve(Objects.Items(font, "/DescendantFonts").Single());
        return [.. Objects.Items(descendant, "/W").Where(item => item.ValueKind == JsonValueKind.Number).Select(item => item.GetInt32())];
    }

    private Dictionary<(string Page, int Mark), string> ClaimedMarks()
    {
        var claimed = new Dictionary<(string, int), string>();
        foreach (var (reference, element, _) in Objects.Elements())
        {
            string? page = element.TryGetProperty("/Pg", out var pg) ? pg.GetString() : null;
            foreach (var kid in Objects.Items(element, "/K"))
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
