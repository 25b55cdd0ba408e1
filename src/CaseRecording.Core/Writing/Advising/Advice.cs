using System.Security.Cryptography;
using System.Text;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>What could stand instead, put in with one press.</summary>
/// <param name="Start">Where it goes, in characters of the field.</param>
/// <param name="Length">How many characters it takes the place of; 0 inserts.</param>
/// <param name="Text">What to write.</param>
/// <param name="Label">What pressing does, in words.</param>
public sealed record Replacement(int Start, int Length, string Text, string Label);

/// <summary>One piece of advice on a text. It never blocks and never rewrites; the author decides.</summary>
/// <param name="Rule">The rule that gives it.</param>
/// <param name="Weight">How much it matters; the worst come first.</param>
/// <param name="Field">Name of the form field.</param>
/// <param name="Start">Where the passage begins, in characters of the field as typed.</param>
/// <param name="Length">Its length; 0 for the field as a whole.</param>
/// <param name="Passage">The passage as typed; empty for the field as a whole.</param>
/// <param name="Why">Why it is pointed out, in a plain sentence.</param>
public sealed record Advice(Rule Rule, int Weight, string Field, int Start, int Length, string Passage, string Why)
{
    /// <summary>What to write, in words; null where the reason says it all.</summary>
    public string? Instead { get; init; }

    /// <summary>What to write, ready to be put in.</summary>
    public Replacement? Replacement { get; init; }

    /// <summary>The earlier entry it speaks of (N-11).</summary>
    public AdviceTwin? Twin { get; init; }

    /// <summary>What it is remembered by when its author leaves it: rule, field and passage, but not where in the field it stands and none of its words.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Rule.Code}\n{Field}\n{Passage.ToLowerInvariant()}")).AsSpan(0, KeyLength / 2));

    /// <summary>Characters of a <see cref="Key"/>.</summary>
    public const int KeyLength = 32;
}

/// <summary>The policies behind the rules, by the abbreviation that rules name them with.</summary>
public static class PolicySources
{
    private static readonly (string Code, string Name)[] Names =
    [
        ("HUL", "diary recording"),
        ("DUR", "Durham"),
        ("CRP", "case recording policy"),
        ("WAN", "Wandsworth"),
        ("DER", "Derbyshire"),
    ];

    /// <summary>The policies a rule comes from, in words.</summary>
    public static string InWords(Rule rule)
    {
        var found = Names.Where(n => rule.Source.Contains(n.Code, StringComparison.Ordinal)).Select(n => $"{n.Name} ({n.Code})").ToList();
        return found.Count == 0 ? rule.Source : string.Join(", ", found);
    }
}
