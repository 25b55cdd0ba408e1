using CaseRecording.Core.Children;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using CaseRecording.Core.Visits;
using CaseRecording.Core.Writing.Templates;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Features.WritingAdvice;

namespace CaseRecording.Web.Features.Recording;

/// <summary>The page on which a visit or note is written: the facts, and the fields as they stand.</summary>
public sealed class RecordingPage
{
    /// <summary>Rows that wait for the script to show them, beyond the one that is empty and in sight.</summary>
    private const int SpareRows = 5;

    private readonly Lazy<string?> cue;

    public RecordingPage(RecordingFacts facts, RecordingKind kind, Guid draftId, IReadOnlyDictionary<string, string[]> fields, DateTime nowUtc)
    {
        cue = new Lazy<string?>(() => KeyChangeCues.Find(new TemplateWords(Templates.SelectMany(t => t.Texts.Values.SelectMany(TemplateWords.LinesOf))).Without(Reading!.Input)));
        (Facts, Kind, DraftId, Fields) = (facts, kind, draftId, fields);
        Reading = RecordingForm.Read(kind, facts.ChildId, fields, facts.Known);
        When = RecordingRules.TimeOf(Reading.Input, new Core.RuleCheck());
        Day = Reading.Input.Date ?? LondonTime.DateOf(nowUtc);
        Policy = facts.Policies.PolicyOn(Day);
        IsLate = When is not null && Recording?.FinalisedAtUtc is null && Timeliness.LateIfFinalisedNow(Policy, When, Recording?.WrittenAtUtc, nowUtc);
    }

    public RecordingFacts Facts { get; }

    public RecordingKind Kind { get; }

    public string Form => RecordingForm.FormOf(Kind);

    public Guid DraftId { get; }

    public IReadOnlyDictionary<string, string[]> Fields { get; }

    public FormReading Reading { get; }

    public long DraftVersion { get; init; }

    public DateTime? SavedAtUtc { get; init; }

    /// <summary>What else was saved in the meantime, to choose from.</summary>
    public IReadOnlyList<Difference> Differences { get; init; } = [];

    /// <summary>Writing advice, where it was asked for without script.</summary>
    public AdviceList? Advice { get; set; }

    /// <summary>What was just put in, or could not be.</summary>
    public FillNotice? Notice { get; set; }

    /// <summary>Templates for this form, those of the chosen type first; their order within a type stays.</summary>
    public IEnumerable<OfferedText> Templates => Facts.Ready.Where(r => r.Use.Kind == Kind).OrderBy(r => r.Use.Code == TypeCode ? "" : r.Use.Label, StringComparer.Ordinal);

    public IEnumerable<OfferedText> Phrases => Facts.Ready.Where(r => r.Use.Kind is null);

    /// <summary>Templates whose words stand as they came, and where.</summary>
    public IEnumerable<(OfferedText Template, string Where)> Unfilled => Templates
        .Select(t => (t, Places: TemplateFill.Untouched(Kind, t.Texts, Fields, [.. Reading.Input.Children.Keys]))).Where(t => t.Places.Count > 0)
        .Select(t => (t.t, FormFilling.InWords(Facts, Reading.Input.Children.Count, t.Places)));

    /// <summary>The type chosen, as the use of templates has it.</summary>
    private string? TypeCode => Reading.Input.VisitType is { } visit ? FormWriter.Name(visit) : Reading.Input.ContactType is { } contact ? FormWriter.Name(contact) : null;

    /// <summary>Rows of other people in sight, at least.</summary>
    public int MorePeople { get; init; }

    /// <summary>Rows of actions in sight, at least.</summary>
    public int MoreActions { get; init; }

    /// <summary>Professionals found, to be ticked.</summary>
    public ProfessionalsFound? Found { get; init; }

    /// <summary>Whom the entry names and the child's people do not: their place among the participants, and what they are.</summary>
    public IEnumerable<(int Index, Participant Who)> NewPeople => Reading.Input.Content.Participants.Index()
        .Where(p => Core.Recording.NewPeople.IsName(p.Item.Name) && Facts.People.All(known => known.PersonId != p.Item.PersonId && !string.Equals(known.Name, p.Item.Name, StringComparison.OrdinalIgnoreCase)))
        .Select(p => (p.Index, p.Item));

    /// <summary>Those of them whom the confirmation ticks.</summary>
    public IReadOnlyList<PersonToAdd> PeopleToAdd(IReadOnlyDictionary<string, string[]> answers) =>
    [
        .. NewPeople.Where(p => answers.GetValueOrDefault("addPerson")?.Contains($"{p.Index}") == true).Select(p => new PersonToAdd(
            p.Index, answers.GetValueOrDefault(Core.Recording.NewPeople.At(p.Index))?.FirstOrDefault(), answers.GetValueOrDefault($"addPerson-{p.Index}-work")?.Contains("yes") == true)),
    ];

    /// <summary>Words that sound like a key change, with none filled in (N-16).</summary>
    public string? KeyChangeCue => cue.Value;

