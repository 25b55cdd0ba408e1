using CaseRecording.Core.Time;

namespace CaseRecording.Core.Tests.Time;

public sealed class BankHolidaysTests
{
    [Fact]
    public void All_EachYearListed_IsWhatTheRulesOfTheCalendarGive()
    {
        for (var year = 2015; year <= BankHolidays.LastYearListed; year++)
        {
            var listed = BankHolidays.All.Where(day => day.Year == year).Order().ToList();
            Assert.Equal(Expected(year).Order().ToList(), listed);
        }

        Assert.Equal(2032, BankHolidays.LastYearListed);
    }

    [Theory]
    [InlineData("2015-12-28")] // Boxing Day was a Saturday
    [InlineData("2016-12-27")] // Christmas Day was a Sunday
    [InlineData("2020-05-08")] // moved for VE day
    [InlineData("2021-12-28")]
    [InlineData("2022-01-03")]
    [InlineData("2022-06-02")]
    [InlineData("2022-06-03")]
    [InlineData("2022-09-19")]
    [InlineData("2023-05-08")]
    [InlineData("2026-04-03")] // Good Friday
    [InlineData("2026-12-28")]
    public void Contains_ProclaimedOrSubstituteDay_IsTrue(string day) => Assert.True(BankHolidays.Contains(Uk.Day(day)));

    [Theory]
    [InlineData("2020-05-04")]
    [InlineData("2022-05-30")]
    [InlineData("2026-04-07")]
    [InlineData("2026-08-03")] // Scotland's
    public void Contains_OrdinaryMonday_IsFalse(string day) => Assert.False(BankHolidays.Contains(Uk.Day(day)));

    private static IEnumerable<DateOnly> Expected(int year)
    {
        var easter = Easter(year);
        var christmas = new DateOnly(year, 12, 25);
        var firstAfterChristmas = AfterWeekend(christmas);
        var boxing = AfterWeekend(christmas.AddDays(1));
        if (boxing == firstAfterChristmas) boxing = boxing.AddDays(1);

        List<DateOnly> days =
        [
            AfterWeekend(new DateOnly(year, 1, 1)),
            easter.AddDays(-2),
            easter.AddDays(1),
            year == 2020 ? new DateOnly(2020, 5, 8) : MondayOnOrAfter(new DateOnly(year, 5, 1)),
            year == 2022 ? new DateOnly(2022, 6, 2) : MondayOnOrAfter(new DateOnly(year, 5, 25)),
            MondayOnOrAfter(new DateOnly(year, 8, 25)),
            firstAfterChristmas,
            boxing,
        ];
        if (year == 2022) days.AddRange([new DateOnly(2022, 6, 3), new DateOnly(2022, 9, 19)]);
        if (year == 2023) days.Add(new DateOnly(2023, 5, 8));
        return days;
    }

    private static DateOnly AfterWeekend(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(day is { Month: 12, Day: 25 } ? 2 : day is { Month: 12, Day: 26 } ? 2 : 1),
        _ => day,
    };

    private static DateOnly MondayOnOrAfter(DateOnly day) => day.AddDays((8 - (int)day.DayOfWeek) % 7);

    /// <summary>Gauss's reckoning, good for 1900 to 2099.</summary>
    private static DateOnly Easter(int year)
    {
        var d = ((19 * (year % 19)) + 24) % 30;
        var e = ((2 * (year % 4)) + (4 * (year % 7)) + (6 * d) + 5) % 7;
        var days = d + e;
        if (d == 29 && e == 6) days -= 7;
        if (d == 28 && e == 6 && year % 19 > 10) days -= 7;
        return new DateOnly(year, 3, 22).AddDays(days);
    }
}
