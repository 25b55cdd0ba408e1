using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Safeguarding;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Safeguarding;

/// <summary>A concern is told in one sentence, at once, and its hour runs until it is written down (T-05).</summary>
public sealed class SafeguardingTests
{
    private const string Sentence = "Maisie has a fresh burn on her left hand; she is with me at school and safe.";

    private static SafeguardingService Service(AppDbContext db) => new(db, new ChildAccess(db), new PolicyStore(db));

    private static async Task<int> ReportAsync(World world, int child, DateTime? happened = null, Guid? by = null, string? sentence = Sentence, Guid? key = null)
    {
        await using var db = world.Open();
        return await Service(db).ReportAsync(world.As(by ?? world.Worker), child, new SafeguardingInput(key ?? Guid.NewGuid(), sentence, happened ?? world.Now));
    }

    private static RecordingInput Telling(RecordingInput input, params int[] reports) => input with { Content = input.Content with { Safeguarding = [.. reports] } };

    [Fact, Trait("Rule", "T-05")]
    public async Task Report_OneSentence_T05_IsWithTheManagerBeforeAnythingIsWritten()
    {
        await using var world = await World.CreateAsync();
        var child = await world.AddChildAsync();
        var id = await ReportAsync(world, child, world.Now.AddMinutes(-10));
        await using var db = world.Open();

        var concern = Assert.Single(await Service(db).OfTeamAsync(world.As(world.Manager), world.Team));
        Assert.Equal((true, true), (concern.MayAcknowledge, concern.MayRead));
        var waiting = concern.Report;
        Assert.Equal((id, Sentence, "Ellie Marsh", world.Now.AddMinutes(50)), (waiting.Id, waiting.Sentence, waiting.ReportedBy, waiting.DueAtUtc));
        Assert.Equal((1, id), await Service(db).WaitingAsync(world.As(world.Manager)));
        Assert.Equal((0, 0), await Service(db).WaitingAsync(world.As(world.OtherManager)));
        Assert.Equal((0, 0), await Service(db).WaitingAsync(world.As(world.Worker)));
        Assert.Equal(AuditAction.SafeguardingReported, (await db.AuditEvents.OrderByDescending(e => e.Id).FirstAsync(e => e.ChildId == child)).Action);
    }

