using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Features.Auditing;

/// <summary>Each test has its own world: some of them break the audit.</summary>
[Trait("Rule", "A-03")]
public sealed class AuditCheckTests : IAsyncLifetime
{
    private readonly WebWorld web = new();
    private WebClient auditor = null!;

    public async Task InitializeAsync()
    {
        await web.InitializeAsync();
        auditor = await web.SignInAsAsync(Role.Auditor);
    }

    public Task DisposeAsync() => ((IAsyncLifetime)web).DisposeAsync();

    [Fact]
    public async Task Check_OfAnAuditThatIsWhole_FindsNothingAndIsKept()
    {
        await web.World.AddChildAsync();
        Assert.Contains("The audit has not been checked yet.", (await auditor.GetPage("/audit/check")).Text, StringComparison.Ordinal);

        var page = await CheckAsync("");

        Assert.Contains("The whole audit Nothing wrong", page.Text, StringComparison.Ordinal);
        Assert.Contains("nothing wrong", page.Document.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        await using var db = web.World.Open();
        Assert.Equal(("the whole audit", "nothing wrong"), await db.AuditEvents.Where(e => e.Action == AuditAction.AuditVerified).Select(e => ValueTuple.Create(e.Subject, e.After)).SingleAsync());
    }

    [Fact]
    public async Task Check_AfterARowWasAltered_A03_SaysWhichRecordAndRow()
    {
        var (child, other) = (await web.World.AddChildAsync(), await web.World.AddChildAsync());
        await using (var db = web.World.Open())
        {
            foreach (var trigger in FrozenTables.Triggers(db).Keys) await db.Database.ExecuteSqlRawAsync($"DROP TRIGGER \"{trigger}\"");
            await db.AuditEvents.Where(e => e.ChildId == child).ExecuteUpdateAsync(e => e.SetProperty(x => x.Origin, "10.0.0.1"));
            await Migrator.MigrateAsync(db);
        }

        Assert.Contains($"Record {child}, row 1: this row is not as it was written", (await CheckAsync("")).Text, StringComparison.Ordinal);
        var one = await CheckAsync($"{child}");
        Assert.Contains($"Record {child} 1 sign of tampering 1 row read", one.Text, StringComparison.Ordinal);
        Assert.Contains("Tell whoever answers for information security now.", one.Text, StringComparison.Ordinal);
        Assert.Contains($"Record {other} Nothing wrong", (await CheckAsync($"{other}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfARecordThatIsNotThere_IsSaidAtTheField()
    {
        Assert.Equal("There is no record 4711", (await auditor.FillIn("/audit/check", ("record", "4711"))).ErrorAt("record"));
        Assert.Equal("Enter the number of a record, like 12", (await auditor.FillIn("/audit/check", ("record", "<b>"))).ErrorAt("record"));
    }

    private async Task<WebPage> CheckAsync(string record)
    {
        Assert.Equal("/audit/check", (await auditor.FillIn("/audit/check", ("record", record))).Location);
        return await auditor.GetPage("/audit/check");
    }
}
