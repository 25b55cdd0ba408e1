using CaseRecording.Web.Commands;
using CaseRecording.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly CommandRunner runner = new();

    public void Dispose() => runner.Dispose();

    [Fact]
    public async Task Run_AnUnknownCommand_ListsTheKnownOnesAndFails()
    {
        var (code, says) = await runner.RunAsync(["delete-everything"]);

        Assert.Equal(CommandLine.NotUnderstood, code);
        Assert.Contains("There is no command ‘delete-everything’", says, StringComparison.Ordinal);
        foreach (var name in new[] { "migrate", "create-admin", "verify-audit", "backup FILE", "restore FILE" }) Assert.Contains(name, says, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new string[0], false)]
    [InlineData(new[] { "--urls", "http://localhost" }, false)]
    [InlineData(new[] { "--environment=Production" }, false)]
    [InlineData(new[] { "migrate" }, true)]
    [InlineData(new[] { "--help" }, true)]
    public void IsCommand_OfTheFirstWord_TellsACommandFromASetting(string[] args, bool expected) =>
        Assert.Equal(expected, CommandLine.IsCommand(args));

    [Fact]
    public async Task Migrate_AnEmptyDatabase_AppliesEverythingAndASecondTimeNothing()
    {
        var (code, says) = await runner.RunAsync(["migrate"]);
        var (again, saysAgain) = await runner.RunAsync(["migrate"]);

        Assert.Equal((CommandLine.Done, CommandLine.Done), (code, again));
        Assert.Contains("Applied", says, StringComparison.Ordinal);
        Assert.DoesNotContain("Applied", saysAgain, StringComparison.Ordinal);
        await using var db = runner.Open();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.False(await db.Users.AnyAsync());
    }

    [Fact]
    public async Task Migrate_WithScript_PrintsTheStatementsOfTheConfiguredEngineAndTouchesNothing()
    {
        runner.Settings["Database:Provider"] = "SqlServer";
        runner.Settings["ConnectionStrings:CaseRecording"] = "Server=nowhere.invalid;Database=CaseRecording;Encrypt=true";

        var (code, says) = await runner.RunAsync(["migrate", "--script"]);

        Assert.Equal(CommandLine.Done, code);
        Assert.Contains("CREATE TABLE [Recordings]", says, StringComparison.Ordinal);
        Assert.Contains("CREATE OR ALTER TRIGGER [AuditEvents_RefuseUpdate]", says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeedDemo_InProduction_IsRefusedAndTheDatabaseStaysEmpty()
    {
        await runner.RunAsync(["migrate"]);

        var (code, says) = await runner.RunAsync(["seed-demo"]);

        Assert.Equal(CommandLine.Refused, code);
        Assert.Contains("not put into a production database", says, StringComparison.Ordinal);
        await using var db = runner.Open();
        Assert.False(await db.Users.AnyAsync());
        Assert.False(await db.Children.AnyAsync());
    }

    [Theory]
    [InlineData("migrate", "now")]
    [InlineData("backup")]
    [InlineData("restore", "one", "two")]
    [InlineData("verify-audit", "now")]
    [InlineData("create-admin", "one", "two", "three", "four")]
    public async Task Run_WithTheWrongArguments_SaysHowItIsUsed(params string[] args)
    {
        var wrong = await Assert.ThrowsAsync<SettingException>(() => runner.RunAsync(args));

        Assert.StartsWith($"Usage: {args[0]}", wrong.Message, StringComparison.Ordinal);
    }
}
