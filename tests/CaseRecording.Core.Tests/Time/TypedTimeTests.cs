using CaseRecording.Core.Time;

namespace CaseRecording.Core.Tests.Time;

public sealed class TypedTimeTests
{
    [Theory]
    [InlineData("27", "3", "2026", "2026-03-27")]
    [InlineData(" 07 ", "03", "2026", "2026-03-07")]
    [InlineData("1", "Sept", "2025", "2025-09-01")]
    [InlineData("29", "february", "2024", "2024-02-29")]
    [InlineData("", "", "", null)]
    [InlineData(null, null, null, null)]
    public void TryReadDate_GoodOrBlank_IsRead(string? day, string? month, string? year, string? expected)
    {
        Assert.True(DateText.TryRead(day, month, year, out var date, out var trouble), trouble);
        Assert.Equal(expected, date?.ToString("yyyy-MM-dd"));
    }

    [Theory]
    [InlineData("31", "2", "2026", "There is no 31 February 2026. Check the date")]
    [InlineData("29", "2", "2026", "There is no 29 February 2026. Check the date")]
    [InlineData("0", "1", "2026", "There is no 0 January 2026. Check the date")]
    [InlineData("1", "13", "2026", "The month is a number from 1 to 12")]
    [InlineData("1", "1", "26", "The year needs four digits, like 2026")]
    [InlineData("1", "", "", "The date needs a month and a year")]
    [InlineData("one", "1", "2026", "Enter the date in numbers, like 27 3 2026")]
    [InlineData("-1", "1", "2026", "Enter the date in numbers, like 27 3 2026")]
    [InlineData("99999999999999999999", "1", "2026", "Enter the date in numbers, like 27 3 2026")]
    [InlineData("31", "12", "9999", "Check the year")]
    [InlineData("1", "1", "0000", "Check the year")]
    public void TryReadDate_Wrong_SaysWhat(string day, string month, string year, string expected)
    {
        Assert.False(DateText.TryRead(day, month, year, out var date, out var trouble));
        Assert.Null(date);
        Assert.Equal(expected, trouble);
    }

    [Theory]
    [InlineData("14:30", "14:30")]
    [InlineData("14.30", "14:30")]
    [InlineData("1430", "14:30")]
    [InlineData("9:05", "09:05")]
    [InlineData("2pm", "14:00")]
    [InlineData("2:30 PM", "14:30")]
    [InlineData("12am", "00:00")]
    [InlineData(" ", null)]
    public void TryReadTime_GoodOrBlank_IsRead(string text, string? expected)
    {
        Assert.True(TimeText.TryRead(text, out var time, out var trouble), trouble);
        Assert.Equal(expected, time?.ToString("HH:mm"));
    }

    [Theory]
    [InlineData("25:00")]
    [InlineData("14:60")]
    [InlineData("half past two")]
    [InlineData("14")]
    public void TryReadTime_Wrong_SaysSo(string text)
    {
        Assert.False(TimeText.TryRead(text, out _, out var trouble));
        Assert.Equal("Enter a time, like 14:30", trouble);
    }
}
