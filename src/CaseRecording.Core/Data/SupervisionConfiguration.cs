using CaseRecording.Core.Supervision;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseRecording.Core.Data;

internal sealed class SupervisionConfiguration : IEntityTypeConfiguration<RecordingCause>
{
    public void Configure(EntityTypeBuilder<RecordingCause> builder)
    {
        builder.HasKey(c => new { c.RecordingId, c.ChildId, c.CauseId });
        builder.HasOne<Recording.Recording>().WithMany().HasForeignKey(c => c.CauseId);
        builder.HasIndex(c => new { c.ChildId, c.CauseId });
    }
}
