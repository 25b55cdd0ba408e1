using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CaseRecording.Pdf.Tests;

/// <summary>What a screen reader reads: the text of each structure element, put together from the pages' marked content.</summary>
internal sealed partial class TaggedText
{
    private readonly PdfObjects _objects;
    private readonly Dictionary<(string Page, int Mark), string> _marks = [];
    private readonly Dictionary<string, Dictionary<int, string>> _characterMaps = [];

    public TaggedText(PdfObjects objects)
    {
        _objects = objects;
        foreach (string page in objects.Pages) ReadPage(page);
    }

    /// <summary>Tag and text of every element that has text of its own or beneath it, from first to last.</summary>
    public IEnumerable<(string Tag, string Text)> Elements() =>
        _objects.Elements().Select(item => (_objects.Name(item.Element, "/S")![1..], Text(item.Element)));

    private string Text(JsonElement element)
    {
        string? page = element.TryGetProperty("/Pg", out var pg) ? pg.GetString() : null;
        var text = new StringBuilder();
        foreach (var kid in _objects.Items(element, "/K"))
        {
            if (kid.ValueKind == JsonValueKind.Number) text.Append(_marks[(page!, kid.GetInt32())]);
            else if (kid.ValueKind == JsonValueKind.String) text.Append(Text(_objects.Resolve(kid)));
            else if (kid.TryGetProperty("/MCID", out var mark)) text.Append(_marks[(kid.GetProperty("/Pg").GetString()!, mark.GetInt32())]);
        }

        return text.ToString();
    }

    private void ReadPage(string page)
    {
        var fonts = _objects.Get(_objects.Get(_objects.Resolve(page), "/Resources")!.Value, "/Font")!.Value;
        var open = new Stack<(int Mark, string? Actual)>();
        var characters = new Dictionary<int, string>();
        foreach (Match token in Token().Matches(_objects.Content(page)))
        {
            if (token.Groups["mark"].Success)
            {
                open.Push((int.Parse(token.Groups["mark"].Value), null));
                _marks[(page, open.Peek().Mark)] = "";
            }
            else if (token.Groups["actual"].Success)
            {
                open.Push((-1, Encoding.BigEndianUnicode.GetString(Convert.FromHexString(token.Groups["actual"].Value))));
                Append(open.Peek().Actual!);
            }
            else if (token.Groups["other"].Success) open.Push((-1, null));
            else if (token.Groups["end"].Success) open.Pop();
            else if (token.Groups["font"].Success) characters = CharacterMap(fonts, token.Groups["font"].Value);
            else if (!open.Any(item => item.Actual != null))
                Append(string.Concat(token.Groups["text"].Value.Chunk(4).Select(glyph => characters[Convert.ToInt32(new string(glyph), 16)])));
        }

        void Append(string text)
        {
            int mark = open.Select(item => item.Mark).Where(id => id >= 0).FirstOrDefault(-1);
            if (mark >= 0) _marks[(page, mark)] += text;
        }
    }

    private Dictionary<int, string> CharacterMap(JsonElement fonts, string name)
    {
        if (_characterMaps.TryGetValue(name, out var map)) return map;
        string program = Encoding.Latin1.GetString(_objects.Data(_objects.Get(fonts, name)!.Value.GetProperty("/ToUnicode").GetString()!));
        map = BfChar().Matches(program).ToDictionary(
            match => int.Parse(match.Groups[1].Value, NumberStyles.HexNumber),
            match => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(match.Groups[2].Value)));
        return _characterMaps[name] = map;
    }

    [GeneratedRegex(@"/MCID (?<mark>\d+)>>BDC|/Span<</ActualText<FEFF(?<actual>[0-9A-F]*)>>>BDC|(?<other>BDC|BMC)|(?<end>EMC)|(?<font>/F\d+) [\d.]+ Tf|<(?<text>[0-9A-F]*)>Tj")]
    private static partial Regex Token();

    [GeneratedRegex("<([0-9A-F]{4})><([0-9A-F]+)>")]
    private static partial Regex BfChar();
}
