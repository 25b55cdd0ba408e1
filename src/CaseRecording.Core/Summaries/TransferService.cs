using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Summaries;

/// <summary>A transfer as pages show it.</summary>
/// <param name="Id">Key.</param>
/// <param name="ChildId">The child.</param>
/// <param name="Child">Full name.</param>
/// <param name="AtUtc">When, UTC.</param>
/// <param name="From">The earlier worker.</param>
/// <param name="FromTeam">Their team.</param>
/// <param name="To">The receiving worker.</param>
/// <param name="ToTeam">Their team.</param>
/// <param name="ToWorkerId">Who acknowledges.</param>
/// <param name="RecordingId">The summary; null: missing.</param>
/// <param name="AcknowledgedAtUtc">When it was acknowledged, UTC.</param>
/// <param name="Version">Concurrency token.</param>
public sealed record TransferLine(
    int Id, int ChildId, string Child, DateTime AtUtc, string From, string FromTeam, string To, string ToTeam, Guid ToWorkerId, long? RecordingId, DateTime? AcknowledgedAtUtc, Guid Version)
{
    /// <summary>The label of a transfer without its summary (S-06).</summary>
    public bool IsMissing => Rules.S06.Broken(RecordingId is null);
}

/// <summary>Transfers of children between workers and teams: what is to be written, and what to be acknowledged (S-06).</summary>
public sealed class TransferService(AppDbContext db, ChildAccess access)
{
    /// <summary>A worker whose team gives a child away can still open the record for so many days, to write the summary.</summary>
    public const int DaysToWrite = 7;

    /// <summary>Transfers of one child, latest first.</summary>
    public Task<List<TransferLine>> OfChildAsync(int childId, CancellationToken cancellationToken = default) =>
        Lines(db, db.Transfers.Where(t => t.ChildId == childId)).ToListAsync(cancellationToken);

    /// <summary>Summaries that a person is asked for, and those for them to acknowledge; latest first.</summary>
    public Task<List<TransferLine>> MineAsync(Guid staffId, CancellationToken cancellationToken = default)
    {
        var findable = access.Findable(staffId);
        var write = db.Transfers.Where(t => t.FromWorkerId == staffId && t.RecordingId == null);
        var read = db.Transfers.Where(t => t.ToWorkerId == staffId && t.AcknowledgedAtUtc == null && t.RecordingId != null);
        return Lines(db, write.Concat(read).Where(t => findable.Any(c => c.Id == t.ChildId))).Take(MyDrafts.Most).ToListAsync(cancellationToken);
    }

    /// <summary>The receiving worker acknowledges the hand-over. Twice is once.</summary>
    /// <exception cref="RuleViolationException">They are not the receiving worker, or there is no summary.</exception>
    public async Task AcknowledgeAsync(ActionContext context, int childId, int transferId, CancellationToken cancellationToken = default)
    {
        await access.RequireAsync(context, AccessLevel.Record, [childId], cancellationToken);
        var transfer = await db.Transfers.SingleOrDefaultAsync(t => t.Id == transferId && t.ChildId == childId, cancellationToken) ?? throw new AccessRefusedException(AccessLevel.Hidden);
        if (transfer.AcknowledgedAtUtc is not null && transfer.ToWorkerId == context.Me) return;
        transfer.Acknowledge(context);
        db.Audit(context, AuditAction.TransferAcknowledged, childId, transfer.RecordingId);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Asks for a transfer summary where the work goes to someone else. One that was finalised beforehand, in the time of the worker who hands over, answers it.</summary>
    internal static async Task AskAsync(AppDbContext db, ChildAccess access, ActionContext context, Child child, int teamId, Guid workerId, CancellationToken cancellationToken)
    {
        if (child.Allocations.Find(a => a.ToUtc is null) is not { } open || !Rules.S06.Applies(open.WorkerId != workerId || open.TeamId != teamId)) return;
        var transfer = new Transfer(context, child.Id, (open.TeamId, open.WorkerId), (teamId, workerId));
        var since = open.FromUtc;
        transfer.AnsweredBy(await db.RecordingChildren
            .Where(c => c.ChildId == child.Id && c.Recording.Kind == RecordingKind.TransferSummary && c.Recording.FinalisedAtUtc > since && !db.Transfers.Any(t => t.RecordingId == c.RecordingId))
            .OrderByDescending(c => c.OccurredAtUtc).Select(c => (long?)c.RecordingId).FirstOrDefaultAsync(cancellationToken));
        db.Transfers.Add(transfer);
        var leavesTeam = open.TeamId != teamId && !await db.TeamMembers.AnyAsync(m => m.StaffId == open.WorkerId && m.TeamId == teamId, cancellationToken);
        var found = await access.Findable(open.WorkerId).AnyAsync(c => c.Id == child.Id, cancellationToken);
        if (transfer.RecordingId is null && leavesTeam && found) db.AccessGrants.Add(AccessGrant.ForTransfer(context, child.Id, open.WorkerId, TimeSpan.FromDays(DaysToWrite)));
    }

    /// <summary>A final transfer summary answers the child's last transfer, if that still waits for one.</summary>
    internal static async Task AnswerAsync(AppDbContext db, int childId, long recordingId, CancellationToken cancellationToken)
    {
        var last = await db.Transfers.Where(t => t.ChildId == childId).OrderByDescending(t => t.AtUtc).FirstOrDefaultAsync(cancellationToken);
        if (last is { RecordingId: null }) last.AnsweredBy(recordingId);
    }

    internal static IQueryable<TransferLine> Lines(AppDbContext db, IQueryable<Transfer> transfers) => transfers.AsNoTracking().OrderByDescending(t => t.AtUtc).ThenByDescending(t => t.Id).Select(t => new TransferLine(
        t.Id, t.ChildId, db.Children.Where(c => c.Id == t.ChildId).Select(c => c.FullName).First(), t.AtUtc,
        db.Users.Where(u => u.Id == t.FromWorkerId).Select(u => u.DisplayName).First(), db.Teams.Where(m => m.Id == t.FromTeamId).Select(m => m.Name).First(),
        db.Users.Where(u => u.Id == t.ToWorkerId).Select(u => u.DisplayName).First(), db.Teams.Where(m => m.Id == t.ToTeamId).Select(m => m.Name).First(),
        t.ToWorkerId, t.RecordingId, t.AcknowledgedAtUtc, t.Version));
}
