using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Plans;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;

namespace CaseRecording.TestKit;

/// <summary>Plans that pass every rule; a test changes the one thing it is about, with <c>with</c>.</summary>
public static class Plans
{
    public static PlanService Service(AppDbContext db) => new(db, new ChildAccess(db), new ChildClocks(db, new PolicyStore(db)));

    public static PlanInput Begin(World world, PlanKind kind = PlanKind.ChildInNeed) =>
        new(Guid.NewGuid(), kind, Core.Time.LondonTime.DateOf(world.Now).AddDays(-30), "On Sundays you cook jollof with your nan, and that is where you speak Twi.");

    public static GoalInput Goal(World world, string what = "You are in school every day") =>
        new(Guid.NewGuid(), what, "The school counts no unexplained absence for four weeks", new PlanOwner("Ellie Marsh", null, world.Worker), "Your mum, your nan and you", "Your dad: he thinks it is the school’s to sort out", new DateOnly(2026, 4, 30));

    public static StepInput Step(World world, string what = "Walk with you on Mondays") =>
        new(Guid.NewGuid(), what, new PlanOwner("Ellie Marsh", null, world.Worker), new DateOnly(2026, 3, 24));

    /// <summary>A review that passes every rule.</summary>
    public static RecordingInput Review(DateTime startUtc, ReviewType type, params int[] children)
    {
        var local = Core.Time.LondonTime.ToLondon(startUtc);
        return new RecordingInput
        {
            Kind = RecordingKind.PlanReview,
            Date = DateOnly.FromDateTime(local),
            StartTime = TimeOnly.FromDateTime(local),
            Content = Inputs.Content(("title", "What changed since Christmas"), ("reason", "School is going better; nights are not"), ("facts", "Miss Adler brought the register, and your mum told us about the nights.")) with { ReviewType = type },
            Children = children.ToDictionary(id => id, _ => new ChildContent()),
        };
    }

    /// <summary>A plan with one goal.</summary>
    public static async Task<(int Plan, int Goal)> AddPlanAsync(this World world, int childId, PlanKind kind = PlanKind.ChildInNeed, GoalInput? goal = null)
    {
        await using var db = world.Open();
        var plan = await Service(db).BeginAsync(world.As(world.Worker), childId, Begin(world, kind));
        return (plan, await Service(db).AddGoalAsync(world.As(world.Worker), childId, plan, goal ?? Goal(world)));
    }
}
