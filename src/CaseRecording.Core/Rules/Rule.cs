namespace CaseRecording.Core;

/// <summary>How strongly the program holds a rule.</summary>
public enum RuleStrength
{
    /// <summary>The program offers it.</summary>
    Provide,

    /// <summary>Advice while writing; the author decides.</summary>
    Nudge,

    /// <summary>Saved, and visibly labelled from then on.</summary>
    Flag,

    /// <summary>The action is not carried out.</summary>
    Refuse,
}

/// <summary>One rule of the recording rulebook. Its code never changes: it stands in refusals, in docs/rules.md and in test names.</summary>
/// <param name="Code">For example T-02.</param>
/// <param name="Sentence">The rule in our own words.</param>
/// <param name="Source">The policy or statute it comes from.</param>
/// <param name="Strength">How strongly it is held.</param>
public sealed record Rule(string Code, string Sentence, string Source, RuleStrength Strength)
{
    private static readonly AsyncLocal<string?> SwitchedOff = new();

    /// <summary>Whether the rule is broken or its label due: <paramref name="condition"/>, asked through the rule so that each decisive comparison names it.</summary>
    public bool Broken(bool condition) => condition && SwitchedOff.Value != Code;

    /// <summary>Whether the rule's provision applies: the same question as <see cref="Broken"/>, for rules that offer rather than refuse.</summary>
    public bool Applies(bool condition) => Broken(condition);

    /// <summary>A refusal that names this rule, at a field of the form.</summary>
    /// <param name="field">Name of the form field the sentence stands at; empty for the whole form.</param>
    /// <param name="message">What to do about it, for a tired reader. The code is added when shown.</param>
    public RuleViolation Violation(string field, string message) => new(this, field, message);

    /// <summary>Switches one rule off for the current flow of execution, so that a test can show that its proof depends on it.</summary>
    internal static IDisposable SwitchOff(string code)
    {
        SwitchedOff.Value = code;
        return new Restore();
    }

    private sealed class Restore : IDisposable
    {
        public void Dispose() => SwitchedOff.Value = null;
    }
}

/// <summary>One sentence of refusal: which rule, at which field, and what to do.</summary>
/// <param name="Rule">The rule that refuses.</param>
/// <param name="Field">Form field, or empty.</param>
/// <param name="Message">The sentence without the code.</param>
public sealed record RuleViolation(Rule Rule, string Field, string Message)
{
    /// <summary>The sentence as shown, with its code.</summary>
    public string Sentence => $"{Message} ({Rule.Code})";
}

/// <summary>The rules refuse. Carries every violation at once; one filter turns it into messages at the fields.</summary>
public sealed class RuleViolationException(IReadOnlyList<RuleViolation> violations)
    : Exception(string.Join(", ", violations.Select(v => v.Rule.Code).Distinct(StringComparer.Ordinal)))
{
    /// <summary>All of them, in the order of the form.</summary>
    public IReadOnlyList<RuleViolation> Violations { get; } = violations;
}

/// <summary>Collects violations, then throws them together.</summary>
public sealed class RuleCheck
{
    private readonly List<RuleViolation> violations = [];

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<RuleViolation> Violations => violations;

    /// <summary>Adds a refusal when the condition holds.</summary>
    public RuleCheck Refuse(Rule rule, bool condition, string field, string message)
    {
        if (rule.Broken(condition)) violations.Add(rule.Violation(field, message));
        return this;
    }

    /// <summary>Throws when anything was found.</summary>
    public void ThrowIfAny()
    {
        if (violations.Count > 0) throw new RuleViolationException(violations);
    }
}
