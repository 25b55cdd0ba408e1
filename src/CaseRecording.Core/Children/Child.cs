using CaseRecording.Core.Access;

namespace CaseRecording.Core.Children;

/// <summary>How certain a date of birth is.</summary>
public enum BirthDateKind
{
    /// <summary>Known.</summary>
    Known,

    /// <summary>The child is not born yet: the date is when they are due.</summary>
    Due,

    /// <summary>An estimate, with its reason.</summary>
    Estimated,
}

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

    /// <summary>Corrects or completes who the child is. A changed name is kept as a dated detail.</summary>
    /// <exception cref="RuleViolationException">The name or the date is missing or cannot be right.</exception>
    public void Change(ActionContext context, ChildDetails details)
    {
        details.Check(context.NowUtc).ThrowIfAny();
        var before = FullName;
        Apply(details);
        if (before != FullName) Replace(DetailKind.Name, FullName, Time.LondonTime.DateOf(context.NowUtc), false, context);
        Touch();
    }

    /// <summary>Closes the current detail of a kind and opens the next (C-03).</summary>
    public void Replace(DetailKind kind, string value, DateOnly from, bool isProtected, ActionContext context)
    {
        foreach (var open in Details.Where(d => d.Kind == kind && d.To is null)) open.End(from);
        Details.Add(DatedDetail.Begin(kind, value.Trim(), from, context, isProtected));
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

    /// <summary>Statuses in force on a UK date.</summary>
    public IReadOnlyList<StatusPeriod> StatusesOn(DateOnly day) => [.. Statuses.Where(s => s.From <= day && (s.To is null || s.To > day))];

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
