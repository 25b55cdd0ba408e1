using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Recording;

/// <summary>Words on their way into the record: kept whatever they say, the author's alone, never lost to another tab.</summary>
public sealed class DraftServiceTests
{
    [Fact]
    public async Task Autosave_FieldAfterField_AddsToWhatIsKept()
    {
        await using var world = await World.CreateAsync();
        var start = new DraftStart(await world.AddChildAsync(), "visit");
        await using var db = world.Open();
        var (drafts, id) = (world.Drafts(db), Guid.NewGuid());

        var first = await drafts.AutosaveAsync(world.As(world.Worker), id, start, 0, Fields(("title", "After school"), ("date-day", "31"), ("date-month", "2"), ("date-year", "2026")));
        var second = await drafts.AutosaveAsync(world.As(world.Worker), id, start, 1, Fields(("facts", "You were in.")));

        Assert.Equal((AutosaveOutcome.Saved, AutosaveOutcome.Saved, 2), (first.Outcome, second.Outcome, second.Draft!.Version));
        Assert.Equal(("After school", "31", "You were in."), (second.Draft.Fields["title"][0], second.Draft.Fields["date-day"][0], second.Draft.Fields["facts"][0]));
        Assert.Equal(0, await db.Recordings.CountAsync());
    }

    [Fact]
    public async Task Autosave_OnAVersionSomeoneSavedOver_GivesTheOtherWords()
    {
        await using var world = await World.CreateAsync();
        var start = new DraftStart(await world.AddChildAsync(), "visit");
        await using var db = world.Open();
        var (drafts, id) = (world.Drafts(db), Guid.NewGuid());
        await drafts.AutosaveAsync(world.As(world.Worker), id, start, 0, Fields(("facts", "One tab")));

        var other = await drafts.AutosaveAsync(world.As(world.Worker), id, start, 0, Fields(("facts", "Another tab")));
        var posted = await drafts.PostAsync(world.As(world.Worker), id, start, 0, Fields(("facts", "Another tab")));
        var same = await drafts.PostAsync(world.As(world.Worker), id, start, 0, Fields(("facts", "One tab"), ("people", null)));

        Assert.Equal((AutosaveOutcome.Conflict, "One tab"), (other.Outcome, other.Draft!.Fields["facts"][0]));
        Assert.Equal(AutosaveOutcome.Conflict, posted.Outcome);
        Assert.Equal(AutosaveOutcome.Saved, same.Outcome); // nothing to choose between
    }

