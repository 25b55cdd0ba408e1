using CaseRecording.Core.Writing.Advising;
using CaseRecording.Core.Writing.Lists;

namespace CaseRecording.Core.Tests.Writing.Corpus;

/// <summary>How right the advice of one rule is, over the whole corpus.</summary>
/// <param name="Labelled">Passages that should get it.</param>
/// <param name="Found">Of those, how many got it.</param>
/// <param name="Given">How often it was given.</param>
/// <param name="Right">Of those, how often where it should be.</param>
internal sealed record Measured(string Code, int Labelled, int Found, int Given, int Right)
{
    public double Precision => Given == 0 ? 0 : (double)Right / Given;

    public double Recall => Labelled == 0 ? 0 : (double)Found / Labelled;

    /// <summary>As it stands in docs/writing-advice.md.</summary>
    public string Row => $"| {Code} | {Labelled} | {Given} | {Precision:P0} | {Recall:P0} |".Replace(" %", "%", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal);
}

/// <summary>Runs the advice over the corpus as delivered, and compares.</summary>
internal static class CorpusMeasure
{
    public sealed record Wrong(string Entry, string What);

    public static (IReadOnlyList<Measured> Rules, IReadOnlyList<Wrong> Wrongs) Take()
    {
        var (all, wrongs) = (new List<(string Code, bool IsLabel, bool Right)>(), new List<Wrong>());
        foreach (var entry in CorpusEntry.All)
        {
            var advice = WritingAdvisor.Advise(entry.Request, WordLists.Default);
            foreach (var label in entry.Labels)
            {
                var found = advice.Any(a => Meets(label, a, entry));
                all.Add((label.Code, true, found));
                if (!found) wrongs.Add(new Wrong(entry.Name, $"missed {label.Code} {label.Field}: {label.Passage}"));
            }

            foreach (var one in advice)
            {
                var right = entry.Labels.Any(l => Meets(l, one, entry));
                all.Add((one.Rule.Code, false, right));
                if (!right) wrongs.Add(new Wrong(entry.Name, $"wrong {one.Rule.Code} {one.Field}: {one.Passage} – {one.Why}"));
            }
        }

        return (
            [
                .. all.GroupBy(a => a.Code).OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => new Measured(g.Key, g.Count(a => a.IsLabel), g.Count(a => a.IsLabel && a.Right), g.Count(a => !a.IsLabel), g.Count(a => !a.IsLabel && a.Right))),
            ],
            wrongs);
    }

    private static bool Meets(Label label, Advice advice, CorpusEntry entry)
    {
        if (label.Code != advice.Rule.Code || label.Field != advice.Field) return false;
        if (label.Passage.Length == 0 || advice.Length == 0) return true;
        var text = entry.Request.Fields.First(f => f.Name == label.Field).Text;
        var at = text.IndexOf(label.Passage, StringComparison.OrdinalIgnoreCase);
        while (at >= 0)
        {
            if (at < advice.Start + advice.Length && advice.Start < at + label.Passage.Length) return true;
            at = text.IndexOf(label.Passage, at + 1, StringComparison.OrdinalIgnoreCase);
        }

        return false;
    }
}
