using System.Net;
using AngleSharp.Html.Dom;
using CaseRecording.Core.Data;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Shared;

/// <summary>Every form that adds something, sent twice as a double click does: it is added once. Sent for a child whom the sender may not see, it adds nothing.</summary>
public sealed class TwiceTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    /// <summary>The page, who sends it, the answers, and what must be added once.</summary>
    public static TheoryData<string, string, string, string> Forms => new()
    {
        { "/children/{child}/people/add?someoneNew=true", "worker", "fullName=Jean Thornley;relationship=Mother", "people" },
        { "/children/{child}/details/address", "worker", "value=4 Brook Lane", "details" },
        { "/children/{child}/details/status", "manager", "kind=childProtection;from-day=16;from-month=3;from-year=2026", "statuses" },
        { "/children/{child}/restrictions", "manager", "staffId={colleague};conflictReason=She is his aunt, as he says himself", "conflicts" },
        { "/children/{child}/allocation", "manager", "worker={team}/{colleague}", "allocations" },
        { "/children/{child}/entries/{entry}", "manager", "returnReason=Say where her brother was meanwhile", "returns" },
        { "/children/{child}/entries/{entry}/amend", "worker", "text=He was at swimming;amendReason=His mum read it and told me", "amendments" },
        { "/children/{child}/ask", "stranger", "reason=The duty desk asked me to cover tonight", "grants" },
        { "/requests/new/{child}", "InformationGovernance", "requesterName=Jean Thornley;requesterRelationship=Mother;receivedOn-day=16;receivedOn-month=3;receivedOn-year=2026", "requests" },
        { "/admin/people/new", "Administrator", "displayName=Sam Hill;userName={unique};roles=SocialWorker", "staff" },
        { "/admin/teams/new", "Administrator", "name={unique}", "teams" },
        { "/admin/policy/supervisionDays", "Administrator", "value=21;from-day=1;from-month=5;from-year=2026;reason=Agreed by the practice board", "policies" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Send_Twice_AddsOne(string address, string who, string answers, string what)
    {
        var (browser, form, given, _) = await OpenAsync(address, who, answers);
        var before = await CountAsync(what);
        var first = await browser.SubmitForm(form, given);
        Assert.True(first.Status == HttpStatusCode.Found || what == "staff", $"{first.Status}: {string.Join("; ", first.Errors)}");
        var second = await browser.SubmitForm(form, given);

        Assert.True((int)second.Status < 500);
        Assert.Equal(before + 1, await CountAsync(what));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Send_ForAChildOneMayNotSee_AddsNothing(string address, string who, string answers, string what)
    {
        if (!address.Contains("{child}", StringComparison.Ordinal)) return;
        var (browser, form, given, child) = await OpenAsync(address, who, answers);
        var hidden = await World.AddChildAsync("Restricted Child");
        await using (var db = World.Open())
        {
            (await db.Children.SingleAsync(c => c.Id == hidden)).IsRestricted = true;
            db.Audit(World.As(World.Manager), Core.Audit.AuditAction.RestrictionChanged, hidden);
            await db.SaveChangesAsync();
        }

        var before = await CountAsync(what);
        var action = form.GetAttribute("action") is { Length: > 0 } given2 ? given2 : new Uri(form.BaseUri).PathAndQuery;
        form.SetAttribute("action", action.Replace($"/{child}", $"/{hidden}", StringComparison.Ordinal));
        var answer = await browser.SubmitForm(form, given);

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal(before, await CountAsync(what));
    }

    private async Task<(WebClient Browser, IHtmlFormElement Form, List<(string Name, string? Value)> Given, int Child)> OpenAsync(string address, string who, string answers)
    {
        var child = await World.AddChildAsync();
        var entry = address.Contains("{entry}", StringComparison.Ordinal) ? await World.RecordAsync(World.Worker, Inputs.Visit(World.Now.AddHours(-1), child)) : 0;
        string Fill(string text) => text.Replace("{child}", $"{child}", StringComparison.Ordinal).Replace("{entry}", $"{entry}", StringComparison.Ordinal)
            .Replace("{colleague}", $"{World.Colleague}", StringComparison.Ordinal).Replace("{team}", $"{World.Team}", StringComparison.Ordinal).Replace("{unique}", $"new{child}", StringComparison.Ordinal);
        var browser = await web.SignInByNameAsync(who);
        var page = await browser.GetPage(Fill(address));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var given = Fill(answers).Split(';').Select(a => (a[..a.IndexOf('=')], (string?)a[(a.IndexOf('=') + 1)..])).ToList();
        var form = page.Document.QuerySelectorAll("main form").OfType<IHtmlFormElement>().First(f => f.QuerySelector($"[name='{given[0].Item1}']") is not null);
        return (browser, form, given, child);
    }

    private async Task<int> CountAsync(string what)
    {
        await using var db = World.Open();
        return await Rows(db, what);
    }

    private static Task<int> Rows(AppDbContext db, string what) => what switch
    {
        "people" => db.ChildPeople.CountAsync(),
        "details" => db.Children.SelectMany(c => c.Details).CountAsync(),
        "statuses" => db.Children.SelectMany(c => c.Statuses).CountAsync(),
        "conflicts" => db.Conflicts.CountAsync(),
        "allocations" => db.Children.SelectMany(c => c.Allocations).CountAsync(),
        "returns" => db.Recordings.SelectMany(r => r.Returns).CountAsync(),
        "amendments" => db.Amendments.CountAsync(),
        "grants" => db.AccessGrants.CountAsync(),
        "requests" => db.AccessRequests.CountAsync(),
        "staff" => db.Users.CountAsync(),
        "teams" => db.Teams.CountAsync(),
        "policies" => db.PolicyChanges.CountAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "Not a table of this test."),
    };
}
