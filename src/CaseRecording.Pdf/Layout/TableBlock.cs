using CaseRecording.Pdf.Format;

namespace CaseRecording.Pdf.Layout;

/// <summary>Tables: rows under headings, and keys beside values. A short row stays on one page; a long one goes on over the next.</summary>
internal sealed class TableBlock(Composer composer, double size)
{
    private const double Padding = 4, Gutter = 12, ShortRow = Flow.Bottom / 4, ShortTable = Flow.Bottom / 3;
    private const string RowScope = "/A<</O/Table/Scope/Row>>", ColumnScope = "/A<</O/Table/Scope/Column>>";

    private readonly double _leading = Math.Round(size * 1.4, 1);

    private readonly record struct Cell(string Tag, string Attributes, List<TextLine> Lines, double X, double Width);

    public static void KeyValues(Composer composer, IEnumerable<PdfRow> rows)
    {
        const double KeyWidth = 136;
        var block = new TableBlock(composer, Composer.BodySize - 1);
        var cells = rows.Select(row => new Cell[]
        {
            new("TH", RowScope, composer.Lines(row.Key, TextStyle.Quiet, KeyWidth - Gutter, block.Size), Flow.Left, KeyWidth - Gutter),
            new("TD", "", composer.Lines(row.Value, Flow.Width - KeyWidth, block.Size), Flow.Left + KeyWidth, Flow.Width - KeyWidth),
        }).ToList();
        if (cells.Count == 0) return;

        // A few facts belong on one page; of many, the first ones.
        double whole = cells.Sum(block.Height);
        composer.Flow.Start(Composer.BlockSpace - Padding, whole <= ShortTable ? whole : Math.Min(ShortTable, cells.Take(3).Sum(block.Height)));
        var table = composer.Section.AddChild("Table");
        foreach (var row in cells)
        {
            block.Start(row, 0);
            block.Row(table, row);
        }

        table.Close();
    }

    public static void Columns(Composer composer, IReadOnlyList<PdfColumn> columns, IEnumerable<IReadOnlyList<PdfText>> rows)
    {
        if (columns.Count == 0) throw new ArgumentException("A table needs a column.", nameof(columns));
        var block = new TableBlock(composer, Composer.BodySize - 1);
        double[] edges = Edges(columns);
        var header = new Cell[columns.Count];
        for (int i = 0; i < header.Length; i++)
            header[i] = block.MakeCell("TH", ColumnScope, edges, i, width => composer.Lines(columns[i].Header, TextStyle.Strong, width, block.Size));

        using var rowsOfCells = rows.Select(row => block.Cells(columns.Count, edges, row)).GetEnumerator();
        bool more = rowsOfCells.MoveNext();
        block.Start(header, Composer.BlockSpace - Padding, followedBy: more ? block.Kept(rowsOfCells.Current) : 0);
        var table = composer.Section.AddChild("Table");
        var head = table.AddChild("THead");
        block.Row(head, header, ruleHeight: 1.2);
        head.Close();
        var body = table.AddChild("TBody");
        if (LineCount(header) * block._leading <= ShortRow) composer.Flow.Repeat = () => block.RepeatHeader(header);
        for (; more; more = rowsOfCells.MoveNext())
        {
            block.Start(rowsOfCells.Current, 0);
            block.Row(body, rowsOfCells.Current);
        }

        composer.Flow.Repeat = null;
        body.Close();
        table.Close();
    }

    private double Size => size;

    private static double[] Edges(IReadOnlyList<PdfColumn> columns)
    {
        double total = columns.Sum(column => column.Share), x = Flow.Left;
        var edges = new double[columns.Count + 1];
        edges[0] = x;
        for (int i = 0; i < columns.Count; i++) edges[i + 1] = x += Flow.Width * columns[i].Share / total;
        return edges;
    }

    private Cell MakeCell(string tag, string attributes, double[] edges, int column, Func<double, List<TextLine>> lines)
    {
        double width = edges[column + 1] - edges[column] - (column == edges.Length - 2 ? 0 : Gutter);
        return new Cell(tag, attributes, lines(width), edges[column], width);
    }

    private Cell[] Cells(int columns, double[] edges, IReadOnlyList<PdfText> row)
    {
        if (row.Count != columns) throw new ArgumentException($"A row has {row.Count} cells; the table has {columns} columns.", nameof(row));
        var cells = new Cell[columns];
        for (int i = 0; i < columns; i++) cells[i] = MakeCell("TD", "", edges, i, width => composer.Lines(row[i], width, size));
        return cells;
    }

    private void Start(Cell[] cells, double space, double followedBy = 0) => composer.Flow.Start(space, Kept(cells) + followedBy);

    /// <summary>The height of what stays on one page: a short row, or the first lines of a long one.</summary>
    private double Kept(Cell[] cells)
    {
        double height = Height(cells);
        return height <= ShortRow ? height : (3 * _leading) + Padding;
    }

    private void Row(StructureElement parent, Cell[] cells, double ruleHeight = 0.6)
    {
        var row = parent.AddChild("TR");
        var tags = Array.ConvertAll(cells, cell => new TextTag(row.AddChild(cell.Tag, cell.Attributes)));
        foreach (var portion in composer.Flow.Split(LineCount(cells), _leading, Padding))
        {
            for (int i = 0; i < cells.Length; i++) composer.Draw(tags[i], cells[i].Lines, portion, cells[i].X, cells[i].Width, size, _leading);
            Rule(portion, ruleHeight);
        }

        foreach (var tag in tags) tag.Close();
        row.Close();
    }

    // Screen readers know the header from the table's structure; on further pages it is there for the eye alone.
    private void RepeatHeader(Cell[] header)
    {
        foreach (var portion in composer.Flow.Split(LineCount(header), _leading, Padding))
        {
            composer.Flow.Canvas.Tag(Artifact.Decoration);
            foreach (var cell in header) composer.Draw(null, cell.Lines, portion, cell.X, cell.Width, size, _leading);
            Rule(portion, 1.2);
        }
    }

    private void Rule(Flow.Portion portion, double height) =>
        composer.Flow.Canvas.Rectangle(Flow.Left, portion.Top - Padding + portion.Height - height, Flow.Width, height, TextStyle.Rule);

    private double Height(Cell[] cells) => (LineCount(cells) * _leading) + (2 * Padding);

    private static int LineCount(Cell[] cells) => Math.Max(1, cells.Max(cell => cell.Lines.Count));
}
