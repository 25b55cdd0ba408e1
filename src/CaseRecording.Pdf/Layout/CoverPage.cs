namespace CaseRecording.Pdf.Layout;

/// <summary>The first page: who, what, about whom, the facts, a word to the reader.</summary>
internal static class CoverPage
{
    private const double TitleSize = 30, SubtitleSize = 16, OrganisationSize = 12, StartY = 150;

    private static readonly TextStyle Organisation = new(true, TextStyle.Green);

    public static void Draw(Composer composer, PdfCover cover, string? stamp)
    {
        var flow = composer.Flow;
        flow.NextPage();
        flow.Y = StartY;
        Text(composer, "P", cover.Organisation, Organisation, OrganisationSize);
        flow.Y += 14;
        Text(composer, "H1", cover.Title, TextStyle.Strong, TitleSize);
        flow.Y += 6;
        Text(composer, "P", cover.Subtitle, TextStyle.Quiet, SubtitleSize);
        flow.Y += 22;
        flow.Canvas.Rectangle(Flow.Left, flow.Y, 84, 4, TextStyle.Green);
        flow.Y += 22;
        if (!string.IsNullOrWhiteSpace(stamp)) TextBlocks.Paragraph(composer, [new PdfRun(stamp, PdfRunStyle.RedLabel)], keepWithNext: false);
        TableBlock.KeyValues(composer, cover.Details);
        flow.Y += 8;
        TextBlocks.Paragraph(composer, cover.Note, keepWithNext: false);
        flow.EndPage();
    }

    private static void Text(Composer composer, string tag, string text, TextStyle style, double size)
    {
        var lines = composer.Lines(text, style, Flow.Width, size);
        if (lines.Count > 0) composer.Draw(composer.Section.AddChild(tag), lines, Flow.Left, Flow.Width, size, size * 1.25);
    }
}
