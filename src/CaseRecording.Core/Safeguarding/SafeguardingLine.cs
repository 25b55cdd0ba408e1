using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Safeguarding;

/// <summary>A report as pages show it.</summary>
/// <param name="Id">Key.</param>
/// <param name="ChildId">The child.</param>
/// <param name="Child">Full name.</param>
/// <param name="Sentence">The concern.</param>
/// <param name="ReportedBy">Who reported it.</param>
/// <param name="IsMine">The person who asks did.</param>
/// <param name="HappenedAtUtc">When it happened or was learnt of, UTC.</param>
/// <param name="ReportedAtUtc">When it was reported, UTC.</param>
/// <param name="DueAtUtc">By when it is to be recorded, UTC.</param>
/// <param name="RecordingId">The entry that records it.</param>
/// <param name="WrittenAtUtc">When that was saved to the record, UTC.</param>
/// <param name="AcknowledgedBy">The manager who acknowledged it.</param>
/// <param name="AcknowledgedAtUtc">When, UTC.</param>
/// <param name="WithdrawnBy">Who took it back.</param>
/// <param name="WithdrawnAtUtc">When, UTC.</param>
/// <param name="WithdrawnReason">Why.</param>
public sealed record SafeguardingLine(
    int Id, int ChildId, string Child, string Sentence, string ReportedBy, bool IsMine, DateTime HappenedAtUtc, DateTime ReportedAtUtc, DateTime DueAtUtc,
    long? RecordingId, DateTime? WrittenAtUtc, string? AcknowledgedBy, DateTime? AcknowledgedAtUtc, string? WithdrawnBy, DateTime? WithdrawnAtUtc, string? WithdrawnReason)
{
    /// <summary>The clock (T-05).</summary>
    /// <param name="nowUtc">The instant of asking, UTC.</param>
    public ClockVerdict Verdict(DateTime nowUtc) => Timeliness.AssessSafeguarding(DueAtUtc, ReportedAtUtc, WrittenAtUtc, nowUtc);

    /// <summary>The whole of it in words: what was said, and what became of it.</summary>
    public string InWords => string.Join(' ', new[]
    {
        $"Reported {LondonTime.FormatDateTime(ReportedAtUtc)} by {ReportedBy}: “{Sentence}”",
        WrittenAtUtc is { } written ? $"Recorded {LondonTime.FormatDateTime(written)}." : "No entry records it.",
        AcknowledgedAtUtc is { } seen ? $"Acknowledged {LondonTime.FormatDateTime(seen)} by {AcknowledgedBy}." : null,
        WithdrawnAtUtc is { } taken ? $"Withdrawn {LondonTime.FormatDateTime(taken)} by {WithdrawnBy}, because: {WithdrawnReason}" : null,
    }.OfType<string>());

    internal static IQueryable<SafeguardingLine> Of(AppDbContext db, Guid me, IQueryable<SafeguardingReport> reports) => reports.AsNoTracking().Select(r => new SafeguardingLine(
        r.Id, r.ChildId, db.Children.Where(c => c.Id == r.ChildId).Select(c => c.FullName).First(), r.Sentence,
        db.Users.Where(u => u.Id == r.ReportedById).Select(u => u.DisplayName).First(), r.ReportedById == me, r.HappenedAtUtc, r.ReportedAtUtc, r.DueAtUtc,
        r.RecordingId, r.WrittenAtUtc,
        db.Users.Where(u => u.Id == r.AcknowledgedById).Select(u => u.DisplayName).FirstOrDefault(), r.AcknowledgedAtUtc,
        db.Users.Where(u => u.Id == r.WithdrawnById).Select(u => u.DisplayName).FirstOrDefault(), r.WithdrawnAtUtc, r.WithdrawnReason));
}

/// <summary>A report on a team's page.</summary>
/// <param name="Report">The report.</param>
/// <param name="MayAcknowledge">It waits for this person.</param>
/// <param name="MayRead">They answer for it, or may read the record without a reason.</param>
public sealed record TeamConcern(SafeguardingLine Report, bool MayAcknowledge, bool MayRead);
