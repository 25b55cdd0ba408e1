using CaseRecording.Core.Writing;
using FsCheck;
using FsCheck.Fluent;

namespace CaseRecording.Core.Tests.Writing;

public sealed class TextDifferenceTests
{
    private static readonly Gen<string> Words = Gen.Elements("Maya ", "was ", "not ", "seen ", "alone", ".", "\n", "\n\n", " ", "> ").ListOf().Select(string.Concat);

    [Theory]
    [InlineData("You were tired.", "You were tired.", "You were tired.")]
    [InlineData("You were tired and sad.", "You were tired and hungry.", "You were tired and -sad.-+hungry.+")]
    [InlineData("", "New words", "+New words+")]
    [InlineData("One line\nTwo lines\n", "One line\nThree lines\n", "One line\n-Two -+Three +lines\n")]
    public void Between_TwoTexts_MarksTheWordsThatChanged(string before, string after, string expected) =>
        Assert.Equal(expected, string.Concat(TextDifference.Between(before, after).Select(p => p.Kind switch
        {
            DifferenceKind.Removed => $"-{p.Text}-",
            DifferenceKind.Added => $"+{p.Text}+",
            _ => p.Text,
        })));

    [Fact]
    public void Between_AnyTexts_HoldsBothWhole() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Words.Two().ToArbitrary(), pair =>
        {
            var parts = TextDifference.Between(pair.Item1, pair.Item2);
            return Without(parts, DifferenceKind.Added) == pair.Item1 && Without(parts, DifferenceKind.Removed) == pair.Item2;
        }));

    [Fact]
    public void Between_TwoVeryLongParagraphs_ShowsThemAsReplacedInsteadOfSearching()
    {
        var before = string.Join(' ', Enumerable.Range(0, 20_000).Select(i => $"a{i}"));
        var after = string.Join(' ', Enumerable.Range(0, 20_000).Select(i => $"b{i}"));

        Assert.Equal([new(DifferenceKind.Removed, before), new(DifferenceKind.Added, after)], TextDifference.Between(before, after));
    }

    private static string Without(IEnumerable<DifferencePart> parts, DifferenceKind kind) => string.Concat(parts.Where(p => p.Kind != kind).Select(p => p.Text));
}
