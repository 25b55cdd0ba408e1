using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using CaseRecording.Web.DemoData;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.DemoData;

/// <summary>The council seeded once, for all tests that look at it.</summary>
public sealed class SeededCouncil : IAsyncLifetime
{
    public TestClock Clock { get; } = new(new DateTime(2026, 3, 18, 15, 0, 0, DateTimeKind.Utc));

    public TestDatabase Database { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        await using var db = Database.Open();
        Assert.True(await Seeder(db).SeedAsync());
    }

    public async Task DisposeAsync() => await Database.DisposeAsync();

    public DemoSeeder Seeder(Core.Data.AppDbContext db) => new(db, new PasswordHasher<Staff>(), new ChildClocks(db, new Core.Policy.PolicyStore(db)), Clock);
}

public sealed class DemoSeederTests(SeededCouncil council) : IClassFixture<SeededCouncil>
{
    private readonly TestDatabase database = council.Database;
    private readonly TestClock clock = council.Clock;

    [Fact]
    public async Task Seed_AnEmptyDatabase_HoldsTheWholeCouncil()
    {
        await using var db = database.Open();

        Assert.Equal((2, 40), (await db.Teams.CountAsync(), await db.Children.CountAsync()));
        Assert.Equal(Enum.GetValues<Role>().Order(), (await db.StaffRoles.Select(r => r.Role).Distinct().ToListAsync()).Order());
        Assert.True(await db.Recordings.CountAsync() >= 120);
        foreach (var state in Enum.GetValues<RecordingState>()) Assert.True(await db.Recordings.AnyAsync(r => r.State == state), state.ToString());
        Assert.True(await db.Recordings.AnyAsync(r => r.WrittenLate && r.LateReason != null));
        Assert.True(await db.RecordingChildren.AnyAsync(c => c.Seen == false));
        Assert.True(await db.Children.AnyAsync(c => c.IsRestricted));
        Assert.True(await db.Conflicts.AnyAsync());
        Assert.True(await db.Amendments.AnyAsync(a => a.CorrectedUtc != null));
        Assert.True(await db.Drafts.CountAsync() >= 4);
        Assert.False(await db.Recordings.AnyAsync(r => r.OccurredAtUtc > clock.NowUtc || r.WrittenAtUtc > clock.NowUtc));
    }

    [Fact]
    public async Task Seed_ClosedRecords_AreNobodysToVisit()
    {
        await using var db = database.Open();
        var closed = await db.Children.Where(c => c.ClosedAtUtc != null).ToListAsync();

        Assert.Equal(2, closed.Count);
        Assert.All(closed, c => Assert.True(c is { NextVisitDueOn: null, SummaryDueOn: null } && c.Allocations.TrueForAll(a => a.ToUtc <= c.ClosedAtUtc), c.FullName));
        var worker = closed[0].WorkerId!.Value;
        Assert.DoesNotContain(await new MyWork(db, new ChildAccess(db)).ChildrenAsync(worker), c => closed.Exists(k => k.Id == c.Id));
    }

    [Fact]
    public async Task Seed_Summaries_StandWithTheirReviewsAndMostChildrenHaveOne()
    {
        await using var db = database.Open();

        var summaries = await db.Recordings.Where(r => r.Kind == RecordingKind.CaseNoteSummary).Select(r => (long?)r.Id).ToListAsync();
        var written = await db.SummaryReviews.Where(r => r.Kind == Core.Summaries.SummaryReviewKind.NewVersion).Select(r => r.RecordingId).ToListAsync();
        Assert.Equal(summaries.Order(), written.Order());
        Assert.Equal(4, await db.Children.CountAsync(c => c.SummaryReviewedAtUtc == null));
        var today = Core.Time.LondonTime.DateOf(clock.NowUtc);
        Assert.InRange(await db.Children.CountAsync(c => c.SummaryDueOn < today), 4, 12);
    }

    [Fact]
    public async Task Seed_ADatabaseWithStaff_DoesNothing()
    {
        await using var db = database.Open();

        Assert.False(await council.Seeder(db).SeedAsync());
    }

    [Fact]
    public async Task Seed_AnyDay_LeavesEveryAuditRowInItsPlace()
    {
        await using var db = database.Open();
        foreach (var chain in (await db.AuditEvents.AsNoTracking().ToListAsync()).GroupBy(e => e.ChainId))
        {
            var rows = chain.OrderBy(e => e.Sequence).ToList();
            Assert.Equal(Enumerable.Range(1, rows.Count).Select(i => (long)i), rows.Select(r => r.Sequence));
            Assert.All(rows, r => Assert.Equal(r.ComputeHash(), r.Hash));
        }
    }
}
