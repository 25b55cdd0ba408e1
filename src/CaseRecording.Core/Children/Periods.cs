namespace CaseRecording.Core.Children;

/// <summary>Kinds of dated detail (C-03).</summary>
public enum DetailKind
{
    /// <summary>Full name.</summary>
    Name,

    /// <summary>Where the child lives.</summary>
    Address,

    /// <summary>School or nursery.</summary>
    School,

    /// <summary>Placement, for a child who does not live at home.</summary>
    Placement,

    /// <summary>Legal status.</summary>
    LegalStatus,
}

/// <summary>The words shown for a kind of detail.</summary>
public static class DetailLabels
{
    /// <summary>As shown on the page.</summary>
    public static string Label(this DetailKind kind) => kind switch
    {
        DetailKind.School => "School or nursery",
        DetailKind.LegalStatus => "Legal status",
        _ => kind.ToString(),
    };
}

/// <summary>What was true of a child from one day until the day before another (C-03).</summary>
public sealed class DatedDetail
{
    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>The child.</summary>
    public int ChildId { get; private set; }

    /// <summary>What it is.</summary>
    public DetailKind Kind { get; private set; }

    /// <summary>The name, address, school and so on.</summary>
    public string Value { get; private set; } = "";

    /// <summary>First UK date on which it was true.</summary>
    public DateOnly From { get; private set; }

    /// <summary>First UK date on which it no longer was; null while it is.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>A protected address: masked on every page, revealed only on purpose, never exported.</summary>
    public bool IsProtected { get; private set; }

    /// <summary>Who recorded it.</summary>
    public Guid? RecordedById { get; private set; }

    /// <summary>When it was recorded, UTC.</summary>
    public DateTime RecordedAtUtc { get; private set; }

    /// <summary>What stands in place of a protected value.</summary>
    public const string Mask = "Protected address";

    /// <summary>The value as pages, lists and exports show it.</summary>
    public string Shown => IsProtected ? Mask : Value;

    internal static DatedDetail Begin(DetailKind kind, string value, DateOnly from, ActionContext context, bool isProtected = false, DateOnly? to = null) => new()
    {
        Kind = kind,
        Value = value,
        From = from,
        To = to,
        IsProtected = isProtected,
        RecordedById = context.UserId,
        RecordedAtUtc = context.NowUtc,
    };

    internal void End(DateOnly on) => To = on < From ? From : on;
}

/// <summary>A status of the child for a period (C-03).</summary>
public sealed class StatusPeriod
{
    private StatusPeriod()
    {
    }

    /// <summary>A status that begins on a UK date.</summary>
    public StatusPeriod(StatusKind kind, DateOnly from)
    {
        Kind = kind;
        From = from;
    }

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>The child.</summary>
    public int ChildId { get; private set; }

    /// <summary>The status.</summary>
    public StatusKind Kind { get; private set; }

    /// <summary>How a looked-after child lives; decides the visits (V-06).</summary>
    public LookedAfterArrangement? Arrangement { get; init; }

    /// <summary>First review of a looked-after child, a UK date, once held.</summary>
    public DateOnly? FirstReviewOn { get; internal set; }

    /// <summary>Agreed days between visits, for short breaks.</summary>
    public int? AgreedIntervalDays { get; init; }

    /// <summary>First UK date.</summary>
    public DateOnly From { get; private set; }

    /// <summary>First UK date on which it no longer held; null while it holds.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>Ends the period; on the day itself it no longer holds.</summary>
    public void End(DateOnly on) => To = on < From ? From : on;
}

/// <summary>Who worked with the child, from when to when.</summary>
public sealed class Allocation
{
    private Allocation()
    {
    }

    /// <summary>An allocation that begins now.</summary>
    public Allocation(int teamId, Guid workerId, DateTime fromUtc)
    {
        TeamId = teamId;
        WorkerId = workerId;
        FromUtc = fromUtc;
    }

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>The child.</summary>
    public int ChildId { get; private set; }

    /// <summary>The team.</summary>
    public int TeamId { get; private set; }

    /// <summary>The worker.</summary>
    public Guid WorkerId { get; private set; }

    /// <summary>From, UTC.</summary>
    public DateTime FromUtc { get; private set; }

    /// <summary>Until, UTC; null while it lasts.</summary>
    public DateTime? ToUtc { get; private set; }

    internal void End(DateTime atUtc) => ToUtc = atUtc;
}
