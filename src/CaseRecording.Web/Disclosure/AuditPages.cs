using CaseRecording.Core.Disclosure;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Quality.Audits;
using CaseRecording.Core.Time;
using CaseRecording.Pdf;

namespace CaseRecording.Web.Disclosure;

/// <summary>Audits of the record in its PDF: what a manager found about how it was kept, and what was to be put right .</summary>
internal static class AuditPages
{
    public static void Write(PdfDocument pdf, DisclosedRecord record)
    {
        if (record.Audits.Count == 0) return;
        pdf.PageBreak();
        pdf.Heading(1, "Checks of this record");
        pdf.Paragraph($"From time to time managers take records at random and check how well they are kept. This is what they found when it was {record.Child.KnownAs}’s record.");
        foreach (var audit in record.Audits)
        {
            if (audit.Finding is { } finding) Write(pdf, audit, finding);
        }
    }

    private static void Write(PdfDocument pdf, AuditView audit, FindingView finding)
    {
        pdf.Heading(2, $"Checked on {Day(LondonTime.DateOf(finding.AtUtc))}");
        List<PdfRow> about = [new("Checked by", finding.By), new("Drawn at random", LondonTime.FormatDateTime(audit.DrawnAtUtc)), new("Judgement", finding.Outcome.Label())];
        if (finding.Strengths is { } strengths) about.Add(new("What is good", strengths));
        pdf.KeyValueTable(about);
        pdf.Table(
            [new("What a record should be", 4), new("Found", 2), new("Why", 5)],
            finding.Points.Select(p => (IReadOnlyList<PdfText>)[p.Point.Label(), p.Result.Label(), p.Comment ?? "–"]));
        if (audit.Actions.Count == 0) return;
        pdf.Heading(3, "What was to be put right", bookmark: false, contents: false);
        pdf.Table(
            [new("What", 4), new("Who", 2), new("By when", 2), new("What became of it", 4)],
            audit.Actions.Select(a => (IReadOnlyList<PdfText>)[a.What, a.Owner, Day(a.DueOn), Became(a)]));
    }

    private static string Became(RemedialView action)
    {
        var told = action.Events.Where(e => e.Step != RemedialStep.Asked).Select(e => $"{e.Step.Label()}, {Day(LondonTime.DateOf(e.AtUtc))}, {e.By}{(e.Text is { } text ? $": {text}" : "")}").ToList();
        return told.Count == 0 ? "Nothing is recorded yet" : string.Join(". ", told);
    }

    private static string Day(DateOnly day) => LondonTime.FormatDate(day);
}
