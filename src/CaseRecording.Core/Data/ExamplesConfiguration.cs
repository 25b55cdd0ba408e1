using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Quality.Examples;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseRecording.Core.Data;

internal sealed class ExamplesConfiguration : IEntityTypeConfiguration<GoodExample>
{
    public void Configure(EntityTypeBuilder<GoodExample> builder)
    {
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Points).HasConversion<int>();
        builder.Property(e => e.Replacements).AsJson();
        builder.Property(e => e.Text).Metadata.SetMaxLength(null);
        builder.Property(e => e.Passage).Long();
        builder.Property(e => e.Field).HasMaxLength(40);
        builder.Property(e => e.Why).HasMaxLength(GoodExample.LongestReason);
        builder.Property(e => e.SentBackReason).HasMaxLength(GoodExample.LongestReason);
        builder.Property(e => e.WithdrawnReason).HasMaxLength(GoodExample.LongestReason);
        builder.Property(e => e.Version).IsConcurrencyToken();
        builder.Ignore(e => e.Source);
        builder.Ignore(e => e.IsOpen);
        builder.HasOne<Child>().WithMany().HasForeignKey(e => e.ChildId);
        builder.HasOne<Recording.Recording>().WithMany().HasForeignKey(e => e.RecordingId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(e => e.ProposedById);
        builder.HasOne<Staff>().WithMany().HasForeignKey(e => e.CheckedById);
        builder.HasIndex(e => new { e.State, e.PublishedAtUtc });
    }
}
