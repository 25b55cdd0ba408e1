using CaseRecording.Core.Access;
using CaseRecording.Core.Returns;
using CaseRecording.Core.Time;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.Returns;

/// <summary>The lists for inspectors, as files.</summary>
[ForRoles(Role.SeniorManager)]
public sealed class ReturnsController(InspectionLists lists, RequestContext request) : Controller
{
    [HttpGet(Routes.Returns)]
    public IActionResult Show() => View("/Features/Returns/Show.cshtml", new ReturnsModel(InspectionList.ChildrenInNeed, Today));

    [HttpGet(Routes.ReturnFile)]
    public async Task<IActionResult> File(InspectionList list, [FromQuery(Name = "on")] DateOnly? on, CancellationToken cancellationToken)
    {
        if (on is null && ModelState.IsValid) ModelState.AddModelError("on", "Enter the day at whose end the list is taken");
        if (on > Today) ModelState.AddModelError("on", "That day is to come. Choose today or an earlier day");
        if (on is not { } day || !ModelState.IsValid || !Enum.IsDefined(list)) return View("/Features/Returns/Show.cshtml", new ReturnsModel(list, on));
        return CsvFile.Make($"{InspectionColumns.Title(list)} {day:yyyy-MM-dd}.csv", await lists.TakeAsync(request.Current, list, day, cancellationToken), [.. InspectionColumns.Of(list, day)]);
    }

    private DateOnly Today => LondonTime.DateOf(request.Current.NowUtc);
}

/// <summary>Which list, and of which UK day.</summary>
public sealed record ReturnsModel(InspectionList List, DateOnly? On);
