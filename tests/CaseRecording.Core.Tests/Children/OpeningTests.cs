using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Children;

public sealed class OpeningTests
{
    private static readonly OpenRecord Nobody = new()
    {
        Details = new ChildDetails { FullName = "Maisie Thornley", BirthDate = new DateOnly(2015, 6, 2), Pronouns = "she/her" },
        Identifiers = [("NHS number", "999 123 4567"), ("UPN", " ")],
        ContactDate = new DateOnly(2026, 3, 16),
        ContactTime = new TimeOnly(10, 30),
        Address = "4 Tern Row, Northmere NM1 2AB",
        AddressIsProtected = true,
        Household = [new HouseholdLine("Jean Thornley", "mother", true, "07700 900001"), new HouseholdLine(" ", "", false, null)],
    };

    [Fact]
    [Trait("Rule", "C-02")]
    public async Task Open_ByTheReferralTeam_C02_HoldsWhatWasGiven()
    {
        await using var world = await World.CreateAsync();
        var id = await OpenAsync(world, Nobody);

        await using var db = world.Open();
        var child = await db.Children.Include(c => c.Identifiers).Include(c => c.Details).SingleAsync();
        Assert.Equal(("Maisie Thornley", "Maisie", new DateTime(2026, 3, 16, 10, 30, 0, DateTimeKind.Utc)), (child.FullName, child.KnownAs, child.FirstContactAtUtc));
        Assert.Equal("999 123 4567", child.Identifiers.Single().Value);
        Assert.Equal(DatedDetail.Mask, child.Details.Single(d => d.Kind == DetailKind.Address).Shown);
        Assert.Equal(new DateOnly(2026, 3, 31), child.SummaryDueOn); // ten working days
        var jean = await db.ChildPeople.Include(p => p.Person).SingleAsync();
        Assert.True(jean.HasParentalResponsibility && jean.LivesThereOn(new DateOnly(2026, 3, 17)));
        var audit = await db.AuditEvents.SingleAsync(a => a.Action == AuditAction.RecordOpened);
        Assert.Equal((id, null), (audit.ChildId!.Value, audit.After));
    }

    [Fact]
    [Trait("Rule", "C-02")]
    public async Task Open_WithoutNameOrDate_C02_IsRefusedAtTheFields()
    {
        await using var world = await World.CreateAsync();
        var empty = new OpenRecord { Details = new ChildDetails() };

        var refused = await RefusedAsync(world, empty);

        Assert.Equal(["fullName C-02", "birthDate C-02", "contactDate C-01"], refused);
        Assert.Equal(["estimateReason C-02"], await RefusedAsync(world, Nobody with { Details = Nobody.Details with { BirthDateKind = BirthDateKind.Estimated } }));
        Assert.Equal(["birthDate C-02"], await RefusedAsync(world, Nobody with { Details = Nobody.Details with { BirthDate = new DateOnly(2026, 4, 1) } }));
        Assert.Equal(["contactDate T-08"], await RefusedAsync(world, Nobody with { ContactTime = new TimeOnly(23, 0), ContactDate = new DateOnly(2026, 3, 17) }));
        Assert.Equal(["household-0-relationship C-04"], await RefusedAsync(world, Nobody with { Household = [new HouseholdLine("Jean Thornley", "", true, null)] }));
    }

    [Fact]
    [Trait("Rule", "C-01")]
    public async Task Open_ByAnyoneElse_C01_IsRefused()
    {
        await using var world = await World.CreateAsync();
        await using var db = world.Open();

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => Service(db).OpenAsync(world.As(world.Worker), Nobody));

