using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaseRecording.Core.Tests.Auditing; // not Audit: that would hide the namespace under test

/// <summary>A database with several chains, their heads signed, to be tampered with copy by copy.</summary>
public sealed class AuditedRecord : IAsyncLifetime
{
    public const int Chains = 6;
    public const int RowsEach = 12;
    private static readonly byte[] Key = [.. Enumerable.Range(7, 32).Select(i => (byte)i)];
    private readonly TempFolder folder = new();
    private World world = null!;

    public SignedHeads Signed => new(folder.Path, Key, "node-1");

    public SignedLedger Ledger { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        await using var views = new ViewAudit(world.Open, NullLogger<ViewAudit>.Instance);
        for (var child = 0; child < Chains; child++)
        {
            var id = await world.AddChildAsync($"Child {(char)('A' + child)}");
            for (var i = 0; i < RowsEach; i++) await views.RecordAsync(world.As(world.Worker) with { Reason = "Covering for a colleague" }, AuditAction.Viewed, id, recordingId: i, subject: "timeline");
        }

        using var signer = new AuditSigner(world.Open, Signed, world.Clock);
        await signer.SignAsync();
        Ledger = Signed.Read();
    }

    public async Task DisposeAsync()
    {
        await world.DisposeAsync();
        folder.Dispose();
    }

    public TestDatabase Copy() => world.Database.Copy();

    /// <summary>Opens the way of someone with SQL and time: the triggers are gone.</summary>
    public static async Task<AppDbContext> BreakInAsync(TestDatabase database)
    {
        var db = database.Open();
        foreach (var trigger in FrozenTables.Triggers(db).Keys) await db.Database.ExecuteSqlRawAsync($"DROP TRIGGER \"{trigger}\"");
        return db;
    }

    /// <summary>Puts the triggers back, so that only the rows tell.</summary>
    public static async Task CoverUpAsync(TestDatabase database)
    {
        await using var db = database.Open();
        await Migrator.MigrateAsync(db);
    }

    public async Task<AuditReport> VerifyAsync(TestDatabase database, bool withSignedHeads = true)
    {
        await using var db = database.Open();
        return await new AuditVerifier(db).VerifyAsync(withSignedHeads ? Ledger : null);
    }
}
