using System.Globalization;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Quality.Audits;

/// <summary>A manager who can be named as auditor.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Name.</param>
public sealed record AuditorChoice(Guid Id, string Name);

/// <summary>
/// Draws samples of open records and says who audits each (Q-04). Records that the drawer may not know of are in no frame, and whether
/// there are any is not said: a number would tell of them (A-02).
/// </summary>
public sealed class SampleService(AppDbContext db, ChildAccess access, PolicyStore policies)
{
    /// <summary>Most auditors offered.</summary>
    public const int MostAuditors = 500;

    /// <summary>Teams whose records a person may draw: a team manager those they manage, a senior manager all.</summary>
    public Task<List<TeamChoice>> TeamsAsync(ActionContext context, CancellationToken cancellationToken = default) =>
        Managed(db, context.Me).AsNoTracking().OrderBy(t => t.Name).Select(t => new TeamChoice(t.Id, t.Name)).ToListAsync(cancellationToken);

    /// <summary>Whether a person may draw from all teams.</summary>
    public Task<bool> IsSeniorAsync(ActionContext context, CancellationToken cancellationToken = default) =>
        Managers(db).AnyAsync(s => s.Id == context.Me && s.Roles.Any(r => r.Role == Role.SeniorManager), cancellationToken);

    /// <summary>Draws a sample of open records that are not being audited already.</summary>
    /// <param name="context">Who and when.</param>
    /// <param name="teamId">The team; null: all teams, for a senior manager.</param>
    /// <param name="key">Made by the page: sent twice, it is one sample.</param>
    /// <param name="size">How many records.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The sample's key.</returns>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    /// <exception cref="AccessRefusedException">Not their team.</exception>
    public async Task<int> DrawAsync(ActionContext context, int? teamId, Guid key, int? size, CancellationToken cancellationToken = default)
    {
        var me = context.Me;
        var may = teamId is { } team ? await Managed(db, me).AnyAsync(t => t.Id == team, cancellationToken) : await IsSeniorAsync(context, cancellationToken);
        if (!may) throw new AccessRefusedException(AccessLevel.Hidden);
        if (await MadeAsync(me, key, cancellationToken) is var made and not 0) return made;
        var frame = await access.Findable(me).Where(c => c.ClosedAtUtc == null && (teamId == null || c.TeamId == teamId) && !db.RecordAudits.Any(a => a.ChildId == c.Id && a.FinishedAtUtc == null))
            .OrderBy(c => c.Id).Select(c => new { c.Id, c.WorkerId }).ToDictionaryAsync(c => c.Id, c => c.WorkerId, cancellationToken);
        new RuleCheck()
            .Refuse(Rules.Q04, size is null or < 1 or > RecordSample.MostRecords, "size", $"Enter how many records to draw, from 1 to {RecordSample.MostRecords}")
            .Refuse(Rules.Q04, frame.Count == 0, "size", "There is no open record to draw: each is being audited already, or there is none")
            .Refuse(Rules.Q04, frame.Count > 0 && size > frame.Count && size <= RecordSample.MostRecords, "size", $"{frame.Count} open {(frame.Count == 1 ? "record" : "records")} can be drawn. Ask for no more than that")
            .ThrowIfAny();
        var today = LondonTime.DateOf(context.NowUtc);
        var within = (await policies.LoadAsync(cancellationToken)).PolicyOn(today).AuditWithinDays;
        var sample = RecordSample.Draw(context, teamId, key, frame, size!.Value, RecordSample.NewSeed(), today.AddDays(within));
        db.RecordSamples.Add(sample);
        var subject = $"sample {key:N}";
        db.Audit(context, AuditAction.SampleDrawn, subject: subject, after: string.Create(CultureInfo.InvariantCulture, $"{sample.Size} of {sample.FrameSize}, frame {sample.FrameHash}, seed {sample.Seed}"));
        foreach (var audit in sample.Audits) db.Audit(context, AuditAction.RecordDrawn, audit.ChildId, subject: subject);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return sample.Id;
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            // Pressed twice in the same instant, the other request drew it.
            return await MadeAsync(me, key, cancellationToken) is var id and not 0 ? id : throw new EditedMeanwhileException();
        }
    }

    /// <summary>Who can be named: every manager who works with records. Whether they may know of the record is asked when one is.</summary>
    public Task<List<AuditorChoice>> AuditorsAsync(CancellationToken cancellationToken = default) =>
        Managers(db).AsNoTracking().OrderBy(s => s.DisplayName).Take(MostAuditors).Select(s => new AuditorChoice(s.Id, s.DisplayName)).ToListAsync(cancellationToken);

    /// <summary>Names who audits a record. What was typed so far goes with it.</summary>
    /// <param name="context">A manager who may see the sample.</param>
    /// <param name="sampleId">The sample.</param>
    /// <param name="auditId">The record of it.</param>
    /// <param name="opened">The version that the page showed.</param>
    /// <param name="auditorId">Who is to audit it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    /// <exception cref="AccessRefusedException">Not their sample, or a record they may not know of.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed it since the page was opened.</exception>
    public async Task GiveAsync(ActionContext context, int sampleId, int auditId, Guid opened, Guid? auditorId, CancellationToken cancellationToken = default)
    {
        var findable = access.Findable(context.Me);
        var audit = await Seen(db, context.Me).Where(s => s.Id == sampleId).SelectMany(s => s.Audits).FirstOrDefaultAsync(a => a.Id == auditId && findable.Any(c => c.Id == a.ChildId), cancellationToken)
            ?? throw new AccessRefusedException(AccessLevel.Hidden);
        db.Entry(audit).Property(a => a.Version).OriginalValue = opened;
        var workerId = await db.Children.Where(c => c.Id == audit.ChildId).Select(c => c.WorkerId).SingleAsync(cancellationToken);
        var level = auditorId is { } id && await Managers(db).AnyAsync(s => s.Id == id, cancellationToken)
            ? (await access.DecideAsync(id, audit.ChildId, context.NowUtc, cancellationToken)).Level
            : AccessLevel.Hidden;
        audit.Give(auditorId, level, workerId);
        if (await db.Drafts.FirstOrDefaultAsync(d => d.Id == audit.DraftId && d.FinishedAtUtc == null, cancellationToken) is { } draft && draft.AuthorId != auditorId) draft.TakeOver(auditorId!.Value);
        db.Audit(context, AuditAction.RecordAuditGiven, audit.ChildId, subject: string.Create(CultureInfo.InvariantCulture, $"audit {auditId}"), after: $"{auditorId:N}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException();
        }
    }

    /// <summary>Managers whose work is with records (A-06).</summary>
    internal static IQueryable<Staff> Managers(AppDbContext db) => db.Users.Where(s => s.DisabledAtUtc == null
        && s.Roles.Any(r => r.Role == Role.TeamManager || r.Role == Role.SeniorManager) && !s.Roles.Any(r => r.Role == Role.Administrator || r.Role == Role.Auditor));

    /// <summary>Teams that a person manages.</summary>
    internal static IQueryable<Team> Managed(AppDbContext db, Guid me) => db.Teams.Where(t => Managers(db).Any(s => s.Id == me
        && (t.ManagerId == me || s.Roles.Any(r => r.Role == Role.SeniorManager) || db.TeamMembers.Any(m => m.StaffId == me && m.TeamId == t.Id))));

    /// <summary>Samples that a person may see: those of the teams they manage; those of all teams as a senior manager.</summary>
    internal static IQueryable<RecordSample> Seen(AppDbContext db, Guid me) => db.RecordSamples.Where(s =>
        s.TeamId == null ? Managers(db).Any(m => m.Id == me && m.Roles.Any(r => r.Role == Role.SeniorManager)) : Managed(db, me).Any(t => t.Id == s.TeamId));

    private Task<int> MadeAsync(Guid me, Guid key, CancellationToken cancellationToken) =>
        db.RecordSamples.Where(s => s.Key == key && s.DrawnById == me).Select(s => s.Id).FirstOrDefaultAsync(cancellationToken);
}
