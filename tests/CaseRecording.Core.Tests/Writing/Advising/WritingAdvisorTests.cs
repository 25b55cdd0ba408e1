using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing.Advising;

namespace CaseRecording.Core.Tests.Writing.Advising;

/// <summary>Each rule of group L, and those of group N that advise: what is pointed out, what is not, and what is offered.</summary>
public sealed class WritingAdvisorTests
{
    [Theory]
    [Trait("Rule", "L-01")]
    [InlineData("Maisie said that she is well.", "You said that she is well.")]
    [InlineData("I saw that Maisie was tired.", "I saw that you were tired.")]
    [InlineData("I gave it to Maisie.", "I gave it to you.")]
    [InlineData("We looked at Maisie's room.", "We looked at your room.")]
    [InlineData("The child likes the garden.", "You like the garden.")]
    public void Advise_ChildSpokenAbout_L01_OffersYou(string facts, string taken)
    {
        var request = Written.Visit(("facts", facts));
        var advice = request.First(Core.Rules.L01);
        Assert.NotNull(advice);
        Assert.Equal(taken, request.Taken(advice));
    }

    [Theory]
    [Trait("Rule", "L-01")]
    [InlineData("Maisie, I came to see you.")]
    [InlineData("I asked you, Maisie, what you wanted.")]
    [InlineData("Your mum said “Maisie cries at night”.")]
    [InlineData("==Maisie is my name==")]
    [InlineData("[[third party: school|Maisie was in every day]]")]
    public void Advise_ChildSpokenToOrQuoted_L01_IsLeftAlone(string facts) => Assert.Null(Written.Visit(("facts", facts)).First(Core.Rules.L01));

    [Theory]
    [Trait("Rule", "L-01")]
    [InlineData(RecordingKind.Visit, null, "A visit", WritingMode.InFull)]
    [InlineData(RecordingKind.CaseNote, ContactType.TelephoneCall, "A call", WritingMode.InFull)]
    [InlineData(RecordingKind.CaseNote, ContactType.Email, "An email", WritingMode.NotToChild)]
    [InlineData(RecordingKind.CaseNote, ContactType.Meeting, "Strategy discussion", WritingMode.NotToChild)]
    [InlineData(RecordingKind.Decision, null, "A decision", WritingMode.InPart)]
    [InlineData(RecordingKind.CaseNoteSummary, null, "", WritingMode.InFull)]
    public void Mode_OfEachKind_L01_IsAsTheTableSays(RecordingKind kind, ContactType? contact, string title, WritingMode mode)
    {
        Assert.Equal(mode, WritingModes.Of(kind, contact, title));
        Assert.Equal(mode == WritingMode.InFull, mode.IsToChild(FieldMeaning.Facts));
        Assert.Equal(mode != WritingMode.NotToChild, mode.IsToChild(FieldMeaning.WordsToChild) && mode != WritingMode.NotToChild);
    }

