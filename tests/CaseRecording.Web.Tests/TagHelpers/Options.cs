using System.Text.Json;

namespace CaseRecording.Web.Tests.TagHelpers;

/// <summary>The options of one govuk-frontend example; knows which of them nobody asked for.</summary>
internal sealed class Options(JsonElement json)
{
    private readonly HashSet<string> _used = [];
    private readonly List<Options> _items = [];

    public bool AllUsed => Leaves(json, "").All(_used.Contains) && _items.All(i => i.AllUsed);

    public bool Has(string name) => json.TryGetProperty(name, out _);

    public void Use(string path) => _used.Add(path);

    /// <summary>The value without counting as used.</summary>
    public string? Known(params string[] path) => Find(path) is { } value ? Said(value) : null;

    public string? Text(params string[] path)
    {
        Use(string.Join('.', path));
        return Known(path);
    }

    /// <summary>An explicit "false" is something we have no word for, and counts as not used.</summary>
    public bool Flag(params string[] path) => Known(path) == "true" && Text(path) is not null;

    public int? Number(params string[] path) => Text(path) is { } text ? int.Parse(text) : null;

    public IReadOnlyList<Options> Items(string name)
    {
        Use(name);
        if (_items.Count == 0 && json.TryGetProperty(name, out var array))
            _items.AddRange(array.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select(item => new Options(item)));
        return _items;
    }

    private JsonElement? Find(string[] path)
    {
        var at = json;
        foreach (var name in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                return null;
        }
        return at;
    }

    private static string? Said(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.ToString(),
    };

    private static IEnumerable<string> Leaves(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return [path];
        return element.EnumerateObject().SelectMany(p => Leaves(p.Value, path.Length == 0 ? p.Name : $"{path}.{p.Name}"));
    }
}
