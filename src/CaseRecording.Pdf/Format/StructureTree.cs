using System.Globalization;
using System.Text;

namespace CaseRecording.Pdf.Format;

/// <summary>
/// What the document means, for screen readers: a tree of elements beside the pages. An element is written when it is
/// closed; open ones (the document, its sections, the block at hand) are all that is kept.
/// </summary>
internal sealed class StructureTree
{
    private const int KeysPerLeaf = 200;

    private readonly PdfFile _file;
    private readonly int _root;
    // Index = the key that a page or link carries; value = the object that says which elements its content belongs to.
    private readonly List<int> _parents = [];

    public StructureTree(PdfFile file)
    {
        _file = file;
        _root = file.Reserve();
        Document = new StructureElement(file, _root, "Document");
    }

    public StructureElement Document { get; }

    public int Root => _root;

    /// <summary>Registers a page: for each piece of marked content, by number, the element it belongs to.</summary>
    public int AddPage(IEnumerable<int> elements) => Add(_file.AddObject($"[{PdfSyntax.References(elements)}]"));

    /// <summary>Registers a link annotation of the element.</summary>
    public int AddLink(StructureElement element) => Add(element.Id);

    public void Finish()
    {
        Document.Close();
        var leaves = new List<int>();
        for (int first = 0; first < _parents.Count; first += KeysPerLeaf)
        {
            int last = Math.Min(first + KeysPerLeaf, _parents.Count) - 1;
            var entries = new StringBuilder();
            for (int key = first; key <= last; key++) entries.Append(key).Append(' ').Append(_parents[key]).Append(" 0 R ");
            leaves.Add(_file.AddObject(string.Create(CultureInfo.InvariantCulture, $"<</Limits[{first} {last}]/Nums[{entries}]>>")));
        }

        int parentTree = _file.AddObject($"<</Kids[{PdfSyntax.References(leaves)}]>>");
        _file.WriteObject(_root, string.Create(CultureInfo.InvariantCulture,
            $"<</Type/StructTreeRoot/K {Document.Id} 0 R/ParentTree {parentTree} 0 R/ParentTreeNextKey {_parents.Count}>>"));
    }

    private int Add(int parent)
    {
        _parents.Add(parent);
        return _parents.Count - 1;
    }
}

/// <summary>One element of the structure tree: a heading, a paragraph, a table cell …</summary>
internal sealed class StructureElement
{
    private readonly PdfFile _file;
    private readonly int _parent;
    private readonly string _attributes;
    private readonly StringBuilder _kids = new();
    private int _kidCount;
    private int _page;

    public StructureElement(PdfFile file, int parent, string tag, string attributes = "")
    {
        _file = file;
        _parent = parent;
        _attributes = attributes;
        Tag = tag;
        Id = file.Reserve();
    }

    public int Id { get; }

    public string Tag { get; }

    /// <param name="tag">Standard structure type of PDF 1.7.</param>
    /// <param name="attributes">Further dictionary entries, for example a header cell's scope.</param>
    public StructureElement AddChild(string tag, string attributes = "")
    {
        var child = new StructureElement(_file, Id, tag, attributes);
        Append($"{child.Id} 0 R ");
        return child;
    }

    /// <summary>Adds marked content of a page, by its number there.</summary>
    public void AddContent(int page, int number)
    {
        if (_page == 0) _page = page;
        Append(_page == page ? $"{number} " : $"<</Type/MCR/Pg {page} 0 R/MCID {number}>>");
    }

    public void AddLink(int page, int annotation)
    {
        if (_page == 0) _page = page;
        Append($"<</Type/OBJR/Obj {annotation} 0 R/Pg {page} 0 R>>");
    }

    public void Close()
    {
        string page = _page == 0 ? "" : $"/Pg {_page} 0 R";
        string kids = _kidCount == 0 ? "" : $"/K[{_kids}]";
        _file.WriteObject(Id, $"<</Type/StructElem/S/{Tag}/P {_parent} 0 R{page}{kids}{_attributes}>>");
        _kids.Clear();
    }

    private void Append(string kid)
    {
        _kids.Append(kid);
        _kidCount++;
    }
}
