using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using CaseRecording.Core.People;
using CaseRecording.Core.Policy;
using CaseRecording.Core.Summaries;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseRecording.Core.Data;

internal sealed class ChildConfiguration :
    IEntityTypeConfiguration<Child>, IEntityTypeConfiguration<ChildName>, IEntityTypeConfiguration<ChildIdentifier>, IEntityTypeConfiguration<DatedDetail>,
    IEntityTypeConfiguration<StatusPeriod>, IEntityTypeConfiguration<Allocation>, IEntityTypeConfiguration<Person>,
    IEntityTypeConfiguration<ChildPerson>, IEntityTypeConfiguration<SummaryReview>, IEntityTypeConfiguration<PolicySettingChange>
{
    public void Configure(EntityTypeBuilder<Child> builder)
    {
        builder.Property(c => c.FullName).HasMaxLength(ChildDetails.NameLength);
        builder.Property(c => c.KnownAs).HasMaxLength(100);
        builder.Property(c => c.Alerts).HasMaxLength(1000);
        builder.Property(c => c.EstimateReason).HasMaxLength(1000);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => c.FullName);
        builder.HasIndex(c => c.BirthDate);
        builder.HasIndex(c => new { c.TeamId, c.NextVisitDueOn });
        builder.HasIndex(c => new { c.WorkerId, c.NextVisitDueOn });
        builder.HasIndex(c => c.ReviewingOfficerId);
        builder.HasIndex(c => new { c.TeamId, c.SummaryDueOn });
        builder.HasIndex(c => new { c.TeamId, c.SupervisionDueOn });
        builder.HasOne<Team>().WithMany().HasForeignKey(c => c.TeamId);
        builder.HasOne<Staff>().WithMany().HasForeignKey(c => c.WorkerId);
        builder.HasMany(c => c.Names).WithOne().HasForeignKey(n => n.ChildId);
        builder.HasMany(c => c.Identifiers).WithOne().HasForeignKey(i => i.ChildId);
        builder.HasMany(c => c.Details).WithOne().HasForeignKey(d => d.ChildId);
        builder.HasMany(c => c.Statuses).WithOne().HasForeignKey(s => s.ChildId);
        builder.HasMany(c => c.Allocations).WithOne().HasForeignKey(a => a.ChildId);
    }

    public void Configure(EntityTypeBuilder<ChildName> builder)
    {
        builder.Property(n => n.Part).HasMaxLength(NamePart.Longest);
        builder.Property(n => n.Sound).HasMaxLength(NamePart.Longest);
        builder.HasIndex(n => new { n.Part, n.ChildId });
        builder.HasIndex(n => new { n.Sound, n.ChildId });
    }

    public void Configure(EntityTypeBuilder<ChildIdentifier> builder)
    {
        builder.Property(i => i.Kind).HasMaxLength(60);
        builder.Property(i => i.Value).HasMaxLength(ChildIdentifier.Longest);
        builder.Property(i => i.SearchKey).HasMaxLength(ChildIdentifier.Longest);
        builder.HasIndex(i => i.SearchKey);
    }

    public void Configure(EntityTypeBuilder<DatedDetail> builder)
    {
        builder.Property(d => d.Value).HasMaxLength(500);
        builder.HasIndex(d => new { d.ChildId, d.Kind, d.From });
        builder.Ignore(d => d.Shown);
    }

    public void Configure(EntityTypeBuilder<StatusPeriod> builder) => builder.HasIndex(s => new { s.ChildId, s.From });

    public void Configure(EntityTypeBuilder<Allocation> builder) => builder.HasIndex(a => new { a.ChildId, a.FromUtc });

    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.Property(p => p.FullName).HasMaxLength(200);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasIndex(p => new { p.IsProfessional, p.FullName });
        builder.HasIndex(p => p.OwnRecordId);
    }

    public void Configure(EntityTypeBuilder<ChildPerson> builder)
    {
        builder.HasOne(p => p.Person).WithMany().HasForeignKey(p => p.PersonId);
        builder.HasOne<Child>().WithMany().HasForeignKey(p => p.ChildId);
        builder.HasIndex(p => new { p.ChildId, p.PersonId }).IsUnique();
        builder.Property(p => p.TimeTogether).HasMaxLength(PersonInput.LongestText);
        builder.HasMany(p => p.EarlierStays).WithOne().HasForeignKey(s => s.ChildPersonId);
    }

    public void Configure(EntityTypeBuilder<SummaryReview> builder)
    {
        builder.HasOne<Child>().WithMany().HasForeignKey(r => r.ChildId);
        builder.HasIndex(r => new { r.ChildId, r.AtUtc });
        builder.Property(r => r.Sentence).HasMaxLength(1000);
    }

    public void Configure(EntityTypeBuilder<PolicySettingChange> builder)
    {
        builder.Property(p => p.Key).HasMaxLength(80);
        builder.Property(p => p.Reason).HasMaxLength(1000);
        builder.HasIndex(p => new { p.Key, p.EffectiveFrom });
    }
}
