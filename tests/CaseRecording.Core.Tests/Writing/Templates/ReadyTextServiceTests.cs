using CaseRecording.Core.Access;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing.Advising;
using CaseRecording.Core.Writing.Likeness;
using CaseRecording.Core.Writing.Lists;
using CaseRecording.Core.Writing.Templates;
using CaseRecording.TestKit;

namespace CaseRecording.Core.Tests.Writing.Templates;

/// <summary>Whose templates are offered to whom, and who may change them.</summary>
public sealed class ReadyTextServiceTests
{
    private static readonly ReadyTextInput Input = new("First visit", new Dictionary<string, string?>(StringComparer.Ordinal) { ["facts"] = "What we did:", ["text"] = "Ring me." });

    [Fact]
    public async Task Offered_OwnAndTheTeams_ByKindUntilRetired()
    {
        await using var world = await World.CreateAsync();
        await using var db = world.Open();
        var service = new ReadyTextService(db, Advice(db));
        var own = await service.AddAsync(world.As(world.Worker), null, ReadyUse.Find("homeVisit")!, Input);
        var team = await service.AddAsync(world.As(world.Manager), world.Team, ReadyUse.Phrase, Input);
        await service.AddAsync(world.As(world.OtherManager), world.OtherTeam, ReadyUse.Phrase, Input);

        Assert.Equal([own, team], (await service.OfferedAsync(world.Worker, RecordingKind.Visit)).Select(o => o.Id));
        Assert.Equal([team], (await service.OfferedAsync(world.Worker, RecordingKind.CaseNote)).Select(o => o.Id));
        Assert.Equal([team], (await service.OfferedAsync(world.Manager, RecordingKind.Visit)).Select(o => o.Id));

        var opened = (await service.FindAsync(world.Manager, team))!.Value;
        Assert.True(opened.MayChange);
        await service.RetireAsync(world.As(world.Manager), team, opened.Text.Version);
        Assert.Empty(await service.OfferedAsync(world.Worker, RecordingKind.CaseNote));
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => service.BringBackAsync(world.As(world.Manager), team, Guid.NewGuid()));
        await service.BringBackAsync(world.As(world.Manager), team, (await service.FindAsync(world.Manager, team))!.Value.Text.Version);
        Assert.Single(await service.OfferedAsync(world.Worker, RecordingKind.CaseNote));
    }

    [Fact]
    public async Task Find_ByEachPerson_IsReadOrChangedOrNotThere()
    {
        await using var world = await World.CreateAsync();
        await using var db = world.Open();
        var service = new ReadyTextService(db, Advice(db));
        var own = await service.AddAsync(world.As(world.Worker), null, ReadyUse.Phrase, Input);
        var team = await service.AddAsync(world.As(world.Manager), world.Team, ReadyUse.Phrase, Input);

        Assert.True((await service.FindAsync(world.Worker, own))!.Value.MayChange);
        Assert.Null(await service.FindAsync(world.Manager, own));
        Assert.False((await service.FindAsync(world.Worker, team))!.Value.MayChange);
        Assert.Null(await service.FindAsync(world.OtherManager, team));
        Assert.Equal([(world.Team, false)], (await service.TeamsAsync(world.Worker)).Select(t => (t.TeamId, t.MayChange)));
        Assert.Equal([(world.Team, true)], (await service.TeamsAsync(world.Manager)).Select(t => (t.TeamId, t.MayChange)));
        await Assert.ThrowsAsync<AccessRefusedException>(() => service.AddAsync(world.As(world.Worker), world.Team, ReadyUse.Phrase, Input));
        await Assert.ThrowsAsync<AccessRefusedException>(() => service.ChangeAsync(world.As(world.Worker), team, Guid.NewGuid(), Input));
    }

    [Fact, Trait("Rule", "N-12")]
    public async Task NamesOfChildren_InATemplate_N12_AreThoseTheAuthorMayFind()
    {
        await using var world = await World.CreateAsync();
        await world.AddChildAsync("Jaden Okafor");
        await using var db = world.Open();
        Assert.Equal(["Jaden Okafor"], await Advice(db).NamesOfChildrenAsync(world.As(world.Worker), ["You came with Jaden Okafor.", "You came with Gordon Speke."]));
    }

    private static AdviceService Advice(Core.Data.AppDbContext db) => new(db, new ChildAccess(db), new WordListCache(), new TwinFinder(db, new ChildAccess(db)));
}
