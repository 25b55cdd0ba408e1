using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CaseRecording.Web.Tests.DemoData;

public sealed class DemoPeopleTests
{
    private static readonly DemoContent Demo = DemoContent.All;

    [Fact]
    public void Staff_Listed_CoverEveryRole()
    {
        string[] roles = ["socialWorker", "teamManager", "seniorManager", "teamCoordinator", "chairOrReviewingOfficer",
            "referralTeam", "emergencyDuty", "informationGovernance", "administrator", "auditor"];
        Assert.Equal(roles.Order(), Demo.Staff.SelectMany(s => s.Strings("roles")).Distinct().Order());
        Assert.Equal(4, Demo.Staff.Count(s => s.Strings("roles").Contains("socialWorker")));
        Assert.All(Demo.Staff, s => Assert.Equal(s.Text("name")!.ToLowerInvariant().Replace(' ', '.'), s.Text("username")));
        Assert.All(Demo.Files["staff.json"].List("teams"), t => Assert.Contains(t.Text("key")!, Demo.StaffMember(t.Text("manager")!).Strings("managerOf")));
    }

    [Fact]
    public void Keys_EverywhereUsed_AreUniqueAndResolve()
    {
        string[] all = [.. Demo.Staff.Concat(Demo.People).Concat(Demo.Children).Concat(Demo.Recordings).Concat(Demo.Drafts).Select(n => n.Text("key")!)];
        Assert.Equal(all.Length, all.Distinct(StringComparer.Ordinal).Count());
        var staff = Demo.Staff.Select(s => s.Text("key")).ToHashSet();
        var people = Demo.People.Select(p => p.Text("key")).ToHashSet();
        var children = Demo.Children.Select(c => c.Text("key")).ToHashSet();
        foreach (var file in Demo.Files.Values)
            foreach (var (name, value) in Walk(file))
            {
                if (name is "author" or "onBehalfOf" or "by" or "worker" or "reviewingOfficer" or "decidedBy" or "seenBy" or "staff" or "readers" or "to")
                    Assert.Contains(value, staff);
                if (name is "person")
                    Assert.Contains(value, people);
                if (name is "child")
                    Assert.Contains(value, children);
            }
    }

    [Fact]
    public void Children_Listed_HaveNameBirthIdentifierAndUnbrokenPeriods()
    {
        Assert.Equal(40, Demo.Children.Count);
        Assert.True(Demo.Families.Count >= 18);
        Assert.Single(Demo.Children, c => c.Number("dueInDays") > 0);
        Assert.Single(Demo.Children, c => c.Text("dobEstimatedReason") is not null);
        Assert.Equal(40, Demo.Children.Select(c => c.List("identifiers")[0].Text("value")).Distinct().Count());
        foreach (var child in Demo.Children)
        {
            Assert.True(child.Text("fullName")?.Length > 3);
            Assert.True(child.Number("bornDaysAgo") is > 0 and < 18 * 366 || child.Number("dueInDays") > 0);
            Assert.NotNull(child.Text("pronouns"));
            Assert.True(child.Text("likes")?.Length > 10 || child.Number("dueInDays") > 0, child.Text("key"));
            var opened = child.Number("openedDaysAgo")!.Value;
            AssertUnbroken(child, "addresses", opened);
            AssertUnbroken(child, "statuses", opened, mayOverlap: true);
            Assert.All(child.List("allocations"), a => Assert.True(a.Number("fromDaysAgo") <= opened));
            Assert.Contains(child.List("people"), p => p.Is("parentalResponsibility") || child.Text("key") is "yonas");
        }
    }

    [Fact]
    public void Children_WhereAccessIsSpecial_AreThere()
    {
        Assert.Contains(Demo.Children, c => c.Object("restricted") is { } r && r.Strings("readers").Count > 1);
        Assert.Contains(Demo.Children, c => c.List("conflicts").Count > 0);
        Assert.True(Demo.Families.Count(f => f.List("children").Any(c => c.List("addresses").Any(a => a.Is("protected")))) >= 2);
        Assert.Contains(Demo.Children, c => c.Number("closedDaysAgo") is not null);
        foreach (var kind in (string[])["None", "Assessment", "ChildInNeed", "ChildProtection", "LookedAfter"])
            Assert.Contains(Demo.Children, c => c.List("statuses").Any(s => s.Text("kind") == kind));
    }

    /// <summary>What someone might dial, write to or look up can reach nobody: drama numbers, example.org, test-range numbers.</summary>
    [Fact]
    public void ContactDetails_Anywhere_AreInvented()
    {
        foreach (var name in Demo.Files.Keys)
        {
            var text = File.ReadAllText(Path.Combine(Demo.Folder, name));
            foreach (Match m in Regex.Matches(text, @"\b0\d{3,4} ?\d{3} ?\d{3,4}\b"))
                Assert.True(Regex.IsMatch(m.Value, @"^(01632 960\d{3}|07700 900\d{3})$"), $"{name}: {m.Value}");
            foreach (Match m in Regex.Matches(text, @"[\w.+-]+@[\w.-]+"))
                Assert.EndsWith("@example.org", m.Value, StringComparison.Ordinal);
            foreach (Match m in Regex.Matches(text, @"\b\d{3} \d{3} \d{4}\b"))
                Assert.StartsWith("999", m.Value, StringComparison.Ordinal);
            foreach (Match m in Regex.Matches(text, @"\b[A-Z]{1,2}\d{1,2} \d[A-Z]{2}\b"))
                Assert.StartsWith("NM", m.Value, StringComparison.Ordinal);
        }
    }

    private static void AssertUnbroken(JsonObject child, string list, int opened, bool mayOverlap = false)
    {
        var periods = child.List(list);
        Assert.Equal(opened, periods[0].Number("fromDaysAgo"));
        Assert.Contains(periods, p => p.Number("toDaysAgo") is null);
        foreach (var (before, after) in periods.Zip(periods.Skip(1)))
            Assert.True(before.Number("toDaysAgo") == after.Number("fromDaysAgo") || mayOverlap, child.Text("key"));
        for (var day = opened; day >= 0; day--)
            Assert.Contains(periods, p => p.Covers(day));
    }

    private static IEnumerable<(string Name, string Value)> Walk(JsonNode? node, string name = "") => node switch
    {
        JsonObject o => o.SelectMany(p => Walk(p.Value, p.Key)),
        JsonArray a => a.SelectMany(n => Walk(n, name)),
        JsonValue v when v.TryGetValue<string>(out var text) => [(name, text)],
        _ => [],
    };
}
