using System.Security.Cryptography;
using System.Text;
using CaseRecording.Core.Access;

namespace CaseRecording.Web.Security;

/// <summary>
/// Slows guessing from one address: per account, known or not, and over all accounts. Counts wrong tries only, so that a council
/// behind one address can come to work at nine. Each node counts for itself; the lock of an account is in the database.
/// </summary>
public sealed class SignInThrottle(TimeProvider clock)
{
    private const int PerAccount = 10;
    private const int PerAddress = 100;
    private const int MostKept = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private readonly Dictionary<string, (int Tries, DateTime Since)> counts = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Whether tries from there are not looked at for now.</summary>
    public bool Refuses(string? origin, string userName)
    {
        lock (gate) return Count(Key(origin)) >= PerAddress || Count(Key(origin, userName)) >= PerAccount;
    }

    /// <summary>Counts a wrong try.</summary>
    /// <returns>Whether it was the last that was looked at.</returns>
    public bool CountWrong(string? origin, string userName)
    {
        lock (gate)
        {
            if (counts.Count >= MostKept) Forget();
            return Add(Key(origin)) == PerAddress | Add(Key(origin, userName)) == PerAccount;
        }
    }

    private static string Key(string? origin, string? userName = null) =>
        userName is null ? origin ?? "" : $"{origin} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(StaffService.Normalise(userName))))}";

    private int Count(string key) => counts.TryGetValue(key, out var count) && Now - count.Since < Window ? count.Tries : 0;

    private int Add(string key)
    {
        var tries = Count(key) + 1;
        counts[key] = (tries, tries == 1 ? Now : counts[key].Since);
        return tries;
    }

    private void Forget()
    {
        foreach (var old in counts.Where(c => Now - c.Value.Since >= Window).Select(c => c.Key).ToList()) counts.Remove(old);
        if (counts.Count >= MostKept) counts.Clear();
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}
