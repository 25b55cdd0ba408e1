using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Audit;

/// <summary>Gives audit rows their place. Runs inside the transaction of what they tell of .</summary>
internal static class AuditChain
{
    public static async Task AppendAsync(AppDbContext db, IReadOnlyList<AuditEvent> events, CancellationToken cancellationToken)
    {
        // Chains in order of name, so that two nodes never wait for each other crosswise.
        foreach (var chain in events.GroupBy(e => AuditEvent.ChainOf(e.ChildId)).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var head = await LockHeadAsync(db, chain.Key, cancellationToken);
            foreach (var row in chain)
            {
                row.Link(chain.Key, head.Sequence + 1, head.Hash);
                head.Sequence++;
                head.Hash = row.Hash;
                db.AuditEvents.Add(row);
            }
        }
    }

    /// <summary>An update that changes nothing takes the row's lock on either engine; then it is safe to read.</summary>
    private static async Task<AuditHead> LockHeadAsync(AppDbContext db, string chainId, CancellationToken cancellationToken)
    {
        await db.AuditHeads.Where(h => h.ChainId == chainId).ExecuteUpdateAsync(h => h.SetProperty(x => x.Sequence, x => x.Sequence), cancellationToken);
        var tracked = db.AuditHeads.Local.FirstOrDefault(h => h.ChainId == chainId);
        if (tracked is not null) db.Entry(tracked).State = EntityState.Detached;
        var head = await db.AuditHeads.FirstOrDefaultAsync(h => h.ChainId == chainId, cancellationToken);
        if (head is null) db.AuditHeads.Add(head = new AuditHead { ChainId = chainId });
        return head;
    }
}
