using CaseRecording.Core;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Summaries;

namespace CaseRecording.Web.DemoData;

/// <content>Progress summaries, and who handed over to whom (S-05, S-06).</content>
internal sealed partial class DemoRecordings
{
    /// <summary>Its activity is put together from the entries, so those come first.</summary>
    private async Task ProgressAsync(DemoEntry from, CancellationToken cancellationToken)
    {
        var context = new ActionContext(staff[from.Author], days.At(from.DaysAgo, from.Time), CorrelationId: "seed");
        var recording = Recording.Begin(context, from.Kind);
        Save(context, recording, await ProgressDraft.ComposeAsync(db, Input(from, context.NowUtc), cancellationToken), new EventTime(context.NowUtc, null));
        // As if there had been one before its period.
        foreach (var child in recording.Children.Where(_ => from.PeriodDays is not null)) recording.WasDue(child.ChildId, ProgressDraft.DueOn(new PolicyHistory([]), days.Day(from.DaysAgo + from.PeriodDays!.Value), null));
        recording.Finalise(context);
        db.Recordings.Add(recording);
        db.Audit(context, AuditAction.Finalised, recording, from.Kind.ToString(), "version 1");
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The summary written for a transfer answers it, and was acknowledged the day after.</summary>
    private void Transfers(List<DemoEntry> entries)
    {
        foreach (var (key, child) in children)
        {
            var workers = child.Allocations.OrderBy(a => a.FromUtc).ToList();
            foreach (var (earlier, next) in workers.Zip(workers.Skip(1)))
            {
                var context = new ActionContext(staff["joanne"], next.FromUtc, CorrelationId: "seed");
                var transfer = new Transfer(context, child.Id, (earlier.TeamId, earlier.WorkerId), (next.TeamId, next.WorkerId));
                if (entries.Find(e => e.Kind == RecordingKind.TransferSummary && e.Children[0].Child == key) is { } summary)
                {
                    transfer.AnsweredBy(made[summary.Key].Id);
                    transfer.Acknowledge(new ActionContext(next.WorkerId, next.FromUtc.AddDays(1), CorrelationId: "seed"));
                }

                db.Transfers.Add(transfer);
                db.Audit(context, AuditAction.Allocated, child.Id);
            }
        }
    }
}
