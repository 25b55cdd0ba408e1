using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaseRecording.Core.Tests.Auditing; // not Audit: that would hide the namespace under test

/// <summary>Changes and views get their audit rows, or do not happen.</summary>
[Trait("Rule", "A-03")]
public sealed class AuditWritingTests
{
    [Fact]
    [Trait("Rule", "A-03")]
    public async Task Save_AnyRowWithoutAnAuditRow_A03_IsRefused()
    {
        await using var world = await World.CreateAsync();
        await using var model = world.Open();
        var audited = model.Model.GetEntityTypes().Select(e => e.ClrType).Where(t => !typeof(IUnaudited).IsAssignableFrom(t)).ToList();
        Assert.Contains(typeof(Core.Recording.Recording), audited);

        foreach (var type in audited)
        {
            foreach (var state in new[] { EntityState.Added, EntityState.Modified, EntityState.Deleted })
            {
                await using var db = world.Open();
                var entry = db.Entry(System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type));
                foreach (var key in entry.Metadata.FindPrimaryKey()!.Properties.Where(p => p.ClrType == typeof(string))) entry.Property(key).CurrentValue = "x";
                entry.State = state;

                var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
                Assert.Contains(type.Name, refused.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Save_WhenTheAuditFails_A03_RollsTheChangeBackAndForgetsIt()
    {
        await using var world = await World.CreateAsync();
        await using var db = world.Open();
        await db.Database.ExecuteSqlRawAsync("CREATE TRIGGER Full BEFORE INSERT ON AuditEvents BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        db.Teams.Add(new Team { Name = "Quayside" });
        db.Audit(world.As(world.Manager), AuditAction.TeamCreated);

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        await db.Database.ExecuteSqlRawAsync("DROP TRIGGER Full");
        await db.SaveChangesAsync();

        Assert.False(await db.Teams.AnyAsync(t => t.Name == "Quayside"));
        Assert.False(await db.AuditEvents.AnyAsync(a => a.Action == AuditAction.TeamCreated));
    }

    [Fact]
    public async Task Save_WhenTheChangeFails_A03_LeavesNoAuditRow()
    {
        await using var world = await World.CreateAsync();
        await using var db = world.Open();
        db.TeamMembers.Add(new TeamMember { StaffId = world.Worker, TeamId = 4711 });
        db.Audit(world.As(world.Manager), AuditAction.AccountChanged);

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        await db.SaveChangesAsync();

        Assert.False(await db.AuditEvents.AnyAsync(a => a.Action == AuditAction.AccountChanged));
    }

    [Fact]
    public async Task Save_LaterInAnAuditedTransaction_IsPartOfItButNotAfterIt()
    {
        await using var world = await World.CreateAsync();
        await using var db = world.Open();
        var team = await db.Teams.FirstAsync();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            team.Name = "Quayside";
            db.Audit(world.As(world.Manager), AuditAction.TeamChanged);
            await db.SaveChangesAsync();
            team.ManagerId = world.OtherManager;
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        team.Name = "Lakeside";
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        Assert.Throws<NotSupportedException>(() => db.SaveChanges());
    }

    [Fact]
    public async Task Save_By20WritersOnManyChains_A03_LeavesNoGapAndNoFork()
    {
        await using var world = await World.CreateAsync();
        var children = new List<int>();
        for (var i = 0; i < 8; i++) children.Add(await world.AddChildAsync($"Child {(char)('A' + i)}"));
        await using var views = new ViewAudit(world.Open, NullLogger<ViewAudit>.Instance);
        long before;
        await using (var db = world.Open()) before = await db.AuditEvents.LongCountAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(writer => Task.Run(async () =>
        {
            var random = new Random(writer);
            for (var i = 0; i < 10; i++)
            {
                var child = children[random.Next(children.Count)];
                if (random.Next(2) == 0) await views.RecordAsync(world.As(world.Worker), AuditAction.Viewed, child);
                else await world.AddPersonAsync(child, $"Person {writer} {i}", "Neighbour");
            }
        })));

        await using var check = world.Open();
        var report = await new AuditVerifier(check).VerifyAsync();
        Assert.Empty(report.Problems);
        Assert.Equal(before + 200, report.Rows);
    }

    [Fact]
    public async Task RecordAsync_AView_A03_IsInTheDatabaseWhenItReturns()
    {
        await using var world = await World.CreateAsync();
        await using var views = new ViewAudit(world.Open, NullLogger<ViewAudit>.Instance);

        for (var i = 1; i <= 20; i++)
        {
            await views.RecordAsync(world.As(world.Worker), AuditAction.Viewed, 5, recordingId: i);
            await using var db = world.Open();
            Assert.Equal(i, await db.AuditEvents.Where(a => a.Action == AuditAction.Viewed).MaxAsync(a => a.RecordingId));
        }
    }

    [Fact]
    public async Task RecordAsync_WhenTheDatabaseIsAway_A03_FailsAndTheNextOneWorksAgain()
    {
        await using var world = await World.CreateAsync();
        var failures = new Queue<Exception>([new IOException("gone"), new InvalidOperationException("closed"), new OperationCanceledException()]);
        await using var views = new ViewAudit(() => failures.TryDequeue(out var failure) ? throw failure : world.Open(), NullLogger<ViewAudit>.Instance);

        await Assert.ThrowsAsync<IOException>(() => views.RecordAsync(world.As(world.Worker), AuditAction.Viewed, 5));
        await Assert.ThrowsAsync<InvalidOperationException>(() => views.RecordAsync(world.As(world.Worker), AuditAction.Viewed, 5));
        await Assert.ThrowsAsync<OperationCanceledException>(() => views.RecordAsync(world.As(world.Worker), AuditAction.Viewed, 5));
        await views.RecordAsync(world.As(world.Worker), AuditAction.Viewed, 5);

        await using var db = world.Open();
        Assert.Equal(1, await db.AuditEvents.CountAsync(a => a.Action == AuditAction.Viewed));
    }

    [Fact]
    public async Task RecordAsync_ManyViewsThatWait_ShareOneCommit()
    {
        await using var world = await World.CreateAsync();
        var (opened, gate) = (0, new ManualResetEventSlim());
        await using var views = new ViewAudit(
            () =>
            {
                Interlocked.Increment(ref opened);
                gate.Wait();
                return world.Open();
            },
            NullLogger<ViewAudit>.Instance);

        var first = views.RecordAsync(world.As(world.Worker), AuditAction.Viewed, 5);
        while (Volatile.Read(ref opened) == 0) await Task.Delay(5);
        var rest = Enumerable.Range(0, 100).Select(i => views.RecordAsync(world.As(world.Worker), AuditAction.Viewed, i % 3)).ToList();
        gate.Set();
        await Task.WhenAll([first, .. rest]);

        Assert.Equal(2, opened);
        await using var db = world.Open();
        Assert.Equal(101, await db.AuditEvents.CountAsync(a => a.Action == AuditAction.Viewed));
        Assert.Empty((await new AuditVerifier(db).VerifyAsync()).Problems);
    }

    [Fact]
    public async Task Dispose_WithViewsWaiting_WritesThemAndTakesNoMore()
    {
        await using var world = await World.CreateAsync();
        var views = new ViewAudit(world.Open, NullLogger<ViewAudit>.Instance);
        var waiting = Enumerable.Range(0, 50).Select(_ => views.RecordAsync(world.As(world.Worker), AuditAction.Viewed, 5)).ToList();

        await views.DisposeAsync();
        await views.DisposeAsync();

        Assert.All(waiting, w => Assert.True(w.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<InvalidOperationException>(() => views.RecordAsync(world.As(world.Worker), AuditAction.Viewed, 5));
    }

    [Fact]
    public void Event_WithTextLongerThanItsColumn_IsCutBeforeItIsHashed()
    {
        var long1 = new string('x', 5000);
        var row = new AuditEvent(new ActionContext(null, new DateTime(2026, 3, 17, 0, 0, 0, DateTimeKind.Utc), long1, long1, long1, long1), AuditAction.Viewed, subject: long1, before: long1, after: long1);

        Assert.Equal((200, 1000, 100, 64, 64, 2000, 2000), (row.Subject!.Length, row.Reason!.Length, row.Relation!.Length, row.Origin!.Length, row.CorrelationId.Length, row.Before!.Length, row.After!.Length));
    }
}
