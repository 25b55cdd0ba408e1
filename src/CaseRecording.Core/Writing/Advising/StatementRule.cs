namespace CaseRecording.Core.Writing.Advising;

/// <summary>What someone outside the home told is marked as theirs (N-08); unmarked, nobody can tell it from what the author saw, nor propose to withhold it.</summary>
internal static class StatementRule
{
    public static IEnumerable<Advice> Find(Reading reading)
    {
        if (reading.Fields.Any(f => f.Prose.Words.Any(w => w.Statement is StatementKind.ThirdParty or StatementKind.Opinion or StatementKind.Fact))) yield break;
        var professionals = reading.Request.People.Where(p => p.IsProfessional).SelectMany(p => p.FullName.ToLowerInvariant().Split(' ')).ToHashSet(StringComparer.Ordinal);
        foreach (var field in reading.Of(FieldMeaning.Facts, FieldMeaning.Account, FieldMeaning.Risks))
        {
            foreach (var sentence in field.Prose.Sentences)
            {
                if (Teller(field.Prose, sentence, professionals) is not { } teller || !Rules.N08.Applies(true)) continue;
                var plain = field.Prose.IsPlain(sentence);
                yield return field.At(Rules.N08, 55, sentence, $"{WordingRule.Sentence(teller)} told this; you did not see it yourself. Marked as theirs, a reader can tell, and it can be looked at before the record is shared.") with
                {
                    Instead = "Mark it as told by a third party",
                    Replacement = plain ? new Replacement(sentence.Start, sentence.End - sentence.Start, $"[[third party: {WordingRule.Sentence(teller)}|{field.Prose.Passage(sentence.Start, sentence.End)}]]", "Mark the sentence as told by a third party") : null,
                };
                yield break; // once for each entry: the author then knows
            }
        }
    }

    /// <summary>Who tells it: someone there through their work, or a neighbour, before a word of telling.</summary>
    private static string? Teller(Prose prose, Sentence sentence, HashSet<string> professionals)
    {
        for (var i = sentence.First; i < sentence.First + sentence.Count; i++)
        {
            var word = prose.Words[i];
            if (word.Voice != Voice.Author) return null;
            if (word.Lower == "according" && prose.Near(i, 1) == "to" && (Who(prose, i + 2, professionals, named: true) ?? Who(prose, i + 3, professionals, named: true)) is { } source) return source;
            if (prose.Near(i, 1) is "" or "yes" or "no" or "hello" or "goodbye" || (prose.Near(i, 1) == "me" && prose.Near(i, 2).Length == 0)) continue;
            if (prose.Near(i, -1) is "be" or "been" or "was" or "were" or "is") continue;
            if (!Vocabulary.Says.Contains(word.Lower) || word.Lower is "agreed" or "thinks" or "thought" or "feels" or "felt" or "asked" or "shared") continue;
            if (word.Lower is "rang" or "phoned" or "emailed" && !(prose.Near(i, 1) == "to" && prose.Near(i, 2) is "say" or "tell" or "report" && prose.Near(i, 5).Length > 0)) continue;
            for (var n = 1; n <= 4; n++)
            {
                if (i - n < sentence.First || prose.Near(i, -n) is "and" or "or") break;
                if (Who(prose, i - n, professionals) is { } teller) return teller;
                if (prose.Near(i, -n) is "i" or "we" or "you" or "mum" or "dad" or "he" or "she" or "they") break;
            }
        }

        return null;
    }

    private static string? Who(Prose prose, int i, HashSet<string> professionals, bool named = false)
    {
        if (i >= prose.Words.Count) return null;
        var word = prose.Words[i];
        if (Vocabulary.IsPossessive(word.Lower)) return null;
        if (!named && (prose.Near(i, -1) is "what" or "to" or "at" or "in" or "from" or "by" or "of" or "with" || prose.Near(i, -2) == "what")) return null;
        if (Vocabulary.Professions.Contains(word.Lower)) return prose.Near(i, -1) is "the" or "your" or "a" or "her" or "his" ? $"the {word.Lower}" : word.Lower;
        var titled = i > 0 && Vocabulary.Titles.Contains(prose.Near(i, -1)) && prose.Words[i - 1].IsCapital && word.IsCapital;
        if (titled) return $"{prose.Words[i - 1].Text} {word.Text}";
        return word.IsCapital && professionals.Contains(word.Lower) ? word.Text : null;
    }
}
