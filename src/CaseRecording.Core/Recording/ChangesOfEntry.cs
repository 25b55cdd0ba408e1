using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.People;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Recording;

/// <summary>Carries the key changes of a final entry over to the record (N-16). Finalised again, what is there already is left as it is.</summary>
public sealed class ChangesOfEntry(AppDbContext db, PeopleService people, ChildService details)
{
    /// <summary>What a page says about a home that cannot be so, an address without a date and the like, at the fields of the form.</summary>
    internal async Task CheckAsync(ActionContext context, Recording entry, RecordingInput input, IReadOnlyList<Child> children, RuleCheck check, CancellationToken cancellationToken)
    {
        var today = LondonTime.DateOf(context.NowUtc);
        foreach (var (child, changes) in await NewAsync(entry, input, children, cancellationToken))
        {
            void Refuse(string field, string sentence) => check.Refuse(Rules.C03, true, RecordingRules.At(child.Id, field), sentence);
            void Take(RuleCheck found, string value, string from)
            {
                foreach (var v in found.Violations) Refuse(v.Field == "value" ? value : from, v.Message);
            }

            await db.Entry(child).Collection(c => c.Details).LoadAsync(cancellationToken);
            if (changes.SaysAddress) Take(Address(child, changes).Check(child, today), "newAddress", "addressOn");
            if (changes.SaysSchool) Take(School(changes).Check(child, today), "newSchool", "schoolOn");
            if (changes.SaysHome && !changes.SaysWho) Refuse("homeOn", "Say who joined or left the home, or take the date away");
            var links = await db.ChildPeople.AsNoTracking().Include(p => p.Person).Include(p => p.EarlierStays).Where(p => p.ChildId == child.Id).ToListAsync(cancellationToken);
            if (changes.SaysNewcomer)
            {
                foreach (var v in Newcomer(changes).Check().Violations) Refuse(v.Field == "relationship" ? "joinedIs" : "joinedName", v.Message);
                if (links.Exists(l => string.Equals(l.Person.FullName, changes.JoinedName, StringComparison.OrdinalIgnoreCase))) Refuse("joinedName", $"{changes.JoinedName} is in the list already. Tick the name there");
                foreach (var v in Try(() => new ChildPerson().JoinHome(changes.HomeOn, today))) Refuse("homeOn", v.Message);
            }

            foreach (var (id, joins) in Moves(changes))
            {
                var link = links.Find(l => l.PersonId == id);
                if (link is null) Refuse("homeOn", "Choose from the people on the page");
                else foreach (var v in Try(() => Move(link, joins, changes.HomeOn, today))) Refuse("homeOn", $"{link.Person.FullName}: {v.Message}");
            }
        }
    }

    /// <summary>Makes the changes, each through the service of its page; the caller holds the transaction.</summary>
    internal async Task ApplyAsync(ActionContext context, IReadOnlyList<(Child Child, KeyChanges Changes)> all, CancellationToken cancellationToken)
    {
        foreach (var (child, changes) in all)
        {
            foreach (var (id, joins) in Moves(changes))
            {
                var link = await db.ChildPeople.Where(p => p.ChildId == child.Id && p.PersonId == id).Select(p => new { p.Id, p.Person.Version }).FirstAsync(cancellationToken);
                if (joins) await people.JoinHomeAsync(context, child.Id, link.Id, link.Version, changes.HomeOn, cancellationToken);
                else await people.LeaveHomeAsync(context, child.Id, link.Id, link.Version, changes.HomeOn, cancellationToken);
            }

            if (changes.SaysNewcomer) await JoinAsync(context, child.Id, changes, cancellationToken);
            if (changes.SaysAddress) await details.ChangeDetailAsync(context, child.Id, child.Version, Address(child, changes), cancellationToken);
            if (changes.SaysSchool) await details.ChangeDetailAsync(context, child.Id, child.Version, School(changes), cancellationToken);
            child.ChangedSignificantly(context); // S-02
        }
    }

    /// <summary>Someone new, or who was added a moment ago because they took part too.</summary>
    private async Task JoinAsync(ActionContext context, int childId, KeyChanges changes, CancellationToken cancellationToken)
    {
        var added = await db.ChildPeople.Where(p => p.ChildId == childId && p.Person.FullName == changes.JoinedName).Select(p => new { p.Id, p.Person.Version }).FirstOrDefaultAsync(cancellationToken);
        if (added is null) await people.AddAsync(context, childId, null, Newcomer(changes), changes.HomeOn, cancellationToken);
        else await people.JoinHomeAsync(context, childId, added.Id, added.Version, changes.HomeOn, cancellationToken);
    }

    /// <summary>What is not in the record yet, by child.</summary>
    internal async Task<IReadOnlyList<(Child Child, KeyChanges Changes)>> NewAsync(Recording entry, RecordingInput input, IReadOnlyList<Child> children, CancellationToken cancellationToken)
    {
        var told = children.Where(c => input.Children[c.Id].Changes is not null).ToList();
        if (told.Count == 0) return [];
        var final = entry.FinalVersion;
        var earlier = final is null ? [] : await db.RecordingVersions.AsNoTracking().Where(v => v.RecordingId == entry.Id && v.Number == final)
            .SelectMany(v => v.Children).ToDictionaryAsync(c => c.ChildId, c => c.Content, cancellationToken);
        return [.. told.Select(c => (c, input.Children[c.Id].Changes!.Since(earlier.GetValueOrDefault(c.Id)?.Changes))).Where(c => c.Item2 is not null).Select(c => (c.c, c.Item2!))];
    }

    private static IEnumerable<(int PersonId, bool Joins)> Moves(KeyChanges changes) => changes.Joined.Select(p => (p, true)).Concat(changes.Left.Select(p => (p, false)));

    private static PersonInput Newcomer(KeyChanges changes) => new() { FullName = changes.JoinedName, Relationship = changes.JoinedIs };

    private static void Move(ChildPerson link, bool joins, DateOnly? on, DateOnly today)
    {
        if (joins) link.JoinHome(on, today);
        else link.LeaveHome(on, today);
    }

    private static IReadOnlyList<RuleViolation> Try(Action verb)
    {
        try
        {
            verb();
            return [];
        }
        catch (RuleViolationException refused)
        {
            return refused.Violations;
        }
    }

    /// <summary>After a protected address comes another, unless the details say otherwise on purpose.</summary>
    private static DetailChange Address(Child child, KeyChanges changes) => new()
    {
        Kind = DetailKind.Address,
        Value = changes.Address,
        From = changes.AddressOn,
        IsProtected = changes.AddressProtected || child.Details.Exists(d => d.Kind == DetailKind.Address && d.To is null && d.IsProtected),
    };

    private static DetailChange School(KeyChanges changes) => new() { Kind = DetailKind.School, Value = changes.School, From = changes.SchoolOn };
}
