using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.TestKit;
using CaseRecording.Web.Security;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseRecording.Web.Tests.Security;

/// <summary>
/// Every route asked by every role in every relation to the child, by real requests. An action that would run is
/// stopped at its door and says so: here only the door counts.
/// </summary>
public sealed class RouteMatrixTests(DoorWorld web) : IClassFixture<DoorWorld>
{
    internal const HttpStatusCode Reached = (HttpStatusCode)299;

    [Fact]
    public async Task EveryRouteOfAChild_EveryRoleInEveryRelation_OpensWhereTheTableSays()
    {
        var cells = await AccessMatrix.BuildAsync(web.World);
        var routes = Doors().Where(r => r.OpensAChild).ToList();
        var people = await DoorKeysAsync(cells.Select(c => c.StaffId).Distinct());
        var wrong = new List<string>();
        for (var i = 0; i < routes.Count; i++)
        {
            var route = routes[i];
            var needed = (ChildAccessAttribute)route.Requirement!;
            foreach (var cell in EveryCell ? cells : Turn(cells, i))
            {
                var admitted = cell.Expected >= needed.Level && (needed.Roles?.Split(',').Contains(cell.Role.ToString()) ?? true) && (!needed.AnswersForRecord || AnswersForRecord(cell));
                var answer = await AskAsync(people[cell.StaffId], route, cell.ChildId);
                if (admitted ? answer != Reached : answer == Reached) wrong.Add($"{route}: {cell.Role}, {cell.Relation}: {(int)answer}");
                if (cell.Expected == AccessLevel.Hidden && !admitted && needed.Roles is null && answer != HttpStatusCode.NotFound) wrong.Add($"{route}: {cell.Role}, {cell.Relation} is hidden but answers {(int)answer}");
            }
        }

        Assert.NotEmpty(routes);
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task EveryOtherRoute_EveryRole_OpensWhereItSays()
    {
        var people = new Dictionary<Role, Guid>();
        foreach (var role in Enum.GetValues<Role>()) people[role] = await web.World.AddStaffAsync($"Alone {role}", role);
        var keys = await DoorKeysAsync(people.Values);
        var wrong = new List<string>();
        foreach (var route in Doors().Where(r => !r.OpensAChild))
        {
            foreach (var (role, id) in people)
            {
                var answer = await AskAsync(keys[id], route, 0);
                if (RouteTests.Admits(route.Requirement!, role) != (answer == Reached)) wrong.Add($"{route}: {role}: {(int)answer}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    [Trait("Rule", "A-05")]
    public async Task EveryRoute_NobodyOrADisabledAccount_IsClosed()
    {
        var leaver = await web.World.AddStaffAsync("Leaver", Role.TeamManager);
        var keys = await DoorKeysAsync([leaver]);
        await using (var db = web.World.Open())
        {
            (await db.Users.SingleAsync(s => s.Id == leaver)).DisabledAtUtc = web.World.Now;
            db.Audit(web.World.As(null), AuditAction.AccountDisabled);
            await db.SaveChangesAsync();
        }

        var wrong = new List<string>();
        foreach (var route in Doors().Where(r => r.Requirement is not PublicAttribute))
        {
            foreach (var who in new[] { keys[leaver], new Key(web.Anonymous().Http, "") })
            {
                var answer = await AskAsync(who, route, 1);
                if (answer != HttpStatusCode.Unauthorized) wrong.Add($"{route}: {(int)answer}");
            }
        }

        Assert.Empty(wrong);
    }

    /// <summary>Who may know who has seen a record: its managers, its worker, and information governance while a request is open.</summary>
    private static bool AnswersForRecord(AccessCell cell) =>
        cell.Expected == AccessLevel.Manage
        || (cell.Expected == AccessLevel.Record && cell.Relation.Contains("allocated worker", StringComparison.Ordinal))
        || (cell.Role == Role.InformationGovernance && cell.Expected == AccessLevel.Read && !cell.Relation.StartsWith("request for correction", StringComparison.Ordinal)); // a correction opens the record, not who has seen it

    private static bool EveryCell => Environment.GetEnvironmentVariable("CASE_RECORDING_ASSURANCE") == "1";

    /// <summary>
    /// For each role one relation of each level, another one at each route: the rules' answer for every relation is compared with the
    /// same table by itself, and what is asked here is whether each route asks the rules.
    /// </summary>
    private static IEnumerable<AccessCell> Turn(IEnumerable<AccessCell> cells, int turn) =>
        cells.GroupBy(c => (c.Role, c.Expected)).Where((_, n) => n % 2 == turn % 2).Select(g => g.ElementAt(turn / 2 % g.Count()));

    private List<Route> Doors() => [.. Route.Of(web).Where(r => r.IsPage)];

    private sealed record Key(HttpClient Http, string Token);

    private async Task<Dictionary<Guid, Key>> DoorKeysAsync(IEnumerable<Guid> people)
    {
        var keys = new Dictionary<Guid, Key>();
        foreach (var person in people)
        {
            var browser = await web.SignInAsync(person);
            keys[person] = new Key(browser.Http, (await browser.GetPage("/account")).Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!);
        }

        return keys;
    }

    private static async Task<HttpStatusCode> AskAsync(Key who, Route route, int childId)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), route.Address(childId));
        request.Headers.Add(DoorWorld.Header, "1");
        if (route.ChangesSomething) request.Headers.Add("X-CSRF", who.Token);
        using var answer = await who.Http.SendAsync(request);
        return answer.StatusCode;
    }
}

/// <summary>The program with a last filter before every action, which answers in its place when asked to.</summary>
public sealed class DoorWorld : WebWorld
{
    public const string Header = "X-Door";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.Configure<MvcOptions>(mvc => mvc.Filters.Add<Door>(int.MaxValue)));
    }

    private sealed class Door : IAsyncActionFilter
    {
        public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
        {
            if (context.HttpContext.Request.Headers.ContainsKey(Header)) context.Result = new StatusCodeResult((int)RouteMatrixTests.Reached);
            else await next();
        }
    }
}
