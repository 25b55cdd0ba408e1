using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Disclosure;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Quality.Audits;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;
using TestAudits = CaseRecording.TestKit.Audits;

namespace CaseRecording.Core.Tests.Quality.Audits;

/// <summary>The audit of one record, and what must be put right until somebody else has looked.</summary>
public sealed class RecordAuditTests : IAsyncLifetime
{
    private World world = null!;
    private int maisie;
    private int audit;

    private DateOnly Today => LondonTime.DateOf(world.Now);

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        maisie = await world.AddChildAsync();
        audit = await world.DrawOneAsync(maisie);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    [Trait("Rule", "Q-04")]
    public async Task Finish_WithNothingAnswered_Q04_IsRefusedAtEveryPoint()
    {
        var refused = await RefusedAsync(new AuditInput([], null, null, []));

        Assert.Equal([.. StandardLabels.All.Select(AuditInput.FieldOf), "outcome"], refused.Select(v => v.Field));
        Assert.All(refused, v => Assert.Equal("Q-04", v.Rule.Code));
    }

    [Theory]
    [InlineData(PointResult.Partly, "Say in at least 10 characters what you found: Memory objects")]
    [InlineData(PointResult.NotMet, "Say in at least 10 characters what you found: Memory objects")]
    [InlineData(PointResult.DoesNotApply, "Say in at least 10 characters why this does not apply: Memory objects")]
    [Trait("Rule", "Q-04")]
    public async Task Finish_WithAPointNotMetAndUnexplained_Q04_IsRefusedAtIt(PointResult result, string sentence)
    {
        var refused = Assert.Single(await RefusedAsync(With(StandardPoints.MemoryObjects, result, "too short")));

        Assert.Equal(("point-memoryObjects-comment", sentence), (refused.Field, refused.Message));
    }

    [Fact]
    [Trait("Rule", "Q-04")]
    public async Task Finish_WithAnActionWithoutOwnerOrDay_Q04_IsRefusedAtItsRow()
    {
        var refused = await RefusedAsync(TestAudits.Wanting(world) with { Actions = [new RemedialInput(3, "Ask him", null, null)] });

        Assert.Equal(["action-3-what", "action-3-who", "action-3-by"], refused.Select(v => v.Field));
        Assert.Equal("action-0-what", Assert.Single(await RefusedAsync(TestAudits.Wanting(world) with { Actions = [] })).Field);
        var action = TestAudits.Wanting(world).Actions[0];
        Assert.Equal("action-0-by", Assert.Single(await RefusedAsync(TestAudits.Wanting(world) with { Actions = [action with { DueOn = Today.AddDays(-1) }] })).Field);
        Assert.Equal("action-0-who", Assert.Single(await RefusedAsync(TestAudits.Wanting(world) with { Actions = [action with { OwnerId = world.OtherWorker }] })).Field);
        await world.FinishAsync(maisie, audit, TestAudits.Wanting(world) with { Actions = [action with { DueOn = Today }] });
    }

    [Fact]
    public async Task Finish_WithTextTooLong_IsRefusedAtEach()
    {
        var wanting = TestAudits.Wanting(world);
        var refused = await RefusedAsync(With(StandardPoints.Balanced, PointResult.NotMet, new string('x', 2001)) with { Strengths = new string('y', 4001), Actions = [wanting.Actions[0] with { What = new string('z', 1001) }] });

        Assert.Equal(["point-balanced-comment", "strengths", "action-0-what"], refused.Select(v => v.Field));
    }

    [Fact]
    public async Task Finish_AsTheRulesWant_IsKeptForGood_AndEndsItsDraft()
    {
        await using var db = world.Open();
        var draftId = await db.RecordAudits.Where(a => a.Id == audit).Select(a => a.DraftId).SingleAsync();
        await world.Drafts(db).AutosaveAsync(world.As(world.Manager), draftId, new DraftStart(maisie, AuditForm.Name), 0, new Dictionary<string, string[]>(StringComparer.Ordinal) { ["outcome"] = ["good"] });

        await world.FinishAsync(maisie, audit);

        var read = (await TestAudits.Query(db).FindAsync(maisie, audit))!;
        Assert.Equal((AuditOutcome.RequiresImprovement, "Priya Raman", world.Now), (read.Finding!.Outcome, read.Finding.By, read.Finding.AtUtc));
        Assert.Equal("Nothing says what your dad thinks.", read.Finding.Points.Single(p => p.Point == StandardPoints.DifferentViews).Comment);
        Assert.Equal(("Ask her dad for his views and record them", "Ellie Marsh", Today.AddDays(7)), Of(read.Actions.Single()));
        Assert.NotNull((await db.Drafts.AsNoTracking().SingleAsync(d => d.Id == draftId)).FinishedAtUtc);
        Assert.Equal((maisie, "RequiresImprovement"), await db.AuditEvents.Where(e => e.Action == AuditAction.RecordAudited).Select(e => ValueTuple.Create(e.ChildId!.Value, e.After!)).SingleAsync());
        Assert.Equal("This audit is finished already", Assert.Single(await RefusedAsync(TestAudits.Good)).Message);
        Assert.Null(await TestAudits.Query(db).FindAsync(maisie + 1, audit));
        Assert.Equal(AuditOutcome.RequiresImprovement, Assert.Single(await TestAudits.Query(db).OfChildAsync(maisie)).Outcome);

        static (string, string, DateOnly) Of(RemedialView a) => (a.What, a.Owner, a.DueOn);
    }

