using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Quality;

/// <summary>Sign-off against the ten points: answered one by one, kept for good, labelled where one is not met.</summary>
public sealed class SignOffStandardTests : IAsyncLifetime
{
    private const string Why = "The father could not be reached; he is asked on Thursday";

    private World world = null!;
    private int maisie;
    private long visit;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        maisie = await world.AddChildAsync();
        visit = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-1), maisie));
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    [Trait("Rule", "Q-02")]
    public async Task SignOff_WithAPointUnanswered_Q02_IsRefusedAtThatPoint()
    {
        var refused = await RefusedAsync(Answers().Where(p => p.Point != StandardPoints.Balanced));

        var violation = Assert.Single(refused.Violations);
        Assert.Equal(("Q-02", "point-balanced"), (violation.Rule.Code, violation.Field));
        Assert.Equal(RecordingState.Final, (await ReadAsync(visit)).State);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("too short")]
    [InlineData("   nine char   ")]
    [Trait("Rule", "Q-02")]
    public async Task SignOff_WithAnUnmetPointAndNoComment_Q02_IsRefused(string? comment)
    {
        var refused = await RefusedAsync(Answers((StandardPoints.DifferentViews, comment)));

        Assert.Equal(("Q-02", "point-differentViews-comment"), refused.Violations.Select(v => (v.Rule.Code, v.Field)).Single());
    }

    [Fact]
    [Trait("Rule", "Q-02")]
    public async Task SignOff_WithACommentThatIsTooLong_Q02_IsRefused() =>
        Assert.Single((await RefusedAsync(Answers((StandardPoints.DifferentViews, new string('a', 1001))))).Violations);

    [Fact]
    [Trait("Rule", "Q-02")]
    public async Task SignOff_WithAnUnmetPointExplained_Q02_IsLabelledAndKeptForGood()
    {
        await SignOffAsync(visit, Answers((StandardPoints.DifferentViews, Why)));

        var entry = await EntryAsync(maisie, visit);
        Assert.Equal(Why, Assert.Single(entry.SignOff!.Unmet).Comment);
        Assert.Equal(9, entry.SignOff.Points.Count);
        Assert.Contains(entry.Line.Facts.Labels(world.Now), l => l.Text == "Signed off with 1 point of the standard not met");
        await using var db = world.Open();
        var audit = await db.AuditEvents.Where(e => e.RecordingId == visit && e.Action == AuditAction.SignedOff).SingleAsync();
        Assert.Equal("SignedOff, not met: DifferentViews", audit.After);
    }

    [Fact]
    [Trait("Rule", "Q-02")]
    public async Task SignOff_WithEveryPointMet_Q02_HasNoLabel()
    {
        await SignOffAsync(visit, Answers());

        Assert.DoesNotContain((await EntryAsync(maisie, visit)).Line.Facts.Labels(world.Now), l => l.Text.StartsWith("Signed off", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "Q-02")]
    public async Task SignOff_AnswersToPointsThatDoNotApply_Q02_AreNotKept()
    {
        await SignOffAsync(visit, [.. Answers(), new PointVerdict(StandardPoints.MemoryObjects, false, Why)]);

        Assert.Equal((0, 9), ((await ReadAsync(visit)).UnmetPoints, (await EntryAsync(maisie, visit)).SignOff!.Points.Count));
    }

    [Fact]
    [Trait("Rule", "N-10")]
    public async Task SignOff_OfAnEntryForTwo_N10_TheCommentStandsOnTheChildsPageAlone()
    {
        var jay = await world.AddChildAsync("Jay Thornley");
        var both = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-2), maisie, jay));

        await SignOffAsync(both, Answers((StandardPoints.DifferentViews, Why)));

        Assert.Equal(Why, (await EntryAsync(maisie, both)).SignOff!.Unmet.Single().Comment);
        Assert.Equal(SignOffLine.ElsewhereComment, (await EntryAsync(jay, both)).SignOff!.Unmet.Single().Comment);
    }

    [Fact]
    [Trait("Rule", "A-07")]
    public async Task SignOff_OfAPartThatIsMovedLater_A07_GoesWithIt()
    {
        var (jay, ada) = (await world.AddChildAsync("Jay Thornley"), await world.AddChildAsync("Ada Quill"));
        var both = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-2), maisie, jay));
        await SignOffAsync(both, Answers((StandardPoints.DifferentViews, Why)));

        await world.MoveAsync(world.Manager, maisie, ada, both);

        Assert.Equal(Why, (await EntryAsync(ada, both)).SignOff!.Unmet.Single().Comment);
        Assert.Equal(SignOffLine.ElsewhereComment, (await EntryAsync(jay, both)).SignOff!.Unmet.Single().Comment);
    }

    [Fact]
    public async Task Points_ForEachKind_FollowThePolicyAndTheWritingMode()
    {
        var policy = RecordingPolicy.From(new Dictionary<string, string>(StringComparer.Ordinal) { ["standardCaseNotes"] = "writtenToChild,balanced" });

        Assert.Equal(StandardPoints.WrittenToChild | StandardPoints.Balanced, policy.PointsOf(RecordingKind.CaseNote, ContactType.Meeting, "At school"));
        Assert.Equal(StandardPoints.Balanced, policy.PointsOf(RecordingKind.CaseNote, ContactType.Email, "From school"));
        Assert.False(policy.PointsOf(RecordingKind.Visit, null, "At home").HasFlag(StandardPoints.MemoryObjects));
        await using var db = world.Open();
        db.PolicyChanges.Add(new PolicySettingChange { Key = "standardVisits", Value = "balanced", EffectiveFrom = new DateOnly(2026, 3, 18), Reason = "Trial", ChangedAtUtc = world.Now });
        db.Audit(world.As(null), AuditAction.PolicyChanged);
        await db.SaveChangesAsync();

        // The policy of the day of the event holds, not that of the day of the sign-off.
        world.Clock.Advance(TimeSpan.FromDays(2));
        await Assert.ThrowsAsync<RuleViolationException>(() => SignOffAsync(visit, [new PointVerdict(StandardPoints.Balanced, true)]));
    }

    private static IReadOnlyList<PointVerdict> Answers(params (StandardPoints Point, string? Comment)[] unmet) =>
        [.. RecordingPolicy.Default.VisitPoints.Each().Select(p => Array.FindIndex(unmet, u => u.Point == p) is >= 0 and var at ? new PointVerdict(p, false, unmet[at].Comment) : new PointVerdict(p, true))];

    private Task<RuleViolationException> RefusedAsync(IEnumerable<PointVerdict> points) => Assert.ThrowsAsync<RuleViolationException>(() => SignOffAsync(visit, points));

    private async Task SignOffAsync(long id, IEnumerable<PointVerdict> points)
    {
        await using var db = world.Open();
        await world.Recordings(db).SignOffAsync(world.As(world.Manager), id, (await ReadAsync(id)).Version, new SignOffInput([.. points], maisie));
    }

    private async Task<Core.Recording.Recording> ReadAsync(long id)
    {
        await using var db = world.Open();
        return await db.Recordings.AsNoTracking().SingleAsync(r => r.Id == id);
    }

    private async Task<Entry> EntryAsync(int child, long id)
    {
        await using var db = world.Open();
        return (await new EntryQuery(db, new TimelineQuery(db)).FindAsync(child, id))!;
    }
}
