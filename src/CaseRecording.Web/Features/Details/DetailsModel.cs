using CaseRecording.Core.Children;
using CaseRecording.Web.Features.Shared;

namespace CaseRecording.Web.Features.Details;

/// <summary>A dated detail as shown: a protected value is masked.</summary>
public sealed record DetailRow(int Id, DetailKind Kind, string Shown, bool IsProtected, DateOnly From, DateOnly? To)
{
    public bool HoldsOn(DateOnly day) => From <= day && (To is null || To > day);
}

/// <summary>A status as shown.</summary>
public sealed record StatusRow(int Id, StatusKind Kind, LookedAfterArrangement? Arrangement, int? AgreedIntervalDays, DateOnly? FirstReviewOn, DateOnly From, DateOnly? To)
{
    public bool HoldsOn(DateOnly day) => From <= day && (To is null || To > day);

    public string Text => Arrangement is { } lives
        ? $"{Kind.Label()}: {lives.Label()}{(AgreedIntervalDays is { } days ? $", visits every {days} days" : "")}"
        : Kind.Label();
}

/// <summary>Who worked with the child, from which day to which.</summary>
public sealed record AllocationRow(string Worker, string Team, DateTime FromUtc, DateTime? ToUtc);

/// <summary>Someone in the home on the day asked about.</summary>
public sealed record HomeRow(string Name, string Relationship, bool HasParentalResponsibility);

/// <summary>Who the child is.</summary>
public sealed record IdentityRow(
    string FullName, string KnownAs, string? Pronouns, DateOnly BirthDate, BirthDateKind BirthDateKind, string? EstimateReason,
    string? SpellingDocument, string? SpellingSeenBy, DateOnly? SpellingSeenOn, DateTime FirstContactAtUtc, DateTime OpenedAtUtc, DateTime? ClosedAtUtc,
    string? Alerts, Guid Version, IReadOnlyList<(string Kind, string Value)> Identifiers);

/// <summary>The details page: who the child is, and what was true on a day (C-03).</summary>
public sealed record DetailsModel(ChildBar Bar, IdentityRow Who, DateOnly On, DateOnly Today)
{
    public IReadOnlyList<DetailRow> Details { get; init; } = [];

    public IReadOnlyList<StatusRow> Statuses { get; init; } = [];

    public IReadOnlyList<AllocationRow> Allocations { get; init; } = [];

    public IReadOnlyList<HomeRow> Home { get; init; } = [];

    public string? ReviewingOfficer { get; init; }

    /// <summary>Audits of the record, latest first .</summary>
    public IReadOnlyList<Core.Quality.Audits.ChildAudit> Audits { get; init; } = [];

    public bool MayRecord { get; init; }

    public bool MayManage { get; init; }

    /// <summary>The one protected address shown this once.</summary>
    public (int Id, string Value)? Revealed { get; init; }

    public string? Notice { get; init; }

    public bool IsToday => On == Today;

    public DetailRow? Current(DetailKind kind) => Details.FirstOrDefault(d => d.Kind == kind && d.HoldsOn(On));

    /// <summary>Kinds that change from their own form, in the order shown.</summary>
    public static readonly IReadOnlyList<DetailKind> Kinds = [DetailKind.Address, DetailKind.School, DetailKind.Placement, DetailKind.LegalStatus];
}

/// <summary>Who the child is, as typed.</summary>
public sealed class IdentityForm
{
    public Guid Version { get; set; }

    public string? FullName { get; set; }

    public DateOnly? NameChangedOn { get; set; }

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

    public string? Alerts { get; set; }

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

    public IReadOnlyList<(string Kind, string? Value)> Identifiers => [(ChildIdentifier.Nhs, NhsNumber), (ChildIdentifier.Upn, Upn), (ChildIdentifier.Local, LocalNumber)];
}

/// <param name="Now">What is saved now, to compare with after someone else's change; else null.</param>
public sealed record IdentityPage(ChildBar Bar, IdentityForm Form, IdentityRow? Now);

/// <summary>A dated detail as typed.</summary>
public sealed class DetailForm
{
    public Guid Version { get; set; }

    public string? Value { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public bool IsProtected { get; set; }

    /// <summary>The one in force ended and nothing follows: only this date is asked.</summary>
    public DateOnly? EndedOn { get; set; }

    public bool Ends { get; set; }
}

/// <param name="Now">The one in force.</param>
public sealed record DetailPage(ChildBar Bar, DetailKind Kind, DetailForm Form, DetailRow? Now);
