using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Corrections;

/// <summary>Requests to correct the record: taken in by anyone who may read it, decided by information governance (F-04). Each verb is one save with its audit row.</summary>
public sealed class CorrectionService(AppDbContext db, ChildAccess access, PolicyStore policies)
{
    /// <summary>Takes a request in. Information governance finds the child and does not open the record: only now may they read it .</summary>
    /// <returns>The request's key.</returns>
    /// <exception cref="RuleViolationException">Something is missing or cannot be right.</exception>
    /// <exception cref="AccessRefusedException">A child whose record this person may not read, or not find.</exception>
    public async Task<int> ReceiveAsync(ActionContext context, int childId, CorrectionInput input, CancellationToken cancellationToken = default)
    {
        var finds = await GovernsAsync(context, cancellationToken) && await access.Findable(context.Me).AnyAsync(c => c.Id == childId, cancellationToken);
        if (!finds) await access.RequireAsync(context, AccessLevel.Read, [childId], cancellationToken);
        var (statement, received) = (input.Statement?.Trim(), input.ReceivedOn);
        var check = new RuleCheck()
            .Refuse(Rules.F04, await ElsewhereAsync(childId, input.RecordingId, cancellationToken), "entry", "There is no such entry on this record. Its number stands at the foot of its page")
            .Refuse(Rules.F04, await db.Corrections.AnyAsync(c => c.ChildId == childId && c.DecidedAtUtc == null && c.Statement == statement && c.ReceivedOn == received, cancellationToken), "statement", "This request is recorded already");
        var correction = Correction.Receive(context, childId, input, check, await policies.LoadAsync(cancellationToken));
        db.Corrections.Add(correction);
        db.Audit(context, AuditAction.CorrectionReceived, childId, correction.RecordingId, after: $"received {correction.ReceivedOn:yyyy-MM-dd}, due {correction.DueOn:yyyy-MM-dd}");
        await db.SaveChangesAsync(cancellationToken);
        return correction.Id;
    }

    /// <summary>Notes something that was done about it.</summary>
    /// <exception cref="RuleViolationException">It is decided, or nothing is said.</exception>
    public Task AddStepAsync(ActionContext context, int id, Guid opened, string? text, DateOnly? on, CancellationToken cancellationToken = default) =>
        ChangeAsync(context, id, opened, AuditAction.CorrectionStepAdded, (c, _) => { c.Add(context, text, on); return Task.CompletedTask; }, cancellationToken);

    /// <summary>Says which entry is meant, or that none is.</summary>
    /// <exception cref="RuleViolationException">It is decided, or no such entry is on the record.</exception>
    public Task PointToAsync(ActionContext context, int id, Guid opened, long? recordingId, CancellationToken cancellationToken = default) =>
        ChangeAsync(context, id, opened, AuditAction.CorrectionChanged, async (c, cancel) =>
        {
            new RuleCheck().Refuse(Rules.F04, await ElsewhereAsync(c.ChildId, recordingId, cancel), "entry", "There is no such entry on this record. Its number stands at the foot of its page").ThrowIfAny();
            c.PointTo(recordingId);
        }, cancellationToken);

    /// <summary>Decides it. Only information governance does. With it ends their access to the record.</summary>
    /// <exception cref="RuleViolationException">It is decided already, no outcome or reason, or the entry still says what is wrong.</exception>
    /// <exception cref="AccessRefusedException">Someone else's business.</exception>
    public async Task DecideAsync(ActionContext context, int id, Guid opened, CorrectionOutcome? outcome, string? reason, CancellationToken cancellationToken = default)
    {
        if (!await GovernsAsync(context, cancellationToken)) throw new AccessRefusedException(AccessLevel.Hidden);
        await ChangeAsync(context, id, opened, AuditAction.CorrectionDecided, async (c, cancel) =>
        {
            var entry = await db.RecordingChildren.Where(r => r.ChildId == c.ChildId && r.RecordingId == c.RecordingId)
                .Select(r => new
                {
                    Mine = r.Recording.AuthorId == context.Me || r.Recording.MadeById == context.Me,
                    PutRight = r.Recording.Amendments.Any(a => a.AtUtc > c.TakenAtUtc && (a.ChildId == null || a.ChildId == c.ChildId))
                        || r.Recording.Versions.Any(v => v.SavedAtUtc > c.TakenAtUtc),
                }).FirstOrDefaultAsync(cancel);
            c.Decide(context, outcome, reason, entry?.PutRight ?? true, entry?.Mine ?? false);
        }, cancellationToken);
    }

    private async Task ChangeAsync(ActionContext context, int id, Guid opened, AuditAction action, Func<Correction, CancellationToken, Task> verb, CancellationToken cancellationToken)
    {
        var correction = await db.Corrections.FirstOrDefaultAsync(c => c.Id == id, cancellationToken) ?? throw new AccessRefusedException(AccessLevel.Hidden);
        // Whoever records on it may note what they did; information governance reads while it is open, and later finds what they decided.
        var governs = await GovernsAsync(context, cancellationToken) && await access.Findable(context.Me).AnyAsync(c => c.Id == correction.ChildId, cancellationToken);
        if (!governs) await access.RequireAsync(context, AccessLevel.Record, [correction.ChildId], cancellationToken);
        db.Entry(correction).Property(c => c.Version).OriginalValue = opened;
        await verb(correction, cancellationToken);
        db.Audit(context, action, correction.ChildId, correction.RecordingId, $"correction {id}", after: correction.Outcome?.ToString());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException();
        }
    }

    private async Task<bool> ElsewhereAsync(int childId, long? recordingId, CancellationToken cancellationToken) =>
        recordingId is { } id && !await db.RecordingChildren.AnyAsync(r => r.ChildId == childId && r.RecordingId == id, cancellationToken);

    private Task<bool> GovernsAsync(ActionContext context, CancellationToken cancellationToken) =>
        db.Users.AnyAsync(u => u.Id == context.Me && u.DisabledAtUtc == null && u.Roles.Any(r => r.Role == Role.InformationGovernance) && !u.Roles.Any(r => r.Role == Role.Administrator || r.Role == Role.Auditor), cancellationToken);
}
