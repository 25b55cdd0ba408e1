using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Disclosure;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.Requests;

/// <summary>What the pages of requests show. A request for a child who is hidden from the reader is not there .</summary>
public sealed class RequestQueries(AppDbContext db, ChildAccess access)
{
    public const int PageSize = 25;

    /// <summary>Exports shown on a request's page, newest first.</summary>
    private const int MostExports = 20;

    /// <summary>A page of the list, and one more row if there is a next page. One query.</summary>
    /// <param name="after">Last request of the page before.</param>
    public Task<List<RequestLine>> ListAsync(Guid me, bool closed, int? after, CancellationToken cancellationToken)
    {
        var rows = Findable(me).Where(x => closed ? x.Request.ClosedAtUtc != null : x.Request.ClosedAtUtc == null);
        if (after is { } id)
        {
            var last = db.AccessRequests.Where(r => r.Id == id);
            rows = closed
                ? rows.Where(x => last.Any(l => x.Request.ClosedAtUtc < l.ClosedAtUtc || (x.Request.ClosedAtUtc == l.ClosedAtUtc && x.Request.Id < l.Id)))
                : rows.Where(x => last.Any(l => x.Request.DueOn > l.DueOn || (x.Request.DueOn == l.DueOn && x.Request.Id > l.Id)));
        }

        rows = closed
            ? rows.OrderByDescending(x => x.Request.ClosedAtUtc).ThenByDescending(x => x.Request.Id)
            : rows.OrderBy(x => x.Request.DueOn).ThenBy(x => x.Request.Id);
        return rows.Take(PageSize + 1)
            .Select(x => new RequestLine(x.Request.Id, x.Child.FullName, x.Request.RequesterName, x.Request.RequesterRelationship, x.Request.ReceivedOn, x.Request.DueOn, x.Request.ClosedAtUtc))
            .ToListAsync(cancellationToken);
    }

    /// <summary>One request with its exports, or null where there is none for this person. Two queries.</summary>
    public async Task<RequestPage?> FindAsync(Guid me, int requestId, CancellationToken cancellationToken)
    {
        var page = await Findable(me).Where(x => x.Request.Id == requestId).Select(x => new RequestPage(
            x.Request.Id, x.Child.Id, x.Child.FullName, x.Request.RequesterName, x.Request.RequesterRelationship, x.Request.ReceivedOn, x.Request.DueOn,
            db.Users.Where(u => u.Id == x.Request.RecordedById).Select(u => u.DisplayName).First(),
            x.Request.ClosedAtUtc, x.Request.Version, new List<ExportLine>())).FirstOrDefaultAsync(cancellationToken);
        return page is null ? null : page with { Exports = await ExportsAsync(requestId, cancellationToken) };
    }

    /// <summary>How far an export is, or null where there is none.</summary>
    public Task<ExportLine?> ProgressAsync(int requestId, Guid exportId, CancellationToken cancellationToken) =>
        Project(db.Exports.Where(e => e.RequestId == requestId && e.Id == exportId)).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The child a request is about, for a look at its progress.</summary>
    public Task<int?> ChildOfAsync(int requestId, CancellationToken cancellationToken) =>
        db.AccessRequests.Where(r => r.Id == requestId && r.ClosedAtUtc == null).Select(r => (int?)r.ChildId).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The child meant by a new request, or null where this person may not find one.</summary>
    public Task<ChildMeant?> MeantAsync(Guid me, int childId, CancellationToken cancellationToken) =>
        access.Findable(me).AsNoTracking().Where(c => c.Id == childId).Select(c => new ChildMeant(c.Id, c.FullName, c.BirthDate, c.BirthDateKind)).FirstOrDefaultAsync(cancellationToken);

    private Task<List<ExportLine>> ExportsAsync(int requestId, CancellationToken cancellationToken) =>
        Project(db.Exports.Where(e => e.RequestId == requestId).OrderByDescending(e => e.AskedAtUtc).ThenBy(e => e.Id).Take(MostExports)).ToListAsync(cancellationToken);

    private IQueryable<ExportLine> Project(IQueryable<Export> exports) => exports.AsNoTracking().Select(e => new ExportLine(
        e.Id, e.State, e.AskedAtUtc, db.Users.Where(u => u.Id == e.AskedById).Select(u => u.DisplayName).First(), e.Done, e.Total, e.Pages, e.Size)
    {
        MayHoldAnothersEntry = db.RecordingMoves.Any(m => m.FromChildId == e.ChildId && m.AtUtc >= e.AskedAtUtc),
    });

    private IQueryable<Row> Findable(Guid me) =>
        db.AccessRequests.AsNoTracking().Join(access.Findable(me), r => r.ChildId, c => c.Id, (request, child) => new Row { Request = request, Child = child });

    private sealed class Row
    {
        public AccessRequest Request { get; init; } = null!;

        public Core.Children.Child Child { get; init; } = null!;
    }
}
