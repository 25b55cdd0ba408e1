using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.People;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.People;

public sealed class PeopleServiceTests
{
    private static readonly PersonInput Mother = new() { FullName = "Jean Thornley", Relationship = "mother", HasParentalResponsibility = true, IsImportant = true, MaySpendTime = true, Telephone = "07700 900001" };

    [Fact]
    [Trait("Rule", "C-06")]
    public async Task Change_ASharedPersonsNumber_C06_ShowsForBrotherAndSisterAtOnce()
    {
        await using var world = await World.CreateAsync();
        var (maisie, reuben) = await SiblingsAsync(world);
        await using var db = world.Open();
        var known = (await Service(db).NetworkAsync(world.Worker, reuben)).Single();
        Assert.Equal(("Jean Thornley", "Maisie: mother"), (known.Name, known.About));
        await Service(db).AddAsync(world.As(world.Worker), reuben, known.PersonId, Mother, null);

        var link = await db.ChildPeople.Include(p => p.Person).SingleAsync(p => p.ChildId == reuben && p.Person.FullName == "Jean Thornley");
        await using (var other = world.Open())
        {
            await Service(other).ChangeAsync(world.As(world.Worker), reuben, link.Id, link.Person.Version, Mother with { Telephone = "07700 900002", IsKeyContact = true });
        }

        await using var after = world.Open();
        var maisies = await after.ChildPeople.Include(p => p.Person).SingleAsync(p => p.ChildId == maisie && p.Person.OwnRecordId == null);
        Assert.Equal(("07700 900002", false), (maisies.Person.Telephone, maisies.IsKeyContact));
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => Service(after).ChangeAsync(world.As(world.Worker), reuben, link.Id, link.Person.Version, Mother));
    }

    [Fact]
    [Trait("Rule", "C-06")]
    [Trait("Rule", "C-04")]
    public async Task Add_WithoutNameOrRelationship_C04_C06_IsRefusedAtTheFields()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();

        Assert.Equal(["fullName C-06", "relationship C-06"], await RefusedAsync(world, maisie, new PersonInput()));
        Assert.Equal(["email C-06"], await RefusedAsync(world, maisie, Mother with { Email = "jean at home" }));
        Assert.Equal(["hasParentalResponsibility C-04"], await RefusedAsync(world, maisie, Mother with { IsProfessional = true }));
        Assert.Equal(["telephone S-01"], await RefusedAsync(world, maisie, Mother with { IsKeyContact = true, Telephone = " " }));
        Assert.Equal(["homeFrom C-03"], await RefusedAsync(world, maisie, Mother, new DateOnly(2026, 3, 18)));
    }

    [Fact]
    public async Task Add_TheSamePersonTwice_IsRefused()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await using var db = world.Open();
        await Service(db).AddAsync(world.As(world.Worker), maisie, null, Mother, null);

        Assert.Equal(["fullName C-06"], await RefusedAsync(world, maisie, Mother));
    }

    [Fact]
    public async Task Add_SomeoneOfAStrangersFamily_IsRefused()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var stranger = await world.AddPersonAsync(await world.AddChildAsync("Reuben Ashworth"), "Keeley Ashworth", "mother");
        await using var db = world.Open();

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => Service(db).AddAsync(world.As(world.Worker), maisie, stranger, Mother, null));

        Assert.Equal("A-01", refused.Violations.Single().Rule.Code);
    }

    [Fact]
    [Trait("Rule", "C-04")]
    public async Task LeaveHome_AndComeBack_C04_EachDayShowsWhoWasThere()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await using var db = world.Open();
        await Service(db).AddAsync(world.As(world.Worker), maisie, null, Mother, new DateOnly(2026, 1, 1));
        async Task<ChildPerson> LinkAsync()
        {
            await using var fresh = world.Open();
            return await fresh.ChildPeople.Include(p => p.Person).Include(p => p.EarlierStays).SingleAsync();
        }

        async Task DoAsync(Func<PeopleService, ActionContext, ChildPerson, Task> action)
        {
            await using var own = world.Open();
            await action(Service(own), world.As(world.Worker), await LinkAsync());
        }

        await DoAsync((s, c, l) => s.LeaveHomeAsync(c, maisie, l.Id, l.Person.Version, new DateOnly(2026, 2, 1)));
        await DoAsync((s, c, l) => s.JoinHomeAsync(c, maisie, l.Id, l.Person.Version, new DateOnly(2026, 3, 1)));

        var link = await LinkAsync();
        Assert.Equal([true, false, true], new[] { new DateOnly(2026, 1, 31), new DateOnly(2026, 2, 1), new DateOnly(2026, 3, 1) }.Select(link.LivesThereOn));
        await using var after = world.Open();
        Assert.NotNull((await after.Children.SingleAsync()).SignificantChangeAtUtc);
    }

    [Fact]
    public async Task AddSibling_WithARecordOfTheirOwn_ListsEachInTheOthersPeople()
    {
        await using var world = await World.CreateAsync();
        var (maisie, reuben) = await SiblingsAsync(world);

        await using var db = world.Open();
        var links = await db.ChildPeople.Include(p => p.Person).Where(p => p.Person.OwnRecordId != null).ToListAsync();
        Assert.Equal([(maisie, reuben, "brother"), (reuben, maisie, "sister")], links.OrderBy(l => l.ChildId).Select(l => (l.ChildId, l.Person.OwnRecordId!.Value, l.Relationship)));
        await Assert.ThrowsAsync<RuleViolationException>(() => Service(db).AddSiblingAsync(world.As(world.Worker), maisie, reuben, "brother", "sister", null));
        var strange = await world.AddChildAsync("Keeley Ashworth", allocate: false);
        await Assert.ThrowsAsync<AccessRefusedException>(() => Service(db).AddSiblingAsync(world.As(world.Worker), maisie, strange, "cousin", "cousin", null));
    }

    private static async Task<(int Maisie, int Reuben)> SiblingsAsync(World world)
    {
        var (maisie, reuben) = (await world.AddChildAsync(), await world.AddChildAsync("Reuben Thornley"));
        await using var db = world.Open();
        await Service(db).AddAsync(world.As(world.Worker), maisie, null, Mother, new DateOnly(2026, 1, 1));
        await Service(db).AddSiblingAsync(world.As(world.Worker), maisie, reuben, "brother", "sister", new DateOnly(2026, 1, 1));
        return (maisie, reuben);
    }

    private static async Task<IEnumerable<string>> RefusedAsync(World world, int childId, PersonInput input, DateOnly? homeFrom = null)
    {
        await using var db = world.Open();
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => Service(db).AddAsync(world.As(world.Worker), childId, null, input, homeFrom));
        return refused.Violations.Select(v => $"{v.Field} {v.Rule.Code}");
    }

    private static PeopleService Service(AppDbContext db) => new(db, new ChildAccess(db), new ChildClocks(db, new PolicyStore(db)));
}
