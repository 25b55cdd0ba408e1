using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Plans;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Safeguarding;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Supervision;
using CaseRecording.Core.Time;
using CaseRecording.Core.Writing.Templates;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.Recording;

/// <summary>What is known of the child and the family before a word is typed.</summary>
/// <param name="Address">Where the child lives; null where it is protected or not known.</param>
/// <param name="Siblings">Children of the household with records of their own for which this person may record.</param>
/// <param name="Makers">Colleagues who may have made the contact (N-07); for a decision, those who may have decided (D-02).</param>
/// <param name="Entry">The entry being changed.</param>
public sealed record RecordingFacts(
    ChildBar Bar,
    int ChildId,
    string Name,
    DateOnly FirstContactOn,
    IReadOnlyList<StatusSpan> Statuses,
    string? Address,
    bool AddressIsProtected,
    IReadOnlyList<PersonFact> People,
    IReadOnlyList<ChildFact> Siblings,
    IReadOnlyList<StaffFact> Makers,
    PolicyHistory Policies,
    EntryFact? Entry)
{
    /// <summary>For a summary: the one that is current, and the key contacts as People has them.</summary>
    public SummaryPage? Summary { get; init; }

    /// <summary>Professionals chosen who are not among the child's people.</summary>
    public IReadOnlyDictionary<int, KnownPerson> Chosen { get; init; } = new Dictionary<int, KnownPerson>();

    /// <summary>Of each child of the form: who lives in the home now, and who could come to (N-16).</summary>
    public ILookup<int, HomeFact> Homes { get; init; } = Array.Empty<HomeFact>().ToLookup(h => h.ChildId);

    /// <summary>Tasks of earlier entries that may have been done since (N-03).</summary>
    public IReadOnlyList<TaskLine> Tasks { get; init; } = [];

    /// <summary>Safeguarding concerns of this child that no entry records yet, or this one does (T-05).</summary>
    public IReadOnlyList<SafeguardingLine> Safeguarding { get; init; } = [];

    /// <summary>Of each child of the form: earlier entries that may have led to it (D-06).</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<LinkedEntry>> Causes { get; init; } = new Dictionary<int, IReadOnlyList<LinkedEntry>>();

    /// <summary>Goals of each child of the form that an entry can speak of (P-03).</summary>
    public ILookup<int, GoalChoice> Goals { get; init; } = Array.Empty<GoalChoice>().ToLookup(g => g.ChildId);

    /// <summary>The review that is due next (P-02).</summary>
    public ReviewType? ReviewDue { get; init; }

    /// <summary>For a progress summary: the lines of its period, and the plans in force (S-05).</summary>
    public IReadOnlyList<ProgressLine> Lines { get; init; } = [];

    /// <summary>Plans in force of each child of the form.</summary>
    public IReadOnlyList<PlanBrief> Plans { get; init; } = [];

    /// <summary>For a progress summary: the first day of the next one's period.</summary>
    public DateOnly? PeriodFrom { get; init; }

    /// <summary>Names of those who can be given a task.</summary>
    public IReadOnlyList<string> Team { get; init; } = [];

    /// <summary>For a visit: the last one, if the child was not seen at it (V-05).</summary>
    public UnseenFact? LastUnseen { get; init; }

    /// <summary>For a new visit: who was there last time.</summary>
    public LastVisit? LastVisit { get; init; }

    /// <summary>The version of the form that the page is made from .</summary>
    public required Core.Forms.FormInUse Form { get; init; }

    /// <summary>Templates of this kind, and phrases.</summary>
    public IReadOnlyList<OfferedText> Ready { get; init; } = [];

    /// <summary>The people a tick box of the form can stand for: the family's network, and whoever the entry already names.</summary>
    public IReadOnlyDictionary<int, KnownPerson> Known => field ??= KnownOf(People, Entry, Chosen);

    /// <summary>Statuses of the child on a day (V-03).</summary>
    public IReadOnlyList<StatusKind> StatusesOn(DateOnly day) => [.. Statuses.Where(s => s.From <= day && (s.To is null || s.To > day)).Select(s => s.Kind)];

    private static Dictionary<int, KnownPerson> KnownOf(IReadOnlyList<PersonFact> people, EntryFact? entry, IReadOnlyDictionary<int, KnownPerson> chosen)
    {
        var known = people.ToDictionary(p => p.PersonId, p => new KnownPerson(p.Name, p.Role));
        foreach (var (id, one) in chosen) known.TryAdd(id, one);
        foreach (var one in entry?.Version.Content.Participants.Where(p => p.PersonId is not null) ?? []) known[one.PersonId!.Value] = new KnownPerson(one.Name, one.Role);
        return known;
    }
}

