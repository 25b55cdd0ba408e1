using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Access;

/// <summary>A new account.</summary>
/// <param name="UserName">What they sign in with.</param>
/// <param name="DisplayName">Full name as it stands in records.</param>
/// <param name="Password">Their first password.</param>
/// <param name="Roles">At least one.</param>
/// <param name="TeamIds">Teams they belong to.</param>
/// <param name="MustChangePassword">Whether the password opens only the page that changes it.</param>
public sealed record NewStaff(string? UserName, string? DisplayName, string? Password, IReadOnlyCollection<Role> Roles, IReadOnlyCollection<int> TeamIds, bool MustChangePassword = true);

/// <summary>Accounts. Whatever takes away rights ends the person's sessions in the same transaction.</summary>
public sealed class StaffService(AppDbContext db, IPasswordHasher<Staff> hasher)
{
    private const int LongestUserName = 100;
    private const int LongestName = 200;

    /// <summary>The form in which user names are compared.</summary>
    public static string Normalise(string? userName) => (userName ?? "").Trim().ToUpperInvariant();

    /// <summary>Makes an account.</summary>
    /// <returns>The person's id.</returns>
    /// <exception cref="RuleViolationException">Name taken, password too weak, no role.</exception>
    public async Task<Guid> CreateAsync(ActionContext context, NewStaff input, CancellationToken cancellationToken = default)
    {
        var (userName, name) = ((input.UserName ?? "").Trim(), (input.DisplayName ?? "").Trim());
        var taken = await db.Users.AnyAsync(s => s.NormalizedUserName == Normalise(userName), cancellationToken);
        Check(name, input.Roles)
            .Refuse(Rules.A05, !IsUserName(userName), "userName", "Enter a user name of letters, digits, full stops or hyphens, without spaces")
            .Refuse(Rules.A05, taken, "userName", "Another account has this user name")
            .Password("password", input.Password, userName)
            .ThrowIfAny();

        var staff = new Staff { Id = Guid.NewGuid(), UserName = userName, NormalizedUserName = Normalise(userName), DisplayName = name, LockoutEnabled = true };
        SetPassword(context, staff, input.Password!, input.MustChangePassword);
        staff.Roles.AddRange(input.Roles.Distinct().Select(role => new StaffRole { StaffId = staff.Id, Role = role }));
        staff.Teams.AddRange(input.TeamIds.Distinct().Select(team => new TeamMember { StaffId = staff.Id, TeamId = team }));
        db.Users.Add(staff);
        db.Audit(context, AuditAction.AccountCreated, subject: Subject(staff.Id), after: $"{Rights(staff)}");
        await db.SaveChangesAsync(cancellationToken);
        return staff.Id;
    }

    /// <summary>Changes one's own password. Every other session of the person ends.</summary>
    /// <param name="context">The person.</param>
    /// <param name="current">Their password so far; not asked when they have just signed in with it.</param>
    /// <param name="password">The new one.</param>
    /// <param name="keepSession">The session that goes on, by its stored id.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task ChangeOwnPasswordAsync(ActionContext context, string? current, string? password, string? keepSession, CancellationToken cancellationToken = default)
    {
        var staff = await db.Users.Include(s => s.Roles).FirstAsync(s => s.Id == context.Me, cancellationToken);
        var currentWrong = current is not null && hasher.VerifyHashedPassword(staff, staff.PasswordHash!, current) == PasswordVerificationResult.Failed;
        var same = !currentWrong && hasher.VerifyHashedPassword(staff, staff.PasswordHash!, password ?? "") != PasswordVerificationResult.Failed;
        new RuleCheck()
            .Refuse(Rules.A05, currentWrong, "current", "This is not your password")
            .Password("password", password, staff.UserName)
            .Refuse(Rules.A05, same, "password", "Choose a password that you do not have already")
            .ThrowIfAny();
        SetPassword(context, staff, password!, mustChange: false);
        db.Audit(context, AuditAction.PasswordChanged, subject: Subject(staff.Id));
        await SaveAndEndSessionsAsync(staff.Id, keepSession, cancellationToken);
    }

    /// <summary>Ends every session of the person.</summary>
    public async Task SignOutEverywhereAsync(ActionContext context, CancellationToken cancellationToken = default)
    {
        db.Audit(context, AuditAction.SignedOut, subject: Subject(context.Me), after: "everywhere");
        await SaveAndEndSessionsAsync(context.Me, null, cancellationToken);
    }

    private static RuleCheck Check(string name, IReadOnlyCollection<Role> roles) => new RuleCheck()
        .Refuse(Rules.A06, name.Length is 0 or > LongestName, "displayName", "Enter the person's full name")
        .Refuse(Rules.A06, roles.Count == 0, "roles", "Choose at least one role");

    private static bool IsUserName(string text) =>
        text.Length is > 0 and <= LongestUserName && text.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '@');

    private static string Subject(Guid staffId) => $"staff:{staffId:N}";

    private static string Rights(Staff staff) =>
        $"roles:{string.Join(',', staff.Roles.Select(r => r.Role.ToString()).Order(StringComparer.Ordinal))} teams:{string.Join(',', staff.Teams.Select(t => t.TeamId).Order())}";

    private void SetPassword(ActionContext context, Staff staff, string password, bool mustChange)
    {
        staff.PasswordHash = hasher.HashPassword(staff, password);
        staff.PasswordSetAtUtc = context.NowUtc;
        staff.MustChangePassword = mustChange;
        staff.SecurityStamp = Guid.NewGuid().ToString("N");
        (staff.AccessFailedCount, staff.LockoutEnd) = (0, null);
    }

    private async Task SaveAndEndSessionsAsync(Guid staffId, string? keep, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Sessions.Where(s => s.StaffId == staffId && s.Id != keep).ExecuteDeleteAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
