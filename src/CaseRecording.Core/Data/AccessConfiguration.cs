using CaseRecording.Core.Access;
using CaseRecording.Core.Children;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CaseRecording.Core.Data;

internal sealed class AccessConfiguration :
    IEntityTypeConfiguration<Staff>, IEntityTypeConfiguration<StaffRole>, IEntityTypeConfiguration<Team>, IEntityTypeConfiguration<TeamMember>,
    IEntityTypeConfiguration<UserSession>, IEntityTypeConfiguration<DataProtectionKey>, IEntityTypeConfiguration<AccessGrant>,
    IEntityTypeConfiguration<RestrictedReader>, IEntityTypeConfiguration<ConflictOfInterest>, IEntityTypeConfiguration<ManagerAlert>,
    IEntityTypeConfiguration<IdentityUserLogin<Guid>>, IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    // Identity's own lengths make keys longer than an index of SQL Server can be.
    private const int LongestProvider = 128;

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder)
    {
        builder.Property(l => l.LoginProvider).HasMaxLength(LongestProvider);
        builder.Property(l => l.ProviderKey).HasMaxLength(LongestProvider);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder)
    {
        builder.Property(t => t.LoginProvider).HasMaxLength(LongestProvider);
        builder.Property(t => t.Name).HasMaxLength(LongestProvider);
    }

    public void Configure(EntityTypeBuilder<Staff> builder)
    {
        builder.ToTable("Staff");
        builder.Property(s => s.DisplayName).HasMaxLength(200);
        // SQLite cannot compare a DateTimeOffset.
        builder.Property(s => s.LockoutEnd).HasConversion(
            new ValueConverter<DateTimeOffset, DateTime>(v => v.UtcDateTime, v => new DateTimeOffset(DateTime.SpecifyKind(v, DateTimeKind.Utc))));
        builder.HasMany(s => s.Roles).WithOne().HasForeignKey(r => r.StaffId);
        builder.HasMany(s => s.Teams).WithOne().HasForeignKey(t => t.StaffId);
    }

    public void Configure(EntityTypeBuilder<StaffRole> builder) => builder.HasKey(r => new { r.StaffId, r.Role });

    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.Property(t => t.Name).HasMaxLength(100);
        builder.Property(t => t.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<TeamMember> builder)
    {
        builder.HasKey(m => new { m.StaffId, m.TeamId });
        builder.HasOne<Team>().WithMany().HasForeignKey(m => m.TeamId);
    }

    public void Configure(EntityTypeBuilder<UserSession> builder)
    {
        builder.Property(s => s.Id).HasMaxLength(64);
        builder.HasIndex(s => s.StaffId);
        builder.HasIndex(s => s.LastActivityAtUtc);
    }

    public void Configure(EntityTypeBuilder<DataProtectionKey> builder) => builder.Property(k => k.Xml).HasMaxLength(8000);

    public void Configure(EntityTypeBuilder<AccessGrant> builder)
    {
        builder.Property(g => g.Reason).HasMaxLength(1000);
        builder.HasIndex(g => new { g.StaffId, g.ChildId, g.ExpiresAtUtc });
        builder.HasOne<Child>().WithMany().HasForeignKey(g => g.ChildId);
    }

    public void Configure(EntityTypeBuilder<RestrictedReader> builder)
    {
        builder.HasKey(r => new { r.ChildId, r.StaffId });
        builder.HasOne<Child>().WithMany().HasForeignKey(r => r.ChildId);
    }

    public void Configure(EntityTypeBuilder<ConflictOfInterest> builder)
    {
        builder.HasKey(c => new { c.ChildId, c.StaffId });
        builder.HasIndex(c => c.StaffId);
        builder.Property(c => c.Reason).HasMaxLength(1000);
        builder.HasOne<Child>().WithMany().HasForeignKey(c => c.ChildId);
    }

    public void Configure(EntityTypeBuilder<ManagerAlert> builder)
    {
        builder.Property(a => a.Message).HasMaxLength(1000);
        builder.HasIndex(a => new { a.TeamId, a.AcknowledgedAtUtc });
        builder.HasOne<Child>().WithMany().HasForeignKey(a => a.ChildId);
        builder.HasOne<Child>().WithMany().HasForeignKey(a => a.OtherChildId);
    }
}
