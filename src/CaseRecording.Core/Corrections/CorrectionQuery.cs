using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Corrections;

/// <summary>A step as shown.</summary>
/// <param name="On">The UK day on which it was done.</param>
/// <param name="Text">What.</param>
/// <param name="By">Who noted it.</param>
/// <param name="AtUtc">When, UTC.</param>
public sealed record CorrectionStepLine(DateOnly On, string Text, string By, DateTime AtUtc);

/// <summary>A request for correction as pages and the exported record show it.</summary>
/// <param name="Id">Key.</param>
/// <param name="ChildId">Whose record.</param>
/// <param name="Child">Full name.</param>
/// <param name="KnownAs">The name they are called by.</param>
/// <param name="RecordingId">The entry it is about, while that stands on this record .</param>
/// <param name="From">From whom.</param>
/// <param name="Name">Their name; empty for the child.</param>
/// <param name="Relationship">What they are to the child.</param>
/// <param name="ReceivedOn">Arrived, a UK date.</param>
/// <param name="DueOn">To be answered by, a UK date.</param>
/// <param name="Statement">What they say is wrong.</param>
/// <param name="TakenBy">Who took it in.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="OutcomeReason">What was changed, or why not.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="DecidedAtUtc">When, UTC.</param>
/// <param name="Version">Concurrency token.</param>
public sealed record CorrectionLine(
    int Id, int ChildId, string Child, string KnownAs, long? RecordingId, CorrectionFrom From, string Name, string Relationship, DateOnly ReceivedOn, DateOnly DueOn, string Statement,
    string TakenBy, CorrectionOutcome? Outcome, string? OutcomeReason, string? DecidedBy, DateTime? DecidedAtUtc, Guid Version)
{
    /// <summary>What was done, oldest first; read for one request only, and for the exported record.</summary>
    public IReadOnlyList<CorrectionStepLine> Steps { get; init; } = [];

    /// <summary>Who asks, in words.</summary>
    public string Asker => From == CorrectionFrom.Child ? KnownAs : Relationship.Length > 0 ? $"{Name}, {Relationship}" : Name;

    /// <summary>The whole of it in words, for the exported record.</summary>
    public string InWords => string.Join(' ', (IEnumerable<string>)
    [
        $"Received {LondonTime.FormatDate(ReceivedOn)} from {Asker}: “{Statement}”",
        .. Steps.Select(s => $"{LondonTime.FormatDate(s.On)}, {s.By}: {s.Text}"),
        Outcome is { } outcome ? $"{outcome.Label()}, {LondonTime.FormatDateTime(DecidedAtUtc!.Value)}, {DecidedBy}: {OutcomeReason}" : "Not decided yet.",
    ]);
}

