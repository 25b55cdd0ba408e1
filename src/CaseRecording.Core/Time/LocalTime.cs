namespace CaseRecording.Core.Time;

/// <summary>Which of the two is meant when the clocks go back and an hour happens twice.</summary>
public enum LocalTimeChoice
{
    /// <summary>Not said yet: ask.</summary>
    Ask,

    /// <summary>The earlier one, still in summer time.</summary>
    First,

    /// <summary>The later one, after the clocks went back.</summary>
    Second,
}

/// <summary>What a date and time on the wall clock in London mean (T-07).</summary>
public abstract record LocalTimeResult
{
    private LocalTimeResult()
    {
    }

    /// <summary>One instant.</summary>
    /// <param name="Utc">The instant, UTC.</param>
    public sealed record Ok(DateTime Utc) : LocalTimeResult;

    /// <summary>The clocks went forward over it: refuse.</summary>
    public sealed record DoesNotExist : LocalTimeResult;

    /// <summary>The clocks went back over it: ask which one is meant.</summary>
    /// <param name="First">The earlier instant, UTC.</param>
    /// <param name="Second">The later instant, UTC.</param>
    public sealed record Ambiguous(DateTime First, DateTime Second) : LocalTimeResult;
}
