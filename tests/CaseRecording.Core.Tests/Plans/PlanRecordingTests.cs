using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Plans;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Tests.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;
using Kit = CaseRecording.TestKit.Plans;

namespace CaseRecording.Core.Tests.Plans;

/// <summary>Notes, actions and reviews beside the goals that they serve, and what the child says of the plan.</summary>
public sealed class PlanRecordingTests : IAsyncLifetime
{
    private World world = null!;

    public async Task InitializeAsync() => world = await World.CreateAsync();

    public Task DisposeAsync() => world.DisposeAsync().AsTask();

    private RecordingInput Note(int child, params int[] goals) => Inputs.Call(world.Now.AddHours(-2), child).With(child, own => own with { Goals = [.. goals.Select(g => new GoalProgress(g))] });

    private async Task<GoalsDone> DoneAsync(int child, params int[] goals)
    {
        await using var db = world.Open();
        return await new PlanActivity(db).OfGoalsAsync(child, goals);
    }

    [Fact, Trait("Rule", "P-03")]
    public async Task Note_Finalised_P03_StandsBesideItsGoalWithItsActions()
    {
        var child = await world.AddChildAsync();
        var (_, goal) = await world.AddPlanAsync(child);
        var note = Note(child, goal);
        note = note with { Content = note.Content with { Actions = [new ActionItem("Ring the breakfast club", "Ellie Marsh", new DateOnly(2026, 3, 20), goal), new ActionItem("Buy a new bag", "Jean Thornley", null)] } };

        var written = await world.RecordAsync(world.Worker, note with { Content = note.Content with { Actions = [] } }, finalise: false);
        Assert.Empty((await DoneAsync(child, goal)).Entries[goal]);
        var final = await world.RecordAsync(world.Worker, note);

        var done = await DoneAsync(child, goal);
        var line = Assert.Single(done.Entries[goal]);
        Assert.Equal((final, "Telephone call", "School about attendance"), (line.RecordingId, line.Kind, line.Title));
        var task = Assert.Single(done.Tasks[goal]);
        Assert.Equal(("Ring the breakfast club", "Ellie Marsh", null as DateTime?), (task.Text, task.Owner, task.DoneAtUtc));
        Assert.NotEqual(written, final);
    }

    [Fact, Trait("Rule", "P-03")]
    public async Task Note_FinalisedAgainWithoutTheGoal_P03_LeavesIt()
    {
        var child = await world.AddChildAsync();
        var (plan, goal) = await world.AddPlanAsync(child);
        await using var db = world.Open();
        var other = await Kit.Service(db).AddGoalAsync(world.As(world.Worker), child, plan, Kit.Goal(world, "You sleep through the night"));
        var id = await world.RecordAsync(world.Worker, Note(child, goal));
        await world.Recordings(db).ReturnAsync(world.As(world.Manager), id, await db.Recordings.Where(r => r.Id == id).Select(r => r.Version).SingleAsync(), "It is the other goal");
        var draft = await world.DraftAsync(db, world.Worker, child, id, "note");

        await world.Recordings(db).SaveAsync(world.As(world.Worker), draft, Note(child, other), finalise: true);

        var done = await DoneAsync(child, goal, other);
        Assert.Empty(done.Entries[goal]);
        Assert.Equal(id, Assert.Single(done.Entries[other]).RecordingId);
    }

    [Fact, Trait("Rule", "N-10")]
    public async Task Note_OfTwoChildren_N10_ShowsEachTheirOwnGoalsOnly()
    {
        var (child, sibling) = (await world.AddChildAsync(), await world.AddChildAsync("Joe Thornley"));
        var (_, goal) = await world.AddPlanAsync(child);
        var (_, theirs) = await world.AddPlanAsync(sibling, goal: Kit.Goal(world, "You have your own bed"));
        var both = Inputs.Call(world.Now.AddHours(-2), child, sibling).With(child, own => own with { Goals = [new GoalProgress(goal)] }).With(sibling, own => own with { Goals = [new GoalProgress(theirs)] });
        both = both with { Content = both.Content with { Actions = [new ActionItem("Order the bed", "Ellie Marsh", null, theirs)] } };
        var id = await world.RecordAsync(world.Worker, both);

        Assert.Empty((await DoneAsync(child, theirs)).Entries[theirs]);
        Assert.Equal(id, Assert.Single((await DoneAsync(sibling, theirs)).Entries[theirs]).RecordingId);
        await using var db = world.Open();
        Assert.Empty(await new PlanActivity(db).NamesAsync(child, [theirs]));
        Assert.Equal(["N-10 child-" + child + "-goals"], await world.TryFinaliseAsync(Note(child, theirs)));
        var foreign = Note(child);
        Assert.Equal(["N-10 action-0-goal"], await world.TryFinaliseAsync(foreign with { Content = foreign.Content with { Actions = [new ActionItem("Order the bed", "me", null, theirs)] } }));
        Assert.Equal([goal, theirs], (await new PlanActivity(db).ChoicesAsync([child, sibling], null)).Select(g => g.GoalId));
    }

