using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing.Advising;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Quality.Examples;

/// <summary>What a proposer chose to share.</summary>
/// <param name="Field">Key of the text.</param>
/// <param name="Passage">Words of it, as read on the page; empty for all of it.</param>
/// <param name="Points">Points of the standard that it shows.</param>
/// <param name="Why">What is good about it.</param>
public sealed record ExampleChoice(string? Field, string? Passage, StandardPoints Points, string? Why);

/// <summary>The replacements as the proposer's page posts them.</summary>
/// <param name="Rows">Every row, in the order of the page; those added by hand last.</param>
/// <param name="Points">Points of the standard that it shows.</param>
/// <param name="Why">What is good about it.</param>
public sealed record ExampleAnswers(IReadOnlyList<ReplacedDetail> Rows, StandardPoints Points, string? Why);

/// <summary>
/// Takes a passage from an entry to a published good example: replaced by its proposer, read by a second person who manages.
/// Nothing is published in which the program still finds a name, number, date or address.
/// </summary>
public sealed class ExampleService(AppDbContext db, ChildAccess access, ExampleQuery query, AdviceService advice)
{
    /// <summary>Begins an example from a final entry.</summary>
    /// <returns>Its key.</returns>
    /// <exception cref="RuleViolationException">Not final, restricted, or something is missing.</exception>
    /// <exception cref="AccessRefusedException">A record the proposer may not read.</exception>
    public async Task<Guid> BeginAsync(ActionContext context, int childId, long recordingId, ExampleChoice choice, CancellationToken cancellationToken = default)
    {
        await access.RequireAsync(context, AccessLevel.Read, [childId], cancellationToken);
        var entry = await db.RecordingChildren.Where(c => c.ChildId == childId && c.RecordingId == recordingId)
            .Select(c => new { c.Recording.Kind, c.Recording.FinalVersion, Restricted = db.Children.Any(x => x.Id == childId && x.IsRestricted) }).FirstOrDefaultAsync(cancellationToken)
            ?? throw new AccessRefusedException(AccessLevel.Hidden);
        var source = new ExampleSource(childId, recordingId, entry.FinalVersion ?? 0, entry.Kind, choice.Field ?? "", null);
        var text = await query.SourceTextAsync(source, cancellationToken);
        var quoted = Text(choice.Passage);
        var place = quoted.Length == 0 ? null : Passage.Find(text, quoted);
        var check = new RuleCheck()
            .Refuse(Rules.Q05, entry.FinalVersion is null, "", "Only a final entry becomes a good example")
            .Refuse(Rules.Q05, entry.Restricted, "", "This record is restricted, so nothing of it is shared")
            .Refuse(Rules.Q05, string.IsNullOrWhiteSpace(text), "field", "Choose a text of the entry")
            .Refuse(Rules.Q05, quoted.Length > 0 && place is null, "passage", "These words do not stand in that text. Copy them from it, or leave this empty to share all of it");
        CheckWords(check, choice.Points, choice.Why);
        check.ThrowIfAny();

        var passage = place is { } at ? text!.Substring(at.Start, at.Length) : null;
        var example = new GoodExample(context, Guid.CreateVersion7(new DateTimeOffset(context.NowUtc, TimeSpan.Zero)), source with { Passage = passage }, choice.Points, Text(choice.Why));
        db.GoodExamples.Add(example);
        db.Audit(context, AuditAction.ExampleBegun, childId, recordingId, Subject(example));
        await db.SaveChangesAsync(cancellationToken);
        return example.Id;
    }

    /// <summary>Keeps the replacements, whatever is still open about them.</summary>
    /// <exception cref="RuleViolationException">A replacement would break the text's marks, or a row is about words that are not there.</exception>
    /// <exception cref="EditedMeanwhileException">It changed since the page was opened.</exception>
    public async Task SaveAsync(ActionContext context, int childId, Guid exampleId, Guid opened, ExampleAnswers answers, CancellationToken cancellationToken = default)
    {
        var (example, _) = await TakeAsync(context, childId, exampleId, opened, answers, cancellationToken);
        db.Audit(context, AuditAction.ExampleChanged, childId, example.RecordingId, Subject(example));
        await SaveAsync(cancellationToken);
    }

