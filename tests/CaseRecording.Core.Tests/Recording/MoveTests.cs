using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Summaries;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Recording;

/// <summary>An entry on the wrong child is moved to the right one, and both records say so: who may, where to, and what follows on either.</summary>
public sealed class MoveTests : IAsyncLifetime
{
    private static readonly MoveInput Why = new(null, "I had the wrong record open");
    private World world = null!;
    private int wrong;
    private int right;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        wrong = await world.AddChildAsync("Maisie Thornley");
        right = await world.AddChildAsync("Reuben Ashworth");
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact, Trait("Rule", "A-07")]
    public async Task Move_AFinalVisit_A07_LeavesATraceWithoutContentAndIsToldWhereItStands()
    {
        var id = await VisitAsync();
        var at = world.Now.AddHours(-2);

        await world.MoveAsync(world.Manager, wrong, right, id);

        await using var db = world.Open();
        var left = await new TimelineQuery(db).ReadAsync(wrong, new TimelineFilter(), null);
        Assert.Empty(left.Entries);
        var trace = Assert.Single(left.Moved);
        Assert.Equal("An entry of 17 March 2026 was recorded here by mistake. It was moved on 17 March 2026, 2:00pm by Priya Raman.", trace.Sentence);
        Assert.Equal(trace, await Entries(db).TraceAsync(wrong, id));
        Assert.Null(await Entries(db).FindAsync(wrong, id));

        var there = await new TimelineQuery(db).ReadAsync(right, new TimelineFilter(), null);
        Assert.Empty(there.Moved);
        var line = Assert.Single(there.Entries);
        Assert.Equal((id, at), (line.Id, line.Facts.OccurredAtUtc));
        Assert.Contains(line.Facts.Labels(world.Now), l => l.Text == "Moved here from another record");
        var entry = (await Entries(db).FindAsync(right, id))!;
        Assert.Equal("You told me school is better.\n> I like it when Nan comes", entry.Own["views"]);
        var move = Assert.Single(entry.Moves);
        Assert.Equal(("Recorded first on another record by mistake. Moved here on 17 March 2026, 2:00pm by Priya Raman.", "I had the wrong record open"), (move.Sentence, move.Reason));
        Assert.Null(await Entries(db).TraceAsync(right, id));
    }

    [Theory, Trait("Rule", "A-07")]
    [InlineData("worker", true, "final: the team manager")] // its author, once it is final
    [InlineData("colleague", false, "its author or the team manager")]
    public async Task Move_ByWhoeverMayNot_A07_IsRefusedWithWhoMay(string who, bool final, string sentence)
    {
        var id = await VisitAsync(final);
        var mover = who == "worker" ? world.Worker : world.Colleague;

        Assert.Contains(sentence, (await RefusedAsync("A-07", () => world.MoveAsync(mover, wrong, right, id))).Message, StringComparison.Ordinal);
        await using var db = world.Open();
        await Assert.ThrowsAsync<RuleViolationException>(() => world.Moves(db).RequireMoverAsync(world.As(mover), wrong, id));
        Assert.Equal([wrong], await OnAsync(id));
    }

    [Fact, Trait("Rule", "A-07")]
    public async Task Move_NotFinalByItsAuthor_A07_IsDoneAndAuditedInBothRecords()
    {
        var id = await VisitAsync(final: false);

        await world.MoveAsync(world.Worker, wrong, right, id);

        Assert.Equal([right], await OnAsync(id));
        await using var db = world.Open();
        var rows = await db.AuditEvents.Where(e => e.RecordingId == id && (e.Action == AuditAction.EntryMovedAway || e.Action == AuditAction.EntryMovedHere)).OrderBy(e => e.Action).ToListAsync();
        Assert.Equal([(wrong, AuditAction.EntryMovedAway), (right, AuditAction.EntryMovedHere)], rows.Select(e => (e.ChildId!.Value, e.Action)).OrderBy(r => r.Action));
        Assert.All(rows, e => Assert.Equal(("Visit", null, null), (e.Subject, e.Before, e.After))); // neither says which the other is
        Assert.Empty((await new AuditVerifier(db).VerifyAsync()).Problems);
    }

    [Theory, Trait("Rule", "A-07")]
    [InlineData("mistake", "Say why")]
    [InlineData("          ", "Say why")]
    [InlineData("It was about (maisie's) brother", "Leave the name")]
    [InlineData("The Thornley record was open", "Leave the name")]
    public async Task Move_WithoutAReasonOrWithTheFirstChildsName_A07_IsRefused(string reason, string sentence)
    {
        var id = await VisitAsync();

        var refused = await RefusedAsync("A-07", () => world.MoveAsync(world.Manager, wrong, right, id, Why with { Reason = reason }));

        Assert.Equal("reason", refused.Field);
        Assert.StartsWith(sentence, refused.Message, StringComparison.Ordinal);
    }

    [Fact, Trait("Rule", "A-07")]
    public async Task Move_ToWhereItStandsAlreadyOrWhereAnotherPartStood_A07_IsRefused()
    {
        var id = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-2), wrong, right));
        var third = await world.AddChildAsync("Ada Thornley");

        foreach (var to in new[] { wrong, right }) Assert.Equal("to", (await RefusedAsync("A-07", () => world.MoveAsync(world.Manager, wrong, to, id))).Field);
        await world.MoveAsync(world.Manager, wrong, third, id);

        Assert.Equal("to", (await RefusedAsync("A-07", () => world.MoveAsync(world.Manager, right, wrong, id))).Field); // its text would meet with that of the part moved off
        await world.MoveAsync(world.Manager, third, wrong, id); // but that part may go back
        Assert.Equal([wrong, right], await OnAsync(id));
    }

    [Fact, Trait("Rule", "A-02")]
    public async Task Move_ToAChildNotToBeSeen_A02_AnswersLikeOneThatDoesNotExist()
    {
        var id = await VisitAsync();
        var hidden = await world.AddChildAsync("Hidden Lark");
        var otherTeam = await world.AddChildAsync("Ben Okoro", allocate: false);
        await using (var db = world.Open())
        {
            db.Conflicts.Add(new ConflictOfInterest { ChildId = hidden, StaffId = world.Manager, Reason = "Family", DeclaredAtUtc = world.Now });
            (await db.Children.SingleAsync(c => c.Id == otherTeam)).Allocate(world.As(world.OtherManager), world.OtherTeam, world.OtherWorker);
            db.Audit(world.As(world.Manager), AuditAction.ConflictDeclared, hidden);
            await db.SaveChangesAsync();
            foreach (var name in new[] { "Lark", "Okoro" }) Assert.Empty(await world.Moves(db).FindAsync(world.As(world.Manager), id, ChildSearchText.Parse(name)));
        }

        foreach (var to in new[] { hidden, otherTeam, 4711 }) await Assert.ThrowsAsync<AccessRefusedException>(() => world.MoveAsync(world.Manager, wrong, to, id));
        Assert.Equal([wrong], await OnAsync(id));
        await using var check = world.Open();
        Assert.Equal([hidden, otherTeam, null], await check.AuditEvents.Where(e => e.Action == AuditAction.AccessRefused).OrderBy(e => e.Id).Select(e => e.ChildId).ToListAsync());
    }

    [Fact, Trait("Rule", "A-07")]
    public async Task Targets_ForAnEntry_A07_AreThoseOneMayRecordForTheFamilyFirst()
    {
        var sister = await world.AddChildAsync("Ada Thornley");
        var id = await VisitAsync();
        await using var db = world.Open();
        db.ChildPeople.Add(new Core.People.ChildPerson { ChildId = wrong, Person = new Core.People.Person { FullName = "Ada Thornley", OwnRecordId = sister }, Relationship = "sister" });
        db.Audit(world.As(world.Worker), AuditAction.PersonChanged, wrong);
        await db.SaveChangesAsync();

        Assert.Equal([sister], (await world.Moves(db).FamilyAsync(world.As(world.Worker), wrong, id)).Select(c => c.ChildId));
        Assert.Equal([right], (await world.Moves(db).FindAsync(world.As(world.Worker), id, ChildSearchText.Parse("ashworth"))).Select(c => c.ChildId));
        Assert.Empty(await world.Moves(db).FindAsync(world.As(world.Worker), id, ChildSearchText.Parse("maisie"))); // it stands there already
    }

    [Fact, Trait("Rule", "V-06")]
    public async Task Move_TheVisitThatCounted_V06_BothClocksAreWorkedOutAnew()
    {
        var earlier = world.Now.AddDays(-15);
        await world.RecordAsync(world.Worker, Inputs.Visit(earlier, wrong) with { VisitType = VisitType.ChildInNeed, LateReason = "I was ill" });
        var id = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-2), wrong) with { VisitType = VisitType.ChildInNeed });
        var (_, before) = await ClocksAsync();

        await world.MoveAsync(world.Manager, wrong, right, id);

        var (left, there) = await ClocksAsync();
        Assert.Equal((earlier, earlier, earlier), (left.LastSeenAtUtc!.Value, left.LastSeenAloneAtUtc!.Value, left.LastCountedVisitAtUtc!.Value));
        Assert.Equal(world.Now.AddHours(-2), there.LastCountedVisitAtUtc);
        Assert.NotEqual(before.NextVisitDueOn, there.NextVisitDueOn);
        Assert.True(there.NextVisitDueOn > left.NextVisitDueOn);
    }

    [Fact, Trait("Rule", "T-08")]
    public async Task Move_ToAChildNotYetKnownThen_T08_NeedsToSayWhyItIsHistory()
    {
        var later = await world.AddChildAsync("Ada Ashworth");
        await using (var db = world.Open())
        {
            await db.Children.Where(c => c.Id == later).ExecuteUpdateAsync(row => row.SetProperty(c => c.FirstContactAtUtc, world.Now.AddDays(-10)));
        }

        var id = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddDays(-20), wrong) with { LateReason = "I was ill" });

        Assert.Equal("historyReason", (await RefusedAsync("T-08", () => world.MoveAsync(world.Manager, wrong, later, id))).Field);
        await world.MoveAsync(world.Manager, wrong, later, id, Why with { HistoryReason = "The scan was that day" });

        await using var check = world.Open();
        var entry = (await Entries(check).FindAsync(later, id))!;
        Assert.Equal("The scan was that day", entry.HistoryReason);
        Assert.Contains(entry.Line.Facts.Labels(world.Now), l => l.Text.StartsWith("History", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Preview_OfAnEntryThatNamesTheFirstFamily_SaysSo()
    {
        var mother = await world.AddPersonAsync(wrong, "Jean Thornley", "Mother");
        var visit = Inputs.Visit(world.Now.AddHours(-2), wrong).With("facts", "Maisie’s drawing hung in the hall.");
        var id = await world.RecordAsync(world.Worker, visit with { Content = visit.Content with { Participants = [new(mother, "Jean Thornley", "Mother", Attendance.Present)] } });
        var plain = await VisitAsync();
        await using var db = world.Open();

        var told = await world.Moves(db).PreviewAsync(world.As(world.Manager), wrong, id, Why with { ToChildId = right });
        Assert.Equal((true, false, "Jean Thornley"), (told.NamesFirstChild, told.IsShared, Assert.Single(told.Strangers)));
        Assert.False((await world.Moves(db).PreviewAsync(world.As(world.Manager), wrong, plain, Why with { ToChildId = right })).NamesFirstChild);
    }

    [Fact, Trait("Rule", "V-03")]
    public async Task Move_AStatutoryVisitToAChildWithoutThatStatus_V03_IsLabelledAndTheManagerTold()
    {
        var id = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-2), wrong) with { VisitType = VisitType.ChildInNeed });
        var closed = await world.AddChildAsync("Ada Ashworth", StatusKind.None);
        await using (var db = world.Open()) Assert.True((await world.Moves(db).PreviewAsync(world.As(world.Manager), wrong, id, Why with { ToChildId = closed })).TypeDoesNotFit);

        await world.MoveAsync(world.Manager, wrong, closed, id);

        await using var check = world.Open();
        Assert.Contains((await new TimelineQuery(check).FindAsync(closed, id))!.Facts.Labels(world.Now), l => l.Text == "Type of visit does not fit the recorded status");
        var alert = await check.Alerts.SingleAsync();
        Assert.Equal((AlertKind.StatusSaidWrong, closed, world.Team, id), (alert.Kind, alert.ChildId, alert.TeamId!.Value, alert.RecordingId!.Value));
    }

    [Fact]
    public async Task Move_WhatWaitedForAManager_WaitsForTheRightOne()
    {
        var id = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-2), wrong) with { VisitType = VisitType.LookedAfter, StatusSaidWrong = true });

        await world.MoveAsync(world.Manager, wrong, right, id);

        await using var db = world.Open();
        Assert.Equal([(wrong, true), (right, false)], await db.Alerts.OrderBy(a => a.Id).Select(a => ValueTuple.Create(a.ChildId, a.AcknowledgedAtUtc != null)).ToListAsync());
    }

    [Fact, Trait("Rule", "S-02")]
    public async Task Move_ASummary_S02_ReviewsTheRightChildAndNotTheOther()
    {
        var content = new ChildContent { Fields = Inputs.Fields(("penPicture", "You like newts."), ("importantPeople", "Your nan"), ("situation", "At home"), ("worries", "Fridays"), ("whatHelps", "Nan"), ("safetyPlan", "Ring Nan")) };
        var id = await world.RecordAsync(world.Worker, new RecordingInput { Kind = RecordingKind.CaseNoteSummary, Content = new(), Children = new Dictionary<int, ChildContent> { [wrong] = content }, BasedOnVersion = 0 });

        await world.MoveAsync(world.Manager, wrong, right, id);

        await using var db = world.Open();
        var summaries = new SummaryQuery(db, new PolicyStore(db));
        var (left, there) = (await summaries.ReadAsync(wrong), await summaries.ReadAsync(right));
        Assert.Equal((null, 0, null), (left.Content, left.Versions.Count, left.ReviewedAtUtc));
        Assert.Equal(("You like newts.", id, world.Now), (there.Content!["penPicture"], there.Versions[0].RecordingId, there.ReviewedAtUtc!.Value));
    }

    [Fact, Trait("Rule", "S-02")]
    public async Task Move_ASummaryThatAnsweredAChange_S02_LeavesTheChangeWithItsChild()
    {
        await world.RecordAsync(world.Manager, Inputs.Decision(world.Now.AddHours(-1), wrong));
        var content = new ChildContent { Fields = Inputs.Fields(("penPicture", "You like newts."), ("importantPeople", "Your nan"), ("situation", "At home"), ("worries", "Fridays"), ("whatHelps", "Nan"), ("safetyPlan", "Ring Nan")) };
        var id = await world.RecordAsync(world.Worker, new RecordingInput { Kind = RecordingKind.CaseNoteSummary, Content = new(), Children = new Dictionary<int, ChildContent> { [wrong] = content }, BasedOnVersion = 0 });
        await using (var before = world.Open()) Assert.Equal(world.Now, (await before.SummaryReviews.SingleAsync()).ChangedAtUtc);

        await world.MoveAsync(world.Manager, wrong, right, id);

        await using var db = world.Open();
        var review = await db.SummaryReviews.SingleAsync();
        Assert.Equal((right, null), (review.ChildId, review.ChangedAtUtc));
        Assert.NotNull((await db.Children.SingleAsync(c => c.Id == wrong)).SignificantChangeAtUtc);
    }

    [Fact]
    public async Task Move_AnEntryChangedSinceThePageWasOpened_IsNotDone()
    {
        var id = await VisitAsync();
        await using var db = world.Open();

        await Assert.ThrowsAsync<EditedMeanwhileException>(() => world.Moves(db).MoveAsync(world.As(world.Manager), wrong, id, Guid.NewGuid(), Why with { ToChildId = right }));

        Assert.Equal([wrong], await OnAsync(id));
    }

    private Task<long> VisitAsync(bool final = true) => world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-2), wrong), final);

    private static EntryQuery Entries(AppDbContext db) => new(db, new TimelineQuery(db));

    private async Task<List<int>> OnAsync(long id)
    {
        await using var db = world.Open();
        return await db.RecordingChildren.Where(c => c.RecordingId == id).OrderBy(c => c.ChildId).Select(c => c.ChildId).ToListAsync();
    }

    private async Task<(Child Wrong, Child Right)> ClocksAsync()
    {
        await using var db = world.Open();
        return (await db.Children.AsNoTracking().SingleAsync(c => c.Id == wrong), await db.Children.AsNoTracking().SingleAsync(c => c.Id == right));
    }

    private static async Task<RuleViolation> RefusedAsync(string code, Func<Task> act)
    {
        var violation = Assert.Single((await Assert.ThrowsAsync<RuleViolationException>(act)).Violations);
        Assert.Equal(code, violation.Rule.Code);
        return violation;
    }
}
