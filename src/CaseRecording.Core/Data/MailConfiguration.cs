using CaseRecording.Core.Access;
using CaseRecording.Core.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseRecording.Core.Data;

internal sealed class MailConfiguration : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.Property(m => m.Link).HasMaxLength(OutgoingMail.LongestLink);
        builder.HasOne<Staff>().WithMany().HasForeignKey(m => m.ToId);
        builder.HasIndex(m => new { m.NextAtUtc, m.Id });
    }
}