    [Fact, Trait("Rule", "A-07")]
    public async Task Note_MovedToTheRightChild_A07_LeavesTheFirstChildsGoals()
    {
        var (child, right) = (await world.AddChildAsync(), await world.AddChildAsync("Joe Pell"));
        var (_, goal) = await world.AddPlanAsync(child);
        var note = Note(child, goal);
        var id = await world.RecordAsync(world.Worker, note with { Content = note.Content with { Actions = [new ActionItem("Ring the club", "me", null, goal)] } });

        await world.MoveAsync(world.Manager, child, right, id);

        var done = await DoneAsync(child, goal);
        Assert.Empty(done.Entries[goal]);
        Assert.Empty(done.Tasks[goal]);
        await using var db = world.Open();
        Assert.Null((await db.Tasks.SingleAsync(t => t.RecordingId == id)).GoalId);
    }

    [Fact, Trait("Rule", "P-02")]
    public async Task MidwayReview_ByAnyoneButAChair_P02_IsRefusedAtTheField()
    {
        var child = await world.AddChildAsync();
        var midway = Kit.Review(world.Now.AddHours(-2), ReviewType.MidwayReview, child);

        Assert.Equal(["P-02 reviewType"], await world.TryAsync(midway));
        Assert.Equal(["P-02 reviewType"], await world.TryAsync(midway, author: world.Manager));
        Assert.Empty(await world.TryAsync(midway with { Content = midway.Content with { ReviewType = ReviewType.CoreGroup } }));

        var chair = await world.AddStaffAsync("Gwen Pryce", Role.ReviewingOfficer);
        await using var db = world.Open();
        (await db.Children.SingleAsync(c => c.Id == child)).ReviewingOfficerId = chair;
        db.Audit(world.As(world.Manager), Core.Audit.AuditAction.Allocated, child);
        await db.SaveChangesAsync();
        Assert.Empty(await world.TryAsync(midway, finalise: true, author: chair));
    }

    [Fact, Trait("Rule", "P-02")]
    public async Task Review_Finalised_P02_TellsEachGoalsProgressAndMovesTheClock()
    {
        var child = await world.AddChildAsync();
        var (_, goal) = await world.AddPlanAsync(child, PlanKind.ChildProtection);
        await using var db = world.Open();
        async Task<(DateOnly?, ReviewType?)> DueAsync() => await db.Children.AsNoTracking().Where(c => c.Id == child).Select(c => ValueTuple.Create(c.ReviewDueOn, c.ReviewDue)).SingleAsync();
        Assert.Equal((new DateOnly(2026, 2, 27), ReviewType.CoreGroup), await DueAsync()); // 10 working days after 15 February
        var review = Kit.Review(world.Now.AddHours(-2), ReviewType.CoreGroup, child).With(child, own => own with { Goals = [new GoalProgress(goal, Progress.Better, "Two weeks without a day missed")] });

        await world.RecordAsync(world.Worker, review, finalise: false);
        Assert.Equal(ReviewType.CoreGroup, (await DueAsync()).Item2);
        Assert.Equal(new DateOnly(2026, 2, 27), (await DueAsync()).Item1); // counts once it is final
        var id = await world.RecordAsync(world.Worker, review);

        Assert.Equal((new DateOnly(2026, 4, 28), ReviewType.CoreGroup), await DueAsync()); // six weeks later
        var line = Assert.Single((await DoneAsync(child, goal)).Entries[goal]);
        Assert.Equal(("Core group", new GoalProgress(goal, Progress.Better, "Two weeks without a day missed")), (line.Kind, line.Said));
        var held = Assert.Single(await new ReviewQuery(db, new PolicyStore(db)).HeldAsync(child));
        Assert.Equal((id, ReviewType.CoreGroup), (held.RecordingId, held.Type));
        Assert.Equal([ReviewType.CoreGroup, ReviewType.ReviewConference], (await new ReviewQuery(db, new PolicyStore(db)).DueAsync(child, world.Now)).Select(d => d.Type));
        Assert.Equal(0, await new ChildClocks(db, new PolicyStore(db)).RecomputeAllAsync(world.Now)); // the nightly job agrees
        Assert.Equal("Core group", (await new TimelineQuery(db).FindAsync(child, id))!.Facts.KindText);
    }

