using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Mail;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Safeguarding;

/// <summary>Reports of safeguarding concerns: made, shown to those who answer for the team, acknowledged, withdrawn (T-05).</summary>
public sealed class SafeguardingService(AppDbContext db, ChildAccess access, PolicyStore policies, MailSwitch? mail = null)
{
    /// <summary>Most that one list shows.</summary>
    public const int Most = 50;

    /// <summary>Tells the team's manager. Sent twice, it is one report.</summary>
    /// <returns>The report's key.</returns>
    /// <exception cref="RuleViolationException">The sentence says too little or too much, or the time is to come.</exception>
    public async Task<int> ReportAsync(ActionContext context, int childId, SafeguardingInput input, CancellationToken cancellationToken = default)
    {
        await access.RequireAsync(context, AccessLevel.Record, [childId], cancellationToken);
        if (await MadeAsync(context, childId, input.Key, cancellationToken) is { } made) return made;
        var length = input.Sentence?.Trim().Length ?? 0;
        new RuleCheck()
            .Refuse(Rules.T05, length < SafeguardingReport.ShortestSentence, "sentence", "Say in one sentence what the concern is")
            .Refuse(Rules.T05, length > SafeguardingReport.LongestSentence, "sentence", $"One sentence is enough for now: {SafeguardingReport.LongestSentence} characters or fewer")
            .Refuse(Rules.T08, input.HappenedAtUtc > context.NowUtc, "time", "That is in the future")
            .ThrowIfAny();
        var policy = (await policies.LoadAsync(cancellationToken)).PolicyOn(LondonTime.DateOf(input.HappenedAtUtc));
        var teamId = await db.Children.Where(c => c.Id == childId).Select(c => c.TeamId).SingleAsync(cancellationToken);
        var report = new SafeguardingReport(context, childId, teamId, input, Timeliness.SafeguardingDueAt(policy, input.HappenedAtUtc, null));
        db.SafeguardingReports.Add(report);
        db.Audit(context, AuditAction.SafeguardingReported, childId);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            if (mail is not null) await TellByMailAsync(context, report, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return report.Id;
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            // Pressed twice in the same instant: the other request made it.
            return await MadeAsync(context, childId, input.Key, cancellationToken) ?? throw new EditedMeanwhileException();
        }
    }

