using System.Globalization;
using CaseRecording.Core;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Jobs;

/// <summary>A check of the audit: under way, done, or broken off.</summary>
/// <param name="ChildId">The record checked; null for all.</param>
/// <param name="Report">What was found; null until it ends, and when it broke off.</param>
/// <param name="RestoredAtUtc">When a backup was last restored, UTC.</param>
/// <param name="Kept">The result stands in the audit.</param>
public sealed record CheckState(int? ChildId, DateTime BeganAtUtc, DateTime? EndedAtUtc = null, AuditReport? Report = null, DateTime? RestoredAtUtc = null, bool TookTooLong = false, bool Kept = true)
{
    public const int MostShown = 50;

    /// <summary>In words, as the audit keeps it.</summary>
    public string Result => Report?.Problems.Count switch
    {
        null => TookTooLong ? "not finished in time" : "broke off",
        0 => "nothing wrong",
        1 => "1 sign of tampering",
        var many => $"{many} signs of tampering",
    };

    /// <summary>A problem for people who know records by their number.</summary>
    public static string Words(AuditProblem problem)
    {
        var where = problem.Where switch
        {
            "general" => "What concerns no record",
            var chain when chain.StartsWith("child:", StringComparison.Ordinal) => $"Record {chain[6..]}",
            var other => other,
        };
        return problem.Sequence is { } place ? string.Create(CultureInfo.InvariantCulture, $"{where}, row {place}: {problem.What}") : $"{where}: {problem.What}";
    }

    /// <summary>As someone may see it from whom these records are hidden .</summary>
    public CheckState? Without(IReadOnlyCollection<int> hidden) =>
        ChildId is { } id && hidden.Contains(id) ? null
        : Report is null || hidden.Count == 0 ? this
        : this with { Report = Report with { Problems = [.. Report.Problems.Where(p => !hidden.Any(h => p.Where == AuditEvent.ChainOf(h)))] } };
}

/// <summary>Checks the audit in the background, one check at a time on each node, and not for ever .</summary>
public sealed partial class AuditCheck(Func<AppDbContext> open, SignedHeads signed, TimeProvider clock, IHostApplicationLifetime life, ILogger<AuditCheck> log)
{
    /// <summary>Then it is given up: the command has all the time it needs.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromMinutes(10);
    private readonly Lock starting = new();
    private Task running = Task.CompletedTask;

    /// <summary>The check under way, or the last one since this node started.</summary>
    public CheckState? Latest { get; private set; }

    /// <summary>What is checked, as the audit keeps it.</summary>
    public static string SubjectOf(int? childId) => childId is { } id ? string.Create(CultureInfo.InvariantCulture, $"record {id}") : "the whole audit";

    /// <summary>Begins a check, unless one is under way.</summary>
    /// <returns>When the one under way has ended; it never fails.</returns>
    public Task Begin(ActionContext context, int? childId)
    {
        lock (starting)
        {
            if (!running.IsCompleted) return running;
            Latest = new CheckState(childId, clock.GetUtcNow().UtcDateTime);
            return running = Task.Run(() => RunAsync(context, Latest));
        }
    }

    private async Task RunAsync(ActionContext context, CheckState state)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(life.ApplicationStopping);
        time.CancelAfter(MostTime);
        try
        {
            // Signed heads first: what is signed while this runs is then newer than what is read, never older.
            var heads = signed.Read();
            await using var db = open();
            var verifier = new AuditVerifier(db);
            var report = state.ChildId is { } child ? await verifier.VerifyAsync(child, heads, time.Token) : await verifier.VerifyAsync(heads, time.Token);
            state = state with { Report = report, RestoredAtUtc = heads.RestoredAtUtc };
            if (report.Problems.Count > 0) Found(log, report.Problems.Count);
        }
        catch (Exception error)
        {
            state = state with { TookTooLong = error is OperationCanceledException };
            Failed(log, error);
        }

        Latest = state with { EndedAtUtc = clock.GetUtcNow().UtcDateTime, Kept = await KeepAsync(context, state) };
    }

    private async Task<bool> KeepAsync(ActionContext context, CheckState state)
    {
        try
        {
            await using var db = open();
            db.Audit(context, AuditAction.AuditVerified, subject: SubjectOf(state.ChildId), after: state.Result);
            await db.SaveChangesAsync();
            return true;
        }
        catch (Exception error)
        {
            // The chain is broken at its end, or the database away: the result is shown all the same.
            Failed(log, error);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "A check of the audit found {Count} signs of tampering")]
    private static partial void Found(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "A check of the audit broke off or could not be kept")]
    private static partial void Failed(ILogger log, Exception error);
}
