using System.Globalization;
using CaseRecording.Core.Time;

namespace CaseRecording.Core.Tests.Time;

/// <summary>Short ways to write instants and days in tests.</summary>
internal static class Uk
{
    /// <summary>An instant by the wall clock in London, "2026-03-14 15:05"; of two, the first.</summary>
    public static DateTime At(string local, LocalTimeChoice choice = LocalTimeChoice.First)
    {
        var parsed = DateTime.ParseExact(local, ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture);
        var result = LondonTime.ToUtc(DateOnly.FromDateTime(parsed), TimeOnly.FromDateTime(parsed), choice);
        return Assert.IsType<LocalTimeResult.Ok>(result).Utc;
    }

    /// <summary>An instant in UTC.</summary>
    public static DateTime Utc(string utc) =>
        DateTime.ParseExact(utc, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>A day.</summary>
    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
