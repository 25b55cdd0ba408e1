using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CaseRecording.Core.Audit;

/// <summary>Marks rows that change without an audit row of their own: drafts, sessions, keys, the progress of jobs, and the audit itself .</summary>
public interface IUnaudited;

/// <summary>What was done. Stored by name; names never change.</summary>
public enum AuditAction
{
#pragma warning disable CS1591 // the name is the meaning
    SignedIn,
    SignInRefused,
    SignedOut,
    LockedOut,
    SessionExpired,
    AccountCreated,
    AccountChanged,
    AccountDisabled,
    AccountEnabled,
    PasswordChanged,
    TeamCreated,
    TeamChanged,
    PolicyChanged,
    RecordOpened,
    RecordDetailsChanged,
    PersonChanged,
    StatusChanged,
    Allocated,
    RestrictionChanged,
    ConflictDeclared,
    ConflictWithdrawn,
    Viewed,
    Searched,
    ProtectedAddressRevealed,
    AccessRefused,
    AccessGivenForReason,
    AlertAcknowledged,
    SavedToRecord,
    Finalised,
    Amended,
    Returned,
    SignedOff,
    SummaryReviewed,
    DraftDiscarded,
    RequestReceived,
    RequestClosed,
    ExportStarted,
    ExportFinished,
    ExportFailed,
    ExportCancelled,
    ExportDownloaded,
    AuditRead,
    AuditVerified,
    DemonstrationSeeded,
    BackupMade,
    BackupRestored,
    DraftBroughtBack,
    DraftTakenOver,
    PasswordAccepted,
    ExportAsked,
    WordListChanged,
    TaskDone,
    TaskReopened,
    EntryMovedAway,
    EntryMovedHere,
    TemplateChanged,
    SafeguardingReported,
    SafeguardingWithdrawn,
    SafeguardingAcknowledged,
    PlanBegun,
    PlanChanged,
    PlanEnded,
    RecordClosed,
    RecordReopened,
    TransferAcknowledged,
    ListExported,
    Delegated,
    DelegationEnded,
    FormProposed,
    FormApproved,
    FormRejected,
    FormWithdrawn,
    MailSent,
    MailGivenUp,
    SampleDrawn,
    RecordDrawn,
    RecordAuditGiven,
    RecordAudited,
    RemedialDone,
    RemedialConfirmed,
    RemedialSentBack,
    RemedialChanged,
    CorrectionReceived,
    CorrectionStepAdded,
    CorrectionChanged,
    CorrectionDecided,
    ExampleBegun,
    ExampleChanged,
    ExampleProposed,
    ExampleSentBack,
    ExamplePublished,
    ExampleWithdrawn,
#pragma warning restore CS1591
}

/// <summary>
/// One row of the audit: who did what, to which record, when, from where and why. Holds codes and ids, never note text.
/// Rows of one chain are linked by hash; nobody can change or delete them.
/// </summary>
public sealed class AuditEvent : IUnaudited
{
    /// <summary>Hash before the first row of a chain.</summary>
    public const string Genesis = "0000000000000000000000000000000000000000000000000000000000000000";

    internal const int LongestSubject = 200;
    internal const int LongestState = 2000;
    internal const int LongestReason = 1000;
    internal const int LongestRelation = 100;
    internal const int LongestOrigin = 64;
    internal const int LongestCorrelation = 64;

    private AuditEvent()
    {
    }

    /// <summary>An event still to be given its place in a chain.</summary>
    public AuditEvent(ActionContext context, AuditAction action, int? childId = null, long? recordingId = null, string? subject = null, string? before = null, string? after = null)
    {
        Action = action;
        ChildId = childId;
        RecordingId = recordingId;
        Subject = Fit(subject, LongestSubject);
        Before = Fit(before, LongestState);
        After = Fit(after, LongestState);
        StaffId = context.UserId;
        AtUtc = context.NowUtc;
        Reason = Fit(context.Reason, LongestReason);
        Relation = Fit(context.Relation, LongestRelation);
        Origin = Fit(context.Origin, LongestOrigin);
        CorrelationId = Fit(context.CorrelationId, LongestCorrelation)!;
    }

    /// <summary>Key; its order across chains means nothing.</summary>
    public long Id { get; private set; }

    /// <summary>The chain: <c>child:12</c>, or <c>general</c> for what concerns no child.</summary>
    public string ChainId { get; private set; } = "";

    /// <summary>Place in the chain, from 1 without gaps.</summary>
    public long Sequence { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime AtUtc { get; private set; }

    /// <summary>Who; null for the program itself or an unknown user name.</summary>
    public Guid? StaffId { get; private set; }

    /// <summary>What.</summary>
    public AuditAction Action { get; private set; }

    /// <summary>Which child.</summary>
    public int? ChildId { get; private set; }

    /// <summary>Which entry.</summary>
    public long? RecordingId { get; private set; }

    /// <summary>Page, account, setting or export meant: an id or code, never a name or text.</summary>
    public string? Subject { get; private set; }

    /// <summary>Why, where a reason was asked for.</summary>
    public string? Reason { get; private set; }

    /// <summary>How the person came to have access.</summary>
    public string? Relation { get; private set; }

    /// <summary>Network address.</summary>
    public string? Origin { get; private set; }

    /// <summary>Ties the rows of one request together.</summary>
    public string CorrelationId { get; private set; } = "";

    /// <summary>Codes and ids before the change.</summary>
    public string? Before { get; private set; }

    /// <summary>Codes and ids after it.</summary>
    public string? After { get; private set; }

    /// <summary>Hash of the row before, lower-case hex.</summary>
    public string PreviousHash { get; private set; } = "";

    /// <summary>SHA-256 over this row and the hash before it, lower-case hex.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>The chain an event belongs to.</summary>
    public static string ChainOf(int? childId) =>
        childId is { } id ? string.Create(CultureInfo.InvariantCulture, $"child:{id}") : "general";

    /// <summary>An audit row that does not fit its column would stop the action it tells of; only one engine would notice.</summary>
    private static string? Fit(string? text, int longest) => text?.Length > longest ? text[..longest] : text;

    internal void BelongsTo(int childId, long? recordingId)
    {
        ChildId = childId;
        RecordingId ??= recordingId;
    }

    internal void Link(string chainId, long sequence, string previousHash)
    {
        ChainId = chainId;
        Sequence = sequence;
        PreviousHash = previousHash;
        Hash = ComputeHash();
    }

    /// <summary>The hash this row should have. Each part is written with its length, so that no two rows read alike.</summary>
    public string ComputeHash()
    {
        var text = new StringBuilder();
        foreach (var part in (ReadOnlySpan<string?>)
        [
            PreviousHash, ChainId, Invariant(Sequence), Invariant(AtUtc.Ticks), StaffId?.ToString("N"), Action.ToString(), Invariant(ChildId),
            Invariant(RecordingId), Subject, Reason, Relation, Origin, CorrelationId, Before, After,
        ])
        {
            text.Append(part is null ? "-" : Invariant(part.Length)).Append(':').Append(part).Append('|');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        static string? Invariant(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture);
    }
}

/// <summary>The last row of a chain: taking its lock gives each new row its place.</summary>
public sealed class AuditHead : IUnaudited
{
    /// <summary>The chain.</summary>
    public string ChainId { get; set; } = "";

    /// <summary>Sequence of the last row.</summary>
    public long Sequence { get; set; }

    /// <summary>Hash of the last row.</summary>
    public string Hash { get; set; } = AuditEvent.Genesis;
}
