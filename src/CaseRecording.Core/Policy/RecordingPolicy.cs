using CaseRecording.Core.Quality;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing.Advising;

namespace CaseRecording.Core.Policy;

/// <summary>Entries that a manager must sign off .</summary>
[Flags]
public enum SignOffKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Visits and assessment sessions.</summary>
    Visits = 1,

    /// <summary>Significant events of any kind.</summary>
    SignificantEvents = 2,

    /// <summary>Decision records, by another manager.</summary>
    Decisions = 4,

    /// <summary>Case note summaries.</summary>
    CaseNoteSummaries = 8,

    /// <summary>Telephone calls.</summary>
    TelephoneCalls = 16,

    /// <summary>Video calls.</summary>
    VideoCalls = 32,

    /// <summary>Text messages.</summary>
    TextMessages = 64,

    /// <summary>Emails.</summary>
    Emails = 128,

    /// <summary>Letters.</summary>
    Letters = 256,

    /// <summary>Meetings.</summary>
    Meetings = 512,

    /// <summary>Contacts at the office.</summary>
    OfficeContacts = 1024,

    /// <summary>Other contacts.</summary>
    OtherContacts = 2048,
}

/// <summary>
/// Every limit the council sets. The policy in force on the day of an event applies to it:
/// take it from <see cref="PolicyHistory.PolicyOn"/>. As made by <c>new</c> it holds the defaults of the rulebook.
/// </summary>
public sealed record RecordingPolicy
{
    /// <summary>The rulebook's defaults.</summary>
    public static RecordingPolicy Default { get; } = new();

