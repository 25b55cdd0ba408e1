using System.Globalization;
using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Plans;

/// <summary>Someone a goal or step can belong to.</summary>
/// <param name="Value">As a form posts it.</param>
/// <param name="Group">Heading it stands under.</param>
/// <param name="Text">Name, and what they are to the child.</param>
/// <param name="Owner">Who it stands for.</param>
public sealed record OwnerChoice(string Value, string Group, string Text, PlanOwner Owner);

/// <summary>Whose a goal or step can be: the child, the people of the child's network, and colleagues who work with the child (P-01).</summary>
public sealed class PlanOwners(AppDbContext db)
{
    /// <summary>Value of the child's own.</summary>
    public const string Child = "child";

    /// <summary>The value that stands for an owner already chosen.</summary>
    public static string ValueOf(int? personId, Guid? staffId) =>
        personId is { } person ? string.Create(CultureInfo.InvariantCulture, $"person-{person}") : staffId is { } staff ? $"staff-{staff}" : Child;

    /// <summary>Everyone who can be chosen, the family first. Three queries.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="childId">The child.</param>
    /// <param name="now">The owner now, who stays on the list.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<OwnerChoice>> ListAsync(ActionContext context, int childId, PlanOwner? now = null, CancellationToken cancellationToken = default)
    {
        var me = context.Me;
        var child = await db.Children.AsNoTracking().Where(c => c.Id == childId).Select(c => new { c.FullName, c.TeamId, c.ReviewingOfficerId, c.WorkerId }).SingleAsync(cancellationToken);
        var people = await db.ChildPeople.AsNoTracking().Where(p => p.ChildId == childId).OrderBy(p => p.Person.IsProfessional).ThenBy(p => p.Person.FullName)
            .Select(p => new { p.PersonId, p.Person.FullName, p.Relationship, p.Person.Organisation, p.Person.IsProfessional }).ToListAsync(cancellationToken);
        var manager = await db.Teams.Where(t => t.Id == child.TeamId).Select(t => t.ManagerId).FirstOrDefaultAsync(cancellationToken);
        var staff = await db.Users.AsNoTracking()
            .Where(s => s.DisabledAtUtc == null && (s.Id == me || s.Id == child.WorkerId || s.Id == child.ReviewingOfficerId || s.Id == manager || s.Teams.Any(t => t.TeamId == child.TeamId)))
            .OrderBy(s => s.DisplayName).Select(s => new { s.Id, s.DisplayName, Roles = s.Roles.Select(r => r.Role).ToList() }).ToListAsync(cancellationToken);
        List<OwnerChoice> choices =
        [
            new(Child, "Family and network", child.FullName, new PlanOwner(child.FullName)),
            .. people.Select(p => new OwnerChoice(
                ValueOf(p.PersonId, null), p.IsProfessional ? "Professionals" : "Family and network",
                $"{p.FullName}, {p.Relationship}{(string.IsNullOrEmpty(p.Organisation) ? null : $", {p.Organisation}")}", new PlanOwner(p.FullName, p.PersonId))),
            .. staff.Select(s => new OwnerChoice(ValueOf(null, s.Id), "Colleagues", $"{s.DisplayName}{(s.Roles.Count > 0 ? $", {s.Roles[0].Label()}" : null)}", new PlanOwner(s.DisplayName, null, s.Id))),
        ];
        if (now is not null && ValueOf(now.PersonId, now.StaffId) is var value && !choices.Exists(c => c.Value == value)) choices.Add(new OwnerChoice(value, "Now", now.Name, now));
        return choices;
    }
}
