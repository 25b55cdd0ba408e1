using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.People;

/// <summary>A child as a person in another child's life.</summary>
internal static class SiblingLinks
{
    /// <summary>The person who stands for a child with a record; made the first time.</summary>
    public static async Task<Person> PersonOfAsync(AppDbContext db, int childId, CancellationToken cancellationToken)
    {
        var person = await db.People.FirstOrDefaultAsync(p => p.OwnRecordId == childId, cancellationToken);
        if (person is not null) return person;
        var name = await db.Children.Where(c => c.Id == childId).Select(c => c.FullName).FirstAsync(cancellationToken);
        person = new Person { FullName = name, OwnRecordId = childId };
        db.People.Add(person);
        return person;
    }
}