    /// <summary>Asks a second person to read it. Refused while a replacement is not confirmed, or something that identifies a person is left.</summary>
    /// <exception cref="RuleViolationException">As said.</exception>
    /// <exception cref="EditedMeanwhileException">It changed since the page was opened.</exception>
    public async Task ProposeAsync(ActionContext context, int childId, Guid exampleId, Guid opened, ExampleAnswers answers, CancellationToken cancellationToken = default)
    {
        var (example, source) = await TakeAsync(context, childId, exampleId, opened, answers, cancellationToken);
        var details = new IdentifyingDetails(await query.KnownAsync(example.Source, cancellationToken));
        var rows = example.Replacements;
        var check = new RuleCheck();
        foreach (var detail in details.Find(source))
        {
            var at = rows.FindIndex(r => r.Found == detail.Found);
            var row = at < 0 ? null : rows[at];
            check.Refuse(Rules.Q05, row is not { Confirmed: true }, at < 0 ? "" : $"ok-{at}", $"Look at ‘{detail.Found}’ and confirm what stands in its place");
            check.Refuse(Rules.Q05, row is { Kept: true } && detail.IsSure, $"with-{at}", $"‘{detail.Found}’ tells who this is about. Say what stands in its place");
        }

        for (var i = 0; i < rows.Count; i++) check.Refuse(Rules.Q05, !rows[i].Kept && rows[i].With.Trim().Length == 0, $"with-{i}", $"Say what stands in the place of ‘{rows[i].Found}’");
        var text = ExampleText.Apply(source, rows);
        if (check.Violations.Count == 0) await CheckTextAsync(context, check, details, source, text, example.Why, cancellationToken);
        check.ThrowIfAny();
        example.Propose(text);
        db.Audit(context, AuditAction.ExampleProposed, childId, example.RecordingId, Subject(example));
        await SaveAsync(cancellationToken);
    }

    /// <summary>The second person publishes it, or sends it back with a reason.</summary>
    /// <param name="context">A manager who is not its proposer.</param>
    /// <param name="exampleId">The example.</param>
    /// <param name="opened">Its state when the page was opened.</param>
    /// <param name="publish">Or send it back.</param>
    /// <param name="hasRead">They say that they read it and nothing tells who it is about.</param>
    /// <param name="reason">Why it is sent back.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="RuleViolationException">Not a manager, one's own, not read, no reason, or something that identifies a person is left.</exception>
    /// <exception cref="EditedMeanwhileException">It changed since the page was opened.</exception>
    public async Task DecideAsync(ActionContext context, Guid exampleId, Guid opened, bool? publish, bool hasRead, string? reason, CancellationToken cancellationToken = default)
    {
        var example = await query.Readable(context).Where(e => e.Id == exampleId).AsTracking().FirstOrDefaultAsync(cancellationToken) ?? throw new AccessRefusedException(AccessLevel.Hidden);
        if (example.State != ExampleState.Waiting) throw new EditedMeanwhileException();
        db.Entry(example).Property(e => e.Version).OriginalValue = opened;
        var why = Text(reason);
        var check = new RuleCheck()
            .Refuse(Rules.Q05, !await IsManagerAsync(context, cancellationToken), "", "A manager reads an example before it is published")
            .Refuse(Rules.Q05, example.ProposedById == context.Me, "", "You proposed this example yourself. Another manager reads it")
            .Refuse(Rules.Q05, publish is null, "publish", "Choose whether it is published")
            .Refuse(Rules.Q05, publish == true && !hasRead, "read", "Confirm that you have read it and that nothing in it tells who it is about")
            .Refuse(Rules.Q05, publish == false && IsNoReason(why), "reason", ReasonSentence);
        if (publish == true)
        {
            var details = new IdentifyingDetails(await query.KnownAsync(example.Source, cancellationToken));
            await CheckTextAsync(context, check, details, example.Text, example.Text, example.Why, cancellationToken);
        }

        check.ThrowIfAny();
        if (publish == true) example.Publish(context);
        else example.SendBack(context.Me, why);
        db.Audit(publish == true ? context : context with { Reason = why }, publish == true ? AuditAction.ExamplePublished : AuditAction.ExampleSentBack, example.ChildId, example.RecordingId, Subject(example));
        await SaveAsync(cancellationToken);
    }