    [Fact]
    public async Task Finish_ByAnyoneButItsAuditor_IsClosed_AndByTheWorkerRefused()
    {
        foreach (var who in new[] { world.OtherManager, world.Worker })
        {
            await using var db = world.Open();
            await Assert.ThrowsAsync<AccessRefusedException>(() => TestAudits.Service(db).FinishAsync(world.As(who), maisie, audit, TestAudits.Good));
        }

        await using (var db = world.Open())
        {
            (await db.Children.Include(c => c.Allocations).SingleAsync(c => c.Id == maisie)).Allocate(world.As(world.Manager), world.Team, world.Manager);
            db.Audit(world.As(world.Manager), AuditAction.Allocated, maisie);
            await db.SaveChangesAsync();
        }

        Assert.Equal("This record is allocated to you now. Somebody else must audit it", Assert.Single(await RefusedAsync(TestAudits.Good)).Message);
    }

    [Fact]
    public async Task Autosave_OfAnAudit_IsItsAuditorsAlone_AndInNoOtherList()
    {
        await using var db = world.Open();
        var draftId = await db.RecordAudits.Where(a => a.Id == audit).Select(a => a.DraftId).SingleAsync();
        Task<AutosaveResult> SaveAsync(Guid who, Guid id) => world.Drafts(db).AutosaveAsync(world.As(who), id, new DraftStart(maisie, AuditForm.Name), 0, new Dictionary<string, string[]>(StringComparer.Ordinal) { ["strengths"] = ["x"] });

        Assert.Equal(AutosaveOutcome.NotFound, (await SaveAsync(world.Worker, draftId)).Outcome);
        Assert.Equal(AutosaveOutcome.NotFound, (await SaveAsync(world.Manager, Guid.NewGuid())).Outcome);
        Assert.Equal(AutosaveOutcome.Saved, (await SaveAsync(world.Manager, draftId)).Outcome);
        Assert.Empty(await new MyDrafts(db, new ChildAccess(db), new PolicyStore(db)).ListAsync(world.As(world.Manager)));
        Assert.False(await world.Drafts(db).DiscardAsync(world.As(world.Manager), draftId));
        Assert.Equal(audit, Assert.Single((await TestAudits.Query(db).MineAsync(world.As(world.Manager))).Audits).AuditId);
    }

    [Fact]
    public void Read_OfAForm_TakesEveryAnswerAndTellsWhatItCannotRead()
    {
        var (input, troubles) = AuditForm.Read(new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["point-balanced"] = ["notMet"],
            ["point-balanced-comment"] = [" Only worries are here. "],
            ["outcome"] = ["inadequate"],
            ["strengths"] = [""],
            ["action-2-what"] = ["Write what goes well"],
            ["action-2-who"] = [world.Worker.ToString()],
            ["action-2-by-day"] = ["1"],
            ["action-2-by-month"] = ["4"],
            ["action-2-by-year"] = ["2026"],
            ["action-3-what"] = ["Something"],
            ["action-3-who"] = ["nobody"],
            ["action-3-by-day"] = ["31"],
            ["action-3-by-month"] = ["2"],
            ["action-3-by-year"] = ["2026"],
            ["point-plainWords"] = ["perhaps"],
        });

