using CaseRecording.Core.Access;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing.Advising;
using CaseRecording.Core.Writing.Likeness;
using CaseRecording.Core.Writing.Lists;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Writing.Likeness;

/// <summary>Advice that needs the database: earlier entries (N-11) and other children's names (N-12), each only as far as the author may see.</summary>
public sealed class TwinFinderTests : IAsyncLifetime
{
    private const string Passage = "You packed your bag while I watched and your dad checked the list with you and did not have to add a thing. Your mum said that you have been ready before her three times this week.";

    private World world = null!;

    public async Task InitializeAsync() => world = await World.CreateAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    [Trait("Rule", "N-11")]
    public async Task Advise_TheSameAsAnEarlierEntry_N11_ShowsTheTwin()
    {
        var child = await world.AddChildAsync();
        var earlier = await RecordAsync(child, Passage);
        var advice = (await AdviseAsync(child, $"It is spring. {Passage}")).Single(a => a.Rule == Core.Rules.N11);
        Assert.Equal((earlier, child, "facts"), (advice.Twin!.RecordingId, advice.Twin.ChildId, advice.Field));
        Assert.Equal(Passage.TrimEnd('.'), advice.Passage);
        Assert.Contains("‘School about attendance’", advice.Why, StringComparison.Ordinal);
        Assert.DoesNotContain(await AdviseAsync(child, $"It is spring. {Passage}", recordingId: earlier), a => a.Rule == Core.Rules.N11);
    }

    [Fact]
    [Trait("Rule", "N-11")]
    public async Task Advise_TheSameAsASiblings_N11_OnlyWhereTheAuthorMayReadIt()
    {
        var (child, sister) = (await world.AddChildAsync(), await world.AddChildAsync("Ada Thornley"));
        var stranger = await world.AddChildAsync("Ben Okoro");
        await LinkAsync(child, sister);
        await RecordAsync(sister, Passage);
        await RecordAsync(stranger, Passage);
        var twin = (await AdviseAsync(child, Passage)).Single(a => a.Rule == Core.Rules.N11).Twin!;
        Assert.Equal(sister, twin.ChildId);
        Assert.Contains("sister’s record", twin.Where, StringComparison.Ordinal);

        await using (var db = world.Open())
        {
            await db.Conflicts.AddAsync(new ConflictOfInterest { ChildId = sister, StaffId = world.Worker, Reason = "Family", DeclaredAtUtc = world.Now });
            db.Audit(world.As(world.Manager), Core.Audit.AuditAction.ConflictDeclared, sister);
            await db.SaveChangesAsync();
        }

        Assert.DoesNotContain(await AdviseAsync(child, Passage), a => a.Rule == Core.Rules.N11);
    }

    [Fact]
    [Trait("Rule", "N-10")]
    public async Task Advise_WhatStandsOnlyInASiblingsOwnPart_N10_IsNoTwinInTheChildsRecord()
    {
        var (child, sister) = (await world.AddChildAsync(), await world.AddChildAsync("Ada Thornley"));
        var input = Inputs.Call(world.Now.AddHours(-3), child, sister);
        input.Children[sister].Fields["views"] = Passage;
        await world.RecordAsync(world.Worker, input, finalise: false);
        await using var db = world.Open();
        Assert.Equal(0, await TwinFinder.Candidates(db, [child], [.. Shingles.Prints([Passage])], 0).CountAsync());
        Assert.Equal(1, await TwinFinder.Candidates(db, [sister], [.. Shingles.Prints([Passage])], 0).CountAsync());
    }

    [Fact]
    public async Task Find_ThenEntry_ReadsTheTwinAsItsChildDoes()
    {
        var child = await world.AddChildAsync();
        var earlier = await RecordAsync(child, Passage);
        await using var db = world.Open();
        var finder = new TwinFinder(db, new ChildAccess(db));
        var twin = Assert.Single(await finder.FindAsync(world.As(world.Worker), [new AdviceField("facts", FieldMeaning.Facts, null, Passage)], [child], null));
        Assert.Equal((earlier, 1.0), (twin.RecordingId, twin.Share));
        Assert.Equal(Passage, (await finder.EntryAsync(earlier, child))!.Texts["facts"]);
        Assert.Null(await finder.EntryAsync(earlier, child + 1));
    }

