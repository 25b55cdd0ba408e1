using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Corrections;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Corrections;

/// <summary>Somebody says that the record is wrong: kept word for word, answered within a month, and never lost from the entry (F-04).</summary>
public sealed class CorrectionTests : IAsyncLifetime
{
    private const string Statement = "I never said that I wanted to live with my aunt.";
    private World world = null!;
    private int maisie;
    private Guid officer;

    private DateOnly Today => LondonTime.DateOf(world.Now);

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        maisie = await world.AddChildAsync();
        officer = await world.AddStaffAsync("Hana Okafor", Role.InformationGovernance);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    [Trait("Rule", "F-04")]
    public async Task Receive_AboutAnEntry_F04_MarksItDisputedUntilItIsDecided()
    {
        var (entry, other) = (await CallAsync(), await CallAsync());
        var id = await ReceiveAsync(Input() with { RecordingId = entry });

        Assert.Contains("Disputed: a correction has been asked for", await LabelsAsync(entry));
        Assert.DoesNotContain("Disputed: a correction has been asked for", await LabelsAsync(other));
        await DecideAsync(id, CorrectionOutcome.NotUpheld, "Her worker has her own drawing and words of that day");

        Assert.DoesNotContain("Disputed: a correction has been asked for", await LabelsAsync(entry));
        Assert.Contains("A statement that this is not right stands with it", await LabelsAsync(entry));
        await using var db = world.Open();
        var line = Assert.Single(await Query(db).OfEntryAsync(maisie, entry));
        Assert.Equal((Statement, "Maisie", CorrectionOutcome.NotUpheld, "Hana Okafor"), (line.Statement, line.Asker, line.Outcome!.Value, line.DecidedBy));
    }

