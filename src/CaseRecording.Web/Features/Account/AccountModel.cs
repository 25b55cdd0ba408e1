namespace CaseRecording.Web.Features.Account;

/// <summary>Choosing a password, with the present one or straight after signing in with it.</summary>
public sealed class NewPasswordModel
{
    public string? Current { get; set; }

    public string? Password { get; set; }

    public string? ReturnUrl { get; set; }
}

/// <summary>One's own account.</summary>
public sealed record AccountModel(string Name, string UserName, IReadOnlyList<string> Roles, IReadOnlyList<string> Teams, DateTime? PasswordSetAtUtc, IReadOnlyList<OpenSession> Sessions, bool PasswordChanged);

/// <summary>A place where the person is signed in.</summary>
public sealed record OpenSession(DateTime StartedAtUtc, DateTime LastActivityAtUtc, bool IsThisOne);
