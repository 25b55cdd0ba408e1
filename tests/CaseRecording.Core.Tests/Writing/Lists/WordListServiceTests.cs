using CaseRecording.Core.Audit;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing.Advising;
using CaseRecording.Core.Writing.Lists;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Writing.Lists;

public sealed class WordListServiceTests : IAsyncLifetime
{
    private World world = null!;

    public async Task InitializeAsync() => world = await World.CreateAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    [Trait("Rule", "A-06")]
    public async Task Add_WithReason_A06_IsInForceAtOnceOnEveryNodeAndAudited()
    {
        var (here, elsewhere) = (new WordListCache(), new WordListCache());
        await using var db = world.Open();
        await here.LoadAsync(db);
        await elsewhere.LoadAsync(db);
        var service = new WordListService(db);

        await service.AddAsync(world.As(world.Manager), WordKind.Abbreviation, new WordChange("NTC", "Northtown Council", "The council", "Used in every team"));

        foreach (var cache in new[] { here, elsewhere })
        {
            var lists = await cache.LoadAsync(db);
            var advice = WritingAdvisor.Advise(Advising.Written.Visit(("facts", "You went to NTC.")), lists).First(a => a.Rule == Core.Rules.L02);
            Assert.Equal("Northtown Council", advice.Replacement!.Text);
        }

        var audit = await db.AuditEvents.OrderByDescending(e => e.Id).FirstAsync();
        Assert.Equal((AuditAction.WordListChanged, "words:abbreviations:ntc", "Used in every team"), (audit.Action, audit.Subject, audit.Reason));
        var nothing = await Assert.ThrowsAsync<RuleViolationException>(() => service.AddAsync(world.As(world.Manager), WordKind.Jargon, new WordChange(" ", "", "", " ")));
        Assert.Equal(["expression", "reason"], nothing.Violations.Select(v => v.Field));
    }

    [Fact]
    public async Task ChangeAndRemove_ALineAsDelivered_KeepItsHistory()
    {
        await using var db = world.Open();
        var service = new WordListService(db);
        var (before, number) = await service.FindAsync(WordKind.Jargon, "prior-to");
        Assert.Equal(("before", 0), (before!.Instead, number));

        await service.ChangeAsync(world.As(world.Manager), WordKind.Jargon, "prior-to", new WordChange("prior to", "earlier than", "", "Asked for", 0));
        Assert.Equal("earlier than", (await service.FindAsync(WordKind.Jargon, "prior-to")).Entry!.Instead);
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => service.ChangeAsync(world.As(world.Manager), WordKind.Jargon, "prior-to", new WordChange("prior to", "x", "", "Late", 0)));
        await service.RemoveAsync(world.As(world.Manager), WordKind.Jargon, "prior-to", "Everyone knows it", 1);

        Assert.Null((await service.FindAsync(WordKind.Jargon, "prior-to")).Entry);
        Assert.DoesNotContain((await new WordListCache().LoadAsync(db)).Entries, e => e.Key == "prior-to");
        Assert.Equal(2, await db.WordListChanges.CountAsync(c => c.Key == "prior-to"));
        await service.AddAsync(world.As(world.Manager), WordKind.Jargon, new WordChange("prior to", "before", "", "Not everyone", 2));
        Assert.Contains((await new WordListCache().LoadAsync(db)).Entries, e => e.Key == "prior-to");
    }

    [Fact]
    public async Task Change_ByTwoAtOnce_OneOfThemIsTold()
    {
        await using var one = world.Open();
        await using var two = world.Open();
        var change = new WordChange("prior to", "earlier than", "", "Asked for", 0);
        await new WordListService(one).ChangeAsync(world.As(world.Manager), WordKind.Jargon, "prior-to", change);
        two.WordListChanges.Add(new WordListChange { Kind = WordKind.Jargon, Key = "prior-to", Number = 1, Expression = "x", ChangedAtUtc = world.Now });
        two.Audit(world.As(world.Manager), AuditAction.WordListChanged);
        await Assert.ThrowsAsync<DbUpdateException>(() => two.SaveChangesAsync());
    }
}
