using CaseRecording.Core.Mail;
using CaseRecording.Web.Hosting;
using MailKit.Security;
using MimeKit;

namespace CaseRecording.Web.Jobs;

/// <summary>The council's mail server. Section <c>Mail</c>; without a host nothing is sent, nor kept to be sent.</summary>
public sealed class MailOptions
{
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    /// <summary>The address mails come from.</summary>
    public string? From { get; set; }

    /// <summary>StartTls, Implicit (TLS from the first byte, usually port 465) or None.</summary>
    public string Tls { get; set; } = "StartTls";

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Where people reach the program: what a mail's link begins with.</summary>
    public string? Site { get; set; }

    internal SecureSocketOptions Security => Tls switch
    {
        "Implicit" => SecureSocketOptions.SslOnConnect,
        "None" => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls, // refused when the server offers none
    };

    internal Uri SiteAddress => new(Site!);

    internal void Check(bool isDevelopment)
    {
        if (!MailboxAddress.TryParse(From, out var from) || from.Domain.Length == 0) throw new SettingException("Set Mail:From to the address that mails come from.");
        if (!Uri.TryCreate(Site, UriKind.Absolute, out var site) || (site.Scheme != Uri.UriSchemeHttps && !isDevelopment)) throw new SettingException("Set Mail:Site to the address at which people reach the program, such as https://records.northmere.gov.uk. Mails hold a link to it.");
        if (Tls is not ("StartTls" or "Implicit" or "None")) throw new SettingException($"Mail:Tls is ‘{Tls}’. It must be StartTls, Implicit or None.");
        if (Tls == "None" && !string.IsNullOrEmpty(User)) throw new SettingException("Mail:Tls is None and Mail:User is set: the password would cross the network in the clear.");
        if (Port is < 1 or > 65535) throw new SettingException($"Mail:Port is {Port}. It must be a port.");
    }
}

/// <summary>Mails with a link, sent in the background .</summary>
public static class MailHosting
{
    public static void AddMail(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Mail").Get<MailOptions>() ?? new MailOptions();
        if (string.IsNullOrWhiteSpace(options.Host)) return;
        options.Check(builder.Environment.IsDevelopment());
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton<MailSwitch>();
        services.AddSingleton<MailQueue>();
        services.AddSingleton<MailWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<MailWorker>());
    }
}
