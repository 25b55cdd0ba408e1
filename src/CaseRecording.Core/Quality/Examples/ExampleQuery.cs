using System.Linq.Expressions;
using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Quality.Examples;

/// <summary>A published example as everyone reads it: nothing of where it comes from.</summary>
/// <param name="Id">Key.</param>
/// <param name="Kind">Kind of entry.</param>
/// <param name="Field">The text of the form it is an example of.</param>
/// <param name="Points">What it shows.</param>
/// <param name="Why">What is good about it.</param>
/// <param name="Text">Marked text.</param>
/// <param name="PublishedAtUtc">Since when, UTC.</param>
/// <param name="Version">To withdraw it.</param>
public sealed record PublishedExample(Guid Id, RecordingKind Kind, string Field, StandardPoints Points, string Why, string Text, DateTime PublishedAtUtc, Guid Version);

/// <summary>An example on its way, for whoever has to do something about it.</summary>
/// <param name="Id">Key.</param>
/// <param name="ChildId">The record it comes from; not for the second reader.</param>
/// <param name="Kind">Kind of entry.</param>
/// <param name="State">Where it stands.</param>
/// <param name="AtUtc">When it was begun, UTC.</param>
/// <param name="Reason">Why it was sent back.</param>
public sealed record ExampleOnItsWay(Guid Id, int ChildId, RecordingKind Kind, ExampleState State, DateTime AtUtc, string? Reason);

/// <summary>An example as its proposer prepares it.</summary>
/// <param name="Example">As kept.</param>
/// <param name="Rows">What was found, with what stands in its place, and the rows added by hand.</param>
/// <param name="Text">The text made anew with the rows as they stand.</param>
public sealed record ExamplePreparation(GoodExample Example, IReadOnlyList<ExampleRow> Rows, string Text);

/// <summary>A row of the table of replacements.</summary>
/// <param name="Row">As kept, or proposed by the program.</param>
/// <param name="What">Name, date, place, contact or number; null for a row added by hand.</param>
/// <param name="MayStay">The program is not sure that it identifies anybody.</param>
public sealed record ExampleRow(ReplacedDetail Row, string? What, bool MayStay);

/// <summary>Reads good examples, and what the record knows that would tell whom one is about.</summary>
public sealed class ExampleQuery(AppDbContext db, ChildAccess access)
{
    /// <summary>Examples on a page.</summary>
    public const int PageSize = 10;

    /// <summary>Published examples, newest first: one more than a page holds where there are more.</summary>
    /// <param name="kind">Of one kind of entry; null for all.</param>
    /// <param name="point">That show one point of the standard; none for all.</param>
    /// <param name="before">Only those published before this instant, UTC.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<List<PublishedExample>> PublishedAsync(RecordingKind? kind, StandardPoints point, DateTime? before, CancellationToken cancellationToken = default) =>
        db.GoodExamples.AsNoTracking().Where(e => e.State == ExampleState.Published && (kind == null || e.Kind == kind) && (point == StandardPoints.None || (e.Points & point) != StandardPoints.None) && (before == null || e.PublishedAtUtc < before))
            .OrderByDescending(e => e.PublishedAtUtc).ThenByDescending(e => e.Id).Take(PageSize + 1)
            .Select(Published).ToListAsync(cancellationToken);

    /// <summary>One published example, or null.</summary>
    public Task<PublishedExample?> FindPublishedAsync(Guid exampleId, CancellationToken cancellationToken = default) =>
        db.GoodExamples.AsNoTracking().Where(e => e.Id == exampleId && e.State == ExampleState.Published).Select(Published).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Examples that wait for this manager to read them: never their own, nor from a record hidden from them .</summary>
    public Task<List<ExampleOnItsWay>> WaitingAsync(ActionContext context, CancellationToken cancellationToken = default) =>
        Lines(Readable(context).Where(e => e.State == ExampleState.Waiting && e.ProposedById != context.Me)).ToListAsync(cancellationToken);

