using System.Globalization;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Quality.Audits;

/// <summary>A sample in a list. The numbers count records that the reader may know of .</summary>
/// <param name="Id">Key.</param>
/// <param name="DrawnAtUtc">When, UTC.</param>
/// <param name="DrawnBy">By whom.</param>
/// <param name="Team">The team; null: all teams.</param>
/// <param name="Records">Records drawn.</param>
/// <param name="Finished">Of these: audited.</param>
/// <param name="Overdue">Of these: not audited, and overdue.</param>
public sealed record SampleLine(int Id, DateTime DrawnAtUtc, string DrawnBy, string? Team, int Records, int Finished, int Overdue);

/// <summary>A page of samples, latest first.</summary>
/// <param name="Samples">The samples.</param>
/// <param name="Newer">Where newer ones begin.</param>
/// <param name="Older">Where older ones begin.</param>
public sealed record SamplePage(IReadOnlyList<SampleLine> Samples, TimeCursor? Newer, TimeCursor? Older);

/// <summary>How a sample was drawn, for whoever drew it: to others the size of the frame might tell of a record hidden from them .</summary>
/// <param name="Seed">256 bits, hex.</param>
/// <param name="Method">How the seed orders the frame.</param>
/// <param name="FrameSize">Records that could be drawn.</param>
/// <param name="FrameHash">SHA-256 of their numbers.</param>
/// <param name="Drawn">The numbers drawn, in the order drawn.</param>
public sealed record SampleProof(string Seed, string Method, int FrameSize, string FrameHash, IReadOnlyList<int> Drawn);

/// <summary>A record of a sample. Answers without their comments: those are read on the child's record .</summary>
/// <param name="AuditId">The audit.</param>
/// <param name="ChildId">The child.</param>
/// <param name="Child">Full name.</param>
/// <param name="AuditorId">Who audits it.</param>
/// <param name="Auditor">Their name.</param>
/// <param name="DueOn">By when, a UK date.</param>
/// <param name="FinishedAtUtc">Finished, UTC.</param>
/// <param name="Actions">Things to be put right.</param>
/// <param name="OpenActions">Of these: not closed.</param>
/// <param name="Version">Concurrency token.</param>
public sealed record SampleRow(int AuditId, int ChildId, string Child, Guid? AuditorId, string? Auditor, DateOnly DueOn, DateTime? FinishedAtUtc, int Actions, int OpenActions, Guid Version)
{
    /// <summary>The judgement on the whole.</summary>
    public AuditOutcome? Outcome { get; init; }

    /// <summary>The answer on each point.</summary>
    public IReadOnlyDictionary<StandardPoints, PointResult> Points { get; init; } = new Dictionary<StandardPoints, PointResult>();

    /// <summary>Not audited, from the day after.</summary>
    public bool IsOverdue(DateOnly today) => FinishedAtUtc is null && RecordAudit.IsOverdue(DueOn, today);
}

/// <summary>One sample.</summary>
/// <param name="Id">Key.</param>
/// <param name="TeamId">The team; null: all teams.</param>
/// <param name="Team">Its name.</param>
/// <param name="DrawnAtUtc">When, UTC.</param>
/// <param name="DrawnBy">By whom.</param>
/// <param name="Rows">Its records, in the order drawn.</param>
/// <param name="Proof">How it was drawn, where this person drew it.</param>
public sealed record SampleView(int Id, int? TeamId, string? Team, DateTime DrawnAtUtc, string DrawnBy, IReadOnlyList<SampleRow> Rows, SampleProof? Proof);

/// <summary>An audit on its child's record.</summary>
/// <param name="AuditId">The audit.</param>
/// <param name="Auditor">Who audits it.</param>
/// <param name="DueOn">By when, a UK date.</param>
/// <param name="FinishedAtUtc">Finished, UTC.</param>
/// <param name="Outcome">The judgement.</param>
public sealed record ChildAudit(int AuditId, string? Auditor, DateOnly DueOn, DateTime? FinishedAtUtc, AuditOutcome? Outcome);

/// <summary>An audit still to be done.</summary>
/// <param name="AuditId">The audit.</param>
/// <param name="ChildId">The child.</param>
/// <param name="Child">Full name.</param>
/// <param name="Auditor">Who audits it.</param>
/// <param name="DueOn">By when, a UK date.</param>
public sealed record OpenAudit(int AuditId, int ChildId, string Child, string? Auditor, DateOnly DueOn);

/// <summary>Something still to be put right, or to be looked at.</summary>
/// <param name="AuditId">The audit.</param>
/// <param name="ActionId">Key.</param>
/// <param name="ChildId">The child.</param>
/// <param name="Child">Full name.</param>
/// <param name="What">What; null where the record is not open to the reader .</param>
/// <param name="Owner">Who puts it right.</param>
/// <param name="DueOn">By when, a UK date.</param>
/// <param name="DoneAtUtc">Said to be done, UTC: somebody else is to look.</param>
public sealed record OpenRemedial(int AuditId, int ActionId, int ChildId, string Child, string? What, string Owner, DateOnly DueOn, DateTime? DoneAtUtc)
{
    /// <summary>Not done, from the day after.</summary>
    public bool IsOverdue(DateOnly today) => DoneAtUtc is null && RecordAudit.IsOverdue(DueOn, today);
}

