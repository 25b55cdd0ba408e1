using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Access;

public sealed class ChildAccessTests
{
    private const string Reason = "Covering for Ellie tonight, the school has rung";

    [Fact]
    [Trait("Rule", "A-01")]
    public async Task Decide_TwoWorkersOfEqualRole_A01_GetDifferentAnswers()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();

        Assert.Equal(new AccessDecision(AccessLevel.Record, "allocated worker"), await DecideAsync(world, world.Worker, maisie));
        Assert.Equal(new AccessDecision(AccessLevel.Record, "team"), await DecideAsync(world, world.Colleague, maisie));
        Assert.Equal(new AccessDecision(AccessLevel.AskReason, "none"), await DecideAsync(world, world.OtherWorker, maisie));
        Assert.Equal(AccessLevel.Manage, (await DecideAsync(world, world.Manager, maisie)).Level);
        Assert.Equal(AccessLevel.AskReason, (await DecideAsync(world, world.OtherManager, maisie)).Level);
    }

    [Theory]
    [Trait("Rule", "A-01")]
    [InlineData(Role.EmergencyDuty, AccessLevel.Summary)]
    [InlineData(Role.SeniorManager, AccessLevel.AskReason)]
    [InlineData(Role.ReviewingOfficer, AccessLevel.AskReason)]
    [InlineData(Role.ReferralTeam, AccessLevel.AskReason)]
    [InlineData(Role.InformationGovernance, AccessLevel.Hidden)]
    [InlineData(Role.Administrator, AccessLevel.Hidden)]
    [InlineData(Role.Auditor, AccessLevel.Hidden)]
    public async Task Decide_NoRelationship_A01_FollowsTheRole(Role role, AccessLevel expected)
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();

        Assert.Equal(expected, (await DecideAsync(world, await world.AddStaffAsync("Someone Else", role), maisie)).Level);
    }

    [Theory]
    [Trait("Rule", "A-01")]
    [InlineData(Role.ReferralTeam, AccessLevel.Record)]
    [InlineData(Role.TeamManager, AccessLevel.Manage)]
    [InlineData(Role.SocialWorker, AccessLevel.AskReason)]
    public async Task Decide_NotYetAllocated_A01_ReferralTeamAndManagers(Role role, AccessLevel expected)
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync(allocate: false);
        var someone = await world.AddStaffAsync("Someone Else", role);

        Assert.Equal(expected, (await DecideAsync(world, someone, maisie)).Level);
        await using var db = world.Open();
        Assert.Equal(expected > AccessLevel.AskReason, await new ChildAccess(db).Own(someone).AnyAsync(c => c.Id == maisie));
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Decide_RestrictedRecord_A02_OpensForNamedPeopleOnly()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await ChangeAsync(world, db =>
        {
            db.Children.Single(c => c.Id == maisie).IsRestricted = true;
            db.RestrictedReaders.Add(new RestrictedReader { ChildId = maisie, StaffId = world.Worker });
        });

        Assert.Equal(AccessLevel.Record, (await DecideAsync(world, world.Worker, maisie)).Level);
        foreach (var other in new[] { world.Manager, world.Colleague, world.OtherWorker, await world.AddStaffAsync("Night Worker", Role.EmergencyDuty) })
        {
            Assert.Equal(AccessDecision.Hidden, await DecideAsync(world, other, maisie));
        }
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Decide_ConflictOfInterest_A02_HidesTheRecordFromTheTeamManagerToo()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await ChangeAsync(world, db => db.Conflicts.Add(new ConflictOfInterest { ChildId = maisie, StaffId = world.Manager, DeclaredAtUtc = world.Now, Reason = "Neighbour" }));

        Assert.Equal(AccessDecision.Hidden, await DecideAsync(world, world.Manager, maisie));
        await using var db = world.Open();
        Assert.False(await new ChildAccess(db).Findable(world.Manager).AnyAsync());
        Assert.False(await new ChildAccess(db).Own(world.Manager).AnyAsync());
        var refused = await Assert.ThrowsAsync<AccessRefusedException>(() => Reasons(db).OpenAsync(world.As(world.Manager), maisie, Reason));
        Assert.Equal(AccessLevel.Hidden, refused.Level);
    }

    [Fact]
    [Trait("Rule", "A-01")]
    public async Task Open_WithAReason_A01_LastsAnHourAndTellsTheManager()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await using (var db = world.Open()) await Reasons(db).OpenAsync(world.As(world.OtherWorker), maisie, Reason);

        await using var later = world.Open();
        var alert = await later.Alerts.SingleAsync();
        Assert.Equal((AlertKind.RecordOpenedWithReason, maisie, world.Team, Reason), (alert.Kind, alert.ChildId, alert.TeamId!.Value, alert.Message));
        var audit = await later.AuditEvents.SingleAsync(a => a.Action == AuditAction.AccessGivenForReason);
        Assert.Equal((world.OtherWorker, maisie, Reason), (audit.StaffId!.Value, audit.ChildId!.Value, audit.Reason));

        world.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(AccessLevel.Record, (await DecideAsync(world, world.OtherWorker, maisie)).Level);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(AccessLevel.AskReason, (await DecideAsync(world, world.OtherWorker, maisie)).Level);
    }

    [Fact]
    [Trait("Rule", "A-01")]
    public async Task Open_Again_A01_IsOneGrantAndOneAlert()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        foreach (var who in new[] { world.OtherWorker, world.OtherWorker, world.Worker })
        {
            await using var db = world.Open();
            await Reasons(db).OpenAsync(world.As(who), maisie, Reason);
        }

        await using var after = world.Open();
        Assert.Equal((1, 1), (await after.AccessGrants.CountAsync(), await after.Alerts.CountAsync()));
    }

    [Theory]
    [Trait("Rule", "A-01")]
    [InlineData(null)]
    [InlineData("   just looking     ")]
    [InlineData("1234567890123456789")]
    public async Task Open_TooShortAReason_A01_IsRefused(string? reason)
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await using var db = world.Open();

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => Reasons(db).OpenAsync(world.As(world.OtherWorker), maisie, reason));

        Assert.Equal(("A-01", "reason"), (refused.Violations.Single().Rule.Code, refused.Violations.Single().Field));
        Assert.False(await db.AccessGrants.AnyAsync());
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Decide_NamedReaderWhoGaveAReasonBefore_A02_ReadsAndDoesNotRecord()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await using (var db = world.Open()) await Reasons(db).OpenAsync(world.As(world.OtherWorker), maisie, Reason);
        Assert.Equal(new AccessDecision(AccessLevel.Record, "reason given", Reason), await DecideAsync(world, world.OtherWorker, maisie));

        await ChangeAsync(world, db =>
        {
            db.Children.Single(c => c.Id == maisie).IsRestricted = true;
            db.RestrictedReaders.Add(new RestrictedReader { ChildId = maisie, StaffId = world.OtherWorker });
        });

        Assert.Equal(new AccessDecision(AccessLevel.Read, "named reader"), await DecideAsync(world, world.OtherWorker, maisie));
    }

    [Fact]
    [Trait("Rule", "A-03")]
    public async Task Require_RefusedAmidAChange_A03_KeepsTheRefusalAndNothingElse()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await using (var db = world.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Teams.Add(new Team { Name = "Begun and saved" });
            db.Audit(world.As(world.OtherWorker), AuditAction.TeamCreated);
            await db.SaveChangesAsync();
            db.Teams.Add(new Team { Name = "Begun" });
            db.Audit(world.As(world.OtherWorker), AuditAction.TeamCreated);

            await Assert.ThrowsAsync<AccessRefusedException>(() => new ChildAccess(db).RequireAsync(world.As(world.OtherWorker), AccessLevel.Record, [maisie]));
        }

        await using var after = world.Open();
        var refusal = await after.AuditEvents.SingleAsync(e => e.StaffId == world.OtherWorker);
        Assert.Equal((AuditAction.AccessRefused, maisie, $"Record of child {maisie}", "none"), (refusal.Action, refusal.ChildId, refusal.Subject, refusal.Relation));
        Assert.False(await after.Teams.AnyAsync(t => t.Name.StartsWith("Begun")));
    }

    private static AccessByReason Reasons(AppDbContext db) => new(db, new ChildAccess(db));

    private static async Task<AccessDecision> DecideAsync(World world, Guid who, int childId)
    {
        await using var db = world.Open();
        return await new ChildAccess(db).DecideAsync(who, childId, world.Now);
    }

    private static async Task ChangeAsync(World world, Action<AppDbContext> change)
    {
        await using var db = world.Open();
        change(db);
        db.Audit(world.As(null), AuditAction.RestrictionChanged);
        await db.SaveChangesAsync();
    }
}
