using CaseRecording.Core.Access;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Quality.Audits;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.TestKit;

/// <summary>Samples and audits that pass every rule; a test changes the one thing it is about, with <c>with</c>.</summary>
public static class Audits
{
    public static SampleService Samples(AppDbContext db) => new(db, new ChildAccess(db), new PolicyStore(db));

    public static AuditService Service(AppDbContext db) => new(db, new ChildAccess(db));

    public static AuditQuery Query(AppDbContext db) => new(db, new ChildAccess(db));

    /// <summary>Every point met, good, nothing to put right.</summary>
    public static AuditInput Good { get; } = new([.. StandardLabels.All.Select(p => new PointFinding(p, PointResult.Met))], "You are on every page, in your own words.", AuditOutcome.Good, []);

    /// <summary>One point missed, and the worker to put it right in a week.</summary>
    public static AuditInput Wanting(World world) => Good with
    {
        Points = [.. Good.Points.Select(p => p.Point == StandardPoints.DifferentViews ? new PointFinding(p.Point, PointResult.NotMet, "Nothing says what your dad thinks.") : p)],
        Outcome = AuditOutcome.RequiresImprovement,
        Actions = [new RemedialInput(0, "Ask her dad for his views and record them", world.Worker, LondonTime.DateOf(world.Now).AddDays(7))],
    };

    /// <summary>Draws a sample of a team.</summary>
    public static async Task<int> DrawAsync(this World world, int size = 1, Guid? by = null, int? team = null)
    {
        await using var db = world.Open();
        return await Samples(db).DrawAsync(world.As(by ?? world.Manager), team ?? world.Team, Guid.NewGuid(), size);
    }

    /// <summary>Draws every open record of the first team that is not being audited, and gives the last audit of one.</summary>
    public static async Task<int> DrawOneAsync(this World world, int childId)
    {
        await using var db = world.Open();
        var open = await db.Children.CountAsync(c => c.TeamId == world.Team && c.ClosedAtUtc == null && !db.RecordAudits.Any(a => a.ChildId == c.Id && a.FinishedAtUtc == null));
        if (open > 0) await world.DrawAsync(open);
        return await db.RecordAudits.Where(a => a.ChildId == childId).OrderByDescending(a => a.Id).Select(a => a.Id).FirstAsync();
    }

    /// <summary>Finishes an audit.</summary>
    public static async Task FinishAsync(this World world, int childId, int auditId, AuditInput? input = null)
    {
        await using var db = world.Open();
        await Service(db).FinishAsync(world.As(world.Manager), childId, auditId, input ?? Wanting(world));
    }
}
