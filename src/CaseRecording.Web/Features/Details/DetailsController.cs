using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Details;

/// <summary>Who the child is, and what was true on a day (C-02, C-03).</summary>
public sealed class DetailsController(DetailsQuery details, ChildBarQuery bar, ChildService children, RequestContext request) : Controller
{
    [HttpGet(Routes.Details), ChildAccess(AccessLevel.Read)]
    public async Task<IActionResult> Show(int childId, DateOnly? on, bool saved, bool opened)
    {
        if (on > request.Today) ModelState.AddModelError("on", "That day is still to come. Choose today or a day that has passed");
        var notice = opened ? "The record is open. A manager allocates it to a worker." : saved ? "Saved" : null;
        return await Page(childId, ModelState.IsValid ? on : null, null, notice);
    }

    /// <summary>Shows a protected address this once; asking again asks the program again.</summary>
    [HttpPost(Routes.Reveal), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Reveal(int childId, int detailId, DateOnly? on) =>
        await children.RevealAsync(request.Current, childId, detailId) is { } value ? await Page(childId, on, (detailId, value), null) : NotFound();

    [HttpGet(Routes.Identity), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Identity(int childId)
    {
        var who = await details.WhoAsync(childId);
        string? Number(string kind) => who.Identifiers.FirstOrDefault(i => i.Kind == kind).Value;
        return View(new IdentityPage(await bar.LoadAsync(childId, ChildTab.Details), new IdentityForm
        {
            Version = who.Version,
            FullName = who.FullName,
            KnownAs = who.KnownAs,
            Pronouns = who.Pronouns,
            BirthDateKind = who.BirthDateKind,
            BirthDate = who.BirthDate,
            EstimateReason = who.EstimateReason,
            NhsNumber = Number(ChildIdentifier.Nhs),
            Upn = Number(ChildIdentifier.Upn),
            LocalNumber = Number(ChildIdentifier.Local),
            SpellingDocument = who.SpellingDocument,
            SpellingSeenBy = who.SpellingSeenBy,
            SpellingSeenOn = who.SpellingSeenOn,
            Alerts = who.Alerts,
        }, null));
    }

    [HttpPost(Routes.Identity), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Identity(int childId, IdentityForm form)
    {
        var outcome = await ModelState.TryEditAsync(() => children.ChangeAsync(request.Current, childId, form.Version, form.Details, form.NameChangedOn, form.Identifiers, form.Alerts));
        if (outcome == EditOutcome.Done) return Redirect(Routes.ToDetails(childId) + "?saved=true");
        var who = await details.WhoAsync(childId);
        if (outcome == EditOutcome.EditedMeanwhile) form.Version = who.Version;
        return View(new IdentityPage(await bar.LoadAsync(childId, ChildTab.Details), form, outcome == EditOutcome.EditedMeanwhile ? who : null));
    }

    [HttpGet(Routes.Detail), ChildAccess(AccessLevel.Record)]
    public Task<IActionResult> Detail(int childId, DetailKind kind, DateOnly? from) => DetailForm(childId, kind, new DetailForm { From = from ?? request.Today });

    [HttpPost(Routes.Detail), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Detail(int childId, DetailKind kind, DetailForm form)
    {
        var outcome = await ModelState.TryEditAsync(() => form.Ends
            ? children.EndDetailAsync(request.Current, childId, form.Version, kind, form.EndedOn)
            : children.ChangeDetailAsync(request.Current, childId, form.Version, new DetailChange { Kind = kind, Value = form.Value, From = form.From, To = form.To, IsProtected = form.IsProtected && kind == DetailKind.Address }));
        return outcome == EditOutcome.Done ? Redirect(Routes.ToDetails(childId) + "?saved=true") : await DetailForm(childId, kind, form);
    }

    /// <summary>What is in force now stands on the form each time, so that its version may be the newest.</summary>
    private async Task<IActionResult> DetailForm(int childId, DetailKind kind, DetailForm form)
    {
        form.Version = (await details.WhoAsync(childId)).Version;
        var now = (await details.DetailsAsync(childId)).FirstOrDefault(d => d.Kind == kind && d.To is null);
        return View("Detail", new DetailPage(await bar.LoadAsync(childId, ChildTab.Details), kind, form, now));
    }

    private async Task<IActionResult> Page(int childId, DateOnly? on, (int, string)? revealed, string? notice)
    {
        var level = HttpContext.Access().Level;
        var model = await details.LoadAsync(childId, on);
        return View("Show", model with { MayRecord = level >= AccessLevel.Record, MayManage = level >= AccessLevel.Manage, Revealed = revealed, Notice = notice });
    }
}
