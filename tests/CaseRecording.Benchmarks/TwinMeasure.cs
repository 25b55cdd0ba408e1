using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing.Advising;
using CaseRecording.Core.Writing.Likeness;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Benchmarks;

/// <summary>Looking for the twin of a text among 50,000 entries of one child, the worst case: under 50 ms.</summary>
internal static class TwinMeasure
{
    private const int Entries = 50_000;
    private const int PrintsEach = 45;
    private const string Passage = "You packed your bag while I watched and your dad checked the list with you and did not have to add a thing. Your mum said that you have been ready before her three times this week. ";

    public static async Task RunAsync()
    {
        await using var world = await World.CreateAsync();
        var child = await world.AddChildAsync();
        var input = Inputs.Call(world.Now.AddHours(-3), child);
        input.Content.Fields["facts"] = Passage;
        await world.RecordAsync(world.Worker, input, finalise: false);
        await using var db = world.Open();
        await CopyAsync(db);
        var others = string.Join(' ', Enumerable.Range(0, 400).Select(i => $"word{i}"));
        var fields = new[] { new AdviceField("facts", FieldMeaning.Facts, null, Passage + "You were quick today."), new AdviceField("views", FieldMeaning.Views, child, "Nothing like it. " + others) };
        var finder = new TwinFinder(db, new ChildAccess(db));
        var found = await finder.FindAsync(world.As(world.Worker), fields, [child], null);
        Console.WriteLine($"{await db.Recordings.CountAsync():N0} entries, {await db.PassagePrints.CountAsync():N0} prints, {found.Count} twin found");
        await Timed.SayAsync("Twin of two texts, 450 words", 200, () => finder.FindAsync(world.As(world.Worker), fields, [child], null));
    }

    /// <summary>Copies the one entry, with prints of other texts.</summary>
    private static async Task CopyAsync(AppDbContext db)
    {
        await db.Database.OpenConnectionAsync();
        var version = await db.RecordingVersions.Select(v => v.Id).SingleAsync();
        foreach (var (table, own, keys) in new[] { ("Recordings", "Id", ""), ("RecordingChildren", "RecordingId", ""), ("RecordingVersions", "Id", "RecordingId"), ("RecordingChildVersions", "RecordingVersionId", "") })
        {
            var columns = await db.Database.SqlQueryRaw<string>($"SELECT name AS Value FROM pragma_table_info('{table}')").ToListAsync();
            var values = columns.Select(c => c == own || c == keys ? $"\"{c}\" + n.i" : $"t.\"{c}\"");
            await db.Database.ExecuteSqlRawAsync(
                $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Entries}) INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) SELECT {string.Join(", ", values)} FROM \"{table}\" t, n");
        }

        await db.Database.ExecuteSqlRawAsync(
            $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Entries}), m(j) AS (SELECT 1 UNION ALL SELECT j + 1 FROM m WHERE j < {PrintsEach}) INSERT INTO PassagePrints (RecordingVersionId, ChildId, Hash) SELECT {version} + n.i, (SELECT ChildId FROM RecordingChildren LIMIT 1), random() FROM n, m");
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
    }
}
