using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.AccessHistory;

/// <summary>Who has seen this record, for those who answer for it.</summary>
[ChildAccess(AccessLevel.Read, AnswersForRecord = true)]
public sealed class AccessHistoryController(AccessHistoryQuery history, AuditTrail trail, ChildBarQuery bar, RequestContext request) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    [HttpGet(Routes.AccessHistory)]
    public async Task<IActionResult> Show(int childId, string? at)
    {
        var page = await history.ReadAsync(childId, TimeCursor.Parse(at), Aborted);
        return View(new AccessHistoryModel(await bar.LoadAsync(childId, ChildTab.Access), page, at is not null, HttpContext.Access().Level == AccessLevel.Manage));
    }

    /// <summary>Everything one of them did with it.</summary>
    [HttpGet(Routes.AccessHistoryOf)]
    public async Task<IActionResult> Person(int childId, Guid staffId, string? at)
    {
        if (await history.NameAsync(childId, staffId, Aborted) is not { } name) return NotFound();
        var page = await trail.ReadAsync(request.Current.Me, new AuditFilter(childId, staffId), TimeCursor.Parse(at), Aborted);
        return View(new VisitorModel(await bar.LoadAsync(childId, ChildTab.Access), staffId, name, page));
    }
}

public sealed record AccessHistoryModel(ChildBar Bar, AccessHistoryPage Page, bool IsLater, bool MayManage);

public sealed record VisitorModel(ChildBar Bar, Guid StaffId, string Name, AuditPage Page)
{
    /// <summary>This page's address at another place in the list.</summary>
    public string? At(TimeCursor? cursor) => cursor is null ? null : $"{Routes.ToAccessHistory(Bar.ChildId)}/{StaffId}?at={cursor}";
}
