using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Policy;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Access;

[Trait("Rule", "A-05")]
public sealed class SignInServiceTests : IAsyncLifetime
{
    private const string Password = "orchard lantern pebble";
    private World world = null!;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        await using var db = world.Open();
        await StaffServiceTests.Staff(db).CreateAsync(world.As(null), new NewStaff("sam.hill", "Sam Hill", Password, [Role.SocialWorker], [], false));
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    [Trait("Rule", "A-05")]
    public async Task CheckPassword_FiveWrongTries_A05_LockTheAccountForFifteenMinutes()
    {
        for (var i = 0; i < 5; i++) Assert.Null(await CheckAsync("wrong"));
        Assert.Null(await CheckAsync(Password));
        world.Clock.Advance(SignInService.LockLength - TimeSpan.FromSeconds(1));
        Assert.Null(await CheckAsync(Password));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await CheckAsync(Password));
    }

    [Fact]
    public async Task CheckPassword_AfterTheLock_CountsFromOne()
    {
        for (var i = 0; i < 5; i++) await CheckAsync("wrong");
        world.Clock.Advance(SignInService.LockLength);
        for (var i = 0; i < 4; i++) await CheckAsync("wrong");
        Assert.NotNull(await CheckAsync(Password));
        await using var db = world.Open();
        Assert.Equal(1, await db.AuditEvents.CountAsync(e => e.Action == AuditAction.LockedOut));
    }

    [Fact]
    public async Task CheckPassword_UnknownName_IsAuditedWithoutTheName()
    {
        await using var db = world.Open();
        Assert.Null(await new SignInService(db, StaffServiceTests.Hasher).CheckPasswordAsync(world.As(null), "a password typed as a name", "x"));
        var row = await db.AuditEvents.SingleAsync(e => e.Action == AuditAction.SignInRefused);
        Assert.Equal((null, "unknown account", null), (row.StaffId, row.After, row.Subject));
    }

    [Fact]
    public void NeedsNewPassword_OlderThanTheCouncilAllows_FromThatInstant()
    {
        var policy = RecordingPolicy.Default with { PasswordAgeLimitDays = 90 };
        var staff = new Staff { PasswordSetAtUtc = world.Now };
        Assert.False(SignInService.NeedsNewPassword(staff, policy, world.Now.AddDays(90).AddSeconds(-1)));
        Assert.True(SignInService.NeedsNewPassword(staff, policy, world.Now.AddDays(90)));
        Assert.False(SignInService.NeedsNewPassword(staff, RecordingPolicy.Default, world.Now.AddDays(9000)));
    }

    private async Task<Staff?> CheckAsync(string password)
    {
        await using var db = world.Open();
        return await new SignInService(db, StaffServiceTests.Hasher).CheckPasswordAsync(world.As(null), "sam.hill", password);
    }
}
