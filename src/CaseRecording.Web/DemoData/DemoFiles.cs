using System.Text.Json;
using System.Text.Json.Serialization;
using CaseRecording.Core.Children;
using CaseRecording.Core.Plans;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Quality.Audits;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Supervision;

namespace CaseRecording.Web.DemoData;

#pragma warning disable MA0048 // the shapes of the files, explained in README.md beside them

internal sealed record DemoTeam(string Key, string Name, string Manager);

internal sealed record DemoPersonOfStaff(string Key, string Name, string Username, string[] Roles, string[] Teams);

internal sealed record DemoStaff(string Council, DemoTeam[] Teams, DemoPersonOfStaff[] Staff);

internal sealed record DemoPerson(string Key, string FullName, string? Role, string? Phone, string? Email, bool Professional, string? Organisation);

internal sealed record DemoPeople(DemoPerson[] People);

internal sealed record DemoIdentifier(string Kind, string Value);

internal sealed record DemoEvidence(string Document, string SeenBy, int DaysAgo);

internal sealed record DemoAddress(string Text, int FromDaysAgo, int? ToDaysAgo, bool Protected);

internal sealed record DemoStatus(StatusKind Kind, int FromDaysAgo, int? ToDaysAgo, string? Arrangement);

internal sealed record DemoAllocation(string Worker, string Team, int FromDaysAgo, int? ToDaysAgo);

internal sealed record DemoRestriction(string Reason, string[] Readers);

internal sealed record DemoConflict(string Staff, string Reason, int? DaysAgo);

internal sealed record DemoLink(string? Person, string? Child, string Relationship, bool ParentalResponsibility, bool InHousehold, bool Important, bool MaySpendTime);

internal sealed record DemoChild(
    string Key, string FullName, string? KnownAs, string? Pronouns, int? BornDaysAgo, int? DueInDays, string? DobEstimatedReason,
    DemoIdentifier[] Identifiers, DemoEvidence? SpellingEvidence, string[]? Alerts, int OpenedDaysAgo, int? ClosedDaysAgo, DemoAddress[] Addresses, DemoStatus[] Statuses,
    DemoAllocation[] Allocations, string? ReviewingOfficer, string? School, DemoRestriction? Restricted, DemoConflict[]? Conflicts, DemoLink[] People);

internal sealed record DemoFamily(string Key, string Name, string Team, DemoPerson[] People, DemoChild[] Children);

internal sealed record DemoParticipant(string? Person, string? Staff, string? Child, string? Name, string? NameNotKnown, string? Role, Attendance? Attendance);

internal sealed record DemoInterpreter(bool Used, string? Name, InterpreterKind? Kind);

internal sealed record DemoAction(string What, string Who, int? ByDaysFromEvent, bool Done, string? Goal);

internal sealed record DemoProgress(string Goal, Progress? Progress, string? Text);

internal sealed record DemoPart(string Child, bool? Seen, bool? Alone, bool? Interviewed, Bedroom? Bedroom, int? NextVisitInDays, Dictionary<string, string>? Fields, PlanReviewed? Plan, string[]? Causes, DemoProgress[]? Goals, PlanHelps? PlanHelps);

internal sealed record DemoSignOff(int AfterMinutes, string By, string? Unmet, string? Comment);

internal sealed record DemoChanged(Dictionary<string, string>? Fields, DemoPart[]? Children);

internal sealed record DemoReturn(int AfterMinutes, string By, string Reason, int? NewVersionAfterMinutes, DemoChanged? ChangedFields);

internal sealed record DemoAmendment(int AfterMinutes, string By, string Kind, string Reason, string Text, int? NewDaysAgo, string? NewTime);

internal sealed record DemoEntry(
    string Key, RecordingKind Kind, ContactType? ContactType, VisitType? VisitType, DecisionKind? DecisionKind, string Author, string? OnBehalfOf, string? DecidedBy,
    int DaysAgo, string Time, int Minutes, int? WrittenAfterMinutes, int? FinalisedAfterMinutes, string? LateReason, string? HistoryReason,
    DemoPart[] Children, DemoParticipant[]? Participants, bool NobodyPresent, DemoInterpreter? Interpreter, Dictionary<string, string>? Fields, DemoAction[]? Actions,
    bool Significant, bool AddToChronology, JsonElement? SharedWithFamily, JsonElement? ConsentObtained, DemoSignOff? SignedOff, DemoReturn? Returned, DemoAmendment[]? Amendments, DiscussionSetting? Setting, ReviewType? ReviewType, int? PeriodDays, string[]? HandOver);

