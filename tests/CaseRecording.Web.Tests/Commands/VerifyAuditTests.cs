using CaseRecording.Core;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Web.Commands;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Commands;

[Trait("Rule", "A-03")]
public sealed class VerifyAuditTests : IDisposable
{
    private static readonly ActionContext Someone = new(null, new DateTime(2026, 3, 17, 14, 0, 0, DateTimeKind.Utc), CorrelationId: "test");
    private readonly CommandRunner runner = new();

    public void Dispose() => runner.Dispose();

    [Fact]
    public async Task VerifyAudit_OfAnUntouchedDatabase_SaysSoSignsItAndIsAuditedItself()
    {
        await FillAsync(3);

        var (code, says) = await runner.RunAsync(["verify-audit"]);
        var (again, saysAgain) = await runner.RunAsync(["verify-audit"]);

        Assert.True(code == CommandLine.Done, says);
        Assert.Contains("3 rows in 1 chains read, 0 signed heads compared: nothing wrong", says, StringComparison.Ordinal);
        Assert.True(again == CommandLine.Done, saysAgain);
        Assert.Contains("4 rows in 1 chains read, 1 signed heads compared: nothing wrong", saysAgain, StringComparison.Ordinal);
        await using var db = runner.Open();
        Assert.Equal("nothing wrong", (await db.AuditEvents.FirstAsync(a => a.Action == AuditAction.AuditVerified)).After);
    }

    [Theory]
    [InlineData("UPDATE AuditEvents SET Reason = 'x' WHERE Sequence = 2", "general, 2: this row is not as it was written")]
    [InlineData("DELETE FROM AuditEvents WHERE Sequence = 2", "general, 2: this row is missing")]
    [InlineData("DELETE FROM AuditEvents WHERE Sequence > 2; UPDATE AuditHeads SET Sequence = 2, Hash = (SELECT Hash FROM AuditEvents WHERE Sequence = 2)", "its tail was cut off")]
    [InlineData("DELETE FROM AuditEvents; DELETE FROM AuditHeads", "its tail was cut off")]
    [InlineData("DELETE FROM AuditHeads", "its head is missing")]
    public async Task VerifyAudit_AfterTampering_A03_NamesThePlaceAndFails(string attack, string sentence)
    {
        await FillAsync(5);
        await runner.RunAsync(["verify-audit"]);
        await using (var db = runner.Open())
        {
            await db.Database.ExecuteSqlRawAsync("DROP TRIGGER AuditEvents_RefuseUpdate; DROP TRIGGER AuditEvents_RefuseDelete; " + attack);
        }

        await runner.RunAsync(["migrate"]);
        var (code, says) = await runner.RunAsync(["verify-audit"]);

        Assert.Equal(CommandLine.Refused, code);
        Assert.Contains(sentence, says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerifyAudit_WithATriggerDropped_NamesIt()
    {
        await FillAsync(1);
        await using (var db = runner.Open()) await db.Database.ExecuteSqlRawAsync("DROP TRIGGER Amendments_RefuseUpdate");

        var (code, says) = await runner.RunAsync(["verify-audit"]);

        Assert.Equal(CommandLine.Refused, code);
        Assert.Contains("Amendments_RefuseUpdate: this trigger is missing", says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerifyAudit_AfterARestore_SaysSoAndFindsNothing()
    {
        await FillAsync(2);
        await runner.RunAsync(["backup", runner.PathTo("copy.db")]);
        await FillAsync(5);
        await runner.RunAsync(["verify-audit"]);

        var (restored, saysRestored) = await runner.RunAsync(["restore", runner.PathTo("copy.db")]);
        var (code, says) = await runner.RunAsync(["verify-audit"]);

        Assert.True(restored == CommandLine.Done, saysRestored);
        Assert.True(code == CommandLine.Done, says);
        Assert.Contains("A backup was restored at", says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerifyAudit_AfterAnOldFileWasPutBackByHand_A03_FindsTheCutTail()
    {
        await FillAsync(2);
        await runner.RunAsync(["backup", runner.PathTo("copy.db")]);
        await FillAsync(5);
        await runner.RunAsync(["verify-audit"]);
        File.Copy(runner.PathTo("copy.db"), runner.PathTo("record.db"), overwrite: true);

        var (code, says) = await runner.RunAsync(["verify-audit"]);

        Assert.Equal(CommandLine.Refused, code);
        Assert.Contains("its tail was cut off", says, StringComparison.Ordinal);
    }

    private async Task FillAsync(int rows)
    {
        await runner.RunAsync(["migrate"]);
        await using var db = runner.Open();
        for (var i = 0; i < rows; i++)
        {
            db.Teams.Add(new Team { Name = $"Team {i}" });
            db.Audit(Someone, AuditAction.TeamCreated);
            await db.SaveChangesAsync();
        }
    }
}
