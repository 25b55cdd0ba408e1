using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.People;

/// <summary>Reads the people of a child's life.</summary>
public sealed class PeopleQuery(AppDbContext db, ChildAccess access, ChildBarQuery bar, RequestContext request)
{
    public async Task<PeopleModel> LoadAsync(int childId, bool mayRecord, bool saved)
    {
        var people = await Rows(childId).ToListAsync();
        var siblings = people.Select(p => p.OwnRecordId).OfType<int>().ToList();
        var own = await access.Own(request.Current.Me).Where(c => siblings.Contains(c.Id)).Select(c => c.Id).ToListAsync();
        return new PeopleModel(await bar.LoadAsync(childId, ChildTab.People), people, own.ToHashSet(), request.Today, mayRecord, saved);
    }

    public Task<PersonRow?> FindAsync(int childId, int linkId) => Rows(childId, linkId).FirstOrDefaultAsync();

    /// <summary>The person's version, and how many other children they belong to.</summary>
    public async Task<(Guid Version, int OtherChildren)> SharedAsync(int linkId)
    {
        var shared = await db.ChildPeople.AsNoTracking().Where(p => p.Id == linkId)
            .Select(p => new { p.Person.Version, Others = db.ChildPeople.Count(o => o.PersonId == p.PersonId) - 1 }).SingleAsync();
        return (shared.Version, shared.Others);
    }

    private IQueryable<PersonRow> Rows(int childId, int? linkId = null) => db.ChildPeople.AsNoTracking().Where(p => p.ChildId == childId && (linkId == null || p.Id == linkId))
        .OrderByDescending(p => p.HasParentalResponsibility).ThenBy(p => p.Person.FullName).ThenBy(p => p.Id)
        .Select(p => new PersonRow(
            p.Id, p.Person.FullName, p.Relationship, p.HasParentalResponsibility, p.IsImportant, p.IsKeyContact, p.MaySpendTime, p.TimeTogether,
            p.InHouseholdFrom, p.InHouseholdTo, p.Person.IsProfessional, p.Person.JobTitle, p.Person.Organisation, p.Person.Telephone, p.Person.Email, p.Person.OwnRecordId));
}
