using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.Restrictions;

/// <summary>Who is named to read a record and who is kept from it, by those who manage it .</summary>
[ChildAccess(AccessLevel.Manage)]
public sealed class RestrictionsController(AppDbContext db, RestrictionService restrictions, ChildBarQuery bar, RequestContext request) : Controller
{
    [HttpGet(Routes.Restrictions)]
    public Task<IActionResult> Show(int childId, bool changed) => Page(childId, new RestrictionForm(), changed);

    [HttpPost(Routes.Restrictions)]
    public Task<IActionResult> Restrict(int childId, RestrictionForm form) => Do(childId, form, () =>
        restrictions.RestrictAsync(request.Current, childId, form.Version, form.Restricted ?? false, form.Readers));

    [HttpPost(Routes.Conflicts)]
    public Task<IActionResult> Declare(int childId, RestrictionForm form) => Do(childId, form, () =>
        restrictions.DeclareConflictAsync(request.Current, childId, form.StaffId, form.ConflictReason));

    [HttpPost(Routes.WithdrawConflict)]
    public Task<IActionResult> Withdraw(int childId, Guid staffId, RestrictionForm form) => Do(childId, form, () =>
        restrictions.WithdrawConflictAsync(request.Current, childId, staffId, form.WithdrawReason));

    private async Task<IActionResult> Do(int childId, RestrictionForm form, Func<Task> action)
    {
        if (!ModelState.IsValid || !await ModelState.TryAsync(action)) return await Page(childId, form, false);
        // Whoever declared their own conflict has no page to come back to.
        var still = await new ChildAccess(db).DecideAsync(request.Current.Me, childId, request.Current.NowUtc);
        return Redirect(still.Level >= AccessLevel.Manage ? Routes.ToRestrictions(childId) + "?changed=true" : Routes.Home);
    }

    private async Task<IActionResult> Page(int childId, RestrictionForm form, bool changed)
    {
        var child = await db.Children.AsNoTracking().Where(c => c.Id == childId).Select(c => new { c.IsRestricted, c.Version, c.WorkerId, c.TeamId }).SingleAsync();
        var named = await db.RestrictedReaders.Where(r => r.ChildId == childId).Select(r => r.StaffId).ToListAsync();
        var people = await restrictions.Nameable(childId).AsNoTracking().OrderBy(s => s.DisplayName)
            .Select(s => new { s.Id, s.DisplayName, Roles = s.Roles.Select(r => r.Role).ToList(), InTeam = s.Teams.Any(t => t.TeamId == child.TeamId) }).ToListAsync();
        var conflicts = await db.Conflicts.AsNoTracking().Where(c => c.ChildId == childId).OrderBy(c => c.DeclaredAtUtc)
            .Select(c => new DeclaredConflict(c.StaffId, db.Users.Where(s => s.Id == c.StaffId).Select(s => s.DisplayName).First(), c.Reason, c.DeclaredAtUtc)).ToListAsync();
        var me = request.Current.Me;
        var choices = people.Select(p => new ReaderChoice(p.Id, p.DisplayName, string.Join(", ", p.Roles.Order().Select(r => r.Label())), p.InTeam)).ToList();
        form.Restricted ??= child.IsRestricted;
        if (form.Version == Guid.Empty) form.Version = child.Version;
        if (form.Readers.Length == 0) form.Readers = child.IsRestricted ? [.. named] : child.WorkerId is { } worker ? [worker] : [];
        return View("Show", new RestrictionsPage(
            await bar.LoadAsync(childId), child.IsRestricted, form, choices.Find(c => c.Id == me)?.Name, [.. choices.Where(c => c.Id != me)], conflicts, changed));
    }
}

/// <summary>What the page's three forms send.</summary>
public sealed class RestrictionForm
{
    public bool? Restricted { get; set; }

    public Guid[] Readers { get; set; } = [];

    /// <summary>The child's version when the page was opened.</summary>
    public Guid Version { get; set; }

    public Guid? StaffId { get; set; }

    public string? ConflictReason { get; set; }

    public string? WithdrawReason { get; set; }
}

public sealed record ReaderChoice(Guid Id, string Name, string Roles, bool InTeam);

public sealed record DeclaredConflict(Guid StaffId, string Name, string Reason, DateTime DeclaredAtUtc);

/// <param name="Me">Name of the person at the page, who is named whether they tick it or not.</param>
public sealed record RestrictionsPage(ChildBar Bar, bool Restricted, RestrictionForm Form, string? Me, IReadOnlyList<ReaderChoice> People, IReadOnlyList<DeclaredConflict> Conflicts, bool Changed)
{
    public int ChildId => Bar.ChildId;
}
