using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Summaries;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Children;

/// <summary>Changes what a record says about the child: each action one save with its audit row, and the child's clocks worked out again.</summary>
public sealed class ChildService(AppDbContext db, ChildAccess access, ChildClocks clocks)
{
    /// <summary>Corrects or completes who the child is (C-02); numbers given replace those of the same kind.</summary>
    /// <param name="context">Who and when.</param>
    /// <param name="childId">The child.</param>
    /// <param name="opened">The version the form was opened with.</param>
    /// <param name="details">As typed.</param>
    /// <param name="nameChangedOn">UK day the name changed; null where the earlier spelling was wrong.</param>
    /// <param name="identifiers">Kind and number; an empty number takes that kind away.</param>
    /// <param name="alerts">One on a line.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="RuleViolationException">Something is missing or cannot be right.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed the record since.</exception>
    public Task ChangeAsync(
        ActionContext context, int childId, Guid opened, ChildDetails details, DateOnly? nameChangedOn,
        IReadOnlyList<(string Kind, string? Value)> identifiers, string? alerts, CancellationToken cancellationToken = default) =>
        SaveAsync(context, childId, opened, AccessLevel.Record, AuditAction.RecordDetailsChanged, "identity", async child =>
        {
            child.Change(context, details, nameChangedOn);
            child.SetAlerts(alerts);
            foreach (var (kind, value) in identifiers) SetIdentifier(child, kind, value);
            // As a person in a brother's or sister's record the child has the same name.
            var self = await db.People.FirstOrDefaultAsync(p => p.OwnRecordId == childId, cancellationToken);
            if (self is not null) self.FullName = child.FullName;
        }, cancellationToken);

    /// <summary>Records an address, school, placement or legal status from a day on (C-03).</summary>
    /// <exception cref="RuleViolationException">Something is missing, or the dates cannot be right.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed the record since.</exception>
    public Task ChangeDetailAsync(ActionContext context, int childId, Guid opened, DetailChange change, CancellationToken cancellationToken = default) =>
        SaveAsync(context, childId, opened, AccessLevel.Record, AuditAction.RecordDetailsChanged, change.Kind.ToString(), child => child.ChangeDetail(context, change), cancellationToken);

    /// <summary>Ends the detail of a kind that is in force; nothing follows it (C-03).</summary>
    /// <exception cref="RuleViolationException">There is none, or the date cannot be right.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed the record since.</exception>
    public Task EndDetailAsync(ActionContext context, int childId, Guid opened, DetailKind kind, DateOnly? on, CancellationToken cancellationToken = default) =>
        SaveAsync(context, childId, opened, AccessLevel.Record, AuditAction.RecordDetailsChanged, $"{kind} ended", child => child.EndDetail(context, kind, on), cancellationToken);

    /// <summary>Records a status from a day on (C-03).</summary>
    /// <exception cref="RuleViolationException">It cannot be so.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed the record since.</exception>
    public Task ChangeStatusAsync(ActionContext context, int childId, Guid opened, StatusChange change, CancellationToken cancellationToken = default) =>
        SaveAsync(context, childId, opened, AccessLevel.Record, AuditAction.StatusChanged, change.Kind?.ToString(), child => child.ChangeStatus(context, change), cancellationToken);

    /// <summary>Ends one status and leaves the others (C-03).</summary>
    /// <exception cref="RuleViolationException">It has ended, or the date cannot be right.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed the record since.</exception>
    public Task EndStatusAsync(ActionContext context, int childId, Guid opened, int statusId, DateOnly? on, CancellationToken cancellationToken = default) =>
        SaveAsync(context, childId, opened, AccessLevel.Record, AuditAction.StatusChanged, $"status {statusId} ended", child => child.EndStatus(context, statusId, on), cancellationToken);

    /// <summary>Records that a looked-after child's first review was held (V-06).</summary>
    /// <exception cref="RuleViolationException">The date cannot be right.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed the record since.</exception>
    public Task FirstReviewHeldAsync(ActionContext context, int childId, Guid opened, int statusId, DateOnly? on, CancellationToken cancellationToken = default) =>
        SaveAsync(context, childId, opened, AccessLevel.Record, AuditAction.StatusChanged, $"status {statusId} reviewed", child => child.FirstReviewHeld(context, statusId, on), cancellationToken);

    /// <summary>Allocates the child to a team and a worker of it. A manager of the record does .</summary>
    /// <exception cref="RuleViolationException">The worker does not work in that team.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed the record since.</exception>
    public Task AllocateAsync(ActionContext context, int childId, Guid opened, int? teamId, Guid? workerId, CancellationToken cancellationToken = default) =>
        SaveAsync(context, childId, opened, AccessLevel.Manage, AuditAction.Allocated, $"team {teamId}, worker {workerId}", async child =>
        {
            var worksThere = await Allocatable(db).AnyAsync(w => w.TeamId == teamId && w.WorkerId == workerId, cancellationToken);
            new RuleCheck()
                .Refuse(Rules.A01, workerId is null || teamId is null, "worker", "Choose a worker")
                .Refuse(Rules.A01, workerId is not null && teamId is not null && !worksThere, "worker", "Choose someone who works in that team")
                .Refuse(Rules.A01, child.TeamId == teamId && child.WorkerId == workerId && worksThere, "worker", $"{child.KnownAs} is allocated to this worker already")
                .ThrowIfAny();
            await TransferService.AskAsync(db, access, context, child, teamId!.Value, workerId!.Value, cancellationToken);
            child.Allocate(context, teamId.Value, workerId.Value);
        }, cancellationToken);

