using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Quality.Audits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseRecording.Core.Data;

internal sealed class AuditsConfiguration : IEntityTypeConfiguration<RecordSample>, IEntityTypeConfiguration<RecordAudit>, IEntityTypeConfiguration<AuditFinding>, IEntityTypeConfiguration<RemedialAction>
{
    public void Configure(EntityTypeBuilder<RecordSample> builder)
    {
        builder.Property(s => s.Seed).HasMaxLength(64);
        builder.Property(s => s.Method).HasMaxLength(40);
        builder.Property(s => s.FrameHash).HasMaxLength(64);
        builder.Property(s => s.Frame).AsJson();
        builder.Ignore(s => s.Drawn);
        builder.HasOne<Team>().WithMany().HasForeignKey(s => s.TeamId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(s => s.DrawnById);
        builder.HasMany(s => s.Audits).WithOne(a => a.Sample).HasForeignKey(a => a.SampleId);
        builder.HasIndex(s => new { s.DrawnById, s.Key }).IsUnique();
        builder.HasIndex(s => new { s.TeamId, s.DrawnAtUtc, s.Id });
        builder.HasIndex(s => new { s.DrawnAtUtc, s.Id });
    }

    public void Configure(EntityTypeBuilder<RecordAudit> builder)
    {
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasOne<Child>().WithMany().HasForeignKey(a => a.ChildId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(a => a.AuditorId);
        builder.HasOne(a => a.Finding).WithOne().HasForeignKey<AuditFinding>(f => f.AuditId);
        builder.HasMany(a => a.Actions).WithOne(r => r.Audit).HasForeignKey(r => r.AuditId);
        builder.HasIndex(a => a.DraftId).IsUnique();
        builder.HasIndex(a => new { a.ChildId, a.FinishedAtUtc });
        builder.HasIndex(a => new { a.AuditorId, a.FinishedAtUtc, a.DueOn });
        builder.HasIndex(a => new { a.FinishedAtUtc, a.DueOn });
    }

    public void Configure(EntityTypeBuilder<AuditFinding> builder)
    {
        builder.Property(f => f.Points).AsJson();
        builder.Property(f => f.Strengths).HasMaxLength(AuditInput.LongestStrengths);
        builder.HasOne<Staff>().WithMany().HasForeignKey(f => f.ById);
    }

    public void Configure(EntityTypeBuilder<RemedialAction> builder)
    {
        builder.Property(r => r.What).HasMaxLength(AuditInput.LongestAction);
        builder.Property(r => r.Events).AsJson();
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasOne<Child>().WithMany().HasForeignKey(r => r.ChildId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(r => r.OwnerId);
        builder.HasIndex(r => new { r.OwnerId, r.ConfirmedAtUtc, r.DueOn });
        builder.HasIndex(r => new { r.ConfirmedAtUtc, r.DueOn });
    }
}
