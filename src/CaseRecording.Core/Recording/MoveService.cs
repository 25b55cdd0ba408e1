using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Time;
using CaseRecording.Core.Visits;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Recording;

/// <summary>What a move would do, before a person is asked whether they are sure.</summary>
/// <param name="Child">The child it would go to.</param>
/// <param name="TypeDoesNotFit">Its type of visit needs a status that this child did not have that day (V-03).</param>
/// <param name="IsShared">It is about other children too, and stays with them.</param>
/// <param name="NamesFirstChild">What will be read on the right record names the first child.</param>
/// <param name="Strangers">People of the first child's list whom it names as taking part, and who are not in this child's.</param>
/// <param name="WasExported">Documents of the first record were made that may hold it.</param>
public sealed record MovePreview(Child Child, bool TypeDoesNotFit, bool IsShared, bool NamesFirstChild, IReadOnlyList<string> Strangers, bool WasExported);

/// <summary>
/// Moves an entry from a child it is not about to the one it is, with a trace in both records. One child's part moves;
/// what the entry says for all its children is read on the new record too (N-10).
/// </summary>
public sealed class MoveService(AppDbContext db, ChildAccess access, ChildClocks clocks, ChildSearch search)
{
    private sealed record Move(Recording Recording, Child From, Child To, bool TypeDoesNotFit);

    /// <summary>Brothers, sisters and other children of the family for whom this person may record: the likeliest to be meant.</summary>
    public Task<List<FoundChild>> FamilyAsync(ActionContext context, int childId, long recordingId, CancellationToken cancellationToken = default) =>
        search.ListAsync(context.Me, Targets(context, recordingId).Where(c => db.ChildPeople.Any(p => p.ChildId == childId && p.Person.OwnRecordId == c.Id)), cancellationToken);

    /// <summary>Children by name, date of birth or number for whom this person may record.</summary>
    public Task<IReadOnlyList<FoundChild>> FindAsync(ActionContext context, long recordingId, ChildSearchText text, CancellationToken cancellationToken = default) =>
        search.FindAmongAsync(context.Me, text, Targets(context, recordingId), cancellationToken);

    /// <summary>Refuses whoever may not move the entry.</summary>
    /// <exception cref="RuleViolationException">They may not; the sentence says who may.</exception>
    /// <exception cref="AccessRefusedException">It does not stand on this child's record, or they may not record there.</exception>
    public async Task RequireMoverAsync(ActionContext context, int childId, long recordingId, CancellationToken cancellationToken = default)
    {
        var recording = await db.Recordings.AsNoTracking().FirstOrDefaultAsync(r => r.Id == recordingId && r.Children.Any(c => c.ChildId == childId), cancellationToken)
            ?? throw new AccessRefusedException(AccessLevel.Hidden);
        await access.RequireAsync(context, AccessLevel.Record, [childId], cancellationToken);
        recording.CheckMover(context, (await access.DecideAsync(context.Me, childId, context.NowUtc, cancellationToken)).Level).ThrowIfAny();
    }

    /// <summary>What the move would do, without doing it.</summary>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    /// <exception cref="AccessRefusedException">A child they may not record for, which answers like one that does not exist .</exception>
    public async Task<MovePreview> PreviewAsync(ActionContext context, int childId, long recordingId, MoveInput input, CancellationToken cancellationToken = default)
    {
        await RequireAsync(context, childId, recordingId, input, cancellationToken);
        var move = await PrepareAsync(context, childId, recordingId, input, cancellationToken);
        var current = move.Recording.Versions.Single(v => v.Number == move.Recording.CurrentVersion);
        var own = current.Children.Single(c => c.ChildId == childId).Content;
        var namesFirst = await NamedAsync(childId, move.To.Id, string.Join(' ', current.Content.Fields.Values.Concat(own.Fields.Values)), cancellationToken);
        var people = current.Content.Participants.Select(p => p.PersonId).OfType<int>().ToList();
        var strangers = await db.ChildPeople.AsNoTracking().Where(p => p.ChildId == childId && people.Contains(p.PersonId) && !p.Person.IsProfessional && !db.ChildPeople.Any(o => o.ChildId == move.To.Id && o.PersonId == p.PersonId))
            .OrderBy(p => p.Person.FullName).Select(p => p.Person.FullName).ToListAsync(cancellationToken);
        var exported = await db.Exports.AnyAsync(e => e.ChildId == childId && (e.State == Disclosure.ExportState.Ready || e.State == Disclosure.ExportState.Running) && e.AskedAtUtc >= move.Recording.WrittenAtUtc, cancellationToken);
        return new MovePreview(move.To, move.TypeDoesNotFit, move.Recording.Children.Count > 1, namesFirst, strangers, exported);
    }

