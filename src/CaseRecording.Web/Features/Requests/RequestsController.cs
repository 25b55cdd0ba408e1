using CaseRecording.Core;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Disclosure;
using CaseRecording.Web.Features.Find;
using CaseRecording.Web.Jobs;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Requests;

/// <summary>Access requests (F-05): received, worked on, closed. Whom they are about is found, not opened, until there is a request (A-01).</summary>
[ForRoles(Role.InformationGovernance)]
public sealed class RequestsController(
    DisclosureService disclosure, RequestQueries queries, Core.Corrections.CorrectionQuery corrections, ChildSearch search, SearchAddress address, ChildAccess access, ViewAudit views, RequestContext request, ExportWorker worker)
    : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    [HttpGet(Routes.Requests)]
    public async Task<IActionResult> Index(bool closed, int? after)
    {
        var found = await queries.ListAsync(request.Current.Me, closed, after, Aborted);
        var shown = found.Take(RequestQueries.PageSize).ToList();
        var next = found.Count > shown.Count ? $"{Routes.Requests}?{(closed ? "closed=true&" : "")}after={shown[^1].Id}" : null;
        return View(new RequestList(shown, closed, next, request.Today) { Corrections = closed || after is not null ? [] : await corrections.ListAsync(request.Current, cancellationToken: Aborted) });
    }

    [HttpGet(Routes.NewRequest)]
    public async Task<IActionResult> FindChild(string? s, int? after)
    {
        var typed = address.Read(s);
        var text = ChildSearchText.Parse(typed);
        if (s is not null && text.IsEmpty) ModelState.AddModelError("search", "Enter a name, a date of birth or a number");
        var found = await search.FindAsync(request.Current.Me, text, after, Aborted);
        var shown = found.Take(ChildSearch.PageSize).ToList();
        if (!text.IsEmpty) await views.RecordAsync(request.Current, AuditAction.Searched, subject: $"{text.Kind}: {shown.Count} shown");
        var next = found.Count > shown.Count ? $"{Routes.NewRequest}?s={s}&after={shown[^1].ChildId}" : null;
        return View(new FindForRequest(typed, !text.IsEmpty, shown, after is null ? null : $"{Routes.NewRequest}?s={s}", next, request.Today));
    }

    [HttpPost(Routes.NewRequest)]
    public IActionResult Search(string? search) => Redirect(address.Of(Routes.NewRequest, search));

    [HttpGet(Routes.NewRequestFor)]
    public Task<IActionResult> New(int foundId) => Form(foundId, new NewRequest());

    [HttpPost(Routes.NewRequestFor)]
    public async Task<IActionResult> Receive(int foundId, NewRequest form)
    {
        var id = 0;
        var input = new RequestInput(form.RequesterName, form.RequesterRelationship, form.ReceivedOn);
        var done = await ModelState.TryAsync(async () => id = await disclosure.ReceiveAsync(request.Current, foundId, input, Aborted));
        return done ? Redirect(Routes.ToRequest(id)) : await Form(foundId, form);
    }

    [HttpGet(Routes.Request)]
    public async Task<IActionResult> Show(int requestId)
    {
        if (await queries.FindAsync(request.Current.Me, requestId, Aborted) is not { } page) return NotFound();
        await ViewedAsync(page);
        return View(page with { Today = request.Today });
    }

    [HttpPost(Routes.CloseRequest)]
    public async Task<IActionResult> Close(int requestId, Guid version)
    {
        await disclosure.CloseAsync(request.Current, requestId, version, Aborted);
        worker.Wake();
        return Redirect(Routes.ToRequest(requestId));
    }

    private async Task<IActionResult> Form(int childId, NewRequest form)
    {
        if (await queries.MeantAsync(request.Current.Me, childId, Aborted) is not { } child) return NotFound();
        // Who it is stands there, also for one who came with a number and without a search.
        await views.RecordAsync(request.Current, AuditAction.Viewed, childId, subject: Routes.NewRequest);
        return View("New", new NewRequestPage(child, form, request.Today));
    }

    /// <summary>An open request is a view of the record's existence and of what is done with it; a closed one says only that it was.</summary>
    private async Task ViewedAsync(RequestPage page)
    {
        var decision = await access.DecideAsync(request.Current.Me, page.ChildId, request.Current.NowUtc, Aborted);
        request.Through(decision);
        await views.RecordAsync(request.Current, AuditAction.Viewed, page.ChildId, subject: $"request {page.Id}");
    }
}
