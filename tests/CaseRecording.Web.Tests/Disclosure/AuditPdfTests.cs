using CaseRecording.Core.Access;
using CaseRecording.Core.Disclosure;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using CaseRecording.Web.Disclosure;
using Kit = CaseRecording.TestKit.Audits;

namespace CaseRecording.Web.Tests.Disclosure;

/// <summary>Audits of the record in the export: what was found and what became of it, and nothing of a sister's (Q-04, N-10).</summary>
public sealed class AuditPdfTests
{
    [Fact, Trait("Rule", "Q-04")]
    public async Task Write_AnAuditedRecord_Q04_HoldsFindingsAndWhatBecameOfThem()
    {
        await using var world = await World.CreateAsync();
        var (maisie, sister) = (await world.AddChildAsync(), await world.AddChildAsync("Leah Thornley"));
        var (audit, hers) = (await world.DrawOneAsync(maisie), await world.DrawOneAsync(sister));
        await world.FinishAsync(maisie, audit);
        await world.FinishAsync(sister, hers, Kit.Good with { Strengths = "Her paper boats are in it." });
        await using var db = world.Open();
        var action = (await Kit.Query(db).FindAsync(maisie, audit))!.Actions.Single();
        await Kit.Service(db).DoneAsync(world.As(world.Worker), maisie, action.Id, action.Version, "He wrote two pages by hand");
        await Kit.Service(db).ConfirmAsync(world.As(world.Manager), maisie, action.Id, (await Kit.Query(db).FindAsync(maisie, audit))!.Actions.Single().Version);

        var officer = await world.AddStaffAsync("Hana Okafor", Role.InformationGovernance);
        var request = await new DisclosureService(db, new ChildAccess(db), new PolicyStore(db)).ReceiveAsync(world.As(officer), maisie, new RequestInput("Maisie Thornley", "the person herself", new DateOnly(2026, 3, 2)));
        var reader = new RecordReader(db, new TimelineQuery(db));
        var record = await reader.FrontAsync(request, world.Now);
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "audits.pdf");
        await using (var output = new FileStream(file, FileMode.CreateNew))
        {
            await new RecordPdf().WriteAsync(record, reader.EntriesAsync(record), new DocumentFrame("Northtown Council", world.Now), output, _ => Task.CompletedTask, default);
        }

        var text = PdfTools.Text(file);
        foreach (var said in new[]
        {
            "Checks of this record", "Checked on 17 March 2026", "Priya Raman", "Requires improvement", "You are on every page, in your own words.", "Nothing says what your dad thinks.",
            "Ask her dad for his views", "24 March 2026", "He wrote two pages by hand", "Found to be done, 17 March 2026",
        })
        {
            Assert.Contains(said, Flat(text), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("paper boats", text, StringComparison.Ordinal);
    }

    /// <summary>A cell of a table breaks its lines.</summary>
    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
