using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
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
public sealed record NewStaff(string? UserName, string? DisplayName, string? Password, IReadOnlyCollection<Role> Roles, IReadOnlyCollection<int> TeamIds, bool MustChangePassword = true)
{
    /// <summary>Where mails with a link go (A-08); null for none.</summary>
    public string? Email { get; init; }
}

/// <summary>What an administrator may change of an account.</summary>
/// <param name="DisplayName">Full name as it stands in records.</param>
/// <param name="Roles">At least one.</param>
/// <param name="TeamIds">Teams they belong to.</param>
/// <param name="Version">The account's <c>ConcurrencyStamp</c> when the page was opened.</param>
public sealed record StaffChange(string? DisplayName, IReadOnlyCollection<Role> Roles, IReadOnlyCollection<int> TeamIds, string? Version)
{
    /// <summary>Where mails with a link go (A-08); null for none.</summary>
    public string? Email { get; init; }
}

/// <summary>Accounts (A-05, A-06). Whatever takes away rights ends the person's sessions in the same transaction.</summary>
public sealed class StaffService(AppDbContext db, IPasswordHasher<Staff> hasher)
{
    private const int LongestUserName = 100;
    private const int LongestName = 200;
    private const int LongestEmail = 254;

    /// <summary>The form in which user names are compared.</summary>
    public static string Normalise(string? userName) => (userName ?? "").Trim().ToUpperInvariant();

    /// <summary>Makes an account.</summary>
    /// <returns>The person's id.</returns>
    /// <exception cref="RuleViolationException">Name taken, password too weak, no role.</exception>
    public async Task<Guid> CreateAsync(ActionContext context, NewStaff input, CancellationToken cancellationToken = default)
    {
        var (userName, name) = ((input.UserName ?? "").Trim(), (input.DisplayName ?? "").Trim());
        var taken = await db.Users.AnyAsync(s => s.NormalizedUserName == Normalise(userName), cancellationToken);
        Check(name, input.Roles, input.Email)
            .Refuse(Rules.A05, !IsUserName(userName), "userName", "Enter a user name of letters, digits, full stops or hyphens, without spaces")
            .Refuse(Rules.A05, taken, "userName", "Another account has this user name")
            .Password("password", input.Password, userName)
            .ThrowIfAny();

        var staff = new Staff { Id = Guid.NewGuid(), UserName = userName, NormalizedUserName = Normalise(userName), DisplayName = name, Email = Blank(input.Email), LockoutEnabled = true };
        SetPassword(context, staff, input.Password!, input.MustChangePassword);
        staff.Roles.AddRange(input.Roles.Distinct().Select(role => new StaffRole { StaffId = staff.Id, Role = role }));
        staff.Teams.AddRange(input.TeamIds.Distinct().Select(team => new TeamMember { StaffId = staff.Id, TeamId = team }));
        db.Users.Add(staff);
        db.Audit(context, AuditAction.AccountCreated, subject: Subject(staff.Id), after: $"{Rights(staff)}");
        await db.SaveChangesAsync(cancellationToken);
        return staff.Id;
    }

    /// <summary>Changes a person's name, roles and teams. A change of roles ends their sessions.</summary>
    /// <exception cref="RuleViolationException">No name or role, roles that exclude each other, or one's own roles.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed the account since.</exception>
    public async Task ChangeAsync(ActionContext context, Guid staffId, StaffChange change, CancellationToken cancellationToken = default)
    {
        var name = (change.DisplayName ?? "").Trim();
        var staff = await db.Users.Include(s => s.Roles).Include(s => s.Teams).FirstAsync(s => s.Id == staffId, cancellationToken);
        var (rolesBefore, teamsBefore) = (staff.Roles.Select(r => r.Role).ToHashSet(), staff.Teams.Select(t => t.TeamId).ToHashSet());
        var rolesChange = !rolesBefore.SetEquals(change.Roles);
        Check(name, change.Roles, change.Email)
            .Refuse(Rules.A06, rolesChange && staffId == context.UserId, "roles", "Nobody changes their own roles; ask another administrator")
            .ThrowIfAny();

        var before = Rights(staff);
        (staff.DisplayName, staff.Email) = (name, Blank(change.Email));
        staff.Roles.RemoveAll(r => !change.Roles.Contains(r.Role));
        staff.Roles.AddRange(change.Roles.Distinct().Where(r => !rolesBefore.Contains(r)).Select(role => new StaffRole { StaffId = staffId, Role = role }));
        staff.Teams.RemoveAll(t => !change.TeamIds.Contains(t.TeamId));
        staff.Teams.AddRange(change.TeamIds.Distinct().Where(t => !teamsBefore.Contains(t)).Select(team => new TeamMember { StaffId = staffId, TeamId = team }));
        await SaveAsync(context, staff, change.Version, AuditAction.AccountChanged, before, endSessions: rolesChange, cancellationToken);
    }

    /// <summary>Shuts an account: its sessions end, and it is out at its next request (A-05).</summary>
    public Task DisableAsync(ActionContext context, Guid staffId, string? version, CancellationToken cancellationToken = default) =>
        SetDisabledAsync(context, staffId, version, disable: true, cancellationToken);

