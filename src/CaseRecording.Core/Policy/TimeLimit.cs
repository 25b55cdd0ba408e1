using System.Globalization;
using CaseRecording.Core.Time;

namespace CaseRecording.Core.Policy;

/// <summary>What a limit is counted in.</summary>
public enum LimitUnit
{
    /// <summary>Elapsed hours, right across clock changes.</summary>
    Hours,

    /// <summary>Whole working days after the day of the event; the last one counts to its end.</summary>
    WorkingDays,
}

/// <summary>A limit such as 72 hours or 3 working days: the sources use both.</summary>
/// <param name="Number">How many, at least 1.</param>
/// <param name="Unit">Of what.</param>
public sealed record TimeLimit(int Number, LimitUnit Unit)
{
    private const int MostHours = 336;
    private const int MostWorkingDays = 20;

    /// <summary>When the limit runs out, UTC.</summary>
    public DateTime DueAt(DateTime startUtc) => Unit == LimitUnit.Hours
        ? startUtc.AddHours(Number)
        : LondonTime.EndOfDayUtc(LondonTime.AddWorkingDays(LondonTime.DateOf(startUtc), Number));

    /// <summary>As stored and shown: 72 hours, 3 working days.</summary>
    public override string ToString() => LondonTime.Count(Number, Unit == LimitUnit.Hours ? "hour" : "working day");

    /// <summary>Reads what <see cref="ToString"/> writes. At most 336 hours or 20 working days.</summary>
    public static bool TryParse(string? text, out TimeLimit limit)
    {
        var (number, unit) = (text ?? "").Trim().Split(' ', 2, StringSplitOptions.TrimEntries) is [var n, var u] ? (n, u) : ("", "");
        var read = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0;
        var (most, kind) = unit.ToUpperInvariant() switch
        {
            "HOUR" or "HOURS" => (MostHours, LimitUnit.Hours),
            "WORKING DAY" or "WORKING DAYS" => (MostWorkingDays, LimitUnit.WorkingDays),
            _ => (0, LimitUnit.Hours),
        };
        limit = new TimeLimit(value, kind);
        return read && value <= most;
    }
}