    [Fact]
    public async Task BringBack_WithinSevenDays_IsAsItWas()
    {
        await using var world = await World.CreateAsync();
        var start = new DraftStart(await world.AddChildAsync(), "visit");
        await using var db = world.Open();
        var (drafts, id) = (world.Drafts(db), Guid.NewGuid());
        await drafts.AutosaveAsync(world.As(world.Worker), id, start, 0, Fields(("facts", "You were in.")));
        Assert.Null(await drafts.BringBackAsync(world.As(world.Worker), id)); // not discarded
        await drafts.DiscardAsync(world.As(world.Worker), id);

        Assert.Null(await drafts.BringBackAsync(world.As(world.Colleague), id));
        Assert.Empty(await drafts.DiscardedAsync(world.As(world.Colleague)));
        world.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));
        Assert.Null(await drafts.BringBackAsync(world.As(world.Worker), id));
        Assert.Empty(await drafts.DiscardedAsync(world.As(world.Worker)));
        world.Clock.Advance(TimeSpan.FromMinutes(-1));
        Assert.Equal(id, Assert.Single(await drafts.DiscardedAsync(world.As(world.Worker))).Draft.Id);
        var back = await drafts.BringBackAsync(world.As(world.Worker), id);

        Assert.Equal(("You were in.", false, null), (back!.Fields["facts"][0], back.Discarded, back.FinishedAtUtc));
        Assert.Equal(AutosaveOutcome.Saved, (await drafts.AutosaveAsync(world.As(world.Worker), id, start, back.Version, Fields(("facts", "You were in. We talked.")))).Outcome);
        Assert.Equal([AuditAction.DraftDiscarded, AuditAction.DraftBroughtBack], await db.AuditEvents.Where(e => e.Subject == id.ToString("N")).OrderBy(e => e.Id).Select(e => e.Action).ToListAsync());
    }

    [Fact]
    [Trait("Rule", "N-07")]
    public async Task TakeOver_ADraftOfAnAbsentWorker_N07_NamesBothAndKeepsTheReason()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await using var db = world.Open();
        var (left, id) = (new LeftDrafts(db, new ChildAccess(db)), Guid.NewGuid());
        await world.Drafts(db).AutosaveAsync(world.As(world.Worker), id, new DraftStart(maisie, "visit"), 0, Fields(("facts", "You were in.")));
        var team = (await db.Children.SingleAsync()).TeamId!.Value;
        Assert.Equal(id, Assert.Single(await left.ListAsync(world.As(world.Manager), team)).DraftId);

        await Assert.ThrowsAsync<AccessRefusedException>(() => left.TakeOverAsync(world.As(world.Colleague), id, "Ellie is off sick until after Easter"));
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => left.TakeOverAsync(world.As(world.Manager), id, "She is off sick now"));
        Assert.Equal(("N-07", "reason"), (refused.Violations[0].Rule.Code, refused.Violations[0].Field));
        var taken = await left.TakeOverAsync(world.As(world.Manager), id, "She is off sick, now.");

        Assert.Equal((world.Manager, world.Worker, world.Worker.ToString()), (taken!.AuthorId, taken.BegunById, taken.Fields["madeBy"][0]));
        Assert.Null(await world.Drafts(db).FindAsync(world.As(world.Worker), id));
        Assert.NotNull(await world.Drafts(db).FindAsync(world.As(world.Manager), id));
        Assert.Null(await left.TakeOverAsync(world.As(world.Manager), id, "She is off sick, now.")); // theirs already
        Assert.Equal("She is off sick, now.", (await db.AuditEvents.SingleAsync(e => e.Action == AuditAction.DraftTakenOver)).Reason);
    }

    [Fact]
    public async Task TakeOver_AChangeToAnEntry_StaysWithItsAuthor()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        var entry = await world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddHours(-1), maisie), finalise: false);
        await using var db = world.Open();
        var (left, id) = (new LeftDrafts(db, new ChildAccess(db)), Guid.NewGuid());
        await world.Drafts(db).AutosaveAsync(world.As(world.Worker), id, new DraftStart(maisie, "note", entry), 0, Fields(("facts", "You were in.")));

        Assert.Empty(await left.ListAsync(world.As(world.Manager), (await db.Children.SingleAsync()).TeamId!.Value));
        Assert.Null(await left.TakeOverAsync(world.As(world.Manager), id, "Ellie is off sick until after Easter"));
    }

    [Fact]
    public async Task Post_TwiceAtOnce_KeepsOneAndTellsTheOther()
    {
        await using var world = await World.CreateAsync();
        var start = new DraftStart(await world.AddChildAsync(), "visit");
        var id = Guid.NewGuid();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            await using var db = world.Open();
            return (await world.Drafts(db).PostAsync(world.As(world.Worker), id, start, 0, Fields(("facts", $"Tab {i}")))).Outcome;
        }));

        Assert.Single(outcomes, AutosaveOutcome.Saved);
        Assert.Equal(5, outcomes.Count(o => o == AutosaveOutcome.Conflict));
    }

    [Fact]
    public async Task Autosave_BySomeoneElseOrForAChildTheyMayNotRecordFor_FindsNothing()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await using var db = world.Open();
        var drafts = world.Drafts(db);
        var id = await world.DraftAsync(db, world.Worker, maisie);
        var entry = await world.RecordAsync(world.Worker, Inputs.Call(world.Now, maisie), finalise: false);

        async Task<AutosaveOutcome> Try(Guid who, Guid draft, DraftStart start) => (await drafts.AutosaveAsync(world.As(who), draft, start, 1, Fields(("facts", "x")))).Outcome;
        Assert.Equal(AutosaveOutcome.NotFound, await Try(world.Colleague, id, new(maisie, "visit")));
        Assert.Equal(AutosaveOutcome.NotFound, await Try(world.OtherWorker, Guid.NewGuid(), new(maisie, "visit")));
        Assert.Equal(AutosaveOutcome.NotFound, await Try(world.Worker, Guid.NewGuid(), new(maisie + 99, "visit")));
        Assert.Equal(AutosaveOutcome.NotFound, await Try(world.Worker, Guid.NewGuid(), new(maisie, "party")));
        Assert.Equal(AutosaveOutcome.NotFound, await Try(world.Colleague, Guid.NewGuid(), new(maisie, "note", entry))); // someone else's entry
        Assert.Null(await drafts.FindAsync(world.As(world.Colleague), id));
        Assert.NotNull(await drafts.FindAsync(world.As(world.Worker), id));
    }

    [Fact, Trait("Rule", "A-02")]
    public async Task Find_OnceAConflictOfInterestIsDeclared_A02_ThereIsNoDraft()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await using var db = world.Open();
        var id = await world.DraftAsync(db, world.Worker, maisie);
        db.Conflicts.Add(new ConflictOfInterest { ChildId = maisie, StaffId = world.Worker, Reason = "Cousin", DeclaredAtUtc = world.Now });
        db.Audit(world.As(world.Manager), AuditAction.ConflictDeclared, maisie);
        await db.SaveChangesAsync();

        Assert.Null(await world.Drafts(db).FindAsync(world.As(world.Worker), id));
        Assert.Equal(AutosaveOutcome.NotFound, (await world.Drafts(db).AutosaveAsync(world.As(world.Worker), id, new(maisie, "visit"), 1, Fields(("facts", "x")))).Outcome);
        Assert.Empty(await Mine(world, world.Worker));
    }

    [Fact]
    public async Task Autosave_MoreThanADraftHolds_KeepsWhatWasThere()
    {
        await using var world = await World.CreateAsync();
        var start = new DraftStart(await world.AddChildAsync(), "visit");
        await using var db = world.Open();
        var (drafts, id) = (world.Drafts(db), Guid.NewGuid());
        await drafts.AutosaveAsync(world.As(world.Worker), id, start, 0, Fields(("facts", "Kept.")));

        var paste = await drafts.AutosaveAsync(world.As(world.Worker), id, start, 1, Fields(("views", new string('a', 1_000_000))));
        var flood = await drafts.AutosaveAsync(world.As(world.Worker), id, start, 2, Fields(("advice", new string('a', DraftService.MostCharacters))));

        Assert.Equal((AutosaveOutcome.Saved, AutosaveOutcome.TooMuch), (paste.Outcome, flood.Outcome));
        await using var after = world.Open();
        var draft = await after.Drafts.SingleAsync();
        Assert.Equal(("Kept.", 1_000_000), (draft.Fields["facts"][0], draft.Fields["views"][0].Length));
    }

    [Fact]
    public async Task Autosave_AfterTheDraftWasFinished_IsGone()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await using var db = world.Open();
        var drafts = world.Drafts(db);
        var (saved, discarded) = (await world.DraftAsync(db, world.Worker, maisie), await world.DraftAsync(db, world.Worker, maisie));
        var entry = await world.Recordings(db).SaveAsync(world.As(world.Worker), saved, Inputs.Visit(world.Now, maisie), finalise: false);
        Assert.True(await drafts.DiscardAsync(world.As(world.Worker), discarded));
        Assert.False(await drafts.DiscardAsync(world.As(world.Worker), discarded));
        Assert.False(await drafts.DiscardAsync(world.As(world.Colleague), saved));

        foreach (var id in new[] { saved, discarded })
        {
            Assert.Equal(AutosaveOutcome.Gone, (await drafts.AutosaveAsync(world.As(world.Worker), id, new(maisie, "visit"), 1, Fields(("facts", "x")))).Outcome);
        }

        var posted = await drafts.PostAsync(world.As(world.Worker), saved, new(maisie, "visit"), 1, Fields(("facts", "x")));
        Assert.Equal((AutosaveOutcome.Gone, entry), (posted.Outcome, posted.Draft!.RecordingId!.Value));
        Assert.Equal(1, await db.AuditEvents.CountAsync(a => a.Action == AuditAction.DraftDiscarded));
        await Assert.ThrowsAsync<AccessRefusedException>(() => world.Recordings(db).SaveAsync(world.As(world.Worker), discarded, Inputs.Visit(world.Now, maisie), finalise: false));
    }

    [Fact, Trait("Rule", "T-09")]
    public async Task List_MyDrafts_T09_WhatRunsOutFirstComesFirst()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await using var db = world.Open();
        var drafts = world.Drafts(db);
        async Task<Guid> Begin(string title, string day, string time, long? entry = null)
        {
            var id = Guid.NewGuid();
            await drafts.AutosaveAsync(world.As(world.Worker), id, new(maisie, "visit", entry), 0, Fields(("title", title), ("date-day", day), ("date-month", "3"), ("date-year", "2026"), ("time", time)));
            return id;
        }

        var entry = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-71), maisie) with { LateReason = "Ill." }, finalise: false);
        await Begin("later", "17", "12:00");
        await Begin("no time yet", "17", "");
        await Begin("sooner", "17", "09:00");
        await Begin("to be finalised within the hour", "14", "15:00", entry);
        await world.DraftAsync(db, world.Colleague, maisie);

        var mine = await Mine(world, world.Worker);

        Assert.Equal(["to be finalised within the hour", "sooner", "later", "no time yet"], mine.Select(d => d.Title));
        Assert.Equal([world.Now.AddHours(1), new DateTime(2026, 3, 18, 9, 0, 0), new DateTime(2026, 3, 18, 12, 0, 0), null], mine.Select(d => d.DueAtUtc));
        Assert.All(mine, d => Assert.Equal(("Maisie", "visit"), (d.Child, d.Form)));
    }

    private static async Task<IReadOnlyList<MyDraft>> Mine(World world, Guid who)
    {
        await using var db = world.Open();
        return await new MyDrafts(db, new ChildAccess(db), new PolicyStore(db)).ListAsync(world.As(who));
    }

    private static Dictionary<string, string[]> Fields(params (string Name, string? Value)[] fields) =>
        fields.ToDictionary(f => f.Name, f => f.Value is null ? Array.Empty<string>() : [f.Value]);
}
