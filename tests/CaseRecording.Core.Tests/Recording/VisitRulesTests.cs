using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Recording;

/// <summary>What a visit must say of each child, and which visits there are.</summary>
public sealed class VisitRulesTests
{
    [Fact, Trait("Rule", "V-01")]
    public async Task Finalise_AVisit_V01_EachQuestionIsAnsweredForEachChild()
    {
        await using var world = await World.CreateAsync();
        var (maisie, leo) = (await world.AddChildAsync(), await world.AddChildAsync("Leo Thornley"));
        var visit = Inputs.Visit(world.Now.AddHours(-1), maisie, leo);
        Task<IReadOnlyList<string>> Leo(Func<ChildContent, ChildContent> change) => world.TryFinaliseAsync(visit.With(leo, change));

        Assert.Equal([$"V-01 child-{leo}-seen"], await Leo(_ => new ChildContent()));
        Assert.Equal([$"V-01 child-{leo}-seen"], await Leo(c => c with { Alone = null }));
        Assert.Equal([$"V-01 child-{leo}-interviewed"], await Leo(c => c with { Interviewed = null }));
        Assert.Equal([$"V-01 child-{leo}-bedroom"], await Leo(c => c with { Bedroom = null }));
        Assert.Equal([$"V-01 child-{leo}-bedroom"], await Leo(_ => Inputs.NotSeen() with { Bedroom = null }));
        Assert.Empty(await Leo(c => c with { Interviewed = false, Bedroom = Bedroom.NotAtHome }));
        Assert.Empty(await world.TryAsync(visit.With(leo, _ => new ChildContent()))); // to be saved it need not be complete
    }

    [Fact, Trait("Rule", "V-02")]
    public async Task Finalise_NotAloneOrNotSeen_V02_SaysWhyAndWhatNext()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var seen = Inputs.Visit(world.Now.AddHours(-1), maisie).With(maisie, c => c with { Alone = false });
        var unseen = seen.With(maisie, _ => Inputs.NotSeen());

