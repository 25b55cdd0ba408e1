namespace CaseRecording.Core.Policy;

/// <summary>One change of one setting.</summary>
/// <param name="Key">Key of a <see cref="PolicySetting"/>.</param>
/// <param name="Value">As stored.</param>
/// <param name="EffectiveFrom">The first UK day it holds.</param>
public sealed record PolicyChange(string Key, string Value, DateOnly EffectiveFrom);

/// <summary>The council's policy over time.</summary>
public sealed class PolicyHistory
{
    private readonly DateOnly[] days;
    private readonly RecordingPolicy[] policies;

    /// <param name="changes">In the order they were made: of two for the same setting and day the later made holds.</param>
    public PolicyHistory(IEnumerable<PolicyChange> changes)
    {
        var inForce = new Dictionary<string, string>(StringComparer.Ordinal);
        var steps = changes.GroupBy(change => change.EffectiveFrom).OrderBy(group => group.Key).Select(group =>
        {
            foreach (var change in group) inForce[change.Key] = change.Value;
            return (Day: group.Key, Policy: RecordingPolicy.From(inForce));
        }).ToList();
        days = [.. steps.Select(step => step.Day)];
        policies = [.. steps.Select(step => step.Policy)];
    }

    /// <summary>Whether a policy that was ever decided, or the one before any, is so.</summary>
    internal bool Ever(Func<RecordingPolicy, bool> so) => so(RecordingPolicy.Default) || policies.Any(so);

    /// <summary>The policy in force on a UK day: for a verdict, the day of the event.</summary>
    public RecordingPolicy PolicyOn(DateOnly day)
    {
        var found = Array.BinarySearch(days, day);
        var step = found >= 0 ? found : ~found - 1;
        return step < 0 ? RecordingPolicy.Default : policies[step];
    }
}
