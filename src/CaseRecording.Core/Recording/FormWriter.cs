using System.Globalization;
using CaseRecording.Core.Time;

namespace CaseRecording.Core.Recording;

/// <summary>A saved version as the fields of its form: what <see cref="RecordingForm.Read"/> reads back to the same.</summary>
public static class FormWriter
{
    /// <summary>All fields of the current version, for its author to change.</summary>
    /// <param name="recording">The entry.</param>
    /// <param name="version">Its current version with every child's part.</param>
    public static Dictionary<string, string[]> Fields(Recording recording, RecordingVersion version)
    {
        var fields = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var content = version.Content;
        fields["basedOn"] = [Number(recording.CurrentVersion)];
        if (recording.VisitType is { } visit) fields[recording.StatusSaidWrong ? "otherVisitType" : "visitType"] = [Name(visit)];
        if (recording.ContactType is { } contact) fields["contactType"] = [Name(contact)];
        Time(fields, recording);
        fields["madeBy"] = recording.MadeById == recording.AuthorId ? [] : [recording.MadeById.ToString()];
        fields["marks"] = [.. Marks(recording), .. content.SignificantChange ? ["change"] : Array.Empty<string>()];
        fields["statusWrong"] = recording.StatusSaidWrong ? ["yes"] : [];
        fields["lateReason"] = [recording.LateReason ?? ""];
        fields["historyReason"] = [recording.HistoryReason ?? ""];
        foreach (var (key, text) in content.Fields) fields[key] = [text];
        fields["interpreter"] = content.Interpreter is null ? [] : ["yes"];
        fields["interpreterName"] = [content.Interpreter?.Name ?? ""];
        fields["interpreterKind"] = content.Interpreter?.Kind is { } kind ? [Name(kind)] : [];
        Date(fields, "from", content.PeriodFrom);
        Date(fields, "to", content.PeriodTo);
        if (recording.Kind == RecordingKind.TransferSummary) fields["handOver"] = [.. content.HandOver.Select(i => Name(i))];
        if (content.Setting is { } setting) fields["setting"] = [Name(setting)];
        if (content.ReviewType is { } review) fields["reviewType"] = [Name(review)];
        if (content.DecisionKind is { } decision) fields["decisionKind"] = [Name(decision)];
        People(fields, content);
        for (var i = 0; i < content.Actions.Count; i++) Action(fields, FieldReader.Row("action", i), content.Actions[i]);
        fields["doneTasks"] = [.. content.DoneTasks.Select(Number)];
        fields["safeguarding"] = [.. content.Safeguarding.Select(Number)];
        // A part that was moved stays under the first child's name in the version; nobody reads it there.
        var parts = version.Children.FindAll(c => recording.Children.Exists(r => r.ChildId == c.ChildId));
        fields["children"] = [.. parts.Select(c => Number(c.ChildId))];
        foreach (var child in parts) Child(fields, recording.Kind, child);
        return fields;
    }

    /// <summary>The three fields of a date.</summary>
    public static void Date(IDictionary<string, string[]> fields, string name, DateOnly? date)
    {
        if (date is not { } day) return;
        fields[$"{name}-day"] = [Number(day.Day)];
        fields[$"{name}-month"] = [Number(day.Month)];
        fields[$"{name}-year"] = [Number(day.Year)];
    }

    /// <summary>A time as typed, on the 24-hour clock.</summary>
    public static string Time(DateTime utc) => LondonTime.ToLondon(utc).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A name of an enum as forms hold it: camel case.</summary>
    public static string Name(Enum value)
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static void Time(Dictionary<string, string[]> fields, Recording recording)
    {
        var day = LondonTime.DateOf(recording.OccurredAtUtc);
        Date(fields, "date", day);
        fields["time"] = [Time(recording.OccurredAtUtc)];
        fields["endTime"] = [recording.EndedAtUtc is { } end ? Time(end) : ""];
        var typed = LondonTime.ToUtc(day, TimeOnly.FromDateTime(LondonTime.ToLondon(recording.OccurredAtUtc)));
        if (typed is LocalTimeResult.Ambiguous both) fields["secondHour"] = [recording.OccurredAtUtc == both.Second ? "second" : "first"];
    }

