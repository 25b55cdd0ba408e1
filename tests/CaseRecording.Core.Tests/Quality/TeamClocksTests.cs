using System.Data.Common;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CaseRecording.Core.Tests.Quality;

/// <summary>The numbers of the team page against the rows they come from, worked out here a second time. Today is Tuesday 17 March 2026.</summary>
public sealed class TeamClocksTests : IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 3, 17, 14, 0, 0, DateTimeKind.Utc);
    private World world = null!;
    private int[] children = [];

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        children =
        [
            await world.AddChildAsync("Maisie Thornley", StatusKind.ChildProtection),
            await world.AddChildAsync("Jay Lister"),
            await world.AddChildAsync("Ada Brook", StatusKind.LookedAfter),
            await world.AddChildAsync("Cal Dunne", StatusKind.None),
        ];
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    [Trait("Rule", "T-06")]
    public async Task Read_ManyEntries_T06_EveryNumberIsThatOfTheRows()
    {
        await RecordMuchAsync();
        var team = await ReadAsync();

        await using var db = world.Open();
        var entries = await db.Recordings.AsNoTracking().ToListAsync();
        var links = await db.RecordingChildren.AsNoTracking().Include(c => c.Recording).ToListAsync();
        var rows = await db.Children.AsNoTracking().ToListAsync();
        DateTime Start(Core.Recording.Recording r) => r.EndedAtUtc ?? r.OccurredAtUtc;

        Assert.Equal(entries.Count(r => r.FinalisedAtUtc is null && Now - Start(r) > TimeSpan.FromHours(72)), team.NotFinal.Count);
        Assert.Equal(entries.Count(r => r.WrittenAtUtc - Start(r) > TimeSpan.FromHours(24) && r.WrittenAtUtc >= Now.AddDays(-30)), team.WrittenLate.Count);
        Assert.Equal(entries.Count(r => r.FinalisedAtUtc is not null && r.SignedOffAtUtc is null && r.Kind == RecordingKind.Visit), team.Waiting.Count);
        Assert.Equal(
            entries.Count(r => r.OccurredAtUtc is { Year: 2026, Month: 2 } && (r.FinalisedAtUtc is null || r.FinalisedAtUtc >= new DateTime(2026, 3, 6, 0, 0, 0, DateTimeKind.Utc))),
            team.Month.Count);
        Assert.All(new[] { team.NotFinal, team.WrittenLate, team.Waiting, team.Month }, list => Assert.InRange(list.Count, 1, entries.Count - 1));
        Assert.True(team.MonthIsClosed);

        var seen = rows.ToDictionary(c => c.Id, c => links.Where(l => l.ChildId == c.Id && l.Recording.Kind == RecordingKind.Visit).OrderByDescending(l => l.OccurredAtUtc).Select(l => (l.Seen, l.OccurredAtUtc)).ToList());
        var notSeen = rows.Where(c => seen[c.Id].FirstOrDefault().Seen == false || seen[c.Id].FirstOrDefault(v => v.Seen == true).OccurredAtUtc < Now.AddDays(-30)).Select(c => c.Id);
        Assert.Equal(notSeen.Order(), team.NotSeen.Select(c => c.ChildId).Order());
        Assert.InRange(team.NotSeen.Count, 1, rows.Count - 1);
        var today = new DateOnly(2026, 3, 17);
        Assert.Equal(rows.Where(c => c.NextVisitDueOn < today).Select(c => c.Id).Order(), team.VisitsOverdue.Select(c => c.ChildId).Order());
        Assert.Equal(rows.Where(c => c.NextVisitDueOn >= today && c.NextVisitDueOn <= today.AddDays(7)).Select(c => c.Id).Order(), team.VisitsDue.Select(c => c.ChildId).Order());
        Assert.Equal(rows.Where(c => c.SummaryDueOn < today).Select(c => c.Id).Order(), team.SummariesOverdue.Select(c => c.ChildId).Order());

        Assert.Equal(
            [("Ellie Marsh", 4, entries.Count(r => r.AuthorId == world.Worker && r.FinalisedAtUtc is null)), ("Tom Bell", 0, entries.Count(r => r.AuthorId == world.Colleague && r.FinalisedAtUtc is null))],
            team.Workers.Select(w => (w.Name, w.Children, w.NotFinal)));
        Assert.Equal(team.NotFinal.Count, team.Workers.Sum(w => w.NotFinalOverdue));
        Assert.Equal((team.VisitsOverdue.Count, team.SummariesOverdue.Count), (team.Workers.Sum(w => w.VisitsOverdue), team.Workers.Sum(w => w.SummariesOverdue)));
    }

    [Fact]
    public async Task Read_MoreRowsThanFit_ShowsTheFirstAndAllWhenAsked()
    {
        await RecordMuchAsync();
        var first = await ReadAsync();
        var all = await ReadAsync(TeamList.NotFinal);
        Assert.True(first.NotFinal.Count > TeamClocks.FirstRows);
        Assert.Equal((TeamClocks.FirstRows, first.NotFinal.Count), (first.NotFinal.Rows.Count, all.NotFinal.Rows.Count));
        Assert.Equal(first.NotFinal.Rows, all.NotFinal.Rows.Take(TeamClocks.FirstRows));
        Assert.Equal(all.NotFinal.Rows.OrderBy(r => r.FinaliseDueAtUtc).Select(r => r.RecordingId), all.NotFinal.Rows.Select(r => r.RecordingId));
        Assert.Equal(TeamClocks.FirstRows, all.WrittenLate.Rows.Count);
    }

    [Theory]
    [Trait("Rule", "T-04")]
    [InlineData(72 * 60, false)]
    [InlineData((72 * 60) + 1, true)]
    public async Task Read_AroundTheLimit_T04_IsOverdueAMinuteAfter(int minutes, bool overdue)
    {
        await RecordAsync(Inputs.Visit(Now.AddMinutes(-minutes), children[0]), Now.AddMinutes(-minutes).AddHours(1), world.Worker, finalise: false);
        Assert.Equal(overdue ? 1 : 0, (await ReadAsync()).NotFinal.Count);
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Read_WhatIsHiddenFromTheManager_A02_IsInNoNumber()
    {
        foreach (var child in children.Take(2)) await RecordAsync(Inputs.Visit(Now.AddDays(-5), child), Now.AddDays(-5).AddHours(1), world.Worker, finalise: false);
        await RecordAsync(Inputs.Visit(Now.AddDays(-6), children[0], children[2]), Now.AddDays(-5), world.Worker, finalise: false);
        Assert.Equal(3, (await ReadAsync()).NotFinal.Count);
        Assert.Equal(1, (await ReadAsync()).NotFinal.Rows[0].OtherChildren);
        await using (var db = world.Open())
        {
            db.Conflicts.Add(new ConflictOfInterest { ChildId = children[0], StaffId = world.Manager, Reason = "x", DeclaredAtUtc = Now });
            (await db.Children.SingleAsync(c => c.Id == children[1])).IsRestricted = true;
            db.Audit(world.As(world.Manager), AuditAction.ConflictDeclared, children[0]);
            await db.SaveChangesAsync();
        }

        var team = await ReadAsync();
        Assert.Equal(children[2..], team.Children.Select(c => c.ChildId).Order());
        var left = Assert.Single(team.NotFinal.Rows);
        Assert.Equal((children[2], 0), (left.ChildId, left.OtherChildren)); // the brother whom they may not know of is not counted either
        Assert.Equal(1, team.NotFinal.Count);
    }

    [Fact]
    [Trait("Rule", "A-01")]
    public async Task Read_ForASeniorManagerOfNoTeam_A01_CountsButTellsNoTitle()
    {
        await RecordAsync(Inputs.Visit(Now.AddDays(-5), children[0]), Now.AddDays(-5).AddHours(1), world.Worker, finalise: false);
        var senior = await world.AddStaffAsync("Hana Osei", Role.SeniorManager);
        await using var db = world.Open();
        Assert.Null(Assert.Single((await Clocks(db).ReadAsync(world.As(senior), world.Team)).NotFinal.Rows).Title);
        Assert.Equal("After the school rang", Assert.Single((await ReadAsync()).NotFinal.Rows).Title);
    }

    [Fact]
    public async Task Choices_ByRole_AreTheTeamsThatTheyAnswerFor()
    {
        var senior = await world.AddStaffAsync("Hana Osei", Role.SeniorManager);
        var coordinator = await world.AddStaffAsync("Bea Lunt", Role.TeamCoordinator);
        await using var db = world.Open();
        db.TeamMembers.Add(new TeamMember { StaffId = coordinator, TeamId = world.OtherTeam });
        db.Audit(world.As(null), AuditAction.TeamChanged);
        await db.SaveChangesAsync();
        var clocks = Clocks(db);
        async Task<IEnumerable<string>> NamesAsync(Guid who) => (await clocks.ChoicesAsync(who)).Select(c => c.Name);

        Assert.Equal(["Harbour"], await NamesAsync(world.Manager));
        Assert.Equal(["Harbour", "Moorside"], await NamesAsync(senior));
        Assert.Equal(["Moorside"], await NamesAsync(coordinator));
        Assert.Empty(await NamesAsync(world.Worker));
    }

    [Fact]
    public async Task Read_WithMoreInIt_AsksNoMoreQueries()
    {
        var few = await CountQueriesAsync();
        await RecordMuchAsync();
        Assert.Equal(few, await CountQueriesAsync());
        Assert.InRange(few, 5, 13);
    }

    private async Task RecordMuchAsync()
    {
        var february = new DateTime(2026, 2, 27, 10, 0, 0, DateTimeKind.Utc);
        await RecordAsync(Inputs.Visit(february, children[0]) with { LateReason = "Found on paper" }, new DateTime(2026, 3, 6, 0, 0, 0, DateTimeKind.Utc), world.Worker, finalise: true);
        await RecordAsync(Inputs.Visit(february, children[0]) with { LateReason = "Found on paper" }, new DateTime(2026, 3, 5, 23, 59, 59, DateTimeKind.Utc), world.Worker, finalise: true);
        for (var i = 0; i < 72; i++)
        {
            var at = Now.AddHours(-3 - (i * 17));
            var child = children[i % 3]; // of the fourth nothing is recorded
            var input = i % 4 == 3 ? Inputs.Call(at, child) : Inputs.Visit(at, child);
            if (i % 5 == 0 || (child == children[1] && at > Now.AddDays(-31))) input = input with { Children = new Dictionary<int, ChildContent> { [child] = input.Kind == RecordingKind.Visit ? Inputs.NotSeen() : new() } };
            var written = at.AddHours(1 + (i * 7 % 50));
            if (written > Now) written = Now;
            await RecordAsync(input with { LateReason = "The system was down" }, written, i % 6 == 5 ? world.Colleague : world.Worker, finalise: i % 3 != 1);
        }
    }

    private async Task RecordAsync(RecordingInput input, DateTime at, Guid author, bool finalise)
    {
        world.Clock.NowUtc = at;
        await world.RecordAsync(author, input, finalise);
        world.Clock.NowUtc = Now;
    }

    private static TeamClocks Clocks(AppDbContext db) => new(db, new ChildAccess(db), new PolicyStore(db));

    private async Task<TeamPicture> ReadAsync(TeamList? all = null)
    {
        await using var db = world.Open();
        return await Clocks(db).ReadAsync(world.As(world.Manager), world.Team, all);
    }

    private async Task<int> CountQueriesAsync()
    {
        var counter = new Counter();
        await using var db = new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite(world.Database.ConnectionString).AddInterceptors(counter).Options);
        await Clocks(db).ReadAsync(world.As(world.Manager), world.Team);
        return counter.Count;
    }

    private sealed class Counter : DbCommandInterceptor
    {
        public int Count { get; private set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Count++;
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
