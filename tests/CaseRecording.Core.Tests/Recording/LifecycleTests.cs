using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Recording;

/// <summary>Final, returned, signed off, amended: what may follow what, and by whom.</summary>
public sealed class LifecycleTests : IAsyncLifetime
{
    private World world = null!;
    private int maisie;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        maisie = await world.AddChildAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    [Trait("Rule", "Q-01")]
    public async Task SignOff_ByAnotherManager_Q01_IsDone()
    {
        var id = await FinalAsync();

        await ManagerAsync((s, v) => s.SignOffAsync(world.As(world.Manager), id, v, Inputs.AllMet), id);

        Assert.Equal((RecordingState.SignedOff, world.Manager), (await ReadAsync(id)).Select(r => (r.State, r.SignedOffById!.Value)));
    }

    [Fact]
    [Trait("Rule", "Q-01")]
    public async Task SignOff_OfOnesOwnEntry_Q01_IsRefused()
    {
        var id = await world.RecordAsync(world.Manager, Inputs.Visit(world.Now.AddHours(-1), maisie));

        await RefusedAsync("Q-01", () => ManagerAsync((s, v) => s.SignOffAsync(world.As(world.Manager), id, v, Inputs.AllMet), id));

        Assert.Equal(RecordingState.Final, (await ReadAsync(id)).Recording.State);
    }

    [Fact]
    [Trait("Rule", "Q-01")]
    public async Task SignOff_OfAnEntryThatIsNotFinal_Q01_IsRefused()
    {
        var id = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-1), maisie), finalise: false);

        await RefusedAsync("Q-01", () => ManagerAsync((s, v) => s.SignOffAsync(world.As(world.Manager), id, v, Inputs.AllMet), id));
    }

    [Fact]
    public async Task SignOff_ByManyAtOnce_IsDoneOnce()
    {
        var id = await FinalAsync();
        var version = (await ReadAsync(id)).Recording.Version;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var db = world.Open();
            return await Record.ExceptionAsync(() => world.Recordings(db).SignOffAsync(world.As(world.Manager), id, version, Inputs.AllMet));
        }));

        Assert.Single(outcomes, o => o is null);
        Assert.All(outcomes.Where(o => o is not null), o => Assert.True(o is EditedMeanwhileException or RuleViolationException, o!.ToString()));
    }

    [Theory]
    [InlineData("too short")]
    [InlineData("         a         ")]
    [Trait("Rule", "Q-03")]
    public async Task Return_WithoutSayingWhatToChange_Q03_IsRefused(string reason)
    {
        var id = await FinalAsync();

        await RefusedAsync("Q-03", () => ManagerAsync((s, v) => s.ReturnAsync(world.As(world.Manager), id, v, reason), id));
    }

    [Fact]
    [Trait("Rule", "Q-03")]
    public async Task Return_AnsweredByItsAuthor_Q03_KeepsBothVersionsAndTheFirstVerdict()
    {
        var id = await FinalAsync();
        await ManagerAsync((s, v) => s.ReturnAsync(world.As(world.Manager), id, v, "Say what this means for Maisie"), id);
        world.Clock.Advance(TimeSpan.FromDays(6));

        await using (var db = world.Open())
        {
            var draft = await world.DraftAsync(db, world.Worker, maisie, id);
            await world.Recordings(db).SaveAsync(world.As(world.Worker), draft, Inputs.Visit(world.Now.AddDays(-6).AddHours(-1), maisie), finalise: true);
        }

        var recording = (await ReadAsync(id)).Recording;
        Assert.Equal((RecordingState.Final, 2, 2, false), (recording.State, recording.Versions.Count, recording.FinalVersion!.Value, recording.FinalisedLate));
    }

    [Fact]
    [Trait("Rule", "N-17")]
    public async Task Save_OverAFinalEntry_N17_IsRefused()
    {
        var id = await FinalAsync();
        await using var db = world.Open();
        var draft = await world.DraftAsync(db, world.Worker, maisie, id);

        await RefusedAsync("N-17", () => world.Recordings(db).SaveAsync(world.As(world.Worker), draft, Inputs.Visit(world.Now.AddHours(-1), maisie), finalise: false));
    }

    [Theory]
    [InlineData("", "Her mum told me so today")]
    [InlineData("It was her aunt, not her nan", "mistake")]
    [Trait("Rule", "N-17")]
    public async Task Amend_WithoutTextOrReason_N17_IsRefused(string text, string reason)
    {
        var id = await FinalAsync();

        await RefusedAsync("N-17", () => AmendAsync(id, new AmendmentInput(text, reason, null, null)));
    }

    [Fact]
    public async Task Amend_WithTheRightDate_MovesItOnTheTimelineAndKeepsBothDates()
    {
        var id = await FinalAsync();
        var right = world.Now.AddDays(-2);

        await AmendAsync(id, new AmendmentInput("It was on Sunday.", "I looked it up in my diary", null, right));

        await using var db = world.Open();
        var line = await new TimelineQuery(db).FindAsync(maisie, id);
        Assert.Equal((right, world.Now.AddHours(-1)), (line!.Facts.OccurredAtUtc, line.Facts.FirstOccurredAtUtc!.Value));
        Assert.Contains(line.Facts.Labels(world.Now), l => l.Text.StartsWith("Date corrected", StringComparison.Ordinal));
        Assert.Equal(right, (await db.Children.SingleAsync()).LastSeenAtUtc);
    }

    [Fact]
    public async Task Amend_ByAStrangerToTheChild_IsRefusedAndAudited()
    {
        var id = await FinalAsync();

        await Assert.ThrowsAsync<Core.Access.AccessRefusedException>(() => AmendAsync(id, new AmendmentInput("A text", "A reason long enough", null, null), world.OtherWorker));

        await using var db = world.Open();
        Assert.Equal(world.OtherWorker, (await db.AuditEvents.SingleAsync(a => a.Action == Core.Audit.AuditAction.AccessRefused)).StaffId);
    }

    private Task<long> FinalAsync() => world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-1), maisie));

    private async Task AmendAsync(long id, AmendmentInput input, Guid? by = null)
    {
        await using var db = world.Open();
        var version = (await ReadAsync(id)).Recording.Version;
        await world.Recordings(db).AmendAsync(world.As(by ?? world.Worker), id, version, input);
    }

    private async Task ManagerAsync(Func<RecordingService, Guid, Task> act, long id)
    {
        await using var db = world.Open();
        await act(world.Recordings(db), (await ReadAsync(id)).Recording.Version);
    }

    private async Task<Read> ReadAsync(long id)
    {
        await using var db = world.Open();
        return new Read(await db.Recordings.AsNoTracking().Include(r => r.Versions).SingleAsync(r => r.Id == id));
    }

    private static async Task RefusedAsync(string code, Func<Task> act) =>
        Assert.Equal(code, Assert.Single((await Assert.ThrowsAsync<RuleViolationException>(act)).Violations).Rule.Code);

    private sealed record Read(Core.Recording.Recording Recording)
    {
        public T Select<T>(Func<Core.Recording.Recording, T> what) => what(Recording);
    }
}
