using System.Globalization;
using System.Text.Json;
using CaseRecording.Core;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.People;
using CaseRecording.Core.Plans;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Supervision;
using CaseRecording.Core.Time;

namespace CaseRecording.Web.DemoData;

/// <summary>Takes the demonstration entries through their lives, each step at its own instant and in the order of time.</summary>
internal sealed partial class DemoRecordings(
    AppDbContext db, DemoDays days, IReadOnlyDictionary<string, Guid> staff, IReadOnlyDictionary<string, Person> people, IReadOnlyDictionary<string, Child> children, IReadOnlyDictionary<string, PlanGoal> goals, DemoForms forms)
{
    private const int StepsInOneSave = 40;
    private const int DaysOverdue = 12;
    private readonly List<(DateTime At, bool NeedsKeys, Action Step)> steps = [];
    private readonly Dictionary<string, Recording> made = new(StringComparer.Ordinal);
    private readonly Dictionary<int, DateTime> supervised = [];
    private readonly List<(SummaryReview Review, Recording Summary)> reviews = [];

    /// <summary>An entry by its key.</summary>
    public Recording Made(string key) => made[key];

    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        var entries = DemoFiles.Entries.ToList();
        foreach (var entry in entries.Where(e => e.Kind != RecordingKind.ProgressSummary)) Plan(entry);
        foreach (var ((_, needsKeys, step), i) in steps.Where(s => s.At <= days.NowUtc).OrderBy(s => s.At).Select((s, i) => (s, i)))
        {
            if (needsKeys || i % StepsInOneSave == 0) await db.SaveChangesAsync(cancellationToken);
            step();
        }

        await db.SaveChangesAsync(cancellationToken);

        foreach (var entry in entries.Where(e => e.Kind == RecordingKind.ProgressSummary)) await ProgressAsync(entry, cancellationToken);
        Transfers(entries);
        foreach (var (review, summary) in reviews) review.RecordingId = summary.Id; // known once the summary is saved
        db.SummaryReviews.AddRange(reviews.Select(r => r.Review));
        foreach (var draft in DemoFiles.Drafts) Add(draft);
        await db.SaveChangesAsync(cancellationToken);
    }

    private void Plan(DemoEntry from)
    {
        var start = days.At(from.DaysAgo, from.Time, from.Minutes);
        var end = start.AddMinutes(from.Minutes);
        var when = new EventTime(start, from.Minutes > 0 ? end : null);
        var input = Input(from, start);
        var author = staff[from.Author];
        var led = from.Children.Any(c => c.Causes is not null);
        Recording? recording = null;

        At(from.WrittenAfterMinutes ?? 60, author, context =>
        {
            made[from.Key] = recording = Recording.Begin(context, from.Kind);
            Save(context, recording, led ? Led(from, input) : input, when);
            if (from.Kind == RecordingKind.Supervision) Supervised(recording);
            db.Recordings.Add(recording);
            db.Audit(context, AuditAction.SavedToRecord, recording, from.Kind.ToString(), "version 1");
        }, led);
        if (from.FinalisedAfterMinutes is { } final)
        {
            var afterMinutes = Math.Max(final, from.WrittenAfterMinutes ?? 0);
            At(afterMinutes, author, context => Finalise(context, recording!, from));
            foreach (var (action, asked) in input.Content.Actions.Zip(from.Actions ?? []))
            {
                RecordingTask? task = null;
                var owner = DemoFiles.Staff.Staff.FirstOrDefault(s => s.Name == action.Who) is { } named ? staff[named.Key] : (Guid?)null;
                At(afterMinutes, author, _ => db.Tasks.Add(task = RecordingTask.Agreed(recording!, action, owner)));
                // The entries tell of what was done; what was due longer ago than anyone would leave it was done too.
                var dueAfterDays = asked.ByDaysFromEvent ?? 7;
                if (asked.Done || end.AddDays(dueAfterDays + DaysOverdue) < days.NowUtc) At(Math.Max(dueAfterDays * 1440, afterMinutes + 60), owner ?? author, context => Done(context, task!));
            }
        }

        if (from.Returned is { } returned)
        {
            At(returned.AfterMinutes, staff[returned.By], context =>
            {
                recording!.Return(context, returned.Reason);
                db.Audit(context, AuditAction.Returned, recording, from.Kind.ToString(), "Returned");
            });
            if (returned is { NewVersionAfterMinutes: { } again, ChangedFields: { } changed })
            {
                At(again, author, context =>
                {
                    Save(context, recording!, Changed(input, changed), when);
                    Finalise(context, recording!, from);
                });
            }
        }

        if (from.SignedOff is { } signed)
        {
            At(signed.AfterMinutes, staff[signed.By], context =>
            {
                var asked = RecordingPolicy.Default.PointsOf(recording!);
                recording!.SignOff(context, new SignOffInput([.. asked.Each().Select(p => new PointVerdict(p, p.Key() != signed.Unmet, p.Key() == signed.Unmet ? signed.Comment : null))]), asked);
                db.Audit(context, AuditAction.SignedOff, recording, from.Kind.ToString(), "SignedOff");
            });
        }

        foreach (var amendment in from.Amendments ?? [])
        {
            At(amendment.AfterMinutes, staff[amendment.By], context =>
            {
                DateTime? corrected = amendment.NewDaysAgo is { } day ? days.At(day, amendment.NewTime ?? from.Time) : null;
                recording!.Amend(context, new AmendmentInput(amendment.Text, amendment.Reason, null, corrected));
                db.Audit(context, AuditAction.Amended, recording, from.Kind.ToString());
            });
        }

        void At(int afterMinutes, Guid who, Action<ActionContext> step, bool needsKeys = false)
        {
            var at = end.AddMinutes(afterMinutes);
            steps.Add((at, needsKeys, () => step(new ActionContext(who, at, CorrelationId: "seed"))));
        }
    }

    /// <summary>What led to an entry is an earlier one, whose key is known by now.</summary>
    private RecordingInput Led(DemoEntry from, RecordingInput input) => input with
    {
        Children = from.Children.ToDictionary(c => children[c.Child].Id, c => input.Children[children[c.Child].Id] with { Causes = [.. (c.Causes ?? []).Select(key => made[key].Id)] }),
    };

    /// <summary>From a child's second supervision on it is told when it was due: the first follows others, on paper.</summary>
    private void Supervised(Recording recording)
    {
        foreach (var child in children.Values.Where(c => recording.Children.Exists(r => r.ChildId == c.Id)))
        {
            if (supervised.TryGetValue(child.Id, out var last)) recording.WasDue(child.Id, SupervisionClock.Due(new PolicyHistory([]), SupervisionClock.AllocatedSince(child.Allocations, recording.OccurredAtUtc), last));
            supervised[child.Id] = recording.OccurredAtUtc;
        }
    }

    private void Done(ActionContext context, RecordingTask task)
    {
        task.Done(context, null);
        foreach (var child in task.Recording.Children) db.Audit(context, AuditAction.TaskDone, child.ChildId, task.RecordingId, "task");
    }

    private void Save(ActionContext context, Recording recording, RecordingInput input, EventTime when)
    {
        recording.Save(context, input with { FormVersion = forms.NumberOn(input.Kind, context.NowUtc) }, when, RecordingPolicy.Default);
        recording.MarkOtherWorkers([.. children.Values]);
    }

    private void Finalise(ActionContext context, Recording recording, DemoEntry from)
    {
        recording.Finalise(context);
        db.GoalEntries.AddRange(GoalEntry.Of(recording));
        db.Audit(context, AuditAction.Finalised, recording, from.Kind.ToString(), $"version {recording.CurrentVersion}");
        if (from.Kind != RecordingKind.CaseNoteSummary) return;
        foreach (var child in from.Children.Select(c => children[c.Child]))
        {
            reviews.Add((new SummaryReview { ChildId = child.Id, AtUtc = context.NowUtc, ById = context.Me, Kind = SummaryReviewKind.NewVersion }, recording));
            child.SummaryReviewedAtUtc = context.NowUtc;
        }
    }

    private RecordingInput Input(DemoEntry from, DateTime start)
    {
        var local = LondonTime.ToLondon(start);
        return new RecordingInput
        {
            Kind = from.Kind,
            ContactType = from.ContactType,
            VisitType = from.VisitType,
            Date = DateOnly.FromDateTime(local),
            StartTime = TimeOnly.FromDateTime(local),
            MadeById = (from.OnBehalfOf ?? from.DecidedBy) is { } other ? staff[other] : null,
            Content = new RecordingContent
            {
                Fields = Sorted(from.Fields),
                Participants = [.. (from.Participants ?? []).Select(Took)],
                NobodyPresent = from.NobodyPresent,
                Interpreter = from.Interpreter is { Used: true } used ? new Interpreter(used.Name, used.Kind) : null,
                Actions = [.. (from.Actions ?? []).Select(a => new ActionItem(a.What, Owner(a.Who), a.ByDaysFromEvent is { } by ? DateOnly.FromDateTime(local).AddDays(by) : null, a.Goal is { } goal ? goals[goal].Id : null))],
                DecisionKind = from.DecisionKind,
                ReviewType = from.ReviewType,
                Setting = from.Setting,
                PeriodFrom = from.PeriodDays is { } length ? DateOnly.FromDateTime(local).AddDays(-length) : null,
                PeriodTo = from.PeriodDays is null ? null : DateOnly.FromDateTime(local),
                HandOver = [.. (from.HandOver ?? []).Select(item => Enum.Parse<HandOverItem>(item, ignoreCase: true))],
            },
            Children = from.Children.ToDictionary(c => children[c.Child].Id, c => Part(c, DateOnly.FromDateTime(local))),
            IsSignificant = from.Significant,
            InChronology = from.AddToChronology,
            SharedWithFamily = from.SharedWithFamily is not null,
            ConsentObtained = from.ConsentObtained is not null,
            LateReason = from.LateReason,
            HistoryReason = from.HistoryReason,
        };
    }

    private ChildContent Part(DemoPart from, DateOnly day) => new()
    {
        Seen = from.Seen,
        Alone = from.Alone,
        Interviewed = from.Interviewed,
        Bedroom = from.Bedroom,
        Plan = from.Plan,
        Goals = [.. (from.Goals ?? []).Select(g => new GoalProgress(goals[g.Goal].Id, g.Progress, g.Text ?? ""))],
        PlanHelps = from.PlanHelps,
        NextVisitOn = from.NextVisitInDays is { } next ? day.AddDays(next) : null,
        Fields = Sorted(from.Fields),
    };

    private RecordingInput Changed(RecordingInput input, DemoChanged changed) => input with
    {
        Content = input.Content with { Fields = Over(input.Content.Fields, changed.Fields) },
        Children = input.Children.ToDictionary(c => c.Key, c => c.Value with
        {
            Fields = Over(c.Value.Fields, changed.Children?.FirstOrDefault(p => children[p.Child].Id == c.Key)?.Fields),
        }),
    };

    private Participant Took(DemoParticipant from)
    {
        var attendance = from.Attendance ?? Attendance.Present;
        if (from.Person is { } key) return new(people[key].Id, people[key].FullName, from.Role ?? people[key].JobTitle ?? RoleIn(key), attendance);
        if (from.Staff is { } worker) return new(null, NameOf(worker), from.Role ?? "Children's social care", attendance);
        if (from.Child is { } child) return new(null, children[child].FullName, from.Role ?? "Child", attendance);
        return new(null, from.Name ?? $"Name not known: {from.NameNotKnown}", from.Role ?? "Role not known", attendance);
    }

    private string RoleIn(string key) => DemoFiles.Families.SelectMany(f => f.People).FirstOrDefault(p => p.Key == key)?.Role ?? "Family";

    private string Owner(string who) => staff.ContainsKey(who) ? NameOf(who) : people.TryGetValue(who, out var person) ? person.FullName : who;

    private static string NameOf(string key) => DemoFiles.Staff.Staff.First(s => s.Key == key).Name;

    private static SortedDictionary<string, string> Sorted(Dictionary<string, string>? fields) => new(fields ?? [], StringComparer.Ordinal);

    private static SortedDictionary<string, string> Over(SortedDictionary<string, string> fields, Dictionary<string, string>? changed)
    {
        var all = new SortedDictionary<string, string>(fields, StringComparer.Ordinal);
        foreach (var (key, text) in changed ?? []) all[key] = text;
        return all;
    }

    private void Add(DemoDraft from)
    {
        var saved = days.NowUtc.AddHours(-from.HoursAgo);
        DateTime? at = from is { DaysAgo: { } day, Time: { } time } ? days.At(day, time) : null;
        var draft = new Draft(Guid.CreateVersion7(), staff[from.Author], children[from.Children[0].Child].Id, RecordingForm.FormOf(from.Kind), null, saved);
        draft.Take(FieldsOf(from, at), saved);
        db.Drafts.Add(draft);
    }

    private Dictionary<string, string[]> FieldsOf(DemoDraft from, DateTime? at)
    {
        var fields = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var (key, text) in from.Fields ?? []) fields[key] = [text];
        if (from.VisitType is { } type) fields["visitType"] = [JsonNamingPolicy.CamelCase.ConvertName(type.ToString())];
        if (from.ContactType is { } contact) fields["contactType"] = [JsonNamingPolicy.CamelCase.ConvertName(contact.ToString())];
        fields["people"] = [.. (from.Participants ?? []).Where(p => p.Person is not null).Select(p => people[p.Person!].Id.ToString(CultureInfo.InvariantCulture))];
        foreach (var part in from.Children)
        {
            var child = children[part.Child].Id;
            if (part.Seen is { } seen) fields[$"child-{child}-seen"] = [!seen ? "no" : part.Alone == false ? "notAlone" : "alone"];
            foreach (var (key, text) in part.Fields ?? []) fields[$"child-{child}-{key}"] = [text];
        }

        fields["children"] = [.. from.Children.Select(c => children[c.Child].Id.ToString(CultureInfo.InvariantCulture))];
        if (at is { } instant)
        {
            var local = LondonTime.ToLondon(instant);
            (fields["date-day"], fields["date-month"], fields["date-year"]) = ([$"{local.Day}"], [$"{local.Month}"], [$"{local.Year}"]);
            fields["time"] = [local.ToString("HH:mm", CultureInfo.InvariantCulture)];
        }

        return fields;
    }
}
