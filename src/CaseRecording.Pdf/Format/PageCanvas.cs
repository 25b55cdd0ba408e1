using System.Globalization;
using System.Text;
using CaseRecording.Pdf.Typography;

namespace CaseRecording.Pdf.Format;

/// <summary>A colour as the operands of PDF's colour operators.</summary>
internal readonly record struct Colour(string Operands)
{
    public static Colour Rgb(int rgb) =>
        new($"{PdfSyntax.Number((rgb >> 16) / 255.0)} {PdfSyntax.Number(((rgb >> 8) & 255) / 255.0)} {PdfSyntax.Number((rgb & 255) / 255.0)}");
}

/// <summary>What a mark that is no part of the text is for.</summary>
internal enum Artifact
{
    Decoration,
    Header,
    Footer,
    Stamp,
}

/// <summary>
/// The content of one page. Everything drawn either belongs to a structure element or is an artifact, which a screen
/// reader passes over. Measures are points from the page's top left corner.
/// </summary>
internal sealed class PageCanvas(PdfFile file, DocumentFonts fonts, StructureTree structure, int pageId)
{
    public const double Width = 595.28, Height = 841.89;

    private readonly StringBuilder _content = new();
    private readonly StringBuilder _glyphs = new();
    private readonly List<int> _elements = [];
    private readonly List<int> _links = [];
    private StructureElement? _element;
    private Artifact? _artifact;
    private (int Font, double Size) _font = (-1, 0);
    private Colour _colour;

    public int PageId => pageId;

    /// <summary>What follows belongs to the element.</summary>
    public void Tag(StructureElement element)
    {
        if (_element == element) return;
        EndMark();
        _element = element;
        element.AddContent(pageId, _elements.Count);
        _content.Append('/').Append(element.Tag).Append("<</MCID ").Append(_elements.Count).Append(">>BDC\n");
        _elements.Add(element.Id);
    }

    /// <summary>What follows is no part of the text.</summary>
    public void Tag(Artifact artifact)
    {
        if (_artifact == artifact) return;
        EndMark();
        _artifact = artifact;
        _content.Append(artifact switch
        {
            Artifact.Header => "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
            Artifact.Footer => "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
            Artifact.Stamp => "/Artifact<</Type/Pagination/Subtype/Watermark>>BDC\n",
            _ => "/Artifact<</Type/Layout>>BDC\n",
        });
    }

    /// <summary>Draws runs beside each other, from the left or from the right.</summary>
    /// <param name="runs">In the order they are read.</param>
    /// <param name="x">Where the first run begins: its left edge, or its right edge when it is read from the right.</param>
    /// <param name="baseline">Distance of the baseline from the page's top.</param>
    /// <param name="size">Font size.</param>
    /// <param name="colour">Colour.</param>
    /// <param name="rightToLeft">Whether each run stands left of the one before.</param>
    public void Text(IEnumerable<GlyphRun> runs, double x, double baseline, double size, Colour colour, bool rightToLeft)
    {
        foreach (var run in runs)
        {
            double width = run.Width * size;
            if (rightToLeft) x -= width;
            Text(run, x, baseline, size, colour);
            if (!rightToLeft) x += width;
        }
    }

    /// <summary>A filled rectangle: always decoration.</summary>
    public void Rectangle(double x, double y, double width, double height, Colour colour)
    {
        if (_artifact == null) Tag(Artifact.Decoration);
        SetColour(colour);
        _content.AppendNumber(x).Append(' ').AppendNumber(Height - y - height).Append(' ')
            .AppendNumber(width).Append(' ').AppendNumber(height).Append(" re f\n");
    }

    /// <summary>A line of small dots that leads the eye.</summary>
    public void Dots(double x, double y, double width, Colour colour)
    {
        Tag(Artifact.Decoration);
        _content.Append(colour.Operands).Append(" RG 0.7 w[0.7 3]0 d ").AppendNumber(x).Append(' ').AppendNumber(Height - y).Append(" m ")
            .AppendNumber(x + width).Append(' ').AppendNumber(Height - y).Append(" l S\n");
    }

    /// <summary>A link to another place of the document, over the area given.</summary>
    public void Link(StructureElement element, string destination, string description, double x, double y, double width, double height)
    {
        int id = file.Reserve();
        _links.Add(id);
        element.AddLink(pageId, id);
        file.WriteObject(id, string.Create(CultureInfo.InvariantCulture,
            $"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[{PdfSyntax.Number(x)} {PdfSyntax.Number(Height - y - height)} {PdfSyntax.Number(x + width)} {PdfSyntax.Number(Height - y)}]/Dest{destination}/StructParent {structure.AddLink(element)}/Contents{PdfSyntax.Text(description)}>>"));
    }

    /// <summary>Writes the page's content and returns the entries of the page object that tell of it.</summary>
    /// <param name="footer">A content stream that is written later, when the number of pages is known.</param>
    public string Finish(int footer)
    {
        int content = file.AddStream("", Encoding.Latin1.GetBytes(TakeContent()));
        string links = _links.Count == 0 ? "" : $"/Annots[{PdfSyntax.References(_links)}]";
        return $"/Contents[{content} 0 R {footer} 0 R]/StructParents {structure.AddPage(_elements)}/Tabs/S{links}";
    }

    public string TakeContent()
    {
        EndMark();
        return _content.ToString();
    }

    private void Text(GlyphRun run, double x, double baseline, double size, Colour colour)
    {
        _glyphs.Clear();
        bool faithful = fonts.Encode(run.Font, run.Text, _glyphs);
        string? actual = run.Logical ?? (faithful ? null : string.Concat(run.Text.EnumerateRunes().Select(rune => DocumentFonts.Reading(rune.Value))));
        if (actual != null) _content.Append("/Span<</ActualText").Append(PdfSyntax.Text(actual)).Append(">>BDC\n");
        SetColour(colour);
        _content.Append("BT\n");
        SetFont(run.Font, size);
        _content.Append("1 0 0 1 ").AppendNumber(x + (run.Shift * size)).Append(' ').AppendNumber(Height - baseline).Append(" Tm<").Append(_glyphs).Append(">Tj\nET\n");
        if (actual != null) _content.Append("EMC\n");
    }

    private void EndMark()
    {
        if (_element != null || _artifact != null) _content.Append("EMC\n");
        (_element, _artifact) = (null, null);
    }

    private void SetFont(int font, double size)
    {
        if (_font == (font, size)) return;
        _font = (font, size);
        _content.Append("/F").Append(font).Append(' ').AppendNumber(size).Append(" Tf\n");
    }

    private void SetColour(Colour colour)
    {
        if (_colour == colour) return;
        _colour = colour;
        _content.Append(colour.Operands).Append(" rg\n");
    }
}
