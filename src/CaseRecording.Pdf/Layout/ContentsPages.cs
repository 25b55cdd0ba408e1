using System.Globalization;
using CaseRecording.Pdf.Format;
using CaseRecording.Pdf.Typography;

namespace CaseRecording.Pdf.Layout;

/// <summary>
/// The contents: collected while the body is written, laid out once it is finished, and put where the document asked.
/// </summary>
internal sealed class ContentsPages
{
    private const double Size = 10.5, Leading = 15, Indent = 14, NumberWidth = 34, TitleLeading = 46;

    private static readonly TextStyle Main = new(true, TextStyle.Ink), Sub = new(false, TextStyle.Ink), Detail = new(false, TextStyle.Grey);

    private readonly Composer _composer;
    private readonly PageList _pages;
    private readonly List<Entry> _entries = [];
    private readonly string _title;
    private readonly PageList.Part _gap;
    private readonly StructureElement _section;

    public ContentsPages(Composer composer, PageList pages, StructureElement document, Outline outline, string title)
    {
        (_composer, _pages) = (composer, pages);
        _title = TextCleaner.Shorten(composer.Clean(title));
        composer.CloseSections(1);
        _gap = pages.LeaveGap();
        _section = document.AddChild("Sect");
        outline.Add(1, _title, Destination(_gap.FirstPage, Flow.Top));
    }

    private sealed record Entry(int Level, string Text, PageList.Place Place, double Y);

    private readonly record struct Line(Entry Entry, List<TextLine> Lines, int Page, double Y);

    /// <summary>A place on a page, for bookmarks and links: a little above the text.</summary>
    public static string Destination(int pageId, double y) => $"[{pageId} 0 R/XYZ 0 {PdfSyntax.Number(PageCanvas.Height - y + 8)} null]";

    public void Add(int level, string text, PageList.Place place, double y) => _entries.Add(new Entry(level, text, place, y));

    public void Write()
    {
        var flow = _composer.Flow;
        var plan = Plan();
        _gap.PlannedPages = plan.Count == 0 ? 1 : plan[^1].Page + 1;
        _pages.Fill(_gap);
        flow.NextPage();
        _composer.Draw(_section.AddChild("H1"), _composer.Lines(_title, TextStyle.Strong, Flow.Width, HeadingBlock.Size(1)), Flow.Left, Flow.Width, HeadingBlock.Size(1), HeadingBlock.Leading(1));
        WriteLines(plan);
        flow.EndPage();
        _section.Close();
    }

    // The number of pages must be known before the first number is printed: it moves the pages behind.
    private List<Line> Plan()
    {
        var plan = new List<Line>(_entries.Count);
        double y = Flow.Top + TitleLeading;
        int page = 0;
        foreach (var entry in _entries)
        {
            var lines = LineBreaker.Break([(entry.Text, Style(entry))], TextWidth(entry), Size);
            double space = entry.Level == 1 ? 6 : 0, height = lines.Count * Leading;
            if (y + space + height > Flow.Bottom) (page, y, space) = (page + 1, Flow.Top, 0);
            plan.Add(new Line(entry, lines, page, y + space));
            y += space + height;
        }

        return plan;
    }

    private void WriteLines(List<Line> plan)
    {
        // One list within the other, as the headings are.
        var lists = new Stack<(int Level, StructureElement Element)>();
        int page = 0;
        foreach (var line in plan)
        {
            if (line.Page > page) _composer.Flow.NextPage();
            page = line.Page;
            while (lists.TryPeek(out var deeper) && deeper.Level > line.Entry.Level) lists.Pop().Element.Close();
            if (!lists.TryPeek(out var list) || list.Level < line.Entry.Level)
                lists.Push((line.Entry.Level, (list.Element ?? _section).AddChild("TOC")));
            WriteLine(lists.Peek().Element, line);
        }

        while (lists.TryPop(out var list)) list.Element.Close();
    }

    private void WriteLine(StructureElement list, Line line)
    {
        var (entry, lines, _, y) = line;
        var canvas = _composer.Flow.Canvas;
        string number = _pages.NumberOf(entry.Place).ToString(CultureInfo.InvariantCulture);
        double x = Flow.Left + ((entry.Level - 1) * Indent), height = lines.Count * Leading;

        var item = list.AddChild("TOCI");
        var reference = item.AddChild("Reference");
        var link = reference.AddChild("Link");
        canvas.Link(link, Destination(entry.Place.PageId, entry.Y), $"{entry.Text}, page {number}", x, y, Flow.Right - x, height);
        var tag = new TextTag(link);
        _composer.Draw(tag, lines, new Flow.Portion(0, lines.Count, y, height), x, TextWidth(entry), Size, Leading);
        // The space parts title and number where they are read aloud.
        double numberX = DrawNumber(tag, "\u00A0" + number, Style(entry), y + height - Leading);
        if (lines.Count > 0 && !lines[^1].RightToLeft)
        {
            double end = x + (Shaper.Width(lines[^1].Text, Style(entry).Bold) * Size) + 6;
            if (numberX - end > 12) canvas.Dots(end, y + height - (Leading / 2) + 3, numberX - end - 4, TextStyle.Grey);
        }

        tag.Close();
        reference.Close();
        item.Close();
    }

    private double DrawNumber(TextTag tag, string number, TextStyle style, double top)
    {
        double width = Shaper.Width(number, style.Bold) * Size;
        _composer.Draw(tag, LineBreaker.Break([(number, style)], NumberWidth, Size), new Flow.Portion(0, 1, top, Leading), Flow.Right - width, width, Size, Leading);
        return Flow.Right - width;
    }

    private static double TextWidth(Entry entry) => Flow.Width - ((entry.Level - 1) * Indent) - NumberWidth;

    private static TextStyle Style(Entry entry) => entry.Level switch { 1 => Main, 2 => Sub, _ => Detail };
}
