using System.Security.Claims;

namespace CaseRecording.Web.Features.Shared;

/// <summary>A link in the bar at the top of every page.</summary>
/// <param name="Roles">Shown to these; empty: to everyone signed in.</param>
public sealed record NavigationItem(string Text, string Href, params string[] Roles);

/// <summary>The one list of what each role finds at the top of the page. It shows or hides links; access is decided elsewhere.</summary>
public static class Navigation
{
    private static readonly NavigationItem[] Items =
    [
        new("My work", "/", "SocialWorker", "TeamManager", "SeniorManager", "TeamCoordinator", "ReviewingOfficer", "ReferralTeam"),
        new("Find a child", "/find", "SocialWorker", "TeamManager", "SeniorManager", "TeamCoordinator", "ReviewingOfficer", "ReferralTeam"),
        new("Sign-off", "/sign-off", "TeamManager", "SeniorManager"),
        new("Team", "/team", "TeamManager", "SeniorManager", "TeamCoordinator"),
        new("All teams", "/figures", "SeniorManager"),
        new("Templates", "/templates", "SocialWorker", "TeamManager", "SeniorManager", "TeamCoordinator", "ReviewingOfficer", "ReferralTeam", "EmergencyDuty"),
        new("Open a record", "/children/new", "ReferralTeam"),
        new("Emergency duty", "/duty", "EmergencyDuty"),
        new("Requests", "/requests", "InformationGovernance"),
        new("Administration", "/admin", "Administrator"),
        new("Audit", "/audit", "Auditor"),
        new("Integrity check", "/audit/check", "Auditor"),
    ];

    public static IEnumerable<NavigationItem> For(ClaimsPrincipal user) =>
        Items.Where(item => item.Roles.Length == 0 || item.Roles.Any(user.IsInRole));

    /// <summary>The item whose section the page belongs to: the longest address that begins the path.</summary>
    public static NavigationItem? Current(ClaimsPrincipal user, PathString path) =>
        For(user).Where(item => item.Href == "/" ? path == "/" : path.StartsWithSegments(item.Href, StringComparison.OrdinalIgnoreCase))
            .MaxBy(item => item.Href.Length);
}
