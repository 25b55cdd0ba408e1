using CaseRecording.Core.Children;
using CaseRecording.Core.Quality;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseRecording.Core.Data;

internal sealed class QualityConfiguration : IEntityTypeConfiguration<EntrySignOff>
{
    public void Configure(EntityTypeBuilder<EntrySignOff> builder)
    {
        builder.Property(s => s.Points).AsJson();
        builder.HasOne<Child>().WithMany().HasForeignKey(s => s.ChildId);
        builder.HasIndex(s => s.RecordingId);
    }
}
