using System.Runtime.CompilerServices;
using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Plans;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Safeguarding;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Supervision;
using CaseRecording.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Disclosure;

/// <summary>Reads one child's whole record for an export: a few queries for its front, then a fixed number for each batch of entries.</summary>
public sealed class RecordReader(AppDbContext db, TimelineQuery timeline)
{
    /// <summary>Entries read at a time.</summary>
    public const int BatchSize = 40;

    /// <summary>What stands before the entries, and which entries there are.</summary>
    public async Task<DisclosedRecord> FrontAsync(int requestId, DateTime nowUtc, CancellationToken cancellationToken = default)
    {
        var request = await db.AccessRequests.AsNoTracking().SingleAsync(r => r.Id == requestId, cancellationToken);
        var child = await db.Children.AsNoTracking().Include(c => c.Details).Include(c => c.Statuses).AsSplitQuery().SingleAsync(c => c.Id == request.ChildId, cancellationToken);
        return new DisclosedRecord
        {
            ChildId = child.Id,
            Recipient = new(request.Id, request.RequesterName, request.RequesterRelationship, request.ReceivedOn),
            Child = new(child.FullName, child.KnownAs, child.Pronouns, child.BirthDate, child.BirthDateKind),
            Periods = Periods(child),
            People = await PeopleAsync(child.Id, LondonTime.DateOf(nowUtc), cancellationToken),
            Workers = await WorkersAsync(child.Id, cancellationToken),
            Entries = await db.RecordingChildren.AsNoTracking().Where(c => c.ChildId == child.Id)
                .OrderBy(c => c.OccurredAtUtc).ThenBy(c => c.RecordingId)
                .Select(c => new DisclosedEntryKey(c.RecordingId, c.OccurredAtUtc)).ToListAsync(cancellationToken),
            Plans = await PlansAsync(child.Id, cancellationToken),
            Handling = await HandlingAsync(child.Id, cancellationToken),
            Corrections = await CorrectionsAsync(child.Id, cancellationToken),
            MovedAway = await MoveTrace.Lines(db, MoveTrace.Of(db, child.Id).OrderBy(m => m.OccurredAtUtc).ThenBy(m => m.Id)).ToListAsync(cancellationToken),
            Audits = await Quality.Audits.AuditView.ReadAsync(db, db.RecordAudits.Where(a => a.ChildId == child.Id && a.FinishedAtUtc != null), cancellationToken),
            Concerns = await SafeguardingLine.Of(db, Guid.Empty, db.SafeguardingReports.Where(r => r.ChildId == child.Id).OrderBy(r => r.HappenedAtUtc).ThenBy(r => r.Id)).ToListAsync(cancellationToken),
        };
    }

    /// <summary>The entries in the order of their events (T-01, F-07). Only one batch is held at a time.</summary>
    public async IAsyncEnumerable<DisclosedEntry> EntriesAsync(DisclosedRecord record, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IEnumerable<DisclosedEntryKey> inOrder = Rules.F07.Applies(true) ? record.Entries : record.Entries.OrderBy(e => e.RecordingId);
        foreach (var keys in inOrder.Chunk(BatchSize))
        {
            var batch = await BatchAsync(record.ChildId, [.. keys.Select(k => k.RecordingId)], cancellationToken);
            foreach (var key in keys)
            {
                if (batch.TryGetValue(key.RecordingId, out var entry)) yield return entry;
            }
        }
    }

