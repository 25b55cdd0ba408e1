using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Web.Commands;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Tests.Commands;

[Trait("Rule", "A-06")]
public sealed class CreateAdminTests : IDisposable
{
    private const string Password = "lantern orchard biscuit\n";
    private readonly CommandRunner runner = new();

    public void Dispose() => runner.Dispose();

    [Fact]
    public async Task CreateAdmin_OnAnEmptyDatabase_MakesAnAdministratorAndAuditsIt()
    {
        await runner.RunAsync(["migrate"]);

        var (code, says) = await runner.RunAsync(["create-admin", "ada.first", "Ada First"], Password);

        Assert.True(code == CommandLine.Done, says);
        Assert.DoesNotContain("lantern", says, StringComparison.Ordinal);
        await using var db = runner.Open();
        var staff = await db.Users.Include(s => s.Roles).SingleAsync();
        Assert.Equal(("ada.first", "Ada First", Role.Administrator), (staff.UserName, staff.DisplayName, staff.Roles.Single().Role));
        Assert.Equal(PasswordVerificationResult.Success, new PasswordHasher<Staff>().VerifyHashedPassword(staff, staff.PasswordHash!, Password.Trim()));
        Assert.Equal("command create-admin", (await db.AuditEvents.SingleAsync(a => a.Action == AuditAction.AccountCreated)).CorrelationId);
    }

    [Fact]
    [Trait("Rule", "Q-06")]
    public async Task CreateAdmin_AsksWhoApprovedTheForms_Q06_AndSaysWhatFollowsWithoutAnAnswer()
    {
        await runner.RunAsync(["migrate"]);

        var (code, says) = await runner.RunAsync(["create-admin", "ada.first", "Ada First"], Password + "Dana Holt, director\n");

        Assert.True(code == CommandLine.Done, says);
        Assert.DoesNotContain("not approved", says, StringComparison.Ordinal);
        await using var db = runner.Open();
        Assert.Equal(["Dana Holt, director"], await db.FormVersions.Select(f => f.ApprovedOutsideBy).Distinct().ToListAsync());

        using var other = new CommandRunner();
        await other.RunAsync(["migrate"]);
        Assert.Contains("nothing can be saved to a record until a senior manager approves them", (await other.RunAsync(["create-admin", "ada.first", "Ada First"], Password)).Item2, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateAdmin_WithoutArguments_AsksForEach()
    {
        await runner.RunAsync(["migrate"]);

        var (code, says) = await runner.RunAsync(["create-admin"], $"ada.first\nAda First\n{Password}");

        Assert.True(code == CommandLine.Done, says);
        Assert.Contains("User name: ", says, StringComparison.Ordinal);
        await using var db = runner.Open();
        Assert.Equal("Ada First", (await db.Users.SingleAsync()).DisplayName);
    }

    [Fact]
    public async Task CreateAdmin_ASecondTime_A06_IsRefusedUntilNoneIsInUse()
    {
        await runner.RunAsync(["migrate"]);
        await runner.RunAsync(["create-admin", "ada.first", "Ada First"], Password);

        var (code, says) = await runner.RunAsync(["create-admin", "bob.second", "Bob Second"], Password);
        Assert.Equal(CommandLine.Refused, code);
        Assert.Contains("an administrator already", says, StringComparison.Ordinal);

        await using (var db = runner.Open())
        {
            (await db.Users.SingleAsync()).DisabledAtUtc = new DateTime(2026, 3, 17, 0, 0, 0, DateTimeKind.Utc);
            db.Audit(new Core.ActionContext(null, new DateTime(2026, 3, 17, 0, 0, 0, DateTimeKind.Utc)), AuditAction.AccountDisabled);
            await db.SaveChangesAsync();
        }

        Assert.Equal(CommandLine.Done, (await runner.RunAsync(["create-admin", "bob.second", "Bob Second"], Password)).Code);
    }

    [Theory]
    [InlineData("short\n")]
    [InlineData("password1234\n")]
    [InlineData("")]
    [Trait("Rule", "A-05")]
    public async Task CreateAdmin_WithAWeakPassword_A05_IsRefusedWithTheSentence(string password)
    {
        await runner.RunAsync(["migrate"]);

        var (code, says) = await runner.RunAsync(["create-admin", "ada.first", "Ada First"], password);

        Assert.Equal(CommandLine.Refused, code);
        Assert.Contains("(A-05)", says, StringComparison.Ordinal);
        await using var db = runner.Open();
        Assert.False(await db.Users.AnyAsync());
    }
}