    /// <summary>Names the chair or reviewing officer, or none.</summary>
    /// <exception cref="RuleViolationException">The person does not hold that role.</exception>
    /// <exception cref="EditedMeanwhileException">Someone changed the record since.</exception>
    public Task NameReviewingOfficerAsync(ActionContext context, int childId, Guid opened, Guid? officerId, CancellationToken cancellationToken = default) =>
        SaveAsync(context, childId, opened, AccessLevel.Manage, AuditAction.Allocated, $"reviewing officer {officerId}", async child =>
        {
            var holds = officerId is null || await db.Users.AnyAsync(s => s.Id == officerId && s.DisabledAtUtc == null && s.Roles.Any(r => r.Role == Role.ReviewingOfficer), cancellationToken);
            new RuleCheck().Refuse(Rules.A01, !holds, "officer", "Choose a chair or reviewing officer").ThrowIfAny();
            child.ReviewingOfficerId = officerId;
            child.Touch();
        }, cancellationToken);

    /// <summary>Reveals a protected address once, on purpose; that it was is audited before it is shown.</summary>
    /// <returns>The address; null where this child has no such detail.</returns>
    public async Task<string?> RevealAsync(ActionContext context, int childId, int detailId, CancellationToken cancellationToken = default)
    {
        await access.RequireAsync(context, AccessLevel.Record, [childId], cancellationToken);
        var value = await db.Details.Where(d => d.Id == detailId && d.ChildId == childId && d.IsProtected).Select(d => d.Value).FirstOrDefaultAsync(cancellationToken);
        if (value is null) return null;
        db.Audit(context, AuditAction.ProtectedAddressRevealed, childId, subject: $"detail {detailId}");
        await db.SaveChangesAsync(cancellationToken);
        return value;
    }

    /// <summary>Social workers in use, in each team they belong to: the choices for an allocation.</summary>
    public static IQueryable<AllocatableWorker> Allocatable(AppDbContext db) =>
        from staff in db.Users
        from member in db.TeamMembers
        where member.StaffId == staff.Id && staff.DisabledAtUtc == null && staff.Roles.Any(r => r.Role == Role.SocialWorker)
        from team in db.Teams
        where team.Id == member.TeamId
        orderby team.Name, staff.DisplayName
        select new AllocatableWorker { TeamId = team.Id, Team = team.Name, WorkerId = staff.Id, Worker = staff.DisplayName };

    private static void SetIdentifier(Child child, string kind, string? value)
    {
        new RuleCheck()
            .Refuse(Rules.C02, value?.Trim().Length > ChildIdentifier.Longest, "identifiers", $"A number must be {ChildIdentifier.Longest} characters or fewer")
            .ThrowIfAny();
        // A number taken away leaves its empty row: nothing is deleted through the program.
        var current = child.Identifiers.Find(i => i.Kind == kind);
        if (current is not null) current.Value = value?.Trim() ?? "";
        else if (!string.IsNullOrWhiteSpace(value)) child.Identifiers.Add(new ChildIdentifier { Kind = kind, Value = value.Trim() });
    }

    private Task SaveAsync(ActionContext context, int childId, Guid opened, AccessLevel needed, AuditAction action, string? subject, Action<Child> verb, CancellationToken cancellationToken) =>
        SaveAsync(context, childId, opened, needed, action, subject, child =>
        {
            verb(child);
            return Task.CompletedTask;
        }, cancellationToken);

    private async Task SaveAsync(ActionContext context, int childId, Guid opened, AccessLevel needed, AuditAction action, string? subject, Func<Child, Task> verb, CancellationToken cancellationToken)
    {
        await access.RequireAsync(context, needed, [childId], cancellationToken);
        var child = await db.Children.Include(c => c.Names).Include(c => c.Identifiers).Include(c => c.Details).Include(c => c.Statuses).Include(c => c.Allocations)
            .AsSplitQuery().SingleAsync(c => c.Id == childId, cancellationToken);
        db.Entry(child).Property(c => c.Version).OriginalValue = opened;
        await verb(child);
        await clocks.RecomputeAsync(child, context.NowUtc, cancellationToken);
        db.Audit(context, action, childId, subject: subject);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditedMeanwhileException();
        }
    }
}

/// <summary>Someone a child can be allocated to.</summary>
public sealed class AllocatableWorker
{
    /// <summary>The team.</summary>
    public int TeamId { get; init; }

    /// <summary>Its name.</summary>
    public string Team { get; init; } = "";

    /// <summary>The worker.</summary>
    public Guid WorkerId { get; init; }

    /// <summary>Their name.</summary>
    public string Worker { get; init; } = "";
}
