using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing.Advising;
using CaseRecording.Core.Writing.Likeness;
using CaseRecording.Core.Writing.Lists;
using CaseRecording.Core.Writing.Templates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseRecording.Core.Data;

internal sealed class WritingConfiguration : IEntityTypeConfiguration<WordListChange>, IEntityTypeConfiguration<PassagePrint>, IEntityTypeConfiguration<LeftAdvice>, IEntityTypeConfiguration<ReadyText>
{
    public void Configure(EntityTypeBuilder<WordListChange> builder)
    {
        builder.Property(c => c.Key).HasMaxLength(WordEntry.LongestKey);
        builder.Property(c => c.Expression).HasMaxLength(WordEntry.LongestExpression);
        builder.Property(c => c.Instead).HasMaxLength(WordEntry.LongestInstead);
        builder.Property(c => c.Explanation).HasMaxLength(WordEntry.LongestExplanation);
        builder.Property(c => c.Reason).HasMaxLength(1000);
        builder.HasIndex(c => new { c.Kind, c.Key, c.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PassagePrint> builder)
    {
        builder.HasKey(p => new { p.RecordingVersionId, p.ChildId, p.Hash });
        builder.HasIndex(p => new { p.ChildId, p.Hash });
        builder.HasOne<RecordingChildVersion>().WithMany(v => v.Prints).HasForeignKey(p => new { p.RecordingVersionId, p.ChildId });
    }

    public void Configure(EntityTypeBuilder<LeftAdvice> builder)
    {
        builder.HasKey(l => new { l.DraftId, l.StaffId, l.Key });
        builder.Property(l => l.Key).HasMaxLength(Advice.KeyLength);
    }

    public void Configure(EntityTypeBuilder<ReadyText> builder)
    {
        builder.Property(r => r.Use).HasMaxLength(40);
        builder.Property(r => r.Name).HasMaxLength(ReadyText.LongestName);
        builder.Property(r => r.Texts).AsJson();
        builder.Property(r => r.EarlierLines).AsJson();
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasIndex(r => r.OwnerId);
        builder.HasIndex(r => r.TeamId);
        builder.HasOne<Access.Team>().WithMany().HasForeignKey(r => r.TeamId);
        builder.HasOne<Access.Staff>().WithMany().HasForeignKey(r => r.OwnerId);
    }
}
