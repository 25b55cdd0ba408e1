namespace CaseRecording.Core.Recording;

/// <summary>One text of a recording form.</summary>
/// <param name="Key">Name in forms, drafts, versions and exports; never changes.</param>
/// <param name="Label">As shown; <c>{child}</c> stands for the child's name.</param>
/// <param name="PerChild">Belongs to one child only (N-10).</param>
/// <param name="Hint">Help under the label.</param>
/// <param name="Rows">Height of the box in lines; 1 for a single line.</param>
public sealed record FormField(string Key, string Label, bool PerChild = false, string? Hint = null, int Rows = 4)
{
    /// <summary>Longest text a field holds.</summary>
    public const int LongestText = 100_000;

    /// <summary>Longest single line.</summary>
    public const int LongestLine = 250;

    /// <summary>The label for one child.</summary>
    public string LabelFor(string child) => Label.Replace("{child}", child, StringComparison.Ordinal);

    /// <summary>Name of the form field: per child it carries the child's key.</summary>
    public string NameFor(int? childId) => PerChild && childId is { } id
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"child-{id}-{Key}")
        : Key;

    /// <summary>Longest text of this field.</summary>
    public int Longest => Rows == 1 ? LongestLine : LongestText;
}

/// <summary>The texts of each kind of recording, in the order of form, page and export. One list, so that none of them can differ.</summary>
public static class FormFields
{
    /// <summary>Title and reason, which every recording has (N-01).</summary>
    public static readonly FormField Title = new("title", "Title", Hint: "Say what it was about, so that it can be found again", Rows: 1);

    /// <summary>The reason for contact becomes the chronology line (N-01).</summary>
    public static readonly FormField Reason = new("reason", "Reason for contact", Hint: "One line. It becomes the line in the chronology", Rows: 1);

    /// <summary>What happened: facts (N-03).</summary>
    public static readonly FormField Facts = new("facts", "What happened", Hint: "Facts: what you saw and heard, and who said what. Write to the child", Rows: 8);

    /// <summary>Analysis (N-03, N-04).</summary>
    public static readonly FormField Analysis = new("analysis", "Analysis: what this means for {child}", true, "Your professional judgement, and what it rests on", 6);

    private static readonly FormField WorkingWell = new("workingWell", "What is working well", true);
    private static readonly FormField Worries = new("worries", "What are we worried about", true);
    private static readonly FormField NeedsToHappen = new("needsToHappen", "What needs to happen", true);
    private static readonly FormField Views = new("views", "What {child} said, wishes and feels", true, "Their own words, marked, and how they told you", 5);
    private static readonly FormField Observed = new("observed", "What you observed of {child}", true, "With others, at play, in how they held themselves. For a child who does not speak this is their voice");

    private static readonly FormField PlanView = new("planView", "What {child} says of the plan", true, "Does it make a difference? In their own words, and how they told you", 3);

    /// <summary>What identity means in the child's daily life, in plans, reviews and summaries (C-16).</summary>
    public static readonly FormField Identity = new("identity", "What identity means in {child}’s daily life", true, "Culture, faith, language, disability, gender: what each means on an ordinary day", 3);

    /// <summary>A visit (V-04).</summary>
    public static readonly IReadOnlyList<FormField> Visit =
    [
        Title, Reason,
        new("place", "Place", Rows: 1),
        new("purpose", "Purpose of the visit", Rows: 2),
        Facts,
        new("home", "The home", Hint: "Rooms, warmth, food, who was there", Rows: 3),
        new("parents", "What parents or carers said, and how they were", Rows: 4),
        new("issues", "Issues discussed", Rows: 3),
        new("advice", "Advice given", Rows: 3),
        new("risks", "Risks", Rows: 3),
        new("changes", "Changes in the home", Rows: 2),
        new("tools", "Tools used", Hint: "For example three houses, and how it went", Rows: 2),
        new("challenges", "Challenges made, and the response", Rows: 3),
        new("whyNotAlone", "Why was {child} not seen alone?", true, Rows: 2),
        new("whyNotSeen", "Why was {child} not seen?", true, Rows: 2),
        new("whatElse", "What else needs to happen?", true, Rows: 2),
        new("nextVisit", "Next visit not yet arranged, because", true, Rows: 2),
        Views, Observed,
        new("demeanour", "How {child} seemed in themselves", true, Rows: 2),
        new("development", "Development and relationships", true, "Your opinion", 2),
        Analysis, WorkingWell, Worries, NeedsToHappen, PlanView,
    ];

    /// <summary>Any other contact.</summary>
    public static readonly IReadOnlyList<FormField> CaseNote = [Title, Reason, Facts, Views, Analysis, WorkingWell, Worries, NeedsToHappen, PlanView];

    /// <summary>A core group or review of a plan: the progress of each goal stands beside these (P-02).</summary>
    public static readonly IReadOnlyList<FormField> PlanReview =
    [
        Title,
        new("reason", "In one line", Hint: "What came of it. It becomes the line in the chronology", Rows: 1),
        new("facts", "What was discussed", Hint: "What each person said about how things are going", Rows: 8),
        Views, PlanView,
        new("parentViews", "What parents or carers think", true, Rows: 3),
        Identity, Analysis, WorkingWell, Worries, NeedsToHappen,
    ];

