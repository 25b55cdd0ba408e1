using CaseRecording.Core;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.People;
using CaseRecording.Core.Time;
using CaseRecording.Core.Writing.Templates;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.DemoData;

/// <summary>Fills an empty database with the demonstration council: the same council each time, its days counted back from now.</summary>
public sealed class DemoSeeder(AppDbContext db, IPasswordHasher<Staff> hasher, ChildClocks clocks, TimeProvider clock)
{
    /// <summary>Password of every demonstration account.</summary>
    public const string Password = "northmere-demonstration";

    private readonly DemoDays days = new(clock.GetUtcNow().UtcDateTime);
    private readonly Dictionary<string, Guid> staff = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Person> people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Child> children = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> teams = new(StringComparer.Ordinal);

    /// <summary>User names and roles, for the address that a first start prints.</summary>
    public static IEnumerable<(string UserName, string Name, string Roles)> SignIns =>
        DemoFiles.Staff.Staff.Select(s => (s.Username, s.Name, string.Join(", ", s.Roles.Select(r => RoleOf(r).Label()))));

    /// <summary>Seeds a database that has no staff; returns whether it did.</summary>
    public async Task<bool> SeedAsync(CancellationToken cancellationToken = default)
    {
        if (await db.Users.AnyAsync(cancellationToken)) return false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await SeedStaffAsync(cancellationToken);
        var forms = await new DemoForms(db, days, staff).SeedAsync(cancellationToken);
        foreach (var person in DemoFiles.Professionals) Add(person);
        var families = DemoFiles.Families.ToList();
        foreach (var person in families.SelectMany(f => f.People)) Add(person);
        foreach (var child in families.SelectMany(f => f.Children)) children[child.Key] = Open(child);
        await SaveAsync(cancellationToken);
        foreach (var child in families.SelectMany(f => f.Children)) Connect(child, children[child.Key]);
        await SaveAsync(cancellationToken);

        var goals = await new DemoPlans(db, days, staff, people, children).SeedAsync(cancellationToken);
        var recordings = new DemoRecordings(db, days, staff, people, children, goals, forms);
        await recordings.SeedAsync(cancellationToken);
        await new DemoAudits(db, days, staff, children, teams).SeedAsync(cancellationToken);
        Recent();
        db.ReadyTexts.AddRange(DemoFiles.Templates.Select(t => new ReadyText(
            t.Owner is { } owner ? staff[owner] : null, t.Team is { } team ? teams[team] : null, ReadyUse.Find(t.Use)!, t.Name, new SortedDictionary<string, string>(t.Texts, StringComparer.Ordinal), days.NowUtc)));
        await SaveAsync(cancellationToken);
        await new DemoCorrections(db, days, staff, children).SeedAsync(cancellationToken);
        var today = LondonTime.DateOf(days.NowUtc);
        await new DelegationService(db).MakeAsync(new ActionContext(staff["farah"], days.NowUtc, CorrelationId: "seed"), teams["harbour"], new DelegationInput(staff["tunde"], true, false, today, today.AddDays(6)), cancellationToken);
        foreach (var child in children.Values) await clocks.RecomputeAsync(child, days.NowUtc, cancellationToken);
        await SaveAsync(cancellationToken);
        await new DemoExamples(db, days, staff, children, key => recordings.Made(key)).SeedAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static Role RoleOf(string name) =>
        name == "chairOrReviewingOfficer" ? Role.ReviewingOfficer : Enum.Parse<Role>(name, ignoreCase: true);

    private Task SaveAsync(CancellationToken cancellationToken)
    {
        db.Audit(new ActionContext(null, days.NowUtc, CorrelationId: "seed"), AuditAction.DemonstrationSeeded);
        return db.SaveChangesAsync(cancellationToken);
    }

    private async Task SeedStaffAsync(CancellationToken cancellationToken)
    {
        var hash = hasher.HashPassword(new Staff(), Password);
        foreach (var person in DemoFiles.Staff.Staff)
        {
            var account = new Staff
            {
                Id = Guid.NewGuid(),
                DisplayName = person.Name,
                UserName = person.Username,
                NormalizedUserName = person.Username.ToUpperInvariant(),
                Email = $"{person.Username}@example.org",
                PasswordHash = hash,
                SecurityStamp = Guid.NewGuid().ToString("N"),
                LockoutEnabled = true,
            };
            account.Roles.AddRange(person.Roles.Select(r => new StaffRole { StaffId = account.Id, Role = RoleOf(r) }));
            db.Users.Add(account);
            staff[person.Key] = account.Id;
        }

        var made = DemoFiles.Staff.Teams.ToDictionary(t => t.Key, t => new Team { Name = t.Name, ManagerId = staff[t.Manager] }, StringComparer.Ordinal);
        db.Teams.AddRange(made.Values);
        await SaveAsync(cancellationToken);
        foreach (var (key, team) in made) teams[key] = team.Id;
        db.TeamMembers.AddRange(DemoFiles.Staff.Staff.SelectMany(s => s.Teams.Select(t => new TeamMember { StaffId = staff[s.Key], TeamId = teams[t] })));
        await SaveAsync(cancellationToken);
    }

    private void Add(DemoPerson person)
    {
        people[person.Key] = new Person
        {
            FullName = person.FullName,
            IsProfessional = person.Professional,
            JobTitle = person.Professional ? person.Role : null,
            Organisation = person.Organisation,
            Telephone = person.Phone,
            Email = person.Email,
        };
        db.People.Add(people[person.Key]);
    }

    private Child Open(DemoChild from)
    {
        var opened = At(from.OpenedDaysAgo, staff["nasreen"]);
        var details = Details(from);
        var child = Child.Open(opened, details with { SpellingSeenOn = null }, opened.NowUtc);
        if (from.SpellingEvidence is { } seen) child.Change(At(seen.DaysAgo, staff[seen.SeenBy]), details);
        child.Alerts = from.Alerts is null ? null : string.Join('\n', from.Alerts);
        child.Identifiers.AddRange(from.Identifiers.Select(i => new ChildIdentifier { Kind = i.Kind == "nhs" ? "NHS number" : "Local number", Value = i.Value }));
        if (from.School is not null) child.Replace(DetailKind.School, from.School, days.Day(from.OpenedDaysAgo), false, opened);
        foreach (var address in from.Addresses) child.Replace(DetailKind.Address, address.Text, days.Day(address.FromDaysAgo), address.Protected, At(address.FromDaysAgo, staff["nasreen"]));
        foreach (var status in from.Statuses.Where(s => s.Kind != StatusKind.None))
        {
            var period = new StatusPeriod(status.Kind, days.Day(status.FromDaysAgo))
            {
                Arrangement = status.Arrangement is { } arrangement ? Enum.Parse<LookedAfterArrangement>(arrangement, ignoreCase: true) : null,
            };
            child.SetStatus(period, alongside: true);
            if (status.ToDaysAgo is { } end) period.End(days.Day(end));
        }

        foreach (var allocation in from.Allocations.OrderByDescending(a => a.FromDaysAgo))
        {
            child.Allocate(At(allocation.FromDaysAgo, staff["farah"]), teams[allocation.Team], staff[allocation.Worker]);
        }

        if (from.ClosedDaysAgo is { } closed) child.Close(At(closed, staff["joanne"]));
        child.ReviewingOfficerId = from.ReviewingOfficer is null ? null : staff[from.ReviewingOfficer];
        db.Children.Add(child);
        db.Audit(opened, AuditAction.RecordOpened, child);
        return child;
    }

    private ChildDetails Details(DemoChild from) => new()
    {
        FullName = from.FullName,
        KnownAs = from.KnownAs,
        Pronouns = from.Pronouns,
        BirthDate = from.DueInDays is { } due ? days.Born(-due) : days.Born(from.BornDaysAgo!.Value),
        BirthDateKind = from.DueInDays is not null ? BirthDateKind.Due : from.DobEstimatedReason is not null ? BirthDateKind.Estimated : BirthDateKind.Known,
        EstimateReason = from.DobEstimatedReason,
        SpellingDocument = from.SpellingEvidence?.Document,
        SpellingSeenBy = from.SpellingEvidence is { } seen ? DemoFiles.Staff.Staff.First(s => s.Key == seen.SeenBy).Name : null,
        SpellingSeenOn = from.SpellingEvidence is { } on ? days.Day(on.DaysAgo) : null,
    };

    private void Connect(DemoChild from, Child child)
    {
        foreach (var link in from.People)
        {
            db.ChildPeople.Add(new ChildPerson
            {
                ChildId = child.Id,
                Person = link.Person is { } key ? people[key] : PersonOf(children[link.Child!]),
                Relationship = char.ToUpperInvariant(link.Relationship[0]) + link.Relationship[1..],
                HasParentalResponsibility = link.ParentalResponsibility,
                InHouseholdFrom = link.InHousehold ? LondonTime.DateOf(child.OpenedAtUtc) : null,
                IsImportant = link.Important,
                IsKeyContact = link.ParentalResponsibility || (link.Person is { } p && people[p].IsProfessional && link.Important),
                MaySpendTime = link.MaySpendTime,
            });
        }

        if (from.Restricted is { } restricted)
        {
            child.IsRestricted = true;
            db.RestrictedReaders.AddRange(restricted.Readers.Select(r => new RestrictedReader { ChildId = child.Id, StaffId = staff[r] }));
        }

        foreach (var conflict in from.Conflicts ?? [])
        {
            db.Conflicts.Add(new ConflictOfInterest { ChildId = child.Id, StaffId = staff[conflict.Staff], Reason = conflict.Reason, DeclaredAtUtc = child.OpenedAtUtc });
        }
    }

    /// <summary>What counts back from this very hour, so that on any day a manager has alerts and a summary is nearly due.</summary>
    private void Recent()
    {
        foreach (var from in DemoFiles.Recent.Openings)
        {
            var context = new ActionContext(staff[from.By], days.NowUtc.AddHours(-from.HoursAgo), CorrelationId: "seed");
            var child = children[from.Child];
            db.AccessGrants.Add(AccessGrant.Open(context, child.Id, from.Reason));
            db.Alerts.Add(ManagerAlert.Raise(context, AlertKind.RecordOpenedWithReason, child.Id, child.TeamId, from.Reason));
            db.Audit(context with { Reason = from.Reason }, AuditAction.AccessGivenForReason, child.Id);
        }

        foreach (var from in DemoFiles.Recent.Confirmations)
        {
            var at = days.BeforeMonths(Core.Policy.RecordingPolicy.Default.SummaryReviewMonths, from.DueInDays);
            db.SummaryReviews.Add(new Core.Summaries.SummaryReview { ChildId = children[from.Child].Id, AtUtc = at, ById = staff[from.By], Kind = Core.Summaries.SummaryReviewKind.StillRight });
            db.Audit(new ActionContext(staff[from.By], at, CorrelationId: "seed"), AuditAction.SummaryReviewed, children[from.Child].Id, after: "StillRight");
        }
    }

    private Person PersonOf(Child sibling)
    {
        var key = "child:" + sibling.FullName;
        if (!people.TryGetValue(key, out var person)) people[key] = person = new Person { FullName = sibling.FullName, OwnRecordId = sibling.Id };
        return person;
    }

    private ActionContext At(int daysAgo, Guid who) => new(who, days.Morning(daysAgo), CorrelationId: "seed");
}
