using CaseRecording.Core.Children;
using CaseRecording.Core.Supervision;
using CaseRecording.Core.Time;

namespace CaseRecording.Core.Recording;

/// <summary>What the rules need to know of one child on the day of the event.</summary>
/// <param name="ChildId">The child.</param>
/// <param name="Name">The name they are called by.</param>
/// <param name="Statuses">Statuses in force that day.</param>
/// <param name="FirstContactAtUtc">The referral, UTC.</param>
/// <param name="BirthDate">Date of birth, or due date.</param>
/// <param name="BirthDateKind">Which.</param>
public sealed record ChildOnTheDay(int ChildId, string Name, IReadOnlyList<StatusKind> Statuses, DateTime FirstContactAtUtc, DateOnly BirthDate, BirthDateKind BirthDateKind);

/// <summary>The rules of groups T, N, V and D that look at what a form says. Every violation is found at once, at its field.</summary>
public static class RecordingRules
{
    /// <summary>Two times further apart than this are a slip of the hand, not a visit past midnight.</summary>
    private static readonly TimeSpan LongestEvent = TimeSpan.FromHours(12);

    /// <summary>What must hold for an entry to stand on the timeline (T-07, T-08, N-01 to N-03).</summary>
    /// <param name="input">What the form says.</param>
    /// <param name="when">The instants of the event, if they could be told.</param>
    /// <param name="children">What is known of each child that day.</param>
    /// <param name="nowUtc">The instant of the request, UTC.</param>
    /// <param name="timeRefused">The time was already refused (T-07), so it is not also called missing.</param>
    public static RuleCheck ToSave(RecordingInput input, EventTime? when, IReadOnlyList<ChildOnTheDay> children, DateTime nowUtc, bool timeRefused = false)
    {
        var check = new RuleCheck();
        Basics(check, input, when is null && !timeRefused);
        if (when is not null) Moment(check, input, when, children, nowUtc);
        if (input.Kind is RecordingKind.Visit or RecordingKind.CaseNote or RecordingKind.PlanReview) People(check, input);
        if (input.Kind is RecordingKind.Visit) VisitTypes(check, input, children);
        if (input.Kind is RecordingKind.Decision) DecisionRules.ToSave(check, input);
        SupervisionRules.ToSave(check, input);
        Summaries.PaperRules.ToSave(check, input, nowUtc);
        foreach (var field in FormFields.Of(input.Kind)) Lengths(check, input, field);
        return check;
    }

    /// <summary>What must also hold for it to be final (N-04, N-09, V-01, V-02, V-04, D-04, T-03).</summary>
    public static RuleCheck ToFinalise(RecordingInput input, IReadOnlyList<ChildOnTheDay> children, bool late)
    {
        var check = new RuleCheck();
        var content = input.Content;
        check.Refuse(Rules.N09, content.Interpreter is { } used && string.IsNullOrWhiteSpace(used.Name), "interpreterName", "Enter the interpreter's name, or the agency and interpreter number");
        check.Refuse(Rules.N09, content.Interpreter is { Kind: null }, "interpreterKind", "Choose where the interpreter came from");
        if (input.Kind == RecordingKind.CaseNoteSummary) Summaries.SummaryRules.Check(check, input, children);
        check.Refuse(Rules.T03, late && string.IsNullOrWhiteSpace(input.LateReason), "lateReason", "This entry is late. Say why");
        if (input.Kind == RecordingKind.Visit)
        {
            check.Refuse(Rules.V04, Empty(content["place"]), "place", "Enter where the visit was");
            check.Refuse(Rules.V04, Empty(content["purpose"]), "purpose", "Enter the purpose of the visit");
        }

        foreach (var child in children)
        {
            var own = input.Children[child.ChildId];
            if (input.Kind == RecordingKind.Visit) VisitRules.Check(check, child, own);
            SupervisionRules.ToFinalise(check, input, child);
            Summaries.PaperRules.ToFinalise(check, input, child);
            if (input.Kind is RecordingKind.Decision or RecordingKind.Oversight) DecisionRules.ToFinalise(check, input, child);
            else if (input.CountsAsSignificant(own)) Significant(check, child, own);
        }

        return check;
    }

    /// <summary>The instants of an event, or the sentence that says why there is none (T-07).</summary>
    public static EventTime? TimeOf(RecordingInput input, RuleCheck check)
    {
        if (input.Date is not { } date || input.StartTime is not { } start) return null;
        if (Instant(date, start, input.SecondOfTwoHours, null, "time", check) is not { } startUtc) return null;
        if (input.EndTime is not { } end) return new EventTime(startUtc, null);
        if (Instant(date, end, input.SecondOfTwoHours, startUtc, "endTime", check) is not { } endUtc) return null;
        // Past midnight: the end is the next day's.
        if (endUtc < startUtc && Instant(date.AddDays(1), end, input.SecondOfTwoHours, startUtc, "endTime", check) is { } nextDay) endUtc = nextDay;
        return new EventTime(startUtc, endUtc);
    }

