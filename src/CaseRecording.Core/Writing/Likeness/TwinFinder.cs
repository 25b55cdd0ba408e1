using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using CaseRecording.Core.Writing.Advising;
using CaseRecording.Core.Writing.Templates;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Writing.Likeness;

/// <summary>An entry as one child reads it, to be compared.</summary>
/// <param name="RecordingId">The entry.</param>
/// <param name="ChildId">The child in whose record it is read.</param>
/// <param name="Title">Its title.</param>
/// <param name="OccurredAtUtc">When the event was, UTC.</param>
/// <param name="Texts">Shared texts and the child's own, by field.</param>
public sealed record TwinEntry(long RecordingId, int ChildId, string Title, DateTime OccurredAtUtc, IReadOnlyDictionary<string, string> Texts);

/// <summary>
/// Finds earlier entries that say much the same (N-11): of the same child, and of brothers and sisters whose record the author may read.
/// By an index of prints, never by reading through entries; the few candidates are then compared word for word.
/// </summary>
public sealed class TwinFinder(AppDbContext db, ChildAccess access)
{
    /// <summary>Entries compared word for word at most.</summary>
    private const int MostCandidates = 4;

    /// <summary>Prints of one text looked up at most: the first of a very long text are enough to find its twin.</summary>
    private const int MostPrints = 400;

    /// <summary>The twins of the texts of a form, one for each text at most.</summary>
    /// <param name="context">Who writes.</param>
    /// <param name="fields">The texts as typed.</param>
    /// <param name="childIds">The children of the entry, for each of whom the author may record.</param>
    /// <param name="changedId">The entry being changed, which is no twin of itself.</param>
    /// <param name="words">Lines of templates and phrases: they stand in many entries and repeat nothing.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<AdviceTwin>> FindAsync(ActionContext context, IReadOnlyList<AdviceField> fields, IReadOnlyCollection<int> childIds, long? changedId, TemplateWords? words = null, CancellationToken cancellationToken = default)
    {
        var texts = fields.Select(f => (Field: f, Prints: Shingles.Prints(Shingles.Runs(Prose.Read(f.Text))).ToHashSet())).Where(t => t.Prints.Count > 0).ToList();
        if (texts.Count == 0 || !Rules.N11.Applies(true)) return [];
        var readable = await ReadableAsync(context, childIds, cancellationToken);
        var prints = texts.SelectMany(t => t.Prints).Distinct().Take(MostPrints).ToList();
        var candidates = await Candidates(db, readable, prints, changedId ?? 0).Take(MostCandidates).ToListAsync(cancellationToken);
        var twins = new List<AdviceTwin>();
        foreach (var (recordingId, childId) in candidates.Select(c => (c.RecordingId, c.ChildId)))
        {
            if (await EntryAsync(recordingId, childId, cancellationToken) is not { } entry) continue;
            foreach (var (field, _) in texts.Where(t => twins.TrueForAll(w => w.Field != t.Field.Name)))
            {
                if (Compare(field, entry, childIds, words ?? TemplateWords.None) is { } twin) twins.Add(twin);
            }
        }

        return twins;
    }

    /// <summary>The entry as one child reads it, or null. Whether the author may read it was asked before.</summary>
    public async Task<TwinEntry?> EntryAsync(long recordingId, int childId, CancellationToken cancellationToken = default)
    {
        var row = await db.RecordingChildren.AsNoTracking().Where(c => c.RecordingId == recordingId && c.ChildId == childId)
            .Select(c => new
            {
                c.Recording.Title,
                c.OccurredAtUtc,
                Shared = db.RecordingVersions.Where(v => v.RecordingId == recordingId && v.Number == c.Recording.CurrentVersion).Select(v => v.Content).FirstOrDefault(),
                Own = db.RecordingVersions.Where(v => v.RecordingId == recordingId && v.Number == c.Recording.CurrentVersion)
                    .SelectMany(v => v.Children.Where(own => own.ChildId == childId)).Select(own => own.Content).FirstOrDefault(),
            }).FirstOrDefaultAsync(cancellationToken);
        if (row?.Shared is null) return null;
        var texts = new Dictionary<string, string>(row.Shared.Fields, StringComparer.Ordinal);
        foreach (var (key, text) in row.Own?.Fields ?? []) texts[key] = text;
        return new TwinEntry(recordingId, childId, row.Title, row.OccurredAtUtc, texts);
    }

    /// <summary>Entries that share most prints: a range of the index for each child and print, whatever the number of entries.</summary>
    internal static IQueryable<TwinCandidate> Candidates(AppDbContext db, IReadOnlyCollection<int> childIds, IReadOnlyCollection<long> prints, long changedId) =>
        from print in db.PassagePrints
        where childIds.Contains(print.ChildId) && prints.Contains(print.Hash)
        join version in db.RecordingVersions on print.RecordingVersionId equals version.Id
        join link in db.RecordingChildren on new { version.RecordingId, print.ChildId } equals new { link.RecordingId, link.ChildId }
        where version.RecordingId != changedId && version.Number == link.Recording.CurrentVersion
        group print by new { version.RecordingId, print.ChildId } into shared
        orderby shared.Count() descending, shared.Key.RecordingId descending
        select new TwinCandidate { RecordingId = shared.Key.RecordingId, ChildId = shared.Key.ChildId, Prints = shared.Count() };

    /// <summary>The children of the entry, and their brothers and sisters with a record that the author may read now.</summary>
    private async Task<IReadOnlyList<int>> ReadableAsync(ActionContext context, IReadOnlyCollection<int> childIds, CancellationToken cancellationToken)
    {
        var siblings = await db.ChildPeople.AsNoTracking().Where(p => childIds.Contains(p.ChildId) && p.Person.OwnRecordId != null).Select(p => p.Person.OwnRecordId!.Value)
            .Where(id => access.Own(context.Me).Any(c => c.Id == id)).Distinct().ToListAsync(cancellationToken);
        var readable = childIds.ToList();
        foreach (var id in siblings.Except(childIds).Take(10))
        {
            if ((await access.DecideAsync(context.Me, id, context.NowUtc, cancellationToken)).Level >= AccessLevel.Read) readable.Add(id);
        }

        return readable;
    }

    private static AdviceTwin? Compare(AdviceField field, TwinEntry entry, IReadOnlyCollection<int> childIds, TemplateWords words)
    {
        // What is written about one child is compared with that child's record first of all, but a brother's is no less a copy.
        var best = entry.Texts.Values.Select(text => CommonParts.Of(words.Blank(field.Text, andPhrases: true), words.Blank(text, andPhrases: true))).MaxBy(c => c.Words);
        if (best is not { IsLargelyTheSame: true } || best.Mine.Count == 0) return null;
        var longest = best.Mine.MaxBy(p => p.Length);
        var whose = childIds.Contains(entry.ChildId) ? "" : " in a brother’s or sister’s record";
        return new AdviceTwin(field.Name, longest.Start, longest.Length, best.Share, $"‘{entry.Title}’ of {LondonTime.FormatDate(LondonTime.DateOf(entry.OccurredAtUtc))}{whose}", entry.RecordingId, entry.ChildId);
    }
}

/// <summary>An entry that shares prints with a text.</summary>
internal sealed class TwinCandidate
{
    public long RecordingId { get; init; }

    public int ChildId { get; init; }

    public int Prints { get; init; }
}
