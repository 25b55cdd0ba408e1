using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Disclosure;
using CaseRecording.Core.People;
using CaseRecording.Core.Plans;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Safeguarding;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Supervision;
using CaseRecording.Core.Writing.Advising;
using CaseRecording.Core.Writing.Likeness;
using CaseRecording.Core.Writing.Lists;
using CaseRecording.Core.Writing.Templates;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Data;

/// <summary>
/// The database. Nothing that matters is saved without an audit row in the same transaction: a change to any row
/// not marked <see cref="IUnaudited"/> without a call of <c>Audit</c> is refused.
/// </summary>
public abstract class AppDbContext(DbContextOptions options) : IdentityUserContext<Staff, Guid>(options)
{
    private readonly List<AuditEvent> pending = [];
    private readonly Dictionary<AuditEvent, Action> whenSaved = [];
    private Guid? auditedTransaction;

#pragma warning disable CS1591 // one set per entity, named after it
    public DbSet<StaffRole> StaffRoles => Set<StaffRole>();
    public DbSet<Team> Teams => Set<Team>();
    public DbSet<TeamMember> TeamMembers => Set<TeamMember>();
    public DbSet<UserSession> Sessions => Set<UserSession>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();
    public DbSet<AccessGrant> AccessGrants => Set<AccessGrant>();
    public DbSet<RestrictedReader> RestrictedReaders => Set<RestrictedReader>();
    public DbSet<ConflictOfInterest> Conflicts => Set<ConflictOfInterest>();
    public DbSet<ManagerAlert> Alerts => Set<ManagerAlert>();
    public DbSet<Child> Children => Set<Child>();
    public DbSet<ChildName> ChildNames => Set<ChildName>();
    public DbSet<ChildIdentifier> Identifiers => Set<ChildIdentifier>();
    public DbSet<DatedDetail> Details => Set<DatedDetail>();
    public DbSet<StatusPeriod> Statuses => Set<StatusPeriod>();
    public DbSet<Allocation> Allocations => Set<Allocation>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<ChildPerson> ChildPeople => Set<ChildPerson>();
    public DbSet<Recording.Recording> Recordings => Set<Recording.Recording>();
    public DbSet<RecordingChild> RecordingChildren => Set<RecordingChild>();
    public DbSet<Transfer> Transfers => Set<Transfer>();
    public DbSet<Closure> Closures => Set<Closure>();
    public DbSet<RecordingCause> RecordingCauses => Set<RecordingCause>();
    public DbSet<RecordingVersion> RecordingVersions => Set<RecordingVersion>();
    public DbSet<RecordingChildVersion> RecordingChildVersions => Set<RecordingChildVersion>();
    public DbSet<RecordingParticipant> RecordingParticipants => Set<RecordingParticipant>();
    public DbSet<Amendment> Amendments => Set<Amendment>();

    /// <summary>Returns of entries to their authors.</summary>
    public DbSet<EntryReturn> EntryReturns => Set<EntryReturn>();

    /// <summary>Sign-offs of entries, with the answers on the standard.</summary>
    public DbSet<Quality.EntrySignOff> EntrySignOffs => Set<Quality.EntrySignOff>();

    /// <summary>Samples of records drawn to be audited.</summary>
    public DbSet<Quality.Audits.RecordSample> RecordSamples => Set<Quality.Audits.RecordSample>();

    /// <summary>The records of samples.</summary>
    public DbSet<Quality.Audits.RecordAudit> RecordAudits => Set<Quality.Audits.RecordAudit>();

    /// <summary>What auditors found.</summary>
    public DbSet<Quality.Audits.AuditFinding> AuditFindings => Set<Quality.Audits.AuditFinding>();

    /// <summary>What audits found must be put right.</summary>
    public DbSet<Quality.Audits.RemedialAction> RemedialActions => Set<Quality.Audits.RemedialAction>();

    /// <summary>Deputies of team managers.</summary>
    public DbSet<Delegation> Delegations => Set<Delegation>();

    /// <summary>Moves of entries to the record they belong on.</summary>
    public DbSet<RecordingMove> RecordingMoves => Set<RecordingMove>();

    /// <summary>What entries asked to be done.</summary>
    public DbSet<RecordingTask> Tasks => Set<RecordingTask>();
    public DbSet<SafeguardingReport> SafeguardingReports => Set<SafeguardingReport>();
    public DbSet<Corrections.Correction> Corrections => Set<Corrections.Correction>();
    public DbSet<Corrections.CorrectionStep> CorrectionSteps => Set<Corrections.CorrectionStep>();
    public DbSet<Mail.OutgoingMail> OutgoingMails => Set<Mail.OutgoingMail>();
    public DbSet<Plan> Plans => Set<Plan>();
    public DbSet<PlanGoal> PlanGoals => Set<PlanGoal>();
    public DbSet<PlanStep> PlanSteps => Set<PlanStep>();
    public DbSet<GoalEntry> GoalEntries => Set<GoalEntry>();
    public DbSet<PlanChange> PlanChanges => Set<PlanChange>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<SummaryReview> SummaryReviews => Set<SummaryReview>();
    public DbSet<PolicySettingChange> PolicyChanges => Set<PolicySettingChange>();
    public DbSet<Quality.Examples.GoodExample> GoodExamples => Set<Quality.Examples.GoodExample>();
    public DbSet<Forms.FormVersion> FormVersions => Set<Forms.FormVersion>();
    public DbSet<WordListChange> WordListChanges => Set<WordListChange>();
    public DbSet<PassagePrint> PassagePrints => Set<PassagePrint>();
    public DbSet<LeftAdvice> LeftAdvice => Set<LeftAdvice>();
    public DbSet<ReadyText> ReadyTexts => Set<ReadyText>();
    public DbSet<AccessRequest> AccessRequests => Set<AccessRequest>();
    public DbSet<Export> Exports => Set<Export>();
    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();
    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();
#pragma warning restore CS1591

