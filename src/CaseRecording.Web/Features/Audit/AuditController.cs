using System.Globalization;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Time;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Jobs;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.Audit;

/// <summary>Who saw and did what, by record, by person and by kind; and whether the audit is as it was written. Reading it is audited too.</summary>
[ForRoles(Role.Auditor)]
public sealed class AuditController(AppDbContext db, AuditTrail trail, ViewAudit views, AuditCheck check, RequestContext request) : Controller
{
    private const int MostPeople = 20;
    private const int PastChecks = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private CancellationToken Aborted => HttpContext.RequestAborted;

    [HttpGet(Routes.Audit)]
    public async Task<IActionResult> Show(AuditForm form)
    {
        var childId = await RecordAsync(form.Record);
        var people = await PeopleAsync(form.Who);
        if (form.From > form.To) ModelState.AddModelError("to", "The last day is before the first one");
        if (form.IsEmpty && (form.From ?? form.To) is not null) ModelState.AddModelError("record", "Say which record, which person or what kind of action as well");
        var filter = new AuditFilter(childId, people is [var one] ? one.Id : null, form.Kind, form.From, form.To);
        var ask = ModelState.IsValid && people.Count < 2 && !filter.IsTooWide;
        var page = ask ? await trail.ReadAsync(request.Current.Me, filter, TimeCursor.Parse(form.At), Aborted) : null;
        var heading = ask ? Heading(filter, people) : null;
        if (ask) await views.RecordAsync(request.Current, AuditAction.AuditRead, childId, subject: Subject(filter));
        return View(new AuditModel(form, people.Count > 1 ? people : [], page, heading, request.Today));
    }

    [HttpGet(Routes.AuditCheck)]
    public async Task<IActionResult> Check(string? record)
    {
        var hidden = await HiddenAsync();
        var past = await db.AuditEvents.AsNoTracking().Where(e => e.Action == AuditAction.AuditVerified).OrderByDescending(e => e.AtUtc).ThenByDescending(e => e.Id).Take(PastChecks)
            .Select(e => new PastCheck(e.AtUtc, db.Users.Where(u => u.Id == e.StaffId).Select(u => u.DisplayName).FirstOrDefault(), e.Subject, e.After)).ToListAsync(Aborted);
        await views.RecordAsync(request.Current, AuditAction.AuditRead, subject: "integrity check");
        return View("Check", new CheckModel(record, check.Latest?.Without(hidden), [.. past.Where(p => !hidden.Any(h => p.Subject == AuditCheck.SubjectOf(h)))]));
    }

    /// <summary>Begins a check and shows its result; one that takes longer goes on by itself.</summary>
    [HttpPost(Routes.AuditCheck)]
    public async Task<IActionResult> BeginCheck(string? record)
    {
        var childId = await RecordAsync(record);
        if (!ModelState.IsValid) return await Check(record);
        await Task.WhenAny(check.Begin(request.Current, childId), Task.Delay(Patience, Aborted));
        return Redirect(Routes.AuditCheck);
    }

    /// <summary>The record meant. One that is hidden from this person does not exist .</summary>
    private async Task<int?> RecordAsync(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (!int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            ModelState.AddModelError("record", "Enter the number of a record, like 12");
        else if ((await HiddenAsync()).Contains(id) || !await db.Children.AnyAsync(c => c.Id == id, Aborted))
            ModelState.AddModelError("record", $"There is no record {id}");
        return id;
    }

    private Task<List<int>> HiddenAsync() => db.Conflicts.Where(c => c.StaffId == request.Current.Me).Select(c => c.ChildId).ToListAsync(Aborted);

    /// <summary>The person of this user name, or those whose name holds what was typed.</summary>
    private async Task<List<AuditedPerson>> PeopleAsync(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return [];
        var userName = StaffService.Normalise(typed.Trim());
        var people = db.Users.AsNoTracking();
        var meant = await people.AnyAsync(s => s.NormalizedUserName == userName, Aborted) ? people.Where(s => s.NormalizedUserName == userName) : people.Named(typed);
        var found = await meant.OrderBy(s => s.DisplayName).ThenBy(s => s.NormalizedUserName).Take(MostPeople + 1)
            .Select(s => new AuditedPerson(s.Id, s.DisplayName, s.UserName!, s.DisabledAtUtc != null)).ToListAsync(Aborted);
        if (found.Count == 0) ModelState.AddModelError("who", "Nobody on the staff has this name or user name. Try a shorter part of it");
        if (found.Count > MostPeople) ModelState.AddModelError("who", $"More than {MostPeople} people have this in their name. Enter more of it");
        return found.Count > MostPeople ? [] : found;
    }

    private static string Heading(AuditFilter filter, List<AuditedPerson> people)
    {
        var what = filter.Action?.Label() ?? "Everything";
        var who = people is [var one] ? $" by {one.Name}" : "";
        var record = filter.ChildId is { } id ? $", record {id}" : "";
        var period = (filter.From, filter.To) switch
        {
            (null, null) => "",
            ({ } from, null) => $", since {LondonTime.FormatDate(from)}",
            (null, { } to) => $", until {LondonTime.FormatDate(to)}",
            ({ } from, { } to) when from == to => $", on {LondonTime.FormatDate(from)}",
            ({ } from, { } to) => $", {LondonTime.FormatDate(from)} to {LondonTime.FormatDate(to)}",
        };
        return what + who + record + period;
    }

    private static string Subject(AuditFilter filter) => string.Join(' ', new[]
    {
        filter.ChildId is { } child ? $"record {child}" : null,
        filter.StaffId is { } staff ? $"staff:{staff:N}" : null,
        filter.Action is { } action ? $"kind:{action}" : null,
        filter.From is { } from ? $"from:{from:yyyy-MM-dd}" : null,
        filter.To is { } to ? $"to:{to:yyyy-MM-dd}" : null,
    }.Where(part => part is not null));
}
