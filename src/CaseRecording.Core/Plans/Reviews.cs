using System.Globalization;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Time;

namespace CaseRecording.Core.Plans;

/// <summary>Kinds of review of a plan (P-02).</summary>
public enum ReviewType
{
    /// <summary>Core group, under a child protection plan.</summary>
    CoreGroup,

    /// <summary>Review of a child in need plan.</summary>
    ChildInNeedReview,

    /// <summary>Review conference of a child protection plan.</summary>
    ReviewConference,

    /// <summary>Looked-after review, of a care plan.</summary>
    LookedAfterReview,

    /// <summary>Midway between two reviews; by the chair or reviewing officer only.</summary>
    MidwayReview,

    /// <summary>Review of a pathway plan.</summary>
    PathwayReview,
}

/// <summary>How far a goal has come since the last review.</summary>
public enum Progress
{
    /// <summary>As the measure asks.</summary>
    Reached,

    /// <summary>Better than before.</summary>
    Better,

    /// <summary>As before.</summary>
    Same,

    /// <summary>Worse than before.</summary>
    Worse,

    /// <summary>It was not spoken of.</summary>
    NotDiscussed,
}

/// <summary>Whether the plan makes a difference, as the child says (P-06).</summary>
public enum PlanHelps
{
    /// <summary>It helps.</summary>
    Yes,

    /// <summary>In part.</summary>
    InPart,

    /// <summary>It does not help.</summary>
    No,
}

/// <summary>A goal that an entry speaks of.</summary>
/// <param name="GoalId">The goal, of the child whose part it stands in.</param>
/// <param name="Progress">In a review: how far it has come.</param>
/// <param name="Text">In a review: in words.</param>
public sealed record GoalProgress(int GoalId, Progress? Progress = null, string Text = "")
{
    /// <summary>Name of a form's field about a goal, within the child's part.</summary>
    public static string Field(int goalId, string part) => string.Create(CultureInfo.InvariantCulture, $"goal-{goalId}-{part}");
}

/// <summary>The words shown for each.</summary>
public static class ReviewLabels
{
    /// <summary>As shown on the page.</summary>
    public static string Label(this ReviewType type) => type switch
    {
        ReviewType.CoreGroup => "Core group",
        ReviewType.ChildInNeedReview => "Child in need review",
        ReviewType.ReviewConference => "Review conference",
        ReviewType.LookedAfterReview => "Looked-after review",
        ReviewType.MidwayReview => "Midway review",
        _ => "Pathway plan review",
    };

    /// <summary>As shown on the page.</summary>
    public static string Label(this Progress progress) => progress switch
    {
        Progress.Reached => "Reached",
        Progress.Better => "Better",
        Progress.Same => "No change",
        Progress.Worse => "Worse",
        _ => "Not discussed",
    };

    /// <summary>As the child says it.</summary>
    public static string Label(this PlanHelps helps) => helps switch
    {
        PlanHelps.Yes => "Yes, it helps",
        PlanHelps.InPart => "It helps in part",
        _ => "No, it does not help",
    };
}

/// <summary>A review that is due.</summary>
/// <param name="Type">Which.</param>
/// <param name="DueOn">The last UK day on which it is on time.</param>
public sealed record ReviewDue(ReviewType Type, DateOnly DueOn);

/// <summary>When the reviews of a plan are due (P-02): a pure function, asked by page, list and nightly job alike.</summary>
public static class ReviewClock
{
    /// <summary>The reviews that a plan asks for next.</summary>
    /// <param name="policy">In force on the day of asking.</param>
    /// <param name="kind">Kind of plan.</param>
    /// <param name="startedOn">Its first day.</param>
    /// <param name="held">UK days of the reviews held since then, by type.</param>
    public static IReadOnlyList<ReviewDue> Due(RecordingPolicy policy, PlanKind kind, DateOnly startedOn, ILookup<ReviewType, DateOnly> held)
    {
        DateOnly? Last(ReviewType type) => held[type].Select(d => (DateOnly?)d).Max();
        static DateOnly Months(DateOnly from, int months) => LondonTime.AddMonthsCorresponding(from, months);
        return kind switch
        {
            PlanKind.ChildInNeed => [new(ReviewType.ChildInNeedReview, Months(Last(ReviewType.ChildInNeedReview) ?? startedOn, policy.ChildInNeedReviewMonths))],
            PlanKind.ChildProtection =>
            [
                new(ReviewType.CoreGroup, Last(ReviewType.CoreGroup) is { } core ? core.AddDays(policy.CoreGroupWeeks * 7) : LondonTime.AddWorkingDays(startedOn, policy.FirstCoreGroupWorkingDays)),
                new(ReviewType.ReviewConference, Last(ReviewType.ReviewConference) is { } conference ? Months(conference, policy.ReviewConferenceMonths) : Months(startedOn, policy.FirstReviewConferenceMonths)),
            ],
            PlanKind.Care =>
            [
                new(ReviewType.LookedAfterReview, Last(ReviewType.LookedAfterReview) is { } last
                    ? Months(last, held[ReviewType.LookedAfterReview].Count() == 1 ? policy.SecondLookedAfterReviewMonths : policy.LookedAfterReviewMonths)
                    : LondonTime.AddWorkingDays(startedOn, policy.FirstLookedAfterReviewWorkingDays)),
            ],
            _ => [new(ReviewType.PathwayReview, Months(Last(ReviewType.PathwayReview) ?? startedOn, policy.PathwayReviewMonths))],
        };
    }
}