    /// <summary>This person's own examples that are not finished, or were sent back.</summary>
    public Task<List<ExampleOnItsWay>> MineAsync(ActionContext context, CancellationToken cancellationToken = default) =>
        Lines(Readable(context).Where(e => e.ProposedById == context.Me && (e.State == ExampleState.Preparing || e.State == ExampleState.SentBack))).ToListAsync(cancellationToken);

    /// <summary>A waiting example, for the second reader; null where there is none for them.</summary>
    public Task<GoodExample?> ToCheckAsync(ActionContext context, Guid exampleId, CancellationToken cancellationToken = default) =>
        Readable(context).FirstOrDefaultAsync(e => e.Id == exampleId && e.State == ExampleState.Waiting, cancellationToken);

    /// <summary>An example of one's own as it is prepared; null where there is none to prepare.</summary>
    /// <param name="context">Its proposer.</param>
    /// <param name="childId">The record it comes from.</param>
    /// <param name="exampleId">The example.</param>
    /// <param name="typed">Rows as just typed, instead of those kept.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ExamplePreparation?> PrepareAsync(ActionContext context, int childId, Guid exampleId, IReadOnlyList<ReplacedDetail>? typed = null, CancellationToken cancellationToken = default)
    {
        var example = await Own(context, childId).FirstOrDefaultAsync(e => e.Id == exampleId && (e.State == ExampleState.Preparing || e.State == ExampleState.SentBack), cancellationToken);
        if (example is null || await SourceTextAsync(example.Source, cancellationToken) is not { } source) return null;
        var found = new IdentifyingDetails(await KnownAsync(example.Source, cancellationToken)).Find(source);
        var rows = typed ?? example.Replacements;
        var table = found.Select(d => new ExampleRow(rows.FirstOrDefault(r => r.Found == d.Found) ?? new ReplacedDetail(d.Found, d.With, false, false), d.What, !d.IsSure)).ToList();
        table.AddRange(rows.Where(r => r.Found.Length > 0 && !found.Any(d => d.Found == r.Found)).Select(r => new ExampleRow(r, null, false)));
        return new ExamplePreparation(example, table, ExampleText.Apply(source, table.Select(r => r.Row)));
    }

    /// <summary>One's own, from a record on which the entry still stands.</summary>
    internal IQueryable<GoodExample> Own(ActionContext context, int childId) =>
        db.GoodExamples.AsNoTracking().Where(e => e.ChildId == childId && e.ProposedById == context.Me && db.RecordingChildren.Any(c => c.ChildId == e.ChildId && c.RecordingId == e.RecordingId));

    /// <summary>Those from records that are not hidden from this person.</summary>
    internal IQueryable<GoodExample> Readable(ActionContext context)
    {
        var findable = access.Findable(context.Me);
        return db.GoodExamples.AsNoTracking().Where(e => findable.Any(c => c.Id == e.ChildId));
    }

    /// <summary>The text an example is made from, or null where there is none.</summary>
    internal async Task<string?> SourceTextAsync(ExampleSource source, CancellationToken cancellationToken)
    {
        if (FormFields.Of(source.Kind).FirstOrDefault(f => f.Key == source.Field) is not { } field) return null;
        if (source.Passage is not null) return source.Passage;
        var version = await db.RecordingVersions.AsNoTracking().Where(v => v.RecordingId == source.RecordingId && v.Number == source.Version)
            .Select(v => new { v.Content, Own = v.Children.Where(c => c.ChildId == source.ChildId).Select(c => c.Content).FirstOrDefault() }).FirstOrDefaultAsync(cancellationToken);
        var text = field.PerChild ? version?.Own?[source.Field] : version?.Content[source.Field];
        return string.IsNullOrWhiteSpace(text) ? null : text.ReplaceLineEndings("\n");
    }

