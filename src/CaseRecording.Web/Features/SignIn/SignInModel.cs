namespace CaseRecording.Web.Features.SignIn;

/// <summary>The sign-in page.</summary>
public sealed class SignInModel
{
    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>The page that was asked for.</summary>
    public string? ReturnUrl { get; set; }

    /// <summary>The last session was over.</summary>
    public bool Ended { get; set; }

    /// <summary>The person has just signed out.</summary>
    public bool SignedOut { get; set; }
}