/// <summary>Audits and what must be put right, for one person or one team.</summary>
/// <param name="Audits">To be done, soonest due first.</param>
/// <param name="Actions">To be put right or looked at, soonest due first.</param>
public sealed record AuditWork(IReadOnlyList<OpenAudit> Audits, IReadOnlyList<OpenRemedial> Actions);

/// <summary>Reads samples and audits. Every list starts from what the reader may know of .</summary>
public sealed class AuditQuery(AppDbContext db, ChildAccess access)
{
    /// <summary>Samples on a page.</summary>
    public const int PageSize = 25;

    /// <summary>Most of one list of work.</summary>
    public const int Most = 100;

    /// <summary>Samples that a person may see, of one team or of all.</summary>
    public async Task<SamplePage> SamplesAsync(ActionContext context, int? teamId, TimeCursor? at = null, CancellationToken cancellationToken = default)
    {
        var (findable, today) = (access.Findable(context.Me), LondonTime.DateOf(context.NowUtc));
        var samples = SampleService.Seen(db, context.Me).Where(s => teamId == null || s.TeamId == teamId);
        samples = at switch
        {
            null => samples.OrderByDescending(s => s.DrawnAtUtc).ThenByDescending(s => s.Id),
            { Newer: true } => samples.Where(s => s.DrawnAtUtc > at.AtUtc || (s.DrawnAtUtc == at.AtUtc && s.Id > at.Id)).OrderBy(s => s.DrawnAtUtc).ThenBy(s => s.Id),
            _ => samples.Where(s => s.DrawnAtUtc < at.AtUtc || (s.DrawnAtUtc == at.AtUtc && s.Id < at.Id)).OrderByDescending(s => s.DrawnAtUtc).ThenByDescending(s => s.Id),
        };
        var found = await samples.AsNoTracking().Take(PageSize + 1).Select(s => new SampleLine(
            s.Id, s.DrawnAtUtc, db.Users.Where(u => u.Id == s.DrawnById).Select(u => u.DisplayName).First(), db.Teams.Where(t => t.Id == s.TeamId).Select(t => t.Name).FirstOrDefault(),
            db.RecordAudits.Count(a => a.SampleId == s.Id && findable.Any(c => c.Id == a.ChildId)),
            db.RecordAudits.Count(a => a.SampleId == s.Id && a.FinishedAtUtc != null && findable.Any(c => c.Id == a.ChildId)),
            db.RecordAudits.Count(a => a.SampleId == s.Id && a.FinishedAtUtc == null && a.DueOn < today && findable.Any(c => c.Id == a.ChildId)))).ToListAsync(cancellationToken);
        var (rows, newer, older) = TimeCursor.Page(found, at, PageSize, s => (s.DrawnAtUtc, s.Id));
        return new SamplePage(rows, newer, older);
    }

    /// <summary>One sample; null where it is none of this person's.</summary>
    public async Task<SampleView?> SampleAsync(ActionContext context, int sampleId, CancellationToken cancellationToken = default)
    {
        var me = context.Me;
        var sample = await SampleService.Seen(db, me).AsNoTracking().Where(s => s.Id == sampleId)
            .Select(s => new { s.Id, s.TeamId, s.DrawnAtUtc, s.DrawnById, s.Seed, s.Method, s.FrameSize, s.FrameHash, Team = db.Teams.Where(t => t.Id == s.TeamId).Select(t => t.Name).FirstOrDefault(), DrawnBy = db.Users.Where(u => u.Id == s.DrawnById).Select(u => u.DisplayName).First() })
            .FirstOrDefaultAsync(cancellationToken);
        if (sample is null) return null;
        var rows = await db.RecordAudits.AsNoTracking().Where(a => a.SampleId == sampleId).OrderBy(a => a.Place).Join(access.Findable(me), a => a.ChildId, c => c.Id, (a, c) => new { a, c.FullName })
            .OrderBy(x => x.a.Place)
            .Select(x => new SampleRow(
                x.a.Id, x.a.ChildId, x.FullName, x.a.AuditorId, db.Users.Where(u => u.Id == x.a.AuditorId).Select(u => u.DisplayName).FirstOrDefault(), x.a.DueOn, x.a.FinishedAtUtc,
                db.RemedialActions.Count(r => r.AuditId == x.a.Id), db.RemedialActions.Count(r => r.AuditId == x.a.Id && r.ConfirmedAtUtc == null), x.a.Version))
            .ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(r => r.AuditId);
        var findings = await db.AuditFindings.AsNoTracking().Where(f => ids.Contains(f.AuditId)).Select(f => new { f.AuditId, f.Outcome, f.Points }).ToDictionaryAsync(f => f.AuditId, cancellationToken);
        return new SampleView(sample.Id, sample.TeamId, sample.Team, sample.DrawnAtUtc, sample.DrawnBy,
            [.. rows.Select(r => findings.GetValueOrDefault(r.AuditId) is { } f ? r with { Outcome = f.Outcome, Points = f.Points.ToDictionary(p => p.Point, p => p.Result) } : r)],
            sample.DrawnById == me ? new SampleProof(sample.Seed, sample.Method, sample.FrameSize, sample.FrameHash, rows.ConvertAll(r => r.ChildId)) : null);
    }

