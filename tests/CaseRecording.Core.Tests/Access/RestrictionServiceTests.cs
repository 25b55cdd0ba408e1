using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Access;

public sealed class RestrictionServiceTests : IAsyncLifetime
{
    private World world = null!;
    private int child;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        child = await world.AddChildAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Restrict_ToTheWorker_A02_HidesItFromTheColleagueAndKeepsItForWhoRestricted()
    {
        await RestrictAsync(world.Manager, true, world.Worker);

        Assert.Equal(AccessLevel.Record, await LevelAsync(world.Worker));
        Assert.Equal(AccessLevel.Manage, await LevelAsync(world.Manager));
        Assert.Equal(AccessLevel.Hidden, await LevelAsync(world.Colleague));
        await using var db = world.Open();
        var row = await db.AuditEvents.SingleAsync(e => e.Action == AuditAction.RestrictionChanged);
        Assert.Equal((child, "open"), (row.ChildId!.Value, row.Before));
        Assert.Contains(world.Worker.ToString("N"), row.After, StringComparison.Ordinal);

        await RestrictAsync(world.Manager, false);
        Assert.Equal(AccessLevel.Record, await LevelAsync(world.Colleague));
        Assert.False(await db.RestrictedReaders.AnyAsync());
    }

    [Fact]
    public async Task Restrict_ByOneWhoOnlyRecords_IsRefusedAndAudited()
    {
        await Assert.ThrowsAsync<AccessRefusedException>(() => RestrictAsync(world.Worker, true));
        await using var db = world.Open();
        Assert.True(await db.AuditEvents.AnyAsync(e => e.Action == AuditAction.AccessRefused && e.StaffId == world.Worker));
    }

    [Theory]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Auditor)]
    public async Task Restrict_NamingAnAdministratorOrAuditor_IsRefused(Role role)
    {
        var other = await world.AddStaffAsync("Someone Else", role);
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => RestrictAsync(world.Manager, true, other));
        Assert.Equal("readers", refused.Violations.Single().Field);
    }

    [Fact]
    public async Task Restrict_FromAPageOpenedBeforeAnotherChange_IsRefused()
    {
        Guid opened;
        await using (var db = world.Open()) opened = await db.Children.Where(c => c.Id == child).Select(c => c.Version).SingleAsync();
        await RestrictAsync(world.Manager, true);
        await using var later = world.Open();
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => Service(later).RestrictAsync(world.As(world.Manager), child, opened, false, []));
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task DeclareConflict_ForANamedReader_A02_HidesTheRecordUntilTakenBack()
    {
        await RestrictAsync(world.Manager, true, world.Worker);
        await using var db = world.Open();
        await Service(db).DeclareConflictAsync(world.As(world.Manager), child, world.Worker, "Aunt of the child");
        Assert.Equal(AccessLevel.Hidden, await LevelAsync(world.Worker));

        var twice = await Assert.ThrowsAsync<RuleViolationException>(() => Service(db).DeclareConflictAsync(world.As(world.Manager), child, world.Worker, "Again"));
        Assert.Equal("staffId", twice.Violations.Single().Field);
        var bare = await Assert.ThrowsAsync<RuleViolationException>(() => Service(db).WithdrawConflictAsync(world.As(world.Manager), child, world.Worker, " "));
        Assert.Equal("withdrawReason", bare.Violations.Single().Field);
        await Service(db).WithdrawConflictAsync(world.As(world.Manager), child, world.Worker, "Declared for the wrong person");
        Assert.Equal(AccessLevel.Record, await LevelAsync(world.Worker));
        Assert.Equal(
            [AuditAction.ConflictDeclared, AuditAction.ConflictWithdrawn],
            await db.AuditEvents.Where(e => e.ChildId == child && e.Subject == $"staff:{world.Worker:N}").OrderBy(e => e.Id).Select(e => e.Action).ToListAsync());
    }

    [Fact]
    public async Task DeclareConflict_Empty_AsksForPersonAndReason()
    {
        await using var db = world.Open();
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => Service(db).DeclareConflictAsync(world.As(world.Manager), child, null, ""));
        Assert.Equal(["staffId", "conflictReason"], refused.Violations.Select(v => v.Field));
    }

    private static RestrictionService Service(AppDbContext db) => new(db, new ChildAccess(db));

    private async Task RestrictAsync(Guid who, bool restrict, params Guid[] readers)
    {
        await using var db = world.Open();
        var version = await db.Children.Where(c => c.Id == child).Select(c => c.Version).SingleAsync();
        await Service(db).RestrictAsync(world.As(who), child, version, restrict, readers);
    }

    private async Task<AccessLevel> LevelAsync(Guid who)
    {
        await using var db = world.Open();
        return (await new ChildAccess(db).DecideAsync(who, child, world.Now)).Level;
    }
}
