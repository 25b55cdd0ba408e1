using CaseRecording.Core;
using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Quality.Examples;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing.Advising;
using CaseRecording.Core.Writing.Likeness;
using CaseRecording.Core.Writing.Lists;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.DemoData;

/// <summary>Good examples of the demonstration council: two published, one that waits for the second reader. Made by the rules themselves.</summary>
internal sealed class DemoExamples(AppDbContext db, DemoDays days, IReadOnlyDictionary<string, Guid> staff, IReadOnlyDictionary<string, Child> children, Func<string, Recording> entry)
{
    /// <param name="ReaderKey">Who published it; null while it waits.</param>
    /// <param name="With">What its proposer put in the place of what was found, or of words of their own choice.</param>
    private sealed record DemoExample(string EntryKey, string Child, string Field, string ProposerKey, int DaysAgo, string? ReaderKey, StandardPoints Points, string Why, (string Found, string With)[] With);

    private static readonly DemoExample[] All =
    [
        new("grantham-tyler-river", "tyler", "analysis", "craig", 90, "joanne", StandardPoints.Balanced | StandardPoints.WholeStory,
            "The worker puts an earlier judgement right, says whose it was, and leaves the old note standing beside it",
            [("Craig Dunmore", "the social worker")]),
        new("ashworth-reuben-map", "reuben", "facts", "hannah", 24, "farah", StandardPoints.ChildThroughout | StandardPoints.WrittenToChild,
            "It could be read aloud to the child as it stands, and the child’s words stand there as they were spoken",
            [("Reuben, we built Dinosaur Island", "We built an island"), ("Reuben", "you"), ("Dinosaur Island", "an island"), ("Mrs Birtles", "your teaching assistant")]),
        new("lister-mattress", "kian", "facts", "marta", 3, null, StandardPoints.DifferentViews | StandardPoints.EasyToFind,
            "Four children show the same house, and the reader sees that it is not the same house to each of them",
            [("Your uncle Shaun", "A relative"), ("Shaun", "a relative")]),
    ];

    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        var access = new ChildAccess(db);
        var query = new ExampleQuery(db, access);
        var service = new ExampleService(db, access, query, new AdviceService(db, access, new WordListCache(), new TwinFinder(db, access)));
        foreach (var from in All)
        {
            var (me, childId) = (At(from.DaysAgo, from.ProposerKey), children[from.Child].Id);
            db.ChangeTracker.Clear();
            var id = await service.BeginAsync(me, childId, entry(from.EntryKey).Id, new ExampleChoice(from.Field, null, from.Points, from.Why), cancellationToken);
            var found = (await query.PrepareAsync(me, childId, id, cancellationToken: cancellationToken))!.Rows.Select(r => r.Row).ToList();
            List<ReplacedDetail> rows = [.. found.Select(r => r with { Confirmed = true, With = from.With.FirstOrDefault(w => w.Found == r.Found).With ?? r.With })];
            rows.AddRange(from.With.Where(w => !found.Exists(r => r.Found == w.Found)).Select(w => new ReplacedDetail(w.Found, w.With, false, true)));
            db.ChangeTracker.Clear();
            await service.ProposeAsync(me, childId, id, await VersionAsync(id, cancellationToken), new ExampleAnswers(rows, from.Points, from.Why), cancellationToken);
            db.ChangeTracker.Clear();
            if (from.ReaderKey is { } reader) await service.DecideAsync(At(from.DaysAgo - 2, reader), id, await VersionAsync(id, cancellationToken), publish: true, hasRead: true, null, cancellationToken);
        }
    }

    private Task<Guid> VersionAsync(Guid id, CancellationToken cancellationToken) => db.GoodExamples.Where(e => e.Id == id).Select(e => e.Version).SingleAsync(cancellationToken);

    private ActionContext At(int daysAgo, string who) => new(staff[who], days.Morning(daysAgo), CorrelationId: "seed");
}
