using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Access;

/// <summary>Who is kept from a record, or named to read it, by those who manage it (A-02). Administrators have no part in it.</summary>
public sealed class RestrictionService(AppDbContext db, ChildAccess access)
{
    private const int LongestReason = 1000;
    private const int MostReaders = 50;

    /// <summary>Restricts a record to named people, or changes whom, or opens it again.</summary>
    /// <param name="context">Who does it, for whom the record stays open.</param>
    /// <param name="childId">The child.</param>
    /// <param name="version">The child's version when the page was opened.</param>
    /// <param name="restrict">Whether it is restricted from now on.</param>
    /// <param name="readers">Who is named.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="RuleViolationException">Someone named cannot be.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed the child's record since.</exception>
    public async Task RestrictAsync(ActionContext context, int childId, Guid version, bool restrict, IReadOnlyCollection<Guid> readers, CancellationToken cancellationToken = default)
    {
        await access.RequireAsync(context, AccessLevel.Manage, [childId], cancellationToken);
        // Whoever restricts a record stays able to undo it.
        var named = restrict ? readers.Append(context.Me).ToHashSet() : [];
        var possible = await Nameable(childId).Where(s => named.Contains(s.Id)).CountAsync(cancellationToken);
        new RuleCheck()
            .Refuse(Rules.A02, possible < named.Count, "readers", "Name only people who work with records and have no conflict of interest")
            .Refuse(Rules.A02, named.Count > MostReaders, "readers", $"Name at most {MostReaders} people; a record that so many read is not restricted")
            .ThrowIfAny();

        var child = await db.Children.FirstAsync(c => c.Id == childId, cancellationToken);
        var before = await db.RestrictedReaders.Where(r => r.ChildId == childId).ToListAsync(cancellationToken);
        db.RestrictedReaders.RemoveRange(before.Where(r => !named.Contains(r.StaffId)));
        db.RestrictedReaders.AddRange(named.Except(before.Select(r => r.StaffId)).Select(id => new RestrictedReader { ChildId = childId, StaffId = id }));
        db.Audit(context, AuditAction.RestrictionChanged, childId, before: Codes(child.IsRestricted, before.Select(r => r.StaffId)), after: Codes(restrict, named));
        child.IsRestricted = restrict;
        db.Entry(child).Property(c => c.Version).OriginalValue = version;
        child.Touch();
        await SaveAsync(cancellationToken);
    }

    /// <summary>Declares a conflict of interest: from now on the record does not exist for this person.</summary>
    /// <exception cref="RuleViolationException">Nobody chosen, no reason, or declared already.</exception>
    public async Task DeclareConflictAsync(ActionContext context, int childId, Guid? staffId, string? reason, CancellationToken cancellationToken = default)
    {
        await access.RequireAsync(context, AccessLevel.Manage, [childId], cancellationToken);
        var text = (reason ?? "").Trim();
        var known = staffId is { } id && await db.Users.AnyAsync(s => s.Id == id, cancellationToken);
        var declared = await db.Conflicts.AnyAsync(c => c.ChildId == childId && c.StaffId == staffId, cancellationToken);
        new RuleCheck()
            .Refuse(Rules.A02, !known, "staffId", "Choose the person")
            .Refuse(Rules.A02, declared, "staffId", "This conflict is declared already")
            .Refuse(Rules.A02, text.Length is 0 or > LongestReason, "conflictReason", $"Say what the conflict is, in at most {LongestReason} characters")
            .ThrowIfAny();
        db.Conflicts.Add(new ConflictOfInterest { ChildId = childId, StaffId = staffId!.Value, Reason = text, DeclaredAtUtc = context.NowUtc });
        db.Audit(context, AuditAction.ConflictDeclared, childId, subject: $"staff:{staffId:N}");
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Takes back a declaration that was wrong or is over. The audit keeps that it stood, and why it ended.</summary>
    /// <exception cref="RuleViolationException">No reason.</exception>
    /// <exception cref="EditedMeanwhileException">It was taken back already.</exception>
    public async Task WithdrawConflictAsync(ActionContext context, int childId, Guid staffId, string? reason, CancellationToken cancellationToken = default)
    {
        await access.RequireAsync(context, AccessLevel.Manage, [childId], cancellationToken);
        var text = (reason ?? "").Trim();
        new RuleCheck().Refuse(Rules.A02, text.Length is 0 or > LongestReason, "withdrawReason", $"Say why there is no conflict any more, in at most {LongestReason} characters").ThrowIfAny();
        var conflict = await db.Conflicts.FirstOrDefaultAsync(c => c.ChildId == childId && c.StaffId == staffId, cancellationToken) ?? throw new EditedMeanwhileException();
        db.Conflicts.Remove(conflict);
        db.Audit(context with { Reason = text }, AuditAction.ConflictWithdrawn, childId, subject: $"staff:{staffId:N}");
        await SaveAsync(cancellationToken);
    }

    /// <summary>People who can be named to read a restricted record.</summary>
    public IQueryable<Staff> Nameable(int childId) => db.Users.Where(s =>
        s.DisabledAtUtc == null
        && s.Roles.Any() && !s.Roles.Any(r => r.Role == Role.Administrator || r.Role == Role.Auditor)
        && !db.Conflicts.Any(c => c.ChildId == childId && c.StaffId == s.Id));

    private static string Codes(bool restricted, IEnumerable<Guid> readers) =>
        restricted ? $"restricted:{string.Join(',', readers.Order().Select(id => id.ToString("N")))}" : "open";

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException();
        }
    }
}
