using System.Data.Common;
using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Audit;

/// <summary>
/// Gives audit rows their place. Runs inside the transaction of what they tell of. Locks are always taken in one order, or two
/// requests on SQL Server would wait for each other crosswise: first the heads of the chains in order of name, then the rows that change.
/// </summary>
internal static class AuditChain
{
    /// <summary>Takes the heads' locks, which are held until the transaction ends.</summary>
    public static async Task<IReadOnlySet<string>> LockAsync(AppDbContext db, IEnumerable<string> chains, CancellationToken cancellationToken)
    {
        var locked = new SortedSet<string>(chains, StringComparer.Ordinal);
        foreach (var chain in locked) await LockAsync(db, chain, cancellationToken);
        return locked;
    }

    public static async Task AppendAsync(AppDbContext db, IReadOnlyList<AuditEvent> events, IReadOnlySet<string>? locked, CancellationToken cancellationToken)
    {
        foreach (var chain in events.GroupBy(e => AuditEvent.ChainOf(e.ChildId)).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            if (locked?.Contains(chain.Key) != true) await LockAsync(db, chain.Key, cancellationToken);
            var head = await ReadHeadAsync(db, chain.Key, cancellationToken);
            foreach (var row in chain)
            {
                row.Link(chain.Key, head.Sequence + 1, head.Hash);
                head.Sequence++;
                head.Hash = row.Hash;
                db.AuditEvents.Add(row);
            }
        }
    }

    /// <summary>Under its lock: anew, whatever this context read of it before.</summary>
    private static async Task<AuditHead> ReadHeadAsync(AppDbContext db, string chainId, CancellationToken cancellationToken)
    {
        var tracked = db.AuditHeads.Local.FirstOrDefault(h => h.ChainId == chainId);
        if (tracked is not null) db.Entry(tracked).State = EntityState.Detached;
        return await db.AuditHeads.FirstAsync(h => h.ChainId == chainId, cancellationToken);
    }

    /// <summary>An update that changes nothing takes the row's lock on either engine. A chain without a head gets its first.</summary>
    private static async Task LockAsync(AppDbContext db, string chainId, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (await db.AuditHeads.Where(h => h.ChainId == chainId).ExecuteUpdateAsync(h => h.SetProperty(x => x.Sequence, x => x.Sequence), cancellationToken) > 0) return;
            try
            {
                await db.Database.ExecuteSqlAsync($"INSERT INTO AuditHeads (ChainId, Sequence, Hash) VALUES ({chainId}, 0, {AuditEvent.Genesis})", cancellationToken);
                return;
            }
            catch (DbException) when (attempt == 0)
            {
                // Another node has just begun the same chain. This waited for its transaction; now the head is there to lock.
            }
        }
    }
}
