using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Recording;

/// <summary>A draft is taken over with every word in it, so only by someone who may record for every child it says something of.</summary>
public sealed class LeftDraftsTests : IAsyncLifetime
{
    private const string Reason = "Ellie is off sick until after Easter";
    private World world = null!;
    private int maisie;
    private int jay;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        (maisie, jay) = (await world.AddChildAsync(), await world.AddChildAsync("Jay Lister"));
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Theory]
    [InlineData("children")]
    [InlineData("child-{0}-views")]
    [InlineData("child-{0}-seen")]
    [Trait("Rule", "A-02")]
    public async Task TakeOver_DraftAboutAHiddenSiblingToo_A02_IsNotThere(string field)
    {
        var draft = await WriteAsync(field);
        await HideAsync(jay);

        await using var db = world.Open();
        var left = new LeftDrafts(db, new ChildAccess(db));
        Assert.Empty(await left.ListAsync(world.As(world.Manager), world.Team));
        // Even where everything else is wrong too: no sentence, as of a draft that does not exist.
        await Assert.ThrowsAsync<AccessRefusedException>(() => left.TakeOverAsync(world.As(world.Manager), draft, ""));
        await Assert.ThrowsAsync<AccessRefusedException>(() => left.TakeOverAsync(world.As(world.Manager), draft, Reason));
        Assert.Equal(world.Worker, (await db.Drafts.AsNoTracking().SingleAsync(d => d.Id == draft)).AuthorId);
        Assert.Equal(2, await db.AuditEvents.CountAsync(e => e.Action == AuditAction.AccessRefused && e.ChildId == jay));
        Assert.Null(await world.Drafts(db).FindAsync(world.As(world.Manager), draft));
    }

    [Theory]
    [InlineData("children")]
    [InlineData("child-{0}-analysis")]
    [Trait("Rule", "A-01")]
    public async Task TakeOver_DraftAboutAChildOfAnotherTeamToo_A01_IsRefusedInWords(string field)
    {
        var draft = await WriteAsync(field);
        await MoveAsync(jay);

        await using var db = world.Open();
        var left = new LeftDrafts(db, new ChildAccess(db));
        Assert.Equal(draft, Assert.Single(await left.ListAsync(world.As(world.Manager), world.Team)).DraftId);
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => left.TakeOverAsync(world.As(world.Manager), draft, Reason));
        Assert.Equal("A-01", Assert.Single(refused.Violations).Rule.Code);
        Assert.DoesNotContain("Jay", refused.Violations[0].Sentence, StringComparison.Ordinal);

        await new AccessByReason(db, new ChildAccess(db)).OpenAsync(world.As(world.Manager), jay, "To finish what Ellie began for both of them");
        Assert.NotNull(await left.TakeOverAsync(world.As(world.Manager), draft, Reason));
    }

    [Fact]
    [Trait("Rule", "N-10")]
    public async Task TakeOver_EmptyQuestionsOfAHiddenSibling_N10_AreLeftBehind()
    {
        // The page offered her sibling, who was not ticked: all his questions came along, empty.
        var draft = await WriteAsync("child-{0}-views", "");
        await HideAsync(jay);

        await using var db = world.Open();
        var taken = await new LeftDrafts(db, new ChildAccess(db)).TakeOverAsync(world.As(world.Manager), draft, Reason);

        Assert.Equal(["facts", $"child-{maisie}-views", "madeBy"], taken!.Fields.Keys);
    }

    [Fact]
    public async Task TakeOver_BothChildrenTheirs_BringsEveryWord()
    {
        var draft = await WriteAsync("child-{0}-views");

        await using var db = world.Open();
        var taken = await new LeftDrafts(db, new ChildAccess(db)).TakeOverAsync(world.As(world.Manager), draft, Reason);

        Assert.Equal([$"{jay}"], taken!.Fields[$"child-{jay}-views"]);
    }

    /// <summary>A draft of Maisie's with one field that names Jay.</summary>
    private async Task<Guid> WriteAsync(string field, string? value = null)
    {
        await using var db = world.Open();
        var id = Guid.NewGuid();
        var fields = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["facts"] = ["You were both in."],
            [$"child-{maisie}-views"] = ["I like it here"],
            [string.Format(System.Globalization.CultureInfo.InvariantCulture, field, jay)] = [value ?? $"{jay}"],
        };
        await world.Drafts(db).AutosaveAsync(world.As(world.Worker), id, new DraftStart(maisie, "visit"), 0, fields);
        return id;
    }

    private async Task HideAsync(int child)
    {
        await using var db = world.Open();
        db.Conflicts.Add(new ConflictOfInterest { ChildId = child, StaffId = world.Manager, Reason = "Her nephew", DeclaredAtUtc = world.Now });
        db.Audit(world.As(world.OtherManager), AuditAction.RestrictionChanged, child);
        await db.SaveChangesAsync();
    }

    private async Task MoveAsync(int child)
    {
        await using var db = world.Open();
        (await db.Children.Include(c => c.Allocations).SingleAsync(c => c.Id == child)).Allocate(world.As(world.Manager), world.OtherTeam, world.OtherWorker);
        db.Audit(world.As(world.Manager), AuditAction.Allocated, child);
        await db.SaveChangesAsync();
    }
}
