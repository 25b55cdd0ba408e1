using CaseRecording.Pdf.Format;
using CaseRecording.Pdf.Layout;
using CaseRecording.Pdf.Typography;

namespace CaseRecording.Pdf;

/// <summary>
/// Writes a PDF from its first page to its last onto a stream, keeping only the page at hand: A4, tagged for screen
/// readers (PDF/UA-1), made to last (PDF/A-2a), with embedded fonts. Not for use by several threads at once.
/// The file is whole only after <see cref="Complete"/>.
/// </summary>
public sealed class PdfDocument : IDisposable
{
    private readonly PdfOptions _options;
    private readonly IProgress<int>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly TextCleaner _cleaner = new();
    private readonly PdfFile _file;
    private readonly DocumentFonts _fonts;
    private readonly StructureTree _structure;
    private readonly Outline _outline;
    private readonly PageList _pages;
    private readonly Flow _flow;
    private readonly Composer _composer;
    private readonly PageFrame _frame;
    private ContentsPages? _contents;
    private int _level;
    private bool _completed;

    /// <summary>Begins a document.</summary>
    /// <param name="output">Written forwards only; stays open. Should be buffered.</param>
    /// <param name="options">What the document says about itself.</param>
    /// <param name="progress">Told the number of pages written after each page.</param>
    /// <param name="cancellationToken">Looked at before each block and after each page.</param>
    public PdfDocument(Stream output, PdfOptions options, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        _options = options with { Title = TextCleaner.Shorten(OneLine(options.Title)), Author = TextCleaner.Shorten(OneLine(options.Author)) };
        _progress = progress;
        _cancellationToken = cancellationToken;
        _file = new PdfFile(output);
        _fonts = new DocumentFonts(_file);
        _structure = new StructureTree(_file);
        _outline = new Outline(_file);
        _pages = new PageList(_file, _fonts, _structure);
        _frame = new PageFrame(OneLine(options.Header), OneLine(options.Stamp));
        _flow = new Flow(_pages, _frame.DrawTop, PageDone);
        _composer = new Composer(_flow, _structure, _cleaner);
    }

    /// <summary>Pages written so far; all of them after <see cref="Complete"/>.</summary>
    public int PageCount => _pages.Count;

    /// <summary>The characters for which a marker stands in the document.</summary>
    public IReadOnlyList<MissingCharacter> MissingCharacters => _cleaner.Missing;

    /// <summary>The first page. Only at the beginning.</summary>
    public void Cover(PdfCover cover)
    {
        Check();
        if (_pages.Count > 0 || _level > 0) throw new InvalidOperationException("The cover comes first.");
        _level = 1;
        _frame.IsCover = true;
        CoverPage.Draw(_composer, cover, _options.Stamp);
        _frame.IsCover = false;
    }

    /// <summary>Leaves room here for the contents, which list the headings after it. They begin and end a page.</summary>
    public void Contents(string title = "Contents")
    {
        Check();
        if (_contents != null) throw new InvalidOperationException("A document has one table of contents.");
        _flow.EndPage();
        _contents = new ContentsPages(_composer, _pages, _structure.Document, _outline, title);
        _level = 1;
    }

    /// <summary>A heading, which begins a section. It stays with the block beneath it.</summary>
    /// <param name="level">1 to 4; the first is 1, and none is skipped on the way down.</param>
    /// <param name="text">What the section is about.</param>
    /// <param name="bookmark">Whether it stands among the bookmarks.</param>
    /// <param name="contents">Whether the contents list it.</param>
    public void Heading(int level, string text, bool bookmark = true, bool contents = true)
    {
        Check();
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 4);
        if (level > _level + 1) throw new InvalidOperationException($"A heading of level {level} needs one of level {level - 1} above it, or screen readers lose their way.");
        _level = level;
        string title = OneLine(text);
        if (title.Length == 0) title = "Untitled";
        string entry = TextCleaner.Shorten(title);
        HeadingBlock.Add(_composer, level, title, y =>
        {
            if (bookmark) _outline.Add(level, entry, ContentsPages.Destination(_flow.Canvas.PageId, y));
            if (contents) _contents?.Add(level, entry, _flow.Place, y);
        });
    }

    /// <summary>A paragraph; nothing when the text is empty.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="keepWithNext">Whether it stays on one page with the block beneath it, as a heading does; for a line or two.</param>
    public void Paragraph(PdfText text, bool keepWithNext = false)
    {
        Check();
        TextBlocks.Paragraph(_composer, text, keepWithNext);
    }

    /// <summary>A bulleted list; empty items are left out.</summary>
    public void List(IEnumerable<PdfText> items)
    {
        Check();
        TextBlocks.List(_composer, items);
    }

    /// <summary>Someone's own words as a block, on green, beneath a label that says whose words they are.</summary>
    public void Quotation(string label, PdfText text)
    {
        Check();
        TextBlocks.Bar(_composer, "BlockQuote", label, TextStyle.GreenLabel, text);
    }

    /// <summary>A remark beside the text, on grey, beneath a label: an amendment, a note on what was left out.</summary>
    public void Aside(string label, PdfText text)
    {
        Check();
        TextBlocks.Bar(_composer, "Div", label, TextStyle.GreyLabel, text);
    }

    /// <summary>Facts: what each is, and beside it what it is here.</summary>
    public void KeyValueTable(IEnumerable<PdfRow> rows)
    {
        Check();
        TableBlock.KeyValues(_composer, rows);
    }

    /// <summary>A table whose headings return on each page. Rows are taken one by one, so there may be any number of them.</summary>
    public void Table(IReadOnlyList<PdfColumn> columns, IEnumerable<IReadOnlyList<PdfText>> rows)
    {
        Check();
        TableBlock.Columns(_composer, columns, rows);
    }

    /// <summary>What follows begins a new page.</summary>
    public void PageBreak()
    {
        Check();
        _flow.EndPage();
    }

    /// <summary>Writes the contents, page numbers, bookmarks, structure and fonts: the file is whole.</summary>
    public void Complete()
    {
        Check();
        _flow.EndPage();
        _contents?.Write();
        if (_pages.Count == 0)
        {
            _flow.NextPage();
            _flow.EndPage();
        }

        _composer.CloseSections(1);
        int pages = _pages.Finish(_frame.DrawFooter);
        _structure.Finish();
        int outline = _outline.Finish();
        _fonts.Finish();
        int profile = _file.AddStream("/N 3", ColourProfile.Create());
        int metadata = _file.AddStream("/Type/Metadata/Subtype/XML", Metadata.Xmp(_options), compress: false);
        int intent = _file.AddObject($"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile {profile} 0 R>>");
        int catalog = _file.AddObject($"<</Type/Catalog/Pages {pages} 0 R/Outlines {outline} 0 R/PageMode/UseOutlines/Lang{PdfSyntax.Text(_options.Language)}/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot {_structure.Root} 0 R/Metadata {metadata} 0 R/OutputIntents[{intent} 0 R]>>");
        _file.Finish(catalog, _file.AddObject(Metadata.Information(_options)));
        _completed = true;
    }

    /// <summary>Frees what the document holds; without <see cref="Complete"/> the file stays unreadable.</summary>
    public void Dispose() => _file.Dispose();

    private void Check()
    {
        if (_completed) throw new InvalidOperationException("The document is complete.");
        _cancellationToken.ThrowIfCancellationRequested();
    }

    private void PageDone(int pages)
    {
        _progress?.Report(pages);
        _cancellationToken.ThrowIfCancellationRequested();
    }

    private string OneLine(string? text) => _cleaner.Clean(text).Replace('\n', ' ').Trim();
}
