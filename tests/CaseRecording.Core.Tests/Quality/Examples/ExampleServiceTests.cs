using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Quality.Examples;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing.Advising;
using CaseRecording.Core.Writing.Likeness;
using CaseRecording.Core.Writing.Lists;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Quality.Examples;

/// <summary>A passage is shared once everything that identifies is replaced and a second person agreed.</summary>
public sealed class ExampleServiceTests : IAsyncLifetime
{
    private const string Why = "Every sentence is something you could read out";
    private World world = null!;
    private int maisie;
    private long entry;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        maisie = await world.AddChildAsync();
        await world.AddPersonAsync(maisie, "Jean Thornley", "Mother");
        var visit = Inputs.Visit(world.Now.AddHours(-2), maisie);
        visit.Content.Fields["facts"] = "I came on 14 March. Maisie opened the door, and Jean made toast.\n> I like the burnt bits\nWe drew Rusty together.";
        entry = await world.RecordAsync(world.Worker, visit);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    [Trait("Rule", "Q-05")]
    public async Task Publish_AfterASecondPersonRead_EveryoneReadsItWithoutNamesOrWhereItIsFrom()
    {
        var id = await WaitingAsync();

        await DecideAsync(world.Manager, id, publish: true);

        await using var db = world.Open();
        var query = Query(db);
        var published = Assert.Single(await query.PublishedAsync(RecordingKind.Visit, StandardPoints.WrittenToChild, null));
        Assert.Equal("I came on a day in spring. The child opened the door, and the mother made toast.\n> I like the burnt bits\nWe drew Rusty together.", published.Text);
        Assert.Empty(await query.PublishedAsync(RecordingKind.Decision, StandardPoints.None, null));
        Assert.Empty(await query.PublishedAsync(null, StandardPoints.Balanced, null));
        var kept = await db.GoodExamples.SingleAsync();
        Assert.Equal((world.Manager, ExampleState.Published), (kept.CheckedById!.Value, kept.State));
        Assert.Empty(kept.Replacements);
        Assert.Equal(["ExampleBegun", "ExampleProposed", "ExamplePublished"], await db.AuditEvents.Where(e => e.ChildId == maisie && e.Subject == $"example:{id:N}").OrderBy(e => e.Id).Select(e => e.Action.ToString()).ToListAsync());
    }

    [Fact]
    [Trait("Rule", "Q-05")]
    public async Task Propose_WithSomethingLeft_Q05_IsRefusedAndSaysWhat()
    {
        var id = await BeginAsync();
        var rows = await RowsAsync(id);

        var open = await RefusedAsync(() => ProposeAsync(id, [.. rows.Select(r => r with { Confirmed = false })]));
        Assert.Equal(["ok-0", "ok-1", "ok-2", "ok-3"], open.Select(v => v.Field));

        var kept = await RefusedAsync(() => ProposeAsync(id, [.. rows.Select(r => r.Found == "Jean" ? r with { Kept = true } : r)]));
        Assert.Equal("with-2", Assert.Single(kept).Field);

        var again = await RefusedAsync(() => ProposeAsync(id, [.. rows.Select(r => r.Found == "Rusty" ? r with { With = "Maisie", Kept = false } : r)]));
        Assert.Contains("‘Maisie’ is still in the text", Assert.Single(again).Sentence, StringComparison.Ordinal);

        var said = await RefusedAsync(() => ProposeAsync(id, rows, "Written to Maisie on the same day"));
        Assert.Equal("why", Assert.Single(said).Field);
        await using var db = world.Open();
        Assert.Equal(ExampleState.Preparing, (await db.GoodExamples.SingleAsync()).State);
    }

