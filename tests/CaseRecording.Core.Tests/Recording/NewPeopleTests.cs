using CaseRecording.Core.Audit;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Recording;

/// <summary>People an entry names who are new to the record.</summary>
public sealed class NewPeopleTests
{
    [Theory]
    [InlineData("Class teacher", true)]
    [InlineData("GP", true)]
    [InlineData("Family support worker, Harbour", true)]
    [InlineData("Mother's partner", false)]
    [InlineData("Grandfather", false)]
    [InlineData("", false)]
    public void SoundsLikeWork_OfARole_KnowsFamilyFromWork(string role, bool expected) => Assert.Equal(expected, NewPeople.SoundsLikeWork(role));

    [Theory]
    [InlineData("Ray Nolan", true)]
    [InlineData("Name not known, he left at once", false)]
    [InlineData(" ", false)]
    public void IsName_OfWhatWasTyped_KnowsAReasonFromAName(string typed, bool expected) => Assert.Equal(expected, NewPeople.IsName(typed));

    [Fact, Trait("Rule", "C-06")]
    public async Task Finalise_WithSomeoneToAdd_C06_AddsThemAndFindsTheEntryUnderThem()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var id = await SaveAsync(world, maisie, new PersonToAdd(0, "Mum's partner", false));

        await using var db = world.Open();
        var link = await db.ChildPeople.Include(p => p.Person).SingleAsync(p => p.ChildId == maisie);
        Assert.Equal(("Jean Thornley", "Mum's partner", false), (link.Person.FullName, link.Relationship, link.Person.IsProfessional));
        Assert.Equal(link.PersonId, (await db.RecordingParticipants.SingleAsync(p => p.RecordingId == id)).PersonId);
        Assert.Equal([AuditAction.Finalised, AuditAction.PersonChanged], await db.AuditEvents.Where(e => e.ChildId == maisie).OrderByDescending(e => e.Sequence).Take(2).OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync());
    }

    [Fact, Trait("Rule", "C-06")]
    public async Task Finalise_WithSomeoneWhoCannotBeAdded_C06_LeavesNothingBehind()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => SaveAsync(world, maisie, new PersonToAdd(0, " ", false)));

        Assert.Equal(["C-06 addPerson-0-relationship"], refused.Violations.Select(v => $"{v.Rule.Code} {v.Field}"));
        await using var db = world.Open();
        Assert.Equal((0, 0), (await db.Recordings.CountAsync(), await db.ChildPeople.CountAsync()));
        Assert.Null((await db.Drafts.SingleAsync()).FinishedAtUtc);
    }

    [Fact]
    public async Task Save_NotFinal_AddsNobody()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await SaveAsync(world, maisie, new PersonToAdd(0, "Mother", false), finalise: false);

        await using var db = world.Open();
        Assert.Empty(await db.ChildPeople.ToListAsync());
    }

    private static async Task<long> SaveAsync(World world, int child, PersonToAdd add, bool finalise = true)
    {
        await using var db = world.Open();
        var draft = await world.DraftAsync(db, world.Worker, child);
        return await world.Recordings(db).SaveAsync(world.As(world.Worker), draft, Inputs.Visit(world.Now.AddHours(-1), child), finalise, [add]);
    }
}
