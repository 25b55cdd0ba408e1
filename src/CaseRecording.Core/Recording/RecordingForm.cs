using System.Globalization;

namespace CaseRecording.Core.Recording;

/// <summary>An answer that could not be read.</summary>
/// <param name="Field">Name of the form field.</param>
/// <param name="Sentence">What to do about it.</param>
public sealed record FormTrouble(string Field, string Sentence);

/// <summary>A form as read. With troubles it is not saved, even where the rules are content.</summary>
/// <param name="Input">What it says.</param>
/// <param name="Troubles">What could not be read.</param>
public sealed record FormReading(RecordingInput Input, IReadOnlyList<FormTrouble> Troubles);

/// <summary>Someone whom a tick box of the form stands for.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Role">Role or relationship to the child.</param>
public sealed record KnownPerson(string Name, string Role);

/// <summary>
/// The names of the fields of every recording form, and their way into a <see cref="RecordingInput"/> and back. Whether a form
/// was posted or comes from a draft makes no difference. Business rules are not asked here.
/// </summary>
public static class RecordingForm
{
    /// <summary>Most rows of other people, and of actions.</summary>
    public const int MostRows = 30;

    /// <summary>Most children of one entry.</summary>
    public const int MostChildren = 20;

    /// <summary>Value of <c>people</c> that says nobody else was there (N-02).</summary>
    public const string Nobody = "nobody";

    private const int LongestName = 200;
    private const int LongestReason = 1000;

    /// <summary>Texts that are asked only of a child who was seen. Hidden by another answer, they are not recorded.</summary>
    private static readonly HashSet<string> WhenSeen = new(StringComparer.Ordinal) { "whyNotAlone", "views", "observed", "demeanour", "development" };

    private static readonly HashSet<string> WhenNotSeen = new(StringComparer.Ordinal) { "whyNotSeen", "whatElse", "nextVisit" };

    /// <summary>The kind a form records; null where there is no such form.</summary>
    public static RecordingKind? KindOf(string? form) => form switch
    {
        "visit" => RecordingKind.Visit,
        "note" => RecordingKind.CaseNote,
        "decision" => RecordingKind.Decision,
        "summary" => RecordingKind.CaseNoteSummary,
        "supervision" => RecordingKind.Supervision,
        "oversight" => RecordingKind.Oversight,
        "reflection" => RecordingKind.ReflectiveDiscussion,
        "review" => RecordingKind.PlanReview,
        "progress" => RecordingKind.ProgressSummary,
        "transfer" => RecordingKind.TransferSummary,
        "closing" => RecordingKind.ClosingSummary,
        _ => null,
    };

    /// <summary>The form that records a kind.</summary>
    public static string FormOf(RecordingKind kind) => kind switch
    {
        RecordingKind.Visit => "visit",
        RecordingKind.CaseNote => "note",
        RecordingKind.Decision => "decision",
        RecordingKind.Supervision => "supervision",
        RecordingKind.Oversight => "oversight",
        RecordingKind.ReflectiveDiscussion => "reflection",
        RecordingKind.PlanReview => "review",
        RecordingKind.ProgressSummary => "progress",
        RecordingKind.TransferSummary => "transfer",
        RecordingKind.ClosingSummary => "closing",
        _ => "summary",
    };

    /// <summary>A version of a form by name, as pages and exports show it .</summary>
    public static string NameOf(RecordingKind kind, int version) => string.Create(CultureInfo.InvariantCulture, $"{kind.Label()} form, version {version}");