    /// <summary>The input with the key changes that the confirmation leaves ticked.</summary>
    public RecordingInput Confirmed(IReadOnlyDictionary<string, string[]> answers) => Reading.Input with
    {
        Children = Reading.Input.Children.ToDictionary(c => c.Key, c => c.Value with
        {
            Changes = c.Value.Changes?.Only([.. (answers.GetValueOrDefault("change") ?? []).Where(v => v.StartsWith($"{c.Key}-", StringComparison.Ordinal)).Select(v => v.Split('-')[1])]),
        }),
    };

    /// <summary>One part of a child's key changes in words, as its author confirms it.</summary>
    public string InWords(int childId, KeyChanges changes, string part)
    {
        IEnumerable<string> Names(List<int> ids) => Facts.Homes[childId].Where(h => ids.Contains(h.PersonId)).Select(h => h.Name);
        IEnumerable<string> Joined() => changes.JoinedName is { } newcomer ? Names(changes.Joined).Append($"{newcomer} ({changes.JoinedIs}, new)") : Names(changes.Joined);
        static string? Said(string what, IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } all ? $"{what}: {all}" : null;
        string From(DateOnly? on) => on is { } day ? LondonTime.FormatDate(day) : "";
        return part switch
        {
            "home" => string.Join("; ", new[] { Said("joined the home", Joined()), Said("left the home", Names(changes.Left)) }.OfType<string>()) + $", on {From(changes.HomeOn)}",
            "address" => $"new address from {From(changes.AddressOn)}: {changes.Address?.ReplaceLineEndings(", ")}{(changes.AddressProtected ? " (protected)" : null)}",
            _ => $"new school or nursery from {From(changes.SchoolOn)}: {changes.School}",
        };
    }

    public ChildBar Bar => Facts.Bar;

    public string Child => Facts.Name;

    public bool IsVisit => Kind == RecordingKind.Visit;

    /// <summary>A visit or another contact with people: the rest are the council's own meetings, decisions and papers.</summary>
    public bool IsContact => Kind is RecordingKind.Visit or RecordingKind.CaseNote;

    public bool IsDecision => Kind == RecordingKind.Decision;

    public bool IsReview => Kind == RecordingKind.PlanReview;

    public bool IsSummary => Kind == RecordingKind.CaseNoteSummary;

    /// <summary>What is written, in a word or two.</summary>
    public string What => Kind switch { RecordingKind.ProgressSummary => "progress summary", RecordingKind.TransferSummary => "transfer summary", RecordingKind.ClosingSummary => "closing summary", RecordingKind.ReflectiveDiscussion => "reflective discussion", RecordingKind.Oversight => "management oversight", _ => Form };

    /// <summary>The texts shared by all its children, in the order of the form.</summary>
    public IEnumerable<FormField> SharedTexts => FormFields.Of(Kind).Where(f => !f.PerChild);

    /// <summary>Earlier entries of a child that may have led to it (D-06).</summary>
    public IReadOnlyList<Core.Supervision.LinkedEntry> CausesOf(int childId) => Facts.Causes.GetValueOrDefault(childId) ?? [];

    public Core.Recording.Recording? Recording => Facts.Entry?.Recording;

    /// <summary>The return that this page answers (Q-03).</summary>
    public EntryReturn? Returned => Facts.Entry?.Returned;

    /// <summary>Name of the field that the return is about.</summary>
    public string? ReturnedAt => Returned is { Field: { } key } ? Field(Kind, key).NameFor(Returned.ChildId) : null;

    /// <summary>The clocks of the entry were judged, so its time stands (N-17).</summary>
    public bool TimeStands => Recording?.FinalisedAtUtc is not null;

    public string Address => Routes.ToWrite(Facts.ChildId, Form, Recording?.Id, DraftId);

    public string Title => (Recording, Kind) switch
    {
        ({ State: RecordingState.Returned }, _) => "Answer the return",
        (_, RecordingKind.CaseNoteSummary) => Facts.Summary?.Content is null ? $"Write {Child}’s first summary" : $"Write {Child}’s summary anew",
        (not null, RecordingKind.Visit) => $"Change the visit to {Child}",
        (not null, _) => $"Change the {What} about {Child}",
        (_, RecordingKind.Visit) => $"Record a visit to {Child}",
        (_, RecordingKind.ProgressSummary) => $"{Child}’s progress summary",
        (_, RecordingKind.TransferSummary) => $"{Child}’s transfer summary",
        (_, RecordingKind.ClosingSummary) => $"{Child}’s closing summary",
        (_, RecordingKind.Supervision) => $"Record supervision about {Child}",
        (_, RecordingKind.Oversight) => $"Record management oversight of {Child}’s case",
        (_, RecordingKind.ReflectiveDiscussion) => $"Record a reflective discussion about {Child}",
        (_, RecordingKind.PlanReview) => $"Record a review of {Child}’s plan",
        (_, RecordingKind.Decision) => $"Record a decision about {Child}",
        _ => $"Add a note about {Child}",
    };

    public IReadOnlyList<VisitType> TypesOffered => VisitSchedule.TypesOffered(Facts.StatusesOn(Day));

