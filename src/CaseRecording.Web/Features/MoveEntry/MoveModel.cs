using CaseRecording.Core.Children;
using CaseRecording.Core.Recording;
using CaseRecording.Web.Features.Shared;

namespace CaseRecording.Web.Features.MoveEntry;

/// <summary>What the page that moves an entry posts.</summary>
public sealed class MoveForm
{
    /// <summary>The entry's token when the page was opened.</summary>
    public Guid Opened { get; set; }

    /// <summary>Name, date of birth or number of the child looked for.</summary>
    public string? Search { get; set; }

    /// <summary>The right child.</summary>
    public int? To { get; set; }

    public string? Reason { get; set; }

    /// <summary>Why it belongs there though it is from before that record (T-08); asked for only where it is needed.</summary>
    public string? HistoryReason { get; set; }

    /// <summary>find, continue, back or move.</summary>
    public string? Button { get; set; }

    public MoveInput Input => new(To, Reason, HistoryReason);
}

/// <summary>The page on which the right child is chosen.</summary>
/// <param name="Family">Children of the family; those found follow.</param>
/// <param name="Found">Children found, without the family.</param>
/// <param name="Searched">Something was looked for.</param>
public sealed record MoveModel(ChildBar Bar, Entry Entry, MoveForm Form, IReadOnlyList<FoundChild> Family, IReadOnlyList<FoundChild> Found, bool Searched, DateOnly Today, bool AsksForHistory)
{
    public string Title => Entry.Line.Title.Length > 0 ? Entry.Line.Title : Entry.Line.Facts.KindText;

    /// <summary>Who it is, so that the wrong one is not chosen a second time.</summary>
    public string Facts(FoundChild child) => string.Join(" · ", new[]
    {
        child.BirthDateKind == BirthDateKind.Due ? "" : $"Born {Core.Time.LondonTime.FormatDate(child.BirthDate)}",
        Age.Of(child.BirthDate, child.BirthDateKind, Today),
        child.Worker is null ? "Not yet allocated" : $"{child.Worker}, {child.Team}",
    }.Where(f => f.Length > 0));
}

/// <summary>The page that says what the move does.</summary>
public sealed record ConfirmMoveModel(ChildBar Bar, Entry Entry, MoveForm Form, MovePreview Preview, DateOnly Today)
{
    public string Title => Entry.Line.Title.Length > 0 ? Entry.Line.Title : Entry.Line.Facts.KindText;
}
