using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Disclosure;
using CaseRecording.Core.People;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Recording;
using CaseRecording.Core.Summaries;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CaseRecording.Core.Data;

internal sealed class AccessConfiguration :
    IEntityTypeConfiguration<Staff>, IEntityTypeConfiguration<StaffRole>, IEntityTypeConfiguration<Team>, IEntityTypeConfiguration<TeamMember>,
    IEntityTypeConfiguration<UserSession>, IEntityTypeConfiguration<DataProtectionKey>, IEntityTypeConfiguration<AccessGrant>,
    IEntityTypeConfiguration<RestrictedReader>, IEntityTypeConfiguration<ConflictOfInterest>, IEntityTypeConfiguration<ManagerAlert>,
    IEntityTypeConfiguration<IdentityUserLogin<Guid>>, IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    // Identity's own lengths make keys longer than an index of SQL Server can be.
    private const int LongestProvider = 128;

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder)
    {
        builder.Property(l => l.LoginProvider).HasMaxLength(LongestProvider);
        builder.Property(l => l.ProviderKey).HasMaxLength(LongestProvider);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder)
    {
        builder.Property(t => t.LoginProvider).HasMaxLength(LongestProvider);
        builder.Property(t => t.Name).HasMaxLength(LongestProvider);
    }

    public void Configure(EntityTypeBuilder<Staff> builder)
    {
        builder.ToTable("Staff");
        builder.Property(s => s.DisplayName).HasMaxLength(200);
        // SQLite cannot compare a DateTimeOffset.
        builder.Property(s => s.LockoutEnd).HasConversion(
            new ValueConverter<DateTimeOffset, DateTime>(v => v.UtcDateTime, v => new DateTimeOffset(DateTime.SpecifyKind(v, DateTimeKind.Utc))));
        builder.HasMany(s => s.Roles).WithOne().HasForeignKey(r => r.StaffId);
        builder.HasMany(s => s.Teams).WithOne().HasForeignKey(t => t.StaffId);
    }

    public void Configure(EntityTypeBuilder<StaffRole> builder) => builder.HasKey(r => new { r.StaffId, r.Role });

    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.Property(t => t.Name).HasMaxLength(100);
        builder.Property(t => t.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<TeamMember> builder)
    {
        builder.HasKey(m => new { m.StaffId, m.TeamId });
        builder.HasOne<Team>().WithMany().HasForeignKey(m => m.TeamId);
    }

    public void Configure(EntityTypeBuilder<UserSession> builder)
    {
        builder.Property(s => s.Id).HasMaxLength(64);
        builder.HasIndex(s => s.StaffId);
        builder.HasIndex(s => s.LastActivityAtUtc);
    }

    public void Configure(EntityTypeBuilder<DataProtectionKey> builder) => builder.Property(k => k.Xml).HasMaxLength(8000);

    public void Configure(EntityTypeBuilder<AccessGrant> builder)
    {
        builder.Property(g => g.Reason).HasMaxLength(1000);
        builder.HasIndex(g => new { g.StaffId, g.ChildId, g.ExpiresAtUtc });
        builder.HasOne<Child>().WithMany().HasForeignKey(g => g.ChildId);
    }

    public void Configure(EntityTypeBuilder<RestrictedReader> builder)
    {
        builder.HasKey(r => new { r.ChildId, r.StaffId });
        builder.HasOne<Child>().WithMany().HasForeignKey(r => r.ChildId);
    }

    public void Configure(EntityTypeBuilder<ConflictOfInterest> builder)
    {
        builder.HasKey(c => new { c.ChildId, c.StaffId });
        builder.HasIndex(c => c.StaffId);
        builder.Property(c => c.Reason).HasMaxLength(1000);
        builder.HasOne<Child>().WithMany().HasForeignKey(c => c.ChildId);
    }

    public void Configure(EntityTypeBuilder<ManagerAlert> builder)
    {
        builder.Property(a => a.Message).HasMaxLength(1000);
        builder.HasIndex(a => new { a.TeamId, a.AcknowledgedAtUtc });
        builder.HasOne<Child>().WithMany().HasForeignKey(a => a.ChildId);
        builder.HasOne<Child>().WithMany().HasForeignKey(a => a.OtherChildId);
    }
}

