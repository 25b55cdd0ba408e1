using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Quality.Audits;

/// <summary>What happened to something to be put right, as pages show it.</summary>
/// <param name="Step">What.</param>
/// <param name="AtUtc">When, UTC.</param>
/// <param name="By">By whom.</param>
/// <param name="Text">What they said.</param>
public sealed record RemedialEventLine(RemedialStep Step, DateTime AtUtc, string By, string? Text);

/// <summary>Something to be put right, as pages show it.</summary>
/// <param name="Id">Key.</param>
/// <param name="What">What.</param>
/// <param name="OwnerId">Who puts it right.</param>
/// <param name="Owner">Their name.</param>
/// <param name="DueOn">By when, a UK date.</param>
/// <param name="DoneAtUtc">Said to be done, UTC.</param>
/// <param name="DoneById">By whom.</param>
/// <param name="ConfirmedAtUtc">Found done by somebody else, UTC.</param>
/// <param name="Events">All that happened, oldest first.</param>
/// <param name="Version">Concurrency token.</param>
public sealed record RemedialView(int Id, string What, Guid OwnerId, string Owner, DateOnly DueOn, DateTime? DoneAtUtc, Guid? DoneById, DateTime? ConfirmedAtUtc, IReadOnlyList<RemedialEventLine> Events, Guid Version)
{
    /// <summary>Not done, from the day after.</summary>
    public bool IsOverdue(DateOnly today) => DoneAtUtc is null && RecordAudit.IsOverdue(DueOn, today);
}

/// <summary>What an auditor found, as pages show it.</summary>
/// <param name="By">The auditor.</param>
/// <param name="AtUtc">When, UTC.</param>
/// <param name="Points">The answers on the ten points.</param>
/// <param name="Strengths">What is good about the record.</param>
/// <param name="Outcome">The judgement on the whole.</param>
public sealed record FindingView(string By, DateTime AtUtc, IReadOnlyList<PointFinding> Points, string? Strengths, AuditOutcome Outcome);

/// <summary>One audit of a child's record, with all it says.</summary>
/// <param name="Id">Key.</param>
/// <param name="SampleId">The sample it was drawn for.</param>
/// <param name="DrawnAtUtc">When that was drawn, UTC.</param>
/// <param name="AuditorId">Who audits it.</param>
/// <param name="Auditor">Their name.</param>
/// <param name="DueOn">By when, a UK date.</param>
/// <param name="DraftId">The draft it is written in.</param>
/// <param name="FinishedAtUtc">Finished, UTC.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Actions">What must be put right.</param>
public sealed record AuditView(
    int Id, int SampleId, DateTime DrawnAtUtc, Guid? AuditorId, string? Auditor, DateOnly DueOn, Guid DraftId, DateTime? FinishedAtUtc, FindingView? Finding, IReadOnlyList<RemedialView> Actions)
{
    /// <summary>Audits with all they say, oldest draw first. Four queries, however many.</summary>
    internal static async Task<IReadOnlyList<AuditView>> ReadAsync(AppDbContext db, IQueryable<RecordAudit> audits, CancellationToken cancellationToken)
    {
        var rows = await audits.AsNoTracking().OrderBy(a => a.Id)
            .Select(a => new { a.Id, a.SampleId, a.Sample.DrawnAtUtc, a.AuditorId, a.DueOn, a.DraftId, a.FinishedAtUtc }).ToListAsync(cancellationToken);
        if (rows.Count == 0) return [];
        var ids = rows.ConvertAll(r => r.Id);
        var findings = await db.AuditFindings.AsNoTracking().Where(f => ids.Contains(f.AuditId)).ToDictionaryAsync(f => f.AuditId, cancellationToken);
        var actions = (await db.RemedialActions.AsNoTracking().Where(a => ids.Contains(a.AuditId)).OrderBy(a => a.DueOn).ThenBy(a => a.Id).ToListAsync(cancellationToken)).ToLookup(a => a.AuditId);
        var people = rows.Select(r => r.AuditorId).OfType<Guid>().Concat(findings.Values.Select(f => f.ById))
            .Concat(actions.SelectMany(g => g).SelectMany(a => a.Events.Select(e => e.ById).Append(a.OwnerId))).Distinct().ToList();
        var names = await db.Users.AsNoTracking().Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellationToken);
        return
        [
            .. rows.Select(r => new AuditView(
                r.Id, r.SampleId, r.DrawnAtUtc, r.AuditorId, r.AuditorId is { } auditor ? names[auditor] : null, r.DueOn, r.DraftId, r.FinishedAtUtc,
                findings.GetValueOrDefault(r.Id) is { } f ? new FindingView(names[f.ById], f.AtUtc, f.Points, f.Strengths, f.Outcome) : null,
                [
                    .. actions[r.Id].Select(a => new RemedialView(
                        a.Id, a.What, a.OwnerId, names[a.OwnerId], a.DueOn, a.DoneAtUtc, a.DoneById, a.ConfirmedAtUtc,
                        [.. a.Events.Select(e => new RemedialEventLine(e.Step, e.AtUtc, names[e.ById], e.Text))], a.Version)),
                ])),
        ];
    }
}
