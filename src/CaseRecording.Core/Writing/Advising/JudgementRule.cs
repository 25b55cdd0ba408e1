using CaseRecording.Core.Writing.Lists;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>Judgement stands in the analysis, with its owner, not among the facts (L-07).</summary>
internal static class JudgementRule
{
    public static IEnumerable<Advice> Find(Reading reading)
    {
        foreach (var field in reading.Of(FieldMeaning.Facts))
        {
            var seen = new HashSet<int>();
            foreach (var (entry, first, count) in reading.Lists.Judgement.In(field.Prose))
            {
                var word = field.Prose.Words[first];
                if (word.Voice != Voice.Author || word.Statement is not null || !seen.Add(word.Sentence)) continue;
                if (!Rules.L07.Applies(true)) continue;
                yield return field.At(Rules.L07, 65, first, count, "This is a judgement, and it stands among the facts.") with
                {
                    Instead = WordingRule.Sentence(entry.Instead),
                    Replacement = Mark(field, word.Sentence),
                };
            }
        }

        foreach (var field in reading.Of(FieldMeaning.Analysis, FieldMeaning.Strengths, FieldMeaning.Worries, FieldMeaning.Risks, FieldMeaning.Decision))
        {
            foreach (var (entry, first, count) in reading.Lists.UnownedOpinion.In(field.Prose))
            {
                var word = field.Prose.Words[first];
                if (word.Voice != Voice.Author || word.Statement is not null || IsOwned(field.Prose, first, count) || !Rules.L07.Applies(true)) continue;
                yield return field.At(Rules.L07, 62, first, count, "An opinion needs its owner: who thinks so, and what it rests on.") with
                {
                    Instead = WordingRule.Sentence(entry.Instead),
                    Replacement = DropIn(field, entry, first, count),
                };
            }
        }
    }

    /// <summary>The whole sentence becomes a judgement, so that page and reader can tell it from a fact.</summary>
    private static Replacement? Mark(ReadField field, int number)
    {
        var sentence = field.Prose.Sentences[number];
        return field.Prose.IsPlain(sentence)
            ? new Replacement(sentence.Start, sentence.End - sentence.Start, $"[[judgement|{field.Prose.Passage(sentence.Start, sentence.End)}]]", "Mark the sentence as your judgement")
            : null;
    }

    private static bool IsOwned(Prose prose, int first, int count) =>
        prose.Near(first + count - 1, 1) is "by" || (prose.Near(first, -1) is "think" or "believe" or "view" or "i" or "me");

    private static Replacement? DropIn(ReadField field, WordEntry entry, int first, int count) =>
        WordingRule.IsInstruction(entry.Instead) || entry.Instead.Contains(',') || field.Prose.Words[first + count - 1].Lower != entry.Instead.Split(' ')[^1]
            ? null
            : new Replacement(field.Prose.Words[first].Start, field.Prose.Words[first + count - 1].End - field.Prose.Words[first].Start, entry.Instead, $"Write ‘{entry.Instead}’");
}