internal sealed class ChildConfiguration :
    IEntityTypeConfiguration<Child>, IEntityTypeConfiguration<ChildName>, IEntityTypeConfiguration<ChildIdentifier>, IEntityTypeConfiguration<DatedDetail>,
    IEntityTypeConfiguration<StatusPeriod>, IEntityTypeConfiguration<Allocation>, IEntityTypeConfiguration<Person>,
    IEntityTypeConfiguration<ChildPerson>, IEntityTypeConfiguration<SummaryReview>, IEntityTypeConfiguration<PolicySettingChange>
{
    public void Configure(EntityTypeBuilder<Child> builder)
    {
        builder.Property(c => c.FullName).HasMaxLength(ChildDetails.NameLength);
        builder.Property(c => c.KnownAs).HasMaxLength(100);
        builder.Property(c => c.Alerts).HasMaxLength(1000);
        builder.Property(c => c.EstimateReason).HasMaxLength(1000);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => c.FullName);
        builder.HasIndex(c => c.BirthDate);
        builder.HasIndex(c => new { c.TeamId, c.NextVisitDueOn });
        builder.HasIndex(c => new { c.WorkerId, c.NextVisitDueOn });
        builder.HasIndex(c => c.ReviewingOfficerId);
        builder.HasIndex(c => new { c.TeamId, c.SummaryDueOn });
        builder.HasOne<Team>().WithMany().HasForeignKey(c => c.TeamId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(c => c.WorkerId);
        builder.HasMany(c => c.Names).WithOne().HasForeignKey(n => n.ChildId);
        builder.HasMany(c => c.Identifiers).WithOne().HasForeignKey(i => i.ChildId);
        builder.HasMany(c => c.Details).WithOne().HasForeignKey(d => d.ChildId);
        builder.HasMany(c => c.Statuses).WithOne().HasForeignKey(s => s.ChildId);
        builder.HasMany(c => c.Allocations).WithOne().HasForeignKey(a => a.ChildId);
    }

    public void Configure(EntityTypeBuilder<ChildName> builder)
    {
        builder.Property(n => n.Part).HasMaxLength(NamePart.Longest);
        builder.Property(n => n.Sound).HasMaxLength(NamePart.Longest);
        builder.HasIndex(n => new { n.Part, n.ChildId });
        builder.HasIndex(n => new { n.Sound, n.ChildId });
    }

    public void Configure(EntityTypeBuilder<ChildIdentifier> builder)
    {
        builder.Property(i => i.Kind).HasMaxLength(60);
        builder.Property(i => i.Value).HasMaxLength(ChildIdentifier.Longest);
        builder.Property(i => i.SearchKey).HasMaxLength(ChildIdentifier.Longest);
        builder.HasIndex(i => i.SearchKey);
    }

    public void Configure(EntityTypeBuilder<DatedDetail> builder)
    {
        builder.Property(d => d.Value).HasMaxLength(500);
        builder.HasIndex(d => new { d.ChildId, d.Kind, d.From });
        builder.Ignore(d => d.Shown);
    }

    public void Configure(EntityTypeBuilder<StatusPeriod> builder) => builder.HasIndex(s => new { s.ChildId, s.From });

    public void Configure(EntityTypeBuilder<Allocation> builder) => builder.HasIndex(a => new { a.ChildId, a.FromUtc });

    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.Property(p => p.FullName).HasMaxLength(200);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasIndex(p => new { p.IsProfessional, p.FullName });
        builder.HasIndex(p => p.OwnRecordId);
    }

    public void Configure(EntityTypeBuilder<ChildPerson> builder)
    {
        builder.HasOne(p => p.Person).WithMany().HasForeignKey(p => p.PersonId);
        builder.HasOne<Child>().WithMany().HasForeignKey(p => p.ChildId);
        builder.HasIndex(p => new { p.ChildId, p.PersonId }).IsUnique();
        builder.Property(p => p.TimeTogether).HasMaxLength(PersonInput.LongestText);
        builder.HasMany(p => p.EarlierStays).WithOne().HasForeignKey(s => s.ChildPersonId);
    }

    public void Configure(EntityTypeBuilder<SummaryReview> builder)
    {
        builder.HasOne<Child>().WithMany().HasForeignKey(r => r.ChildId);
        builder.HasIndex(r => new { r.ChildId, r.AtUtc });
        builder.Property(r => r.Sentence).HasMaxLength(1000);
    }

    public void Configure(EntityTypeBuilder<PolicySettingChange> builder)
    {
        builder.Property(p => p.Key).HasMaxLength(80);
        builder.Property(p => p.Reason).HasMaxLength(1000);
        builder.HasIndex(p => new { p.Key, p.EffectiveFrom });
    }
}

