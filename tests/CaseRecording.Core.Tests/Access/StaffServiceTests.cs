using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CaseRecording.Core.Tests.Access;

public sealed class StaffServiceTests : IAsyncLifetime
{
    private const string Password = "orchard lantern pebble";
    private World world = null!;
    private Guid admin;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        admin = await world.AddStaffAsync("Lynne Hart", Role.Administrator);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Create_AccountWithRolesAndTeam_IsAuditedWithoutANameInIt()
    {
        await using var db = world.Open();
        var id = await Staff(db).CreateAsync(world.As(admin), new NewStaff(" sam.hill ", " Sam Hill ", Password, [Role.SocialWorker, Role.EmergencyDuty], [world.Team]));

        await using var later = world.Open();
        var made = await later.Users.Include(s => s.Roles).Include(s => s.Teams).SingleAsync(s => s.Id == id);
        Assert.Equal(("sam.hill", "SAM.HILL", "Sam Hill", true), (made.UserName, made.NormalizedUserName, made.DisplayName, made.MustChangePassword));
        Assert.Equal([Role.SocialWorker, Role.EmergencyDuty], made.Roles.Select(r => r.Role).Order());
        Assert.Equal(world.Team, made.Teams.Single().TeamId);
        var row = await later.AuditEvents.SingleAsync(e => e.Subject == $"staff:{id:N}");
        Assert.Equal((AuditAction.AccountCreated, admin, $"roles:EmergencyDuty,SocialWorker teams:{world.Team}"), (row.Action, row.StaffId!.Value, row.After));
    }

    [Theory]
    [Trait("Rule", "A-05")]
    [InlineData("elevenchars", "12 to 200 characters")]
    [InlineData("aaaaaaaaaaaaaaaa", "first that would be tried")]
    [InlineData("Password1234!", "first that would be tried")]
    [InlineData("sam.hill12345", "first that would be tried")]
    [InlineData("qwertyuiop12345", "first that would be tried")]
    public async Task Create_WeakPassword_A05_IsRefused(string password, string sentence)
    {
        await using var db = world.Open();
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() =>
            Staff(db).CreateAsync(world.As(admin), new NewStaff("sam.hill", "Sam Hill", password, [Role.SocialWorker], [])));
        var violation = Assert.Single(refused.Violations);
        Assert.Equal(("A-05", "password"), (violation.Rule.Code, violation.Field));
        Assert.Contains(sentence, violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_TwelvePlainLetters_AreEnough()
    {
        await using var db = world.Open();
        await Staff(db).CreateAsync(world.As(admin), new NewStaff("sam.hill", "Sam Hill", "tulipmorning", [Role.SocialWorker], []));
    }

    [Fact]
    public async Task Create_EverythingMissing_NamesEachField()
    {
        await using var db = world.Open();
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => Staff(db).CreateAsync(world.As(admin), new NewStaff("two words", "", "", [], [])));
        Assert.Equal(["displayName", "roles", "userName", "password"], refused.Violations.Select(v => v.Field));
    }

