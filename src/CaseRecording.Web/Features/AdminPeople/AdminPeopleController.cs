using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.AdminPeople;

/// <summary>Accounts: made, changed, shut and opened (A-05, A-06).</summary>
[ForRoles(Role.Administrator)]
public sealed class AdminPeopleController(AppDbContext db, StaffService staff, RequestContext request) : Controller
{
    private const int PageSize = 50;

    [HttpGet(Routes.AdminPeople)]
    public async Task<IActionResult> Index(string? search, bool disabled, string? after)
    {
        var people = db.Users.AsNoTracking().Where(s => s.DisabledAtUtc != null == disabled);
        if (!string.IsNullOrWhiteSpace(search)) people = people.Named(search);
        if (after is not null)
        {
            var last = await db.Users.Where(s => s.NormalizedUserName == StaffService.Normalise(after)).Select(s => s.DisplayName).FirstOrDefaultAsync() ?? "";
#pragma warning disable CA1309 // the database compares
            people = people.Where(s => string.Compare(s.DisplayName, last) > 0 || (s.DisplayName == last && string.Compare(s.NormalizedUserName, StaffService.Normalise(after)) > 0));
#pragma warning restore CA1309
        }

        var found = await people.OrderBy(s => s.DisplayName).ThenBy(s => s.NormalizedUserName).Take(PageSize + 1)
            .Select(s => new PersonLine(s.Id, s.DisplayName, s.UserName!, s.Roles.Select(r => r.Role).ToList(), s.DisabledAtUtc != null)).ToListAsync();
        var shown = found.Take(PageSize).ToList();
        var next = found.Count > PageSize ? $"{Routes.AdminPeople}{QueryString.Create("search", search ?? "").Add("disabled", disabled ? "true" : "false").Add("after", shown[^1].UserName)}" : null;
        return View(new PeopleList(shown, search, disabled, next, null));
    }

    [HttpGet(Routes.AdminNewPerson)]
    public async Task<IActionResult> New() => View(new NewPersonPage(new PersonForm(), await TeamsAsync()));

    [HttpPost(Routes.AdminNewPerson)]
    public async Task<IActionResult> New(PersonForm form)
    {
        var (id, password) = (Guid.Empty, Passwords.OneTime());
        var account = new NewStaff(form.UserName, form.DisplayName, password, form.Roles, form.Teams) { Email = form.Email };
        return await ModelState.TryAsync(async () => id = await staff.CreateAsync(request.Current, account))
            ? View("Password", new OneTimePassword(id, form.DisplayName!.Trim(), form.UserName!.Trim(), password, IsNew: true))
            : View(new NewPersonPage(form, await TeamsAsync()));
    }

    [HttpGet(Routes.AdminPerson)]
    public Task<IActionResult> Show(Guid staffId, bool changed) => Page(staffId, null, changed ? "The account is changed" : null);

    [HttpPost(Routes.AdminPerson)]
    public async Task<IActionResult> Change(Guid staffId, PersonForm form)
    {
        if (!await ExistsAsync(staffId)) return NotFound();
        var change = new StaffChange(form.DisplayName, form.Roles, form.Teams, form.Version) { Email = form.Email };
        return await ModelState.TryAsync(() => staff.ChangeAsync(request.Current, staffId, change)) ? Changed(staffId) : await Page(staffId, form, null);
    }

    [HttpPost(Routes.AdminPerson + "/disable")]
    public Task<IActionResult> Disable(Guid staffId, string? version) => Do(staffId, () => staff.DisableAsync(request.Current, staffId, version));

    [HttpPost(Routes.AdminPerson + "/enable")]
    public Task<IActionResult> Enable(Guid staffId, string? version) => Do(staffId, () => staff.EnableAsync(request.Current, staffId, version));

    [HttpPost(Routes.AdminPerson + "/password")]
    public async Task<IActionResult> Password(Guid staffId, string? version)
    {
        var person = await db.Users.AsNoTracking().Where(s => s.Id == staffId).Select(s => new { s.DisplayName, s.UserName }).FirstOrDefaultAsync();
        if (person is null) return NotFound();
        var password = await staff.ResetPasswordAsync(request.Current, staffId, version);
        return View(new OneTimePassword(staffId, person.DisplayName, person.UserName!, password, IsNew: false));
    }

    private async Task<IActionResult> Do(Guid staffId, Func<Task> action)
    {
        if (!await ExistsAsync(staffId)) return NotFound();
        await action();
        return Changed(staffId);
    }

    private RedirectResult Changed(Guid staffId) => Redirect(Routes.ToPerson(staffId) + "?changed=true");

    private Task<bool> ExistsAsync(Guid staffId) => db.Users.AnyAsync(s => s.Id == staffId);

    private async Task<IActionResult> Page(Guid staffId, PersonForm? form, string? done)
    {
        var person = await db.Users.AsNoTracking().Include(s => s.Roles).Include(s => s.Teams).AsSplitQuery().FirstOrDefaultAsync(s => s.Id == staffId);
        if (person is null) return NotFound();
        var lastSignIn = await db.AuditEvents.Where(e => e.StaffId == staffId && e.Action == AuditAction.SignedIn).OrderByDescending(e => e.AtUtc).Select(e => (DateTime?)e.AtUtc).FirstOrDefaultAsync();
        form ??= new PersonForm
        {
            DisplayName = person.DisplayName,
            Email = person.Email,
            Roles = [.. person.Roles.Select(r => r.Role)],
            Teams = [.. person.Teams.Select(t => t.TeamId)],
            Version = person.ConcurrencyStamp,
        };
        form.UserName = person.UserName;
        var locked = person.LockoutEnd > new DateTimeOffset(request.Current.NowUtc, TimeSpan.Zero);
        return View("Show", new PersonPage(staffId, form, person.DisabledAtUtc, lastSignIn, locked, staffId == request.Current.Me, await TeamsAsync(), done));
    }

    private Task<List<TeamChoice>> TeamsAsync() => db.Teams.AsNoTracking().OrderBy(t => t.Name).Select(t => new TeamChoice(t.Id, t.Name)).ToListAsync();
}
