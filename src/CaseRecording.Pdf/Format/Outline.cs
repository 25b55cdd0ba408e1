namespace CaseRecording.Pdf.Format;

/// <summary>The bookmarks beside the pages. A bookmark is written when its next neighbour is known; only the open branch is kept.</summary>
internal sealed class Outline(PdfFile file)
{
    private readonly Stack<Node> _open = new([new Node { Id = file.Reserve() }]);

    private sealed class Node
    {
        public int Id, Level, Previous, First, Last, Count;
        public string Entries = "";
    }

    /// <param name="level">1 is outermost; a level without its parent hangs on the nearest one above.</param>
    /// <param name="title">What the reader sees.</param>
    /// <param name="destination">Where it leads, as an explicit destination.</param>
    public void Add(int level, string title, string destination)
    {
        int id = file.Reserve();
        Close(level, id);
        var parent = _open.Peek();
        var node = new Node
        {
            Id = id,
            Level = level,
            Previous = parent.Last,
            Entries = $"/Title{PdfSyntax.Text(title)}/Parent {parent.Id} 0 R/Dest{destination}",
        };
        if (parent.First == 0) parent.First = id;
        parent.Last = id;
        parent.Count++;
        _open.Push(node);
    }

    /// <summary>Writes what is left and returns the object to name in the catalogue.</summary>
    public int Finish()
    {
        Close(1, 0);
        var root = _open.Pop();
        file.WriteObject(root.Id, root.First == 0 ? "<</Type/Outlines>>" : $"<</Type/Outlines/First {root.First} 0 R/Last {root.Last} 0 R>>");
        return root.Id;
    }

    // Only the outermost bookmark that ends here is a neighbour of the next one.
    private void Close(int level, int next)
    {
        while (_open.Peek().Level >= level)
        {
            var node = _open.Pop();
            bool neighbour = _open.Peek().Level < level;
            string entries = node.Entries;
            if (node.Previous != 0) entries += $"/Prev {node.Previous} 0 R";
            if (neighbour && next != 0) entries += $"/Next {next} 0 R";
            if (node.First != 0) entries += $"/First {node.First} 0 R/Last {node.Last} 0 R/Count -{node.Count}";
            file.WriteObject(node.Id, $"<<{entries}>>");
        }
    }
}
