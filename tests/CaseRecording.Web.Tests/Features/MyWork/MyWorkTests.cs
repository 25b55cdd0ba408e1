using System.Net;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.MyWork;

/// <summary>The page a day begins with: a world of its own for each test, because everything of a person's stands on it.</summary>
public sealed class MyWorkTests : IAsyncLifetime, IDisposable
{
    private readonly WebWorld web = new();

    private World World => web.World;

    public Task InitializeAsync() => web.InitializeAsync();

    public Task DisposeAsync() => World.DisposeAsync().AsTask();

    public void Dispose() => web.Dispose();

    [Fact]
    public async Task Show_NothingYet_SaysWhatToDo()
    {
        var page = await (await web.SignInAsync(World.Worker)).GetPage("/");

        Assert.Contains("No child is allocated to you.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("What runs out first", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "T-09")]
    public async Task Show_UnfinishedWork_T09_StandsReturnedFirstThenByWhatRunsOut()
    {
        var child = await World.AddChildAsync("Maisie Thornley");
        World.Clock.Advance(TimeSpan.FromDays(-2));
        await World.RecordAsync(World.Worker, Titled.Visit(World.Now.AddHours(-1), "Not final for two days", child), finalise: false);
        var back = await World.RecordAsync(World.Worker, Titled.Visit(World.Now.AddHours(-2), "Came back", child));
        World.Clock.Advance(TimeSpan.FromDays(2));
        await ReturnAsync(back, "Say where her sister was.");
        await World.RecordAsync(World.Worker, Titled.Visit(World.Now.AddHours(-1), "Not final since today", child), finalise: false);
        await DraftAsync(child, "Began twenty hours ago", World.Now.AddHours(-20));
        await DraftAsync(child, "Began this hour", World.Now);
        await DraftAsync(child, "Without a time", null);

        var page = await (await web.SignInAsync(World.Worker)).GetPage("/");
        var items = page.Document.QuerySelectorAll("section[aria-labelledby=first-heading] li").ToList();

        Assert.Equal(["Came back", "Began twenty hours ago", "Not final for two days", "Began this hour", "Not final since today", "Without a time"], items.Select(i => i.QuerySelector("a")!.TextContent));
        Assert.Contains("Say where her sister was.", items[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Save to the record: 4 hours left", items[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("Finalise: 23 hours left", items[2].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("left", items[5].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Came back", (await (await web.SignInAsync(World.Colleague)).GetPage("/")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Rule", "T-06")]
    [InlineData(4, 5, 22, 59, "1 of your entries on March is not final. March closes at the end of 5 April 2026.")]
    [InlineData(4, 5, 23, 0, "1 of your entries on March is not final: March closed at the end of 5 April 2026.")]
    [InlineData(3, 31, 22, 59, null)]
    public async Task Show_AnEntryOfLastMonth_T06_IsCountedBeforeAndAfterTheClose(int month, int day, int hour, int minute, string? sentence)
    {
        var child = await World.AddChildAsync("Maisie Thornley");
        await World.RecordAsync(World.Worker, Titled.Visit(World.Now.AddHours(-1), "Not final", child), finalise: false);
        await World.RecordAsync(World.Worker, Titled.Visit(World.Now.AddHours(-2), "Final", child));
        World.Clock.Advance(new DateTime(2026, month, day, hour, minute, 0, DateTimeKind.Utc) - World.Now); // British Summer Time: 11 in the evening is midnight

        var text = (await (await web.SignInAsync(World.Worker)).GetPage("/")).Text;
        if (sentence is null) Assert.DoesNotContain("of your entries on", text, StringComparison.Ordinal);
        else Assert.Contains(sentence, text, StringComparison.Ordinal);
        Assert.DoesNotContain("of your entries on", (await (await web.SignInAsync(World.Colleague)).GetPage("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_AnEntryBeingChanged_StandsOnce()
    {
        var child = await World.AddChildAsync();
        var id = await World.RecordAsync(World.Worker, Titled.Visit(World.Now.AddHours(-1), "Being changed", child), finalise: false);
        await using (var db = World.Open())
        {
            await World.DraftAsync(db, World.Worker, child, id);
        }

        var page = await (await web.SignInAsync(World.Worker)).GetPage("/");
        var item = Assert.Single(page.Document.QuerySelectorAll("section[aria-labelledby=first-heading] li"));
        Assert.Contains("Finalise: ", item.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/children/{child}/entries/{id}/edit", item.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Show_OnesChildren_AreThereWithWhatIsDueTheSoonestFirst()
    {
        var later = await World.AddChildAsync("Leo Marsden");
        var overdue = await World.AddChildAsync("Maisie Thornley");
        World.Clock.Advance(TimeSpan.FromDays(-60));
        await World.RecordAsync(World.Worker, Inputs.Visit(World.Now.AddHours(-1), overdue) with { VisitType = VisitType.ChildInNeed });
        World.Clock.Advance(TimeSpan.FromDays(60));
        await World.RecordAsync(World.Worker, Inputs.Visit(World.Now.AddHours(-1), later) with { VisitType = VisitType.ChildInNeed });
        await World.AddChildAsync("Nobody’s Yet", allocate: false);

        var page = await (await web.SignInAsync(World.Worker)).GetPage("/");
        var rows = page.Document.QuerySelectorAll("main tbody tr").ToList();

        Assert.Equal(["Maisie Thornley", "Leo Marsden"], rows.Select(r => r.QuerySelector("th a")!.TextContent));
        Assert.Contains("Seen 16 January 2026", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Seen 17 March 2026", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("overdue", rows[0].QuerySelector("td[data-label=Visit]")!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("overdue", rows[0].QuerySelector("td[data-label=Summary]")!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("left", rows[1].QuerySelector("td[data-label=Visit]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody’s Yet", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_ForAManager_HasTheQueueAndWhoeverWaitsForAWorker()
    {
        var child = await World.AddChildAsync();
        await World.AddChildAsync("Nobody’s Yet", allocate: false);
        await World.RecordAsync(World.Worker, Inputs.Visit(World.Now.AddHours(-1), child));

        var page = await (await web.SignInAsync(World.Manager)).GetPage("/");
        Assert.Equal("/sign-off", page.Document.QuerySelector("main a")!.GetAttribute("href"));
        Assert.Contains("1 entry waits for your sign-off", page.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody’s Yet", page.Document.QuerySelector("section[aria-labelledby=unallocated-heading]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.EmergencyDuty, "/duty")]
    [InlineData(Role.InformationGovernance, "/requests")]
    [InlineData(Role.Administrator, "/admin")]
    [InlineData(Role.Auditor, "/audit")]
    public async Task Show_ForARoleWithoutChildren_LeadsToTheirOwnPage(Role role, string page)
    {
        var answer = await (await web.SignInAsAsync(role)).GetPage("/");
        Assert.Equal((HttpStatusCode.Found, page), (answer.Status, answer.Location));
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Show_AChildWithAConflict_A02_IsNowhereOnThePage()
    {
        var child = await World.AddChildAsync("Hidden Child");
        await World.RecordAsync(World.Worker, Titled.Visit(World.Now.AddHours(-1), "Written before the conflict", child), finalise: false);
        await DraftAsync(child, "Begun before the conflict", World.Now);
        await using (var db = World.Open())
        {
            db.Conflicts.Add(new ConflictOfInterest { ChildId = child, StaffId = World.Worker, Reason = "A cousin", DeclaredAtUtc = World.Now });
            db.Audit(World.As(World.Manager), AuditAction.ConflictDeclared, child);
            await db.SaveChangesAsync();
        }

        var text = (await (await web.SignInAsync(World.Worker)).GetPage("/")).Text;
        Assert.DoesNotContain("Hidden", text, StringComparison.Ordinal);
        Assert.DoesNotContain("before the conflict", text, StringComparison.Ordinal);
    }

    private async Task ReturnAsync(long recording, string reason)
    {
        await using var db = World.Open();
        var opened = await db.Recordings.Where(r => r.Id == recording).Select(r => r.Version).SingleAsync();
        await World.Recordings(db).ReturnAsync(World.As(World.Manager), recording, opened, reason);
    }

    /// <summary>A draft of a visit that began then.</summary>
    private async Task DraftAsync(int child, string title, DateTime? beganUtc)
    {
        await using var db = World.Open();
        var fields = new Dictionary<string, string[]>(StringComparer.Ordinal) { ["title"] = [title] };
        if (beganUtc is { } at)
        {
            (fields["date-day"], fields["date-month"], fields["date-year"]) = ([$"{at.Day}"], [$"{at.Month}"], [$"{at.Year}"]);
            fields["time"] = [at.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)]; // in March the clocks of the UK show UTC
        }

        await World.Drafts(db).AutosaveAsync(World.As(World.Worker), Guid.NewGuid(), new DraftStart(child, "visit", null), 0, fields);
    }
}
