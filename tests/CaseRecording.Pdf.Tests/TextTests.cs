using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CaseRecording.Pdf.Tests;

/// <summary>Every word is there, once, in order, for the eye, for copying and for screen readers.</summary>
public sealed partial class TextTests
{
    [Fact]
    public void Write_ManyBlocks_TextIsCompleteAndInOrder()
    {
        int next = 0;
        string words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => $"w{next++:D5}"));

        using var pdf = PdfUnderTest.Write(document =>
        {
            document.Heading(1, words(2));
            for (int i = 0; i < 60; i++)
            {
                document.Heading(2, words(4), bookmark: false);
                document.Paragraph([words(20), new(words(7), PdfRunStyle.Quote), words(3) + "\n" + words(30), new(words(2), PdfRunStyle.RedLabel)]);
                document.List([words(1), words(40)]);
                document.Quotation(words(2), words(35));
                document.KeyValueTable([new(words(1), words(2)), new(words(1), words(1))]);
                document.Aside(words(1), [new(words(3), PdfRunStyle.Bold), new(words(3), PdfRunStyle.Quiet)]);
            }
        });

        string[] expected = [.. Enumerable.Range(0, next).Select(i => $"w{i:D5}")];
        Assert.Equal(expected, Word().Matches(pdf.Text).Select(match => match.Value));
        string read = string.Join(' ', new TaggedText(pdf.Objects).Elements().Where(item => item.Tag is "H1" or "H2" or "P" or "LBody" or "TH" or "TD").Select(item => item.Text));
        Assert.Equal(expected, Word().Matches(read).Select(match => match.Value));
        Assert.True(pdf.PageCount > 15);
        StructureRules.AssertAll(pdf);
    }

    [Fact]
    public void Paragraph_OverSeveralLines_IsReadWithSpacesBetweenWords()
    {
        const string First = "Maya opened the door herself and showed me the shelf she had painted, which took two days because the cat walked on it, twice. She said ";
        const string Quoted = "it is the best shelf in the whole street and nobody else has one like it";
        using var pdf = PdfUnderTest.Write(document => document.Paragraph([First, new(Quoted, PdfRunStyle.Quote), ", and laughed.\nThen we had tea."]));

        var elements = new TaggedText(pdf.Objects).Elements().ToList();

        Assert.Equal(First + "“" + Quoted + "”, and laughed. Then we had tea.", elements.Single(item => item.Tag == "P").Text);
        Assert.Equal("“" + Quoted + "”", elements.Single(item => item.Tag == "Quote").Text);
    }

    [Theory]
    [InlineData("Łukasz Wójcik-Żółkiewski: zażółć gęślą jaźń")]
    [InlineData("Siân Llŷr ap Gwŷn, Tŷ Gwyn, ẁ Ẃ ẅ ŷ Ŵ")]
    [InlineData("Nguyễn Thị Ánh đã đến thăm nhà")]
    [InlineData("Νίκος Παπαδόπουλος")]
    [InlineData("Олександра Шевченко, Ђорђе")]
    [InlineData("Ağaoğlu Çelik İstanbul ığdır, Șerban Țuțea, příliš žluťoučký kůň")]
    [InlineData("王小明很高兴 こんにちは")]
    [InlineData("Tick ✓ ☐ ☑ ☒ → ← ♥ 😀 🎉 ½ £20 €5 38.5°C ≤ ≥")]
    [InlineData("שלום עולם")]
    [InlineData("قالت مايا شكرا")]
    [InlineData("ٹیلی فون پر بات ہوئی")]
    public void Paragraph_AnyScript_ComesBackTheSame(string text)
    {
        using var pdf = PdfUnderTest.Write(document => document.Paragraph(["Before ", text, " after ", new(text, PdfRunStyle.Bold), " end"]), new() { Title = "T", Author = "A", CreatedUtc = default });

        Assert.Empty(pdf.Missing);
        // pdftotext guesses the direction of a line from its letters; the words are what matters here.
        string copied = WithoutDirectionMarks(Tools.PdfToText(pdf.File, "-layout"));
        Assert.Equal(2, Regex.Count(Spaces().Replace(copied, " "), Regex.Escape(text)));
        Assert.Equal($"Before {text} after {text} end", new TaggedText(pdf.Objects).Elements().Single(item => item.Tag == "P").Text);
        StructureRules.AssertAll(pdf);
    }

    [Theory]
    [InlineData("السلام عليكم، لا إله إلا الله")]
    [InlineData("قالت الأم إن Siân زارتهم (منذ 14 مارس 2026) في البيت 3 مرات.")]
    [InlineData("שלום, הילדה אמרה \"אני אוהבת\" (מאוד) ב-London.")]
    [InlineData("אבא [1] ו-(2)")]
    public void Paragraph_ReadsFromTheRight_ScreenReaderGetsItInOrder(string text)
    {
        using var pdf = PdfUnderTest.Write(document => document.Paragraph(text));

        Assert.Equal(text, new TaggedText(pdf.Objects).Elements().Single(item => item.Tag == "P").Text);
        StructureRules.AssertAll(pdf);
    }

    [Theory]
    [InlineData("தமிழ்", "[?U+0BA4][?U+0BAE][?U+0BBF][?U+0BB4][?U+0BCD]")]
    [InlineData("\uE123", "[?U+E123]")]
    [InlineData("\U000F0001", "[?U+F0001]")]
    [InlineData("\uFFFF", "[?U+FFFF]")]
    public void Paragraph_CharacterWithoutGlyph_ShowsMarkerAndIsListed(string text, string shown)
    {
        using var pdf = PdfUnderTest.Write(document => document.Paragraph("a " + text + " b"));

        Assert.Contains($"a {shown} b", pdf.Text, StringComparison.Ordinal);
        Assert.Equal(Regex.Matches(shown, @"U\+[0-9A-F]+").Select(match => match.Value).Order(StringComparer.Ordinal), pdf.Missing.Select(missing => missing.Code).Order(StringComparer.Ordinal));
        StructureRules.AssertAll(pdf);
    }

    [Fact]
    public void Paragraph_HalfASurrogatePair_ShowsMarkerAndIsListed()
    {
        using var pdf = PdfUnderTest.Write(document => document.Paragraph("\uDE00 lone \uD83D here, whole \uD83D\uDE00, \uFFFE end \uD83D"));

        Assert.Contains("[?U+DE00] lone [?U+D83D] here, whole 😀, [?U+FFFE] end [?U+D83D]", pdf.Text, StringComparison.Ordinal);
        Assert.Equal([new(0xD83D, 2), new(0xDE00, 1), new(0xFFFE, 1)], pdf.Missing);
        StructureRules.AssertAll(pdf);
    }

    [Fact]
    public void Paragraph_SameMissingCharacterTwice_IsCounted()
    {
        using var pdf = PdfUnderTest.Write(document => document.Paragraph("த and த"));

        Assert.Equal([new MissingCharacter(0x0BA4, 2)], pdf.Missing);
    }

    [Theory]
    [InlineData("()\\(\\)<>[]{}/%&#'\"")]
    [InlineData("endobj stream endstream >> ET EMC")]
    [InlineData("<script>alert(1)</script> </rdf:li>")]
    public void Write_HostileText_IsText(string text)
    {
        var options = new PdfOptions { Title = text, Author = text, CreatedUtc = default, Header = text, Stamp = text };
        using var pdf = PdfUnderTest.Write(document =>
        {
            document.Cover(new PdfCover(text, text) { Organisation = text, Details = [new(text, text)], Note = text });
            document.Contents(text);
            document.Heading(1, text);
            document.Paragraph(text);
            document.Quotation(text, text);
            document.Table([new(text)], [[text]]);
        }, options);

        Assert.True(Regex.Count(pdf.Text, Regex.Escape(text)) >= 16, pdf.Text);
        Assert.Contains(text, Tools.Run("pdfinfo", pdf.File), StringComparison.Ordinal);
        StructureRules.AssertAll(pdf);
    }

    [Theory]
    [InlineData("a\tb\r\nc\vd\u2028e", "a b c d e")]
    [InlineData("nul\0 bell\a esc\u001B del\u007F c1\u0081 bom\uFEFF shy\u00AD zwj\u200D rlo\u202E", "nul bell esc del c1 bom shy zwj rlo")]
    [InlineData("\uF0B7 pasted bullet \uF0FC", "• pasted bullet ✓")]
    [InlineData("𝓗𝓮𝓵𝓵𝓸 ﬁne e\u0301", "Hello ﬁne é")]
    public void Paragraph_ControlsAndFancyLetters_BecomePlain(string text, string shown)
    {
        using var pdf = PdfUnderTest.Write(document => document.Paragraph(text));

        Assert.Contains(shown, pdf.Text, StringComparison.Ordinal);
        Assert.Empty(pdf.Missing);
        StructureRules.AssertAll(pdf);
    }

    [Fact]
    public void Write_NothingButEmptiness_IsAWellFormedPage()
    {
        using var pdf = PdfUnderTest.Write(document =>
        {
            document.Heading(1, " \u0001 ");
            document.Paragraph("");
            document.Paragraph("  \n \u200B ");
            document.Paragraph([]);
            document.List([]);
            document.List(["", " "]);
            document.Quotation("Nobody’s words", "");
            document.KeyValueTable([]);
            document.KeyValueTable([new("", "")]);
            document.Table([new("Head")], []);
        });

        Assert.Equal(1, pdf.PageCount);
        Assert.DoesNotContain("Nobody", pdf.Text, StringComparison.Ordinal);
        StructureRules.AssertAll(pdf);
    }

    [Fact]
    public void Write_NoBlockAtAll_IsOneEmptyPage()
    {
        using var pdf = PdfUnderTest.Write(_ => { });

        Assert.Contains("Page 1 of 1", pdf.Text, StringComparison.Ordinal);
        StructureRules.AssertAll(pdf);
    }

    [Fact]
    public void Write_RandomCodeUnits_NeverBreaksTheFile()
    {
        var random = new Random(20260314);
        using var pdf = PdfUnderTest.Write(document =>
        {
            document.Heading(1, Noise(random));
            for (int i = 0; i < 300; i++)
            {
                document.Paragraph([Noise(random), new(Noise(random), (PdfRunStyle)random.Next(8)), Noise(random)]);
                if (i % 20 == 0) document.Heading(2, Noise(random));
                if (i % 30 == 0) document.Table([new(Noise(random)), new("", 0.3)], [[Noise(random), Noise(random)]]);
            }
        });

        StructureRules.AssertAll(pdf);
    }

    [Fact]
    public void Paragraph_WordLongerThanTheLine_IsCutAndLosesNothing()
    {
        string word = string.Concat(Enumerable.Range(0, 2000).Select(i => (char)('a' + (i % 26))));
        using var pdf = PdfUnderTest.Write(document => document.Paragraph(word));

        Assert.Contains(word, pdf.Text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_EndlessTexts_KeepWithinTheLimitsOfTheFormat()
    {
        string endless = string.Join(' ', Enumerable.Repeat("endless 😀", 3_000)), marks = "a" + new string('\u0323', 20_000) + "b";
        var options = new PdfOptions { Title = endless, Author = endless, CreatedUtc = default, Header = endless, Stamp = endless };
        using var pdf = PdfUnderTest.Write(document =>
        {
            document.Contents(endless);
            document.Heading(1, endless);
            document.Paragraph(marks);
            document.Table([new(endless)], [[endless]]);
            document.KeyValueTable([new(endless, "value")]);
        }, options);

        Assert.Equal([endless, endless, endless, endless], new TaggedText(pdf.Objects).Elements().Where(item => item.Tag is "H1" or "TH" or "TD" && item.Text.Length > 400).Select(item => item.Text));
        Assert.All(pdf.Objects.Pages, page => Assert.DoesNotMatch("<[0-9A-F]{32767}", pdf.Objects.Content(page)));
        Assert.All(pdf.Objects.References, reference => Assert.InRange(LongestString(pdf.Objects.Resolve(reference)), 0, 16_000));
        StructureRules.AssertAll(pdf);
    }

    private static int LongestString(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Length,
        JsonValueKind.Array => value.EnumerateArray().Select(LongestString).DefaultIfEmpty().Max(),
        JsonValueKind.Object => value.EnumerateObject().Select(item => LongestString(item.Value)).DefaultIfEmpty().Max(),
        _ => 0,
    };

    // From plain letters to anything at all, most of it from blocks that have surprises.
    private static string Noise(Random random)
    {
        (int First, int Last)[] blocks = [(0, 0x7F), (0x20, 0x7E), (0x80, 0x24F), (0x300, 0x36F), (0x590, 0x6FF), (0xD800, 0xDFFF), (0x2000, 0x206F), (0x4E00, 0x4EFF), (0xFB00, 0xFFFF), (0, 0xFFFF)];
        var text = new StringBuilder();
        int length = random.Next(120);
        while (text.Length < length)
        {
            var (first, last) = blocks[random.Next(blocks.Length)];
            for (int i = random.Next(12); i >= 0; i--) text.Append((char)random.Next(first, last + 1));
        }

        return text.ToString();
    }

    private static string WithoutDirectionMarks(string text) => string.Concat(text.Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format)).Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"w\d{5}")]
    private static partial Regex Word();
}
