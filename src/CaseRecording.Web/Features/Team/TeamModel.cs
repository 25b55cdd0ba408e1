using CaseRecording.Core.Access;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using CaseRecording.Web.Features.Safeguarding;

namespace CaseRecording.Web.Features.Team;

/// <summary>The team page.</summary>
public sealed record TeamModel(IReadOnlyList<TeamChoice> Choices, TeamChoice Team, TeamPicture Picture, IReadOnlyList<WaitingAlert> Alerts)
{
    public string Title => Team.Name.EndsWith("team", StringComparison.OrdinalIgnoreCase) ? Team.Name : $"{Team.Name} team";

    /// <summary>Safeguarding concerns that wait for something (T-05).</summary>
    public required SafeguardingList Safeguarding { get; init; }

    /// <summary>Records being audited, and what is still to be put right .</summary>
    public required Core.Quality.Audits.AuditWork Audits { get; init; }

    /// <summary>The numbers on top, each with the part of the page it leads to; those that ask for something now stand out.</summary>
    public IEnumerable<TeamNumber> Numbers =>
    [
        new("safeguarding", Safeguarding.Concerns.Count, Safeguarding.Concerns.Count == 1 ? "safeguarding concern" : "safeguarding concerns", true),
        new("alerts", Alerts.Count, "to acknowledge", true),
        new("not-final", Picture.NotFinal.Count, "not final, overdue", true),
        new("not-seen", Picture.NotSeen.Count, Picture.NotSeen.Count == 1 ? "child not seen" : "children not seen", true),
        new("visits", Picture.VisitsOverdue.Count, Picture.VisitsOverdue.Count == 1 ? "visit overdue" : "visits overdue", true),
        new("visits", Picture.VisitsDue.Count, Picture.VisitsDue.Count == 1 ? "visit due this week" : "visits due this week"),
        new("summaries", Picture.SummariesOverdue.Count, Picture.SummariesOverdue.Count == 1 ? "summary overdue" : "summaries overdue", true),
        new("summaries", Picture.SummariesDue.Count, Picture.SummariesDue.Count == 1 ? "summary due this week" : "summaries due this week"),
        new("progress", Picture.ProgressOverdue.Count, Picture.ProgressOverdue.Count == 1 ? "progress summary overdue" : "progress summaries overdue", true),
        new("supervision", Picture.SupervisionOverdue.Count, Picture.SupervisionOverdue.Count == 1 ? "supervision overdue" : "supervisions overdue", true),
        new("waiting", Picture.Waiting.Count, "waiting for sign-off"),
        new("audits", Audits.Audits.Count, Audits.Audits.Count == 1 ? "record to audit" : "records to audit"),
        new("audits", Audits.Actions.Count(a => a.IsOverdue(Picture.Today)), "to put right, overdue", true),
        new("month", Picture.Month.Count, Picture.MonthIsClosed ? $"missed {MonthName}’s close" : $"of {MonthName} not final", Picture.MonthIsClosed),
        new("written-late", Picture.WrittenLate.Count, $"written late in {TeamClocks.WrittenLateDays} days"),
    ];

    public string MonthName => Picture.MonthFirst.ToString("MMMM", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The list asked for in full.</summary>
    public static TeamList? List(string? all) => Enum.TryParse<TeamList>(all, out var list) && Enum.IsDefined(list) ? list : null;

    public EntryTable Table(TeamList list, string id, TeamEntries entries, string empty, string clock, Func<TeamEntry, string> text) =>
        new(id, entries, empty, clock, text, entries.Count > entries.Rows.Count && entries.Rows.Count < TeamClocks.MostRows ? $"{Routes.Team}?team={Team.Id}&all={list}#{id}" : null);

    /// <summary>How long ago, or how long over.</summary>
    public string Since(DateTime utc) => Span(Picture.NowUtc - utc);

    /// <summary>A length of time; from two days on the hours no longer matter.</summary>
    public static string Span(TimeSpan span) => LondonTime.FormatDuration(span.TotalDays >= 2 ? TimeSpan.FromDays(Math.Floor(span.TotalDays)) : span);
}

/// <summary>One number that leads to its rows.</summary>
public sealed record TeamNumber(string Id, int Count, string Text, bool Urgent = false)
{
    public bool StandsOut => Urgent && Count > 0;
}

/// <summary>A list of entries with one clock.</summary>
/// <param name="AllHref">Where all of them are shown; null where they already are.</param>
public sealed record EntryTable(string Id, TeamEntries Entries, string Empty, string Clock, Func<TeamEntry, string> Text, string? AllHref);

/// <summary>A list of children with one clock of days.</summary>
public sealed record ChildTable(string Caption, IReadOnlyList<TeamChild> Children, Func<TeamChild, DateOnly?> Due);

/// <summary>The words for an alert.</summary>
public static class AlertWords
{
    public static string Label(this AlertKind kind) => kind switch
    {
        AlertKind.RecordOpenedWithReason => "Record opened with a reason",
        AlertKind.PossibleDuplicate => "Possibly two records of one child",
        AlertKind.StatusSaidWrong => "Status may be wrong",
        _ => kind.ToString(),
    };
}
