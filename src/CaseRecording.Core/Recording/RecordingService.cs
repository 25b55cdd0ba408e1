using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.People;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Supervision;
using CaseRecording.Core.Time;
using CaseRecording.Core.Writing.Templates;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Recording;

/// <summary>Puts recordings on the timeline and takes them through their life. Each action is one transaction with its audit row.</summary>
public sealed class RecordingService(AppDbContext db, ChildAccess access, PolicyStore policies, ChildClocks clocks, PeopleService people, ChangesOfEntry carryOver)
{
    /// <summary>Saves a draft to the record, and finalises it if asked (T-02, T-04). Pressing twice makes one entry.</summary>
    /// <returns>The entry's key.</returns>
    /// <exception cref="RuleViolationException">The rules refuse; the draft still holds everything typed.</exception>
    /// <exception cref="AccessRefusedException">A child the author may not record for.</exception>
    public Task<long> SaveAsync(ActionContext context, Guid draftId, RecordingInput input, bool finalise, CancellationToken cancellationToken = default) =>
        SaveAsync(context, draftId, input, finalise, [], cancellationToken);

    /// <summary>The same, and adds people to those of the child on whose page it was written (C-06).</summary>
    public async Task<long> SaveAsync(ActionContext context, Guid draftId, RecordingInput input, bool finalise, IReadOnlyList<PersonToAdd> add, CancellationToken cancellationToken = default)
    {
        try
        {
            return await SaveOnceAsync(context, draftId, input, finalise, add, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The same draft, submitted twice at once: the other request made the entry.
            db.ChangeTracker.Clear();
            var made = await db.Drafts.Where(d => d.Id == draftId && d.AuthorId == context.Me && d.FinishedAtUtc != null).Select(d => d.RecordingId).FirstOrDefaultAsync(cancellationToken);
            return made ?? throw new EditedMeanwhileException();
        }
    }

    /// <summary>What the rules would say to saving or finalising now, without doing it: before a person is asked whether they are sure.</summary>
    /// <exception cref="AccessRefusedException">A child the author may not record for.</exception>
    public async Task<IReadOnlyList<RuleViolation>> CheckAsync(ActionContext context, Guid draftId, RecordingInput input, bool finalise, CancellationToken cancellationToken = default)
    {
        var draft = await FindDraftAsync(context, draftId, cancellationToken);
        await access.RequireAsync(context, AccessLevel.Record, input.Children.Keys, cancellationToken);
        input = await ProgressDraft.ComposeAsync(db, (await TemplateWords.LoadAsync(db, context.Me, draftId, cancellationToken)).Without(input), cancellationToken);
        return (await PrepareAsync(context, draft, input, finalise, cancellationToken)).Violations;
    }

    private async Task<long> SaveOnceAsync(ActionContext context, Guid draftId, RecordingInput input, bool finalise, IReadOnlyList<PersonToAdd> add, CancellationToken cancellationToken)
    {
        var draft = await FindDraftAsync(context, draftId, cancellationToken);
        if (draft is { FinishedAtUtc: not null, RecordingId: { } already }) return already;
        if (draft.FinishedAtUtc is not null) throw new AccessRefusedException(AccessLevel.Hidden);

        await access.RequireAsync(context, AccessLevel.Record, input.Children.Keys, cancellationToken);
        input = await ProgressDraft.ComposeAsync(db, (await TemplateWords.LoadAsync(db, context.Me, draftId, cancellationToken)).Without(input), cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (recording, children, when, policy, form, violations) = await PrepareAsync(context, draft, input, finalise, cancellationToken);
        if (violations.Count > 0) throw new RuleViolationException(violations);

        var keyChanges = finalise ? await carryOver.NewAsync(recording, input, children, cancellationToken) : [];
        var becomesFinal = finalise && recording.FinalisedAtUtc is null;
        var newlySaidChanged = input.Content.SignificantChange && !recording.Versions.Exists(v => v.Content.SignificantChange);
        var newlySaidWrong = input.StatusSaidWrong && !recording.StatusSaidWrong;
        db.RecordingParticipants.RemoveRange(recording.Participants); // the new version brings its own
        recording.Save(context, input with { FormVersion = form }, when!, policy);
        recording.MarkOtherWorkers(children);
        if (recording.FinalisedAtUtc is null && (input.Kind is RecordingKind.Supervision or RecordingKind.ProgressSummary)) await WasDueAsync(recording, children, cancellationToken);
        if (finalise) recording.Finalise(context);
        if (recording.Id == 0) db.Recordings.Add(recording);
        db.Audit(context, finalise ? AuditAction.Finalised : AuditAction.SavedToRecord, recording, recording.Kind.ToString(), $"version {recording.CurrentVersion}");
        await Safeguarding.SafeguardingService.ApplyAsync(db, context, recording, input, draft.ChildId, cancellationToken);
        if (finalise) await Plans.PlanLinks.ApplyAsync(db, recording, input, cancellationToken);
        if (finalise) await TasksOfEntry.ApplyAsync(db, context, recording, input, children, draft.ChildId, Colleagues(context.Me, input.Children.Keys), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        if (finalise) await NewPeople.AddAsync(people, context, draft.ChildId, input, add, cancellationToken);
        await carryOver.ApplyAsync(context, keyChanges, cancellationToken);
        await NewPeople.LinkAsync(db, recording, cancellationToken);
        draft.Become(recording.Id, context.NowUtc);
        foreach (var child in children.Where(_ => newlySaidWrong))
        {
            db.Alerts.Add(ManagerAlert.Raise(context, AlertKind.StatusSaidWrong, child.Id, child.TeamId, "An entry says that the recorded status is wrong", recording.Id));
        }

        if (finalise && input.Kind == RecordingKind.CaseNoteSummary) ReviewSummaries(context, recording, children);
        if (becomesFinal && input.Kind == RecordingKind.TransferSummary) await TransferService.AnswerAsync(db, draft.ChildId, recording.Id, cancellationToken);
        var changed = becomesFinal ? input.Kind == RecordingKind.Decision || input.Content.SignificantChange : finalise && newlySaidChanged;
        if (changed) children.ForEach(c => c.ChangedSignificantly(context)); // S-02
        await db.SaveChangesAsync(cancellationToken);
        foreach (var child in children) await clocks.RecomputeAsync(child, context.NowUtc, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return recording.Id;
    }

    /// <summary>Signs an entry off against the points of the standard that applied on its day (Q-01, Q-02).</summary>
    /// <exception cref="RuleViolationException">It is the manager's own, or not final, or a point is not answered for.</exception>
    /// <exception cref="EditedMeanwhileException">It changed since the page was opened.</exception>
    public async Task SignOffAsync(ActionContext context, long recordingId, Guid opened, SignOffInput input, CancellationToken cancellationToken = default)
    {
        var history = await policies.LoadAsync(cancellationToken);
        await ReviewAsync(context, recordingId, opened, AuditAction.SignedOff, (r, managers) => r.SignOff(context, input, history.PolicyOn(LondonTime.DateOf(r.OccurredAtUtc)).PointsOf(r), managers), cancellationToken);
    }

    /// <summary>Returns an entry to its author (Q-03).</summary>
    /// <exception cref="RuleViolationException">The reason says too little.</exception>
    /// <exception cref="EditedMeanwhileException">It changed since the page was opened.</exception>
    public async Task ReturnAsync(ActionContext context, long recordingId, Guid opened, string? reason, ReturnPlace? place = null, CancellationToken cancellationToken = default)
    {
        var stands = place?.Passage is null || Passage.Find(await TextAsync(recordingId, place, cancellationToken), place.Passage) is not null;
        await ReviewAsync(context, recordingId, opened, AuditAction.Returned, (r, managers) => r.Return(context, reason, place, stands, managers), cancellationToken);
    }

    private async Task<string?> TextAsync(long recordingId, ReturnPlace place, CancellationToken cancellationToken)
    {
        var version = await db.RecordingVersions.AsNoTracking().Include(v => v.Children).Where(v => v.RecordingId == recordingId).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellationToken);
        return place.ChildId is { } childId ? version?.Children.Find(c => c.ChildId == childId)?.Content[place.Field] : version?.Content[place.Field];
    }

    /// <summary>Adds to a final entry (N-17). A corrected date moves it on the timeline; both dates stay.</summary>
    /// <exception cref="RuleViolationException">It says nothing, or the entry is not final.</exception>
    public async Task AmendAsync(ActionContext context, long recordingId, Guid opened, AmendmentInput input, CancellationToken cancellationToken = default)
    {
        if (input.CorrectedUtc > context.NowUtc)
        {
            throw new RuleViolationException([Rules.T08.Violation("date", "That is in the future")]);
        }

        var children = await db.RecordingChildren.Where(c => c.RecordingId == recordingId)
            .Join(db.Children, c => c.ChildId, c => c.Id, (_, c) => new { c.KnownAs, c.BirthDate, c.BirthDateKind, c.FirstContactAtUtc }).ToListAsync(cancellationToken);
        await ChangeAsync(context, recordingId, opened, AccessLevel.Record, AuditAction.Amended, recording =>
        {
            var check = new RuleCheck();
            foreach (var child in children.Where(_ => input.CorrectedUtc is not null && recording.HistoryReason is null))
            {
                RecordingRules.BeforeTheRecord(check, LondonTime.DateOf(input.CorrectedUtc!.Value), child.KnownAs, child.BirthDateKind, child.BirthDate, child.FirstContactAtUtc, "What belongs in the history is an entry of its own, and says why");
            }

            check.ThrowIfAny();
            recording.Amend(context, input);
        }, cancellationToken);
    }

    private async Task ChangeAsync(ActionContext context, long recordingId, Guid opened, AccessLevel needed, AuditAction action, Action<Recording> verb, CancellationToken cancellationToken)
    {
        // Access first: a refusal is audited in a transaction of its own, not in one that is rolled back (A-03).
        var about = await db.RecordingChildren.Where(c => c.RecordingId == recordingId).Select(c => c.ChildId).ToListAsync(cancellationToken);
        if (about.Count == 0) throw new AccessRefusedException(AccessLevel.Hidden);
        await access.RequireAsync(context, needed, about, cancellationToken);
        await ChangeAsync(context, recordingId, opened, action, verb, cancellationToken);
    }

    /// <summary>What a manager does with a final entry, or a deputy for one (Q-01, Q-07).</summary>
    private async Task ReviewAsync(ActionContext context, long recordingId, Guid opened, AuditAction action, Action<Recording, IReadOnlyCollection<Guid>> verb, CancellationToken cancellationToken)
    {
        var about = await db.RecordingChildren.Where(c => c.RecordingId == recordingId).Select(c => c.ChildId).ToListAsync(cancellationToken);
        if (about.Count == 0) throw new AccessRefusedException(AccessLevel.Hidden);
        var managers = await access.RequireSignOffAsync(context, about, cancellationToken);
        await ChangeAsync(context, recordingId, opened, action, r => verb(r, managers), cancellationToken, managers.Count == 0 ? null : AskAgainAsync);

        async Task AskAgainAsync()
        {
            await DelegationService.HoldAsync(db, context, cancellationToken);
            await access.RequireSignOffAsync(context, about, cancellationToken);
        }
    }

    // atTheEnd: a last look before the transaction is committed.
    private async Task ChangeAsync(ActionContext context, long recordingId, Guid opened, AuditAction action, Action<Recording> verb, CancellationToken cancellationToken, Func<Task>? atTheEnd = null)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var recording = await db.Recordings.Include(r => r.Children).Include(r => r.Amendments).FirstAsync(r => r.Id == recordingId, cancellationToken);
        db.Entry(recording).Property(r => r.Version).OriginalValue = opened;
        verb(recording);
        var after = recording is { State: RecordingState.SignedOff, UnmetPoints: > 0 } ? $"{recording.State}, not met: {string.Join(", ", recording.SignOffs[^1].Points.Where(p => !p.Met).Select(p => p.Point))}" : recording.State.ToString();
        db.Audit(context, action, recording, recording.Kind.ToString(), after);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException();
        }

        var ids = recording.Children.ConvertAll(c => c.ChildId);
        foreach (var child in await db.Children.Include(c => c.Statuses).Where(c => ids.Contains(c.Id)).ToListAsync(cancellationToken))
        {
            await clocks.RecomputeAsync(child, context.NowUtc, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        if (atTheEnd is not null) await atTheEnd();
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<Recording?> LoadOwnAsync(ActionContext context, long? recordingId, CancellationToken cancellationToken)
    {
        if (recordingId is not { } id) return null;
        var recording = await db.Recordings.Include(r => r.Children).ThenInclude(c => c.Causes).Include(r => r.Participants).Include(r => r.Versions).Include(r => r.Moves)
            .FirstOrDefaultAsync(r => r.Id == id, cancellationToken);
        return recording is not null && recording.AuthorId == context.Me ? recording : throw new AccessRefusedException(AccessLevel.Hidden);
    }

    /// <summary>Decisions, supervision, oversight and reflective discussions are recorded by those whose they are; anyone records the rest (D-01, D-05 to D-07).</summary>
    /// <exception cref="RuleViolationException">The person is none of them.</exception>
    public Task RequireDeciderAsync(ActionContext context, RecordingKind kind, CancellationToken cancellationToken = default) => RequireDeciderAsync(context, kind, [], cancellationToken);

    private async Task RequireDeciderAsync(ActionContext context, RecordingKind kind, IReadOnlyCollection<int> children, CancellationToken cancellationToken)
    {
        if (SupervisionRules.AuthorsOf(kind) is not var (rule, roles, sentence)) return;
        var may = await db.Users.AnyAsync(s => s.Id == context.Me && s.DisabledAtUtc == null && s.Roles.Any(r => roles.Contains(r.Role)), cancellationToken)
            || (kind == RecordingKind.Decision && await DecidesForAsync(context, children, cancellationToken));
        new RuleCheck().Refuse(rule, !may, "", sentence).ThrowIfAny();
    }

    /// <summary>Whether a deputy may decide for the manager of every one of these children, or for any manager where none is named yet (D-01, Q-07).</summary>
    private async Task<bool> DecidesForAsync(ActionContext context, IReadOnlyCollection<int> children, CancellationToken cancellationToken)
    {
        var teams = await DelegationService.Active(db, context.Me, context.NowUtc).Where(d => d.Decisions).Select(d => d.TeamId).ToListAsync(cancellationToken);
        return Rules.Q07.Applies(teams.Count > 0) && !await db.Children.AnyAsync(c => children.Contains(c.Id) && (c.TeamId == null || !teams.Contains(c.TeamId.Value)), cancellationToken);
    }

    /// <summary>Who may decide: team managers and above (D-01, D-02).</summary>
    public IQueryable<Staff> Deciders() => db.Users.Where(s => s.DisabledAtUtc == null && s.Roles.Any(r => r.Role == Role.TeamManager || r.Role == Role.SeniorManager));

    /// <summary>Colleagues of whom the author may say that they made the contact (N-07): of the author's teams and the children's.</summary>
    public IQueryable<Staff> Makers(Guid authorId, IEnumerable<int> childIds) => Colleagues(authorId, childIds).Where(s => s.Id != authorId);

    /// <summary>Whoever can be given a task by name (N-03): the author, and everyone of the author's teams and the children's.</summary>
    public IQueryable<Staff> Colleagues(Guid authorId, IEnumerable<int> childIds) => db.Users.Where(s => s.DisabledAtUtc == null && (s.Id == authorId || s.Teams.Any(t =>
        db.TeamMembers.Any(m => m.StaffId == authorId && m.TeamId == t.TeamId) || db.Children.Any(c => childIds.Contains(c.Id) && c.TeamId == t.TeamId))));

    private async Task<Draft> FindDraftAsync(ActionContext context, Guid draftId, CancellationToken cancellationToken) =>
        await db.Drafts.FirstOrDefaultAsync(d => d.Id == draftId && d.AuthorId == context.Me, cancellationToken) ?? throw new AccessRefusedException(AccessLevel.Hidden);

    private sealed record Prepared(Recording Recording, List<Child> Children, EventTime? When, RecordingPolicy Policy, int Form, IReadOnlyList<RuleViolation> Violations);

    private async Task<Prepared> PrepareAsync(ActionContext context, Draft draft, RecordingInput input, bool finalise, CancellationToken cancellationToken)
    {
        await RequireDeciderAsync(context, input.Kind, [.. input.Children.Keys], cancellationToken);
        var recording = await LoadOwnAsync(context, draft.RecordingId, cancellationToken) ?? Recording.Begin(context, input.Kind);
        if (recording.Kind != input.Kind) throw new AccessRefusedException(AccessLevel.Hidden);
        if (recording.Id != 0 && input.BasedOnVersion is { } based && based != recording.CurrentVersion) throw new EditedMeanwhileException();

        var children = await db.Children.Include(c => c.Statuses).Include(c => c.Allocations).Where(c => input.Children.Keys.Contains(c.Id)).ToListAsync(cancellationToken);
        var check = new RuleCheck();
        var when = input.Kind.IsSummary() ? await SummaryTimeAsync(context, recording, input, cancellationToken) : RecordingRules.TimeOf(input, check);
        var timeRefused = check.Violations.Count > 0;
        var day = LondonTime.DateOf(when?.StartUtc ?? context.NowUtc);
        var policy = (await policies.LoadAsync(cancellationToken)).PolicyOn(day);
        var facts = children.ConvertAll(c => new ChildOnTheDay(c.Id, c.KnownAs, [.. c.StatusesOn(day).Select(s => s.Kind)], c.FirstContactAtUtc, c.BirthDate, c.BirthDateKind));
        var form = await Forms.FormInUse.RequireAsync(db, input.Kind, input.FormVersion, check, cancellationToken);
        recording.CheckChange(check, input, when);
        if (input.MadeById is { } maker && maker != context.Me && maker != recording.MadeById && input.Kind is RecordingKind.Visit or RecordingKind.CaseNote or RecordingKind.PlanReview)
        {
            check.Refuse(Rules.N07, !await Makers(context.Me, input.Children.Keys).AnyAsync(s => s.Id == maker, cancellationToken), "madeBy", "Choose a colleague from the list");
        }

        if (input.MadeById is { } decider && decider != recording.MadeById && input.Kind == RecordingKind.Decision)
        {
            check.Refuse(Rules.D02, !await Deciders().AnyAsync(s => s.Id == decider, cancellationToken), "madeBy", "Choose the manager who decided");
        }

        if (input.Kind == RecordingKind.ReflectiveDiscussion) SupervisionRules.CheckSetting(check, input, await db.StaffRoles.Where(r => r.StaffId == context.Me).Select(r => r.Role).ToListAsync(cancellationToken));
        await CheckCausesAsync(check, recording.Id, input, children, cancellationToken);
        await Plans.PlanLinks.CheckAsync(db, context, input, check, cancellationToken);
        if (finalise) await carryOver.CheckAsync(context, recording, input, children, check, cancellationToken);
        var violations = new List<RuleViolation>(check.Violations);
        violations.AddRange(RecordingRules.ToSave(input, when, facts, context.NowUtc, timeRefused).Violations);
        var late = when is not null && recording.FinalisedAtUtc is null && Timeliness.LateIfFinalisedNow(policy, when, recording.Id == 0 ? null : recording.WrittenAtUtc, context.NowUtc);
        if (finalise) violations.AddRange(RecordingRules.ToFinalise(input, facts, late).Violations);
        return new Prepared(recording, children, when, policy, form, violations);
    }

    /// <summary>A summary is of the moment in which it is made: it has no event to be late for. One written over an older summary than the current one is not taken (S-01).</summary>
    private async Task<EventTime> SummaryTimeAsync(ActionContext context, Recording recording, RecordingInput input, CancellationToken cancellationToken)
    {
        if (recording.Id != 0) return new EventTime(recording.OccurredAtUtc, recording.EndedAtUtc);
        foreach (var childId in input.Children.Keys.Where(_ => input.Kind == RecordingKind.CaseNoteSummary))
        {
            var written = await db.RecordingChildren.CountAsync(c => c.ChildId == childId && c.Recording.Kind == RecordingKind.CaseNoteSummary && c.Recording.FinalVersion != null, cancellationToken);
            if (input.BasedOnVersion is { } based && based != written) throw new EditedMeanwhileException();
        }

        return new EventTime(context.NowUtc, null);
    }

    /// <summary>What led to it stands on the same child's record (D-06, N-10).</summary>
    private async Task CheckCausesAsync(RuleCheck check, long recordingId, RecordingInput input, List<Child> children, CancellationToken cancellationToken)
    {
        foreach (var child in children.Where(c => input.Children[c.Id].Causes.Count > 0))
        {
            var causes = input.Children[child.Id].Causes;
            var there = await db.RecordingChildren.CountAsync(r => r.ChildId == child.Id && r.RecordingId != recordingId && causes.Contains(r.RecordingId), cancellationToken);
            check.Refuse(Rules.D06, there != causes.Count, RecordingRules.At(child.Id, "causes"), $"Choose among the entries of {child.KnownAs}’s record. One that was chosen is not there any more");
        }
    }

    private async Task WasDueAsync(Recording recording, List<Child> children, CancellationToken cancellationToken)
    {
        foreach (var child in children)
        {
            recording.WasDue(child.Id, recording.Kind == RecordingKind.Supervision
                ? await clocks.SupervisionDueAsync(child, recording.OccurredAtUtc, recording.Id, cancellationToken)
                : await clocks.ProgressDueAsync(child, recording.Id, cancellationToken));
        }
    }

    private void ReviewSummaries(ActionContext context, Recording recording, List<Child> children)
    {
        foreach (var child in children)
        {
            var review = SummaryReview.Of(context, child, SummaryReviewKind.NewVersion);
            review.RecordingId = recording.Id;
            db.SummaryReviews.Add(review);
        }
    }
}

/// <summary>Someone else changed the row since the page was opened: both texts are shown and the person chooses.</summary>
public sealed class EditedMeanwhileException() : Exception("The row changed since the page was opened.");
