using CaseRecording.Core.Time;

namespace CaseRecording.Core.Tests.Time;

public sealed class LondonTimeTests
{
    [Theory]
    [InlineData("2026-03-29", "00:59", "2026-03-29 00:59")]
    [InlineData("2026-03-29", "02:00", "2026-03-29 01:00")]
    [InlineData("2026-10-25", "00:59", "2026-10-24 23:59")]
    [InlineData("2026-10-25", "02:00", "2026-10-25 02:00")]
    [InlineData("2026-01-31", "15:05", "2026-01-31 15:05")]
    [InlineData("2026-07-31", "15:05", "2026-07-31 14:05")]
    [InlineData("2028-02-29", "23:59", "2028-02-29 23:59")]
    public void ToUtc_TimeThatExistsOnce_IsOneInstant(string day, string time, string utc)
    {
        var result = LondonTime.ToUtc(Uk.Day(day), TimeOnly.Parse(time));

        Assert.Equal(new LocalTimeResult.Ok(Uk.Utc(utc)), result);
        Assert.Equal(DateTimeKind.Utc, ((LocalTimeResult.Ok)result).Utc.Kind);
    }

    [Theory, Trait("Rule", "T-07")]
    [InlineData("01:00")]
    [InlineData("01:30")]
    [InlineData("01:59")]
    public void ToUtc_HourTheClocksWentForwardOver_T07_DoesNotExist(string time)
    {
        foreach (var choice in Enum.GetValues<LocalTimeChoice>())
            Assert.IsType<LocalTimeResult.DoesNotExist>(LondonTime.ToUtc(Uk.Day("2026-03-29"), TimeOnly.Parse(time), choice));
    }

    [Theory, Trait("Rule", "T-07")]
    [InlineData("01:00", "2026-10-25 00:00", "2026-10-25 01:00")]
    [InlineData("01:59", "2026-10-25 00:59", "2026-10-25 01:59")]
    public void ToUtc_HourThatHappensTwice_T07_IsAskedAboutAndThenTaken(string time, string first, string second)
    {
        var day = Uk.Day("2026-10-25");

        Assert.Equal(new LocalTimeResult.Ambiguous(Uk.Utc(first), Uk.Utc(second)), LondonTime.ToUtc(day, TimeOnly.Parse(time)));
        Assert.Equal(new LocalTimeResult.Ok(Uk.Utc(first)), LondonTime.ToUtc(day, TimeOnly.Parse(time), LocalTimeChoice.First));
        Assert.Equal(new LocalTimeResult.Ok(Uk.Utc(second)), LondonTime.ToUtc(day, TimeOnly.Parse(time), LocalTimeChoice.Second));
    }

    [Theory]
    [InlineData("2026-06-30 22:59", "2026-06-30")]
    [InlineData("2026-06-30 23:00", "2026-07-01")]
    [InlineData("2026-12-31 23:59", "2026-12-31")]
    [InlineData("2027-01-01 00:00", "2027-01-01")]
    public void DateOf_AroundMidnight_IsTheDayInLondon(string utc, string day) =>
        Assert.Equal(Uk.Day(day), LondonTime.DateOf(Uk.Utc(utc)));

