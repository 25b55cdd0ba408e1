using CaseRecording.Core.Access;

namespace CaseRecording.Core.Children;

/// <summary>A child's own record (C-01): one for each child, open until involvement ends.</summary>
public sealed class Child
{
    private Child()
    {
    }

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>Full name in force today; earlier names are dated details (C-03).</summary>
    public string FullName { get; private set; } = "";

    /// <summary>The name the child is called by.</summary>
    public string KnownAs { get; private set; } = "";

    /// <summary>Pronouns the child uses, for example she/her.</summary>
    public string? Pronouns { get; private set; }

    /// <summary>Date of birth, due date or estimate, a UK date (C-02).</summary>
    public DateOnly BirthDate { get; private set; }

    /// <summary>Which of the three it is.</summary>
    public BirthDateKind BirthDateKind { get; private set; }

    /// <summary>Why the date is an estimate.</summary>
    public string? EstimateReason { get; private set; }

    /// <summary>Document that evidences the spelling of the name.</summary>
    public string? SpellingDocument { get; private set; }

    /// <summary>Who saw that document.</summary>
    public string? SpellingSeenBy { get; private set; }

    /// <summary>When they saw it, a UK date.</summary>
    public DateOnly? SpellingSeenOn { get; private set; }

    /// <summary>First contact: the referral itself, UTC (T-08).</summary>
    public DateTime FirstContactAtUtc { get; private set; }

    /// <summary>When the record was opened, UTC.</summary>
    public DateTime OpenedAtUtc { get; private set; }

    /// <summary>When involvement ended, UTC.</summary>
    public DateTime? ClosedAtUtc { get; private set; }

    /// <summary>When a closed record was last opened again, UTC (S-06).</summary>
    public DateTime? ReopenedAtUtc { get; private set; }

    /// <summary>Opens for named people only .</summary>
    public bool IsRestricted { get; set; }

    /// <summary>Alerts shown in the child bar, one on a line.</summary>
    public string? Alerts { get; set; }

    /// <summary>Team of today's allocation; null until a manager allocates.</summary>
    public int? TeamId { get; private set; }

    /// <summary>Worker of today's allocation.</summary>
    public Guid? WorkerId { get; private set; }

    /// <summary>Chair or reviewing officer.</summary>
    public Guid? ReviewingOfficerId { get; set; }

    /// <summary>When the child was last seen on a visit, UTC.</summary>
    public DateTime? LastSeenAtUtc { get; set; }

    /// <summary>When the child was last seen alone, UTC.</summary>
    public DateTime? LastSeenAloneAtUtc { get; set; }

    /// <summary>The last visit that counts towards the interval, UTC (V-06).</summary>
    public DateTime? LastCountedVisitAtUtc { get; set; }

    /// <summary>When the next visit is due, a UK date; null where none is (V-06).</summary>
    public DateOnly? NextVisitDueOn { get; set; }

    /// <summary>When the summary was last reviewed, UTC (S-02).</summary>
    public DateTime? SummaryReviewedAtUtc { get; set; }

    /// <summary>The first significant change not yet answered by a review of the summary, UTC (S-02).</summary>
    public DateTime? SignificantChangeAtUtc { get; set; }

    /// <summary>When the summary is due for review, a UK date.</summary>
    public DateOnly? SummaryDueOn { get; set; }

    /// <summary>When the next progress summary is due, a UK date (S-05).</summary>
    public DateOnly? ProgressSummaryDueOn { get; set; }

    /// <summary>When supervision is due, a UK date; null where no worker is allocated (D-05).</summary>
    public DateOnly? SupervisionDueOn { get; set; }

    /// <summary>The next review of a current plan due, a UK date; null where none is (P-02).</summary>
    public DateOnly? ReviewDueOn { get; set; }

    /// <summary>Which review that is.</summary>
    public Plans.ReviewType? ReviewDue { get; set; }

    /// <summary>Concurrency token, set by the program.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>Parts of every name the child has had, to find the record by (C-01).</summary>
    public List<ChildName> Names { get; private set; } = [];

    /// <summary>Identification numbers.</summary>
    public List<ChildIdentifier> Identifiers { get; private set; } = [];

    /// <summary>Names, addresses and other dated details (C-03).</summary>
    public List<DatedDetail> Details { get; private set; } = [];

    /// <summary>Statuses as dated periods (C-03).</summary>
    public List<StatusPeriod> Statuses { get; private set; } = [];

    /// <summary>Allocations as dated periods.</summary>
    public List<Allocation> Allocations { get; private set; } = [];

    /// <summary>Opens a record when a referral is accepted (C-01, C-02).</summary>
    /// <exception cref="RuleViolationException">The name or the date is missing or cannot be right.</exception>
    public static Child Open(ActionContext context, ChildDetails details, DateTime firstContactAtUtc)
    {
        details.Check(context.NowUtc).ThrowIfAny();
        var child = new Child { FirstContactAtUtc = firstContactAtUtc, OpenedAtUtc = context.NowUtc };
        child.Apply(details);
        child.Details.Add(DatedDetail.Begin(DetailKind.Name, child.FullName, Time.LondonTime.DateOf(firstContactAtUtc), context));
        return child;
    }

