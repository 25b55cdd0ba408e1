using CaseRecording.Core;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Time;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.NewChild;

/// <summary>The referral team opens a record: who it is, a look at likely duplicates, then the rest (C-01, C-02).</summary>
[ForRoles(Role.ReferralTeam)]
public sealed class NewChildController(AppDbContext db, OpeningService opening, ChildSearch search, ChildAccess access, ViewAudit views, RequestContext request) : Controller
{
    [HttpGet(Routes.NewChild)]
    public async Task<IActionResult> New(int? sibling)
    {
        if (sibling is { } id && await RefusalAsync(id) is { } refusal) return refusal;
        return await Form(new NewChildModel { Sibling = sibling, SameAddress = true }, look: false);
    }

    [HttpPost(Routes.NewChild)]
    public async Task<IActionResult> Open(NewChildModel model)
    {
        if (model.Sibling is { } id && await RefusalAsync(id) is { } refusal) return refusal;
        if (!model.Rest) return await Check(model);
        if (!TimeText.TryRead(model.ContactTime, out var time, out var trouble)) ModelState.AddModelError("contactTime", trouble!);
        var childId = 0;
        var done = ModelState.IsValid && await ModelState.TryAsync(async () => childId = await opening.OpenAsync(request.Current, model.Read(Request.Form, time)));
        return done ? Redirect(Routes.ToDetails(childId) + "?opened=true") : await Form(model, look: true);
    }

    /// <summary>The first step: with a name and a date that can be right, the rest is asked, likely duplicates on top.</summary>
    private async Task<IActionResult> Check(NewChildModel model)
    {
        if (ModelState.IsValid) ModelState.Add(model.Details.Check(request.Current.NowUtc).Violations);
        if (!ModelState.IsValid) return await Form(model, look: false);
        model.Rest = true;
        model.ContactDate ??= request.Today;
        ModelState.Remove("rest");
        return await Form(model, look: true);
    }

    private async Task<IActionResult> Form(NewChildModel model, bool look)
    {
        IReadOnlyList<FoundChild> alike = [];
        if (look)
        {
            var numbers = model.Read(Request.Form, null).NumberKeys;
            (alike, _) = await search.AlikeAsync(request.Current.Me, model.Details, numbers, HttpContext.RequestAborted);
            await views.RecordAsync(request.Current, AuditAction.Searched, subject: $"likely duplicates: {alike.Count} shown");
        }

        var (name, home) = model.Sibling is { } sibling ? await SiblingAsync(sibling) : (null, []);
        return View("New", new NewChildPage(model, alike, name, home, request.Today)
        {
            Posted = Request.HasFormContentType ? Request.Form : null,
            AsksSecondHour = ModelState.TryGetValue("secondHour", out var entry) && entry.Errors.Count > 0 || model.SecondHour is not null,
        });
    }

    private async Task<(string Name, IReadOnlyList<string> Home)> SiblingAsync(int childId)
    {
        var today = request.Today;
        var name = await db.Children.Where(c => c.Id == childId).Select(c => c.FullName).SingleAsync();
        var home = await db.ChildPeople.AsNoTracking().Where(p => p.ChildId == childId && p.InHouseholdFrom <= today && (p.InHouseholdTo == null || p.InHouseholdTo > today))
            .OrderByDescending(p => p.HasParentalResponsibility).ThenBy(p => p.Person.FullName).Select(p => p.Person.FullName + ", " + p.Relationship).ToListAsync();
        return (name, home);
    }

    /// <summary>A sibling's home is part of the sibling's record: it takes the same access (A-01).</summary>
    private async Task<IActionResult?> RefusalAsync(int childId)
    {
        var decision = await access.DecideAsync(request.Current.Me, childId, request.Current.NowUtc, HttpContext.RequestAborted);
        if (decision.Level >= AccessLevel.Record)
        {
            await views.RecordAsync(request.Current with { Relation = decision.Relation }, AuditAction.Viewed, childId, subject: Routes.NewChild);
            return null;
        }

        await access.RefusedAsync(request.Current, childId, AccessLevel.Record, HttpContext.RequestAborted);
        return decision.Level is AccessLevel.Hidden ? NotFound() : Redirect($"{Routes.ToAsk(childId)}?returnUrl={Uri.EscapeDataString($"{Routes.NewChild}?sibling={childId}")}");
    }
}
