using CaseRecording.Core.Quality.Examples;

namespace CaseRecording.Core.Tests.Quality.Examples;

/// <summary>What tells who a text is about is found, and replaced without breaking the text's marks.</summary>
public sealed class IdentifyingTests
{
    private static readonly IdentifyingDetails Details = new(new KnownDetails
    {
        Names = [("Maisie Thornley", "the child"), ("Ionela Lăcătuș", "the mother"), ("Will Hope", "the father"), ("Nan", "the grandmother"), ("Miss June Adler", "the teacher")],
        Staff = ["Ellie Marsh", "Tom Bell"],
        Places = [("14 Harbour View\nSeaton\nNM4 2QX", "the home"), ("St Brannoc Primary", "the school")],
        Numbers = ["943 476 5919", "NC-20417"],
    });

    [Theory]
    [InlineData("I read it with Maisie Thornley after tea.", "Maisie Thornley", "the child")]
    [InlineData("We saw maisie’s drawing.", "maisie", "the child")]
    [InlineData("Then Lacatus rang.", "Lacatus", "the mother")]
    [InlineData("I asked Mrs Lăcătuș.", "Mrs Lăcătuș", "the mother")]
    [InlineData("When Will came home.", "Will", "the father")]
    [InlineData("Then Tom Bell rang.", "Tom Bell", "a colleague")]
    [InlineData("You live at 14 Harbour View now.", "14 Harbour View", "the home")]
    [InlineData("We walked to St Brannoc Primary together.", "St Brannoc Primary", "the school")]
    [InlineData("It was Thursday 14 March 2026 and cold.", "Thursday 14 March 2026", "a day in spring")]
    [InlineData("It was the week of 3rd of December.", "3rd of December", "a day in winter")]
    [InlineData("They met on 14/03/2026.", "14/03/2026", "that day")]
    [InlineData("It began in July 2019.", "July 2019", "summer that year")]
    [InlineData("It began in September.", "September", "autumn")]
    [InlineData("Ring 01632 960 123 first.", "01632 960 123", "a telephone number")]
    [InlineData("Write to j.adler@brannoc.example about it.", "j.adler@brannoc.example", "an email address")]
    [InlineData("The letter says NM4 2QX on it.", "NM4 2QX", "the home")]
    [InlineData("A flat in sw1a 1aa burned.", "sw1a 1aa", "the area")]
    [InlineData("The number is 9434765919.", "9434765919", "a number")]
    [InlineData("It stands under NC 20417 there.", "NC 20417", "a number")]
    [InlineData("We met in Station Road by the shop.", "Station Road", "the street")]
    [Trait("Rule", "Q-05")]
    public void Find_WhatIdentifies_IsFoundForSureWithSomethingInItsPlace(string text, string found, string with)
    {
        var detail = Assert.Single(Details.Find(text), d => d.IsSure);
        Assert.Equal((found, with), (detail.Found, detail.With));
        Assert.Empty(Details.Remaining(ExampleText.Apply(text, [new ReplacedDetail(found, with, false, true)])));
    }

    [Theory]
    [InlineData("will you come when nan is there, I hope? You said you may.")]
    [InlineData("On Thursday you ate 3 slices at 10:30 and it cost £2019.")]
    [InlineData("Mum and Dad said it would be 24 hours.")]
    public void Find_OrdinaryWords_AreNothing(string text) => Assert.DoesNotContain(Details.Find(text), d => d.IsSure);

    [Fact]
    public void Find_ACapitalWithinASentence_IsAskedAboutAndMayStay()
    {
        Assert.Equal([("Rusty", false), ("Darren Pike", false)], Details.Find("You told me about Rusty. Darren Pike was there.").Select(d => (d.Found, d.IsSure)));
    }

    [Fact]
    public void Apply_WithinMarks_KeepsThem_AndALinkToAnotherEntryBecomesWords()
    {
        const string text = "Maisie said ==I like it when Nan comes, not Will==.\n> Maisie is me\n- See [[entry:12]]\n\n[[opinion: Ionela Lăcătuș|Maisie’s mornings are calm.]]";

        var anew = ExampleText.Apply(text, [new("Maisie", "the child", false, true), new("Will", "your dad", false, true), new("Ionela Lăcătuș", "your mother", false, true)]);

        Assert.Equal("The child said ==I like it when Nan comes, not your dad==.\n> The child is me\n- See another entry\n\n[[opinion: your mother|The child’s mornings are calm.]]", anew);
        Assert.Equal(ExampleText.Shape(text), ExampleText.Shape(anew));
        Assert.NotEqual(ExampleText.Shape(text), ExampleText.Shape(text.Replace("== .", ".", StringComparison.Ordinal).Replace("==", "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("the child", true)]
    [InlineData("the [[child", false)]
    [InlineData("a == b", false)]
    [InlineData("> the child", false)]
    public void IsPlain_WordsThatCouldBeAMark_AreNot(string words, bool plain) => Assert.Equal(plain, ExampleText.IsPlain(words));
}
