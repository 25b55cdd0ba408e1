using System.Globalization;
using System.Text.RegularExpressions;
using CaseRecording.EndToEnd.Tests.Harness;
using CaseRecording.TestKit;
using Microsoft.Playwright;

namespace CaseRecording.EndToEnd.Tests.Story;

/// <summary>The main job from end to end, each user in turn at a browser of their own: from the referral to the auditor's question who saw the child.</summary>
[Collection(WithCouncil.Name)]
public sealed class JourneyTests(Council council, Browser browser)
{
    private static DateTime Today => TimeProvider.System.GetUtcNow().UtcDateTime;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Record_FromReferralToAudit_GoesThroughEachUsersHands(bool script)
    {
        var family = script ? "Threlfall" : "Ormondroyd";
        var (older, younger) = await ReferralAsync(script, family);
        await AllocateAsync(script, older, younger);
        var entry = await VisitAsync(script, older, younger);
        await SignOffAndDecideAsync(script, older, younger, entry);
        await SummariseAsync(script, older);
        await ReadAtNightAsync(script, older, family);
        await ExportAsync(script, older, family);
        await ChangePolicyAsync(script);
        await AuditAsync(script, older);
    }

    /// <summary>The referral team opens the record of a child, and that of the brother in the same home.</summary>
    private async Task<(int Older, int Younger)> ReferralAsync(bool script, string family)
    {
        await using var nasreen = await At("nasreen.akhtar", script);
        await nasreen.GoAsync("/children/new");
        await WhoAsync(nasreen, $"Effie {family}", (12, 4, 2014));
        await nasreen.Page.FillAsync("[name=spellingDocument]", "Birth certificate");
        await nasreen.Page.FillAsync("[name=spellingSeenBy]", "Nasreen Akhtar");
        await FillDateAsync(nasreen.Page, "spellingSeenOn", Today.AddDays(-1));
        await nasreen.Page.FillAsync("[name=contactTime]", "00:01");
        await nasreen.Page.FillAsync("[name=address]", "14 Net Loft Lane, Northmere NM2 6RX");
        await nasreen.Page.FillAsync("[name='household-0-name']", $"Bryony {family}");
        await nasreen.Page.FillAsync("[name='household-0-relationship']", "Mother");
        await nasreen.Page.FillAsync("[name='household-0-telephone']", "07700 900555");
        await nasreen.Page.Locator("[name='household-0-parental']").CheckAsync();
        var older = await OpenAsync(nasreen);

        await nasreen.GoAsync($"/children/new?sibling={older}");
        await WhoAsync(nasreen, $"Kit {family}", (30, 9, 2018));
        await nasreen.Page.FillAsync("[name=contactTime]", "00:01");
        await nasreen.Page.FillAsync("[name=siblingIs]", "sister");
        await nasreen.Page.FillAsync("[name=childIs]", "brother");
        var younger = await OpenAsync(nasreen);
        nasreen.AssertNothingWrong();
        return (older, younger);
    }

