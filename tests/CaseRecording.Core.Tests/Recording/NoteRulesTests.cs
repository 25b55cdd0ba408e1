using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Recording;

/// <summary>What every entry must say, and whom it belongs to.</summary>
public sealed class NoteRulesTests
{
    [Fact, Trait("Rule", "N-01")]
    public async Task Save_WithoutTheBasics_N01_AsksForEach()
    {
        await using var world = await World.CreateAsync();
        var call = Inputs.Call(world.Now.AddHours(-1), await world.AddChildAsync());

        Assert.Equal(["N-01 date"], await world.TryAsync(call with { Date = null }));
        Assert.Equal(["N-01 time"], await world.TryAsync(call with { StartTime = null }));
        Assert.Equal(["N-01 contactType"], await world.TryAsync(call with { ContactType = null }));
        Assert.Equal(["N-01 title"], await world.TryAsync(call.With("title", " ")));
        Assert.Equal(["N-01 reason"], await world.TryAsync(call.With("reason", "")));
        Assert.Equal(["N-01 title"], await world.TryAsync(call.With("title", new string('a', FormField.LongestLine + 1))));
        Assert.Empty(await world.TryAsync(call.With("title", new string('a', FormField.LongestLine))));
        var visit = Inputs.Visit(world.Now.AddHours(-1), call.Children.Keys.Single());
        Assert.Equal(["N-01 visitType"], await world.TryAsync(visit with { VisitType = null }));
    }

    [Fact, Trait("Rule", "N-01")]
    public async Task Save_ATextTooLong_N01_IsRefusedNotCut()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var visit = Inputs.Visit(world.Now.AddHours(-1), maisie);

