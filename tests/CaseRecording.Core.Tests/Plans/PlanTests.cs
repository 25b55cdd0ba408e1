using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Plans;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;
using Kit = CaseRecording.TestKit.Plans;

namespace CaseRecording.Core.Tests.Plans;

/// <summary>Plans, goals and steps: what they must say, and that nothing they said is lost.</summary>
public sealed class PlanTests : IAsyncLifetime
{
    private World world = null!;

    public async Task InitializeAsync() => world = await World.CreateAsync();

    public Task DisposeAsync() => world.DisposeAsync().AsTask();

    public static TheoryData<string, string> Gaps => new()
    {
        { "what", "Enter what is to be different (P-01)" },
        { "measure", "Say how we will know that it is reached (P-01)" },
        { "owner", "Choose whose goal it is (P-01)" },
        { "dueOn", "Enter by when (P-01)" },
    };

    [Theory, MemberData(nameof(Gaps)), Trait("Rule", "P-01")]
    public async Task AddGoal_WithoutWhatMeasureOwnerOrDate_P01_IsRefusedAtTheField(string field, string sentence)
    {
        var child = await world.AddChildAsync();
        var (plan, _) = await world.AddPlanAsync(child);
        var goal = Kit.Goal(world);
        goal = field switch
        {
            "what" => goal with { What = " " },
            "measure" => goal with { Measure = null },
            "owner" => goal with { Owner = null },
            _ => goal with { DueOn = null },
        };

        await using var db = world.Open();
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => Kit.Service(db).AddGoalAsync(world.As(world.Worker), child, plan, goal));