    private static async Task WhoAsync(Visitor visitor, string name, (int Day, int Month, int Year) born)
    {
        var page = visitor.Page;
        await page.FillAsync("[name=fullName]", name);
        await page.Locator("[name=birthDateKind][value=known]").CheckAsync();
        await FillDateAsync(page, "birthDate", new DateTime(born.Year, born.Month, born.Day, 0, 0, 0, DateTimeKind.Utc));
        await AccessibleAsync(visitor, "Who it is");
        await page.Locator("main button[type=submit]").ClickAsync();
        await page.Locator("[name=rest]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    private static async Task<int> OpenAsync(Visitor visitor)
    {
        await AccessibleAsync(visitor, "Open the record");
        await visitor.Page.Locator("main form button[type=submit]").Last.ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex(@"/children/\d+/details"));
        await AccessibleAsync(visitor, "Details of a new record");
        return int.Parse(Regex.Match(visitor.Page.Url, @"/children/(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private async Task AllocateAsync(bool script, params int[] children)
    {
        await using var farah = await At("farah.siddiqui", script);
        await Expect(farah, "main").ToContainTextAsync("Waiting for a worker");
        await AccessibleAsync(farah, "My work of a manager");
        foreach (var child in children)
        {
            await farah.GoAsync($"/children/{child}/allocation");
            var hannah = await farah.Page.Locator("[name=worker] option").Filter(new() { HasText = "Hannah Whitlock, Harbour" }).GetAttributeAsync("value");
            await farah.Page.SelectOptionAsync("[name=worker]", hannah!);
            await farah.Page.Locator($"form[action='/children/{child}/allocation'] button").ClickAsync();
            await Expect(farah, ".app-child").ToContainTextAsync("Worker: Hannah Whitlock");
            await AccessibleAsync(farah, "Allocation");
        }

        farah.AssertNothingWrong();
    }

    private async Task<string> VisitAsync(bool script, int older, int younger)
    {
        await using var hannah = await At("hannah.whitlock", script);
        await hannah.GoAsync($"/children/{older}/visits/new");
        await AccessibleAsync(hannah, "Record a visit");
        await hannah.Page.Locator("[name=visitType][value=assessmentSession]").CheckAsync();
        await VisitForm.WriteForTwoAsync(hannah.Page, older, younger, "The bike with no stabilisers");
        await Expect(hannah, "main").ToContainTextAsync("Seen, not alone");
        await AccessibleAsync(hannah, "Finalise this visit?");
        await VisitForm.ConfirmAsync(hannah.Page);
        await Expect(hannah, "article").ToContainTextAsync("Effie’s own words");
        await Expect(hannah, "article").Not.ToContainTextAsync("horse");
        await AccessibleAsync(hannah, "Final visit");
        hannah.AssertNothingWrong();
        return new Uri(hannah.Page.Url).AbsolutePath;
    }

    private async Task SignOffAndDecideAsync(bool script, int older, int younger, string entry)
    {
        await using var farah = await At("farah.siddiqui", script);
        await farah.GoAsync("/sign-off");
        await AccessibleAsync(farah, "Sign-off");
        await farah.GoAsync(entry);
        await AccessibleAsync(farah, "Entry that waits for sign-off");
        foreach (var met in await farah.Page.Locator(".app-standard [value=yes]").AllAsync()) await met.CheckAsync();
        await farah.Page.GetByRole(AriaRole.Button, new() { Name = "Sign off", Exact = true }).ClickAsync();
        await Expect(farah, ".app-facts").ToContainTextAsync("Signed off");
        await farah.GoAsync(entry.Replace($"/children/{older}/", $"/children/{younger}/", StringComparison.Ordinal));
        await Expect(farah, "article").ToContainTextAsync("Seen, but not alone");
        await Expect(farah, "article").Not.ToContainTextAsync("no stabilisers any more");
        await AccessibleAsync(farah, "The brother's part of the visit");

        await farah.GoAsync($"/children/{older}/decisions/new");
        var page = farah.Page;
        await page.Locator("[name=decisionKind]").First.CheckAsync();
        await page.FillAsync("[name=title]", "Six more weeks of the assessment");
        await page.FillAsync("[name=reason]", "Two visits are not enough to know what the van means");
        await page.FillAsync("[name=decision]", "The assessment goes on until the school and the police have answered.");
        await page.FillAsync("[name=options]", "To end it now, or to call a strategy meeting.");
        await page.FillAsync("[name=reasons]", "Nobody yet knows who drives the van, and the mother asks for help.");
        await page.FillAsync($"[name='child-{older}-childViews']", "> Tell me before you tell my teacher");
        await page.FillAsync($"[name='child-{older}-parentViews']", "Bryony agrees, and wants it to be over by Christmas.");
        await page.FillAsync($"[name='child-{older}-wordsToChild']", "I asked Hannah to keep coming, because we do not know enough to say that you are safe.");
        await AccessibleAsync(farah, "Record a decision");
        await page.Locator("button[value=finalise]").ClickAsync();
        await VisitForm.ConfirmAsync(page);
        await Expect(farah, "h1").ToHaveTextAsync("Six more weeks of the assessment");
        await AccessibleAsync(farah, "Decision");
        farah.AssertNothingWrong();
    }

    private async Task SummariseAsync(bool script, int child)
    {
        await using var hannah = await At("hannah.whitlock", script);
        await hannah.GoAsync($"/children/{child}/summaries/new");
        foreach (var (key, text) in new[]
        {
            ("penPicture", "Effie is at junior school and rides her bike wherever she is let."),
            ("importantPeople", "Her mum Bryony, her brother Kit and Nana Mo."),
            ("situation", "We have visited once. A van that nobody knows waits in the lane."),
            ("worries", "Effie watches for the van before she goes out."),
            ("whatHelps", "The bike, and talking while she rides beside you."),
            ("safetyPlan", "Nana Mo fetches both children from school. Ring Bryony first."),
        })
        {
            await hannah.Page.FillAsync($"[name='child-{child}-{key}']", text);
        }

        await AccessibleAsync(hannah, "Write the summary");
        await hannah.Page.Locator("button[value=finalise]").ClickAsync();
        await Expect(hannah, "article").ToContainTextAsync("rides her bike wherever she is let");
        await AccessibleAsync(hannah, "Summary");
        await hannah.GoAsync($"/children/{child}/timeline");
        await Expect(hannah, "main").ToContainTextAsync("Six more weeks of the assessment");
        await AccessibleAsync(hannah, "Timeline");
        hannah.AssertNothingWrong();
    }

    /// <summary>One step from the list of those found to the page that is needed (S-04).</summary>
    private async Task ReadAtNightAsync(bool script, int child, string family)
    {
        await using var gareth = await At("gareth.pugh", script);
        await gareth.GoAsync("/duty");
        await gareth.Page.FillAsync("[name=search]", $"Effie {family}");
        await gareth.Page.Locator("main button[type=submit]").ClickAsync();
        await Expect(gareth, "main").ToContainTextAsync("Summary of");
        await AccessibleAsync(gareth, "Children found at night");
        await gareth.Page.Locator($"a[href='/children/{child}']").ClickAsync();
        await Expect(gareth, "article").ToContainTextAsync("Nana Mo fetches both children from school.");
        await Expect(gareth, ".app-contacts").ToContainTextAsync("07700 900555");
        await AccessibleAsync(gareth, "Summary at night");
        gareth.AssertNothingWrong();
    }

    private async Task ExportAsync(bool script, int child, string family)
    {
        await using var colin = await At("colin.marsh", script);
        var page = colin.Page;
        await colin.GoAsync("/requests/new");
        await page.FillAsync("[name=search]", $"Effie {family}");
        await page.Locator("main button[type=submit]").ClickAsync();
        await AccessibleAsync(colin, "Whose record is asked for?");
        await page.Locator($"a[href='/requests/new/{child}']").ClickAsync();
        await page.FillAsync("[name=requesterName]", $"Bryony {family}");
        await page.FillAsync("[name=requesterRelationship]", "Mother");
        await FillDateAsync(page, "receivedOn", Today.AddDays(-1));
        await AccessibleAsync(colin, "Record an access request");
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.Locator("form[action$='/exports'] button").ClickAsync();
        await Expect(colin, "h1").ToContainTextAsync($"Record of Effie {family}");

        var download = page.Locator("a[href$='/download']");
        for (var tries = 0; tries < 60 && await download.CountAsync() == 0; tries++)
        {
            await Task.Delay(500);
            await page.ReloadAsync();
        }

        await Assertions.Expect(download).ToBeVisibleAsync();
        await Expect(colin, "main").ToContainTextAsync("Not redacted and not approved");
        await AccessibleAsync(colin, "Request with its document");
        var file = await page.RunAndWaitForDownloadAsync(() => download.ClickAsync());
        await using var pdf = await file.CreateReadStreamAsync();
        var start = new byte[5];
        await pdf.ReadExactlyAsync(start);
        Assert.Equal("%PDF-"u8.ToArray(), start);
        colin.AssertNothingWrong();
    }

    private async Task ChangePolicyAsync(bool script)
    {
        await using var lynne = await At("lynne.hartley", script);
        await lynne.GoAsync("/admin/policy");
        await AccessibleAsync(lynne, "Policy");
        await lynne.Page.Locator("main a[href^='/admin/policy/']").Filter(new() { HasText = "review" }).First.ClickAsync();
        await lynne.Page.FillAsync("[name=value]", script ? "4" : "5");
        await FillDateAsync(lynne.Page, "from", Today.AddDays(script ? 40 : 50));
        await lynne.Page.FillAsync("[name=reason]", "Agreed by the practice board");
        await AccessibleAsync(lynne, "Policy setting");
        await lynne.Page.Locator("main form button[type=submit]").ClickAsync();
        await Expect(lynne, "main").ToContainTextAsync("The policy is changed");
        lynne.AssertNothingWrong();
    }

    private async Task AuditAsync(bool script, int child)
    {
        await using var imran = await At("imran.qureshi", script);
        await imran.GoAsync("/audit");
        await AccessibleAsync(imran, "Audit");
        await imran.Page.FillAsync("[name=record]", child.ToString(CultureInfo.InvariantCulture));
        await imran.Page.Locator("main form button[type=submit]").ClickAsync();
        foreach (var name in new[] { "Gareth Pugh", "Colin Marsh" }) await Expect(imran, "main").ToContainTextAsync(name);
        await AccessibleAsync(imran, "Audit of one record");
        await imran.GoAsync($"/audit?record={child}&kind=RecordOpened");
        await Expect(imran, "main").ToContainTextAsync("Nasreen Akhtar");
        imran.AssertNothingWrong();
    }

    private async Task<Visitor> At(string userName, bool script)
    {
        var visitor = await browser.VisitAsync(council, script: script);
        await visitor.SignInAsync(userName);
        return visitor;
    }

    /// <summary>Without script every page is the same but for what script adds, which the tests of each page look at; with assurance both ways.</summary>
    private static Task AccessibleAsync(Visitor visitor, string what) => visitor.HasScript && !Assurance.IsFull ? Task.CompletedTask : visitor.AssertAccessibleAsync(what);

    private static ILocatorAssertions Expect(Visitor visitor, string selector) => Assertions.Expect(visitor.Page.Locator(selector).First);

    private static async Task FillDateAsync(IPage page, string name, DateTime day)
    {
        await page.FillAsync($"[name='{name}-day']", $"{day.Day}");
        await page.FillAsync($"[name='{name}-month']", $"{day.Month}");
        await page.FillAsync($"[name='{name}-year']", $"{day.Year}");
    }
}
