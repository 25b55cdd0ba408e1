using System.Globalization;
using CaseRecording.Core.Children;
using CaseRecording.Core.Returns;
using CaseRecording.Core.Time;

namespace CaseRecording.Web.Features.Returns;

/// <summary>The columns of each list, in order. What this program does not hold stands there empty and says so in its name. Described in docs/inspection-lists.md.</summary>
public static class InspectionColumns
{
    /// <summary>Ends the name of a column that is always empty.</summary>
    public const string NotHeld = " (not held)";

    public static string Title(InspectionList list) => list switch
    {
        InspectionList.Referrals => "Referrals",
        InspectionList.Assessments => "Assessments",
        InspectionList.ChildrenInNeed => "Children in need",
        InspectionList.ChildProtection => "Child protection plans",
        _ => "Looked-after children",
    };

    public static IEnumerable<(string Column, Func<InspectionRow, string?> Cell)> Of(InspectionList list, DateOnly on)
    {
        yield return ("Child unique ID", r => r.ChildId.ToString(CultureInfo.InvariantCulture));
        yield return Empty("Gender");
        yield return Empty("Ethnicity");
        yield return ("Date of birth", r => Date(r.BirthDate));
        yield return ("Age of child", r => r.IsUnborn ? "Unborn" : Age.Years(r.BirthDate, on).ToString(CultureInfo.InvariantCulture));
        foreach (var column in Own(list)) yield return column;
        yield return ("Allocated team", r => r.Team);
        yield return ("Allocated worker", r => r.Worker);
    }

    private static IEnumerable<(string Column, Func<InspectionRow, string?> Cell)> Own(InspectionList list) => list switch
    {
        InspectionList.Referrals => [("Date of referral", r => Date(r.From)), Empty("Referral source"), Empty("Number of referrals in the last 12 months")],
        InspectionList.Assessments => [Empty("Disability"), ("Assessment start date", r => Date(r.From)), ("Assessment end date", r => Date(r.To)), .. Seen()],
        InspectionList.ChildrenInNeed => [Empty("Disability"), ("CIN start date", r => Date(r.From)), Empty("Primary need code"), ("CIN closure date", r => Date(r.To)), Empty("Reason for closure"), .. Seen(), Reviewed],
        InspectionList.ChildProtection => [Empty("Disability"), ("Child protection plan start date", r => Date(r.From)), Empty("Category of abuse"), ("Child protection plan end date", r => Date(r.To)), Empty("Number of previous plans"), .. Seen(), Reviewed],
        _ => [Empty("Disability"), ("Date started to be looked after", r => Date(r.From)), ("Date ceased to be looked after", r => Date(r.To)), Empty("Legal status"), ("Arrangement", r => r.Arrangement?.Label()), Empty("Placement postcode"), .. Seen(), Reviewed],
    };

    private static (string, Func<InspectionRow, string?>)[] Seen() =>
    [
        ("Date of last visit", r => Instant(r.LastVisitUtc)),
        ("Date child was last seen", r => Instant(r.LastSeenUtc)),
        ("Seen alone at that visit", r => r.SeenAlone switch { true => "Yes", false => "No", null => null }),
    ];

    private static (string, Func<InspectionRow, string?>) Reviewed => ("Date of latest review", r => Instant(r.LastReviewUtc));

    private static (string, Func<InspectionRow, string?>) Empty(string name) => (name + NotHeld, _ => null);

    private static string? Instant(DateTime? utc) => utc is { } at ? Date(LondonTime.DateOf(at)) : null;

    /// <summary>As inspectors' tables have it.</summary>
    private static string? Date(DateOnly? day) => day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
