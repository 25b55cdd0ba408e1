namespace CaseRecording.Core.Quality.Figures;

/// <summary>What a team's work is measured by. The order is that of the page.</summary>
public enum Figure
{
    /// <summary>Written within the limit (T-02).</summary>
    WrittenInTime,

    /// <summary>Finalised within the limit (T-04).</summary>
    FinalisedInTime,

    /// <summary>Children seen on visits (V-04).</summary>
    Seen,

    /// <summary>Seen alone (V-04).</summary>
    SeenAlone,

    /// <summary>Bedroom seen (V-04).</summary>
    BedroomSeen,

    /// <summary>The child's words, or what was observed, recorded (N-15).</summary>
    ChildHeard,

    /// <summary>Signed off within <see cref="FigureDefinition.SignOffDays"/> days .</summary>
    SignedOff,

    /// <summary>Supervision held in time (D-05).</summary>
    Supervised,

    /// <summary>Progress summaries written in time (S-05).</summary>
    ProgressSummarised,

    /// <summary>Children whose visits were up to date (V-06).</summary>
    VisitsUpToDate,

    /// <summary>Children whose case note summary was up to date (S-02).</summary>
    SummaryUpToDate,
}

/// <summary>What a figure counts, in words. The queries of <see cref="TeamFigures"/> say the same in code.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Title">Its name.</param>
/// <param name="Counted">What is counted, and in which month it falls.</param>
/// <param name="Met">When one of them counts as met.</param>
/// <param name="Missed">What one that is not met is called in the list of rows.</param>
/// <param name="Code">The rule behind it.</param>
public sealed record FigureDefinition(Figure Figure, string Title, string Counted, string Met, string Missed, string Code)
{
    /// <summary>A final entry that waited no longer than this many days of 24 hours was signed off in good time. Ours: the rulebook sets no limit.</summary>
    public const int SignOffDays = 7;

    /// <summary>Whether children are counted as they stood at the end of the month, and not entries.</summary>
    public bool Standing => Figure is Figure.VisitsUpToDate or Figure.SummaryUpToDate;

    /// <summary>What holds for all of them.</summary>
    public const string Common =
        "Counted are the records that are in the team today and that you may know of, closed ones too. What is about two siblings counts once on each child’s record. "
        + "A month is a calendar month in UK time. Nothing is sampled, weighted or rounded before the last step.";

    /// <summary>Every figure, in the order of the page.</summary>
    public static IReadOnlyList<FigureDefinition> All { get; } =
    [
        new(Figure.WrittenInTime, "Written in time", "Every entry on the record, in the month of its event.", "It was first saved to the record within the limit that held on that day.", "Written late", "T-02"),
        new(Figure.FinalisedInTime, "Final in time", "Every entry that is final or past its limit, in the month of its event.", "It was made final within the limit that held on that day.", "Final late, or still not final", "T-04"),
        new(Figure.Seen, "Children seen", "Every visit, in the month in which it took place.", "The child was seen.", "Not seen", "V-04"),
        new(Figure.SeenAlone, "Seen alone", "Every visit at which the child was seen, in the month in which it took place.", "The child was seen alone.", "Not seen alone", "V-04"),
        new(Figure.BedroomSeen, "Bedroom seen", "Every visit to the home at which the child was seen, in the month in which it took place.", "The child’s bedroom was seen.", "Bedroom not seen", "V-04"),
        new(Figure.ChildHeard, "Child’s voice recorded", "Every visit at which the child was seen, in the month in which it took place.", "The entry holds the child’s words, or what was observed of the child.", "Child missing from the entry", "N-15"),
        new(Figure.SignedOff, $"Signed off within {SignOffDays} days", $"Every entry that needs sign-off and has been signed off or has waited {SignOffDays} days, in the month in which it first became final.", $"It was signed off within {SignOffDays} days of becoming final.", "Signed off later, or still waiting", "Q-01"),
        new(Figure.Supervised, "Supervision in time", "Every supervision that had a due day, in the month in which it was held.", "It was held by the day on which it was due.", "Held after its due day", "D-05"),
        new(Figure.ProgressSummarised, "Progress summaries in time", "Every progress summary that had a due day, in the month of its date.", "It was made by the day on which it was due.", "Made after its due day", "S-05"),
        new(Figure.VisitsUpToDate, "Visits up to date", "Every child whose status asked for visits, as it stood at the end of the last day of the month; in the present month, today.", "No statutory visit was overdue on that day.", "A visit was overdue", "V-06"),
        new(Figure.SummaryUpToDate, "Case note summaries up to date", "Every child whose record was open, as it stood at the end of the last day of the month; in the present month, today.", "The case note summary was not overdue on that day.", "The summary was overdue", "S-02"),
    ];

    /// <summary>The words for one.</summary>
    public static FigureDefinition Of(Figure figure) => All.Single(d => d.Figure == figure);
}

/// <summary>A figure of one team in one month.</summary>
/// <param name="Month">First UK day of the month.</param>
/// <param name="Met">How many met it.</param>
/// <param name="Counted">Of how many.</param>
public sealed record FigureMonth(DateOnly Month, int Met, int Counted)
{
    /// <summary>Whole percent, rounded to the nearest, halves up; null where nothing was counted.</summary>
    public int? Percent => Counted == 0 ? null : (int)Math.Round(100m * Met / Counted, MidpointRounding.AwayFromZero);
}

/// <summary>A figure over the months.</summary>
/// <param name="TeamId">The team.</param>
/// <param name="Definition">What it counts.</param>
/// <param name="Months">Oldest first, none left out.</param>
public sealed record FigureTrend(int TeamId, FigureDefinition Definition, IReadOnlyList<FigureMonth> Months)
{
    /// <summary>All months together.</summary>
    public FigureMonth Whole => new(Months[0].Month, Months.Sum(m => m.Met), Months.Sum(m => m.Counted));
}

/// <summary>One of the rows that a figure counts.</summary>
/// <param name="RecordingId">The entry; 0 where children are counted (<see cref="FigureDefinition.Standing"/>).</param>
/// <param name="ChildId">The child on whose record it counts.</param>
/// <param name="Child">Their full name.</param>
/// <param name="Title">The entry's title; null where the person has to say first why they need the record .</param>
/// <param name="Author">Who wrote it; where children are counted, their worker today, or null.</param>
/// <param name="AtUtc">What puts it into its month, UTC; where children are counted, the start of the UK day by which the visit or summary was due.</param>
/// <param name="Met">Whether it met the figure.</param>
public sealed record FigureRow(long RecordingId, int ChildId, string Child, string? Title, string? Author, DateTime AtUtc, bool Met);

/// <summary>Rows of a figure, page by page.</summary>
/// <param name="Rows">Latest first.</param>
/// <param name="HasMore">Older ones follow the last.</param>
public sealed record FigureRows(IReadOnlyList<FigureRow> Rows, bool HasMore);
