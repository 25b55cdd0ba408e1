using System.Globalization;
using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.Allocation;

/// <summary>A manager allocates the child to a worker, and names the chair or reviewing officer.</summary>
[ChildAccess(AccessLevel.Manage)]
public sealed class AllocationController(AppDbContext db, ChildBarQuery bar, ChildService children, RequestContext request) : Controller
{
    [HttpGet(Routes.Allocation)]
    public Task<IActionResult> Show(int childId, bool saved) => Page(childId, saved);

    [HttpPost(Routes.Allocation)]
    public async Task<IActionResult> Allocate(int childId, Guid version, string? worker)
    {
        var (team, person) = Read(worker);
        if (await ModelState.TryEditAsync(() => children.AllocateAsync(request.Current, childId, version, team, person)) != EditOutcome.Done) return await Page(childId, false);
        // Allocated to another team, the record is no longer this manager's to look at.
        var stillMine = (await HttpContext.RequestServices.GetRequiredService<ChildAccess>().DecideAsync(request.Current.Me, childId, request.Current.NowUtc)).Level >= AccessLevel.Manage;
        return Redirect(stillMine ? Routes.ToAllocation(childId) + "?saved=true" : Routes.Home + "?allocated=true");
    }

    [HttpPost(Routes.ReviewingOfficer)]
    public async Task<IActionResult> NameOfficer(int childId, Guid version, Guid? officer) =>
        await ModelState.TryEditAsync(() => children.NameReviewingOfficerAsync(request.Current, childId, version, officer)) == EditOutcome.Done
            ? Redirect(Routes.ToAllocation(childId) + "?saved=true")
            : await Page(childId, false);

    private async Task<IActionResult> Page(int childId, bool saved)
    {
        var now = await db.Children.AsNoTracking().Where(c => c.Id == childId).Select(c => new { c.Version, c.TeamId, c.WorkerId, c.ReviewingOfficerId }).SingleAsync();
        var workers = await ChildService.Allocatable(db).AsNoTracking().ToListAsync();
        var officers = await db.Users.AsNoTracking().Where(s => s.DisabledAtUtc == null && s.Roles.Any(r => r.Role == Role.ReviewingOfficer))
            .OrderBy(s => s.DisplayName).Select(s => new KeyValuePair<Guid, string>(s.Id, s.DisplayName)).ToListAsync();
        var workload = await db.Children.AsNoTracking().Where(c => c.ClosedAtUtc == null && c.WorkerId != null)
            .GroupBy(c => c.WorkerId!.Value).Select(g => new { Worker = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Worker, g => g.Count);
        return View("Show", new AllocationPage(
            await bar.LoadAsync(childId, ChildTab.Details), now.Version, now.WorkerId is { } worker ? Value(now.TeamId, worker) : null, now.ReviewingOfficerId,
            [.. workers.Select(w => new WorkerChoice(Value(w.TeamId, w.WorkerId), $"{w.Worker}, {w.Team} ({Count(workload.GetValueOrDefault(w.WorkerId))})"))], officers, saved));
    }

    private static string Count(int number) => number == 1 ? "1 child" : string.Create(CultureInfo.InvariantCulture, $"{number} children");

    private static string Value(int? teamId, Guid workerId) => string.Create(CultureInfo.InvariantCulture, $"{teamId}/{workerId}");

    private static (int? Team, Guid? Worker) Read(string? value) =>
        value?.Split('/') is [var team, var worker] && int.TryParse(team, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Guid.TryParse(worker, out var person)
            ? (id, person)
            : (null, null);
}

/// <summary>A worker in one of their teams, with how many children they have.</summary>
public sealed record WorkerChoice(string Value, string Text);

public sealed record AllocationPage(ChildBar Bar, Guid Version, string? Worker, Guid? Officer, IReadOnlyList<WorkerChoice> Workers, IReadOnlyList<KeyValuePair<Guid, string>> Officers, bool Saved);
