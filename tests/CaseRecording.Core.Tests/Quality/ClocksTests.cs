using System.Data.Common;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Corrections;
using CaseRecording.Core.Data;
using CaseRecording.Core.Plans;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Safeguarding;
using CaseRecording.Core.Time;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CaseRecording.Core.Tests.Quality;

/// <summary>One list of all that runs out, for a worker and for a team: each clock once, what runs out first on top, and nobody else's.</summary>
public sealed class ClocksTests : IAsyncLifetime
{
    private World world = null!;

    private DateOnly Today => LondonTime.DateOf(world.Now);

    public async Task InitializeAsync() => world = await World.CreateAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    internal static Clocks Clocks(AppDbContext db)
    {
        var (access, policies) = (new ChildAccess(db), new PolicyStore(db));
        return new Clocks(db, access, new MyWork(db, access), new MyDrafts(db, access, policies), new MyPlans(db, access), new SafeguardingService(db, access, policies), new SignOffQueue(db, access), new TeamClocks(db, access, policies));
    }

    [Fact]
    [Trait("Rule", "T-09")]
    public async Task Both_WithOneOfEveryClock_T09_TellEachOnceWhatRunsOutFirstOnTop()
    {
        var child = await EveryClockAsync();
        await using var db = world.Open();

        var mine = await Clocks(db).MineAsync(world.As(world.Worker));
        var team = await Clocks(db).OfTeamAsync(world.As(world.Manager), world.Team);

        ClockKind[] days = [ClockKind.Visit, ClockKind.Summary, ClockKind.Progress, ClockKind.Supervision, ClockKind.Review];
        Assert.Equal([ClockKind.Safeguarding, ClockKind.Entry, .. days, ClockKind.Plan, ClockKind.Correction, ClockKind.WrittenLate], mine.Rows.Select(r => r.Kind).Order());
        Assert.Equal([ClockKind.Safeguarding, ClockKind.Entry, ClockKind.SignOff, .. days, ClockKind.Plan, ClockKind.Correction, ClockKind.WrittenLate], team.Rows.Select(r => r.Kind).Order());
        foreach (var picture in new[] { mine, team })
        {
            Assert.All(picture.Rows, r => Assert.Equal((child, "Maisie Thornley"), (r.ChildId, r.Child)));
            Assert.All(picture.Counts, c => Assert.Equal(picture.Rows.Count(r => r.Kind == c.Key), c.Value));
            var running = picture.Rows.Where(r => r.Kind != ClockKind.WrittenLate).ToList();
            Assert.Equal(running.OrderBy(r => r.RunsOutUtc).Select(r => r.Kind), running.Select(r => r.Kind));
            Assert.Equal(ClockKind.WrittenLate, picture.Rows[^1].Kind);
        }

        Assert.Null(mine.Rows.Single(r => r.Kind == ClockKind.Visit).Who);
        Assert.Equal("Ellie Marsh", team.Rows.Single(r => r.Kind == ClockKind.Visit).Who);
        Assert.Equal(TimeSpan.FromHours(6), team.Rows[^1].LateBy);
    }

