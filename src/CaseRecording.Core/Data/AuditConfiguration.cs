using CaseRecording.Core.Audit;
using CaseRecording.Core.Children;
using CaseRecording.Core.Disclosure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseRecording.Core.Data;

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