    [Fact]
    [Trait("Rule", "Q-05")]
    public async Task Propose_WithAnotherChildsName_Q05_IsRefusedThoughItWasLeft()
    {
        await world.AddChildAsync("Rusty Pike");
        var visit = Inputs.Visit(world.Now.AddHours(-1), maisie);
        visit.Content.Fields["facts"] = "You drew with Rusty Pike.";
        entry = await world.RecordAsync(world.Worker, visit);
        var id = await BeginAsync();

        var refused = await RefusedAsync(() => ProposeAsync(id, [new("Rusty Pike", "", true, true)]));

        Assert.Contains("‘Rusty Pike’ is still in the text", Assert.Single(refused).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "Q-05")]
    public async Task Decide_OnesOwnUnreadOrAsAWorker_Q05_IsRefused()
    {
        var id = await WaitingAsync(world.Manager);

        Assert.Contains("yourself", Assert.Single(await RefusedAsync(() => DecideAsync(world.Manager, id, publish: true))).Sentence, StringComparison.Ordinal);
        Assert.Contains("A manager reads", Assert.Single(await RefusedAsync(() => DecideAsync(world.Colleague, id, publish: true))).Sentence, StringComparison.Ordinal);
        Assert.Equal("read", Assert.Single(await RefusedAsync(() => DecideAsync(world.OtherManager, id, publish: true, hasRead: false))).Field);
        Assert.Equal("publish", Assert.Single(await RefusedAsync(() => DecideAsync(world.OtherManager, id, publish: null))).Field);
        Assert.Equal("reason", Assert.Single(await RefusedAsync(() => DecideAsync(world.OtherManager, id, publish: false, reason: "No"))).Field);
        await DecideAsync(world.OtherManager, id, publish: true);
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => DecideAsync(world.OtherManager, id, publish: true));
    }

    [Fact]
    [Trait("Rule", "Q-05")]
    public async Task Publish_ANameTheRecordLearnedSince_Q05_IsRefused()
    {
        var id = await WaitingAsync();
        await world.AddPersonAsync(maisie, "Rusty Pike", "Uncle");

        Assert.Contains("‘Rusty’", Assert.Single(await RefusedAsync(() => DecideAsync(world.Manager, id, publish: true))).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendBack_WithAReason_TheProposerChangesItAndAsksAgain()
    {
        var id = await WaitingAsync();
        await DecideAsync(world.Manager, id, publish: false, reason: "The drawing tells the whole street who it is");

        await using (var db = world.Open())
        {
            Assert.Equal("The drawing tells the whole street who it is", Assert.Single(await Query(db).MineAsync(world.As(world.Worker))).Reason);
            Assert.Empty(await Query(db).WaitingAsync(world.As(world.Manager)));
        }

        var rows = await RowsAsync(id);
        await SaveAsync(id, rows);
        await ProposeAsync(id, [.. rows, new("We drew", "We played with", false, true)]);
        await using var after = world.Open();
        Assert.Contains("We played with Rusty", (await Query(after).ToCheckAsync(world.As(world.Manager), id))!.Text, StringComparison.Ordinal);
        Assert.Single(await Query(after).WaitingAsync(world.As(world.Manager)));
    }

    [Fact]
    [Trait("Rule", "Q-05")]
    public async Task Withdraw_WithAReason_TakesItAway_EvenWhenTheRecordIsClosedToThemNow()
    {
        var id = await WaitingAsync();
        await DecideAsync(world.Manager, id, publish: true);
        await RestrictAsync();

        await using var db = world.Open();
        var published = (await Query(db).FindPublishedAsync(id))!;
        Assert.Equal("reason", Assert.Single(await RefusedAsync(() => Service(db).WithdrawAsync(world.As(world.OtherManager), id, published.Version, "No"))).Field);
        await Service(db).WithdrawAsync(world.As(world.OtherManager), id, published.Version, "Two readers knew the family");

        Assert.Null(await Query(db).FindPublishedAsync(id));
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => Service(db).WithdrawAsync(world.As(world.OtherManager), id, published.Version, "Two readers knew the family"));
    }

    [Fact]
    [Trait("Rule", "Q-05")]
    [Trait("Rule", "A-02")]
    public async Task Begin_FromARecordThatIsRestrictedHiddenOrNotFinal_Q05_IsRefused()
    {
        var draft = await world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddHours(-1), maisie), finalise: false);
        Assert.Contains(await RefusedAsync(() => BeginAsync(draft)), v => v.Sentence.Contains("final", StringComparison.Ordinal));
        Assert.Equal(["field", "points", "why"], (await RefusedAsync(() => BeginAsync(choice: new ExampleChoice("unknown", "", StandardPoints.None, "")))).Select(v => v.Field));
        Assert.Equal("passage", Assert.Single(await RefusedAsync(() => BeginAsync(choice: new ExampleChoice("facts", "nowhere in it", StandardPoints.Balanced, Why)))).Field);
        await using (var db = world.Open())
        {
            await Assert.ThrowsAsync<AccessRefusedException>(() => Service(db).BeginAsync(world.As(world.OtherWorker), maisie, entry, new ExampleChoice("facts", "", StandardPoints.Balanced, Why)));
        }

        var id = await WaitingAsync();
        await RestrictAsync();
        Assert.Contains(await RefusedAsync(() => BeginAsync()), v => v.Sentence.Contains("restricted", StringComparison.Ordinal));
        await using var hidden = world.Open();
        Assert.Empty(await Query(hidden).WaitingAsync(world.As(world.OtherManager)));
        Assert.Null(await Query(hidden).ToCheckAsync(world.As(world.OtherManager), id));
        await Assert.ThrowsAsync<AccessRefusedException>(() => DecideAsync(world.OtherManager, id, publish: true));
    }

    [Fact]
    public async Task Save_BrokenRowsOrAStalePage_IsRefused()
    {
        var id = await BeginAsync(choice: new ExampleChoice("facts", "Maisie opened the door", StandardPoints.Balanced, Why));
        Assert.Equal("Maisie", Assert.Single(await RowsAsync(id)).Found);

        var refused = await RefusedAsync(() => SaveAsync(id, [new("Maisie", "the [[child", false, false), new("toast", "cake", false, true)]));
        Assert.Equal(["with-0", "found-1"], refused.Select(v => v.Field));
        await using var db = world.Open();
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => Service(db).SaveAsync(world.As(world.Worker), maisie, id, Guid.NewGuid(), new ExampleAnswers([], StandardPoints.Balanced, Why)));
        Assert.Null(await Query(db).PrepareAsync(world.As(world.Colleague), maisie, id));
    }

    private static ExampleQuery Query(AppDbContext db) => new(db, new ChildAccess(db));

    private static ExampleService Service(AppDbContext db) => new(db, new ChildAccess(db), Query(db), new AdviceService(db, new ChildAccess(db), new WordListCache(), new TwinFinder(db, new ChildAccess(db))));

    private static async Task<IReadOnlyList<RuleViolation>> RefusedAsync(Func<Task> action)
    {
        var violations = (await Assert.ThrowsAsync<RuleViolationException>(action)).Violations;
        Assert.All(violations, v => Assert.Equal("Q-05", v.Rule.Code));
        return violations;
    }

    private async Task<Guid> BeginAsync(long? from = null, Guid? who = null, ExampleChoice? choice = null)
    {
        await using var db = world.Open();
        return await Service(db).BeginAsync(world.As(who ?? world.Worker), maisie, from ?? entry, choice ?? new ExampleChoice("facts", "", StandardPoints.WrittenToChild, Why));
    }

    private async Task<Guid> WaitingAsync(Guid? who = null)
    {
        var id = await BeginAsync(who: who);
        await ProposeAsync(id, await RowsAsync(id, who), who: who);
        return id;
    }

    /// <summary>What the program proposes, each looked at; what it is not sure of stays.</summary>
    private async Task<List<ReplacedDetail>> RowsAsync(Guid id, Guid? who = null)
    {
        await using var db = world.Open();
        return [.. (await Query(db).PrepareAsync(world.As(who ?? world.Worker), maisie, id))!.Rows.Select(r => r.Row with { Confirmed = true, Kept = r.MayStay })];
    }

    private async Task SaveAsync(Guid id, IReadOnlyList<ReplacedDetail> rows)
    {
        await using var db = world.Open();
        await Service(db).SaveAsync(world.As(world.Worker), maisie, id, await VersionAsync(db, id), new ExampleAnswers(rows, StandardPoints.WrittenToChild, Why));
    }

    private async Task ProposeAsync(Guid id, IReadOnlyList<ReplacedDetail> rows, string why = Why, Guid? who = null)
    {
        await using var db = world.Open();
        await Service(db).ProposeAsync(world.As(who ?? world.Worker), maisie, id, await VersionAsync(db, id), new ExampleAnswers(rows, StandardPoints.WrittenToChild, why));
    }

    private async Task DecideAsync(Guid who, Guid id, bool? publish, bool hasRead = true, string? reason = null)
    {
        await using var db = world.Open();
        await Service(db).DecideAsync(world.As(who), id, await VersionAsync(db, id), publish, hasRead, reason);
    }

    private async Task RestrictAsync()
    {
        await using var db = world.Open();
        (await db.Children.SingleAsync(c => c.Id == maisie)).IsRestricted = true;
        foreach (var reader in new[] { world.Worker, world.Manager }) db.RestrictedReaders.Add(new RestrictedReader { ChildId = maisie, StaffId = reader });
        db.Audit(world.As(world.Manager), AuditAction.RestrictionChanged, maisie);
        await db.SaveChangesAsync();
    }

    private static Task<Guid> VersionAsync(AppDbContext db, Guid id) => db.GoodExamples.Where(e => e.Id == id).Select(e => e.Version).SingleAsync();
}