    /// <summary>Reads a form.</summary>
    /// <param name="kind">What it records.</param>
    /// <param name="childId">The child whose page it stands on; further children are ticked under <c>children</c>.</param>
    /// <param name="fields">Names and values as posted or drafted.</param>
    /// <param name="known">The people its tick boxes may stand for.</param>
    public static FormReading Read(RecordingKind kind, int childId, IReadOnlyDictionary<string, string[]> fields, IReadOnlyDictionary<int, KnownPerson> known)
    {
        var form = new FieldReader(fields);
        var contact = kind == RecordingKind.CaseNote ? form.Choice<ContactType>("contactType") : null;
        var input = new RecordingInput
        {
            Kind = kind,
            ContactType = contact,
            VisitType = kind == RecordingKind.Visit ? VisitTypeOf(form) : null,
            Date = form.Date("date"),
            StartTime = form.Time("time"),
            EndTime = form.Time("endTime"),
            SecondOfTwoHours = form.Text("secondHour") switch { "second" => true, "first" => false, _ => null },
            MadeById = kind is RecordingKind.Visit or RecordingKind.CaseNote or RecordingKind.Decision ? MadeBy(form) : null,
            IsSignificant = form.Has("marks", "significant"),
            InChronology = form.Has("marks", "chronology"),
            WasPlanned = form.Has("marks", "planned"),
            SharedWithFamily = form.Has("marks", "shared"),
            ConsentObtained = form.Has("marks", "consent"),
            StatusSaidWrong = form.Has("statusWrong", "yes"),
            LateReason = form.Optional("lateReason", LongestReason),
            HistoryReason = form.Optional("historyReason", LongestReason),
            BasedOnVersion = int.TryParse(form.Text("basedOn"), NumberStyles.None, CultureInfo.InvariantCulture, out var based) ? based : null,
            FormVersion = form.Numbers("formVersion").Select(n => (int?)n).FirstOrDefault(),
            Content = new RecordingContent
            {
                Fields = Texts(form, kind, null, null),
                Participants = People(form, contact, known),
                NobodyPresent = form.Has("people", Nobody),
                Interpreter = form.Has("interpreter", "yes") ? new Interpreter(form.Optional("interpreterName", LongestName), form.Choice<InterpreterKind>("interpreterKind")) : null,
                Actions = Actions(form),
                DoneTasks = [.. form.Numbers("doneTasks").Distinct()],
                Safeguarding = [.. form.Numbers("safeguarding").Distinct()],
                DecisionKind = kind == RecordingKind.Decision ? form.Choice<DecisionKind>("decisionKind") : null,
                Setting = kind == RecordingKind.ReflectiveDiscussion ? form.Choice<Supervision.DiscussionSetting>("setting") : null,
                ReviewType = kind == RecordingKind.PlanReview ? form.Choice<Plans.ReviewType>("reviewType") : null,
                PeriodFrom = kind == RecordingKind.ProgressSummary ? form.Date("from") : null,
                PeriodTo = kind == RecordingKind.ProgressSummary ? form.Date("to") : null,
                HandOver = kind == RecordingKind.TransferSummary ? [.. Enum.GetValues<Summaries.HandOverItem>().Where(i => form.Has("handOver", FormWriter.Name(i)))] : [],
                SignificantChange = form.Has("marks", "change"),
            },
            Children = ChildIds(form, kind, childId).ToDictionary(id => id, id => Child(form, kind, contact, id)),
        };
        return new FormReading(input, form.Troubles);
    }

    /// <summary>Where the clocks of a draft start, as far as date and time can be read: the event's end or its start, UTC (T-02, T-09).</summary>
    public static DateTime? ClockStart(IReadOnlyDictionary<string, string[]> fields)
    {
        var form = new FieldReader(fields);
        var input = new RecordingInput
        {
            Kind = RecordingKind.Visit,
            Date = form.Date("date"),
            StartTime = form.Time("time"),
            EndTime = form.Time("endTime"),
            SecondOfTwoHours = form.Text("secondHour") == "second",
            Content = new(),
            Children = new Dictionary<int, ChildContent>(),
        };
        var check = new RuleCheck();
        return RecordingRules.TimeOf(input, check) is { } when ? Timeliness.ClockStart(when.StartUtc, when.EndUtc) : null;
    }

