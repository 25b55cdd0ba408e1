using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Supervision;

/// <summary>An entry in words, to be chosen or linked to.</summary>
/// <param name="RecordingId">The entry.</param>
/// <param name="OccurredAtUtc">Its event, UTC.</param>
/// <param name="Title">Title.</param>
/// <param name="Kind">Kind.</param>
/// <param name="VisitType">For a visit.</param>
/// <param name="ContactType">For a note.</param>
public sealed record LinkedEntry(long RecordingId, DateTime OccurredAtUtc, string Title, RecordingKind Kind, VisitType? VisitType, ContactType? ContactType)
{
    /// <summary>The kind in words.</summary>
    public string KindText => VisitType?.Label() ?? ContactType?.Label() ?? Kind.Label();

    /// <summary>Date, kind and title in one line.</summary>
    public string Text => Title == KindText || Title.Length == 0
        ? $"{LondonTime.FormatDate(LondonTime.DateOf(OccurredAtUtc))}: {KindText}"
        : $"{LondonTime.FormatDate(LondonTime.DateOf(OccurredAtUtc))}: {Title} ({KindText.ToLowerInvariant()})";
}

/// <summary>What led to an entry, and what it led to, as one child's page shows them.</summary>
/// <param name="Causes">Earlier entries, oldest first.</param>
/// <param name="Answers">Oversight, supervision and decisions that name it as their cause, oldest first.</param>
public sealed record EntryLinks(IReadOnlyList<LinkedEntry> Causes, IReadOnlyList<LinkedEntry> Answers);

/// <summary>Reads which entries led to which (D-06), always within one child's record (N-10).</summary>
public sealed class CauseQuery(AppDbContext db)
{
    /// <summary>Entries offered at most.</summary>
    public const int Most = 15;

    /// <summary>Entries of a child to choose from, newest first, with those chosen already: for supervision those that wait for oversight, else the last contacts and decisions.</summary>
    /// <param name="childId">The child.</param>
    /// <param name="kind">What is written.</param>
    /// <param name="entryId">The entry being changed.</param>
    /// <param name="chosen">Chosen before.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<LinkedEntry>> ToChooseAsync(int childId, RecordingKind kind, long? entryId, IReadOnlyList<long> chosen, CancellationToken cancellationToken = default)
    {
        var rows = db.RecordingChildren.AsNoTracking().Where(c => c.ChildId == childId && c.RecordingId != entryId);
        var offered = kind switch
        {
            RecordingKind.Supervision => rows.Where(c => c.NeedsOversight && !db.RecordingCauses.Any(o => o.ChildId == childId && o.CauseId == c.RecordingId)),
            RecordingKind.Oversight => rows.Where(c => c.Recording.Kind == RecordingKind.Visit || c.Recording.Kind == RecordingKind.CaseNote || c.Recording.Kind == RecordingKind.Decision),
            _ => rows.Where(c => c.Recording.Kind == RecordingKind.Visit || c.Recording.Kind == RecordingKind.CaseNote),
        };
        var newest = await Lines(offered.OrderByDescending(c => c.OccurredAtUtc).ThenByDescending(c => c.RecordingId).Take(Most)).ToListAsync(cancellationToken);
        var others = chosen.Except(newest.Select(l => l.RecordingId)).Take(Most).ToList();
        return others.Count == 0 ? newest : [.. newest, .. await Lines(rows.Where(c => others.Contains(c.RecordingId)).OrderByDescending(c => c.OccurredAtUtc)).ToListAsync(cancellationToken)];
    }

    /// <summary>The links of an entry on one child's page.</summary>
    public async Task<EntryLinks> OfEntryAsync(int childId, long recordingId, CancellationToken cancellationToken = default) => new(
        await Lines(Of(db, childId).Where(p => p.Cause.RecordingId == recordingId).Select(p => p.Linked).OrderBy(c => c.OccurredAtUtc).ThenBy(c => c.RecordingId)).ToListAsync(cancellationToken),
        await Lines(db.RecordingCauses.AsNoTracking().Where(o => o.ChildId == childId && o.CauseId == recordingId)
            .Join(db.RecordingChildren, o => new { o.RecordingId, o.ChildId }, c => new { c.RecordingId, c.ChildId }, (_, c) => c)
            .OrderBy(c => c.OccurredAtUtc).ThenBy(c => c.RecordingId)).ToListAsync(cancellationToken));

    /// <summary>A cause with the entry it names, which still stands on the child's record.</summary>
    internal sealed class Pair
    {
        public RecordingCause Cause { get; init; } = null!;

        public RecordingChild Linked { get; init; } = null!;
    }

    internal static IQueryable<Pair> Of(AppDbContext db, int childId) => db.RecordingCauses.AsNoTracking().Where(o => o.ChildId == childId)
        .Join(db.RecordingChildren, o => new { RecordingId = o.CauseId, o.ChildId }, c => new { c.RecordingId, c.ChildId }, (o, c) => new Pair { Cause = o, Linked = c });

    /// <summary>What led to each of several entries, for an export.</summary>
    internal static IQueryable<LinkOf> LinesOf(AppDbContext db, int childId, List<long> recordingIds) => Of(db, childId).Where(p => recordingIds.Contains(p.Cause.RecordingId))
        .Select(p => new LinkOf(p.Cause.RecordingId, new LinkedEntry(p.Linked.RecordingId, p.Linked.OccurredAtUtc, p.Linked.Recording.Title, p.Linked.Recording.Kind, p.Linked.Recording.VisitType, p.Linked.Recording.ContactType)));

    internal sealed record LinkOf(long Of, LinkedEntry Linked);

    internal static IQueryable<LinkedEntry> Lines(IQueryable<RecordingChild> rows) =>
        rows.Select(c => new LinkedEntry(c.RecordingId, c.OccurredAtUtc, c.Recording.Title, c.Recording.Kind, c.Recording.VisitType, c.Recording.ContactType));
}
