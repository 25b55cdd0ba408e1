using CaseRecording.Core.Access;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Safeguarding;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Tests.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Summaries;

public sealed class ClosingTests : IAsyncLifetime
{
    private static readonly ClosingInput Plain = new(null, null, false);
    private World world = null!;
    private int maisie;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        maisie = await world.AddChildAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact, Trait("Rule", "S-06")]
    public async Task Close_WithoutASummaryOrAReason_S06_IsRefused()
    {
        Assert.Equal(["S-06 noSummary"], await TryCloseAsync(Plain));
        Assert.Equal(["S-06 explanation"], await TryCloseAsync(Plain with { NoSummary = NoClosingSummary.MovedAway, Explanation = "Leeds" }));
        await world.RecordAsync(world.Worker, Inputs.ClosingSummary(maisie), finalise: false);
        Assert.Equal(["S-06 noSummary"], await TryCloseAsync(Plain with { Looked = true })); // written, not final
        Assert.Equal(["S-06 "], await CloseTwiceAsync());
    }

    [Theory, Trait("Rule", "S-06")]
    [InlineData(NoClosingSummary.NoFurtherAction)]
    [InlineData(NoClosingSummary.OpenedInError)]
    [InlineData(NoClosingSummary.Death)]
    [InlineData(NoClosingSummary.MovedAway)]
    public async Task Close_WithAManagersReason_S06_KeepsIt(NoClosingSummary reason)
    {
        Assert.Empty(await TryCloseAsync(Plain with { NoSummary = reason, Explanation = "As agreed with the other council" }));
        await using var db = world.Open();
        var closure = Assert.Single(await world.Closing(db).OfChildAsync(maisie));
        Assert.Equal((reason, "As agreed with the other council", "Priya Raman", null), (closure.NoSummary!.Value, closure.Explanation, closure.ClosedBy, closure.RecordingId));
        var child = await db.Children.SingleAsync();
        Assert.Equal((world.Now, null, null, null, null), (child.ClosedAtUtc!.Value, child.NextVisitDueOn, child.SummaryDueOn, child.SupervisionDueOn, child.ProgressSummaryDueOn));
    }

    [Fact, Trait("Rule", "S-06")]
    public async Task Finalise_AClosingOrTransferSummaryWithoutAPart_S06_AsksForEach()
    {
        var empty = new Dictionary<int, ChildContent> { [maisie] = new() };
        Assert.Equal([.. new[] { "needsMet", "delivered", "whyEnded", "supportRemains" }.Select(f => $"S-06 child-{maisie}-{f}")], await world.TryFinaliseAsync(Inputs.ClosingSummary(maisie) with { Children = empty }));
        Assert.Equal([.. new[] { "situation", "open" }.Select(f => $"S-06 child-{maisie}-{f}")], await world.TryFinaliseAsync(Inputs.TransferSummary(maisie) with { Children = empty }));
    }

    [Fact, Trait("Rule", "S-06")]
    public async Task Close_WithThingsOpen_S06_AsksToGoThroughThem()
    {
        var summary = await world.RecordAsync(world.Worker, Inputs.ClosingSummary(maisie));
        var call = Inputs.Call(world.Now.AddHours(-2), maisie);
        await world.RecordAsync(world.Worker, call with { Content = call.Content with { Actions = [new ActionItem("Ring the school", "Ellie Marsh", null)] } });
        var written = await world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddHours(-1), maisie), finalise: false);
        var unsigned = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-3), maisie));
        await using var db = world.Open();
        await world.DraftAsync(db, world.Colleague, maisie);
        var open = await world.Closing(db).ChecklistAsync(maisie);
        Assert.Equal(["Tom Bell"], open.Drafts);
        Assert.Equal(["Ring the school"], open.Tasks);
        Assert.Equal(([written], [unsigned], 0, summary), (open.NotFinal.Select(e => e.RecordingId).ToArray(), open.Unsigned.Select(e => e.RecordingId).ToArray(), open.Safeguarding, open.Summary!.RecordingId), Equal);
        Assert.Equal(["S-06 looked"], await TryCloseAsync(Plain));
        Assert.Empty(await TryCloseAsync(Plain with { Looked = true }));
        Assert.Equal(summary, (await db.Closures.SingleAsync()).RecordingId);

        static bool Equal((long[] A, long[] B, int C, long D) x, (long[] A, long[] B, int C, long D) y) => x.A.SequenceEqual(y.A) && x.B.SequenceEqual(y.B) && (x.C, x.D) == (y.C, y.D);
    }

    [Fact, Trait("Rule", "S-06")]
    public async Task Close_WithASafeguardingReportUnanswered_S06_IsRefusedWhateverElseIsSaid()
    {
        await world.RecordAsync(world.Worker, Inputs.ClosingSummary(maisie));
        await using (var db = world.Open())
        {
            await new SafeguardingService(db, new ChildAccess(db), new PolicyStore(db)).ReportAsync(world.As(world.Worker), maisie, new SafeguardingInput(Guid.NewGuid(), "A bruise on the arm that nobody explains", world.Now));
        }

        Assert.Equal(["S-06 "], await TryCloseAsync(Plain with { Looked = true }));
    }

    [Fact]
    public async Task Close_ByAWorkerOrOnAStalePage_IsRefused()
    {
        await world.RecordAsync(world.Worker, Inputs.ClosingSummary(maisie));
        await using var db = world.Open();
        await Assert.ThrowsAsync<AccessRefusedException>(() => world.Closing(db).CloseAsync(world.As(world.Worker), maisie, Guid.NewGuid(), Plain));
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => world.Closing(db).CloseAsync(world.As(world.Manager), maisie, Guid.NewGuid(), Plain));
        Assert.Null((await db.Children.AsNoTracking().SingleAsync()).ClosedAtUtc);
    }

    [Fact, Trait("Rule", "S-06")]
    public async Task Reopen_AClosedRecord_S06_KeepsAllAndAnEarlierSummaryClosesItNoMore()
    {
        var summary = await world.RecordAsync(world.Worker, Inputs.ClosingSummary(maisie));
        Assert.Empty(await TryCloseAsync(Plain));
        await using var db = world.Open();
        Assert.Equal(["S-06 reason"], await TryReopenAsync("back"));
        world.Clock.NowUtc = world.Now.AddDays(40);
        Assert.Empty(await TryReopenAsync("A new referral from the school"));
        var child = await db.Children.SingleAsync();
        Assert.Equal((null, world.Team, null, world.Now), (child.ClosedAtUtc, child.TeamId!.Value, child.WorkerId, child.ReopenedAtUtc!.Value));
        Assert.Equal((null, new DateOnly(2026, 7, 26)), (child.SupervisionDueOn, child.ProgressSummaryDueOn!.Value));
        Assert.NotNull(await new TimelineQuery(db).FindAsync(maisie, summary));
        Assert.Equal("A new referral from the school", Assert.Single(await world.Closing(db).OfChildAsync(maisie)).ReopenReason);
        Assert.Equal(["S-06 noSummary"], await TryCloseAsync(Plain));
        Assert.Equal(["S-06 "], await TryReopenAsync("A new referral from the school"));

        await world.Children(db).AllocateAsync(world.As(world.Manager), maisie, child.Version, world.Team, world.Worker);
        Assert.Empty(await db.Transfers.ToListAsync()); // nobody handed over
        Assert.Equal(new DateOnly(2026, 5, 24), child.SupervisionDueOn);
    }

    private async Task<IReadOnlyList<string>> CloseTwiceAsync()
    {
        await TryCloseAsync(new ClosingInput(NoClosingSummary.Death, "The hospital told us this morning", true));
        return await TryCloseAsync(new ClosingInput(NoClosingSummary.Death, "The hospital told us this morning", true));
    }

    private Task<IReadOnlyList<string>> TryCloseAsync(ClosingInput input) => TryAsync((closing, version) => closing.CloseAsync(world.As(world.Manager), maisie, version, input));

    private Task<IReadOnlyList<string>> TryReopenAsync(string reason) => TryAsync((closing, version) => closing.ReopenAsync(world.As(world.Manager), maisie, version, reason));

    private async Task<IReadOnlyList<string>> TryAsync(Func<ClosingService, Guid, Task> act)
    {
        await using var db = world.Open();
        try
        {
            await act(world.Closing(db), await db.Children.Where(c => c.Id == maisie).Select(c => c.Version).SingleAsync());
            return [];
        }
        catch (RuleViolationException refused)
        {
            return [.. refused.Violations.Select(v => $"{v.Rule.Code} {v.Field}")];
        }
    }
}
