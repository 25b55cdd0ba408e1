using CaseRecording.Core.Access;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Time;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Summary;

/// <summary>The one page about a child, read in one step also by the emergency duty team (S-01, S-04).</summary>
public sealed class SummaryController(SummaryQuery summaries, PapersQuery papers, SummaryService service, ChildBarQuery bar, RequestContext request) : Controller
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
            await bar.LoadAsync(childId, level >= AccessLevel.Read ? ChildTab.Summary : ChildTab.None), page, opened ?? page.Opened, sentence, level, request.Current.NowUtc)
        {
            Papers = level >= AccessLevel.Read ? await papers.ReadAsync(childId, cancellationToken) : null,
        });
    }
}

/// <summary>What the page shows.</summary>
public sealed record SummaryModel(ChildBar Bar, SummaryPage Page, Guid Opened, string? Sentence, AccessLevel Level, DateTime NowUtc)
{
    /// <summary>Progress, transfer and closing summaries; null for those who read the one page only.</summary>
    public ChildPapers? Papers { get; init; }

    public bool MayManage => Level >= AccessLevel.Manage;

    public bool ProgressOverdue => Papers?.ProgressDueOn is { } due && ProgressDraft.IsOverdue(due, Today);

    public bool MayRecord => Level >= AccessLevel.Record;

    public bool MayRead => Level >= AccessLevel.Read;

    public IEnumerable<(FormField Field, string Text)> Texts =>
        Page.Content is not { } content ? [] : FormFields.CaseNoteSummary.Select(f => (f, content[f.Key].Trim()));

    public string Age => Page.Age(Today);

    public SummaryDue? Due => Page.Due;

    public bool IsOverdue => Due is { } due && SummaryClock.IsOverdue(due.DueOn, Today);

    /// <summary>What makes it due (S-02).</summary>
    public string WhyDue => Due switch
    {
        null => "",
        { Reason: SummaryDueReason.First } => $"The first summary {IsDue}",
        { Reason: SummaryDueReason.SignificantChange } => $"Something significant changed on {LondonTime.FormatDate(Page.ChangedOn!.Value)}, so the review {IsDue}",
        _ when Page.ChangedOn is { } changed => $"The review {IsDue}, and something significant changed on {LondonTime.FormatDate(changed)}",
        _ => $"The review {IsDue}",
    };

    private string IsDue => $"{(Due!.DueOn < Today ? "was" : "is")} due by {LondonTime.FormatDate(Due.DueOn)}";

    private DateOnly Today => LondonTime.DateOf(NowUtc);
}
