using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
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
/// <param name="Due">When it is due for review, and why; null once the record is closed (S-02).</param>
/// <param name="ChangedOn">The first significant change since the review, a UK date (S-03).</param>
/// <param name="Opened">The child's token, so that a review of an older page is refused.</param>
public sealed record SummaryPage(
    ChildContent? Content, IReadOnlyList<KeyContact> Contacts, IReadOnlyList<SummaryLine> Versions, DateTime? ReviewedAtUtc, SummaryDue? Due, DateOnly? ChangedOn, Guid Opened)
{
    /// <summary>How old it is, in words: the first thing someone at night must know (S-04).</summary>
    /// <param name="today">The UK day.</param>
    public string Age(DateOnly today)
    {
        if (Versions.Count == 0) return "No summary has been written yet";
        if (!Rules.S04.Applies(true)) return "";
        var written = Versions[0].WrittenAtUtc;
        var text = $"Written {LondonTime.FormatDate(LondonTime.DateOf(written))}, {Since(written, today)}, by {Versions[0].Author}";
        return ReviewedAtUtc is { } reviewed && reviewed > written
            ? $"{text}. Confirmed {LondonTime.FormatDate(LondonTime.DateOf(reviewed))}, {Since(reviewed, today)}"
            : text;
    }

    private static string Since(DateTime utc, DateOnly today) => (today.DayNumber - LondonTime.DateOf(utc).DayNumber) switch
    {
        <= 0 => "today",
        1 => "1 day ago",
        var days => $"{days} days ago",
    };
}

/// <summary>Reads the one-page summary: every version is kept, and a changed number shows at once (S-01).</summary>
public sealed class SummaryQuery(AppDbContext db, PolicyStore policies)
{
    /// <summary>The page for one child. Five queries.</summary>
    public async Task<SummaryPage> ReadAsync(int childId, CancellationToken cancellationToken = default)
    {
        var child = await db.Children.AsNoTracking().SingleAsync(c => c.Id == childId, cancellationToken);
        var due = child.ClosedAtUtc is null ? ChildClocks.Summary(child, await policies.LoadAsync(cancellationToken)) : null;
        var versions = await db.RecordingChildren.AsNoTracking()
            .Where(c => c.ChildId == childId && c.Recording.Kind == RecordingKind.CaseNoteSummary && c.Recording.FinalVersion != null)
            .OrderByDescending(c => c.OccurredAtUtc).ThenByDescending(c => c.RecordingId)
            .Select(c => new SummaryLine(c.RecordingId, c.Recording.FinalisedAtUtc!.Value, db.Users.Where(u => u.Id == c.Recording.AuthorId).Select(u => u.DisplayName).First()))
            .ToListAsync(cancellationToken);
        var content = versions.Count == 0 ? null : await CurrentAsync(childId, versions[0].RecordingId, cancellationToken);
        var contacts = Rules.S01.Applies(true) ? await ContactsAsync(childId, cancellationToken) : [];
        return new SummaryPage(
            content, contacts, versions, child.SummaryReviewedAtUtc, due,
            child.SignificantChangeAtUtc is { } changed && changed > child.SummaryReviewedAtUtc ? LondonTime.DateOf(changed) : null, child.Version);
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