    /// <summary>Opens an account again.</summary>
    public Task EnableAsync(ActionContext context, Guid staffId, string? version, CancellationToken cancellationToken = default) =>
        SetDisabledAsync(context, staffId, version, disable: false, cancellationToken);

    /// <summary>Gives a person a password for one use, takes the lock off their account and ends their sessions.</summary>
    /// <returns>The password, which is not kept.</returns>
    public async Task<string> ResetPasswordAsync(ActionContext context, Guid staffId, string? version, CancellationToken cancellationToken = default)
    {
        new RuleCheck().Refuse(Rules.A06, staffId == context.UserId, "", "Change your own password on your account page").ThrowIfAny();
        var staff = await db.Users.FirstAsync(s => s.Id == staffId, cancellationToken);
        var password = Passwords.OneTime();
        SetPassword(context, staff, password, mustChange: true);
        await SaveAsync(context, staff, version, AuditAction.PasswordChanged, null, endSessions: true, cancellationToken);
        return password;
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
        var currentWrong = current is not null && !IsPassword(staff, current);
        var same = !currentWrong && IsPassword(staff, password ?? "");
        new RuleCheck()
            .Refuse(Rules.A05, currentWrong, "current", "This is not your password")
            .Password("password", password, staff.UserName)
            .Refuse(Rules.A05, same, "password", "Choose a password that you do not have already")
            .ThrowIfAny();
        SetPassword(context, staff, password!, mustChange: false);
        db.Audit(context, AuditAction.PasswordChanged, subject: Subject(staff.Id));
        await SaveAndEndSessionsAsync(staff.Id, keepSession, cancellationToken);
    }

    /// <summary>No password is right for an account that has none yet.</summary>
    private bool IsPassword(Staff staff, string password) =>
        staff.PasswordHash is { } hash && hasher.VerifyHashedPassword(staff, hash, password) != PasswordVerificationResult.Failed;

    /// <summary>Ends every session of the person.</summary>
    public async Task SignOutEverywhereAsync(ActionContext context, CancellationToken cancellationToken = default)
    {
        db.Audit(context, AuditAction.SignedOut, subject: Subject(context.Me), after: "everywhere");
        await SaveAndEndSessionsAsync(context.Me, null, cancellationToken);
    }

    private static RuleCheck Check(string name, IReadOnlyCollection<Role> roles, string? email) => new RuleCheck()
        .Refuse(Rules.A06, name.Length is 0 or > LongestName, "displayName", "Enter the person's full name")
        .Refuse(Rules.A06, roles.Count == 0, "roles", "Choose at least one role")
        .Refuse(Rules.A06, roles.Distinct().Count() > 1 && roles.Any(r => r is Role.Administrator or Role.Auditor), "roles", "Administrator and auditor each stand alone: who gives out rights or checks their use works with no record")
        .Refuse(Rules.A08, Blank(email) is { } address && !IsEmail(address), "email", "Enter an email address, like sam.hill@northmere.gov.uk, or leave it empty");

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static bool IsEmail(string text) =>
        text.Length <= LongestEmail && text.Split('@') is [{ Length: > 0 }, var domain] && domain.Contains('.', StringComparison.Ordinal) && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';' or '"');

    private static bool IsUserName(string text) =>
        text.Length is > 0 and <= LongestUserName && text.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '@');

    private async Task SetDisabledAsync(ActionContext context, Guid staffId, string? version, bool disable, CancellationToken cancellationToken)
    {
        new RuleCheck().Refuse(Rules.A06, disable && staffId == context.UserId, "", "Nobody disables their own account; ask another administrator").ThrowIfAny();
        var staff = await db.Users.FirstAsync(s => s.Id == staffId, cancellationToken);
        if (staff.DisabledAtUtc is not null == disable) return;
        staff.DisabledAtUtc = disable ? context.NowUtc : null;
        await SaveAsync(context, staff, version, disable ? AuditAction.AccountDisabled : AuditAction.AccountEnabled, null, disable, cancellationToken);
    }

    private async Task SaveAsync(ActionContext context, Staff staff, string? version, AuditAction action, string? before, bool endSessions, CancellationToken cancellationToken)
    {
        db.Entry(staff).Property(s => s.ConcurrencyStamp).OriginalValue = version;
        staff.ConcurrencyStamp = Guid.NewGuid().ToString();
        db.Audit(context, action, subject: Subject(staff.Id), before: before, after: before is null ? null : Rights(staff));
        try
        {
            if (endSessions) await SaveAndEndSessionsAsync(staff.Id, null, cancellationToken);
            else await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException();
        }
    }

    private static string Subject(Guid staffId) => $"staff:{staffId:N}";

    private static string Rights(Staff staff) =>
        $"roles:{string.Join(',', staff.Roles.Select(r => r.Role.ToString()).Order(StringComparer.Ordinal))} teams:{string.Join(',', staff.Teams.Select(t => t.TeamId).Order())}{(staff.Email is null ? "" : " email")}";

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