    private static VisitType? VisitTypeOf(FieldReader form)
    {
        // Where the recorded status is wrong the offered types are too, so the right one is chosen beside that answer (V-03).
        var type = form.Choice<VisitType>("visitType");
        return form.Has("statusWrong", "yes") && form.Choice<VisitType>("otherVisitType") is { } other ? other : type;
    }

    private static Guid? MadeBy(FieldReader form)
    {
        var text = form.Text("madeBy");
        if (text.Length == 0) return null;
        if (Guid.TryParse(text, out var id)) return id;
        form.Trouble("madeBy", "Choose from the list on the page");
        return null;
    }

    private static List<int> ChildIds(FieldReader form, RecordingKind kind, int childId)
    {
        if (kind.IsSummary()) return [childId]; // the page is about one child (S-01)
        var ids = form.Numbers("children").Prepend(childId).Distinct().ToList();
        if (ids.Count > MostChildren) form.Trouble("children", $"One entry is for {MostChildren} children at most");
        return [.. ids.Take(MostChildren)];
    }

    private static SortedDictionary<string, string> Texts(FieldReader form, RecordingKind kind, int? childId, Func<string, bool>? isAsked)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in FormFields.Of(kind).Where(f => f.PerChild == childId.HasValue && isAsked?.Invoke(f.Key) != false))
        {
            if (form.Text(field.NameFor(childId)) is { Length: > 0 } text) texts[field.Key] = text;
        }

        return texts;
    }

    private static ChildContent Child(FieldReader form, RecordingKind kind, ContactType? contact, int id)
    {
        string At(string field) => RecordingRules.At(id, field);
        var asksWhetherSeen = kind == RecordingKind.Visit || contact?.ChildCanBeSeen() == true;
        var (seen, alone) = !asksWhetherSeen ? default : form.Text(At("seen")) switch
        {
            "alone" => (true, true),
            "notAlone" => (true, false),
            "yes" => (true, null),
            "no" => (false, null),
            _ => ((bool?)null, (bool?)null),
        };
        var changes = kind is RecordingKind.Visit or RecordingKind.CaseNote ? Changes(form, At) : null;
        var (goals, helps) = (Goals(form, kind, At), form.Choice<Plans.PlanHelps>(At("planHelps")));
        if (kind != RecordingKind.Visit)
        {
            var plan = kind == RecordingKind.Supervision ? form.Choice<Supervision.PlanReviewed>(At("plan")) : null;
            var texts = Texts(form, kind, id, key => !FormFields.IsMade(kind, key) && (key != "planReview" || plan == Supervision.PlanReviewed.Reviewed));
            return new ChildContent { Seen = seen, Changes = changes, Goals = goals, PlanHelps = helps, Plan = plan, Causes = HasCauses(kind) ? [.. form.Keys(At("causes")).Distinct()] : [], LeftOut = kind == RecordingKind.ProgressSummary ? [.. form.Keys(At("leftOut")).Distinct()] : [], Fields = texts };
        }

        return new ChildContent
        {
            Seen = seen,
            Changes = changes,
            Goals = goals,
            PlanHelps = helps,
            Alone = alone,
            Interviewed = seen == false ? null : YesNo(form.Text(At("interviewed"))),
            Bedroom = form.Choice<Bedroom>(At("bedroom")),
            NextVisitOn = seen == true ? null : form.Date(At("nextVisitOn")),
            Fields = Texts(form, kind, id, key => IsAsked(key, seen, alone)),
        };
    }

    /// <summary>Whether a kind names what led to it (D-06).</summary>
    public static bool HasCauses(RecordingKind kind) => kind is RecordingKind.Decision or RecordingKind.Supervision or RecordingKind.Oversight;

    /// <summary>Goals ticked in a note; in a review those of which something is said (P-02, P-03).</summary>
    private static List<Plans.GoalProgress> Goals(FieldReader form, RecordingKind kind, Func<string, string> at)
    {
        var ids = form.Numbers(at("goals")).Distinct();
        if (kind != RecordingKind.PlanReview) return [.. ids.Select(id => new Plans.GoalProgress(id))];
        return
        [
            .. ids.Select(id => new Plans.GoalProgress(id, form.Choice<Plans.Progress>(at(Plans.GoalProgress.Field(id, "progress"))), form.Line(at(Plans.GoalProgress.Field(id, "text")), Plans.Plan.LongestText)))
                .Where(g => g.Progress is not null || g.Text.Length > 0),
        ];
    }

    private static KeyChanges? Changes(FieldReader form, Func<string, string> at)
    {
        var changes = new KeyChanges
        {
            Joined = [.. form.Numbers(at("joined")).Distinct()],
            JoinedName = form.Optional(at("joinedName"), LongestName),
            JoinedIs = form.Optional(at("joinedIs"), LongestName),
            Left = [.. form.Numbers(at("left")).Distinct()],
            HomeOn = form.Date(at("homeOn")),
            Address = form.Optional(at("newAddress"), Core.Children.DetailChange.Longest),
            AddressProtected = form.Has(at("addressProtected"), "yes"),
            AddressOn = form.Date(at("addressOn")),
            School = form.Optional(at("newSchool"), Core.Children.DetailChange.Longest),
            SchoolOn = form.Date(at("schoolOn")),
        };
        return changes.Parts.Any() ? changes : null;
    }

    private static bool IsAsked(string key, bool? seen, bool? alone) =>
        !(seen == false && WhenSeen.Contains(key)) && !(seen == true && WhenNotSeen.Contains(key)) && !(alone == true && key == "whyNotAlone");

    private static bool? YesNo(string text) => text switch { "yes" => true, "no" => false, _ => null };

    private static List<Participant> People(FieldReader form, ContactType? contact, IReadOnlyDictionary<int, KnownPerson> known)
    {
        var usual = contact is ContactType.TelephoneCall or ContactType.VideoCall ? Attendance.Interviewed : Attendance.Present;
        var people = new List<Participant>();
        foreach (var text in form.All("people").Where(v => v.Length > 0 && v != Nobody).Distinct(StringComparer.Ordinal))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && known.TryGetValue(id, out var person))
            {
                people.Add(new Participant(id, person.Name, person.Role, form.Choice<Attendance>(PersonAs(id)) ?? usual));
            }
            else
            {
                form.Trouble("people", "Choose from the people on the page, or add the person by name");
            }
        }

        foreach (var row in form.Rows("other", MostRows, "name", "role"))
        {
            people.Add(new Participant(null, form.Line(row + "name", LongestName), form.Line(row + "role", LongestName), form.Choice<Attendance>(row + "as") ?? usual));
        }

        return people;
    }

    private static List<ActionItem> Actions(FieldReader form) =>
        [.. form.Rows("action", MostRows, "what", "who", "by-day", "by-month", "by-year").Select(row => new ActionItem(form.Line(row + "what", LongestReason), form.Line(row + "who", LongestName), form.Date(row + "by"), GoalOf(form, row)))];

    private static int? GoalOf(FieldReader form, string row) => form.Numbers(row + "goal").Select(id => (int?)id).FirstOrDefault();

    /// <summary>Other children than the page's own of whom the fields say something: ticked, or with an answer of their own, ticked or not.</summary>
    internal static IReadOnlyList<int> OtherChildren(int childId, IReadOnlyDictionary<string, string[]> fields) =>
    [
        .. new FieldReader(fields).Numbers("children")
            .Concat(fields.Where(f => f.Value.Any(v => v.Length > 0)).Select(f => ChildOf(f.Key)).OfType<int>())
            .Where(id => id != childId).Distinct(),
    ];

    /// <summary>The child of whom a field asks; null where it asks of all.</summary>
    internal static int? ChildOf(string field) =>
        field.Split('-', 3) is ["child", var text, _] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>Field that says how a person of the list took part.</summary>
    public static string PersonAs(int personId) => string.Create(CultureInfo.InvariantCulture, $"person-{personId}-as");
}
