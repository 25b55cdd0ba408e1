using System.Globalization;
using System.Net;
using System.Text.Json;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Quality;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Audits;

/// <summary>Samples, the audit of a record and what must be put right, as their pages have them. Each test has children of its own.</summary>
public sealed class AuditPagesTests(WebWorld web) : IClassFixture<WebWorld>
{
    private World World => web.World;

    private string Page => $"/team/{World.Team}/audits";

    [Fact]
    [Trait("Rule", "Q-04")]
    public async Task Sample_DrawnAuditedAndPutRight_Q04_IsFollowedFromPageToPage()
    {
        var child = await World.AddChildAsync("Wren Alder");
        var (manager, worker) = (await web.SignInAsync(World.Manager), await web.SignInAsync(World.Worker));
        var (sample, audit) = await DrawnAsync(manager, child);
        Assert.Contains((await manager.GetPage($"/team?team={World.Team}")).Document.QuerySelectorAll("main td a"), a => a.GetAttribute("href") == audit && a.TextContent == "Wren Alder");
        Assert.Contains("Wren Alder", (await manager.GetPage("/")).Document.QuerySelector("[aria-labelledby=audits-heading]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Priya Raman audits it", (await worker.GetPage(audit)).Text, StringComparison.Ordinal);

        // Nothing answered: every refusal at its field.
        var form = await manager.GetPage(audit);
        var refused = await manager.SubmitForm(form.Form(audit), [("strengths", "You speak on every page.")], ("act", "finish"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(11, refused.Errors.Count);
        Assert.Equal("Say whether the record meets this point: Balanced (Q-04)", refused.ErrorAt("point-balanced"));
        Assert.Equal("You speak on every page.", refused.Document.QuerySelector("[name=strengths]")!.TextContent.Trim());

        // What cannot be read is told together with what the rules refuse, and stays as typed.
        refused = await manager.SubmitForm(refused.Form(audit), [.. Answers("balanced", "notMet"), ("outcome", "inadequate"), ("action-0-what", "Write what goes well"), .. Day("action-0-by", "31", "2", "2026")], ("act", "finish"));
        Assert.Equal(["Say in at least 10 characters what you found: Balanced (Q-04)", "Choose who puts it right (Q-04)"], refused.Errors.Where(e => e.Contains("Q-04", StringComparison.Ordinal)).Take(2));
        Assert.Contains(refused.Errors, e => !e.Contains("Q-04", StringComparison.Ordinal));
        Assert.Equal("31", refused.Document.QuerySelector("[name=action-0-by-day]")!.GetAttribute("value"));

        var due = World.Now.AddDays(5);
        var finished = await manager.SubmitForm(refused.Form(audit), [("point-balanced-comment", "Only worries stand in the entries since May."), ("action-0-who", World.Worker.ToString()), .. Day("action-0-by", $"{due.Day}", $"{due.Month}", $"{due.Year}")], ("act", "finish"));
        Assert.Equal($"{audit}?saved=true", finished.Location);
        var read = await manager.GetPage(finished.Location!);
        Assert.Contains("Only worries stand in the entries since May.", read.Text, StringComparison.Ordinal);
        Assert.Contains("Audited on 17 March 2026 by Priya Raman", (await worker.GetPage($"/children/{child}/details")).Text, StringComparison.Ordinal);
        Assert.Equal(audit, (await manager.SubmitForm(form.Form(audit), button: ("act", "finish"))).Location);

        // The worker puts it right, the manager sends it back once, then closes it.
        var mine = (await worker.GetPage("/")).Document.QuerySelector("[aria-labelledby=remedial-heading] a")!;
        Assert.Equal("Write what goes well", mine.TextContent);
        var step = await LinkAsync(worker, audit, "/done");
        Assert.Equal("Say what you did, in at least 10 characters (Q-04)", (await worker.FillIn(step, ("note", "ok"))).ErrorAt("note"));
        var stale = (await worker.GetPage(step)).Form(step);
        Assert.StartsWith(audit, (await worker.FillIn(step, ("note", "Two entries now say what goes well"))).Location, StringComparison.Ordinal);
        var late = await worker.SubmitForm(stale, [("note", "Two entries say so, typed twice")]);
        Assert.Equal((HttpStatusCode.Conflict, "Two entries say so, typed twice"), (late.Status, late.Document.QuerySelector("[name=note]")!.TextContent.Trim()));
        Assert.Contains("Done, to be looked at", (await manager.GetPage("/")).Text, StringComparison.Ordinal);
        Assert.StartsWith(audit, (await manager.FillIn(await LinkAsync(manager, audit, "/send-back"), ("note", "The second is still all worry"))).Location, StringComparison.Ordinal);
        await worker.FillIn(step, ("note", "I wrote the second one again"));
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetPage(step.Replace("/done", "/confirm", StringComparison.Ordinal))).Status);
        Assert.StartsWith(audit, (await manager.FillIn(await LinkAsync(manager, audit, "/confirm"))).Location, StringComparison.Ordinal);
        Assert.Contains("Closed", (await worker.GetPage(audit)).Text, StringComparison.Ordinal);

        var results = await manager.GetPage(sample);
        Assert.Contains("Inadequate: 1.", results.Text, StringComparison.Ordinal);
        Assert.Contains("1, all closed", results.Text, StringComparison.Ordinal);
        var file = await manager.Http.GetStringAsync(sample + "/csv");
        Assert.Contains($"Wren Alder,{child},Priya Raman,31 March 2026,", file, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "Q-04")]
    public async Task Draw_Refused_Q04_SaysWhyAtTheField_AndShowsSeedAndFrameToTheDrawerOnly()
    {
        var child = await World.AddChildAsync("Ivo Birch");
        var manager = await web.SignInAsync(World.Manager);
        foreach (var wrong in new[] { "", "0", "51" })
        {
            var refused = await manager.FillIn(Page, ("size", wrong));
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "Enter how many records to draw, from 1 to 50 (Q-04)"), (refused.Status, refused.ErrorAt("size")));
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await manager.FillIn(Page, ("size", "many"))).Status);
        var (sample, _) = await DrawnAsync(manager, child);
        var seed = await SeedAsync(child);
        var page = await manager.GetPage(sample);
        Assert.Contains(seed, page.Text, StringComparison.Ordinal);
        Assert.Contains("Records in the frame", page.Text, StringComparison.Ordinal);
        var senior = await web.SignInAsAsync(Role.SeniorManager);
        var other = await senior.GetPage(sample);
        Assert.Equal(HttpStatusCode.OK, other.Status);
        Assert.DoesNotContain(seed, other.Text, StringComparison.Ordinal);
        Assert.Contains("Ivo Birch", other.Text, StringComparison.Ordinal);
        Assert.Contains("Harbour", (await senior.GetPage("/audits")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_ForOthers_AreClosed()
    {
        var child = await World.AddChildAsync("Una Hazel");
        var manager = await web.SignInAsync(World.Manager);
        var (sample, audit) = await DrawnAsync(manager, child);
        var (worker, otherManager) = (await web.SignInAsync(World.Worker), await web.SignInAsync(World.OtherManager));

        foreach (var page in new[] { Page, sample, "/audits" }) Assert.NotEqual(HttpStatusCode.OK, (await worker.GetPage(page)).Status);
        foreach (var page in new[] { Page, sample, sample + "/csv", "/team/4711/audits", "/audits/4711" }) Assert.Equal(HttpStatusCode.NotFound, (await otherManager.GetPage(page)).Status);
        // The record of another team asks for a reason first.
        Assert.StartsWith($"/children/{child}/ask", (await otherManager.GetPage(audit)).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetPage($"/children/{await World.AddChildAsync("Abel Rowan")}/audits/{audit.Split('/')[^1]}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetPage($"/children/{child}/audits/4711")).Status);
        // A worker reads that it is being audited, and can write nothing into it.
        Assert.Null((await worker.GetPage(audit)).Document.QuerySelector("main form"));
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Sample_WithAChildHiddenSince_A02_ShowsNoTraceOfIt()
    {
        var (child, other) = (await World.AddChildAsync("Hugh Elder"), await World.AddChildAsync("Pia Elder"));
        var manager = await web.SignInAsync(World.Manager);
        var (sample, audit) = await DrawnAsync(manager, child);
        await using (var db = World.Open())
        {
            db.Conflicts.Add(new ConflictOfInterest { ChildId = child, StaffId = World.Manager, Reason = "Neighbour", DeclaredAtUtc = World.Now });
            db.Audit(World.As(World.Manager), AuditAction.RestrictionChanged, child);
            await db.SaveChangesAsync();
        }

        var page = await manager.GetPage(sample);
        Assert.DoesNotContain("Hugh Elder", page.Text, StringComparison.Ordinal);
        Assert.Contains("Pia Elder", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hugh Elder", await manager.Http.GetStringAsync(sample + "/csv"), StringComparison.Ordinal);
        foreach (var at in new[] { "/", $"/team?team={World.Team}" }) Assert.DoesNotContain("Hugh Elder", (await manager.GetPage(at)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetPage(audit)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetPage($"{sample}/records/{audit.Split('/')[^1]}/auditor")).Status);
        Assert.NotEqual(0, other);
    }

    [Fact]
    [Trait("Rule", "Q-04")]
    public async Task Auditor_NamedAnew_Q04_TakesTheDraftAndIsRefusedToTheWrong()
    {
        var child = await World.AddChildAsync("Nell Sorrel");
        var (manager, second) = (await web.SignInAsync(World.Manager), await web.SignInAsync(World.OtherManager));
        var (sample, audit) = await DrawnAsync(manager, child);
        var form = await manager.GetPage(audit);
        Assert.Equal("/", (await manager.SubmitForm(form.Form(audit), [("strengths", "Her drawings are in it.")], ("act", "leave"))).Location);

        var give = $"{sample}/records/{audit.Split('/')[^1]}/auditor";
        Assert.Equal("Choose who audits this record (Q-04)", (await manager.FillIn(give, ("auditor", ""))).ErrorAt("auditor"));
        var old = (await manager.GetPage(give)).Form(give);
        Assert.Equal(sample, (await manager.FillIn(give, ("auditor", World.OtherManager.ToString()))).Location);
        Assert.Equal(HttpStatusCode.Conflict, (await manager.SubmitForm(old, [("auditor", World.Manager.ToString())])).Status);

        // From another team: with a reason. What was typed is there.
        Assert.StartsWith($"/children/{child}/ask", (await second.GetPage(audit)).Location, StringComparison.Ordinal);
        await second.FillIn($"/children/{child}/ask", ("reason", "I audit this record for the Harbour team’s sample"));
        Assert.Equal("Her drawings are in it.", (await second.GetPage(audit)).Document.QuerySelector("[name=strengths]")!.TextContent.Trim());
        Assert.Null((await manager.GetPage(audit)).Document.QuerySelector("main form"));
        Assert.Equal(HttpStatusCode.NotFound, (await manager.SubmitForm(form.Form(audit), [("strengths", "Mine")], ("act", "leave"))).Status);
    }

    [Fact]
    public async Task Audit_ChangedOnAnotherPage_ShowsBothTextsAndLosesNone()
    {
        var child = await World.AddChildAsync("Rory Thorne");
        var manager = await web.SignInAsync(World.Manager);
        var (_, audit) = await DrawnAsync(manager, child);
        var (one, two) = (await manager.GetPage(audit), await manager.GetPage(audit));
        await manager.SubmitForm(one.Form(audit), [("strengths", "Said on the first page"), ("point-balanced", "met")], ("act", "keep"));

        var stale = await manager.SubmitForm(two.Form(audit), [("strengths", "Said on the second page")], ("act", "finish"));

        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal("Said on the second page", stale.Document.QuerySelector("[name=strengths]")!.TextContent.Trim());
        var differences = stale.Document.QuerySelector(".app-differences")!.TextContent;
        Assert.Contains("Said on the first page", differences, StringComparison.Ordinal);
        Assert.Contains("Met", differences, StringComparison.Ordinal);
        Assert.Equal("/", (await manager.SubmitForm(stale.Form(audit), button: ("act", "leave"))).Location);
        var more = await manager.SubmitForm((await manager.GetPage(audit)).Form(audit), [("action-0-what", "Ask again")], ("act", "moreActions"));
        Assert.Null(more.Document.QuerySelector("[name=action-1-what]")!.Closest("[hidden]"));
    }

    [Fact]
    public async Task Autosave_FromThePage_IsTaken()
    {
        var child = await World.AddChildAsync("Tess Linden");
        var manager = await web.SignInAsync(World.Manager);
        var (_, audit) = await DrawnAsync(manager, child);
        var form = (await manager.GetPage(audit)).Form(audit);
        var token = form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value");
        var sent = JsonSerializer.Serialize(new { formKind = form.Dataset["form"], childId = child, recordingId = (long?)null, baseVersion = 0, fields = new Dictionary<string, string[]>(StringComparer.Ordinal) { ["strengths"] = ["Kept as I type"] } });

        using var body = new StringContent(sent, System.Text.Encoding.UTF8, "application/json");
        using var answer = await manager.Fetch(HttpMethod.Put, form.Dataset["autosave"]!, body, token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Kept as I type", (await manager.GetPage(audit)).Document.QuerySelector("[name=strengths]")!.TextContent.Trim());
    }

    /// <summary>Draws every open record that is not being audited, and says where the sample and the audit of one child are.</summary>
    private async Task<(string Sample, string Audit)> DrawnAsync(WebClient manager, int child)
    {
        var open = (await manager.FillIn(Page, ("size", "50"))).ErrorAt("size");
        var size = open is null ? 50 : int.Parse(open.Split(' ')[0], CultureInfo.InvariantCulture);
        var sample = (await manager.FillIn(Page, ("size", $"{size}"))).Location!;
        var link = (await manager.GetPage(sample)).Document.QuerySelectorAll("main th a").Single(a => a.GetAttribute("href")!.StartsWith($"/children/{child}/", StringComparison.Ordinal));
        return (sample, link.GetAttribute("href")!);
    }

    private static async Task<string> LinkAsync(WebClient who, string audit, string step) =>
        (await who.GetPage(audit)).Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).Single(h => h.EndsWith(step, StringComparison.Ordinal));

    private async Task<string> SeedAsync(int child)
    {
        await using var db = World.Open();
        return await db.RecordAudits.Where(a => a.ChildId == child).Select(a => a.Sample.Seed).SingleAsync();
    }

    private static IEnumerable<(string, string?)> Answers(string but, string answer) =>
        StandardLabels.All.Select(p => ($"point-{p.Key()}", (string?)(p.Key() == but ? answer : "met")));

    private static IEnumerable<(string, string?)> Day(string name, string day, string month, string year) => [($"{name}-day", day), ($"{name}-month", month), ($"{name}-year", year)];
}