    /// <summary>
    /// Corrects or completes who the child is. A changed name is kept as a dated detail (C-03): from the day it changed, or,
    /// where that is not given, from the day the earlier name began, because that one was spelt wrongly.
    /// </summary>
    /// <exception cref="RuleViolationException">The name or the date is missing or cannot be right.</exception>
    public void Change(ActionContext context, ChildDetails details, DateOnly? nameChangedOn = null)
    {
        var check = details.Check(context.NowUtc);
        var current = Details.Find(d => d.Kind == DetailKind.Name && d.To is null);
        var from = nameChangedOn ?? current?.From ?? Time.LondonTime.DateOf(context.NowUtc);
        check.Refuse(Rules.C03, from > Time.LondonTime.DateOf(context.NowUtc), "nameChangedOn", "The day the name changed is in the future");
        check.Refuse(Rules.C03, from < current?.From, "nameChangedOn", "The name before began after that. Check the date");
        check.ThrowIfAny();
        var before = FullName;
        Apply(details);
        if (before != FullName) Replace(DetailKind.Name, FullName, from, false, context);
        Touch();
    }

    /// <summary>Records a detail as it was typed: the one in force ends where the next begins (C-03).</summary>
    /// <exception cref="RuleViolationException">The text is missing, or the dates cannot be right.</exception>
    public void ChangeDetail(ActionContext context, DetailChange change)
    {
        change.Check(this, Time.LondonTime.DateOf(context.NowUtc)).ThrowIfAny();
        if (change.To is { } to) Details.Add(DatedDetail.Begin(change.Kind, change.Value!.Trim(), change.From!.Value, context, change.IsProtected, to));
        else Replace(change.Kind, change.Value!, change.From!.Value, change.IsProtected, context);
        if (change.Kind is DetailKind.Address or DetailKind.Placement or DetailKind.LegalStatus) ChangedSignificantly(context);
        Touch();
    }

    /// <summary>Ends the detail of a kind that is in force; nothing follows it.</summary>
    /// <exception cref="RuleViolationException">There is none, or the date cannot be right.</exception>
    public void EndDetail(ActionContext context, DetailKind kind, DateOnly? on)
    {
        var open = Details.Find(d => d.Kind == kind && d.To is null);
        new RuleCheck()
            .Refuse(Rules.C03, open is null, "endedOn", $"There is no {kind.Label().ToLowerInvariant()} to end")
            .Refuse(Rules.C03, on is null, "endedOn", "Enter the date it ended")
            .Refuse(Rules.C03, on > Time.LondonTime.DateOf(context.NowUtc), "endedOn", "That date is in the future. Enter it once it has happened")
            .Refuse(Rules.C03, on < open?.From, "endedOn", "It ends before it begins. Check the date")
            .ThrowIfAny();
        open!.End(on!.Value);
        if (kind is DetailKind.Address or DetailKind.Placement or DetailKind.LegalStatus) ChangedSignificantly(context);
        Touch();
    }

    /// <summary>Something changed that the summary must answer (S-02). The first change since the last review counts.</summary>
    public void ChangedSignificantly(ActionContext context) => SignificantChangeAtUtc ??= context.NowUtc;

    /// <summary>Closes the current detail of a kind and opens the next (C-03).</summary>
    public void Replace(DetailKind kind, string value, DateOnly from, bool isProtected, ActionContext context)
    {
        foreach (var open in Details.Where(d => d.Kind == kind && d.To is null)) open.End(from);
        Details.Add(DatedDetail.Begin(kind, value.Trim(), from, context, isProtected));
        Touch();
    }

    /// <summary>Records a status as it was typed (C-03).</summary>
    /// <exception cref="RuleViolationException">It cannot be so.</exception>
    public void ChangeStatus(ActionContext context, StatusChange change)
    {
        change.Check(this, Time.LondonTime.DateOf(context.NowUtc)).ThrowIfAny();
        var lookedAfter = change.Kind == StatusKind.LookedAfter;
        // A looked-after child who comes to live otherwise: one period ends, the next begins, whatever else holds.
        foreach (var same in Statuses.Where(s => s.Kind == change.Kind && s.To is null)) same.End(change.From!.Value);
        SetStatus(
            new StatusPeriod(change.Kind!.Value, change.From!.Value)
            {
                Arrangement = lookedAfter ? change.Arrangement : null,
                AgreedIntervalDays = lookedAfter && change.Arrangement == LookedAfterArrangement.ShortBreaks ? change.AgreedIntervalDays : null,
            },
            change.Alongside);
        ChangedSignificantly(context);
    }

