using System.Globalization;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using CaseRecording.Core.Writing.Templates;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.Recording;

/// <summary>What was just put into a form.</summary>
/// <param name="About">Which button: the notice stands beside it.</param>
public sealed record FillNotice(string About, IReadOnlyList<string> Sentences);

/// <summary>
/// Puts into a draft what need not be typed: a template's texts, or the people of the last visit. By buttons of the form itself, so that
/// everything typed comes along, with script or without. What stands in a field already stays.
/// </summary>
public sealed class FormFilling(DraftService drafts, AppDbContext db)
{
    public const string Template = "template";
    public const string TakeOut = "take-out:";
    public const string SamePeople = "samePeople";

    /// <summary>Field in which a template is chosen; no part of the draft.</summary>
    public const string Chosen = "_template";

    public static bool IsAsked(string button) => button is Template or SamePeople || button.StartsWith(TakeOut, StringComparison.Ordinal);

    /// <summary>The draft as it then is, and what to say about it. Null: no such template for this person and form, or no last visit.</summary>
    public async Task<(Draft Draft, FillNotice? Notice)?> ActAsync(
        Core.ActionContext context, RecordingKind kind, RecordingFacts facts, Draft draft, DraftStart begin, string button, string chosen, CancellationToken cancellationToken)
    {
        var input = RecordingForm.Read(kind, facts.ChildId, draft.Fields, facts.Known).Input;
        IReadOnlyDictionary<string, string[]> fields;
        FillNotice notice;
        if (button == SamePeople)
        {
            if (facts.LastVisit is not { } last) return null;
            (fields, notice) = await PeopleAsync(facts, last, draft.Fields, input.Date ?? LondonTime.DateOf(context.NowUtc), cancellationToken);
        }
        else
        {
            var takesOut = button != Template;
            if (!Guid.TryParse(takesOut ? button[TakeOut.Length..] : chosen, out var id) || facts.Ready.FirstOrDefault(r => r.Id == id && r.Use.Kind == kind) is not { } template) return null;
            var ids = input.Children.Keys.ToList();
            var done = takesOut ? TemplateFill.OutOf(kind, template.Texts, draft.Fields, ids) : TemplateFill.Into(kind, template.Texts, draft.Fields, ids);
            fields = done.Fields;
            notice = new FillNotice(Template, [.. takesOut ? TakenOut(facts, ids.Count, template, done) : PutIn(facts, ids.Count, template, done)]);
        }

        var (outcome, saved) = await drafts.PostAsync(context, draft.Id, begin, draft.Version, fields, cancellationToken);
        return outcome == AutosaveOutcome.Saved ? (saved!, notice) : (saved ?? draft, null);
    }

    /// <summary>Questions by their labels; where several children have the same, with the child's name.</summary>
    public static string InWords(RecordingFacts facts, int children, IEnumerable<FilledField> places) => string.Join(", ", places.Select(place =>
    {
        var name = place.ChildId == facts.ChildId ? facts.Name : facts.Siblings.FirstOrDefault(s => s.ChildId == place.ChildId)?.Name ?? "";
        var isSaid = place.ChildId is null || children == 1 || place.Field.Label.Contains("{child}", StringComparison.Ordinal);
        return isSaid ? $"‘{place.Field.LabelFor(name)}’" : $"‘{place.Field.Label}’ for {name}";
    }));

    private static IEnumerable<string> PutIn(RecordingFacts facts, int children, OfferedText template, FilledForm done)
    {
        if (done.Filled.Count == 0)
        {
            yield return $"Nothing was put in: wherever {template.Name} has words, you have written already.";
            yield break;
        }

        yield return $"{template.Name} is put in.";
        if (done.Left.Count > 0) yield return $"Left as you wrote them: {InWords(facts, children, done.Left)}.";
    }

