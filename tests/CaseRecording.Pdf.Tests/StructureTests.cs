using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace CaseRecording.Pdf.Tests;

/// <summary>What screen readers and archives rely on, checked object by object.</summary>
public sealed class StructureTests(SampleFixture sample) : IClassFixture<SampleFixture>
{
    private PdfObjects Objects => sample.Pdf.Objects;

    [Fact]
    public void Write_Record_IsWellFormed() => StructureRules.AssertAll(sample.Pdf);

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
    public void Write_Record_UsesEveryKindOfElement()
    {
        string[] kinds = ["Document", "Sect", "H1", "H2", "H3", "P", "Quote", "BlockQuote", "Div", "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD", "TOC", "TOCI", "Reference", "Link"];

        Assert.Equal(kinds.Order(), Objects.Elements().Select(item => Objects.Name(item.Element, "/S")![1..]).Distinct().Order());
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
}
