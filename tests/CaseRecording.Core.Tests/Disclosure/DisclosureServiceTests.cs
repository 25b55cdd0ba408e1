using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Disclosure;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Disclosure;

public sealed class DisclosureServiceTests : IAsyncLifetime
{
    private World world = null!;
    private Guid officer;
    private int child;

    public async Task InitializeAsync()
    {
        world = await World.CreateAsync();
        officer = await world.AddStaffAsync("Hana Okafor", Role.InformationGovernance);
        child = await world.AddChildAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Receive_Complete_OpensTheRecordToInformationGovernance()
    {
        Assert.Equal(AccessLevel.Hidden, await LevelAsync());

        await ReceiveAsync();

        Assert.Equal(AccessLevel.Read, await LevelAsync());
        await using var db = world.Open();
        var request = await db.AccessRequests.SingleAsync();
        Assert.Equal(("Maisie Thornley", new DateOnly(2026, 4, 16), officer), (request.RequesterName, request.DueOn, request.RecordedById));
        Assert.Equal([AuditAction.RequestReceived], await ActionsAsync());
    }

    [Theory]
    [Trait("Rule", "F-05")]
    [InlineData(" ", "mother", 0, "requesterName")]
    [InlineData("Jean Thornley", "", 0, "requesterRelationship")]
    [InlineData("Jean Thornley", "mother", null, "receivedOn")]
    [InlineData("Jean Thornley", "mother", 1, "receivedOn")]
    [InlineData("Jean Thornley", "mother", -800, "receivedOn")]
    public async Task Receive_IncompleteOrImpossible_F05_IsRefusedAtItsField(string name, string relationship, int? days, string field)
    {
        var today = new DateOnly(2026, 3, 17);
        await using var db = world.Open();

        var refused = await Assert.ThrowsAsync<RuleViolationException>(() =>
            Service(db).ReceiveAsync(world.As(officer), child, new RequestInput(name, relationship, days is { } d ? today.AddDays(d) : null)));

        Assert.Equal(field, Assert.Single(refused.Violations).Field);
        Assert.Empty(await ActionsAsync());
    }

    [Fact]
    public async Task Receive_ChildHiddenByAConflict_AnswersAsIfThereWereNone()
    {
        await using (var setUp = world.Open())
        {
            setUp.Conflicts.Add(new ConflictOfInterest { ChildId = child, StaffId = officer, Reason = "A cousin", DeclaredAtUtc = world.Now });
            setUp.Audit(world.As(null), AuditAction.ConflictDeclared, child);
            await setUp.SaveChangesAsync();
        }

        await Assert.ThrowsAsync<AccessRefusedException>(() => ReceiveAsync());
        await using var db = world.Open();
        Assert.False(await db.AccessRequests.AnyAsync());
        Assert.Equal(AuditAction.AccessRefused, (await db.AuditEvents.OrderBy(e => e.Id).LastAsync()).Action);
    }

    [Fact]
    public async Task Close_AnOpenRequest_EndsAccessAndWhatIsUnderWay()
    {
        var (request, opened) = await ReceiveAsync();
        await ExportAsync(request);
        await using (var db = world.Open()) opened = (await db.AccessRequests.SingleAsync()).Version;

        await using (var db = world.Open()) await Service(db).CloseAsync(world.As(officer), request, opened);

        Assert.Equal(AccessLevel.Hidden, await LevelAsync());
        await using var after = world.Open();
        Assert.Equal(ExportState.Cancelled, (await after.Exports.SingleAsync()).State);
        Assert.Equal([AuditAction.RequestReceived, AuditAction.ExportAsked, AuditAction.ExportCancelled, AuditAction.RequestClosed], await ActionsAsync());
    }

    [Fact]
    public async Task Close_OpenedBeforeSomeoneElseChangedIt_IsTold()
    {
        var (request, opened) = await ReceiveAsync();
        await ExportAsync(request);

        await using var db = world.Open();
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => Service(db).CloseAsync(world.As(officer), request, opened));
    }

