using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Summaries;
using CaseRecording.Core.Supervision;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseRecording.Core.Data;

internal sealed class SupervisionConfiguration : IEntityTypeConfiguration<RecordingCause>, IEntityTypeConfiguration<Transfer>, IEntityTypeConfiguration<Closure>
{
    public void Configure(EntityTypeBuilder<RecordingCause> builder)
    {
        builder.HasKey(c => new { c.RecordingId, c.ChildId, c.CauseId });
        builder.HasOne<Recording.Recording>().WithMany().HasForeignKey(c => c.CauseId);
        builder.HasIndex(c => new { c.ChildId, c.CauseId });
    }

    public void Configure(EntityTypeBuilder<Transfer> builder)
    {
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.HasOne<Child>().WithMany().HasForeignKey(t => t.ChildId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(t => t.FromWorkerId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(t => t.ToWorkerId);
        builder.HasOne<Team>().WithMany().HasForeignKey(t => t.FromTeamId);
        builder.HasOne<Team>().WithMany().HasForeignKey(t => t.ToTeamId);
        builder.HasOne<Recording.Recording>().WithMany().HasForeignKey(t => t.RecordingId);
        builder.HasIndex(t => new { t.ChildId, t.AtUtc });
        builder.HasIndex(t => new { t.FromWorkerId, t.RecordingId });
        builder.HasIndex(t => new { t.ToWorkerId, t.AcknowledgedAtUtc });
        builder.HasIndex(t => t.RecordingId);
    }

    public void Configure(EntityTypeBuilder<Closure> builder)
    {
        builder.Property(c => c.Explanation).HasMaxLength(ClosingService.Longest);
        builder.Property(c => c.ReopenReason).HasMaxLength(ClosingService.Longest);
        builder.HasOne<Child>().WithMany().HasForeignKey(c => c.ChildId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(c => c.ClosedById);
        builder.HasOne<Recording.Recording>().WithMany().HasForeignKey(c => c.RecordingId);
        builder.HasIndex(c => new { c.ChildId, c.ClosedAtUtc });
    }
}
