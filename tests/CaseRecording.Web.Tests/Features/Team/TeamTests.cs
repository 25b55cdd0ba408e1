using System.Net;
using AngleSharp.Dom;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Team;

public sealed class TeamTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    [Fact]
    public async Task Show_ForItsManager_EachNumberLeadsToItsRows()
    {
        var child = await World.AddChildAsync("Lottie Farr");
        await OverdueAsync(child, "Seen at the gate");
        var page = await (await web.SignInAsync(World.Manager)).GetPage("/team?all=NotFinal");

        Assert.Equal("Harbour team", page.Document.QuerySelector("h1")!.TextContent);
        foreach (var link in page.Document.QuerySelectorAll(".app-numbers a"))
        {
            Assert.NotNull(page.Document.QuerySelector(link.GetAttribute("href")!));
        }

        var overdue = page.Document.QuerySelector("[aria-labelledby=not-final] table")!;
        Assert.Contains("Seen at the gate", overdue.TextContent, StringComparison.Ordinal);
        Assert.Contains("Ellie Marsh", overdue.TextContent, StringComparison.Ordinal);
        var number = page.Document.QuerySelector(".app-numbers a[href='#not-final'] strong")!.TextContent;
        Assert.Equal(overdue.QuerySelectorAll("tbody tr").Length.ToString(System.Globalization.CultureInfo.InvariantCulture), number);
        Assert.Null(page.Document.QuerySelector("form.app-search")); // one team only: nothing to choose
    }

    [Fact]
    public async Task Show_MoreThanFit_AllAreALinkAway()
    {
        var child = await World.AddChildAsync("Olive Penn");
        for (var i = 0; i < 12; i++) await OverdueAsync(child, $"Olive {i}");
        var browser = await web.SignInAsync(World.Manager);
        var page = await browser.GetPage("/team");
        Assert.Equal(10, page.Document.QuerySelectorAll("[aria-labelledby=not-final] tbody tr").Length);
        var all = page.Document.QuerySelectorAll("a").Single(a => a.TextContent.StartsWith("Show all", StringComparison.Ordinal) && a.GetAttribute("href")!.EndsWith("#not-final", StringComparison.Ordinal));
        var whole = await browser.GetPage(all.GetAttribute("href")!);
        Assert.InRange(whole.Document.QuerySelectorAll("[aria-labelledby=not-final] tbody tr").Length, 12, 500);
        Assert.DoesNotContain(whole.Document.QuerySelectorAll("a"), a => a.GetAttribute("href")!.EndsWith("#not-final", StringComparison.Ordinal) && a.TextContent.StartsWith("Show all", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Role.SocialWorker)]
    [InlineData(Role.ReviewingOfficer)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.EmergencyDuty)]
    public async Task Show_ForAnotherRole_IsRefused(Role role) =>
        Assert.NotEqual(HttpStatusCode.OK, (await (await web.SignInAsAsync(role)).GetPage("/team")).Status);

    [Fact]
    public async Task Show_AnotherManagersTeam_IsNotThere()
    {
        var browser = await web.SignInAsync(World.Manager);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPage($"/team?team={World.OtherTeam}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPage("/team?team=987654")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetPage($"/team?team={World.Team}")).Status);
    }

    [Fact]
    public async Task Show_ForASeniorManager_OffersEveryTeam()
    {
        var browser = await web.SignInAsAsync(Role.SeniorManager);
        var page = await browser.GetPage($"/team?team={World.OtherTeam}");
        Assert.Equal("Moorside team", page.Document.QuerySelector("h1")!.TextContent);
        Assert.Equal(["Harbour", "Moorside"], page.Document.QuerySelectorAll("select[name=team] option").Select(o => o.TextContent.Trim()));
        Assert.Contains("Nothing is overdue.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_InNoTeam_SaysSo() =>
        Assert.Contains("do not manage or belong to a team", (await (await web.SignInAsAsync(Role.TeamCoordinator)).GetPage("/team")).Text, StringComparison.Ordinal);

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Show_RestrictedRecord_A02_IsInNoRow()
    {
        var child = await World.AddChildAsync("Secret Hollow");
        await OverdueAsync(child, "Hidden entry");
        var browser = await web.SignInAsync(World.Manager);
        Assert.Contains("Hidden entry", (await browser.GetPage("/team?all=NotFinal")).Text, StringComparison.Ordinal);
        await using (var db = World.Open())
        {
            (await db.Children.SingleAsync(c => c.Id == child)).IsRestricted = true;
            db.Audit(World.As(World.Manager), AuditAction.RestrictionChanged, child);
            await db.SaveChangesAsync();
        }

        var page = await browser.GetPage("/team?all=NotFinal");
        Assert.DoesNotContain("Hidden entry", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret Hollow", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "A-01")]
    public async Task Acknowledge_AnAlert_A01_KeepsWhoAndWhenAndTakesItOffThePage()
    {
        var child = await World.AddChildAsync("Pearl Noon");
        var alert = await AlertAsync(child, "I cover for Ellie this <b>afternoon</b>");
        var browser = await web.SignInAsync(World.Manager);
        var page = await browser.GetPage("/team");
        Assert.Contains("I cover for Ellie this <b>afternoon</b>", page.Text, StringComparison.Ordinal);
        var action = $"/team/{World.Team}/alerts/{alert}/acknowledge";

        Assert.Equal($"/team?team={World.Team}#alerts", (await browser.SubmitForm(page.Form(action))).Location);
        Assert.DoesNotContain("I cover for Ellie this", (await browser.GetPage("/team")).Text, StringComparison.Ordinal);
        Assert.NotNull((await browser.SubmitForm(page.Form(action))).Location); // twice is once
        await using var db = World.Open();
        var kept = await db.Alerts.AsNoTracking().SingleAsync(a => a.Id == alert);
        Assert.Equal((World.Now, World.Manager), (kept.AcknowledgedAtUtc!.Value, kept.AcknowledgedById!.Value));
        Assert.Equal(1, await db.AuditEvents.CountAsync(e => e.Action == AuditAction.AlertAcknowledged && e.ChildId == child));
    }

    [Fact]
    public async Task Acknowledge_AnotherTeamsAlert_IsNotThere()
    {
        var child = await World.AddChildAsync("Iris Vale");
        var alert = await AlertAsync(child, "I cover for Ellie this morning");
        var browser = await web.SignInAsync(World.OtherManager);
        var token = (await browser.GetPage("/team")).Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var team in new[] { World.Team, World.OtherTeam })
        {
            var answer = await browser.PostAsync($"/team/{team}/alerts/{alert}/acknowledge", new Dictionary<string, string> { ["__RequestVerificationToken"] = token });
            Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        }

        await using var db = World.Open();
        Assert.Null((await db.Alerts.AsNoTracking().SingleAsync(a => a.Id == alert)).AcknowledgedAtUtc);
    }

    private async Task<long> OverdueAsync(int child, string title)
    {
        var now = World.Now;
        World.Clock.NowUtc = now.AddDays(-5);
        var id = await World.RecordAsync(World.Worker, Titled.Visit(World.Now.AddHours(-2), title, child), finalise: false);
        World.Clock.NowUtc = now;
        return id;
    }

    private async Task<int> AlertAsync(int child, string message)
    {
        await using var db = World.Open();
        var alert = ManagerAlert.Raise(World.As(World.OtherWorker), AlertKind.RecordOpenedWithReason, child, World.Team, message);
        db.Alerts.Add(alert);
        db.Audit(World.As(World.OtherWorker), AuditAction.AccessGivenForReason, child);
        await db.SaveChangesAsync();
        return alert.Id;
    }
}
