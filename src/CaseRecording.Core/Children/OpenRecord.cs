using CaseRecording.Core.Recording;
using CaseRecording.Core.Time;

namespace CaseRecording.Core.Children;

/// <summary>Someone in the home, as typed when a record is opened (C-04).</summary>
/// <param name="Name">Full name.</param>
/// <param name="Relationship">What they are to the child.</param>
/// <param name="HasParentalResponsibility">Holds parental responsibility.</param>
/// <param name="Telephone">Telephone.</param>
public sealed record HouseholdLine(string? Name, string? Relationship, bool HasParentalResponsibility, string? Telephone)
{
    /// <summary>Longest name, relationship and number.</summary>
    public const int Longest = 200;

    /// <summary>Nothing was typed in this line.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(Relationship) && string.IsNullOrWhiteSpace(Telephone) && !HasParentalResponsibility;
}

/// <summary>Everything typed to open a child's record when a referral is accepted (C-01, C-02).</summary>
public sealed record OpenRecord
{
    /// <summary>Who the child is.</summary>
    public required ChildDetails Details { get; init; }

    /// <summary>Identification numbers: kind and number; empty ones are left out.</summary>
    public IReadOnlyList<(string Kind, string? Value)> Identifiers { get; init; } = [];

    /// <summary>Day of the first contact, a UK date.</summary>
    public DateOnly? ContactDate { get; init; }

    /// <summary>Time of the first contact, UK local time.</summary>
    public TimeOnly? ContactTime { get; init; }

    /// <summary>Which of two hours is meant when the clocks go back (T-07).</summary>
    public bool? SecondOfTwoHours { get; init; }

    /// <summary>Where the child lives, if known.</summary>
    public string? Address { get; init; }

    /// <summary>The address is protected.</summary>
    public bool AddressIsProtected { get; init; }

    /// <summary>Everyone in the home who is not shared with a brother or sister.</summary>
    public IReadOnlyList<HouseholdLine> Household { get; init; } = [];

    /// <summary>A brother or sister who has a record already; their home is this child's too.</summary>
    public int? SiblingId { get; init; }

    /// <summary>The child lives where the sibling does; a protected address is copied unseen.</summary>
    public bool SameAddress { get; init; }

    /// <summary>What the sibling is to this child: brother, half-sister.</summary>
    public string? SiblingIs { get; init; }

    /// <summary>What this child is to the sibling.</summary>
    public string? ChildIs { get; init; }

    /// <summary>Children shown as likely duplicates whom the referrer has looked at: none is the same child (C-01).</summary>
    public IReadOnlyCollection<int> NotTheSame { get; init; } = [];

    /// <summary>The numbers given, as they are searched.</summary>
    public IReadOnlyList<string> NumberKeys => [.. Identifiers.Select(i => ChildIdentifier.KeyOf(i.Value)).Where(k => k.Length > 0)];

    /// <summary>What C-01, C-02, C-04 and the clocks ask, at the field it is asked of; the instant of the first contact where it can be told.</summary>
    public (RuleCheck Check, DateTime? FirstContactUtc) Check(DateTime nowUtc)
    {
        var check = Details.Check(nowUtc)
            .Refuse(Rules.C02, Identifiers.Any(i => i.Value?.Trim().Length > ChildIdentifier.Longest), "identifiers", $"A number must be {ChildIdentifier.Longest} characters or fewer")
            .Refuse(Rules.C01, ContactDate is null, "contactDate", "Enter the day of the first contact: the referral itself")
            .Refuse(Rules.C01, ContactDate is not null && ContactTime is null, "contactTime", "Enter the time of the first contact")
            .Refuse(Rules.C03, Address?.Trim().Length > DetailChange.Longest, "address", $"The address must be {DetailChange.Longest} characters or fewer")
            .Refuse(Rules.C04, SiblingId is not null && string.IsNullOrWhiteSpace(SiblingIs), "siblingIs", "Say what the brother or sister is to this child")
            .Refuse(Rules.C04, SiblingId is not null && string.IsNullOrWhiteSpace(ChildIs), "childIs", "Say what this child is to the brother or sister");
        for (var i = 0; i < Household.Count; i++) CheckLine(check, Household[i], i);

        var first = ContactDate is { } date && ContactTime is { } time
            ? RecordingRules.Instant(date, time, SecondOfTwoHours, null, "contactTime", check)
            : null;
        check.Refuse(Rules.T08, first > nowUtc, "contactDate", "The first contact is in the future. Check the day and the time");
        return (check, first);
    }

    private static void CheckLine(RuleCheck check, HouseholdLine line, int index)
    {
        if (line.IsEmpty) return;
        string At(string field) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"household-{index}-{field}");
        check
            .Refuse(Rules.C04, string.IsNullOrWhiteSpace(line.Name), At("name"), "Enter the full name, or what is known of it")
            .Refuse(Rules.C04, string.IsNullOrWhiteSpace(line.Relationship), At("relationship"), "Say what this person is to the child")
            .Refuse(Rules.C04, new[] { line.Name, line.Relationship, line.Telephone }.Any(t => t?.Trim().Length > HouseholdLine.Longest), At("name"), $"Each answer must be {HouseholdLine.Longest} characters or fewer");
    }
}
