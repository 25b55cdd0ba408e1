using CaseRecording.Core;
using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Corrections;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.DemoData;

/// <summary>Two requests to correct the record: one that runs out soon, one that was not upheld, so that a statement stands beside its entry (F-04).</summary>
internal sealed class DemoCorrections(AppDbContext db, DemoDays days, Dictionary<string, Guid> staff, Dictionary<string, Child> children)
{
    private readonly CorrectionService corrections = new(db, new ChildAccess(db), new PolicyStore(db));

    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        var open = await TakeInAsync("hannah", "keeley", "A tense first visit at home", 24, CorrectionFrom.Parent, "Gemma Ashworth", "mother", "I got one date wrong that day, not two, and Dean shouted it at me. Please write it how it was.", cancellationToken);
        await StepAsync("hannah", open, 17, "Read the entry aloud with Gemma at her mum’s kitchen table. She showed me which sentence she means.", cancellationToken);

        var decided = await TakeInAsync("marta", "kian", "No access", 63, CorrectionFrom.Parent, "Gary Lister", "father", "I was in the whole of that afternoon and nobody knocked. It makes it look as if we hid.", cancellationToken);
        await StepAsync("colin", decided, 56, "Asked the worker who went there that day, and saw the copy of the card that was left.", cancellationToken);
        await corrections.DecideAsync(At("colin", 49), decided, await VersionAsync(decided, cancellationToken), CorrectionOutcome.NotUpheld, "The card that was put through the door has the time on it, so the entry stays. What Mr Lister remembers stands beside it.", cancellationToken);
    }

    private async Task<int> TakeInAsync(string by, string child, string title, int daysAgo, CorrectionFrom from, string name, string relationship, string statement, CancellationToken cancellationToken)
    {
        var childId = children[child].Id;
        var entry = await db.RecordingChildren.Where(c => c.ChildId == childId && c.Recording.Title == title).Select(c => (long?)c.RecordingId).FirstOrDefaultAsync(cancellationToken);
        return await corrections.ReceiveAsync(At(by, daysAgo), childId, new CorrectionInput(from, name, relationship, days.Day(daysAgo), statement, entry), cancellationToken);
    }

    private async Task StepAsync(string by, int id, int daysAgo, string text, CancellationToken cancellationToken) =>
        await corrections.AddStepAsync(At(by, daysAgo), id, await VersionAsync(id, cancellationToken), text, days.Day(daysAgo), cancellationToken);

    private Task<Guid> VersionAsync(int id, CancellationToken cancellationToken) => db.Corrections.Where(c => c.Id == id).Select(c => c.Version).SingleAsync(cancellationToken);

    private ActionContext At(string who, int daysAgo) => new(staff[who], days.Morning(daysAgo), CorrelationId: "seed");
}
