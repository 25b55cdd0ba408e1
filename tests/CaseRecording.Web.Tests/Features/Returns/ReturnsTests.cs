using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Returns;
using CaseRecording.TestKit;
using CaseRecording.Web.Features.Returns;

namespace CaseRecording.Web.Tests.Features.Returns;

public sealed class ReturnsTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    [Fact]
    public async Task File_OfADay_HasADescribedColumnForEachCellAndNoName()
    {
        var child = await World.AddChildAsync("Lottie Farr", StatusKind.LookedAfter, new DateOnly(2015, 3, 18));
        var browser = await web.SignInAsAsync(Role.SeniorManager);
        var file = await browser.Fetch(HttpMethod.Get, "/returns/file?list=LookedAfter&on-day=17&on-month=3&on-year=2026");
        var lines = (await file.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n");

        Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal(InspectionColumns.Of(InspectionList.LookedAfter, default).Select(c => c.Column), lines[0].Split(','));
        var row = Assert.Single(lines, l => l.StartsWith($"{child},", StringComparison.Ordinal));
        Assert.StartsWith($"{child},,,18/03/2015,10,,17/12/2025,,", row, StringComparison.Ordinal);
        Assert.DoesNotContain(lines, l => l.Contains("Lottie", StringComparison.Ordinal));
    }

    [Fact]
    public void Columns_OfEveryList_AreDescribedInTheDocs()
    {
        var described = File.ReadAllText(Repository.PathTo("docs", "inspection-lists.md"));
        foreach (var list in Enum.GetValues<InspectionList>())
        {
            Assert.Contains($"## {InspectionColumns.Title(list)}", described, StringComparison.Ordinal);
            Assert.All(InspectionColumns.Of(list, default), c => Assert.Contains($"| {c.Column} |", described, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("on-day=31&on-month=2&on-year=2026", "31")]
    [InlineData("on-day=18&on-month=3&on-year=2026", "to come")]
    [InlineData("", "Enter the day")]
    public async Task File_OfAWrongDay_IsASentenceAtTheField(string query, string sentence)
    {
        var page = await (await web.SignInAsAsync(Role.SeniorManager)).GetPage($"/returns/file?list=LookedAfter&{query}");
        Assert.Contains(sentence, page.ErrorAt("on"), StringComparison.Ordinal);
        Assert.Equal("LookedAfter", page.Document.QuerySelector("select[name=list] option[selected]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData(Role.TeamManager)]
    [InlineData(Role.SocialWorker)]
    [InlineData(Role.Administrator)]
    public async Task Show_ForAnotherRole_IsRefused(Role role)
    {
        var browser = await web.SignInAsAsync(role);
        Assert.NotEqual(HttpStatusCode.OK, (await browser.GetPage("/returns")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await browser.GetPage("/returns/file?list=LookedAfter&on=2026-03-17")).Status);
    }
}
