using System.Linq.Expressions;
using CaseRecording.Core.Data;
using CaseRecording.Core.Quality;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Recording;

/// <summary>A version in the list of versions.</summary>
/// <param name="Number">From 1.</param>
/// <param name="SavedAtUtc">When, UTC.</param>
/// <param name="SavedBy">By whom.</param>
public sealed record VersionLine(int Number, DateTime SavedAtUtc, string SavedBy);

/// <summary>An amendment as shown.</summary>
/// <param name="Author">Who wrote it.</param>
/// <param name="AtUtc">When, UTC.</param>
/// <param name="Reason">Why.</param>
/// <param name="Text">Marked text.</param>
/// <param name="EarlierUtc">The date it corrected, UTC.</param>
/// <param name="CorrectedUtc">The corrected date, UTC.</param>
public sealed record AmendmentLine(string Author, DateTime AtUtc, string Reason, string Text, DateTime? EarlierUtc, DateTime? CorrectedUtc);

/// <summary>A return as shown; another child's page shows neither its reason nor its place (N-10).</summary>
/// <param name="RecordingId">The entry.</param>
/// <param name="By">The manager.</param>
/// <param name="AtUtc">When, UTC.</param>
/// <param name="Reason">What needs changing.</param>
/// <param name="Field">The text it is about; null for the whole entry.</param>
/// <param name="Passage">The words of that text it is about.</param>
/// <param name="OfVersion">The version that was returned.</param>
public sealed record ReturnLine(long RecordingId, string By, DateTime AtUtc, string Reason, string? Field, string? Passage, int OfVersion)
{
    /// <summary>The returns that are about all, or about a part that stands where it was then: one that was moved has its own (A-07).</summary>
    public static IQueryable<EntryReturn> Standing(AppDbContext db) =>
        db.EntryReturns.AsNoTracking().Where(r => r.ChildId == null || db.RecordingChildren.Any(c => c.RecordingId == r.RecordingId && c.ChildId == r.ChildId));

    /// <summary>As one child's page and PDF show it.</summary>
    internal static Expression<Func<EntryReturn, ReturnLine>> For(AppDbContext db, int childId) => r => new ReturnLine(
        r.RecordingId,
        db.Users.Where(u => u.Id == r.ById).Select(u => u.DisplayName).First(),
        r.AtUtc,
        r.ChildId == null || r.ChildId == childId ? r.Reason : "This is about another child’s part of the entry.",
        r.ChildId == null || r.ChildId == childId ? r.Field : null,
        r.ChildId == null || r.ChildId == childId ? r.Passage : null,
        r.OfVersion);
}

/// <summary>An entry as one child's page shows it: nothing of another child is read (N-10).</summary>
public sealed record Entry
{
    /// <summary>Its line on the timeline.</summary>
    public required TimelineEntry Line { get; init; }

#pragma warning disable CS1591 // as on Recording
    public required Guid AuthorId { get; init; }
    public required Guid MadeById { get; init; }
    public string? LateReason { get; init; }
    public string? HistoryReason { get; init; }
    public DateTime? SignedOffAtUtc { get; init; }
    public string? SignedOffBy { get; init; }
    public bool NeedsSignOff { get; init; }
    public required int CurrentVersion { get; init; }
    public int? FinalVersion { get; init; }
    public required Guid Version { get; init; }
    public bool InChronology { get; init; }
#pragma warning restore CS1591

    /// <summary>Number of the version shown.</summary>
    public int Shown { get; init; }

    /// <summary>Number of the form's version that it was made with (Q-06).</summary>
    public int FormVersion { get; init; }

    /// <summary>What it says for all its children.</summary>
    public RecordingContent Content { get; init; } = new();

    /// <summary>What it says about this child.</summary>
    public ChildContent Own { get; init; } = new();

    /// <summary>All versions, newest first.</summary>
    public IReadOnlyList<VersionLine> Versions { get; init; } = [];

    /// <summary>Returns to its author, newest first.</summary>
    public IReadOnlyList<ReturnLine> Returns { get; init; } = [];

    /// <summary>Its sign-off with the answers on the standard; null while there is none (Q-02).</summary>
    public SignOffLine? SignOff { get; init; }

    /// <summary>How it came to this record, where it stood on another by mistake; oldest first (A-07).</summary>
    public IReadOnlyList<MoveLine> Moves { get; init; } = [];

    /// <summary>What it changed on the child's record, in sentences; a protected address stays masked (N-16).</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>Amendments to all, or to this child's part, oldest first.</summary>
    public IReadOnlyList<AmendmentLine> Amendments { get; init; } = [];
}

