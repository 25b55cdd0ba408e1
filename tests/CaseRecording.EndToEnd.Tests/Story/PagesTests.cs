using CaseRecording.EndToEnd.Tests.Harness;

namespace CaseRecording.EndToEnd.Tests.Story;

/// <summary>Every page of the story, full of the council's recording: no barrier, nothing sticking out, no complaint from the browser.</summary>
[Collection(WithCouncil.Name)]
public sealed class PagesTests(Council council, Browser browser)
{
    /// <summary>Who opens which pages; {c} is a child with a long record.</summary>
    public static TheoryData<string, string, string> Pages => new()
    {
        { "social-worker", "hannah.whitlock", "/ /find /children/{c} /children/{c}/timeline /children/{c}/people /children/{c}/details /children/{c}/visits/new /children/{c}/notes/new /children/{c}/access-history" },
        { "team-manager", "farah.siddiqui", "/ /sign-off /team /children/{c}/decisions/new /children/{c}/access-history /children/{c}/restrictions" },
        { "emergency-duty", "gareth.pugh", "/duty /children/{c}" },
        { "referral-team", "nasreen.akhtar", "/ /children/new" },
        { "information-governance", "colin.marsh", "/requests" },
        { "administrator", "lynne.hartley", "/admin" },
        { "auditor", "imran.qureshi", "/audit /audit?record={c} /audit?record=x /audit/check" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Open_EachPageOfARole_HasNoBarrierAndFits(string role, string userName, string addresses)
    {
        var child = council.Child("Keeley Ashworth").ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var screen in new[] { Screen.Desktop, Screen.Phone })
        {
            await using var visitor = await browser.VisitAsync(council, screen);
            await visitor.SignInAsync(userName);
            foreach (var (address, number) in addresses.Split(' ').Select((a, i) => (a.Replace("{c}", child, StringComparison.Ordinal), i + 1)))
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
