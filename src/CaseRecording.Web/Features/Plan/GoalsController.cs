using CaseRecording.Core.Access;
using CaseRecording.Core.Plans;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Plan;

/// <summary>Goals of a plan and the steps towards them (P-01).</summary>
public sealed class GoalsController(PlanQuery plans, PlanService service, PlanOwners owners, PlanActivity activity, ChildBarQuery bar, RequestContext request) : Controller
{
    private const string Folder = "/Features/Plan/";

    [HttpGet(Routes.Goal), ChildAccess(AccessLevel.Read)]
    public async Task<IActionResult> Show(int childId, int goalId, CancellationToken cancellationToken) =>
        await plans.FindGoalAsync(childId, goalId, cancellationToken) is { } found
            ? View(Folder + "Goal.cshtml", new GoalPage(await BarAsync(childId), found, HttpContext.Access().Level >= AccessLevel.Record)
            {
                Done = await activity.OfGoalsAsync(childId, [goalId], cancellationToken),
                History = await plans.HistoryAsync(childId, found.PlanId, goalId, cancellationToken),
            })
            : NotFound();

    [HttpGet(Routes.NewGoal), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> New(int childId, int planId, CancellationToken cancellationToken) =>
        await plans.FindAsync(childId, planId, cancellationToken) is { EndedOn: null } ? await GoalFormAsync(childId, planId, null, new GoalForm { Key = Guid.NewGuid() }, cancellationToken) : NotFound();

    [HttpPost(Routes.NewGoal), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> New(int childId, int planId, GoalForm said, CancellationToken cancellationToken)
    {
        var owner = await OwnerAsync(childId, said.Owner, null, cancellationToken);
        var id = 0;
        if (ModelState.IsValid && await ModelState.TryAsync(async () => id = await service.AddGoalAsync(request.Current, childId, planId, said.Input(owner), cancellationToken)))
        {
            return Redirect(said.Next == "step" ? $"{Routes.ToGoal(childId, id)}/steps/new" : $"{Routes.ToPlan(childId)}#goal-{id}");
        }

        return await plans.FindAsync(childId, planId, cancellationToken) is null ? NotFound() : await GoalFormAsync(childId, planId, null, said, cancellationToken);
    }

    [HttpGet(Routes.ChangeGoal), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Change(int childId, int goalId, CancellationToken cancellationToken) =>
        await plans.FindGoalAsync(childId, goalId, cancellationToken) is { State: GoalState.Open } found
            ? await GoalFormAsync(childId, found.PlanId, found, new GoalForm
            {
                Opened = found.Version,
                What = found.What,
                Measure = found.Measure,
                Owner = PlanOwners.ValueOf(found.OwnerPersonId, found.OwnerStaffId),
                Agreed = found.Agreed,
                Disagreed = found.Disagreed,
                DueOn = found.DueOn,
            }, cancellationToken)
            : NotFound();

    [HttpPost(Routes.ChangeGoal), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Change(int childId, int goalId, GoalForm said, CancellationToken cancellationToken)
    {
        if (await plans.FindGoalAsync(childId, goalId, cancellationToken) is not { } found) return NotFound();
        var owner = await OwnerAsync(childId, said.Owner, Now(found), cancellationToken);
        var outcome = await ModelState.TryEditAsync(() => service.ChangeGoalAsync(request.Current, childId, goalId, said.Opened, said.Input(owner), cancellationToken));
        if (outcome == EditOutcome.Done) return Redirect(Routes.ToGoal(childId, goalId));
        if (outcome == EditOutcome.EditedMeanwhile) said.Opened = found.Version;
        return await GoalFormAsync(childId, found.PlanId, found, said, cancellationToken, outcome == EditOutcome.EditedMeanwhile);
    }

    [HttpGet(Routes.EndGoal), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> End(int childId, int goalId, CancellationToken cancellationToken) =>
        await plans.FindGoalAsync(childId, goalId, cancellationToken) is { State: GoalState.Open } found
            ? View(Folder + "EndGoal.cshtml", new EndGoalPage(await BarAsync(childId), found, new EndGoalForm { Opened = found.Version }))
            : NotFound();

    [HttpPost(Routes.EndGoal), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> End(int childId, int goalId, EndGoalForm said, CancellationToken cancellationToken)
    {
        var outcome = await ModelState.TryEditAsync(() => service.EndGoalAsync(request.Current, childId, goalId, said.Opened, said.Outcome, said.Reason, cancellationToken));
        if (outcome == EditOutcome.Done) return Redirect(Routes.ToGoal(childId, goalId));
        if (await plans.FindGoalAsync(childId, goalId, cancellationToken) is not { } found) return NotFound();
        if (outcome == EditOutcome.EditedMeanwhile) said.Opened = found.Version;
        return Refused("EndGoal.cshtml", new EndGoalPage(await BarAsync(childId), found, said));
    }

    [HttpGet(Routes.NewStep), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> NewStep(int childId, int goalId, CancellationToken cancellationToken) =>
        await plans.FindGoalAsync(childId, goalId, cancellationToken) is { State: GoalState.Open } found ? await StepFormAsync(childId, found, null, new StepForm { Key = Guid.NewGuid() }, cancellationToken) : NotFound();

    [HttpPost(Routes.NewStep), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> NewStep(int childId, int goalId, StepForm said, CancellationToken cancellationToken)
    {
        var owner = await OwnerAsync(childId, said.Owner, null, cancellationToken);
        if (ModelState.IsValid && await ModelState.TryAsync(() => service.AddStepAsync(request.Current, childId, goalId, said.Input(owner), cancellationToken)))
        {
            return Redirect(said.Next == "step" ? $"{Routes.ToGoal(childId, goalId)}/steps/new" : $"{Routes.ToPlan(childId)}#goal-{goalId}");
        }

        return await plans.FindGoalAsync(childId, goalId, cancellationToken) is { } found ? await StepFormAsync(childId, found, null, said, cancellationToken) : NotFound();
    }

    [HttpGet(Routes.Step), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Step(int childId, int stepId, CancellationToken cancellationToken) =>
        await plans.FindStepAsync(childId, stepId, cancellationToken) is ({ State: GoalState.Open } goal, { State: StepState.Open } step)
            ? await StepFormAsync(childId, goal, step, new StepForm
            {
                Opened = step.Version,
                What = step.What,
                Owner = PlanOwners.ValueOf(step.OwnerPersonId, step.OwnerStaffId),
                DueOn = step.DueOn,
            }, cancellationToken)
            : NotFound();

    [HttpPost(Routes.Step), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Step(int childId, int stepId, StepForm said, CancellationToken cancellationToken)
    {
        if (await plans.FindStepAsync(childId, stepId, cancellationToken) is not var (goal, step)) return NotFound();
        var owner = await OwnerAsync(childId, said.Owner, new PlanOwner(step.Owner, step.OwnerPersonId, step.OwnerStaffId), cancellationToken);
        var outcome = await ModelState.TryEditAsync(() => service.ChangeStepAsync(request.Current, childId, stepId, said.Opened, said.Input(owner), cancellationToken));
        if (outcome == EditOutcome.Done) return Redirect(Routes.ToGoal(childId, goal.Id));
        if (outcome == EditOutcome.EditedMeanwhile) said.Opened = step.Version;
        return await StepFormAsync(childId, goal, step, said, cancellationToken, outcome == EditOutcome.EditedMeanwhile);
    }

    /// <summary>Done, or not needed any more. Goes back to where it was pressed: My work, or the plan.</summary>
    [HttpPost(Routes.CloseStep), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Close(int childId, int stepId, CloseStepForm said, CancellationToken cancellationToken)
    {
        var outcome = await ModelState.TryEditAsync(() => service.CloseStepAsync(request.Current, childId, stepId, said.Opened, said.Outcome, said.Note, cancellationToken));
        if (await plans.FindStepAsync(childId, stepId, cancellationToken) is not var (goal, step)) return NotFound();
        if (outcome == EditOutcome.Done) return Redirect(said.MyWork ? $"{Routes.Home}?done=true" : $"{Routes.ToPlan(childId)}#goal-{goal.Id}");
        if (outcome == EditOutcome.EditedMeanwhile) said.Opened = step.Version;
        return Refused("CloseStep.cshtml", new CloseStepPage(await BarAsync(childId), goal, step, said));
    }

    private async Task<PlanOwner?> OwnerAsync(int childId, string? value, PlanOwner? now, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(value)) return null;
        var choice = (await owners.ListAsync(request.Current, childId, now, cancellationToken)).FirstOrDefault(c => c.Value == value);
        if (choice is null) ModelState.AddModelError("owner", "Choose from the list on the page");
        return choice?.Owner;
    }

    private async Task<IActionResult> GoalFormAsync(int childId, int planId, GoalView? found, GoalForm said, CancellationToken cancellationToken, bool editedMeanwhile = false) =>
        Form("GoalForm.cshtml", new GoalFormPage(await BarAsync(childId), planId, found, said, await owners.ListAsync(request.Current, childId, found is null ? null : Now(found), cancellationToken)) { EditedMeanwhile = editedMeanwhile });

    private async Task<IActionResult> StepFormAsync(int childId, GoalView goal, StepView? step, StepForm said, CancellationToken cancellationToken, bool editedMeanwhile = false)
    {
        var now = step is null ? null : new PlanOwner(step.Owner, step.OwnerPersonId, step.OwnerStaffId);
        return Form("StepForm.cshtml", new StepFormPage(await BarAsync(childId), goal, step, said, await owners.ListAsync(request.Current, childId, now, cancellationToken)) { EditedMeanwhile = editedMeanwhile });
    }

    private ViewResult Form(string view, object page) => ModelState.IsValid ? View(Folder + view, page) : Refused(view, page);

    private ViewResult Refused(string view, object page)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(Folder + view, page);
    }

    private static PlanOwner Now(GoalView goal) => new(goal.Owner, goal.OwnerPersonId, goal.OwnerStaffId);

    private Task<ChildBar> BarAsync(int childId) => bar.LoadAsync(childId, ChildTab.Plan);
}
