using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.People;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Summaries;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Data;

/// <summary>Services that are otherwise tested through their pages: here each is asked once by itself, of both engines.</summary>
public sealed class PagesServicesTests : IAsyncLifetime
{
    private const string Password = "orchard lantern pebble";
    private World world = null!;
    private int maisie;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        maisie = await world.AddChildAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    [Trait("Rule", "A-01")]
    public async Task Require_OfAChildOfAnotherTeam_A01_AuditsTheRefusal()
    {
        await using var db = world.Open();
        var access = new ChildAccess(db);

        await access.RequireAsync(world.As(world.Worker), AccessLevel.Record, [maisie]);
        await Assert.ThrowsAsync<AccessRefusedException>(() => access.RequireAsync(world.As(world.OtherWorker), AccessLevel.Record, [maisie]));
        await access.RefusedAsync(world.As(world.OtherWorker), 4711, AccessLevel.Read);

        Assert.Equal([(int?)maisie, null], await db.AuditEvents.Where(a => a.Action == AuditAction.AccessRefused).OrderBy(a => a.Id).Select(a => a.ChildId).ToListAsync());
    }

    [Fact]
    public async Task Alike_SameNameAndBirth_IsFound()
    {
        await using var db = world.Open();

        var (visible, hidden) = await new ChildSearch(db, new ChildAccess(db)).AlikeAsync(
            world.Worker, new ChildDetails { FullName = "Maisy Thornley", BirthDate = new DateOnly(2015, 6, 2) }, ["nhs1"]);

        Assert.Equal(maisie, Assert.Single(visible).ChildId);
        Assert.Empty(hidden);
    }

    [Fact]
    [Trait("Rule", "C-03")]
    public async Task EndDetailAndFirstReview_C03_AreKept()
    {
        var day = new DateOnly(2026, 3, 1);
        await ChangeAsync((s, c, v) => s.ChangeDetailAsync(c, maisie, v, new DetailChange { Kind = DetailKind.School, Value = "Tern Primary", From = day }));
        await ChangeAsync((s, c, v) => s.EndDetailAsync(c, maisie, v, DetailKind.School, day.AddDays(5)));
        await ChangeAsync((s, c, v) => s.ChangeStatusAsync(c, maisie, v, new StatusChange { Kind = StatusKind.LookedAfter, From = day, Arrangement = LookedAfterArrangement.Placement }));
        await using var db = world.Open();
        var status = await db.Statuses.SingleAsync(s => s.Kind == StatusKind.LookedAfter);
        await ChangeAsync((s, c, v) => s.FirstReviewHeldAsync(c, maisie, v, status.Id, day.AddDays(9)));

        Assert.Equal(day.AddDays(5), (await db.Details.AsNoTracking().SingleAsync(d => d.Kind == DetailKind.School)).To);
        Assert.Equal(day.AddDays(9), (await db.Statuses.AsNoTracking().SingleAsync(s => s.Id == status.Id)).FirstReviewOn);
    }

    [Fact]
    public async Task Drafts_OfOneForm_AreListed()
    {
        await using var db = world.Open();
        var id = await world.DraftAsync(db, world.Worker, maisie);

        Assert.True(await world.Drafts(db).ExistsAsync(id));
        Assert.Equal(id, Assert.Single(await world.Drafts(db).OpenAsync(world.As(world.Worker), maisie, "visit", null)).Id);
    }

    [Fact]
    public async Task Alert_Acknowledged_IsListedNoMore()
    {
        await using var db = world.Open();
        db.Alerts.Add(ManagerAlert.Raise(world.As(world.Worker), AlertKind.StatusSaidWrong, maisie, world.Team, "The status is wrong"));
        db.Audit(world.As(world.Worker), AuditAction.SavedToRecord, maisie);
        await db.SaveChangesAsync();
        var alerts = new ManagerAlerts(db, new ChildAccess(db));

        var alert = Assert.Single(await alerts.ListAsync(world.Manager, world.Team));
        await alerts.AcknowledgeAsync(world.As(world.Manager), world.Team, alert.Id);

        Assert.Empty(await alerts.ListAsync(world.Manager, world.Team));
    }

