using CaseRecording.Core.Children;
using CaseRecording.Core.Tests.Time;

namespace CaseRecording.Core.Tests.Children;

public sealed class AgeTests
{
    [Theory]
    [InlineData("2015-03-18", "2026-03-17", 10)]
    [InlineData("2015-03-18", "2026-03-18", 11)]
    [InlineData("2016-02-29", "2026-02-27", 9)]
    [InlineData("2016-02-29", "2026-02-28", 10)]
    [InlineData("2016-02-29", "2028-02-28", 11)]
    [InlineData("2016-02-29", "2028-02-29", 12)]
    public void Years_AroundTheBirthday_CountsBirthdaysHad(string born, string day, int years) =>
        Assert.Equal(years, Age.Years(Uk.Day(born), Uk.Day(day)));
}