    [Fact]
    public async Task Create_UserNameInUse_IsRefusedWhateverItsCase()
    {
        await using var db = world.Open();
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => Staff(db).CreateAsync(world.As(admin), new NewStaff("Ellie.Marsh", "Other", Password, [Role.SocialWorker], [])));
        Assert.Equal("userName", Assert.Single(refused.Violations).Field);
    }

    [Theory]
    [Trait("Rule", "A-06")]
    [InlineData(Role.Administrator, Role.SocialWorker)]
    [InlineData(Role.Auditor, Role.TeamManager)]
    [InlineData(Role.Administrator, Role.Auditor)]
    public async Task Change_AdministratorOrAuditorWithAnotherRole_A06_IsRefused(Role first, Role second)
    {
        await using var db = world.Open();
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => Staff(db).ChangeAsync(world.As(admin), world.Worker, Change(db, world.Worker, first, second)));
        Assert.Equal(("A-06", "roles"), (refused.Violations.Single().Rule.Code, refused.Violations.Single().Field));
    }

    [Fact]
    [Trait("Rule", "A-06")]
    public async Task Change_OwnRoles_A06_IsRefused_AndOwnNameIsNot()
    {
        await using var db = world.Open();
        await Assert.ThrowsAsync<RuleViolationException>(() => Staff(db).ChangeAsync(world.As(admin), admin, Change(db, admin, Role.SocialWorker)));
        await Staff(db).ChangeAsync(world.As(admin), admin, Change(db, admin, Role.Administrator));
    }

    [Fact]
    public async Task Change_Roles_EndsTheSessionsInTheSameTransaction_ATeamDoesNot()
    {
        await SessionAsync(world.Worker);
        await using (var db = world.Open()) await Staff(db).ChangeAsync(world.As(admin), world.Worker, Change(db, world.Worker, Role.SocialWorker) with { TeamIds = [world.OtherTeam] });
        await using var after = world.Open();
        Assert.Equal(1, await after.Sessions.CountAsync(s => s.StaffId == world.Worker));
        await Staff(after).ChangeAsync(world.As(admin), world.Worker, Change(after, world.Worker, Role.TeamManager));
        Assert.False(await after.Sessions.AnyAsync(s => s.StaffId == world.Worker));
        var rows = await after.AuditEvents.Where(e => e.Action == AuditAction.AccountChanged).OrderBy(e => e.Id).Select(e => new { e.Before, e.After }).ToListAsync();
        Assert.Equal(($"roles:SocialWorker teams:{world.Team}", $"roles:SocialWorker teams:{world.OtherTeam}"), (rows[0].Before, rows[0].After));
        Assert.Equal("roles:TeamManager teams:", rows[1].After);
    }

    [Fact]
    public async Task Change_FromAPageOpenedBeforeAnotherChange_IsRefused()
    {
        await using var db = world.Open();
        var stale = Change(db, world.Worker, Role.TeamManager);
        await Staff(db).ChangeAsync(world.As(admin), world.Worker, Change(db, world.Worker, Role.ReferralTeam));
        await using var other = world.Open();
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => Staff(other).ChangeAsync(world.As(admin), world.Worker, stale));
    }

    [Fact]
    [Trait("Rule", "A-06")]
    public async Task Disable_Own_A06_IsRefused()
    {
        await using var db = world.Open();
        await Assert.ThrowsAsync<RuleViolationException>(async () => await Staff(db).DisableAsync(world.As(admin), admin, await StampAsync(db, admin)));
    }

    [Fact]
    public async Task Disable_ThenEnable_EndsSessionsAndIsAuditedBothTimes()
    {
        await SessionAsync(world.Worker);
        await using var db = world.Open();
        await Staff(db).DisableAsync(world.As(admin), world.Worker, await StampAsync(db, world.Worker));
        Assert.False(await db.Sessions.AnyAsync(s => s.StaffId == world.Worker));
        await Staff(db).EnableAsync(world.As(admin), world.Worker, await StampAsync(db, world.Worker));
        Assert.Null((await db.Users.SingleAsync(s => s.Id == world.Worker)).DisabledAtUtc);
        Assert.Equal(
            [AuditAction.AccountDisabled, AuditAction.AccountEnabled],
            await db.AuditEvents.Where(e => e.Subject == $"staff:{world.Worker:N}").OrderBy(e => e.Id).Select(e => e.Action).ToListAsync());
    }

    [Fact]
    public async Task ResetPassword_LockedAccount_GivesOneForOneUseAndUnlocks()
    {
        await SessionAsync(world.Worker);
        await using var db = world.Open();
        var person = await db.Users.SingleAsync(s => s.Id == world.Worker);
        person.LockoutEnd = new DateTimeOffset(world.Now, TimeSpan.Zero).AddMinutes(10);
        db.Audit(world.As(null), AuditAction.LockedOut);
        await db.SaveChangesAsync();

        var password = await Staff(db).ResetPasswordAsync(world.As(admin), world.Worker, await StampAsync(db, world.Worker));

        Assert.Matches("^([a-z2-9]{4}-){3}[a-z2-9]{4}$", password);
        await using var later = world.Open();
        var signedIn = await new SignInService(later, Hasher).CheckPasswordAsync(world.As(null), "ellie.marsh", password);
        Assert.True(SignInService.NeedsNewPassword(signedIn!, new(), world.Now));
        Assert.False(await later.Sessions.AnyAsync(s => s.StaffId == world.Worker));
    }

    internal static PasswordHasher<Staff> Hasher { get; } = new(Options.Create(new PasswordHasherOptions { IterationCount = 10 }));

    internal static StaffService Staff(AppDbContext db) => new(db, Hasher);

    private static StaffChange Change(AppDbContext db, Guid staffId, params Role[] roles)
    {
        var person = db.Users.AsNoTracking().Single(s => s.Id == staffId);
        return new StaffChange(person.DisplayName, roles, [], person.ConcurrencyStamp);
    }

    private static Task<string?> StampAsync(AppDbContext db, Guid staffId) => db.Users.AsNoTracking().Where(s => s.Id == staffId).Select(s => s.ConcurrencyStamp).SingleAsync();

    private async Task SessionAsync(Guid staffId)
    {
        await using var db = world.Open();
        db.Sessions.Add(new UserSession { Id = Guid.NewGuid().ToString("N"), StaffId = staffId, CreatedAtUtc = world.Now, LastActivityAtUtc = world.Now });
        await db.SaveChangesAsync();
    }
}
