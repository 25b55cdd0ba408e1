using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.People;

/// <summary>Someone who can be added to a child's people without typing them again.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Full name.</param>
/// <param name="About">What they are: relationship to a brother or sister, or job and organisation.</param>
public sealed record NetworkPerson(int PersonId, string Name, string About);

/// <summary>Who is in a child's life (C-04, C-06). A person is shared by the children they belong to; what they are to each child is not.</summary>
public sealed class PeopleService(AppDbContext db, ChildAccess access, ChildClocks clocks)
{
    /// <summary>Adds someone new, someone of the family's network or a professional.</summary>
    /// <param name="context">Who and when.</param>
    /// <param name="childId">The child.</param>
    /// <param name="personId">The person, where they are known already.</param>
    /// <param name="input">As typed.</param>
    /// <param name="homeFrom">First UK day in the home; null if they do not live there.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="RuleViolationException">Something is missing, or the person is listed already.</exception>
    public async Task AddAsync(ActionContext context, int childId, int? personId, PersonInput input, DateOnly? homeFrom, CancellationToken cancellationToken = default)
    {
        await access.RequireAsync(context, AccessLevel.Record, [childId], cancellationToken);
        var check = input.Check();
        var person = personId is { } id ? await KnownAsync(context, childId, id, check, cancellationToken) : new Person();
        var (name, relationship) = (input.FullName?.Trim(), input.Relationship?.Trim());
        var twice = personId is null && await db.ChildPeople.AnyAsync(p => p.ChildId == childId && p.Person.FullName == name && p.Relationship == relationship, cancellationToken);
        check.Refuse(Rules.C06, twice, "fullName", "This person is listed already").ThrowIfAny();

        var link = new ChildPerson { ChildId = childId, Person = person! };
        if (personId is null) input.ApplyTo(person!);
        input.ApplyTo(link);
        db.ChildPeople.Add(link);
        await SaveAsync(context, childId, homeFrom is null ? null : () => link.JoinHome(homeFrom, LondonTime.DateOf(context.NowUtc)), "added", cancellationToken);
    }

    /// <summary>Adds a child with a record of their own as a brother or sister, and this child to theirs where the person may record there too.</summary>
    /// <exception cref="RuleViolationException">A relationship is missing, or they are listed already.</exception>
    public async Task AddSiblingAsync(ActionContext context, int childId, int siblingId, string? siblingIs, string? childIs, DateOnly? homeFrom, CancellationToken cancellationToken = default)
    {
        await access.RequireAsync(context, AccessLevel.Record, [childId, siblingId], cancellationToken);
        var sibling = await SiblingLinks.PersonOfAsync(db, siblingId, cancellationToken);
        var self = await SiblingLinks.PersonOfAsync(db, childId, cancellationToken);
        var listed = await db.ChildPeople.AnyAsync(p => p.ChildId == childId && p.Person.OwnRecordId == siblingId, cancellationToken);
        new RuleCheck()
            .Refuse(Rules.C06, childId == siblingId || listed, "", "This child is listed already")
            .Refuse(Rules.C06, string.IsNullOrWhiteSpace(siblingIs) || siblingIs.Length > PersonInput.LongestLine, "relationship", "Say what they are to this child, for example sister")
            .Refuse(Rules.C06, string.IsNullOrWhiteSpace(childIs) || childIs.Length > PersonInput.LongestLine, "childIs", "Say what this child is to them, for example brother")
            .ThrowIfAny();
        var today = LondonTime.DateOf(context.NowUtc);
        var back = await db.ChildPeople.AnyAsync(p => p.ChildId == siblingId && p.Person.OwnRecordId == childId, cancellationToken);
        db.ChildPeople.Add(Sibling(childId, sibling, siblingIs!, homeFrom, today));
        if (!back) db.ChildPeople.Add(Sibling(siblingId, self, childIs!, homeFrom, today));
        db.Audit(context, AuditAction.PersonChanged, siblingId, subject: $"sibling {childId}");
        await SaveAsync(context, childId, null, $"sibling {siblingId}", cancellationToken);
    }

    /// <summary>Changes contact details, which show for every child of this person at once (S-01), and what they are to this child.</summary>
    /// <exception cref="RuleViolationException">Something is missing or cannot be right.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed the person since.</exception>
    public async Task ChangeAsync(ActionContext context, int childId, int linkId, Guid opened, PersonInput input, CancellationToken cancellationToken = default)
    {
        var link = await FindAsync(context, childId, linkId, opened, cancellationToken);
        (link.Person.OwnRecordId is null ? input : input with { FullName = link.Person.FullName }).Check().ThrowIfAny();
        input.ApplyTo(link.Person);
        input.ApplyTo(link);
        await SaveAsync(context, childId, null, $"person {link.PersonId}", cancellationToken);
    }

    /// <summary>The person comes to live in the home (C-03, C-04).</summary>
    /// <exception cref="RuleViolationException">They live there already, or the date cannot be right.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed the person since.</exception>
    public async Task JoinHomeAsync(ActionContext context, int childId, int linkId, Guid opened, DateOnly? from, CancellationToken cancellationToken = default)
    {
        var link = await FindAsync(context, childId, linkId, opened, cancellationToken);
        await SaveAsync(context, childId, () => link.JoinHome(from, LondonTime.DateOf(context.NowUtc)), $"person {link.PersonId} home", cancellationToken);
    }

