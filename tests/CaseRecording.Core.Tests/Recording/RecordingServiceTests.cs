using CaseRecording.Core.Recording;
using CaseRecording.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Tests.Recording;

public sealed class RecordingServiceTests
{
    [Fact]
    public async Task Finalise_ACompleteVisit_StandsOnTheTimelineWithItsAuditRow()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();

        var id = await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-3), maisie));

        await using var db = world.Open();
        var recording = await db.Recordings.Include(r => r.Children).Include(r => r.Versions).ThenInclude(v => v.Children).SingleAsync();
        Assert.Equal(RecordingState.Final, recording.State);
        Assert.False(recording.WrittenLate);
        Assert.Equal("Your nan comes when she says she will.", recording.Versions.Single().Children.Single().Content["workingWell"]);
        var audit = await db.AuditEvents.SingleAsync(a => a.Action == Core.Audit.AuditAction.Finalised);
        Assert.Equal((maisie, id, world.Worker), (audit.ChildId!.Value, audit.RecordingId!.Value, audit.StaffId!.Value));
        Assert.Equal(audit.ComputeHash(), audit.Hash);
        Assert.Equal(world.Now.AddHours(-3), (await db.Children.SingleAsync()).LastSeenAtUtc);
    }

    [Theory]
    [InlineData(24, 0, false)]
    [InlineData(24, 1, true)]
    [Trait("Rule", "T-02")]
    public async Task Save_AtTheLimit_T02_IsLateOneMinuteAfter(int hours, int minutes, bool late)
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();

        await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-hours).AddMinutes(-minutes), maisie), finalise: false);

        await using var db = world.Open();
        Assert.Equal(late, (await db.Recordings.SingleAsync()).WrittenLate);
    }

    [Fact]
    public async Task Finalise_TheSameDraftTwice_MakesOneEntry()
    {
        await using var world = await World.CreateAsync();
        var maisie = await world.AddChildAsync();
        await using var db = world.Open();
        var draft = await world.DraftAsync(db, world.Worker, maisie);
        var input = Inputs.Visit(world.Now.AddHours(-1), maisie);

        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var own = world.Open();
            return await world.Recordings(own).SaveAsync(world.As(world.Worker), draft, input, finalise: true);
        }));

        Assert.Single(ids.Distinct());
        Assert.Equal(1, await db.Recordings.CountAsync());
    }

    [Fact]
    public async Task Update_AFrozenVersionBySql_IsRefusedByTheDatabase()
    {
        await using var world = await World.CreateAsync();
        await world.RecordAsync(world.Worker, Inputs.Visit(world.Now.AddHours(-1), await world.AddChildAsync()));
        await using var db = world.Open();

        foreach (var table in new[] { "RecordingVersions", "RecordingChildVersions", "AuditEvents" })
        {
            await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => db.Database.ExecuteSqlRawAsync($"DELETE FROM {table}"));
        }

        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => db.Database.ExecuteSqlRawAsync("UPDATE RecordingVersions SET Content = 'x'"));
    }
}
