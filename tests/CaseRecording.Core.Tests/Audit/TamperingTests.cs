using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Auditing; // not Audit: that would hide the namespace under test

/// <summary>Somebody who can do anything to the database tries to rewrite the audit, at places picked at random. Every attempt is found.</summary>
[Trait("Rule", "A-03")]
public sealed class TamperingTests(AuditedRecord record) : IClassFixture<AuditedRecord>
{
    private static readonly int Attempts = Assurance.Times(8, 40);

    private static readonly (string Column, string Value)[] Alterations =
    [
        ("AtUtc", "'2026-03-17 13:59:59'"), ("AtUtc", "'yesterday'"), ("StaffId", "'00000000-0000-0000-0000-00000000000A'"), ("StaffId", "NULL"),
        ("Action", "'SignedIn'"), ("Action", "'Nonsense'"), ("ChildId", "9999"), ("ChildId", "NULL"), ("RecordingId", "4711"), ("Subject", "'other'"),
        ("Reason", "'another reason'"), ("Relation", "'manager'"), ("Origin", "'10.0.0.1'"), ("CorrelationId", "'x'"), ("Before", "'x'"), ("After", "'x'"),
        ("PreviousHash", $"'{new string('a', 64)}'"), ("Hash", $"'{new string('b', 64)}'"), ("ChainId", "'child:77'"), ("Sequence", "Sequence + 1000"),
        ("Sequence", "-Sequence"), ("Sequence", "'first'"),
    ];

    [Fact]
    public async Task Verify_AnUntouchedDatabase_FindsNothing()
    {
        await using var database = record.Copy();

        var report = await record.VerifyAsync(database);

        Assert.Empty(report.Problems);
        Assert.Equal(AuditedRecord.Chains + 1, report.Chains);
        Assert.True(report.Rows > AuditedRecord.Chains * AuditedRecord.RowsEach);
    }

    [Fact]
    public Task Verify_RowsAltered_A03_FindsEach() => EveryAttemptAsync(
        async (db, row, _, attempt) =>
        {
            var (column, value) = Alterations[attempt % Alterations.Length];
            await db.Database.ExecuteSqlRawAsync($"UPDATE AuditEvents SET {column} = {value} WHERE Id = {row.Id}");
        },
        attempts: Math.Max(Attempts, Alterations.Length));

    [Fact]
    public Task Verify_RowsDeleted_A03_FindsEach() => EveryAttemptAsync((db, row, random, _) =>
        db.Database.ExecuteSqlRawAsync($"DELETE FROM AuditEvents WHERE ChainId = '{row.ChainId}' AND Sequence BETWEEN {row.Sequence} AND {row.Sequence + random.Next(3)}"));

    [Fact]
    public Task Verify_RowsInserted_A03_FindsEach() => EveryAttemptAsync(async (db, row, random, attempt) =>
    {
        // A well-made row: the right hash of what it says, linked to the row it follows; the rows after it moved up.
        var inside = attempt % 2 == 0;
        var before = inside ? row : await db.AuditEvents.AsNoTracking().Where(e => e.ChainId == row.ChainId).OrderBy(e => e.Sequence).LastAsync();
        if (inside) await db.Database.ExecuteSqlRawAsync($"UPDATE AuditEvents SET Sequence = -(Sequence + 1) WHERE ChainId = '{row.ChainId}' AND Sequence > {row.Sequence}");
        var forged = new AuditEvent(new ActionContext(row.StaffId, row.AtUtc, CorrelationId: "x"), AuditAction.Viewed, row.ChildId);
        forged.Link(row.ChainId, before.Sequence + 1, before.Hash);
        db.AuditEvents.Add(forged);
        await db.SaveChangesAsync();
        if (!inside) return;
        await db.Database.ExecuteSqlRawAsync($"UPDATE AuditEvents SET Sequence = -Sequence WHERE ChainId = '{row.ChainId}' AND Sequence < 0");
        await db.Database.ExecuteSqlRawAsync($"UPDATE AuditHeads SET Sequence = Sequence + 1 WHERE ChainId = '{row.ChainId}'");
    });

    [Fact]
    public Task Verify_RowsSwapped_A03_FindsEach() => EveryAttemptAsync(async (db, row, random, _) =>
    {
        var other = await db.AuditEvents.AsNoTracking().Where(e => e.Id != row.Id).OrderBy(e => e.Id).Skip(random.Next(50)).FirstAsync();
        await PlaceAsync(row.Id, "swap", -1);
        await PlaceAsync(other.Id, row.ChainId, row.Sequence);
        await PlaceAsync(row.Id, other.ChainId, other.Sequence);

        Task PlaceAsync(long id, string chain, long sequence) =>
            db.Database.ExecuteSqlRawAsync($"UPDATE AuditEvents SET ChainId = '{chain}', Sequence = {sequence} WHERE Id = {id}");
    });