/// <summary>Reads one entry for one child's page.</summary>
public sealed class EntryQuery(AppDbContext db, TimelineQuery timeline)
{
    /// <summary>The trace of an entry that stood on a child's record by mistake, or null (A-07).</summary>
    public Task<MoveTrace?> TraceAsync(int childId, long recordingId, CancellationToken cancellationToken = default) =>
        MoveTrace.Lines(db, MoveTrace.Of(db, childId).Where(m => m.RecordingId == recordingId).OrderByDescending(m => m.Id)).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The entry, or null when the child is not part of it or there is no such version. Six queries; one more for an entry that was moved, or signed off.</summary>
    /// <param name="childId">Whose page.</param>
    /// <param name="recordingId">The recording.</param>
    /// <param name="version">A version, or null for the current one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Entry?> FindAsync(int childId, long recordingId, int? version = null, CancellationToken cancellationToken = default)
    {
        var line = await timeline.FindAsync(childId, recordingId, cancellationToken);
        if (line is null) return null;
        var entry = await HeadAsync(line, cancellationToken);
        var shown = version ?? entry.CurrentVersion;
        var saved = await db.RecordingVersions.AsNoTracking().Where(v => v.RecordingId == recordingId && v.Number == shown)
            .Select(v => new { v.Content, v.FormVersion, Own = v.Children.Where(c => c.ChildId == childId).Select(c => c.Content).FirstOrDefault() })
            .FirstOrDefaultAsync(cancellationToken);
        if (saved?.Own is null) return null;
        var moves = line.Facts.MovedHere ? await MoveLine.Of(db, childId, [recordingId]).ToListAsync(cancellationToken) : [];
        return entry with
        {
            Moves = moves,
            SignOff = entry.SignedOffAtUtc is null ? null : (await SignOffLine.OfAsync(db, childId, [recordingId], cancellationToken))[recordingId].LastOrDefault(),
            HistoryReason = entry.HistoryReason ?? moves.LastOrDefault(m => m.IsArrival)?.HistoryReason,
            Shown = shown,
            FormVersion = saved.FormVersion,
            Content = saved.Content,
            Own = saved.Own,
            Changes = entry.FinalVersion >= shown && saved.Own.Changes is { } changes ? await ChangesAsync(childId, changes, cancellationToken) : [],
            Versions = await db.RecordingVersions.AsNoTracking().Where(v => v.RecordingId == recordingId).OrderByDescending(v => v.Number)
                .Select(v => new VersionLine(v.Number, v.SavedAtUtc, db.Users.Where(u => u.Id == v.SavedById).Select(u => u.DisplayName).First()))
                .ToListAsync(cancellationToken),
            Returns = await ReturnLine.Standing(db).Where(r => r.RecordingId == recordingId).OrderByDescending(r => r.AtUtc).ThenByDescending(r => r.Id)
                .Select(ReturnLine.For(db, childId)).ToListAsync(cancellationToken),
            Amendments = await db.Amendments.AsNoTracking().Where(a => a.RecordingId == recordingId && (a.ChildId == null || a.ChildId == childId)).OrderBy(a => a.AtUtc).ThenBy(a => a.Id)
                .Select(a => new AmendmentLine(db.Users.Where(u => u.Id == a.AuthorId).Select(u => u.DisplayName).First(), a.AtUtc, a.Reason, a.Text, a.EarlierUtc, a.CorrectedUtc))
                .ToListAsync(cancellationToken),
        };
    }

    private async Task<IReadOnlyList<string>> ChangesAsync(int childId, KeyChanges changes, CancellationToken cancellationToken)
    {
        var moved = changes.Joined.Concat(changes.Left).ToList();
        var names = await db.ChildPeople.AsNoTracking().Where(p => p.ChildId == childId && moved.Contains(p.PersonId)).Select(p => new { p.PersonId, p.Person.FullName }).ToListAsync(cancellationToken);
        var masked = changes.AddressProtected || (changes.Address is { } address && await db.Details.AnyAsync(d => d.ChildId == childId && d.IsProtected && d.Value == address, cancellationToken));
        static string On(DateOnly? day) => day is { } on ? Time.LondonTime.FormatDate(on) : "";
        return
        [
            .. names.Where(n => changes.Joined.Contains(n.PersonId)).Select(n => $"{n.FullName} joined the home on {On(changes.HomeOn)}"),
            .. changes.JoinedName is { } newcomer ? [$"{newcomer} joined the home on {On(changes.HomeOn)}"] : Array.Empty<string>(),
            .. names.Where(n => changes.Left.Contains(n.PersonId)).Select(n => $"{n.FullName} left the home on {On(changes.HomeOn)}"),
            .. changes.SaysAddress ? [$"New address from {On(changes.AddressOn)}: {(masked ? Children.DatedDetail.Mask : changes.Address?.ReplaceLineEndings(", "))}"] : Array.Empty<string>(),
            .. changes.SaysSchool ? [$"New school or nursery from {On(changes.SchoolOn)}: {changes.School}"] : Array.Empty<string>(),
        ];
    }

    private Task<Entry> HeadAsync(TimelineEntry line, CancellationToken cancellationToken) =>
        db.Recordings.AsNoTracking().Where(r => r.Id == line.Id).Select(r => new Entry
        {
            Line = line,
            AuthorId = r.AuthorId,
            MadeById = r.MadeById,
            LateReason = r.LateReason,
            HistoryReason = r.HistoryReason,
            SignedOffAtUtc = r.SignedOffAtUtc,
            SignedOffBy = db.Users.Where(u => u.Id == r.SignedOffById).Select(u => u.DisplayName).FirstOrDefault(),
            NeedsSignOff = r.NeedsSignOff,
            CurrentVersion = r.CurrentVersion,
            FinalVersion = r.FinalVersion,
            Version = r.Version,
            InChronology = r.InChronology,
        }).FirstAsync(cancellationToken);
}
