using System.Text.RegularExpressions;
using CaseRecording.Core.Recording;

namespace CaseRecording.Web.Features.Recording;

/// <summary>One question answered differently on this page and in what was saved meanwhile.</summary>
public sealed partial record Difference(string Question, string Mine, string Theirs)
{
    private static readonly Dictionary<string, string> Questions = new(StringComparer.Ordinal)
    {
        ["visitType"] = "Type of visit",
        ["otherVisitType"] = "Type of visit",
        ["contactType"] = "Type of contact",
        ["date"] = "Date",
        ["time"] = "Time it began",
        ["endTime"] = "Time it ended",
        ["people"] = "Who was there",
        ["children"] = "Children",
        ["doneTasks"] = "Done since last time",
        ["marks"] = "About this entry",
        ["from"] = "First day of the period",
        ["to"] = "Last day of the period",
        ["leftOut"] = "Entries left out",
        ["handOver"] = "Handed over",
        ["setting"] = "Where it was discussed",
        ["plan"] = "{child}’s plan",
        ["causes"] = "What led to it, for {child}",
        ["seen"] = "Did you see {child}?",
        ["interviewed"] = "Did you speak with {child}?",
        ["bedroom"] = "Did you see {child}’s bedroom?",
        ["nextVisitOn"] = "Next visit",
        ["lateReason"] = "Why it is late",
        ["historyReason"] = "Why it belongs in the history",
        ["interpreterName"] = "Interpreter",
        ["joined"] = "Who joined the home",
        ["joinedName"] = "Someone new in the home",
        ["joinedIs"] = "What they are to {child}",
        ["left"] = "Who left the home",
        ["homeOn"] = "When they joined or left",
        ["newAddress"] = "New address",
        ["addressOn"] = "New address since",
        ["newSchool"] = "New school or nursery",
        ["schoolOn"] = "New school since",
    };

    /// <summary>All differences, in the order of the form's texts; the parts of a date as one.</summary>
    public static IReadOnlyList<Difference> Between(RecordingFacts facts, RecordingKind kind, IReadOnlyDictionary<string, string[]> mine, IReadOnlyDictionary<string, string[]> theirs) =>
    [
        .. mine.Keys.Union(theirs.Keys, StringComparer.Ordinal).Where(name => name is not ("basedOn" or "formVersion"))
            .GroupBy(name => DatePart().Replace(name, ""))
            .Select(group => (Name: group.Key, Mine: Words(facts, group, mine), Theirs: Words(facts, group, theirs)))
            .Where(d => d.Mine != d.Theirs)
            // How someone took part is proposed by the page for every row, used or not.
            .Where(d => !d.Name.EndsWith("-as", StringComparison.Ordinal) || (d.Mine.Length > 0 && d.Theirs.Length > 0))
            .Select(d => new Difference(QuestionOf(facts, kind, d.Name), d.Mine, d.Theirs)),
    ];

    private static string Words(RecordingFacts facts, IEnumerable<string> names, IReadOnlyDictionary<string, string[]> fields)
    {
        var sorted = names.Order(StringComparer.Ordinal).ToList(); // day, month, year
        return string.Join(' ', sorted.SelectMany(name => fields.GetValueOrDefault(name) ?? [])
            .Where(v => sorted[0] != "children" || v != $"{facts.ChildId}") // the page's own child needs no tick
            .Select(v => sorted[0] == "doneTasks" ? facts.Tasks.FirstOrDefault(t => $"{t.Id}" == v)?.Text + "." : v)
            .Select(v => sorted[0] == "people" && int.TryParse(v, out var id) && facts.Known.TryGetValue(id, out var person) ? person.Name + "." : v)).Trim();
    }

    private static string QuestionOf(RecordingFacts facts, RecordingKind kind, string name)
    {
        var own = OfOneChild().Match(name);
        var child = !own.Success || own.Groups["id"].Value == $"{facts.ChildId}" ? facts.Name : facts.Siblings.FirstOrDefault(s => $"{s.ChildId}" == own.Groups["id"].Value)?.Name ?? "the child";
        var key = own.Success ? own.Groups["field"].Value : name;
        var question = FormFields.Of(kind).FirstOrDefault(f => f.Key == key)?.Label ?? Questions.GetValueOrDefault(key)
            ?? (key.StartsWith("action-", StringComparison.Ordinal) ? "Actions" : key.StartsWith("other-", StringComparison.Ordinal) ? "Other people" : "Another answer");
        return question.Replace("{child}", child, StringComparison.Ordinal);
    }

    [GeneratedRegex("-(day|month|year)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DatePart();

    [GeneratedRegex("^child-(?<id>[0-9]+)-(?<field>.+)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OfOneChild();
}
