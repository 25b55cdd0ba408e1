using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Children;

/// <summary>Works out the instants a child's lists filter on, whenever their causes change; a nightly job works them out again and must agree.</summary>
public sealed class ChildClocks(AppDbContext db)
{
    /// <summary>Sets last seen, last counted visit, next visit and summary due from the rows as they are.</summary>
    public async Task RecomputeAsync(Child child, DateTime nowUtc, CancellationToken cancellationToken = default)
    {
        var seen = db.RecordingChildren.Where(r => r.ChildId == child.Id && r.Seen == true && r.Recording.Kind == RecordingKind.Visit);
        child.LastSeenAtUtc = await seen.MaxAsync(r => (DateTime?)r.OccurredAtUtc, cancellationToken);
        child.LastSeenAloneAtUtc = await seen.Where(r => r.Alone == true).MaxAsync(r => (DateTime?)r.OccurredAtUtc, cancellationToken);
    }
}
