using CaseRecording.Pdf.Format;

namespace CaseRecording.Pdf.Layout;

/// <summary>
/// Where the next block goes: down the page, and on to the next. Measures are points from the page's top left corner.
/// </summary>
/// <param name="pages">The pages.</param>
/// <param name="drawFrame">Draws what stands on every page.</param>
/// <param name="pageDone">Called after each page with the number of pages so far.</param>
internal sealed class Flow(PageList pages, Action<PageCanvas> drawFrame, Action<int> pageDone)
{
    public const double Left = 68, Right = PageCanvas.Width - 68, Top = 88, Bottom = PageCanvas.Height - 78;
    public const double Width = Right - Left;

    /// <summary>After a heading the text follows closely.</summary>
    public const double SpaceAfterHeading = 5;

    private readonly List<(double Space, double Height, Action Draw)> _headings = [];
    private PageCanvas? _canvas;

    /// <summary>Some lines of a block that stand together on a page.</summary>
    internal sealed record Portion(int First, int Count, double Top, double Height);

    /// <summary>Distance of the next block from the page's top.</summary>
    public double Y { get; set; }

    public PageCanvas Canvas => _canvas ?? throw new InvalidOperationException("No page is open.");

    /// <summary>Where the page at hand will be found.</summary>
    public PageList.Place Place => pages.PlaceOf(Canvas);

    /// <summary>Drawn at the top of each page that is begun while it is set: the header rows of a table.</summary>
    public Action? Repeat { get; set; }

    /// <summary>Keeps a heading (or a line that belongs to what follows) back until the block beneath it is known, so that they stand on one page.</summary>
    public void Hold(double space, double height, Action draw) => _headings.Add((space, height, draw));

    /// <summary>Begins a block: draws the headings that wait for it, on the page where its first lines fit too.</summary>
    /// <param name="space">Distance from what stands above; none at the top of a page.</param>
    /// <param name="height">Height of what must not be parted.</param>
    public void Start(double space, double height)
    {
        double needed = space + height + HeldHeight;
        if (_canvas == null || (Y > Top && Y + needed > Bottom)) NextPage();
        if (_headings.Count > 0)
        {
            DrawHeadings();
            space = Math.Min(space, SpaceAfterHeading);
        }

        if (Y > Top) Y += space;
    }

    /// <summary>
    /// Shares lines out over pages, never a single one at the foot or head of a page. The caller draws each portion as
    /// it comes.
    /// </summary>
    /// <param name="lines">Number of lines.</param>
    /// <param name="leading">Distance between their baselines.</param>
    /// <param name="padding">Space above and below each portion.</param>
    public IEnumerable<Portion> Split(int lines, double leading, double padding = 0)
    {
        for (int first = 0; first < lines;)
        {
            int left = lines - first;
            int fit = Fit(leading, padding);
            if (fit < left && fit < 2)
            {
                NextPage();
                fit = Math.Max(1, Fit(leading, padding));
            }

            int count = Math.Min(fit, left);
            if (left - count == 1 && count > 2) count--;
            double height = (count * leading) + (2 * padding);
            yield return new Portion(first, count, Y + padding, height);
            Y += height;
            first += count;
        }
    }

    /// <summary>Ends the page, with the headings that wait; the next block begins a new one.</summary>
    public void EndPage()
    {
        if (_headings.Count > 0)
        {
            if (_canvas == null || Y + HeldHeight > Bottom) NextPage();
            DrawHeadings();
        }

        FinishPage();
    }

    public void NextPage()
    {
        FinishPage();
        _canvas = pages.Begin();
        drawFrame(_canvas);
        Y = Top;
        Repeat?.Invoke();
    }

    private double HeldHeight => _headings.Sum(heading => heading.Space + heading.Height);

    private void FinishPage()
    {
        if (_canvas == null) return;
        pages.End(_canvas);
        _canvas = null;
        pageDone(pages.Count);
    }

    private int Fit(double leading, double padding) => (int)((Bottom - Y - (2 * padding) + 0.01) / leading);

    private void DrawHeadings()
    {
        foreach (var (space, _, draw) in _headings)
        {
            if (Y > Top) Y += space;
            draw();
        }

        _headings.Clear();
    }
}
