using System.Text;

namespace CaseRecording.Core.Writing.Lists;

/// <summary>One line of a list.</summary>
/// <param name="Kind">The list.</param>
/// <param name="Key">Its name within the list; never changes.</param>
/// <param name="Expression">What is looked for; several spellings parted by semicolons.</param>
/// <param name="Instead">The full form, the plain words or the kinder words; empty where there is none to offer.</param>
/// <param name="Explanation">Said beside the advice: what it means, or why it matters.</param>
public sealed record WordEntry(WordKind Kind, string Key, string Expression, string Instead, string Explanation)
{
    /// <summary>Longest expression, with all its spellings.</summary>
    public const int LongestExpression = 2000;

    /// <summary>Longest text to write instead.</summary>
    public const int LongestInstead = 300;

    /// <summary>Longest explanation.</summary>
    public const int LongestExplanation = 500;

    /// <summary>Longest key.</summary>
    public const int LongestKey = 60;

    /// <summary>Each spelling.</summary>
    public IEnumerable<string> Spellings => Expression.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The key that the first spelling makes: small letters, digits and hyphens.</summary>
    public static string KeyOf(string expression)
    {
        var key = new StringBuilder();
        foreach (var c in expression.Split(';')[0].Trim().ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c)) key.Append(c);
            else if (key.Length > 0 && key[^1] != '-') key.Append('-');
            if (key.Length == LongestKey) break;
        }

        return key.ToString().Trim('-');
    }
}
