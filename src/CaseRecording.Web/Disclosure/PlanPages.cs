using System.Globalization;
using CaseRecording.Core.Disclosure;
using CaseRecording.Core.Plans;
using CaseRecording.Core.Time;
using CaseRecording.Core.Writing;
using CaseRecording.Pdf;

namespace CaseRecording.Web.Disclosure;

/// <summary>The child's plans in the record's PDF: goals and steps as they stand, and what they said before (P-01).</summary>
internal static class PlanPages
{
    public static void Write(PdfDocument pdf, DisclosedRecord record)
    {
        if (record.Plans.Count == 0) return;
        var marks = new MarkedTextPdf(pdf, record.Entries.ToDictionary(e => e.RecordingId, e => LondonTime.DateOf(e.OccurredAtUtc)));
        pdf.PageBreak();
        pdf.Heading(1, "Plans");
        pdf.Paragraph($"What was agreed to make things better for {record.Child.KnownAs}. What was said and done about each goal stands with the entries.");
        foreach (var plan in record.Plans) Write(pdf, marks, record.Child.KnownAs, plan);
    }

    private static void Write(PdfDocument pdf, MarkedTextPdf marks, string child, DisclosedPlan disclosed)
    {
        var plan = disclosed.Plan;
        pdf.Heading(2, $"{plan.Kind.Label()}, {Day(plan.StartedOn)} to {(plan.EndedOn is { } ended ? Day(ended) : "now")}");
        List<PdfRow> about = [new("Entered by", $"{plan.BegunBy}, {LondonTime.FormatDateTime(plan.BegunAtUtc)}")];
        if (plan.EndReason is { } why) about.Add(new("Why it ended", why));
        if (Plan.LacksIdentity(plan.Identity)) about.Add(new("Identity", "Nobody wrote in the plan what identity means in daily life"));
        pdf.KeyValueTable(about);
        if (MarkedText.Parse(plan.Identity ?? "") is { Blocks.Count: > 0 } identity)
        {
            pdf.Heading(3, $"What identity means in {child}’s daily life", bookmark: false, contents: false);
            marks.Write(identity, $"{child}’s own words");
        }

        foreach (var (goal, number) in plan.Goals.Select((g, i) => (g, i + 1))) Write(pdf, goal, number);
        History(pdf, plan, disclosed.History);
    }

    private static void Write(PdfDocument pdf, GoalView goal, int number)
    {
        pdf.Heading(3, $"Goal {number}: {goal.What}", contents: false);
        List<PdfRow> rows =
        [
            new("How we will know", goal.Measure),
            new("Whose goal", goal.Owner),
            new("By when", Day(goal.DueOn)),
            new("Agreed", goal.Agreed ?? "Nobody is named"),
        ];
        if (goal.Disagreed is { } disagreed) rows.Add(new("Disagreed", disagreed));
        rows.Add(new("What became of it", goal.EndedAtUtc is { } ended ? $"{goal.State.Label()}, {Day(LondonTime.DateOf(ended))}: {goal.EndReason}" : goal.State.Label()));
        pdf.KeyValueTable(rows);
        if (goal.Steps.Count == 0) return;
        pdf.Table(
            [new("Step", 4), new("Who", 2), new("By when", 2), new("What became of it", 3)],
            goal.Steps.Select(s => (IReadOnlyList<PdfText>)[s.What, s.Owner, Day(s.DueOn), Outcome(s)]));
    }

    private static string Outcome(StepView step)
    {
        var said = step.ClosedAtUtc is { } closed ? $"{step.State.Label()}, {Day(LondonTime.DateOf(closed))}" : step.State.Label();
        return step.ClosedNote is { } note ? $"{said}: {note}" : said;
    }

    private static void History(PdfDocument pdf, PlanView plan, IReadOnlyList<PlanChangeLine> history)
    {
        pdf.Heading(3, "What was changed", bookmark: false, contents: false);
        pdf.Table(
            [new("When", 3), new("What", 4), new("By", 2), new("Why", 4)],
            history.Select(h => (IReadOnlyList<PdfText>)[LondonTime.FormatDateTime(h.AtUtc), $"{h.Kind.Label()}{About(plan, h)}", h.By, h.Reason ?? "–"]));
    }

    /// <summary>Which goal, and what it or its step said from then on.</summary>
    private static string About(PlanView plan, PlanChangeLine change)
    {
        var number = change.GoalId is { } id ? plan.Goals.ToList().FindIndex(g => g.Id == id) + 1 : 0;
        var said = string.Join("; ", Labels.Where(l => change.Says.GetValueOrDefault(l.Key)?.Length > 0).Select(l => $"{l.Label}: {Shown(l.Key, change.Says[l.Key])}"));
        return $"{(number > 0 ? $", goal {number}" : "")}{(said.Length > 0 ? $". {said}" : "")}";
    }

    private static readonly (string Key, string Label)[] Labels =
        [("what", "What"), ("measure", "How we will know"), ("owner", "Whose"), ("agreed", "Agreed"), ("disagreed", "Disagreed"), ("dueOn", "By when"), ("identity", "Identity")];

    private static string Shown(string key, string value) =>
        key == "dueOn" && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Day(day) : value;

    private static string Day(DateOnly day) => LondonTime.FormatDate(day);
}
