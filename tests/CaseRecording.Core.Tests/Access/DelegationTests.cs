using System.Data.Common;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Safeguarding;
using CaseRecording.Core.Time;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CaseRecording.Core.Tests.Access;

/// <summary>A deputy does what was delegated, in the period, and nothing else; never for the one who delegated it.</summary>
public sealed class DelegationTests : IAsyncLifetime
{
    private World world = null!;
    private int maisie;
    private Guid deputy;

    private DateOnly Today => LondonTime.DateOf(world.Now);

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        maisie = await world.AddChildAsync();
        deputy = world.OtherWorker;
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    [Trait("Rule", "Q-07")]
    public async Task SignOff_ByADeputyWithinThePeriod_Q07_IsDone()
    {
        var id = await VisitAsync(world.Worker);
        await MakeAsync(Input());

        await SignOffAsync(deputy, id);

        Assert.Equal((RecordingState.SignedOff, deputy), await StateAsync(id));
        await using var db = world.Open();
        Assert.Equal("team:" + world.Team, (await db.AuditEvents.SingleAsync(e => e.Action == AuditAction.Delegated)).Subject);
    }

    [Fact]
    [Trait("Rule", "Q-01")]
    [Trait("Rule", "Q-07")]
    public async Task SignOff_OfWhatTheManagerMade_Q01_IsNotDoneThroughTheirDeputy()
    {
        var id = await VisitAsync(world.Manager);
        await MakeAsync(Input());

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => SignOffAsync(deputy, id));

