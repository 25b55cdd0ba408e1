using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Safeguarding;
using CaseRecording.Core.Time;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.Timeline;

/// <summary>A child's timeline, newest event first (T-01).</summary>
public sealed class TimelineController(TimelineQuery timeline, SafeguardingService safeguarding, ChildBarQuery bar, AppDbContext db, RequestContext request) : Controller
{
    [HttpGet(Routes.Timeline), ChildAccess(AccessLevel.Read)]
    public async Task<IActionResult> Show(int childId, TimelineForm form, CancellationToken cancellationToken)
    {
        var filter = form.Read();
        var page = await timeline.ReadAsync(childId, filter, TimeCursor.Parse(form.At), cancellationToken);
        var people = await db.ChildPeople.AsNoTracking().Where(p => p.ChildId == childId).OrderBy(p => p.Person.FullName)
            .Select(p => new PersonChoice(p.PersonId, p.Person.FullName, p.Relationship)).ToListAsync(cancellationToken);
        return View(new TimelineModel(await bar.LoadAsync(childId, ChildTab.Timeline), form, page, people, request.Current.NowUtc, filter != new TimelineFilter(), HttpContext.Access().Level >= AccessLevel.Record)
        {
            Concerns = await safeguarding.ToRecordAsync(request.Current, childId, null, cancellationToken),
        });
    }

    /// <summary>Most entries that a link is chosen from; older ones are linked by their number.</summary>
    private const int MostLinks = 100;

    /// <summary>The latest entries, to link one from another (N-20).</summary>
    [HttpGet(Routes.EntryLinks), ChildAccess(AccessLevel.Record)]
    public async Task<IActionResult> Links(int childId, CancellationToken cancellationToken)
    {
        var entries = await db.RecordingChildren.AsNoTracking().Where(c => c.ChildId == childId)
            .OrderByDescending(c => c.OccurredAtUtc).ThenByDescending(c => c.RecordingId).Take(MostLinks)
            .Select(c => new { c.RecordingId, c.Recording.Title, c.OccurredAtUtc }).ToListAsync(cancellationToken);
        return Ok(entries.Select(e => new { id = e.RecordingId, label = $"{LondonTime.FormatDate(LondonTime.DateOf(e.OccurredAtUtc))}: {e.Title}" }));
    }
}