    /// <summary>Everybody for whom it waits is told by mail too: that there is something, and where to look .</summary>
    private async Task TellByMailAsync(ActionContext context, SafeguardingReport report, CancellationToken cancellationToken)
    {
        var deputies = DelegationService.InForce(db, context.NowUtc).Where(d => d.TeamId == report.TeamId);
        var people = await db.Users.AsNoTracking()
            .Where(s => s.Id != context.Me && s.DisabledAtUtc == null && s.Email != null && (s.Roles.Any(r => r.Role == Role.TeamManager || r.Role == Role.SeniorManager) || deputies.Any(d => d.ToId == s.Id)))
            .OrderBy(s => s.Id).Select(s => new { s.Id, Manages = s.Roles.Any(r => r.Role == Role.TeamManager || r.Role == Role.SeniorManager) }).ToListAsync(cancellationToken);
        foreach (var person in people)
        {
            if (!await Managed(context with { UserId = person.Id }, db.SafeguardingReports).AnyAsync(r => r.Id == report.Id, cancellationToken)) continue;
            db.OutgoingMails.Add(new OutgoingMail(context, MailKind.SafeguardingConcern, person.Id, person.Manages ? "/team#safeguarding" : "/#safeguarding"));
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Takes a report back: by who made it, or by a manager of the record.</summary>
    /// <exception cref="RuleViolationException">The reason says too little, or it is withdrawn already.</exception>
    public async Task WithdrawAsync(ActionContext context, int childId, int reportId, string? reason, CancellationToken cancellationToken = default)
    {
        await access.RequireAsync(context, AccessLevel.Record, [childId], cancellationToken);
        var report = await db.SafeguardingReports.Include(r => r.Recording).ThenInclude(r => r!.Children).FirstOrDefaultAsync(r => r.Id == reportId && r.ChildId == childId, cancellationToken)
            ?? throw new AccessRefusedException(AccessLevel.Hidden);
        if (report.ReportedById != context.Me) await access.RequireAsync(context, AccessLevel.Manage, [childId], cancellationToken);
        report.Withdraw(context, reason);
        db.Audit(context, AuditAction.SafeguardingWithdrawn, childId, report.RecordingId);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>A manager has read it, or a deputy for one; acknowledging twice changes nothing.</summary>
    /// <exception cref="AccessRefusedException">It is not theirs, or there is no such report.</exception>
    public async Task AcknowledgeAsync(ActionContext context, int reportId, CancellationToken cancellationToken = default)
    {
        var report = await db.SafeguardingReports.FirstOrDefaultAsync(r => r.Id == reportId, cancellationToken);
        if (report is null) throw new AccessRefusedException(AccessLevel.Hidden);
        await RequireManagedAsync(context, report, cancellationToken);
        if (report.AcknowledgedAtUtc is not null) return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        report.Acknowledge(context);
        db.Audit(context, AuditAction.SafeguardingAcknowledged, report.ChildId, report.RecordingId);
        await db.SaveChangesAsync(cancellationToken);
        await DelegationService.HoldAsync(db, context, cancellationToken);
        await RequireManagedAsync(context, report, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task RequireManagedAsync(ActionContext context, SafeguardingReport report, CancellationToken cancellationToken)
    {
        if (await Managed(context, db.SafeguardingReports).AnyAsync(r => r.Id == report.Id, cancellationToken)) return;
        await access.RefusedAsync(context, report.ChildId, AccessLevel.Manage, cancellationToken);
        throw new AccessRefusedException(AccessLevel.Hidden);
    }

    /// <summary>
    /// What a team's page shows: reports of the team that are not acknowledged or not recorded yet, and whatever else waits for this
    /// person to acknowledge; soonest due first. What they neither answer for nor may read without a reason is not told.
    /// </summary>
    /// <param name="context">Who looks, and when.</param>
    /// <param name="teamId">One of the teams whose page they may see.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<TeamConcern>> OfTeamAsync(ActionContext context, int teamId, CancellationToken cancellationToken = default)
    {
        var staffId = context.Me;
        var theirs = await Managed(context, db.SafeguardingReports.Where(r => r.AcknowledgedAtUtc == null)).Select(r => r.Id).Take(Most).ToListAsync(cancellationToken);
        var own = access.Own(staffId);
        var readable = await Open(staffId, db.SafeguardingReports.Where(r => r.TeamId == teamId)).Where(r => own.Any(c => c.Id == r.ChildId)).Select(r => r.Id).ToListAsync(cancellationToken);
        var lines = await Lines(staffId, Open(staffId, db.SafeguardingReports.Where(r => r.TeamId == teamId))).ToListAsync(cancellationToken);
        if (theirs.Count > 0)
            lines.AddRange(await Lines(staffId, db.SafeguardingReports.Where(r => theirs.Contains(r.Id) && r.TeamId != teamId)).ToListAsync(cancellationToken));
        return
        [
            .. lines.OrderBy(r => r.AcknowledgedAtUtc is not null).ThenBy(r => r.DueAtUtc).ThenBy(r => r.Id).Take(Most)
                .Select(r => new TeamConcern(r, theirs.Contains(r.Id), theirs.Contains(r.Id) || readable.Contains(r.Id))),
        ];
    }

    /// <summary>A person's own reports that no entry records yet.</summary>
    public Task<List<SafeguardingLine>> MineAsync(Guid staffId, CancellationToken cancellationToken = default) =>
        Lines(staffId, Open(staffId, db.SafeguardingReports.Where(r => r.ReportedById == staffId && r.WrittenAtUtc == null)).OrderBy(r => r.DueAtUtc).ThenBy(r => r.Id)).Take(Most).ToListAsync(cancellationToken);

    /// <summary>What the form of a child asks about: reports that no entry records yet, and those that the entry being changed does.</summary>
    public Task<List<SafeguardingLine>> ToRecordAsync(ActionContext context, int childId, long? entryId, CancellationToken cancellationToken = default) =>
        Lines(context.Me, db.SafeguardingReports.Where(r => r.ChildId == childId && r.WithdrawnAtUtc == null && (r.WrittenAtUtc == null || (entryId != null && r.RecordingId == entryId))).OrderBy(r => r.Id))
            .Take(Most).ToListAsync(cancellationToken);

    /// <summary>One report of a child.</summary>
    public Task<SafeguardingLine?> FindAsync(ActionContext context, int childId, int reportId, CancellationToken cancellationToken = default) =>
        Lines(context.Me, db.SafeguardingReports.Where(r => r.ChildId == childId && r.Id == reportId)).FirstOrDefaultAsync(cancellationToken);

    /// <summary>What an entry records, as one child's page shows it (N-10).</summary>
    public Task<List<SafeguardingLine>> OfEntryAsync(ActionContext context, int childId, long recordingId, CancellationToken cancellationToken = default) =>
        Lines(context.Me, db.SafeguardingReports.Where(r => r.ChildId == childId && r.RecordingId == recordingId).OrderBy(r => r.Id)).ToListAsync(cancellationToken);

    /// <summary>What waits for this person's acknowledgement, whichever team it is of; soonest due first.</summary>
    public async Task<IReadOnlyList<TeamConcern>> ToAcknowledgeAsync(ActionContext context, CancellationToken cancellationToken = default) =>
        (await Lines(context.Me, Managed(context, db.SafeguardingReports.Where(r => r.AcknowledgedAtUtc == null)).OrderBy(r => r.DueAtUtc).ThenBy(r => r.Id)).Take(Most).ToListAsync(cancellationToken))
            .ConvertAll(r => new TeamConcern(r, true, true));

    /// <summary>How many wait for this person's acknowledgement, and the latest of them; 0 for who neither manages a team nor acts for who does.</summary>
    public async Task<(int Count, int Latest)> WaitingAsync(ActionContext context, CancellationToken cancellationToken = default)
    {
        var ids = await Managed(context, db.SafeguardingReports.Where(r => r.AcknowledgedAtUtc == null)).OrderByDescending(r => r.Id).Select(r => r.Id).Take(Most).ToListAsync(cancellationToken);
        return (ids.Count, ids.FirstOrDefault());
    }

    /// <summary>Brings reports to what an entry now tells of; the caller saves (T-05).</summary>
    /// <param name="db">The database.</param>
    /// <param name="context">Who and when.</param>
    /// <param name="entry">The entry, with its new version.</param>
    /// <param name="input">What it says.</param>
    /// <param name="pageOf">The child on whose page it was written: another child's report was not asked about there, and stays as it is.</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal static async Task ApplyAsync(AppDbContext db, ActionContext context, Recording.Recording entry, RecordingInput input, int pageOf, CancellationToken cancellationToken)
    {
        var (told, children) = (input.Content.Safeguarding, input.Children.Keys.ToList());
        if (told.Count == 0 && entry.Id == 0) return;
        var reports = await db.SafeguardingReports
            .Where(r => children.Contains(r.ChildId) && r.WithdrawnAtUtc == null && ((entry.Id != 0 && r.RecordingId == entry.Id) || (told.Contains(r.Id) && r.WrittenAtUtc == null)))
            .ToListAsync(cancellationToken);
        foreach (var report in reports)
        {
            if (report.ChildId == pageOf && !told.Contains(report.Id)) report.NotTold();
            else if (report.WrittenAtUtc is null && told.Contains(report.Id)) report.ToldBy(context, entry);
        }
    }

    /// <summary>What an entry records of a child goes with it to the right one; the caller saves.</summary>
    internal static async Task MoveAsync(AppDbContext db, long recordingId, int fromChildId, Children.Child to, CancellationToken cancellationToken)
    {
        foreach (var report in await db.SafeguardingReports.Include(r => r.Recording).Where(r => r.RecordingId == recordingId && r.ChildId == fromChildId).ToListAsync(cancellationToken)) report.Move(to);
    }

    private Task<int?> MadeAsync(ActionContext context, int childId, Guid key, CancellationToken cancellationToken) =>
        db.SafeguardingReports.AsNoTracking().Where(r => r.Key == key && r.ChildId == childId && r.ReportedById == context.Me).Select(r => (int?)r.Id).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Not withdrawn, waiting for something, of a record this person may know of .</summary>
    private IQueryable<SafeguardingReport> Open(Guid staffId, IQueryable<SafeguardingReport> reports) =>
        reports.Where(r => r.WithdrawnAtUtc == null && (r.AcknowledgedAtUtc == null || r.WrittenAtUtc == null) && access.Findable(staffId).Any(c => c.Id == r.ChildId));

    /// <summary>Open reports that a person answers for: of the teams they manage or help to manage, or whose manager made them a deputy; for senior managers those that no team's manager can see.</summary>
    private IQueryable<SafeguardingReport> Managed(ActionContext context, IQueryable<SafeguardingReport> reports)
    {
        var (staffId, deputies) = (context.Me, DelegationService.Active(db, context.Me, context.NowUtc));
        return Open(staffId, reports.Where(r =>
            db.Teams.Any(t => t.Id == r.TeamId && t.ManagerId == staffId)
            || deputies.Any(d => d.TeamId == r.TeamId)
            || (db.TeamMembers.Any(m => m.StaffId == staffId && m.TeamId == r.TeamId) && db.StaffRoles.Any(o => o.StaffId == staffId && (o.Role == Role.TeamManager || o.Role == Role.SeniorManager)))
            || (db.StaffRoles.Any(o => o.StaffId == staffId && o.Role == Role.SeniorManager) && !db.Teams.Any(t => t.Id == r.TeamId && t.ManagerId != null
                && !db.Conflicts.Any(x => x.ChildId == r.ChildId && x.StaffId == t.ManagerId)
                && (!db.Children.Any(c => c.Id == r.ChildId && c.IsRestricted) || db.RestrictedReaders.Any(x => x.ChildId == r.ChildId && x.StaffId == t.ManagerId))))));
    }

    private IQueryable<SafeguardingLine> Lines(Guid me, IQueryable<SafeguardingReport> reports) => SafeguardingLine.Of(db, me, reports);
}
