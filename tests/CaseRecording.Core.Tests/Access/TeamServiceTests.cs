using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Access;

public sealed class TeamServiceTests
{
    [Fact]
    public async Task Create_ThenChange_KeepsWhoManagedBefore()
    {
        await using var world = await World.CreateAsync();
        await using var db = world.Open();
        var id = await new TeamService(db).CreateAsync(world.As(world.Manager), " Quayside ", null);
        var team = await db.Teams.AsNoTracking().SingleAsync(t => t.Id == id);
        Assert.Equal("Quayside", team.Name);

        await new TeamService(db).ChangeAsync(world.As(world.Manager), id, "Quayside East", world.OtherManager, team.Version);

        var row = await db.AuditEvents.SingleAsync(e => e.Subject == $"team:{id}");
        Assert.Equal((AuditAction.TeamChanged, "manager:", $"manager:{world.OtherManager:N}"), (row.Action, row.Before, row.After));
        await using var stale = world.Open();
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => new TeamService(stale).ChangeAsync(world.As(world.Manager), id, "Other", null, team.Version));
    }

    [Theory]
    [InlineData("", "name")]
    [InlineData("Harbour", "name")]
    [InlineData("Quayside", "managerId")]
    public async Task Create_NoNameOrOneInUseOrAManagerWhoIsNone_IsRefused(string name, string field)
    {
        await using var world = await World.CreateAsync();
        await using var db = world.Open();
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() =>
            new TeamService(db).CreateAsync(world.As(world.Manager), name, field == "managerId" ? world.Worker : world.Manager));
        Assert.Equal(field, Assert.Single(refused.Violations).Field);
    }
}