internal sealed class RecordingConfiguration :
    IEntityTypeConfiguration<Recording.Recording>, IEntityTypeConfiguration<RecordingChild>, IEntityTypeConfiguration<RecordingParticipant>,
    IEntityTypeConfiguration<RecordingVersion>, IEntityTypeConfiguration<RecordingChildVersion>, IEntityTypeConfiguration<Amendment>, IEntityTypeConfiguration<EntryReturn>, IEntityTypeConfiguration<RecordingMove>, IEntityTypeConfiguration<RecordingTask>, IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Recording.Recording> builder)
    {
        builder.ToTable("Recordings");
        builder.Property(r => r.Title).HasMaxLength(FormField.LongestLine);
        builder.Property(r => r.Reason).HasMaxLength(FormField.LongestLine);
        builder.Property(r => r.LateReason).HasMaxLength(1000);
        builder.Property(r => r.HistoryReason).HasMaxLength(1000);
        builder.Property(r => r.ReturnReason).HasMaxLength(2000);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasMany(r => r.Children).WithOne(c => c.Recording).HasForeignKey(c => c.RecordingId);
        builder.HasMany(r => r.Participants).WithOne().HasForeignKey(p => p.RecordingId);
        builder.HasMany(r => r.Versions).WithOne().HasForeignKey(v => v.RecordingId);
        builder.HasMany(r => r.Amendments).WithOne().HasForeignKey(a => a.RecordingId);
        builder.HasMany(r => r.Returns).WithOne().HasForeignKey(a => a.RecordingId);
        builder.HasMany(r => r.Moves).WithOne().HasForeignKey(m => m.RecordingId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(r => r.AuthorId);
        builder.HasIndex(r => new { r.AuthorId, r.State, r.FinaliseDueAtUtc });
        builder.HasIndex(r => new { r.State, r.NeedsSignOff, r.FinalisedAtUtc });
        builder.HasIndex(r => r.OccurredAtUtc);
        builder.HasIndex(r => r.WrittenAtUtc);
    }

    public void Configure(EntityTypeBuilder<RecordingChild> builder)
    {
        builder.HasKey(c => new { c.RecordingId, c.ChildId });
        builder.HasOne<Child>().WithMany().HasForeignKey(c => c.ChildId);
        builder.HasIndex(c => new { c.ChildId, c.OccurredAtUtc, c.RecordingId }).IsDescending(false, true, true);
    }

    public void Configure(EntityTypeBuilder<RecordingParticipant> builder)
    {
        builder.Property(p => p.Name).HasMaxLength(200);
        builder.Property(p => p.Role).HasMaxLength(200);
        builder.HasIndex(p => new { p.RecordingId, p.PersonId });
    }

    public void Configure(EntityTypeBuilder<RecordingVersion> builder)
    {
        builder.Property(v => v.Content).AsJson();
        builder.HasIndex(v => new { v.RecordingId, v.Number }).IsUnique();
        builder.HasMany(v => v.Children).WithOne().HasForeignKey(c => c.RecordingVersionId);
    }

    public void Configure(EntityTypeBuilder<RecordingChildVersion> builder)
    {
        builder.HasKey(c => new { c.RecordingVersionId, c.ChildId });
        builder.Property(c => c.Content).AsJson();
    }

    public void Configure(EntityTypeBuilder<Amendment> builder)
    {
        builder.Property<string?>(nameof(Amendment.Text)).Long();
        builder.Property(a => a.Text).IsRequired();
        builder.Property(a => a.Reason).HasMaxLength(1000);
        builder.HasIndex(a => a.RecordingId);
    }

    public void Configure(EntityTypeBuilder<EntryReturn> builder)
    {
        builder.Property(r => r.Reason).HasMaxLength(2000);
        builder.Property(r => r.Field).HasMaxLength(40);
        builder.HasOne<Child>().WithMany().HasForeignKey(r => r.ChildId);
        builder.HasIndex(r => r.RecordingId);
    }

    public void Configure(EntityTypeBuilder<RecordingMove> builder)
    {
        builder.Property(m => m.Reason).HasMaxLength(MoveInput.Longest);
        builder.Property(m => m.HistoryReason).HasMaxLength(MoveInput.Longest);
        builder.HasOne<Child>().WithMany().HasForeignKey(m => m.FromChildId);
        builder.HasOne<Child>().WithMany().HasForeignKey(m => m.ToChildId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(m => m.ById);
        builder.HasIndex(m => m.RecordingId);
        builder.HasIndex(m => new { m.FromChildId, m.OccurredAtUtc });
    }

    public void Configure(EntityTypeBuilder<RecordingTask> builder)
    {
        builder.ToTable("Tasks");
        builder.Property(t => t.Text).HasMaxLength(1000);
        builder.Property(t => t.DoneNote).HasMaxLength(RecordingTask.LongestNote);
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.HasOne(t => t.Recording).WithMany().HasForeignKey(t => t.RecordingId);
        builder.HasOne(t => t.DoneIn).WithMany().HasForeignKey(t => t.DoneInId);
        builder.HasOne<Child>().WithMany().HasForeignKey(t => t.ChildId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(t => t.AuthorId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(t => t.OwnerId);
        builder.HasIndex(t => new { t.AuthorId, t.DoneAtUtc, t.DueOn });
        builder.HasIndex(t => new { t.OwnerId, t.DoneAtUtc, t.DueOn });
    }

    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Form).HasMaxLength(20);
        builder.Property(d => d.Fields).AsJson();
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasIndex(d => new { d.AuthorId, d.FinishedAtUtc });
        builder.HasOne<Child>().WithMany().HasForeignKey(d => d.ChildId);
    }
}

internal sealed class AuditConfiguration :
    IEntityTypeConfiguration<AuditEvent>, IEntityTypeConfiguration<AuditHead>, IEntityTypeConfiguration<AccessRequest>, IEntityTypeConfiguration<Export>
{
    public void Configure(EntityTypeBuilder<AuditEvent> builder)
    {
        builder.Property(e => e.ChainId).HasMaxLength(40);
        builder.Property(e => e.Subject).HasMaxLength(AuditEvent.LongestSubject);
        builder.Property(e => e.Reason).HasMaxLength(AuditEvent.LongestReason);
        builder.Property(e => e.Relation).HasMaxLength(AuditEvent.LongestRelation);
        builder.Property(e => e.Origin).HasMaxLength(AuditEvent.LongestOrigin);
        builder.Property(e => e.CorrelationId).HasMaxLength(AuditEvent.LongestCorrelation);
        builder.Property(e => e.Before).HasMaxLength(AuditEvent.LongestState);
        builder.Property(e => e.After).HasMaxLength(AuditEvent.LongestState);
        builder.Property(e => e.PreviousHash).HasMaxLength(64);
        builder.Property(e => e.Hash).HasMaxLength(64);
        builder.HasIndex(e => new { e.ChainId, e.Sequence }).IsUnique();
        builder.HasIndex(e => new { e.StaffId, e.AtUtc });
        builder.HasIndex(e => new { e.ChildId, e.AtUtc });
        builder.HasIndex(e => new { e.Action, e.AtUtc });
    }

    public void Configure(EntityTypeBuilder<AuditHead> builder)
    {
        builder.HasKey(h => h.ChainId);
        builder.Property(h => h.ChainId).HasMaxLength(40);
        builder.Property(h => h.Hash).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<AccessRequest> builder)
    {
        builder.HasOne<Child>().WithMany().HasForeignKey(r => r.ChildId);
        builder.HasIndex(r => new { r.ChildId, r.ClosedAtUtc });
        builder.Property(r => r.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Export> builder)
    {
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.HasOne<AccessRequest>().WithMany().HasForeignKey(e => e.RequestId);
        builder.HasIndex(e => new { e.State, e.LeaseUntilUtc });
        builder.Property(e => e.Version).IsConcurrencyToken();
    }
}
