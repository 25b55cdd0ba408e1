using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Summaries;

/// <summary>Reviews of the summary that write no new version (S-03).</summary>
public sealed class SummaryService(AppDbContext db, ChildAccess access, ChildClocks clocks)
{
    /// <summary>Longest sentence on why no new version is needed.</summary>
    public const int LongestSentence = 1000;

    /// <summary>Confirms that the summary is still right; after a significant change a sentence says why no new version is needed.</summary>
    /// <exception cref="RuleViolationException">There is no summary, or the sentence is missing.</exception>
    /// <exception cref="EditedMeanwhileException">The record changed since the page was opened.</exception>
    public async Task ConfirmAsync(ActionContext context, int childId, Guid opened, string? sentence, CancellationToken cancellationToken = default)
    {
        await access.RequireAsync(context, AccessLevel.Record, [childId], cancellationToken);
        var child = await db.Children.Include(c => c.Statuses).SingleAsync(c => c.Id == childId, cancellationToken);
        var text = sentence?.Trim() ?? "";
        var changed = SummaryClock.NeedsMoreThanConfirming(child.SummaryReviewedAtUtc, child.SignificantChangeAtUtc is { } at ? [at] : []);
        new RuleCheck()
            .Refuse(Rules.S03, child.SummaryReviewedAtUtc is null, "", "There is no summary yet to confirm. Write the first one")
            .Refuse(Rules.S03, child.SummaryReviewedAtUtc is not null && changed && text.Length < 10, "sentence", "Something significant changed since the last review. Write a new version, or say in a sentence why none is needed")
            .Refuse(Rules.S03, text.Length > LongestSentence, "sentence", $"The sentence must be {LongestSentence} characters or fewer")
            .ThrowIfAny();

        db.Entry(child).Property(c => c.Version).OriginalValue = opened;
        var review = SummaryReview.Of(context, child, changed ? SummaryReviewKind.NoneNeeded : SummaryReviewKind.StillRight);
        review.Sentence = text.Length > 0 ? text : null;
        db.SummaryReviews.Add(review);
        child.SummaryReviewedAtUtc = context.NowUtc;
        db.Audit(context, AuditAction.SummaryReviewed, childId, after: changed ? "NoneNeeded" : "StillRight");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await clocks.RecomputeAsync(child, context.NowUtc, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException();
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
