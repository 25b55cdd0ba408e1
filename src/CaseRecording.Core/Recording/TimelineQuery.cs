using CaseRecording.Core.Corrections;
using CaseRecording.Core.Data;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Recording;

/// <summary>What a timeline is narrowed to; each null takes everything.</summary>
/// <param name="Kind">Kind of recording.</param>
/// <param name="ContactType">Kind of contact, for case notes.</param>
/// <param name="PersonId">Someone who took part.</param>
/// <param name="From">First UK date.</param>
/// <param name="To">Last UK date.</param>
public sealed record TimelineFilter(RecordingKind? Kind = null, ContactType? ContactType = null, int? PersonId = null, DateOnly? From = null, DateOnly? To = null);

/// <summary>An entry as a timeline lists it.</summary>
/// <param name="Id">The recording.</param>
/// <param name="Title">Title.</param>
/// <param name="Reason">Reason for contact.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="MadeBy">Who took part.</param>
/// <param name="Facts">What its markers and labels are worked out from.</param>
public sealed record TimelineEntry(long Id, string Title, string Reason, string Author, string MadeBy, EntryFacts Facts);

/// <summary>A page of a timeline, newest first.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Newer">Cursor to newer entries, if there are any.</param>
/// <param name="Older">Cursor to older ones.</param>
public sealed record TimelinePage(IReadOnlyList<TimelineEntry> Entries, TimeCursor? Newer, TimeCursor? Older)
{
    /// <summary>Traces of entries that stood here by mistake, at the time of their events, newest first .</summary>
    public IReadOnlyList<MoveTrace> Moved { get; init; } = [];
}

/// <summary>A child's timeline: one range of one index, in the order of the events (T-01), paged by key.</summary>
public sealed class TimelineQuery(AppDbContext db)
{
    /// <summary>Entries on a page.</summary>
    public const int PageSize = 25;

    /// <summary>Reads one page in three queries.</summary>
    public async Task<TimelinePage> ReadAsync(int childId, TimelineFilter filter, TimeCursor? at, CancellationToken cancellationToken = default)
    {
        var all = Filtered(childId, filter);
        var rows = at switch
        {
            null => Newest(all),
            { Newer: false } => Newest(all.Where(c => c.OccurredAtUtc < at.AtUtc || (c.OccurredAtUtc == at.AtUtc && c.RecordingId < at.Id))),
            _ => all.Where(c => c.OccurredAtUtc > at.AtUtc || (c.OccurredAtUtc == at.AtUtc && c.RecordingId > at.Id))
                .OrderBy(c => c.OccurredAtUtc).ThenBy(c => c.RecordingId),
        };
        var found = await Project(rows.Take(PageSize + 1)).ToListAsync(cancellationToken);
        var (entries, newer, older) = TimeCursor.Page(found, at, PageSize, e => (e.Facts.OccurredAtUtc, e.Id));
        return new TimelinePage(entries, newer, older) { Moved = await TracesAsync(childId, filter, all, entries, newer, older, cancellationToken) };
    }

    /// <summary>The traces between the first entry of the page and the first of the next. A trace has no kind and nobody in it, so those filters leave it out.</summary>
    private async Task<IReadOnlyList<MoveTrace>> TracesAsync(
        int childId, TimelineFilter filter, IQueryable<RecordingChild> all, IReadOnlyList<TimelineEntry> entries, TimeCursor? newer, TimeCursor? older, CancellationToken cancellationToken)
    {
        if (filter is not { Kind: null, ContactType: null, PersonId: null }) return [];
        var traces = MoveTrace.Of(db, childId);
        if (filter.From is { } from)
        {
            var start = LondonTime.StartOfDayUtc(from);
            traces = traces.Where(m => m.OccurredAtUtc >= start);
        }

        if (filter.To is { } to)
        {
            var end = LondonTime.StartOfDayUtc(to.AddDays(1));
            traces = traces.Where(m => m.OccurredAtUtc < end);
        }

        if (older is not null)
        {
            var first = entries[^1].Facts.OccurredAtUtc;
            traces = traces.Where(m => m.OccurredAtUtc >= first);
        }

        var found = await MoveTrace.Lines(db, traces.OrderByDescending(m => m.OccurredAtUtc).ThenByDescending(m => m.Id)).ToListAsync(cancellationToken);
        if (found.Count == 0 || newer is null) return found;
        var last = await all.Where(c => c.OccurredAtUtc > newer.AtUtc || (c.OccurredAtUtc == newer.AtUtc && c.RecordingId > newer.Id)).MinAsync(c => (DateTime?)c.OccurredAtUtc, cancellationToken);
        return found.FindAll(m => last is null || m.OccurredAtUtc < last);
    }

    /// <summary>One entry as its line on the timeline, or null when the child is not part of it.</summary>
    public Task<TimelineEntry?> FindAsync(int childId, long recordingId, CancellationToken cancellationToken = default) =>
        Project(db.RecordingChildren.AsNoTracking().Where(c => c.ChildId == childId && c.RecordingId == recordingId)).FirstOrDefaultAsync(cancellationToken);

