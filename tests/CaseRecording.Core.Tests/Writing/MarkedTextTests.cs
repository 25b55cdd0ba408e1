using CaseRecording.Core.Writing;

namespace CaseRecording.Core.Tests.Writing;

public sealed class MarkedTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  \n \r\n", "")]
    [InlineData("One.\nTwo.\n\nThree.", "P(One.|Two.) P(Three.)")]
    [InlineData("One.\r\nTwo.\r\rThree.  ", "P(One.|Two.) P(Three.)")]
    [InlineData("- one\n- two\nafter", "L(one;two) P(after)")]
    [InlineData("-none\n-\n- ", "P(-none|-|-)")]
    [InlineData("See [[entry:123]].", "P(See #123.)")]
    [InlineData("[[fact|The door was open]] then", "P({fact The door was open} then)")]
    [InlineData("[[opinion: Sarah Jones|He is calmer]]", "P({opinion/Sarah Jones He is calmer})")]
    [InlineData("[[Third Party:Ms Lee, school|late\ntwice]]", "P({third party/Ms Lee, school late|twice})")]
    [InlineData("[[third party|late]]", "P({third party late})")]
    [InlineData("[[assessment|a]][[judgement|b]][[decision|c]][[sensitive|d]]", "P({assessment a}{judgement b}{decision c}{sensitive d})")]
    [InlineData("- [[fact|a [[entry:7]]]]", "L({fact a #7})")]
    [InlineData("1 = 1", "P(1 = 1)")]
    public void Parse_Text_GivesTheTree(string source, string tree) => Assert.Equal(tree, Show(source));

    [Theory, Trait("Rule", "N-05")]
    [InlineData("> I like it.\n> A lot.\nShe smiled.", "W(I like it.|A lot.) P(She smiled.)")]
    [InlineData("She said ==I like it== twice", "P(She said <I like it> twice)")]
    [InlineData("==one== and ==two==", "P(<one> and <two>)")]
    [InlineData("- ==one==", "L(<one>)")]
    [InlineData("==over\ntwo lines==", "P(<over|two lines>)")]
    [InlineData("==a [[sensitive|b]] c==", "P(<a {sensitive b} c>)")]
    [InlineData("[[sensitive|a ==b== c]]", "P({sensitive a <b> c})")]
    [InlineData("> [[sensitive|b]] c", "W({sensitive b} c)")]
    public void Parse_ChildsWords_N05_AreMarked(string source, string tree)
    {
        Assert.Equal(tree, Show(source));
        Assert.True(MarkedText.Parse(source).HasWords);
    }

    [Theory, Trait("Rule", "N-19")]
    [InlineData("[[sensitive|Only for you]] and more", "P({sensitive Only for you} and more)")]
    public void Parse_VeryPersonal_N19_IsMarkedToBeCollapsed(string source, string tree) => Assert.Equal(tree, Show(source));

    [Theory, Trait("Rule", "N-20")]
    [InlineData("As in [[entry:42]] before", "P(As in #42 before)")]
    public void Parse_ALink_N20_LeadsToTheEntry(string source, string tree) => Assert.Equal(tree, Show(source));

    [Theory]
    [InlineData("==never closed")]
    [InlineData("closed only==")]
    [InlineData("a == b == c")]
    [InlineData("== a==")]
    [InlineData("====")]
    [InlineData("==========")]
    [InlineData(">no space")]
    [InlineData("[[fact|never closed")]
    [InlineData("[[fact|]]")]
    [InlineData("[[fact|  ]]")]
    [InlineData("[[rumour|x]]")]
    [InlineData("[[fact: x]]")]
    [InlineData("[fact|x]")]
    [InlineData("x]]")]
    [InlineData("[[entry:]]")]
    [InlineData("[[entry:12x]]")]
    [InlineData("[[entry:12]")]
    [InlineData("[[entry:-12]]")]
    [InlineData("[[entry:1234567890123456789]]")]
    [InlineData("[[[[]]]]")]
    [InlineData("<script>alert(1)</script>")]
    public void Parse_BrokenMark_StaysAsTyped(string source)
    {
        Assert.Equal([new Text(source, 0)], Assert.IsType<Paragraph>(Assert.Single(MarkedText.Parse(source).Blocks)).Inlines);
        Assert.False(MarkedText.Parse(source).HasWords);
        Assert.Equal(source, MarkedText.Parse(source).ToPlain());
    }

    [Theory]
    [InlineData("[[fact|open ==a== b", "P([[fact|open <a> b)")]
    [InlineData("[[fact|a [[fact|b]] c", "P([[fact|a {fact b} c)")]
    [InlineData("==a [[fact|b== c]]", "P(==a {fact b== c})")]
    [InlineData("==a [[fact|==b== c]]", "P(==a {fact <b> c})")]
    [InlineData("[[fact|a\n\nb]]", "P([[fact|a) P(b]])")]
    [InlineData("> ==a==", "W(==a==)")]
    [InlineData("==a ==b== c", "P(<a ==b> c)")]
    [InlineData("[[[fact|x]]]", "P([{fact x}])")]
    [InlineData("[[fact|[[fact|  ]] x]]", "P({fact [[fact|  ]] x})")]
    public void Parse_BrokenMarkBesideAGoodOne_OnlyTheBrokenStaysAsTyped(string source, string tree) => Assert.Equal(tree, Show(source));

    [Theory]
    [InlineData("[[fact|a [[opinion: X|b]] c]]", "P({fact a {opinion/X b} c})")]
    [InlineData("[[fact|a [[opinion: X|b [[sensitive|c]] d]] e]]", "P({fact a {opinion/X b [[sensitive|c]] d} e})")]
    public void Parse_StatementInStatement_IsReadOneLevelDeep(string source, string tree) => Assert.Equal(tree, Show(source));

    [Fact]
    public void Text_Start_IsWhereItStandsInTheSource()
    {
        const string source = "One\r\n\r\n> two ==\r\n- [[opinion: X|three]]";

        Assert.Equal(
            [new Text("One", 0), new Text("two ==", source.IndexOf("two", StringComparison.Ordinal)), new Text("three", source.IndexOf("three", StringComparison.Ordinal))],
            MarkedText.Parse(source).Inlines.OfType<Text>());
    }

    [Fact]
    public void ToPlain_EveryMark_ReadsWithoutMarks()
    {
        const string source = "Hello ==I am here==\nagain\n> my words\n- one\n- [[opinion: Ms Lee|two [[fact|three]]]]\n\nSee [[entry:9]]";

        Assert.Equal("Hello “I am here”\nagain\n\n“my words”\n\n- one\n- two three (opinion: Ms Lee)\n\nSee entry 9", MarkedText.Parse(source).ToPlain());
    }

    [Fact]
    public void Statements_NestedAndInLists_AreAllListedInOrder()
    {
        var statements = MarkedText.Parse("[[fact|a [[opinion: X|b]]]]\n\n- ==[[sensitive|c]]==\n\n> [[third party: Y|d]]").Statements;

        Assert.Equal(
            [(StatementKind.Fact, null), (StatementKind.Opinion, "X"), (StatementKind.Sensitive, null), (StatementKind.ThirdParty, "Y")],
            statements.Select(s => (s.Kind, s.Source)));
    }

    [Fact]
    public void Parse_Null_IsEmpty()
    {
        Assert.Same(MarkedText.Empty, MarkedText.Parse(null));
        Assert.Equal("", MarkedText.Empty.ToPlain());
    }

    private static string Show(string source) => MarkTrees.Show(MarkedText.Parse(source));
}
