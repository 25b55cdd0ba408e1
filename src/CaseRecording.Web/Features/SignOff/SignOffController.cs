using System.Globalization;
using CaseRecording.Core.Access;
using CaseRecording.Core.Quality;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.SignOff;

/// <summary>What waits for this manager's sign-off, oldest clock first .</summary>
[ForRoles(Role.TeamManager, Role.SeniorManager, Role.TeamCoordinator, Role.SocialWorker)]
public sealed class SignOffController(SignOffQueue queue, DelegationService delegations, RequestContext request) : Controller
{
    [HttpGet(Routes.SignOffQueue)]
    public async Task<IActionResult> Index(string? after, CancellationToken cancellationToken)
    {
        var (me, deputy) = (request.Current, await delegations.MineAsync(request.Current, cancellationToken));
        if (!User.IsInRole(nameof(Role.TeamManager)) && !User.IsInRole(nameof(Role.SeniorManager)) && !deputy.Exists(d => d.SignOff)) return NotFound();
        var entries = await queue.ReadAsync(me, Place(after), cancellationToken);
        return View(new SignOffModel(entries, await queue.CountAsync(me, cancellationToken), request.Current.NowUtc) { Deputy = deputy.FindAll(d => d.SignOff) });
    }

    /// <summary>On to the next entry after one just dealt with.</summary>
    [HttpGet(Routes.SignOffQueue + "/next")]
    public async Task<IActionResult> Next(long after, CancellationToken cancellationToken)
    {
        var next = await queue.NextAsync(request.Current, after, cancellationToken);
        return Redirect(next is null ? Routes.SignOffQueue : Routes.ToEntry(next.ChildId, next.RecordingId));
    }

    /// <summary>Back to the entry before one.</summary>
    [HttpGet(Routes.SignOffQueue + "/previous")]
    public async Task<IActionResult> Previous(long before, CancellationToken cancellationToken)
    {
        var previous = await queue.PreviousAsync(request.Current, before, cancellationToken);
        return Redirect(previous is null ? Routes.SignOffQueue : Routes.ToEntry(previous.ChildId, previous.RecordingId));
    }

    private static (DateTime, long)? Place(string? after)
    {
        var parts = after?.Split('-');
        return parts is [var ticks, var id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var t) && t <= DateTime.MaxValue.Ticks
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var recordingId)
            ? (new DateTime(t, DateTimeKind.Utc), recordingId)
            : null;
    }
}

/// <summary>A page of the queue.</summary>
public sealed record SignOffModel(IReadOnlyList<WaitingEntry> Found, int Count, DateTime NowUtc)
{
    /// <summary>The managers for whom this person signs off .</summary>
    public IReadOnlyList<DelegationLine> Deputy { get; init; } = [];

    public IEnumerable<WaitingEntry> Entries => Found.Take(SignOffQueue.PageSize);

    public string? Older => Found.Count > SignOffQueue.PageSize && Found[SignOffQueue.PageSize - 1] is { } last
        ? string.Create(CultureInfo.InvariantCulture, $"{Routes.SignOffQueue}?after={last.FinalisedAtUtc.Ticks}-{last.RecordingId}")
        : null;
}
