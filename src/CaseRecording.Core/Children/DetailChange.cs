using CaseRecording.Core.Time;

namespace CaseRecording.Core.Children;

/// <summary>A detail as typed: what was true, from which day, and until which if it is over (C-03).</summary>
public sealed record DetailChange
{
    /// <summary>Longest text of a detail.</summary>
    public const int Longest = 500;

    /// <summary>What it is.</summary>
    public required DetailKind Kind { get; init; }

    /// <summary>The address, school and so on.</summary>
    public string? Value { get; init; }

    /// <summary>First UK day on which it was true.</summary>
    public DateOnly? From { get; init; }

    /// <summary>First UK day on which it no longer was; null while it is.</summary>
    public DateOnly? To { get; init; }

    /// <summary>A protected address.</summary>
    public bool IsProtected { get; init; }

    /// <summary>Everything C-03 asks of a period, at the field it is asked of. The one in force is closed by the next.</summary>
    public RuleCheck Check(Child child, DateOnly today)
    {
        var check = new RuleCheck()
            .Refuse(Rules.C03, string.IsNullOrWhiteSpace(Value), "value", $"Enter the {Kind.Label().ToLowerInvariant()}")
            .Refuse(Rules.C03, Value?.Trim().Length > Longest, "value", $"The {Kind.Label().ToLowerInvariant()} must be {Longest} characters or fewer");
        CheckDays(check, child, From, To, today);
        var others = child.Details.Where(d => d.Kind == Kind && d.To != d.From).Select(d => (d.From, d.To));
        return CheckOverlap(check, others, From, To);
    }

    /// <summary>A period begins and ends no later than today, and not before the child was born.</summary>
    internal static void CheckDays(RuleCheck check, Child child, DateOnly? from, DateOnly? to, DateOnly today) => check
        .Refuse(Rules.C03, from is null, "from", "Enter the date from which it was so")
        .Refuse(Rules.C03, from > today, "from", "That date is in the future. Enter it once it has happened")
        .Refuse(Rules.C03, child.BirthDateKind != BirthDateKind.Due && from < child.BirthDate, "from", $"That is before {child.KnownAs} was born")
        .Refuse(Rules.C03, to > today, "to", "That date is in the future. Leave it empty while it is still so")
        .Refuse(Rules.C03, to <= from, "to", "It ends before it begins. Check both dates");

    /// <summary>Two periods of one kind never overlap: one still open is closed where the next begins.</summary>
    internal static RuleCheck CheckOverlap(RuleCheck check, IEnumerable<(DateOnly From, DateOnly? To)> others, DateOnly? from, DateOnly? to)
    {
        if (from is not { } start) return check;
        foreach (var (otherFrom, otherTo) in others)
        {
            var closes = otherTo is null && to is null && otherFrom <= start;
            var overlaps = !closes && (to is null || otherFrom < to) && (otherTo is null || otherTo > start);
            var period = otherTo is { } end ? $"from {LondonTime.FormatDate(otherFrom)} until {LondonTime.FormatDate(end)}" : $"since {LondonTime.FormatDate(otherFrom)}";
            check.Refuse(Rules.C03, overlaps, "from", $"Another is recorded {period}. Two cannot hold at once: check the dates");
        }

        return check;
    }
}

/// <summary>A status as typed (C-03).</summary>
public sealed record StatusChange
{
    /// <summary>The status; none ends what is open.</summary>
    public StatusKind? Kind { get; init; }

    /// <summary>First UK day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Beside what is open, rather than instead of it (V-03).</summary>
    public bool Alongside { get; init; }

    /// <summary>How a looked-after child lives (V-06).</summary>
    public LookedAfterArrangement? Arrangement { get; init; }

    /// <summary>Days between visits agreed for short breaks.</summary>
    public int? AgreedIntervalDays { get; init; }

    /// <summary>Everything C-03 and V-06 ask of a status, at the field it is asked of.</summary>
    public RuleCheck Check(Child child, DateOnly today)
    {
        var check = new RuleCheck()
            .Refuse(Rules.C03, Kind is null, "kind", "Choose the status")
            .Refuse(Rules.V06, Kind == StatusKind.LookedAfter && Arrangement is null, "arrangement", "Choose how the child lives: it decides how often they are visited")
            .Refuse(Rules.V06, Kind == StatusKind.LookedAfter && Arrangement == LookedAfterArrangement.ShortBreaks && AgreedIntervalDays is not (> 0 and <= 365), "agreedIntervalDays", "Enter the days agreed between visits, up to 365");
        DetailChange.CheckDays(check, child, From, null, today);
        var open = child.Statuses.Where(s => s.To is null).ToList();
        check.Refuse(Rules.C03, Kind == StatusKind.None && open.Count == 0, "kind", $"{child.KnownAs} has no status to end");
        check.Refuse(Rules.C03, Kind != StatusKind.LookedAfter && open.Exists(s => s.Kind == Kind), "kind", $"{child.KnownAs} has this status already");
        // What ends must have begun; what stays beside it may have begun later.
        foreach (var ending in open.Where(s => !Alongside || s.Kind == Kind))
        {
            check.Refuse(Rules.C03, ending.From > From, "from", $"‘{ending.Kind.Label()}’ began after that, on {LondonTime.FormatDate(ending.From)}. Check the date");
        }

        return DetailChange.CheckOverlap(check, child.Statuses.Where(s => s.Kind == Kind && s.To is not null && s.To != s.From).Select(s => (s.From, s.To)), From, null);
    }
}
