using System.Globalization;

namespace CaseRecording.Core.Time;

/// <summary>
/// The only place that knows the time zone, bank holidays and working days. Everywhere else an instant is UTC
/// (<see cref="DateTime"/> of kind Utc) and a date is a day in the United Kingdom.
/// </summary>
public static class LondonTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>What a date and time as typed mean: one instant, none (the clocks went forward) or two (they went back), T-07.</summary>
    public static LocalTimeResult ToUtc(DateOnly date, TimeOnly time, LocalTimeChoice choice = LocalTimeChoice.Ask)
    {
        var local = date.ToDateTime(time);
        if (Rules.T07.Broken(Zone.IsInvalidTime(local))) return new LocalTimeResult.DoesNotExist();
        if (!Rules.T07.Broken(Zone.IsAmbiguousTime(local))) return new LocalTimeResult.Ok(AtOffset(local, Zone.GetUtcOffset(local)));

        var offsets = Zone.GetAmbiguousTimeOffsets(local);
        var first = AtOffset(local, offsets.Max());
        var second = AtOffset(local, offsets.Min());
        return choice switch
        {
            LocalTimeChoice.First => new LocalTimeResult.Ok(first),
            LocalTimeChoice.Second => new LocalTimeResult.Ok(second),
            _ => new LocalTimeResult.Ambiguous(first, second),
        };
    }

    /// <summary>The wall clock in London at an instant.</summary>
    public static DateTime ToLondon(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(RequireUtc(utc), Zone);

    /// <summary>The day it was in London at an instant.</summary>
    public static DateOnly DateOf(DateTime utc) => DateOnly.FromDateTime(ToLondon(utc));

    /// <summary>The first instant of the day.</summary>
    public static DateTime StartOfDayUtc(DateOnly date)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        return AtOffset(midnight, Zone.GetUtcOffset(midnight));
    }

    /// <summary>The last minute of the day, 11:59pm: a deadline at the end of a day, to be compared in whole minutes.</summary>
    public static DateTime EndOfDayUtc(DateOnly date) => StartOfDayUtc(date.AddDays(1)).AddMinutes(-1);

    /// <summary>The instant without its seconds: every clock counts whole minutes, as people type them.</summary>
    public static DateTime ToMinute(DateTime utc) => RequireUtc(utc).AddTicks(-(utc.Ticks % TimeSpan.TicksPerMinute));

    /// <summary>Monday to Friday, not a bank holiday in England.</summary>
    public static bool IsWorkingDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !BankHolidays.Contains(date);

    /// <summary>The given number of working days after the day itself, which is not counted. Zero gives the day back.</summary>
    public static DateOnly AddWorkingDays(DateOnly date, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        while (workingDays > 0)
        {
            date = date.AddDays(1);
            if (IsWorkingDay(date)) workingDays--;
        }

        return date;
    }

    /// <summary>The day itself if it is a working day, else the next one.</summary>
    public static DateOnly NextWorkingDayOnOrAfter(DateOnly date)
    {
        while (!IsWorkingDay(date)) date = date.AddDays(1);
        return date;
    }

    /// <summary>The corresponding date some months on, or the last day of that month where there is none: 31 January plus one is 28 or 29 February.</summary>
    public static DateOnly AddMonthsCorresponding(DateOnly date, int months) => date.AddMonths(months);

    /// <summary>For example 14 March 2026.</summary>
    public static string FormatDate(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>For example 3:05pm. In the hour that happens twice BST or GMT says which one it is.</summary>
    public static string FormatTime(DateTime utc)
    {
        var local = ToLondon(utc);
        var time = FormatTime(TimeOnly.FromDateTime(local));
        if (!Zone.IsAmbiguousTime(local)) return time;
        return time + (Zone.IsDaylightSavingTime(utc) ? " BST" : " GMT");
    }

    /// <summary>A time as typed, for example 3:05pm.</summary>
    public static string FormatTime(TimeOnly local) => local.ToString("h:mm", CultureInfo.InvariantCulture) + (local.Hour < 12 ? "am" : "pm");

    /// <summary>For example 14 March 2026, 3:05pm.</summary>
    public static string FormatDateTime(DateTime utc) => $"{FormatDate(DateOf(utc))}, {FormatTime(utc)}";

    /// <summary>The two largest neighbouring units in whole minutes: 1 day 3 hours, 3 hours 20 minutes, 1 minute. The sign is not told.</summary>
    public static string FormatDuration(TimeSpan duration)
    {
        var span = duration.Duration();
        if (span < TimeSpan.FromMinutes(1)) return "less than a minute";
        var (large, small) = span.Days > 0
            ? (Count(span.Days, "day"), Count(span.Hours, "hour"))
            : (Count(span.Hours, "hour"), Count(span.Minutes, "minute"));
        return string.Join(' ', new[] { large, small }.Where(part => part.Length > 0));
    }

    internal static string Count(int number, string unit) => number switch
    {
        0 => "",
        1 => $"1 {unit}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{number} {unit}s"),
    };

    private static DateTime AtOffset(DateTime local, TimeSpan offset) => DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);

    private static DateTime RequireUtc(DateTime utc) =>
        utc.Kind == DateTimeKind.Utc ? utc : throw new ArgumentException("An instant must be UTC.", nameof(utc));
}
