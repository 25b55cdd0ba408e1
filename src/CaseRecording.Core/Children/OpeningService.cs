using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.People;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Children;

/// <summary>Opens a child's record when a referral is accepted: by the referral team, after likely duplicates were shown (C-01, C-02).</summary>
public sealed class OpeningService(AppDbContext db, ChildAccess access, ChildSearch search, ChildClocks clocks)
{
    /// <summary>Opens the record. A likely duplicate that the referrer may not see is shown to a manager who may, and says nothing here.</summary>
    /// <returns>The child's key.</returns>
    /// <exception cref="RuleViolationException">Something is missing, or a likely duplicate was not looked at yet.</exception>
    public async Task<int> OpenAsync(ActionContext context, OpenRecord input, CancellationToken cancellationToken = default)
    {
        var referrer = await db.StaffRoles.AnyAsync(r => r.StaffId == context.Me && r.Role == Role.ReferralTeam, cancellationToken);
        var (check, firstContact) = input.Check(context.NowUtc);
        check.Refuse(Rules.C01, !referrer, "", "Records are opened by the referral team when a referral is accepted");
        var (visible, hidden) = await search.AlikeAsync(context.Me, input.Details, input.NumberKeys, cancellationToken);
        check.Refuse(Rules.C01, visible.Any(c => !input.NotTheSame.Contains(c.ChildId)), "notTheSame", "There may be a record already. Look at each child listed, and tick those who are not the same");
        check.ThrowIfAny();
        if (input.SiblingId is { } sibling) await access.RequireAsync(context, AccessLevel.Record, [sibling], cancellationToken);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var child = Make(context, input, firstContact!.Value);
        db.Children.Add(child);
        db.Audit(context, AuditAction.RecordOpened, child, after: visible.Count == 0 ? null : $"not the same as {string.Join(", ", visible.Select(c => c.ChildId))}");
        await db.SaveChangesAsync(cancellationToken);

        AddHousehold(child, input, LondonTime.DateOf(child.FirstContactAtUtc));
        if (input.SiblingId is not null) await ShareHomeAsync(context, child, input, cancellationToken);
        foreach (var id in hidden) db.Alerts.Add(await DuplicateAlertAsync(context, id, child.Id, cancellationToken));
        await clocks.RecomputeAsync(child, context.NowUtc, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return child.Id;
    }

    private static Child Make(ActionContext context, OpenRecord input, DateTime firstContactUtc)
    {
        var child = Child.Open(context, input.Details, firstContactUtc);
        foreach (var (kind, value) in input.Identifiers.Where(i => !string.IsNullOrWhiteSpace(i.Value)))
        {
            child.Identifiers.Add(new ChildIdentifier { Kind = kind, Value = value!.Trim() });
        }

        if (!string.IsNullOrWhiteSpace(input.Address) && !input.SameAddress)
        {
            child.Replace(DetailKind.Address, input.Address, LondonTime.DateOf(firstContactUtc), input.AddressIsProtected, context);
        }

        return child;
    }

    private void AddHousehold(Child child, OpenRecord input, DateOnly from)
    {
        foreach (var line in input.Household.Where(l => !l.IsEmpty))
        {
            var person = new Person { FullName = line.Name!.Trim(), Telephone = string.IsNullOrWhiteSpace(line.Telephone) ? null : line.Telephone.Trim() };
            db.ChildPeople.Add(InTheHome(child.Id, person, line.Relationship!.Trim(), line.HasParentalResponsibility, from));
        }
    }

    /// <summary>The sibling's home becomes this child's: the same persons, so that a changed number shows in both records (C-04, S-01).</summary>
    private async Task ShareHomeAsync(ActionContext context, Child child, OpenRecord input, CancellationToken cancellationToken)
    {
        var siblingId = input.SiblingId!.Value;
        var from = LondonTime.DateOf(child.FirstContactAtUtc);
        var today = LondonTime.DateOf(context.NowUtc);
        var home = await db.ChildPeople.Include(p => p.Person).Where(p => p.ChildId == siblingId && p.InHouseholdFrom <= today && (p.InHouseholdTo == null || p.InHouseholdTo > today)).ToListAsync(cancellationToken);
        var address = await db.Details.FirstOrDefaultAsync(d => d.ChildId == siblingId && d.Kind == DetailKind.Address && d.To == null, cancellationToken);
        if (input.SameAddress && address is not null) child.Replace(DetailKind.Address, address.Value, from, address.IsProtected, context);
        foreach (var member in home)
        {
            db.ChildPeople.Add(InTheHome(child.Id, member.Person, member.Relationship, member.HasParentalResponsibility, from));
        }

        db.ChildPeople.Add(InTheHome(child.Id, await SiblingLinks.PersonOfAsync(db, siblingId, cancellationToken), input.SiblingIs!.Trim(), false, from));
        var self = new Person { FullName = child.FullName, OwnRecordId = child.Id };
        var inHome = home.Select(m => m.Person.OwnRecordId).OfType<int>().ToList();
        var siblings = await access.Own(context.Me).Where(c => inHome.Contains(c.Id)).Select(c => c.Id).ToListAsync(cancellationToken);
        foreach (var id in siblings.Append(siblingId))
        {
            db.ChildPeople.Add(InTheHome(id, self, input.ChildIs!.Trim(), false, from));
            db.Audit(context, AuditAction.PersonChanged, id, subject: $"sibling {child.Id}");
        }
    }

    private static ChildPerson InTheHome(int childId, Person person, string relationship, bool parental, DateOnly from) => new()
    {
        ChildId = childId,
        Person = person,
        Relationship = relationship,
        HasParentalResponsibility = parental,
        InHouseholdFrom = from,
        IsImportant = true,
        IsKeyContact = parental, // whom the night worker rings first (S-01)
        MaySpendTime = true,
    };

    /// <summary>To the manager of the other child's team if they may see it, else to senior managers, of whom those who may see it are shown it (C-01, A-02).</summary>
    private async Task<ManagerAlert> DuplicateAlertAsync(ActionContext context, int hiddenId, int newId, CancellationToken cancellationToken)
    {
        var team = await db.Children.Where(c => c.Id == hiddenId).SelectMany(c => db.Teams.Where(t => t.Id == c.TeamId)).FirstOrDefaultAsync(cancellationToken);
        var managerMay = team?.ManagerId is { } manager && await access.Findable(manager).AnyAsync(c => c.Id == hiddenId, cancellationToken);
        return ManagerAlert.Raise(context, AlertKind.PossibleDuplicate, hiddenId, managerMay ? team!.Id : null, "A record was opened for a child who may be the same", otherChildId: newId);
    }
}
