using CaseRecording.Core.Access;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Quality.Examples;
using CaseRecording.Core.Recording;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using CaseRecording.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Examples;

/// <summary>Makes a good example of a passage of an entry: chosen, then every detail that identifies a person replaced .</summary>
[ChildAccess(AccessLevel.Read)]
public sealed class PrepareExampleController(ExampleService service, ExampleQuery query, EntryQuery entries, ChildBarQuery bars, RequestContext request) : Controller
{
    /// <summary>Rows for what the program did not find.</summary>
    private const int OwnRows = 3;

    private const int MostRows = 300;

    [HttpGet(Routes.NewExample)]
    public Task<IActionResult> New(int childId, long recordingId) => ChooseAsync(childId, recordingId);

    [HttpPost(Routes.NewExample)]
    public async Task<IActionResult> Begin(int childId, long recordingId)
    {
        var posted = await Request.ReadFormAsync();
        var choice = new ExampleChoice(posted["field"], posted["passage"], PointsOf(posted), posted["why"]);
        var id = Guid.Empty;
        if (await ModelState.TryAsync(async () => id = await service.BeginAsync(request.Current, childId, recordingId, choice))) return Redirect(Routes.ToExample(childId, id));
        Keep(posted);
        return await ChooseAsync(childId, recordingId);
    }

    [HttpGet(Routes.PrepareExample)]
    public Task<IActionResult> Prepare(int childId, Guid exampleId, bool saved) => PageAsync(childId, exampleId, null, saved);

    [HttpPost(Routes.PrepareExample)]
    public async Task<IActionResult> Save(int childId, Guid exampleId)
    {
        var posted = await Request.ReadFormAsync();
        if (await query.PrepareAsync(request.Current, childId, exampleId) is null) return NotFound();
        string At(string name, int i) => posted[$"{name}-{i}"].ToString();
        var rows = Enumerable.Range(0, MostRows).TakeWhile(i => posted.ContainsKey($"found-{i}"))
            .Select(i => new ReplacedDetail(At("found", i).Trim(), At("with", i).Trim(), At("keep", i) == "yes", At("ok", i) == "yes")).ToList();
        var answers = new ExampleAnswers(rows, PointsOf(posted), posted["why"]);
        _ = Guid.TryParse(posted["opened"], out var opened);
        var propose = posted["act"] == "propose";
        var outcome = await ModelState.TryEditAsync(() => propose
            ? service.ProposeAsync(request.Current, childId, exampleId, opened, answers)
            : service.SaveAsync(request.Current, childId, exampleId, opened, answers));
        if (outcome == EditOutcome.Done) return Redirect(propose ? $"{Routes.Examples}?done=proposed" : Routes.ToExample(childId, exampleId) + "?saved=true");
        if (outcome == EditOutcome.EditedMeanwhile) Response.StatusCode = StatusCodes.Status409Conflict;
        Keep(posted);
        return await PageAsync(childId, exampleId, rows, false);
    }

    private async Task<IActionResult> ChooseAsync(int childId, long recordingId)
    {
        if (await entries.FindAsync(childId, recordingId) is not { FinalVersion: not null } entry) return NotFound();
        var bar = await bars.LoadAsync(childId, ChildTab.Timeline);
        var texts = FormFields.Of(entry.Line.Facts.Kind).Where(f => f.Rows > 1).Select(f => (Field: f, Text: f.PerChild ? entry.Own[f.Key] : entry.Content[f.Key])).Where(t => !string.IsNullOrWhiteSpace(t.Text)).ToList();
        return View("/Features/Examples/New.cshtml", new ChoosePage(bar, entry, texts));
    }

    private async Task<IActionResult> PageAsync(int childId, Guid exampleId, IReadOnlyList<ReplacedDetail>? typed, bool saved)
    {
        if (await query.PrepareAsync(request.Current, childId, exampleId, typed) is not { } preparation) return NotFound();
        ModelState.Remove("opened");
        return View("/Features/Examples/Prepare.cshtml", new PreparePage(await bars.LoadAsync(childId, ChildTab.Timeline), preparation, OwnRows, saved));
    }

    /// <summary>What was typed stands there again; the token is the page's own.</summary>
    private void Keep(IFormCollection posted) => ViewData.SetFormValues(posted.Where(f => f.Key is not ("opened" or "act") && !f.Key.StartsWith("found-", StringComparison.Ordinal) && !f.Key.StartsWith("with-", StringComparison.Ordinal) && !f.Key.StartsWith("keep-", StringComparison.Ordinal) && !f.Key.StartsWith("ok-", StringComparison.Ordinal))
        .ToDictionary(f => f.Key, f => f.Value.Select(v => v ?? "").ToArray(), StringComparer.Ordinal));

    private static StandardPoints PointsOf(IFormCollection posted) =>
        StandardLabels.All.Where(p => posted["points"].Contains(p.Key())).Aggregate(StandardPoints.None, (all, p) => all | p);
}
