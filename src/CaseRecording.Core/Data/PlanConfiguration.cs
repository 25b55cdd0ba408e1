using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.People;
using CaseRecording.Core.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseRecording.Core.Data;

internal sealed class PlanConfiguration : IEntityTypeConfiguration<Plan>, IEntityTypeConfiguration<PlanGoal>, IEntityTypeConfiguration<PlanStep>, IEntityTypeConfiguration<PlanChange>, IEntityTypeConfiguration<GoalEntry>
{
    public void Configure(EntityTypeBuilder<Plan> builder)
    {
        builder.ToTable("Plans");
        builder.Property(p => p.Identity).HasMaxLength(Plan.LongestText);
        builder.Property(p => p.EndReason).HasMaxLength(Plan.LongestReason);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasMany(p => p.Goals).WithOne(g => g.Plan).HasForeignKey(g => g.PlanId);
        builder.HasMany(p => p.Changes).WithOne().HasForeignKey(c => c.PlanId);
        builder.HasOne<Child>().WithMany().HasForeignKey(p => p.ChildId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(p => p.BegunById);
        builder.HasIndex(p => new { p.ChildId, p.EndedOn });
        builder.HasIndex(p => new { p.ChildId, p.Key }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PlanGoal> builder)
    {
        builder.ToTable("PlanGoals");
        foreach (var text in new[] { nameof(PlanGoal.What), nameof(PlanGoal.Measure), nameof(PlanGoal.Agreed), nameof(PlanGoal.Disagreed) }) builder.Property(text).HasMaxLength(Plan.LongestText);
        builder.Property(g => g.EndReason).HasMaxLength(Plan.LongestReason);
        builder.Property(g => g.Version).IsConcurrencyToken();
        builder.HasMany(g => g.Steps).WithOne(s => s.Goal).HasForeignKey(s => s.GoalId);
        builder.HasOne<Child>().WithMany().HasForeignKey(g => g.ChildId);
        builder.HasOne<Person>().WithMany().HasForeignKey(g => g.OwnerPersonId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(g => g.OwnerStaffId);
        builder.HasIndex(g => new { g.PlanId, g.Key }).IsUnique();
        builder.HasIndex(g => new { g.OwnerStaffId, g.State, g.DueOn });
        builder.HasIndex(g => g.ChildId);
    }

    public void Configure(EntityTypeBuilder<PlanStep> builder)
    {
        builder.ToTable("PlanSteps");
        builder.Property(s => s.What).HasMaxLength(Plan.LongestText);
        builder.Property(s => s.ClosedNote).HasMaxLength(Plan.LongestReason);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.HasOne<Child>().WithMany().HasForeignKey(s => s.ChildId);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.OwnerPersonId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(s => s.OwnerStaffId);
        builder.HasIndex(s => new { s.GoalId, s.Key }).IsUnique();
        builder.HasIndex(s => new { s.OwnerStaffId, s.State, s.DueOn });
        builder.HasIndex(s => s.ChildId);
    }

    public void Configure(EntityTypeBuilder<GoalEntry> builder)
    {
        builder.ToTable("GoalEntries");
        builder.HasKey(e => new { e.GoalId, e.RecordingId });
        builder.HasOne<PlanGoal>().WithMany().HasForeignKey(e => e.GoalId);
        builder.HasOne(e => e.Recording).WithMany().HasForeignKey(e => e.RecordingId);
        builder.HasOne<Child>().WithMany().HasForeignKey(e => e.ChildId);
        builder.HasIndex(e => e.RecordingId);
    }

    public void Configure(EntityTypeBuilder<PlanChange> builder)
    {
        builder.ToTable("PlanChanges");
        builder.Property(c => c.Reason).HasMaxLength(Plan.LongestReason);
        builder.Property(c => c.Says).AsJson();
        builder.HasOne(c => c.Goal).WithMany().HasForeignKey(c => c.GoalId);
        builder.HasOne(c => c.Step).WithMany().HasForeignKey(c => c.StepId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(c => c.ById);
        builder.HasIndex(c => c.PlanId);
    }
}
