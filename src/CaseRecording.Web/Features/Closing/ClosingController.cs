using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Summaries;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.Closing;

/// <summary>A manager closes a record, or opens it again; a receiving worker acknowledges a hand-over (S-06).</summary>
public sealed class ClosingController(AppDbContext db, ClosingService closing, TransferService transfers, ChildBarQuery bar, RequestContext request) : Controller
{
    [HttpGet(Routes.Closing), ChildAccess(AccessLevel.Manage)]
    public Task<IActionResult> Show(int childId, CancellationToken cancellationToken) => PageAsync(childId, new ClosingForm(), cancellationToken);

    [HttpPost(Routes.Closing), ChildAccess(AccessLevel.Manage)]
    public async Task<IActionResult> Close(int childId, ClosingForm form, CancellationToken cancellationToken)
    {
        var outcome = await ModelState.TryEditAsync(() => closing.CloseAsync(request.Current, childId, form.Opened, new ClosingInput(form.NoSummary, form.Explanation, form.Looked), cancellationToken));
        return outcome == EditOutcome.Done ? Redirect(Routes.ToClosing(childId)) : await PageAsync(childId, form, cancellationToken);
    }

    [HttpPost(Routes.Reopening), ChildAccess(AccessLevel.Manage)]
    public async Task<IActionResult> Reopen(int childId, ClosingForm form, CancellationToken cancellationToken)
    {
        var outcome = await ModelState.TryEditAsync(() => closing.ReopenAsync(request.Current, childId, form.Opened, form.Reason, cancellationToken));
        return outcome == EditOutcome.Done ? Redirect(Routes.ToAllocation(childId)) : await PageAsync(childId, form, cancellationToken);
    }

    [HttpPost(Routes.AcknowledgeTransfer), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Acknowledge(int childId, int transferId, CancellationToken cancellationToken)
    {
        await transfers.AcknowledgeAsync(request.Current, childId, transferId, cancellationToken);
        return Redirect(Routes.Home);
    }

    private async Task<IActionResult> PageAsync(int childId, ClosingForm form, CancellationToken cancellationToken)
    {
        var child = await db.Children.AsNoTracking().Where(c => c.Id == childId).Select(c => new { c.Version, c.ClosedAtUtc }).SingleAsync(cancellationToken);
        form.Opened = child.Version;
        return View("Show", new ClosingPage(await bar.LoadAsync(childId), form, child.ClosedAtUtc, await closing.ChecklistAsync(childId, cancellationToken), await closing.OfChildAsync(childId, cancellationToken)));
    }
}

/// <summary>What the page posts.</summary>
public sealed class ClosingForm
{
    /// <summary>The child's token when the page was opened.</summary>
    public Guid Opened { get; set; }

    public NoClosingSummary? NoSummary { get; set; }

    public string? Explanation { get; set; }

    public bool Looked { get; set; }

    /// <summary>Why it is opened again.</summary>
    public string? Reason { get; set; }
}

public sealed record ClosingPage(ChildBar Bar, ClosingForm Form, DateTime? ClosedAtUtc, ClosingChecklist Open, IReadOnlyList<ClosureLine> Closures);