    [Theory]
    [InlineData(-1, true, true)]
    [InlineData(0, false, true)]
    [InlineData(Core.Quality.Clocks.ComingDays, false, true)]
    [InlineData(Core.Quality.Clocks.ComingDays + 1, false, false)]
    public async Task Rows_AroundTheirDay_AreOverdueFromTheDayAfterAndListedTwoWeeksAhead(int daysFromToday, bool overdue, bool listed)
    {
        var child = await world.AddChildAsync();
        await DueAsync(child, visit: Today.AddDays(daysFromToday));
        await using var db = world.Open();

        var row = (await Clocks(db).MineAsync(world.As(world.Worker))).Rows.SingleOrDefault();

        Assert.Equal((listed, listed && overdue), (row is not null, row?.IsOverdue(world.Now) ?? false));
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Both_OfOthersOrHiddenRecords_A02_TellNothing()
    {
        var child = await EveryClockAsync();
        await using var db = world.Open();
        foreach (var other in new[] { world.Colleague, world.OtherWorker }) Assert.Empty((await Clocks(db).MineAsync(world.As(other))).Rows);
        Assert.Empty((await Clocks(db).OfTeamAsync(world.As(world.OtherManager), world.OtherTeam)).Rows);
        foreach (var person in new[] { world.Worker, world.Manager }) db.Conflicts.Add(new ConflictOfInterest { ChildId = child, StaffId = person, Reason = "Niece", DeclaredAtUtc = world.Now });
        db.Audit(world.As(null), AuditAction.ConflictDeclared, child);
        await db.SaveChangesAsync();

        Assert.Empty((await Clocks(db).MineAsync(world.As(world.Worker))).Rows);
        var team = await Clocks(db).OfTeamAsync(world.As(world.Manager), world.Team);
        Assert.Empty(team.Rows);
        Assert.All(team.Counts.Values, c => Assert.Equal(0, c));
    }

    [Fact]
    [Trait("Rule", "A-01")]
    public async Task OfTeam_ForASeniorManagerWhoOnlyLooks_A01_NamesNoEntryAndNoStep()
    {
        await EveryClockAsync();
        var senior = await world.AddStaffAsync("Ann Sharp", Role.SeniorManager);
        await using var db = world.Open();

        var rows = (await Clocks(db).OfTeamAsync(world.As(senior), world.Team)).Rows;

        Assert.Equal(11, rows.Count);
        Assert.Equal("A step of the plan", rows.Single(r => r.Kind == ClockKind.Plan).What);
        foreach (var row in rows.Where(r => r.Kind is ClockKind.Entry or ClockKind.SignOff or ClockKind.WrittenLate)) Assert.Contains(row.What, new[] { "Telephone call", "Home visit" });
        foreach (var secret in new[] { "burn", "aunt", "Mondays" }) Assert.DoesNotContain(rows, r => r.What.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Both_WithFiveChildren_AskAsOftenAsWithOne()
    {
        await EveryClockAsync();
        var one = (await CountAsync(c => c.MineAsync(world.As(world.Worker))), await CountAsync(c => c.OfTeamAsync(world.As(world.Manager), world.Team)));
        for (var i = 0; i < 4; i++) await EveryClockAsync($"Child {(char)('A' + i)} Park");

        Assert.Equal(one, (await CountAsync(c => c.MineAsync(world.As(world.Worker))), await CountAsync(c => c.OfTeamAsync(world.As(world.Manager), world.Team))));
    }

    private async Task<int> CountAsync(Func<Clocks, Task<ClocksPicture>> read)
    {
        var counter = new Counter();
        await using var db = new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite(world.Database.ConnectionString).AddInterceptors(counter).Options);
        Assert.NotEmpty((await read(Clocks(db))).Rows);
        return counter.Count;
    }

    private sealed class Counter : DbCommandInterceptor
    {
        public int Count { get; private set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Count++;
            return ValueTask.FromResult(result);
        }
    }

    /// <summary>A child of the worker for whom every clock runs.</summary>
    private async Task<int> EveryClockAsync(string name = "Maisie Thornley")
    {
        var child = await world.AddChildAsync(name);
        var (_, goal) = await world.AddPlanAsync(child);
        var now = world.Now;
        await using var db = world.Open();
        var (access, policies) = (new ChildAccess(db), new PolicyStore(db));
        await TestKit.Plans.Service(db).AddStepAsync(world.As(world.Worker), child, goal, TestKit.Plans.Step(world) with { What = "Walk with you on Mondays", DueOn = Today.AddDays(6) });
        await new SafeguardingService(db, access, policies).ReportAsync(world.As(world.Worker), child, new SafeguardingInput(Guid.NewGuid(), "A fresh burn on the left hand; safe at school.", now));
        await new CorrectionService(db, access, policies).ReceiveAsync(world.As(world.Worker), child, new CorrectionInput(CorrectionFrom.Child, null, null, Today, "I never said I wanted to live with my aunt.", null));
        world.Clock.NowUtc = now.AddHours(-80);
        await world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddMinutes(-5), child), finalise: false); // in time, and overdue to be final
        world.Clock.NowUtc = now.AddHours(-10);
        await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-30), child) with { LateReason = "The office was closed by the flood" }); // late, final, to be signed off
        world.Clock.NowUtc = now;
        await DueAsync(child, Today.AddDays(1), Today.AddDays(2), Today.AddDays(3), Today.AddDays(4), Today.AddDays(5));
        return child;
    }

    private async Task DueAsync(int child, DateOnly? visit, DateOnly? summary = null, DateOnly? progress = null, DateOnly? supervision = null, DateOnly? review = null)
    {
        await using var db = world.Open();
        await db.Children.Where(c => c.Id == child).ExecuteUpdateAsync(row => row.SetProperty(c => c.NextVisitDueOn, visit).SetProperty(c => c.SummaryDueOn, summary)
            .SetProperty(c => c.ProgressSummaryDueOn, progress).SetProperty(c => c.SupervisionDueOn, supervision).SetProperty(c => c.ReviewDueOn, review));
    }
}