    [Theory, Trait("Rule", "T-05")]
    [InlineData(null)]
    [InlineData("Burn")]
    public async Task Report_WithoutASentence_T05_IsRefused(string? sentence)
    {
        await using var world = await World.CreateAsync();
        var child = await world.AddChildAsync();

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => ReportAsync(world, child, sentence: sentence));
        Assert.Equal(("T-05", "sentence"), (refused.Violations[0].Rule.Code, refused.Violations[0].Field));
        var tooLong = await Assert.ThrowsAsync<RuleViolationException>(() => ReportAsync(world, child, sentence: new string('b', SafeguardingReport.LongestSentence + 1)));
        Assert.Equal("sentence", tooLong.Violations[0].Field);
        var toCome = await Assert.ThrowsAsync<RuleViolationException>(() => ReportAsync(world, child, world.Now.AddMinutes(1)));
        Assert.Equal("T-08", toCome.Violations[0].Rule.Code);
    }

    [Fact]
    public async Task Report_SentTwice_IsOneReport()
    {
        await using var world = await World.CreateAsync();
        var (child, key) = (await world.AddChildAsync(), Guid.NewGuid());

        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ReportAsync(world, child, key: key)));

        Assert.Single(ids.Distinct());
        await using var db = world.Open();
        Assert.Equal(1, await db.SafeguardingReports.CountAsync());
        Assert.Equal(1, await db.AuditEvents.CountAsync(e => e.Action == AuditAction.SafeguardingReported));
    }

    [Theory, Trait("Rule", "T-05")]
    [InlineData(59, false)]
    [InlineData(60, false)]
    [InlineData(61, true)]
    public async Task Save_TheEntryAroundTheHour_T05_SaysWhetherItWasLate(int minutes, bool late)
    {
        await using var world = await World.CreateAsync();
        var child = await world.AddChildAsync();
        var happened = world.Now;
        var report = await ReportAsync(world, child, happened);
        world.Clock.Advance(TimeSpan.FromMinutes(minutes));
        var entry = await world.RecordAsync(world.Worker, Telling(Inputs.Call(happened, child), report), finalise: false);
        await using var db = world.Open();

        var facts = (await new TimelineQuery(db).FindAsync(child, entry))!.Facts;
        Assert.Contains(facts.Markers(), m => m.Text == "Safeguarding concern");
        Assert.Equal(late, facts.Labels(world.Now).Any(l => l.Text.StartsWith("Safeguarding concern late", StringComparison.Ordinal)));
        var told = Assert.Single(await Service(db).OfEntryAsync(world.As(world.Worker), child, entry));
        Assert.Equal(world.Now, told.WrittenAtUtc);
        Assert.Empty(await Service(db).MineAsync(world.Worker));
        Assert.Single(await Service(db).OfTeamAsync(world.As(world.Manager), world.Team)); // written, and still to be acknowledged
    }

    [Fact]
    public async Task Save_NoLongerTellingOfIt_RunsTheClockAgain()
    {
        await using var world = await World.CreateAsync();
        var child = await world.AddChildAsync();
        var report = await ReportAsync(world, child);
        var entry = await world.RecordAsync(world.Worker, Telling(Inputs.Call(world.Now, child), report), finalise: false);
        await using var db = world.Open();
        var draft = await world.DraftAsync(db, world.Worker, child, entry, "note");
        await world.Recordings(db).SaveAsync(world.As(world.Worker), draft, Inputs.Call(world.Now, child) with { BasedOnVersion = 1 }, finalise: false);

        Assert.Null(Assert.Single(await Service(db).MineAsync(world.Worker)).WrittenAtUtc);
        Assert.DoesNotContain((await new TimelineQuery(db).FindAsync(child, entry))!.Facts.Markers(), m => m.Text == "Safeguarding concern");
        Assert.Single(await Service(db).ToRecordAsync(world.As(world.Worker), child, null));
    }

    [Fact]
    public async Task Save_OfAnotherChild_TakesNoReportOfThisOne()
    {
        await using var world = await World.CreateAsync();
        var (child, other) = (await world.AddChildAsync(), await world.AddChildAsync("Joe Pell"));
        var report = await ReportAsync(world, child);
        await world.RecordAsync(world.Worker, Telling(Inputs.Call(world.Now, other), report), finalise: false);
        await using var db = world.Open();

        Assert.Null((await db.SafeguardingReports.SingleAsync()).RecordingId);
    }

    [Fact, Trait("Rule", "T-05")]
    public async Task Acknowledge_ByItsManager_T05_KeepsTheFirstTime()
    {
        await using var world = await World.CreateAsync();
        var report = await ReportAsync(world, await world.AddChildAsync());
        await using var db = world.Open();
        await Assert.ThrowsAsync<AccessRefusedException>(() => Service(db).AcknowledgeAsync(world.As(world.OtherManager), report));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Service(db).AcknowledgeAsync(world.As(world.Worker), report));
        Assert.Equal(2, await db.AuditEvents.CountAsync(e => e.Action == AuditAction.AccessRefused && e.ChildId != null));
        var first = world.Now;
        await Service(db).AcknowledgeAsync(world.As(world.Manager), report);
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        await Service(db).AcknowledgeAsync(world.As(world.Manager), report);

        var line = Assert.Single(await Service(db).OfTeamAsync(world.As(world.Manager), world.Team)).Report; // its entry is still to be written
        Assert.Equal((first, "Priya Raman"), (line.AcknowledgedAtUtc, line.AcknowledgedBy));
        Assert.Equal(0, (await Service(db).WaitingAsync(world.As(world.Manager))).Count);
    }

    [Fact, Trait("Rule", "T-05")]
    public async Task Withdraw_AWrongReport_T05_NeedsAReasonAndStaysToBeRead()
    {
        await using var world = await World.CreateAsync();
        var child = await world.AddChildAsync();
        var report = await ReportAsync(world, child);
        await using var db = world.Open();
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => Service(db).WithdrawAsync(world.As(world.Worker), child, report, "oops"));
        Assert.Equal(("T-05", "reason"), (refused.Violations[0].Rule.Code, refused.Violations[0].Field));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Service(db).WithdrawAsync(world.As(world.Colleague), child, report, "I think it was paint"));
        await Service(db).WithdrawAsync(world.As(world.Worker), child, report, "It was paint, not a burn");

        Assert.Empty(await Service(db).OfTeamAsync(world.As(world.Manager), world.Team));
        var line = (await Service(db).FindAsync(world.As(world.Worker), child, report))!;
        Assert.Equal(("It was paint, not a burn", "Ellie Marsh", Sentence), (line.WithdrawnReason, line.WithdrawnBy, line.Sentence));
        await Assert.ThrowsAsync<RuleViolationException>(() => Service(db).WithdrawAsync(world.As(world.Manager), child, report, "Again, for good measure"));
    }

    [Fact, Trait("Rule", "A-02")]
    public async Task Waiting_ManagerWithAConflict_A02_GoesToASeniorManagerInstead()
    {
        await using var world = await World.CreateAsync();
        var child = await world.AddChildAsync();
        var senior = await world.AddStaffAsync("Ann Sharp", Role.SeniorManager);
        var report = await ReportAsync(world, child);
        await using var db = world.Open();
        Assert.Equal(0, (await Service(db).WaitingAsync(world.As(senior))).Count);
        db.Conflicts.Add(new ConflictOfInterest { ChildId = child, StaffId = world.Manager, Reason = "Neighbour", DeclaredAtUtc = world.Now });
        db.Audit(world.As(null), AuditAction.ConflictDeclared, child);
        await db.SaveChangesAsync();

        Assert.Equal((0, 0), await Service(db).WaitingAsync(world.As(world.Manager)));
        Assert.Empty(await Service(db).OfTeamAsync(world.As(world.Manager), world.Team));
        Assert.Equal((1, report), await Service(db).WaitingAsync(world.As(senior)));
        Assert.True(Assert.Single(await Service(db).OfTeamAsync(world.As(senior), world.OtherTeam)).MayAcknowledge); // whichever team's page is open
    }

    [Fact, Trait("Rule", "A-01")]
    public async Task OfTeam_ForASeniorManagerWhoOnlyLooks_A01_TellsThatThereIsOneAndNotWhat()
    {
        await using var world = await World.CreateAsync();
        var senior = await world.AddStaffAsync("Ann Sharp", Role.SeniorManager);
        await ReportAsync(world, await world.AddChildAsync());
        await using var db = world.Open();

        var concern = Assert.Single(await Service(db).OfTeamAsync(world.As(senior), world.Team));
        Assert.Equal((false, false), (concern.MayAcknowledge, concern.MayRead));
        Assert.True(Assert.Single(await Service(db).OfTeamAsync(world.As(world.Worker), world.Team)).MayRead);
        Assert.Empty(await Service(db).OfTeamAsync(world.As(senior), world.OtherTeam));
    }

    [Fact, Trait("Rule", "A-07")]
    public async Task Move_AnEntryThatTellsOfOne_A07_TakesItToTheRightRecordAndItsManager()
    {
        await using var world = await World.CreateAsync();
        var (wrong, right) = (await world.AddChildAsync(), await world.AddChildAsync("Joe Pell"));
        var report = await ReportAsync(world, wrong);
        var entry = await world.RecordAsync(world.Worker, Telling(Inputs.Call(world.Now, wrong), report), finalise: false);
        await world.MoveAsync(world.Manager, wrong, right, entry);
        await using var db = world.Open();

        Assert.Null(await Service(db).FindAsync(world.As(world.Manager), wrong, report));
        Assert.Equal(report, Assert.Single(await Service(db).OfEntryAsync(world.As(world.Manager), right, entry)).Id);
        Assert.Contains((await new TimelineQuery(db).FindAsync(right, entry))!.Facts.Markers(), m => m.Text == "Safeguarding concern");
    }

    [Fact, Trait("Rule", "N-10")]
    public async Task Save_FromTheOtherChildsPage_N10_LeavesWhatWasNotAskedThere()
    {
        await using var world = await World.CreateAsync();
        var (maisie, leo) = (await world.AddChildAsync(), await world.AddChildAsync("Leo Thornley"));
        var report = await ReportAsync(world, maisie);
        var asked = Inputs.Call(world.Now.AddHours(-3), maisie);
        await world.RecordAsync(world.Worker, asked with { Content = asked.Content with { Actions = [new ActionItem("Ring the nurse", "Ellie Marsh", null)] } });
        await using var db = world.Open();
        var task = await db.Tasks.SingleAsync();
        var both = Inputs.Call(world.Now, maisie, leo);
        var entry = await world.RecordAsync(world.Worker, both with { Content = both.Content with { Safeguarding = [report], DoneTasks = [task.Id] } });
        var opened = await db.Recordings.AsNoTracking().Where(r => r.Id == entry).Select(r => r.Version).SingleAsync();
        await world.Recordings(db).ReturnAsync(world.As(world.Manager), entry, opened, "Say which nurse it was");
        var draft = await world.DraftAsync(db, world.Worker, leo, entry, "note");
        await world.Recordings(db).SaveAsync(world.As(world.Worker), draft, both with { BasedOnVersion = 1 }, finalise: true);
        db.ChangeTracker.Clear();

        Assert.NotNull((await db.SafeguardingReports.SingleAsync()).WrittenAtUtc);
        Assert.NotNull((await db.Tasks.SingleAsync(t => t.Id == task.Id)).DoneAtUtc);
    }
}
