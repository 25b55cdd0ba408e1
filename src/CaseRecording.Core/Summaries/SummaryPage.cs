using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Summaries;

/// <summary>Someone to ring, as People has them today (S-01).</summary>
/// <param name="Name">Full name.</param>
/// <param name="Role">Relationship, or job and organisation.</param>
/// <param name="Telephone">Telephone.</param>
/// <param name="Email">Email.</param>
/// <param name="HasParentalResponsibility">Holds parental responsibility.</param>
public sealed record KeyContact(string Name, string Role, string? Telephone, string? Email, bool HasParentalResponsibility);

/// <summary>A written summary in the list of versions.</summary>
/// <param name="RecordingId">The summary as a recording.</param>
/// <param name="WrittenAtUtc">When, UTC.</param>
/// <param name="Author">By whom.</param>
public sealed record SummaryLine(long RecordingId, DateTime WrittenAtUtc, string Author);

/// <summary>The one page about a child (S-01).</summary>
/// <param name="Content">What the current version says; null before the first.</param>
/// <param name="Contacts">Key contacts, live from People.</param>
/// <param name="Versions">All versions, newest first.</param>
/// <param name="ReviewedAtUtc">Last reviewed, UTC.</param>
/// <param name="DueOn">Due for review, a UK date (S-02).</param>
/// <param name="ChangedSinceReview">Something significant changed since (S-03).</param>
/// <param name="Opened">The child's token, so that a review of an older page is refused.</param>
public sealed record SummaryPage(
    ChildContent? Content, IReadOnlyList<KeyContact> Contacts, IReadOnlyList<SummaryLine> Versions, DateTime? ReviewedAtUtc, DateOnly? DueOn, bool ChangedSinceReview, Guid Opened);

/// <summary>Reads the one-page summary: every version is kept, and a changed number shows at once (S-01).</summary>
public sealed class SummaryQuery(AppDbContext db)
{
    /// <summary>The page for one child. Four queries.</summary>
    public async Task<SummaryPage> ReadAsync(int childId, CancellationToken cancellationToken = default)
    {
        var child = await db.Children.AsNoTracking().Where(c => c.Id == childId)
            .Select(c => new { c.SummaryReviewedAtUtc, c.SummaryDueOn, c.SignificantChangeAtUtc, c.Version }).SingleAsync(cancellationToken);
        var versions = await db.RecordingChildren.AsNoTracking()
            .Where(c => c.ChildId == childId && c.Recording.Kind == RecordingKind.CaseNoteSummary && c.Recording.FinalVersion != null)
            .OrderByDescending(c => c.OccurredAtUtc).ThenByDescending(c => c.RecordingId)
            .Select(c => new SummaryLine(c.RecordingId, c.Recording.FinalisedAtUtc!.Value, db.Users.Where(u => u.Id == c.Recording.AuthorId).Select(u => u.DisplayName).First()))
            .ToListAsync(cancellationToken);
        var content = versions.Count == 0 ? null : await CurrentAsync(childId, versions[0].RecordingId, cancellationToken);
        var contacts = Rules.S01.Applies(true) ? await ContactsAsync(childId, cancellationToken) : [];
        return new SummaryPage(content, contacts, versions, child.SummaryReviewedAtUtc, child.SummaryDueOn, child.SignificantChangeAtUtc > child.SummaryReviewedAtUtc, child.Version);
    }

    private Task<ChildContent?> CurrentAsync(int childId, long recordingId, CancellationToken cancellationToken) =>
        db.RecordingVersions.AsNoTracking()
            .Where(v => v.RecordingId == recordingId && v.Number == db.Recordings.Where(r => r.Id == recordingId).Select(r => r.FinalVersion).First())
            .SelectMany(v => v.Children.Where(c => c.ChildId == childId)).Select(c => c.Content).FirstOrDefaultAsync(cancellationToken);

    private async Task<List<KeyContact>> ContactsAsync(int childId, CancellationToken cancellationToken) =>
        await db.ChildPeople.AsNoTracking().Where(p => p.ChildId == childId && p.IsKeyContact)
            .OrderByDescending(p => p.HasParentalResponsibility).ThenBy(p => p.Person.IsProfessional).ThenBy(p => p.Person.FullName)
            .Select(p => new KeyContact(
                p.Person.FullName,
                p.Person.Organisation == null ? p.Relationship : p.Relationship + ", " + p.Person.Organisation,
                p.Person.Telephone, p.Person.Email, p.HasParentalResponsibility))
            .ToListAsync(cancellationToken);
}