        Assert.Equal("Q-01", Assert.Single(refused.Violations).Rule.Code);
        await using var db = world.Open();
        Assert.Empty(await Queue(db).ReadAsync(world.As(deputy)));
    }

    [Fact]
    [Trait("Rule", "Q-01")]
    public async Task SignOff_OfTheDeputysOwn_Q01_IsRefused()
    {
        await MakeAsync(Input());
        var id = await VisitAsync(deputy);

        Assert.Equal("Q-01", Assert.Single((await Assert.ThrowsAsync<RuleViolationException>(() => SignOffAsync(deputy, id))).Violations).Rule.Code);
        await using var db = world.Open();
        Assert.Empty(await Queue(db).ReadAsync(world.As(deputy)));
        Assert.Equal(id, Assert.Single(await Queue(db).ReadAsync(world.As(world.Manager))).RecordingId);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData((2 * 24 * 60) - 1, true)]
    [InlineData(2 * 24 * 60, false)]
    [InlineData((2 * 24 * 60) + 1, false)]
    [Trait("Rule", "Q-07")]
    public async Task Deputy_AroundTheEdgesOfThePeriod_Q07_MayOnlyWithinIt(int minutesFromItsStart, bool may)
    {
        var id = await VisitAsync(world.Worker);
        await MakeAsync(Input() with { From = Today.AddDays(1), To = Today.AddDays(2) });
        world.Clock.Advance(LondonTime.StartOfDayUtc(Today.AddDays(1)).AddMinutes(minutesFromItsStart) - world.Now);

        await using var db = world.Open();
        var decision = await new ChildAccess(db).DecideAsync(deputy, maisie, world.Now);

        Assert.Equal((may, may ? AccessLevel.Record : AccessLevel.AskReason), (decision.MaySignOff, decision.Level));
        Assert.Equal(may ? [id] : Array.Empty<long>(), (await Queue(db).ReadAsync(world.As(deputy))).Select(w => w.RecordingId));
        Assert.Equal(may ? 1 : 0, (await new DelegationService(db).MineAsync(world.As(deputy))).Count);
    }

    [Fact]
    [Trait("Rule", "Q-07")]
    public async Task Deputy_ForDecisionsAlone_Q07_DecidesAndSignsNothingOff()
    {
        var id = await VisitAsync(world.Worker);
        var decision = Inputs.Decision(world.Now.AddMinutes(-30), maisie);
        await Assert.ThrowsAnyAsync<Exception>(() => world.RecordAsync(deputy, decision));
        await MakeAsync(Input() with { SignOff = false, Decisions = true });

        Assert.NotEqual(0, await world.RecordAsync(deputy, decision));
        await Assert.ThrowsAsync<AccessRefusedException>(() => SignOffAsync(deputy, id));
    }

    [Fact]
    [Trait("Rule", "D-01")]
    public async Task Deputy_OfOneTeam_D01_DecidesForNoOther()
    {
        await MakeAsync(Input() with { Decisions = true, ToId = world.Worker });
        await using (var db = world.Open())
        {
            var child = await db.Children.Include(c => c.Allocations).SingleAsync(c => c.Id == maisie);
            child.Allocate(world.As(world.Manager), world.OtherTeam, world.Worker);
            db.Audit(world.As(world.Manager), AuditAction.Allocated, maisie);
            await db.SaveChangesAsync();
        }

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.RecordAsync(world.Worker, Inputs.Decision(world.Now.AddMinutes(-30), maisie)));
        Assert.Equal("D-01", refused.Violations[0].Rule.Code);
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Deputy_WithAConflict_A02_SeesNothing()
    {
        await VisitAsync(world.Worker);
        await MakeAsync(Input());
        await using var db = world.Open();
        db.Conflicts.Add(new ConflictOfInterest { ChildId = maisie, StaffId = deputy, Reason = "Family", DeclaredAtUtc = world.Now });
        db.Audit(world.As(world.Manager), AuditAction.ConflictDeclared, maisie);
        await db.SaveChangesAsync();

        Assert.Equal(AccessLevel.Hidden, (await new ChildAccess(db).DecideAsync(deputy, maisie, world.Now)).Level);
        Assert.Empty(await Queue(db).ReadAsync(world.As(deputy)));
    }

    [Fact]
    [Trait("Rule", "Q-07")]
    public async Task End_BeforeItsTime_Q07_TakesEffectAtOnceAndOnlyOnce()
    {
        var id = await VisitAsync(world.Worker);
        await MakeAsync(Input());
        var line = await LineAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            await using var db = world.Open();
            return await Record.ExceptionAsync(() => new DelegationService(db).EndAsync(world.As(world.Manager), world.Team, line.Id, line.Version));
        }));

        Assert.Single(outcomes, o => o is null);
        Assert.All(outcomes.Where(o => o is not null), o => Assert.True(o is EditedMeanwhileException or RuleViolationException, o!.ToString()));
        await Assert.ThrowsAsync<AccessRefusedException>(() => SignOffAsync(deputy, id));
        Assert.False((await LineAsync()).IsOpen(world.Now));
    }

    [Fact]
    [Trait("Rule", "Q-07")]
    public async Task Deputy_OfAManagerWhoNoLongerManagesTheTeam_Q07_IsNone()
    {
        await MakeAsync(Input());
        await using var db = world.Open();
        var team = await db.Teams.SingleAsync(t => t.Id == world.Team);
        await new TeamService(db).ChangeAsync(world.As(null), team.Id, team.Name, world.OtherManager, team.Version);

        Assert.False((await new ChildAccess(db).DecideAsync(deputy, maisie, world.Now)).MaySignOff);
    }

    [Fact]
    [Trait("Rule", "Q-01")]
    public async Task SignOff_ByManagerAndDeputyAtOnce_Q01_IsDoneOnce()
    {
        var id = await VisitAsync(world.Worker);
        await MakeAsync(Input());
        var version = await VersionAsync(id);

        var outcomes = await Task.WhenAll(new[] { world.Manager, deputy, world.Manager, deputy }.Select(async who =>
        {
            await using var db = world.Open();
            return await Record.ExceptionAsync(() => world.Recordings(db).SignOffAsync(world.As(who), id, version, Inputs.AllMet));
        }));

        Assert.Single(outcomes, o => o is null);
        Assert.All(outcomes.Where(o => o is not null), o => Assert.True(o is EditedMeanwhileException or RuleViolationException, o!.ToString()));
        await using var read = world.Open();
        Assert.Equal(1, await read.EntrySignOffs.CountAsync(s => s.RecordingId == id));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData((2 * 24 * 60) - 1, true)]
    [InlineData(2 * 24 * 60, false)]
    [Trait("Rule", "Q-07")]
    public async Task Acknowledge_ByADeputyAroundThePeriod_Q07_IsDoneWithinItOnly(int minutesFromItsStart, bool may)
    {
        var report = await ReportAsync();
        await MakeAsync(Input() with { SignOff = false, Decisions = true, From = Today.AddDays(1), To = Today.AddDays(2) });
        world.Clock.Advance(LondonTime.StartOfDayUtc(Today.AddDays(1)).AddMinutes(minutesFromItsStart) - world.Now);
        await using var db = world.Open();

        Assert.Equal(may ? (1, report) : (0, 0), await Safeguarding(db).WaitingAsync(world.As(deputy)));
        Assert.Equal(may ? [(report, true, true)] : [], (await Safeguarding(db).ToAcknowledgeAsync(world.As(deputy))).Select(c => (c.Report.Id, c.MayAcknowledge, c.MayRead)));
        var outcome = await Record.ExceptionAsync(() => Safeguarding(db).AcknowledgeAsync(world.As(deputy), report));
        Assert.Equal(!may, outcome is AccessRefusedException);
        Assert.Equal(may ? deputy : null, await db.SafeguardingReports.AsNoTracking().Select(r => r.AcknowledgedById).SingleAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "Q-07")]
    public async Task Act_WhenTheDelegationEndsInThatVeryMoment_Q07_ChangesNothingAndIsAudited(bool signOff)
    {
        var (id, report) = (await VisitAsync(world.Worker), await ReportAsync());
        await MakeAsync(Input());
        var (line, version) = (await LineAsync(), await VersionAsync(id));
        var meanwhile = new BeforeTransaction(async () =>
        {
            await using var other = world.Open();
            await new DelegationService(other).EndAsync(world.As(world.Manager), world.Team, line.Id, line.Version);
        });
        await using var db = new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite(world.Database.ConnectionString).AddInterceptors(meanwhile).Options);

        await Assert.ThrowsAsync<AccessRefusedException>(() => signOff
            ? world.Recordings(db).SignOffAsync(world.As(deputy), id, version, Inputs.AllMet)
            : Safeguarding(db).AcknowledgeAsync(world.As(deputy), report));

        await using var read = world.Open();
        Assert.Equal((RecordingState.Final, 0), (await read.Recordings.Where(r => r.Id == id).Select(r => r.State).SingleAsync(), await read.EntrySignOffs.CountAsync()));
        Assert.Null(await read.SafeguardingReports.Select(r => r.AcknowledgedAtUtc).SingleAsync());
        Assert.Equal(1, await read.AuditEvents.CountAsync(e => e.Action == AuditAction.AccessRefused && e.StaffId == deputy));
    }

    private sealed class BeforeTransaction(Func<Task> act) : DbTransactionInterceptor
    {
        private Func<Task>? left = act;

        public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        {
            var now = left;
            left = null;
            if (now is not null) await now();
            return result;
        }
    }

    private static SafeguardingService Safeguarding(Core.Data.AppDbContext db) => new(db, new ChildAccess(db), new PolicyStore(db));

    private async Task<int> ReportAsync()
    {
        await using var db = world.Open();
        return await Safeguarding(db).ReportAsync(world.As(world.Worker), maisie, new SafeguardingInput(Guid.NewGuid(), "A fresh burn on the left hand; safe at school now.", world.Now));
    }

    [Fact]
    [Trait("Rule", "Q-07")]
    public async Task Make_WithoutWhoWhatOrWhen_Q07_IsRefusedAtEachField()
    {
        await FieldsAsync(new DelegationInput(null, false, false, null, null), "to", "things", "from", "until");
        await FieldsAsync(Input() with { ToId = world.Manager }, "to");
        await FieldsAsync(Input() with { From = Today.AddDays(-1) }, "from");
        await FieldsAsync(Input() with { To = Today.AddDays(-1), From = Today }, "until");
        await FieldsAsync(Input() with { To = Today.AddDays(Delegation.LongestDays) }, "until");
        await MakeAsync(Input() with { To = Today.AddDays(Delegation.LongestDays - 1) });
        await using var db = world.Open();
        await Assert.ThrowsAsync<AccessRefusedException>(() => new DelegationService(db).MakeAsync(world.As(world.OtherManager), world.Team, Input()));
    }

    private async Task FieldsAsync(DelegationInput input, params string[] fields) =>
        Assert.Equal(fields, (await Assert.ThrowsAsync<RuleViolationException>(() => MakeAsync(input))).Violations.Select(v => v.Field));

    private DelegationInput Input() => new(deputy, true, false, Today, Today.AddDays(6));

    private static SignOffQueue Queue(Core.Data.AppDbContext db) => new(db, new ChildAccess(db));

    private async Task MakeAsync(DelegationInput input)
    {
        await using var db = world.Open();
        await new DelegationService(db).MakeAsync(world.As(world.Manager), world.Team, input);
    }

    private Task<long> VisitAsync(Guid author) => world.RecordAsync(author, Inputs.Visit(world.Now.AddHours(-1), maisie));

    private async Task<DelegationLine> LineAsync()
    {
        await using var db = world.Open();
        return Assert.Single(await new DelegationService(db).OfTeamAsync(world.Team));
    }

    private async Task SignOffAsync(Guid who, long id)
    {
        await using var db = world.Open();
        await world.Recordings(db).SignOffAsync(world.As(who), id, await VersionAsync(id), Inputs.AllMet);
    }

    private async Task<Guid> VersionAsync(long id)
    {
        await using var db = world.Open();
        return await db.Recordings.Where(r => r.Id == id).Select(r => r.Version).SingleAsync();
    }

    private async Task<(RecordingState State, Guid By)> StateAsync(long id)
    {
        await using var db = world.Open();
        var entry = await db.Recordings.AsNoTracking().SingleAsync(r => r.Id == id);
        return (entry.State, entry.SignedOffById!.Value);
    }
}
