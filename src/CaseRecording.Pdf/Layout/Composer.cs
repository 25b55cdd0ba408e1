using CaseRecording.Pdf.Format;
using CaseRecording.Pdf.Typography;

namespace CaseRecording.Pdf.Layout;

/// <summary>What every block of a document works with: the flow, the section at hand, and text made drawable.</summary>
internal sealed class Composer(Flow flow, StructureTree structure, TextCleaner cleaner)
{
    public const double BodySize = 11, BodyLeading = 16, BlockSpace = 9;

    private readonly Stack<(int Level, StructureElement Element)> _sections = [];

    public Flow Flow => flow;

    /// <summary>The innermost open section.</summary>
    public StructureElement Section => _sections.TryPeek(out var section) ? section.Element : structure.Document;

    public string Clean(string text) => cleaner.Clean(text);

    public void OpenSection(int level)
    {
        CloseSections(level);
        _sections.Push((level, Section.AddChild("Sect")));
    }

    /// <summary>Closes the open sections of this level and deeper.</summary>
    public void CloseSections(int level)
    {
        while (_sections.TryPeek(out var section) && section.Level >= level) _sections.Pop().Element.Close();
    }

    /// <summary>Lines of one style.</summary>
    public List<TextLine> Lines(string text, TextStyle style, double width, double size) =>
        LineBreaker.Break([(Clean(text), style)], width, size);

    /// <summary>Lines of runs; those that are quotes get their marks, labels a margin within their tint.</summary>
    public List<TextLine> Lines(PdfText text, double width, double size)
    {
        var runs = new List<(string, TextStyle)>(text.Count);
        foreach (var run in text)
        {
            var style = TextStyle.Of(run.Style);
            string clean = Clean(run.Text);
            if (clean.Length == 0) continue;
            if (style.Tag != null) clean = $"“{clean}”";
            else if (style.Tint != null) clean = $"\u00A0{clean}\u00A0";
            runs.Add((clean, style));
        }

        return LineBreaker.Break(runs, width, size);
    }

    /// <summary>Draws the lines of an element where the flow stands, over as many pages as they need, and closes it.</summary>
    public void Draw(StructureElement element, List<TextLine> lines, double x, double width, double size, double leading)
    {
        var tag = new TextTag(element);
        foreach (var portion in flow.Split(lines.Count, leading)) Draw(tag, lines, portion, x, width, size, leading);
        tag.Close();
    }

    /// <summary>Draws some of the lines.</summary>
    public void Draw(TextTag? tag, List<TextLine> lines, Flow.Portion portion, double x, double width, double size, double leading)
    {
        int end = Math.Min(portion.First + portion.Count, lines.Count);
        for (int i = portion.First; i < end; i++)
        {
            double baseline = portion.Top + ((i - portion.First) * leading) + (leading / 2) + (size * 0.34);
            TextPainter.Draw(flow.Canvas, tag, lines[i], x, width, baseline, size);
        }
    }

    /// <summary>The height that the first lines of a text need: enough that none stands alone.</summary>
    public static double FirstLines(int lines, double leading) => Math.Min(lines, lines == 3 ? 3 : 2) * leading;
}
