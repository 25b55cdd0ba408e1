using CaseRecording.Core.Recording;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Supervision;
using CaseRecording.Core.Visits;

namespace CaseRecording.Core.Quality;

/// <summary>A team one may look at.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Name.</param>
public sealed record TeamChoice(int Id, string Name);

/// <summary>The lists of entries on the team page.</summary>
public enum TeamList
{
    /// <summary>Not final, and past due (T-04).</summary>
    NotFinal,

    /// <summary>Written late (T-02).</summary>
    WrittenLate,

    /// <summary>Final, waiting for sign-off .</summary>
    Waiting,

    /// <summary>Events of last month that are not final, or missed its close (T-06).</summary>
    Month,
}

/// <summary>One open record of the team.</summary>
/// <param name="ChildId">The child.</param>
/// <param name="Name">Full name.</param>
/// <param name="WorkerId">Whose child it is.</param>
/// <param name="Worker">Their name.</param>
/// <param name="OpenedAtUtc">Opened, UTC.</param>
/// <param name="LastSeenAtUtc">Last seen on a visit, UTC.</param>
/// <param name="SeenAtLastVisit">What the last visit says; null where there is none or it does not say.</param>
/// <param name="IsUnborn">Not born yet, so not to be seen.</param>
/// <param name="NextVisitDueOn">Next visit, a UK date (V-06).</param>
/// <param name="SummaryDueOn">Summary, a UK date (S-02).</param>
/// <param name="SupervisionDueOn">Supervision, a UK date (D-05).</param>
/// <param name="ProgressDueOn">Progress summary, a UK date (S-05).</param>
public sealed record TeamChild(
    int ChildId, string Name, Guid? WorkerId, string? Worker, DateTime OpenedAtUtc, DateTime? LastSeenAtUtc, bool? SeenAtLastVisit, bool IsUnborn, DateOnly? NextVisitDueOn, DateOnly? SummaryDueOn, DateOnly? SupervisionDueOn, DateOnly? ProgressDueOn)
{
    /// <summary>Overdue from the day after (V-06).</summary>
    public bool VisitOverdue(DateOnly today) => NextVisitDueOn is { } due && VisitSchedule.IsOverdue(due, today);

    /// <summary>Overdue from the day after (S-02).</summary>
    public bool SummaryOverdue(DateOnly today) => SummaryDueOn is { } due && SummaryClock.IsOverdue(due, today);

    /// <summary>Overdue from the day after (D-05).</summary>
    public bool SupervisionOverdue(DateOnly today) => SupervisionDueOn is { } due && SupervisionClock.IsOverdue(due, today);

    /// <summary>Overdue from the day after (S-05).</summary>
    public bool ProgressOverdue(DateOnly today) => ProgressDueOn is { } due && ProgressDraft.IsOverdue(due, today);

    /// <summary>Born, and not seen at the last visit, or by nobody for longer than <see cref="TeamClocks.NotSeenDays"/>.</summary>
    public bool NotSeen(DateTime nowUtc) => !IsUnborn && (SeenAtLastVisit == false || (LastSeenAtUtc ?? OpenedAtUtc) < nowUtc.AddDays(-TeamClocks.NotSeenDays));
}

/// <summary>An entry in one of the team's lists.</summary>
/// <param name="RecordingId">The entry.</param>
/// <param name="ChildId">The child, or the first of several.</param>
/// <param name="Child">Their name.</param>
/// <param name="OtherChildren">How many more of the team it is about.</param>
/// <param name="Title">Title; null where the person has to say first why they need the record .</param>
/// <param name="Kind">Kind of recording.</param>
/// <param name="VisitType">For a visit.</param>
/// <param name="ContactType">For a note.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="OccurredAtUtc">The event, UTC.</param>
/// <param name="WrittenAtUtc">Written, UTC.</param>
/// <param name="WriteDueAtUtc">Limit of writing, UTC.</param>
/// <param name="FinalisedAtUtc">Final, UTC.</param>
/// <param name="FinaliseDueAtUtc">Limit of finalising, UTC.</param>
public sealed record TeamEntry(
    long RecordingId, int ChildId, string Child, int OtherChildren, string? Title, RecordingKind Kind, VisitType? VisitType, ContactType? ContactType, string Author,
    RecordingState State, DateTime OccurredAtUtc, DateTime WrittenAtUtc, DateTime WriteDueAtUtc, DateTime? FinalisedAtUtc, DateTime FinaliseDueAtUtc)
{
    /// <summary>The kind in words.</summary>
    public string KindText => VisitType?.Label() ?? ContactType?.Label() ?? Kind.Label();
}

/// <summary>A list and how many rows it has in all.</summary>
/// <param name="Count">All of them.</param>
/// <param name="Rows">The first, or all.</param>
public sealed record TeamEntries(int Count, IReadOnlyList<TeamEntry> Rows);

