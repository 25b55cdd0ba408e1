using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Disclosure;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing.Likeness;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Recording;

/// <summary>What a move takes with it, what stays, and that every reader finds it with the right child and with no other (A-07, N-10).</summary>
public sealed class MovedPartTests : IAsyncLifetime
{
    private const string Canary = "The heron stood in the mill pond all the afternoon while you counted its slow steps aloud for me twice over.";
    private static readonly System.Text.Json.JsonSerializerOptions AsTyped = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private World world = null!;
    private int wrong;
    private int right;
    private int sibling;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        wrong = await world.AddChildAsync("Maisie Thornley");
        right = await world.AddChildAsync("Reuben Ashworth");
        sibling = await world.AddChildAsync("Jay Thornley");
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact, Trait("Rule", "N-10")]
    public async Task Move_OnePartOfASharedVisit_N10_EveryReaderFindsItWithTheRightChildOnly()
    {
        var id = await world.RecordAsync(world.Worker, Shared());
        await AmendAsync(id, $"{Canary} amended", wrong);
        await AmendAsync(id, "For all of them", null);
        await ReturnAsync(id, $"{Canary} returned", new ReturnPlace("views", wrong));

        await world.MoveAsync(world.Manager, wrong, right, id);

        Assert.DoesNotContain(Canary, await EverythingAsync(wrong, id), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, await EverythingAsync(sibling, id), StringComparison.Ordinal);
        var there = await EverythingAsync(right, id);
        foreach (var part in new[] { Canary, $"{Canary} amended", "For all of them", $"{Canary} returned" }) Assert.Contains(part, there, StringComparison.Ordinal);
        await using var db = world.Open();
        Assert.NotNull(await Entries(db).FindAsync(sibling, id));
        Assert.Single((await Entries(db).FindAsync(sibling, id))!.Returns); // one, not also the copy
        Assert.False(await db.PassagePrints.AnyAsync(p => p.ChildId == wrong));
    }

    [Fact, Trait("Rule", "A-07")]
    public async Task Move_ThereAndBack_A07_DoublesNothingAndKeepsWhatWasAddedMeanwhile()
    {
        var id = await world.RecordAsync(world.Worker, Shared());
        await AmendAsync(id, "Before the move", wrong);
        await world.MoveAsync(world.Manager, wrong, right, id);
        await AmendAsync(id, "After the move", right);

        await world.MoveAsync(world.Manager, right, wrong, id);

        await using var db = world.Open();
        var entry = (await Entries(db).FindAsync(wrong, id))!;
        Assert.Equal(["Before the move", "After the move"], entry.Amendments.Select(a => a.Text));
        Assert.Equal([false, true], entry.Moves.Select(m => m.IsArrival));
        Assert.Equal([null, "I had the wrong record open"], entry.Moves.Select(m => m.Reason));
        Assert.Null(await Entries(db).TraceAsync(wrong, id));
        Assert.NotNull(await Entries(db).TraceAsync(right, id));
        Assert.DoesNotContain("the move", await EverythingAsync(right, id), StringComparison.Ordinal);
        Assert.Equal(1, await TwinFinder.Candidates(db, [wrong, right], [.. Shingles.Prints([Canary])], 0).CountAsync());
    }

    [Fact, Trait("Rule", "A-07")]
    public async Task Change_AfterTheMove_A07_TheFormHoldsTheRightChildsPartAndTakesTheFirstBackOnNoTerms()
    {
        var id = await world.RecordAsync(world.Worker, Shared(), finalise: false);
        Guid draftId;
        await using (var db = world.Open())
        {
            draftId = Guid.NewGuid();
            await world.Drafts(db).AutosaveAsync(world.As(world.Worker), draftId, new DraftStart(wrong, "visit", id), 0, new Dictionary<string, string[]>
            {
                ["title"] = ["Being changed"],
                ["children"] = [$"{wrong}", $"{sibling}"],
                [$"child-{wrong}-views"] = ["Typed and not saved"],
                [$"child-{wrong}-joined"] = ["7"],
            });
        }

        await world.MoveAsync(world.Worker, wrong, right, id);

        await using var check = world.Open();
        var draft = (await world.Drafts(check).FindAsync(world.As(world.Worker), draftId))!;
        Assert.Equal((right, "Typed and not saved"), (draft.ChildId, draft.Fields[$"child-{right}-views"][0]));
        Assert.Equal([$"{right}", $"{sibling}"], draft.Fields["children"]);
        Assert.DoesNotContain(draft.Fields.Keys, k => k.StartsWith($"child-{wrong}-", StringComparison.Ordinal) || k.EndsWith("-joined", StringComparison.Ordinal));
        var recording = await check.Recordings.AsNoTracking().Include(r => r.Children).SingleAsync(r => r.Id == id);
        var version = await check.RecordingVersions.AsNoTracking().Include(v => v.Children).SingleAsync(v => v.RecordingId == id);
        var fields = FormWriter.Fields(recording, version);
        Assert.DoesNotContain(fields.Keys, k => k.StartsWith($"child-{wrong}-", StringComparison.Ordinal));
        Assert.Equal(Canary, fields[$"child-{right}-views"][0]);

        var again = Shared();
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => world.Recordings(check).SaveAsync(
            world.As(world.Worker), draftId, again with { BasedOnVersion = 1, Children = new Dictionary<int, ChildContent>(again.Children) { [right] = Inputs.Seen() } }, finalise: false));
        Assert.Equal("A-07 children", string.Join(';', refused.Violations.Select(v => $"{v.Rule.Code} {v.Field}")));
    }

    [Fact, Trait("Rule", "V-05")]
    public async Task Move_AnUnsuccessfulVisit_V05_ItsTaskGoesWithItAndWhatItToldOfIsOpenAgain()
    {
        await world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddHours(-5), wrong) is var call ? call with { Content = call.Content with { Actions = [new("Ring the nurse", "me", null)] } } : null!);
        var visit = Inputs.Visit(world.Now.AddHours(-2), wrong).With(wrong, _ => Inputs.NotSeen() with { NextVisitOn = new DateOnly(2026, 3, 20) });
        int told;
        await using (var db = world.Open()) told = (await db.Tasks.SingleAsync()).Id;
        var id = await world.RecordAsync(world.Worker, visit with { Content = visit.Content with { DoneTasks = [told] } });

        await world.MoveAsync(world.Manager, wrong, right, id);

        await using var check = world.Open();
        var tasks = new TaskService(check, new ChildAccess(check));
        Assert.Equal(["Visit Reuben again"], (await tasks.OfEntryAsync(right, id)).Select(t => t.Text));
        Assert.Equal(["Ring the nurse"], (await tasks.ToTellOfAsync(wrong, null)).Select(t => t.Text));
        Assert.Equal([right], (await tasks.MineAsync(world.As(world.Worker))).Where(t => t.RecordingId == id).Select(t => t.ChildId));
    }

    [Fact, Trait("Rule", "N-16")]
    public async Task Move_WhatItChangedOnTheFirstRecord_N16_IsNotToldOnTheOtherNorMadeThere()
    {
        var mother = await world.AddPersonAsync(wrong, "Jean Thornley", "Mother");
        var changes = new KeyChanges { Left = [mother], HomeOn = new DateOnly(2026, 3, 15), Address = "3 Heron Row", AddressOn = new DateOnly(2026, 3, 16) };
        var visit = Inputs.Visit(world.Now.AddHours(-2), wrong).With(wrong, c => c with { Changes = changes });
        var (written, final) = (await world.RecordAsync(world.Worker, visit, finalise: false), await world.RecordAsync(world.Worker, visit));

        foreach (var id in new[] { written, final }) await world.MoveAsync(world.Manager, wrong, right, id);

        await using var db = world.Open();
        Assert.Empty((await Entries(db).FindAsync(right, final))!.Changes);
        Assert.Null((await Entries(db).FindAsync(right, final))!.Own.Changes);
        var kept = (await Entries(db).FindAsync(right, written))!.Own.Changes!;
        Assert.Equal(("3 Heron Row", 0), (kept.Address, kept.Left.Count)); // its author can still say so, of the right child
        Assert.False(await db.Details.AnyAsync(d => d.ChildId == right && d.Kind == Core.Children.DetailKind.Address));
    }

    [Fact, Trait("Rule", "F-07")]
    public async Task Export_WhileAnEntryIsMoved_F07_GoesOnWithoutItAndTellsTheTraceAtTheNext()
    {
        var (first, id) = (await world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddHours(-5), wrong)), await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-2), wrong)));
        await using var db = world.Open();
        var reader = new RecordReader(db, new TimelineQuery(db));
        var record = await reader.FrontAsync(await RequestAsync(wrong), world.Now);

        await world.MoveAsync(world.Manager, wrong, right, id);

        Assert.Equal([first], (await reader.EntriesAsync(record).ToListAsync()).Select(e => e.Line.Id));
        var next = await reader.FrontAsync(await RequestAsync(wrong), world.Now);
        Assert.Equal([first], next.Entries.Select(e => e.RecordingId));
        Assert.Single(next.MovedAway);
        var there = await reader.EntriesAsync(await reader.FrontAsync(await RequestAsync(right), world.Now)).ToListAsync();
        Assert.True(Assert.Single(Assert.Single(there).Moves).IsArrival);
    }

    [Fact, Trait("Rule", "T-01")]
    public async Task Timeline_OfSeveralPages_T01_ATraceStandsOnceAtTheTimeOfItsEvent()
    {
        var start = world.Now.AddHours(-10);
        for (var i = 0; i < TimelineQuery.PageSize + 5; i++) await world.RecordAsync(world.Worker, Inputs.Call(start.AddMinutes(10 * i), wrong), finalise: false);
        var moved = new List<long>();
        foreach (var minutes in new[] { -5, 22, 205 }) moved.Add(await world.RecordAsync(world.Worker, Inputs.Call(start.AddMinutes(minutes), wrong), finalise: false));
        foreach (var id in moved) await world.MoveAsync(world.Worker, wrong, right, id);
        await using var db = world.Open();
        var timeline = new TimelineQuery(db);

        var first = await timeline.ReadAsync(wrong, new TimelineFilter(), null);
        var second = await timeline.ReadAsync(wrong, new TimelineFilter(), first.Older);
        var again = await timeline.ReadAsync(wrong, new TimelineFilter(), second.Newer);

        Assert.Equal([start.AddMinutes(205)], first.Moved.Select(m => m.OccurredAtUtc));
        Assert.Equal([start.AddMinutes(22), start.AddMinutes(-5)], second.Moved.Select(m => m.OccurredAtUtc));
        Assert.Equal(first.Moved, again.Moved);
        Assert.Empty((await timeline.ReadAsync(wrong, new TimelineFilter(Kind: RecordingKind.CaseNote), null)).Moved);
        Assert.Empty((await timeline.ReadAsync(wrong, new TimelineFilter(To: new DateOnly(2026, 3, 16)), null)).Moved);
    }

    private RecordingInput Shared() => Inputs.Visit(world.Now.AddHours(-2), wrong, sibling).With(wrong, c => c.With("views", Canary));

    private static EntryQuery Entries(AppDbContext db) => new(db, new TimelineQuery(db));

    /// <summary>All that a child's page, form, twin, export and lists read of the entry, as text.</summary>
    private async Task<string> EverythingAsync(int child, long id)
    {
        await using var db = world.Open();
        var all = new List<object?> { await new TimelineQuery(db).ReadAsync(child, new TimelineFilter(), null) };
        for (var version = 1; version <= 2; version++) all.Add(await Entries(db).FindAsync(child, id, version));
        all.Add(await Entries(db).TraceAsync(child, id));
        all.Add(await new TwinFinder(db, new ChildAccess(db)).EntryAsync(id, child));
        all.Add(await TwinFinder.Candidates(db, [child], [.. Shingles.Prints([Canary])], 0).CountAsync());
        all.Add(await new TaskService(db, new ChildAccess(db)).OfEntryAsync(child, id));
        all.Add((await new MyWork(db, new ChildAccess(db)).UnfinishedAsync(world.Worker)).Where(e => e.ChildId == child));
        var reader = new RecordReader(db, new TimelineQuery(db));
        var record = await reader.FrontAsync(await RequestAsync(child), world.Now);
        all.Add(record);
        all.Add(await reader.EntriesAsync(record).ToListAsync());
        return System.Text.Json.JsonSerializer.Serialize(all, AsTyped);
    }

    private async Task<int> RequestAsync(int child)
    {
        await using (var asked = world.Open())
        {
            if (await asked.AccessRequests.FirstOrDefaultAsync(r => r.ChildId == child) is { } already) return already.Id;
        }

        var officer = await world.AddStaffAsync($"Hana {Guid.NewGuid():N}", Role.InformationGovernance);
        await using var db = world.Open();
        return await new DisclosureService(db, new ChildAccess(db), new PolicyStore(db)).ReceiveAsync(world.As(officer), child, new RequestInput("Someone", "the person herself", new DateOnly(2026, 3, 16)));
    }

    private async Task AmendAsync(long id, string text, int? child)
    {
        await using var db = world.Open();
        await world.Recordings(db).AmendAsync(world.As(world.Worker), id, await OpenedAsync(db, id), new AmendmentInput(text, "it was left out", child, null));
    }

    private async Task ReturnAsync(long id, string reason, ReturnPlace place)
    {
        await using var db = world.Open();
        await world.Recordings(db).ReturnAsync(world.As(world.Manager), id, await OpenedAsync(db, id), reason, place);
    }

    private static Task<Guid> OpenedAsync(AppDbContext db, long id) => db.Recordings.Where(r => r.Id == id).Select(r => r.Version).SingleAsync();
}
