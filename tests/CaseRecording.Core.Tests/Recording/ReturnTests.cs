using CaseRecording.Core.Access;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Recording;

/// <summary>A return at a passage, and the way through the queue.</summary>
public sealed class ReturnTests : IAsyncLifetime
{
    private const string Reason = "Say what this meant for her";

    private World world = null!;
    private int maisie;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        maisie = await world.AddChildAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    [Trait("Rule", "Q-03")]
    public async Task Return_AtAPassage_Q03_KeepsTheWords()
    {
        var id = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-1), maisie));

        await ReturnAsync(id, new ReturnPlace("views", maisie, "I like it when Nan"));

        await using var db = world.Open();
        var line = (await new EntryQuery(db, new TimelineQuery(db)).FindAsync(maisie, id))!.Returns[0];
        Assert.Equal(("views", "I like it when Nan", Reason), (line.Field, line.Passage, line.Reason));
    }

    [Theory]
    [InlineData("facts", "I like it when Nan")]
    [InlineData("views", "I like it when Grandad")]
    [InlineData("views", "…")]
    [Trait("Rule", "Q-03")]
    public async Task Return_AtWordsThatDoNotStandThere_Q03_IsRefused(string field, string words)
    {
        var id = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-1), maisie));

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => ReturnAsync(id, new ReturnPlace(field, field == "views" ? maisie : null, words)));

        Assert.Equal(("Q-03", "returnPassage"), refused.Violations.Select(v => (v.Rule.Code, v.Field)).Single());
    }

    [Fact]
    [Trait("Rule", "N-10")]
    public async Task Return_AtAPassageOfOneChild_N10_StandsOnNoOtherPage()
    {
        var jay = await world.AddChildAsync("Jay Thornley");
        var id = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-1), maisie, jay));

        await ReturnAsync(id, new ReturnPlace("views", maisie, "I like it when Nan"));

        await using var db = world.Open();
        Assert.Null((await new EntryQuery(db, new TimelineQuery(db)).FindAsync(jay, id))!.Returns[0].Passage);
    }

    [Theory]
    [InlineData("You said ==I like it== today.", "said I like it today", 4, 24)]
    [InlineData("[[opinion: Ms Lee|She is tired]] of it", "“She is tired”", 18, 12)]
    [InlineData("> One\n> two", "one TWO", 2, 9)]
    [InlineData("Nothing of it", "of them", -1, 0)]
    public void Find_WordsAsReadOnThePage_AreFoundInTheTextAsTyped(string text, string quoted, int start, int length)
    {
        var found = Passage.Find(text, quoted);
        Assert.Equal(start < 0 ? null : (start, length), found);
    }

    [Fact]
    public async Task Queue_BackAndForth_FollowsTheClock()
    {
        var ids = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-1), maisie)));
            world.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        await using var db = world.Open();
        var queue = new SignOffQueue(db, new ChildAccess(db));
        Assert.Equal(ids[1], (await queue.PreviousAsync(world.As(world.Manager), ids[2]))!.RecordingId);
        Assert.Null(await queue.PreviousAsync(world.As(world.Manager), ids[0]));
        Assert.Equal(ids[2], (await queue.NextAsync(world.As(world.Manager), ids[1]))!.RecordingId);
    }

    private async Task ReturnAsync(long id, ReturnPlace place)
    {
        await using var db = world.Open();
        await world.Recordings(db).ReturnAsync(world.As(world.Manager), id, (await db.Recordings.AsNoTracking().SingleAsync(r => r.Id == id)).Version, Reason, place);
    }
}
