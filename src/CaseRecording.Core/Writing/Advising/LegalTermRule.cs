using System.Collections.Frozen;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>Legal terms are explained in plain words at their first use (L-08).</summary>
internal static class LegalTermRule
{
    private const int Weight = 45;

    /// <summary>Words from which an explanation begins.</summary>
    private static readonly FrozenSet<string> Explains = Vocabulary.Set("means meaning meant which called that's explained explain");

    public static IEnumerable<Advice> Find(Reading reading)
    {
        if (reading.Mode == WritingMode.NotToChild) yield break;
        var explained = new HashSet<(string, int?)>();
        foreach (var field in reading.Fields.Where(f => f.Meaning is not (FieldMeaning.Title or FieldMeaning.Line)))
        {
            foreach (var (entry, first, count) in reading.Lists.LegalTerms.In(field.Prose))
            {
                if (field.Prose.Words[first].Voice == Voice.Child || explained.Contains((entry.Key, null)) || !explained.Add((entry.Key, field.Field.ChildId))) continue;
                if (!Rules.L08.Applies(!IsExplained(field.Prose, first, count))) continue;
                var end = field.Prose.Words[first + count - 1].End;
                yield return field.At(Rules.L08, Weight, first, count, "A legal term is explained in plain words where it is first used.") with
                {
                    Instead = entry.Instead,
                    Replacement = entry.Instead.Length == 0 ? null : new Replacement(end, 0, $" ({entry.Instead})", "Add the explanation in brackets"),
                };
            }
        }
    }

    /// <summary>A bracket, a dash or a word that explains follows within the sentence, or the next sentence begins with it.</summary>
    private static bool IsExplained(Prose prose, int first, int count)
    {
        var last = first + count - 1;
        if (prose.After(last) is '(' or '–' or '—' or ':') return true;
        for (var n = 1; n <= 8; n++)
        {
            var near = prose.Near(last, n);
            if (near is "means" or "meaning" || (n <= 2 && Explains.Contains(near))) return true;
        }

        // A plain account goes before: "a plan, called a child protection plan".
        if (prose.Near(first, -1) is "called" || prose.Near(first, -2) is "called") return true;
        var next = prose.Words[first].Sentence + 1;
        if (next >= prose.Sentences.Count) return false;
        var sentence = prose.Sentences[next];
        var opening = Enumerable.Range(sentence.First, Math.Min(3, sentence.Count)).Select(i => prose.Words[i].Lower).ToList();
        return (opening[0] is "this" or "that" or "it" && opening.Any(w => w is "means" or "is" or "meant" or "says")) || opening.Contains("means");
    }
}
