using CaseRecording.Core.Access;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Supervision;
using CaseRecording.Core.Tests.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Supervision;

public sealed class SupervisionRulesTests : IAsyncLifetime
{
    private World world = null!;
    private int maisie;
    private DateTime At => world.Now.AddHours(-1);

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        maisie = await world.AddChildAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact, Trait("Rule", "D-05")]
    public async Task Save_SupervisionByAWorker_D05_IsRefused()
    {
        Assert.Equal(["D-05 "], await world.TryAsync(Inputs.Supervision(At, maisie), author: world.Worker));
        Assert.Empty(await world.TryAsync(Inputs.Supervision(At, maisie), finalise: true, author: world.Manager));
    }

    [Fact, Trait("Rule", "D-05")]
    public async Task Save_SupervisionWithoutAPart_D05_AsksForEach()
    {
        var supervision = Inputs.Supervision(At, maisie);
        Assert.Equal(["D-05 supervised", "D-05 discussed"], await TryAsync(supervision.With("supervised", "").With("discussed", " ")));
        Assert.Equal(["D-05 date"], await TryAsync(supervision with { Date = null }));
        Assert.Equal([$"D-05 child-{maisie}-planReview"], await TryAsync(supervision.With(maisie, c => c.With("planReview", "")), finalise: true));
        Assert.Empty(await TryAsync(supervision.With(maisie, c => (c with { Plan = PlanReviewed.NoPlanYet }).With("planReview", "")), finalise: true));
    }

    [Theory, Trait("Rule", "D-05")]
    [InlineData(PlanReviewed.Reviewed, false)]
    [InlineData(PlanReviewed.NoPlanYet, false)]
    [InlineData(PlanReviewed.NotThisTime, true)]
    [InlineData(null, true)]
    public async Task Labels_PlanInSupervision_D05_NotReferencedIsLabelled(PlanReviewed? plan, bool labelled)
    {
        var id = await world.RecordAsync(world.Manager, Inputs.Supervision(At, maisie).With(maisie, c => c with { Plan = plan }));
        Assert.Equal(labelled, (await LabelsAsync(id)).Contains("Plan not referenced"));
    }

    [Fact, Trait("Rule", "D-06")]
    public async Task Save_OversightByAWorker_D06_IsRefused()
    {
        var cause = await VisitAsync();
        Assert.Equal(["D-06 "], await world.TryAsync(Inputs.Oversight(At, cause, maisie), author: world.Worker));
        Assert.Empty(await TryAsync(Inputs.Oversight(At, cause, maisie), finalise: true));
    }

    [Fact, Trait("Rule", "D-06")]
    public async Task Finalise_OversightWithoutItsCause_D06_AsksForAnEntryOfThisChild()
    {
        var cause = await VisitAsync();
        var oversight = Inputs.Oversight(At, cause, maisie);
        Assert.Equal(["D-06 decision"], await TryAsync(oversight.With("decision", "")));
        Assert.Equal([$"D-06 child-{maisie}-causes", "D-06 reasons"], await TryAsync(oversight.With("reasons", "").With(maisie, c => c with { Causes = [] }), finalise: true));
        var leo = await world.AddChildAsync("Leo Thornley");
        var other = await world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddHours(-2), leo));
        Assert.Equal([$"D-06 child-{maisie}-causes"], await TryAsync(oversight.With(maisie, c => c with { Causes = [other] })));
        Assert.Equal([$"D-06 child-{maisie}-causes"], await TryAsync(oversight.With(maisie, c => c with { Causes = [cause, 9999] })));
    }

    [Fact, Trait("Rule", "D-04")]
    public async Task Finalise_Oversight_D04_IsExplainedToTheChild()
    {
        var cause = await VisitAsync();
        Assert.Equal([$"D-04 child-{maisie}-wordsToChild"], await TryAsync(Inputs.Oversight(At, cause, maisie).With(maisie, c => c.With("wordsToChild", "")), finalise: true));
    }

    [Fact, Trait("Rule", "D-06")]
    public async Task Labels_ADecisionOrALastingChange_D06_WaitForOversight()
    {
        const string Missing = "No management oversight recorded";
        var plain = await VisitAsync();
        var changed = await VisitAsync(changes: true);
        var written = await VisitAsync(changes: true, finalise: false);
        var decision = await world.RecordAsync(world.Manager, Inputs.Decision(At, maisie));
        Assert.DoesNotContain(Missing, await LabelsAsync(plain));
        Assert.DoesNotContain(Missing, await LabelsAsync(written)); // nothing stands yet
        Assert.Contains(Missing, await LabelsAsync(changed));
        Assert.Contains(Missing, await LabelsAsync(decision));

        var oversight = await world.RecordAsync(world.Manager, Inputs.Oversight(At, decision, maisie));
        Assert.DoesNotContain(Missing, await LabelsAsync(decision));
        Assert.DoesNotContain(Missing, await LabelsAsync(oversight));
        await world.RecordAsync(world.Manager, Inputs.Supervision(At, maisie).With(maisie, c => c with { Causes = [changed] }));
        Assert.DoesNotContain(Missing, await LabelsAsync(changed));
    }

    [Fact]
    public async Task Links_BetweenEntries_StandOnBothAndOnThisChildOnly()
    {
        var leo = await world.AddChildAsync("Leo Thornley");
        var both = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-3), maisie, leo));
        var call = await world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddHours(-2), maisie));
        var oversight = await world.RecordAsync(world.Manager, Inputs.Oversight(At, both, maisie, leo).With(maisie, c => c with { Causes = [both, call] }));
        await using var db = world.Open();
        var links = new CauseQuery(db);

        Assert.Equal([both, call], (await links.OfEntryAsync(maisie, oversight)).Causes.Select(c => c.RecordingId));
        Assert.Equal([both], (await links.OfEntryAsync(leo, oversight)).Causes.Select(c => c.RecordingId));
        Assert.Equal([oversight], (await links.OfEntryAsync(maisie, call)).Answers.Select(c => c.RecordingId));
        Assert.Equal("17 March 2026: School about attendance (telephone call)", (await links.OfEntryAsync(maisie, oversight)).Causes[1].Text);

        await world.MoveAsync(world.Manager, maisie, await world.AddChildAsync("Ada Pike"), call);
        Assert.Equal([both], (await links.OfEntryAsync(maisie, oversight)).Causes.Select(c => c.RecordingId));
        Assert.Empty((await links.OfEntryAsync(await db.Children.Where(c => c.KnownAs == "Ada").Select(c => c.Id).SingleAsync(), call)).Answers);
    }

    [Fact]
    public async Task Move_OversightToTheRightChild_LeavesWhatLedToItBehind()
    {
        var oversight = await world.RecordAsync(world.Manager, Inputs.Oversight(At, await VisitAsync(), maisie));
        var ada = await world.AddChildAsync("Ada Pike");
        await world.MoveAsync(world.Manager, maisie, ada, oversight);
        await using var db = world.Open();
        Assert.Empty(await db.RecordingCauses.ToListAsync());
        Assert.Empty((await db.RecordingChildVersions.SingleAsync(v => v.ChildId == ada)).Content.Causes);
    }

    [Fact]
    public async Task ToChoose_ByKind_OffersWhatCanHaveLedToIt()
    {
        var (visit, changed) = (await VisitAsync(), await VisitAsync(changes: true));
        var decision = await world.RecordAsync(world.Manager, Inputs.Decision(At, maisie));
        await world.RecordAsync(world.Manager, Inputs.Supervision(At, maisie));
        await using var db = world.Open();
        async Task<List<long>> OfferedAsync(RecordingKind kind, params long[] chosen) => [.. (await new CauseQuery(db).ToChooseAsync(maisie, kind, null, chosen)).Select(c => c.RecordingId).Order()];

        Assert.Equal([visit, changed, decision], await OfferedAsync(RecordingKind.Oversight));
        Assert.Equal([visit, changed], await OfferedAsync(RecordingKind.Decision));
        Assert.Equal([changed, decision], await OfferedAsync(RecordingKind.Supervision));
        Assert.Equal([visit, changed, decision], await OfferedAsync(RecordingKind.Supervision, visit));
    }

    [Theory, Trait("Rule", "D-07")]
    [InlineData(Role.TeamCoordinator, DiscussionSetting.WeeklyMeeting, "")]
    [InlineData(Role.TeamCoordinator, DiscussionSetting.OutsideMeeting, "D-07 setting")]
    [InlineData(Role.TeamManager, DiscussionSetting.OutsideMeeting, "")]
    [InlineData(Role.TeamManager, DiscussionSetting.WeeklyMeeting, "D-07 setting")]
    [InlineData(Role.SocialWorker, DiscussionSetting.WeeklyMeeting, "D-07 ")]
    [InlineData(Role.SeniorManager, DiscussionSetting.OutsideMeeting, "D-07 ")]
    public async Task Save_Reflection_D07_IsTheCoordinatorsAtTheMeetingAndTheManagersOutside(Role role, DiscussionSetting setting, string refused)
    {
        var author = await world.AddStaffAsync($"Someone {role}", role);
        await using (var db = world.Open())
        {
            db.TeamMembers.Add(new TeamMember { StaffId = author, TeamId = world.Team });
            db.Audit(world.As(null), Audit.AuditAction.DemonstrationSeeded);
            await db.SaveChangesAsync();
        }

        var input = Inputs.Reflection(At, maisie);
        Assert.Equal(refused.Length == 0 ? [] : [refused], await world.TryAsync(input with { Content = input.Content with { Setting = setting } }, finalise: true, author: author));
    }

    [Fact, Trait("Rule", "D-07")]
    public async Task Finalise_ReflectionWithoutAPart_D07_AsksForEach()
    {
        var input = Inputs.Reflection(At, maisie);
        Assert.Equal(["D-07 setting", "D-07 areas"], await TryAsync((input with { Content = input.Content with { Setting = null } }).With("areas", "")));
        Assert.Equal([$"D-07 child-{maisie}-riskFactors", $"D-07 child-{maisie}-protectiveFactors"], await TryAsync(input with { Children = new Dictionary<int, ChildContent> { [maisie] = new() } }, finalise: true));
    }

    [Fact]
    public async Task Finalise_SupervisionWithActions_MakesTasksAndIsTitledByItsKind()
    {
        var input = Inputs.Supervision(At, maisie);
        var id = await world.RecordAsync(world.Manager, input with { Content = input.Content with { Actions = [new ActionItem("Ask the school for the attendance plan", "Ellie Marsh", new DateOnly(2026, 3, 24))] } });
        await using var db = world.Open();
        var task = await db.Tasks.SingleAsync();
        Assert.Equal((world.Worker, new DateOnly(2026, 3, 24)), (task.OwnerId!.Value, task.DueOn!.Value));
        Assert.Equal("Supervision", (await db.Recordings.SingleAsync(r => r.Id == id)).Title);
    }

    [Theory]
    [InlineData(RecordingKind.Supervision)]
    [InlineData(RecordingKind.Oversight)]
    [InlineData(RecordingKind.ReflectiveDiscussion)]
    public async Task Form_WrittenAndReadBack_SaysTheSame(RecordingKind kind)
    {
        var cause = await VisitAsync();
        var input = kind switch { RecordingKind.Supervision => Inputs.Supervision(At, maisie).With(maisie, c => c with { Causes = [cause] }), RecordingKind.Oversight => Inputs.Oversight(At, cause, maisie), _ => Inputs.Reflection(At, maisie) };
        var id = await world.RecordAsync(world.Manager, input, finalise: false);
        await using var db = world.Open();
        var entry = await db.Recordings.Include(r => r.Children).Include(r => r.Versions).ThenInclude(v => v.Children).SingleAsync(r => r.Id == id);
        var read = RecordingForm.Read(kind, maisie, FormWriter.Fields(entry, entry.Versions[0]), new Dictionary<int, KnownPerson>());

        Assert.Empty(read.Troubles);
        var (own, again) = (input.Children[maisie], read.Input.Children[maisie]);
        Assert.Equal((input.Content.Setting, own.Plan), (read.Input.Content.Setting, again.Plan));
        Assert.Equal(own.Causes, again.Causes);
        Assert.Equal(own.Fields, again.Fields);
        Assert.Equal(input.Content.Fields, read.Input.Content.Fields);
        Assert.Equal(kind, RecordingForm.KindOf(RecordingForm.FormOf(kind)));
    }

    private Task<IReadOnlyList<string>> TryAsync(RecordingInput input, bool finalise = false) => world.TryAsync(input, finalise, world.Manager);

    private Task<long> VisitAsync(bool changes = false, bool finalise = true)
    {
        var visit = Inputs.Visit(world.Now.AddHours(-2), maisie);
        return world.RecordAsync(world.Worker, visit with { Content = visit.Content with { SignificantChange = changes } }, finalise);
    }

    private async Task<IReadOnlyList<string>> LabelsAsync(long id)
    {
        await using var db = world.Open();
        return [.. (await new TimelineQuery(db).FindAsync(maisie, id))!.Facts.Labels(world.Now).Select(l => l.Text)];
    }
}
