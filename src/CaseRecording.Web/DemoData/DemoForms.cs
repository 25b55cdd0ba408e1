using CaseRecording.Core;
using CaseRecording.Core.Data;
using CaseRecording.Core.Forms;
using CaseRecording.Core.Recording;

namespace CaseRecording.Web.DemoData;

/// <summary>The forms of the demonstration council: approved as delivered, the visit form once more since then, and a version of the note's that waits .</summary>
internal sealed class DemoForms(AppDbContext db, DemoDays days, IReadOnlyDictionary<string, Guid> staff)
{
    private const int DeliveredDaysAgo = 900;
    private const int ProposedDaysAgo = 45;
    private const int ApprovedDaysAgo = 38;
    private const int WaitingSinceDaysAgo = 2;

    public async Task<DemoForms> SeedAsync(CancellationToken cancellationToken)
    {
        var forms = new FormService(db);
        await forms.ApproveDeliveredAsync(At(DeliveredDaysAgo, "david"), cancellationToken: cancellationToken);
        var visit = await ProposeAsync(forms, ProposedDaysAgo, RecordingKind.Visit, "Write it while you still hear their voices: the same day, and to {child}.",
            new() { ["home"] = "Rooms, warmth, food, where each child sleeps, who was there" },
            "A sentence at the top, and where each child sleeps is asked for under the home",
            "In the spring audit a third of the visits did not say where the children sleep, and many were written to the manager",
            cancellationToken);
        db.ChangeTracker.Clear();
        var opened = (await forms.FindAsync(At(ApprovedDaysAgo, "david"), RecordingKind.Visit, visit, cancellationToken))!.Version;
        await forms.DecideAsync(At(ApprovedDaysAgo, "david"), RecordingKind.Visit, visit, opened, approve: true, null, cancellationToken);
        await ProposeAsync(forms, WaitingSinceDaysAgo, RecordingKind.CaseNote, "",
            new() { ["reason"] = "One line that says what the contact was for, not how it was made. It becomes the line in the chronology" },
            "The hint under the reason for contact",
            "Chronologies fill up with lines such as ‘telephone call’, which tell a reader nothing",
            cancellationToken);
        return this;
    }

    /// <summary>The version that was in use.</summary>
    public int NumberOn(RecordingKind kind, DateTime utc) => kind == RecordingKind.Visit && utc >= days.Morning(ApprovedDaysAgo) ? 2 : 1;

    private Task<int> ProposeAsync(FormService forms, int daysAgo, RecordingKind kind, string intro, Dictionary<string, string> hints, string changed, string reason, CancellationToken cancellationToken)
    {
        var texts = FormFields.Of(kind).ToDictionary(f => f.Key, f => hints.GetValueOrDefault(f.Key) ?? f.Hint, StringComparer.Ordinal);
        return forms.ProposeAsync(At(daysAgo, "lynne"), kind, new FormProposal(intro, texts, changed, reason), cancellationToken);
    }

    private ActionContext At(int daysAgo, string who) => new(staff[who], days.Morning(daysAgo), CorrelationId: "seed");
}