        Assert.Equal("C-01", refused.Violations.Single().Rule.Code);
    }

    [Theory]
    [Trait("Rule", "C-01")]
    [InlineData("Maysie Thornlie", 2, null)] // sounds alike, same day
    [InlineData("Somebody Else", 9, "9991234567")] // same number
    public async Task Open_ALikelyDuplicate_C01_IsShownFirst(string name, int day, string? number)
    {
        await using var world = await World.CreateAsync();
        var first = await OpenAsync(world, Nobody);
        var again = Nobody with { Details = Nobody.Details with { FullName = name, BirthDate = new DateOnly(2015, 6, day) }, Identifiers = [("Local number", number)] };

        Assert.Equal(["notTheSame C-01"], await RefusedAsync(world, again));

        var second = await OpenAsync(world, again with { NotTheSame = [first] });
        await using var db = world.Open();
        Assert.Equal($"not the same as {first}", (await db.AuditEvents.SingleAsync(a => a.ChildId == second && a.Action == AuditAction.RecordOpened)).After);
    }

    [Theory]
    [InlineData("Maisie Thornley", 3)] // another day
    [InlineData("Maisie Brown", 2)]
    public async Task Open_AnotherChild_IsNotHeldUp(string name, int day)
    {
        await using var world = await World.CreateAsync();
        await OpenAsync(world, Nobody);

        await OpenAsync(world, Nobody with { Details = Nobody.Details with { FullName = name, BirthDate = new DateOnly(2015, 6, day) }, Identifiers = [] });
    }

    [Fact]
    [Trait("Rule", "C-01")]
    public async Task Open_AnEstimateNearAKnownDate_C01_IsShownFirst()
    {
        await using var world = await World.CreateAsync();
        await OpenAsync(world, Nobody);
        var estimate = Nobody.Details with { BirthDate = new DateOnly(2015, 1, 1), BirthDateKind = BirthDateKind.Estimated, EstimateReason = "No papers" };

        Assert.Equal(["notTheSame C-01"], await RefusedAsync(world, Nobody with { Details = estimate, Identifiers = [] }));
    }

    [Theory]
    [Trait("Rule", "C-01")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_ADuplicateOfAHiddenRecord_C01_SaysNothingAndTellsAManagerWhoMay(bool managerHasConflict)
    {
        await using var world = await World.CreateAsync();
        var hidden = await world.AddChildAsync();
        await using (var db = world.Open())
        {
            var referrer = await ReferrerAsync(world);
            foreach (var who in managerHasConflict ? [referrer, world.Manager] : new[] { referrer })
            {
                db.Conflicts.Add(new ConflictOfInterest { ChildId = hidden, StaffId = who, DeclaredAtUtc = world.Now, Reason = "Cousin" });
            }

            db.Audit(world.As(world.Manager), AuditAction.ConflictDeclared, hidden);
            await db.SaveChangesAsync();
        }

        var id = await OpenAsync(world, Nobody);

        await using var after = world.Open();
        var alert = await after.Alerts.SingleAsync();
        Assert.Equal((AlertKind.PossibleDuplicate, hidden, id), (alert.Kind, alert.ChildId, alert.OtherChildId!.Value));
        Assert.Equal(managerHasConflict ? null : world.Team, alert.TeamId);
        Assert.Null((await after.AuditEvents.SingleAsync(a => a.ChildId == id && a.Action == AuditAction.RecordOpened)).After);
    }

    [Fact]
    [Trait("Rule", "C-04")]
    public async Task Open_ABrotherOfOneWithARecord_C04_SharesTheHome()
    {
        await using var world = await World.CreateAsync();
        var maisie = await OpenAsync(world, Nobody);
        var reuben = await OpenAsync(world, Sibling("Reuben Thornley", maisie));
        var dottie = await OpenAsync(world, Sibling("Dottie Thornley", maisie));

        await using var db = world.Open();
        var links = await db.ChildPeople.Include(p => p.Person).ToListAsync();
        Assert.Single(links.Where(l => l.Person.FullName == "Jean Thornley").Select(l => l.PersonId).Distinct());
        foreach (var (child, others) in new[] { (maisie, new[] { reuben, dottie }), (reuben, [maisie, dottie]), (dottie, [maisie, reuben]) })
        {
            Assert.Equal(others.Order(), links.Where(l => l.ChildId == child && l.Person.OwnRecordId != null).Select(l => l.Person.OwnRecordId!.Value).Order());
        }

        static OpenRecord Sibling(string name, int of) => Nobody with
        {
            Details = Nobody.Details with { FullName = name, BirthDate = new DateOnly(2018, 1, 9) },
            Identifiers = [],
            Household = [],
            SiblingId = of,
            SiblingIs = "sister",
            ChildIs = "brother",
        };
    }

    private static OpeningService Service(AppDbContext db)
    {
        var access = new ChildAccess(db);
        return new OpeningService(db, access, new ChildSearch(db, access), new ChildClocks(db, new PolicyStore(db)));
    }

    private static async Task<Guid> ReferrerAsync(World world)
    {
        await using var db = world.Open();
        return await db.Users.Where(s => s.DisplayName == "Rhona Fisk").Select(s => (Guid?)s.Id).FirstOrDefaultAsync() ?? await world.AddStaffAsync("Rhona Fisk", Role.ReferralTeam);
    }

    private static async Task<int> OpenAsync(World world, OpenRecord input)
    {
        await using var db = world.Open();
        return await Service(db).OpenAsync(world.As(await ReferrerAsync(world)), input);
    }

    private static async Task<IEnumerable<string>> RefusedAsync(World world, OpenRecord input)
    {
        await using var db = world.Open();
        var count = await db.Children.CountAsync();
        var who = world.As(await ReferrerAsync(world));
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => Service(db).OpenAsync(who, input));
        Assert.Equal(count, await db.Children.CountAsync());
        return refused.Violations.Select(v => $"{v.Field} {v.Rule.Code}");
    }
}
