using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Disclosure;
using CaseRecording.Core.Plans;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using CaseRecording.Web.Disclosure;
using Kit = CaseRecording.TestKit.Plans;

namespace CaseRecording.Web.Tests.Disclosure;

/// <summary>Plans in the export: all they say and said, and nothing of a brother's (P-01, N-10).</summary>
public sealed class PlanPdfTests
{
    [Fact, Trait("Rule", "N-10")]
    public async Task Write_APlanWithHistory_N10_HoldsAllOfItAndNothingOfABrothers()
    {
        await using var world = await World.CreateAsync();
        var (maisie, leo) = (await world.AddChildAsync(), await world.AddChildAsync("Leo Thornley"));
        var (_, goal) = await world.AddPlanAsync(maisie);
        var (_, his) = await world.AddPlanAsync(leo, goal: Kit.Goal(world, "Leo has his own bed"));
        await using var db = world.Open();
        var (me, query) = (world.As(world.Worker), new PlanQuery(db));
        var step = await Kit.Service(db).AddStepAsync(me, maisie, goal, Kit.Step(world));
        await Kit.Service(db).CloseStepAsync(me, maisie, step, (await query.FindStepAsync(maisie, step))!.Value.Step.Version, StepState.Done, "We sang all the way");
        await Kit.Service(db).ChangeGoalAsync(me, maisie, goal, (await query.FindGoalAsync(maisie, goal))!.Version, Kit.Goal(world) with { Measure = "Six weeks without a day missed", Reason = "Four weeks were over too soon" });
        var review = Kit.Review(world.Now.AddHours(-1), ReviewType.ChildInNeedReview, maisie, leo);
        await world.RecordAsync(world.Worker, review with
        {
            Content = review.Content with { Actions = [new ActionItem("Keep the chart", "Ellie Marsh", null, goal), new ActionItem("Order what is needed", "Ellie Marsh", null, his)] },
            Children = new Dictionary<int, ChildContent>
            {
                [maisie] = new() { Goals = [new GoalProgress(goal, Progress.Better, "Two weeks already")], PlanHelps = PlanHelps.InPart, Fields = Inputs.Fields(("planView", "> Mondays are better")) },
                [leo] = new() { Goals = [new GoalProgress(his, Progress.Worse, "He sleeps on the sofa")] },
            },
        });

        var text = await WriteAsync(world, db, maisie);

        foreach (var said in new[]
        {
            "Plans", "Child in need plan, 15 February 2026 to now", "On Sundays you cook jollof with your nan", "Goal 1: You are in school every day", "Six weeks without a day missed",
            "How we will know: The school counts no unexplained absence for four weeks", "Four weeks were over too soon", "Your dad: he thinks it is the school’s to sort out",
            "Walk with you on Mondays", "We sang all the way", "You are in school every day: Better. Two weeks already", "It helps in part", "Mondays are better", "Keep the chart – Ellie Marsh (goal: You are in school every day)",
        })
        {
            Assert.Contains(said, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("own bed", text, StringComparison.Ordinal);
        Assert.DoesNotContain("sofa", text, StringComparison.Ordinal);
    }

    private static async Task<string> WriteAsync(World world, AppDbContext db, int child)
    {
        var officer = await world.AddStaffAsync("Hana Okafor", Role.InformationGovernance);
        var request = await new DisclosureService(db, new ChildAccess(db), new PolicyStore(db)).ReceiveAsync(world.As(officer), child, new RequestInput("Maisie Thornley", "the person herself", new DateOnly(2026, 3, 2)));
        var reader = new RecordReader(db, new TimelineQuery(db));
        var record = await reader.FrontAsync(request, world.Now);
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "plans.pdf");
        await using (var output = new FileStream(file, FileMode.CreateNew))
        {
            await new RecordPdf().WriteAsync(record, reader.EntriesAsync(record), new DocumentFrame("Northtown Council", world.Now), output, _ => Task.CompletedTask, default);
        }

        return PdfTools.Text(file);
    }
}
