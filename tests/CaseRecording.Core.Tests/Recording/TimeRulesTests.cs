using CaseRecording.Core.Children;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Recording;

/// <summary>When an event was: the clocks, both clock changes, the future and the past.</summary>
public sealed class TimeRulesTests
{
    [Theory, Trait("Rule", "T-03")]
    [InlineData(24, 0, false)]
    [InlineData(24, 1, true)]
    public async Task Finalise_AroundTheWritingLimit_T03_AsksWhyOnceItIsLate(int hours, int minutes, bool asked)
    {
        await using var world = await World.CreateAsync();
        var visit = Inputs.Visit(world.Now.AddHours(-hours).AddMinutes(-minutes), await world.AddChildAsync());

        Assert.Equal(asked ? ["T-03 lateReason"] : [], await world.TryFinaliseAsync(visit));
    }

    [Fact, Trait("Rule", "T-03")]
    public async Task Finalise_WrittenInTimeAndFinalisedLate_T03_AsksWhyToo()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var visit = Inputs.Visit(world.Now.AddHours(-2), maisie);
        var id = await world.RecordAsync(world.Worker, visit, finalise: false);
        world.Clock.Advance(TimeSpan.FromHours(71));
        await using var db = world.Open();
        var draft = await world.DraftAsync(db, world.Worker, maisie, id);
        var service = world.Recordings(db);

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => service.SaveAsync(world.As(world.Worker), draft, visit, finalise: true));
        Assert.Equal("T-03", refused.Violations.Single().Rule.Code);
        await service.SaveAsync(world.As(world.Worker), draft, visit with { LateReason = "I was ill until today." }, finalise: true);

        var entry = await db.Recordings.AsNoTracking().SingleAsync();
        Assert.Equal("I was ill until today.", entry.LateReason);
        Assert.True(entry.FinalisedLate);
        Assert.False(entry.WrittenLate);
    }

    [Theory, Trait("Rule", "T-07")]
    [InlineData("2026-03-28T14:00", "2026-03-29T14:00", false)] // the night the clocks go forward: 3pm by the wall clock
    [InlineData("2026-03-28T14:00", "2026-03-29T14:01", true)]
    [InlineData("2026-10-24T13:00", "2026-10-25T13:00", false)] // the night they go back: 1pm by the wall clock
    [InlineData("2026-10-24T13:00", "2026-10-25T13:01", true)]
    public async Task Save_AcrossAClockChange_T07_CountsElapsedHours(string eventUtc, string savedUtc, bool late)
    {
        await using var world = await World.CreateAsync();
        world.Clock.NowUtc = Utc(savedUtc);
        var visit = Inputs.Visit(Utc(eventUtc), await world.AddChildAsync());

        await world.RecordAsync(world.Worker, visit, finalise: false);

        await using var db = world.Open();
        Assert.Equal(late, (await db.Recordings.SingleAsync()).WrittenLate);
    }

    [Fact, Trait("Rule", "T-07")]
    public async Task Save_ATimeThatDidNotExist_T07_IsRefusedAtTheTime()
    {
        await using var world = await World.CreateAsync();
        world.Clock.NowUtc = Utc("2026-03-29T12:00");
        var visit = Inputs.Visit(world.Now, await world.AddChildAsync());

        Assert.Equal(["T-07 time"], await world.TryAsync(visit with { StartTime = new(1, 30) }));
        Assert.Equal(["T-07 endTime"], await world.TryAsync(visit with { StartTime = new(0, 30), EndTime = new(1, 30) }));
        Assert.Empty(await world.TryAsync(visit with { StartTime = new(0, 59), EndTime = new(2, 0) }));
    }

    [Theory, Trait("Rule", "T-07")]
    [InlineData(null, null)]
    [InlineData(false, "2026-10-25T00:30")]
    [InlineData(true, "2026-10-25T01:30")]
    public async Task Save_ATimeThatCameTwice_T07_AsksWhich(bool? second, string? expectedUtc)
    {
        await using var world = await World.CreateAsync();
        world.Clock.NowUtc = Utc("2026-10-25T12:00");
        var visit = Inputs.Visit(world.Now, await world.AddChildAsync()) with { StartTime = new(1, 30), SecondOfTwoHours = second };

        Assert.Equal(expectedUtc is null ? ["T-07 secondHour"] : [], await world.TryAsync(visit));

        await using var db = world.Open();
        Assert.Equal(expectedUtc is null ? null : Utc(expectedUtc), (await db.Recordings.SingleOrDefaultAsync())?.OccurredAtUtc);
    }

    [Theory, Trait("Rule", "T-07")]
    [InlineData("01:30", "01:10", false, "2026-10-25T01:10")] // begun in the first, ended in the second
    [InlineData("01:10", "01:30", false, "2026-10-25T00:30")]
    [InlineData("01:10", "01:30", true, "2026-10-25T01:30")]
    [InlineData("00:30", "02:10", null, "2026-10-25T02:10")]
    public async Task Save_AnEndInTheHourThatCameTwice_T07_IsTheOneAfterTheStart(string start, string end, bool? second, string endUtc)
    {
        await using var world = await World.CreateAsync();
        world.Clock.NowUtc = Utc("2026-10-25T12:00");
        var visit = Inputs.Visit(world.Now, await world.AddChildAsync()) with { StartTime = TimeOnly.Parse(start), EndTime = TimeOnly.Parse(end), SecondOfTwoHours = second };

        Assert.Empty(await world.TryAsync(visit));

        await using var db = world.Open();
        Assert.Equal(Utc(endUtc), (await db.Recordings.SingleAsync()).EndedAtUtc);
    }

    [Fact]
    public async Task Save_AnEndPastMidnight_IsTheNextDays()
    {
        await using var world = await World.CreateAsync();
        var visit = Inputs.Visit(Utc("2026-03-16T23:30"), await world.AddChildAsync()) with { EndTime = new(0, 20) };

        Assert.Empty(await world.TryAsync(visit));

        await using var db = world.Open();
        Assert.Equal(Utc("2026-03-17T00:20"), (await db.Recordings.SingleAsync()).EndedAtUtc);
    }

    [Fact, Trait("Rule", "N-01")]
    public async Task Save_AnEndJustBeforeTheStart_N01_IsASlipNotANight()
    {
        await using var world = await World.CreateAsync();
        var visit = Inputs.Visit(Utc("2026-03-15T15:00"), await world.AddChildAsync());

        Assert.Equal(["N-01 endTime"], await world.TryAsync(visit with { EndTime = new(14, 30) }));
        Assert.Equal(["N-01 endTime"], await world.TryAsync(visit with { EndTime = new(3, 1) }));
        Assert.Empty(await world.TryAsync(visit with { EndTime = new(3, 0) }));
    }

    [Fact, Trait("Rule", "T-08")]
    public async Task Save_InTheFuture_T08_IsRefused()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var now = Inputs.Visit(world.Now, maisie);

        Assert.Equal(["T-08 date"], await world.TryAsync(now with { StartTime = now.StartTime!.Value.AddMinutes(1) }));
        Assert.Equal(["T-08 endTime"], await world.TryAsync(now with { EndTime = now.StartTime!.Value.AddMinutes(1) }));
        Assert.Empty(await world.TryAsync(now));
    }

    [Fact, Trait("Rule", "T-08")]
    public async Task Save_BeforeTheFirstContact_T08_NeedsToSayWhy()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var firstContact = world.Now.AddDays(-90);
        var before = Inputs.Call(firstContact.AddDays(-1), maisie);

        Assert.Equal(["T-08 date"], await world.TryAsync(before));
        Assert.Equal(["T-08 date"], await world.TryAsync(before with { HistoryReason = "  " }));
        Assert.Empty(await world.TryAsync(before with { HistoryReason = "The school sent its notes of that day." }));
        Assert.Empty(await world.TryAsync(Inputs.Call(firstContact.AddHours(-2), maisie))); // the day itself

        await using var db = world.Open();
        Assert.Equal("The school sent its notes of that day.", (await db.Recordings.OrderBy(r => r.Id).FirstAsync()).HistoryReason);
    }

    [Fact, Trait("Rule", "T-08")]
    public async Task Save_BeforeTheBirth_T08_IsRefusedUnlessThePregnancyWasKnown()
    {
        await using var world = await World.CreateAsync();
        var bornBefore = await world.AddChildAsync(born: Core.Time.LondonTime.DateOf(world.Now.AddDays(-100)));
        var bornSince = await world.AddChildAsync("Rosa Thornley");
        await using (var db = world.Open())
        {
            var child = await db.Children.SingleAsync(c => c.Id == bornSince);
            child.Change(world.As(world.Worker), new ChildDetails { FullName = "Rosa Thornley", BirthDate = Core.Time.LondonTime.DateOf(world.Now.AddDays(-10)) });
            db.Audit(world.As(world.Worker), Audit.AuditAction.RecordDetailsChanged, bornSince);
            await db.SaveChangesAsync();
        }

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddDays(-101), bornBefore), finalise: false));
        Assert.Equal("T-08", refused.Violations.Single().Rule.Code);
        Assert.Contains("before Maisie was born", refused.Violations.Single().Message, StringComparison.Ordinal);
        Assert.Empty(await world.TryAsync(Inputs.Call(world.Now.AddDays(-30), bornSince)));
    }

    private static DateTime Utc(string text) => DateTime.SpecifyKind(DateTime.Parse(text), DateTimeKind.Utc);
}
