using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using CaseRecording.TestKit;

namespace CaseRecording.Core.Tests.Recording;

public sealed class TimelineTests : IAsyncLifetime
{
    private World world = null!;
    private int maisie;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        maisie = await world.AddChildAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    [Trait("Rule", "T-01")]
    public async Task Read_EntriesWrittenInAnotherOrder_T01_StandInTheOrderOfTheEvents()
    {
        var second = await world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddHours(-2), maisie));
        var third = await world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddHours(-1), maisie));
        var first = await world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddHours(-3), maisie));

        Assert.Equal([third, second, first], (await PageAsync()).Entries.Select(e => e.Id));
    }

    [Fact]
    [Trait("Rule", "N-06")]
    public async Task Read_SeenAndNotSeen_N06_ShowMarkersNobodyTicked()
    {
        var bram = await world.AddChildAsync("Bram Thornley");
        var visit = Inputs.Visit(world.Now.AddHours(-1), maisie, bram) with
        {
            SharedWithFamily = true,
            Children = new Dictionary<int, ChildContent> { [maisie] = Inputs.Seen(), [bram] = Inputs.NotSeen() },
        };
        await world.RecordAsync(world.Worker, visit);

        Assert.Equal(["Child seen, alone", "Shared with family"], Markers(await PageAsync()));
        Assert.Equal(["Child not seen", "Shared with family"], Markers(await PageAsync(bram)));
    }

    [Fact]
    [Trait("Rule", "N-15")]
    public async Task Read_SeenWithoutWordsOrObservation_N15_IsLabelled()
    {
        ChildContent Seen(params string[] kept)
        {
            var content = Inputs.Seen();
            foreach (var key in new[] { "views", "observed" }.Except(kept)) content.Fields.Remove(key);
            foreach (var key in kept) content.Fields[key] = "Showed me the den behind the sofa and laughed";
            return content;
        }

        foreach (var child in new[] { Seen(), Seen("views"), Seen("observed"), Inputs.NotSeen() })
        {
            await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-1), maisie) with { Children = new Dictionary<int, ChildContent> { [maisie] = child } }, finalise: false);
        }

        Assert.Equal([false, false, false, true], (await PageAsync()).Entries.Select(e => e.Facts.Labels(world.Now).Any(l => l.Text == "No words or observation of the child")));
    }

    [Fact]
    public async Task Read_SixtyEntries_PagesForwardsAndBackWithoutGapOrRepeat()
    {
        for (var i = 0; i < 60; i++) await world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddHours(-1 - (i / 2)), maisie), finalise: false);
        var seen = new List<long>();
        TimeCursor? at = null;
        TimelinePage page;
        do
        {
            page = await PageAsync(at: at);
            seen.AddRange(page.Entries.Select(e => e.Id));
            at = page.Older is null ? null : TimeCursor.Parse(page.Older.ToString());
        }
        while (at is not null);

        Assert.Equal(60, seen.Distinct().Count());
        Assert.Equal(60, seen.Count);
        var back = await PageAsync(at: page.Newer);
        Assert.Equal(seen.Skip(25).Take(25), back.Entries.Select(e => e.Id));
        Assert.Null((await PageAsync(at: back.Newer)).Newer);
    }

    [Fact]
    public async Task Read_Filtered_ShowsOnlyThatKindPeriodAndPerson()
    {
        var mother = await world.AddPersonAsync(maisie, "Rhona Thornley", "Mother");
        var visit = Inputs.Visit(world.Now.AddDays(-3), maisie);
        visit.Content.Participants[0] = new Participant(mother, "Rhona Thornley", "Mother", Attendance.Present);
        var visited = await world.RecordAsync(world.Worker, visit with { LateReason = "I was ill" });
        var called = await world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddHours(-1), maisie));
        var today = LondonTime.DateOf(world.Now);

        Assert.Equal([visited], await IdsAsync(new(Kind: RecordingKind.Visit)));
        Assert.Equal([called], await IdsAsync(new(ContactType: ContactType.TelephoneCall)));
        Assert.Equal([visited], await IdsAsync(new(PersonId: mother)));
        Assert.Equal([called], await IdsAsync(new(From: today)));
        Assert.Equal([visited], await IdsAsync(new(To: today.AddDays(-1))));
        Assert.Empty(await IdsAsync(new(Kind: RecordingKind.Decision)));
    }

    [Fact]
    [Trait("Rule", "N-10")]
    public async Task Find_AnEntryOfTwoSiblings_N10_ReadsNothingOfTheOther()
    {
        var bram = await world.AddChildAsync("Bram Thornley");
        var other = Inputs.Seen();
        other.Fields["views"] = "Canary of Bram";
        var id = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-1), maisie, bram) with
        {
            Children = new Dictionary<int, ChildContent> { [maisie] = Inputs.Seen(), [bram] = other },
        });
        await using var db = world.Open();

        var entry = await new EntryQuery(db, new TimelineQuery(db)).FindAsync(maisie, id);

        Assert.DoesNotContain("Canary", System.Text.Json.JsonSerializer.Serialize(entry), StringComparison.Ordinal);
        Assert.Null(await new EntryQuery(db, new TimelineQuery(db)).FindAsync(await world.AddChildAsync("Someone Else"), id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x1-2")]
    [InlineData("o-1-2")]
    [InlineData("o99999999999999999999-1")]
    [InlineData("o3155378975999999999999-1")]
    public void Parse_SomethingElse_IsNoCursor(string text) => Assert.Null(TimeCursor.Parse(text));

    private static IEnumerable<string> Markers(TimelinePage page) => page.Entries.Single().Facts.Markers().Select(m => m.Text);

    private async Task<IEnumerable<long>> IdsAsync(TimelineFilter filter)
    {
        await using var db = world.Open();
        return (await new TimelineQuery(db).ReadAsync(maisie, filter, null)).Entries.Select(e => e.Id);
    }

    private async Task<TimelinePage> PageAsync(int? child = null, TimeCursor? at = null)
    {
        await using var db = world.Open();
        return await new TimelineQuery(db).ReadAsync(child ?? maisie, new TimelineFilter(), at);
    }
}