/// <summary>Reads requests for correction (F-04).</summary>
public sealed class CorrectionQuery(AppDbContext db, ChildAccess access)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 25;

    /// <summary>Those of one child: the open ones by what runs out first, then the decided ones, latest first.</summary>
    public async Task<IReadOnlyList<CorrectionLine>> OfChildAsync(int childId, CancellationToken cancellationToken = default)
    {
        var lines = await Lines(db, db.Corrections.Where(c => c.ChildId == childId)).ToListAsync(cancellationToken);
        return [.. lines.Where(c => c.Outcome is null).OrderBy(c => c.DueOn).ThenBy(c => c.Id), .. lines.Where(c => c.Outcome is not null).OrderByDescending(c => c.DecidedAtUtc)];
    }

    /// <summary>Those about one entry, as one child's page shows them (N-10), oldest first.</summary>
    public Task<List<CorrectionLine>> OfEntryAsync(int childId, long recordingId, CancellationToken cancellationToken = default) =>
        Lines(db, db.Corrections.Where(c => c.ChildId == childId && c.RecordingId == recordingId).OrderBy(c => c.Id)).ToListAsync(cancellationToken);

    /// <summary>One with its steps, or null. Two queries.</summary>
    public async Task<CorrectionLine?> FindAsync(int childId, int id, CancellationToken cancellationToken = default) =>
        await Lines(db, db.Corrections.Where(c => c.Id == id && c.ChildId == childId)).FirstOrDefaultAsync(cancellationToken) is { } line
            ? line with { Steps = (await StepsAsync(db, db.Corrections.Where(c => c.Id == id), cancellationToken))[id].ToList() }
            : null;

    /// <summary>The same for information governance, who finds a request by its number; null where the child is hidden from them .</summary>
    public async Task<CorrectionLine?> FindAsync(ActionContext context, int id, CancellationToken cancellationToken = default)
    {
        var findable = access.Findable(context.Me);
        var child = await db.Corrections.Where(c => c.Id == id && findable.Any(f => f.Id == c.ChildId)).Select(c => (int?)c.ChildId).FirstOrDefaultAsync(cancellationToken);
        return child is { } childId ? await FindAsync(childId, id, cancellationToken) : null;
    }

    /// <summary>A page of all, and one more row if there is a next page: open ones by what runs out first, decided ones by number, latest first.</summary>
    /// <param name="context">Who looks.</param>
    /// <param name="decided">Those that are decided.</param>
    /// <param name="after">Last request of the page before.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<List<CorrectionLine>> ListAsync(ActionContext context, bool decided = false, int? after = null, CancellationToken cancellationToken = default)
    {
        var findable = access.Findable(context.Me);
        var rows = db.Corrections.Where(c => decided ? c.DecidedAtUtc != null : c.DecidedAtUtc == null).Where(c => findable.Any(f => f.Id == c.ChildId));
        if (after is { } id)
        {
            var last = db.Corrections.Where(c => c.Id == id);
            rows = decided ? rows.Where(c => c.Id < id) : rows.Where(c => last.Any(l => c.DueOn > l.DueOn || (c.DueOn == l.DueOn && c.Id > l.Id)));
        }

        rows = decided ? rows.OrderByDescending(c => c.Id) : rows.OrderBy(c => c.DueOn).ThenBy(c => c.Id);
        return Lines(db, rows.Take(PageSize + 1)).ToListAsync(cancellationToken);
    }

    /// <summary>What each of some requests did, oldest first.</summary>
    internal static async Task<ILookup<int, CorrectionStepLine>> StepsAsync(AppDbContext db, IQueryable<Correction> corrections, CancellationToken cancellationToken) =>
        (await db.CorrectionSteps.AsNoTracking().Where(s => corrections.Any(c => c.Id == s.CorrectionId)).OrderBy(s => s.On).ThenBy(s => s.Id)
            .Select(s => new { s.CorrectionId, Line = new CorrectionStepLine(s.On, s.Text, db.Users.Where(u => u.Id == s.ById).Select(u => u.DisplayName).First(), s.AtUtc) })
            .ToListAsync(cancellationToken)).ToLookup(s => s.CorrectionId, s => s.Line);

    internal static IQueryable<CorrectionLine> Lines(AppDbContext db, IQueryable<Correction> corrections) => corrections.AsNoTracking().Select(c => new CorrectionLine(
        c.Id, c.ChildId, db.Children.Where(x => x.Id == c.ChildId).Select(x => x.FullName).First(), db.Children.Where(x => x.Id == c.ChildId).Select(x => x.KnownAs).First(),
        db.RecordingChildren.Where(r => r.ChildId == c.ChildId && r.RecordingId == c.RecordingId).Select(r => (long?)r.RecordingId).FirstOrDefault(),
        c.From, c.Name, c.Relationship, c.ReceivedOn, c.DueOn, c.Statement,
        db.Users.Where(u => u.Id == c.TakenById).Select(u => u.DisplayName).First(), c.Outcome, c.OutcomeReason,
        db.Users.Where(u => u.Id == c.DecidedById).Select(u => u.DisplayName).FirstOrDefault(), c.DecidedAtUtc, c.Version));
}