        var one = Assert.Single(refused.Violations);
        Assert.Equal((field, sentence), (one.Field, one.Sentence));
    }

    [Fact, Trait("Rule", "P-01")]
    public async Task Step_WithoutOwnerAndDateOrBeforeThePlan_P01_IsRefused()
    {
        var child = await world.AddChildAsync();
        var (plan, goal) = await world.AddPlanAsync(child);
        await using var db = world.Open();

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => Kit.Service(db).AddStepAsync(world.As(world.Worker), child, goal, Kit.Step(world) with { Owner = null, DueOn = null }));
        Assert.Equal(["owner", "dueOn"], refused.Violations.Select(v => v.Field));
        var early = await Assert.ThrowsAsync<RuleViolationException>(() => Kit.Service(db).AddGoalAsync(world.As(world.Worker), child, plan, Kit.Goal(world) with { DueOn = new DateOnly(2026, 2, 14) }));
        Assert.Equal("That is before the plan began, on 15 February 2026 (P-01)", Assert.Single(early.Violations).Sentence);
        await Kit.Service(db).AddGoalAsync(world.As(world.Worker), child, plan, Kit.Goal(world) with { DueOn = new DateOnly(2026, 2, 15) });
    }

    [Fact, Trait("Rule", "P-01")]
    public async Task ChangeGoal_P01_NeedsAReasonAndKeepsWhatItSaid()
    {
        var child = await world.AddChildAsync();
        var (plan, goal) = await world.AddPlanAsync(child);
        await using var db = world.Open();
        var opened = (await new PlanQuery(db).FindGoalAsync(child, goal))!;
        var changed = Kit.Goal(world) with { Measure = "No unexplained absence for six weeks" };

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => Kit.Service(db).ChangeGoalAsync(world.As(world.Worker), child, goal, opened.Version, changed with { Reason = "too few" }));
        Assert.Equal("reason", Assert.Single(refused.Violations).Field);
        await Kit.Service(db).ChangeGoalAsync(world.As(world.Colleague), child, goal, opened.Version, changed with { Reason = "Four weeks were over too soon to be sure" });

        var history = await new PlanQuery(db).HistoryAsync(child, plan, goal);
        Assert.Equal([PlanChangeKind.GoalChanged, PlanChangeKind.GoalAdded], history.Select(h => h.Kind));
        Assert.Equal(("Tom Bell", "Four weeks were over too soon to be sure", "No unexplained absence for six weeks"), (history[0].By, history[0].Reason, history[0].Says["measure"]));
        Assert.Equal("The school counts no unexplained absence for four weeks", history[1].Says["measure"]);
        Assert.Equal(3, (await new PlanQuery(db).HistoryAsync(child, plan)).Count);
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => Kit.Service(db).ChangeGoalAsync(world.As(world.Worker), child, goal, opened.Version, changed with { Reason = "From a page opened before" }));
    }

    [Theory, InlineData(GoalState.Achieved), InlineData(GoalState.NoLongerNeeded), InlineData(GoalState.NotAchieved)]
    [Trait("Rule", "P-01")]
    public async Task EndGoal_P01_StaysToBeReadAndTakesNoMore(GoalState outcome)
    {
        var child = await world.AddChildAsync();
        var (plan, goal) = await world.AddPlanAsync(child);
        await using var db = world.Open();
        var opened = (await new PlanQuery(db).FindGoalAsync(child, goal))!.Version;
        var me = world.As(world.Worker);

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => Kit.Service(db).EndGoalAsync(me, child, goal, opened, GoalState.Open, "x"));
        Assert.Equal(["outcome", "reason"], refused.Violations.Select(v => v.Field));
        await Kit.Service(db).EndGoalAsync(me, child, goal, opened, outcome, "The register says so, and so do you");

        var found = (await new PlanQuery(db).FindGoalAsync(child, goal))!;
        Assert.Equal((outcome, "The register says so, and so do you"), (found.State, found.EndReason));
        Assert.Empty((await new PlanQuery(db).CurrentAsync([child]))[0].Goals);
        foreach (var late in new Func<Task>[]
        {
            () => Kit.Service(db).ChangeGoalAsync(me, child, goal, found.Version, Kit.Goal(world) with { Reason = "It is not over after all" }),
            () => Kit.Service(db).AddStepAsync(me, child, goal, Kit.Step(world)),
            () => Kit.Service(db).EndGoalAsync(me, child, goal, found.Version, GoalState.NotAchieved, "Ended a second time"),
        })
        {
            Assert.Equal("This goal has ended (P-01)", (await Assert.ThrowsAsync<RuleViolationException>(late)).Violations[0].Sentence);
        }

        Assert.Equal(1, await db.PlanChanges.CountAsync(c => c.PlanId == plan && c.Kind == PlanChangeKind.GoalEnded));
    }

    [Fact, Trait("Rule", "P-01")]
    public async Task EndPlan_P01_AfterEachGoalHasEnded()
    {
        var child = await world.AddChildAsync();
        var (plan, goal) = await world.AddPlanAsync(child);
        await using var db = world.Open();
        var (me, service, query) = (world.As(world.Worker), Kit.Service(db), new PlanQuery(db));
        Task EndAsync(Guid opened, DateOnly? on) => service.EndAsync(me, child, plan, opened, on, "You are safe at home and ask for no more help");

        var opened = (await query.FindAsync(child, plan))!.Version;
        Assert.StartsWith("Say first what became of each goal", (await Assert.ThrowsAsync<RuleViolationException>(() => EndAsync(opened, new DateOnly(2026, 3, 17)))).Violations[0].Message, StringComparison.Ordinal);
        await service.EndGoalAsync(me, child, goal, (await query.FindGoalAsync(child, goal))!.Version, GoalState.Achieved, "Four weeks without a day missed");
        Assert.Equal("endedOn", (await Assert.ThrowsAsync<RuleViolationException>(() => EndAsync(opened, new DateOnly(2026, 3, 18)))).Violations[0].Field);
        await EndAsync(opened, new DateOnly(2026, 3, 17));

        Assert.Empty(await query.CurrentAsync([child]));
        var ended = Assert.Single(await query.OfChildAsync(child));
        Assert.Equal((new DateOnly(2026, 3, 17), "You are safe at home and ask for no more help"), (ended.EndedOn!.Value, ended.EndReason));
        Assert.Equal("This plan has ended (P-01)", (await Assert.ThrowsAsync<RuleViolationException>(() => service.AddGoalAsync(me, child, plan, Kit.Goal(world)))).Violations[0].Sentence);
        await Kit.Service(db).BeginAsync(me, child, Kit.Begin(world)); // and another of the kind may begin
    }

    [Fact]
    public async Task Begin_TwiceOrOfAKindThatIsCurrent_MakesOnePlan()
    {
        var child = await world.AddChildAsync();
        await using var db = world.Open();
        var (me, input) = (world.As(world.Worker), Kit.Begin(world));

        var plan = await Kit.Service(db).BeginAsync(me, child, input);
        Assert.Equal(plan, await Kit.Service(db).BeginAsync(me, child, input));
        Assert.Equal("kind", (await Assert.ThrowsAsync<RuleViolationException>(() => Kit.Service(db).BeginAsync(me, child, Kit.Begin(world)))).Violations[0].Field);
        await Kit.Service(db).BeginAsync(me, child, Kit.Begin(world, PlanKind.Pathway));
        var goal = Kit.Goal(world);
        Assert.Equal(await Kit.Service(db).AddGoalAsync(me, child, plan, goal), await Kit.Service(db).AddGoalAsync(me, child, plan, goal));
        var future = await Assert.ThrowsAsync<RuleViolationException>(() => Kit.Service(db).BeginAsync(me, child, Kit.Begin(world, PlanKind.Care) with { StartedOn = new DateOnly(2026, 3, 18), Kind = null }));
        Assert.Equal(["kind", "startedOn"], future.Violations.Select(v => v.Field));
        Assert.Equal([PlanKind.ChildInNeed, PlanKind.Pathway], (await new PlanQuery(db).CurrentAsync([child])).Select(p => p.Kind));
    }

    [Fact]
    public async Task Step_ChangedDoneOrDropped_IsToldInTheHistory()
    {
        var child = await world.AddChildAsync();
        var (plan, goal) = await world.AddPlanAsync(child);
        await using var db = world.Open();
        var (me, service, query) = (world.As(world.Worker), Kit.Service(db), new PlanQuery(db));
        var step = await service.AddStepAsync(me, child, goal, Kit.Step(world));
        var other = await service.AddStepAsync(me, child, goal, Kit.Step(world, "Ring the breakfast club"));
        async Task<Guid> VersionAsync(int id) => (await query.FindStepAsync(child, id))!.Value.Step.Version;

        await service.ChangeStepAsync(me, child, step, await VersionAsync(step), Kit.Step(world) with { DueOn = new DateOnly(2026, 4, 1), Reason = "You were unwell last week" });
        await service.CloseStepAsync(me, child, step, await VersionAsync(step), StepState.Done, "We sang all the way");
        var why = await Assert.ThrowsAsync<RuleViolationException>(() => service.CloseStepAsync(me, child, other, VersionAsync(other).Result, StepState.Dropped, "no"));
        Assert.Equal("note", Assert.Single(why.Violations).Field);
        await service.CloseStepAsync(me, child, other, await VersionAsync(other), StepState.Dropped, "The club closed at Christmas");

        var found = (await query.FindGoalAsync(child, goal))!.Steps;
        Assert.Equal([StepState.Done, StepState.Dropped], found.Select(s => s.State));
        Assert.Equal(new DateOnly(2026, 4, 1), found[0].DueOn);
        Assert.Equal(
            [PlanChangeKind.StepDropped, PlanChangeKind.StepDone, PlanChangeKind.StepChanged, PlanChangeKind.StepAdded, PlanChangeKind.StepAdded],
            (await query.HistoryAsync(child, plan)).Where(h => h.StepId is not null).Select(h => h.Kind));
        await Assert.ThrowsAsync<RuleViolationException>(() => service.CloseStepAsync(me, child, step, found[0].Version, StepState.Done, null));
    }

    [Fact, Trait("Rule", "C-16")]
    public async Task Identity_Empty_C16_IsLabelledUntilItIsWritten()
    {
        var child = await world.AddChildAsync();
        await using var db = world.Open();
        var plan = await Kit.Service(db).BeginAsync(world.As(world.Worker), child, Kit.Begin(world) with { Identity = "  " });
        var before = (await new PlanQuery(db).FindAsync(child, plan))!;
        Assert.True(Plan.LacksIdentity(before.Identity));

        await Kit.Service(db).SayIdentityAsync(world.As(world.Worker), child, plan, before.Version, "You pray before tea, and your prayer mat is green.");

        Assert.False(Plan.LacksIdentity((await new PlanQuery(db).FindAsync(child, plan))!.Identity));
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => Kit.Service(db).SayIdentityAsync(world.As(world.Colleague), child, plan, before.Version, "Something else"));
    }

    [Fact, Trait("Rule", "A-02")]
    public async Task Plan_OfAnotherChildOrTeam_A02_IsNotThere()
    {
        var (child, other) = (await world.AddChildAsync(), await world.AddChildAsync("Joe Pell"));
        var (plan, goal) = await world.AddPlanAsync(child);
        await using var db = world.Open();
        var query = new PlanQuery(db);

        Assert.Null(await query.FindAsync(other, plan));
        Assert.Null(await query.FindGoalAsync(other, goal));
        Assert.Null(await query.FindStepAsync(other, 1));
        Assert.Empty(await query.HistoryAsync(other, plan));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Kit.Service(db).AddGoalAsync(world.As(world.Worker), other, plan, Kit.Goal(world)));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Kit.Service(db).BeginAsync(world.As(world.OtherWorker), child, Kit.Begin(world, PlanKind.Care)));
        Assert.Equal(1, await db.Plans.CountAsync());
    }

    [Fact, Trait("Rule", "A-03")]
    public async Task Change_A03_SharesItsAuditRowWithoutWords()
    {
        var child = await world.AddChildAsync();
        var (plan, goal) = await world.AddPlanAsync(child);
        await using var db = world.Open();
        await Kit.Service(db).EndGoalAsync(world.As(world.Worker), child, goal, (await new PlanQuery(db).FindGoalAsync(child, goal))!.Version, GoalState.Achieved, "The register says so");

        var rows = await db.AuditEvents.Where(e => e.ChildId == child && e.AtUtc == world.Now).OrderBy(e => e.Id).Select(e => new { e.Action, e.Subject, e.After }).ToListAsync();
        Assert.Equal([AuditAction.PlanBegun, AuditAction.PlanChanged, AuditAction.PlanChanged], rows.Select(r => r.Action));
        Assert.Equal((null, $"plan {plan}", $"goal {goal}"), (rows[0].Subject, rows[1].Subject, rows[2].Subject));
        Assert.Equal(["ChildInNeed", "GoalAdded", "Achieved"], rows.Select(r => r.After));
    }

    [Fact]
    public async Task Owners_P01_AreTheChildTheNetworkAndColleagues()
    {
        var child = await world.AddChildAsync();
        var mother = await world.AddPersonAsync(child, "Jean Thornley", "Mother", parentalResponsibility: true);
        await using var db = world.Open();

        var choices = await new PlanOwners(db).ListAsync(world.As(world.Worker), child, new PlanOwner("Someone who left", null, Guid.Empty));

        Assert.Equal(["Maisie Thornley", "Jean Thornley, Mother", "Ellie Marsh, Social worker", "Priya Raman, Team manager", "Tom Bell, Social worker", "Someone who left"], choices.Select(c => c.Text));
        Assert.Equal(("child", $"person-{mother}", $"staff-{world.Worker}"), (choices[0].Value, choices[1].Value, choices[2].Value));
    }
}
