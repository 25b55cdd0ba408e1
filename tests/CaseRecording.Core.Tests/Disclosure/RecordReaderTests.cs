using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Disclosure;
using CaseRecording.Core.People;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace CaseRecording.Core.Tests.Disclosure;

public sealed class RecordReaderTests : IAsyncLifetime
{
    private World world = null!;
    private int child;
    private int sibling;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        child = await world.AddChildAsync();
        sibling = await world.AddChildAsync("Robin Thornley");
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    [Trait("Rule", "F-07")]
    public async Task Entries_RecordedOutOfOrder_F07_ComeInTheOrderOfEvents()
    {
        var later = await world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddHours(-2), child));
        var earlier = await world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddHours(-20), child));

        var entries = await ReadAsync();

        Assert.Equal([earlier, later], entries.ConvertAll(e => e.Line.Id));
    }

    [Fact]
    [Trait("Rule", "N-10")]
    public async Task Entries_VisitToTwoSiblings_N10_HoldOnlyThisChildsPart()
    {
        var visit = Inputs.Visit(world.Now.AddHours(-3), child, sibling);
        var mine = Inputs.Seen();
        mine.Fields["views"] = "canary of the sister";
        var theirs = Inputs.Seen();
        theirs.Fields["views"] = "canary of the brother";
        var id = await world.RecordAsync(world.Worker, visit with { Children = new Dictionary<int, ChildContent> { [child] = mine, [sibling] = theirs } });
        await AmendAsync(id, "for the brother alone", sibling);
        await AmendAsync(id, "for both of them", null);

        var entry = Assert.Single(await ReadAsync());

        Assert.True(entry.IsShared);
        Assert.Equal("canary of the sister", entry.Own["views"]);
        Assert.Equal(["for both of them"], entry.Amendments.Select(a => a.Text));
        Assert.Equal(1, entry.Line.Facts.Amendments);
    }

    [Fact]
    public async Task Entries_SavedTwice_HoldTheCurrentVersion()
    {
        var first = Inputs.Call(world.Now.AddHours(-2), child);
        var id = await world.RecordAsync(world.Worker, first, finalise: false);
        await using (var db = world.Open())
        {
            var again = await world.DraftAsync(db, world.Worker, child, id);
            var text = Inputs.Content(("title", "Said better"), ("reason", "r"), ("facts", "Second words."));
            await world.Recordings(db).SaveAsync(world.As(world.Worker), again, first with { Content = text }, finalise: true);
        }

        var entry = Assert.Single(await ReadAsync());

        Assert.Equal(("Said better", "Second words."), (entry.Line.Title, entry.Content["facts"]));
    }

    [Fact]
    public async Task Entries_SeveralBatches_AreAllThereWithFiveQueriesEach()
    {
        var ids = new List<long>();
        for (var i = 0; i < (2 * RecordReader.BatchSize) + 1; i++) ids.Add(await world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddMinutes(-200 + i), child)));
        var request = await ReceiveAsync();
        var commands = new List<string>();
        await using var db = new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite(world.Database.ConnectionString)
            .LogTo(commands.Add, (id, _) => id == RelationalEventId.CommandExecuted).Options);
        var reader = new RecordReader(db, new TimelineQuery(db));
        var record = await reader.FrontAsync(request, world.Now);
        commands.Clear();

        var read = new List<long>();
        await foreach (var entry in reader.EntriesAsync(record)) read.Add(entry.Line.Id);

        Assert.Equal(ids, read);
        Assert.Equal(15, commands.Count);
    }

    [Fact]
    public async Task Front_ProtectedAddressAndPrivateNumbers_AreNotRead()
    {
        await using (var db = world.Open())
        {
            var found = await db.Children.Include(c => c.Details).SingleAsync(c => c.Id == child);
            found.Replace(DetailKind.Address, "1 Open Street", new DateOnly(2024, 1, 1), false, world.As(world.Worker));
            found.Replace(DetailKind.Address, "7 Secret Lane", new DateOnly(2025, 1, 1), true, world.As(world.Worker));
            foreach (var professional in new[] { false, true })
            {
                db.ChildPeople.Add(new ChildPerson
                {
                    ChildId = child,
                    Relationship = "x",
                    Person = new Person { FullName = professional ? "Dr Amin" : "Nan", IsProfessional = professional, Telephone = "01234", Email = "a@b.example" },
                });
            }

            db.Audit(world.As(world.Worker), Core.Audit.AuditAction.RecordDetailsChanged, child);
            await db.SaveChangesAsync();
        }

        var front = await FrontAsync();

        Assert.Equal(["1 Open Street", DatedDetail.Mask], front.Periods.Where(p => p.What == "Address").Select(p => p.Value));
        Assert.Equal([("Dr Amin", "01234"), ("Nan", null)], front.People.Select(p => (p.Name, p.Telephone)));
        Assert.Equal("Ellie Marsh", Assert.Single(front.Workers).Name);
    }

    private async Task AmendAsync(long id, string text, int? childId)
    {
        await using var db = world.Open();
        var opened = (await db.Recordings.SingleAsync(r => r.Id == id)).Version;
        await world.Recordings(db).AmendAsync(world.As(world.Worker), id, opened, new AmendmentInput(text, "it was left out", childId, null));
    }

    private async Task<int> ReceiveAsync()
    {
        var officer = await world.AddStaffAsync("Hana Okafor", Role.InformationGovernance);
        await using var db = world.Open();
        return await new DisclosureService(db, new ChildAccess(db), new PolicyStore(db))
            .ReceiveAsync(world.As(officer), child, new RequestInput("Maisie Thornley", "the person herself", new DateOnly(2026, 3, 16)));
    }

    private async Task<DisclosedRecord> FrontAsync()
    {
        var request = await ReceiveAsync();
        await using var db = world.Open();
        return await new RecordReader(db, new TimelineQuery(db)).FrontAsync(request, world.Now);
    }

    private async Task<List<DisclosedEntry>> ReadAsync()
    {
        var record = await FrontAsync();
        await using var db = world.Open();
        var entries = new List<DisclosedEntry>();
        await foreach (var entry in new RecordReader(db, new TimelineQuery(db)).EntriesAsync(record)) entries.Add(entry);
        return entries;
    }
}