internal sealed record DemoDraft(
    string Key, RecordingKind Kind, VisitType? VisitType, ContactType? ContactType, string Author, int HoursAgo, int? DaysAgo, string? Time, Dictionary<string, string>? Fields, DemoPart[] Children, DemoParticipant[]? Participants);

internal sealed record DemoStep(string What, string Owner, int DueInDays, int? DoneDaysAgo, string? Note);

internal sealed record DemoGoalChange(int DaysAgo, string Was, string Reason);

internal sealed record DemoGoalEnd(int DaysAgo, GoalState Outcome, string Reason);

internal sealed record DemoGoal(string Key, string What, string Measure, string Owner, int DueInDays, string Agreed, string? Disagreed, DemoGoalChange? Changed, DemoGoalEnd? Ended, DemoStep[]? Steps);

internal sealed record DemoPlan(string Child, PlanKind Kind, int FromDaysAgo, string By, string? Identity, DemoGoal[] Goals);

internal sealed record DemoFinding(StandardPoints Point, PointResult Result, string Comment);

internal sealed record DemoRemedial(string What, string Owner, int DueInDays, int? DoneDaysAgo, string? Note, int? ClosedDaysAgo);

internal sealed record DemoAudit(string Child, string Auditor, int? DaysAgo, AuditOutcome? Outcome, string? Strengths, DemoFinding[]? Findings, DemoRemedial[]? Actions);

internal sealed record DemoSample(string By, string Team, int DaysAgo, DemoAudit[] Audits);

internal sealed record DemoTemplate(string? Team, string? Owner, string Use, string Name, Dictionary<string, string> Texts);

internal sealed record DemoOpening(string Child, string By, int HoursAgo, string Reason);

internal sealed record DemoConfirmation(string Child, string By, int DueInDays);

internal sealed record DemoRecent(DemoOpening[] Openings, DemoConfirmation[] Confirmations);

/// <summary>Reads the demonstration council's files. They are content, embedded in the program, made by hand.</summary>
internal static class DemoFiles
{
    private const string Folder = "CaseRecording.Web.DemoData.";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    public static DemoStaff Staff { get; } = Read<DemoStaff>("staff.json");

    public static IEnumerable<DemoPerson> Professionals => Read<DemoPeople>("professionals.json").People;

    public static IEnumerable<DemoFamily> Families => Names("families-").Select(Read<DemoFamily>);

    public static IEnumerable<DemoEntry> Entries => Names("entries-").Concat(Names("contacts-")).SelectMany(n => ReadList<DemoEntry>(n, "entries"));

    public static IEnumerable<DemoDraft> Drafts => ReadList<DemoDraft>("drafts.json", "drafts");

    public static IEnumerable<DemoPlan> Plans => ReadList<DemoPlan>("plans.json", "plans");

    public static IEnumerable<DemoSample> Samples => ReadList<DemoSample>("audits.json", "samples");

    public static IEnumerable<DemoTemplate> Templates => ReadList<DemoTemplate>("templates.json", "templates");

    public static DemoRecent Recent => Read<DemoRecent>("recent.json");

    private static IEnumerable<string> Names(string start) => typeof(DemoFiles).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Folder + start, StringComparison.Ordinal)).Select(n => n[Folder.Length..]).Order(StringComparer.Ordinal);

    private static T Read<T>(string name)
    {
        using var file = typeof(DemoFiles).Assembly.GetManifestResourceStream(Folder + name) ?? throw new InvalidOperationException($"{name} is not part of the program.");
        return JsonSerializer.Deserialize<T>(file, Options)!;
    }

    private static T[] ReadList<T>(string name, string property)
    {
        var all = Read<JsonElement>(name);
        return (all.ValueKind == JsonValueKind.Array ? all : all.GetProperty(property)).Deserialize<T[]>(Options)!;
    }
}
