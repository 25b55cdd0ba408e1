namespace CaseRecording.Core.Supervision;

/// <summary>What a supervision says of a child's plan (D-05).</summary>
public enum PlanReviewed
{
    /// <summary>It was reviewed.</summary>
    Reviewed,

    /// <summary>The child has no plan yet: an answer.</summary>
    NoPlanYet,

    /// <summary>There is one, and it was not looked at.</summary>
    NotThisTime,
}

/// <summary>Where a reflective case discussion was held: decides who records it (D-07).</summary>
public enum DiscussionSetting
{
    /// <summary>The team's weekly meeting, led by the team coordinator.</summary>
    WeeklyMeeting,

    /// <summary>Any other, led by the team manager.</summary>
    OutsideMeeting,
}

/// <summary>The words shown.</summary>
public static class SupervisionLabels
{
    /// <summary>As shown on the page.</summary>
    public static string Label(this PlanReviewed value) => value switch
    {
        PlanReviewed.Reviewed => "The plan was reviewed",
        PlanReviewed.NoPlanYet => "There is no plan yet",
        _ => "The plan was not looked at this time",
    };

    /// <summary>As shown on the page.</summary>
    public static string Label(this DiscussionSetting value) => value switch
    {
        DiscussionSetting.WeeklyMeeting => "The team’s weekly meeting",
        _ => "Outside the weekly meeting",
    };
}

/// <summary>An earlier entry of the same child that led to this one: read on that child's page only (D-06, N-10).</summary>
public sealed class RecordingCause
{
    private RecordingCause()
    {
    }

    internal RecordingCause(long causeId) => CauseId = causeId;

    /// <summary>The entry that was led to.</summary>
    public long RecordingId { get; private set; }

    /// <summary>The child in whose record both stand.</summary>
    public int ChildId { get; private set; }

    /// <summary>What led to it.</summary>
    public long CauseId { get; private set; }
}
