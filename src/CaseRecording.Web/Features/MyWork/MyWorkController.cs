using CaseRecording.Core.Access;
using CaseRecording.Core.Plans;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Safeguarding;
using CaseRecording.Core.Time;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CaseRecording.Web.Features.MyWork;

/// <summary>Where a person's day begins.</summary>
public sealed class MyWorkController(Core.Quality.MyWork work, MyDrafts drafts, TaskService tasks, MyPlans plans, Core.Summaries.TransferService transfers, SafeguardingService safeguarding, Core.Quality.Audits.AuditQuery audits, SignOffQueue queue, DelegationService delegations, PolicyStore policies, Core.Forms.FormService forms, Core.Quality.Examples.ExampleQuery examples, RequestContext request) : Controller
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
        var (first, last) = Timeliness.MonthToClose(request.Today);
        var deputy = await delegations.MineAsync(request.Current, cancellationToken);
        var isManager = User.IsInRole(nameof(Role.TeamManager));
        var answers = isManager || User.IsInRole(nameof(Role.SeniorManager));
        return View(new MyWorkModel(
            await work.ChildrenAsync(me, skip, cancellationToken),
            await drafts.ListAsync(request.Current, cancellationToken),
            await work.UnfinishedAsync(me, cancellationToken),
            isManager || User.IsInRole(nameof(Role.ReferralTeam)) ? await work.UnallocatedAsync(me, cancellationToken) : [],
            isManager || deputy.Exists(d => d.SignOff) ? await queue.CountAsync(request.Current, cancellationToken) : 0,
            Math.Max(0, page),
            request.Current.NowUtc)
        {
            Safeguarding = await safeguarding.MineAsync(me, cancellationToken),
            Concerns = answers ? (await safeguarding.WaitingAsync(request.Current, cancellationToken)).Count : 0,
            ToAcknowledge = !answers && deputy.Count > 0 ? await safeguarding.ToAcknowledgeAsync(request.Current, cancellationToken) : [],
            Month = new MonthToClose(first, Timeliness.MonthCloseCutOff((await policies.LoadAsync(cancellationToken)).PolicyOn(last), last), await work.NotFinalOfMonthAsync(me, first, last, cancellationToken)),
            Plans = await plans.MineAsync(request.Current, cancellationToken),
            Transfers = await transfers.MineAsync(me, cancellationToken),
            Tasks = await tasks.MineAsync(request.Current, cancellationToken),
            Audits = await audits.MineAsync(request.Current, cancellationToken),
            Deputy = deputy,
            Examples = await examples.MineAsync(request.Current, cancellationToken),
            ExamplesToRead = isManager || User.IsInRole(nameof(Role.SeniorManager)) ? (await examples.WaitingAsync(request.Current, cancellationToken)).Count : 0,
            Forms = User.IsInRole(nameof(Role.SeniorManager)) ? await forms.WaitingAsync(request.Current, cancellationToken) : 0,
            Done = done,
        });
    }
}