    private static IQueryable<RecordingChild> Newest(IQueryable<RecordingChild> rows) =>
        rows.OrderByDescending(c => c.OccurredAtUtc).ThenByDescending(c => c.RecordingId);

    private IQueryable<RecordingChild> Filtered(int childId, TimelineFilter filter)
    {
        var rows = db.RecordingChildren.AsNoTracking().Where(c => c.ChildId == childId);
        if (filter.Kind is { } kind) rows = rows.Where(c => c.Recording.Kind == kind);
        if (filter.ContactType is { } contact) rows = rows.Where(c => c.Recording.ContactType == contact);
        if (filter.PersonId is { } person) rows = rows.Where(c => c.Recording.Participants.Any(p => p.PersonId == person));
        if (filter.From is { } from)
        {
            var start = LondonTime.StartOfDayUtc(from);
            rows = rows.Where(c => c.OccurredAtUtc >= start);
        }

        if (filter.To is { } to)
        {
            var end = LondonTime.StartOfDayUtc(to.AddDays(1));
            rows = rows.Where(c => c.OccurredAtUtc < end);
        }

        return rows;
    }

    /// <summary>The lines of rows already chosen and ordered.</summary>
    internal IQueryable<TimelineEntry> Project(IQueryable<RecordingChild> rows) => rows.Select(c => new TimelineEntry(
        c.RecordingId,
        c.Recording.Title,
        c.Recording.Reason,
        db.Users.Where(u => u.Id == c.Recording.AuthorId).Select(u => u.DisplayName).First(),
        db.Users.Where(u => u.Id == c.Recording.MadeById).Select(u => u.DisplayName).First(),
        new EntryFacts
        {
            Kind = c.Recording.Kind,
            ContactType = c.Recording.ContactType,
            VisitType = c.Recording.VisitType,
            ReviewType = c.Recording.ReviewType,
            State = c.Recording.State,
            OccurredAtUtc = c.OccurredAtUtc,
            EndedAtUtc = c.Recording.EndedAtUtc,
            WrittenAtUtc = c.Recording.WrittenAtUtc,
            WriteDueAtUtc = c.Recording.WriteDueAtUtc,
            FinalisedAtUtc = c.Recording.FinalisedAtUtc,
            FinaliseDueAtUtc = c.Recording.FinaliseDueAtUtc,
            WasPlanned = c.Recording.WasPlanned,
            IsSignificant = c.Recording.IsSignificant,
            SharedWithFamily = c.Recording.SharedWithFamily,
            ConsentObtained = c.Recording.ConsentObtained,
            StatusSaidWrong = c.Recording.StatusSaidWrong,
            IsHistory = c.Recording.HistoryReason != null || c.Recording.Moves.Any(m => m.ToChildId == c.ChildId && m.HistoryReason != null),
            MovedHere = c.Recording.Moves.Any(m => m.ToChildId == c.ChildId),
            TypeDoesNotFit = c.TypeDoesNotFit,
            RecordedByOther = c.Recording.AuthorId != c.Recording.MadeById,
            Seen = c.Seen,
            Alone = c.Alone,
            ChildMissing = c.ChildMissing,
            NotByAllocatedWorker = c.NotByAllocatedWorker,
            Plan = c.Plan,
            DueOn = c.DueOn,
            OversightMissing = c.NeedsOversight && !db.RecordingCauses.Any(o => o.ChildId == c.ChildId && o.CauseId == c.RecordingId),
            SafeguardingReportedAtUtc = c.SafeguardingReportedAtUtc,
            SafeguardingDueAtUtc = c.SafeguardingDueAtUtc,
            SafeguardingWrittenAtUtc = c.SafeguardingWrittenAtUtc,
            Disputed = db.Corrections.Any(k => k.RecordingId == c.RecordingId && k.ChildId == c.ChildId && k.DecidedAtUtc == null),
            CorrectedOnRequest = db.Corrections.Any(k => k.RecordingId == c.RecordingId && k.ChildId == c.ChildId && (k.Outcome == CorrectionOutcome.Upheld || k.Outcome == CorrectionOutcome.PartlyUpheld)),
            StatementBeside = db.Corrections.Any(k => k.RecordingId == c.RecordingId && k.ChildId == c.ChildId && (k.Outcome == CorrectionOutcome.NotUpheld || k.Outcome == CorrectionOutcome.PartlyUpheld)),
            UnmetPoints = c.Recording.UnmetPoints,
            Amendments = c.Recording.Amendments.Count(a => a.ChildId == null || a.ChildId == c.ChildId),
            FirstOccurredAtUtc = c.Recording.Amendments.Where(a => a.EarlierUtc != null).OrderBy(a => a.Id).Select(a => a.EarlierUtc).FirstOrDefault(),
        }));
}