    /// <summary>Says what the next save does. The row is written in the same transaction as the change .</summary>
    public void Audit(ActionContext context, AuditAction action, int? childId = null, long? recordingId = null, string? subject = null, string? before = null, string? after = null) =>
        pending.Add(new AuditEvent(context, action, childId, recordingId, subject, before, after));

    /// <summary>As above, for a record opened by this same save.</summary>
    public void Audit(ActionContext context, AuditAction action, Child child, string? subject = null, string? after = null)
    {
        var row = new AuditEvent(context, action, subject: subject, after: after);
        pending.Add(row);
        whenSaved[row] = () => row.BelongsTo(child.Id, null);
    }

    /// <summary>As above, for a recording made by this same save: one row for each child.</summary>
    public void Audit(ActionContext context, AuditAction action, Recording.Recording recording, string? subject = null, string? after = null)
    {
        foreach (var childId in recording.Children.Select(c => c.ChildId))
        {
            var row = new AuditEvent(context, action, childId, subject: subject, after: after);
            pending.Add(row);
            whenSaved[row] = () => row.BelongsTo(childId, recording.Id);
        }
    }

    /// <inheritdoc />
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save asynchronously.");

    /// <inheritdoc />
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        if (pending.Count == 0)
        {
            RefuseUnaudited();
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        try
        {
            return await SaveAuditedAsync(cancellationToken);
        }
        catch
        {
            // Neither half may be saved later without the other: what was tried is forgotten as a whole.
            ChangeTracker.Clear();
            throw;
        }
        finally
        {
            pending.Clear();
            whenSaved.Clear();
        }
    }

    private async Task<int> SaveAuditedAsync(CancellationToken cancellationToken)
    {
        await using var transaction = Database.CurrentTransaction is null
            ? await Database.BeginTransactionAsync(cancellationToken)
            : null;
        // The heads before the rows, always: see AuditChain. A record that this save opens has a chain nobody else knows of.
        var locked = await AuditChain.LockAsync(this, pending.Where(e => e.ChildId is not null || !whenSaved.ContainsKey(e)).Select(e => AuditEvent.ChainOf(e.ChildId)), cancellationToken);
        // Keys of new rows are known only once they are inserted; the audit row needs them for its hash.
        var count = await base.SaveChangesAsync(true, cancellationToken);
        foreach (var resolve in whenSaved.Values) resolve();
        await AuditChain.AppendAsync(this, pending, locked, cancellationToken);
        await base.SaveChangesAsync(true, cancellationToken);
        if (transaction is not null) await transaction.CommitAsync(cancellationToken);
        else auditedTransaction = Database.CurrentTransaction!.TransactionId;
        return count;
    }

    /// <summary>Forgets every change not saved yet, and undoes those of a transaction that is still open.</summary>
    internal async Task AbandonAsync(CancellationToken cancellationToken = default)
    {
        pending.Clear();
        whenSaved.Clear();
        ChangeTracker.Clear();
        if (Database.CurrentTransaction is { } transaction) await transaction.RollbackAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<string>().HaveMaxLength(450);
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
        foreach (var key in builder.Model.GetEntityTypes().SelectMany(t => t.GetForeignKeys()))
        {
            // SQL Server refuses several cascade paths only when the table is made; nothing is deleted through the program.
            // A row taken out of its owner's list (a participant of a draft version, a role) goes by itself.
            key.DeleteBehavior = DeleteBehavior.ClientCascade;
        }

        builder.KeepFrozen(typeof(AuditEvent), typeof(RecordingVersion), typeof(RecordingChildVersion), typeof(Amendment), typeof(EntryReturn), typeof(RecordingMove), typeof(PlanChange), typeof(Quality.EntrySignOff), typeof(Quality.Audits.RecordSample), typeof(Quality.Audits.AuditFinding));
    }

    private void RefuseUnaudited()
    {
        // Later saves of a transaction that already holds its audit row belong to the same action.
        if (auditedTransaction is not null && Database.CurrentTransaction?.TransactionId == auditedTransaction) return;
        var bare = ChangeTracker.Entries().FirstOrDefault(e => (e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted) && e.Entity is not IUnaudited);
        if (Rules.A03.Broken(bare is not null))
        {
            throw new InvalidOperationException($"A change to {bare!.Metadata.ClrType.Name} has no audit row (A-03).");
        }
    }
}

/// <summary>The embedded engine.</summary>
public sealed class SqliteAppDbContext(DbContextOptions<SqliteAppDbContext> options) : AppDbContext(options);

/// <summary>The production engine.</summary>
public sealed class SqlServerAppDbContext(DbContextOptions<SqlServerAppDbContext> options) : AppDbContext(options);
