using CaseRecording.Core.Children;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Recording;

/// <summary>Key changes told in an entry reach the record.</summary>
public sealed class KeyChangeTests
{
    private static readonly DateOnly Monday = new(2026, 3, 16);

    [Fact, Trait("Rule", "N-16")]
    public void Find_AMoveToldInTheText_N16_IsPointedOutUntilItIsFilledIn()
    {
        var call = Inputs.Call(new DateTime(2026, 3, 17, 13, 0, 0, DateTimeKind.Utc), 5);
        string? Cue(string text) => KeyChangeCues.Find(call.With("facts", text));

        Assert.Equal("moved in", Cue("Your mum said that Ray moved in on Friday."));
        Assert.Equal("new school", Cue("You like your new school."));
        Assert.Equal("no longer lives", Cue("Dad no longer lives with you."));
        Assert.Null(Cue("We talked about the film and you were moved by it. You left your bag at home."));
        Assert.Null(KeyChangeCues.Find(call.With("facts", "Ray moved in.").With(5, c => c with { Changes = new KeyChanges { School = "Hill Top", SchoolOn = Monday } })));
    }

    [Fact, Trait("Rule", "N-16")]
    public async Task Finalise_WithKeyChanges_N16_UpdatesTheRecordOnceAndTheSummaryIsDue()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var mother = await world.AddPersonAsync(maisie, "Jean Thornley", "Mother");
        var visit = Inputs.Visit(world.Now.AddHours(-1), maisie).With(maisie, c => c with { Changes = All(mother) });
        await world.RecordAsync(world.Worker, visit, finalise: false);
        await using (var before = world.Open()) Assert.Empty(await before.Details.Where(d => d.Kind == DetailKind.Address).ToListAsync());

        var id = await world.RecordAsync(world.Worker, visit);
        await AssertChangedAsync(world, maisie);
        await using (var db = world.Open())
        {
            var opened = (await db.Recordings.AsNoTracking().SingleAsync(r => r.Id == id)).Version;
            await world.Recordings(db).ReturnAsync(world.As(world.Manager), id, opened, "Say more of the move");
        }

        await using (var db = world.Open())
        {
            var draft = await world.DraftAsync(db, world.Worker, maisie, id);
            await world.Recordings(db).SaveAsync(world.As(world.Worker), draft, visit with { BasedOnVersion = 1 }, true);
        }

        await AssertChangedAsync(world, maisie); // and not twice
    }

    [Theory, Trait("Rule", "N-16")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Finalise_NamingSomeoneNewInTheHome_N16_AddsThemOnce(bool tookPartToo)
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var visit = Inputs.Visit(world.Now.AddHours(-1), maisie).With(maisie, c => c with { Changes = new KeyChanges { JoinedName = "Ray Nolan", JoinedIs = "Mum's partner", HomeOn = Monday } });
        visit.Content.Participants.Add(new Participant(null, "Ray Nolan", "Mum's partner", Attendance.Present));
        await using var db = world.Open();
        var draft = await world.DraftAsync(db, world.Worker, maisie);
        await world.Recordings(db).SaveAsync(world.As(world.Worker), draft, visit, true, tookPartToo ? [new PersonToAdd(visit.Content.Participants.Count - 1, "Mum's partner", false)] : []);

        var ray = await db.ChildPeople.AsNoTracking().Include(p => p.Person).SingleAsync(p => p.ChildId == maisie && p.Person.FullName == "Ray Nolan");
        Assert.Equal(("Mum's partner", Monday), (ray.Relationship, ray.InHouseholdFrom));
        Assert.NotNull((await db.Children.AsNoTracking().SingleAsync()).SignificantChangeAtUtc);
        var listed = await world.TryFinaliseAsync(Inputs.Visit(world.Now.AddHours(-1), maisie).With(maisie, c => c with { Changes = new KeyChanges { JoinedName = "Ray Nolan", JoinedIs = "Uncle", HomeOn = Monday } }));
        Assert.Equal([$"C-03 child-{maisie}-joinedName"], listed);
    }

    [Fact, Trait("Rule", "C-03")]
    public async Task Finalise_WithKeyChangesThatCannotBe_C03_IsRefusedAtTheirFields()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var mother = await world.AddPersonAsync(maisie, "Jean Thornley", "Mother");
        Task<IReadOnlyList<string>> Say(KeyChanges changes) => world.TryFinaliseAsync(Inputs.Visit(world.Now.AddHours(-1), maisie).With(maisie, c => c with { Changes = changes }));

        Assert.Equal([$"C-03 child-{maisie}-addressOn"], await Say(new() { Address = "4 Brook Lane" }));
        Assert.Equal([$"C-03 child-{maisie}-newSchool"], await Say(new() { SchoolOn = Monday }));
        Assert.Equal([$"C-03 child-{maisie}-homeOn"], await Say(new() { Left = [mother], HomeOn = Monday.AddDays(9) }));
        Assert.Equal([$"C-03 child-{maisie}-homeOn"], await Say(new() { Joined = [mother], HomeOn = Monday }));
        Assert.Equal([$"C-03 child-{maisie}-homeOn"], await Say(new() { Joined = [mother + 99], HomeOn = Monday }));
        Assert.Equal([$"C-03 child-{maisie}-homeOn"], await Say(new() { HomeOn = Monday }));
        Assert.Equal([$"C-03 child-{maisie}-joinedIs"], await Say(new() { JoinedName = "Ray Nolan", HomeOn = Monday }));
        Assert.Equal([$"C-03 child-{maisie}-homeOn"], await Say(new() { JoinedName = "Ray Nolan", JoinedIs = "Uncle", HomeOn = Monday.AddDays(9) }));
        await using var db = world.Open();
        Assert.Empty(await db.Recordings.ToListAsync());
    }

    [Fact, Trait("Rule", "N-16")]
    public async Task Finalise_AfterAProtectedAddress_N16_KeepsTheNextOneHidden()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await using (var db = world.Open())
        {
            (await db.Children.Include(c => c.Details).SingleAsync(c => c.Id == maisie)).Replace(DetailKind.Address, "9 Hidden Street", Monday.AddDays(-30), true, world.As(world.Worker));
            db.Audit(world.As(world.Worker), Audit.AuditAction.RecordDetailsChanged, maisie);
            await db.SaveChangesAsync();
        }

        var id = await world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddHours(-1), maisie).With(maisie, c => c with { Changes = new() { Address = "2 Secret Row", AddressOn = Monday } }));
        await using var after = world.Open();
        Assert.True((await after.Details.SingleAsync(d => d.Kind == DetailKind.Address && d.To == null)).IsProtected);
        var entry = await new EntryQuery(after, new TimelineQuery(after)).FindAsync(maisie, id);
        Assert.Equal(["New address from 16 March 2026: Protected address"], entry!.Changes);
    }

    private static KeyChanges All(int mother) => new() { Left = [mother], HomeOn = Monday, Address = "4 Brook Lane", AddressOn = Monday, School = "Hill Top Primary", SchoolOn = Monday };

    private static async Task AssertChangedAsync(World world, int maisie)
    {
        await using var db = world.Open();
        Assert.Equal(Monday, (await db.ChildPeople.SingleAsync(p => p.ChildId == maisie)).InHouseholdTo);
        Assert.Equal(["4 Brook Lane", "Hill Top Primary"], await db.Details.Where(d => d.ChildId == maisie && d.Kind != DetailKind.Name).OrderBy(d => d.Value).Select(d => d.Value).ToListAsync());
        Assert.Equal(world.Now, (await db.Children.SingleAsync(c => c.Id == maisie)).SignificantChangeAtUtc);
    }
}