    [Fact]
    public Task Verify_ATailCutWithItsHead_A03_IsFoundByTheSignedHead() => EveryAttemptAsync(
        async (db, row, _, _) =>
        {
            await db.Database.ExecuteSqlRawAsync($"DELETE FROM AuditEvents WHERE ChainId = '{row.ChainId}' AND Sequence >= {row.Sequence}");
            await db.Database.ExecuteSqlRawAsync(row.Sequence == 1
                ? $"DELETE FROM AuditHeads WHERE ChainId = '{row.ChainId}'"
                : $"UPDATE AuditHeads SET Sequence = {row.Sequence - 1}, Hash = '{row.PreviousHash}' WHERE ChainId = '{row.ChainId}'");
        },
        hiddenWithoutSignedHeads: true);

    [Fact]
    public Task Verify_AChainMadeAnew_A03_IsFoundByTheSignedHead() => EveryAttemptAsync(
        async (db, row, random, attempt) =>
        {
            // Alters or leaves out one row, and works out everything after it again; sometimes adds rows to be as long as before or longer.
            var chain = await db.AuditEvents.Where(e => e.ChainId == row.ChainId && e.Sequence >= row.Sequence).OrderBy(e => e.Sequence).ToListAsync();
            var head = await db.AuditHeads.SingleAsync(h => h.ChainId == row.ChainId);
            if (attempt % 2 == 0) db.Entry(chain[0]).Property(e => e.Reason).CurrentValue = "a better reason";
            var rewritten = attempt % 2 == 0 ? chain : chain[1..];
            if (attempt % 2 == 1) await db.Database.ExecuteSqlRawAsync($"DELETE FROM AuditEvents WHERE Id = {row.Id}");
            for (var i = random.Next(attempt % 2 == 0 ? 1 : 3); i > 0; i--)
            {
                rewritten = [.. rewritten, new AuditEvent(new ActionContext(row.StaffId, row.AtUtc, CorrelationId: "x"), AuditAction.Viewed, row.ChildId)];
            }

            if (attempt % 2 == 1) db.Entry(chain[0]).State = EntityState.Detached;
            (head.Sequence, head.Hash) = (row.Sequence - 1, row.PreviousHash);
            foreach (var next in rewritten)
            {
                next.Link(row.ChainId, head.Sequence + 1, head.Hash);
                (head.Sequence, head.Hash) = (next.Sequence, next.Hash);
                db.AuditEvents.Update(next);
                await db.SaveChangesAsync();
            }

            await db.SaveChangesAsync();
        },
        hiddenWithoutSignedHeads: true);

    [Fact]
    public async Task Verify_WithTriggersDropped_NamesThem()
    {
        await using var database = record.Copy();
        await (await AuditedRecord.BreakInAsync(database)).DisposeAsync();

        var report = await record.VerifyAsync(database);

        await using var db = database.Open();
        Assert.Equal(FrozenTables.Triggers(db).Keys, report.Problems.Select(p => p.Where).Order(StringComparer.Ordinal));
        Assert.Contains(report.Problems, p => p.Where == "AuditEvents_RefuseUpdate");
    }

    /// <summary>Runs an attack many times, each on a fresh copy and a random row, and requires each to be found in the chain it was made in.</summary>
    private async Task EveryAttemptAsync(Func<AppDbContext, AuditEvent, Random, int, Task> attack, bool hiddenWithoutSignedHeads = false, int? attempts = null)
    {
        var random = new Random(20260317);
        for (var attempt = 0; attempt < (attempts ?? Attempts); attempt++)
        {
            await using var database = record.Copy();
            await using (var db = await AuditedRecord.BreakInAsync(database))
            {
                var rows = await db.AuditEvents.AsNoTracking().OrderBy(e => e.Id).ToListAsync();
                var row = rows[random.Next(rows.Count)];
                await attack(db, row, random, attempt);
                await AuditedRecord.CoverUpAsync(database);

                var report = await record.VerifyAsync(database);
                Assert.True(report.Problems.Any(p => p.Where == row.ChainId), $"Attempt {attempt} on {row.ChainId}, {row.Sequence} was not found. {string.Join("; ", report.Problems)}");
                if (hiddenWithoutSignedHeads) Assert.Empty((await record.VerifyAsync(database, withSignedHeads: false)).Problems);
            }
        }
    }
}