        Assert.Equal(new PointFinding(StandardPoints.Balanced, PointResult.NotMet, "Only worries are here."), Assert.Single(input.Points));
        Assert.Equal((AuditOutcome.Inadequate, null), (input.Outcome, input.Strengths));
        Assert.Equal(new RemedialInput(2, "Write what goes well", world.Worker, new DateOnly(2026, 4, 1)), input.Actions[0]);
        Assert.Equal(["point-plainWords", "action-3-who", "action-3-by"], troubles.Select(t => t.Field));
    }

    [Fact]
    [Trait("Rule", "Q-04")]
    public void Overdue_OnTheDayAndTheDayAfter_Q04_IsJudgedByTheDay()
    {
        Assert.False(RecordAudit.IsOverdue(Today, Today));
        Assert.True(RecordAudit.IsOverdue(Today, Today.AddDays(1)));
    }

    [Fact]
    [Trait("Rule", "Q-04")]
    public async Task Action_FromAskedToClosed_Q04_NeedsWhatWasDoneAndAnotherPersonsEyes()
    {
        await world.FinishAsync(maisie, audit);
        var action = await ActionAsync();
        Assert.Equal("note", Assert.Single(await SayAsync(s => s.DoneAsync(world.As(world.Worker), maisie, action.Id, action.Version, "Done"))).Field);
        await using (var db = world.Open()) Assert.Equal(action.Id, Assert.Single((await TestAudits.Query(db).MineAsync(world.As(world.Worker))).Actions).ActionId);

        Assert.Empty(await SayAsync(s => s.DoneAsync(world.As(world.Worker), maisie, action.Id, action.Version, "Rang him; his views are in Monday's note")));
        var done = await ActionAsync();
        await using (var db = world.Open())
        {
            Assert.Empty((await TestAudits.Query(db).MineAsync(world.As(world.Worker))).Actions);
            Assert.Equal(done.Id, Assert.Single((await TestAudits.Query(db).MineAsync(world.As(world.Manager))).Actions).ActionId);
        }

        Assert.Equal("note", Assert.Single(await SayAsync(s => s.SendBackAsync(world.As(world.Manager), maisie, done.Id, done.Version, "no"))).Field);
        Assert.Empty(await SayAsync(s => s.SendBackAsync(world.As(world.Manager), maisie, done.Id, done.Version, "The note has his words, not his views")));
        var open = await ActionAsync();
        Assert.Null(open.DoneAtUtc);
        // A manager of the record may say so too; then they are not the one to look.
        Assert.Empty(await SayAsync(s => s.DoneAsync(world.As(world.Manager), maisie, open.Id, open.Version, "I wrote them in myself")));
        var own = await ActionAsync();
        Assert.Equal("Somebody else than who put it right must look at it", Assert.Single(await SayAsync(s => s.ConfirmAsync(world.As(world.Manager), maisie, own.Id, own.Version))).Message);
        var second = await SecondManagerAsync();
        Assert.Empty(await SayAsync(s => s.ConfirmAsync(world.As(second), maisie, own.Id, own.Version)));

        var closed = await ActionAsync();
        Assert.NotNull(closed.ConfirmedAtUtc);
        Assert.Equal([RemedialStep.Asked, RemedialStep.Done, RemedialStep.SentBack, RemedialStep.Done, RemedialStep.Confirmed], closed.Events.Select(e => e.Step));
        Assert.NotEmpty(await SayAsync(s => s.ConfirmAsync(world.As(second), maisie, closed.Id, closed.Version)));
    }

    [Fact]
    [Trait("Rule", "Q-04")]
    public async Task Action_GivenToSomeoneElseOrAnotherDay_Q04_KeepsWhy()
    {
        await world.FinishAsync(maisie, audit);
        var action = await ActionAsync();
        await using (var db = world.Open()) Assert.Contains("Tom Bell", (await TestAudits.Service(db).OwnersAsync(world.As(world.Manager), maisie)).Select(o => o.Name));

        Assert.Equal(["owner", "dueOn", "note"], (await SayAsync(s => s.ChangeAsync(world.As(world.Manager), maisie, action.Id, action.Version, world.OtherWorker, Today.AddDays(-1), "so"))).Select(v => v.Field));
        Assert.Empty(await SayAsync(s => s.ChangeAsync(world.As(world.Manager), maisie, action.Id, action.Version, world.Colleague, Today.AddDays(9), "Ellie is on leave until Easter")));

        var changed = await ActionAsync();
        Assert.Equal(("Tom Bell", Today.AddDays(9)), (changed.Owner, changed.DueOn));
        Assert.Equal("It was due on 24 March 2026. Ellie is on leave until Easter", changed.Events[^1].Text);
        Assert.False(changed.IsOverdue(Today.AddDays(9)));
        Assert.True(changed.IsOverdue(Today.AddDays(10)));
    }

    [Fact]
    public async Task Action_ByThoseWhoseItIsNot_OrFromAnOldPage_IsClosed()
    {
        await world.FinishAsync(maisie, audit);
        var action = await ActionAsync();
        await using var db = world.Open();
        var service = TestAudits.Service(db);
        await Assert.ThrowsAsync<AccessRefusedException>(() => service.DoneAsync(world.As(world.Colleague), maisie, action.Id, action.Version, "It is all there now"));
        await Assert.ThrowsAsync<AccessRefusedException>(() => service.ConfirmAsync(world.As(world.Worker), maisie, action.Id, action.Version));
        await Assert.ThrowsAsync<AccessRefusedException>(() => service.SendBackAsync(world.As(world.Colleague), maisie, action.Id, action.Version, "It is not there yet"));
        await Assert.ThrowsAsync<AccessRefusedException>(() => service.ChangeAsync(world.As(world.Worker), maisie, action.Id, action.Version, world.Colleague, Today, "I have no time for it"));
        await Assert.ThrowsAsync<AccessRefusedException>(() => service.DoneAsync(world.As(world.OtherWorker), maisie, action.Id, action.Version, "It is all there now"));
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => service.DoneAsync(world.As(world.Worker), maisie, action.Id, Guid.NewGuid(), "It is all there now"));
    }

    [Fact]
    [Trait("Rule", "A-01")]
    public async Task Team_ReadByASeniorManagerOfNoTeam_A01_HasRowsWithoutTheirText()
    {
        await world.FinishAsync(maisie, audit);
        var senior = await world.AddStaffAsync("Sue Hale", Role.SeniorManager);
        await using var db = world.Open();

        Assert.Null(Assert.Single((await TestAudits.Query(db).OfTeamAsync(world.As(senior), world.Team)).Actions).What);
        Assert.Equal("Ask her dad for his views and record them", Assert.Single((await TestAudits.Query(db).OfTeamAsync(world.As(world.Manager), world.Team)).Actions).What);
    }

    [Fact]
    [Trait("Rule", "A-03")]
    public async Task Export_OfASample_A03_IsAudited()
    {
        await world.FinishAsync(maisie, audit);
        await using var db = world.Open();
        var sample = await db.RecordSamples.Select(s => s.Id).SingleAsync();

        var row = Assert.Single((await TestAudits.Query(db).ExportAsync(world.As(world.Manager), sample))!.Rows);

        Assert.Equal((AuditOutcome.RequiresImprovement, PointResult.NotMet, 1, 1), (row.Outcome, row.Points[StandardPoints.DifferentViews], row.Actions, row.OpenActions));
        Assert.Equal($"sample {sample} rows:1", (await db.AuditEvents.SingleAsync(e => e.Action == AuditAction.ListExported)).Subject);
        Assert.Null(await TestAudits.Query(db).ExportAsync(world.As(world.OtherManager), sample));
    }

    [Fact]
    public async Task Record_AskedFor_HoldsItsFinishedAuditsAndNoDraft()
    {
        var other = await world.AddChildAsync("Noor Haddad");
        await world.DrawOneAsync(other);
        await world.FinishAsync(maisie, audit);
        await using var db = world.Open();
        var service = new DisclosureService(db, new ChildAccess(db), new PolicyStore(db));
        var officer = await world.AddStaffAsync("Ines Cole", Role.InformationGovernance);
        var found = new Dictionary<int, IReadOnlyList<AuditView>>();
        foreach (var child in new[] { maisie, other })
        {
            var request = await service.ReceiveAsync(world.As(officer), child, new RequestInput("Maisie Thornley", "Herself", Today));
            found[child] = (await new RecordReader(db, new TimelineQuery(db)).FrontAsync(request, world.Now)).Audits;
        }

        Assert.Equal(AuditOutcome.RequiresImprovement, Assert.Single(found[maisie]).Finding!.Outcome);
        Assert.Empty(found[other]);
    }

    private static AuditInput With(StandardPoints point, PointResult result, string? comment) =>
        TestAudits.Good with { Points = [.. TestAudits.Good.Points.Select(p => p.Point == point ? new PointFinding(point, result, comment) : p)] };

    private async Task<IReadOnlyList<RuleViolation>> RefusedAsync(AuditInput input) =>
        (await Assert.ThrowsAsync<RuleViolationException>(() => world.FinishAsync(maisie, audit, input))).Violations;

    private async Task<IReadOnlyList<RuleViolation>> SayAsync(Func<AuditService, Task> say)
    {
        await using var db = world.Open();
        try
        {
            await say(TestAudits.Service(db));
            return [];
        }
        catch (RuleViolationException refused)
        {
            return refused.Violations;
        }
    }

    private async Task<RemedialView> ActionAsync()
    {
        await using var db = world.Open();
        return (await TestAudits.Query(db).FindAsync(maisie, audit))!.Actions.Single();
    }

    private async Task<Guid> SecondManagerAsync()
    {
        var id = await world.AddStaffAsync("Sam Okoro", Role.TeamManager);
        await using var db = world.Open();
        db.TeamMembers.Add(new TeamMember { StaffId = id, TeamId = world.Team });
        db.Audit(world.As(null), AuditAction.AccountChanged);
        await db.SaveChangesAsync();
        return id;
    }
}
