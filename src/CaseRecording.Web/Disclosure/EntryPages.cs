using CaseRecording.Core.Corrections;
using CaseRecording.Core.Disclosure;
using CaseRecording.Core.Plans;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Supervision;
using CaseRecording.Core.Time;
using CaseRecording.Core.Writing;
using CaseRecording.Pdf;

namespace CaseRecording.Web.Disclosure;

/// <summary>One entry after the other: heading, markers and labels, the facts of the contact, its texts, its amendments.</summary>
internal sealed class EntryPages(PdfDocument pdf, DisclosedRecord record, DateTime nowUtc)
{
    private readonly string child = record.Child.KnownAs;
    private readonly MarkedTextPdf marks = new(pdf, record.Entries.ToDictionary(e => e.RecordingId, e => LondonTime.DateOf(e.OccurredAtUtc)));

    public void Write(DisclosedEntry entry)
    {
        var facts = entry.Line.Facts;
        var title = entry.Line.Title.Length > 0 ? entry.Line.Title : facts.KindText;
        pdf.Heading(3, $"{LondonTime.FormatDate(LondonTime.DateOf(facts.OccurredAtUtc))}: {title}");
        Labels(facts);
        pdf.KeyValueTable(Facts(entry));
        foreach (var field in FormFields.Of(facts.Kind).Where(f => f.Rows > 1)) Text(entry, field);
        Goals(entry);
        Actions(entry.Content.Actions);
        foreach (var amendment in entry.Amendments) Amended(entry, amendment);
        foreach (var correction in record.Corrections.Where(c => c.RecordingId == entry.Line.Id)) Statement(correction);
    }

    /// <summary>What somebody says of the entry stands beside it, whatever became of it (F-04).</summary>
    private void Statement(CorrectionLine correction)
    {
        pdf.Heading(4, $"{correction.Asker}: this is not right", bookmark: false, contents: false);
        pdf.Paragraph(correction.Statement);
        pdf.KeyValueTable(
        [
            new("Received", LondonTime.FormatDate(correction.ReceivedOn)),
            new("Outcome", correction.Outcome is { } outcome ? $"{outcome.Label()}: {correction.OutcomeReason}" : "Not decided yet"),
        ]);
    }

    private void Labels(EntryFacts facts)
    {
        var all = facts.Markers().Concat(facts.Labels(nowUtc)).ToList();
        if (facts.IsSignificant) all.Insert(0, new Marker("Significant event", MarkerTone.Grey));
        if (facts.State is RecordingState.Written or RecordingState.Returned) all.Insert(0, new Marker(facts.State.Label(), MarkerTone.Grey));
        if (all.Count == 0) return;
        // Short ones stand side by side; a long one has its line to itself.
        pdf.Paragraph([.. all.SelectMany((label, i) => i == 0 ? new[] { Run(label) } : [IsLong(label) || IsLong(all[i - 1]) ? "\n" : " ", Run(label)])], keepWithNext: true);
    }

    private static bool IsLong(Marker label) => label.Text.Length > 40;

    private static PdfRun Run(Marker label) => new(label.Text, label.Tone switch
    {
        MarkerTone.Green => PdfRunStyle.GreenLabel,
        MarkerTone.Red => PdfRunStyle.RedLabel,
        MarkerTone.Blue => PdfRunStyle.BlueLabel,
        _ => PdfRunStyle.GreyLabel,
    });

    private IEnumerable<PdfRow> Facts(DisclosedEntry entry)
    {
        var (line, facts, content, own) = (entry.Line, entry.Line.Facts, entry.Content, entry.Own);
        yield return new("When it happened", Span(facts.OccurredAtUtc, facts.EndedAtUtc));
        yield return new("Kind", content.DecisionKind is { } decision ? $"{facts.KindText}: {decision.Label()}" : facts.KindText);
        foreach (var field in FormFields.Of(facts.Kind).Where(f => f.Rows == 1 && f != FormFields.Title))
        {
            var text = field.PerChild ? own[field.Key] : content[field.Key];
            if (!string.IsNullOrWhiteSpace(text)) yield return new(field.LabelFor(child), text.Trim());
        }

        if (own.PlanHelps is { } helps) yield return new($"Does {child} say that the plan helps?", helps.Label());
        if (Present(content) is { Length: > 0 } present) yield return new("Who took part", present);
        if (content.Interpreter is { } interpreter) yield return new("Interpreter", Words(interpreter));
        if (content.Setting is { } setting) yield return new("Where it was discussed", setting.Label());
        if (content is { PeriodFrom: { } first, PeriodTo: { } last }) yield return new("Period", $"{LondonTime.FormatDate(first)} to {LondonTime.FormatDate(last)}");
        if (content.HandOver.Count > 0) yield return new("Handed over", string.Join('\n', content.HandOver.Select(i => i.Label())));
        if (own.Plan is { } plan) yield return new($"{child}’s plan", plan.Label());
        if (entry.Causes.Count > 0) yield return new(facts.Kind == RecordingKind.Supervision ? "Looked at" : "What led to it", string.Join('\n', entry.Causes.Select(c => c.Text)));
        if (own.Seen is not null) yield return new($"{child} seen", Seen(own));
        if (own.NextVisitOn is { } next) yield return new("Next visit arranged for", LondonTime.FormatDate(next));
        if (facts.RecordedByOther) yield return new("Worker who took part", line.MadeBy);
        yield return new("Recorded by", line.Author);
        yield return new("Written", $"{LondonTime.FormatDateTime(facts.WrittenAtUtc)}; {(facts.FinalisedAtUtc is { } final ? $"final {LondonTime.FormatDateTime(final)}" : "not final yet")}");
        yield return new("Form", RecordingForm.NameOf(facts.Kind, entry.FormVersion));
        foreach (var row in Handling(entry)) yield return row;
    }

