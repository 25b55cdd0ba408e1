using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Forms;

/// <summary>A proposal as an administrator typed it.</summary>
/// <param name="Intro">Sentence at the form's top.</param>
/// <param name="Hints">Hints by field key.</param>
/// <param name="Changed">What is different.</param>
/// <param name="Reason">Why.</param>
public sealed record FormProposal(string? Intro, IReadOnlyDictionary<string, string?> Hints, string? Changed, string? Reason);

/// <summary>Takes versions of recording forms from proposal to use: an administrator proposes, a senior manager who is someone else approves .</summary>
public sealed class FormService(AppDbContext db)
{
    /// <summary>All forms, in the order of the program.</summary>
    public static IReadOnlyList<RecordingKind> Forms { get; } = Enum.GetValues<RecordingKind>();

    /// <summary>The version, or null. Version 1 is there from the beginning.</summary>
    public async Task<FormVersion?> FindAsync(ActionContext context, RecordingKind kind, int number, CancellationToken cancellationToken = default) =>
        await db.FormVersions.FirstOrDefaultAsync(f => f.Kind == kind && f.Number == number, cancellationToken)
        ?? (number == 1 ? FormVersion.Delivered(kind, context.NowUtc) : null);

    /// <summary>Every version of one form, newest first.</summary>
    public async Task<IReadOnlyList<FormVersion>> VersionsAsync(ActionContext context, RecordingKind kind, CancellationToken cancellationToken = default)
    {
        var rows = await db.FormVersions.AsNoTracking().Where(f => f.Kind == kind).OrderByDescending(f => f.Number).ToListAsync(cancellationToken);
        return rows.Exists(f => f.Number == 1) ? rows : [.. rows, FormVersion.Delivered(kind, context.NowUtc)];
    }

    /// <summary>Every version of every form. There are as many as administrators propose by hand: dozens, not thousands.</summary>
    public async Task<IReadOnlyList<FormVersion>> AllAsync(ActionContext context, CancellationToken cancellationToken = default)
    {
        var rows = await db.FormVersions.AsNoTracking().OrderBy(f => f.Number).ToListAsync(cancellationToken);
        return [.. rows, .. Forms.Where(k => !rows.Exists(f => f.Kind == k && f.Number == 1)).Select(k => FormVersion.Delivered(k, context.NowUtc))];
    }

    /// <summary>How many versions wait for this senior manager: never their own proposals.</summary>
    public async Task<int> WaitingAsync(ActionContext context, CancellationToken cancellationToken = default) =>
        (await AllAsync(context, cancellationToken)).Count(f => f.State == FormVersionState.Proposed && f.ProposedById != context.Me);

    /// <summary>Proposes the next version of a form.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="RuleViolationException">Not an administrator, nothing is different, no reason, or another version waits.</exception>
    public async Task<int> ProposeAsync(ActionContext context, RecordingKind kind, FormProposal proposal, CancellationToken cancellationToken = default)
    {
        var versions = await VersionsAsync(context, kind, cancellationToken);
        var fields = FormFields.Of(kind).Where(f => !FormFields.IsMade(kind, f.Key)).ToList();
        var guidance = new FormGuidance(Text(proposal.Intro), fields.Select(f => (f.Key, Hint: Text(proposal.Hints.GetValueOrDefault(f.Key)))).Where(h => h.Hint.Length > 0).ToDictionary(h => h.Key, h => h.Hint, StringComparer.Ordinal));
        var current = (versions.FirstOrDefault(f => f.State == FormVersionState.Approved) ?? versions[^1]).Guidance;
        var (changed, reason) = (Text(proposal.Changed), Text(proposal.Reason));
        var check = new RuleCheck()
            .Refuse(Rules.Q06, !await HasRoleAsync(context, Role.Administrator, cancellationToken), "", "Only an administrator proposes a version of a form")
            .Refuse(Rules.Q06, versions.Any(f => f.State == FormVersionState.Proposed && f.Number > 1), "", "A version of this form waits for approval already. Withdraw it first, or wait for the decision")
            .Refuse(Rules.Q06, guidance.Intro.Length > FormGuidance.LongestIntro, "intro", $"This must be {FormGuidance.LongestIntro} characters or fewer")
            .Refuse(Rules.Q06, guidance.Intro == current.Intro && fields.TrueForAll(f => guidance.HintOf(f.Key) == current.HintOf(f.Key)), "intro", "Nothing is different from the version in use")
            .Refuse(Rules.Q06, changed.Length is 0 or > FormVersion.LongestReason, "changed", $"Say what is different, in at most {FormVersion.LongestReason:N0} characters")
            .Refuse(Rules.Q06, reason.Length is 0 or > FormVersion.LongestReason, "reason", $"Say why it changes, in at most {FormVersion.LongestReason:N0} characters");
        foreach (var field in fields) check.Refuse(Rules.Q06, guidance.HintOf(field.Key)?.Length > FormGuidance.LongestHint, $"hint-{field.Key}", $"This must be {FormGuidance.LongestHint} characters or fewer");
        check.ThrowIfAny();

        var number = versions[0].Number + 1;
        db.FormVersions.Add(new FormVersion(context, kind, number, guidance, changed, reason));
        db.Audit(context, AuditAction.FormProposed, subject: Subject(kind, number));
        await SaveAsync(cancellationToken);
        return number;
    }

