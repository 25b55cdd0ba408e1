using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.AdminWords;

/// <summary>The council's lists of words: found, added, changed, taken out, each with its reason and history.</summary>
public sealed class AdminWordsTests(WebWorld web) : IClassFixture<WebWorld>
{
    [Fact]
    public async Task Lists_FromTheStartPage_AreFoundSearchedAndPaged()
    {
        var admin = await web.SignInAsAsync(Role.Administrator);
        Assert.Contains((await admin.GetPage("/admin")).Document.QuerySelectorAll("a"), a => a.GetAttribute("href") == "/admin/words");
        Assert.Equal(10, (await admin.GetPage("/admin/words")).Document.QuerySelectorAll(".app-results__item").Length);

        var first = await admin.GetPage("/admin/words/abbreviations");
        Assert.Equal(50, first.Document.QuerySelectorAll("tbody tr").Length);
        var second = await admin.GetPage(first.Document.QuerySelector(".govuk-pagination__link")!.GetAttribute("href")!);
        Assert.Empty(first.Document.QuerySelectorAll("tbody a").Select(a => a.GetAttribute("href")).Intersect(second.Document.QuerySelectorAll("tbody a").Select(a => a.GetAttribute("href"))));
        Assert.Contains("CAMHS", (await admin.GetPage("/admin/words/abbreviations?search=mental+health+serv")).Text, StringComparison.Ordinal);
        Assert.Contains("Nothing matches", (await admin.GetPage("/admin/words/abbreviations?search=zzz")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_ALine_IsInTheListAndAudited_AndWithoutAReasonRefused()
    {
        var admin = await web.SignInAsAsync(Role.Administrator);
        var refused = await admin.FillIn("/admin/words/jargon/new", ("expression", "blue-sky thinking"), ("instead", "new ideas"), ("reason", ""));
        Assert.Contains("Say why", refused.ErrorAt("reason"), StringComparison.Ordinal);
        Assert.Contains("blue-sky thinking", refused.Document.QuerySelector("[name=expression]")!.TextContent, StringComparison.Ordinal);

        var added = await admin.SubmitForm(refused.Form(), [("reason", "Heard in every meeting")]);

        Assert.Equal("/admin/words/jargon?done=added", added.Location);
        Assert.Contains("The line is added", (await admin.GetPage(added.Location!)).Text, StringComparison.Ordinal);
        var twice = await admin.FillIn("/admin/words/jargon/new", ("expression", "Blue-sky  thinking"), ("reason", "Again"));
        Assert.Contains("in the list already", twice.ErrorAt("expression"), StringComparison.Ordinal);
        await using var db = web.World.Open();
        Assert.True(await db.AuditEvents.AnyAsync(e => e.Action == AuditAction.WordListChanged && e.Subject == "words:jargon:blue-sky-thinking" && e.Reason == "Heard in every meeting"));
    }

    [Fact]
    public async Task Change_ThenTakeOut_KeepsTheHistory_AndAStalePageIsTold()
    {
        var admin = await web.SignInAsAsync(Role.Administrator);
        var page = await admin.GetPage("/admin/words/labels/entry/lazy");
        var changed = await admin.SubmitForm(page.Form("/admin/words/labels/entry/lazy"), [("instead", "say what was not done"), ("reason", "Shorter")]);
        Assert.Equal("/admin/words/labels?done=changed", changed.Location);

        var stale = await admin.SubmitForm(page.Form("/admin/words/labels/entry/lazy"), [("instead", "something else"), ("reason", "Late")]);
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Contains("say what was not done", stale.Text, StringComparison.Ordinal);
        Assert.Equal("something else", stale.Document.QuerySelector("[name=instead]")!.GetAttribute("value"));

        var fresh = await admin.GetPage("/admin/words/labels/entry/lazy");
        var refused = await admin.SubmitForm(fresh.Form("/admin/words/labels/entry/lazy/remove"), [("removeReason", "")]);
        Assert.Contains("Say why", refused.ErrorAt("removeReason"), StringComparison.Ordinal);
        var removed = await admin.SubmitForm(refused.Form("/admin/words/labels/entry/lazy/remove"), [("removeReason", "Not used here")]);
        Assert.Equal("/admin/words/labels?done=removed", removed.Location);
        Assert.DoesNotContain("/admin/words/labels/entry/lazy", (await admin.GetPage("/admin/words/labels?search=lazy")).Document.QuerySelectorAll("tbody a").Select(a => a.GetAttribute("href")));
        var history = await admin.GetPage("/admin/words/labels/entry/lazy");
        Assert.Equal(2, history.Document.QuerySelectorAll(".app-timeline__entry").Length);
        Assert.Contains("Not used here", history.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_MissingOrByAnotherRole_IsRefused()
    {
        var admin = await web.SignInAsAsync(Role.Administrator);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetPage("/admin/words/nothing")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetPage("/admin/words/jargon/entry/nothing-such")).Status);
        foreach (var role in new[] { Role.SocialWorker, Role.TeamManager, Role.Auditor })
        {
            Assert.NotEqual(HttpStatusCode.OK, (await (await web.SignInAsAsync(role)).GetPage("/admin/words")).Status);
        }
    }
}
