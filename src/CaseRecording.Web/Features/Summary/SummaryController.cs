using CaseRecording.Core.Access;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Time;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Summary;

/// <summary>The one page about a child, read in one step also by the emergency duty team (S-01, S-04).</summary>
public sealed class SummaryController(SummaryQuery summaries, SummaryService service, ChildBarQuery bar, RequestContext request) : Controller
{
    [HttpGet(Routes.Child), ChildAccess(AccessLevel.Summary)]
    public Task<IActionResult> Show(int childId, CancellationToken cancellationToken) => PageAsync(childId, null, null, cancellationToken);

    [HttpPost(Routes.Child + "/summary/confirm"), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Confirm(int childId, Guid opened, string? sentence, CancellationToken cancellationToken)
    {
        if (!await ModelState.TryAsync(() => service.ConfirmAsync(request.Current, childId, opened, sentence, cancellationToken)))
        {
            return await PageAsync(childId, opened, sentence, cancellationToken);
        }

        return Redirect(Routes.ToChild(childId));
    }

    private async Task<IActionResult> PageAsync(int childId, Guid? opened, string? sentence, CancellationToken cancellationToken)
    {
        var level = HttpContext.Access().Level;
        var page = await summaries.ReadAsync(childId, cancellationToken);
        return View("Show", new SummaryModel(
            await bar.LoadAsync(childId, level >= AccessLevel.Read ? ChildTab.Summary : ChildTab.None), page, opened ?? page.Opened, sentence, level, request.Current.NowUtc));
    }
}

/// <summary>What the page shows.</summary>
public sealed record SummaryModel(ChildBar Bar, SummaryPage Page, Guid Opened, string? Sentence, AccessLevel Level, DateTime NowUtc)
{
    public bool MayRecord => Level >= AccessLevel.Record;

    public bool MayRead => Level >= AccessLevel.Read;

    public IEnumerable<(FormField Field, string Text)> Texts => Page.Content is not { } content ? [] :
        FormFields.CaseNoteSummary.Select(f => (f, content[f.Key])).Where(t => !string.IsNullOrWhiteSpace(t.Item2));

    public Deadline? Due => Page.DueOn is { } due ? Timeliness.TimeLeft(due, LondonTime.DateOf(NowUtc)) : null;

    /// <summary>How old it is: the first thing someone at night must know (S-04).</summary>
    public string Age => Page.Versions.Count == 0 ? "No summary has been written yet" :
        $"Written {LondonTime.FormatDate(LondonTime.DateOf(Page.Versions[0].WrittenAtUtc))}, {Days(Page.Versions[0].WrittenAtUtc)}" +
        (Page.ReviewedAtUtc > Page.Versions[0].WrittenAtUtc ? $"; confirmed {LondonTime.FormatDate(LondonTime.DateOf(Page.ReviewedAtUtc.Value))}" : "");

    private string Days(DateTime since) => (LondonTime.DateOf(NowUtc).DayNumber - LondonTime.DateOf(since).DayNumber) switch
    {
        <= 0 => "today",
        1 => "1 day ago",
        var days => $"{days} days ago",
    };
}
