using System.Text.RegularExpressions;
using CaseRecording.Core.Audit;

namespace CaseRecording.Core.Mail;

/// <summary>What a mail is about. Each kind has one fixed sentence; nothing of the record can get into it (A-08).</summary>
public enum MailKind
{
    /// <summary>A concern waits to be acknowledged (T-05).</summary>
    SafeguardingConcern,
}

/// <summary>A mail as it leaves the program.</summary>
/// <param name="Subject">Fixed.</param>
/// <param name="Body">A fixed sentence and a link.</param>
public sealed record MailText(string Subject, string Body);

/// <summary>
/// A mail that waits to be sent, written in the same transaction as what it tells of: neither is lost without the other, and a mail server
/// that is away delays nothing. Holds whom it is to and a link; the address is looked up when it is sent.
/// </summary>
public sealed partial class OutgoingMail : IUnaudited
{
    /// <summary>Attempts before it is given up: about half a day.</summary>
    public const int MostAttempts = 30;

    /// <summary>Longest link.</summary>
    public const int LongestLink = 100;

    private OutgoingMail()
    {
    }

    /// <summary>A mail to one person.</summary>
    /// <param name="context">What causes it.</param>
    /// <param name="kind">What it is about.</param>
    /// <param name="toId">Whom it is to.</param>
    /// <param name="link">A page of the program, from the slash: fixed words and numbers alone.</param>
    /// <exception cref="RuleViolationException">The link could carry a text.</exception>
    public OutgoingMail(ActionContext context, MailKind kind, Guid toId, string link)
    {
        new RuleCheck().Refuse(Rules.A08, link.Length > LongestLink || !BareLink().IsMatch(link), "link", "A message that leaves the program holds a link to a page and nothing else").ThrowIfAny();
        (Kind, ToId, Link, MadeAtUtc, NextAtUtc) = (kind, toId, link, context.NowUtc, context.NowUtc);
    }

    /// <summary>Key.</summary>
    public long Id { get; private set; }

    /// <summary>What it is about.</summary>
    public MailKind Kind { get; private set; }

    /// <summary>Whom it is to.</summary>
    public Guid ToId { get; private set; }

    /// <summary>The page it leads to, from the slash.</summary>
    public string Link { get; private set; } = "";

    /// <summary>When it was made, UTC.</summary>
    public DateTime MadeAtUtc { get; private set; }

    /// <summary>When it is to be tried next, or how long the worker that tries it now may be silent, UTC; null once there is nothing left to do.</summary>
    public DateTime? NextAtUtc { get; private set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; private set; }

    /// <summary>When the mail server took it, UTC; null while it waits, and for one that was given up.</summary>
    public DateTime? SentAtUtc { get; private set; }

    /// <summary>The words of a mail: from its kind and its link, which is all there is (A-08).</summary>
    /// <param name="kind">What it is about.</param>
    /// <param name="site">Where the program is reached.</param>
    /// <param name="link">The page, from the slash.</param>
    public static MailText Compose(MailKind kind, Uri site, string link) => kind switch
    {
        MailKind.SafeguardingConcern => new("Safeguarding: please sign in", $"A safeguarding concern waits for you to acknowledge. Sign in to read it:\r\n\r\n{new Uri(site, link)}\r\n"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    [GeneratedRegex(@"^/([a-z-]{1,30}(/([a-z-]{1,30}|[0-9]{1,18}))*)?(#[a-z-]{1,30})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BareLink();
}