    internal static bool Empty(string? text) => string.IsNullOrWhiteSpace(text);

    internal static string At(int childId, string field) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"child-{childId}-{field}");

    /// <summary>The instant that a date and time mean, or none and the refusal that says why (T-07).</summary>
    /// <param name="date">UK date.</param>
    /// <param name="time">UK time.</param>
    /// <param name="second">The second of two hours; null: not answered.</param>
    /// <param name="notBefore">For an end: of two instants the one that is not before the start, UTC.</param>
    /// <param name="field">Where a time that does not exist is refused.</param>
    /// <param name="check">Takes the refusal.</param>
    internal static DateTime? Instant(DateOnly date, TimeOnly time, bool? second, DateTime? notBefore, string field, RuleCheck check)
    {
        switch (LondonTime.ToUtc(date, time))
        {
            case LocalTimeResult.Ok ok:
                return ok.Utc;
            case LocalTimeResult.Ambiguous both:
                check.Refuse(Rules.T07, second is null, "secondHour", "The clocks went back that night, and this time came twice. Choose the first or the second");
                return second == true || both.First < notBefore ? both.Second : both.First;
            default:
                check.Refuse(Rules.T07, true, field, "The clocks went forward that night, and this time did not exist. Enter the right time");
                return null;
        }
    }

    private static void Basics(RuleCheck check, RecordingInput input, bool noTime)
    {
        var contact = input.Kind is RecordingKind.Visit or RecordingKind.CaseNote;
        var dated = input.Kind switch { RecordingKind.Decision => Rules.D02, RecordingKind.Supervision => Rules.D05, _ => Rules.N01 };
        check.Refuse(dated, noTime && input.Date is null, "date", "Enter the date");
        check.Refuse(Rules.N01, noTime && input.Date is not null && input.StartTime is null, "time", contact ? "Enter the time it began" : "Enter the time");
        check.Refuse(Rules.N01, input.Kind == RecordingKind.Visit && input.VisitType is null, "visitType", "Choose the type of visit");
        check.Refuse(Rules.N01, input.Kind == RecordingKind.CaseNote && input.ContactType is null, "contactType", "Choose the type of contact");
        check.Refuse(Rules.N01, input.Kind == RecordingKind.PlanReview && input.Content.ReviewType is null, "reviewType", "Choose the kind of review");
        if (FormFields.HasTitle(input.Kind))
        {
            check.Refuse(Rules.N01, Empty(input.Content["title"]), "title", "Enter a title that says what it was about");
            check.Refuse(Rules.N01, Empty(input.Content["reason"]), "reason", contact ? "Enter the reason for contact, in one line" : "Enter what it is about, in one line");
        }

        check.Refuse(Rules.N03, input.Kind is RecordingKind.Visit or RecordingKind.CaseNote or RecordingKind.PlanReview && Empty(input.Content["facts"]), "facts", input.Kind == RecordingKind.PlanReview ? "Enter what was discussed" : "Enter what happened");
        check.Refuse(Rules.N10, input.Children.Count == 0, "", "Choose at least one child");
    }

    private static void Moment(RuleCheck check, RecordingInput input, EventTime when, IReadOnlyList<ChildOnTheDay> children, DateTime nowUtc)
    {
        var day = LondonTime.DateOf(when.StartUtc);
        check.Refuse(Rules.T08, when.StartUtc > nowUtc, "date", "That is in the future. Record it once it has happened");
        check.Refuse(Rules.T08, when.StartUtc <= nowUtc && when.EndUtc > nowUtc, "endTime", "The end is in the future. Record it once it has happened");
        check.Refuse(Rules.N01, when.EndUtc - when.StartUtc > LongestEvent, "endTime", "That is more than 12 hours after it began. Check both times");
        if (!Empty(input.HistoryReason)) return;
        foreach (var child in children)
        {
            BeforeTheRecord(check, day, child.Name, child.BirthDateKind, child.BirthDate, child.FirstContactAtUtc, "If it belongs in the history, say why below");
        }
    }

    /// <summary>Refuses a UK day from before the child's birth or the first contact (T-08).</summary>
    internal static void BeforeTheRecord(RuleCheck check, DateOnly day, string name, BirthDateKind kind, DateOnly born, DateTime firstContactAtUtc, string otherwise)
    {
        // A first contact before the birth was about the pregnancy, so only what lies before both is history.
        var firstContact = LondonTime.DateOf(firstContactAtUtc);
        var unborn = kind != BirthDateKind.Due && day < born && day < firstContact;
        check.Refuse(Rules.T08, unborn, "date", $"That is before {name} was born. {otherwise}");
        check.Refuse(Rules.T08, !unborn && day < firstContact, "date", $"That is before the first contact about {name}, on {LondonTime.FormatDate(firstContact)}. {otherwise}");
    }

    private static void People(RuleCheck check, RecordingInput input)
    {
        var people = input.Content.Participants;
        if (input.ContactType?.IsCorrespondence() == true)
        {
            check.Refuse(Rules.N02, !people.Exists(p => p.Attendance is Attendance.Sender or Attendance.Recipient), "people", "Say who sent it, or who received it");
            check.Refuse(Rules.N02, input.Content.NobodyPresent, "people", "Somebody sent it and somebody received it. Untick ‘Nobody’");
        }

        check.Refuse(Rules.N02, people.Count == 0 && !input.Content.NobodyPresent, "people", "Say who was present, or that nobody was");
        check.Refuse(Rules.N02, people.Count > 0 && input.Content.NobodyPresent, "people", "You chose people and also ‘Nobody was present’. Untick one of them");
        check.Refuse(Rules.N02, people.Any(p => Empty(p.Name)), "otherPeople", "Enter each person's full name, or why it is not known");
        check.Refuse(Rules.N02, people.Any(p => Empty(p.Role)), "otherPeople", "Enter each person's role or relationship to the child");
    }

    private static void VisitTypes(RuleCheck check, RecordingInput input, IReadOnlyList<ChildOnTheDay> children)
    {
        if (input.VisitType is not { } type || input.StatusSaidWrong) return;
        foreach (var child in children.Where(c => !Visits.VisitSchedule.TypesOffered(c.Statuses).Contains(type)))
        {
            check.Refuse(Rules.V03, true, "visitType", $"A {type.Label().ToLowerInvariant()} needs that status, and {child.Name} did not have it that day. Choose another type, or say that the recorded status is wrong");
        }
    }

    private static void Lengths(RuleCheck check, RecordingInput input, FormField field)
    {
        foreach (var (name, text) in field.PerChild
            ? input.Children.Select(c => (field.NameFor(c.Key), c.Value[field.Key]))
            : [(field.Key, input.Content[field.Key])])
        {
            if (text.Length > field.Longest)
            {
                check.Refuse(Rules.N01, true, name, $"This is {text.Length:N0} characters long; it can hold {field.Longest:N0}. Nothing you typed was lost: shorten it or use two entries");
            }
        }
    }

    private static void Significant(RuleCheck check, ChildOnTheDay child, ChildContent own)
    {
        foreach (var (key, what) in ((string, string)[])[("analysis", "an analysis"), ("workingWell", "what is working well"), ("worries", "what you are worried about"), ("needsToHappen", "what needs to happen")])
        {
            check.Refuse(Rules.N04, Empty(own[key]), At(child.ChildId, key), $"Enter {what} for {child.Name}");
        }
    }
}

