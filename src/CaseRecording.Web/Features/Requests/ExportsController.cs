using System.Globalization;
using CaseRecording.Core.Access;
using CaseRecording.Core.Disclosure;
using CaseRecording.Web.Disclosure;
using CaseRecording.Web.Jobs;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Requests;

/// <summary>The record of a request as a PDF: asked for, looked after, cancelled, downloaded.</summary>
[ForRoles(Role.InformationGovernance)]
public sealed class ExportsController(DisclosureService disclosure, RequestQueries queries, ChildAccess access, RequestContext request, ExportWorker worker, ExportFiles files) : Controller
{
    private CancellationToken Aborted => HttpContext.RequestAborted;

    [HttpPost(Routes.Exports)]
    public async Task<IActionResult> Ask(int requestId)
    {
        await disclosure.AskForExportAsync(request.Current, requestId, Aborted);
        worker.Wake();
        return Redirect(Routes.ToRequest(requestId));
    }

    /// <summary>For the page's script: a look that follows a page already audited.</summary>
    [HttpGet(Routes.ExportProgress)]
    public async Task<IActionResult> Progress(int requestId, Guid exportId)
    {
        if (await queries.ChildOfAsync(requestId, Aborted) is not { } childId) return NotFound();
        if ((await access.DecideAsync(request.Current.Me, childId, request.Current.NowUtc, Aborted)).Level < AccessLevel.Read) return NotFound();
        return await queries.ProgressAsync(requestId, exportId, Aborted) is { } export
            ? Json(new { underWay = export.IsUnderWay, export.Done, export.Total, text = export.Progress })
            : NotFound();
    }

    [HttpPost(Routes.CancelExport)]
    public async Task<IActionResult> Cancel(int requestId, Guid exportId)
    {
        await disclosure.CancelExportAsync(request.Current, requestId, exportId, Aborted);
        return Redirect(Routes.ToRequest(requestId));
    }

    [HttpGet(Routes.DownloadExport)]
    public async Task<IActionResult> Download(int requestId, Guid exportId)
    {
        var (export, content) = await disclosure.DownloadAsync(request.Current, requestId, exportId, files.Read, Aborted);
        Response.ContentLength = export.Size;
        // The name tells nothing of the child: it ends up in a folder of downloads.
        return File(content, "application/pdf", string.Create(CultureInfo.InvariantCulture, $"access-request-{requestId}.pdf"));
    }
}
