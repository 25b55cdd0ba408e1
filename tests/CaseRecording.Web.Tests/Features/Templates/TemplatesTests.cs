using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Writing.Templates;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Templates;

/// <summary>Templates and phrases: made, changed, retired and brought back by those whose they are.</summary>
public sealed class TemplatesTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    [Fact]
    public async Task Make_ATemplateOfOnesOwn_AsksForWhatAndIsListedChangedRetiredAndBack()
    {
        var browser = await web.SignInAsync(World.Colleague);
        Assert.Contains("You have made none yet", (await browser.GetPage("/templates")).Text, StringComparison.Ordinal);
        var step = await browser.GetPage("/templates/new");
        Assert.Equal(["Visits", "Notes"], step.Document.QuerySelectorAll("optgroup").Select(g => g.GetAttribute("label")));
        Assert.Equal("Choose the type of visit or contact", (await browser.GetPage("/templates/new?use=")).ErrorAt("use"));

        var page = await browser.GetPage("/templates/new?use=homeVisit");
        Assert.Null(page.Document.QuerySelector("[name=title]"));
        var refused = await browser.SubmitForm(page.Form(), [("name", " "), ("facts", "")]);
        Assert.Contains("Enter a name", refused.ErrorAt("name"), StringComparison.Ordinal);
        Assert.Contains("at least one field", refused.ErrorAt("purpose"), StringComparison.Ordinal);
        var made = await browser.SubmitForm(refused.Form(), [("name", "First visit"), ("facts", "What we did:"), ("home", "The kitchen:")]);
        Assert.Equal("/templates?done=made", made.Location);
        var list = await browser.GetPage(made.Location!);
        Assert.Contains("It is made", list.Text, StringComparison.Ordinal);
        var href = list.Document.QuerySelectorAll("tbody a").Single(a => a.TextContent == "First visit").GetAttribute("href")!;

        var opened = await browser.GetPage(href);
        Assert.Equal("/templates?done=changed", (await browser.SubmitForm(opened.Form(href), [("facts", "What we did together:")])).Location);
        var fresh = await browser.GetPage(href);
        Assert.Contains("What we did together:", fresh.Document.QuerySelector("[name=facts]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/templates?done=retired", (await browser.SubmitForm(fresh.Form(href + "/retire"))).Location);
        Assert.Contains("1 retired", (await browser.GetPage("/templates")).Text, StringComparison.Ordinal);
        var retired = await browser.GetPage(href);
        Assert.Null(retired.Document.QuerySelector("[name=facts]"));
        Assert.Equal("/templates?done=back", (await browser.SubmitForm(retired.Form(href + "/bring-back"))).Location);

        await using var db = World.Open();
        var text = await db.ReadyTexts.SingleAsync(r => r.Name == "First visit");
        Assert.Equal((World.Colleague, (int?)null, (DateTime?)null), (text.OwnerId, text.TeamId, text.RetiredAtUtc));
        Assert.Equal(["made, homeVisit", "changed", "retired", "brought back"],
            await db.AuditEvents.Where(e => e.Action == AuditAction.TemplateChanged && e.Subject == $"template:{text.Id:N}").OrderBy(e => e.Sequence).Select(e => e.After).ToListAsync());
    }

    [Fact]
    public async Task Team_ItsManagerOrCoordinatorKeepsThem_MembersReadThem_OthersSeeNone()
    {
        var manager = await web.SignInAsync(World.Manager);
        var made = await manager.FillIn($"/templates/new?team={World.Team}&use=phrase", ("name", "How to reach us"), ("text", "Ring us on 01632 960140."));
        Assert.Equal("/templates?done=made", made.Location);
        var href = await HrefAsync("How to reach us");

        var member = await web.SignInAsync(World.Worker);
        var read = await member.GetPage(href);
        Assert.Contains("Ring us on 01632 960140.", read.Text, StringComparison.Ordinal);
        Assert.Null(read.Document.QuerySelector("main form"));
        Assert.DoesNotContain((await member.GetPage("/templates")).Document.QuerySelectorAll("a"), a => a.GetAttribute("href")!.Contains("team=", StringComparison.Ordinal));
        await RefusedAsync(member, href, World.Team);

        var other = await web.SignInAsync(World.OtherManager);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetPage(href)).Status);
        Assert.DoesNotContain("How to reach us", (await other.GetPage("/templates")).Text, StringComparison.Ordinal);
        await RefusedAsync(other, href, World.Team);

        var coordinator = await World.AddStaffAsync("Bea Cole", Role.TeamCoordinator);
        await using (var db = World.Open())
        {
            db.TeamMembers.Add(new TeamMember { StaffId = coordinator, TeamId = World.Team });
            db.Audit(World.As(null), AuditAction.AccountChanged);
            await db.SaveChangesAsync();
        }

        var keeper = await web.SignInAsync(coordinator);
        Assert.Equal("/templates?done=changed", (await keeper.SubmitForm((await keeper.GetPage(href)).Form(href), [("text", "Ring us on 01632 960141.")])).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await keeper.GetPage($"/templates/new?team={World.OtherTeam}&use=phrase")).Status);
    }

    [Fact]
    public async Task Own_OfAnotherPerson_IsNotThere_AndAdministratorsHaveNone()
    {
        var browser = await web.SignInAsync(World.Worker);
        await browser.FillIn("/templates/new?use=phrase", ("name", "Mine alone"), ("text", "You can ring me."));
        var href = await HrefAsync("Mine alone");
        var manager = await web.SignInAsync(World.Manager); // nor is it the manager's to read
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetPage(href)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetPage($"/templates/{Guid.NewGuid()}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetPage("/templates/new?use=nothing")).Status); // asks again
        foreach (var role in new[] { Role.Administrator, Role.Auditor }) Assert.NotEqual(HttpStatusCode.OK, (await (await web.SignInAsAsync(role)).GetPage("/templates")).Status);
    }

    [Fact]
    public async Task Change_WhatSomeoneSavedMeanwhile_ShowsBothAndIsTakenTheNextTime()
    {
        var browser = await web.SignInAsync(World.Manager);
        await browser.FillIn($"/templates/new?team={World.Team}&use=meeting", ("name", "Core group"), ("facts", "Who came:"));
        var href = await HrefAsync("Core group");
        var page = await browser.GetPage(href);
        await browser.SubmitForm((await browser.GetPage(href)).Form(href), [("facts", "Who came, and who did not:")]);

        var stale = await browser.SubmitForm(page.Form(href), [("facts", "Who was there:")]);
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Contains("Who came, and who did not:", stale.Document.QuerySelector(".app-versus__text")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Who was there:", stale.Document.QuerySelector("[name=facts]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/templates?done=changed", (await browser.SubmitForm(stale.Form(href))).Location);
        Assert.Equal(HttpStatusCode.Conflict, (await browser.SubmitForm(page.Form(href + "/retire"))).Status);
        await using var db = World.Open();
        Assert.Equal("Who was there:", (await db.ReadyTexts.SingleAsync(r => r.Name == "Core group")).Texts["facts"]);
    }

    [Fact]
    [Trait("Rule", "N-12")]
    public async Task Make_NamingAChild_N12_IsRefusedUntilItMeansSomebodyElse()
    {
        await World.AddChildAsync("Jaden Okafor");
        var browser = await web.SignInAsync(World.Worker);
        var refused = await browser.FillIn("/templates/new?use=phrase", ("name", "Friend"), ("text", "You can come with Jaden Okafor."));
        Assert.Contains("Jaden Okafor looks like the name of a child", refused.ErrorAt("namesNoChild"), StringComparison.Ordinal);
        Assert.Contains("You can come with Jaden Okafor.", refused.Document.QuerySelector("[name=text]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/templates?done=made", (await browser.SubmitForm(refused.Form(), [("namesNoChild", "yes")])).Location);
        Assert.Equal("/templates?done=made", (await browser.FillIn("/templates/new?use=phrase", ("name", "Friend"), ("text", "You can come with a friend."))).Location);
    }

    [Fact]
    public async Task Make_TooLong_IsRefusedAtItsField()
    {
        var browser = await web.SignInAsync(World.Worker);
        var refused = await browser.FillIn("/templates/new?use=phrase", ("name", new string('n', ReadyText.LongestName + 1)), ("text", new string('x', ReadyText.LongestPhrase + 1)));
        Assert.Contains("at most 80 characters", refused.ErrorAt("name"), StringComparison.Ordinal);
        Assert.Contains("it can hold 600", refused.ErrorAt("text"), StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(WebClient browser, string href, int team)
    {
        var token = (await browser.GetPage("/account")).Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var address in new[] { href, href + "/retire", href + "/bring-back", "/templates/new" })
        {
            var answer = await browser.PostAsync(address, new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["name"] = "Taken", ["text"] = "Taken", ["use"] = "phrase", ["team"] = $"{team}" });
            Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        }
    }

    private async Task<string> HrefAsync(string name)
    {
        await using var db = World.Open();
        return $"/templates/{await db.ReadyTexts.Where(r => r.Name == name).Select(r => r.Id).SingleAsync()}";
    }
}