        Assert.Equal(["N-01 facts"], await world.TryAsync(visit.With("facts", new string('a', 100_001))));
        Assert.Equal([$"N-01 child-{maisie}-views"], await world.TryAsync(visit.With(maisie, c => c.With("views", new string('a', 100_001)))));
        Assert.Empty(await world.TryAsync(visit.With("facts", new string('a', 100_000))));
    }

    [Fact, Trait("Rule", "N-02")]
    public async Task Save_WithoutSayingWhoWasThere_N02_IsRefused()
    {
        await using var world = await World.CreateAsync();
        var call = Inputs.Call(world.Now.AddHours(-1), await world.AddChildAsync());
        RecordingInput With(bool nobody, params Participant[] people) => call with { Content = call.Content with { Participants = [.. people], NobodyPresent = nobody } };
        Participant Someone(string name = "Jean Thornley", string role = "Mother") => new(null, name, role, Attendance.Present);

        Assert.Equal(["N-02 people"], await world.TryAsync(With(nobody: false)));
        Assert.Equal(["N-02 people"], await world.TryAsync(With(nobody: true, Someone())));
        Assert.Equal(["N-02 otherPeople"], await world.TryAsync(With(nobody: false, Someone(name: ""))));
        Assert.Equal(["N-02 otherPeople"], await world.TryAsync(With(nobody: false, Someone(role: " "))));
        Assert.Empty(await world.TryAsync(With(nobody: true)));
        Assert.Empty(await world.TryAsync(With(nobody: false, Someone("Not known: he left before I could ask", "Neighbour"))));
    }

    [Theory, Trait("Rule", "N-02")]
    [InlineData(ContactType.Email)]
    [InlineData(ContactType.Letter)]
    [InlineData(ContactType.TextMessage)]
    public async Task Save_Correspondence_N02_HasSenderOrRecipients(ContactType type)
    {
        await using var world = await World.CreateAsync();
        var email = Inputs.Call(world.Now.AddHours(-1), await world.AddChildAsync()) with { ContactType = type };
        RecordingInput From(Attendance how) => email with { Content = email.Content with { Participants = [new(null, "Jean Thornley", "Mother", how)] } };

        Assert.Equal(["N-02 people"], await world.TryAsync(From(Attendance.Present)));
        Assert.Contains("N-02 people", await world.TryAsync(email with { Content = email.Content with { Participants = [], NobodyPresent = true } }));
        Assert.Empty(await world.TryAsync(From(Attendance.Sender)));
        Assert.Empty(await world.TryAsync(From(Attendance.Recipient)));
    }

    [Fact, Trait("Rule", "N-03")]
    public async Task Save_WithoutWhatHappened_N03_IsRefused()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();

        Assert.Equal(["N-03 facts"], await world.TryAsync(Inputs.Call(world.Now.AddHours(-1), maisie).With("facts", "")));
        Assert.Equal(["N-03 facts"], await world.TryAsync(Inputs.Visit(world.Now.AddHours(-1), maisie).With("facts", "")));
    }

    [Theory, Trait("Rule", "N-04")]
    [InlineData("analysis")]
    [InlineData("workingWell")]
    [InlineData("worries")]
    [InlineData("needsToHappen")]
    public async Task Finalise_ASignificantEvent_N04_NeedsTheFourTextsForEachChild(string key)
    {
        await using var world = await World.CreateAsync();
        var (maisie, leo) = (await world.AddChildAsync(), await world.AddChildAsync("Leo Thornley"));
        var visit = Inputs.Visit(world.Now.AddHours(-1), maisie, leo).With(leo, c => c.With(key, " "));
        var call = Inputs.Call(world.Now.AddHours(-1), maisie) with { IsSignificant = true };

        Assert.Equal([$"N-04 child-{leo}-{key}"], await world.TryFinaliseAsync(visit));
        Assert.Contains($"N-04 child-{maisie}-{key}", await world.TryFinaliseAsync(call));
        Assert.Empty(await world.TryAsync(visit)); // to be saved it need not be complete
        Assert.Empty(await world.TryFinaliseAsync(call with { IsSignificant = false }));
    }

    [Fact, Trait("Rule", "N-14")]
    public async Task Save_SignificantOrByChoice_N14_IsInTheChronology()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var call = Inputs.Call(world.Now.AddHours(-1), maisie);
        await world.RecordAsync(world.Worker, call, finalise: false);
        await world.RecordAsync(world.Worker, call with { InChronology = true }, finalise: false);
        await world.RecordAsync(world.Worker, call with { IsSignificant = true }, finalise: false);
        await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-1), maisie), finalise: false);

        await using var db = world.Open();
        Assert.Equal([false, true, true, true], await db.Recordings.OrderBy(r => r.Id).Select(r => r.InChronology).ToListAsync());
    }

    [Fact, Trait("Rule", "N-07")]
    public async Task Save_MadeBySomeoneElse_N07_KeepsBothAndOnlyColleaguesCanBeNamed()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var call = Inputs.Call(world.Now.AddHours(-1), maisie);

        Assert.Equal(["N-07 madeBy"], await world.TryAsync(call with { MadeById = world.OtherWorker }));
        Assert.Equal(["N-07 madeBy"], await world.TryAsync(call with { MadeById = Guid.NewGuid() }));
        Assert.Empty(await world.TryAsync(call with { MadeById = world.Colleague }));
        Assert.Empty(await world.TryAsync(call));

        await using var db = world.Open();
        var both = await db.Recordings.OrderBy(r => r.Id).ToListAsync();
        Assert.Equal((world.Colleague, world.Worker, true), (both[0].MadeById, both[0].AuthorId, both[0].TypedBySomeoneElse));
        Assert.False(both[1].TypedBySomeoneElse);
    }

    [Fact, Trait("Rule", "N-09")]
    public async Task Finalise_AnInterpreterWithoutName_N09_IsRefused()
    {
        await using var world = await World.CreateAsync();
        var call = Inputs.Call(world.Now.AddHours(-1), await world.AddChildAsync());
        RecordingInput Using(string? name, InterpreterKind? kind) => call with { Content = call.Content with { Interpreter = new(name, kind) } };

        Assert.Equal(["N-09 interpreterName"], await world.TryFinaliseAsync(Using(" ", InterpreterKind.Friend)));
        Assert.Equal(["N-09 interpreterKind"], await world.TryFinaliseAsync(Using("Word for Word, 4471", null)));
        Assert.Empty(await world.TryFinaliseAsync(Using("Word for Word, 4471", InterpreterKind.Contracted)));
        Assert.Empty(await world.TryAsync(Using(null, null)));
    }

    [Fact, Trait("Rule", "N-10")]
    public async Task Save_ForTwoChildren_N10_KeepsEachOnesPartApart()
    {
        await using var world = await World.CreateAsync();
        var (maisie, leo) = (await world.AddChildAsync(), await world.AddChildAsync("Leo Thornley"));
        var visit = Inputs.Visit(world.Now.AddHours(-1), maisie, leo)
            .With(leo, c => c.With("views", "You miss your dad.") with { Alone = false }).With(leo, c => c.With("whyNotAlone", "You wanted Maisie there."));

        await world.RecordAsync(world.Worker, visit);

        await using var db = world.Open();
        var parts = await db.RecordingChildVersions.ToDictionaryAsync(v => v.ChildId);
        Assert.Equal("You miss your dad.", parts[leo].Content["views"]);
        Assert.DoesNotContain("You miss your dad.", parts[maisie].Content.Fields.Values);
        Assert.Equal([true, false], await db.RecordingChildren.OrderBy(c => c.ChildId).Select(c => c.Alone!.Value).ToListAsync());
        Assert.Equal(2, await db.AuditEvents.CountAsync(a => a.Action == AuditAction.Finalised));
    }

    [Fact, Trait("Rule", "N-10")]
    public async Task Save_ForNoChildOrLeavingOneOut_N10_IsRefused()
    {
        await using var world = await World.CreateAsync();
        var (maisie, leo) = (await world.AddChildAsync(), await world.AddChildAsync("Leo Thornley"));
        await using var db = world.Open();
        var none = await Assert.ThrowsAsync<RuleViolationException>(async () => await world.Recordings(db).SaveAsync(
            world.As(world.Worker), await world.DraftAsync(db, world.Worker, maisie), Inputs.Call(world.Now, maisie) with { Children = new Dictionary<int, ChildContent>() }, false));
        Assert.Equal("N-10", Assert.Single(none.Violations).Rule.Code);

        var id = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-1), maisie, leo), finalise: false);
        var draft = await world.DraftAsync(db, world.Worker, maisie, id);
        var left = await Assert.ThrowsAsync<RuleViolationException>(() => world.Recordings(db).SaveAsync(world.As(world.Worker), draft, Inputs.Visit(world.Now.AddHours(-1), maisie), false));
        Assert.Equal("children", Assert.Single(left.Violations).Field);
    }

    [Fact, Trait("Rule", "A-01")]
    public async Task Save_NamingAChildOfAnotherTeam_A01_IsRefusedAndAudited()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var stranger = await world.AddChildAsync("Ola Brandt", allocate: false);
        await using (var db = world.Open())
        {
            var child = await db.Children.SingleAsync(c => c.Id == stranger);
            child.Allocate(world.As(world.OtherManager), world.OtherTeam, world.OtherWorker);
            db.Audit(world.As(world.OtherManager), AuditAction.Allocated, stranger);
            await db.SaveChangesAsync();
        }

        await Assert.ThrowsAsync<AccessRefusedException>(() => world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-1), maisie, stranger)));

        await using var after = world.Open();
        Assert.Equal(0, await after.Recordings.CountAsync());
        Assert.Equal(1, await after.AuditEvents.CountAsync(a => a.Action == AuditAction.AccessRefused && a.ChildId == stranger && a.StaffId == world.Worker));
    }

    [Fact, Trait("Rule", "N-17")]
    public async Task Save_OverAFinalEntry_N17_IsRefused()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var visit = Inputs.Visit(world.Now.AddHours(-1), maisie);
        var id = await world.RecordAsync(world.Worker, visit);
        await using var db = world.Open();
        var draft = await world.DraftAsync(db, world.Worker, maisie, id);

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.Recordings(db).SaveAsync(world.As(world.Worker), draft, visit.With("facts", "Something else."), false));

        Assert.Equal("N-17", refused.Violations.Single().Rule.Code);
        Assert.Equal("I came after school and we made toast.", (await db.RecordingVersions.AsNoTracking().SingleAsync()).Content["facts"]);
    }

    [Fact, Trait("Rule", "N-17")]
    public async Task Save_AReturnedEntry_N17_TakesNewWordsButKeepsItsTime()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var visit = Inputs.Visit(world.Now.AddHours(-3), maisie);
        var id = await world.RecordAsync(world.Worker, visit);
        await using var db = world.Open();
        var service = world.Recordings(db);
        await service.ReturnAsync(world.As(world.Manager), id, (await db.Recordings.AsNoTracking().SingleAsync()).Version, "Please say what you saw of the bedroom.");
        db.ChangeTracker.Clear();
        var draft = await world.DraftAsync(db, world.Worker, maisie, id);

        var moved = await Assert.ThrowsAsync<RuleViolationException>(() => service.SaveAsync(world.As(world.Worker), draft, visit with { StartTime = visit.StartTime!.Value.AddMinutes(5) }, true));
        Assert.Equal(("N-17", "date"), (moved.Violations.Single().Rule.Code, moved.Violations.Single().Field));
        db.ChangeTracker.Clear();
        await service.SaveAsync(world.As(world.Worker), draft, visit.With("facts", "You showed me your new bed."), true);

        var entry = await db.Recordings.AsNoTracking().Include(r => r.Versions).SingleAsync();
        Assert.Equal((RecordingState.Final, 2, world.Now.AddHours(-3)), (entry.State, entry.Versions.Count, entry.OccurredAtUtc));
    }

    [Fact]
    public async Task Save_OverAVersionNobodySaw_IsRefusedAsChangedMeanwhile()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var visit = Inputs.Visit(world.Now.AddHours(-1), maisie);
        var id = await world.RecordAsync(world.Worker, visit, finalise: false);
        await using var db = world.Open();
        var service = world.Recordings(db);
        var (first, second) = (await world.DraftAsync(db, world.Worker, maisie, id), await world.DraftAsync(db, world.Worker, maisie, id));

        await service.SaveAsync(world.As(world.Worker), first, visit.With("facts", "One.") with { BasedOnVersion = 1 }, false);
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => service.SaveAsync(world.As(world.Worker), second, visit.With("facts", "Two.") with { BasedOnVersion = 1 }, false));
    }

    [Fact]
    public async Task Check_BeforeFinalising_TellsRefusalsAndSavesNothing()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await using var db = world.Open();
        var draft = await world.DraftAsync(db, world.Worker, maisie);
        var visit = Inputs.Visit(world.Now.AddHours(-1), maisie);

        Assert.Empty(await world.Recordings(db).CheckAsync(world.As(world.Worker), draft, visit, finalise: true));
        var one = Assert.Single(await world.Recordings(db).CheckAsync(world.As(world.Worker), draft, visit.With("purpose", ""), finalise: true));

        Assert.Equal(("V-04", "purpose"), (one.Rule.Code, one.Field));
        Assert.Equal(0, await db.Recordings.CountAsync());
    }
}
