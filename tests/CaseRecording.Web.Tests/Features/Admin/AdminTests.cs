using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Admin;

public sealed class AdminTests(WebWorld web) : IClassFixture<WebWorld>
{
    [Fact]
    public async Task NewPerson_OneTimePassword_SignsInOnceAndMustBeChanged()
    {
        var admin = await web.SignInAsAsync(Role.Administrator);
        var made = await admin.FillIn("/admin/people/new", ("displayName", "Sam Hill"), ("userName", "sam.hill"), ("roles", "SocialWorker"), ("teams", $"{web.World.Team}"));
        var password = made.Document.QuerySelector("#one-time-password")!.TextContent;

        var answer = await web.Anonymous().FillIn("/sign-in", ("userName", "sam.hill"), ("password", password));

        Assert.StartsWith("/sign-in/new-password", answer.Location, StringComparison.Ordinal);
        var page = await admin.GetPage(made.Document.QuerySelector("main a.govuk-button")!.GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain(password, page.Text, StringComparison.Ordinal);
        Assert.Contains("Never", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewPerson_WithMistakes_KeepsWhatWasTypedAndNamesTheFields()
    {
        var admin = await web.SignInAsAsync(Role.Administrator);
        var page = await admin.FillIn("/admin/people/new", ("displayName", ""), ("userName", "Ellie.Marsh"), ("roles", "Administrator"), ("roles", "SocialWorker"));
        Assert.Equal("Enter the person's full name (A-06)", page.ErrorAt("displayName"));
        Assert.Equal("Another account has this user name (A-05)", page.ErrorAt("userName"));
        Assert.Contains("stand alone", page.ErrorAt("roles"), StringComparison.Ordinal);
        Assert.Equal("Ellie.Marsh", page.Document.QuerySelector("[name=userName]")!.GetAttribute("value"));
        Assert.Equal(["SocialWorker", "Administrator"], page.Document.QuerySelectorAll("[name=roles][checked]").Select(e => e.GetAttribute("value")));
    }

    [Fact]
    [Trait("Rule", "A-05")]
    public async Task Disable_FromThePage_A05_PersonIsOutAtTheNextRequest_AndInTheOtherList()
    {
        var person = await web.World.AddStaffAsync("Zoe Leaver", Role.SocialWorker);
        var (admin, theirs) = (await web.SignInAsAsync(Role.Administrator), await web.SignInAsync(person));
        Assert.Equal(HttpStatusCode.OK, (await theirs.GetPage("/account")).Status);

        var page = await admin.GetPage($"/admin/people/{person}");
        var done = await admin.SubmitForm(page.Form($"/admin/people/{person}/disable"));

        Assert.Equal($"/admin/people/{person}?changed=true", done.Location);
        Assert.Equal(HttpStatusCode.Found, (await theirs.GetPage("/account")).Status);
        Assert.DoesNotContain("Zoe Leaver", (await admin.GetPage("/admin/people")).Text, StringComparison.Ordinal);
        Assert.Contains("Zoe Leaver", (await admin.GetPage("/admin/people?disabled=true")).Text, StringComparison.Ordinal);
        var after = await admin.GetPage(done.Location!);
        Assert.Contains("Disabled since", after.Text, StringComparison.Ordinal);
        await admin.SubmitForm(after.Form($"/admin/people/{person}/enable"));
        Assert.Contains("Zoe Leaver", (await admin.GetPage("/admin/people")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_OfRoles_IsSavedAndFromAStalePageRefused()
    {
        var person = await web.World.AddStaffAsync("Yusuf Change", Role.SocialWorker);
        var admin = await web.SignInAsAsync(Role.Administrator);
        var opened = await admin.GetPage($"/admin/people/{person}");
        var form = opened.Form($"/admin/people/{person}");
        Assert.Equal(HttpStatusCode.Found, (await admin.SubmitForm(form, [("roles", "TeamManager"), ("displayName", "Yusuf Changed")])).Status);
        var again = await admin.GetPage($"/admin/people/{person}");
        Assert.Equal("TeamManager", again.Document.QuerySelector("[name=roles][checked]")!.GetAttribute("value"));

        var stale = await admin.SubmitForm(form, [("roles", "ReferralTeam")]);

        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Contains("Someone changed this since you opened it", stale.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_OfTheEmail_IsKeptCheckedAndTakenAway()
    {
        var person = await web.World.AddStaffAsync("Ed Mail", Role.TeamManager);
        var admin = await web.SignInAsAsync(Role.Administrator);
        async Task<WebPage> SaveAsync(string email) => await admin.SubmitForm((await admin.GetPage($"/admin/people/{person}")).Form($"/admin/people/{person}"), [("email", email)]);

        var wrong = await SaveAsync("ed at work");
        Assert.StartsWith("Enter an email address", wrong.ErrorAt("email"), StringComparison.Ordinal);
        Assert.Equal("ed at work", wrong.Document.QuerySelector("[name=email]")!.GetAttribute("value"));
        foreach (var bad in new[] { "Ed <ed@example.org>", "ed@work", "a@b@example.org", "ed@example.org,all@example.org" }) Assert.NotNull((await SaveAsync(bad)).ErrorAt("email"));
        Assert.Equal(HttpStatusCode.Found, (await SaveAsync(" ed.mail@example.org ")).Status);
        Assert.Equal("ed.mail@example.org", (await admin.GetPage($"/admin/people/{person}")).Document.QuerySelector("[name=email]")!.GetAttribute("value"));
        await SaveAsync("");
        await using var db = web.World.Open();
        Assert.Null((await db.Users.SingleAsync(u => u.Id == person)).Email);
    }

    [Fact]
    public async Task Person_WhoIsNotThere_IsNotFound()
    {
        var admin = await web.SignInAsAsync(Role.Administrator);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetPage($"/admin/people/{Guid.NewGuid()}")).Status);
    }

    [Fact]
    public async Task OwnAccount_HasNoWayToDisableOrResetIt()
    {
        var me = await web.World.AddStaffAsync("Own Account", Role.Administrator);
        var page = await (await web.SignInAsync(me)).GetPage($"/admin/people/{me}");
        Assert.DoesNotContain("Disable the account", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Reset the password", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_MoreThanAPage_AreReachedByKeyInOrderAndFoundByPartOfTheName()
    {
        for (var i = 0; i < 55; i++) await web.World.AddStaffAsync($"Page Person {i:00}_%", Role.SocialWorker);
        var admin = await web.SignInAsAsync(Role.Administrator);
        var seen = new List<string>();
        for (string? address = "/admin/people?search=page%20person"; address is not null;)
        {
            var page = await admin.GetPage(address);
            seen.AddRange(page.Document.QuerySelectorAll("tbody th a").Select(a => a.TextContent));
            address = page.Document.QuerySelector(".govuk-pagination__next a")?.GetAttribute("href");
        }

        Assert.Equal(55, seen.Count);
        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
        var one = await admin.GetPage("/admin/people?search=07_%25");
        Assert.Equal("Page Person 07_%", Assert.Single(one.Document.QuerySelectorAll("tbody th a")).TextContent);
        Assert.Contains("Nobody matches", (await admin.GetPage("/admin/people?search=no-such-name")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Team_MadeThenRenamedByTwo_TheSecondIsRefused()
    {
        var admin = await web.SignInAsAsync(Role.Administrator);
        var bad = await admin.FillIn("/admin/teams/new", ("name", "Harbour"));
        Assert.Equal("Another team has this name (A-06)", bad.ErrorAt("name"));
        Assert.Equal("/admin/teams?changed=true", (await admin.FillIn("/admin/teams/new", ("name", "Quayside"), ("managerId", $"{web.World.OtherManager}"))).Location);
        var list = await admin.GetPage("/admin/teams");
        var link = list.Document.QuerySelectorAll("tbody th a").Single(a => a.TextContent == "Quayside").GetAttribute("href")!;
        var form = (await admin.GetPage(link)).Form();
        Assert.Equal(HttpStatusCode.Found, (await admin.SubmitForm(form, [("name", "Quayside East")])).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await admin.SubmitForm(form, [("name", "Quayside West")])).Status);
    }

    [Fact]
    public async Task Policy_ChangedFromNextMonth_ShowsWhatIsComingAndItsHistory()
    {
        var admin = await web.SignInAsAsync(Role.Administrator);
        var address = "/admin/policy/childProtectionVisitWorkingDays";
        var from = LondonTime.DateOf(web.World.Now).AddMonths(1);
        (string, string?)[] date = [("from-day", $"{from.Day}"), ("from-month", $"{from.Month}"), ("from-year", $"{from.Year}")];

        var bad = await admin.FillIn(address, [("value", "0"), ("reason", ""), .. date]);
        Assert.Contains("must be a whole number from 1 to 30", bad.ErrorAt("value"), StringComparison.Ordinal);
        Assert.Contains("Say why", bad.ErrorAt("reason"), StringComparison.Ordinal);
        var past = await admin.FillIn(address, ("value", "5"), ("reason", "Because"), ("from-day", "1"), ("from-month", "3"), ("from-year", "2026"));
        Assert.Contains("a verdict stays", Assert.Single(past.Errors), StringComparison.Ordinal);
        var nonsense = await admin.FillIn(address, ("value", "5"), ("reason", "Because"), ("from-day", "31"), ("from-month", "2"), ("from-year", "2027"));
        Assert.Contains("no 31 February", Assert.Single(nonsense.Errors), StringComparison.Ordinal);
        var done = await admin.FillIn(address, [("value", "5"), ("reason", "Agreed by the board"), .. date]);

        Assert.Equal("/admin/policy?changed=true", done.Location);
        Assert.Contains($"10 working days From {LondonTime.FormatDate(from)}: 5 working days", (await admin.GetPage("/admin/policy")).Text, StringComparison.Ordinal);
        var history = (await admin.GetPage(address)).Text;
        Assert.Contains("Agreed by the board", history, StringComparison.Ordinal);
        Assert.Contains("Changed by Administrator", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_KindsToSignOff_AreTickedAndSavedTogether()
    {
        var admin = await web.SignInAsAsync(Role.Administrator);
        var today = LondonTime.DateOf(web.World.Now);
        var done = await admin.FillIn(
            "/admin/policy/signOff", ("value", "visits"), ("value", "emails"), ("reason", "Trial"), ("from-day", $"{today.Day}"), ("from-month", $"{today.Month}"), ("from-year", $"{today.Year}"));
        Assert.Equal(HttpStatusCode.Found, done.Status);
        await using var db = web.World.Open();
        Assert.Equal("visits,emails", await db.PolicyChanges.Where(c => c.Key == "signOff").Select(c => c.Value).SingleAsync());
    }

    [Fact]
    public async Task EverySetting_HasItsPage()
    {
        var admin = await web.SignInAsAsync(Role.Administrator);
        var list = await admin.GetPage("/admin/policy");
        var links = list.Document.QuerySelectorAll(".govuk-summary-list__actions a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(CaseRecording.Core.Policy.PolicySettings.All.Count, links.Count);
        foreach (var link in links)
        {
            var page = await admin.GetPage(link);
            Assert.NotNull(page.Document.QuerySelector("main [name=value]"));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetPage("/admin/policy/noSuchSetting")).Status);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetPage("/admin")).Status);
    }
}
