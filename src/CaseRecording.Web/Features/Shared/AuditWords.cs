using CaseRecording.Core.Access;
using CaseRecording.Core.Audit;
using CaseRecording.Core.Recording;

namespace CaseRecording.Web.Features.Shared;

/// <summary>The audit's codes in plain words.</summary>
public static class AuditWords
{
    /// <summary>Kinds of action as an auditor looks for them, the telling ones first.</summary>
    public static IEnumerable<(AuditAction Action, string Text)> Kinds { get; } =
    [
        .. new[]
        {
            AuditAction.AccessGivenForReason, AuditAction.AccessRefused, AuditAction.ProtectedAddressRevealed, AuditAction.RestrictionChanged,
            AuditAction.ConflictDeclared, AuditAction.ConflictWithdrawn, AuditAction.ExportDownloaded, AuditAction.Viewed, AuditAction.Searched,
        }.Union(Enum.GetValues<AuditAction>()).Select(a => (a, a.Label())),
    ];

    /// <summary>What was done.</summary>
    public static string Label(this AuditAction action) => action switch
    {
        AuditAction.SignedIn => "Signed in",
        AuditAction.CorrectionReceived => "Request for correction taken in",
        AuditAction.CorrectionStepAdded => "Step on a request for correction noted",
        AuditAction.CorrectionChanged => "Entry of a request for correction chosen",
        AuditAction.CorrectionDecided => "Request for correction decided",
        AuditAction.MailSent => "Mail with a link sent",
        AuditAction.MailGivenUp => "Mail with a link given up",
        AuditAction.SignInRefused => "Sign-in refused",
        AuditAction.SignedOut => "Signed out",
        AuditAction.LockedOut => "Locked out after wrong passwords",
        AuditAction.SessionExpired => "Signed out after idle time",
        AuditAction.AccountCreated => "Account made",
        AuditAction.AccountChanged => "Account changed",
        AuditAction.AccountDisabled => "Account disabled",
        AuditAction.AccountEnabled => "Account enabled",
        AuditAction.PasswordChanged => "Password changed",
        AuditAction.TeamCreated => "Team made",
        AuditAction.TeamChanged => "Team changed",
        AuditAction.PolicyChanged => "Policy changed",
        AuditAction.WordListChanged => "Word list changed",
        AuditAction.TemplateChanged => "Template or phrase changed",
        AuditAction.RecordOpened => "New record opened",
        AuditAction.RecordDetailsChanged => "Details changed",
        AuditAction.PersonChanged => "People changed",
        AuditAction.StatusChanged => "Status changed",
        AuditAction.Allocated => "Allocated",
        AuditAction.RestrictionChanged => "Restriction changed",
        AuditAction.ConflictDeclared => "Conflict of interest declared",
        AuditAction.ConflictWithdrawn => "Conflict of interest taken back",
        AuditAction.Viewed => "Looked at",
        AuditAction.Searched => "Searched",
        AuditAction.ProtectedAddressRevealed => "Protected address shown",
        AuditAction.AccessRefused => "Refused",
        AuditAction.AccessGivenForReason => "Record opened with a reason",
        AuditAction.AlertAcknowledged => "Alert acknowledged",
        AuditAction.SavedToRecord => "Saved to the record",
        AuditAction.Finalised => "Finalised",
        AuditAction.Amended => "Added to or corrected",
        AuditAction.Returned => "Returned",
        AuditAction.SignedOff => "Signed off",
        AuditAction.SummaryReviewed => "Summary reviewed",
        AuditAction.DraftDiscarded => "Draft discarded",
        AuditAction.RequestReceived => "Access request recorded",
        AuditAction.RequestClosed => "Access request closed",
        AuditAction.ExportAsked => "Export asked for",
        AuditAction.ExportStarted => "Export begun",
        AuditAction.ExportFinished => "Export written",
        AuditAction.ExportFailed => "Export failed",
        AuditAction.ExportCancelled => "Export cancelled",
        AuditAction.ExportDownloaded => "Export downloaded",
        AuditAction.AuditRead => "Audit read",
        AuditAction.AuditVerified => "Audit checked",
        AuditAction.DemonstrationSeeded => "Demonstration data added",
        AuditAction.BackupMade => "Backup made",
        AuditAction.BackupRestored => "Backup restored",
        AuditAction.TaskDone => "Task done",
        AuditAction.TaskReopened => "Task open again",
        AuditAction.EntryMovedAway => "Entry moved to the right record",
        AuditAction.EntryMovedHere => "Entry moved here from the wrong record",
        AuditAction.SafeguardingReported => "Safeguarding concern reported",
        AuditAction.SafeguardingWithdrawn => "Safeguarding report withdrawn",
        AuditAction.SafeguardingAcknowledged => "Safeguarding concern acknowledged",
        AuditAction.ListExported => "List taken away as a file",
        AuditAction.PlanBegun => "Plan begun",
        AuditAction.PlanChanged => "Plan changed",
        AuditAction.PlanEnded => "Plan ended",
        AuditAction.RecordClosed => "Record closed",
        AuditAction.RecordReopened => "Record opened again",
        AuditAction.TransferAcknowledged => "Hand-over acknowledged",
        AuditAction.Delegated => "Made someone a deputy",
        AuditAction.DelegationEnded => "Ended a delegation",
        AuditAction.FormProposed => "Form version proposed",
        AuditAction.FormApproved => "Form version approved",
        AuditAction.FormRejected => "Form version rejected",
        AuditAction.FormWithdrawn => "Form version withdrawn",
        AuditAction.SampleDrawn => "Sample of records drawn",
        AuditAction.RecordDrawn => "Record drawn to be audited",
        AuditAction.RecordAuditGiven => "Auditor named",
        AuditAction.RecordAudited => "Record audited",
        AuditAction.RemedialDone => "Put right, as an audit asked",
        AuditAction.RemedialConfirmed => "Found to be put right",
        AuditAction.RemedialSentBack => "Found not to be put right",
        AuditAction.RemedialChanged => "Owner or day changed of what an audit asked for",
        AuditAction.ExampleBegun => "Good example begun",
        AuditAction.ExampleChanged => "Good example changed",
        AuditAction.ExampleProposed => "Good example proposed",
        AuditAction.ExampleSentBack => "Good example sent back",
        AuditAction.ExamplePublished => "Good example published",
        AuditAction.ExampleWithdrawn => "Good example withdrawn",
        AuditAction.PasswordAccepted => "Password accepted",
        _ => action.ToString(),
    };

