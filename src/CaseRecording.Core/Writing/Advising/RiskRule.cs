using System.Collections.Frozen;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>A risk is told with what it does to this child, and with what raises or lessens it (L-10).</summary>
internal static class RiskRule
{
    private static readonly FrozenSet<string> Dangers = Vocabulary.Set(
        "risk risks danger dangerous harm harmed abuse abused violence violent assault assaulted hit hits hitting punched slapped kicked strangled threatened threats threat knife weapon weapons drugs drug alcohol drinking drunk cocaine heroin cannabis overdose neglect exploitation exploited grooming groomed trafficked missing arrested offences offending police-bail gang fire overdosed self-harm suicide hurt hurts fighting fights bruise bruises injury injuries fell burnt burned unsupervised unsafe offender");

    private static readonly FrozenSet<string> Effects = Vocabulary.Set(
        "frightened afraid scared fear fears frighten frightens feel feels feeling hurt hurts sleep sleeps sleeping tired hungry worry worries worried cry cries crying upset sad angry lonely anxious confused learn learning school grow growing believe think thinks blame ashamed safe unsafe affect affects affected impact impacts effect means mean meaning could might may would so because makes make leaves harm harmed ill injured killed die choke burn late miss missing");

    private static readonly FrozenSet<string> Factors = Vocabulary.Set(
        "when if because unless until after before while whenever more less most least worse worst better safer higher lower increases increased reduces reduced raises lessens helps help helped protects protect protected keeps keep kept especially alone night nights weekends weekend agreed promised stopped stops watches checks locked since likely unlikely nearby knows support supports agreement where without although but");

    public static IEnumerable<Advice> Find(Reading reading)
    {
        foreach (var field in reading.Of(FieldMeaning.Risks, FieldMeaning.Worries).Where(f => f.WordCount >= 4))
        {
            var words = field.Prose.Words;
            var at = Enumerable.Range(0, words.Count).FirstOrDefault(i => Dangers.Contains(words[i].Lower), -1);
            if (at < 0) continue;
            var sentence = field.Prose.Sentences[words[at].Sentence];
            if (Rules.L10.Applies(!TouchesChild(reading, field)))
            {
                yield return field.At(Rules.L10, 78, sentence, "The risk is named, but not what it does to this child.") with { Instead = "Say what the child lives through because of it, or what could happen to them" };
            }
            else if (Rules.L10.Applies(!words.Any(w => Factors.Contains(w.Lower))))
            {
                yield return field.At(Rules.L10, 44, sentence, "What makes this risk greater, and what lessens it, is not said.") with { Instead = "Say when it is worst, and who or what keeps the child safe" };
            }
        }
    }

    /// <summary>A sentence speaks of the child and of an effect.</summary>
    private static bool TouchesChild(Reading reading, ReadField field)
    {
        var names = reading.ChildrenOf(field).Select(c => c.KnownAs.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        foreach (var sentence in field.Prose.Sentences)
        {
            bool child = false, effect = false;
            for (var i = sentence.First; i < sentence.First + sentence.Count; i++)
            {
                var lower = field.Prose.Words[i].Lower;
                child |= Vocabulary.You.Contains(lower) || Vocabulary.TheChild.Contains(lower) || names.Contains(Vocabulary.Bare(lower)) || lower is "she" or "he" or "they" or "them" or "her" or "him";
                effect |= Effects.Contains(lower);
            }

            if (child && effect) return true;
        }

        return false;
    }
}