/// <summary>What one worker carries.</summary>
/// <param name="StaffId">Who.</param>
/// <param name="Name">Name.</param>
/// <param name="Children">Children of the team allocated to them.</param>
/// <param name="VisitsOverdue">Of these: visits overdue.</param>
/// <param name="SummariesOverdue">Of these: summaries overdue.</param>
/// <param name="NotFinal">Entries of theirs in the team's records that are not final.</param>
/// <param name="NotFinalOverdue">Of these: overdue.</param>
public sealed record TeamWorker(Guid StaffId, string Name, int Children, int VisitsOverdue, int SummariesOverdue, int NotFinal, int NotFinalOverdue);

/// <summary>Everything the team page shows.</summary>
/// <param name="NowUtc">The instant of asking, UTC.</param>
/// <param name="Today">The UK day.</param>
public sealed record TeamPicture(DateTime NowUtc, DateOnly Today)
{
    /// <summary>Open records of the team, by name.</summary>
    public required IReadOnlyList<TeamChild> Children { get; init; }

    /// <summary>Not final and overdue, longest first (T-04).</summary>
    public required TeamEntries NotFinal { get; init; }

    /// <summary>Written late within the last <see cref="TeamClocks.WrittenLateDays"/> days, latest first (T-02).</summary>
    public required TeamEntries WrittenLate { get; init; }

    /// <summary>Waiting for sign-off, longest first .</summary>
    public required TeamEntries Waiting { get; init; }

    /// <summary>Last month's events that are not final or missed its close (T-06).</summary>
    public required TeamEntries Month { get; init; }

    /// <summary>First day of that month.</summary>
    public required DateOnly MonthFirst { get; init; }

    /// <summary>When it closes, UTC.</summary>
    public required DateTime MonthClosesAtUtc { get; init; }

    /// <summary>What each worker carries, by name.</summary>
    public required IReadOnlyList<TeamWorker> Workers { get; init; }

    /// <summary>The month is closed; what stands in its list missed it (T-06).</summary>
    public bool MonthIsClosed => NowUtc >= MonthClosesAtUtc.AddMinutes(1);

    /// <summary>Not seen, those never or longest ago first.</summary>
    public IReadOnlyList<TeamChild> NotSeen => [.. Children.Where(c => c.NotSeen(NowUtc)).OrderBy(c => c.LastSeenAtUtc ?? DateTime.MinValue)];

    /// <summary>Visits overdue, longest first (V-06).</summary>
    public IReadOnlyList<TeamChild> VisitsOverdue => [.. Children.Where(c => c.VisitOverdue(Today)).OrderBy(c => c.NextVisitDueOn)];

    /// <summary>Visits due within <see cref="TeamClocks.ComingDays"/> days, soonest first.</summary>
    public IReadOnlyList<TeamChild> VisitsDue => [.. Children.Where(c => !c.VisitOverdue(Today) && c.NextVisitDueOn <= Today.AddDays(TeamClocks.ComingDays)).OrderBy(c => c.NextVisitDueOn)];

    /// <summary>Summaries overdue, longest first (S-02).</summary>
    public IReadOnlyList<TeamChild> SummariesOverdue => [.. Children.Where(c => c.SummaryOverdue(Today)).OrderBy(c => c.SummaryDueOn)];

    /// <summary>Supervision overdue, longest first (D-05).</summary>
    public IReadOnlyList<TeamChild> SupervisionOverdue => [.. Children.Where(c => c.SupervisionOverdue(Today)).OrderBy(c => c.SupervisionDueOn)];

    /// <summary>Supervision due within <see cref="TeamClocks.ComingDays"/> days, soonest first.</summary>
    public IReadOnlyList<TeamChild> SupervisionDue => [.. Children.Where(c => !c.SupervisionOverdue(Today) && c.SupervisionDueOn <= Today.AddDays(TeamClocks.ComingDays)).OrderBy(c => c.SupervisionDueOn)];

    /// <summary>Progress summaries overdue, longest first (S-05).</summary>
    public IReadOnlyList<TeamChild> ProgressOverdue => [.. Children.Where(c => c.ProgressOverdue(Today)).OrderBy(c => c.ProgressDueOn)];

    /// <summary>Progress summaries due within <see cref="TeamClocks.ComingDays"/> days, soonest first.</summary>
    public IReadOnlyList<TeamChild> ProgressDue => [.. Children.Where(c => !c.ProgressOverdue(Today) && c.ProgressDueOn <= Today.AddDays(TeamClocks.ComingDays)).OrderBy(c => c.ProgressDueOn)];

    /// <summary>Summaries due within <see cref="TeamClocks.ComingDays"/> days, soonest first.</summary>
    public IReadOnlyList<TeamChild> SummariesDue => [.. Children.Where(c => !c.SummaryOverdue(Today) && c.SummaryDueOn <= Today.AddDays(TeamClocks.ComingDays)).OrderBy(c => c.SummaryDueOn)];
}