public sealed record StatusSpan(StatusKind Kind, DateOnly From, DateOnly? To);

/// <param name="Role">Relationship, or profession and organisation.</param>
public sealed record PersonFact(int PersonId, string Name, string Role, bool HasParentalResponsibility, DateOnly? InHouseholdFrom, DateOnly? InHouseholdTo)
{
    public bool LivesThereOn(DateOnly day) => InHouseholdFrom <= day && (InHouseholdTo is null || InHouseholdTo > day);
}

/// <param name="Relationship">To the child whose page it is; empty where it is not known.</param>
public sealed record ChildFact(int ChildId, string Name, string FullName, string Relationship);

/// <param name="On">UK day of the visit.</param>
public sealed record UnseenFact(long RecordingId, DateOnly On, string Why, string WhatElse);

/// <param name="On">UK day of the visit.</param>
/// <param name="People">Everyone who took part. Nothing else of the visit is known here: never its text (N-11).</param>
public sealed record LastVisit(DateOnly On, IReadOnlyList<Participant> People, Interpreter? Interpreter);

public sealed record HomeFact(int ChildId, int PersonId, string Name, bool LivesThere);

public sealed record StaffFact(Guid StaffId, string Name);

/// <param name="Returned">The return that waits for an answer .</param>
/// <param name="ReturnedBy">The manager who returned it.</param>
public sealed record EntryFact(Core.Recording.Recording Recording, RecordingVersion Version, EntryReturn? Returned, string? ReturnedBy);

/// <summary>Reads the facts: one query for each, whatever the family's size.</summary>
public sealed class RecordingFactsQuery(AppDbContext db, ChildAccess access, PolicyStore policies, RecordingService recordings, ChildBarQuery bars, SummaryQuery summaries, TaskService tasks, SafeguardingService safeguarding, CauseQuery causes, ReadyTextService ready, PlanActivity plans, RequestContext request)
{
    private sealed record PersonRow(PersonFact Fact, int? OwnRecordId);

