using CaseRecording.Core.Time;

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

/// <summary>Who the child is, as typed by whoever opens or corrects the record (C-02).</summary>
public sealed record ChildDetails
{
    /// <summary>Longest full name.</summary>
    public const int NameLength = 200;

    /// <summary>Full name.</summary>
    public string FullName { get; init; } = "";

    /// <summary>The name the child is called by; the first name if empty.</summary>
    public string? KnownAs { get; init; }

    /// <summary>Pronouns.</summary>
    public string? Pronouns { get; init; }

    /// <summary>Date of birth, due date or estimate: a UK date.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>Which of the three.</summary>
    public BirthDateKind BirthDateKind { get; init; }

    /// <summary>Why an estimate.</summary>
    public string? EstimateReason { get; init; }

    /// <summary>Document that evidences the spelling.</summary>
    public string? SpellingDocument { get; init; }

    /// <summary>Who saw it.</summary>
    public string? SpellingSeenBy { get; init; }

    /// <summary>When.</summary>
    public DateOnly? SpellingSeenOn { get; init; }

    /// <summary>Everything C-02 asks, at the field it is asked of.</summary>
    public RuleCheck Check(DateTime nowUtc)
    {
        var today = LondonTime.DateOf(nowUtc);
        var name = FullName.Trim();
        return new RuleCheck()
            .Refuse(Rules.C02, name.Length == 0, "fullName", "Enter the child's full name, or ‘Unborn’ and the family name for a child not born yet")
            .Refuse(Rules.C02, name.Length > NameLength, "fullName", $"The full name must be {NameLength} characters or fewer")
            .Refuse(Rules.C02, BirthDate is null, "birthDate", "Enter the date of birth, the due date or an estimate")
            .Refuse(Rules.C02, BirthDateKind != BirthDateKind.Due && BirthDate > today, "birthDate", "The date of birth is in the future. If the child is not born yet, choose ‘due date’")
            .Refuse(Rules.C02, BirthDateKind != BirthDateKind.Due && BirthDate < today.AddYears(-26), "birthDate", "That date of birth is more than 26 years ago. Check the year")
            .Refuse(Rules.C02, BirthDateKind == BirthDateKind.Due && (BirthDate < today.AddDays(-42) || BirthDate > today.AddDays(300)), "birthDate", "A due date is within the next ten months, or up to six weeks past")
            .Refuse(Rules.C02, BirthDateKind == BirthDateKind.Estimated && string.IsNullOrWhiteSpace(EstimateReason), "estimateReason", "Say why the date is an estimate")
            .Refuse(Rules.C02, SpellingSeenOn > today, "spellingSeenOn", "The day the document was seen is in the future");
    }
}

/// <summary>Age in words, as people say it.</summary>
public static class Age
{
    /// <summary>Birthdays had by a UK day; who was born on 29 February has theirs on the 28th in other years.</summary>
    public static int Years(DateOnly birthDate, DateOnly day) => day.Year - birthDate.Year - (day < birthDate.AddYears(day.Year - birthDate.Year) ? 1 : 0);

    /// <summary>For example ‘11 years’, ‘7 months’, ‘due 3 May 2026’.</summary>
    public static string Of(DateOnly birthDate, BirthDateKind kind, DateOnly today)
    {
        if (kind == BirthDateKind.Due) return $"due {LondonTime.FormatDate(birthDate)}";
        var about = kind == BirthDateKind.Estimated ? "about " : "";
        var months = ((today.Year - birthDate.Year) * 12) + today.Month - birthDate.Month - (today.Day < birthDate.Day ? 1 : 0);
        if (months >= 24) return $"{about}{months / 12} years";
        if (months >= 1) return months == 1 ? $"{about}1 month" : $"{about}{months} months";
        var days = Math.Max(0, today.DayNumber - birthDate.DayNumber);
        return days == 1 ? $"{about}1 day" : $"{about}{days} days";
    }
}
