namespace CaseRecording.Core.Policy;

/// <summary>A policy setting that an administrator changed, from a UK date on, with the reason.</summary>
public sealed class PolicySettingChange
{
    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Which setting.</summary>
    public string Key { get; set; } = "";

    /// <summary>Its value as text.</summary>
    public string Value { get; set; } = "";

    /// <summary>First UK date of events it applies to.</summary>
    public DateOnly EffectiveFrom { get; set; }

    /// <summary>Why.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Who changed it.</summary>
    public Guid? ChangedById { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime ChangedAtUtc { get; set; }
}
