using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Quality;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseRecording.Core.Data;

internal sealed class QualityConfiguration : IEntityTypeConfiguration<EntrySignOff>, IEntityTypeConfiguration<Delegation>
{
    public void Configure(EntityTypeBuilder<Delegation> builder)
    {
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasOne<Team>().WithMany().HasForeignKey(d => d.TeamId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(d => d.FromId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(d => d.ToId);
        builder.HasIndex(d => new { d.ToId, d.UntilUtc });
        builder.HasIndex(d => new { d.TeamId, d.UntilUtc });
    }

    public void Configure(EntityTypeBuilder<EntrySignOff> builder)
    {
        builder.Property(s => s.Points).AsJson();
        builder.HasOne<Child>().WithMany().HasForeignKey(s => s.ChildId);
        builder.HasIndex(s => s.RecordingId);
    }
}
