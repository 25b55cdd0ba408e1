using System.Text.RegularExpressions;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Tests.Rules;
using CaseRecording.Core.Writing.Advising;
using CaseRecording.Core.Writing.Likeness;

namespace CaseRecording.Core.Tests.Writing.Corpus;

/// <summary>Advice that an entry of the corpus should get. An empty passage stands for the field as a whole.</summary>
internal sealed record Label(string Code, string Field, string Passage);

/// <summary>An entry written for the purpose, with the advice it should get. All people in it are made up.</summary>
internal sealed partial record CorpusEntry(string Name, AdviceRequest Request, IReadOnlyList<Label> Labels)
{
    public static IReadOnlyList<CorpusEntry> All { get; } =
    [
        .. Directory.GetFiles(Path.Combine(RuleBook.Root, "tests", "CaseRecording.Core.Tests", "Writing", "Corpus"), "*.txt").Order(StringComparer.Ordinal)
            .SelectMany(file => Blocks().Split(File.ReadAllText(file)).Where(b => b.Trim().Length > 0).Select(Read)),
    ];

    private static CorpusEntry Read(string block)
    {
        var lines = block.Split('\n');
        var head = lines[1].Split('|', StringSplitOptions.TrimEntries);
        var kind = RecordingForm.KindOf(head[0].Split(' ')[0])!.Value;
        var children = head[1].Split(';', StringSplitOptions.TrimEntries).Select((c, i) => Child(c.Split(',', StringSplitOptions.TrimEntries), i + 1)).ToList();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var labels = new List<Label>();
        var (people, others, adults, earlier, field) = ("", "", "", "", "");
        foreach (var line in lines.Skip(2))
        {
            if (line.StartsWith("people: ", StringComparison.Ordinal)) people = line[8..];
            else if (line.StartsWith("others: ", StringComparison.Ordinal)) others = line[8..];
            else if (line.StartsWith("adults: ", StringComparison.Ordinal)) adults = line[8..];
            else if (line.StartsWith("earlier: ", StringComparison.Ordinal)) earlier = line[9..];
            else if (line.StartsWith("!! ", StringComparison.Ordinal)) labels.Add(LabelOf(line[3..]));
            else if (line.StartsWith("# ", StringComparison.Ordinal)) field = line[2..].Trim();
            else if (field.Length > 0) texts[field] = texts.TryGetValue(field, out var before) ? $"{before}\n{line}" : line;
        }

        var fields = FormFields.Of(kind).Where(f => !f.PerChild).Select(f => new AdviceField(f.Key, FieldMeanings.Of(f), null, Text(texts, f.Key)))
            .Concat(children.SelectMany(c => FormFields.Of(kind).Where(f => f.PerChild).Select(f => new AdviceField(children.Count > 1 ? $"{f.Key}@{c.ChildId}" : f.Key, FieldMeanings.Of(f), c.ChildId, Text(texts, children.Count > 1 ? $"{f.Key}@{c.ChildId}" : f.Key)))))
            .ToList();
        var contact = head[0].Split(' ') is [_, var how] ? Enum.Parse<ContactType>(how, ignoreCase: true) : (ContactType?)null;
        var request = new AdviceRequest
        {
            Kind = kind,
            ContactType = contact,
            Fields = fields,
            Children = children,
            People = [.. people.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Person)],
            OtherChildren = others.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.OrdinalIgnoreCase),
            OtherAdults = adults.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.OrdinalIgnoreCase),
            Twins = [.. Twins(fields, earlier)],
        };
        return new CorpusEntry(lines[0].Trim(), request, labels);
    }

    private static IEnumerable<AdviceTwin> Twins(List<AdviceField> fields, string earlier) =>
        from field in fields
        where earlier.Length > 0
        let common = CommonParts.Of(field.Text, earlier)
        where common.IsLargelyTheSame
        let part = common.Mine.MaxBy(p => p.Length)
        select new AdviceTwin(field.Name, part.Start, part.Length, common.Share, "an earlier entry", 1, 1);

    private static string Text(Dictionary<string, string> texts, string key) => texts.GetValueOrDefault(key, "").TrimEnd();

    private static AdviceChild Child(string[] parts, int id) =>
        new(id, parts[0].Split(' ')[0], parts[0], parts[1], int.Parse(parts[2]), parts.ElementAtOrDefault(3) switch { "seen" => true, "not seen" => false, _ => null });

    private static AdvicePerson Person(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        return new AdvicePerson(parts[0], parts[1], parts.Contains("took part"), parts.Contains("professional"));
    }

    private static Label LabelOf(string line)
    {
        var parts = line.Split(':', 2, StringSplitOptions.TrimEntries);
        var (code, field) = (parts[0].Split(' ')[0], parts[0].Split(' ')[1]);
        return new Label(code, field, parts.ElementAtOrDefault(1) ?? "");
    }

    [GeneratedRegex("^== ", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Blocks();
}
