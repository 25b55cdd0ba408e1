using CaseRecording.Core.Access;

namespace CaseRecording.Web.Features.Shared;

/// <summary>A page of the child's record.</summary>
public enum ChildTab
{
    None,
    Summary,
    Timeline,
    Chronology,
    People,
    Plan,
    Documents,
    Details,
    Access,
}

/// <summary>Who a page is about, at its top. Rendered by <c>_ChildBar</c>.</summary>
/// <param name="KnownAs">The name the child is spoken to by.</param>
/// <param name="Age">In words: "7 years old", "due 3 May 2026".</param>
/// <param name="Statuses">Shown as blue tags: "Child protection plan".</param>
/// <param name="Alerts">Shown as red tags: "Dog in the house".</param>
/// <param name="Worker">Name of the allocated worker; null when nobody is.</param>
/// <param name="AddressIsProtected">Says so; the address itself never stands here.</param>
/// <param name="Current">The tab of this page; <see cref="ChildTab.None"/> leaves the tabs out.</param>
/// <param name="VisitDueOn">When the next visit is due, a UK date (V-06).</param>
/// <param name="SummaryDueOn">When the summary is due for review, a UK date (S-02).</param>
/// <param name="TransferMissing">The last hand-over has no transfer summary (S-06).</param>
/// <param name="SupervisionDueOn">When supervision is due, a UK date (D-05).</param>
/// <param name="ReviewDueOn">When the next review of a plan is due, a UK date (P-02).</param>
/// <param name="ReviewDue">Which review that is.</param>
public sealed record ChildBar(
    int ChildId,
    string KnownAs,
    string Name,
    string Age,
    string? Pronouns,
    IReadOnlyList<string> Statuses,
    IReadOnlyList<string> Alerts,
    string? Worker,
    bool AddressIsProtected = false,
    ChildTab Current = ChildTab.None,
    DateOnly? VisitDueOn = null,
    DateOnly? SummaryDueOn = null,
    DateOnly? SupervisionDueOn = null,
    DateOnly? ReviewDueOn = null,
    string? ReviewDue = null,
    bool TransferMissing = false)
{
    /// <summary>The tabs there are, in order, with what follows the child's address. A page that is not built yet is not here.</summary>
    public static readonly IReadOnlyList<(ChildTab Tab, string Text, string Path)> Tabs =
    [
        (ChildTab.Summary, "Summary", ""),
        (ChildTab.Timeline, "Timeline", "/timeline"),
        (ChildTab.Plan, "Plan", "/plan"),
        (ChildTab.People, "People", "/people"),
        (ChildTab.Details, "Details", "/details"),
        (ChildTab.Access, "Access history", "/access-history"),
    ];

    /// <summary>Those of them that open for this person.</summary>
    public static IEnumerable<(ChildTab Tab, string Text, string Path)> TabsFor(AccessDecision decision) =>
        Tabs.Where(t => t.Tab != ChildTab.Access || decision.AnswersForRecord);
}
