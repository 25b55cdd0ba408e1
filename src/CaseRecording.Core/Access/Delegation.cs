using CaseRecording.Core.Time;

namespace CaseRecording.Core.Access;

/// <summary>What a team's manager hands to a deputy, and for how long.</summary>
/// <param name="ToId">The deputy.</param>
/// <param name="SignOff">Signing entries off.</param>
/// <param name="Decisions">Making decision records.</param>
/// <param name="From">First UK day.</param>
/// <param name="To">Last UK day, to its end.</param>
public sealed record DelegationInput(Guid? ToId, bool SignOff, bool Decisions, DateOnly? From, DateOnly? To);

/// <summary>A team's manager lets someone act for them: for named things, for a period. The manager goes on answering for the team's records.</summary>
public sealed class Delegation
{
    /// <summary>Longest period in days.</summary>
    public const int LongestDays = 92;

    private Delegation()
    {
    }

    internal Delegation(ActionContext context, int teamId, DelegationInput input)
    {
        (TeamId, FromId, ToId, SignOff, Decisions, MadeAtUtc) = (teamId, context.Me, input.ToId!.Value, input.SignOff, input.Decisions, context.NowUtc);
        (FromUtc, UntilUtc) = (LondonTime.StartOfDayUtc(input.From!.Value), LondonTime.StartOfDayUtc(input.To!.Value.AddDays(1)));
    }

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>The team.</summary>
    public int TeamId { get; private set; }

    /// <summary>The manager. When another manages the team, it no longer holds.</summary>
    public Guid FromId { get; private set; }

    /// <summary>The deputy.</summary>
    public Guid ToId { get; private set; }

    /// <summary>Signing entries off.</summary>
    public bool SignOff { get; private set; }

    /// <summary>Making decision records (D-01).</summary>
    public bool Decisions { get; private set; }

    /// <summary>From this instant on, UTC.</summary>
    public DateTime FromUtc { get; private set; }

    /// <summary>Up to this instant and no longer, UTC.</summary>
    public DateTime UntilUtc { get; private set; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime MadeAtUtc { get; private set; }

    /// <summary>Ended before its time, UTC.</summary>
    public DateTime? EndedAtUtc { get; private set; }

    /// <summary>By whom.</summary>
    public Guid? EndedById { get; private set; }

    /// <summary>Concurrency token, set by the program.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>Ends it now.</summary>
    /// <exception cref="RuleViolationException">It has ended already.</exception>
    internal void End(ActionContext context)
    {
        new RuleCheck().Refuse(Rules.Q07, EndedAtUtc is not null || UntilUtc <= context.NowUtc, "", "This delegation has ended already").ThrowIfAny();
        (EndedAtUtc, EndedById, Version) = (context.NowUtc, context.Me, Guid.NewGuid());
    }
}
