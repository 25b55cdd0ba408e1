using System.Globalization;
using CaseRecording.Core.Quality;

namespace CaseRecording.Core.Policy;

/// <summary>All settings of the council's policy, in the order shown.</summary>
public static class PolicySettings
{
    private static readonly IReadOnlyList<KeyValuePair<string, string>> YesOrNo = [new("yes", "Yes"), new("no", "No")];

    /// <summary>Each setting once.</summary>
    public static IReadOnlyList<PolicySetting> All { get; } =
    [
        Number("writeWithinHours", "Written to the record within", "hours", 1, 168,
            "From the end of the event, or its start if no end is given. Later entries are labelled late (T-02).",
            p => (int)p.WriteWithin.TotalHours, (p, n) => p with { WriteWithin = TimeSpan.FromHours(n) }),
        new("finaliseWithin", ReadFinaliseWithin, p => p.FinaliseWithin.ToString(),
            "must be a number of hours up to 336, for example 72 hours, or of working days up to 20, for example 3 working days.")
        {
            Label = "Finalised within",
            Hint = "From the end of the event, in hours or working days, for example 72 hours or 3 working days (T-04).",
            Input = PolicyInput.Limit,
        },
        Number("safeguardingWithinMinutes", "Safeguarding concern written and reported within", "minutes", 1, 1440,
            "From the end of the event (T-05).",
            p => (int)p.SafeguardingWithin.TotalMinutes, (p, n) => p with { SafeguardingWithin = TimeSpan.FromMinutes(n) }),
        Number("monthCloseDay", "Month close", "day of the next month", 1, 28,
            "A month's events are final by the end of this day of the next month (T-06).",
            p => p.MonthCloseDay, (p, n) => p with { MonthCloseDay = n }),

        Number("summaryReviewMonths", "Case note summary reviewed every", "calendar months", 1, 12,
            "Or after a significant change, if that is sooner (S-02).",
            p => p.SummaryReviewMonths, (p, n) => p with { SummaryReviewMonths = n }),
        Number("firstSummaryWorkingDays", "First case note summary within", "working days", 1, 60,
            "From the day the record was opened (S-02).",
            p => p.FirstSummaryWorkingDays, (p, n) => p with { FirstSummaryWorkingDays = n }),
        Number("summaryGraceDays", "Case note summary after a significant change within", "days", 0, 30,
            "Calendar days (S-02).",
            p => p.SummaryGraceDays, (p, n) => p with { SummaryGraceDays = n }),
        Number("progressSummaryMonths", "Progress summary every", "calendar months", 1, 12,
            "Activity and its impact on progress against the plan (S-05).",
            p => p.ProgressSummaryMonths, (p, n) => p with { ProgressSummaryMonths = n }),
        Number("supervisionDays", "Supervision every", "days", 1, 90,
            "Calendar days (D-05).",
            p => p.SupervisionDays, (p, n) => p with { SupervisionDays = n }),
        YesNo("reflectiveDiscussionCountsAsSupervision", "A reflective case discussion counts as supervision",
            "Whether it resets the time to the next supervision (D-05).",
            p => p.ReflectiveDiscussionCountsAsSupervision, (p, yes) => p with { ReflectiveDiscussionCountsAsSupervision = yes }),

        Number("correctionMonths", "Correction request answered within", "calendar months", 1, 3,
            "From the day it was received (F-04).",
            p => p.CorrectionMonths, (p, n) => p with { CorrectionMonths = n }),
        Number("subjectAccessMonths", "Access request answered within", "calendar months", 1, 3,
            "From the day it was received. The law says one month (F-05).",
            p => p.SubjectAccessMonths, (p, n) => p with { SubjectAccessMonths = n }),
        Number("subjectAccessExtensionMonths", "Access request extended by at most", "calendar months", 0, 2,
            "With reasons told to the requester inside the first month (F-05).",
            p => p.SubjectAccessExtensionMonths, (p, n) => p with { SubjectAccessExtensionMonths = n }),

        Number("childInNeedVisitWorkingDays", "Child in need visited every", "working days", 1, 60,
            "From the last visit that counts (V-06).",
            p => p.ChildInNeedVisitWorkingDays, (p, n) => p with { ChildInNeedVisitWorkingDays = n }),
        Number("childProtectionVisitWorkingDays", "Child on a protection plan visited every", "working days", 1, 30,
            "From the last visit that counts (V-06).",
            p => p.ChildProtectionVisitWorkingDays, (p, n) => p with { ChildProtectionVisitWorkingDays = n }),
        Number("placementFirstVisitDays", "First visit after a placement starts within", "days", 1, 7,
            "Calendar days; for a care order with a parent, from the order (V-06).",
            p => p.PlacementFirstVisitDays, (p, n) => p with { PlacementFirstVisitDays = n }),
        Number("lookedAfterVisitWeeks", "Looked-after child visited every", "weeks", 1, 6,
            "From the last visit that counts (V-06).",
            p => p.LookedAfterVisitWeeks, (p, n) => p with { LookedAfterVisitWeeks = n }),
        Number("longTermAfterMonths", "A lasting placement has fewer visits after", "calendar months", 12, 60,
            "For a placement meant to last until 18 (V-06).",
            p => p.LongTermAfterMonths, (p, n) => p with { LongTermAfterMonths = n }),
        Number("longTermVisitMonths", "Child in a lasting placement then visited every", "calendar months", 1, 3,
            "For a placement meant to last until 18 (V-06).",
            p => p.LongTermVisitMonths, (p, n) => p with { LongTermVisitMonths = n }),
        Number("beforeFirstReviewVisitDays", "Up to the first review, child with parents visited every", "days", 1, 7,
            "Under regulation 19 or 24, or an interim care order (V-06).",
            p => p.BeforeFirstReviewVisitDays, (p, n) => p with { BeforeFirstReviewVisitDays = n }),
        Number("temporaryVisitWeeks", "After it, child under regulation 24 or an interim care order visited every", "weeks", 1, 4,
            "From the last visit that counts (V-06).",
            p => p.TemporaryVisitWeeks, (p, n) => p with { TemporaryVisitWeeks = n }),
        YesNo("unseenVisitCounts", "A visit at which the child was not seen counts",
            "Whether it resets the time to the next visit (V-06).",
            p => p.UnseenVisitCounts, (p, yes) => p with { UnseenVisitCounts = yes }),

        Number("childInNeedReviewMonths", "Child in need plan reviewed every", "calendar months", 1, 6,
            "From the start of the plan, or the last review (P-02).",
            p => p.ChildInNeedReviewMonths, (p, n) => p with { ChildInNeedReviewMonths = n }),
        Number("firstCoreGroupWorkingDays", "First core group within", "working days", 1, 10,
            "From the start of the child protection plan. Guidance says 10 (P-02).",
            p => p.FirstCoreGroupWorkingDays, (p, n) => p with { FirstCoreGroupWorkingDays = n }),
        Number("coreGroupWeeks", "Core group every", "weeks", 1, 6,
            "From the last core group. Guidance says 6 (P-02).",
            p => p.CoreGroupWeeks, (p, n) => p with { CoreGroupWeeks = n }),
        Number("firstReviewConferenceMonths", "First review conference within", "calendar months", 1, 3,
            "From the start of the child protection plan. Guidance says 3 (P-02).",
            p => p.FirstReviewConferenceMonths, (p, n) => p with { FirstReviewConferenceMonths = n }),
        Number("reviewConferenceMonths", "Review conference then every", "calendar months", 1, 6,
            "From the last review conference. Guidance says 6 (P-02).",
            p => p.ReviewConferenceMonths, (p, n) => p with { ReviewConferenceMonths = n }),
        Number("firstLookedAfterReviewWorkingDays", "First looked-after review within", "working days", 1, 20,
            "From the start of the care plan. The law says 20 (P-02).",
            p => p.FirstLookedAfterReviewWorkingDays, (p, n) => p with { FirstLookedAfterReviewWorkingDays = n }),
        Number("secondLookedAfterReviewMonths", "Second looked-after review within", "calendar months", 1, 3,
            "From the first. The law says 3 (P-02).",
            p => p.SecondLookedAfterReviewMonths, (p, n) => p with { SecondLookedAfterReviewMonths = n }),
        Number("lookedAfterReviewMonths", "Looked-after review then every", "calendar months", 1, 6,
            "From the last. The law says 6 (P-02).",
            p => p.LookedAfterReviewMonths, (p, n) => p with { LookedAfterReviewMonths = n }),
        Number("pathwayReviewMonths", "Pathway plan reviewed every", "calendar months", 1, 6,
            "From the start of the plan, or the last review. The law says 6 (P-02).",
            p => p.PathwayReviewMonths, (p, n) => p with { PathwayReviewMonths = n }),

        new("signOff", ReadSignOff, p => string.Join(',', SignOffKeys(p.SignOff)), "must be chosen from the kinds of entry listed.")
        {
            Label = "Entries that need sign-off",
            Hint = "A manager signs these off once they are final (Q-01). Any kind needs it when the event is significant, if that is chosen.",
            Input = PolicyInput.Several,
            Options = [.. SignOffNames.Select(pair => new KeyValuePair<string, string>(pair.Key, pair.Label))],
        },

        Points("standardVisits", "visits and assessment sessions", p => p.VisitPoints, (p, points) => p with { VisitPoints = points }),
        Points("standardCaseNotes", "case notes", p => p.CaseNotePoints, (p, points) => p with { CaseNotePoints = points }),
        Points("standardDecisions", "decisions", p => p.DecisionPoints, (p, points) => p with { DecisionPoints = points }),
        Points("standardSummaries", "case note summaries", p => p.SummaryPoints, (p, points) => p with { SummaryPoints = points }),
        Points("standardOthers", "any other entry", p => p.OtherPoints, (p, points) => p with { OtherPoints = points }),

        Number("auditWithinDays", "Records of a sample audited within", "days", 1, 90,
            "Calendar days from the day of the draw (Q-04).",
            p => p.AuditWithinDays, (p, n) => p with { AuditWithinDays = n }),

        Number("idleSignOutMinutes", "Signed out after no input for", "minutes", 5, 60,
            "Only a person's own input counts (A-05).",
            p => p.IdleSignOutMinutes, (p, n) => p with { IdleSignOutMinutes = n }),
        Number("idleWarningMinutes", "Warned before that", "minutes", 1, 4,
            "How long before signing out the warning appears (A-05).",
            p => p.IdleWarningMinutes, (p, n) => p with { IdleWarningMinutes = n }),
        Number("passwordAgeLimitDays", "Password changed every", "days", 0, 730,
            "0 is never, which national security advice prefers (A-05).",
            p => p.PasswordAgeLimitDays, (p, n) => p with { PasswordAgeLimitDays = n }),

        Number("retentionLookedAfterBirthday", "Looked-after child's record kept until birthday", "years", 75, 120,
            "The law says 75 (A-07).",
            p => p.RetentionLookedAfterBirthday, (p, n) => p with { RetentionLookedAfterBirthday = n }),
        Number("retentionAfterDeathYears", "Kept after a looked-after child's death under 18 for", "years", 15, 120,
            "The law says 15 (A-07).",
            p => p.RetentionAfterDeathYears, (p, n) => p with { RetentionAfterDeathYears = n }),
        Number("retentionChildProtectionBirthday", "Record with a child protection plan kept until birthday", "years", 18, 120,
            "The council's own schedule decides (A-07).",
            p => p.RetentionChildProtectionBirthday, (p, n) => p with { RetentionChildProtectionBirthday = n }),
        Number("retentionChildInNeedBirthday", "Child in need's record kept until birthday", "years", 18, 120,
            "The council's own schedule decides (A-07).",
            p => p.RetentionChildInNeedBirthday, (p, n) => p with { RetentionChildInNeedBirthday = n }),
        Number("retentionOtherBirthday", "Any other child's record kept until birthday", "years", 18, 120,
            "The council's own schedule decides (A-07).",
            p => p.RetentionOtherBirthday, (p, n) => p with { RetentionOtherBirthday = n }),
    ];

