using System.Globalization;
using CaseRecording.Core.Time;

namespace CaseRecording.Web.DemoData;

/// <summary>The days of the demonstration council, counted back from the day of seeding (README.md).</summary>
internal sealed class DemoDays(DateTime nowUtc)
{
    private readonly DateOnly today = LondonTime.DateOf(nowUtc);

    public DateTime NowUtc => nowUtc;

    public DateOnly Born(int daysAgo) => today.AddDays(-daysAgo);

    /// <summary>From a week back on, days count from this week's Monday, so that weekdays hold.</summary>
    public DateOnly Day(int daysAgo)
    {
        if (daysAgo < 7) return today.AddDays(-daysAgo);
        var sinceMonday = ((int)today.DayOfWeek + 6) % 7;
        return today.AddDays(-sinceMonday - daysAgo);
    }

    /// <summary>An instant on that day; one that would still be to come is moved a day back.</summary>
    public DateTime At(int daysAgo, string time, int lengthMinutes = 0)
    {
        var at = Utc(Day(daysAgo), TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture));
        return at.AddMinutes(lengthMinutes) > nowUtc ? at.AddDays(-1) : at;
    }

    /// <summary>Ten in the morning: when records are opened and cases allocated.</summary>
    public DateTime Morning(int daysAgo) => At(daysAgo, "10:00");

    /// <summary>Noon of the day from which so many months lead to a day in the near future.</summary>
    public DateTime BeforeMonths(int months, int dueInDays) => Utc(today.AddDays(dueInDays).AddMonths(-months), new TimeOnly(12, 0));

    private static DateTime Utc(DateOnly day, TimeOnly time) => LondonTime.ToUtc(day, time, LocalTimeChoice.First) switch
    {
        LocalTimeResult.Ok ok => ok.Utc,
        _ => LondonTime.StartOfDayUtc(day).AddHours(10),
    };
}
