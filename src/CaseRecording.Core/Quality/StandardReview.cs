using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using CaseRecording.Core.Writing.Advising;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Quality;

/// <summary>A point of the standard that applies to an entry, and what stands in the entry for it.</summary>
/// <param name="Point">The point.</param>
/// <param name="Evidence">For and against; the manager decides.</param>
public sealed record StandardCheck(StandardPoints Point, IReadOnlyList<Evidence> Evidence);

/// <summary>Another child of an entry, whose part is read on a page of its own (N-10).</summary>
/// <param name="ChildId">The child.</param>
/// <param name="Name">Full name.</param>
public sealed record OtherPart(int ChildId, string Name);

/// <summary>Gathers what a manager needs to sign an entry off against the standard .</summary>
public sealed class StandardReview(AppDbContext db, ChildAccess access, AdviceService advice, PolicyStore policies)
{
    /// <summary>The points that apply to an entry by the policy of its day, each with its evidence, as one child's page shows it.</summary>
    /// <param name="context">The manager.</param>
    /// <param name="childId">Whose page.</param>
    /// <param name="child">The name the child is called by.</param>
    /// <param name="entry">The entry in the version to be signed off.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<StandardCheck>> ReadAsync(ActionContext context, int childId, string child, Entry entry, CancellationToken cancellationToken = default)
    {
        var facts = entry.Line.Facts;
        var points = (await policies.LoadAsync(cancellationToken)).PolicyOn(LondonTime.DateOf(facts.OccurredAtUtc)).PointsOf(facts.Kind, facts.ContactType, entry.Line.Title);
        var parents = await db.ChildPeople.AsNoTracking().Where(p => p.ChildId == childId && !p.Person.IsProfessional && (p.HasParentalResponsibility || p.Relationship == "Mother" || p.Relationship == "Father"))
            .OrderBy(p => p.Person.FullName).Select(p => new ParentOfChild(p.Person.FullName, p.Relationship)).ToListAsync(cancellationToken);
        var review = new EntryUnderReview(entry, child, await advice.OnEntryAsync(context, childId, entry, cancellationToken), parents);
        return [.. points.Each().Select(p => new StandardCheck(p, [.. StandardEvidence.For(p, review).DistinctBy(e => (e.Text, e.Field))]))];
    }

    /// <summary>The other children of an entry, whose parts are signed off with it.</summary>
    public Task<List<OtherPart>> OtherPartsAsync(ActionContext context, int childId, long recordingId, CancellationToken cancellationToken = default) =>
        db.RecordingChildren.AsNoTracking().Where(c => c.RecordingId == recordingId && c.ChildId != childId)
            .Join(access.Findable(context.Me), c => c.ChildId, c => c.Id, (_, c) => c).OrderBy(c => c.FullName).Select(c => new OtherPart(c.Id, c.FullName)).ToListAsync(cancellationToken);
}
