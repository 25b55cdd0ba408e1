using System.Security.Cryptography;
using System.Text;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Quality.Audits;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;
using TestAudits = CaseRecording.TestKit.Audits;

namespace CaseRecording.Core.Tests.Quality.Audits;

/// <summary>Drawing a sample: by chance, so that anybody can draw it again, and from nothing that the drawer may not know of.</summary>
public sealed class SampleTests : IAsyncLifetime
{
    private World world = null!;
    private readonly List<int> children = [];

    private DateOnly Today => LondonTime.DateOf(world.Now);

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        foreach (var name in new[] { "Ada Lark", "Ben Lark", "Cleo Moss", "Dev Moss", "Esme Pike", "Finn Pike" }) children.Add(await world.AddChildAsync(name));
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Draw_AgainFromSeedAndFrame_GivesTheSameRecords()
    {
        var id = await world.DrawAsync(3);

        await using var db = world.Open();
        var sample = await db.RecordSamples.Include(s => s.Audits).SingleAsync(s => s.Id == id);
        Assert.Equal(children, sample.Frame);
        Assert.Equal((6, 3, "sha256-of-seed-and-id", world.Manager, world.Now), (sample.FrameSize, sample.Size, sample.Method, sample.DrawnById, sample.DrawnAtUtc));
        Assert.Matches("^[0-9a-f]{64}$", sample.Seed);
        // Drawn here by other means: a table of hashes, sorted as text.
        var table = new SortedList<string, int>(StringComparer.Ordinal);
        foreach (var child in children) table.Add(Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(sample.Seed + ":" + child))), child);
        Assert.Equal(table.Values.Take(3), sample.Audits.OrderBy(a => a.Place).Select(a => a.ChildId));
        Assert.Equal(Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join(",", children)))), sample.FrameHash, ignoreCase: true);
        Assert.All(sample.Audits, a => Assert.Equal((world.Manager, Today.AddDays(14)), (a.AuditorId, a.DueOn)));
        Assert.Contains(sample.Seed, (await db.AuditEvents.SingleAsync(e => e.Action == AuditAction.SampleDrawn)).After, StringComparison.Ordinal);
        Assert.Equal(sample.Drawn.Order(), await db.AuditEvents.Where(e => e.Action == AuditAction.RecordDrawn).Select(e => e.ChildId!.Value).Order().ToListAsync());
    }

    [Fact]
    public void Choose_WithAKnownSeed_GivesTheKnownOrder()
    {
        // Any change to the method changes what an old seed gives, and turns this red.
        Assert.Equal(Expected("0f", [11, 12, 13, 14, 15]).Take(2), RecordSample.Choose("0f", [15, 14, 13, 12, 11], 2));
        Assert.NotEqual(RecordSample.Choose("0f", Enumerable.Range(1, 50), 10), RecordSample.Choose("10", Enumerable.Range(1, 50), 10));

        static IEnumerable<int> Expected(string seed, IEnumerable<int> ids) => ids.OrderBy(i => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{i}"))), StringComparer.Ordinal);
    }

    [Fact]
    public void Choose_OverManySeeds_TakesEachRecordAboutAsOften()
    {
        var taken = Enumerable.Range(0, 2000).SelectMany(i => RecordSample.Choose($"{i:x8}", Enumerable.Range(1, 10), 3)).CountBy(id => id).Select(c => c.Value).ToList();

        Assert.Equal(10, taken.Count);
        Assert.All(taken, count => Assert.InRange(count, 500, 700));
    }

    [Fact]
    public async Task Draw_Twice_HasAnotherSeed_AndLeavesOutWhatIsBeingAudited()
    {
        var (first, second) = (await world.DrawAsync(4), await world.DrawAsync(2));

        await using var db = world.Open();
        var samples = await db.RecordSamples.Where(s => s.Id == first || s.Id == second).OrderBy(s => s.Id).ToListAsync();
        Assert.NotEqual(samples[0].Seed, samples[1].Seed);
        Assert.Equal(children.Except(samples[0].Drawn).Order(), samples[1].Frame);
        Assert.Equal("There is no open record to draw: each is being audited already, or there is none", Assert.Single((await Refused(1)).Violations).Message);
    }

    [Fact]
    public async Task Draw_SentTwice_IsOneSample()
    {
        var key = Guid.NewGuid();
        await using var db = world.Open();
        var ids = new[] { await TestAudits.Samples(db).DrawAsync(world.As(world.Manager), world.Team, key, 2), await TestAudits.Samples(db).DrawAsync(world.As(world.Manager), world.Team, key, 2) };

        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(2, await db.RecordAudits.CountAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(51)]
    [InlineData(7)]
    [Trait("Rule", "Q-04")]
    public async Task Draw_OfNoneOrTooMany_Q04_IsRefused(int? size)
    {
        var refused = Assert.Single((await Refused(size)).Violations);

        Assert.Equal(("Q-04", "size"), (refused.Rule.Code, refused.Field));
        await using var db = world.Open();
        Assert.False(await db.RecordSamples.AnyAsync());
    }

    [Fact]
    public async Task Draw_OfAnotherTeam_OrByAWorker_IsClosed()
    {
        foreach (var (who, team) in new[] { (world.OtherManager, (int?)world.Team), (world.Worker, world.Team), (world.Manager, null), (world.Manager, 4711) })
        {
            await using var db = world.Open();
            await Assert.ThrowsAsync<AccessRefusedException>(() => TestAudits.Samples(db).DrawAsync(world.As(who), team, Guid.NewGuid(), 1));
        }

        var administrator = await world.AddStaffAsync("Ann Admin", Role.SeniorManager, Role.Administrator);
        await using var other = world.Open();
        await Assert.ThrowsAsync<AccessRefusedException>(() => TestAudits.Samples(other).DrawAsync(world.As(administrator), null, Guid.NewGuid(), 1));
    }

    [Fact]
    public async Task Draw_ByASeniorManager_TakesFromAllTeams_AndOnlySeniorManagersSeeIt()
    {
        var senior = await world.AddStaffAsync("Sue Hale", Role.SeniorManager);
        await using var db = world.Open();
        var id = await TestAudits.Samples(db).DrawAsync(world.As(senior), null, Guid.NewGuid(), 6);

        Assert.True(await TestAudits.Samples(db).IsSeniorAsync(world.As(senior)));
        Assert.Equal(["Harbour", "Moorside"], (await TestAudits.Samples(db).TeamsAsync(world.As(senior))).Select(t => t.Name));
        Assert.Equal(["Harbour"], (await TestAudits.Samples(db).TeamsAsync(world.As(world.Manager))).Select(t => t.Name));
        Assert.Equal(6, (await TestAudits.Query(db).SampleAsync(world.As(senior), id))!.Rows.Count);
        Assert.Null(await TestAudits.Query(db).SampleAsync(world.As(world.Manager), id));
        Assert.Empty((await TestAudits.Query(db).SamplesAsync(world.As(world.Manager), null)).Samples);
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Draw_WithRecordsHiddenFromTheDrawer_A02_LeavesThemOutOfFrameAndPages()
    {
        await HideAsync(children[0], world.Manager);
        var senior = await world.AddStaffAsync("Sue Hale", Role.SeniorManager);
        var id = await world.DrawAsync(5);
        await HideAsync(children[1], senior);

        await using var db = world.Open();
        Assert.Equal(children.Skip(1), (await db.RecordSamples.SingleAsync(s => s.Id == id)).Frame);
        // To another reader a record hidden from them is in no row and no number, nor can it be told from the frame's size.
        var seen = (await TestAudits.Query(db).SampleAsync(world.As(senior), id))!;
        Assert.Equal(children.Skip(2).Order(), seen.Rows.Select(r => r.ChildId).Order());
        Assert.Null(seen.Proof);
        Assert.Equal(4, Assert.Single((await TestAudits.Query(db).SamplesAsync(world.As(senior), world.Team)).Samples).Records);
        Assert.Equal(5, (await TestAudits.Query(db).SampleAsync(world.As(world.Manager), id))!.Proof!.FrameSize);
        Assert.Equal(4, (await TestAudits.Query(db).OfTeamAsync(world.As(senior), world.Team)).Audits.Count);
        var hidden = await db.RecordAudits.SingleAsync(a => a.ChildId == children[1]);
        await Assert.ThrowsAsync<AccessRefusedException>(() => TestAudits.Samples(db).GiveAsync(world.As(senior), id, hidden.Id, hidden.Version, world.OtherManager));
    }

    [Fact]
    [Trait("Rule", "Q-04")]
    public async Task Give_ToTheWorkerOrToSomebodyWhoMayNotKnow_Q04_IsRefused()
    {
        var id = await world.DrawAsync(6);
        await HideAsync(children[2], world.OtherManager);
        var working = await world.AddStaffAsync("Wanda Moss", Role.TeamManager);
        await using (var db = world.Open())
        {
            (await db.Children.Include(c => c.Allocations).SingleAsync(c => c.Id == children[3])).Allocate(world.As(world.Manager), world.Team, working);
            db.Audit(world.As(world.Manager), AuditAction.Allocated, children[3]);
            await db.SaveChangesAsync();
        }

        Assert.Equal("The record is allocated to this person. Choose somebody else", await Gives(id, children[3], working));
        Assert.Equal("This person cannot audit this record. Choose somebody else", await Gives(id, children[2], world.OtherManager));
        Assert.Equal("This person cannot audit this record. Choose somebody else", await Gives(id, children[4], world.Colleague));
        Assert.Equal("Choose who audits this record", await Gives(id, children[4], null));
        Assert.Null(await Gives(id, children[4], world.OtherManager));
        await using var after = world.Open();
        Assert.Equal(world.OtherManager, (await after.RecordAudits.SingleAsync(a => a.ChildId == children[4])).AuditorId);
        Assert.Contains("Owen Tate", (await TestAudits.Samples(after).AuditorsAsync()).Select(a => a.Name));
        Assert.DoesNotContain("Ellie Marsh", (await TestAudits.Samples(after).AuditorsAsync()).Select(a => a.Name));
    }

    [Fact]
    public async Task Give_OfAnAuditGivenMeanwhile_IsRefusedAsStale_AndTheDraftGoesWithIt()
    {
        var id = await world.DrawAsync(6);
        await using var db = world.Open();
        var audit = await db.RecordAudits.AsNoTracking().FirstAsync(a => a.SampleId == id);
        await world.Drafts(db).AutosaveAsync(world.As(world.Manager), audit.DraftId, new DraftStart(audit.ChildId, AuditForm.Name), 0, Said);
        Assert.Null(await Gives(id, audit.ChildId, world.OtherManager));

        await Assert.ThrowsAsync<EditedMeanwhileException>(() => TestAudits.Samples(db).GiveAsync(world.As(world.Manager), id, audit.Id, audit.Version, world.Manager));
        Assert.Null(await world.Drafts(db).FindAsync(world.As(world.Manager), audit.DraftId));
        Assert.Equal("You are on every page", (await world.Drafts(db).FindAsync(world.As(world.OtherManager), audit.DraftId))!.Fields["strengths"][0]);
    }

    [Fact]
    public async Task Draw_OfARecordAllocatedToTheDrawer_NamesNobody()
    {
        var mine = await world.AddChildAsync("Gil Pike");
        await using (var db = world.Open())
        {
            (await db.Children.Include(c => c.Allocations).SingleAsync(c => c.Id == mine)).Allocate(world.As(world.Manager), world.Team, world.Manager);
            db.Audit(world.As(world.Manager), AuditAction.Allocated, mine);
            await db.SaveChangesAsync();
        }

        await world.DrawAsync(7);

        await using var after = world.Open();
        Assert.Equal(mine, (await after.RecordAudits.SingleAsync(a => a.AuditorId == null)).ChildId);
    }

    [Fact]
    public async Task List_OfManySamples_IsPagedByTime()
    {
        for (var i = 0; i < AuditQuery.PageSize + 2; i++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            await using var made = world.Open();
            made.RecordSamples.Add(RecordSample.Draw(world.As(world.Manager), world.Team, Guid.NewGuid(), new Dictionary<int, Guid?>(), 0, RecordSample.NewSeed(), Today));
            made.Audit(world.As(world.Manager), AuditAction.SampleDrawn);
            await made.SaveChangesAsync();
        }

        await using var db = world.Open();
        var first = await TestAudits.Query(db).SamplesAsync(world.As(world.Manager), world.Team);
        var second = await TestAudits.Query(db).SamplesAsync(world.As(world.Manager), world.Team, first.Older);
        Assert.Equal((AuditQuery.PageSize, 2), (first.Samples.Count, second.Samples.Count));
        Assert.True(first.Samples[^1].DrawnAtUtc > second.Samples[0].DrawnAtUtc);
        Assert.Equal(first.Samples, (await TestAudits.Query(db).SamplesAsync(world.As(world.Manager), world.Team, second.Newer)).Samples);
    }

    private static readonly Dictionary<string, string[]> Said = new(StringComparer.Ordinal) { ["strengths"] = ["You are on every page"] };

    private async Task<RuleViolationException> Refused(int? size)
    {
        await using var db = world.Open();
        return await Assert.ThrowsAsync<RuleViolationException>(() => TestAudits.Samples(db).DrawAsync(world.As(world.Manager), world.Team, Guid.NewGuid(), size));
    }

    /// <summary>The refusal at the field; null where it was given.</summary>
    private async Task<string?> Gives(int sampleId, int childId, Guid? auditor)
    {
        await using var db = world.Open();
        var audit = await db.RecordAudits.AsNoTracking().SingleAsync(a => a.ChildId == childId);
        try
        {
            await TestAudits.Samples(db).GiveAsync(world.As(world.Manager), sampleId, audit.Id, audit.Version, auditor);
            return null;
        }
        catch (RuleViolationException refused)
        {
            return Assert.Single(refused.Violations, v => v.Field == "auditor").Message;
        }
    }

    private async Task HideAsync(int child, Guid from)
    {
        await using var db = world.Open();
        db.Conflicts.Add(new ConflictOfInterest { ChildId = child, StaffId = from, Reason = "Family", DeclaredAtUtc = world.Now });
        db.Audit(world.As(world.Manager), AuditAction.RestrictionChanged, child);
        await db.SaveChangesAsync();
    }
}
