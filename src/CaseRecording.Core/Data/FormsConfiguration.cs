using CaseRecording.Core.Access;
using CaseRecording.Core.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseRecording.Core.Data;

internal sealed class FormsConfiguration : IEntityTypeConfiguration<FormVersion>
{
    public void Configure(EntityTypeBuilder<FormVersion> builder)
    {
        builder.Property(f => f.Hints).AsJson();
        builder.Property(f => f.Intro).HasMaxLength(FormGuidance.LongestIntro);
        builder.Property(f => f.Changed).HasMaxLength(FormVersion.LongestReason);
        builder.Property(f => f.Reason).HasMaxLength(FormVersion.LongestReason);
        builder.Property(f => f.DecisionReason).HasMaxLength(FormVersion.LongestReason);
        builder.Property(f => f.ApprovedOutsideBy).HasMaxLength(200);
        builder.Property(f => f.Version).IsConcurrencyToken();
        builder.Ignore(f => f.Guidance);
        builder.HasOne<Staff>().WithMany().HasForeignKey(f => f.ProposedById);
        builder.HasOne<Staff>().WithMany().HasForeignKey(f => f.DecidedById);
        builder.HasIndex(f => new { f.Kind, f.Number }).IsUnique();
    }
}