    /// <summary>A decision record (D-02, D-04). Its one line stands where other entries have the reason for contact.</summary>
    public static readonly IReadOnlyList<FormField> Decision =
    [
        Title,
        new("reason", "In one line", Hint: "What was decided and what for. It becomes the line in the chronology", Rows: 1),
        new("decision", "The decision"),
        new("options", "Options considered", Rows: 3),
        new("reasons", "Reasons", Rows: 6),
        new("childViews", "What {child} thinks of it", true, Rows: 3),
        new("parentViews", "What parents or carers think of it", true, Rows: 3),
        new("wordsToChild", "Explained to {child}", true, "In words written to the child, not a copy of the reasons", 5),
    ];

    /// <summary>Supervision about the child (D-05). It has no title: a date tells one from the next.</summary>
    public static readonly IReadOnlyList<FormField> Supervision =
    [
        new("supervised", "Who was supervised", Rows: 1),
        new("discussed", "What was discussed", Hint: "How things are for the children, the work that was done and what it changed, what is hard", Rows: 8),
        new("planReview", "What the review of {child}’s plan found", true, "What it has achieved, what has not moved, and what changes"),
    ];

    /// <summary>Management oversight between supervisions (D-06).</summary>
    public static readonly IReadOnlyList<FormField> Oversight =
    [
        Title,
        new("reason", "In one line", Hint: "What was looked at. It becomes the line in the chronology", Rows: 1),
        new("decision", "What changes", Hint: "In the plan, or in who does what. If nothing changes, say so"),
        new("reasons", "Why", Rows: 5),
        new("wordsToChild", "Explained to {child}", true, "In words written to the child, not a copy of the reasons", 5),
    ];

    /// <summary>A reflective case discussion (D-07).</summary>
    public static readonly IReadOnlyList<FormField> ReflectiveDiscussion =
    [
        new("attended", "Who took part", Rows: 1),
        new("areas", "Areas discussed", Hint: "What is happening, what it may be like for the children, what we do not know yet", Rows: 6),
        new("riskFactors", "Risk factors for {child}", true),
        new("protectiveFactors", "What protects {child}", true),
    ];

    /// <summary>The one-page summary (S-01).</summary>
    public static readonly IReadOnlyList<FormField> CaseNoteSummary =
    [
        new("penPicture", "About {child}", true, "Likes, dislikes, what makes them laugh: the reader meets a person", 5),
        new("importantPeople", "Important people", true, "Who matters to {child}, and how. Contact details come from People", 4),
        new("situation", "What is happening now", true, Rows: 5),
        new("worries", "What we are worried about", true),
        new("whatHelps", "What helps", true),
        Identity,
        new("safetyPlan", "Safety plan", true, "What to do, and who to ring, if it goes wrong tonight", 5),
    ];

    /// <summary>The progress summary (S-05). What was done and the goals are written by the program.</summary>
    public static readonly IReadOnlyList<FormField> ProgressSummary =
    [
        new("activity", "What was done", true, Rows: 8),
        new("planGoals", "The goals of the plan", true, Rows: 4),
        new("impact", "What it has changed for {child}", true, "Your analysis: progress against the plan, and what has not moved", 8),
        new("next", "What the next three months are for", true),
    ];

    /// <summary>The transfer summary (S-06).</summary>
    public static readonly IReadOnlyList<FormField> TransferSummary =
    [
        new("situation", "Where things stand for {child}", true, "What somebody must know on their first day", 6),
        new("history", "What was done, and what it changed", true, "What helped, and what did not and need not be tried again", 6),
        new("relationships", "How {child} and the family like to be met", true, "Who opens the door, what to say first, what to bring"),
        new("open", "What is open, and by when", true, "Dates, promises made, questions not answered"),
    ];

    /// <summary>The closing summary (S-06).</summary>
    public static readonly IReadOnlyList<FormField> ClosingSummary =
    [
        new("needsMet", "Which needs of {child} were met", true, Rows: 5),
        new("delivered", "What the plan delivered", true, Rows: 5),
        new("whyEnded", "Why {child} no longer needs us", true, Rows: 4),
        new("supportRemains", "What support remains, and whom to ask", true, "Names and numbers {child} and the family can use", 4),
    ];

    /// <summary>Texts that the program writes, so that nobody types them: they say what the record says (S-05).</summary>
    public static bool IsMade(RecordingKind kind, string key) => kind == RecordingKind.ProgressSummary && key is ("activity" or "planGoals");

    /// <summary>Whether entries of a kind have a title and a line of their own (N-01).</summary>
    public static bool HasTitle(RecordingKind kind) => Of(kind)[0] == Title;

    /// <summary>The texts of a kind.</summary>
    public static IReadOnlyList<FormField> Of(RecordingKind kind) => kind switch
    {
        RecordingKind.Visit => Visit,
        RecordingKind.CaseNote => CaseNote,
        RecordingKind.Decision => Decision,
        RecordingKind.CaseNoteSummary => CaseNoteSummary,
        RecordingKind.Supervision => Supervision,
        RecordingKind.Oversight => Oversight,
        RecordingKind.ReflectiveDiscussion => ReflectiveDiscussion,
        RecordingKind.PlanReview => PlanReview,
        RecordingKind.ProgressSummary => ProgressSummary,
        RecordingKind.TransferSummary => TransferSummary,
        RecordingKind.ClosingSummary => ClosingSummary,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
