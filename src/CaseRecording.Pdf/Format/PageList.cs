using System.Globalization;
using System.Text;

namespace CaseRecording.Pdf.Format;

/// <summary>
/// The pages in their final order. Pages of the contents are drawn last and stand earlier, so a page's number and the
/// number of pages are known only at the end: each page has a second, tiny content stream for them, written then.
/// </summary>
internal sealed class PageList
{
    private const int PagesPerNode = 64;

    private readonly PdfFile _file;
    private readonly DocumentFonts _fonts;
    private readonly StructureTree _structure;
    private readonly int _root;
    private readonly List<Part> _parts = [new Part()];
    private Part _current;

    public PageList(PdfFile file, DocumentFonts fonts, StructureTree structure)
    {
        (_file, _fonts, _structure) = (file, fonts, structure);
        _root = file.Reserve();
        _current = _parts[0];
    }

    /// <summary>Pages that follow each other; the contents are a part, and so is what stands before and after them.</summary>
    internal sealed class Part
    {
        public List<(int Page, int Footer)> Pages { get; } = [];
        public List<(int Node, List<int> Pages)> Nodes { get; } = [];
        public int PlannedPages { get; set; }

        /// <summary>Reserved for the first page where others refer to it before it is drawn; else 0.</summary>
        public int FirstPage { get; init; }
    }

    /// <summary>A page, before its number is known.</summary>
    internal readonly record struct Place(int PageId, Part Part, int Index);

    /// <summary>Pages finished so far, wherever they will stand.</summary>
    public int Count => _parts.Sum(part => part.Pages.Count);

    /// <summary>Leaves a gap after the last page, to be filled when the rest is written.</summary>
    public Part LeaveGap()
    {
        var gap = new Part { FirstPage = _file.Reserve() };
        _current = new Part();
        _parts.Add(gap);
        _parts.Add(_current);
        return gap;
    }

    /// <summary>The pages that follow belong into the gap.</summary>
    public void Fill(Part gap) => _current = gap;

    public PageCanvas Begin()
    {
        int page = _current.Pages.Count == 0 && _current.FirstPage != 0 ? _current.FirstPage : _file.Reserve();
        return new PageCanvas(_file, _fonts, _structure, page);
    }

    public Place PlaceOf(PageCanvas canvas) => new(canvas.PageId, _current, _current.Pages.Count);

    public void End(PageCanvas canvas)
    {
        var nodes = _current.Nodes;
        if (nodes.Count == 0 || nodes[^1].Pages.Count == PagesPerNode) nodes.Add((_file.Reserve(), []));
        nodes[^1].Pages.Add(canvas.PageId);
        int footer = _file.Reserve();
        _current.Pages.Add((canvas.PageId, footer));
        _file.WriteObject(canvas.PageId, $"<</Type/Page/Parent {nodes[^1].Node} 0 R/MediaBox[0 0 {PdfSyntax.Number(PageCanvas.Width)} {PdfSyntax.Number(PageCanvas.Height)}]/Resources<</Font {_fonts.Resource} 0 R>>{canvas.Finish(footer)}>>");
    }

    /// <summary>The number printed on a page, once the gap before it is filled or its size planned.</summary>
    public int NumberOf(Place place) =>
        _parts.TakeWhile(part => part != place.Part).Sum(part => Math.Max(part.PlannedPages, part.Pages.Count)) + place.Index + 1;

    /// <summary>Writes footers and page tree and returns the object to name in the catalogue.</summary>
    /// <param name="drawFooter">Draws on the canvas, given the page's number and the number of pages.</param>
    public int Finish(Action<PageCanvas, int, int> drawFooter)
    {
        int number = 0, total = Count;
        foreach (var (page, footer) in _parts.SelectMany(part => part.Pages))
        {
            var canvas = new PageCanvas(_file, _fonts, _structure, page);
            drawFooter(canvas, ++number, total);
            _file.WriteStream(footer, "", Encoding.Latin1.GetBytes(canvas.TakeContent()), compress: false);
        }

        var nodes = _parts.SelectMany(part => part.Nodes).ToList();
        foreach (var (node, pages) in nodes)
            _file.WriteObject(node, string.Create(CultureInfo.InvariantCulture, $"<</Type/Pages/Parent {_root} 0 R/Count {pages.Count}/Kids[{PdfSyntax.References(pages)}]>>"));
        _file.WriteObject(_root, string.Create(CultureInfo.InvariantCulture, $"<</Type/Pages/Count {total}/Kids[{PdfSyntax.References(nodes.Select(node => node.Node))}]>>"));
        return _root;
    }
}