    /// <summary>Takes a published example away.</summary>
    /// <exception cref="RuleViolationException">Not a manager, or no reason.</exception>
    /// <exception cref="EditedMeanwhileException">It is not published any more.</exception>
    public async Task WithdrawAsync(ActionContext context, Guid exampleId, Guid opened, string? reason, CancellationToken cancellationToken = default)
    {
        var example = await db.GoodExamples.FirstOrDefaultAsync(e => e.Id == exampleId && e.State == ExampleState.Published, cancellationToken) ?? throw new EditedMeanwhileException();
        db.Entry(example).Property(e => e.Version).OriginalValue = opened;
        var why = Text(reason);
        new RuleCheck()
            .Refuse(Rules.Q05, !await IsManagerAsync(context, cancellationToken), "", "A manager withdraws an example")
            .Refuse(Rules.Q05, IsNoReason(why), "reason", ReasonSentence)
            .ThrowIfAny();
        example.Withdraw(why);
        db.Audit(context with { Reason = why }, AuditAction.ExampleWithdrawn, example.ChildId, example.RecordingId, Subject(example));
        await SaveAsync(cancellationToken);
    }

    private static readonly string ReasonSentence = $"Say why, in {GoodExample.ShortestReason} to {GoodExample.LongestReason:N0} characters";

    private async Task<(GoodExample Example, string Source)> TakeAsync(ActionContext context, int childId, Guid exampleId, Guid opened, ExampleAnswers answers, CancellationToken cancellationToken)
    {
        await access.RequireAsync(context, AccessLevel.Read, [childId], cancellationToken);
        var example = await query.Own(context, childId).Where(e => e.Id == exampleId).AsTracking().FirstOrDefaultAsync(cancellationToken) ?? throw new AccessRefusedException(AccessLevel.Hidden);
        if (!example.IsOpen) throw new EditedMeanwhileException();
        db.Entry(example).Property(e => e.Version).OriginalValue = opened;
        var source = await query.SourceTextAsync(example.Source, cancellationToken) ?? throw new AccessRefusedException(AccessLevel.Hidden);
        var rows = answers.Rows.Where(r => r.Found.Length > 0).DistinctBy(r => r.Found, StringComparer.Ordinal).ToList();
        var check = new RuleCheck();
        for (var i = 0; i < rows.Count; i++)
        {
            check.Refuse(Rules.Q05, !source.Contains(rows[i].Found, StringComparison.Ordinal), $"found-{i}", $"‘{rows[i].Found}’ does not stand in the text");
            check.Refuse(Rules.Q05, !ExampleText.IsPlain(rows[i].Found), $"found-{i}", "Leave the marks out: words only, on one line");
            check.Refuse(Rules.Q05, !ExampleText.IsPlain(rows[i].With) || rows[i].With.Length > ExampleText.LongestReplacement, $"with-{i}", $"Use words only, on one line, at most {ExampleText.LongestReplacement} characters");
        }

        CheckWords(check, answers.Points, answers.Why);
        check.ThrowIfAny();
        example.Take(rows, answers.Points, Text(answers.Why));
        return (example, source);
    }

    /// <summary>What the program itself still finds, in the text or in what is said about it: known to this record, or the name of another child (N-12).</summary>
    private async Task CheckTextAsync(ActionContext context, RuleCheck check, IdentifyingDetails details, string source, string text, string why, CancellationToken cancellationToken)
    {
        foreach (var left in details.Remaining(text).Union(await advice.NamesOfChildrenAsync(context, [text], cancellationToken), StringComparer.Ordinal))
        {
            check.Refuse(Rules.Q05, true, "", $"‘{left}’ is still in the text and tells who it is about. Add a row for it");
        }

        foreach (var left in details.Remaining(why)) check.Refuse(Rules.Q05, true, "why", $"‘{left}’ tells who it is about. Say it without");
        check.Refuse(Rules.Q05, ExampleText.Shape(source) != ExampleText.Shape(text), "", "A replacement breaks a mark of the text, such as the child’s own words. Change it");
    }

    private static void CheckWords(RuleCheck check, StandardPoints points, string? why) => check
        .Refuse(Rules.Q05, points == StandardPoints.None, "points", "Choose at least one point of the standard that it shows")
        .Refuse(Rules.Q05, IsNoReason(Text(why)), "why", $"Say what is good about it, in {GoodExample.ShortestReason} to {GoodExample.LongestReason:N0} characters");

    private static bool IsNoReason(string why) => why.Length is < GoodExample.ShortestReason or > GoodExample.LongestReason;

    private Task<bool> IsManagerAsync(ActionContext context, CancellationToken cancellationToken) =>
        db.Users.AnyAsync(s => s.Id == context.Me && s.DisabledAtUtc == null && s.Roles.Any(r => r.Role == Role.TeamManager || r.Role == Role.SeniorManager), cancellationToken);

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException();
        }
    }

    private static string Subject(GoodExample example) => $"example:{example.Id:N}";

    private static string Text(string? text) => (text ?? "").Trim().ReplaceLineEndings("\n");
}