    private static IEnumerable<PdfRow> Handling(DisclosedEntry entry)
    {
        if (entry.LateReason is { } late) yield return new("Why it was late", late);
        foreach (var move in entry.Moves) yield return new("On this record", move.Sentence);
        if (entry.HistoryReason is { } history) yield return new("Why it is here", history);
        foreach (var returned in entry.Returns) yield return new("Returned for changes", $"{returned.By}, {LondonTime.FormatDateTime(returned.AtUtc)}: {(returned.Passage is { } quoted ? $"“{quoted}” – " : "")}{returned.Reason}");
        if (entry.SignedOffAtUtc is { } signed) yield return new("Signed off", $"{entry.SignedOffBy}, {LondonTime.FormatDateTime(signed)}");
        foreach (var unmet in entry.UnmetPoints) yield return new("Signed off although not met", $"{unmet.Point.Label()}: {unmet.Comment}");
    }

    private void Text(DisclosedEntry entry, FormField field)
    {
        var text = MarkedText.Parse(field.PerChild ? entry.Own[field.Key] : entry.Content[field.Key]);
        if (text.Blocks.Count == 0) return;
        pdf.Heading(4, field.LabelFor(child), bookmark: false, contents: false);
        marks.Write(text, WhoseWords(entry, field.PerChild));
    }

    /// <summary>Goals of this child that the entry speaks of (N-10); in one that was moved here, what was written of others stays to be read (A-07).</summary>
    private void Goals(DisclosedEntry entry)
    {
        var goals = entry.Own.Goals.Select(g => (Said: g, Name: record.GoalName(g.GoalId))).Where(g => g.Name is not null || g.Said.Text.Length > 0).ToList();
        if (goals.Count == 0) return;
        pdf.Heading(4, entry.Line.Facts.ReviewType is null ? "Goals of the plan that this is about" : "Progress of each goal", bookmark: false, contents: false);
        pdf.List(goals.Select(g => (PdfText)$"{g.Name ?? "A goal that is not in these plans"}{(g.Said.Progress is { } progress ? $": {progress.Label()}" : "")}{(g.Said.Text.Length > 0 ? $". {g.Said.Text}" : "")}"));
    }

    private static string For(string? goal) => goal is null ? "" : $" (goal: {goal})";

    private void Actions(List<ActionItem> actions)
    {
        if (actions.Count == 0) return;
        pdf.Heading(4, "Actions agreed", bookmark: false, contents: false);
        pdf.List(actions.Select(a => (PdfText)$"{a.What} – {a.Who}{(a.By is { } by ? $", by {LondonTime.FormatDate(by)}" : "")}{(a.GoalId is { } goal ? For(record.GoalName(goal)) : "")}"));
    }

    private void Amended(DisclosedEntry entry, AmendmentLine amendment)
    {
        pdf.Heading(4, $"Added later: {LondonTime.FormatDateTime(amendment.AtUtc)}", bookmark: false, contents: false);
        pdf.KeyValueTable(About(amendment));
        marks.Write(MarkedText.Parse(amendment.Text), WhoseWords(entry, perChild: false));
    }

    private static IEnumerable<PdfRow> About(AmendmentLine amendment)
    {
        yield return new("Added by", amendment.Author);
        yield return new("Why", amendment.Reason);
        if (amendment is not { EarlierUtc: { } earlier, CorrectedUtc: { } corrected }) yield break;
        yield return new("Date first recorded", LondonTime.FormatDateTime(earlier));
        yield return new("Corrected date", LondonTime.FormatDateTime(corrected));
    }

    /// <summary>In a text that several children share, words may be a brother's or sister's.</summary>
    private string WhoseWords(DisclosedEntry entry, bool perChild) => perChild || !entry.IsShared ? $"{child}’s own words" : "A child’s own words";

    private static string Span(DateTime startUtc, DateTime? endUtc)
    {
        if (endUtc is not { } end) return LondonTime.FormatDateTime(startUtc);
        var sameDay = LondonTime.DateOf(startUtc) == LondonTime.DateOf(end);
        return $"{LondonTime.FormatDateTime(startUtc)} to {(sameDay ? LondonTime.FormatTime(end) : LondonTime.FormatDateTime(end))}";
    }

    private static string Present(RecordingContent content) => content.NobodyPresent
        ? "Nobody was present"
        : string.Join('\n', content.Participants.Select(p => $"{p.Name}{(p.Role.Length > 0 ? $", {p.Role}" : "")} ({p.Attendance.Label().ToLowerInvariant()})"));

    private static string Words(Interpreter interpreter) => interpreter.Kind is { } kind
        ? $"{interpreter.Name ?? "Not named"} ({kind.Label().ToLowerInvariant()})"
        : interpreter.Name ?? "Not named";

    private static string Seen(ChildContent own)
    {
        var answers = new List<string> { own.Seen == false ? "No" : own.Alone switch { true => "Yes, and alone", false => "Yes, not alone", _ => "Yes" } };
        if (own.Interviewed is { } spoken) answers.Add(spoken ? "Spoken with" : "Not spoken with");
        if (own.Bedroom is { } bedroom) answers.Add(bedroom switch { Bedroom.Yes => "Bedroom seen", Bedroom.No => "Bedroom not seen", _ => bedroom.Label() });
        return string.Join(". ", answers);
    }
}
