using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.Recording;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseRecording.Core.Data;

internal sealed class RecordingConfiguration :
    IEntityTypeConfiguration<Recording.Recording>, IEntityTypeConfiguration<RecordingChild>, IEntityTypeConfiguration<RecordingParticipant>,
    IEntityTypeConfiguration<RecordingVersion>, IEntityTypeConfiguration<RecordingChildVersion>, IEntityTypeConfiguration<Amendment>, IEntityTypeConfiguration<EntryReturn>, IEntityTypeConfiguration<RecordingMove>, IEntityTypeConfiguration<RecordingTask>, IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Recording.Recording> builder)
    {
        builder.ToTable("Recordings");
        builder.Property(r => r.Title).HasMaxLength(FormField.LongestLine);
        builder.Property(r => r.Reason).HasMaxLength(FormField.LongestLine);
        builder.Property(r => r.LateReason).HasMaxLength(1000);
        builder.Property(r => r.HistoryReason).HasMaxLength(1000);
        builder.Property(r => r.ReturnReason).HasMaxLength(2000);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasMany(r => r.Children).WithOne(c => c.Recording).HasForeignKey(c => c.RecordingId);
        builder.HasMany(r => r.Participants).WithOne().HasForeignKey(p => p.RecordingId);
        builder.HasMany(r => r.Versions).WithOne().HasForeignKey(v => v.RecordingId);
        builder.HasMany(r => r.Amendments).WithOne().HasForeignKey(a => a.RecordingId);
        builder.HasMany(r => r.Returns).WithOne().HasForeignKey(a => a.RecordingId);
        builder.HasMany(r => r.SignOffs).WithOne().HasForeignKey(s => s.RecordingId);
        builder.HasMany(r => r.Moves).WithOne().HasForeignKey(m => m.RecordingId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(r => r.AuthorId);
        builder.HasIndex(r => new { r.AuthorId, r.State, r.FinaliseDueAtUtc });
        builder.HasIndex(r => new { r.State, r.NeedsSignOff, r.FinalisedAtUtc });
        builder.HasIndex(r => r.OccurredAtUtc);
        builder.HasIndex(r => r.WrittenAtUtc);
    }

    public void Configure(EntityTypeBuilder<RecordingChild> builder)
    {
        builder.HasKey(c => new { c.RecordingId, c.ChildId });
        builder.HasOne<Child>().WithMany().HasForeignKey(c => c.ChildId);
        builder.HasMany(c => c.Causes).WithOne().HasForeignKey(c => new { c.RecordingId, c.ChildId });
        builder.HasIndex(c => new { c.ChildId, c.OccurredAtUtc, c.RecordingId }).IsDescending(false, true, true);
    }

    public void Configure(EntityTypeBuilder<RecordingParticipant> builder)
    {
        builder.Property(p => p.Name).HasMaxLength(200);
        builder.Property(p => p.Role).HasMaxLength(200);
        builder.HasIndex(p => new { p.RecordingId, p.PersonId });
    }

    public void Configure(EntityTypeBuilder<RecordingVersion> builder)
    {
        builder.Property(v => v.Content).AsJson();
        builder.HasIndex(v => new { v.RecordingId, v.Number }).IsUnique();
        builder.HasMany(v => v.Children).WithOne().HasForeignKey(c => c.RecordingVersionId);
    }

    public void Configure(EntityTypeBuilder<RecordingChildVersion> builder)
    {
        builder.HasKey(c => new { c.RecordingVersionId, c.ChildId });
        builder.Property(c => c.Content).AsJson();
    }

    public void Configure(EntityTypeBuilder<Amendment> builder)
    {
        builder.Property<string?>(nameof(Amendment.Text)).Long();
        builder.Property(a => a.Text).IsRequired();
        builder.Property(a => a.Reason).HasMaxLength(1000);
        builder.HasIndex(a => a.RecordingId);
    }

    public void Configure(EntityTypeBuilder<EntryReturn> builder)
    {
        builder.Property(r => r.Reason).HasMaxLength(2000);
        builder.Property(r => r.Field).HasMaxLength(40);
        builder.Property(r => r.Passage).HasMaxLength(Passage.Longest);
        builder.HasOne<Child>().WithMany().HasForeignKey(r => r.ChildId);
        builder.HasIndex(r => r.RecordingId);
    }

    public void Configure(EntityTypeBuilder<RecordingMove> builder)
    {
        builder.Property(m => m.Reason).HasMaxLength(MoveInput.Longest);
        builder.Property(m => m.HistoryReason).HasMaxLength(MoveInput.Longest);
        builder.HasOne<Child>().WithMany().HasForeignKey(m => m.FromChildId);
        builder.HasOne<Child>().WithMany().HasForeignKey(m => m.ToChildId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(m => m.ById);
        builder.HasIndex(m => m.RecordingId);
        builder.HasIndex(m => new { m.FromChildId, m.OccurredAtUtc });
    }

    public void Configure(EntityTypeBuilder<RecordingTask> builder)
    {
        builder.ToTable("Tasks");
        builder.Property(t => t.Text).HasMaxLength(1000);
        builder.Property(t => t.DoneNote).HasMaxLength(RecordingTask.LongestNote);
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.HasOne(t => t.Recording).WithMany().HasForeignKey(t => t.RecordingId);
        builder.HasOne(t => t.DoneIn).WithMany().HasForeignKey(t => t.DoneInId);
        builder.HasOne<Child>().WithMany().HasForeignKey(t => t.ChildId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(t => t.AuthorId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(t => t.OwnerId);
        builder.HasOne<Plans.PlanGoal>().WithMany().HasForeignKey(t => t.GoalId);
        builder.HasIndex(t => new { t.AuthorId, t.DoneAtUtc, t.DueOn });
        builder.HasIndex(t => new { t.OwnerId, t.DoneAtUtc, t.DueOn });
    }

    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Form).HasMaxLength(20);
        builder.Property(d => d.Fields).AsJson();
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasIndex(d => new { d.AuthorId, d.FinishedAtUtc });
        builder.HasIndex(d => new { d.ChildId, d.FinishedAtUtc });
        builder.HasOne<Child>().WithMany().HasForeignKey(d => d.ChildId);
    }
}
