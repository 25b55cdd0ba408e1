using CaseRecording.Core.Writing.Lists;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>Jargon, vague words, labels and expressions that offend (L-03), and words that make a risk small (L-10): the author's own, never quoted ones.</summary>
internal static class WordingRule
{
    public static IEnumerable<Advice> Find(Reading reading)
    {
        foreach (var field in reading.Fields)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var written = reading.Lists.FullForms.In(field.Prose).ToList();
            foreach (var (entry, first, count) in reading.Lists.Wording.In(field.Prose))
            {
                if (field.Prose.Words[first].Voice != Voice.Author || !Applies(reading, field, entry.Kind) || IsInName(field.Prose, first, count)) continue;
                if (entry.Kind == WordKind.Jargon && written.Exists(f => first >= f.First && first < f.First + f.Count)) continue;
                if (!seen.Add($"{entry.Key} {field.Prose.Words[first].Lower} {count}")) continue;
                yield return field.At(entry.Kind == WordKind.Minimising ? Rules.L10 : Rules.L03, Weight(entry.Kind), first, count, Why(entry)) with
                {
                    Instead = entry.Instead.Length > 0 ? Sentence(entry.Instead) : null,
                    Replacement = DropIn(field, entry, first, count),
                };
            }
        }
    }

    private static bool Applies(Reading reading, ReadField field, WordKind kind) => kind switch
    {
        WordKind.Offensive or WordKind.Label => Rules.L03.Applies(!(reading.Mode == WritingMode.NotToChild && field.Meaning == FieldMeaning.Title)),
        WordKind.Minimising => Rules.L10.Applies(field.Meaning is not (FieldMeaning.Title or FieldMeaning.Line or FieldMeaning.Views)),
        // Those who read a decision's reasons or a copied email expect their terms; the plain words are for what is written to the child.
        _ => Rules.L03.Applies(field.IsToChild),
    };

    private static int Weight(WordKind kind) => kind switch
    {
        WordKind.Offensive => 100,
        WordKind.Minimising => 85,
        WordKind.Label => 70,
        _ => 40,
    };

    private static string Why(WordEntry entry) => entry.Kind switch
    {
        WordKind.Offensive => $"This may demean a person or a group{(entry.Explanation.Length > 0 ? $" ({entry.Explanation})" : "")}. Somebody else’s words belong in quotation marks, with whose they are.",
        WordKind.Minimising => "This can make harm sound smaller than it was. Write plainly what happened.",
        WordKind.Label => entry.Explanation.Length > 0 ? $"This is a label. {entry.Explanation}." : "This puts a label on a person. Say what happened instead.",
        _ => entry.Explanation.Length > 0 ? $"{entry.Explanation}." : "The family would hardly use this word. A plainer one says more.",
    };

    /// <summary>Ready to put in only where the first spelling was found, which the words fit.</summary>
    private static Replacement? DropIn(ReadField field, WordEntry entry, int first, int count)
    {
        var text = entry.Instead.Split(';')[0].Trim();
        if (text.Length == 0 || IsInstruction(text)) return null;
        var found = string.Join(' ', field.Prose.Words.Skip(first).Take(count).Select(w => w.Lower));
        return string.Equals(string.Join(' ', Prose.Split(entry.Spellings.First())), found, StringComparison.OrdinalIgnoreCase) ? field.Write(first, count, text) : null;
    }

    internal static bool IsInstruction(string text) =>
        text.StartsWith("say ", StringComparison.Ordinal) || text.StartsWith("leave ", StringComparison.Ordinal) || text.StartsWith("move ", StringComparison.Ordinal) || text.Contains("by name", StringComparison.Ordinal) || text.Contains("the person's", StringComparison.Ordinal);

    /// <summary>Part of a name, such as a team's.</summary>
    private static bool IsInName(Prose prose, int first, int count) =>
        prose.Words[first].IsCapital && !prose.IsFirst(first) && Enumerable.Range(first, count).All(i => prose.Words[i].IsCapital);

    internal static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
