using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.TestKit;

namespace CaseRecording.Web.Tests.Features.Visitors;

[Trait("Rule", "A-04")]
public sealed class AccessHistoryTests(WebWorld web) : IClassFixture<WebWorld>
{
    [Fact]
    public async Task Show_AfterSeveralPeople_A04_ListsEachOnceWithTheLatestOnTop()
    {
        var child = await web.World.AddChildAsync("Juniper Vale");
        var worker = await web.SignInAsync(web.World.Worker);
        foreach (var tab in new[] { "", "/timeline", "/people", "/details" }) await worker.GetPage($"/children/{child}{tab}");
        await (await web.SignInAsync(web.World.OtherManager)).GetPage($"/children/{child}/timeline");
        var other = await web.SignInAsync(web.World.OtherWorker);
        await other.FillIn($"/children/{child}/ask", ("reason", "The school rang about the twins"));
        web.World.Clock.Advance(TimeSpan.FromMinutes(5));
        await other.GetPage($"/children/{child}/timeline");

        var page = await (await web.SignInAsync(web.World.Manager)).GetPage($"/children/{child}/access-history");

        var people = page.Document.QuerySelectorAll(".app-visitors__item").Select(i => string.Join(' ', i.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.StartsWith("Nia Rees Social worker Looked", people[0], StringComparison.Ordinal);
        Assert.Contains("17 March 2026, 2:05pm Looked at: timeline – reason given The school rang about the twins", people[0], StringComparison.Ordinal);
        Assert.Single(people, p => p.StartsWith("Ellie Marsh Social worker Looked 4 times Everything Ellie Marsh did", StringComparison.Ordinal));
        Assert.Single(people, p => p.StartsWith("Owen Tate Team manager", StringComparison.Ordinal) && p.Contains("Refused: to read it – no relationship", StringComparison.Ordinal));
        Assert.Equal("Access history", page.Document.QuerySelector(".moj-sub-navigation a[aria-current=page]")!.TextContent);
    }

    [Fact]
    public async Task Person_Everything_IsTheirsAndOfThisRecordOnly()
    {
        var (child, other) = (await web.World.AddChildAsync(), await web.World.AddChildAsync());
        var worker = await web.SignInAsync(web.World.Worker);
        await worker.GetPage($"/children/{child}/timeline");
        await worker.GetPage($"/children/{other}/people");
        var manager = await web.SignInAsync(web.World.Manager);

        var page = await manager.GetPage($"/children/{child}/access-history/{web.World.Worker}");

        Assert.Contains("What Ellie Marsh did with this record", page.Text, StringComparison.Ordinal);
        Assert.Contains("Looked at: timeline", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Looked at: people", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetPage($"/children/{child}/access-history/{web.World.OtherManager}")).Status);
    }

    [Fact]
    public async Task Show_ByWhoDoesNotAnswerForTheRecord_A04_IsRefusedAuditedAndHasNoTab()
    {
        var child = await web.World.AddChildAsync();
        var colleagueId = await web.World.AddStaffAsync("Una Frost", Role.SocialWorker);
        await using (var db = web.World.Open())
        {
            db.TeamMembers.Add(new TeamMember { StaffId = colleagueId, TeamId = web.World.Team });
            db.Audit(web.World.As(null), AuditAction.AccountChanged);
            await db.SaveChangesAsync();
        }

        var colleague = await web.SignInAsync(colleagueId);
        Assert.Equal(HttpStatusCode.Forbidden, (await colleague.GetPage($"/children/{child}/access-history")).Status);
        Assert.DoesNotContain("Access history", (await colleague.GetPage($"/children/{child}/timeline")).Text, StringComparison.Ordinal);
        Assert.Contains("Access history", (await (await web.SignInAsync(web.World.Worker)).GetPage($"/children/{child}/timeline")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await web.SignInAsAsync(Role.Auditor)).GetPage($"/children/{child}/access-history")).Status);
        Assert.Equal(HttpStatusCode.Found, (await (await web.SignInAsync(web.World.OtherWorker)).GetPage($"/children/{child}/access-history")).Status);

        await using var after = web.World.Open();
        Assert.Equal([AuditAction.AccessRefused, AuditAction.Viewed], after.AuditEvents.Where(e => e.StaffId == colleagueId && e.ChildId == child).OrderBy(e => e.Id).Select(e => e.Action).ToList());
    }

    [Fact]
    public async Task Show_ManyPeople_IsPaged()
    {
        var child = await web.World.AddChildAsync();
        for (var i = 0; i < AccessHistoryQuery.PageSize + 5; i++)
        {
            var id = await web.World.AddStaffAsync($"Night Worker {i:00} {Guid.NewGuid():N}", Role.EmergencyDuty);
            await using var db = web.World.Open();
            db.Audit(web.World.As(id), AuditAction.Viewed, child);
            await db.SaveChangesAsync();
        }

        var manager = await web.SignInAsync(web.World.Manager);
        var first = await manager.GetPage($"/children/{child}/access-history");
        var second = await manager.GetPage(first.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!);

        var names = first.Document.QuerySelectorAll(".app-visitors h2").Concat(second.Document.QuerySelectorAll(".app-visitors h2")).Select(h => h.TextContent).ToList();
        Assert.Equal(AccessHistoryQuery.PageSize + 5, names.Count(n => n.StartsWith("Night Worker", StringComparison.Ordinal)));
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Equal($"/children/{child}/access-history", second.Document.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
        Assert.Null(second.Document.QuerySelector("a[rel=next]"));
    }

    [Fact]
    public async Task Details_OfAManager_LeadToTheRestrictions()
    {
        var child = await web.World.AddChildAsync();
        Assert.NotNull((await (await web.SignInAsync(web.World.Manager)).GetPage($"/children/{child}/details")).Document.QuerySelector($"a[href='/children/{child}/restrictions']"));
        Assert.Null((await (await web.SignInAsync(web.World.Worker)).GetPage($"/children/{child}/details")).Document.QuerySelector($"a[href='/children/{child}/restrictions']"));
    }
}
