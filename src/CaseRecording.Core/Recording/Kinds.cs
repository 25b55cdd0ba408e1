namespace CaseRecording.Core.Recording;

/// <summary>Kinds of recording. All share one lifecycle, one timeline, one export.</summary>
public enum RecordingKind
{
    /// <summary>A visit or assessment session.</summary>
    Visit,

    /// <summary>Any other contact.</summary>
    CaseNote,

    /// <summary>A manager's decision record.</summary>
    Decision,

    /// <summary>The one-page summary of the child.</summary>
    CaseNoteSummary,

    /// <summary>A worker's supervision about the child (D-05).</summary>
    Supervision,

    /// <summary>Management oversight between supervisions (D-06).</summary>
    Oversight,

    /// <summary>A reflective case discussion (D-07).</summary>
    ReflectiveDiscussion,

    /// <summary>A core group or a review of a plan (P-02).</summary>
    PlanReview,

    /// <summary>The three-month progress summary (S-05).</summary>
    ProgressSummary,

    /// <summary>The summary for a new worker or team (S-06).</summary>
    TransferSummary,

    /// <summary>The summary with which a record closes (S-06).</summary>
    ClosingSummary,
}

/// <summary>How a contact other than a visit was made.</summary>
public enum ContactType
{
    /// <summary>By telephone.</summary>
    TelephoneCall,

    /// <summary>By video.</summary>
    VideoCall,

    /// <summary>By text message.</summary>
    TextMessage,

    /// <summary>By email.</summary>
    Email,

    /// <summary>By letter.</summary>
    Letter,

    /// <summary>At a meeting.</summary>
    Meeting,

    /// <summary>At the office.</summary>
    OfficeContact,

    /// <summary>Any other way.</summary>
    Other,
}

/// <summary>Kinds of visit. The three statutory ones need the status they are named after (V-03).</summary>
public enum VisitType
{
    /// <summary>Part of an assessment.</summary>
    AssessmentSession,

    /// <summary>A visit without a statutory purpose.</summary>
    HomeVisit,

    /// <summary>Work with the child.</summary>
    DirectWork,

    /// <summary>Statutory visit to a child in need.</summary>
    ChildInNeed,

    /// <summary>Statutory visit under a child protection plan.</summary>
    ChildProtection,

    /// <summary>Statutory visit to a looked-after child.</summary>
    LookedAfter,
}

/// <summary>Whether the bedroom was seen.</summary>
public enum Bedroom
{
    /// <summary>Seen.</summary>
    Yes,

    /// <summary>Not seen.</summary>
    No,

    /// <summary>The visit was somewhere else.</summary>
    NotAtHome,
}

/// <summary>How a person took part.</summary>
public enum Attendance
{
    /// <summary>Was there.</summary>
    Present,

    /// <summary>Was spoken with.</summary>
    Interviewed,

    /// <summary>Sent the message.</summary>
    Sender,

    /// <summary>Received the message.</summary>
    Recipient,
}

/// <summary>Where an interpreter came from.</summary>
public enum InterpreterKind
{
    /// <summary>A contracted service.</summary>
    Contracted,

    /// <summary>A named staff member.</summary>
    Staff,

    /// <summary>A family member.</summary>
    Family,

    /// <summary>A friend.</summary>
    Friend,
}

/// <summary>Where a recording stands in its life.</summary>
public enum RecordingState
{
    /// <summary>On the timeline, not final.</summary>
    Written,

    /// <summary>Frozen.</summary>
    Final,

    /// <summary>Final, returned by a manager for changes.</summary>
    Returned,

    /// <summary>Signed off by a manager.</summary>
    SignedOff,
}

/// <summary>The words shown for each kind.</summary>
public static class KindLabels
{
    /// <summary>As shown on the page.</summary>
    public static string Label(this RecordingKind value) => value switch
    {
        RecordingKind.Visit => "Visit",
        RecordingKind.CaseNote => "Case note",
        RecordingKind.Decision => "Decision",
        RecordingKind.CaseNoteSummary => "Case note summary",
        RecordingKind.Supervision => "Supervision",
        RecordingKind.Oversight => "Management oversight",
        RecordingKind.ReflectiveDiscussion => "Reflective case discussion",
        RecordingKind.PlanReview => "Review of a plan",
        RecordingKind.ProgressSummary => "Progress summary",
        RecordingKind.TransferSummary => "Transfer summary",
        RecordingKind.ClosingSummary => "Closing summary",
        _ => value.ToString(),
    };

    /// <summary>As shown on the page.</summary>
    public static string Label(this ContactType value) => value switch
    {
        ContactType.TelephoneCall => "Telephone call",
        ContactType.VideoCall => "Video call",
        ContactType.TextMessage => "Text message",
        ContactType.Email => "Email",
        ContactType.Letter => "Letter",
        ContactType.Meeting => "Meeting",
        ContactType.OfficeContact => "Office contact",
        ContactType.Other => "Other contact",
        _ => value.ToString(),
    };

    /// <summary>As shown on the page.</summary>
    public static string Label(this VisitType value) => value switch
    {
        VisitType.AssessmentSession => "Assessment session",
        VisitType.HomeVisit => "Home visit",
        VisitType.DirectWork => "Direct work",
        VisitType.ChildInNeed => "Child in need visit",
        VisitType.ChildProtection => "Child protection visit",
        VisitType.LookedAfter => "Looked-after child visit",
        _ => value.ToString(),
    };

    /// <summary>As shown on the page.</summary>
    public static string Label(this Bedroom value) => value switch
    {
        Bedroom.Yes => "Yes",
        Bedroom.No => "No",
        Bedroom.NotAtHome => "Not visited at home",
        _ => value.ToString(),
    };

    /// <summary>As shown on the page.</summary>
    public static string Label(this Attendance value) => value switch
    {
        Attendance.Present => "Present",
        Attendance.Interviewed => "Spoken with",
        Attendance.Sender => "Sender",
        Attendance.Recipient => "Recipient",
        _ => value.ToString(),
    };

    /// <summary>As shown on the page.</summary>
    public static string Label(this InterpreterKind value) => value switch
    {
        InterpreterKind.Contracted => "Contracted service",
        InterpreterKind.Staff => "Staff member",
        InterpreterKind.Family => "Family member",
        InterpreterKind.Friend => "Friend",
        _ => value.ToString(),
    };

    /// <summary>As shown on the page.</summary>
    public static string Label(this RecordingState value) => value switch
    {
        RecordingState.Written => "Written, not final",
        RecordingState.Final => "Final",
        RecordingState.Returned => "Returned",
        RecordingState.SignedOff => "Signed off",
        _ => value.ToString(),
    };
}

/// <summary>What follows from the kind.</summary>
public static class RecordingKinds
{
    /// <summary>A paper about one child as it stands at the moment: it has no event to be late for, and is a draft or final, nothing between.</summary>
    public static bool IsSummary(this RecordingKind kind) => kind is RecordingKind.CaseNoteSummary or RecordingKind.ProgressSummary or RecordingKind.TransferSummary or RecordingKind.ClosingSummary;
}

/// <summary>What follows from how a contact was made.</summary>
public static class ContactTypes
{
    /// <summary>Written: it has a sender and recipients, not people present (N-02).</summary>
    public static bool IsCorrespondence(this ContactType type) => type is ContactType.Email or ContactType.Letter or ContactType.TextMessage;

    /// <summary>A child may have been there to be seen (N-06).</summary>
    public static bool ChildCanBeSeen(this ContactType type) => type is ContactType.Meeting or ContactType.OfficeContact or ContactType.Other;
}
