using System.Security.Cryptography;
using System.Text;
using CaseRecording.Core;
using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Quality;
using CaseRecording.Core.Quality.Audits;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.DemoData;

/// <summary>Samples of the demonstration council, what their auditors found and what became of it .</summary>
internal sealed class DemoAudits(AppDbContext db, DemoDays days, IReadOnlyDictionary<string, Guid> staff, IReadOnlyDictionary<string, Child> children, IReadOnlyDictionary<string, int> teams)
{
    private readonly ChildAccess access = new(db);
    private readonly DateOnly today = LondonTime.DateOf(days.NowUtc);

    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        foreach (var from in DemoFiles.Samples)
        {
            var sample = await DrawAsync(from, cancellationToken);
            foreach (var audit in from.Audits) await AuditAsync(from, sample, audit, cancellationToken);
        }
    }

    private async Task<RecordSample> DrawAsync(DemoSample from, CancellationToken cancellationToken)
    {
        var context = Context(from.By, from.DaysAgo, "09:20");
        var (at, team) = (context.NowUtc, teams[from.Team]);
        var frame = await access.Findable(context.Me).Where(c => c.TeamId == team && c.OpenedAtUtc < at && c.ClosedAtUtc == null).ToDictionaryAsync(c => c.Id, c => c.WorkerId, cancellationToken);
        var wanted = from.Audits.Select(a => children[a.Child].Id).Order().ToList();
        var due = LondonTime.DateOf(at).AddDays(RecordingPolicy.Default.AuditWithinDays);
        var sample = RecordSample.Draw(context, team, Guid.NewGuid(), frame, wanted.Count, SeedFor(frame.Keys, wanted), due);
        db.RecordSamples.Add(sample);
        db.Audit(context, AuditAction.SampleDrawn, subject: $"sample {sample.Key:N}");
        await db.SaveChangesAsync(cancellationToken);
        return sample;
    }

    private async Task AuditAsync(DemoSample of, RecordSample sample, DemoAudit from, CancellationToken cancellationToken)
    {
        var (childId, service) = (children[from.Child].Id, new AuditService(db, access));
        var audit = sample.Audits.Single(a => a.ChildId == childId);
        if (from.Auditor != of.By) await new SampleService(db, access, new PolicyStore(db)).GiveAsync(Context(of.By, of.DaysAgo, "09:40"), sample.Id, audit.Id, audit.Version, staff[from.Auditor], cancellationToken);
        if (from.DaysAgo is not { } finished) return;
        var found = from.Findings!.ToDictionary(f => f.Point);
        var actions = (from.Actions ?? []).Select((a, i) => new RemedialInput(i, a.What, staff[a.Owner], today.AddDays(a.DueInDays))).ToList();
        var input = new AuditInput(
            [.. StandardLabels.All.Select(p => found.TryGetValue(p, out var f) ? new PointFinding(p, f.Result, f.Comment) : new PointFinding(p, PointResult.Met))], from.Strengths, from.Outcome, actions);
        await service.FinishAsync(Context(from.Auditor, finished, "14:10"), childId, audit.Id, input, cancellationToken);
        foreach (var (action, told) in audit.Actions.Zip(from.Actions ?? []))
        {
            if (told.DoneDaysAgo is { } done) await service.DoneAsync(Context(told.Owner, done, "16:30"), childId, action.Id, action.Version, told.Note, cancellationToken);
            if (told.ClosedDaysAgo is { } closed) await service.ConfirmAsync(Context(from.Auditor, closed, "11:05"), childId, action.Id, action.Version, cancellationToken);
        }
    }

    /// <summary>The findings speak of certain children, so the demonstration tries seeds until one draws them. The program itself tries none.</summary>
    private static string SeedFor(IEnumerable<int> frame, List<int> wanted)
    {
        var ids = frame.ToList();
        return Enumerable.Range(0, int.MaxValue).Select(i => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"Northmere {i}"))))
            .First(seed => RecordSample.Choose(seed, ids, wanted.Count).Order().SequenceEqual(wanted));
    }

    private ActionContext Context(string who, int daysAgo, string time) => new(staff[who], days.At(daysAgo, time), CorrelationId: "seed");
}