    /// <summary>Ends one status and leaves the others.</summary>
    /// <exception cref="RuleViolationException">It is not open, or the date cannot be right.</exception>
    public void EndStatus(ActionContext context, int statusId, DateOnly? on)
    {
        var open = Statuses.Find(s => s.Id == statusId && s.To is null);
        new RuleCheck()
            .Refuse(Rules.C03, open is null, "", "This status has ended already")
            .Refuse(Rules.C03, on is null, "endedOn", "Enter the date it ended")
            .Refuse(Rules.C03, on > Time.LondonTime.DateOf(context.NowUtc), "endedOn", "That date is in the future. Enter it once it has happened")
            .Refuse(Rules.C03, on < open?.From, "endedOn", "It ends before it begins. Check the date")
            .ThrowIfAny();
        open!.End(on!.Value);
        ChangedSignificantly(context);
        Touch();
    }

    /// <summary>The first review of a looked-after child was held: it decides how often some are visited (V-06).</summary>
    /// <exception cref="RuleViolationException">The child was not looked after then.</exception>
    public void FirstReviewHeld(ActionContext context, int statusId, DateOnly? on)
    {
        var open = Statuses.Find(s => s.Id == statusId && s.Kind == StatusKind.LookedAfter && s.To is null);
        new RuleCheck()
            .Refuse(Rules.V06, open is null, "", "The child is not looked after under this status")
            .Refuse(Rules.V06, on is null, "reviewOn", "Enter the date of the first review")
            .Refuse(Rules.V06, on > Time.LondonTime.DateOf(context.NowUtc), "reviewOn", "That date is in the future. Enter it once it has happened")
            .Refuse(Rules.V06, on < open?.From, "reviewOn", "That is before the child was looked after. Check the date")
            .ThrowIfAny();
        open!.FirstReviewOn = on;
        Touch();
    }

    /// <summary>Starts a status; whatever else is open ends unless <paramref name="alongside"/> (two at once are possible, V-03).</summary>
    public void SetStatus(StatusPeriod next, bool alongside)
    {
        if (!alongside)
        {
            foreach (var open in Statuses.Where(s => s.To is null)) open.End(next.From);
        }

        if (next.Kind != StatusKind.None) Statuses.Add(next);
        Touch();
    }

    /// <summary>Allocates the child to a team and worker; the earlier allocation ends.</summary>
    public void Allocate(ActionContext context, int teamId, Guid workerId)
    {
        foreach (var open in Allocations.Where(a => a.ToUtc is null)) open.End(context.NowUtc);
        Allocations.Add(new Allocation(teamId, workerId, context.NowUtc));
        TeamId = teamId;
        WorkerId = workerId;
        Touch();
    }

    /// <summary>Involvement ends: the allocation with it, and no visit or summary is due any more. The record stays with its last team.</summary>
    public void Close(ActionContext context)
    {
        foreach (var open in Allocations.Where(a => a.ToUtc is null)) open.End(context.NowUtc);
        ClosedAtUtc = context.NowUtc;
        Touch();
    }

    /// <summary>Involvement begins again: all that was recorded stays, the team too; a worker is to be allocated (S-06).</summary>
    public void Reopen(ActionContext context)
    {
        (ClosedAtUtc, ReopenedAtUtc, WorkerId) = (null, context.NowUtc, null);
        Touch();
    }

    /// <summary>Statuses in force on a UK date.</summary>
    public IReadOnlyList<StatusPeriod> StatusesOn(DateOnly day) => [.. Statuses.Where(s => s.From <= day && (s.To is null || s.To > day))];

    /// <summary>Sets the alerts of the child bar, one on a line.</summary>
    /// <exception cref="RuleViolationException">They are too long to be alerts.</exception>
    public void SetAlerts(string? alerts)
    {
        var text = Blank(alerts)?.ReplaceLineEndings("\n");
        new RuleCheck()
            .Refuse(Rules.C02, text?.Length > 1000 || text?.Split('\n').Any(line => line.Length > 150) == true, "alerts", "An alert is one short line, 150 characters at most, 1,000 in all")
            .ThrowIfAny();
        Alerts = text;
        Touch();
    }

    /// <summary>Marks the row changed, so that a page opened before cannot overwrite it.</summary>
    public void Touch() => Version = Guid.NewGuid();

    private void Apply(ChildDetails details)
    {
        FullName = details.FullName.Trim();
        KnownAs = string.IsNullOrWhiteSpace(details.KnownAs) ? FullName.Split(' ')[0] : details.KnownAs.Trim();
        // Earlier names stay: someone who knows the child by one must still find the record.
        foreach (var part in NamePart.ToKeep(FullName).Concat(NamePart.ToKeep(KnownAs)).Distinct().Where(p => Names.TrueForAll(n => n.Part != p.Text)))
        {
            Names.Add(new ChildName(part));
        }

        Pronouns = Blank(details.Pronouns);
        BirthDate = details.BirthDate!.Value;
        BirthDateKind = details.BirthDateKind;
        EstimateReason = Blank(details.EstimateReason);
        SpellingDocument = Blank(details.SpellingDocument);
        SpellingSeenBy = Blank(details.SpellingSeenBy);
        SpellingSeenOn = details.SpellingSeenOn;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
