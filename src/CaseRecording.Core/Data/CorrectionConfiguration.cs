using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Corrections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseRecording.Core.Data;

internal sealed class CorrectionConfiguration : IEntityTypeConfiguration<Correction>, IEntityTypeConfiguration<CorrectionStep>
{
    public void Configure(EntityTypeBuilder<Correction> builder)
    {
        builder.Property(c => c.Name).HasMaxLength(Correction.LongestLine);
        builder.Property(c => c.Relationship).HasMaxLength(Correction.LongestLine);
        builder.Property(c => c.Statement).HasMaxLength(Correction.LongestText);
        builder.Property(c => c.OutcomeReason).HasMaxLength(Correction.LongestText);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasOne<Child>().WithMany().HasForeignKey(c => c.ChildId);
        builder.HasOne<Recording.Recording>().WithMany().HasForeignKey(c => c.RecordingId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(c => c.TakenById);
        builder.HasMany(c => c.Steps).WithOne().HasForeignKey(s => s.CorrectionId);
        builder.HasIndex(c => new { c.ChildId, c.DecidedAtUtc });
        builder.HasIndex(c => new { c.RecordingId, c.ChildId, c.DecidedAtUtc });
        builder.HasIndex(c => new { c.DecidedAtUtc, c.DueOn, c.Id });
    }

    public void Configure(EntityTypeBuilder<CorrectionStep> builder)
    {
        builder.Property(s => s.Text).HasMaxLength(Correction.LongestText);
        builder.HasIndex(s => new { s.CorrectionId, s.On });
    }
}