    public async Task<RecordingFacts> LoadAsync(int childId, RecordingKind kind, EntryFact? entry = null, IReadOnlyDictionary<string, string[]>? fields = null)
    {
        var me = request.Current.Me;
        var child = await db.Children.AsNoTracking().Where(c => c.Id == childId).Select(c => new
        {
            c.KnownAs,
            c.FirstContactAtUtc,
            c.ReviewDue,
            Statuses = c.Statuses.OrderBy(s => s.From).Select(s => new StatusSpan(s.Kind, s.From, s.To)).ToList(),
            Address = c.Details.Where(d => d.Kind == DetailKind.Address && d.To == null).OrderByDescending(d => d.From)
                .Select(d => new { Value = d.IsProtected ? null : d.Value, d.IsProtected }).FirstOrDefault(),
        }).SingleAsync();
        var people = await PeopleAsync(childId);
        var siblings = await SiblingsAsync(me, childId, people, entry);
        var ids = siblings.Select(s => s.ChildId).Append(childId).ToList();
        var colleagues = kind == RecordingKind.Decision ? recordings.Deciders().Where(s => s.Id != me) : recordings.Makers(me, ids);
        var makers = await colleagues.AsNoTracking().OrderBy(s => s.DisplayName).Select(s => new StaffFact(s.Id, s.DisplayName)).ToListAsync();
        return new RecordingFacts(
            await bars.LoadAsync(childId), childId, child.KnownAs, LondonTime.DateOf(child.FirstContactAtUtc), child.Statuses,
            child.Address?.Value, child.Address?.IsProtected == true, people.ConvertAll(p => p.Fact), siblings, makers, await policies.LoadAsync(), entry)
        {
            Form = await Core.Forms.FormInUse.LoadAsync(db, kind, int.TryParse(fields?.GetValueOrDefault("formVersion")?.FirstOrDefault(), out var begunWith) ? begunWith : null),
            Chosen = await ChosenAsync(people, fields),
            Homes = kind is RecordingKind.Visit or RecordingKind.CaseNote
                ? (await db.ChildPeople.AsNoTracking().Where(p => ids.Contains(p.ChildId)).OrderBy(p => p.Person.FullName)
                    .Select(p => new HomeFact(p.ChildId, p.PersonId, p.Person.FullName, p.InHouseholdFrom != null && p.InHouseholdTo == null)).ToListAsync()).ToLookup(h => h.ChildId)
                : Array.Empty<HomeFact>().ToLookup(h => h.ChildId),
            Tasks = kind.IsSummary() && kind != RecordingKind.TransferSummary ? [] : await tasks.ToTellOfAsync(childId, entry?.Recording.Id),
            Safeguarding = kind is RecordingKind.Visit or RecordingKind.CaseNote ? await safeguarding.ToRecordAsync(request.Current, childId, entry?.Recording.Id) : [],
            Causes = RecordingForm.HasCauses(kind) ? await CausesAsync(ids, kind, entry?.Recording.Id, fields ?? (entry is null ? null : FormWriter.Fields(entry.Recording, entry.Version))) : new Dictionary<int, IReadOnlyList<LinkedEntry>>(),
            Goals = kind.IsSummary() ? Array.Empty<GoalChoice>().ToLookup(g => g.ChildId) : (await plans.ChoicesAsync(ids, entry?.Recording.Id)).ToLookup(g => g.ChildId),
            ReviewDue = child.ReviewDue,
            Team = kind.IsSummary() ? [] : await recordings.Colleagues(me, ids).AsNoTracking().OrderBy(s => s.DisplayName).Select(s => s.DisplayName).ToListAsync(),
            LastUnseen = kind == RecordingKind.Visit ? await LastUnseenAsync(childId, entry?.Recording.Id) : null,
            LastVisit = kind == RecordingKind.Visit && entry is null ? await LastVisitAsync(childId) : null,
            Lines = await LinesAsync(childId, kind, fields ?? (entry is null ? null : FormWriter.Fields(entry.Recording, entry.Version))),
            PeriodFrom = kind == RecordingKind.ProgressSummary ? await PeriodFromAsync(childId) : null,
            Plans = kind switch { RecordingKind.ProgressSummary => await new PlanQuery(db).CurrentAsync([childId]), RecordingKind.Supervision => await new PlanQuery(db).CurrentAsync(ids), _ => [] },
            Ready = await ready.OfferedAsync(me, kind),
            Summary = kind == RecordingKind.CaseNoteSummary ? await summaries.ReadAsync(childId) : null,
        };
    }

    /// <summary>An entry of this person's own, about this child, with every part of its current version; null: there is none.</summary>
    public async Task<EntryFact?> EntryAsync(int childId, long recordingId)
    {
        var me = request.Current.Me;
        var recording = await db.Recordings.AsNoTracking().Include(r => r.Children)
            .FirstOrDefaultAsync(r => r.Id == recordingId && r.AuthorId == me && r.Children.Any(c => c.ChildId == childId));
        if (recording is null) return null;
        var version = await db.RecordingVersions.AsNoTracking().Include(v => v.Children).SingleAsync(v => v.RecordingId == recordingId && v.Number == recording.CurrentVersion);
        var returned = recording.State == RecordingState.Returned
            ? await ReturnLine.Standing(db).Where(r => r.RecordingId == recordingId).OrderByDescending(r => r.AtUtc).ThenByDescending(r => r.Id)
                .Select(r => new { Return = r, By = db.Users.Where(s => s.Id == r.ById).Select(s => s.DisplayName).First() }).FirstOrDefaultAsync()
            : null;
        return new EntryFact(recording, version, returned?.Return, returned?.By);
    }