    [Fact]
    [Trait("Rule", "L-02")]
    public void Advise_AcronymTwice_L02_IsWrittenOutAtItsFirstUse()
    {
        var request = Written.Visit(("facts", "You saw CAMHS. We like CAMHS."));
        var advice = Assert.Single(request.Advise(), a => a.Rule == Core.Rules.L02);
        Assert.Equal("You saw Child and Adolescent Mental Health Services (CAMHS). We like CAMHS.", request.Taken(advice));
        Assert.Contains("help young people", advice.Instead, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Rule", "L-02")]
    [InlineData("You have an education, health and care plan (EHCP) now. The EHCP helps.")]
    [InlineData("You watched TV and did your GCSEs.")]
    [InlineData("> CAMHS is rubbish")]
    [InlineData("THE WHOLE LINE WAS WRITTEN IN CAPITALS BY SOMEONE")]
    public void Advise_AcronymExplainedOrKnown_L02_IsLeftAlone(string facts) => Assert.Null(Written.Visit(("facts", facts)).First(Core.Rules.L02));

    [Fact]
    [Trait("Rule", "L-03")]
    public void Advise_JargonLabelAndOffence_L03_WorstFirstWithKinderWords()
    {
        var advice = Written.Visit(("facts", "Your mum was non-compliant and a scrounger. I rang prior to that.")).Advise().Where(a => a.Rule == Core.Rules.L03).ToList();
        Assert.Equal(["scrounger", "non-compliant", "prior to"], advice.Select(a => a.Passage));
        Assert.Equal("before", advice[2].Replacement!.Text);
        Assert.All(advice, a => Assert.False(string.IsNullOrWhiteSpace(a.Instead)));
    }

    [Theory]
    [Trait("Rule", "L-03")]
    [InlineData("He called you “a scrounger”.")]
    [InlineData("> I am not a scrounger")]
    [InlineData("[[opinion: the landlord|they are scroungers]]")]
    public void Advise_OffenceInQuotation_L03_IsNotTheAuthors(string facts) => Assert.Null(Written.Visit(("facts", facts)).First(Core.Rules.L03));

    [Fact]
    [Trait("Rule", "L-04")]
    public void Advise_LongSentenceAndHardText_L04_IsMarkedWhereItStands()
    {
        var longOne = "You went " + string.Join(" and then you went ", Enumerable.Repeat("out", 10)) + ".";
        var request = Written.Visit(("facts", "Short one. " + longOne));
        var advice = Assert.Single(request.Advise(), a => a.Rule == Core.Rules.L04);
        Assert.Equal(longOne, advice.Passage);
        Assert.Equal(11, advice.Start);
        var hard = string.Concat(Enumerable.Repeat("Considerable preparation necessitates administrative communication. ", 15));
        Assert.Contains(Written.Visit(("facts", hard)).Advise(), a => a.Rule == Core.Rules.L04 && a.Length == 0);
        Assert.Null(Written.Visit(("facts", string.Concat(Enumerable.Repeat("You sat on the step and ate a pear. ", 15)))).First(Core.Rules.L04));
    }

    [Theory]
    [Trait("Rule", "L-05")]
    [InlineData("Mrs Birtles told me that you read well.", "Mrs Birtles")]
    [InlineData("Callum said that he saw you.", "Callum")]
    [InlineData("You met with Warren Stokes in town.", "Warren Stokes")]
    [InlineData("The midwife said that you are strong.", "midwife")]
    public void Advise_PersonNotIntroduced_L05_AsksForNameAndRole(string facts, string passage) => Assert.Equal(passage, Written.Visit(("facts", facts)).First(Core.Rules.L05)?.Passage);

    [Theory]
    [Trait("Rule", "L-05")]
    [InlineData("Alison Birtles, your teacher, told me that you read well.")]
    [InlineData("Your friend Callum said that he saw you.")]
    [InlineData("Your mum said that she saw you at Saltgate Primary.")]
    public void Advise_PersonIntroduced_L05_IsLeftAlone(string facts) => Assert.Null(Written.Visit(("facts", facts)).First(Core.Rules.L05));

    [Fact]
    [Trait("Rule", "L-05")]
    public void Advise_KnownPersonByFirstName_L05_OffersNameAndRole()
    {
        var request = Written.Visit(("facts", "Then Gary came in.")) with { People = [new AdvicePerson("Gary Pike", "Mother's partner")] };
        Assert.Equal("Then Gary Pike (mother's partner) came in.", request.Taken(request.First(Core.Rules.L05)!));
        Assert.Null((request with { People = [new AdvicePerson("Gary Pike", "Mother's partner", TookPart: true)] }).First(Core.Rules.L05));
    }

    [Fact]
    [Trait("Rule", "L-06")]
    public void Advise_OneSided_L06_SaysWhichSideIsMissing()
    {
        var detail = string.Concat(Enumerable.Repeat("You went to the park and came back with a stick. ", 14));
        Assert.Equal("analysis", Written.Visit(("facts", detail)).First(Core.Rules.L06)?.Field);
        Assert.Equal("analysis", Written.Visit(("analysis", "The debt takes most of what is paid in, and a smaller repayment would leave enough for the week.")).First(Core.Rules.L06)?.Field);
        Assert.Equal("workingWell", Written.Visit(("worries", "You are tired at school because you are up so late with the baby."), ("workingWell", "None")).First(Core.Rules.L06)?.Field);
        Assert.Null(Written.Visit(("worries", "You are tired at school because you are up so late with the baby."), ("workingWell", "You come in every day all the same.")).First(Core.Rules.L06));
    }

    [Fact]
    [Trait("Rule", "L-07")]
    public void Advise_JudgementAmongFacts_L07_OffersToMarkTheSentence()
    {
        var request = Written.Visit(("facts", "You were in bed. I think you were tired."));
        Assert.Equal("You were in bed. [[judgement|I think you were tired.]]", request.Taken(request.First(Core.Rules.L07)!));
        Assert.Null(Written.Visit(("facts", "[[judgement|I think you were tired.]]"), ("analysis", "I think you were tired.")).First(Core.Rules.L07));
        var unowned = Written.Visit(("analysis", "It is felt that you are safer here."));
        Assert.Equal("I think that you are safer here.", unowned.Taken(unowned.First(Core.Rules.L07)!));
    }

    [Fact]
    [Trait("Rule", "L-08")]
    public void Advise_LegalTerm_L08_AddsAnExplanation()
    {
        var request = Written.Visit(("facts", "The judge made a care order today."));
        Assert.StartsWith("The judge made a care order (a court decision that means", request.Taken(request.First(Core.Rules.L08)!), StringComparison.Ordinal);
        Assert.Null(Written.Visit(("facts", "The judge made a care order, which means that the council looks after you too. The care order is for long.")).First(Core.Rules.L08));
    }

    [Fact]
    [Trait("Rule", "L-09")]
    public void Advise_VagueTitleOrGreatLength_L09_IsPointedOut()
    {
        var request = Written.Visit(("title", "Home visit to Maisie"), ("reason", "To hear how the new bunk bed is"));
        Assert.Equal("To hear how the new bunk bed is", request.First(Core.Rules.L09)!.Replacement!.Text);
        Assert.Null(Written.Visit(("title", "Toast and the bunk bed")).First(Core.Rules.L09));
        Assert.NotNull(Written.Visit(("title", "Toast and the bunk bed"), ("facts", string.Concat(Enumerable.Repeat("You ate toast. ", 600)))).First(Core.Rules.L09));
    }

    [Theory]
    [Trait("Rule", "L-10")]
    [InlineData("risks", "Alcohol. Violence between the parents.", "Violence")]
    [InlineData("risks", "You are frightened by the violence.", "violence")]
    [InlineData("facts", "It was just an argument.", "just an argument")]
    public void Advise_RiskWithoutImpactOrMadeSmall_L10_IsPointedOut(string field, string text, string within)
    {
        var advice = Written.Visit((field, text)).First(Core.Rules.L10);
        Assert.NotNull(advice);
        Assert.True(text.Contains(within, StringComparison.Ordinal) && advice.Length > 0);
    }

    [Fact]
    [Trait("Rule", "L-10")]
    public void Advise_RiskWithImpactAndWhatLessensIt_L10_IsLeftAlone() =>
        Assert.Null(Written.Visit(("risks", "You could be hurt when your dad has been drinking. You are safer when your aunt is there.")).First(Core.Rules.L10));

    [Fact]
    [Trait("Rule", "L-11")]
    public void Advise_OtherPronouns_L11_OffersTheChildsOwn()
    {
        var request = Written.Of(RecordingKind.Decision, ("reasons", "Maisie asked for this and he was sure.")) with { Children = [Written.Maisie with { Pronouns = "they/them" }] };
        Assert.Equal("Maisie asked for this and they were sure.", request.Taken(request.First(Core.Rules.L11)!));
        Assert.Null((request with { Children = [Written.Maisie with { Pronouns = null }] }).First(Core.Rules.L11));
        Assert.Null(Written.Of(RecordingKind.Decision, ("reasons", "Maisie asked her dad and he was sure.")).First(Core.Rules.L11));
    }

    [Fact]
    [Trait("Rule", "N-08")]
    public void Advise_ThirdPartyUnmarked_N08_OffersTheMark()
    {
        var request = Written.Visit(("facts", "Your school told me that you sleep in class."));
        Assert.Equal("[[third party: The school|Your school told me that you sleep in class.]]", request.Taken(request.First(Core.Rules.N08)!));
        Assert.Null(Written.Visit(("facts", "[[third party: school|You sleep in class.]] The police told me so too.")).First(Core.Rules.N08));
    }

    [Fact]
    [Trait("Rule", "N-13")]
    public void Advise_MoneyTriviaAndAttempts_N13_ArePointedOut()
    {
        Assert.Equal("petty cash", Written.Visit(("facts", "It came out of petty cash.")).First(Core.Rules.N13)?.Passage);
        Assert.NotNull(Written.Visit(("facts", "There was no answer. I left a message. I tried again and it rang out.")).First(Core.Rules.N13));
        Assert.Null(Written.Visit(("facts", "There was no answer, so I came by.")).First(Core.Rules.N13));
    }

    [Fact]
    [Trait("Rule", "N-15")]
    public void Advise_ChildSeenAndNotHeard_N15_IsPointedOut()
    {
        var seen = Written.Visit() with { Children = [Written.Maisie with { Seen = true }] };
        Assert.Equal("views", seen.First(Core.Rules.N15)?.Field);
        Assert.Null(Written.Visit().First(Core.Rules.N15));
        Assert.Equal("observed", (Written.Visit(("views", "You said ball and laughed at me.")) with { Children = [Written.Maisie with { Seen = true, Age = 1 }] }).First(Core.Rules.N15)?.Field);
        Assert.Equal("views", Written.Visit(("views", "Wants to live with nan and does not want to move.")).First(Core.Rules.N15)?.Field);
        Assert.Equal("childViews", Written.Of(RecordingKind.Decision, ("reasons", "The home is warm and near the school and everyone in the family has agreed to it, also the two aunts who help on most days.")).First(Core.Rules.N15)?.Field);
    }

    [Fact]
    [Trait("Rule", "N-18")]
    public void Advise_PastedEmail_N18_OffersToTakeItOut()
    {
        var request = Written.Of(RecordingKind.CaseNote, ("facts", "From: A\nSubject: B\nMaisie reads well. With respect, you should have rung.")) with { ContactType = ContactType.Email };
        var advice = request.Advise().Where(a => a.Rule == Core.Rules.N18).ToList();
        Assert.Equal(["With respect, you should have rung.", "From: A\nSubject: B"], advice.Select(a => a.Passage));
        Assert.Equal("From: A\nSubject: B\nMaisie reads well. ", request.Taken(advice[0]));
        Assert.Null((Written.Visit(("facts", "With respect, you were late."))).First(Core.Rules.N18));
    }

    [Fact]
    public void Advise_AnyText_PointsInsideItAndSaysWhy()
    {
        foreach (var entry in Corpus.CorpusEntry.All)
        {
            foreach (var advice in entry.Request.Advise())
            {
                var text = entry.Request.Fields.First(f => f.Name == advice.Field).Text;
                Assert.Equal(advice.Passage, text.Substring(advice.Start, advice.Length));
                Assert.False(string.IsNullOrWhiteSpace(advice.Why));
                Assert.NotEqual(0, PolicySources.InWords(advice.Rule).Length);
                if (advice.Replacement is { } put) Assert.InRange(put.Start + put.Length, 0, text.Length);
            }
        }
    }

    [Fact]
    public void Advise_TheSameTextTwice_GivesTheSameAdvice()
    {
        foreach (var entry in Corpus.CorpusEntry.All.Take(40)) Assert.Equal(entry.Request.Advise(), entry.Request.Advise());
    }
}
