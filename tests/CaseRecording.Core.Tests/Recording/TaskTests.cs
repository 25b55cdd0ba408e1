using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Recording;

/// <summary>Actions of final entries become tasks, and are done once.</summary>
public sealed class TaskTests
{
    private static readonly DateOnly Thursday = new(2026, 3, 19);

    private static TaskService Tasks(AppDbContext db) => new(db, new ChildAccess(db));

    private static RecordingInput With(RecordingInput input, params ActionItem[] actions) => input with { Content = input.Content with { Actions = [.. actions] } };

    private static async Task<List<MyTask>> MineAsync(World world, Guid who)
    {
        await using var db = world.Open();
        return await Tasks(db).MineAsync(world.As(who));
    }

    private static async Task<List<RecordingTask>> AllAsync(World world)
    {
        await using var db = world.Open();
        return await db.Tasks.AsNoTracking().OrderBy(t => t.Id).ToListAsync();
    }

    [Fact, Trait("Rule", "N-03")]
    public async Task Finalise_WithActions_N03_EachBecomesATaskOfItsOwnerAndItsAuthor()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var call = With(Inputs.Call(world.Now.AddHours(-1), maisie), new("Ring the school nurse", "tom bell", Thursday), new("Look at the safety plan", "I", null), new("Ask for a later bus", "Jean Thornley", Thursday.AddDays(-3)));

        await world.RecordAsync(world.Worker, call, finalise: false);
        Assert.Empty(await AllAsync(world));
        await world.RecordAsync(world.Worker, call);