    public IEnumerable<VisitType> TypesNotOffered => Enum.GetValues<VisitType>().Except(TypesOffered);

    public string StatusInWords => Facts.StatusesOn(Day) is { Count: > 0 } statuses
        ? string.Join(" and ", statuses.Select((s, i) => i == 0 ? s.Label() : s.Label().ToLowerInvariant()))
        : "No status";

    /// <summary>Finalised now it would be late on one of its clocks, and has to say why (T-03).</summary>
    public bool IsLate { get; }

    public bool AsksWhyLate => IsLate || Has("lateReason");

    public bool AsksWhyHistory => Reading.Input.Date < Facts.FirstContactOn || Has("historyReason");

    /// <summary>The time came twice when the clocks went back (T-07).</summary>
    public bool AsksWhichHour => CameTwice(Reading.Input.StartTime) || CameTwice(Reading.Input.EndTime);

    /// <summary>What runs out, soonest first (T-09).</summary>
    public IEnumerable<(string What, DateTime DueUtc)> Deadlines
    {
        get
        {
            if (TimeStands) yield break;
            if (Recording is not null)
            {
                yield return ("Finalise", Recording.FinaliseDueAtUtc);
            }
            else if (When is not null)
            {
                yield return ("Save to the record", Timeliness.WriteDueAt(Policy, When.StartUtc, When.EndUtc));
                yield return ("Finalise", Timeliness.FinaliseDueAt(Policy, When.StartUtc, When.EndUtc));
            }
        }
    }

    /// <summary>People of the home on the day, those with parental responsibility first.</summary>
    public IEnumerable<PersonFact> Household => Facts.People.Where(p => p.LivesThereOn(Day)).OrderByDescending(p => p.HasParentalResponsibility);

    /// <summary>Others the family knows, and whoever the entry names besides.</summary>
    public IEnumerable<PersonFact> OtherPeople => Facts.People.Where(p => !p.LivesThereOn(Day))
        .Concat(Facts.Known.Where(k => Facts.People.All(p => p.PersonId != k.Key)).Select(k => new PersonFact(k.Key, k.Value.Name, k.Value.Role, false, null, null)));

    /// <summary>Other children who already are part of the entry, and stay so.</summary>
    public IEnumerable<ChildFact> ChildrenKept => Facts.Siblings.Where(s => Recording?.Children.Exists(c => c.ChildId == s.ChildId) == true);

    public IEnumerable<ChildFact> ChildrenOffered => Facts.Siblings.Except(ChildrenKept);

    /// <summary>Rows of a group: how many in sight, and how many in all.</summary>
    public (int Shown, int All) Rows(string group, int atLeast)
    {
        var used = Fields.Where(f => f.Key.StartsWith(group + "-", StringComparison.Ordinal) && f.Value.Any(v => v.Length > 0) && !f.Key.EndsWith("-as", StringComparison.Ordinal))
            .Select(f => int.TryParse(f.Key.Split('-')[1], out var index) ? index + 1 : 0).DefaultIfEmpty(0).Max();
        var shown = Math.Min(RecordingForm.MostRows, Math.Max(used + 1, atLeast));
        return (shown, Math.Min(RecordingForm.MostRows, shown + SpareRows));
    }

    /// <summary>Whether anything is typed or chosen in one of these fields.</summary>
    public bool Has(params string[] names) => names.Any(name => Fields.GetValueOrDefault(name)?.Any(v => v.Trim().Length > 0) == true);

    public static FormField Field(RecordingKind kind, string key) => FormFields.Of(kind).First(f => f.Key == key);

    private EventTime? When { get; }

    private DateOnly Day { get; }

    private RecordingPolicy Policy { get; }

    private bool CameTwice(TimeOnly? time) => time is { } typed && Reading.Input.Date is { } date && LondonTime.ToUtc(date, typed) is LocalTimeResult.Ambiguous;
}

/// <summary>Professionals whose name or organisation holds the text.</summary>
public sealed record ProfessionalsFound(string Text, IReadOnlyList<Core.People.NetworkPerson> People);

/// <summary>One text of the form for one child, or for all.</summary>
public sealed record TextQuestion(RecordingPage Page, string Key, int? ChildId = null, string Child = "")
{
    public FormField Field => RecordingPage.Field(Page.Kind, Key) with { Hint = Page.Facts.Form.Guidance.HintOf(Key) };

    /// <summary>What is pointed out about the text as it stands (D-03).</summary>
    public string? Advice => Page.IsDecision && ChildId is null ? DecisionRules.Advice(Page.Reading.Input.Content[Key]) : null;
}

/// <summary>One child's part of the form.</summary>
public sealed record ChildPart(RecordingPage Page, int ChildId, string Name)
{
    public string At(string field) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"child-{ChildId}-{field}");

    public TextQuestion Text(string key) => new(Page, key, ChildId, Name);

    public bool Has(params string[] fields) => Page.Has([.. fields.Select(At)]);

    /// <summary>Goals of this child's plans that the entry can speak of (P-03).</summary>
    public IEnumerable<Core.Plans.GoalChoice> Goals => Page.Facts.Goals[ChildId];
}