    private static IEnumerable<string> TakenOut(RecordingFacts facts, int children, OfferedText template, FilledForm done)
    {
        yield return done.Filled.Count == 0
            ? $"Nothing was taken out: wherever {template.Name} was put in, you have written since."
            : $"{template.Name} is taken out of {InWords(facts, children, done.Filled)}.";
    }

    private async Task<(IReadOnlyDictionary<string, string[]> Fields, FillNotice Notice)> PeopleAsync(
        RecordingFacts facts, LastVisit last, IReadOnlyDictionary<string, string[]> before, DateOnly day, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string[]>(before, StringComparer.Ordinal);
        var ids = last.People.Select(p => p.PersonId).OfType<int>().ToList();
        var professionals = await db.People.Where(p => p.IsProfessional && ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(cancellationToken);
        var ticked = (fields.GetValueOrDefault("people") ?? []).Where(v => v != RecordingForm.Nobody).ToList();
        var (added, leftOut) = (new List<string>(), new List<string>());
        foreach (var who in last.People)
        {
            var same = facts.People.Where(p => p.PersonId == who.PersonId || (who.PersonId is null && p.Name == who.Name)).ToList();
            if (same is [{ InHouseholdTo: { } left }] && left > last.On && left <= day) leftOut.Add($"{who.Name}, who left the home on {LondonTime.FormatDate(left)}");
            else if (same.Count == 1) Tick(same[0].PersonId, who);
            else if (who.PersonId is { } id && professionals.Contains(id)) Tick(id, who);
            else if (who.PersonId is not null) leftOut.Add($"{who.Name}, who is no longer among {facts.Name}’s people");
            else if (Write(fields, who)) added.Add(who.Name);
        }

        fields["people"] = [.. ticked];
        if (last.Interpreter is { } used && fields.GetValueOrDefault("interpreter") is not ["yes"] && string.IsNullOrWhiteSpace(fields.GetValueOrDefault("interpreterName")?.FirstOrDefault()))
        {
            (fields["interpreter"], fields["interpreterName"]) = (["yes"], [used.Name ?? ""]);
            if (used.Kind is { } from) fields["interpreterKind"] = [FormWriter.Name(from)];
            added.Add($"the interpreter {used.Name}".TrimEnd());
        }

        return (fields, new FillNotice(SamePeople, [.. Sentences()]));

        void Tick(int id, Participant who)
        {
            var value = id.ToString(CultureInfo.InvariantCulture);
            if (ticked.Contains(value)) return;
            ticked.Add(value);
            fields[RecordingForm.PersonAs(id)] = [FormWriter.Name(who.Attendance)];
            added.Add(who.Name);
        }

        IEnumerable<string> Sentences()
        {
            yield return added.Count == 0 ? $"Nobody was added: everyone of {LondonTime.FormatDate(last.On)} stands here already." : $"Added as on {LondonTime.FormatDate(last.On)}: {string.Join(", ", added)}. Change what was different this time.";
            if (leftOut.Count > 0) yield return $"Left out: {string.Join("; ", leftOut)}.";
        }
    }

    /// <summary>Someone who was named by hand, in the first free row. Who stands in a row already is not written twice.</summary>
    private static bool Write(Dictionary<string, string[]> fields, Participant who)
    {
        string At(int row, string part) => string.Create(CultureInfo.InvariantCulture, $"other-{row}-{part}");
        string Held(int row, string part) => (fields.GetValueOrDefault(At(row, part))?.FirstOrDefault() ?? "").Trim();
        var rows = Enumerable.Range(0, RecordingForm.MostRows).ToList();
        if (rows.Exists(r => string.Equals(Held(r, "name"), who.Name, StringComparison.OrdinalIgnoreCase))) return false;
        if (rows.FindIndex(r => Held(r, "name").Length == 0 && Held(r, "role").Length == 0) is not (>= 0 and var free)) return false;
        (fields[At(free, "name")], fields[At(free, "role")], fields[At(free, "as")]) = ([who.Name], [who.Role], [FormWriter.Name(who.Attendance)]);
        return true;
    }
}