        Assert.Equal([$"V-02 child-{maisie}-whyNotAlone"], await world.TryFinaliseAsync(seen));
        Assert.Empty(await world.TryFinaliseAsync(seen.With(maisie, c => c.With("whyNotAlone", "You wanted your mum there."))));
        Assert.Equal([$"V-02 child-{maisie}-whyNotSeen"], await world.TryFinaliseAsync(unseen.With(maisie, c => c.With("whyNotSeen", " "))));
        Assert.Equal([$"V-02 child-{maisie}-whatElse"], await world.TryFinaliseAsync(unseen.With(maisie, c => c.With("whatElse", ""))));
        Assert.Equal([$"V-02 child-{maisie}-nextVisitOn"], await world.TryFinaliseAsync(unseen.With(maisie, c => c.With("nextVisit", ""))));
        Assert.Empty(await world.TryFinaliseAsync(unseen.With(maisie, c => c.With("nextVisit", "") with { NextVisitOn = new DateOnly(2026, 3, 20) })));
        Assert.Empty(await world.TryFinaliseAsync(unseen));
    }

    [Theory, Trait("Rule", "V-03")]
    [InlineData(StatusKind.ChildInNeed, VisitType.ChildInNeed, true)]
    [InlineData(StatusKind.ChildInNeed, VisitType.ChildProtection, false)]
    [InlineData(StatusKind.ChildProtection, VisitType.LookedAfter, false)]
    [InlineData(StatusKind.None, VisitType.ChildInNeed, false)]
    [InlineData(StatusKind.None, VisitType.DirectWork, false)]
    [InlineData(StatusKind.None, VisitType.AssessmentSession, true)]
    [InlineData(StatusKind.None, VisitType.HomeVisit, true)]
    public async Task Save_AVisitType_V03_NeedsTheStatusOfThatDay(StatusKind status, VisitType type, bool accepted)
    {
        await using var world = await World.CreateAsync();
        var visit = Inputs.Visit(world.Now.AddHours(-1), await world.AddChildAsync(status: status)) with { VisitType = type };

        Assert.Equal(accepted ? [] : ["V-03 visitType"], await world.TryAsync(visit));
    }

    [Fact, Trait("Rule", "V-03")]
    public async Task Save_AVisitBeforeTheStatusBegan_V03_GoesByTheDayOfTheVisit()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync(status: StatusKind.ChildInNeed);
        var today = Core.Time.LondonTime.DateOf(world.Now);
        await using (var db = world.Open())
        {
            var child = await db.Children.Include(c => c.Statuses).SingleAsync();
            child.SetStatus(new StatusPeriod(StatusKind.ChildProtection, today), alongside: false);
            db.Audit(world.As(world.Manager), Audit.AuditAction.StatusChanged, maisie);
            await db.SaveChangesAsync();
        }

        Assert.Equal(["V-03 visitType"], await world.TryAsync(Inputs.Visit(world.Now.AddDays(-1), maisie) with { VisitType = VisitType.ChildProtection }));
        Assert.Empty(await world.TryAsync(Inputs.Visit(world.Now.AddDays(-1), maisie) with { VisitType = VisitType.ChildInNeed }));
        Assert.Empty(await world.TryAsync(Inputs.Visit(world.Now, maisie) with { VisitType = VisitType.ChildProtection }));
    }

    [Fact, Trait("Rule", "V-03")]
    public async Task Save_SayingTheStatusIsWrong_V03_IsLabelledAndTheManagerTold()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync(status: StatusKind.ChildInNeed);
        var visit = Inputs.Visit(world.Now.AddHours(-1), maisie) with { VisitType = VisitType.ChildProtection, StatusSaidWrong = true };
        var id = await world.RecordAsync(world.Worker, visit, finalise: false);
        await using var db = world.Open();
        await world.Recordings(db).SaveAsync(world.As(world.Worker), await world.DraftAsync(db, world.Worker, maisie, id), visit, finalise: true);

        Assert.True((await db.Recordings.SingleAsync()).StatusSaidWrong);
        var alert = await db.Alerts.SingleAsync(); // said twice, told once
        Assert.Equal((AlertKind.StatusSaidWrong, maisie, id, world.Team), (alert.Kind, alert.ChildId, alert.RecordingId!.Value, alert.TeamId!.Value));
    }

    [Fact, Trait("Rule", "V-04")]
    public async Task Finalise_AVisit_V04_HasPlaceAndPurpose()
    {
        await using var world = await World.CreateAsync();
        var visit = Inputs.Visit(world.Now.AddHours(-1), await world.AddChildAsync());

        Assert.Equal(["V-04 place"], await world.TryFinaliseAsync(visit.With("place", "")));
        Assert.Equal(["V-04 purpose"], await world.TryFinaliseAsync(visit.With("purpose", " ")));
        Assert.Empty(await world.TryFinaliseAsync(visit));
    }

    [Fact, Trait("Rule", "V-05")]
    public async Task Finalise_AnUnsuccessfulVisit_V05_IsRecordedWithoutAnalysisAndShowsNotSeen()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var visit = Inputs.Visit(world.Now.AddHours(-1), maisie).With(maisie, _ => Inputs.NotSeen());
        var nobody = visit with { Content = visit.Content with { Participants = [], NobodyPresent = true } };

        Assert.Empty(await world.TryFinaliseAsync(nobody));

        await using var db = world.Open();
        var entry = await db.Recordings.Include(r => r.Children).SingleAsync();
        Assert.False(entry.IsSignificant);
        Assert.False(entry.Children.Single().Seen);
        Assert.True(entry.WasPlanned);
        Assert.Null((await db.Children.SingleAsync()).LastSeenAtUtc);
    }

    [Fact, Trait("Rule", "V-07")]
    public async Task Save_AVisitByAColleague_V07_IsLabelledForEachChildOfAnotherWorker()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var visit = Inputs.Visit(world.Now.AddHours(-1), maisie);
        await world.RecordAsync(world.Worker, visit, finalise: false);
        await world.RecordAsync(world.Colleague, visit, finalise: false);
        await world.RecordAsync(world.Colleague, visit with { MadeById = world.Worker }, finalise: false);
        await world.RecordAsync(world.Colleague, Inputs.Call(world.Now.AddHours(-1), maisie), finalise: false);

        await using var db = world.Open();
        Assert.Equal([false, true, false, false], await db.RecordingChildren.OrderBy(c => c.RecordingId).Select(c => c.NotByAllocatedWorker).ToListAsync());
    }
}
