using System.Globalization;
using CaseRecording.Core.Data;
using CaseRecording.Core.Plans;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Summaries;

/// <summary>One line of a progress summary's activity: what an entry of the period says of itself.</summary>
/// <param name="RecordingId">The entry.</param>
/// <param name="Text">Date, kind, title and its one line, as they stand there.</param>
public sealed record ProgressLine(long RecordingId, string Text);

/// <summary>
/// Drafts what a progress summary says was done, from the final entries of its period: their own titles and lines, nothing put in other words,
/// each linked to the entry it comes from (S-05). The goals stand as the plan has them. What it all changed is the author's to say.
/// </summary>
public static class ProgressDraft
{
    /// <summary>Most lines of one summary.</summary>
    public const int Most = 200;

    /// <summary>The final entries of a child from one UK day to another, oldest first.</summary>
    public static async Task<IReadOnlyList<ProgressLine>> LinesAsync(AppDbContext db, int childId, DateOnly from, DateOnly to, CancellationToken cancellationToken = default)
    {
        if (to < from) return [];
        var (begins, ends) = (LondonTime.StartOfDayUtc(from), LondonTime.StartOfDayUtc(to.AddDays(1)));
        var rows = await db.RecordingChildren.AsNoTracking()
            .Where(c => c.ChildId == childId && c.OccurredAtUtc >= begins && c.OccurredAtUtc < ends && c.Recording.FinalVersion != null && c.Recording.FinalVersion == c.Recording.CurrentVersion)
            .Where(c => c.Recording.Kind == RecordingKind.Visit || c.Recording.Kind == RecordingKind.CaseNote || c.Recording.Kind == RecordingKind.Decision || c.Recording.Kind == RecordingKind.Oversight || c.Recording.Kind == RecordingKind.PlanReview)
            .OrderBy(c => c.OccurredAtUtc).ThenBy(c => c.RecordingId).Take(Most)
            .Select(c => new { c.RecordingId, c.OccurredAtUtc, c.Recording.Kind, c.Recording.VisitType, c.Recording.ContactType, c.Recording.Title, c.Recording.Reason, c.Seen, c.Recording.WasPlanned })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(r =>
        {
            var kind = (r.VisitType?.Label() ?? r.ContactType?.Label() ?? r.Kind.Label()).ToLowerInvariant();
            var seen = r.Seen switch { true => ", child seen", false when r.WasPlanned => ", child not seen", _ => "" };
            var said = string.Join(". ", new[] { r.Title, r.Reason }.Select(t => t.ReplaceLineEndings(" ").Trim().TrimEnd('.')).Where(t => t.Length > 0));
            return new ProgressLine(r.RecordingId, $"{LondonTime.FormatDate(LondonTime.DateOf(r.OccurredAtUtc))}, {kind}{seen}: {said}");
        });
    }

    /// <summary>The summary with what the program writes: lines of the entries not left out, and the goals of the plans in force.</summary>
    public static async Task<RecordingInput> ComposeAsync(AppDbContext db, RecordingInput input, CancellationToken cancellationToken = default)
    {
        if (input.Kind != RecordingKind.ProgressSummary || !Rules.S05.Applies(true)) return input;
        var children = new Dictionary<int, ChildContent>();
        var plans = await new PlanQuery(db).CurrentAsync([.. input.Children.Keys], cancellationToken);
        foreach (var (childId, own) in input.Children)
        {
            var lines = input.Content is { PeriodFrom: { } from, PeriodTo: { } to } ? await LinesAsync(db, childId, from, to, cancellationToken) : [];
            var fields = new SortedDictionary<string, string>(own.Fields, StringComparer.Ordinal)
            {
                ["activity"] = string.Join('\n', lines.Where(l => !own.LeftOut.Contains(l.RecordingId)).Select(l => string.Create(CultureInfo.InvariantCulture, $"- {l.Text} [[entry:{l.RecordingId}]]"))),
                ["planGoals"] = string.Join('\n', plans.Where(p => p.ChildId == childId).SelectMany(p => p.Goals).Select(g => $"- {g.What.ReplaceLineEndings(" ")} ({g.Owner}, by {LondonTime.FormatDate(g.DueOn)})")),
            };
            foreach (var key in new[] { "activity", "planGoals" }.Where(key => fields[key].Length == 0)) fields.Remove(key);
            children[childId] = own with { Fields = fields, LeftOut = [.. own.LeftOut.Where(id => lines.Any(l => l.RecordingId == id))] };
        }

        return input with { Children = children };
    }

    /// <summary>The last UK day on which the next progress summary is on time: so many months after the last one, or after the record was opened (S-05).</summary>
    /// <param name="policies">The policy of the day from which it counts decides.</param>
    /// <param name="openedOn">The UK day on which the record was opened, or opened again.</param>
    /// <param name="lastOn">The UK day of the last one; null before the first.</param>
    public static DateOnly? DueOn(Policy.PolicyHistory policies, DateOnly openedOn, DateOnly? lastOn)
    {
        if (!Rules.S05.Applies(true)) return null;
        var from = lastOn > openedOn ? lastOn.Value : openedOn;
        return LondonTime.AddMonthsCorresponding(from, policies.PolicyOn(from).ProgressSummaryMonths);
    }

    /// <summary>Overdue from the day after it was due.</summary>
    public static bool IsOverdue(DateOnly dueOn, DateOnly today) => Rules.S05.Broken(today > dueOn);

    internal static string? LateLabel(DateOnly? dueOn, DateTime writtenUtc) =>
        dueOn is { } due && IsOverdue(due, LondonTime.DateOf(writtenUtc)) ? $"Progress summary overdue: it was due by {LondonTime.FormatDate(due)}" : null;
}
