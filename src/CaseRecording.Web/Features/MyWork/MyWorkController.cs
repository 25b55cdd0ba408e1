using CaseRecording.Core.Access;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.MyWork;

/// <summary>Where a person's day begins.</summary>
public sealed class MyWorkController(Core.Quality.MyWork work, MyDrafts drafts, TaskService tasks, SignOffQueue queue, RequestContext request) : Controller
{
    /// <summary>People whose work is not with children's records go to the page that is theirs.</summary>
    private static readonly (Role Role, string Page)[] Elsewhere =
    [
        (Role.EmergencyDuty, Routes.Duty), (Role.InformationGovernance, Routes.Requests), (Role.Administrator, Routes.Admin), (Role.Auditor, Routes.Audit),
    ];

    [HttpGet(Routes.Home), SignedIn]
    public async Task<IActionResult> Show(int page, bool done, CancellationToken cancellationToken)
    {
        if (!Navigation.For(User).Any(item => item.Href == Routes.Home))
        {
            return Array.Find(Elsewhere, e => User.IsInRole(e.Role.ToString())) is { Page: { } home } ? Redirect(home) : Forbid();
        }

        var me = request.Current.Me;
        var skip = Math.Clamp(page, 0, 1000) * Core.Quality.MyWork.PageSize;
        var isManager = User.IsInRole(nameof(Role.TeamManager));
        return View(new MyWorkModel(
            await work.ChildrenAsync(me, skip, cancellationToken),
            await drafts.ListAsync(request.Current, cancellationToken),
            await work.UnfinishedAsync(me, cancellationToken),
            isManager || User.IsInRole(nameof(Role.ReferralTeam)) ? await work.UnallocatedAsync(me, cancellationToken) : [],
            isManager ? await queue.CountAsync(me, cancellationToken) : 0,
            Math.Max(0, page),
            request.Current.NowUtc)
        {
            Tasks = await tasks.MineAsync(request.Current, cancellationToken),
            Done = done,
        });
    }
}

/// <summary>What the page shows.</summary>
public sealed record MyWorkModel(
    IReadOnlyList<MyChild> Found, IReadOnlyList<MyDraft> Drafts, IReadOnlyList<MyEntry> Entries, IReadOnlyList<MyChild> Unallocated, int ToSignOff, int Page, DateTime NowUtc)
{
    /// <summary>Open tasks, soonest first.</summary>
    public IReadOnlyList<MyTask> Tasks { get; init; } = [];

    /// <summary>A task was just marked as done.</summary>
    public bool Done { get; init; }

    public IEnumerable<MyChild> Children => Found.Take(Core.Quality.MyWork.PageSize);

    public bool More => Found.Count > Core.Quality.MyWork.PageSize;

    public DateOnly Today => LondonTime.DateOf(NowUtc);

    public IEnumerable<MyEntry> Returned => Entries.Where(e => e.State == RecordingState.Returned);

    public IEnumerable<MyEntry> NotFinal => Entries.Where(e => e.State == RecordingState.Written);
}