    [Fact]
    public async Task Everything_OnAClosedRequest_IsClosedToo()
    {
        var (request, opened) = await ReceiveAsync();
        await using (var db = world.Open()) await Service(db).CloseAsync(world.As(officer), request, opened);

        await Assert.ThrowsAsync<AccessRefusedException>(() => ExportAsync(request));
        await using var again = world.Open();
        await Assert.ThrowsAsync<AccessRefusedException>(() => Service(again).CloseAsync(world.As(officer), request, opened));
    }

    [Fact]
    [Trait("Rule", "F-05")]
    public async Task AskForExport_TwoRequestsOneClosed_F05_RefusesForTheClosedOne()
    {
        var (first, opened) = await ReceiveAsync();
        await ReceiveAsync("Jean Thornley");
        await using (var db = world.Open()) await Service(db).CloseAsync(world.As(officer), first, opened);

        // The other request keeps the record open; the closed one still gets no export.
        await Assert.ThrowsAsync<RuleViolationException>(() => ExportAsync(first));
    }

    [Fact]
    [Trait("Rule", "F-05")]
    public async Task Receive_TheSameRequestTwice_F05_IsRecordedOnce()
    {
        await ReceiveAsync();
        var twice = await Assert.ThrowsAsync<RuleViolationException>(() => ReceiveAsync("Maisie Thornley"));
        Assert.Equal("requesterName", Assert.Single(twice.Violations).Field);
    }

    [Fact]
    public async Task AskForExport_WhileOneIsUnderWay_GivesThatOne()
    {
        var (request, _) = await ReceiveAsync();

        Assert.Equal(await ExportAsync(request), await ExportAsync(request));

        Assert.Equal(1, (await ActionsAsync()).Count(a => a == AuditAction.ExportAsked));
    }

    [Fact]
    public async Task AskForExport_ManyAtOnce_MakesOne()
    {
        var (request, _) = await ReceiveAsync();

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ExportAsync(request))));

        Assert.Single(made.Distinct());
        await using var db = world.Open();
        Assert.Equal(1, await db.Exports.CountAsync());
    }

    [Fact]
    public async Task AskForExport_SomeoneWithoutAccess_IsRefusedAndAudited()
    {
        var (request, _) = await ReceiveAsync();
        await using var db = world.Open();

        await Assert.ThrowsAsync<AccessRefusedException>(() => Service(db).AskForExportAsync(world.As(world.OtherWorker), request));

        Assert.Equal(AuditAction.AccessRefused, (await ActionsAsync())[^1]);
    }

    [Fact]
    public async Task Download_NotReadyYet_IsNotThere()
    {
        var (request, _) = await ReceiveAsync();
        var export = await ExportAsync(request);
        await using var db = world.Open();

        await Assert.ThrowsAsync<AccessRefusedException>(() => Service(db).DownloadAsync(world.As(officer), request, export, _ => Stream.Null));
    }

    private static DisclosureService Service(AppDbContext db) => new(db, new ChildAccess(db), new PolicyStore(db));

    private async Task<(int Request, Guid Version)> ReceiveAsync(string requester = " Maisie Thornley ")
    {
        await using var db = world.Open();
        var id = await Service(db).ReceiveAsync(world.As(officer), child, new RequestInput(requester, "the person herself", new DateOnly(2026, 3, 16)));
        return (id, (await db.AccessRequests.SingleAsync(r => r.Id == id)).Version);
    }

    private async Task<Guid> ExportAsync(int request)
    {
        await using var db = world.Open();
        return await Service(db).AskForExportAsync(world.As(officer), request);
    }

    private async Task<AccessLevel> LevelAsync()
    {
        await using var db = world.Open();
        return (await new ChildAccess(db).DecideAsync(officer, child, world.Now)).Level;
    }

    private async Task<List<AuditAction>> ActionsAsync()
    {
        await using var db = world.Open();
        return await db.AuditEvents.Where(e => e.ChildId == child && e.Action != AuditAction.RecordOpened).OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync();
    }
}
