using System.Diagnostics;
using CaseRecording.Core.Writing;
using FsCheck;
using FsCheck.Fluent;

namespace CaseRecording.Core.Tests.Writing;

public sealed class MarkedTextProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2000);

    /// <summary>What marks are made of; capital letters stand for what an author says.</summary>
    private static readonly string[] Pieces =
    [
        "==", "=", "===", "[[", "]]", "[", "]", "|", ":", "[[fact|", "[[opinion: A|", "[[third party:B|", "[[sensitive|", "[[entry:12]]", "[[entry:",
        "> ", ">", "- ", "-", "\n", "\r\n", "\r", "\n\n", " ", "C", "D", "Ê 😀", "\0", "\ud800", "\u00a0", "\u2028", "fact", "7",
    ];

    private static readonly Gen<string> Hostile = Gen.Elements(Pieces).ListOf().Select(string.Concat);

    [Fact]
    public void Parse_AnyString_NeverThrowsAndPointsIntoItsSource() =>
        Check.One(Many, Prop.ForAll(ArbMap.Default.ArbFor<string>(), source =>
            MarkedText.Parse(source).Inlines.OfType<Text>().All(t => source.Substring(t.Start, t.Value.Length) == t.Value)));

    [Fact]
    public void Parse_HostileMarks_TextPointsIntoItsSourceAndComesInOrder() =>
        Check.One(Many, Prop.ForAll(Hostile.ToArbitrary(), source =>
        {
            var texts = MarkedText.Parse(source).Inlines.OfType<Text>().ToList();
            return texts.All(t => t.Value.Length > 0 && source.Substring(t.Start, t.Value.Length) == t.Value)
                && texts.Zip(texts.Skip(1)).All(pair => pair.First.Start + pair.First.Value.Length <= pair.Second.Start)
                && !texts.Any(t => t.Value.Contains('\n') || t.Value.Contains('\r'));
        }));

    [Fact]
    public void ToPlain_HostileMarks_HoldsAllThatWasSaid() =>
        Check.One(Many, Prop.ForAll(Hostile.ToArbitrary(), source => Said(MarkedText.Parse(source).ToPlain()) == Said(source)));

    [Fact]
    public void ToPlain_NoMarks_IsTheTextItself() =>
        Check.One(Many, Prop.ForAll(Gen.Elements("A", "b", " ", "\n", "= ", "[", "|", ":", "😀").ListOf().Select(string.Concat).ToArbitrary(), source =>
            Solid(MarkedText.Parse(source).ToPlain()) == Solid(source)));

    [Fact]
    public void Parse_TreeWrittenOut_GivesTheSameTree() =>
        Check.One(Many, Prop.ForAll(Blocks.ToArbitrary(), blocks =>
            MarkTrees.Show(MarkedText.Parse(MarkTrees.Typed(blocks))) == MarkTrees.Show(blocks)));

    [Theory]
    [InlineData("==a ")]
    [InlineData("a== ")]
    [InlineData("==a== ")]
    [InlineData("[[fact|")]
    [InlineData("[[fact|a ")]
    [InlineData("]]")]
    [InlineData("[[entry:")]
    [InlineData("[[entry:1")]
    [InlineData("[[fact: ")]
    [InlineData("[")]
    [InlineData("=")]
    [InlineData("> - ")]
    [InlineData("\n")]
    [InlineData("> a\n\n")]
    [InlineData("==a [[fact|b ")]
    [InlineData("a [[fact|==b ]] ")]
    [InlineData(" ")]
    public void Parse_AMegabyteOfHalfMarks_TakesTimeInProportion(string piece)
    {
        const int length = 1_000_000;
        string[] sources =
        [
            string.Concat(Enumerable.Repeat(piece, length / piece.Length)),
            string.Concat(Enumerable.Repeat(piece, length / piece.Length / 2)) + string.Concat(Enumerable.Repeat("]] ==", length / 10)),
        ];
        foreach (var source in sources)
        {
            var watch = Stopwatch.StartNew();
            MarkedText.Parse(source).ToPlain();

            // A second is plenty for one walk; a walk for each mark would take many minutes.
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed} for {piece}");
        }
    }

    private static string Said(string text) => string.Concat(text.Where(char.IsAsciiLetterUpper).Order());

    private static string Solid(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static Gen<string> Phrase => Gen.Elements("one", "two words", "3 o'clock", "a=b", "x > y", "it's - fine", "Ê 😀");

    private static Gen<IReadOnlyList<Inline>> Inlines(bool words, int statements, bool breaks) =>
        from first in Phrase
        from rest in (from mark in Mark(words, statements) from after in Phrase select (mark, after)).ListOf()
        from lineBreak in Gen.Elements(true, false)
        select Join(first, rest.Take(3), breaks && lineBreak);

    private static IReadOnlyList<Inline> Join(string first, IEnumerable<(Inline Mark, string After)> rest, bool lineBreak)
    {
        List<Inline> inlines = [new Text(first, 0)];
        foreach (var (mark, after) in rest) inlines.AddRange([mark, new Text(after, 0)]);
        if (lineBreak) inlines.AddRange([new LineBreak(), new Text("next line", 0)]);
        return inlines;
    }

    private static Gen<Inline> Mark(bool words, int statements)
    {
        List<Gen<Inline>> choices = [Gen.Choose(1, 99999).Select(n => (Inline)new EntryLink(n))];
        if (words) choices.Add(Inlines(words: false, statements, breaks: true).Select(inner => (Inline)new Words(inner)));
        if (statements > 0)
        {
            choices.Add(
                from kind in Gen.Elements(Enum.GetValues<StatementKind>())
                from source in Gen.Elements<string?>(null, "Sarah Jones", "Ms Lee, school: office")
                from inner in Inlines(words, statements - 1, breaks: true)
                select (Inline)new Statement(kind, source, inner));
        }

        return Gen.OneOf(choices);
    }

    private static Gen<List<Block>> Blocks => Gen.OneOf(
        Inlines(words: true, statements: 2, breaks: true).Select(i => (Block)new Paragraph(i)),
        Inlines(words: false, statements: 2, breaks: true).Select(i => (Block)new WordsBlock(i)),
        BulletItem.NonEmptyListOf().Select(items => (Block)new BulletList([.. items])))
        .ListOf().Select(blocks => blocks.Take(5).ToList());

    /// <summary>A list item is one line.</summary>
    private static Gen<IReadOnlyList<Inline>> BulletItem =>
        from text in Phrase
        from inner in Phrase
        from number in Gen.Choose(1, 99)
        select (IReadOnlyList<Inline>)[new Text(text, 0), new Statement(StatementKind.Fact, null, [new Words([new Text(inner, 0)])]), new EntryLink(number)];
}