    /// <summary>Takes a proposal back before it is decided.</summary>
    /// <exception cref="RuleViolationException">Not an administrator, or it was decided.</exception>
    /// <exception cref="EditedMeanwhileException">It changed since the page was opened.</exception>
    public async Task WithdrawAsync(ActionContext context, RecordingKind kind, int number, Guid opened, CancellationToken cancellationToken = default)
    {
        var version = await OpenAsync(context, kind, number, opened, cancellationToken);
        new RuleCheck()
            .Refuse(Rules.Q06, !await HasRoleAsync(context, Role.Administrator, cancellationToken), "", "Only an administrator withdraws a proposal")
            .Refuse(Rules.Q06, number == 1, "", "The form as delivered is not a proposal of the council’s. A senior manager approves or rejects it")
            .ThrowIfAny();
        version.Withdraw(context);
        db.Audit(context, AuditAction.FormWithdrawn, subject: Subject(kind, number));
        await SaveAsync(cancellationToken);
    }

    /// <summary>Approves or rejects a proposed version. Approved, it is in use from this moment on.</summary>
    /// <param name="context">The senior manager.</param>
    /// <param name="kind">The form.</param>
    /// <param name="number">Its version.</param>
    /// <param name="opened">Its state when the page was opened; of a form as delivered that nobody decided yet, anything.</param>
    /// <param name="approve">Or reject.</param>
    /// <param name="reason">Why it is rejected.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="RuleViolationException">Not a senior manager, one's own proposal, or a rejection without a reason.</exception>
    /// <exception cref="EditedMeanwhileException">It was decided or withdrawn since the page was opened.</exception>
    public async Task DecideAsync(ActionContext context, RecordingKind kind, int number, Guid opened, bool? approve, string? reason, CancellationToken cancellationToken = default)
    {
        var version = await OpenAsync(context, kind, number, opened, cancellationToken);
        var why = Text(reason);
        new RuleCheck()
            .Refuse(Rules.Q06, !await HasRoleAsync(context, Role.SeniorManager, cancellationToken), "", "Only senior management approves a form")
            .Refuse(Rules.Q06, version.ProposedById == context.Me, "", "You proposed this version yourself. Another senior manager decides")
            .Refuse(Rules.Q06, approve is null, "approve", "Choose whether you approve it")
            .Refuse(Rules.Q06, approve == false && why.Length is < FormVersion.ShortestReason or > FormVersion.LongestReason, "reason", $"Say why, in {FormVersion.ShortestReason} to {FormVersion.LongestReason:N0} characters")
            .ThrowIfAny();
        if (approve == true) version.Approve(context);
        else version.Reject(context, why);
        db.Audit(approve == true ? context : context with { Reason = why }, approve == true ? AuditAction.FormApproved : AuditAction.FormRejected, subject: Subject(kind, number));
        await SaveAsync(cancellationToken);
    }

    /// <summary>Approves every form as delivered that nobody decided yet. With a name: what was approved outside the program, as recorded by whoever sets it up.</summary>
    /// <returns>How many were approved.</returns>
    /// <exception cref="RuleViolationException">Not a senior manager, or the name says too little.</exception>
    public async Task<int> ApproveDeliveredAsync(ActionContext context, string? outsideBy = null, CancellationToken cancellationToken = default)
    {
        var name = Text(outsideBy);
        new RuleCheck()
            .Refuse(Rules.Q06, context.UserId is not null && !await HasRoleAsync(context, Role.SeniorManager, cancellationToken), "", "Only senior management approves a form")
            .Refuse(Rules.Q06, context.UserId is null && name.Length is < 5 or > 200, "", "Give the name and post of the senior manager who approved the forms, in 5 to 200 characters")
            .ThrowIfAny();
        var there = await db.FormVersions.Where(f => f.Number == 1).Select(f => f.Kind).ToListAsync(cancellationToken);
        var left = Forms.Except(there).ToList();
        foreach (var kind in left)
        {
            var version = FormVersion.Delivered(kind, context.NowUtc);
            version.Approve(context, context.UserId is null ? name : null);
            db.FormVersions.Add(version);
            db.Audit(context, AuditAction.FormApproved, subject: Subject(kind, 1), after: context.UserId is null ? "outside the program" : null);
        }

        await SaveAsync(cancellationToken);
        return left.Count;
    }

    private async Task<FormVersion> OpenAsync(ActionContext context, RecordingKind kind, int number, Guid opened, CancellationToken cancellationToken)
    {
        var version = await FindAsync(context, kind, number, cancellationToken) ?? throw new EditedMeanwhileException();
        if (version.State != FormVersionState.Proposed) throw new EditedMeanwhileException();
        if (version.Id == 0) db.FormVersions.Add(version);
        else db.Entry(version).Property(f => f.Version).OriginalValue = opened;
        return version;
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The token, or the index on form and number: somebody else was first.
            throw new EditedMeanwhileException();
        }
    }

    private Task<bool> HasRoleAsync(ActionContext context, Role role, CancellationToken cancellationToken) =>
        db.Users.AnyAsync(s => s.Id == context.Me && s.DisabledAtUtc == null && s.Roles.Any(r => r.Role == role), cancellationToken);

    private static string Subject(RecordingKind kind, int number) => $"form:{RecordingForm.FormOf(kind)}:{number}";

    private static string Text(string? text) => (text ?? "").Trim().ReplaceLineEndings("\n");
}