    [Fact]
    public async Task Candidates_AmongManyEntries_AreFoundByTheIndex()
    {
        var child = await world.AddChildAsync();
        await RecordAsync(child, Passage);
        await using var db = world.Open();
        var query = TwinFinder.Candidates(db, [child], [.. Shingles.Prints([Passage])], 0);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        await db.Database.OpenConnectionAsync();
        command.CommandText = "EXPLAIN QUERY PLAN " + query.ToQueryString().Replace(".param set", "--", StringComparison.Ordinal);
        var plan = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) plan.Add(reader.GetString(3));
        Assert.Contains(plan, step => step.Contains("IX_PassagePrints_ChildId_Hash", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN ", StringComparison.Ordinal) && step.Contains("Recording", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "N-12")]
    public async Task Advise_AnotherChildsName_N12_IsPointedOutUnlessTheyBelongHere()
    {
        var child = await world.AddChildAsync();
        await world.AddChildAsync("Jaden Okafor");
        var advice = (await AdviseAsync(child, "You were with Jaden Okafor at the flats.")).Single(a => a.Rule == Core.Rules.N12);
        Assert.Equal("Jaden Okafor", advice.Passage);
        Assert.DoesNotContain("record of", advice.Why, StringComparison.OrdinalIgnoreCase);

        await LinkAsync(child, await IdOfAsync("Jaden Okafor"));
        Assert.DoesNotContain(await AdviseAsync(child, "You were with Jaden Okafor at the flats."), a => a.Rule == Core.Rules.N12);
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Advise_NameOfARestrictedChild_A02_IsAnsweredAsAnyUnknownName()
    {
        var child = await world.AddChildAsync();
        var hidden = await world.AddChildAsync("Warren Stokes");
        await using (var db = world.Open())
        {
            (await db.Children.SingleAsync(c => c.Id == hidden)).IsRestricted = true;
            db.Audit(world.As(world.Manager), Core.Audit.AuditAction.RestrictionChanged, hidden);
            await db.SaveChangesAsync();
        }

        var restricted = await AdviseAsync(child, "You were with Warren Stokes at the flats.");
        var unknown = await AdviseAsync(child, "You were with Gordon Speke at the flats.");
        Assert.Equal(unknown.Select(a => (a.Rule, a.Start, a.Why, a.Instead)), restricted.Select(a => (a.Rule, a.Start, a.Why, a.Instead)));
        Assert.DoesNotContain(restricted, a => a.Rule == Core.Rules.N12);
    }

    [Fact]
    [Trait("Rule", "N-12")]
    public async Task Advise_AnAdultOfAnotherFamily_N12_IsPointedOutUnlessTheyBelongHere()
    {
        var (child, other) = (await world.AddChildAsync(), await world.AddChildAsync("Jaden Okafor"));
        await world.AddPersonAsync(other, "Darren Pike", "Mother's partner");
        var advice = (await AdviseAsync(child, "You told me about Darren Pike's dog.")).Single(a => a.Rule == Core.Rules.N12);
        Assert.Equal(("Darren Pike's", "another adult’s"), (advice.Passage, advice.Replacement!.Text));
        Assert.DoesNotContain("record of", advice.Why, StringComparison.OrdinalIgnoreCase);

        // The other child is her brother: one family.
        await LinkAsync(child, other);
        Assert.DoesNotContain(await AdviseAsync(child, "You told me about Darren Pike's dog."), a => a.Rule == Core.Rules.N12);
    }

    [Fact]
    [Trait("Rule", "N-12")]
    public async Task Advise_AnAdultOfTheSameNameInThisFamily_N12_IsNotPointedOut()
    {
        var (child, other) = (await world.AddChildAsync(), await world.AddChildAsync("Jaden Okafor"));
        await world.AddPersonAsync(other, "Darren Pike", "Mother's partner");
        await world.AddPersonAsync(child, "Darren Pike", "Uncle");
        Assert.DoesNotContain(await AdviseAsync(child, "You told me about Darren Pike."), a => a.Rule == Core.Rules.N12);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "A-02")]
    public async Task Advise_AdultOfARecordOneMayNotOpen_A02_IsAnsweredAsAnyUnknownName(bool hidden)
    {
        var (child, other) = (await world.AddChildAsync(), await world.AddChildAsync("Jaden Okafor", allocate: false));
        await world.AddPersonAsync(other, "Darren Pike", "Mother's partner");
        await using (var db = world.Open())
        {
            var record = await db.Children.Include(c => c.Allocations).SingleAsync(c => c.Id == other);
            record.Allocate(world.As(world.Manager), hidden ? world.Team : world.OtherTeam, hidden ? world.Worker : world.OtherWorker);
            record.IsRestricted = hidden;
            db.Audit(world.As(world.Manager), Core.Audit.AuditAction.Allocated, other);
            await db.SaveChangesAsync();
        }

        var known = await AdviseAsync(child, "You were with Darren Pike at the flats.");
        var unknown = await AdviseAsync(child, "You were with Gordon Spee at the flats.");
        Assert.Equal(unknown.Select(a => (a.Rule, a.Start, a.Why, a.Instead)), known.Select(a => (a.Rule, a.Start, a.Why, a.Instead)));
        Assert.DoesNotContain(known, a => a.Rule == Core.Rules.N12);
        if (hidden) return;

        await using var asking = world.Open();
        await new AccessByReason(asking, new ChildAccess(asking)).OpenAsync(world.As(world.Worker), other, "The school rang about both of them");
        Assert.Contains(await AdviseAsync(child, "You were with Darren Pike at the flats."), a => a.Rule == Core.Rules.N12);
    }

    [Fact]
    public async Task Leave_OneRemark_IsRememberedForTheEntryAndNoFurther()
    {
        var child = await world.AddChildAsync();
        var draft = Guid.NewGuid();
        var advice = (await AdviseAsync(child, "You saw CAMHS.", draft)).First(a => a.Rule == Core.Rules.L02);
        await using (var db = world.Open())
        {
            await Service(db).LeaveAsync(world.As(world.Worker), draft, advice.Key);
            await Service(db).LeaveAsync(world.As(world.Worker), draft, advice.Key);
            await Service(db).LeaveAsync(world.As(world.Worker), draft, "not a key");
        }

        Assert.DoesNotContain(await AdviseAsync(child, "Now you saw CAMHS again.", draft), a => a.Rule == Core.Rules.L02);
        Assert.Contains(await AdviseAsync(child, "You saw CAMHS.", Guid.NewGuid()), a => a.Rule == Core.Rules.L02);
    }

    private static AdviceService Service(Core.Data.AppDbContext db) => new(db, new ChildAccess(db), new WordListCache(), new TwinFinder(db, new ChildAccess(db)));

    private async Task<IReadOnlyList<Advice>> AdviseAsync(int child, string facts, Guid? draft = null, long? recordingId = null)
    {
        await using var db = world.Open();
        var fields = new Dictionary<string, string[]>(StringComparer.Ordinal) { ["facts"] = [facts] };
        return await Service(db).AdviseAsync(world.As(world.Worker), new AdviceQuestion(child, RecordingKind.CaseNote, draft ?? Guid.NewGuid(), recordingId, fields));
    }

    private Task<long> RecordAsync(int child, string facts)
    {
        var input = Inputs.Call(world.Now.AddHours(-3), child);
        input.Content.Fields["facts"] = facts;
        return world.RecordAsync(world.Worker, input, finalise: false);
    }

    private async Task<int> IdOfAsync(string name)
    {
        await using var db = world.Open();
        return await db.Children.Where(c => c.FullName == name).Select(c => c.Id).SingleAsync();
    }

    private async Task LinkAsync(int child, int sibling)
    {
        await using var db = world.Open();
        var name = await db.Children.Where(c => c.Id == sibling).Select(c => c.FullName).SingleAsync();
        db.ChildPeople.Add(new Core.People.ChildPerson { ChildId = child, Person = new Core.People.Person { FullName = name, OwnRecordId = sibling }, Relationship = "Sister" });
        db.Audit(world.As(world.Worker), Core.Audit.AuditAction.PersonChanged, child);
        await db.SaveChangesAsync();
    }
}
