using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Mail;

/// <summary>A mail in a worker's hand.</summary>
/// <param name="Id">The mail.</param>
/// <param name="Attempt">Which attempt this is, from 1.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Link">The page it leads to.</param>
/// <param name="ToId">Whom it is to.</param>
/// <param name="Address">Their address now.</param>
public sealed record TakenMail(long Id, int Attempt, MailKind Kind, string Link, Guid ToId, string Address);

/// <summary>
/// Hands mails to workers on any number of nodes, as exports are: by a lease, each step naming its attempt. A mail is sent at least once;
/// only a node that dies between the mail server's yes and its own note of it makes it two.
/// </summary>
public sealed class MailQueue(Func<AppDbContext> open, TimeProvider clock)
{
    /// <summary>How long a worker may be silent before another one tries.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Takes the mail that has waited longest; null when none does. One to a person who has no address any more, or is gone, is dropped.</summary>
    public async Task<TakenMail?> TakeAsync(CancellationToken cancellationToken = default)
    {
        await using var db = open();
        while (true)
        {
            var now = Now;
            var next = await db.OutgoingMails.AsNoTracking().Where(m => m.NextAtUtc <= now).OrderBy(m => m.NextAtUtc).ThenBy(m => m.Id)
                .Select(m => new { m.Id, m.Attempts, m.Kind, m.Link, m.ToId, Address = db.Users.Where(u => u.Id == m.ToId && u.DisabledAtUtc == null).Select(u => u.Email).FirstOrDefault() })
                .FirstOrDefaultAsync(cancellationToken);
            if (next is null) return null;
            var drop = next.Address is null;
            DateTime? until = drop ? null : now + Lease;
            var taken = await db.OutgoingMails.Where(m => m.Id == next.Id && m.Attempts == next.Attempts && m.NextAtUtc <= now)
                .ExecuteUpdateAsync(m => m.SetProperty(x => x.NextAtUtc, until).SetProperty(x => x.Attempts, x => x.Attempts + 1), cancellationToken);
            if (taken == 1 && !drop) return new TakenMail(next.Id, next.Attempts + 1, next.Kind, next.Link, next.ToId, next.Address!);
        }
    }

    /// <summary>The mail server took it.</summary>
    public Task SentAsync(TakenMail mail, CancellationToken cancellationToken = default) => EndAsync(mail, AuditAction.MailSent, Now, cancellationToken);

    /// <summary>It could not be sent: it is tried again after a pause that doubles, up to half an hour, or given up after the last attempt.</summary>
    public async Task FailedAsync(TakenMail mail, CancellationToken cancellationToken = default)
    {
        if (mail.Attempt >= OutgoingMail.MostAttempts)
        {
            await EndAsync(mail, AuditAction.MailGivenUp, null, cancellationToken);
            return;
        }

        await using var db = open();
        var pause = TimeSpan.FromMinutes(Math.Min(LongestPause.TotalMinutes, Math.Pow(2, mail.Attempt - 1)));
        DateTime? next = Now + pause;
        await Held(db, mail).ExecuteUpdateAsync(m => m.SetProperty(x => x.NextAtUtc, next), cancellationToken);
    }

    private async Task EndAsync(TakenMail mail, AuditAction action, DateTime? sentAtUtc, CancellationToken cancellationToken)
    {
        await using var db = open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await Held(db, mail).ExecuteUpdateAsync(m => m.SetProperty(x => x.NextAtUtc, (DateTime?)null).SetProperty(x => x.SentAtUtc, sentAtUtc), cancellationToken) == 0) return;
        db.Audit(new ActionContext(null, Now, CorrelationId: $"mail {mail.Id}"), action, subject: $"staff:{mail.ToId:N}", after: $"{mail.Kind}, attempt {mail.Attempt}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static IQueryable<OutgoingMail> Held(AppDbContext db, TakenMail mail) =>
        db.OutgoingMails.Where(m => m.Id == mail.Id && m.Attempts == mail.Attempt && m.NextAtUtc != null);
}

/// <summary>There only where the council has set a mail server: then what is done also tells people by mail.</summary>
public sealed class MailSwitch;