    /// <summary>The same for a file. Who took it away is audited .</summary>
    public async Task<SampleView?> ExportAsync(ActionContext context, int sampleId, CancellationToken cancellationToken = default)
    {
        if (await SampleAsync(context, sampleId, cancellationToken) is not { } sample) return null;
        db.Audit(context, AuditAction.ListExported, subject: string.Create(CultureInfo.InvariantCulture, $"sample {sampleId} rows:{sample.Rows.Count}"));
        await db.SaveChangesAsync(cancellationToken);
        return sample;
    }

    /// <summary>Audits of one child's record, latest first.</summary>
    public Task<List<ChildAudit>> OfChildAsync(int childId, CancellationToken cancellationToken = default) =>
        db.RecordAudits.AsNoTracking().Where(a => a.ChildId == childId).OrderByDescending(a => a.Id).Take(Most).Select(a => new ChildAudit(
            a.Id, db.Users.Where(u => u.Id == a.AuditorId).Select(u => u.DisplayName).FirstOrDefault(), a.DueOn, a.FinishedAtUtc,
            db.AuditFindings.Where(f => f.AuditId == a.Id).Select(f => (AuditOutcome?)f.Outcome).FirstOrDefault())).ToListAsync(cancellationToken);

    /// <summary>One audit of a child's record; null where it is not of this child.</summary>
    public async Task<AuditView?> FindAsync(int childId, int auditId, CancellationToken cancellationToken = default) =>
        (await AuditView.ReadAsync(db, db.RecordAudits.Where(a => a.Id == auditId && a.ChildId == childId), cancellationToken)).SingleOrDefault();

    /// <summary>What a person has to audit, to put right, or to look at as the auditor who asked for it. Three queries.</summary>
    public async Task<AuditWork> MineAsync(ActionContext context, CancellationToken cancellationToken = default)
    {
        var (me, findable, open) = (context.Me, access.Findable(context.Me), access.Recordable(context));
        var audits = await AuditsAsync(db.RecordAudits.Where(a => a.AuditorId == me && a.FinishedAtUtc == null), findable, cancellationToken);
        var own = await ActionsAsync(db.RemedialActions.Where(r => r.OwnerId == me && r.ConfirmedAtUtc == null && r.DoneAtUtc == null), findable, open, cancellationToken);
        var look = await ActionsAsync(db.RemedialActions.Where(r => r.ConfirmedAtUtc == null && r.DoneAtUtc != null && r.DoneById != me && r.OwnerId != me && r.Audit.AuditorId == me), findable, open, cancellationToken);
        return new AuditWork(audits, [.. own, .. look]);
    }

    /// <summary>The same for a team's records. Who may not open a record reads no text of it. Two queries.</summary>
    public async Task<AuditWork> OfTeamAsync(ActionContext context, int teamId, CancellationToken cancellationToken = default)
    {
        var scope = access.Findable(context.Me).Where(c => c.TeamId == teamId);
        return new AuditWork(
            await AuditsAsync(db.RecordAudits.Where(a => a.FinishedAtUtc == null), scope, cancellationToken),
            await ActionsAsync(db.RemedialActions.Where(r => r.ConfirmedAtUtc == null), scope, access.Own(context.Me), cancellationToken));
    }

    private Task<List<OpenAudit>> AuditsAsync(IQueryable<RecordAudit> audits, IQueryable<Children.Child> scope, CancellationToken cancellationToken) =>
        audits.AsNoTracking().Where(a => scope.Any(c => c.Id == a.ChildId)).OrderBy(a => a.DueOn).ThenBy(a => a.Id).Take(Most).Select(a => new OpenAudit(
            a.Id, a.ChildId, db.Children.Where(c => c.Id == a.ChildId).Select(c => c.FullName).First(), db.Users.Where(u => u.Id == a.AuditorId).Select(u => u.DisplayName).FirstOrDefault(), a.DueOn)).ToListAsync(cancellationToken);

    private Task<List<OpenRemedial>> ActionsAsync(IQueryable<RemedialAction> actions, IQueryable<Children.Child> scope, IQueryable<Children.Child> open, CancellationToken cancellationToken) =>
        actions.AsNoTracking().Where(r => scope.Any(c => c.Id == r.ChildId)).OrderBy(r => r.DueOn).ThenBy(r => r.Id).Take(Most).Select(r => new OpenRemedial(
            r.AuditId, r.Id, r.ChildId, db.Children.Where(c => c.Id == r.ChildId).Select(c => c.FullName).First(), open.Any(c => c.Id == r.ChildId) ? r.What : null,
            db.Users.Where(u => u.Id == r.OwnerId).Select(u => u.DisplayName).First(), r.DueOn, r.DoneAtUtc)).ToListAsync(cancellationToken);
}
