using CaseRecording.Core.Recording;
using CaseRecording.Core.Tests.Rules;
using Xunit.Abstractions;

namespace CaseRecording.Core.Tests.Writing.Corpus;

/// <summary>A corpus of entries measures how right the advice is. Its figures stand in docs/writing-advice.md.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    private const int FewestEntries = 120;
    private const double LeastPrecision = 0.8;

    private static readonly string[] Advising = ["L-01", "L-02", "L-03", "L-04", "L-05", "L-06", "L-07", "L-08", "L-09", "L-10", "L-11", "N-08", "N-11", "N-12", "N-13", "N-15", "N-18"];

    [Fact]
    public void Corpus_Entries_AreManyAndEachLabelStandsInItsText()
    {
        Assert.True(CorpusEntry.All.Count >= FewestEntries, $"{CorpusEntry.All.Count} entries");
        Assert.Equal(CorpusEntry.All.Count, CorpusEntry.All.Select(e => e.Name).Distinct().Count());
        Assert.True(CorpusEntry.All.Count(e => e.Labels.Count == 0) >= FewestEntries / 3);
        Assert.All(CorpusEntry.All.SelectMany(e => e.Labels.Select(l => (e, l))), one =>
            Assert.True(one.e.Request.Fields.Any(f => f.Name == one.l.Field && f.Text.Contains(one.l.Passage, StringComparison.OrdinalIgnoreCase)), $"{one.e.Name}: {one.l}"));
        Assert.True(Enum.GetValues<RecordingKind>().All(k => CorpusEntry.All.Any(e => e.Request.Kind == k) || k > RecordingKind.CaseNoteSummary));
    }

    [Fact]
    public void Measure_EveryRule_IsRightAtLeastFourTimesInFive()
    {
        var (rules, wrongs) = CorpusMeasure.Take();
        foreach (var rule in rules) output.WriteLine(rule.Row);
        foreach (var wrong in wrongs) output.WriteLine($"{wrong.Entry}: {wrong.What}");
        Assert.Equal(Advising.Order(StringComparer.Ordinal), rules.Select(r => r.Code));
        Assert.All(rules, r => Assert.True(r.Precision >= LeastPrecision, $"{r.Row}: mend it or make it quieter"));
    }

    [Fact]
    public void Figures_InTheDocument_AreThoseMeasured()
    {
        var document = File.ReadAllText(Path.Combine(RuleBook.Root, "docs", "writing-advice.md"));
        Assert.All(CorpusMeasure.Take().Rules, r => Assert.Contains(r.Row, document, StringComparison.Ordinal));
        Assert.Contains($"{CorpusEntry.All.Count} entries", document, StringComparison.Ordinal);
    }
}
