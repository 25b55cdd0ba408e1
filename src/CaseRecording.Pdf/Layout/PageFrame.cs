using CaseRecording.Pdf.Format;
using CaseRecording.Pdf.Typography;

namespace CaseRecording.Pdf.Layout;

/// <summary>What stands on every page: header, stamp, and "Page x of y". For the eye; screen readers pass over it.</summary>
internal sealed class PageFrame(string header, string stamp)
{
    private const double Size = 9, HeaderBaseline = 50, StampPadding = 6;

    public bool IsCover { get; set; }

    public void DrawTop(PageCanvas canvas)
    {
        double stampWidth = stamp.Length == 0 ? 0 : Math.Min(Flow.Width, (Shaper.Width(stamp, bold: true) * Size) + (2 * StampPadding));
        if (stampWidth > 0)
        {
            canvas.Tag(Artifact.Stamp);
            double x = Flow.Right - stampWidth;
            canvas.Rectangle(x, HeaderBaseline - 12, stampWidth, 17, TextStyle.RedTint);
            canvas.Rectangle(x, HeaderBaseline - 12, 2.5, 17, TextStyle.Red);
            Write(canvas, Shorten(stamp, stampWidth - (2 * StampPadding), bold: true), true, x + StampPadding, HeaderBaseline, TextStyle.Red);
        }

        if (IsCover || header.Length == 0) return;
        canvas.Tag(Artifact.Header);
        double width = Flow.Width - stampWidth - 12;
        Write(canvas, Shorten(header, width, bold: false), false, Flow.Left, HeaderBaseline, TextStyle.Grey);
        canvas.Rectangle(Flow.Left, HeaderBaseline + 9, Flow.Width, 0.6, TextStyle.Rule);
    }

    public void DrawFooter(PageCanvas canvas, int page, int pages)
    {
        string text = FormattableString.Invariant($"Page {page} of {pages}");
        canvas.Tag(Artifact.Footer);
        Write(canvas, text, false, Flow.Right - (Shaper.Width(text, bold: false) * Size), PageCanvas.Height - 44, TextStyle.Grey);
    }

    private static void Write(PageCanvas canvas, string text, bool bold, double x, double baseline, Colour colour)
    {
        if (LineBreaker.Break([(text, new TextStyle(bold, colour))], Flow.Width, Size) is [var line, ..])
            TextPainter.Draw(canvas, null, line with { RightToLeft = false }, x, 0, baseline, Size);
    }

    private static string Shorten(string text, double width, bool bold)
    {
        if (Shaper.Width(text, bold) * Size <= width) return text;
        var lines = LineBreaker.Break([(text, new TextStyle(bold, TextStyle.Grey))], width - Size, Size);
        return lines.Count == 0 ? "" : lines[0].Text.TrimEnd() + "…";
    }
}
