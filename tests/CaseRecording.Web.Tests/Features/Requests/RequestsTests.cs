using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Requests;

public sealed class RequestsTests(RequestWorld world) : IClassFixture<RequestWorld>
{
    [Fact]
    [Trait("Rule", "F-05")]
    public async Task Receive_FoundByName_F05_StartsTheClockAndOpensTheRecord()
    {
        var child = await world.World.AddChildAsync("Saoirse Quillfeather");
        Assert.Equal(HttpStatusCode.NotFound, (await world.Officer.GetPage($"/children/{child}/timeline")).Status);

        var search = await world.Officer.FillIn("/requests/new", ("search", "Quillfeather"));
        Assert.DoesNotContain("Quillfeather", search.Location, StringComparison.Ordinal);
        var found = await world.Officer.GetPage(search.Location!);
        var link = found.Document.QuerySelectorAll("main a").Single(a => a.TextContent == "Saoirse Quillfeather").GetAttribute("href")!;
        var sent = await world.Officer.FillIn(link, Answers());

        var page = await world.Officer.GetPage(sent.Location!);
        Assert.Contains("Jean Thornley, mother", page.Text, StringComparison.Ordinal);
        Assert.Contains("Due 7 April 2026 21 days left", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await world.Officer.GetPage($"/children/{child}/timeline")).Status);
        Assert.Contains("Saoirse Quillfeather", (await world.Officer.GetPage("/requests")).Text, StringComparison.Ordinal);
        Assert.Equal([AuditAction.AccessRefused, AuditAction.RequestReceived], await world.ActionsAsync(child));
    }

    [Fact]
    public async Task Receive_NothingFilledIn_SaysWhatIsMissingAtEachField()
    {
        var child = await world.World.AddChildAsync();

        var page = await world.Officer.FillIn($"/requests/new/{child}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(3, page.Errors.Count);
        Assert.Equal("Enter the full name of the person who asks (F-05)", page.ErrorAt("requesterName"));
        Assert.Contains("(F-05)", page.ErrorAt("requesterRelationship"), StringComparison.Ordinal);
        Assert.Equal("Enter the day the request arrived (F-05)", page.ErrorAt("receivedOn"));
    }

    [Theory]
    [InlineData("31", "2", "2026")]
    [InlineData("x", "3", "2026")]
    [InlineData("18", "3", "2026")]
    [InlineData("1", "3", "1926")]
    public async Task Receive_DateThatCannotBe_IsRefusedAndAllIsKept(string day, string month, string year)
    {
        var child = await world.World.AddChildAsync();

        var page = await world.Officer.FillIn($"/requests/new/{child}", Answers("<b>Jean</b>", day: day, month: month, year: year));

        Assert.NotNull(page.ErrorAt("receivedOn"));
        Assert.Single(page.Errors);
        Assert.Equal("<b>Jean</b>", page.Document.QuerySelector("#requesterName")!.GetAttribute("value"));
        Assert.Equal(day, page.Document.QuerySelector("#receivedOn-day")!.GetAttribute("value"));
        await using var db = world.World.Open();
        Assert.False(await db.AccessRequests.AnyAsync(r => r.ChildId == child));
    }

    [Fact]
    public async Task Receive_NameOfAMegabyte_IsRefused()
    {
        var child = await world.World.AddChildAsync();

        var page = await world.Officer.FillIn($"/requests/new/{child}", Answers(new string('x', 1_000_000)));

        Assert.Contains("200 characters", page.ErrorAt("requesterName"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Everything_ChildWithAConflict_A02_IsAsIfItDidNotExist()
    {
        var (child, request) = await world.ReceiveAsync();
        await using (var db = world.World.Open())
        {
            db.Conflicts.Add(new ConflictOfInterest { ChildId = child, StaffId = world.OfficerId, Reason = "A cousin", DeclaredAtUtc = world.World.Now });
            db.Audit(world.World.As(null), AuditAction.ConflictDeclared, child);
            await db.SaveChangesAsync();
        }

        Assert.Equal(HttpStatusCode.NotFound, (await world.Officer.GetPage($"/requests/{request}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Officer.GetPage($"/requests/new/{child}")).Status);
        Assert.DoesNotContain($"/requests/{request}\"", (await world.Officer.GetPage("/requests")).Document.Body!.InnerHtml, StringComparison.Ordinal);
        var token = (await world.Officer.GetPage("/requests/new")).Form();
        token.SetAttribute("action", $"/requests/new/{child}");
        Assert.Equal(HttpStatusCode.NotFound, (await world.Officer.SubmitForm(token, Answers())).Status);
        token.SetAttribute("action", $"/requests/{request}/exports");
        Assert.Equal(HttpStatusCode.NotFound, (await world.Officer.SubmitForm(token)).Status);
    }

    [Theory]
    [InlineData(Role.SocialWorker)]
    [InlineData(Role.TeamManager)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.EmergencyDuty)]
    public async Task Everything_AnotherRole_IsForbidden(Role role)
    {
        var (child, request) = await world.ReceiveAsync();
        var export = await world.AskAsync(request);
        var other = await world.Web.SignInAsAsync(role);

        foreach (var address in new[] { "/requests", "/requests/new", $"/requests/new/{child}", $"/requests/{request}", $"/requests/{request}/exports/{export}/download" })
            Assert.Equal(HttpStatusCode.Forbidden, (await other.GetPage(address)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Fetch(HttpMethod.Get, $"/requests/{request}/exports/{export}/progress")).StatusCode);
    }

    [Fact]
    public async Task Everything_NoSuchRequest_IsNotFound()
    {
        var form = (await world.Officer.GetPage("/requests/new")).Form();
        Assert.Equal(HttpStatusCode.NotFound, (await world.Officer.GetPage("/requests/999999")).Status);
        foreach (var what in new[] { "close", "exports", $"exports/{Guid.NewGuid()}/cancel" })
        {
            form.SetAttribute("action", $"/requests/999999/{what}");
            Assert.Equal(HttpStatusCode.NotFound, (await world.Officer.SubmitForm(form)).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await world.Officer.GetPage($"/requests/999999/exports/{Guid.NewGuid()}/download")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Officer.Fetch(HttpMethod.Get, $"/requests/999999/exports/{Guid.NewGuid()}/progress")).StatusCode);
    }

    [Fact]
    [Trait("Rule", "A-01")]
    public async Task Close_AnOpenRequest_A01_EndsAccessToRecordAndDocuments()
    {
        var (child, request) = await world.ReceiveAsync();
        var export = await world.AskAsync(request);
        await world.UntilAsync(export, e => !e.IsUnderWay);
        var page = await world.Officer.GetPage($"/requests/{request}");
        var again = page.Form($"/requests/{request}/exports");

        Assert.Equal($"/requests/{request}", (await world.Officer.SubmitForm(page.Form($"/requests/{request}/close"))).Location);

        Assert.Equal(HttpStatusCode.NotFound, (await world.Officer.GetPage($"/children/{child}/timeline")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Officer.GetPage($"/requests/{request}/exports/{export}/download")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Officer.SubmitForm(again)).Status);
        var closed = await world.Officer.GetPage($"/requests/{request}");
        Assert.Contains("This request is closed", closed.Text, StringComparison.Ordinal);
        Assert.Empty(closed.Document.QuerySelectorAll("main form"));
        Assert.Contains($"/requests/{request}\"", (await world.Officer.GetPage("/requests?closed=true")).Document.Body!.InnerHtml, StringComparison.Ordinal);
        await world.UntilAsync(export, _ => !world.Files.Any(f => f.StartsWith(export.ToString("N"), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Close_PageOpenedBeforeAChange_IsToldSo()
    {
        var (_, request) = await world.ReceiveAsync();
        var page = await world.Officer.GetPage($"/requests/{request}");
        await world.AskAsync(request);

        var answer = await world.Officer.SubmitForm(page.Form($"/requests/{request}/close"));

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("Someone changed this since you opened it", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "A-03")]
    public async Task Show_Opened_A03_IsAudited()
    {
        var (child, request) = await world.ReceiveAsync();

        await world.Officer.GetPage($"/requests/{request}");

        await using var db = world.World.Open();
        var row = await db.AuditEvents.SingleAsync(e => e.ChildId == child && e.Action == AuditAction.Viewed && e.Subject!.StartsWith("request "));
        Assert.Equal(($"request {request}", "open access request", world.OfficerId), (row.Subject, row.Relation, row.StaffId));
    }

    [Fact]
    public async Task Index_MoreThanAPage_LeadsOn()
    {
        var child = await world.World.AddChildAsync("Manifold Requests");
        for (var i = 0; i < 27; i++) await world.Officer.FillIn($"/requests/new/{child}", Answers($"Asker {i}", day: "1"));

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var address = "/requests"; address is not null;)
        {
            var page = await world.Officer.GetPage(address);
            var links = page.Document.QuerySelectorAll("tbody a").Select(a => a.GetAttribute("href")!).ToList();
            Assert.InRange(links.Count, 1, 25);
            Assert.All(links, link => Assert.True(seen.Add(link), link));
            address = page.Document.QuerySelector(".govuk-pagination__next a")?.GetAttribute("href");
        }

        Assert.True(seen.Count >= 27);
    }

    private static (string, string?)[] Answers(string name = "Jean Thornley", string day = "3", string month = "3", string year = "2026") =>
        [("requesterName", name), ("requesterRelationship", "mother"), ("receivedOn-day", day), ("receivedOn-month", month), ("receivedOn-year", year)];
}
