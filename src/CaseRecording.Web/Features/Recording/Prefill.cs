using System.Globalization;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Time;
using CaseRecording.Core.Visits;

namespace CaseRecording.Web.Features.Recording;

/// <summary>What the program can answer before the person does.</summary>
public static class Prefill
{
    /// <param name="nowUtc">When the draft was begun, so that a page opened again says the same.</param>
    public static Dictionary<string, string[]> For(RecordingFacts facts, RecordingKind kind, DateTime nowUtc)
    {
        if (facts.Entry is { } entry) return FormWriter.Fields(entry.Recording, entry.Version);
        if (facts.Summary is { } summary) return Summary(facts.ChildId, summary);
        var today = LondonTime.DateOf(nowUtc);
        if (kind.IsSummary())
        {
            var paper = new Dictionary<string, string[]>(StringComparer.Ordinal);
            if (kind != RecordingKind.ProgressSummary) return paper;
            FormWriter.Date(paper, "from", facts.PeriodFrom);
            FormWriter.Date(paper, "to", today);
            return paper;
        }

        var fields = new Dictionary<string, string[]>(StringComparer.Ordinal) { ["time"] = [FormWriter.Time(nowUtc)] };
        FormWriter.Date(fields, "date", today);
        // Who has just reported a concern writes the entry that records it (T-05).
        fields["safeguarding"] = [.. facts.Safeguarding.Where(r => r.IsMine).Select(r => r.Id.ToString(CultureInfo.InvariantCulture))];
        if (kind == RecordingKind.Supervision && facts.Bar.Worker is { } worker) fields["supervised"] = [worker];
        if (kind == RecordingKind.PlanReview && facts.ReviewDue is { } due) fields["reviewType"] = [FormWriter.Name(due)];
        if (kind != RecordingKind.Visit) return fields;
        // A visit is what the last one asked for; the author unticks it where it is not.
        fields["doneTasks"] = [.. facts.Tasks.Where(t => t.Kind == TaskKind.NextVisit).Select(t => t.Id.ToString(CultureInfo.InvariantCulture))];
        if (facts.StatusesOn(today) is { Count: > 0 } statuses) fields["visitType"] = [FormWriter.Name(VisitSchedule.TypesOffered(statuses)[0])];
        if (facts.Address is { } address) fields["place"] = [address.ReplaceLineEndings(", ")];
        return fields;
    }

    /// <summary>The texts of the current summary, to be changed where they no longer hold.</summary>
    private static Dictionary<string, string[]> Summary(int childId, SummaryPage current)
    {
        var fields = FormFields.CaseNoteSummary.ToDictionary(f => f.NameFor(childId), f => new[] { current.Content?[f.Key] ?? "" }, StringComparer.Ordinal);
        fields["basedOn"] = [current.Versions.Count.ToString(CultureInfo.InvariantCulture)];
        return fields;
    }
}
