using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Time;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Policy;

public sealed class PolicyServiceTests : IAsyncLifetime
{
    private static readonly PolicySetting Write = PolicySettings.Find("writeWithinHours")!;
    private World world = null!;
    private Guid admin;

    private DateOnly Today => LondonTime.DateOf(world.Now);

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        admin = await world.AddStaffAsync("Lynne Hart", Role.Administrator);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Change_FromNextWeek_AppliesFromThatDayAndSaysWhoAndWhy()
    {
        await ChangeAsync(Write, "48", Today.AddDays(7), "Agreed by the board");

        await using var db = world.Open();
        var history = await new PolicyStore(db).LoadAsync();
        Assert.Equal(24, history.PolicyOn(Today.AddDays(6)).WriteWithin.TotalHours);
        Assert.Equal(48, history.PolicyOn(Today.AddDays(7)).WriteWithin.TotalHours);
        var row = await db.AuditEvents.SingleAsync(e => e.Action == AuditAction.PolicyChanged);
        Assert.Equal((admin, "policy:writeWithinHours", "24", $"48 from {Today.AddDays(7):yyyy-MM-dd}", "Agreed by the board"), (row.StaffId!.Value, row.Subject, row.Before, row.After, row.Reason));
    }

    [Theory]
    [InlineData("0", 0, "Because", "value")]
    [InlineData("many", 0, "Because", "value")]
    [InlineData("24", 0, "Because", "value")]
    [InlineData("48", -1, "Because", "from")]
    [InlineData("48", null, "Because", "from")]
    [InlineData("48", 0, "  ", "reason")]
    public async Task Change_NotAcceptedOrPastOrWithoutReason_IsRefusedAtItsField(string value, int? days, string reason, string field)
    {
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => ChangeAsync(Write, value, days is { } d ? Today.AddDays(d) : null, reason));
        Assert.Equal(field, Assert.Single(refused.Violations).Field);
        await using var db = world.Open();
        Assert.False(await db.PolicyChanges.AnyAsync());
    }

    [Fact]
    public async Task Change_KindsToSignOff_AreKeptInOneForm()
    {
        await ChangeAsync(PolicySettings.Find("signOff")!, "emails, visits", Today, "Fewer");
        await using var db = world.Open();
        Assert.Equal("visits,emails", (await db.PolicyChanges.SingleAsync()).Value);
    }

    private async Task ChangeAsync(PolicySetting setting, string value, DateOnly? from, string reason)
    {
        await using var db = world.Open();
        await new PolicyService(db, new PolicyStore(db)).ChangeAsync(world.As(admin), setting, value, from, reason);
    }
}
