using CaseRecording.Core;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.People;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Summaries;

namespace CaseRecording.TestKit;

/// <summary>A small council on a real database: two teams, their people, and children a test adds as it needs them.</summary>
public sealed class World : IAsyncDisposable
{
    private World(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    /// <summary>A Tuesday afternoon in term time.</summary>
    public TestClock Clock { get; } = new(new DateTime(2026, 3, 17, 14, 0, 0, DateTimeKind.Utc));

    public DateTime Now => Clock.NowUtc;

    public Guid Worker { get; private set; }

    public Guid Colleague { get; private set; }

    public Guid Manager { get; private set; }

    public Guid OtherWorker { get; private set; }

    public Guid OtherManager { get; private set; }

    public int Team { get; private set; }

    public int OtherTeam { get; private set; }

    public static async Task<World> CreateAsync()
    {
        var world = new World(await TestDatabase.CreateAsync());
        await using var db = world.Open();
        world.Manager = world.Add(db, "Priya Raman", Role.TeamManager);
        world.OtherManager = world.Add(db, "Owen Tate", Role.TeamManager);
        world.Worker = world.Add(db, "Ellie Marsh", Role.SocialWorker);
        world.Colleague = world.Add(db, "Tom Bell", Role.SocialWorker);
        world.OtherWorker = world.Add(db, "Nia Rees", Role.SocialWorker);
        var team = new Team { Name = "Harbour", ManagerId = world.Manager };
        var other = new Team { Name = "Moorside", ManagerId = world.OtherManager };
        db.Teams.AddRange(team, other);
        db.Audit(world.As(null), AuditAction.DemonstrationSeeded);
        await db.SaveChangesAsync();
        (world.Team, world.OtherTeam) = (team.Id, other.Id);
        foreach (var (who, where) in new[] { (world.Manager, team.Id), (world.Worker, team.Id), (world.Colleague, team.Id), (world.OtherManager, other.Id), (world.OtherWorker, other.Id) })
        {
            db.TeamMembers.Add(new TeamMember { StaffId = who, TeamId = where });
        }

        db.Audit(world.As(null), AuditAction.DemonstrationSeeded);
        await db.SaveChangesAsync();
        return world;
    }

    public AppDbContext Open() => Database.Open();

    public ActionContext As(Guid? staff) => TestDatabase.As(staff, Now);

    /// <summary>Adds a person with one role.</summary>
    public async Task<Guid> AddStaffAsync(string name, params Role[] roles)
    {
        await using var db = Open();
        var id = Add(db, name, roles);
        db.Audit(As(null), AuditAction.AccountCreated);
        await db.SaveChangesAsync();
        return id;
    }

    /// <summary>Opens a record 90 days ago, allocated to <see cref="Worker"/> of <see cref="Team"/>, with a status from then on.</summary>
    public async Task<int> AddChildAsync(string name = "Maisie Thornley", StatusKind status = StatusKind.ChildInNeed, DateOnly? born = null, bool allocate = true)
    {
        await using var db = Open();
        var opened = TestDatabase.As(Manager, Now.AddDays(-90));
        var child = Child.Open(opened, new ChildDetails { FullName = name, BirthDate = born ?? new DateOnly(2015, 6, 2) }, opened.NowUtc);
        if (allocate) child.Allocate(opened, Team, Worker);
        if (status != StatusKind.None) child.SetStatus(new StatusPeriod(status, Core.Time.LondonTime.DateOf(opened.NowUtc)), false);
        db.Children.Add(child);
        db.Audit(opened, AuditAction.RecordOpened, child);
        await db.SaveChangesAsync();
        return child.Id;
    }

    /// <summary>Adds someone to a child's home.</summary>
    public async Task<int> AddPersonAsync(int childId, string name, string relationship, bool parentalResponsibility = false)
    {
        await using var db = Open();
        var link = new ChildPerson
        {
            ChildId = childId,
            Person = new Person { FullName = name },
            Relationship = relationship,
            HasParentalResponsibility = parentalResponsibility,
            InHouseholdFrom = new DateOnly(2020, 1, 1),
            IsImportant = true,
        };
        db.ChildPeople.Add(link);
        db.Audit(As(Worker), AuditAction.PersonChanged, childId);
        await db.SaveChangesAsync();
        return link.PersonId;
    }

    public RecordingService Recordings(AppDbContext db)
    {
        var (access, policies) = (new ChildAccess(db), new PolicyStore(db));
        var clocks = new ChildClocks(db, policies);
        var people = new PeopleService(db, access, clocks);
        return new(db, access, policies, clocks, people, new ChangesOfEntry(db, people, new ChildService(db, access, clocks)));
    }

    public ChildService Children(AppDbContext db) => new(db, new ChildAccess(db), new ChildClocks(db, new PolicyStore(db)));

    public ClosingService Closing(AppDbContext db) => new(db, new ChildAccess(db), new ChildClocks(db, new PolicyStore(db)));

    public MoveService Moves(AppDbContext db)
    {
        var access = new ChildAccess(db);
        return new(db, access, new ChildClocks(db, new PolicyStore(db)), new ChildSearch(db, access));
    }

    /// <summary>Moves an entry from one child to another as its page does.</summary>
    public async Task MoveAsync(Guid mover, int from, int to, long recordingId, MoveInput? input = null)
    {
        await using var db = Open();
        var opened = db.Recordings.Where(r => r.Id == recordingId).Select(r => r.Version).First();
        await Moves(db).MoveAsync(As(mover), from, recordingId, opened, (input ?? new MoveInput(null, "I had the wrong record open")) with { ToChildId = to });
    }

    public DraftService Drafts(AppDbContext db) => new(db, new ChildAccess(db));

    /// <summary>Saves what a form would say, through a draft as the page does.</summary>
    public async Task<long> RecordAsync(Guid author, RecordingInput input, bool finalise = true)
    {
        await using var db = Open();
        var draftId = await DraftAsync(db, author, input.Children.Keys.First());
        return await Recordings(db).SaveAsync(As(author), draftId, input, finalise);
    }

    public async Task<Guid> DraftAsync(AppDbContext db, Guid author, int childId, long? recordingId = null, string form = "visit")
    {
        var id = Guid.NewGuid();
        await Drafts(db).AutosaveAsync(As(author), id, new DraftStart(childId, form, recordingId), 0, new Dictionary<string, string[]>(StringComparer.Ordinal) { ["title"] = ["x"] });
        return id;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private Guid Add(AppDbContext db, string name, params Role[] roles)
    {
        var user = name.ToLowerInvariant().Replace(' ', '.');
        var staff = new Staff { Id = Guid.NewGuid(), DisplayName = name, UserName = user, NormalizedUserName = user.ToUpperInvariant(), SecurityStamp = Guid.NewGuid().ToString("N") };
        staff.Roles.AddRange(roles.Select(r => new StaffRole { StaffId = staff.Id, Role = r }));
        db.Users.Add(staff);
        return staff.Id;
    }
}
