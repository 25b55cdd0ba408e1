namespace CaseRecording.Core.Policy;

/// <summary>How an administrator enters a setting.</summary>
public enum PolicyInput
{
    /// <summary>A whole number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>A number and its unit, hours or working days.</summary>
    Limit,

    /// <summary>Any of <see cref="PolicySetting.Options"/>, stored with commas between.</summary>
    Several,
}

/// <summary>A setting of the council's policy: stored by key as text, checked before it is stored.</summary>
public sealed class PolicySetting
{
    private readonly Func<string, Func<RecordingPolicy, RecordingPolicy>?> read;
    private readonly Func<RecordingPolicy, string> write;
    private readonly string refusal;

    /// <param name="key">Stored key.</param>
    /// <param name="read">From text to the change it makes; null when the text is not accepted.</param>
    /// <param name="write">From the policy to text.</param>
    /// <param name="refusal">What the label is followed by when the text is not accepted.</param>
    internal PolicySetting(
        string key,
        Func<string, Func<RecordingPolicy, RecordingPolicy>?> read,
        Func<RecordingPolicy, string> write,
        string refusal)
    {
        (Key, this.read, this.write, this.refusal) = (key, read, write, refusal);
    }

    /// <summary>Stored key; never changes.</summary>
    public string Key { get; }

    /// <summary>As shown to the administrator.</summary>
    public required string Label { get; init; }

    /// <summary>What it means, with the rule it serves.</summary>
    public required string Hint { get; init; }

    /// <summary>How it is entered.</summary>
    public PolicyInput Input { get; init; }

    /// <summary>What a number counts: hours, calendar months; empty where there is none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What can be chosen, value and label, where <see cref="Input"/> is a choice.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Options { get; init; } = [];

    /// <summary>The rulebook's value.</summary>
    public string Default => ValueIn(RecordingPolicy.Default);

    /// <summary>The value a policy has, as it would be stored.</summary>
    public string ValueIn(RecordingPolicy policy) => write(policy);

    /// <summary>A sentence on why the value is not accepted; null when it is.</summary>
    public string? Refuse(string? value) => read((value ?? "").Trim()) is null ? $"{Label} {refusal}" : null;

    /// <summary>The accepted value in the one form it is stored in.</summary>
    /// <exception cref="FormatException">The value is not accepted.</exception>
    public string Normalise(string value) => ValueIn(Apply(RecordingPolicy.Default, value));

    internal RecordingPolicy Apply(RecordingPolicy policy, string value) =>
        (read(value.Trim()) ?? throw new FormatException($"Policy setting {Key}: {refusal}"))(policy);
}
