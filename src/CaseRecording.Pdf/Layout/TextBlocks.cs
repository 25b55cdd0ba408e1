namespace CaseRecording.Pdf.Layout;

/// <summary>Paragraphs, lists and the blocks with a coloured bar.</summary>
internal static class TextBlocks
{
    private const double Size = Composer.BodySize, Leading = Composer.BodyLeading;

    public static void Paragraph(Composer composer, PdfText text, bool keepWithNext)
    {
        var lines = composer.Lines(text, Flow.Width, Size);
        if (lines.Count == 0) return;
        if (keepWithNext) composer.Flow.Hold(Flow.SpaceAfterHeading, lines.Count * Leading, Draw);
        else
        {
            composer.Flow.Start(Composer.BlockSpace, Composer.FirstLines(lines.Count, Leading));
            Draw();
        }

        void Draw() => composer.Draw(composer.Section.AddChild("P"), lines, Flow.Left, Flow.Width, Size, Leading);
    }

    public static void List(Composer composer, IEnumerable<PdfText> items)
    {
        const double Indent = 18, BulletIndent = 5, ItemSpace = 3;
        Format.StructureElement? list = null;
        var bullet = composer.Lines("•", TextStyle.Normal, Indent, Size);
        foreach (var item in items)
        {
            var lines = composer.Lines(item, Flow.Width - Indent, Size);
            if (lines.Count == 0) continue;
            composer.Flow.Start(list == null ? Composer.BlockSpace : ItemSpace, Composer.FirstLines(lines.Count, Leading));
            list ??= composer.Section.AddChild("L", "/A<</O/List/ListNumbering/Disc>>");
            var element = list.AddChild("LI");
            var label = new TextTag(element.AddChild("Lbl"));
            var body = new TextTag(element.AddChild("LBody"));
            foreach (var portion in composer.Flow.Split(lines.Count, Leading))
            {
                if (portion.First == 0) composer.Draw(label, bullet, portion, Flow.Left + BulletIndent, Indent, Size, Leading);
                composer.Draw(body, lines, portion, Flow.Left + Indent, Flow.Width - Indent, Size, Leading);
            }

            label.Close();
            body.Close();
            element.Close();
        }

        list?.Close();
    }

    /// <summary>A label and text beside a bar on a tint; green for someone's own words.</summary>
    /// <param name="composer">The document.</param>
    /// <param name="tag">Structure type of the block.</param>
    /// <param name="label">What the block is, in bold.</param>
    /// <param name="labelStyle">Gives the bar its colour and the block its tint.</param>
    /// <param name="text">What it says.</param>
    public static void Bar(Composer composer, string tag, string label, TextStyle labelStyle, PdfText text)
    {
        const double Indent = 16, BarWidth = 4, Padding = 9;
        double x = Flow.Left + Indent, width = Flow.Width - (2 * Indent);
        var labels = composer.Lines(label, labelStyle with { Tint = null }, width, Size - 1);
        var lines = composer.Lines(text, width, Size);
        if (lines.Count == 0) return;

        composer.Flow.Start(Composer.BlockSpace + 2, (2 * Padding) + (labels.Count * Leading) + Composer.FirstLines(lines.Count, Leading));
        var block = composer.Section.AddChild(tag);
        TextTag? labelTag = labels.Count == 0 ? null : new TextTag(block.AddChild("P"));
        var textTag = new TextTag(block.AddChild("P"));
        foreach (var portion in composer.Flow.Split(labels.Count + lines.Count, Leading, Padding))
        {
            var canvas = composer.Flow.Canvas;
            canvas.Rectangle(Flow.Left, portion.Top - Padding, Flow.Width, portion.Height, labelStyle.Tint!.Value);
            canvas.Rectangle(Flow.Left, portion.Top - Padding, BarWidth, portion.Height, labelStyle.Colour);
            int labelCount = Math.Clamp(labels.Count - portion.First, 0, portion.Count);
            if (labelCount > 0) composer.Draw(labelTag, labels, portion with { Count = labelCount }, x, width, Size - 1, Leading);
            var rest = new Flow.Portion(Math.Max(0, portion.First - labels.Count), portion.Count - labelCount, portion.Top + (labelCount * Leading), 0);
            composer.Draw(textTag, lines, rest, x, width, Size, Leading);
        }

        labelTag?.Close();
        textTag.Close();
        block.Close();
        composer.Flow.Y += 2;
    }
}
