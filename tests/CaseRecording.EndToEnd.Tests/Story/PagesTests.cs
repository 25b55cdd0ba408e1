using System.Globalization;
using CaseRecording.Core.Time;
using CaseRecording.EndToEnd.Tests.Harness;

namespace CaseRecording.EndToEnd.Tests.Story;

/// <summary>Every page of the story, full of the council's recording: no barrier, nothing sticking out, no complaint from the browser.</summary>
[Collection(WithCouncil.Name)]
public sealed class PagesTests(Council council, Browser browser)
{
    /// <summary>Who opens which pages; {c} is a child with a long record, {n} one without a summary, {e} an entry that was returned and put right, of the child {r}, {m} this month; {a} the audit of {c} with {x} to put right, {o} the open one of {i}.</summary>
    public static TheoryData<string, string, string> Pages => new()
    {
        { "social-worker", "hannah.whitlock", "/ /my-work/clocks /find /children/{c} /children/{c}/timeline /children/{c}/people /children/{c}/details /children/{c}/visits/new /children/{c}/notes/new /children/{c} /children/{c}/summaries/new /children/{c}/progress-summaries/new /children/{c}/transfer-summaries/new /children/{n} /children/{c}/access-history /drafts/discarded /templates /children/{c}/plan /children/{c}/plan/new /children/{c}/reviews/new /children/{c}/safeguarding/new /children/{c}/corrections /children/{c}/corrections/new /children/{c}/corrections/1 /account /account/password" },
        { "returned-entry", "tunde.adebayo", "/children/{r}/entries/{e} /children/{r}/entries/{e}/compare?from=1&to=2 /children/{r}/entries/{e}/amend" },
        { "team-manager", "farah.siddiqui", "/ /sign-off /team /team/1/deputies /team/1/clocks /team/1/clocks?kind=Visit /children/{c}/decisions/new /children/{c}/supervisions/new /children/{c}/oversights/new /children/{c}/reflections/new /children/{c}/closing /children/{c}/allocation /children/{c}/details/status /children/{c}/restrictions /children/{c}/access-history" },
        { "senior-manager", "david.oyelaran", "/examples /examples/waiting /forms /forms/note/2 /figures /returns /returns/file?list=LookedAfter /team/1/figures /team/1/figures/Seen?month={m} /team/1/figures/Supervised?month=2020-01" },
        { "audits", "farah.siddiqui", "/team/1/audits /audits/1 /audits/2 /audits/2/records/{o}/auditor /children/{i}/audits/{o} /children/{c}/audits/{a} /children/{c}/audits/{a}/actions/{x}/done /children/{c}/audits/{a}/actions/{x}/change /team" },
        { "audits-of-all", "david.oyelaran", "/audits /audits/1 /" },
        { "emergency-duty", "gareth.pugh", "/duty /children/{c}" },
        { "referral-team", "nasreen.akhtar", "/ /children/new" },
        { "information-governance", "colin.marsh", "/requests /requests/new /requests/new/{c} /requests/corrections /requests/corrections/1 /requests/corrections/2 /requests/corrections/new/{c} /requests/corrections?decided=true" },
        { "administrator", "lynne.hartley", "/admin /admin/people /admin/teams /admin/policy /admin/policy/summaryReviewMonths /forms /forms/visit /forms/visit/2 /forms/supervision/new" },
        { "auditor", "imran.qureshi", "/audit /audit?record={c} /audit?record=x /audit/check" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Open_EachPageOfARole_HasNoBarrierAndFits(string role, string userName, string addresses)
    {
        var (child, entry) = (council.Child("Keeley Ashworth"), council.ReturnedAndPutRight("Yonas Tesfaye"));
        addresses = addresses.Replace("{c}", $"{child}", StringComparison.Ordinal).Replace("{r}", $"{council.Child("Yonas Tesfaye")}", StringComparison.Ordinal).Replace("{e}", $"{entry}", StringComparison.Ordinal).Replace("{m}", LondonTime.DateOf(TimeProvider.System.GetUtcNow().UtcDateTime).ToString("yyyy-MM", CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("{n}", $"{council.Child("Ionela Lăcătuș")}", StringComparison.Ordinal);
        addresses = addresses.Replace("{a}", $"{council.Audit("Keeley Ashworth")}", StringComparison.Ordinal).Replace("{x}", $"{council.ToPutRight("Keeley Ashworth")}", StringComparison.Ordinal).Replace("{o}", $"{council.Audit("Idris Mahmood")}", StringComparison.Ordinal).Replace("{i}", $"{council.Child("Idris Mahmood")}", StringComparison.Ordinal);
        foreach (var screen in new[] { Screen.Desktop, Screen.Phone })
        {
            await using var visitor = await browser.VisitAsync(council, screen);
            await visitor.SignInAsync(userName);
            foreach (var (address, number) in addresses.Split(' ').Select((a, i) => (a, i + 1)))
            {
                var response = await visitor.GoAsync(address);
                Assert.True(response!.Ok, $"{address} answered {response.Status}");
                await visitor.AssertAccessibleAsync($"{role} {address}");
                await visitor.AssertFitsAsync($"{role} {address}");
                await visitor.ShootAsync($"{role}-{number}");
            }

            visitor.AssertNothingWrong();
        }
    }
}
