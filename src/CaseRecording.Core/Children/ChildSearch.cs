using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1309 // translated to SQL, where an ordinal comparison cannot be named

namespace CaseRecording.Core.Children;

/// <summary>A child found: who it is and whom to ask, nothing of the record .</summary>
/// <param name="ChildId">Key.</param>
/// <param name="FullName">Full name.</param>
/// <param name="KnownAs">The name the child is called by.</param>
/// <param name="BirthDate">Date of birth, due date or estimate.</param>
/// <param name="BirthDateKind">Which.</param>
/// <param name="Team">Name of the team.</param>
/// <param name="Worker">Name of the worker.</param>
/// <param name="IsOwn">The record is on the searcher's own lists.</param>
/// <param name="IsClosed">Involvement has ended.</param>
/// <param name="SummaryReviewedAtUtc">Age of the one-page summary, UTC (S-04).</param>
public sealed record FoundChild(
    int ChildId, string FullName, string KnownAs, DateOnly BirthDate, BirthDateKind BirthDateKind, string? Team, string? Worker,
    bool IsOwn, bool IsClosed, DateTime? SummaryReviewedAtUtc);

/// <summary>Finds children by name as it sounds, date of birth or number. Finding is not opening; what is hidden is not found .</summary>
public sealed class ChildSearch(AppDbContext db, ChildAccess access)
{
    /// <summary>Children on a page.</summary>
    public const int PageSize = 20;

    /// <summary>One page in order of name, and one more if there is a next page. One query.</summary>
    /// <param name="me">Who searches.</param>
    /// <param name="text">What for.</param>
    /// <param name="after">Last child of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<FoundChild>> FindAsync(Guid me, ChildSearchText text, int? after = null, CancellationToken cancellationToken = default)
    {
        if (text.IsEmpty) return [];
        var found = Matching(access.Findable(me).AsNoTracking(), text);
        if (after is { } last)
        {
            var name = db.Children.Where(c => c.Id == last).Select(c => c.FullName);
            found = found.Where(c => string.Compare(c.FullName, name.First()) > 0 || (c.FullName == name.First() && c.Id > last));
        }

        return await Shown(me, found.OrderBy(c => c.FullName).ThenBy(c => c.Id).Take(PageSize + 1)).ToListAsync(cancellationToken);
    }

    /// <summary>The first of those sought among some children, in order of name.</summary>
    /// <param name="me">Who searches.</param>
    /// <param name="text">What for.</param>
    /// <param name="among">Of those the person may find.</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal async Task<IReadOnlyList<FoundChild>> FindAmongAsync(Guid me, ChildSearchText text, IQueryable<Child> among, CancellationToken cancellationToken = default) =>
        text.IsEmpty ? [] : await Shown(me, Matching(among.AsNoTracking(), text).OrderBy(c => c.FullName).ThenBy(c => c.Id).Take(PageSize)).ToListAsync(cancellationToken);

    /// <summary>Some children as a search would show them, eldest first.</summary>
    /// <param name="me">Who looks.</param>
    /// <param name="children">Of those the person may find.</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal Task<List<FoundChild>> ListAsync(Guid me, IQueryable<Child> children, CancellationToken cancellationToken = default) =>
        Shown(me, children.AsNoTracking().OrderBy(c => c.BirthDate).ThenBy(c => c.Id).Take(PageSize)).ToListAsync(cancellationToken);

    /// <summary>Children who may be the same as one about to get a record (C-01): same number, or a name sounding alike and the same date of birth.</summary>
    /// <returns>Those the person may find, and the keys of those they may not.</returns>
    public async Task<(IReadOnlyList<FoundChild> Visible, IReadOnlyList<int> Hidden)> AlikeAsync(Guid me, ChildDetails details, IReadOnlyList<string> numbers, CancellationToken cancellationToken = default)
    {
        var ids = await db.Identifiers.Where(i => numbers.Contains(i.SearchKey)).Select(i => i.ChildId).ToListAsync(cancellationToken);
        ids.AddRange(await SoundAlikeAsync(details, cancellationToken));
        if (!Rules.C01.Applies(ids.Count > 0)) return ([], []);
        var visible = await Shown(me, access.Findable(me).AsNoTracking().Where(c => ids.Contains(c.Id)).OrderBy(c => c.FullName).ThenBy(c => c.Id)).ToListAsync(cancellationToken);
        return (visible, [.. ids.Distinct().Except(visible.Select(c => c.ChildId))]);
    }

    private async Task<IEnumerable<int>> SoundAlikeAsync(ChildDetails details, CancellationToken cancellationToken)
    {
        var parts = NamePart.Of(details.FullName);
        if (parts.Count == 0 || details.BirthDate is not { } born) return [];
        var (first, last) = (parts[0].Sound, parts[^1].Sound);
        var (from, until) = (born.AddDays(-Tolerance(BirthDateKind.Estimated)), born.AddDays(Tolerance(BirthDateKind.Estimated)));
        var named = db.ChildNames.Where(n => n.Sound == first).Select(n => n.ChildId).Intersect(db.ChildNames.Where(n => n.Sound == last).Select(n => n.ChildId));
        var candidates = await db.Children.Where(c => named.Contains(c.Id) && c.BirthDate >= from && c.BirthDate <= until)
            .Select(c => new { c.Id, c.BirthDate, c.BirthDateKind }).ToListAsync(cancellationToken);
        return candidates
            .Where(c => Math.Abs(c.BirthDate.DayNumber - born.DayNumber) <= Math.Max(Tolerance(c.BirthDateKind), Tolerance(details.BirthDateKind)))
            .Select(c => c.Id);
    }

    /// <summary>Days by which a date that is not certain may differ and still mean the same birth.</summary>
    private static int Tolerance(BirthDateKind kind) => kind switch
    {
        BirthDateKind.Due => 42,
        BirthDateKind.Estimated => 366,
        _ => 0,
    };

    private IQueryable<FoundChild> Shown(Guid me, IQueryable<Child> children)
    {
        var own = access.Own(me);
        return children.Select(c => new FoundChild(
            c.Id, c.FullName, c.KnownAs, c.BirthDate, c.BirthDateKind,
            db.Teams.Where(t => t.Id == c.TeamId).Select(t => t.Name).FirstOrDefault(),
            db.Users.Where(s => s.Id == c.WorkerId).Select(s => s.DisplayName).FirstOrDefault(),
            own.Any(o => o.Id == c.Id), c.ClosedAtUtc != null, c.SummaryReviewedAtUtc));
    }

    private IQueryable<Child> Matching(IQueryable<Child> children, ChildSearchText text)
    {
        if (text.Born is { } born) children = children.Where(c => c.BirthDate == born);
        if (text.Number is { } number)
        {
            var holders = db.Identifiers.Where(i => i.SearchKey == number).Select(i => i.ChildId);
            children = children.Where(c => holders.Contains(c.Id));
        }

        foreach (var part in text.Names)
        {
            var named = Named(part);
            children = children.Where(c => named.Contains(c.Id));
        }

        return children;
    }

    /// <summary>Keys of children one of whose names begins so or sounds so.</summary>
    private IQueryable<int> Named(NamePart part)
    {
        var (from, until, sound) = (part.Text, part.Text + '\uffff', part.Sound);
        return db.ChildNames.Where(n => n.Sound == sound || (string.Compare(n.Part, from) >= 0 && string.Compare(n.Part, until) < 0)).Select(n => n.ChildId);
    }
}
