using System.Security.Cryptography;

namespace CaseRecording.Core.Access;

/// <summary>What a password must be: long, and not one that is tried first. No rules on its mixture of characters.</summary>
public static class Passwords
{
    /// <summary>Fewest characters.</summary>
    public const int Shortest = 12;

    /// <summary>Most characters; more is no safer and slow to check.</summary>
    public const int Longest = 200;

    /// <summary>Rounds of PBKDF2 with HMAC-SHA512.</summary>
    public const int HashIterations = 210_000;

    private const int FewestDifferentCharacters = 5;
    private const string OneTimeLetters = "abcdefghjkmnpqrstuvwxyz23456789";

    // The long ones among the passwords that attackers try first, and the words this program suggests.
    private static readonly string[] TriedFirst =
    [
        "password", "passw0rd", "letmein", "welcome", "qwerty", "qwertyuiop", "asdfghjkl", "1q2w3e4r", "iloveyou", "administrator",
        "changeme", "caserecording", "socialwork", "socialworker", "childrenservices", "council", "1234567890", "0987654321", "abcdefgh",
    ];

    /// <summary>Adds a refusal when a password will not do.</summary>
    public static RuleCheck Password(this RuleCheck check, string field, string? password, string? userName)
    {
        var text = password ?? "";
        if (text.Length is < Shortest or > Longest)
        {
            return check.Refuse(Rules.A05, true, field, $"Use a password of {Shortest} to {Longest} characters; three or four unrelated words are good");
        }

        return check.Refuse(Rules.A05, IsGuessable(text, userName), field, "This password is one of the first that would be tried; use three or four unrelated words");
    }

    /// <summary>A password for one use: 80 bits, in groups that can be read out.</summary>
    public static string OneTime() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(OneTimeLetters, 4)));

    private static bool IsGuessable(string password, string? userName)
    {
        if (password.Distinct().Count() < FewestDifferentCharacters) return true;
        // What is left after a word that is tried first must be as long as half a password.
        foreach (var word in TriedFirst.Append(userName).Where(w => w is { Length: > 2 }))
        {
            if (password.Replace(word!, "", StringComparison.OrdinalIgnoreCase).Length < Shortest / 2) return true;
        }

        return false;
    }
}