    /// <summary>The setting of that key; null when there is none.</summary>
    public static PolicySetting? Find(string key) => All.FirstOrDefault(setting => setting.Key == key);

    private static IEnumerable<(SignOffKinds Kind, string Key, string Label)> SignOffNames =>
        Enum.GetValues<SignOffKinds>().Where(kind => kind != SignOffKinds.None).Select(kind =>
        {
            var name = kind.ToString();
            var key = char.ToLowerInvariant(name[0]) + name[1..];
            var words = string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
            return (kind, key, kind == SignOffKinds.Visits ? "Visits and assessment sessions" : words);
        });

    private static PolicySetting Number(
        string key, string label, string unit, int min, int max, string hint,
        Func<RecordingPolicy, int> get, Func<RecordingPolicy, int, RecordingPolicy> set) =>
        new(
            key,
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= min && n <= max ? p => set(p, n) : null,
            p => get(p).ToString(CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {min} to {max}."))
        {
            Label = label,
            Hint = hint,
            Unit = unit,
            Input = PolicyInput.Number,
        };

    private static PolicySetting YesNo(
        string key, string label, string hint, Func<RecordingPolicy, bool> get, Func<RecordingPolicy, bool, RecordingPolicy> set) =>
        new(
            key,
            text => text switch { "yes" => p => set(p, true), "no" => p => set(p, false), _ => null },
            p => get(p) ? "yes" : "no",
            "must be yes or no.")
        {
            Label = label,
            Hint = hint,
            Input = PolicyInput.YesNo,
            Options = YesOrNo,
        };

    private static PolicySetting Points(string key, string of, Func<RecordingPolicy, StandardPoints> get, Func<RecordingPolicy, StandardPoints, RecordingPolicy> set) =>
        new(
            key,
            text => ReadPoints(text) is { } points ? p => set(p, points) : null,
            p => string.Join(',', get(p).Each().Select(point => point.Key())),
            "must be chosen from the ten points.")
        {
            Label = $"Points of the standard for {of}",
            Hint = "The manager answers for these when signing off; the rest are for the audit of samples (Q-02).",
            Input = PolicyInput.Several,
            Options = [.. StandardLabels.All.Select(point => new KeyValuePair<string, string>(point.Key(), point.Label()))],
        };

    private static StandardPoints? ReadPoints(string text)
    {
        var points = StandardPoints.None;
        foreach (var key in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var known = StandardLabels.All.FirstOrDefault(point => point.Key() == key);
            if (known == StandardPoints.None) return null;
            points |= known;
        }

        return points;
    }

    private static Func<RecordingPolicy, RecordingPolicy>? ReadFinaliseWithin(string text) =>
        TimeLimit.TryParse(text, out var limit) ? p => p with { FinaliseWithin = limit } : null;

    private static Func<RecordingPolicy, RecordingPolicy>? ReadSignOff(string text)
    {
        var kinds = SignOffKinds.None;
        foreach (var key in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var known = SignOffNames.FirstOrDefault(name => name.Key == key);
            if (known.Key is null) return null;
            kinds |= known.Kind;
        }

        return p => p with { SignOff = kinds };
    }

    private static IEnumerable<string> SignOffKeys(SignOffKinds kinds) =>
        SignOffNames.Where(name => kinds.HasFlag(name.Kind)).Select(name => name.Key);
}