    /// <summary>What exactly: the page, the entry, the setting.</summary>
    public static string? What(this AuditLine line)
    {
        var entry = line.RecordingId is { } id ? $"entry {id}" : null;
        var subject = line.Subject switch
        {
            null => null,
            { } wanted when line.Action == AuditAction.AccessRefused => Refused(wanted, line.ChildId is not null),
            { } route when route.TrimStart('/').StartsWith("children/{", StringComparison.Ordinal) => Page(route),
            { } kind when Enum.TryParse<RecordingKind>(kind, out var recording) => recording.Label().ToLowerInvariant(),
            { } text => text.TrimStart('/').Replace("staff:", "", StringComparison.Ordinal),
        };
        return entry is null || subject is null or "entries" ? entry ?? subject : $"{subject}, {entry}";
    }

    /// <summary>What it was before and is now, as codes.</summary>
    public static string? Change(this AuditLine line) =>
        line.Before is not null ? $"{line.Before} → {line.After}" : line.After == line.Action.ToString() ? null : line.After;

    /// <summary>How the person came to have access; null when that was not asked.</summary>
    public static string? Relation(this AuditLine line) => line.Relation switch
    {
        null or "" => null,
        "none" => "no relationship",
        var relation => relation,
    };

    /// <summary>Of <c>Read of child 12</c>: to read it. A number that is no record's stands there as it was tried.</summary>
    private static string Refused(string wanted, bool exists)
    {
        var to = wanted.Split(' ')[0] switch
        {
            nameof(AccessLevel.AskReason) => "to ask for it",
            nameof(AccessLevel.Summary) => "to read the summary",
            nameof(AccessLevel.Read) => "to read it",
            nameof(AccessLevel.Record) => "to write in it",
            nameof(AccessLevel.Manage) => "to manage it",
            _ => wanted,
        };
        return exists ? to : $"{to}; there is no record {wanted.Split(' ')[^1]}";
    }

    /// <summary>Of <c>children/{childId:int}/entries/{recordingId:long}/amend</c>: entries, amend.</summary>
    private static string Page(string route)
    {
        var words = route.Split('/').Skip(2).Where(part => part.Length > 0 && part != "children" && part[0] != '{').ToList();
        if (words is ["ask"]) return "name and age only, asked for a reason";
        return words.Count == 0 ? "summary" : string.Join(", ", words).Replace('-', ' ');
    }
}
