using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Audit;

/// <summary>Someone who did, or tried to do, something with a record.</summary>
/// <param name="StaffId">Who.</param>
/// <param name="Name">Full name.</param>
/// <param name="Roles">What they are now.</param>
/// <param name="LastAtUtc">When they last did something, UTC.</param>
/// <param name="Views">How often they looked.</param>
/// <param name="Others">How often they did, or tried, anything else.</param>
/// <param name="Latest">The last few things, newest first.</param>
public sealed record RecordVisitor(Guid StaffId, string Name, IReadOnlyList<Role> Roles, DateTime LastAtUtc, int Views, int Others, IReadOnlyList<AuditLine> Latest);

/// <summary>A page of them, the latest first.</summary>
/// <param name="Visitors">The people.</param>
/// <param name="Older">Cursor to those who came before, if there are any.</param>
public sealed record AccessHistoryPage(IReadOnlyList<RecordVisitor> Visitors, TimeCursor? Older);

/// <summary>Who has seen this record: each person once, with what they did last.</summary>
public sealed class AccessHistoryQuery(AppDbContext db, AuditTrail trail)
{
    /// <summary>People on a page.</summary>
    public const int PageSize = 20;

    /// <summary>Rows shown of each.</summary>
    public const int LatestOfEach = 3;

    /// <summary>Reads one page in four queries at most.</summary>
    public async Task<AccessHistoryPage> ReadAsync(int childId, TimeCursor? at, CancellationToken cancellationToken = default)
    {
        var groups = db.AuditEvents.Where(e => e.ChildId == childId && e.StaffId != null).GroupBy(e => e.StaffId!.Value)
            .Select(g => new { StaffId = g.Key, Last = g.Max(e => e.AtUtc), LastId = g.Max(e => e.Id), Views = g.Count(e => e.Action == AuditAction.Viewed), All = g.Count() });
        if (at is not null) groups = groups.Where(g => g.Last < at.AtUtc || (g.Last == at.AtUtc && g.LastId < at.Id));
        var found = await groups.OrderByDescending(g => g.Last).ThenByDescending(g => g.LastId).Take(PageSize + 1).ToListAsync(cancellationToken);
        if (!Rules.A04.Applies(found.Count > 0)) return new AccessHistoryPage([], null);
        var shown = found.Take(PageSize).ToList();
        var people = await PeopleAsync([.. shown.Select(g => g.StaffId)], cancellationToken);
        var latest = (await LatestAsync(childId, [.. people.Keys], cancellationToken)).ToLookup(l => l.StaffId!.Value);
        return new AccessHistoryPage(
            [.. shown.Select(g => new RecordVisitor(g.StaffId, people[g.StaffId].Name, people[g.StaffId].Roles, g.Last, g.Views, g.All - g.Views, [.. latest[g.StaffId]]))],
            found.Count > PageSize ? new TimeCursor(shown[^1].Last, shown[^1].LastId, false) : null);
    }

    /// <summary>The name of someone who did something with the record; null for anyone else.</summary>
    public Task<string?> NameAsync(int childId, Guid staffId, CancellationToken cancellationToken = default) =>
        db.Users.Where(u => u.Id == staffId && db.AuditEvents.Any(e => e.ChildId == childId && e.StaffId == staffId)).Select(u => u.DisplayName).FirstOrDefaultAsync(cancellationToken);

    private Task<Dictionary<Guid, (string Name, List<Role> Roles)>> PeopleAsync(List<Guid> ids, CancellationToken cancellationToken) =>
        db.Users.AsNoTracking().Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, u.DisplayName, Roles = u.Roles.Select(r => r.Role).ToList() })
            .ToDictionaryAsync(u => u.Id, u => (u.DisplayName, u.Roles), cancellationToken);

    private async Task<IReadOnlyList<AuditLine>> LatestAsync(int childId, List<Guid> ids, CancellationToken cancellationToken)
    {
        var lines = await Latest(childId, ids).ToListAsync(cancellationToken);
        return await trail.NamedAsync([.. lines.OrderByDescending(l => l.AtUtc).ThenByDescending(l => l.Id)], cancellationToken);
    }

    /// <summary>As one statement on either engine.</summary>
    internal IQueryable<AuditLine> Latest(int childId, List<Guid> ids) => trail.Project(
        db.Users.Where(u => ids.Contains(u.Id)).SelectMany(u => db.AuditEvents.AsNoTracking().Where(e => e.ChildId == childId && e.StaffId == u.Id)
            .OrderByDescending(e => e.AtUtc).ThenByDescending(e => e.Id).Take(LatestOfEach)));
}
