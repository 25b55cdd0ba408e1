using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Policy;

/// <summary>The council's policy as stored.</summary>
public sealed class PolicyStore(AppDbContext db)
{
    private PolicyHistory? loaded;

    /// <summary>Every change so far; read once for each request.</summary>
    public async Task<PolicyHistory> LoadAsync(CancellationToken cancellationToken = default) =>
        loaded ??= new PolicyHistory(await db.PolicyChanges.AsNoTracking().OrderBy(c => c.Id)
            .Select(c => new PolicyChange(c.Key, c.Value, c.EffectiveFrom)).ToListAsync(cancellationToken));
}
