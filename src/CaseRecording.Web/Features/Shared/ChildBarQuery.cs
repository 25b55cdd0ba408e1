using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Plans;
using CaseRecording.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.Shared;

/// <summary>Reads the bar that stands at the top of every page of a child's record. One query.</summary>
public sealed class ChildBarQuery(AppDbContext db, RequestContext request)
{
    /// <param name="current">The tab of the page; <see cref="ChildTab.None"/> for those who may not read the record.</param>
    public async Task<ChildBar> LoadAsync(int childId, ChildTab current = ChildTab.None)
    {
        var today = request.Today;
        var child = await db.Children.AsNoTracking().Where(c => c.Id == childId).Select(c => new
        {
            c.FullName,
            c.KnownAs,
            c.Pronouns,
            c.BirthDate,
            c.BirthDateKind,
            c.Alerts,
            c.ClosedAtUtc,
            c.NextVisitDueOn,
            c.SummaryDueOn,
            c.SupervisionDueOn,
            c.ReviewDueOn,
            c.ReviewDue,
            TransferMissing = db.Transfers.Where(t => t.ChildId == c.Id).OrderByDescending(t => t.AtUtc).Select(t => (bool?)(t.RecordingId == null)).FirstOrDefault(),
            Worker = db.Users.Where(s => s.Id == c.WorkerId).Select(s => s.DisplayName).FirstOrDefault(),
            AddressIsProtected = c.Details.Any(d => d.Kind == DetailKind.Address && d.IsProtected && d.To == null),
            Statuses = c.Statuses.Where(s => s.From <= today && (s.To == null || s.To > today)).OrderBy(s => s.From).Select(s => s.Kind).ToList(),
        }).SingleAsync();

        List<string> statuses = [.. child.Statuses.Select(s => s.Label())];
        if (child.ClosedAtUtc is not null) statuses.Insert(0, "Closed");
        else if (statuses.Count == 0) statuses.Add(StatusKind.None.Label());
        return new ChildBar(
            childId, child.KnownAs, child.FullName, Age.Of(child.BirthDate, child.BirthDateKind, today), child.Pronouns, statuses,
            Lines(child.Alerts), child.Worker, child.AddressIsProtected, current, child.NextVisitDueOn, child.SummaryDueOn, child.SupervisionDueOn, child.ReviewDueOn, child.ReviewDue?.Label(), Core.Rules.S06.Broken(child.TransferMissing == true));
    }

    private static string[] Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
