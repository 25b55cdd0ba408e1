using System.Net;
using AngleSharp.Html.Dom;
using CaseRecording.TestKit;
using CaseRecording.Web.Tests.Features.Recording;

namespace CaseRecording.Web.Tests.Features.Shared;

/// <summary>Every form with answers nobody should give: a refusal in words, everything typed still there, and nothing is executed or our fault.</summary>
public sealed class BadInputTests(WebWorld web) : IClassFixture<WebWorld>
{
    private const string Script = "\"><script>alert(1)</script>";

    private World World => web.World;

    /// <summary>The page a form stands on, and who opens it; {child} is a child of the worker's, {entry} a final visit to it.</summary>
    public static TheoryData<string, string> Forms => new()
    {
        { "/children/{child}/visits/new?another=true", "worker" },
        { "/children/{child}/notes/new?another=true", "worker" },
        { "/children/{child}/decisions/new?another=true", "manager" },
        { "/children/{child}/summaries/new?another=true", "worker" },
        { "/children/{child}/entries/{entry}", "manager" },
        { "/children/{child}/entries/{entry}/amend", "worker" },
        { "/children/{child}/ask", "stranger" },
        { "/children/new", "ReferralTeam" },
        { "/children/{child}/details/identity", "worker" },
        { "/children/{child}/details/address", "worker" },
        { "/children/{child}/details/status", "manager" },
        { "/children/{child}/people/add", "worker" },
        { "/children/{child}/people/add?someoneNew=true", "worker" },
        { "/children/{child}/restrictions", "manager" },
        { "/children/{child}/allocation", "manager" },
        { "/find", "worker" },
        { "/duty", "EmergencyDuty" },
        { "/requests/new", "InformationGovernance" },
        { "/requests/new/{child}", "InformationGovernance" },
        { "/admin/people/new", "Administrator" },
        { "/admin/teams/new", "Administrator" },
        { "/admin/policy/writeWithinHours", "Administrator" },
        { "/account/password", "worker" },
        { "/sign-in", "nobody" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Send_Empty_IsRefusedInWords(string address, string who)
    {
        var (browser, page) = await OpenAsync(address, who);
        foreach (var form in FormsOf(page))
        {
            var answer = await SendAsync(browser, form, _ => "");
            if (answer.Status == HttpStatusCode.Found) continue; // a form on which nothing has to be answered
            Assert.True((int)answer.Status < 500, $"{form.GetAttribute("action")}: {answer.Status}");
            Assert.NotEmpty(answer.Document.QuerySelectorAll("h1"));
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Send_ScriptInTooLongATextAndADateThatIsNone_KeepsEverythingAndRunsNothing(string address, string who)
    {
        var (browser, page) = await OpenAsync(address, who);
        foreach (var form in FormsOf(page))
        {
            var answer = await SendAsync(browser, form, Bad);
            Assert.True((int)answer.Status < 500, $"{form.GetAttribute("action")}: {answer.Status}");
            Assert.DoesNotContain("alert(1)", string.Concat(answer.Document.QuerySelectorAll("script").Select(s => s.TextContent)), StringComparison.Ordinal);
            if (answer.Status == HttpStatusCode.Found) continue;
            Assert.True(answer.Errors.Count > 0, $"{form.GetAttribute("action")}: {answer.Status} without a sentence");
            var lost = TypedInto(form).Where(name => answer.Held(name) != Bad(name)).ToList();
            Assert.True(lost.Count == 0, $"{form.GetAttribute("action")} lost {string.Join(", ", lost)}");
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Send_AMegabyteInEachText_IsNeverOurFault(string address, string who)
    {
        var (browser, page) = await OpenAsync(address, who);
        foreach (var form in FormsOf(page))
        {
            var first = TypedInto(form).FirstOrDefault(name => !IsPartOfADate(name));
            if (first is null) continue;
            var answer = await SendAsync(browser, form, name => name == first ? new string('x', 1_000_000) : "");
            Assert.True((int)answer.Status < 500, $"{form.GetAttribute("action")}: {answer.Status}");
        }
    }

    private static string Bad(string name) => name switch
    {
        _ when name.EndsWith("day", StringComparison.OrdinalIgnoreCase) => "31",
        _ when name.EndsWith("month", StringComparison.OrdinalIgnoreCase) => "2",
        _ when name.EndsWith("year", StringComparison.OrdinalIgnoreCase) => "2026",
        _ => Script + new string('y', 3000),
    };

    private static bool IsPartOfADate(string name) => Bad(name).Length < 5;

    private static Task<WebPage> SendAsync(WebClient browser, IHtmlFormElement form, Func<string, string> answer)
    {
        var button = form.QuerySelector("button[name=act][value=finalise]") is null ? ((string, string)?)null : ("act", "finalise");
        return browser.SubmitForm(form, TypedInto(form).Select(name => (name, (string?)answer(name))), button);
    }

    /// <summary>Fields into which something is typed, passwords aside: those are never shown again.</summary>
    private static List<string> TypedInto(IHtmlFormElement form) =>
        [.. form.Elements.Where(e => e is IHtmlTextAreaElement or IHtmlInputElement { Type: "text" or "email" or "tel" }).Select(e => e.GetAttribute("name")).OfType<string>().Distinct()];

    private static IEnumerable<IHtmlFormElement> FormsOf(WebPage page) => page.Document.QuerySelectorAll("main form[method=post]").OfType<IHtmlFormElement>()
        .Where(f => !(f.GetAttribute("action") ?? "").EndsWith("/discard", StringComparison.Ordinal));

    private async Task<(WebClient Browser, WebPage Page)> OpenAsync(string address, string who)
    {
        var child = await World.AddChildAsync();
        var entry = address.Contains("{entry}", StringComparison.Ordinal) ? await World.RecordAsync(World.Worker, Inputs.Visit(World.Now.AddHours(-1), child)) : 0;
        var browser = await web.SignInByNameAsync(who);
        var page = await browser.GetPage(address.Replace("{child}", $"{child}", StringComparison.Ordinal).Replace("{entry}", $"{entry}", StringComparison.Ordinal));
        if (page.Status == HttpStatusCode.Found) page = await browser.GetPage(page.Location!);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.NotEmpty(FormsOf(page));
        return (browser, page);
    }
}
