using CaseRecording.Core.Plans;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Supervision;
using CaseRecording.Core.Time;
using CaseRecording.Core.Writing;

namespace CaseRecording.Core.Recording;

/// <summary>One part of an entry that two versions say differently.</summary>
/// <param name="Label">The form's question.</param>
/// <param name="Parts">Both texts, word by word.</param>
public sealed record FieldDifference(string Label, IReadOnlyList<DifferencePart> Parts);

/// <summary>What changed between two versions of an entry, as one child's page may show it (Q-03, N-10).</summary>
public static class EntryComparison
{
    /// <summary>The parts that differ, in the order of the form.</summary>
    /// <param name="before">The earlier version.</param>
    /// <param name="after">The later one.</param>
    /// <param name="child">The name the child is called by.</param>
    public static IReadOnlyList<FieldDifference> Between(Entry before, Entry after, string child)
    {
        var then = Parts(before, child).ToDictionary(p => p.Label, p => p.Text, StringComparer.Ordinal);
        return
        [
            .. Parts(after, child).Where(p => p.Text != then[p.Label])
                .Select(p => new FieldDifference(p.Label, TextDifference.Between(then[p.Label], p.Text))),
        ];
    }

    private static IEnumerable<(string Label, string Text)> Parts(Entry entry, string child)
    {
        var (content, own) = (entry.Content, entry.Own);
        yield return ("Who took part", content.NobodyPresent ? "Nobody was present" : Lines(content.Participants.Select(p => $"{p.Name}, {p.Role} ({p.Attendance.Label().ToLowerInvariant()})")));
        yield return ("Interpreter", content.Interpreter is { } interpreter ? $"{interpreter.Name}, {interpreter.Kind?.Label()}" : "");
        yield return ("Kind of decision", content.DecisionKind?.Label() ?? "");
        yield return ("Where it was discussed", content.Setting?.Label() ?? "");
        yield return ("Period", content is { PeriodFrom: { } first, PeriodTo: { } last } ? $"{LondonTime.FormatDate(first)} to {LondonTime.FormatDate(last)}" : "");
        yield return ("Handed over", Lines(content.HandOver.Select(i => i.Label())));
        yield return ($"{child}’s plan", own.Plan?.Label() ?? "");
        yield return ("Which review", content.ReviewType?.Label() ?? "");
        yield return ("Goals of the plan", Lines(own.Goals.Select((g, i) => $"Goal {i + 1}{(g.Progress is { } progress ? $": {progress.Label()}" : "")}{(g.Text.Length > 0 ? $" – {g.Text}" : "")}")));
        yield return ("Does the plan help?", own.PlanHelps?.Label() ?? "");
        yield return ($"Was {child} seen?", own.Seen switch { true => own.Alone switch { true => "Seen alone", false => "Seen, but not alone", null => "Seen" }, false => "Not seen", null => "" });
        yield return ($"Was {child} spoken with?", own.Interviewed switch { true => "Yes", false => "No", null => "" });
        yield return ($"{child}’s bedroom", own.Bedroom?.Label() ?? "");
        yield return ("Next visit", own.NextVisitOn is { } day ? LondonTime.FormatDate(day) : "");
        foreach (var field in FormFields.Of(entry.Line.Facts.Kind)) yield return (field.LabelFor(child), field.PerChild ? own[field.Key] : content[field.Key]);
        yield return ("Actions", Lines(content.Actions.Select(a => $"{a.What} – {a.Who}{(a.By is { } by ? $", by {LondonTime.FormatDate(by)}" : "")}")));
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
