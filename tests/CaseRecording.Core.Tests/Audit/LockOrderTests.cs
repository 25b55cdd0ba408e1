using System.Data.Common;
using System.Text.RegularExpressions;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CaseRecording.Core.Tests.Auditing;

/// <summary>
/// SQLite has one writer at a time. On SQL Server two requests about one child would wait for each other for ever if one took the child's
/// row first and the other the chain's head: every change takes the heads first, in order of name.
/// </summary>
[Trait("Rule", "A-03")]
public sealed partial class LockOrderTests
{
    [Fact]
    public async Task Change_OfARecord_A03_LocksTheChainsHeadBeforeAnyRow()
    {
        await using var world = await World.CreateAsync();
        var (maisie, reuben) = (await world.AddChildAsync(), await world.AddChildAsync("Reuben Ashworth"));
        await using (var other = world.Open()) await world.Drafts(other).AutosaveAsync(world.As(world.Worker), Guid.Empty, new DraftStart(maisie, "visit", null), 0, new Dictionary<string, string[]>());
        var writes = new Writes();
        await using var db = new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite(world.Database.ConnectionString).AddInterceptors(writes).Options);
        var opened = await db.Children.AsNoTracking().Where(c => c.Id == maisie).Select(c => c.Version).SingleAsync();

        await new ChildService(db, new ChildAccess(db), new ChildClocks(db, new PolicyStore(db))).AllocateAsync(world.As(world.Manager), maisie, opened, world.Team, world.Colleague);
        Assert.Equal("AuditHeads", writes.Take()[0]);

        var id = await world.Recordings(db).SaveAsync(world.As(world.Worker), Guid.Empty, Inputs.Visit(world.Now.AddHours(-2), reuben, maisie), true);
        Assert.Equal(["AuditHeads", "AuditHeads", "Recordings"], writes.Take()[..3]);

        var version = (await db.Recordings.AsNoTracking().SingleAsync(r => r.Id == id)).Version;
        await world.Recordings(db).SignOffAsync(world.As(world.Manager), id, version, Inputs.AllMet);
        Assert.Equal(["AuditHeads", "AuditHeads", "EntrySignOffs", "Recordings"], writes.Take()[..4]);

        var right = await world.AddChildAsync("Ada Thornley");
        version = (await db.Recordings.AsNoTracking().SingleAsync(r => r.Id == id)).Version;
        await world.Moves(db).MoveAsync(world.As(world.Manager), reuben, id, version, new MoveInput(right, "I had the wrong record open"));
        Assert.Equal(["AuditHeads", "AuditHeads"], writes.Take().SkipWhile(t => t != "AuditHeads").Take(2));

        db.Teams.Add(new Team { Name = "Quayside" });
        db.Audit(world.As(null), AuditAction.TeamCreated);
        await db.SaveChangesAsync();
        Assert.Equal(["AuditHeads", "Teams"], writes.Take()[..2]);
    }

    [Fact]
    public async Task FirstRowOfAChain_WhenAnotherNodeHasJustBegunIt_A03_FollowsThatNodesRow()
    {
        await using var world = await World.CreateAsync();
        var race = new OtherNodeFirst(world);
        await using var db = new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite(world.Database.ConnectionString).AddInterceptors(race).Options);

        db.Audit(world.As(world.Worker), AuditAction.Viewed, 4711);
        await db.SaveChangesAsync();

        Assert.True(race.Raced);
        await using var check = world.Open();
        Assert.Equal([1L, 2L], await check.AuditEvents.Where(a => a.ChainId == "child:4711").OrderBy(a => a.Sequence).Select(a => a.Sequence).ToListAsync());
        Assert.Empty((await new AuditVerifier(check).VerifyAsync()).Problems);
    }

    /// <summary>The tables written to, in order.</summary>
    private sealed class Writes : DbCommandInterceptor
    {
        private readonly List<string> tables = [];

        public List<string> Take()
        {
            var taken = tables.ToList();
            tables.Clear();
            return taken;
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Keep(command);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Keep(command);
            return ValueTask.FromResult(result);
        }

        private void Keep(DbCommand command) => tables.AddRange(Written().Matches(command.CommandText).Select(m => m.Groups[1].Value));
    }

    /// <summary>Between this node's look for the head and its making one, another node does the same; SQLite lets nobody in, so its rows come through this connection.</summary>
    private sealed class OtherNodeFirst(World world) : DbCommandInterceptor
    {
        public bool Raced { get; private set; }

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (Raced || !command.CommandText.StartsWith("INSERT INTO AuditHeads", StringComparison.Ordinal)) return result;
            Raced = true;
            var db = (AppDbContext)eventData.Context!;
            await AuditChain.AppendAsync(db, [new AuditEvent(world.As(world.Colleague), AuditAction.Viewed, 4711)], null, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return result;
        }
    }

    [GeneratedRegex("(?:INSERT INTO|UPDATE|DELETE FROM) \"?(\\w+)\"?", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Written();
}