    private async Task<Dictionary<long, DisclosedEntry>> BatchAsync(int childId, List<long> ids, CancellationToken cancellationToken)
    {
        var rows = db.RecordingChildren.AsNoTracking().Where(c => c.ChildId == childId && ids.Contains(c.RecordingId));
        var lines = await timeline.Project(rows).ToDictionaryAsync(l => l.Id, cancellationToken);
        var amendments = (await db.Amendments.AsNoTracking().Where(a => ids.Contains(a.RecordingId) && (a.ChildId == null || a.ChildId == childId)).OrderBy(a => a.AtUtc).ThenBy(a => a.Id)
            .Select(a => new { a.RecordingId, Line = new AmendmentLine(db.Users.Where(u => u.Id == a.AuthorId).Select(u => u.DisplayName).First(), a.AtUtc, a.Reason, a.Text, a.EarlierUtc, a.CorrectedUtc) })
            .ToListAsync(cancellationToken)).ToLookup(a => a.RecordingId, a => a.Line);
        var returns = (await ReturnLine.Standing(db).Where(r => ids.Contains(r.RecordingId)).OrderBy(r => r.AtUtc).ThenBy(r => r.Id).Select(ReturnLine.For(db, childId)).ToListAsync(cancellationToken))
            .ToLookup(r => r.RecordingId);
        var signed = lines.Values.Where(l => l.Facts.UnmetPoints > 0).Select(l => l.Id).ToList();
        var signOffs = await Quality.SignOffLine.OfAsync(db, childId, signed, cancellationToken);
        var there = lines.Keys.ToList();
        var moved = lines.Values.Where(l => l.Facts.MovedHere).Select(l => l.Id).ToList();
        var moves = (moved.Count == 0 ? [] : await MoveLine.Of(db, childId, moved).ToListAsync(cancellationToken)).ToLookup(m => m.RecordingId);
        var causes = (await CauseQuery.LinesOf(db, childId, there).ToListAsync(cancellationToken)).ToLookup(c => c.Of, c => c.Linked);
        var texts = await (
            from own in db.RecordingChildVersions.AsNoTracking()
            join version in db.RecordingVersions on own.RecordingVersionId equals version.Id
            join recording in db.Recordings on new { Id = version.RecordingId, version.Number } equals new { recording.Id, Number = recording.CurrentVersion }
            // Its place on the timeline decides: an entry moved off this record since the export began is none of it any more (A-07).
            where own.ChildId == childId && there.Contains(recording.Id)
            select new
            {
                recording.Id,
                version.Content,
                version.FormVersion,
                Own = own.Content,
                IsShared = recording.Children.Count > 1,
                recording.LateReason,
                recording.HistoryReason,
                recording.SignedOffAtUtc,
                SignedOffBy = db.Users.Where(u => u.Id == recording.SignedOffById).Select(u => u.DisplayName).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        return texts.ToDictionary(t => t.Id, t => new DisclosedEntry
        {
            Line = lines[t.Id],
            FormVersion = t.FormVersion,
            Content = t.Content,
            Own = t.Own,
            Amendments = [.. amendments[t.Id]],
            Causes = [.. causes[t.Id].OrderBy(c => c.OccurredAtUtc).ThenBy(c => c.RecordingId)],
            IsShared = t.IsShared,
            LateReason = t.LateReason,
            HistoryReason = t.HistoryReason ?? moves[t.Id].LastOrDefault(m => m.IsArrival)?.HistoryReason,
            Moves = [.. moves[t.Id]],
            Returns = [.. returns[t.Id]],
            SignedOffAtUtc = t.SignedOffAtUtc,
            SignedOffBy = t.SignedOffBy,
            UnmetPoints = [.. signOffs[t.Id].TakeLast(1).SelectMany(s => s.Unmet)],
        });
    }

    private async Task<List<DisclosedPlan>> PlansAsync(int childId, CancellationToken cancellationToken)
    {
        var (plans, all) = (new PlanQuery(db), new List<DisclosedPlan>());
        foreach (var plan in (await plans.OfChildAsync(childId, cancellationToken)).OrderBy(p => p.StartedOn).ThenBy(p => p.Id))
        {
            all.Add(new DisclosedPlan(plan, [.. (await plans.HistoryAsync(childId, plan.Id, null, cancellationToken)).Reverse()]));
        }

        return all;
    }

    private async Task<List<Corrections.CorrectionLine>> CorrectionsAsync(int childId, CancellationToken cancellationToken)
    {
        var all = db.Corrections.Where(c => c.ChildId == childId);
        var lines = await Corrections.CorrectionQuery.Lines(db, all.OrderBy(c => c.ReceivedOn).ThenBy(c => c.Id)).ToListAsync(cancellationToken);
        if (lines.Count == 0) return lines;
        var steps = await Corrections.CorrectionQuery.StepsAsync(db, all, cancellationToken);
        return lines.ConvertAll(c => c with { Steps = [.. steps[c.Id]] });
    }

    private static List<DisclosedPeriod> Periods(Child child) =>
    [
        .. child.Details.OrderBy(d => d.Kind).ThenBy(d => d.From).ThenBy(d => d.Id).Select(d => new DisclosedPeriod(Words(d.Kind), d.Shown, d.From, d.To)),
        .. child.Statuses.OrderBy(s => s.From).ThenBy(s => s.Id).Select(s => new DisclosedPeriod("Status", Words(s), s.From, s.To)),
    ];

    private static string Words(StatusPeriod status) =>
        status.Arrangement is { } arrangement ? $"{status.Kind.Label()}: {arrangement.Label()}" : status.Kind.Label();

    private static string Words(DetailKind kind) => kind switch
    {
        DetailKind.Name => "Full name",
        DetailKind.LegalStatus => "Legal status",
        _ => kind.ToString(),
    };

    private async Task<List<DisclosedPerson>> PeopleAsync(int childId, DateOnly today, CancellationToken cancellationToken)
    {
        var links = await db.ChildPeople.AsNoTracking().Include(p => p.Person).Where(p => p.ChildId == childId).OrderBy(p => p.Person.FullName).ThenBy(p => p.Id).ToListAsync(cancellationToken);
        return links.ConvertAll(link => new DisclosedPerson(
            link.Person.FullName, link.Relationship, link.HasParentalResponsibility, link.LivesThereOn(today), link.TimeTogether, link.Person.IsProfessional,
            string.Join(", ", new[] { link.Person.JobTitle, link.Person.Organisation }.Where(part => !string.IsNullOrWhiteSpace(part))),
            link.Person.IsProfessional ? link.Person.Telephone : null,
            link.Person.IsProfessional ? link.Person.Email : null));
    }

    private async Task<List<string>> HandlingAsync(int childId, CancellationToken cancellationToken)
    {
        static string On(DateTime utc) => LondonTime.FormatDate(LondonTime.DateOf(utc));
        var transfers = await TransferService.Lines(db, db.Transfers.Where(t => t.ChildId == childId)).ToListAsync(cancellationToken);
        var closures = await ClosingService.Lines(db, childId).ToListAsync(cancellationToken);
        return
        [
            .. transfers.Select(t => (At: t.AtUtc, Text: $"{On(t.AtUtc)}: handed over from {t.From} ({t.FromTeam}) to {t.To} ({t.ToTeam}). {(t.RecordingId is null ? "No transfer summary was written." : t.AcknowledgedAtUtc is { } read ? $"{t.To} acknowledged the transfer summary on {On(read)}." : "A transfer summary was written.")}"))
                .Concat(closures.Select(c => (At: c.ClosedAtUtc, Text: $"{On(c.ClosedAtUtc)}: the record was closed by {c.ClosedBy}. {(c.NoSummary is { } why ? $"There is no closing summary: {why.Label().ToLowerInvariant()}. {c.Explanation}" : "The closing summary is among the entries.")}")))
                .Concat(closures.Where(c => c.ReopenedAtUtc is not null).Select(c => (At: c.ReopenedAtUtc!.Value, Text: $"{On(c.ReopenedAtUtc!.Value)}: the record was opened again by {c.ReopenedBy}. {c.ReopenReason}")))
                .OrderBy(h => h.At).Select(h => h.Text),
        ];
    }

    private async Task<List<DisclosedWorker>> WorkersAsync(int childId, CancellationToken cancellationToken)
    {
        var allocations = await db.Allocations.AsNoTracking().Where(a => a.ChildId == childId).OrderBy(a => a.FromUtc).ThenBy(a => a.Id)
            .Select(a => new
            {
                Name = db.Users.Where(u => u.Id == a.WorkerId).Select(u => u.DisplayName).First(),
                Team = db.Teams.Where(t => t.Id == a.TeamId).Select(t => t.Name).First(),
                a.FromUtc,
                a.ToUtc,
            }).ToListAsync(cancellationToken);
        return allocations.ConvertAll(a => new DisclosedWorker(a.Name, a.Team, LondonTime.DateOf(a.FromUtc), a.ToUtc is { } to ? LondonTime.DateOf(to) : null));
    }
}
