using CaseRecording.Core.Audit;
using CaseRecording.Core.Data;
using CaseRecording.Web.Jobs;

namespace CaseRecording.Web.Features.Audit;

/// <summary>What is asked of the audit, as it stands in the address, so that it can be kept as a link.</summary>
public sealed class AuditForm
{
    /// <summary>Number of a record, as typed.</summary>
    public string? Record { get; set; }

    /// <summary>A user name, or part of a name.</summary>
    public string? Who { get; set; }

    public AuditAction? Kind { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public string? At { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Record) && string.IsNullOrWhiteSpace(Who) && Kind is null;

    /// <summary>The page's address with this filter and something else in it changed.</summary>
    public string Address(string? who = null, TimeCursor? at = null)
    {
        var parts = new (string Name, string? Value)[]
        {
            ("record", Record?.Trim()), ("who", who ?? Who?.Trim()), ("kind", Kind?.ToString()), ("from", Day(From)), ("to", Day(To)), ("at", at?.ToString()),
        };
        return Routes.Audit + "?" + string.Join('&', parts.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Someone on the staff, disabled or not.</summary>
public sealed record AuditedPerson(Guid Id, string Name, string UserName, bool Disabled);

/// <summary>What the audit's page shows.</summary>
/// <param name="People">More than one person fits what was typed: to choose from.</param>
/// <param name="Page">Null until something was asked.</param>
/// <param name="Heading">What was asked, in words.</param>
public sealed record AuditModel(AuditForm Form, IReadOnlyList<AuditedPerson> People, AuditPage? Page, string? Heading, DateOnly Today);

/// <summary>A check that was made before.</summary>
public sealed record PastCheck(DateTime AtUtc, string? By, string? Subject, string? Result);

/// <summary>What the page of the integrity check shows.</summary>
/// <param name="Record">Number of a record, as typed.</param>
/// <param name="Latest">The check under way, or the last one of this node since it started.</param>
public sealed record CheckModel(string? Record, CheckState? Latest, IReadOnlyList<PastCheck> Past);
