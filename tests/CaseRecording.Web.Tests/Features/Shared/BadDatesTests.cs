using System.Net;
using AngleSharp.Html.Dom;
using CaseRecording.TestKit;
using CaseRecording.Web.Tests.Features.Recording;

namespace CaseRecording.Web.Tests.Features.Shared;

/// <summary>Every form that asks for a day or an hour: one that is none, to come, from before the birth, or not of this clock is refused where it stands.</summary>
public sealed class BadDatesTests(WebWorld shared) : IClassFixture<WebWorld>, IAsyncLifetime
{
    private readonly List<IAsyncLifetime> own = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var web in own) await web.DisposeAsync();
    }

    /// <summary>The form, who fills it in, the date's field, the day typed, and what the sentence at the field says. The child was born on 2 June 2015; today is 17 March 2026.</summary>
    public static TheoryData<string, string, string, string, string> Dates => new()
    {
        { "/children/{child}/visits/new?another=true", "worker", "date", "18 3 2026", "That is in the future" },
        { "/children/{child}/visits/new?another=true", "worker", "date", "1 6 2015", "before" },
        { "/children/{child}/notes/new?another=true", "worker", "date", "18 3 2026", "That is in the future" },
        { "/children/{child}/notes/new?another=true", "worker", "date", "1 6 2015", "before" },
        { "/children/{child}/decisions/new?another=true", "manager", "date", "18 3 2026", "That is in the future" },
        { "/children/{child}/decisions/new?another=true", "manager", "date", "1 6 2015", "before" },
        { "/children/{child}/entries/{entry}/amend", "worker", "date", "18 3 2026", "That is in the future" },
        { "/children/{child}/entries/{entry}/amend", "worker", "date", "1 6 2015", "before" },
        { "/children/new", "ReferralTeam", "birthDate", "18 3 2026", "future" },
        { "/children/{child}/details/identity", "worker", "birthDate", "18 3 2026", "future" },
        { "/children/{child}/details/identity", "worker", "spellingSeenOn", "18 3 2026", "future" },
        { "/children/{child}/details/address", "worker", "from", "18 3 2026", "future" },
        { "/children/{child}/details/address", "worker", "from", "1 6 2015", "born" },
        { "/children/{child}/details/status", "manager", "from", "18 3 2026", "future" },
        { "/children/{child}/details/status", "manager", "from", "1 6 2015", "born" },
        { "/children/{child}/people/add?someoneNew=true", "worker", "homeFrom", "18 3 2026", "future" },
        { "/requests/new/{child}", "InformationGovernance", "receivedOn", "18 3 2026", "future" },
        { "/admin/policy/writeWithinHours", "Administrator", "from", "16 3 2026", "today" },
    };

    [Theory]
    [MemberData(nameof(Dates))]
    public async Task Send_ADayThatCannotBe_IsRefusedAtTheFieldWithEverythingKept(string address, string who, string field, string typed, string says)
    {
        var (browser, page) = await OpenAsync(shared, address, who);
        var form = FormWith(page, $"{field}-day");
        foreach (var parts in new[] { typed.Split(' '), "31 2 2026".Split(' '), "first May none".Split(' ') })
        {
            var texts = form.Elements.OfType<IHtmlTextAreaElement>().Select(t => (t.Name!, (string?)"Words that must not be lost"));
            (string Name, string? Value)[] given = [.. texts, ($"{field}-day", parts[0]), ($"{field}-month", parts[1]), ($"{field}-year", parts[2])];
            (string, string)? button = form.QuerySelector("[name=act][value=save]") is null ? null : ("act", "save");
            if (address.EndsWith("/amend", StringComparison.Ordinal)) given = [.. given, ("time", "10:00")];
            if (address.EndsWith("/status", StringComparison.Ordinal)) given = [.. given, ("kind", "childProtection")];
            if (field == "homeFrom") given = [.. given, ("fullName", "Jean Thornley"), ("relationship", "Mother")];
            if (field == "birthDate") given = [.. given, ("fullName", "Maisie Thornley"), ("birthDateKind", "known")];
            var answer = await browser.SubmitForm(form, given, button);

            Assert.Equal(HttpStatusCode.OK, answer.Status);
            var sentence = answer.ErrorAt(field);
            Assert.True(sentence is { Length: > 0 }, $"{string.Join(' ', parts)}: no sentence at {field}; the summary says {string.Join("; ", answer.Errors)}");
            if (parts[1] == typed.Split(' ')[1] && parts[2] == typed.Split(' ')[2]) Assert.Contains(says, sentence, StringComparison.OrdinalIgnoreCase);
            form = FormWith(answer, $"{field}-day");
            Assert.All(given.Where(g => g.Name != "kind" && g.Name != "birthDateKind"), g => Assert.Equal((g.Name, g.Value), (g.Name, answer.Held(g.Name))));
        }
    }

    [Theory]
    [InlineData("/children/{child}/visits/new?another=true", "worker", "date", "time")]
    [InlineData("/children/{child}/notes/new?another=true", "worker", "date", "time")]
    [InlineData("/children/{child}/decisions/new?another=true", "manager", "date", "time")]
    [InlineData("/children/{child}/entries/{entry}/amend", "worker", "date", "time")]
    [Trait("Rule", "T-07")]
    public async Task Send_AnHourOfAClockChange_T07_IsRefusedOrAskedAbout(string address, string who, string date, string time)
    {
        var (browser, page) = await OpenAsync(await AtAsync(new DateTime(2026, 3, 30, 11, 0, 0, DateTimeKind.Utc)), address, who);
        var answer = await SendAsync(browser, FormWith(page, $"{date}-day"), date, "29 3 2026", time, "01:30");
        Assert.Contains("did not exist", answer.ErrorAt(time), StringComparison.Ordinal);
        Assert.Equal(("29", "01:30"), (answer.Held($"{date}-day"), answer.Held(time)));

        (browser, page) = await OpenAsync(await AtAsync(new DateTime(2026, 10, 26, 11, 0, 0, DateTimeKind.Utc)), address, who);
        answer = await SendAsync(browser, FormWith(page, $"{date}-day"), date, "25 10 2026", time, "01:30");
        Assert.Contains("twice", answer.ErrorAt("secondHour"), StringComparison.Ordinal);
        Assert.NotEmpty(answer.Document.QuerySelectorAll("[name=secondHour]"));
        Assert.Equal(("25", "01:30"), (answer.Held($"{date}-day"), answer.Held(time)));
    }

    [Theory]
    [InlineData("2026-03-30T11:00", "29 3 2026", "contactTime", "did not exist")]
    [InlineData("2026-10-26T11:00", "25 10 2026", "secondHour", "twice")]
    [Trait("Rule", "T-07")]
    public async Task Open_ARecordWithContactInAnHourOfAClockChange_T07_IsRefusedOrAskedAbout(string now, string day, string field, string says)
    {
        var web = await AtAsync(DateTime.SpecifyKind(DateTime.Parse(now, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc));
        var (browser, page) = await OpenAsync(web, "/children/new", "ReferralTeam");
        var second = await browser.SubmitForm(FormWith(page, "birthDate-day"), [("fullName", "Ada Winterbourne"), ("birthDateKind", "known"), ("birthDate-day", "4"), ("birthDate-month", "5"), ("birthDate-year", "2016")]);
        var answer = await SendAsync(browser, FormWith(second, "contactDate-day"), "contactDate", day, "contactTime", "01:30");

        Assert.Contains(says, answer.ErrorAt(field), StringComparison.Ordinal);
        Assert.Equal(("Ada Winterbourne", "01:30"), (answer.Held("fullName"), answer.Held("contactTime")));
    }

    private static Task<WebPage> SendAsync(WebClient browser, IHtmlFormElement form, string date, string day, string time, string typed)
    {
        var parts = day.Split(' ');
        (string, string)? button = form.QuerySelector("[name=act][value=save]") is null ? null : ("act", "save");
        return browser.SubmitForm(form, [($"{date}-day", parts[0]), ($"{date}-month", parts[1]), ($"{date}-year", parts[2]), (time, typed)], button);
    }

    private static IHtmlFormElement FormWith(WebPage page, string field) =>
        page.Document.QuerySelectorAll("main form").OfType<IHtmlFormElement>().First(f => f.QuerySelector($"[name='{field}']") is not null);

    /// <summary>A council of its own, so that its clock may be moved.</summary>
    private async Task<WebWorld> AtAsync(DateTime now)
    {
        var web = new WebWorld();
        own.Add(web);
        await web.InitializeAsync();
        web.World.Clock.NowUtc = now;
        return web;
    }

    private static async Task<(WebClient Browser, WebPage Page)> OpenAsync(WebWorld web, string address, string who)
    {
        var child = await web.World.AddChildAsync();
        var entry = address.Contains("{entry}", StringComparison.Ordinal) ? await web.World.RecordAsync(web.World.Worker, Inputs.Visit(web.World.Now.AddHours(-1), child)) : 0;
        var browser = await web.SignInByNameAsync(who);
        var page = await browser.GetPage(address.Replace("{child}", $"{child}", StringComparison.Ordinal).Replace("{entry}", $"{entry}", StringComparison.Ordinal));
        if (page.Status == HttpStatusCode.Found) page = await browser.GetPage(page.Location!);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return (browser, page);
    }
}
