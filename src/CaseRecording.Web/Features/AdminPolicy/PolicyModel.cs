using System.Globalization;
using CaseRecording.Core.Policy;
using Humanizer;

namespace CaseRecording.Web.Features.AdminPolicy;

public sealed record ComingValue(string Value, DateOnly From);

/// <param name="Value">In force today, in words.</param>
public sealed record SettingLine(PolicySetting Setting, string Value, IReadOnlyList<ComingValue> Coming);

public sealed record PolicyList(IReadOnlyList<SettingLine> Settings, bool Changed);

/// <param name="By">Null: the program itself.</param>
public sealed record PastChange(string Value, DateOnly From, string Reason, string? By, DateTime AtUtc);

public sealed record SettingPage(PolicySetting Setting, string Value, string Default, SettingForm Form, DateOnly Today, IReadOnlyList<PastChange> History);

/// <summary>A change of a setting, as typed.</summary>
public sealed class SettingForm
{
    /// <summary>One value, or the several that are ticked.</summary>
    public string[] Value { get; set; } = [];

    public DateOnly? From { get; set; }

    public string? Reason { get; set; }
}

/// <summary>A stored value as a person reads it.</summary>
internal static class PolicyWords
{
    public static string Of(PolicySetting setting, string value) => setting.Input switch
    {
        PolicyInput.Number when setting.Unit.StartsWith("day of", StringComparison.Ordinal) => $"{int.Parse(value, CultureInfo.InvariantCulture).Ordinalize(CultureInfo.GetCultureInfo("en-GB"))} {setting.Unit}",
        PolicyInput.Number => setting.Unit.Length == 0 ? value : $"{value} {(value == "1" ? setting.Unit.TrimEnd('s') : setting.Unit)}",
        PolicyInput.YesNo or PolicyInput.Several => value.Length == 0
            ? "None"
            : string.Join(", ", value.Split(',').Select(v => setting.Options.FirstOrDefault(o => o.Key == v).Value ?? v)),
        _ => value,
    };
}