    /// <summary>Everything the record knows that would tell whom a text is about. A fixed number of queries.</summary>
    internal async Task<KnownDetails> KnownAsync(ExampleSource source, CancellationToken cancellationToken)
    {
        var children = await db.RecordingChildren.Where(c => c.RecordingId == source.RecordingId).Select(c => c.ChildId).ToListAsync(cancellationToken);
        var ids = children.Append(source.ChildId).Distinct().ToList();
        var people = await db.ChildPeople.AsNoTracking().Where(p => ids.Contains(p.ChildId))
            .Select(p => new { p.ChildId, p.Relationship, p.Person.FullName, p.Person.IsProfessional, p.Person.JobTitle, p.Person.Organisation, p.Person.OwnRecordId }).ToListAsync(cancellationToken);
        ids = [.. ids.Union(people.Select(p => p.OwnRecordId).OfType<int>())];
        var names = await db.Children.AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.FullName, c.KnownAs }).ToListAsync(cancellationToken);
        var details = await db.Details.AsNoTracking().Where(d => ids.Contains(d.ChildId) && d.Kind != DetailKind.LegalStatus).Select(d => new { d.ChildId, d.Kind, d.Value }).ToListAsync(cancellationToken);
        var workers = await db.Users.AsNoTracking().Where(s => db.Allocations.Any(a => ids.Contains(a.ChildId) && a.WorkerId == s.Id) || db.Recordings.Any(r => r.Id == source.RecordingId && (r.AuthorId == s.Id || r.MadeById == s.Id)))
            .Select(s => s.DisplayName).ToListAsync(cancellationToken);
        var staff = await db.Users.AsNoTracking().Select(s => s.DisplayName).ToListAsync(cancellationToken);
        var present = await db.RecordingParticipants.AsNoTracking().Where(p => p.RecordingId == source.RecordingId).Select(p => new { p.Name, p.Role }).ToListAsync(cancellationToken);
        string ChildOr(int id) => id == source.ChildId ? "the child" : "another child";
        return new KnownDetails
        {
            Names =
            [
                .. names.OrderByDescending(c => c.Id == source.ChildId).SelectMany(c => new[] { (c.FullName, ChildOr(c.Id)), (c.KnownAs, ChildOr(c.Id)) }),
                .. details.Where(d => d.Kind == DetailKind.Name).Select(d => (d.Value, ChildOr(d.ChildId))),
                .. people.OrderByDescending(p => p.ChildId == source.ChildId).Select(p => (p.FullName, Role(p.IsProfessional ? p.JobTitle ?? p.Relationship : p.Relationship))),
                .. present.Where(p => NewPeople.IsName(p.Name)).Select(p => (p.Name, Role(p.Role))),
                .. workers.Select(w => (w, "the social worker")),
            ],
            Staff = staff,
            Places =
            [
                .. details.Where(d => d.Kind != DetailKind.Name).Select(d => (d.Value, d.Kind switch { DetailKind.School => "the school", DetailKind.Placement => "where the child lives", _ => "the home" })),
                .. people.Where(p => !string.IsNullOrWhiteSpace(p.Organisation)).Select(p => (p.Organisation!, p.Organisation!.Contains("school", StringComparison.OrdinalIgnoreCase) ? "the school" : "the service")),
            ],
            Numbers = await db.Identifiers.AsNoTracking().Where(i => ids.Contains(i.ChildId)).Select(i => i.Value).ToListAsync(cancellationToken),
        };
    }

    private static Expression<Func<GoodExample, PublishedExample>> Published { get; } =
        e => new PublishedExample(e.Id, e.Kind, e.Field, e.Points, e.Why, e.Text, e.PublishedAtUtc!.Value, e.Version);

    private static IQueryable<ExampleOnItsWay> Lines(IQueryable<GoodExample> examples) =>
        examples.OrderBy(e => e.ProposedAtUtc).Take(50).Select(e => new ExampleOnItsWay(e.Id, e.ChildId, e.Kind, e.State, e.ProposedAtUtc, e.SentBackReason));

    private static string Role(string? role)
    {
        var first = (role ?? "").Split(',')[0].Trim();
        return first.Length is 0 or > 60 ? "someone" : $"the {char.ToLowerInvariant(first[0])}{first[1..]}";
    }
}
