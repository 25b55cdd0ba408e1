using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaseRecording.Web.Tests.Security;

/// <summary>A page of a record and its audit row go together: neither without the other (A-03). Each test has its own world.</summary>
[Trait("Rule", "A-03")]
public sealed class EveryViewIsAuditedTests : IAsyncLifetime
{
    private const string Name = "Saffron Lark";
    private readonly WebWorld web = new();

    private World World => web.World;

    public Task InitializeAsync() => web.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)web).DisposeAsync();

    [Fact]
    public async Task EveryPageOfAChild_Opened_A03_IsAuditedExactlyOnceAndNothingElseIs()
    {
        // The first of everything, so that each number in an address is its own.
        var child = await World.AddChildAsync(Name);
        await World.AddPersonAsync(child, "Jean Thornley", "Mother");
        await World.RecordAsync(World.Worker, Inputs.Call(World.Now.AddHours(-1), child));
        var manager = await web.SignInAsync(World.Manager);
        var wrong = new List<string>();
        var pages = 0;
        foreach (var route in Route.Of(web).Where(r => r.IsPage && r.OpensAChild && r.Method == "GET"))
        {
            var before = await LastAsync();
            var page = await manager.GetPage(route.Address(child).Replace("11111111-1111-4111-8111-111111111111", $"{World.Worker}", StringComparison.Ordinal));
            var rows = await SinceAsync(before);
            var shown = page.Status == HttpStatusCode.OK;
            pages += shown ? 1 : 0;
            var right = shown
                ? rows is [{ Action: AuditAction.Viewed, Relation: "team manager" } row] && row.ChildId == child && row.StaffId == World.Manager && row.AtUtc == World.Now && row.Subject == route.Endpoint.RoutePattern.RawText!.TrimStart('/')
                : rows.Count == 0;
            if (!right) wrong.Add($"{route}: {page.Status}, {string.Join(", ", rows.Select(r => $"{r.Action} {r.Relation} {r.Subject}"))}");
        }

        Assert.Empty(wrong);
        Assert.InRange(pages, 15, 100);
    }

    [Fact]
    public async Task Form_ShownAgain_A03_IsAViewToo()
    {
        var child = await World.AddChildAsync(Name);
        var worker = await web.SignInAsync(World.Worker);
        var form = (await worker.GetPage($"/children/{child}/details/identity")).Form($"/children/{child}/details/identity");
        var before = await LastAsync();

        var page = await worker.SubmitForm(form, [("fullName", "")]);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal([AuditAction.Viewed], (await SinceAsync(before)).Select(r => r.Action));
    }

    [Fact]
    public async Task Entry_ThatIsNotThere_A03_IsNoView()
    {
        var child = await World.AddChildAsync(Name);
        var worker = await web.SignInAsync(World.Worker);
        var before = await LastAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetPage($"/children/{child}/entries/4711")).Status);

        Assert.Empty(await SinceAsync(before));
    }

    [Fact]
    public async Task Refusal_OfAnyKind_A03_IsAuditedOnceAndShowsNothing()
    {
        var child = await World.AddChildAsync(Name);
        var outsider = await web.SignInAsync(World.OtherWorker);
        var administrator = await web.SignInAsAsync(Role.Administrator);
        foreach (var (who, path, expected, about) in new[]
        {
            (outsider, $"/children/{child}/timeline", HttpStatusCode.Found, child), (administrator, $"/children/{child}/timeline", HttpStatusCode.NotFound, child),
            (await web.SignInAsync(World.Worker), $"/children/{child}/restrictions", HttpStatusCode.Forbidden, child), (outsider, "/children/4711/timeline", HttpStatusCode.NotFound, (int?)null),
        })
        {
            var before = await LastAsync();
            var page = await who.GetPage(path);
            Assert.Equal(expected, page.Status);
            Assert.DoesNotContain(Name, page.Text, StringComparison.Ordinal);
            var row = Assert.Single(await SinceAsync(before));
            Assert.Equal((AuditAction.AccessRefused, about), (row.Action, row.ChildId));
        }
    }

    [Fact]
    public async Task AnyPage_WhenTheAuditCannotBeWritten_A03_IsTheErrorPage()
    {
        web.Replace = services => services.AddSingleton(new ViewAudit(() => throw new SqliteException("database or disk is full", 13), NullLogger<ViewAudit>.Instance));
        var child = await World.AddChildAsync(Name);
        var (worker, governance, auditor) = (await web.SignInAsync(World.Worker), await web.SignInAsAsync(Role.InformationGovernance), await web.SignInAsAsync(Role.Auditor));
        foreach (var (who, path) in new[]
        {
            (worker, $"/children/{child}"), (worker, $"/children/{child}/timeline"), (worker, $"/children/{child}/people"), (worker, $"/children/{child}/access-history"),
            (governance, $"/requests/new/{child}"), (auditor, $"/audit?record={child}"), (auditor, "/audit/check"),
        })
        {
            var page = await who.GetPage(path);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
            Assert.Contains("Case Recording is not available at the moment", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(Name, page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
            Assert.Null(page.Document.QuerySelector(".app-audit"));
        }
    }

    private async Task<long> LastAsync()
    {
        await using var db = World.Open();
        return await db.AuditEvents.MaxAsync(e => e.Id);
    }

    private async Task<List<AuditEvent>> SinceAsync(long last)
    {
        await using AppDbContext db = World.Open();
        return await db.AuditEvents.AsNoTracking().Where(e => e.Id > last).OrderBy(e => e.Id).ToListAsync();
    }
}