    /// <summary>Moves it. Undone by moving it back.</summary>
    /// <param name="context">Who and when.</param>
    /// <param name="childId">The child it is not about.</param>
    /// <param name="recordingId">The entry.</param>
    /// <param name="opened">The entry's token when the page was opened.</param>
    /// <param name="input">Where to and why.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="RuleViolationException">The rules refuse.</exception>
    /// <exception cref="EditedMeanwhileException">The entry changed since the page was opened.</exception>
    /// <exception cref="AccessRefusedException">A child they may not record for, which answers like one that does not exist .</exception>
    public async Task MoveAsync(ActionContext context, int childId, long recordingId, Guid opened, MoveInput input, CancellationToken cancellationToken = default)
    {
        await RequireAsync(context, childId, recordingId, input, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (recording, from, to, doesNotFit) = await PrepareAsync(context, childId, recordingId, input, cancellationToken);
        db.Entry(recording).Property(r => r.Version).OriginalValue = opened;
        recording.Move(context, from.Id, to.Id, input);
        recording.MarkOtherWorkers([to]);
        recording.Children.Single(c => c.ChildId == to.Id).TypeDoesNotFit = doesNotFit;
        await TasksOfEntry.MoveAsync(db, context, recording, from.Id, to, cancellationToken);
        await Plans.PlanLinks.MoveAsync(db, recording.Id, from.Id, cancellationToken);
        await Safeguarding.SafeguardingService.MoveAsync(db, recording.Id, from.Id, to, cancellationToken);
        foreach (var transfer in await db.Transfers.Where(t => t.RecordingId == recordingId && t.ChildId == from.Id).ToListAsync(cancellationToken)) transfer.AnsweredBy(null);
        foreach (var draft in await db.Drafts.Where(d => d.RecordingId == recordingId && d.FinishedAtUtc == null).ToListAsync(cancellationToken)) draft.Move(from.Id, to.Id, recording.FinalVersion is not null);
        await AlertsAsync(context, recording, from, to, doesNotFit, cancellationToken);
        await SummariesAsync(context, recording, from, to, cancellationToken);
        // Neither record's audit says which the other is; the entry's number is in both.
        db.Audit(context, AuditAction.EntryMovedAway, from.Id, recordingId, recording.Kind.ToString());
        db.Audit(context, AuditAction.EntryMovedHere, to.Id, recordingId, recording.Kind.ToString());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException();
        }

        var versions = recording.Versions.ConvertAll(v => v.Id);
        await db.PassagePrints.Where(p => p.ChildId == from.Id && versions.Contains(p.RecordingVersionId)).ExecuteDeleteAsync(cancellationToken);
        foreach (var child in new[] { from, to }) await clocks.RecomputeAsync(child, context.NowUtc, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private IQueryable<Child> Targets(ActionContext context, long recordingId) =>
        access.Recordable(context).Where(c => !db.RecordingChildren.Any(r => r.RecordingId == recordingId && r.ChildId == c.Id));

    /// <summary>Both children, the mover first: who may not move the entry learns nothing of another child.</summary>
    private async Task RequireAsync(ActionContext context, int childId, long recordingId, MoveInput input, CancellationToken cancellationToken)
    {
        await RequireMoverAsync(context, childId, recordingId, cancellationToken);
        if (input.ToChildId is { } to) await access.RequireAsync(context, AccessLevel.Record, [to], cancellationToken);
    }

    private async Task<Move> PrepareAsync(ActionContext context, int childId, long recordingId, MoveInput input, CancellationToken cancellationToken)
    {
        var check = new RuleCheck();
        Recording.CheckMove(check, input);
        await NamesAsync(check, childId, input, cancellationToken);
        if (input.ToChildId is not { } toId) throw new RuleViolationException(check.Violations);
        var recording = await db.Recordings.Include(r => r.Children).ThenInclude(c => c.Causes).Include(r => r.Versions).ThenInclude(v => v.Children).Include(r => r.Amendments).Include(r => r.Returns).Include(r => r.SignOffs).Include(r => r.Moves)
            .AsSplitQuery().FirstAsync(r => r.Id == recordingId, cancellationToken);
        var children = await db.Children.Include(c => c.Statuses).Include(c => c.Allocations).Where(c => c.Id == childId || c.Id == toId).AsSplitQuery().ToListAsync(cancellationToken);
        var (from, to) = (children.Find(c => c.Id == childId)!, children.Find(c => c.Id == toId)!);
        recording.CheckTarget(check, childId, toId, to.KnownAs);
        var day = LondonTime.DateOf(recording.OccurredAtUtc);
        if (recording.HistoryReason is null && string.IsNullOrWhiteSpace(input.HistoryReason))
        {
            var early = new RuleCheck();
            RecordingRules.BeforeTheRecord(early, day, to.KnownAs, to.BirthDateKind, to.BirthDate, to.FirstContactAtUtc, "If it belongs in the history, say why here");
            foreach (var v in early.Violations) check.Refuse(v.Rule, true, "historyReason", v.Message);
        }

        check.ThrowIfAny();
        var fits = recording.VisitType is not { } type || recording.StatusSaidWrong || VisitSchedule.TypesOffered([.. to.StatusesOn(day).Select(s => s.Kind)]).Contains(type);
        return new Move(recording, from, to, !fits);
    }

    /// <summary>The reason is read on the right child's record, so it does not name the other (N-10).</summary>
    private async Task NamesAsync(RuleCheck check, int from, MoveInput input, CancellationToken cancellationToken)
    {
        var named = await NamedAsync(from, input.ToChildId, $"{input.Reason} {input.HistoryReason}", cancellationToken);
        check.Refuse(Rules.A07, named, "reason", "Leave the name of the first child out: what you write is read on the other record");
    }

    /// <summary>Whether a text holds one of the first child's names that is not also the other's.</summary>
    private async Task<bool> NamedAsync(int from, int? to, string text, CancellationToken cancellationToken)
    {
        var names = await db.ChildNames.Where(n => n.ChildId == from && n.Part.Length > 1 && !db.ChildNames.Any(o => o.ChildId == to && o.Part == n.Part)).Select(n => n.Part).ToListAsync(cancellationToken);
        var letters = text.Normalize().Select(c => char.IsLetter(c) ? c : ' ');
        return NamePart.Of(string.Concat(letters)).Any(p => names.Contains(p.Text));
    }

    /// <summary>What waits for a manager because of the entry waits for the right one.</summary>
    private async Task AlertsAsync(ActionContext context, Recording recording, Child from, Child to, bool doesNotFit, CancellationToken cancellationToken)
    {
        foreach (var alert in await db.Alerts.Where(a => a.RecordingId == recording.Id && a.ChildId == from.Id && a.AcknowledgedAtUtc == null).ToListAsync(cancellationToken))
        {
            alert.Acknowledge(context);
            db.Alerts.Add(ManagerAlert.Raise(context, alert.Kind, to.Id, to.TeamId, alert.Message, recording.Id));
        }

        if (doesNotFit) db.Alerts.Add(ManagerAlert.Raise(context, AlertKind.StatusSaidWrong, to.Id, to.TeamId, "An entry moved here has a type of visit that the recorded status does not fit", recording.Id));
    }

    /// <summary>A summary that was another child's never reviewed the first one's; a change that it or the entry answers for is one of the right child (S-02).</summary>
    private async Task SummariesAsync(ActionContext context, Recording recording, Child from, Child to, CancellationToken cancellationToken)
    {
        var reviews = await db.SummaryReviews.Where(r => r.RecordingId == recording.Id && r.ChildId == from.Id).ToListAsync(cancellationToken);
        foreach (var review in reviews)
        {
            (review.ChildId, review.ChangedAtUtc) = (to.Id, null); // the change was the first child's
            from.ChangedSignificantly(context); // what it had answered for is asked again
        }

        if (recording.FinalVersion is not null && (recording.Kind == RecordingKind.Decision || recording.Versions.Exists(v => v.Content.SignificantChange))) to.ChangedSignificantly(context);
        if (reviews.Count == 0) return;
        from.Touch(); // a page opened before can no longer confirm the summary
        to.Touch();
    }
}
