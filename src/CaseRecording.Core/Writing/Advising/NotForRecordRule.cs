using CaseRecording.Core.Writing.Lists;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>Trivia, money, technical arrangements and lists of attempted contacts are probably not for a child's record (N-13).</summary>
internal static class NotForRecordRule
{
    /// <summary>Attempts from which on they are a list.</summary>
    private const int ManyAttempts = 3;

    private const string Attempts = "attempted contacts";

    public static IEnumerable<Advice> Find(Reading reading)
    {
        foreach (var field in reading.Fields)
        {
            var hits = reading.Lists.NotForRecord.In(field.Prose).Where(h => field.Prose.Words[h.First].Voice == Voice.Author).ToList();
            var attempts = hits.Where(h => h.Value.Explanation == Attempts).ToList();
            if (Rules.N13.Applies(attempts.Count >= ManyAttempts))
            {
                yield return field.At(Rules.N13, 36, attempts[0].First, attempts[0].Count, $"This lists {attempts.Count} attempts to reach someone.") with { Instead = WordingRule.Sentence(attempts[0].Value.Instead) };
            }

            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (entry, first, count) in hits.Where(h => h.Value.Explanation != Attempts))
            {
                if (!Rules.N13.Applies(seen.Add($"{entry.Explanation} {field.Prose.Words[first].Sentence}"))) continue;
                yield return field.At(Rules.N13, 35, first, count, Why(entry)) with { Instead = WordingRule.Sentence(entry.Instead) };
            }
        }
    }

    private static string Why(WordEntry entry) => entry.Explanation.Length > 0
        ? $"Is this for the child’s record? It speaks of {entry.Explanation}, which the child hardly needs to read."
        : "Is this for the child’s record?";
}
