using System.Text;
using System.Text.Json;

namespace CaseRecording.Pdf.Tests;

/// <summary>The objects of a file as qpdf reads them. Names keep their slash, text strings have the prefix "u:".</summary>
internal sealed class PdfObjects
{
    private readonly Dictionary<string, JsonElement> _objects;

    private PdfObjects(Dictionary<string, JsonElement> objects) => _objects = objects;

    public JsonElement Trailer => _objects["trailer"].GetProperty("value");

    public JsonElement Catalog => Get(Trailer, "/Root")!.Value;

    /// <summary>References of the pages, in order.</summary>
    public List<string> Pages
    {
        get
        {
            var pages = new List<string>();
            Collect(Catalog.GetProperty("/Pages").GetString()!);
            return pages;

            void Collect(string reference)
            {
                var node = Resolve(reference);
                if (Name(node, "/Type") == "/Page") pages.Add(reference);
                else foreach (var kid in Items(node, "/Kids")) Collect(kid.GetString()!);
            }
        }
    }

    public IEnumerable<string> References => _objects.Keys.Where(key => key.StartsWith("obj:", StringComparison.Ordinal)).Select(key => key[4..]);

    public static PdfObjects Read(string file)
    {
        string json = Tools.Run("qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", file);
        var objects = JsonDocument.Parse(json).RootElement.GetProperty("qpdf")[1];
        return new PdfObjects(objects.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value));
    }

    /// <summary>The object itself; a stream's dictionary for a stream.</summary>
    public JsonElement Resolve(string reference)
    {
        var entry = _objects["obj:" + reference];
        return entry.TryGetProperty("stream", out var stream) ? stream.GetProperty("dict") : entry.GetProperty("value");
    }

    public JsonElement Resolve(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString()!.EndsWith(" 0 R", StringComparison.Ordinal) ? Resolve(value.GetString()!) : value;

    public JsonElement? Get(JsonElement dictionary, string key) =>
        dictionary.TryGetProperty(key, out var value) ? Resolve(value) : null;

    public string? Name(JsonElement dictionary, string key) => Get(dictionary, key)?.GetString();

    /// <summary>The entries of an array; a single value counts as an array of one, a missing one as empty. References stay.</summary>
    public List<JsonElement> Items(JsonElement dictionary, string key)
    {
        if (Get(dictionary, key) is not { } value) return [];
        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [dictionary.GetProperty(key)];
    }

    public byte[] Data(string reference) => Convert.FromBase64String(_objects["obj:" + reference].GetProperty("stream").GetProperty("data").GetString()!);

    /// <summary>The content of a page, all its streams joined.</summary>
    public string Content(string page) =>
        string.Join('\n', Items(Resolve(page), "/Contents").Select(stream => Encoding.Latin1.GetString(Data(stream.GetString()!))));

    /// <summary>All structure elements from the root down, with the reference of each and of its parent.</summary>
    public IEnumerable<(string Reference, JsonElement Element, string Parent)> Elements()
    {
        string root = Catalog.GetProperty("/StructTreeRoot").GetString()!;
        var waiting = new Stack<(string Reference, string Parent)>(References(Resolve(root), root).Reverse());
        while (waiting.TryPop(out var next))
        {
            var element = Resolve(next.Reference);
            yield return (next.Reference, element, next.Parent);
            foreach (var kid in References(element, next.Reference).Reverse()) waiting.Push(kid);
        }

        IEnumerable<(string, string)> References(JsonElement element, string reference) =>
            Items(element, "/K").Where(kid => kid.ValueKind == JsonValueKind.String).Select(kid => (kid.GetString()!, reference));
    }

    /// <summary>The parent tree: what each page's or link's key leads to.</summary>
    public Dictionary<int, JsonElement> ParentTree()
    {
        var result = new Dictionary<int, JsonElement>();
        var tree = Get(Get(Catalog, "/StructTreeRoot")!.Value, "/ParentTree")!.Value;
        foreach (var leaf in Items(tree, "/Kids").Select(Resolve))
        {
            var numbers = Items(leaf, "/Nums");
            for (int i = 0; i < numbers.Count; i += 2) result.Add(numbers[i].GetInt32(), numbers[i + 1]);
        }

        return result;
    }
}