    [Fact]
    public void DateOf_InstantThatIsNotUtc_IsRefused() =>
        Assert.Throws<ArgumentException>(() => LondonTime.DateOf(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified)));

    [Theory]
    [InlineData("2026-03-29", 23)]
    [InlineData("2026-10-25", 25)]
    [InlineData("2026-07-01", 24)]
    public void StartAndEndOfDay_ClockChanges_DayHasItsOwnLength(string day, int hours)
    {
        var start = LondonTime.StartOfDayUtc(Uk.Day(day));
        var end = LondonTime.EndOfDayUtc(Uk.Day(day));

        Assert.Equal(TimeSpan.FromMinutes((hours * 60) - 1), end - start);
        Assert.Equal(Uk.Day(day), LondonTime.DateOf(end));
        Assert.Equal(Uk.Day(day).AddDays(1), LondonTime.DateOf(end.AddMinutes(1)));
    }

    [Fact]
    public void ToMinute_SecondsAndFractions_AreDropped() =>
        Assert.Equal(Uk.Utc("2026-03-14 15:05"), LondonTime.ToMinute(Uk.Utc("2026-03-14 15:05").AddSeconds(59.9)));

    [Theory]
    [InlineData("2026-04-02", 1, "2026-04-07")] // over Good Friday and Easter Monday
    [InlineData("2026-03-13", 1, "2026-03-16")] // Friday to Monday
    [InlineData("2026-03-14", 1, "2026-03-16")] // from a Saturday
    [InlineData("2026-12-24", 3, "2026-12-31")] // 25, 28 are off
    [InlineData("2026-03-14", 0, "2026-03-14")]
    [InlineData("2028-02-28", 2, "2028-03-01")] // over 29 February
    [InlineData("2026-03-02", 20, "2026-03-30")]
    public void AddWorkingDays_WeekendsAndBankHolidays_AreNotCounted(string from, int days, string to) =>
        Assert.Equal(Uk.Day(to), LondonTime.AddWorkingDays(Uk.Day(from), days));

    [Theory]
    [InlineData("2026-04-03", "2026-04-07")]
    [InlineData("2026-04-07", "2026-04-07")]
    [InlineData("2026-08-29", "2026-09-01")]
    public void NextWorkingDayOnOrAfter_AnyDay_IsAWorkingDay(string from, string to) =>
        Assert.Equal(Uk.Day(to), LondonTime.NextWorkingDayOnOrAfter(Uk.Day(from)));

    [Theory]
    [InlineData("2026-01-31", 1, "2026-02-28")]
    [InlineData("2028-01-31", 1, "2028-02-29")]
    [InlineData("2028-02-29", 12, "2029-02-28")]
    [InlineData("2026-11-30", 3, "2027-02-28")]
    [InlineData("2026-03-14", 3, "2026-06-14")]
    public void AddMonthsCorresponding_NoSuchDay_IsTheLastOfTheMonth(string from, int months, string to) =>
        Assert.Equal(Uk.Day(to), LondonTime.AddMonthsCorresponding(Uk.Day(from), months));

    [Theory]
    [InlineData("2026-03-14 15:05", "14 March 2026, 3:05pm")]
    [InlineData("2026-07-01 00:00", "1 July 2026, 12:00am")]
    [InlineData("2026-07-01 12:00", "1 July 2026, 12:00pm")]
    [InlineData("2026-10-25 00:59", "25 October 2026, 12:59am")]
    [InlineData("2026-10-25 02:00", "25 October 2026, 2:00am")]
    public void FormatDateTime_AnyInstant_IsTheWallClock(string local, string text) =>
        Assert.Equal(text, LondonTime.FormatDateTime(Uk.At(local)));

    [Fact]
    public void FormatDateTime_HourThatHappensTwice_SaysWhich()
    {
        Assert.Equal("25 October 2026, 1:30am BST", LondonTime.FormatDateTime(Uk.Utc("2026-10-25 00:30")));
        Assert.Equal("25 October 2026, 1:30am GMT", LondonTime.FormatDateTime(Uk.Utc("2026-10-25 01:30")));
    }

    [Theory]
    [InlineData(0, "less than a minute")]
    [InlineData(1, "1 minute")]
    [InlineData(59, "59 minutes")]
    [InlineData(60, "1 hour")]
    [InlineData(61, "1 hour 1 minute")]
    [InlineData(1439, "23 hours 59 minutes")]
    [InlineData(1440, "1 day")]
    [InlineData(1620, "1 day 3 hours")]
    [InlineData(1460, "1 day")]
    [InlineData(-185, "3 hours 5 minutes")]
    public void FormatDuration_Minutes_AreToldInTheTwoLargestUnits(int minutes, string text) =>
        Assert.Equal(text, LondonTime.FormatDuration(TimeSpan.FromMinutes(minutes)));
}
