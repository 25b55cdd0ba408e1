using CaseRecording.Core;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.People;
using CaseRecording.Core.Plans;

namespace CaseRecording.Web.DemoData;

/// <summary>Plans of the demonstration children, each change at its own instant. Reviews of them are recordings like any other.</summary>
internal sealed class DemoPlans(
    AppDbContext db, DemoDays days, IReadOnlyDictionary<string, Guid> staff, IReadOnlyDictionary<string, Person> people, IReadOnlyDictionary<string, Child> children)
{
    private readonly List<(DateTime At, Action Step)> steps = [];

    /// <summary>Makes the plans; returns their goals by key.</summary>
    public async Task<IReadOnlyDictionary<string, PlanGoal>> SeedAsync(CancellationToken cancellationToken)
    {
        var goals = new Dictionary<string, PlanGoal>(StringComparer.Ordinal);
        foreach (var from in DemoFiles.Plans)
        {
            var begun = Context(from.FromDaysAgo, from.By);
            var plan = Plan.Begin(begun, children[from.Child].Id, new PlanInput(Guid.NewGuid(), from.Kind, days.Day(from.FromDaysAgo), from.Identity));
            db.Plans.Add(plan);
            db.Audit(begun, AuditAction.PlanBegun, plan.ChildId, after: plan.Kind.ToString());
            foreach (var goal in from.Goals) goals[goal.Key] = Add(plan, from, goal);
        }

        foreach (var (_, step) in steps.OrderBy(s => s.At)) step();
        await db.SaveChangesAsync(cancellationToken);
        return goals;
    }

    private PlanGoal Add(Plan plan, DemoPlan of, DemoGoal from)
    {
        var begun = Context(of.FromDaysAgo, of.By);
        GoalInput Says(string measure, string? reason = null) =>
            new(Guid.NewGuid(), from.What, measure, Owner(from.Owner, of.Child), from.Agreed, from.Disagreed, Due(from.DueInDays), reason);
        var goal = plan.Add(begun, Says(from.Changed?.Was ?? from.Measure));
        foreach (var one in from.Steps ?? [])
        {
            var step = goal.Add(begun, new StepInput(Guid.NewGuid(), one.What, Owner(one.Owner, of.Child), Due(one.DueInDays)));
            if (one.DoneDaysAgo is { } done) At(done, of.By, context => step.Close(context, StepState.Done, one.Note));
        }

        if (from.Changed is { } changed) At(changed.DaysAgo, of.By, context => goal.Change(context, Says(from.Measure, changed.Reason)));
        if (from.Ended is { } ended) At(ended.DaysAgo, of.By, context => goal.End(context, ended.Outcome, ended.Reason));
        return goal;

        void At(int daysAgo, string by, Action<ActionContext> step)
        {
            var context = Context(daysAgo, by);
            void Run()
            {
                step(context);
                db.Audit(context, AuditAction.PlanChanged, plan.ChildId);
            }

            steps.Add((context.NowUtc, Run));
        }
    }

    private PlanOwner Owner(string key, string child)
    {
        if (key == child) return new PlanOwner(children[child].FullName);
        return staff.TryGetValue(key, out var id)
            ? new PlanOwner(DemoFiles.Staff.Staff.First(s => s.Key == key).Name, null, id)
            : new PlanOwner(people[key].FullName, people[key].Id);
    }

    private DateOnly Due(int inDays) => days.Born(-inDays);

    private ActionContext Context(int daysAgo, string by) => new(staff[by], days.At(daysAgo, "11:00"), CorrelationId: "seed");
}
