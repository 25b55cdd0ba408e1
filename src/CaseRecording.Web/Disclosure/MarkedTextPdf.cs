using CaseRecording.Core.Time;
using CaseRecording.Core.Writing;
using CaseRecording.Pdf;

namespace CaseRecording.Web.Disclosure;

/// <summary>Walks a text's marks onto the page: the child's words green under a label, statements labelled and bracketed, links by their date.</summary>
/// <param name="pdf">The document.</param>
/// <param name="entries">The day of each entry of this record; a link to any other names nothing (N-10).</param>
internal sealed class MarkedTextPdf(PdfDocument pdf, Dictionary<long, DateOnly> entries)
{
    /// <param name="text">The text.</param>
    /// <param name="whoseWords">Label of the child's words, for example ‘Maya’s own words’.</param>
    public void Write(MarkedText text, string whoseWords)
    {
        foreach (var block in text.Blocks)
        {
            switch (block)
            {
                case Paragraph paragraph:
                    foreach (var line in Lines(paragraph.Inlines)) pdf.Paragraph(Runs(line));
                    break;
                case WordsBlock words:
                    pdf.Quotation(whoseWords, Runs(words.Inlines));
                    break;
                case BulletList list:
                    pdf.List(list.Items.Select(Runs));
                    break;
            }
        }
    }

    /// <summary>People press Enter once where they mean a new paragraph; on paper it needs the space.</summary>
    private static IEnumerable<List<Inline>> Lines(IReadOnlyList<Inline> inlines)
    {
        var line = new List<Inline>();
        foreach (var inline in inlines)
        {
            if (inline is not LineBreak)
            {
                line.Add(inline);
                continue;
            }

            yield return line;
            line = [];
        }

        yield return line;
    }

    private PdfText Runs(IReadOnlyList<Inline> inlines)
    {
        var runs = new List<PdfRun>();
        Add(runs, inlines);
        return [.. runs];
    }

    private void Add(List<PdfRun> runs, IReadOnlyList<Inline> inlines)
    {
        foreach (var inline in inlines)
        {
            switch (inline)
            {
                case Text plain:
                    runs.Add(plain.Value);
                    break;
                case LineBreak:
                    runs.Add("\n");
                    break;
                case Words words:
                    runs.Add(new PdfRun(Plain(words.Inlines), PdfRunStyle.Quote));
                    break;
                case Statement statement:
                    runs.Add(new PdfRun(Label(statement), PdfRunStyle.GreyLabel));
                    runs.Add(" [");
                    Add(runs, statement.Inlines);
                    runs.Add("]");
                    break;
                case EntryLink link:
                    runs.Add(Words(link));
                    break;
            }
        }
    }

    /// <summary>Within the child's words all is in their style, so statements and links are text.</summary>
    private string Plain(IReadOnlyList<Inline> inlines) => string.Concat(inlines.Select(inline => inline switch
    {
        Text plain => plain.Value,
        LineBreak => "\n",
        Statement statement => $"{Label(statement)} [{Plain(statement.Inlines)}]",
        EntryLink link => Words(link),
        _ => "",
    }));

    private static string Label(Statement statement) => statement.Source is null ? statement.Kind.Label() : $"{statement.Kind.Label()}: {statement.Source}";

    private string Words(EntryLink link) => entries.TryGetValue(link.Number, out var day) ? $"the entry of {LondonTime.FormatDate(day)}" : "another entry";
}
