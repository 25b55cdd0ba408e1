using CaseRecording.Core.Disclosure;
using CaseRecording.Core.Policy;

namespace CaseRecording.Core.Tests.Disclosure;

public sealed class RequestClockTests
{
    [Theory]
    [Trait("Rule", "F-05")]
    [InlineData("2026-03-03", "2026-04-03", "2026-04-07")] // Good Friday, then Easter Monday: the Tuesday
    [InlineData("2026-05-09", "2026-06-09", "2026-06-09")] // arrived on a Saturday: that day counts
    [InlineData("2026-01-31", "2026-02-28", "2026-03-02")] // no 31 February; the 28th is a Saturday
    [InlineData("2028-01-31", "2028-02-29", "2028-02-29")] // leap year, a Tuesday
    [InlineData("2026-11-25", "2026-12-25", "2026-12-29")] // Christmas, Boxing Day on a Saturday with its substitute on the Monday
    public void Due_OneMonthOn_F05_CorrespondingDayOrNextWorkingDay(string received, string corresponding, string due)
    {
        var day = DateOnly.Parse(received);

        Assert.Equal(DateOnly.Parse(corresponding), day.AddMonths(1));
        Assert.Equal(DateOnly.Parse(due), RequestClock.Due(RecordingPolicy.Default, day));
    }

    [Fact]
    public void Due_PolicyOfTwoMonths_CountsTwo() =>
        Assert.Equal(new DateOnly(2026, 8, 10), RequestClock.Due(RecordingPolicy.Default with { SubjectAccessMonths = 2 }, new DateOnly(2026, 6, 9)));
}
