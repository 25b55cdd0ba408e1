using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Forms;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using CaseRecording.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.Forms;

/// <summary>Versions of the recording forms: proposed by an administrator, approved by senior management, and read by whoever reads an entry made with them .</summary>
public sealed class FormsController(AppDbContext db, FormService forms, RequestContext request) : Controller
{
    private bool IsAdministrator => User.IsInRole(nameof(Role.Administrator));

    private bool IsSeniorManager => User.IsInRole(nameof(Role.SeniorManager));

    [HttpGet(Routes.Forms), ForRoles(Role.Administrator, Role.SeniorManager)]
    public Task<IActionResult> Index() => ListAsync();

    [HttpPost(Routes.ApproveForms), ForRoles(Role.SeniorManager)]
    public async Task<IActionResult> ApproveDelivered() =>
        await ModelState.TryEditAsync(() => forms.ApproveDeliveredAsync(request.Current)) == EditOutcome.Done ? Redirect(Routes.Forms) : await ListAsync();

    [HttpGet(Routes.Form), ForRoles(Role.Administrator, Role.SeniorManager)]
    public async Task<IActionResult> Show(string form)
    {
        if (RecordingForm.KindOf(form) is not { } kind) return NotFound();
        var versions = await forms.VersionsAsync(request.Current, kind);
        return View(new FormPage(kind, versions, await NamesAsync(versions), IsAdministrator));
    }

    [HttpGet(Routes.NewForm), ForRoles(Role.Administrator)]
    public async Task<IActionResult> New(string form) => RecordingForm.KindOf(form) is { } kind ? await ProposalAsync(kind) : NotFound();

    [HttpPost(Routes.NewForm), ForRoles(Role.Administrator)]
    public async Task<IActionResult> Propose(string form)
    {
        if (RecordingForm.KindOf(form) is not { } kind) return NotFound();
        var posted = await Request.ReadFormAsync();
        string? Typed(string name) => posted[name].FirstOrDefault();
        var hints = FormFields.Of(kind).ToDictionary(f => f.Key, f => Typed($"hint-{f.Key}"), StringComparer.Ordinal);
        var number = 0;
        if (await ModelState.TryEditAsync(async () => number = await forms.ProposeAsync(request.Current, kind, new FormProposal(Typed("intro"), hints, Typed("changed"), Typed("reason")))) == EditOutcome.Done)
        {
            return Redirect(Routes.ToForm(kind, number));
        }

        ViewData.SetFormValues(posted.ToDictionary(f => f.Key, f => f.Value.Select(v => v ?? "").ToArray(), StringComparer.Ordinal));
        return await ProposalAsync(kind);
    }

    [HttpGet(Routes.FormVersion), SignedIn]
    public Task<IActionResult> Version(string form, int number) => VersionAsync(form, number, new DecisionForm());

    [HttpPost(Routes.DecideForm), ForRoles(Role.SeniorManager)]
    public Task<IActionResult> Decide(string form, int number, DecisionForm posted) =>
        ChangeAsync(form, number, posted, kind => forms.DecideAsync(request.Current, kind, number, posted.Opened, posted.Approve switch { "yes" => true, "no" => false, _ => null }, posted.Reason));

    [HttpPost(Routes.WithdrawForm), ForRoles(Role.Administrator)]
    public Task<IActionResult> Withdraw(string form, int number, DecisionForm posted) =>
        ChangeAsync(form, number, posted, kind => forms.WithdrawAsync(request.Current, kind, number, posted.Opened));

    private async Task<IActionResult> ChangeAsync(string form, int number, DecisionForm posted, Func<RecordingKind, Task> change)
    {
        if (RecordingForm.KindOf(form) is not { } kind || await forms.FindAsync(request.Current, kind, number) is null) return NotFound();
        db.ChangeTracker.Clear();
        var outcome = await ModelState.TryEditAsync(() => change(kind));
        if (outcome == EditOutcome.Done) return Redirect(Routes.ToForm(kind, number));
        if (outcome == EditOutcome.EditedMeanwhile) Response.StatusCode = StatusCodes.Status409Conflict;
        db.ChangeTracker.Clear();
        return await VersionAsync(form, number, posted);
    }

    private async Task<IActionResult> ListAsync() => View("Index", new FormsPage(await forms.AllAsync(request.Current), IsSeniorManager, IsAdministrator));

    private async Task<IActionResult> ProposalAsync(RecordingKind kind)
    {
        var now = await FormInUse.LoadAsync(db, kind, null);
        return View("New", new ProposalPage(kind, now.Guidance, now.Newest ?? 1));
    }

    /// <summary>Who records reads what was in use; what is not approved is for those who decide on it.</summary>
    private async Task<IActionResult> VersionAsync(string form, int number, DecisionForm posted)
    {
        if (RecordingForm.KindOf(form) is not { } kind) return NotFound();
        var versions = await forms.VersionsAsync(request.Current, kind);
        if (versions.FirstOrDefault(v => v.Number == number) is not { } version) return NotFound();
        if (version.State != FormVersionState.Approved && !IsAdministrator && !IsSeniorManager) return NotFound();
        var before = versions.FirstOrDefault(v => v.Number < number && v.State == FormVersionState.Approved) ?? versions.FirstOrDefault(v => v.Number == 1 && number > 1);
        posted.Opened = version.Version;
        ModelState.Remove(nameof(DecisionForm.Opened));
        return View("Version", new VersionPage(version, before, await NamesAsync([version]), posted)
        {
            IsInUse = version.State == FormVersionState.Approved && !versions.Any(v => v.State == FormVersionState.Approved && v.Number > number),
            MayDecide = version.State == FormVersionState.Proposed && IsSeniorManager && version.ProposedById != request.Current.Me,
            IsOwn = version.State == FormVersionState.Proposed && IsSeniorManager && version.ProposedById == request.Current.Me,
            MayWithdraw = version.State == FormVersionState.Proposed && IsAdministrator && number > 1,
            MaySeeAll = IsAdministrator || IsSeniorManager,
        });
    }

    private async Task<Dictionary<Guid, string>> NamesAsync(IEnumerable<FormVersion> versions)
    {
        var ids = versions.SelectMany(v => new[] { v.ProposedById, v.DecidedById }).OfType<Guid>().Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Users.AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.DisplayName);
    }
}