    /// <summary>Professionals ticked on the form: anyone may name one, they are part of nobody's record.</summary>
    private async Task<Dictionary<int, KnownPerson>> ChosenAsync(List<PersonRow> people, IReadOnlyDictionary<string, string[]>? fields)
    {
        var ids = (fields?.GetValueOrDefault("people") ?? []).Select(v => int.TryParse(v, out var id) ? id : 0).Except(people.Select(p => p.Fact.PersonId).Append(0)).Take(RecordingForm.MostRows).ToList();
        if (ids.Count == 0) return [];
        return await db.People.AsNoTracking().Where(p => p.IsProfessional && ids.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => new KnownPerson(p.FullName, string.Join(", ", new[] { p.JobTitle, p.Organisation }.Where(t => !string.IsNullOrEmpty(t)))));
    }

    private async Task<IReadOnlyDictionary<int, IReadOnlyList<LinkedEntry>>> CausesAsync(List<int> ids, RecordingKind kind, long? entryId, IReadOnlyDictionary<string, string[]>? fields)
    {
        var found = new Dictionary<int, IReadOnlyList<LinkedEntry>>();
        foreach (var id in ids)
        {
            var chosen = (fields?.GetValueOrDefault($"child-{id}-causes") ?? [])
                .Select(v => long.TryParse(v, out var key) ? key : 0).Where(key => key > 0).ToList();
            found[id] = await causes.ToChooseAsync(id, kind, entryId, chosen);
        }

        return found;
    }

    /// <summary>The lines of the period as it is typed; of the one proposed while nothing is (S-05).</summary>
    private async Task<IReadOnlyList<ProgressLine>> LinesAsync(int childId, RecordingKind kind, IReadOnlyDictionary<string, string[]>? fields)
    {
        if (kind != RecordingKind.ProgressSummary) return [];
        var content = RecordingForm.Read(kind, childId, fields ?? new Dictionary<string, string[]>(StringComparer.Ordinal), new Dictionary<int, KnownPerson>()).Input.Content;
        var (from, to) = fields?.ContainsKey("from-day") == true ? (content.PeriodFrom, content.PeriodTo) : (await PeriodFromAsync(childId), request.Today);
        return from is { } first && to is { } last ? await ProgressDraft.LinesAsync(db, childId, first, last) : [];
    }

    /// <summary>The day after the last progress summary's period, else the day the record was opened.</summary>
    private async Task<DateOnly> PeriodFromAsync(int childId)
    {
        var last = await db.RecordingChildren.AsNoTracking().Where(c => c.ChildId == childId && c.Recording.Kind == RecordingKind.ProgressSummary && c.Recording.FinalVersion != null)
            .OrderByDescending(c => c.OccurredAtUtc).Select(c => db.RecordingVersions.Where(v => v.RecordingId == c.RecordingId && v.Number == c.Recording.FinalVersion).Select(v => v.Content).FirstOrDefault()).FirstOrDefaultAsync();
        return last?.PeriodTo?.AddDays(1) ?? LondonTime.DateOf(await db.Children.Where(c => c.Id == childId).Select(c => c.ReopenedAtUtc ?? c.OpenedAtUtc).SingleAsync());
    }

