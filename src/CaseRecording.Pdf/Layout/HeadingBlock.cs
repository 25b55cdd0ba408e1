using CaseRecording.Pdf.Format;

namespace CaseRecording.Pdf.Layout;

/// <summary>Headings: each opens a section, and waits for the block beneath it.</summary>
internal static class HeadingBlock
{
    private static readonly TextStyle Style = new(true, TextStyle.Ink);

    public static double Size(int level) => level switch { 1 => 22, 2 => 17, 3 => 14, _ => 11.5 };

    public static double Leading(int level) => level switch { 1 => 28, 2 => 22, 3 => 19, _ => 16 };

    /// <param name="composer">The document.</param>
    /// <param name="level">1 to 4.</param>
    /// <param name="text">The heading, cleaned.</param>
    /// <param name="placed">Told the heading's distance from the top when its page is known.</param>
    public static void Add(Composer composer, int level, string text, Action<double> placed)
    {
        var lines = LineBreaker.Break([(text, Style)], Flow.Width, Size(level));
        double space = level switch { 1 => 30, 2 => 24, 3 => 22, _ => 14 };
        composer.Flow.Hold(space, lines.Count * Leading(level), () =>
        {
            composer.OpenSection(level);
            placed(composer.Flow.Y);
            composer.Draw(composer.Section.AddChild($"H{level}"), lines, Flow.Left, Flow.Width, Size(level), Leading(level));
        });
    }
}
