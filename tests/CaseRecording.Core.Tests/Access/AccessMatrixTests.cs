using CaseRecording.Core.Access;
using CaseRecording.TestKit;

namespace CaseRecording.Core.Tests.Access;

public sealed class AccessMatrixTests
{
    [Fact]
    [Trait("Rule", "A-06")]
    public async Task Decide_EveryRoleInEveryRelation_A06_AnswersAsTheTableSays()
    {
        await using var world = await World.CreateAsync();
        var cells = await AccessMatrix.BuildAsync(world);
        await using var db = world.Open();
        var access = new ChildAccess(db);
        var wrong = new List<string>();
        foreach (var cell in cells)
        {
            var level = (await access.DecideAsync(cell.StaffId, cell.ChildId, world.Now)).Level;
            if (level != cell.Expected) wrong.Add($"{cell.Role}, {cell.Relation}: {level}, not {cell.Expected}");
        }

        Assert.Empty(wrong);
        Assert.Equal(21 * 10, cells.Count);
    }

    [Theory]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Auditor)]
    [Trait("Rule", "A-06")]
    public async Task Decide_AdministratorOrAuditorWithAnotherRole_A06_ReadsNoRecord(Role role)
    {
        await using var world = await World.CreateAsync();
        var child = await world.AddChildAsync(allocate: false);
        var both = await world.AddStaffAsync("Two Hats", role, Role.TeamManager);
        await using var db = world.Open();
        Assert.Equal(AccessDecision.Hidden, await new ChildAccess(db).DecideAsync(both, child, world.Now));
    }
}
