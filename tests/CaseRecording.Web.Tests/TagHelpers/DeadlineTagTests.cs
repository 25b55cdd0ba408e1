using CaseRecording.TestKit;
using CaseRecording.Web.TagHelpers;

namespace CaseRecording.Web.Tests.TagHelpers;

public sealed class DeadlineTagTests
{
    private static readonly DateTime Now = new(2026, 3, 17, 14, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(-1, "Visit: overdue by 1 day", "red")]
    [InlineData(0, "Visit: due today", "yellow")]
    [InlineData(9, "Visit: 9 days left", "grey")]
    public async Task Render_AClockOfDays_SaysHowLong(int days, string text, string colour)
    {
        var html = await RenderAsync(new GovDeadlineTag(new TestClock(Now)) { DueOn = new DateOnly(2026, 3, 17).AddDays(days), What = "Visit" });

        Assert.Equal($"""<strong class="govuk-tag govuk-tag--{colour}">{text}</strong>""", html);
    }

    [Fact]
    public async Task Render_AClockOfHours_CarriesItsInstant() =>
        Assert.Equal(
            """<strong class="govuk-tag govuk-tag--yellow" data-due="2026-03-17T19:00:00Z">5 hours left</strong>""",
            await RenderAsync(new GovDeadlineTag(new TestClock(Now)) { Due = Now.AddHours(5) }));

    [Fact]
    public async Task Render_NothingDue_IsNothing() => Assert.Equal("", await RenderAsync(new GovDeadlineTag(new TestClock(Now))));

    private static async Task<string> RenderAsync(GovDeadlineTag tag) =>
        TagHelperRunner.Text(await new TagHelperRunner().RunAsync("gov-deadline-tag", tag));
}
