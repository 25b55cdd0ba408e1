using System.Globalization;
using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Audit;

/// <summary>A sign that the audit was tampered with.</summary>
/// <param name="Where">The chain, for example <c>child:12</c>; the file of signed heads; or the trigger.</param>
/// <param name="Sequence">Place in the chain, or line of the file.</param>
/// <param name="What">What is wrong, as a sentence without capital and full stop.</param>
public sealed record AuditProblem(string Where, long? Sequence, string What)
{
    /// <inheritdoc />
    public override string ToString() => Sequence is { } place ? string.Create(CultureInfo.InvariantCulture, $"{Where}, {place}: {What}") : $"{Where}: {What}";
}

/// <summary>Outcome of a verification.</summary>
/// <param name="Chains">Chains looked at.</param>
/// <param name="Rows">Rows looked at.</param>
/// <param name="Problems">What is wrong; empty if nothing is.</param>
public sealed record AuditReport(int Chains, long Rows, IReadOnlyList<AuditProblem> Problems);

/// <summary>
/// Reads the whole audit and works out every hash again. Finds rows altered, deleted, inserted or swapped; against the
/// signed heads also a tail cut off with its head, and a chain made anew. May run while the program writes.
/// </summary>
public sealed class AuditVerifier(AppDbContext db)
{
    private long rows;

    /// <summary>Verifies every chain.</summary>
    /// <param name="signed">Heads kept outside the database; without them only what is inside is compared with itself.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<AuditReport> VerifyAsync(SignedLedger? signed = null, CancellationToken cancellationToken = default)
    {
        // In this order: a chain only grows, and each commit brings rows and head together, so that a head read later is never behind.
        var longest = await db.AuditEvents.AsNoTracking().GroupBy(e => e.ChainId).Select(g => new { g.Key, Last = g.Max(e => e.Sequence) })
            .ToDictionaryAsync(g => g.Key, g => g.Last, StringComparer.Ordinal, cancellationToken);
        var heads = await db.AuditHeads.AsNoTracking().ToDictionaryAsync(h => h.ChainId, StringComparer.Ordinal, cancellationToken);
        var problems = new List<AuditProblem>(signed?.Problems ?? []);
        var chains = longest.Keys.Union(heads.Keys, StringComparer.Ordinal).Union(signed?.Heads.Keys ?? [], StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        rows = 0;
        foreach (var chain in chains)
        {
            var expected = signed?.Heads.GetValueOrDefault(chain) ?? [];
            problems.AddRange(await CheckChainAsync(chain, heads.GetValueOrDefault(chain), longest.GetValueOrDefault(chain), expected, null, cancellationToken));
        }

        foreach (var trigger in await FrozenTables.MissingTriggersAsync(db, cancellationToken))
        {
            problems.Add(new(trigger, null, "this trigger is missing or switched off; migrate puts it back"));
        }

        return new AuditReport(chains.Count, rows, problems);
    }

    /// <summary>Verifies the chain of one child, or with null that of what concerns no child.</summary>
    /// <param name="childId">Whose chain.</param>
    /// <param name="signed">As for all of them.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<AuditReport> VerifyAsync(int? childId, SignedLedger signed, CancellationToken cancellationToken = default)
    {
        var chain = AuditEvent.ChainOf(childId);
        var longest = await db.AuditEvents.Where(e => e.ChainId == chain).MaxAsync(e => (long?)e.Sequence, cancellationToken) ?? 0;
        var head = await db.AuditHeads.AsNoTracking().FirstOrDefaultAsync(h => h.ChainId == chain, cancellationToken);
        rows = 0;
        var problems = await CheckChainAsync(chain, head, longest, signed.Heads.GetValueOrDefault(chain) ?? [], null, cancellationToken);
        return new AuditReport(1, rows, [.. signed.Problems, .. problems]);
    }

    /// <summary>Verifies one chain, or the rows of it after one that is already known to be good.</summary>
    internal async Task<List<AuditProblem>> CheckChainAsync(string chain, AuditHead? head, long longest, IReadOnlyList<SignedHead> signed, SignedHead? after, CancellationToken cancellationToken)
    {
        var problems = new List<AuditProblem>();
        if (head is null && longest > 0) problems.Add(new(chain, null, "its head is missing"));
        if (head is not null && longest > head.Sequence) problems.Add(new(chain, head.Sequence + 1, "rows stand after the chain's head"));
        var end = head?.Sequence ?? longest;
        var walk = new Walk(chain, after ?? new SignedHead(0, AuditEvent.Genesis), signed, problems);
        try
        {
            var from = after?.Sequence ?? long.MinValue;
            await foreach (var row in db.AuditEvents.AsNoTracking().Where(e => e.ChainId == chain && e.Sequence > from && e.Sequence <= end)
                .OrderBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                rows++;
                walk.Take(row);
            }

            walk.End(end, head?.Hash);
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or InvalidCastException or OverflowException or ArgumentException)
        {
            problems.Add(new(chain, walk.Last.Sequence + 1, "this row cannot be read any more; those after it were not looked at"));
        }

        return problems;
    }

    /// <summary>One pass along a chain.</summary>
    private sealed class Walk(string chain, SignedHead start, IReadOnlyList<SignedHead> signed, List<AuditProblem> problems)
    {
        public SignedHead Last { get; private set; } = start;

        public void Take(AuditEvent row)
        {
            if (row.Sequence <= Last.Sequence)
            {
                problems.Add(new(chain, row.Sequence, "this row does not belong here"));
                return;
            }

            if (row.Sequence > Last.Sequence + 1) Missing(Last.Sequence + 1, row.Sequence - 1);
            else if (row.PreviousHash != Last.Hash) problems.Add(new(chain, row.Sequence, "this row does not follow from the one before it"));
            if (row.ComputeHash() != row.Hash) problems.Add(new(chain, row.Sequence, "this row is not as it was written"));
            Last = new SignedHead(row.Sequence, row.Hash);
            foreach (var head in signed.Where(h => h.Sequence == row.Sequence && h.Hash != row.Hash))
            {
                problems.Add(new(chain, head.Sequence, "this row is another than the one whose hash was signed: the chain was made anew"));
            }
        }

        public void End(long end, string? hash)
        {
            if (Last.Sequence < end) Missing(Last.Sequence + 1, end);
            else if (hash is not null && hash != Last.Hash) problems.Add(new(chain, end, "the chain does not end as its head says"));
            foreach (var head in signed.Where(h => h.Sequence > end))
            {
                problems.Add(new(chain, end + 1, string.Create(CultureInfo.InvariantCulture, $"the chain was signed up to {head.Sequence} and ends before: its tail was cut off")));
            }
        }

        private void Missing(long first, long last) =>
            problems.Add(new(chain, first, first == last ? "this row is missing" : string.Create(CultureInfo.InvariantCulture, $"the rows from here to {last} are missing")));
    }
}
