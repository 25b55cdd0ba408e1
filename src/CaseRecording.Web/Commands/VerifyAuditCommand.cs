using CaseRecording.Core.Audit;
using CaseRecording.Core.Time;
using CaseRecording.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Commands;

/// <summary>Looks for signs that the audit was tampered with; may run beside the application .</summary>
internal static class VerifyAuditCommand
{
    public static async Task<int> RunAsync(CommandContext command)
    {
        if (command.Arguments.Count > 0) throw new SettingException("Usage: verify-audit");
        // Signed heads first: what is signed while this runs is then newer than what is read, never older.
        var signed = command.Services.GetRequiredService<SignedHeads>().Read();
        await using var db = command.OpenDatabase();
        var report = await new AuditVerifier(db).VerifyAsync(signed);
        foreach (var problem in report.Problems) await command.Out.WriteLineAsync(problem.ToString());
        if (signed.RestoredAtUtc is { } restored) await command.Out.WriteLineAsync($"A backup was restored at {LondonTime.FormatDateTime(restored)}; what was signed before that is not compared.");
        await command.Out.WriteLineAsync($"{report.Rows:N0} rows in {report.Chains:N0} chains read, {signed.Heads.Count:N0} signed heads compared: {Count(report)}.");
        await AuditAsync(command, report);
        return report.Problems.Count == 0 ? CommandLine.Done : CommandLine.Refused;
    }

    private static async Task AuditAsync(CommandContext command, AuditReport report)
    {
        await using var db = command.OpenDatabase();
        db.Audit(command.Action("verify-audit"), AuditAction.AuditVerified, after: Count(report));
        try
        {
            await db.SaveChangesAsync();
            if (report.Problems.Count == 0) await command.Services.GetRequiredService<AuditSigner>().SignAsync();
        }
        catch (DbUpdateException)
        {
            await command.Out.WriteLineAsync("The audit takes no more rows: the chain of what concerns no child is broken at its end.");
        }
    }

    private static string Count(AuditReport report) => report.Problems.Count switch
    {
        0 => "nothing wrong",
        1 => "1 sign of tampering",
        var many => $"{many} signs of tampering",
    };
}
