using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Audit;

/// <summary>
/// Signs the heads that changed since it last did. Before it signs a head it follows the chain to it from the one
/// signed before, so that a chain made anew is never signed.
/// </summary>
public sealed class AuditSigner(Func<AppDbContext> open, SignedHeads signed, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private Dictionary<string, SignedHead>? known;

    /// <summary>Signs what is new.</summary>
    /// <returns>How many heads were signed, and what stood in the way of others.</returns>
    public async Task<(int Signed, IReadOnlyList<AuditProblem> Problems)> SignAsync(CancellationToken cancellationToken = default)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            known ??= Load();
            await using var db = open();
            var verifier = new AuditVerifier(db);
            var heads = await db.AuditHeads.AsNoTracking().ToDictionaryAsync(h => h.ChainId, StringComparer.Ordinal, cancellationToken);
            var (fresh, problems) = (new Dictionary<string, SignedHead>(StringComparer.Ordinal), new List<AuditProblem>());
            foreach (var (chain, head) in heads)
            {
                var now = new SignedHead(head.Sequence, head.Hash);
                var before = known.GetValueOrDefault(chain);
                if (now == before) continue;
                var wrong = await CheckAsync(verifier, head, before, cancellationToken);
                if (wrong.Count == 0) fresh[chain] = now;
                problems.AddRange(wrong);
            }

            problems.AddRange(known.Keys.Where(k => !heads.ContainsKey(k)).Select(k => new AuditProblem(k, null, "this chain was signed and is gone")));
            if (fresh.Count > 0) signed.Append(fresh, clock.GetUtcNow().UtcDateTime);
            foreach (var (chain, head) in fresh) known[chain] = head;
            return (fresh.Count, problems);
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => one.Dispose();

    /// <summary>The rows after the one signed before must lead from its hash to the head.</summary>
    private static async Task<List<AuditProblem>> CheckAsync(AuditVerifier verifier, AuditHead head, SignedHead? before, CancellationToken cancellationToken)
    {
        if (head.Sequence < before?.Sequence) return [new(head.ChainId, head.Sequence + 1, "the chain was signed further than this: its tail was cut off")];
        return await verifier.CheckChainAsync(head.ChainId, head, head.Sequence, [], before, cancellationToken);
    }

    private Dictionary<string, SignedHead> Load() =>
        signed.Read().Heads.ToDictionary(h => h.Key, h => h.Value.MaxBy(s => s.Sequence)!, StringComparer.Ordinal);
}