    [Theory]
    [InlineData("2026-03-16", "2026-04-16")]
    [InlineData("2026-01-31", "2026-03-02")] // 28 February is a Saturday
    [InlineData("2026-03-03", "2026-04-07")] // 3 to 6 April is Easter
    [Trait("Rule", "F-04")]
    public async Task Receive_OnADay_F04_IsDueAMonthLater(string received, string due)
    {
        var id = await ReceiveAsync(Input() with { ReceivedOn = DateOnly.Parse(received, System.Globalization.CultureInfo.InvariantCulture) });

        Assert.Equal(DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), (await FindAsync(id)).DueOn);
    }

    [Fact]
    [Trait("Rule", "F-04")]
    public async Task Receive_WhatCannotBe_F04_IsRefusedAtEachField()
    {
        await FieldsAsync(new CorrectionInput(null, null, null, null, null, null), "who", "receivedOn", "statement");
        await FieldsAsync(Input() with { From = CorrectionFrom.Parent }, "name");
        await FieldsAsync(Input() with { From = CorrectionFrom.Other, Name = "Jo Park" }, "relationship");
        await FieldsAsync(Input() with { ReceivedOn = Today.AddDays(1) }, "receivedOn");
        await FieldsAsync(Input() with { ReceivedOn = Today.AddYears(-2).AddDays(-1) }, "receivedOn");
        await FieldsAsync(Input() with { Statement = new string('x', Correction.LongestText + 1) }, "statement");
        await FieldsAsync(Input() with { RecordingId = await world.RecordAsync(world.Worker, Inputs.Call(world.Now, await world.AddChildAsync("Joe Pell"))) }, "entry");
        await ReceiveAsync(Input());
        await FieldsAsync(Input(), "statement");
        await using var db = world.Open();
        Assert.Equal(1, await db.Corrections.CountAsync());
    }

    [Theory]
    [InlineData(CorrectionOutcome.Upheld, false)]
    [InlineData(CorrectionOutcome.PartlyUpheld, true)]
    [Trait("Rule", "F-04")]
    public async Task Decide_Upheld_F04_OnlyOnceTheEntryIsAmendedAndItsTextStands(CorrectionOutcome outcome, bool statementStands)
    {
        var entry = await CallAsync();
        var id = await ReceiveAsync(Input() with { RecordingId = entry });
        var refused = await Assert.ThrowsAsync<RuleViolationException>(() => DecideAsync(id, outcome, "The worker put it right today"));
        Assert.Equal(("F-04", "outcome"), (refused.Violations[0].Rule.Code, refused.Violations[0].Field));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await using (var db = world.Open())
        {
            var version = await db.Recordings.Where(r => r.Id == entry).Select(r => r.Version).SingleAsync();
            await world.Recordings(db).AmendAsync(world.As(world.Worker), entry, version, new AmendmentInput("Maisie says that she did not say so.", "Maisie read it and told us", null, null));
        }

        await DecideAsync(id, outcome, "The worker put it right today");

        var labels = await LabelsAsync(entry);
        Assert.Contains("Corrected at someone’s request", labels);
        Assert.Equal(statementStands, labels.Contains("A statement that this is not right stands with it"));
        await using var read = world.Open();
        Assert.Equal(1, await read.RecordingVersions.CountAsync(v => v.RecordingId == entry));
    }

    [Fact]
    [Trait("Rule", "F-04")]
    public async Task Decide_WithoutOutcomeOrReasonTwiceOrByOthers_F04_IsRefused()
    {
        var id = await ReceiveAsync(Input());
        Assert.Equal(["outcome", "reason"], (await Assert.ThrowsAsync<RuleViolationException>(() => DecideAsync(id, null, "no"))).Violations.Select(v => v.Field));
        await Assert.ThrowsAsync<AccessRefusedException>(() => DecideAsync(id, CorrectionOutcome.Upheld, "The school’s name is right now", world.Manager));
        var stale = (await FindAsync(id)).Version;
        await using (var db = world.Open()) await Service(db).AddStepAsync(world.As(officer), id, stale, "Asked the school how it is spelt", Today);
        await using (var db = world.Open()) await Assert.ThrowsAsync<EditedMeanwhileException>(() => Service(db).DecideAsync(world.As(officer), id, stale, CorrectionOutcome.Upheld, "The school’s name is right now"));
        await DecideAsync(id, CorrectionOutcome.Upheld, "The school’s name is right now");

        Assert.Equal("", Assert.Single((await Assert.ThrowsAsync<RuleViolationException>(() => DecideAsync(id, CorrectionOutcome.NotUpheld, "On second thoughts not"))).Violations).Field);
        await using var read = world.Open();
        await Assert.ThrowsAsync<RuleViolationException>(() => Service(read).AddStepAsync(world.As(world.Worker), id, Guid.NewGuid(), "One more thing was done", Today));
    }

    [Fact]
    [Trait("Rule", "F-04")]
    public async Task AddStep_ByTheWorker_F04_IsDatedAndKeptInOrder()
    {
        var id = await ReceiveAsync(Input() with { ReceivedOn = Today.AddDays(-3) });
        await StepAsync(id, "Talked it over with Maisie", Today);
        await StepAsync(id, "Read the drawing again", Today.AddDays(-2));
        foreach (var (text, on, field) in new[] { ("no", Today, "step"), ("Talked to her", Today.AddDays(1), "on"), ("Talked to her", Today.AddDays(-4), "on") })
        {
            Assert.Equal(field, (await Assert.ThrowsAsync<RuleViolationException>(() => StepAsync(id, text, on))).Violations[0].Field);
        }

        var line = await FindAsync(id);
        Assert.Equal([("Read the drawing again", "Ellie Marsh"), ("Talked it over with Maisie", "Ellie Marsh")], line.Steps.Select(s => (s.Text, s.By)));
        Assert.Contains("Read the drawing again", line.InWords, StringComparison.Ordinal);
        await using var db = world.Open();
        Assert.Equal(2, await db.AuditEvents.CountAsync(e => e.ChildId == maisie && e.Action == AuditAction.CorrectionStepAdded));
    }

    [Fact]
    [Trait("Rule", "A-01")]
    public async Task Receive_ByInformationGovernance_A01_OpensTheRecordForReadingUntilDecided()
    {
        await using var db = world.Open();
        Assert.Equal(AccessLevel.Hidden, await LevelAsync(db));
        var id = await Service(db).ReceiveAsync(world.As(officer), maisie, Input());
        Assert.Equal(AccessLevel.Read, await LevelAsync(db));
        Assert.Equal([id], (await Query(db).ListAsync(world.As(officer))).Select(c => c.Id));
        await DecideAsync(id, CorrectionOutcome.NotUpheld, "The record says what the school wrote");

        Assert.Equal(AccessLevel.Hidden, await LevelAsync(db));
        Assert.Equal([id], (await Query(db).ListAsync(world.As(officer), decided: true)).Select(c => c.Id));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Service(db).ReceiveAsync(world.As(world.OtherWorker), maisie, Input()));
    }

    [Fact]
    [Trait("Rule", "A-02")]
    public async Task Everything_WithAConflict_A02_IsNotThere()
    {
        var id = await ReceiveAsync(Input());
        await using var db = world.Open();
        db.Conflicts.Add(new ConflictOfInterest { ChildId = maisie, StaffId = officer, Reason = "Niece", DeclaredAtUtc = world.Now });
        db.Audit(world.As(null), AuditAction.ConflictDeclared, maisie);
        await db.SaveChangesAsync();

        Assert.Empty(await Query(db).ListAsync(world.As(officer)));
        Assert.Null(await Query(db).FindAsync(world.As(officer), id));
        await Assert.ThrowsAsync<AccessRefusedException>(() => DecideAsync(id, CorrectionOutcome.NotUpheld, "The record says what it says"));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Service(db).ReceiveAsync(world.As(officer), maisie, Input() with { Statement = "Another thing is wrong" }));
    }

    [Fact]
    [Trait("Rule", "A-07")]
    public async Task Move_OfTheDisputedEntry_A07_LeavesTheRequestWithItsChildAndLeadsNowhere()
    {
        var (entry, right) = (await CallAsync(), await world.AddChildAsync("Joe Pell"));
        var id = await ReceiveAsync(Input() with { RecordingId = entry });
        await world.MoveAsync(world.Manager, maisie, right, entry);

        Assert.Null((await FindAsync(id)).RecordingId);
        await using var db = world.Open();
        Assert.Empty(await Query(db).OfEntryAsync(right, entry));
        Assert.DoesNotContain((await new TimelineQuery(db).FindAsync(right, entry))!.Facts.Labels(world.Now), l => l.Text.StartsWith("Disputed", StringComparison.Ordinal));
        await DecideAsync(id, CorrectionOutcome.Upheld, "It was about someone else and is not here any more");
    }

    [Fact]
    public async Task PointTo_AnotherEntry_MarksThatOneAndOnlyOfThisRecord()
    {
        var (entry, elsewhere) = (await CallAsync(), await world.RecordAsync(world.Worker, Inputs.Call(world.Now, await world.AddChildAsync("Joe Pell"))));
        var id = await ReceiveAsync(Input());
        await PointAsync(id, entry);
        Assert.Contains("Disputed: a correction has been asked for", await LabelsAsync(entry));

        Assert.Equal("entry", (await Assert.ThrowsAsync<RuleViolationException>(() => PointAsync(id, elsewhere))).Violations[0].Field);
        await PointAsync(id, null);
        Assert.DoesNotContain("Disputed: a correction has been asked for", await LabelsAsync(entry));
        await using var db = world.Open();
        Assert.Equal(Statement, Assert.Single(await Query(db).OfChildAsync(maisie)).Statement);
    }

    private CorrectionInput Input() => new(CorrectionFrom.Child, null, null, Today, Statement, null);

    private static CorrectionService Service(AppDbContext db) => new(db, new ChildAccess(db), new PolicyStore(db));

    private static CorrectionQuery Query(AppDbContext db) => new(db, new ChildAccess(db));

    private async Task<AccessLevel> LevelAsync(AppDbContext db) => (await new ChildAccess(db).DecideAsync(officer, maisie, world.Now)).Level;

    private Task<long> CallAsync() => world.RecordAsync(world.Worker, Inputs.Call(world.Now.AddMinutes(-5), maisie));

    private async Task<int> ReceiveAsync(CorrectionInput input)
    {
        await using var db = world.Open();
        return await Service(db).ReceiveAsync(world.As(world.Worker), maisie, input);
    }

    private async Task FieldsAsync(CorrectionInput input, params string[] fields) =>
        Assert.Equal(fields, (await Assert.ThrowsAsync<RuleViolationException>(() => ReceiveAsync(input))).Violations.Select(v => v.Field));

    private async Task<CorrectionLine> FindAsync(int id)
    {
        await using var db = world.Open();
        return (await Query(db).FindAsync(maisie, id))!;
    }

    private async Task StepAsync(int id, string text, DateOnly on)
    {
        var version = (await FindAsync(id)).Version;
        await using var db = world.Open();
        await Service(db).AddStepAsync(world.As(world.Worker), id, version, text, on);
    }

    private async Task PointAsync(int id, long? entry)
    {
        var version = (await FindAsync(id)).Version;
        await using var db = world.Open();
        await Service(db).PointToAsync(world.As(world.Worker), id, version, entry);
    }

    private async Task DecideAsync(int id, CorrectionOutcome? outcome, string reason, Guid? by = null)
    {
        var version = (await FindAsync(id)).Version;
        await using var db = world.Open();
        await Service(db).DecideAsync(world.As(by ?? officer), id, version, outcome, reason);
    }

    private async Task<List<string>> LabelsAsync(long entry)
    {
        await using var db = world.Open();
        return (await new TimelineQuery(db).FindAsync(maisie, entry))!.Facts.Labels(world.Now).Select(l => l.Text).ToList();
    }
}
