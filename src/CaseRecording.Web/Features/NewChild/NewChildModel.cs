using System.Globalization;
using CaseRecording.Core.Children;
using CaseRecording.Core.Time;

namespace CaseRecording.Web.Features.NewChild;

/// <summary>Everything typed to open a record, in its two steps: who it is, then the rest.</summary>
public sealed class NewChildModel
{
    /// <summary>Lines for people in the home.</summary>
    public const int Lines = 6;

    public string? FullName { get; set; }

    public string? KnownAs { get; set; }

    public string? Pronouns { get; set; }

    public BirthDateKind BirthDateKind { get; set; }

    public DateOnly? BirthDate { get; set; }

    public string? EstimateReason { get; set; }

    public string? NhsNumber { get; set; }

    public string? Upn { get; set; }

    public string? LocalNumber { get; set; }

    public string? SpellingDocument { get; set; }

    public string? SpellingSeenBy { get; set; }

    public DateOnly? SpellingSeenOn { get; set; }

    public DateOnly? ContactDate { get; set; }

    public string? ContactTime { get; set; }

    public string? SecondHour { get; set; }

    public string? Address { get; set; }

    public bool AddressIsProtected { get; set; }

    public bool SameAddress { get; set; }

    /// <summary>A brother or sister with a record already.</summary>
    public int? Sibling { get; set; }

    public string? SiblingIs { get; set; }

    public string? ChildIs { get; set; }

    /// <summary>Likely duplicates who were looked at.</summary>
    public int[] NotTheSame { get; set; } = [];

    /// <summary>The second step, in which the record is opened.</summary>
    public bool Rest { get; set; }

    public ChildDetails Details => new()
    {
        FullName = FullName ?? "",
        KnownAs = KnownAs,
        Pronouns = Pronouns,
        BirthDate = BirthDate,
        BirthDateKind = BirthDateKind,
        EstimateReason = EstimateReason,
        SpellingDocument = SpellingDocument,
        SpellingSeenBy = SpellingSeenBy,
        SpellingSeenOn = SpellingSeenOn,
    };

    public OpenRecord Read(IFormCollection form, TimeOnly? contactTime) => new()
    {
        Details = Details,
        Identifiers = [(ChildIdentifier.Nhs, NhsNumber), (ChildIdentifier.Upn, Upn), (ChildIdentifier.Local, LocalNumber)],
        ContactDate = ContactDate,
        ContactTime = contactTime,
        SecondOfTwoHours = SecondHour switch { "first" => false, "second" => true, _ => null },
        Address = Address,
        AddressIsProtected = AddressIsProtected,
        SameAddress = Sibling is not null && SameAddress,
        Household = [.. Enumerable.Range(0, Lines).Select(i => new HouseholdLine(form[Line(i, "name")], form[Line(i, "relationship")], form[Line(i, "parental")] == "yes", form[Line(i, "telephone")]))],
        SiblingId = Sibling,
        SiblingIs = SiblingIs,
        ChildIs = ChildIs,
        NotTheSame = NotTheSame,
    };

    /// <summary>Name of a field of a line.</summary>
    public static string Line(int index, string field) => string.Create(CultureInfo.InvariantCulture, $"household-{index}-{field}");
}

/// <summary>What stands beside the form.</summary>
/// <param name="Alike">Likely duplicates, shown first (C-01).</param>
/// <param name="SiblingName">The brother or sister.</param>
/// <param name="SiblingHome">Who lives with them: names and relationships.</param>
public sealed record NewChildPage(NewChildModel Form, IReadOnlyList<FoundChild> Alike, string? SiblingName, IReadOnlyList<string> SiblingHome, DateOnly Today)
{
    /// <summary>The time stands in the hour that comes twice (T-07).</summary>
    public bool AsksSecondHour { get; init; }

    /// <summary>What was posted, for the lines of the home.</summary>
    public IFormCollection? Posted { get; init; }
}
