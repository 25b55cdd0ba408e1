using CaseRecording.Core.Data;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Recording;

/// <summary>What is left on a record of an entry that stood there by mistake: that it did, and nothing of it .</summary>
/// <param name="OccurredAtUtc">The event, UTC: its place on the timeline.</param>
/// <param name="AtUtc">When it was moved, UTC.</param>
/// <param name="By">By whom.</param>
public sealed record MoveTrace(DateTime OccurredAtUtc, DateTime AtUtc, string By)
{
    /// <summary>As page and PDF say it: never whose it is, nor what it said (N-10, A-02).</summary>
    public string Sentence => $"An entry of {LondonTime.FormatDate(LondonTime.DateOf(OccurredAtUtc))} was recorded here by mistake. It was moved on {LondonTime.FormatDateTime(AtUtc)} by {By}.";

    /// <summary>Moves away from a record; of an entry that came back, the entry itself tells.</summary>
    internal static IQueryable<RecordingMove> Of(AppDbContext db, int childId) => db.RecordingMoves.AsNoTracking()
        .Where(m => m.FromChildId == childId && !db.RecordingChildren.Any(c => c.RecordingId == m.RecordingId && c.ChildId == childId));

    /// <summary>The lines of moves already chosen and ordered.</summary>
    internal static IQueryable<MoveTrace> Lines(AppDbContext db, IQueryable<RecordingMove> moves) =>
        moves.Select(m => new MoveTrace(m.OccurredAtUtc, m.AtUtc, db.Users.Where(u => u.Id == m.ById).Select(u => u.DisplayName).First()));
}

/// <summary>A move as the entry tells it where it stands now .</summary>
/// <param name="RecordingId">The entry.</param>
/// <param name="IsArrival">It came here; otherwise it went from here, and came back later.</param>
/// <param name="AtUtc">When, UTC.</param>
/// <param name="By">By whom.</param>
/// <param name="Reason">Why it came here; not told of a move away.</param>
/// <param name="HistoryReason">Why it belongs in this child's history (T-08).</param>
public sealed record MoveLine(long RecordingId, bool IsArrival, DateTime AtUtc, string By, string? Reason, string? HistoryReason)
{
    /// <summary>Without the reason: as the PDF says it.</summary>
    public string Sentence => IsArrival
        ? $"Recorded first on another record by mistake. Moved here on {LondonTime.FormatDateTime(AtUtc)} by {By}."
        : $"Moved to another record on {LondonTime.FormatDateTime(AtUtc)} by {By}.";

    /// <summary>The moves of entries as one child's page may tell them, oldest first: never from where, nor where else to.</summary>
    internal static IQueryable<MoveLine> Of(AppDbContext db, int childId, IReadOnlyCollection<long> recordingIds) => db.RecordingMoves.AsNoTracking()
        .Where(m => recordingIds.Contains(m.RecordingId) && (m.ToChildId == childId || m.FromChildId == childId)).OrderBy(m => m.Id)
        .Select(m => new MoveLine(
            m.RecordingId, m.ToChildId == childId, m.AtUtc, db.Users.Where(u => u.Id == m.ById).Select(u => u.DisplayName).First(),
            m.ToChildId == childId ? m.Reason : null, m.ToChildId == childId ? m.HistoryReason : null));
}
