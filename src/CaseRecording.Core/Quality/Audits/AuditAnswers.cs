using System.Globalization;

namespace CaseRecording.Core.Quality.Audits;

/// <summary>How far a record meets a point of the standard. Stored by name; names never change.</summary>
public enum PointResult
{
    /// <summary>Met.</summary>
    Met,

    /// <summary>Met in part.</summary>
    Partly,

    /// <summary>Not met.</summary>
    NotMet,

    /// <summary>Nothing in this record calls for it.</summary>
    DoesNotApply,
}

/// <summary>The judgement on a whole record, in the inspectorate's words. Stored by name; names never change.</summary>
public enum AuditOutcome
{
    /// <summary>Outstanding.</summary>
    Outstanding,

    /// <summary>Good.</summary>
    Good,

    /// <summary>Requires improvement to be good.</summary>
    RequiresImprovement,

    /// <summary>Inadequate.</summary>
    Inadequate,
}

/// <summary>The words of an audit.</summary>
public static class AuditLabels
{
    /// <summary>As shown on the page.</summary>
    public static string Label(this PointResult result) => result switch
    {
        PointResult.Met => "Met",
        PointResult.Partly => "Partly met",
        PointResult.NotMet => "Not met",
        PointResult.DoesNotApply => "Does not apply",
        _ => result.ToString(),
    };

    /// <summary>As shown on the page.</summary>
    public static string Label(this RemedialStep step) => step switch
    {
        RemedialStep.Done => "Said to be done",
        RemedialStep.Confirmed => "Found to be done",
        RemedialStep.SentBack => "Sent back",
        RemedialStep.Changed => "Owner or day changed",
        _ => step.ToString(),
    };

    /// <summary>As shown on the page.</summary>
    public static string Label(this AuditOutcome outcome) => outcome switch
    {
        AuditOutcome.RequiresImprovement => "Requires improvement",
        _ => outcome.ToString(),
    };
}

/// <summary>An auditor's answer on one point of the standard.</summary>
/// <param name="Point">One point.</param>
/// <param name="Result">The answer.</param>
/// <param name="Comment">The evidence, or why it does not apply; needed unless the point is met.</param>
public sealed record PointFinding(StandardPoints Point, PointResult Result, string? Comment = null);

/// <summary>Something to be put right, as the form says it.</summary>
/// <param name="Row">Its row of the form, from 0.</param>
/// <param name="What">What.</param>
/// <param name="OwnerId">Who, of the staff.</param>
/// <param name="DueOn">By when, a UK date.</param>
public sealed record RemedialInput(int Row, string What, Guid? OwnerId, DateOnly? DueOn);

/// <summary>An audit as its form says it. Limits in characters.</summary>
/// <param name="Points">The points answered.</param>
/// <param name="Strengths">What is good about the record.</param>
/// <param name="Outcome">The judgement on the whole.</param>
/// <param name="Actions">What must be put right.</param>
public sealed record AuditInput(IReadOnlyList<PointFinding> Points, string? Strengths, AuditOutcome? Outcome, IReadOnlyList<RemedialInput> Actions)
{
    /// <summary>Shortest comment, and shortest account of what is to be put right.</summary>
    public const int ShortestText = 10;

    /// <summary>Longest comment.</summary>
    public const int LongestComment = 2000;

    /// <summary>Longest account of strengths.</summary>
    public const int LongestStrengths = 4000;

    /// <summary>Longest account of one thing to be put right.</summary>
    public const int LongestAction = 1000;

    /// <summary>Field with the answer on a point.</summary>
    public static string FieldOf(StandardPoints point) => $"point-{point.Key()}";

    /// <summary>Field with the comment on a point.</summary>
    public static string CommentOf(StandardPoints point) => $"point-{point.Key()}-comment";

    /// <summary>Field of a row of what is to be put right: what, who or by.</summary>
    public static string RowOf(int row, string part) => string.Create(CultureInfo.InvariantCulture, $"action-{row}-{part}");

    /// <summary>What the rules refuse of it on a day, without finishing it.</summary>
    public IReadOnlyList<RuleViolation> Violations(DateOnly today)
    {
        var check = new RuleCheck();
        Check(check, today);
        return check.Violations;
    }

    /// <summary>Every point is answered and explained unless met, and what must be put right has an owner and a date .</summary>
    internal void Check(RuleCheck check, DateOnly today)
    {
        foreach (var point in StandardLabels.All)
        {
            var found = Points.FirstOrDefault(p => p.Point == point);
            check.Refuse(Rules.Q04, found is null, FieldOf(point), $"Say whether the record meets this point: {point.Label()}")
                .Refuse(Rules.Q04, found is { Result: PointResult.DoesNotApply } && Short(found.Comment), CommentOf(point), $"Say in at least {ShortestText} characters why this does not apply: {point.Label()}")
                .Refuse(Rules.Q04, found is { Result: PointResult.Partly or PointResult.NotMet } && Short(found.Comment), CommentOf(point), $"Say in at least {ShortestText} characters what you found: {point.Label()}");
            Fits(check, CommentOf(point), found?.Comment, LongestComment);
        }

        Fits(check, "strengths", Strengths, LongestStrengths);
        check.Refuse(Rules.Q04, Outcome is null, "outcome", "Choose the judgement on the whole record")
            .Refuse(Rules.Q04, Outcome is AuditOutcome.RequiresImprovement or AuditOutcome.Inadequate && Actions.Count == 0, RowOf(0, "what"), "Say what must be put right, who does it and by when");
        foreach (var action in Actions)
        {
            check.Refuse(Rules.Q04, Short(action.What), RowOf(action.Row, "what"), $"Say what must be put right, in at least {ShortestText} characters")
                .Refuse(Rules.Q04, action.OwnerId is null, RowOf(action.Row, "who"), "Choose who puts it right")
                .Refuse(Rules.Q04, action.DueOn is null, RowOf(action.Row, "by"), "Enter by when it must be put right")
                .Refuse(Rules.Q04, action.DueOn < today, RowOf(action.Row, "by"), "Enter today or a later day");
            Fits(check, RowOf(action.Row, "what"), action.What, LongestAction);
        }
    }

    internal static bool Short(string? text) => (text?.Trim().Length ?? 0) < ShortestText;

    internal static void Fits(RuleCheck check, string field, string? text, int longest) =>
        check.Refuse(Rules.Q04, text?.Trim().Length > longest, field, $"This is {text?.Trim().Length:N0} characters long; it can hold {longest:N0}");
}
