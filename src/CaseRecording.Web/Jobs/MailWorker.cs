using System.Data.Common;
using System.Net.Sockets;
using CaseRecording.Core.Mail;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using MimeKit.Utils;

namespace CaseRecording.Web.Jobs;

/// <summary>Sends waiting mails, one at a time on each node. What cannot be sent waits in the database.</summary>
public sealed partial class MailWorker(MailQueue queue, MailOptions options, ILogger<MailWorker> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestTalk = TimeSpan.FromSeconds(30);

    /// <summary>Sends what waits now.</summary>
    /// <returns>How many the mail server took.</returns>
    internal async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var sent = 0;
        while (await queue.TakeAsync(cancellationToken) is { } mail)
        {
            try
            {
                await SendAsync(mail, cancellationToken);
            }
            catch (Exception error) when (error is SocketException or IOException or ProtocolException or CommandException or AuthenticationException or ServiceNotAuthenticatedException or SslHandshakeException or NotSupportedException or ParseException or OperationCanceledException)
            {
                LogFailed(error, mail.Id, mail.Attempt);
                await queue.FailedAsync(mail, CancellationToken.None);
                continue;
            }

            await queue.SentAsync(mail, CancellationToken.None);
            sent++;
        }

        return sent;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await RunAsync(stoppingToken);
                }
                catch (Exception error) when (error is DbException or DbUpdateException or InvalidOperationException)
                {
                    LogTrouble(error);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops; what waits is sent when it starts again.
        }
    }

    private async Task SendAsync(TakenMail mail, CancellationToken cancellationToken)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(LongestTalk);
        var (subject, body) = OutgoingMail.Compose(mail.Kind, options.SiteAddress, mail.Link);
        var from = MailboxAddress.Parse(options.From!);
        using var message = new MimeMessage([from], [MailboxAddress.Parse(mail.Address)], subject, new TextPart("plain") { Text = body });
        message.MessageId = MimeUtils.GenerateMessageId(from.Domain); // not this machine's name
        message.Headers.Add("Auto-Submitted", "auto-generated");
        using var server = new SmtpClient();
        await server.ConnectAsync(options.Host!, options.Port, options.Security, time.Token);
        if (!string.IsNullOrEmpty(options.User)) await server.AuthenticateAsync(options.User, options.Password ?? "", time.Token);
        await server.SendAsync(message, time.Token);
        // Taken is taken: a good-bye that fails must not send it again.
        await server.DisconnectAsync(quit: false, CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail}, attempt {Attempt}, could not be sent; it is kept and tried again")]
    private partial void LogFailed(Exception error, long mail, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mails could not be looked for; the next round tries again")]
    private partial void LogTrouble(Exception error);
}