    [Fact, Trait("Rule", "P-02")]
    public async Task Review_WithoutKindPeopleOrWords_IsRefused()
    {
        var child = await world.AddChildAsync();
        var review = Kit.Review(world.Now.AddHours(-2), ReviewType.CoreGroup, child);
        review = review with { Content = new RecordingContent { Fields = Inputs.Fields(("title", "Core group after half term"), ("reason", "To see what has changed")) } };

        Assert.Equal(["N-01 reviewType", "N-03 facts", "N-02 people"], await world.TryAsync(review));
    }

    [Fact, Trait("Rule", "P-02")]
    public async Task PlanEnded_P02_AsksForNoReviewAnyMore()
    {
        var child = await world.AddChildAsync();
        var (plan, goal) = await world.AddPlanAsync(child);
        await using var db = world.Open();
        var (query, me) = (new PlanQuery(db), world.As(world.Worker));
        await Kit.Service(db).EndGoalAsync(me, child, goal, (await query.FindGoalAsync(child, goal))!.Version, GoalState.Achieved, "The register says so");
        Assert.NotNull((await db.Children.AsNoTracking().SingleAsync(c => c.Id == child)).ReviewDueOn);

        await Kit.Service(db).EndAsync(me, child, plan, (await query.FindAsync(child, plan))!.Version, new DateOnly(2026, 3, 17), "You are safe and well at home");

        Assert.Null((await db.Children.AsNoTracking().SingleAsync(c => c.Id == child)).ReviewDueOn);
    }

    [Fact, Trait("Rule", "P-06")]
    public async Task ChildsView_FromANoteOrReview_P06_TheLatestStandsOnThePlan()
    {
        var child = await world.AddChildAsync();
        await world.AddPlanAsync(child);
        await using var db = world.Open();
        var query = new ReviewQuery(db, new PolicyStore(db));
        Assert.Null(await query.ViewAsync(child));

        RecordingInput Says(int hoursAgo, PlanHelps? helps, string text) => Inputs.Call(world.Now.AddHours(-hoursAgo), child).With(child, own => own.With("planView", text) with { PlanHelps = helps });
        await world.RecordAsync(world.Worker, Says(2, PlanHelps.InPart, "> It is better on Mondays"));
        await world.RecordAsync(world.Worker, Says(20, PlanHelps.No, "> Nobody asked me"));
        await world.RecordAsync(world.Worker, Says(1, null, ""));

        var view = (await query.ViewAsync(child))!;
        Assert.Equal((PlanHelps.InPart, "> It is better on Mondays", world.Now.AddHours(-2)), (view.Helps, view.Text, view.AtUtc));
        Assert.Null(ChildsViewOfPlan.Missing(view.AtUtc, null));
        await world.RecordAsync(world.Worker, Kit.Review(world.Now.AddMinutes(-30), ReviewType.ChildInNeedReview, child));
        Assert.Equal("Not asked since the last review, on 17 March 2026", ChildsViewOfPlan.Missing(view.AtUtc, (await query.HeldAsync(child))[0].OccurredAtUtc));
    }

    [Fact]
    public async Task MyWork_StepsAndGoals_AreTheirOwnersAndSoonDue()
    {
        var (child, hidden) = (await world.AddChildAsync(), await world.AddChildAsync("Joe Pell"));
        var (_, goal) = await world.AddPlanAsync(child, goal: Kit.Goal(world) with { DueOn = new DateOnly(2026, 3, 31) }); // the last of 14 days
        var (_, concealed) = await world.AddPlanAsync(hidden);
        await using var db = world.Open();
        var (me, service) = (world.As(world.Worker), Kit.Service(db));
        var late = await service.AddStepAsync(me, child, goal, Kit.Step(world) with { DueOn = new DateOnly(2026, 3, 16) });
        await service.AddStepAsync(me, child, goal, Kit.Step(world, "In the summer") with { DueOn = new DateOnly(2026, 4, 1) });
        await service.AddStepAsync(me, child, goal, Kit.Step(world, "By a colleague") with { Owner = new PlanOwner("Tom Bell", null, world.Colleague) });
        await service.AddStepAsync(me, hidden, concealed, Kit.Step(world));
        var row = await db.Children.SingleAsync(c => c.Id == hidden);
        row.IsRestricted = true;
        db.Audit(me, Core.Audit.AuditAction.RestrictionChanged, hidden);
        await db.SaveChangesAsync();

        var mine = await new MyPlans(db, new ChildAccess(db)).MineAsync(me);

        Assert.Equal([(goal, late as int?), (goal, null)], mine.Select(m => (m.GoalId, m.StepId)));
        Assert.Equal("Tom Bell", Assert.Single((await new PlanQuery(db).FindGoalAsync(child, goal))!.Steps, s => s.What == "By a colleague").Owner);
        Assert.Equal("By a colleague", Assert.Single(await new MyPlans(db, new ChildAccess(db)).MineAsync(world.As(world.Colleague))).Text);
    }
}
