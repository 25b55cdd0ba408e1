using System.Text.RegularExpressions;

namespace CaseRecording.Pdf.Tests;

/// <summary>What stands on which page.</summary>
public sealed partial class LayoutTests(SampleFixture sample) : IClassFixture<SampleFixture>
{
    private const string Filler = "Nothing of note.";

    private static readonly PdfOptions Plain = new() { Title = "T", Author = "A", CreatedUtc = default };

    [Fact]
    public void Write_Record_EveryPageHasNumberHeaderAndStamp()
    {
        for (int page = 1; page <= sample.Pdf.PageCount; page++)
        {
            string text = sample.Pdf.Page(page);
            Assert.Contains($"Page {page} of {sample.Pdf.PageCount}", text, StringComparison.Ordinal);
            // The cover says it as text too, for screen readers.
            Assert.Equal(page == 1 ? 2 : 1, Regex.Count(text, SampleRecord.Stamp));
            Assert.Equal(page > 1, text.Contains("access request 2026-014", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Write_WithoutStamp_HasNone()
    {
        using var pdf = PdfUnderTest.Write(document => SampleRecord.Write(document, years: 1, entriesPerYear: 1), SampleRecord.Options with { Stamp = null });

        Assert.DoesNotContain("release", pdf.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Write_Stamp_IsReadAloudOnceOnTheCover()
    {
        var spoken = new TaggedText(sample.Pdf.Objects).Elements().Where(item => item.Tag == "P" && item.Text.Contains(SampleRecord.Stamp, StringComparison.Ordinal));

        Assert.Single(spoken);
    }

    [Fact]
    public void Contents_OverSeveralPages_NameThePageOfEachHeading()
    {
        using var pdf = PdfUnderTest.Write(document =>
        {
            document.Cover(new PdfCover("Title", "Subtitle"));
            document.Contents();
            for (int i = 0; i < 150; i++)
            {
                document.Heading(1 + (i % 3), $"Chapter {i:D3} of the story, with a title that is long enough to need a second line in the contents when it is indented far");
                for (int j = 0; j < i % 7; j++) document.Paragraph(Filler);
            }

            document.Heading(1, "Chapter 150 is hidden", bookmark: true, contents: false);
        });

        string contents = Tools.PdfToText(pdf.File, "-raw", "-f", "2", "-l", "9");
        var entries = Entry().Matches(contents[..contents.IndexOf("Page 9 of", StringComparison.Ordinal)]);
        Assert.Equal(150, entries.Count);
        Assert.DoesNotContain("Chapter 150", contents, StringComparison.Ordinal);
        foreach (Match entry in entries) Assert.Contains($"Chapter {entry.Groups[1].Value} of", pdf.Page(int.Parse(entry.Groups[2].Value)), StringComparison.Ordinal);
        StructureRules.AssertAll(pdf);
    }

    [Fact]
    public void Contents_Links_LeadToTheHeading()
    {
        var objects = sample.Pdf.Objects;
        var pages = objects.Pages;
        foreach (var annotation in objects.Items(objects.Resolve(pages[1]), "/Annots").Select(objects.Resolve))
        {
            var description = Regex.Match(objects.Name(annotation, "/Contents")!, @"^u:(.+), page (\d+)$");
            int page = 1 + pages.IndexOf(annotation.GetProperty("/Dest")[0].GetString()!);

            Assert.Equal(description.Groups[2].Value, $"{page}");
            Assert.Contains(description.Groups[1].Value, sample.Pdf.Page(page), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Heading_Bookmarks_FormATree()
    {
        using var pdf = PdfUnderTest.Write(document =>
        {
            document.Heading(1, "One");
            document.Heading(2, "One A");
            document.Heading(3, "One A i");
            document.Heading(3, "One A ii");
            document.Heading(2, "One B", bookmark: false);
            document.Heading(3, "One B i");
            document.Contents();
            document.Heading(1, "Two", bookmark: false);
            document.Heading(2, "Two A");
            document.PageBreak();
            document.Heading(1, "Three");
            document.Heading(2, "Three Ż");
        });

        var objects = pdf.Objects;
        var found = new List<string>();
        Walk(objects.Catalog.GetProperty("/Outlines").GetString()!, "");

        Assert.Equal(["One 1", "-One A 1", "--One A i 1", "--One A ii 1", "--One B i 1", "Contents 2", "-Two A 3", "Three 4", "-Three Ż 4"], found);

        void Walk(string parent, string indent)
        {
            string? previous = null;
            string? next = objects.Resolve(parent).TryGetProperty("/First", out var first) ? first.GetString() : null;
            while (next != null)
            {
                var node = objects.Resolve(next);
                Assert.Equal(parent, node.GetProperty("/Parent").GetString());
                Assert.Equal(previous, node.TryGetProperty("/Prev", out var before) ? before.GetString() : null);
                int page = 1 + objects.Pages.IndexOf(node.GetProperty("/Dest")[0].GetString()!);
                found.Add($"{indent}{node.GetProperty("/Title").GetString()![2..]} {page}");
                Walk(next, indent + "-");
                (previous, next) = (next, node.TryGetProperty("/Next", out var after) ? after.GetString() : null);
            }

            Assert.Equal(previous, objects.Resolve(parent).TryGetProperty("/Last", out var last) ? last.GetString() : null);
        }
    }

    [Theory]
    [InlineData("paragraph")]
    [InlineData("table")]
    [InlineData("tall table")]
    [InlineData("facts")]
    [InlineData("quotation")]
    [InlineData("list")]
    public void Heading_NearTheFootOfThePage_StaysWithWhatFollows(string kind)
    {
        for (int lines = 14; lines < 34; lines++)
        {
            using var pdf = PdfUnderTest.Write(document =>
            {
                for (int i = 0; i < lines; i++) document.Paragraph(Filler);
                document.Heading(1, "Big title");
                document.Heading(2, "Small title");
                document.Paragraph("Markers", keepWithNext: true);
                if (kind == "paragraph") document.Paragraph("Follows at once.");
                else if (kind == "table") document.Table([new("Follows at")], [["once."]]);
                else if (kind == "tall table") document.Table([new("Follows at")], [["once.\nand\nmore\nof\nit"]]);
                else if (kind == "facts") document.KeyValueTable([new("Follows at", "once."), new("And", "so on")]);
                else if (kind == "quotation") document.Quotation("Follows at", "once.");
                else document.List(["Follows at once."]);
            }, Plain);

            var page = Enumerable.Range(1, pdf.PageCount).Select(pdf.Page).Single(text => text.Contains("Follows at", StringComparison.Ordinal));
            foreach (string text in (string[])["Big title", "Small title", "Markers", "once."]) Assert.Contains(text, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Paragraph_OverAPageBreak_LeavesNoSingleLine()
    {
        using var pdf = PdfUnderTest.Write(document =>
        {
            for (int i = 0; i < 120; i++) document.Paragraph(string.Join(' ', Enumerable.Range(0, 30 + (i * 7 % 60)).Select(_ => $"paragraph{i:D3}")));
        }, Plain);

        int parted = 0;
        var lines = Enumerable.Range(1, pdf.PageCount).Select(page => pdf.Page(page).Split('\n')).ToList();
        for (int i = 0; i < 120; i++)
        {
            var counts = lines.Select(page => page.Count(line => line.Contains($"paragraph{i:D3}", StringComparison.Ordinal))).Where(count => count > 0).ToList();
            if (counts.Count == 1) continue;
            parted++;
            Assert.All(counts, count => Assert.True(count >= 2, $"Paragraph {i} has a page with {count} line."));
        }

        Assert.True(parted >= 5, $"Only {parted} paragraphs went over a page break; the test proves nothing.");
    }

    [Fact]
    public void Table_OverPages_RepeatsItsHeadForTheEyeAndKeepsRowsTogether()
    {
        using var pdf = PdfUnderTest.Write(document =>
        {
            document.Heading(1, "Long table");
            document.Table([new("Number"), new("What was said", 4)], Enumerable.Range(0, 100).Select(i =>
                (IReadOnlyList<PdfText>)[$"row{i:D3}", string.Join(' ', Enumerable.Repeat($"said{i:D3}", 10 + (i % 25)))]));
        }, Plain);

        var pages = Enumerable.Range(1, pdf.PageCount).Select(pdf.Page).ToList();
        Assert.True(pages.Count >= 4);
        Assert.All(pages, page => Assert.Contains("What was said", page, StringComparison.Ordinal));
        for (int i = 0; i < 100; i++) Assert.Contains($"row{i:D3}", Assert.Single(pages, page => page.Contains($"said{i:D3}", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(2, new TaggedText(pdf.Objects).Elements().Count(item => item.Tag == "TH"));
        StructureRules.AssertAll(pdf);
    }

    [Fact]
    public void Table_RowTallerThanAPage_GoesOnOverThePages()
    {
        string tall = string.Join(' ', Enumerable.Range(0, 1500).Select(i => $"w{i:D4}"));
        using var pdf = PdfUnderTest.Write(document => document.Table([new("Short"), new("Tall", 2)], [["one", tall], ["two", "end"]]), Plain);

        var cells = new TaggedText(pdf.Objects).Elements().Where(item => item.Tag == "TD").Select(item => item.Text).ToList();

        Assert.Equal(["one", tall, "two", "end"], cells);
        Assert.InRange(pdf.PageCount, 3, 7);
        StructureRules.AssertAll(pdf);
    }

    [Fact]
    public void Quotation_TallerThanAPage_GoesOnOverThePages()
    {
        string tall = string.Join(' ', Enumerable.Range(0, 2000).Select(i => $"w{i:D4}"));
        using var pdf = PdfUnderTest.Write(document => document.Quotation("Her own words", tall), Plain);

        Assert.Contains(("BlockQuote", "Her own words" + tall), new TaggedText(pdf.Objects).Elements());
        Assert.InRange(pdf.PageCount, 3, 6);
        StructureRules.AssertAll(pdf);
    }

    [Fact]
    public void Paragraph_TypedLines_StayLinesWithAtMostOneEmptyBetween()
    {
        using var pdf = PdfUnderTest.Write(document =>
        {
            document.Paragraph("\n\n one\ntwo\n\nthree\r\n" + new string('\n', 5_000) + " four\n\n\n");
            document.Paragraph("five");
        }, Plain);

        Assert.Equal(1, pdf.PageCount);
        Assert.Matches(@"^\s*one\n\s*two\n\n\s*three\n\n\s*four\n\n?\s*five\n", pdf.Page(1));
        Assert.Equal(["one two three four", "five"], new TaggedText(pdf.Objects).Elements().Where(item => item.Tag == "P").Select(item => item.Text.Trim()));
    }

    [Fact]
    public void Write_HeaderOrStampTooLong_IsCutShortOnOneLine()
    {
        string endless = string.Join(' ', Enumerable.Repeat("endless", 60));
        using var pdf = PdfUnderTest.Write(document => document.Paragraph("Body"), Plain with { Header = endless, Stamp = endless });

        Assert.Contains("…", pdf.Text, StringComparison.Ordinal);
        Assert.InRange(Regex.Count(pdf.Text, "endless"), 5, 30);
        StructureRules.AssertAll(pdf);
    }

    [GeneratedRegex(@"Chapter (\d{3}) of.*?far (\d+)$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Entry();
}