        Assert.Equal(["Ask for a later bus", "Ring the school nurse", "Look at the safety plan"], (await MineAsync(world, world.Worker)).Select(t => t.Text));
        Assert.Equal([false, false, true], (await MineAsync(world, world.Worker)).Select(t => t.IsMine));
        var asked = Assert.Single(await MineAsync(world, world.Colleague));
        Assert.Equal(("Ring the school nurse", true, Thursday, maisie), (asked.Text, asked.IsMine, asked.DueOn, asked.ChildId));
        Assert.Empty(await MineAsync(world, world.Manager));
    }

    [Fact, Trait("Rule", "N-03")]
    public async Task Finalise_ReturnedAndFinalAgain_N03_DoublesNoTask()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var visit = With(Inputs.Visit(world.Now.AddHours(-1), maisie), new("Ring the nurse", "Tom Bell", Thursday), new("Book the hall", "me", null));
        var id = await world.RecordAsync(world.Worker, visit);
        await ReturnAsync(world, id);

        var again = With(visit, new ActionItem("Ring the nurse ", "me", Thursday.AddDays(1)), new ActionItem("Ask about swimming", "Jean", null)) with { BasedOnVersion = 1 };
        await using (var db = world.Open())
        {
            await world.Recordings(db).SaveAsync(world.As(world.Worker), await world.DraftAsync(db, world.Worker, maisie, id), again, true);
        }

        var tasks = await AllAsync(world);
        Assert.Equal(["Ring the nurse", "Book the hall", "Ask about swimming"], tasks.Select(t => t.Text));
        Assert.Equal((world.Worker, Thursday.AddDays(1)), (tasks[0].OwnerId!.Value, tasks[0].DueOn!.Value));
        Assert.Equal([false, true, false], tasks.Select(t => t.WithdrawnAtUtc is not null));
        Assert.Equal(["Ring the nurse", "Ask about swimming"], (await MineAsync(world, world.Worker)).Select(t => t.Text));
    }

    [Fact, Trait("Rule", "N-03")]
    public async Task Finalise_ANextEntryThatTells_N03_MarksTheTaskDoneUntilItNoLongerTells()
    {
        await using var world = await World.CreateAsync();
        var (maisie, other) = (await world.AddChildAsync(), await world.AddChildAsync("Joe Pell"));
        var source = await world.RecordAsync(world.Worker, With(Inputs.Call(world.Now.AddHours(-3), maisie), new ActionItem("Ring the nurse", "me", null)));
        var foreign = await world.RecordAsync(world.Worker, With(Inputs.Call(world.Now.AddHours(-3), other), new ActionItem("Ring the club", "me", null)));
        var tasks = await AllAsync(world);
        RecordingInput Telling(int[] told) => Inputs.Visit(world.Now.AddHours(-1), maisie) is var visit ? visit with { Content = visit.Content with { DoneTasks = [.. told] } } : visit;

        var id = await world.RecordAsync(world.Worker, Telling([tasks[0].Id, tasks[1].Id]));
        Assert.Equal([id, null], (await AllAsync(world)).Select(t => t.DoneInId)); // the other child's task is none of this entry's business
        await using (var db = world.Open())
        {
            Assert.Equal([(source, (long?)id)], (await Tasks(db).OfEntryAsync(maisie, id)).Select(t => (t.RecordingId, t.DoneInId)));
            Assert.Equal([AuditAction.Finalised, AuditAction.TaskDone], await db.AuditEvents.Where(e => e.ChildId == maisie).OrderByDescending(e => e.Sequence).Take(2).OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync());
        }

        await ReturnAsync(world, id);
        await using (var db = world.Open())
        {
            Assert.Single(await Tasks(db).ToTellOfAsync(maisie, id)); // ticked, and still offered
            Assert.Empty(await Tasks(db).ToTellOfAsync(maisie, null));
            await world.Recordings(db).SaveAsync(world.As(world.Worker), await world.DraftAsync(db, world.Worker, maisie, id), Telling([]) with { BasedOnVersion = 1 }, true);
        }

        Assert.All(await AllAsync(world), t => Assert.Null(t.DoneAtUtc));
        Assert.NotEqual(source, foreign);
    }

    [Fact, Trait("Rule", "A-02")]
    public async Task Mine_OfARecordHiddenFromOne_A02_IsNotListedNorDone()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await world.RecordAsync(world.Worker, With(Inputs.Call(world.Now.AddHours(-1), maisie), new ActionItem("Ring the nurse", "Tom Bell", null)));
        var task = Assert.Single(await MineAsync(world, world.Colleague));
        await using (var db = world.Open())
        {
            db.Conflicts.Add(new ConflictOfInterest { ChildId = maisie, StaffId = world.Colleague, Reason = "Neighbour", DeclaredAtUtc = world.Now });
            db.Audit(world.As(world.Manager), AuditAction.ConflictDeclared, maisie);
            await db.SaveChangesAsync();
        }

        Assert.Empty(await MineAsync(world, world.Colleague));
        Assert.Single(await MineAsync(world, world.Worker));
        await using var later = world.Open();
        await Assert.ThrowsAsync<AccessRefusedException>(() => Tasks(later).DoneAsync(world.As(world.Colleague), maisie, task.Id, null));
    }

    [Fact, Trait("Rule", "N-03")]
    public async Task Done_Twice_N03_IsRefusedTheSecondTime()
    {
        await using var world = await World.CreateAsync();
        var (maisie, other) = (await world.AddChildAsync(), await world.AddChildAsync("Joe Pell"));
        await world.RecordAsync(world.Worker, With(Inputs.Call(world.Now.AddHours(-1), maisie), new ActionItem("Ring the nurse", "me", null)));
        var task = Assert.Single(await MineAsync(world, world.Worker)).Id;
        await using (var db = world.Open())
        {
            await Assert.ThrowsAsync<AccessRefusedException>(() => Tasks(db).DoneAsync(world.As(world.Worker), other, task, null));
            await Assert.ThrowsAsync<RuleViolationException>(() => Tasks(db).DoneAsync(world.As(world.Worker), maisie, task, new string('x', 501)));
        }

        await using (var db = world.Open())
        {
            await Tasks(db).DoneAsync(world.As(world.Colleague), maisie, task, " She rings back on Monday ");
            Assert.Equal(AuditAction.TaskDone, (await db.AuditEvents.Where(e => e.ChildId == maisie).OrderByDescending(e => e.Sequence).FirstAsync()).Action);
        }

        await using var again = world.Open();
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => Tasks(again).DoneAsync(world.As(world.Worker), maisie, task, null));
        Assert.Contains("not open", refused.Violations.Single().Sentence, StringComparison.Ordinal);
        var done = Assert.Single(await AllAsync(world));
        Assert.Equal((world.Colleague, "She rings back on Monday"), (done.DoneById!.Value, done.DoneNote));
    }

    [Fact, Trait("Rule", "V-05")]
    public async Task Finalise_NotSeenWithANextVisit_V05_IsATaskOfThatChildOnly()
    {
        await using var world = await World.CreateAsync();
        var (maisie, leo) = (await world.AddChildAsync(), await world.AddChildAsync("Leo Thornley"));
        var visit = Inputs.Visit(world.Now.AddHours(-1), maisie, leo).With(leo, _ => Inputs.NotSeen() with { NextVisitOn = Thursday });
        var id = await world.RecordAsync(world.Worker, visit);

        var task = Assert.Single(await MineAsync(world, world.Worker));
        Assert.Equal((leo, "Visit Leo again", Thursday, true), (task.ChildId, task.Text, task.DueOn!.Value, task.IsMine));
        await using var db = world.Open();
        Assert.Empty(await Tasks(db).OfEntryAsync(maisie, id));
        Assert.Equal([TaskKind.NextVisit], (await Tasks(db).ToTellOfAsync(leo, null)).Select(t => t.Kind));
    }

    private static async Task ReturnAsync(World world, long id)
    {
        await using var db = world.Open();
        var opened = (await db.Recordings.AsNoTracking().SingleAsync(r => r.Id == id)).Version;
        await world.Recordings(db).ReturnAsync(world.As(world.Manager), id, opened, "Say who rings whom");
    }
}
