using CaseRecording.Core.Writing.Lists;

namespace CaseRecording.Core.Tests.Writing.Lists;

public sealed class DefaultWordsTests
{
    [Fact]
    public void All_AsDelivered_IsOfUsefulSizeAndWellFormed()
    {
        Assert.True(DefaultWords.All.Count(e => e.Kind is WordKind.Abbreviation or WordKind.LegalTerm) >= 150);
        Assert.True(DefaultWords.All.Count(e => e.Kind is WordKind.Jargon or WordKind.Label) >= 150);
        Assert.All(Enum.GetValues<WordKind>(), kind => Assert.Contains(DefaultWords.All, e => e.Kind == kind));
        Assert.Equal(DefaultWords.All.Count, DefaultWords.All.Select(e => (e.Kind, e.Key)).Distinct().Count());
        Assert.All(DefaultWords.All, e =>
        {
            Assert.NotEqual("", e.Key);
            Assert.InRange(e.Expression.Length, 1, 2000);
            Assert.NotEqual("", e.Instead);
            Assert.InRange(e.Instead.Length, 1, WordEntry.LongestInstead);
            Assert.InRange(e.Explanation.Length, 0, WordEntry.LongestExplanation);
            Assert.True(e.Kind != WordKind.Abbreviation || e.Explanation.Length > 0, $"{e.Key} is not explained");
        });
    }

    [Fact]
    public void All_AsDelivered_NoSpellingStandsTwiceInItsList() =>
        Assert.Empty(DefaultWords.All.SelectMany(e => e.Spellings.Select(s => (e.Kind, s))).GroupBy(s => s).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void Kinds_Slugs_LeadBack() => Assert.All(Enum.GetValues<WordKind>(), kind => Assert.Equal(kind, WordKinds.Find(kind.Slug())));
}
