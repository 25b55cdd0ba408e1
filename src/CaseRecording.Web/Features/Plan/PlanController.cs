using CaseRecording.Core.Access;
using CaseRecording.Core.Plans;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Plan;

/// <summary>The child's plans (P-01). Each change is asked of the service, which keeps what stood there before.</summary>
public sealed class PlanController(PlanQuery plans, PlanActivity activity, ReviewQuery reviews, PlanService service, ChildBarQuery bar, RequestContext request) : Controller
{
    [HttpGet(Routes.Plan), ChildAccess(AccessLevel.Read)]
    public async Task<IActionResult> Show(int childId, CancellationToken cancellationToken)
    {
        var all = await plans.OfChildAsync(childId, cancellationToken);
        return View(new PlansPage(await BarAsync(childId), all, MayRecord)
        {
            Done = await activity.OfGoalsAsync(childId, [.. all.Where(p => p.EndedOn is null).SelectMany(p => p.Goals).Select(g => g.Id)], cancellationToken),
            Held = await reviews.HeldAsync(childId, cancellationToken),
            Due = await reviews.DueAsync(childId, request.Current.NowUtc, cancellationToken),
            View = await reviews.ViewAsync(childId, cancellationToken),
            Today = request.Today,
        });
    }

    [HttpGet(Routes.OnePlan), ChildAccess(AccessLevel.Read)]
    public async Task<IActionResult> One(int childId, int planId, CancellationToken cancellationToken) =>
        await plans.FindAsync(childId, planId, cancellationToken) is { } plan
            ? View(new PlanPage(await BarAsync(childId), plan, MayRecord)
            {
                Done = await activity.OfGoalsAsync(childId, [.. plan.Goals.Select(g => g.Id)], cancellationToken),
                History = await plans.HistoryAsync(childId, planId, null, cancellationToken),
            })
            : NotFound();

    [HttpGet(Routes.NewPlan), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> New(int childId) =>
        View(new NewPlanPage(await BarAsync(childId), new NewPlanForm { Key = Guid.NewGuid(), StartedOn = request.Today }));

    [HttpPost(Routes.NewPlan), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> New(int childId, NewPlanForm said, CancellationToken cancellationToken)
    {
        var id = 0;
        if (ModelState.IsValid && await ModelState.TryAsync(async () => id = await service.BeginAsync(request.Current, childId, new PlanInput(said.Key, said.Kind, said.StartedOn, said.Identity), cancellationToken)))
        {
            return Redirect($"{Routes.ToPlan(childId, id)}/goals/new");
        }

        return Refused(new NewPlanPage(await BarAsync(childId), said));
    }

    [HttpGet(Routes.PlanIdentity), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Identity(int childId, int planId, CancellationToken cancellationToken) =>
        await plans.FindAsync(childId, planId, cancellationToken) is { EndedOn: null } plan
            ? View(new IdentityPage(await BarAsync(childId), plan, new IdentityForm { Opened = plan.Version, Identity = plan.Identity }))
            : NotFound();

    [HttpPost(Routes.PlanIdentity), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Identity(int childId, int planId, IdentityForm said, CancellationToken cancellationToken)
    {
        var outcome = await ModelState.TryEditAsync(() => service.SayIdentityAsync(request.Current, childId, planId, said.Opened, said.Identity, cancellationToken));
        if (outcome == EditOutcome.Done) return Redirect(Routes.ToPlan(childId));
        if (await plans.FindAsync(childId, planId, cancellationToken) is not { } plan) return NotFound();
        if (outcome == EditOutcome.EditedMeanwhile) said.Opened = plan.Version;
        return Refused(new IdentityPage(await BarAsync(childId), plan, said) { EditedMeanwhile = outcome == EditOutcome.EditedMeanwhile });
    }

    [HttpGet(Routes.EndPlan), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> End(int childId, int planId, CancellationToken cancellationToken) =>
        await plans.FindAsync(childId, planId, cancellationToken) is { EndedOn: null } plan
            ? View(new EndPlanPage(await BarAsync(childId), plan, new EndPlanForm { Opened = plan.Version, EndedOn = request.Today }))
            : NotFound();

    [HttpPost(Routes.EndPlan), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> End(int childId, int planId, EndPlanForm said, CancellationToken cancellationToken)
    {
        var outcome = await ModelState.TryEditAsync(() => service.EndAsync(request.Current, childId, planId, said.Opened, said.EndedOn, said.Reason, cancellationToken));
        if (outcome == EditOutcome.Done) return Redirect(Routes.ToPlan(childId, planId));
        if (await plans.FindAsync(childId, planId, cancellationToken) is not { } plan) return NotFound();
        if (outcome == EditOutcome.EditedMeanwhile) said.Opened = plan.Version;
        return Refused(new EndPlanPage(await BarAsync(childId), plan, said));
    }

    private bool MayRecord => HttpContext.Access().Level >= AccessLevel.Record;

    private Task<ChildBar> BarAsync(int childId) => bar.LoadAsync(childId, ChildTab.Plan);

    private ViewResult Refused(object page)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(page);
    }
}
