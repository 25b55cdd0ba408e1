using CaseRecording.Core.Time;

namespace CaseRecording.Core.Quality;

/// <summary>Which clock a row is of, in the order in which they are counted.</summary>
public enum ClockKind
{
    /// <summary>A concern that no manager has acknowledged, or no entry records (T-05).</summary>
    Safeguarding,

    /// <summary>An entry to be written, finalised, or answered after a return (T-02, T-04, Q-03).</summary>
    Entry,

    /// <summary>Waiting for sign-off .</summary>
    SignOff,

    /// <summary>A visit (V-06).</summary>
    Visit,

    /// <summary>A case note summary (S-02).</summary>
    Summary,

    /// <summary>A progress summary (S-05).</summary>
    Progress,

    /// <summary>Supervision (D-05).</summary>
    Supervision,

    /// <summary>A review of a plan (P-02).</summary>
    Review,

    /// <summary>A step or goal of a plan (P-01).</summary>
    Plan,

    /// <summary>A request to correct the record (F-04).</summary>
    Correction,

    /// <summary>An entry that was written late (T-02): its time is over, and it is told.</summary>
    WrittenLate,
}

/// <summary>Something that runs out.</summary>
/// <param name="Kind">Which clock.</param>
/// <param name="ChildId">The child.</param>
/// <param name="Child">Full name.</param>
/// <param name="What">What is to be done; never a text of a record that the reader would have to give a reason for .</param>
/// <param name="Who">Whose it is, where that is told.</param>
public sealed record ClockRow(ClockKind Kind, int ChildId, string Child, string What, string? Who)
{
    /// <summary>The entry, report, request or goal it leads to; null: the child.</summary>
    public long? Id { get; init; }

    /// <summary>The draft it leads to, and its form.</summary>
    public (Guid Id, string Form)? Draft { get; init; }

    /// <summary>On a clock of hours: its end, UTC.</summary>
    public DateTime? DueAtUtc { get; init; }

    /// <summary>On a clock of days: the last UK day on which it is in time.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Without an end of its own: since when, UTC.</summary>
    public DateTime? SinceUtc { get; init; }

    /// <summary>It was late by so much.</summary>
    public TimeSpan? LateBy { get; init; }

    /// <summary>The instant at which it runs out, UTC; what has no end comes last.</summary>
    public DateTime RunsOutUtc => DueAtUtc ?? (DueOn is { } day ? LondonTime.StartOfDayUtc(day.AddDays(1)) : DateTime.MaxValue);

    /// <summary>It has run out.</summary>
    public bool IsOverdue(DateTime nowUtc) => DueAtUtc is { } due ? LondonTime.ToMinute(nowUtc) > LondonTime.ToMinute(due) : DueOn is { } day && LondonTime.DateOf(nowUtc) > day;
}

/// <summary>Everything that runs out for a person or a team.</summary>
/// <param name="NowUtc">The instant of asking, UTC.</param>
/// <param name="Rows">What runs out first on top; of very long lists the first rows.</param>
/// <param name="Counts">All of each kind, also where not every row is here.</param>
public sealed record ClocksPicture(DateTime NowUtc, IReadOnlyList<ClockRow> Rows, IReadOnlyDictionary<ClockKind, int> Counts)
{
    internal static ClocksPicture Of(DateTime nowUtc, IEnumerable<ClockRow> rows, params (ClockKind Kind, int Count)[] counted)
    {
        var all = rows.OrderBy(r => r.Kind == ClockKind.WrittenLate).ThenBy(r => r.RunsOutUtc).ThenBy(r => r.SinceUtc).ThenBy(r => r.Kind).ThenBy(r => r.ChildId).ThenBy(r => r.Id).ToList();
        var counts = Enum.GetValues<ClockKind>().ToDictionary(k => k, k => all.Count(r => r.Kind == k));
        foreach (var (kind, count) in counted) counts[kind] = count;
        return new ClocksPicture(nowUtc, all, counts);
    }
}