    /// <summary>Written to the record within this time of the event (T-02).</summary>
    public TimeSpan WriteWithin { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Final within this limit of the event (T-04).</summary>
    public TimeLimit FinaliseWithin { get; init; } = new(72, LimitUnit.Hours);

    /// <summary>A safeguarding concern written and reported within this time of the event (T-05).</summary>
    public TimeSpan SafeguardingWithin { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Day of the next month by whose end a month's events are final (T-06), 1 to 28.</summary>
    public int MonthCloseDay { get; init; } = 5;

    /// <summary>Calendar months between reviews of the case note summary (S-02).</summary>
    public int SummaryReviewMonths { get; init; } = 3;

    /// <summary>Working days from the opening of the record to the first summary (S-02).</summary>
    public int FirstSummaryWorkingDays { get; init; } = 10;

    /// <summary>Calendar days after a significant change in which the summary follows (S-02).</summary>
    public int SummaryGraceDays { get; init; } = 3;

    /// <summary>Calendar months between progress summaries (S-05).</summary>
    public int ProgressSummaryMonths { get; init; } = 3;

    /// <summary>Calendar days between supervisions (D-05).</summary>
    public int SupervisionDays { get; init; } = 28;

    /// <summary>Whether a reflective case discussion counts as supervision (D-05).</summary>
    public bool ReflectiveDiscussionCountsAsSupervision { get; init; } = true;

    /// <summary>Calendar months to answer a correction request (F-04).</summary>
    public int CorrectionMonths { get; init; } = 1;

    /// <summary>Calendar months to answer a subject access request (F-05).</summary>
    public int SubjectAccessMonths { get; init; } = 1;

    /// <summary>Calendar months by which that can be extended (F-05).</summary>
    public int SubjectAccessExtensionMonths { get; init; } = 2;

    /// <summary>Working days between visits to a child in need (V-06).</summary>
    public int ChildInNeedVisitWorkingDays { get; init; } = 20;

    /// <summary>Working days between visits under a child protection plan (V-06).</summary>
    public int ChildProtectionVisitWorkingDays { get; init; } = 10;

    /// <summary>Calendar days from the start of a placement to the first visit (V-06).</summary>
    public int PlacementFirstVisitDays { get; init; } = 7;

    /// <summary>Weeks between visits to a looked-after child (V-06).</summary>
    public int LookedAfterVisitWeeks { get; init; } = 6;

    /// <summary>Calendar months a placement meant to last until 18 must have lasted before visits are further apart (V-06).</summary>
    public int LongTermAfterMonths { get; init; } = 12;

    /// <summary>Calendar months between visits from then on (V-06).</summary>
    public int LongTermVisitMonths { get; init; } = 3;

    /// <summary>Calendar days between visits up to the first review where the child lives with parents under regulation 19 or 24 or an interim care order (V-06).</summary>
    public int BeforeFirstReviewVisitDays { get; init; } = 7;

    /// <summary>Weeks between visits after that review under regulation 24 or an interim care order (V-06).</summary>
    public int TemporaryVisitWeeks { get; init; } = 4;

    /// <summary>Calendar months from the start of a child in need plan, or its last review, to the next (P-02).</summary>
    public int ChildInNeedReviewMonths { get; init; } = 3;

    /// <summary>Working days from the start of a child protection plan to the first core group (P-02).</summary>
    public int FirstCoreGroupWorkingDays { get; init; } = 10;

    /// <summary>Weeks between core groups (P-02).</summary>
    public int CoreGroupWeeks { get; init; } = 6;

    /// <summary>Calendar months from the start of a child protection plan to the first review conference (P-02).</summary>
    public int FirstReviewConferenceMonths { get; init; } = 3;

    /// <summary>Calendar months between review conferences (P-02).</summary>
    public int ReviewConferenceMonths { get; init; } = 6;

    /// <summary>Working days from the start of a care plan to the first looked-after review (P-02).</summary>
    public int FirstLookedAfterReviewWorkingDays { get; init; } = 20;

    /// <summary>Calendar months from the first looked-after review to the second (P-02).</summary>
    public int SecondLookedAfterReviewMonths { get; init; } = 3;

    /// <summary>Calendar months between looked-after reviews from then on (P-02).</summary>
    public int LookedAfterReviewMonths { get; init; } = 6;

    /// <summary>Calendar months between reviews of a pathway plan (P-02).</summary>
    public int PathwayReviewMonths { get; init; } = 6;

    /// <summary>Whether a visit at which the child was not seen counts (V-06).</summary>
    public bool UnseenVisitCounts { get; init; }

    /// <summary>Calendar days from the draw of a sample until its records are audited .</summary>
    public int AuditWithinDays { get; init; } = 14;

    /// <summary>What a manager must sign off .</summary>
    public SignOffKinds SignOff { get; init; } = SignOffKinds.Visits | SignOffKinds.SignificantEvents | SignOffKinds.Decisions;

    /// <summary>Points of the standard for visits .</summary>
    public StandardPoints VisitPoints { get; init; } = Everywhere | StandardPoints.WrittenToChild | StandardPoints.WholeStory | StandardPoints.DifferentViews | StandardPoints.Chronology;

    /// <summary>Points of the standard for case notes .</summary>
    public StandardPoints CaseNotePoints { get; init; } = Everywhere | StandardPoints.WrittenToChild | StandardPoints.DifferentViews | StandardPoints.Chronology;

    /// <summary>Points of the standard for decisions .</summary>
    public StandardPoints DecisionPoints { get; init; } = Everywhere | StandardPoints.WrittenToChild | StandardPoints.WholeStory | StandardPoints.DifferentViews | StandardPoints.Chronology;

    /// <summary>Points of the standard for summaries .</summary>
    public StandardPoints SummaryPoints { get; init; } = Everywhere | StandardPoints.WrittenToChild | StandardPoints.WholeStory;

    /// <summary>Points of the standard for any other kind of entry .</summary>
    public StandardPoints OtherPoints { get; init; } = Everywhere | StandardPoints.WholeStory;

    private const StandardPoints Everywhere = StandardPoints.ChildThroughout | StandardPoints.Purposeful | StandardPoints.EasyToFind | StandardPoints.Balanced | StandardPoints.PlainWords;

    /// <summary>Minutes without a person's input until they are signed out .</summary>
    public int IdleSignOutMinutes { get; init; } = 15;

    /// <summary>Minutes before that at which they are warned .</summary>
    public int IdleWarningMinutes { get; init; } = 2;

    /// <summary>Days until a password must be changed; 0 is never .</summary>
    public int PasswordAgeLimitDays { get; init; }

    /// <summary>Birthday until which the record of a child who was looked after is kept .</summary>
    public int RetentionLookedAfterBirthday { get; init; } = 75;

    /// <summary>Years it is kept after the death of a looked-after child under 18 .</summary>
    public int RetentionAfterDeathYears { get; init; } = 15;

    /// <summary>Birthday until which the record of a child who had a child protection plan is kept .</summary>
    public int RetentionChildProtectionBirthday { get; init; } = 25;

    /// <summary>Birthday until which the record of a child in need is kept .</summary>
    public int RetentionChildInNeedBirthday { get; init; } = 25;

    /// <summary>Birthday until which the record of a child who was only assessed is kept .</summary>
    public int RetentionOtherBirthday { get; init; } = 25;

    /// <summary>Whether a manager must sign the entry off .</summary>
    /// <param name="kind">Kind of recording.</param>
    /// <param name="contact">How contact was made, for a case note.</param>
    /// <param name="significantEvent">Whether it is a significant event (N-04).</param>
    public bool NeedsSignOff(RecordingKind kind, ContactType? contact, bool significantEvent)
    {
        var wanted = significantEvent ? SignOffKinds.SignificantEvents : SignOffKinds.None;
        wanted |= kind switch
        {
            RecordingKind.Visit => SignOffKinds.Visits,
            RecordingKind.Decision => SignOffKinds.Decisions,
            RecordingKind.CaseNoteSummary => SignOffKinds.CaseNoteSummaries,
            _ => OfContact(contact),
        };
        return (SignOff & wanted) != SignOffKinds.None;
    }

    /// <summary>The points of the standard that apply to an entry. What is not written to the child is not asked to be (L-01).</summary>
    public StandardPoints PointsOf(Recording.Recording entry) => PointsOf(entry.Kind, entry.ContactType, entry.Title);

    /// <summary>The same, by what is known of it.</summary>
    public StandardPoints PointsOf(RecordingKind kind, ContactType? contact, string title)
    {
        var points = kind switch
        {
            RecordingKind.Visit => VisitPoints,
            RecordingKind.CaseNote => CaseNotePoints,
            RecordingKind.Decision => DecisionPoints,
            RecordingKind.CaseNoteSummary => SummaryPoints,
            _ => OtherPoints,
        };
        return WritingModes.Of(kind, contact, title) == WritingMode.NotToChild ? points & ~StandardPoints.WrittenToChild : points;
    }

    /// <summary>The policy that stored settings make. A setting that is missing has its default; one this version does not know is left alone.</summary>
    /// <exception cref="FormatException">A stored value is not one the setting accepts.</exception>
    public static RecordingPolicy From(IReadOnlyDictionary<string, string> settings)
    {
        var policy = Default;
        foreach (var setting in PolicySettings.All)
            if (settings.TryGetValue(setting.Key, out var value)) policy = setting.Apply(policy, value);
        return policy;
    }

    private static SignOffKinds OfContact(ContactType? contact) => contact switch
    {
        ContactType.TelephoneCall => SignOffKinds.TelephoneCalls,
        ContactType.VideoCall => SignOffKinds.VideoCalls,
        ContactType.TextMessage => SignOffKinds.TextMessages,
        ContactType.Email => SignOffKinds.Emails,
        ContactType.Letter => SignOffKinds.Letters,
        ContactType.Meeting => SignOffKinds.Meetings,
        ContactType.OfficeContact => SignOffKinds.OfficeContacts,
        ContactType.Other => SignOffKinds.OtherContacts,
        _ => SignOffKinds.None,
    };
}
