using CaseRecording.Core.Access;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing.Advising;
using CaseRecording.Core.Writing.Likeness;
using CaseRecording.Core.Writing.Lists;
using CaseRecording.TestKit;

namespace CaseRecording.Core.Tests.Quality;

/// <summary>The evidence for each point, and where in the entry it stands.</summary>
public sealed class StandardReviewTests : IAsyncLifetime
{
    private const string Passage = "You packed your bag while I watched and your dad checked the list with you and did not have to add a thing. Your mum said that you have been ready before her three times this week.";

    private World world = null!;
    private int maisie;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        maisie = await world.AddChildAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    [Trait("Rule", "Q-02")]
    public async Task Evidence_OfTheChildsWords_Q02_LeadsToThem()
    {
        var (entry, checks) = await ReviewAsync(Inputs.Visit(world.Now.AddHours(-1), maisie));

        var words = Of(checks, StandardPoints.ChildThroughout).First(e => e.Text.Contains("own words", StringComparison.Ordinal));
        Assert.Equal((EvidenceTone.Found, "views"), (words.Tone, words.Field));
        Assert.Equal("I like it when Nan comes", entry.Own["views"].Substring(words.Start, words.Length));
        Assert.Contains(Of(checks, StandardPoints.Purposeful), e => e is { Tone: EvidenceTone.Found, Field: "analysis" });
        Assert.Equal([EvidenceTone.Found, EvidenceTone.Found], Of(checks, StandardPoints.Balanced).Select(e => e.Tone));
    }

    [Fact]
    public async Task Evidence_OfWhatIsNotThere_SaysSo()
    {
        var input = Inputs.Visit(world.Now.AddHours(-1), maisie);
        input.Children[maisie].Fields["views"] = "";
        input.Content.Fields["facts"] = "Maisie was at home. She showed me her room.";
        var (_, checks) = await ReviewAsync(input);

        Assert.Contains(Of(checks, StandardPoints.ChildThroughout), e => e is { Tone: EvidenceTone.Missing });
        var third = Of(checks, StandardPoints.WrittenToChild).Single();
        Assert.Equal((EvidenceTone.Look, "facts", 0, 6), (third.Tone, third.Field, third.Start, third.Length));
        Assert.Contains(Of(checks, StandardPoints.Chronology), e => e.Tone == EvidenceTone.Found); // a significant event is in it
    }

    [Fact]
    [Trait("Rule", "P-03")]
    public async Task Evidence_OfTheLinkToThePlan_P03_IsFoundAndNotAskedForWithoutOne()
    {
        var (_, without) = await ReviewAsync(Inputs.Visit(world.Now.AddHours(-2), maisie));
        Assert.DoesNotContain(without.SelectMany(c => c.Evidence), e => e.Text.Contains("plan", StringComparison.Ordinal));

        var (_, goal) = await world.AddPlanAsync(maisie);
        var input = Inputs.Visit(world.Now.AddHours(-1), maisie);
        var (_, checks) = await ReviewAsync(input with { Children = new Dictionary<int, ChildContent> { [maisie] = input.Children[maisie] with { Goals = [new Core.Plans.GoalProgress(goal)] } } });

        Assert.Contains(Of(checks, StandardPoints.WholeStory), e => e is { Tone: EvidenceTone.Found, Text: "Linked to 1 goal of Maisie’s plan" });
    }

    [Fact]
    public async Task Evidence_OfEachParent_SaysWhereTheyAreOrThatTheyAreNot()
    {
        await world.AddPersonAsync(maisie, "Jean Thornley", "Mother", parentalResponsibility: true);
        await world.AddPersonAsync(maisie, "Craig Oldroyd", "Father", parentalResponsibility: true);
        var input = Inputs.Visit(world.Now.AddHours(-1), maisie);
        input.Content.Fields["parents"] = "Your mum said that she is tired.";

        var (entry, checks) = await ReviewAsync(input);

        var views = Of(checks, StandardPoints.DifferentViews);
        var mother = views.Single(e => e.Text.StartsWith("Jean Thornley", StringComparison.Ordinal));
        Assert.Equal("mum", entry.Content["parents"].Substring(mother.Start, mother.Length));
        Assert.Equal(EvidenceTone.Missing, views.Single(e => e.Text.Contains("Craig Oldroyd", StringComparison.Ordinal)).Tone);
    }

    [Fact]
    [Trait("Rule", "N-11")]
    public async Task Evidence_OfARepeatedPassage_N11_NamesItsTwin()
    {
        var earlier = Inputs.Visit(world.Now.AddDays(-9), maisie);
        earlier.Content.Fields["facts"] = Passage;
        var first = await world.RecordAsync(world.Worker, earlier with { LateReason = "I was ill that week" });
        var again = Inputs.Visit(world.Now.AddHours(-1), maisie);
        again.Content.Fields["facts"] = Passage;

        var (_, checks) = await ReviewAsync(again);

        Assert.Contains(Of(checks, StandardPoints.Purposeful), e => e.Twin?.RecordingId == first && e.Field == "facts");
    }

    [Fact]
    [Trait("Rule", "N-10")]
    public async Task Review_OfAnEntryForTwo_N10_ReadsOnePartAndNamesTheOther()
    {
        var jay = await world.AddChildAsync("Jay Thornley");
        var input = Inputs.Visit(world.Now.AddHours(-1), maisie, jay);
        input.Children[jay].Fields["views"] = "Canarywords of the brother";
        var (entry, checks) = await ReviewAsync(input);

        Assert.DoesNotContain(checks.SelectMany(c => c.Evidence), e => e.Text.Contains("Canarywords", StringComparison.Ordinal));
        await using var db = world.Open();
        Assert.Equal([new OtherPart(jay, "Jay Thornley")], await Service(db).OtherPartsAsync(world.As(world.Manager), maisie, entry.Line.Id));
    }

    private static IReadOnlyList<Evidence> Of(IReadOnlyList<StandardCheck> checks, StandardPoints point) => checks.Single(c => c.Point == point).Evidence;

    private async Task<(Entry Entry, IReadOnlyList<StandardCheck> Checks)> ReviewAsync(RecordingInput input)
    {
        var id = await world.RecordAsync(world.Worker, input);
        await using var db = world.Open();
        var entry = (await new EntryQuery(db, new TimelineQuery(db)).FindAsync(maisie, id))!;
        return (entry, await Service(db).ReadAsync(world.As(world.Manager), maisie, "Maisie", entry));
    }

    private static StandardReview Service(Core.Data.AppDbContext db)
    {
        var access = new ChildAccess(db);
        return new StandardReview(db, access, new AdviceService(db, access, new WordListCache(), new TwinFinder(db, access)), new PolicyStore(db));
    }
}
