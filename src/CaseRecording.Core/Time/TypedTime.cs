using System.Globalization;

namespace CaseRecording.Core.Time;

/// <summary>Reads a date typed as day, month and year.</summary>
public static class DateText
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>All three blank is no date and no trouble. The month may be a number or a name. Otherwise <paramref name="trouble"/> says what is wrong.</summary>
    public static bool TryRead(string? day, string? month, string? year, out DateOnly? date, out string? trouble)
    {
        (day, month, year) = (day?.Trim() ?? "", month?.Trim() ?? "", year?.Trim() ?? "");
        (date, trouble) = (null, null);
        if (day.Length + month.Length + year.Length == 0)
            return true;

        var missing = new[] { (day, "day"), (month, "month"), (year, "year") }.Where(p => p.Item1.Length == 0).Select(p => p.Item2).ToArray();
        if (missing.Length > 0)
            trouble = $"The date needs a {string.Join(" and a ", missing)}";
        else if (!TryNumber(day, out var d) || MonthNumber(month) is not { } m || !TryNumber(year, out var y))
            trouble = "Enter the date in numbers, like 27 3 2026";
        else if (year.Length != 4)
            trouble = "The year needs four digits, like 2026";
        else if (m is < 1 or > 12)
            trouble = "The month is a number from 1 to 12";
        else if (y is < 1900 or > 2100)
            trouble = "Check the year";
        else if (d < 1 || d > DateTime.DaysInMonth(y, m))
            trouble = $"There is no {d} {English.DateTimeFormat.GetMonthName(m)} {y}. Check the date";
        else
            date = new DateOnly(y, m, d);
        return trouble is null;
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static int? MonthNumber(string text)
    {
        if (TryNumber(text, out var number))
            return number;
        for (var month = 1; month <= 12; month++)
        {
            var name = English.DateTimeFormat.GetMonthName(month);
            if (text.Length >= 3 && name.StartsWith(text, StringComparison.OrdinalIgnoreCase))
                return month;
        }
        return null;
    }
}

/// <summary>Reads a time of day as people type it: 14:30, 14.30, 1430, 9:05, 2pm, 2:30 pm.</summary>
public static class TimeText
{
    private static readonly string[] Formats =
        ["H:mm", "HH:mm", "H.mm", "HH.mm", "HHmm", "h tt", "htt", "h:mm tt", "h:mmtt", "h.mm tt", "h.mmtt"];

    private static readonly CultureInfo English = new("en-GB") { DateTimeFormat = { AMDesignator = "am", PMDesignator = "pm" } };

    /// <summary>Blank is no time and no trouble.</summary>
    public static bool TryRead(string? text, out TimeOnly? time, out string? trouble)
    {
        (time, trouble) = (null, null);
        if (string.IsNullOrWhiteSpace(text))
            return true;
        if (TimeOnly.TryParseExact(text.Trim().ToLowerInvariant(), Formats, English, DateTimeStyles.None, out var read))
            time = read;
        else
            trouble = "Enter a time, like 14:30";
        return trouble is null;
    }
}