    /// <summary>The person leaves the home (C-03, C-04).</summary>
    /// <exception cref="RuleViolationException">They do not live there, or the date cannot be right.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed the person since.</exception>
    public async Task LeaveHomeAsync(ActionContext context, int childId, int linkId, Guid opened, DateOnly? on, CancellationToken cancellationToken = default)
    {
        var link = await FindAsync(context, childId, linkId, opened, cancellationToken);
        await SaveAsync(context, childId, () => link.LeaveHome(on, LondonTime.DateOf(context.NowUtc)), $"person {link.PersonId} left", cancellationToken);
    }

    /// <summary>People of the family's network who are not in this child's list: those of brothers and sisters whose records are the person's own too.</summary>
    public async Task<IReadOnlyList<NetworkPerson>> NetworkAsync(Guid me, int childId, CancellationToken cancellationToken = default)
    {
        var listed = db.ChildPeople.Where(p => p.ChildId == childId).Select(p => p.PersonId);
        var family = db.ChildPeople.Where(p => listed.Contains(p.PersonId) && !p.Person.IsProfessional).Select(p => p.ChildId);
        var siblings = db.ChildPeople.Where(p => p.ChildId == childId && p.Person.OwnRecordId != null).Select(p => p.Person.OwnRecordId!.Value);
        var own = access.Own(me).Where(c => c.Id != childId && (family.Contains(c.Id) || siblings.Contains(c.Id))).Select(c => c.Id);
        var found = await db.ChildPeople.AsNoTracking()
            .Where(p => own.Contains(p.ChildId) && !listed.Contains(p.PersonId) && (p.Person.OwnRecordId == null || p.Person.OwnRecordId != childId))
            .Select(p => new { p.PersonId, p.Person.FullName, p.Relationship, Of = db.Children.Where(c => c.Id == p.ChildId).Select(c => c.KnownAs).First() })
            .OrderBy(p => p.FullName).ThenBy(p => p.PersonId).Take(200).ToListAsync(cancellationToken);
        return [.. found.GroupBy(p => (p.PersonId, p.FullName)).Select(g => new NetworkPerson(g.Key.PersonId, g.Key.FullName, string.Join("; ", g.Select(p => $"{p.Of}: {p.Relationship}"))))];
    }

    /// <summary>Professionals by name or organisation; they are not part of anyone's record.</summary>
    public async Task<IReadOnlyList<NetworkPerson>> ProfessionalsAsync(int childId, string text, CancellationToken cancellationToken = default)
    {
        var listed = db.ChildPeople.Where(p => p.ChildId == childId).Select(p => p.PersonId);
        // Like, not Contains: SQLite's tells capitals apart.
        var pattern = $"%{text.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_").Replace("[", @"\[")}%";
        return await db.People.AsNoTracking().Where(p => p.IsProfessional && !listed.Contains(p.Id) && (EF.Functions.Like(p.FullName, pattern, @"\") || EF.Functions.Like(p.Organisation!, pattern, @"\")))
            .OrderBy(p => p.FullName).ThenBy(p => p.Id).Take(20)
            .Select(p => new NetworkPerson(p.Id, p.FullName, (p.JobTitle ?? "") + (p.Organisation == null ? "" : ", " + p.Organisation)))
            .ToListAsync(cancellationToken);
    }

    private async Task<Person?> KnownAsync(ActionContext context, int childId, int personId, RuleCheck check, CancellationToken cancellationToken)
    {
        var person = await db.People.FirstOrDefaultAsync(p => p.Id == personId, cancellationToken);
        var mayUse = person is not null && (person.IsProfessional || (await NetworkAsync(context.Me, childId, cancellationToken)).Any(p => p.PersonId == personId));
        var listed = await db.ChildPeople.AnyAsync(p => p.ChildId == childId && p.PersonId == personId, cancellationToken);
        check.Refuse(Rules.C06, listed, "", "This person is listed already")
            .Refuse(Rules.A01, !listed && !mayUse, "", "Choose someone from the family’s network or a professional, or add someone new");
        return person;
    }

    private async Task<ChildPerson> FindAsync(ActionContext context, int childId, int linkId, Guid opened, CancellationToken cancellationToken)
    {
        await access.RequireAsync(context, AccessLevel.Record, [childId], cancellationToken);
        var link = await db.ChildPeople.Include(p => p.Person).Include(p => p.EarlierStays).FirstOrDefaultAsync(p => p.Id == linkId && p.ChildId == childId, cancellationToken)
            ?? throw new AccessRefusedException(AccessLevel.Hidden);
        db.Entry(link.Person).Property(p => p.Version).OriginalValue = opened;
        link.Person.Version = Guid.NewGuid();
        return link;
    }

    private async Task SaveAsync(ActionContext context, int childId, Action? changesHome, string subject, CancellationToken cancellationToken)
    {
        if (changesHome is not null)
        {
            changesHome();
            var child = await db.Children.FirstAsync(c => c.Id == childId, cancellationToken);
            child.ChangedSignificantly(context);
            await clocks.RecomputeAsync(child, context.NowUtc, cancellationToken);
        }

        db.Audit(context, AuditAction.PersonChanged, childId, subject: subject);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException();
        }
    }

    private static ChildPerson Sibling(int childId, Person person, string relationship, DateOnly? homeFrom, DateOnly today)
    {
        var link = new ChildPerson { ChildId = childId, Person = person, Relationship = relationship.Trim(), IsImportant = true, MaySpendTime = true };
        if (homeFrom is not null) link.JoinHome(homeFrom, today);
        return link;
    }
}
