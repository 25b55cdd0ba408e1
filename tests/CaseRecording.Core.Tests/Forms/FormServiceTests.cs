using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Disclosure;
using CaseRecording.Core.Forms;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Forms;

/// <summary>A version of a form is proposed, approved by somebody else of senior management, and only then used; each entry knows its own.</summary>
public sealed class FormServiceTests : IAsyncLifetime
{
    private World world = null!;
    private Guid administrator;
    private Guid senior;
    private int maisie;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        administrator = await world.AddStaffAsync("Ada Stone", Role.Administrator);
        senior = await world.AddStaffAsync("Sam Ojo", Role.SeniorManager);
        maisie = await world.AddChildAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    [Trait("Rule", "Q-06")]
    public async Task Save_WithAVersionThatIsNotApproved_Q06_IsRefusedAndTheDraftStays()
    {
        var number = await ProposeAsync();
        await using var db = world.Open();
        var draft = await world.DraftAsync(db, world.Worker, maisie);
        var input = Inputs.Visit(world.Now.AddHours(-1), maisie) with { FormVersion = number };

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.Recordings(db).SaveAsync(world.As(world.Worker), draft, input, finalise: false));

        Assert.Equal("Q-06", Assert.Single(refused.Violations).Rule.Code);
        Assert.Contains("version 2 of the form ‘Visit’", refused.Violations[0].Sentence, StringComparison.Ordinal);
        Assert.Null((await world.Drafts(db).FindAsync(world.As(world.Worker), draft))!.FinishedAtUtc);
        Assert.Empty(await db.Recordings.ToListAsync());
    }

    [Fact]
    [Trait("Rule", "Q-06")]
    public async Task Save_BeforeTheDeliveredFormsAreApproved_Q06_IsRefused()
    {
        await using var db = world.Open();
        await db.FormVersions.ExecuteDeleteAsync();
        var visit = Inputs.Visit(world.Now.AddHours(-1), maisie);

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.RecordAsync(world.Worker, visit));
        Assert.Equal("Q-06", Assert.Single(refused.Violations).Rule.Code);
        Assert.Null((await FormInUse.LoadAsync(db, RecordingKind.Visit, null)).Number);

        Assert.Equal(FormService.Forms.Count, await new FormService(db).ApproveDeliveredAsync(world.As(senior)));
        Assert.True(await world.RecordAsync(world.Worker, visit) > 0);
    }

    [Fact]
    [Trait("Rule", "Q-06")]
    public async Task Approve_ANewVersion_IsUsedFromThenOn_AndADraftBegunBeforeKeepsItsOwn()
    {
        var number = await ProposeAsync();
        await DecideAsync(senior, number, approve: true);

        var begunBefore = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-2), maisie) with { FormVersion = 1 });
        var begunAfter = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-1), maisie));

        await using var db = world.Open();
        Assert.Equal((1, 2), (await VersionOfAsync(db, begunBefore), await VersionOfAsync(db, begunAfter)));
        var old = await FormInUse.LoadAsync(db, RecordingKind.Visit, 1);
        Assert.True(old.IsOlder);
        Assert.Equal("Rooms, warmth, food, who was there", old.Guidance.HintOf("home"));
        var now = await FormInUse.LoadAsync(db, RecordingKind.Visit, null);
        Assert.Equal((2, "Where each child sleeps", "Begin with the child"), (now.Number!.Value, now.Guidance.HintOf("home"), now.Guidance.Intro));
        Assert.Equal([1, 2], await DisclosedAsync(db));
        Assert.Equal(["FormApproved form:visit:2", "FormProposed form:visit:2"], await db.AuditEvents.Where(e => e.Subject == "form:visit:2").Select(e => e.Action + " " + e.Subject).Order().ToListAsync());
    }

    [Fact]
    [Trait("Rule", "Q-06")]
    public async Task Approve_OnesOwnProposal_Q06_IsRefused()
    {
        var both = await world.AddStaffAsync("Bo Lind", Role.Administrator, Role.SeniorManager);
        var number = await ProposeAsync(both);

        Assert.Equal("Q-06", Assert.Single((await Assert.ThrowsAsync<RuleViolationException>(() => DecideAsync(both, number, approve: true))).Violations).Rule.Code);
        await using var db = world.Open();
        Assert.Equal(0, await new FormService(db).WaitingAsync(world.As(both)));
        Assert.Equal(1, await new FormService(db).WaitingAsync(world.As(senior)));
    }

    [Fact]
    [Trait("Rule", "Q-06")]
    public async Task Decide_ByOthersOrWithoutAReason_Q06_IsRefused()
    {
        var number = await ProposeAsync();
        Assert.Contains("Only senior management", (await Assert.ThrowsAsync<RuleViolationException>(() => DecideAsync(world.Manager, number, approve: true))).Violations[0].Sentence, StringComparison.Ordinal);
        Assert.Equal("approve", (await Assert.ThrowsAsync<RuleViolationException>(() => DecideAsync(senior, number, approve: null))).Violations[0].Field);
        Assert.Equal("reason", (await Assert.ThrowsAsync<RuleViolationException>(() => DecideAsync(senior, number, approve: false, "No"))).Violations[0].Field);

        await DecideAsync(senior, number, approve: false, "The hint asks for two things at once");

        await using var db = world.Open();
        Assert.Equal(1, (await FormInUse.LoadAsync(db, RecordingKind.Visit, null)).Number);
        Assert.Equal(FormVersionState.Rejected, (await new FormService(db).VersionsAsync(world.As(senior), RecordingKind.Visit))[0].State);
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => DecideAsync(senior, number, approve: true));
    }

    [Fact]
    [Trait("Rule", "Q-06")]
    public async Task Propose_WithoutAnythingDifferentOrByAnother_Q06_IsRefused()
    {
        await using var db = world.Open();
        var forms = new FormService(db);
        var same = new FormProposal("", FormFields.Visit.ToDictionary(f => f.Key, f => f.Hint, StringComparer.Ordinal), "", "");

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => forms.ProposeAsync(world.As(world.Worker), RecordingKind.Visit, same));
        Assert.Equal(["", "intro", "changed", "reason"], refused.Violations.Select(v => v.Field));
        await ProposeAsync();
        var second = await Assert.ThrowsAsync<RuleViolationException>(() => ProposeAsync());
        Assert.Contains("waits for approval already", Assert.Single(second.Violations).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdraw_AProposal_MakesRoomForAnother_AndAStalePageIsTold()
    {
        var number = await ProposeAsync();
        await using (var db = world.Open())
        {
            await Assert.ThrowsAsync<EditedMeanwhileException>(() => new FormService(db).WithdrawAsync(world.As(administrator), RecordingKind.Visit, number, Guid.NewGuid()));
        }

        await using (var db = world.Open())
        {
            var forms = new FormService(db);
            var opened = (await forms.FindAsync(world.As(administrator), RecordingKind.Visit, number))!.Version;
            await forms.WithdrawAsync(world.As(administrator), RecordingKind.Visit, number, opened);
        }

        await Assert.ThrowsAsync<EditedMeanwhileException>(() => DecideAsync(senior, number, approve: true));
        Assert.Equal(3, await ProposeAsync());
    }

    [Fact]
    public async Task ApproveDelivered_OutsideTheProgram_RecordsByWhom_AndNeedsAName()
    {
        await using var db = world.Open();
        await db.FormVersions.Where(f => f.Kind != RecordingKind.Visit).ExecuteDeleteAsync();
        var forms = new FormService(db);

        Assert.Equal("Q-06", Assert.Single((await Assert.ThrowsAsync<RuleViolationException>(() => forms.ApproveDeliveredAsync(world.As(null), "Jo"))).Violations).Rule.Code);
        Assert.Equal("Q-06", Assert.Single((await Assert.ThrowsAsync<RuleViolationException>(() => forms.ApproveDeliveredAsync(world.As(world.Manager)))).Violations).Rule.Code);
        Assert.Equal(FormService.Forms.Count - 1, await forms.ApproveDeliveredAsync(world.As(null), "Jo Marsh, director"));

        Assert.Equal(FormService.Forms.Count - 1, await db.FormVersions.CountAsync(f => f.ApprovedOutsideBy == "Jo Marsh, director"));
        Assert.DoesNotContain(await forms.AllAsync(world.As(senior)), f => f.State == FormVersionState.Proposed);
        Assert.Equal(0, await forms.ApproveDeliveredAsync(world.As(senior)));
    }

    /// <summary>The versions that an export of the record names, entry by entry.</summary>
    private async Task<List<int>> DisclosedAsync(AppDbContext db)
    {
        var reader = new RecordReader(db, new TimelineQuery(db));
        var request = await new DisclosureService(db, new ChildAccess(db), new PolicyStore(db)).ReceiveAsync(world.As(await world.AddStaffAsync("Ida Gill", Role.InformationGovernance)), maisie, new RequestInput("Maisie Thornley", "the person herself", new DateOnly(2026, 3, 16)));
        var numbers = new List<int>();
        await foreach (var entry in reader.EntriesAsync(await reader.FrontAsync(request, world.Now))) numbers.Add(entry.FormVersion);
        return numbers;
    }

    private static Task<int> VersionOfAsync(AppDbContext db, long recordingId) => db.RecordingVersions.Where(v => v.RecordingId == recordingId).Select(v => v.FormVersion).SingleAsync();

    private async Task<int> ProposeAsync(Guid? who = null)
    {
        await using var db = world.Open();
        var hints = FormFields.Visit.ToDictionary(f => f.Key, f => f.Key == "home" ? "Where each child sleeps" : f.Hint, StringComparer.Ordinal);
        return await new FormService(db).ProposeAsync(world.As(who ?? administrator), RecordingKind.Visit, new FormProposal("Begin with the child", hints, "The hint under the home", "Asked for in the audit"));
    }

    private async Task DecideAsync(Guid who, int number, bool? approve, string? reason = null)
    {
        await using var db = world.Open();
        var opened = await db.FormVersions.Where(f => f.Kind == RecordingKind.Visit && f.Number == number).Select(f => f.Version).SingleAsync();
        await new FormService(db).DecideAsync(world.As(who), RecordingKind.Visit, number, opened, approve, reason);
    }
}
