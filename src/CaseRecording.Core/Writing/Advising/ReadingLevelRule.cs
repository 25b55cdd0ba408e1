namespace CaseRecording.Core.Writing.Advising;

/// <summary>
/// Can an 11-year-old read it (L-04)? The level is the Flesch–Kincaid grade, 0.39 × words per sentence + 11.8 × syllables per word − 15.59,
/// plus 5 for an English reading age. Names count one syllable; the child's and other people's words do not count. Long sentences are marked where they stand.
/// </summary>
internal static class ReadingLevelRule
{
    /// <summary>Longest sentence in words that is not marked.</summary>
    public const int LongSentence = 30;

    /// <summary>Reading age from which on a text is pointed out: two years above the aim, because the formula is that rough.</summary>
    public const double TooHard = 13;

    /// <summary>Fewest words of which a level can be told.</summary>
    public const int Fewest = 60;

    public static IEnumerable<Advice> Find(Reading reading)
    {
        foreach (var field in reading.Fields.Where(f => f.IsToChild))
        {
            foreach (var sentence in field.Prose.Sentences)
            {
                if (!Rules.L04.Applies(Own(field.Prose, sentence) > LongSentence)) continue;
                yield return field.At(Rules.L04, 25, sentence, $"This sentence has {sentence.Count} words. Most children of eleven lose the thread before its end.") with
                {
                    Instead = "Make two of it, or three",
                };
            }

            if (AgeOf(field.Prose) is { } age && Rules.L04.Applies(age >= TooHard))
            {
                yield return field.Whole(Rules.L04, 30, $"This reads like a text for someone of about {Math.Round(age):0}. The child should be able to read it at eleven.") with
                {
                    Instead = "Use shorter sentences and everyday words",
                };
            }
        }
    }

    /// <summary>Reading age in years, or null where there are too few words to tell.</summary>
    public static double? AgeOf(Prose prose)
    {
        int words = 0, syllables = 0, sentences = 0;
        foreach (var sentence in prose.Sentences)
        {
            var own = 0;
            for (var i = sentence.First; i < sentence.First + sentence.Count; i++)
            {
                var word = prose.Words[i];
                if (word.Voice != Voice.Author) continue;
                own++;
                syllables += word.IsCapital && i > sentence.First ? 1 : Syllables(word.Lower);
            }

            words += own;
            if (own > 0) sentences++;
        }

        return words < Fewest ? null : (0.39 * words / sentences) + (11.8 * syllables / words) - 15.59 + 5;
    }

    /// <summary>Groups of vowels, but for a silent e at the end; at least one.</summary>
    public static int Syllables(string lower)
    {
        var groups = 0;
        var inVowels = false;
        foreach (var c in lower)
        {
            var vowel = c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
            if (vowel && !inVowels) groups++;
            inVowels = vowel;
        }

        var silent = lower.Length > 2 && ((lower.EndsWith('e') && !lower.EndsWith("le", StringComparison.Ordinal)) || (lower.EndsWith("ed", StringComparison.Ordinal) && lower[^3] is not ('t' or 'd')));
        return Math.Max(1, silent ? groups - 1 : groups);
    }

    private static int Own(Prose prose, Sentence sentence)
    {
        var own = 0;
        for (var i = sentence.First; i < sentence.First + sentence.Count; i++) own += prose.Words[i].Voice == Voice.Author ? 1 : 0;
        return own;
    }
}
