using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Children;

public sealed class ChildServiceTests
{
    private static readonly DateOnly Today = new(2026, 3, 17);

    [Fact]
    [Trait("Rule", "C-03")]
    public async Task ChangeDetail_ANewAddress_C03_ClosesTheOneBeforeAndKeepsIt()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();

        await DoAsync(world, maisie, Address("4 Tern Row", new(2026, 1, 5)));
        await DoAsync(world, maisie, Address("9 Mill Lane", new(2026, 3, 2)));
        await DoAsync(world, maisie, Address("Nan's", new(2025, 12, 1), new DateOnly(2026, 1, 5)));

        await using var db = world.Open();
        var details = await db.Details.Where(d => d.Kind == DetailKind.Address).ToListAsync();
        string? On(DateOnly day) => details.SingleOrDefault(d => d.From <= day && (d.To is null || d.To > day))?.Value;
        Assert.Equal(
            new[] { null, "Nan's", "4 Tern Row", "4 Tern Row", "9 Mill Lane" },
            new[] { On(new(2025, 11, 30)), On(new(2026, 1, 4)), On(new(2026, 1, 5)), On(new(2026, 3, 1)), On(Today) });
        Assert.Equal(3, await db.AuditEvents.CountAsync(a => a.Action == AuditAction.RecordDetailsChanged && a.Subject == "Address"));
    }

    [Theory]
    [Trait("Rule", "C-03")]
    [InlineData("4 Tern Row", 2026, 3, 18, null, "from")] // tomorrow
    [InlineData("4 Tern Row", 2015, 6, 1, null, "from")] // before birth
    [InlineData("4 Tern Row", 2026, 1, 31, null, "from")] // the one in force began later
    [InlineData("4 Tern Row", 2025, 12, 1, 2, "from")] // runs into it
    [InlineData("  ", 2026, 3, 1, null, "value")]
    public async Task ChangeDetail_DatesThatCannotBe_C03_AreRefused(string value, int year, int month, int day, int? untilFebruary, string field)
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await DoAsync(world, maisie, Address("9 Mill Lane", new(2026, 2, 1)));

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() =>
            DoAsync(world, maisie, Address(value, new(year, month, day), untilFebruary is { } d ? new DateOnly(2026, 2, d) : null)));

        Assert.All(refused.Violations, v => Assert.Equal((field, "C-03"), (v.Field, v.Rule.Code)));
    }

    [Fact]
    public async Task ChangeDetail_OnAStalePage_IsRefused()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await using var db = world.Open();
        var opened = await db.Children.Where(c => c.Id == maisie).Select(c => c.Version).SingleAsync();
        await DoAsync(world, maisie, Address("4 Tern Row", new(2026, 1, 5)));

        await Assert.ThrowsAsync<EditedMeanwhileException>(() =>
            Service(db).ChangeDetailAsync(world.As(world.Worker), maisie, opened, new DetailChange { Kind = DetailKind.School, Value = "Saltgate", From = Today }));
    }

    [Fact]
    [Trait("Rule", "C-03")]
    public async Task Change_AMarriedName_C03_KeepsTheEarlierFromItsDayAndFindsBoth()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var details = new ChildDetails { FullName = "Maisie Ashworth", BirthDate = new(2015, 6, 2) };

        await DoAsync(world, maisie, (s, c, v) => s.ChangeAsync(c, maisie, v, details, new DateOnly(2026, 2, 1), [("NHS number", "999 123 4567")], "Dog in the house"));
        await DoAsync(world, maisie, (s, c, v) => s.ChangeAsync(c, maisie, v, details, null, [("NHS number", "")], null));

        await using var db = world.Open();
        var names = await db.Details.Where(d => d.Kind == DetailKind.Name).OrderBy(d => d.From).ToListAsync();
        Assert.Equal([("Maisie Thornley", new DateOnly(2026, 2, 1)), ("Maisie Ashworth", null)], names.Select(n => (n.Value, n.To)));
        var search = new ChildSearch(db, new ChildAccess(db));
        Assert.Single(await search.FindAsync(world.Worker, ChildSearchText.Parse("Thornley")));
        Assert.Empty(await search.FindAsync(world.Worker, ChildSearchText.Parse("999 123 4567")));
    }

    [Fact]
    [Trait("Rule", "C-03")]
    public async Task ChangeStatus_TwoAtOnceThenOneEnds_C03_ShowsEachDay()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync(status: StatusKind.Assessment);

        await DoAsync(world, maisie, Status(StatusKind.ChildProtection, new(2026, 1, 20), alongside: false));
        await DoAsync(world, maisie, Status(StatusKind.LookedAfter, new(2026, 2, 10), alongside: true, LookedAfterArrangement.Placement));
        await using (var db = world.Open())
        {
            var plan = await db.Statuses.SingleAsync(s => s.Kind == StatusKind.ChildProtection);
            await DoAsync(world, maisie, (s, c, v) => s.EndStatusAsync(c, maisie, v, plan.Id, new DateOnly(2026, 3, 1)));
        }

        await DoAsync(world, maisie, Status(StatusKind.LookedAfter, new(2026, 3, 10), alongside: true, LookedAfterArrangement.LongTermPlacement));

        await using var after = world.Open();
        var child = await after.Children.Include(c => c.Statuses).SingleAsync();
        string On(int month, int day) => string.Join(", ", child.StatusesOn(new DateOnly(2026, month, day)).Select(s => s.Arrangement?.ToString() ?? s.Kind.ToString()));
        Assert.Equal("Assessment; ChildProtection; ChildProtection, Placement; Placement; LongTermPlacement", string.Join("; ", On(1, 19), On(1, 20), On(2, 10), On(3, 1), On(3, 10)));
        Assert.Equal(new DateOnly(2026, 3, 17), child.NextVisitDueOn); // within 7 days of the new placement
    }

    [Theory]
    [Trait("Rule", "C-03")]
    [InlineData(StatusKind.ChildInNeed, 3, 1, "kind")] // has it already
    [InlineData(StatusKind.ChildProtection, 3, 18, "from")] // tomorrow
    [InlineData(null, 3, 1, "kind")]
    public async Task ChangeStatus_ThatCannotBe_C03_IsRefused(StatusKind? kind, int month, int day, string field)
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => DoAsync(world, maisie, Status(kind, new(2026, month, day), alongside: false)));

        Assert.Equal((field, "C-03"), (refused.Violations.Single().Field, refused.Violations.Single().Rule.Code));
    }

    [Fact]
    [Trait("Rule", "V-06")]
    public async Task ChangeStatus_LookedAfterWithoutArrangement_V06_IsRefused()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => DoAsync(world, maisie, Status(StatusKind.LookedAfter, Today, alongside: false)));
        Assert.Equal(["arrangement"], refused.Violations.Select(v => v.Field));
        refused = await Assert.ThrowsAsync<RuleViolationException>(() => DoAsync(world, maisie, Status(StatusKind.LookedAfter, Today, alongside: false, LookedAfterArrangement.ShortBreaks)));
        Assert.Equal(["agreedIntervalDays"], refused.Violations.Select(v => v.Field));
    }

    [Fact]
    public async Task Allocate_ByTheManager_MovesTheRecordToTheOtherTeam()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();

        await DoAsync(world, maisie, (s, c, v) => s.AllocateAsync(c, maisie, v, world.OtherTeam, world.OtherWorker), world.Manager);

        await using var db = world.Open();
        var child = await db.Children.Include(c => c.Allocations).SingleAsync();
        Assert.Equal((world.OtherTeam, world.OtherWorker), (child.TeamId!.Value, child.WorkerId!.Value));
        Assert.Equal([(world.Worker, false), (world.OtherWorker, true)], child.Allocations.OrderBy(a => a.FromUtc).Select(a => (a.WorkerId, a.ToUtc is null)));
        Assert.Equal(AccessLevel.AskReason, (await new ChildAccess(db).DecideAsync(world.Manager, maisie, world.Now)).Level);
    }

    [Fact]
    public async Task Allocate_ToSomeoneOfAnotherTeamOrByAWorker_IsRefused()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => DoAsync(world, maisie, (s, c, v) => s.AllocateAsync(c, maisie, v, world.Team, world.OtherWorker), world.Manager));
        Assert.Equal("worker", refused.Violations.Single().Field);
        await Assert.ThrowsAsync<AccessRefusedException>(() => DoAsync(world, maisie, (s, c, v) => s.AllocateAsync(c, maisie, v, world.Team, world.Colleague), world.Worker));
        await Assert.ThrowsAsync<RuleViolationException>(() => DoAsync(world, maisie, (s, c, v) => s.NameReviewingOfficerAsync(c, maisie, v, world.Worker), world.Manager));
    }

    [Fact]
    public async Task Reveal_AProtectedAddress_IsAuditedAndOfThisChildOnly()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var other = await world.AddChildAsync("Reuben Ashworth");
        await DoAsync(world, maisie, Address("4 Tern Row", new(2026, 1, 5)) with { IsProtected = true });
        await using var db = world.Open();
        var detail = await db.Details.Where(d => d.IsProtected).Select(d => d.Id).SingleAsync();

        Assert.Null(await Service(db).RevealAsync(world.As(world.Worker), other, detail));
        Assert.Equal("4 Tern Row", await Service(db).RevealAsync(world.As(world.Worker), maisie, detail));

        var audit = await db.AuditEvents.SingleAsync(a => a.Action == AuditAction.ProtectedAddressRevealed);
        Assert.Equal((maisie, $"detail {detail}"), (audit.ChildId!.Value, audit.Subject));
    }

    private static DetailChange Address(string value, DateOnly from, DateOnly? to = null) => new() { Kind = DetailKind.Address, Value = value, From = from, To = to };

    private static StatusChange Status(StatusKind? kind, DateOnly from, bool alongside, LookedAfterArrangement? arrangement = null) =>
        new() { Kind = kind, From = from, Alongside = alongside, Arrangement = arrangement };

    private static Task DoAsync(World world, int childId, DetailChange change) => DoAsync(world, childId, (s, c, v) => s.ChangeDetailAsync(c, childId, v, change));

    private static Task DoAsync(World world, int childId, StatusChange change) => DoAsync(world, childId, (s, c, v) => s.ChangeStatusAsync(c, childId, v, change));

    private static async Task DoAsync(World world, int childId, Func<ChildService, ActionContext, Guid, Task> action, Guid? who = null)
    {
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await using var db = world.Open();
        var opened = await db.Children.Where(c => c.Id == childId).Select(c => c.Version).SingleAsync();
        await action(Service(db), world.As(who ?? world.Worker), opened);
    }

    private static ChildService Service(AppDbContext db) => new(db, new ChildAccess(db), new ChildClocks(db, new PolicyStore(db)));
}