    private async Task<UnseenFact?> LastUnseenAsync(int childId, long? entryId)
    {
        var last = await db.RecordingChildren.AsNoTracking()
            .Where(c => c.ChildId == childId && c.Recording.Kind == RecordingKind.Visit && c.RecordingId != entryId)
            .OrderByDescending(c => c.OccurredAtUtc).ThenByDescending(c => c.RecordingId)
            .Select(c => new
            {
                c.RecordingId,
                c.OccurredAtUtc,
                c.Seen,
                Own = db.RecordingVersions.Where(v => v.RecordingId == c.RecordingId && v.Number == c.Recording.CurrentVersion)
                    .SelectMany(v => v.Children.Where(o => o.ChildId == childId).Select(o => o.Content)).FirstOrDefault(),
            }).FirstOrDefaultAsync();
        return last is { Seen: false, Own: { } own } && Core.Rules.V05.Applies(true)
            ? new UnseenFact(last.RecordingId, LondonTime.DateOf(last.OccurredAtUtc), own["whyNotSeen"], own["whatElse"])
            : null;
    }

    /// <summary>The last visit at which others were there besides the child.</summary>
    private async Task<LastVisit?> LastVisitAsync(int childId)
    {
        var last = await db.RecordingChildren.AsNoTracking()
            .Where(c => c.ChildId == childId && c.Recording.Kind == RecordingKind.Visit && db.RecordingParticipants.Any(p => p.RecordingId == c.RecordingId))
            .OrderByDescending(c => c.OccurredAtUtc).ThenByDescending(c => c.RecordingId)
            .Select(c => new { c.OccurredAtUtc, Content = db.RecordingVersions.Where(v => v.RecordingId == c.RecordingId && v.Number == c.Recording.CurrentVersion).Select(v => v.Content).FirstOrDefault() })
            .FirstOrDefaultAsync();
        return last?.Content is { } content ? new LastVisit(LondonTime.DateOf(last.OccurredAtUtc), content.Participants, content.Interpreter) : null;
    }

    private async Task<List<PersonRow>> PeopleAsync(int childId)
    {
        var rows = await db.ChildPeople.AsNoTracking().Where(p => p.ChildId == childId).OrderBy(p => p.Person.FullName).Select(p => new
        {
            p.PersonId,
            p.Person.FullName,
            p.Relationship,
            p.Person.Organisation,
            p.HasParentalResponsibility,
            p.InHouseholdFrom,
            p.InHouseholdTo,
            p.Person.OwnRecordId,
        }).ToListAsync();
        return rows.ConvertAll(p => new PersonRow(
            new PersonFact(p.PersonId, p.FullName, p.Organisation is { Length: > 0 } at ? $"{p.Relationship}, {at}" : p.Relationship, p.HasParentalResponsibility, p.InHouseholdFrom, p.InHouseholdTo),
            p.OwnRecordId));
    }

    private async Task<List<ChildFact>> SiblingsAsync(Guid me, int childId, List<PersonRow> people, EntryFact? entry)
    {
        var nowUtc = request.Current.NowUtc;
        var related = people.Where(p => p.OwnRecordId is not null && p.Fact.LivesThereOn(request.Today)).ToLookup(p => p.OwnRecordId!.Value, p => p.Fact.Role);
        var ids = related.Select(r => r.Key).Concat(entry?.Recording.Children.Select(c => c.ChildId) ?? []).Where(id => id != childId).Distinct().ToList();
        if (ids.Count == 0) return [];
        // Those for whom saving would be allowed: never a name that a conflict or restriction hides.
        var own = access.Own(me);
        var found = await access.Findable(me).AsNoTracking()
            .Where(c => ids.Contains(c.Id) && (own.Any(o => o.Id == c.Id) || db.AccessGrants.Any(g => g.ChildId == c.Id && g.StaffId == me && g.ExpiresAtUtc > nowUtc)))
            .OrderBy(c => c.BirthDate).Select(c => new { c.Id, c.KnownAs, c.FullName }).ToListAsync();
        return found.ConvertAll(c => new ChildFact(c.Id, c.KnownAs, c.FullName, related[c.Id].FirstOrDefault() ?? ""));
    }
}