/// <summary>What the page shows.</summary>
public sealed record MyWorkModel(
    IReadOnlyList<MyChild> Found, IReadOnlyList<MyDraft> Drafts, IReadOnlyList<MyEntry> Entries, IReadOnlyList<MyChild> Unallocated, int ToSignOff, int Page, DateTime NowUtc)
{
    /// <summary>What this person does for managers now .</summary>
    public IReadOnlyList<DelegationLine> Deputy { get; init; } = [];

    /// <summary>Open tasks, soonest first.</summary>
    public IReadOnlyList<MyTask> Tasks { get; init; } = [];

    /// <summary>Records to audit, and what audits found must be put right .</summary>
    public required Core.Quality.Audits.AuditWork Audits { get; init; }

    /// <summary>Steps and goals of plans that are overdue or soon due (P-01).</summary>
    public IReadOnlyList<MyPlanItem> Plans { get; init; } = [];

    /// <summary>Transfer summaries to write or to acknowledge (S-06).</summary>
    public IReadOnlyList<Core.Summaries.TransferLine> Transfers { get; init; } = [];

    /// <summary>The month that is being closed, and what of it is one's own to finalise (T-06).</summary>
    public required MonthToClose Month { get; init; }

    /// <summary>Concerns of one's own that no entry records yet (T-05).</summary>
    public IReadOnlyList<SafeguardingLine> Safeguarding { get; init; } = [];

    /// <summary>Concerns that wait for this manager's acknowledgement.</summary>
    public int Concerns { get; init; }

    /// <summary>Concerns that wait for this person as a manager's deputy, who has no team's page to read them on .</summary>
    public IReadOnlyList<TeamConcern> ToAcknowledge { get; init; } = [];

    /// <summary>Good examples of one's own that are not finished, or came back .</summary>
    public IReadOnlyList<Core.Quality.Examples.ExampleOnItsWay> Examples { get; init; } = [];

    /// <summary>Good examples that wait for this manager to read them.</summary>
    public int ExamplesToRead { get; init; }

    /// <summary>Versions of forms that wait for this senior manager .</summary>
    public int Forms { get; init; }

    /// <summary>A task was just marked as done.</summary>
    public bool Done { get; init; }

    public IEnumerable<MyChild> Children => Found.Take(Core.Quality.MyWork.PageSize);

    public bool More => Found.Count > Core.Quality.MyWork.PageSize;

    public DateOnly Today => LondonTime.DateOf(NowUtc);

    /// <summary>What came back first, then drafts and entries by what runs out first (T-09). An entry that is being changed is there once, as its draft.</summary>
    public IEnumerable<WorkItem> Items =>
    [
        .. Entries.Where(e => e.State == RecordingState.Returned).Select(e => new WorkItem(Routes.ToEntry(e.ChildId, e.RecordingId), e.Title, e.Child, "Returned", null, e.ReturnReason)),
        .. Drafts.Where(d => !Entries.Any(e => e.State == RecordingState.Returned && e.RecordingId == d.RecordingId)).Select(Of)
            .Concat(Entries.Where(e => e.State == RecordingState.Written && !Drafts.Any(d => d.RecordingId == e.RecordingId))
                .Select(e => new WorkItem(Routes.ToEntry(e.ChildId, e.RecordingId), e.Title, e.Child, null, e.DueAtUtc, null) { IsWritten = true }))
            .OrderBy(i => i.DueAtUtc ?? DateTime.MaxValue),
    ];

    private static WorkItem Of(MyDraft draft) => new(
        draft.RecordingId is { } id ? Routes.ToChange(draft.ChildId, id) : Routes.ToDraft(draft.ChildId, draft.Form, draft.DraftId),
        draft.Title.Length > 0 ? draft.Title : RecordingForm.KindOf(draft.Form) is { } kind && !FormFields.HasTitle(kind) ? kind.Label() : "Without a title",
        draft.Child,
        "Draft",
        draft.DueAtUtc,
        null)
    {
        IsWritten = draft.RecordingId is not null,
    };
}

/// <param name="First">First day of the month.</param>
/// <param name="ClosesAtUtc">Its last minute, UTC.</param>
/// <param name="NotFinal">One's own entries that are not final.</param>
public sealed record MonthToClose(DateOnly First, DateTime ClosesAtUtc, int NotFinal)
{
    public string Sentence(DateTime nowUtc)
    {
        var (name, closes) = (First.ToString("MMMM", System.Globalization.CultureInfo.InvariantCulture), LondonTime.FormatDate(LondonTime.DateOf(ClosesAtUtc)));
        var entries = NotFinal == 1 ? $"1 of your entries on {name} is not final" : $"{NotFinal} of your entries on {name} are not final";
        return nowUtc >= ClosesAtUtc.AddMinutes(1) ? $"{entries}: {name} closed at the end of {closes}" : $"{entries}. {name} closes at the end of {closes}";
    }
}

/// <summary>Something of one's own that is not finished.</summary>
/// <param name="Tag">Returned or draft.</param>
/// <param name="DueAtUtc">When it must be written, or once it is written, final.</param>
/// <param name="Reason">Why it was returned.</param>
public sealed record WorkItem(string Href, string Title, string Child, string? Tag, DateTime? DueAtUtc, string? Reason)
{
    public bool IsWritten { get; init; }
}
