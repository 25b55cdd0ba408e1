using CaseRecording.Core.Children;

namespace CaseRecording.Core.Summaries;

/// <summary>How a summary was reviewed (S-03).</summary>
public enum SummaryReviewKind
{
    /// <summary>A new version was written.</summary>
    NewVersion,

    /// <summary>It is still right.</summary>
    StillRight,

    /// <summary>Something changed, and a sentence says why no new version is needed.</summary>
    NoneNeeded,
}

/// <summary>One review of a child's summary: what sets its clock back (S-02).</summary>
public sealed class SummaryReview
{
    /// <summary>A review made now: it answers the child's significant change, and a page opened before can no longer confirm the older summary.</summary>
    internal static SummaryReview Of(ActionContext context, Child child, SummaryReviewKind kind)
    {
        var review = new SummaryReview { ChildId = child.Id, AtUtc = context.NowUtc, ById = context.Me, Kind = kind, ChangedAtUtc = child.SignificantChangeAtUtc };
        child.SignificantChangeAtUtc = null;
        child.Touch();
        return review;
    }

    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>The child.</summary>
    public int ChildId { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime AtUtc { get; set; }

    /// <summary>By whom.</summary>
    public Guid ById { get; set; }

    /// <summary>The first significant change since the review before, which this one answers, UTC; null where nothing changed (S-02).</summary>
    public DateTime? ChangedAtUtc { get; set; }

    /// <summary>How.</summary>
    public SummaryReviewKind Kind { get; set; }

    /// <summary>Why no new version is needed.</summary>
    public string? Sentence { get; set; }

    /// <summary>The summary as a recording, where one was written.</summary>
    public long? RecordingId { get; set; }
}
