using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Children;

public sealed class ChildSearchTests
{
    [Theory]
    [InlineData("Maisie Thornley")]
    [InlineData("maysie thornlie")] // as it sounds
    [InlineData("thorn")] // as it begins
    [InlineData("2/6/2015")]
    [InlineData("Maisie, 2 June 2015")]
    [InlineData("thornley 2015-06-02")]
    [InlineData("999 123 4567")]
    [InlineData("nhs 9991234567 maisie")]
    public async Task Find_TheChildInOneOfManyWays_FindsThem(string typed)
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await world.AddChildAsync("Reuben Ashworth", born: new DateOnly(2018, 1, 9));
        await AddNumberAsync(world, maisie, "999 123 4567");

        var found = await FindAsync(world, world.OtherWorker, typed.Replace("nhs ", "", StringComparison.Ordinal));

        Assert.Equal("Maisie Thornley", found.Single().FullName);
        Assert.Equal(("Ellie Marsh", "Harbour", false), (found[0].Worker, found[0].Team, found[0].IsOwn));
    }

    [Theory]
    [InlineData("Reuben Thornley")]
    [InlineData("Maisie 3 6 2015")]
    [InlineData("999 123 4568")]
    [InlineData("  ")]
    [InlineData("!!")]
    public async Task Find_SomethingThatDoesNotFit_FindsNobody(string typed)
    {
        await using var world = await World.CreateAsync();
        await AddNumberAsync(world, await world.AddChildAsync(), "999 123 4567");

        Assert.Empty(await FindAsync(world, world.Worker, typed));
    }

    [Theory]
    [InlineData("Łukasz Wiśniewski", "lukasz wisniewski")]
    [InlineData("Andrei Lăcătuș", "lacatus")]
    [InlineData("Siobhán O’Brien", "obrien")]
    [InlineData("Siobhán O’Brien", "siobhan brien")]
    [InlineData("李 小龙", "小龙")]
    [InlineData("Catherine Phillips", "kathryn filips")]
    public async Task Find_NamesOfManyTongues_AreFound(string name, string typed)
    {
        await using var world = await World.CreateAsync();
        await world.AddChildAsync(name);

        Assert.Single(await FindAsync(world, world.Worker, typed));
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Find_AChildHiddenFromTheSearcher_A02_IsNotFound()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await using (var db = world.Open())
        {
            db.Conflicts.Add(new ConflictOfInterest { ChildId = maisie, StaffId = world.Colleague, DeclaredAtUtc = world.Now, Reason = "Cousin" });
            db.Audit(world.As(world.Manager), Core.Audit.AuditAction.ConflictDeclared, maisie);
            await db.SaveChangesAsync();
        }

        Assert.Empty(await FindAsync(world, world.Colleague, "Maisie Thornley"));
        Assert.True((await FindAsync(world, world.Worker, "Maisie Thornley")).Single().IsOwn);
    }

    [Fact]
    public async Task Find_MoreThanAPage_GoesOnAfterTheLastByName()
    {
        await using var world = await World.CreateAsync();
        for (var i = 0; i < ChildSearch.PageSize + 2; i++) await world.AddChildAsync($"{(char)('A' + (i % 3))}lex Smith");

        var first = await FindAsync(world, world.Worker, "smith");
        var second = await FindAsync(world, world.Worker, "smith", first[ChildSearch.PageSize - 1].ChildId);

        Assert.Equal(ChildSearch.PageSize + 1, first.Count);
        Assert.Equal(2, second.Count);
        Assert.Equal(ChildSearch.PageSize + 2, first.Take(ChildSearch.PageSize).Concat(second).DistinctBy(c => c.ChildId).Count());
        Assert.Equal(first[^1].ChildId, second[0].ChildId);
    }

    [Theory]
    [InlineData("Maisie Thornley", "name")]
    [InlineData("1/2/2016 Maisie NM-104298", "name, date of birth, number")]
    public void Kind_OfASearch_NeverHoldsTheText(string typed, string kind) => Assert.Equal(kind, ChildSearchText.Parse(typed).Kind);

    private static async Task<IReadOnlyList<FoundChild>> FindAsync(World world, Guid me, string typed, int? after = null)
    {
        await using var db = world.Open();
        return await new ChildSearch(db, new ChildAccess(db)).FindAsync(me, ChildSearchText.Parse(typed), after);
    }

    private static async Task AddNumberAsync(World world, int childId, string number)
    {
        await using var db = world.Open();
        db.Identifiers.Add(new ChildIdentifier { ChildId = childId, Kind = "NHS number", Value = number });
        db.Audit(world.As(world.Manager), Core.Audit.AuditAction.RecordDetailsChanged, childId);
        await db.SaveChangesAsync();
    }
}
