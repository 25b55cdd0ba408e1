using CaseRecording.Core.Children;
using CaseRecording.Core.Data;
using CaseRecording.Core.Time;
using CaseRecording.Web.Features.Shared;
using CaseRecording.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Web.Features.Details;

/// <summary>Reads what a record says of the child on a day (C-03). A fixed number of queries.</summary>
public sealed class DetailsQuery(AppDbContext db, ChildBarQuery bar, Core.Quality.Audits.AuditQuery audits, RequestContext request)
{
    public async Task<DetailsModel> LoadAsync(int childId, DateOnly? on)
    {
        var today = request.Today;
        var day = on ?? today;
        var end = LondonTime.EndOfDayUtc(day);
        var allocations = await db.Allocations.AsNoTracking().Where(a => a.ChildId == childId).OrderByDescending(a => a.FromUtc)
            .Select(a => new AllocationRow(
                db.Users.Where(s => s.Id == a.WorkerId).Select(s => s.DisplayName).First(),
                db.Teams.Where(t => t.Id == a.TeamId).Select(t => t.Name).First(), a.FromUtc, a.ToUtc)).ToListAsync();
        var home = await db.ChildPeople.AsNoTracking().Where(p => p.ChildId == childId
                && ((p.InHouseholdFrom <= day && (p.InHouseholdTo == null || p.InHouseholdTo > day)) || p.EarlierStays.Any(s => s.From <= day && s.To > day)))
            .OrderByDescending(p => p.HasParentalResponsibility).ThenBy(p => p.Person.FullName)
            .Select(p => new HomeRow(p.Person.FullName, p.Relationship, p.HasParentalResponsibility)).ToListAsync();
        return new DetailsModel(await bar.LoadAsync(childId, ChildTab.Details), await WhoAsync(childId), day, today)
        {
            Details = await DetailsAsync(childId),
            Statuses = await StatusesAsync(childId),
            Allocations = [.. allocations.Where(a => day == today || a.FromUtc <= end)],
            Home = home,
            Audits = await audits.OfChildAsync(childId),
            ReviewingOfficer = await db.Children.Where(c => c.Id == childId).Select(c => db.Users.Where(s => s.Id == c.ReviewingOfficerId).Select(s => s.DisplayName).FirstOrDefault()).SingleAsync(),
        };
    }

    public async Task<IdentityRow> WhoAsync(int childId)
    {
        var child = await db.Children.AsNoTracking().Where(c => c.Id == childId).Select(c => new
        {
            c.FullName,
            c.KnownAs,
            c.Pronouns,
            c.BirthDate,
            c.BirthDateKind,
            c.EstimateReason,
            c.SpellingDocument,
            c.SpellingSeenBy,
            c.SpellingSeenOn,
            c.FirstContactAtUtc,
            c.OpenedAtUtc,
            c.ClosedAtUtc,
            c.Alerts,
            c.Version,
            Identifiers = c.Identifiers.Where(i => i.Value != "").OrderBy(i => i.Id).Select(i => new { i.Kind, i.Value }).ToList(),
        }).SingleAsync();
        return new IdentityRow(
            child.FullName, child.KnownAs, child.Pronouns, child.BirthDate, child.BirthDateKind, child.EstimateReason, child.SpellingDocument, child.SpellingSeenBy,
            child.SpellingSeenOn, child.FirstContactAtUtc, child.OpenedAtUtc, child.ClosedAtUtc, child.Alerts, child.Version, [.. child.Identifiers.Select(i => (i.Kind, i.Value))]);
    }

    /// <summary>Newest first. A protected value never leaves the database here.</summary>
    public async Task<IReadOnlyList<DetailRow>> DetailsAsync(int childId) =>
        await db.Details.AsNoTracking().Where(d => d.ChildId == childId).OrderByDescending(d => d.From).ThenByDescending(d => d.Id)
            .Select(d => new DetailRow(d.Id, d.Kind, d.IsProtected ? DatedDetail.Mask : d.Value, d.IsProtected, d.From, d.To)).ToListAsync();

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<StatusRow>> StatusesAsync(int childId) =>
        await db.Statuses.AsNoTracking().Where(s => s.ChildId == childId).OrderByDescending(s => s.From).ThenByDescending(s => s.Id)
            .Select(s => new StatusRow(s.Id, s.Kind, s.Arrangement, s.AgreedIntervalDays, s.FirstReviewOn, s.From, s.To)).ToListAsync();
}