    /// <summary>What its author ticked: not what follows from the visit itself (N-04) or from being significant (N-14).</summary>
    private static IEnumerable<string> Marks(Recording recording)
    {
        var isVisit = recording.Kind == RecordingKind.Visit;
        if (recording.IsSignificant && !(isVisit && recording.Children.Exists(c => c.Seen == true))) yield return "significant";
        if (recording.InChronology && !recording.IsSignificant) yield return "chronology";
        if (recording.WasPlanned && !isVisit) yield return "planned";
        if (recording.SharedWithFamily) yield return "shared";
        if (recording.ConsentObtained) yield return "consent";
    }

    private static void People(Dictionary<string, string[]> fields, RecordingContent content)
    {
        var known = content.Participants.Where(p => p.PersonId is not null).ToList();
        fields["people"] = [.. known.Select(p => Number(p.PersonId!.Value)), .. content.NobodyPresent ? [RecordingForm.Nobody] : Array.Empty<string>()];
        foreach (var person in known) fields[RecordingForm.PersonAs(person.PersonId!.Value)] = [Name(person.Attendance)];
        var others = content.Participants.Where(p => p.PersonId is null).ToList();
        for (var i = 0; i < others.Count; i++)
        {
            var row = FieldReader.Row("other", i);
            fields[row + "name"] = [others[i].Name];
            fields[row + "role"] = [others[i].Role];
            fields[row + "as"] = [Name(others[i].Attendance)];
        }
    }

    private static void Action(Dictionary<string, string[]> fields, string row, ActionItem action)
    {
        fields[row + "what"] = [action.What];
        fields[row + "who"] = [action.Who];
        Date(fields, row + "by", action.By);
        if (action.GoalId is { } goal) fields[row + "goal"] = [Number(goal)];
    }

    private static void Child(Dictionary<string, string[]> fields, RecordingKind kind, RecordingChildVersion child)
    {
        string At(string field) => RecordingRules.At(child.ChildId, field);
        var own = child.Content;
        fields[At("seen")] = (own.Seen, own.Alone) switch
        {
            (true, true) => ["alone"],
            (true, false) => ["notAlone"],
            (true, null) => ["yes"],
            (false, _) => ["no"],
            _ => [],
        };
        if (kind == RecordingKind.Visit)
        {
            fields[At("interviewed")] = own.Interviewed is { } spoke ? [spoke ? "yes" : "no"] : [];
            fields[At("bedroom")] = own.Bedroom is { } bedroom ? [Name(bedroom)] : [];
            Date(fields, At("nextVisitOn"), own.NextVisitOn);
        }

        if (own.Plan is { } plan) fields[At("plan")] = [Name(plan)];
        if (RecordingForm.HasCauses(kind)) fields[At("causes")] = [.. own.Causes.Select(id => id.ToString(CultureInfo.InvariantCulture))];
        fields[At("goals")] = [.. own.Goals.Select(g => Number(g.GoalId))];
        foreach (var goal in own.Goals)
        {
            if (goal.Progress is { } progress) fields[At(Plans.GoalProgress.Field(goal.GoalId, "progress"))] = [Name(progress)];
            if (goal.Text.Length > 0) fields[At(Plans.GoalProgress.Field(goal.GoalId, "text"))] = [goal.Text];
        }

        if (own.PlanHelps is { } helps) fields[At("planHelps")] = [Name(helps)];
        if (kind == RecordingKind.ProgressSummary) fields[At("leftOut")] = [.. own.LeftOut.Select(id => id.ToString(CultureInfo.InvariantCulture))];
        if (own.Changes is { } changes) Changes(fields, At, changes);
        foreach (var (key, text) in own.Fields.Where(f => !FormFields.IsMade(kind, f.Key))) fields[At(key)] = [text];
    }

    private static void Changes(Dictionary<string, string[]> fields, Func<string, string> at, KeyChanges changes)
    {
        fields[at("joined")] = [.. changes.Joined.Select(Number)];
        fields[at("joinedName")] = [changes.JoinedName ?? ""];
        fields[at("joinedIs")] = [changes.JoinedIs ?? ""];
        fields[at("left")] = [.. changes.Left.Select(Number)];
        Date(fields, at("homeOn"), changes.HomeOn);
        fields[at("newAddress")] = [changes.Address ?? ""];
        fields[at("addressProtected")] = changes.AddressProtected ? ["yes"] : [];
        Date(fields, at("addressOn"), changes.AddressOn);
        fields[at("newSchool")] = [changes.School ?? ""];
        Date(fields, at("schoolOn"), changes.SchoolOn);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