    [Fact]
    public async Task MyWorkAndSignOffQueue_OfANewVisit_ShowIt()
    {
        var id = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-2), maisie), finalise: false);
        await using var db = world.Open();
        var (mine, queue) = (new MyWork(db, new ChildAccess(db)), new SignOffQueue(db, new ChildAccess(db)));
        Assert.Equal(id, Assert.Single(await mine.UnfinishedAsync(world.Worker)).RecordingId);
        Assert.Equal(maisie, Assert.Single(await mine.ChildrenAsync(world.Worker)).Id);
        Assert.Empty(await mine.UnallocatedAsync(world.Worker));

        var final = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-3), maisie));
        Assert.Equal(final, Assert.Single(await queue.ReadAsync(world.As(world.Manager))).RecordingId);
        Assert.Equal(1, await queue.CountAsync(world.As(world.Manager)));
        Assert.Null(await queue.NextAsync(world.As(world.Manager), final));
    }

    [Fact]
    [Trait("Rule", "D-01")]
    public async Task RequireDecider_AWorker_D01_IsRefused()
    {
        await using var db = world.Open();

        await world.Recordings(db).RequireDeciderAsync(world.As(world.Manager), RecordingKind.Decision);
        await Assert.ThrowsAsync<RuleViolationException>(() => world.Recordings(db).RequireDeciderAsync(world.As(world.Worker), RecordingKind.Decision));
    }

    [Fact]
    public async Task Professionals_ByOrganisation_AreFound()
    {
        await using var db = world.Open();
        db.People.Add(new Person { FullName = "Ms Adler", Organisation = "Tern Primary", IsProfessional = true });
        db.Audit(world.As(world.Worker), AuditAction.PersonChanged);
        await db.SaveChangesAsync();

        Assert.Single(await new PeopleService(db, new ChildAccess(db), new ChildClocks(db, new PolicyStore(db))).ProfessionalsAsync(maisie, "tern"));
    }

    [Fact]
    [Trait("Rule", "A-05")]
    public async Task Password_ChangedByItsOwner_A05_EndsEveryOtherSession()
    {
        await using var db = world.Open();
        var staff = new StaffService(db, Access.StaffServiceTests.Hasher);
        var id = await staff.CreateAsync(world.As(null), new NewStaff("sam.hill", "Sam Hill", Password, [Role.SocialWorker], [], false));
        db.Sessions.AddRange(Session("kept"), Session("other"));
        await db.SaveChangesAsync();

        await staff.ChangeOwnPasswordAsync(world.As(id), Password, "quarry violin marmalade", "kept");
        Assert.Equal("kept", (await db.Sessions.AsNoTracking().SingleAsync(s => s.StaffId == id)).Id);
        await staff.SignOutEverywhereAsync(world.As(id));

        Assert.False(await db.Sessions.AnyAsync(s => s.StaffId == id));

        UserSession Session(string key) => new() { Id = key, StaffId = id, Ticket = [1], CreatedAtUtc = world.Now, LastActivityAtUtc = world.Now };
    }

    [Fact]
    public async Task SignIn_AcceptedOrThrottled_IsAudited()
    {
        await using var db = world.Open();
        var signIn = new SignInService(db, Access.StaffServiceTests.Hasher);

        await signIn.PasswordAcceptedAsync(world.As(null), await db.Users.FirstAsync(s => s.Id == world.Worker));
        await signIn.ThrottledAsync(world.As(null));

        Assert.Equal([AuditAction.PasswordAccepted, AuditAction.SignInRefused], await db.AuditEvents.OrderByDescending(a => a.Id).Take(2).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync());
    }

    [Fact]
    [Trait("Rule", "A-04")]
    public async Task AuditOfARecord_A04_NamesWhoActed()
    {
        await using var db = world.Open();
        var trail = new AuditTrail(db);
        var visitors = new AccessHistoryQuery(db, trail);

        Assert.Equal("Priya Raman", Assert.Single((await visitors.ReadAsync(maisie, null)).Visitors).Name);
        Assert.Equal("Priya Raman", await visitors.NameAsync(maisie, world.Manager));
        Assert.Equal("Priya Raman", (await trail.ReadAsync(world.Colleague, new AuditFilter(maisie), null)).Lines[^1].Staff);
    }

    [Fact]
    [Trait("Rule", "S-03")]
    public async Task Summary_Confirmed_S03_IsReviewedToday()
    {
        await using var db = world.Open();
        var child = await db.Children.SingleAsync(c => c.Id == maisie);
        child.SummaryReviewedAtUtc = world.Now.AddDays(-10);
        db.Audit(world.As(null), AuditAction.SummaryReviewed, maisie);
        await db.SaveChangesAsync();
        var opened = (await new SummaryQuery(db, new PolicyStore(db)).ReadAsync(maisie)).Opened;

        await new SummaryService(db, new ChildAccess(db), new ChildClocks(db, new PolicyStore(db))).ConfirmAsync(world.As(world.Worker), maisie, opened, null);

        Assert.Equal(world.Now, (await new SummaryQuery(db, new PolicyStore(db)).ReadAsync(maisie)).ReviewedAtUtc);
    }

    private async Task ChangeAsync(Func<ChildService, ActionContext, Guid, Task> action)
    {
        await using var db = world.Open();
        var opened = await db.Children.Where(c => c.Id == maisie).Select(c => c.Version).SingleAsync();
        await action(new ChildService(db, new ChildAccess(db), new ChildClocks(db, new PolicyStore(db))), world.As(world.Worker), opened);
    }
}
