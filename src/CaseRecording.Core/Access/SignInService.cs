using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Access;

/// <summary>
/// Checks a password. Identity keeps and hashes it; its UserManager saves step by step by the system's clock,
/// while here each try is counted before it is looked at and each answer shares a transaction with its audit row.
/// </summary>
public sealed class SignInService(AppDbContext db, IPasswordHasher<Staff> hasher)
{
    /// <summary>Wrong passwords in a row that lock an account.</summary>
    public const int MostTries = 5;

    /// <summary>How long it stays locked.</summary>
    public static readonly TimeSpan LockLength = TimeSpan.FromMinutes(15);

    private static readonly string NobodysHash = new PasswordHasher<Staff>(Microsoft.Extensions.Options.Options.Create(
        new PasswordHasherOptions { IterationCount = Passwords.HashIterations })).HashPassword(new Staff(), Guid.NewGuid().ToString());

    /// <summary>
    /// The person, tracked and with their roles, when name and password are right; null for every kind of refusal, which is audited.
    /// A success is audited by the session that follows, whose save also sets the count of wrong tries back.
    /// </summary>
    public async Task<Staff?> CheckPasswordAsync(ActionContext context, string userName, string password, CancellationToken cancellationToken = default)
    {
        var name = StaffService.Normalise(userName);
        // Twenty tries sent at once get no more answers than five sent in turn.
        var counted = await CountTryAsync(name, context.NowUtc, cancellationToken);
        var staff = await db.Users.Include(s => s.Roles).FirstOrDefaultAsync(s => s.NormalizedUserName == name, cancellationToken);
        // The same work for a name that does not exist, so that the time taken tells nothing.
        var verdict = hasher.VerifyHashedPassword(staff ?? new Staff(), staff?.PasswordHash ?? NobodysHash, password);
        var refusal = staff is null ? "unknown account"
            : staff.DisabledAtUtc is not null ? "disabled"
            : Rules.A05.Broken(counted == 0) ? "locked out"
            : verdict == PasswordVerificationResult.Failed ? "wrong password" : null;
        if (refusal is not null)
        {
            await RefuseAsync(context, staff, refusal, counted > 0, cancellationToken);
            return null;
        }

        (staff!.AccessFailedCount, staff.LockoutEnd) = (0, null);
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded) staff.PasswordHash = hasher.HashPassword(staff, password);
        return staff;
    }

    /// <summary>Whether the password must be changed before anything else: given by an administrator, or older than the council allows.</summary>
    public static bool NeedsNewPassword(Staff staff, RecordingPolicy policy, DateTime nowUtc) =>
        staff.MustChangePassword || (policy.PasswordAgeLimitDays > 0 && staff.PasswordSetAtUtc is { } set && set.AddDays(policy.PasswordAgeLimitDays) <= nowUtc);

    /// <summary>Audits that the password was right and more is asked before a session begins.</summary>
    public async Task PasswordAcceptedAsync(ActionContext context, Staff staff, CancellationToken cancellationToken = default)
    {
        db.Audit(context with { UserId = staff.Id }, AuditAction.PasswordAccepted);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Audits that tries from an address are not looked at for a while.</summary>
    public async Task ThrottledAsync(ActionContext context, CancellationToken cancellationToken = default)
    {
        db.Audit(context, AuditAction.SignInRefused, after: "throttled");
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>One statement, so that it cannot be raced: counts this try as wrong, and with the last one allowed locks the account.</summary>
    private Task<int> CountTryAsync(string name, DateTime nowUtc, CancellationToken cancellationToken)
    {
        DateTimeOffset now = new(nowUtc, TimeSpan.Zero);
        DateTimeOffset? until = now + LockLength;
        return db.Users.Where(s => s.NormalizedUserName == name && s.DisabledAtUtc == null && (s.LockoutEnd == null || s.LockoutEnd <= now))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(s => s.LockoutEnd, s => s.LockoutEnd == null && s.AccessFailedCount + 1 >= MostTries ? until : null)
                    .SetProperty(s => s.AccessFailedCount, s => s.LockoutEnd == null ? s.AccessFailedCount + 1 : 1),
                cancellationToken);
    }

    private async Task RefuseAsync(ActionContext context, Staff? staff, string refusal, bool counted, CancellationToken cancellationToken)
    {
        var who = context with { UserId = staff?.Id };
        db.Audit(who, AuditAction.SignInRefused, after: refusal);
        if (counted && staff!.LockoutEnd is not null) db.Audit(who, AuditAction.LockedOut, subject: $"staff:{staff.Id:N}");
        await db.SaveChangesAsync(cancellationToken);
    }
}
