using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Quality;

/// <summary>A manager's answer on one point of the standard .</summary>
/// <param name="Point">One point.</param>
/// <param name="Met">Whether the entry meets it.</param>
/// <param name="Comment">Why it is signed off all the same; needed for a point that is not met, 10 to 1,000 characters.</param>
public sealed record PointVerdict(StandardPoints Point, bool Met, string? Comment = null)
{
    /// <summary>Longest comment.</summary>
    public const int LongestComment = 1000;

    /// <summary>Shortest comment on a point that is not met.</summary>
    public const int ShortestComment = 10;
}

/// <summary>What a manager says when signing off.</summary>
/// <param name="Points">An answer for each point that applies.</param>
/// <param name="ChildId">The child on whose page it is signed off: comments are read there.</param>
public sealed record SignOffInput(IReadOnlyList<PointVerdict> Points, int? ChildId = null)
{
    /// <summary>Name of the form field with the answer on a point: yes or no.</summary>
    public static string FieldOf(StandardPoints point) => $"point-{point.Key()}";

    /// <summary>Name of the form field with the comment on a point.</summary>
    public static string CommentOf(StandardPoints point) => $"point-{point.Key()}-comment";
}

/// <summary>A sign-off with its answers on the standard, kept with the entry for good. Database triggers refuse any change.</summary>
public sealed class EntrySignOff
{
    private EntrySignOff()
    {
    }

    internal EntrySignOff(ActionContext context, int version, int? childId, IEnumerable<PointVerdict> points)
    {
        (AtUtc, ById, OfVersion, ChildId) = (context.NowUtc, context.Me, version, childId);
        Points = [.. points];
    }

    /// <summary>Key.</summary>
    public long Id { get; private set; }

    /// <summary>The entry.</summary>
    public long RecordingId { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime AtUtc { get; private set; }

    /// <summary>The manager.</summary>
    public Guid ById { get; private set; }

    /// <summary>Number of the version signed off.</summary>
    public int OfVersion { get; private set; }

    /// <summary>For an entry about several children: on whose page it was signed off; no other child's page shows the comments (N-10).</summary>
    public int? ChildId { get; private set; }

    /// <summary>The answers, in the order of the standard.</summary>
    public List<PointVerdict> Points { get; private set; } = [];

    /// <summary>The same, read on another child's page .</summary>
    internal EntrySignOff For(int childId) => new() { AtUtc = AtUtc, ById = ById, OfVersion = OfVersion, ChildId = childId, Points = Points };
}

/// <summary>A sign-off as one child's page and PDF show it.</summary>
/// <param name="RecordingId">The entry.</param>
/// <param name="By">The manager.</param>
/// <param name="AtUtc">When, UTC.</param>
/// <param name="Points">The answers; on another child's page without their comments (N-10).</param>
public sealed record SignOffLine(long RecordingId, string By, DateTime AtUtc, IReadOnlyList<PointVerdict> Points)
{
    /// <summary>Stands where a comment was written on another child's page.</summary>
    public const string ElsewhereComment = "The comment stands with another child’s part of the entry.";

    /// <summary>The points that were not met.</summary>
    public IEnumerable<PointVerdict> Unmet => Points.Where(p => !p.Met);

    /// <summary>The sign-offs of entries as one child's page shows them; where its part was moved, the copy that went with it .</summary>
    internal static async Task<ILookup<long, SignOffLine>> OfAsync(AppDbContext db, int childId, IReadOnlyCollection<long> recordingIds, CancellationToken cancellationToken)
    {
        if (recordingIds.Count == 0) return Array.Empty<SignOffLine>().ToLookup(s => s.RecordingId);
        var rows = await db.EntrySignOffs.AsNoTracking().Where(s => recordingIds.Contains(s.RecordingId)).OrderBy(s => s.Id)
            .Select(s => new { s.RecordingId, s.ChildId, s.OfVersion, s.AtUtc, s.Points, By = db.Users.Where(u => u.Id == s.ById).Select(u => u.DisplayName).First() })
            .ToListAsync(cancellationToken);
        return rows.GroupBy(s => (s.RecordingId, s.AtUtc, s.OfVersion))
            .Select(same => same.FirstOrDefault(s => s.ChildId is null || s.ChildId == childId) is { } own
                ? new SignOffLine(own.RecordingId, own.By, own.AtUtc, own.Points)
                : new SignOffLine(same.Key.RecordingId, same.First().By, same.Key.AtUtc, same.First().Points.ConvertAll(p => p.Comment is null ? p : p with { Comment = ElsewhereComment })))
            .ToLookup(s => s.RecordingId);
    }
}
