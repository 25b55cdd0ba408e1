using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Time;

namespace CaseRecording.Core.Policy;

/// <summary>Changes to the council's policy, each from a date on and with a reason .</summary>
public sealed class PolicyService(AppDbContext db, PolicyStore policies)
{
    private const int LongestReason = 1000;

    /// <summary>
    /// Changes a setting from a UK date on. Not from a past date: what happened since then was judged by the policy of its day, and
    /// a verdict once given stays.
    /// </summary>
    /// <exception cref="RuleViolationException">A value the setting does not accept, no date or a past one, no reason, or nothing changed.</exception>
    public async Task ChangeAsync(ActionContext context, PolicySetting setting, string? value, DateOnly? from, string? reason, CancellationToken cancellationToken = default)
    {
        var (text, why, today) = ((value ?? "").Trim(), (reason ?? "").Trim(), LondonTime.DateOf(context.NowUtc));
        var refusal = setting.Refuse(text);
        var history = await policies.LoadAsync(cancellationToken);
        var before = setting.ValueIn(history.PolicyOn(from ?? today));
        new RuleCheck()
            .Refuse(Rules.A06, refusal is not null, "value", refusal?.TrimEnd('.') ?? "")
            .Refuse(Rules.A06, from is null, "from", "Enter the first day on which it applies")
            .Refuse(Rules.A06, from < today, "from", "Choose today or a later day: what happened before was judged by the policy of its day, and a verdict stays")
            .Refuse(Rules.A06, why.Length is 0 or > LongestReason, "reason", $"Say why it changes, in at most {LongestReason} characters")
            .Refuse(Rules.A06, refusal is null && from is not null && setting.Normalise(text) == before, "value", "This is the value on that day already")
            .ThrowIfAny();

        var after = setting.Normalise(text);
        db.PolicyChanges.Add(new PolicySettingChange { Key = setting.Key, Value = after, EffectiveFrom = from!.Value, Reason = why, ChangedById = context.UserId, ChangedAtUtc = context.NowUtc });
        db.Audit(context with { Reason = why }, AuditAction.PolicyChanged, subject: $"policy:{setting.Key}", before: before, after: $"{after} from {from:yyyy-MM-dd}");
        await db.SaveChangesAsync(cancellationToken);
    }
}
