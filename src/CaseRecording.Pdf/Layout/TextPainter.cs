using CaseRecording.Pdf.Format;
using CaseRecording.Pdf.Typography;

namespace CaseRecording.Pdf.Layout;

/// <summary>The structure element of a text, and of those of its runs that mean more than text. A run keeps its element over lines and pages.</summary>
internal sealed class TextTag(StructureElement element)
{
    private readonly Dictionary<int, StructureElement> _runs = [];

    public StructureElement For(StyleSpan span)
    {
        if (span.Style.Tag == null) return element;
        if (!_runs.TryGetValue(span.Run, out var run)) _runs[span.Run] = run = element.AddChild(span.Style.Tag);
        return run;
    }

    public void Close()
    {
        foreach (var run in _runs.Values) run.Close();
        element.Close();
    }
}

/// <summary>Draws lines of text, in the right direction.</summary>
internal static class TextPainter
{
    private sealed record Piece(int Start, StyleSpan Span, List<GlyphRun> Runs, bool RightToLeft, double X, double Width);

    /// <param name="canvas">The page.</param>
    /// <param name="tag">What the text belongs to; null for an artifact, whose kind the caller has set.</param>
    /// <param name="line">The line.</param>
    /// <param name="x">Left edge of the text area in points.</param>
    /// <param name="width">Width of the text area; lines that read from the right begin at its right edge.</param>
    /// <param name="baseline">Distance of the baseline from the page's top.</param>
    /// <param name="size">Font size.</param>
    public static void Draw(PageCanvas canvas, TextTag? tag, TextLine line, double x, double width, double baseline, double size)
    {
        bool mixed = line.RightToLeft || Bidi.HasRightToLeft(line.Text);
        var pieces = mixed ? Ordered(line, size) : InSequence(line, size);
        if (line.RightToLeft) x += width - pieces.Sum(piece => piece.Width);
        foreach (var piece in pieces)
        {
            double left = x + piece.X;
            if (piece.Span.Style.Tint is { } tint) canvas.Rectangle(left, baseline - size, piece.Width, size * 1.32, tint);
            if (tag != null) canvas.Tag(tag.For(piece.Span));
            canvas.Text(piece.Runs, piece.RightToLeft ? left + piece.Width : left, baseline, size, piece.Span.Style.Colour, piece.RightToLeft);
        }
    }

    private static List<Piece> InSequence(TextLine line, double size)
    {
        var pieces = new List<Piece>(line.Spans.Length);
        double x = 0;
        foreach (var span in line.Spans)
        {
            pieces.Add(Shape(line, span, span.Start, span.Length, rightToLeft: false, x, size));
            x += pieces[^1].Width;
        }

        return pieces;
    }

    // Positions follow the eye, the sequence of drawing follows the reading: that is the order screen readers get.
    private static List<Piece> Ordered(TextLine line, double size)
    {
        var pieces = new List<Piece>();
        double x = 0;
        foreach (var stretch in Bidi.Order(line.Text, line.RightToLeft))
        {
            foreach (var span in stretch.RightToLeft ? line.Spans.Reverse() : line.Spans)
            {
                int start = Math.Max(stretch.Start, span.Start);
                int end = Math.Min(stretch.Start + stretch.Length, span.Start + span.Length);
                if (start >= end) continue;
                pieces.Add(Shape(line, span, start, end - start, stretch.RightToLeft, x, size));
                x += pieces[^1].Width;
            }
        }

        pieces.Sort((a, b) => a.Start.CompareTo(b.Start));
        return pieces;
    }

    private static Piece Shape(TextLine line, StyleSpan span, int start, int length, bool rightToLeft, double x, double size)
    {
        var runs = Shaper.Shape(line.Text.Substring(start, length), span.Style.Bold, rightToLeft);
        return new Piece(start, span, runs, rightToLeft, x, runs.Sum(run => run.Width) * size);
    }
}