/// <summary>The rules of a visit that look at one child's answers (V-01, V-02).</summary>
public static class VisitRules
{
    internal static void Check(RuleCheck check, ChildOnTheDay child, ChildContent own)
    {
        string At(string field) => RecordingRules.At(child.ChildId, field);
        bool Empty(string key) => RecordingRules.Empty(own[key]);
        check.Refuse(Rules.V01, own.Seen is null, At("seen"), $"Say whether you saw {child.Name}");
        if (own.Seen == true)
        {
            check.Refuse(Rules.V01, own.Alone is null, At("seen"), $"Say whether you saw {child.Name} alone");
            check.Refuse(Rules.V01, own.Interviewed is null, At("interviewed"), $"Say whether you spoke with {child.Name}");
            check.Refuse(Rules.V01, own.Bedroom is null, At("bedroom"), $"Say whether you saw {child.Name}'s bedroom");
            check.Refuse(Rules.V02, own.Alone == false && Empty("whyNotAlone"), At("whyNotAlone"), $"Say why {child.Name} was not seen alone");
        }

        if (own.Seen == false)
        {
            check.Refuse(Rules.V01, own.Bedroom is null, At("bedroom"), $"Say whether you saw {child.Name}'s bedroom");
            check.Refuse(Rules.V02, Empty("whyNotSeen"), At("whyNotSeen"), $"Say why {child.Name} was not seen");
            check.Refuse(Rules.V02, Empty("whatElse"), At("whatElse"), $"Say what else needs to happen because {child.Name} was not seen");
            check.Refuse(Rules.V02, own.NextVisitOn is null && Empty("nextVisit"), At("nextVisitOn"), "Enter when the next visit is, or why it is not yet arranged");
        }
    }
}
