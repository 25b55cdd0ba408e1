using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Disclosure;
using CaseRecording.Core.Policy;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.TestKit;

/// <summary>One question to the access rules, and the answer we want.</summary>
/// <param name="ChildId">A child to whom this person has this relation; 0 where there is none.</param>
public sealed record AccessCell(Role Role, string Relation, Guid StaffId, int ChildId, AccessLevel Expected);

/// <summary>
/// Every role in every relation to a child, with the access it is to have. Written out by hand, so that it says
/// nothing because the program says it.
/// </summary>
public static class AccessMatrix
{
    // A dot is hidden; a asks for a reason; s summary; v reads; r records; m manages.
    private const string Table = """
                                                     SW TM SM TC RO RT ED IG AD AU
        allocated worker                             r  r  r  r  r  r  r  .  .  .
        in the team                                  r  m  m  r  a  a  s  .  .  .
        manager of the team                          a  m  m  a  a  a  s  .  .  .
        of another team                              a  a  a  a  a  a  s  .  .  .
        reviewing officer                            a  a  a  a  r  a  s  .  .  .
        not yet allocated                            a  m  m  a  a  r  s  .  .  .
        gave a reason                                r  r  r  r  r  r  r  .  .  .
        gave a reason an hour ago                    a  a  a  a  a  a  s  .  .  .
        access request open                          a  a  a  a  a  a  s  v  .  .
        request for correction open                  a  a  a  a  a  a  s  v  .  .
        restricted, named, in the team               r  m  m  r  v  v  v  .  .  .
        restricted, named, of another team           v  v  v  v  v  v  v  .  .  .
        restricted, named, access request open       v  v  v  v  v  v  v  v  .  .
        restricted, not named, in the team           .  .  .  .  .  .  .  .  .  .
        restricted, not named, allocated worker      .  .  .  .  .  .  .  .  .  .
        restricted, not named, access request open   .  .  .  .  .  .  .  .  .  .
        conflict of interest, allocated worker       .  .  .  .  .  .  .  .  .  .
        conflict of interest, gave a reason          .  .  .  .  .  .  .  .  .  .
        conflict of interest, manager of the team    .  .  .  .  .  .  .  .  .  .
        closed, in the team                          r  m  m  r  a  a  s  .  .  .
        no such child                                .  .  .  .  .  .  .  .  .  .
        """;

    private const int NameWidth = 45;
    private const int ColumnWidth = 3;

    /// <summary>Makes the people and the children. Each person belongs to the world's first team.</summary>
    public static async Task<IReadOnlyList<AccessCell>> BuildAsync(World world)
    {
        var people = new Dictionary<Role, Guid>();
        foreach (var role in Enum.GetValues<Role>()) people[role] = await world.AddStaffAsync($"Matrix {role}", role);
        await using (var db = world.Open())
        {
            db.TeamMembers.AddRange(people.Values.Select(id => new TeamMember { StaffId = id, TeamId = world.Team }));
            db.Audit(world.As(null), AuditAction.AccountChanged);
            await db.SaveChangesAsync();
        }

        var cells = new List<AccessCell>();
        foreach (var line in Table.Split('\n').Skip(1))
        {
            var relation = line[..NameWidth].Trim();
            var forAll = HoldsOne(relation) ? 0 : relation == "no such child" ? 999_999 : await AddChildAsync(world, relation, [.. people.Values]);
            foreach (var role in Enum.GetValues<Role>())
            {
                var child = HoldsOne(relation) ? await AddChildAsync(world, relation, [people[role]]) : forAll;
                cells.Add(new AccessCell(role, relation, people[role], child, Level(line[NameWidth + (ColumnWidth * (int)role)])));
            }
        }

        return cells;
    }

    /// <summary>A child has one worker, one manager and one reviewing officer; any number of people can be the rest.</summary>
    private static bool HoldsOne(string relation) =>
        relation.Contains("allocated worker", StringComparison.Ordinal) || relation.Contains("manager of the team", StringComparison.Ordinal) || relation == "reviewing officer";

    private static AccessLevel Level(char letter) => letter switch
    {
        'a' => AccessLevel.AskReason,
        's' => AccessLevel.Summary,
        'v' => AccessLevel.Read,
        'r' => AccessLevel.Record,
        'm' => AccessLevel.Manage,
        _ => AccessLevel.Hidden,
    };

    private static async Task<int> AddChildAsync(World world, string relation, Guid[] people)
    {
        await using var db = world.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var opened = TestDatabase.As(world.Manager, world.Now.AddDays(-90));
        var child = Child.Open(opened, new ChildDetails { FullName = "Alex Field", BirthDate = new DateOnly(2015, 6, 2) }, opened.NowUtc);
        var isWorker = relation.Contains("allocated worker", StringComparison.Ordinal);
        if (relation.Contains("manager of the team", StringComparison.Ordinal))
        {
            var team = new Team { Name = $"Team {Guid.NewGuid():N}", ManagerId = people[0] };
            db.Teams.Add(team);
            db.Audit(opened, AuditAction.TeamCreated);
            await db.SaveChangesAsync();
            child.Allocate(opened, team.Id, world.Worker);
        }
        else if (relation != "not yet allocated")
        {
            child.Allocate(opened, relation.Contains("in the team", StringComparison.Ordinal) ? world.Team : world.OtherTeam, isWorker ? people[0] : world.Colleague);
        }

        child.IsRestricted = relation.StartsWith("restricted", StringComparison.Ordinal);
        if (relation == "reviewing officer") child.ReviewingOfficerId = people[0];
        db.Children.Add(child);
        db.Audit(opened, AuditAction.RecordOpened, child);
        await db.SaveChangesAsync();
        if (relation.Contains(", named", StringComparison.Ordinal)) db.RestrictedReaders.AddRange(people.Select(p => new RestrictedReader { ChildId = child.Id, StaffId = p }));
        if (relation.StartsWith("conflict", StringComparison.Ordinal)) db.Conflicts.AddRange(people.Select(p => new ConflictOfInterest { ChildId = child.Id, StaffId = p, Reason = "Neighbour", DeclaredAtUtc = world.Now }));
        if (relation.Contains("gave a reason", StringComparison.Ordinal))
        {
            var asked = relation.EndsWith("ago", StringComparison.Ordinal) ? world.Now - AccessGrant.Length : world.Now;
            db.AccessGrants.AddRange(people.Select(p => AccessGrant.Open(TestDatabase.As(p, asked), child.Id, "Covering for the worker tonight")));
        }

        if (relation.Contains("access request open", StringComparison.Ordinal))
        {
            db.AccessRequests.Add(AccessRequest.Receive(
                world.As(world.Manager), child.Id, new RequestInput("Alex Field", "The person themselves", new DateOnly(2026, 3, 1)), new PolicyHistory([])));
        }

        if (relation.StartsWith("request for correction", StringComparison.Ordinal))
        {
            db.Corrections.Add(Core.Corrections.Correction.Receive(
                world.As(world.Manager), child.Id, new Core.Corrections.CorrectionInput(Core.Corrections.CorrectionFrom.Child, null, null, new DateOnly(2026, 3, 1), "My school is spelt wrong all over.", null), new Core.RuleCheck(), new PolicyHistory([])));
        }

        if (relation.StartsWith("closed", StringComparison.Ordinal))
        {
            await db.Children.Where(c => c.Id == child.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.ClosedAtUtc, world.Now.AddDays(-1)));
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return child.Id;
    }
}
