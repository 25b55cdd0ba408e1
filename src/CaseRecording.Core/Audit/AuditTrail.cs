using System.Text.RegularExpressions;
using CaseRecording.Core.Data;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Audit;

/// <summary>Which rows of the audit are asked for; each null takes everything.</summary>
/// <param name="ChildId">About this record.</param>
/// <param name="StaffId">By this person.</param>
/// <param name="Action">Of this kind.</param>
/// <param name="From">First UK date.</param>
/// <param name="To">Last UK date.</param>
public sealed record AuditFilter(int? ChildId = null, Guid? StaffId = null, AuditAction? Action = null, DateOnly? From = null, DateOnly? To = null)
{
    /// <summary>Nothing that an index leads to: the audit as a whole is not listed.</summary>
    public bool IsTooWide => ChildId is null && StaffId is null && Action is null;
}

/// <summary>A row of the audit as it is shown: who, what, which record, when, from where and why (A-03).</summary>
public sealed record AuditLine
{
#pragma warning disable CS1591 // as on AuditEvent
    public required long Id { get; init; }
    public required DateTime AtUtc { get; init; }
    public required AuditAction Action { get; init; }
    public Guid? StaffId { get; init; }
    public int? ChildId { get; init; }
    public long? RecordingId { get; init; }
    public string? Subject { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
    public string? Relation { get; init; }
    public string? Reason { get; init; }
    public string? Origin { get; init; }
#pragma warning restore CS1591

    /// <summary>Full name of who did it; null for the program and for a user name nobody has.</summary>
    public string? Staff { get; init; }

    /// <summary>Their user name.</summary>
    public string? UserName { get; init; }
}

/// <summary>A page of the audit, newest first.</summary>
/// <param name="Lines">The rows.</param>
/// <param name="Newer">Cursor to newer rows, if there are any.</param>
/// <param name="Older">Cursor to older ones.</param>
public sealed record AuditPage(IReadOnlyList<AuditLine> Lines, TimeCursor? Newer, TimeCursor? Older);

/// <summary>Reads the audit by record, by person or by kind: one range of one index, paged by key.</summary>
public sealed partial class AuditTrail(AppDbContext db)
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 50;

    /// <summary>Reads one page in three queries at most. Of a record whose existence is hidden from the reader nothing is told (A-02).</summary>
    /// <exception cref="ArgumentException">The filter is too wide.</exception>
    public async Task<AuditPage> ReadAsync(Guid reader, AuditFilter filter, TimeCursor? at, CancellationToken cancellationToken = default)
    {
        if (filter.IsTooWide) throw new ArgumentException("Ask for a record, a person or a kind of action.", nameof(filter));
        var hidden = await db.Conflicts.Where(c => c.StaffId == reader).Select(c => c.ChildId).ToListAsync(cancellationToken);
        var found = await Rows(filter, hidden, at).Take(PageSize + 1).ToListAsync(cancellationToken);
        var (lines, newer, older) = TimeCursor.Page(found, at, PageSize, l => (l.AtUtc, l.Id));
        return new AuditPage(await NamedAsync([.. lines.Select(l => Without(l, hidden))], cancellationToken), newer, older);
    }

    /// <summary>The rows as one statement, from the cursor on in its direction.</summary>
    internal IQueryable<AuditLine> Rows(AuditFilter filter, IReadOnlyCollection<int> hidden, TimeCursor? at)
    {
        var all = Filtered(filter);
        if (Rules.A02.Broken(hidden.Count > 0)) all = all.Where(e => e.ChildId == null || !hidden.Contains(e.ChildId.Value));
        // The first comparison says nothing new, but it is what lets an index begin at the cursor.
        var rows = at switch
        {
            null => Newest(all),
            { Newer: false } => Newest(all.Where(e => e.AtUtc <= at.AtUtc && (e.AtUtc < at.AtUtc || e.Id < at.Id))),
            _ => all.Where(e => e.AtUtc >= at.AtUtc && (e.AtUtc > at.AtUtc || e.Id > at.Id)).OrderBy(e => e.AtUtc).ThenBy(e => e.Id),
        };
        return Project(rows);
    }

    private static IQueryable<AuditEvent> Newest(IQueryable<AuditEvent> rows) => rows.OrderByDescending(e => e.AtUtc).ThenByDescending(e => e.Id);

    private IQueryable<AuditEvent> Filtered(AuditFilter filter)
    {
        var rows = db.AuditEvents.AsNoTracking();
        if (filter.ChildId is { } child) rows = rows.Where(e => e.ChildId == child);
        if (filter.StaffId is { } staff) rows = rows.Where(e => e.StaffId == staff);
        if (filter.Action is { } action) rows = rows.Where(e => e.Action == action);
        if (filter.From is { } from)
        {
            var start = LondonTime.StartOfDayUtc(from);
            rows = rows.Where(e => e.AtUtc >= start);
        }

        if (filter.To is { } to)
        {
            var end = LondonTime.StartOfDayUtc(to.AddDays(1));
            rows = rows.Where(e => e.AtUtc < end);
        }

        return rows;
    }

    /// <summary>The lines of rows already chosen and ordered.</summary>
    internal IQueryable<AuditLine> Project(IQueryable<AuditEvent> rows) => rows.Select(e => new AuditLine
    {
        Id = e.Id,
        AtUtc = e.AtUtc,
        Action = e.Action,
        StaffId = e.StaffId,
        Staff = db.Users.Where(u => u.Id == e.StaffId).Select(u => u.DisplayName).FirstOrDefault(),
        UserName = db.Users.Where(u => u.Id == e.StaffId).Select(u => u.UserName).FirstOrDefault(),
        ChildId = e.ChildId,
        RecordingId = e.RecordingId,
        Subject = e.Subject,
        Before = e.Before,
        After = e.After,
        Relation = e.Relation,
        Reason = e.Reason,
        Origin = e.Origin,
    });

    /// <summary>Rows of one record name another by its number: a sibling, a likely duplicate.</summary>
    private static AuditLine Without(AuditLine line, List<int> hidden) =>
        Names(line.Subject, hidden) || Names(line.After, hidden) ? line with { Subject = null, After = null } : line;

    private static bool Names(string? text, List<int> hidden) =>
        text is not null && hidden.Count > 0 && Number().Matches(text).Any(m => int.TryParse(m.ValueSpan, out var id) && hidden.Contains(id));

    /// <summary>Ids of staff become names; the audit itself holds ids only.</summary>
    internal async Task<IReadOnlyList<AuditLine>> NamedAsync(IReadOnlyList<AuditLine> lines, CancellationToken cancellationToken)
    {
        var ids = lines.SelectMany(l => StaffIds().Matches($"{l.Subject} {l.Before} {l.After}")).Select(m => Guid.Parse(m.Value)).ToHashSet();
        if (ids.Count == 0) return lines;
        var names = await db.Users.AsNoTracking().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellationToken);
        string? Named(string? text) => text is null ? null : StaffIds().Replace(text, m => names.GetValueOrDefault(Guid.Parse(m.Value), m.Value));
        return [.. lines.Select(l => l with { Subject = Named(l.Subject), Before = Named(l.Before), After = Named(l.After) })];
    }

    [GeneratedRegex(@"\b[0-9a-f]{32}\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex StaffIds();

    [GeneratedRegex(@"\b\d{1,9}\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();
}
