using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Safeguarding;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseRecording.Core.Data;

internal sealed class SafeguardingConfiguration : IEntityTypeConfiguration<SafeguardingReport>
{
    public void Configure(EntityTypeBuilder<SafeguardingReport> builder)
    {
        builder.Property(r => r.Sentence).HasMaxLength(SafeguardingReport.LongestSentence);
        builder.Property(r => r.WithdrawnReason).HasMaxLength(SafeguardingReport.LongestSentence);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasOne<Child>().WithMany().HasForeignKey(r => r.ChildId);
        builder.HasOne<Team>().WithMany().HasForeignKey(r => r.TeamId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(r => r.ReportedById);
        builder.HasOne(r => r.Recording).WithMany().HasForeignKey(r => r.RecordingId);
        builder.HasIndex(r => new { r.Key, r.ChildId }).IsUnique();
        builder.HasIndex(r => new { r.ChildId, r.WrittenAtUtc });
        builder.HasIndex(r => r.RecordingId);
        builder.HasIndex(r => new { r.TeamId, r.AcknowledgedAtUtc, r.WrittenAtUtc });
        builder.HasIndex(r => new { r.AcknowledgedAtUtc, r.TeamId });
        builder.HasIndex(r => new { r.ReportedById, r.WrittenAtUtc });
    }
}
