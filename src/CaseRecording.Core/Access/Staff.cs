using Microsoft.AspNetCore.Identity;

namespace CaseRecording.Core.Access;

/// <summary>What a person may do. Which children they may do it for follows from the relationship .</summary>
public enum Role
{
    /// <summary>Visits and notes.</summary>
    SocialWorker,

    /// <summary>Sign-off, decisions, the team's clocks.</summary>
    TeamManager,

    /// <summary>Across teams.</summary>
    SeniorManager,

    /// <summary>Supports a team.</summary>
    TeamCoordinator,

    /// <summary>Chairs conferences or reviews.</summary>
    ReviewingOfficer,

    /// <summary>Opens records when a referral is accepted (C-01).</summary>
    ReferralTeam,

    /// <summary>Out of hours; reads summaries (S-04).</summary>
    EmergencyDuty,

    /// <summary>Access requests and corrections.</summary>
    InformationGovernance,

    /// <summary>Accounts, teams, policy; no record .</summary>
    Administrator,

    /// <summary>Reads the audit; writes nothing .</summary>
    Auditor,
}

/// <summary>The words shown for a role.</summary>
public static class RoleLabels
{
    /// <summary>As shown on the page.</summary>
    public static string Label(this Role role) => role switch
    {
        Role.SocialWorker => "Social worker",
        Role.TeamManager => "Team manager",
        Role.SeniorManager => "Senior manager",
        Role.TeamCoordinator => "Team coordinator",
        Role.ReviewingOfficer => "Chair or reviewing officer",
        Role.ReferralTeam => "Referral team",
        Role.EmergencyDuty => "Emergency duty",
        Role.InformationGovernance => "Information governance",
        Role.Administrator => "Administrator",
        Role.Auditor => "Auditor",
        _ => role.ToString(),
    };

    /// <summary>Roles whose work is with children's records; only they may ask for access with a reason .</summary>
    public static bool WorksWithRecords(this Role role) => role is not (Role.Administrator or Role.Auditor or Role.InformationGovernance);
}

/// <summary>A person with an account. Several roles and teams are possible.</summary>
public sealed class Staff : IdentityUser<Guid>
{
    /// <summary>Full name as it stands in records.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>When the account was disabled, UTC; null while it is in use.</summary>
    public DateTime? DisabledAtUtc { get; set; }

    /// <summary>The password was given by an administrator and opens nothing but the page that changes it .</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>When the password was last set, UTC.</summary>
    public DateTime? PasswordSetAtUtc { get; set; }

    /// <summary>The person's roles.</summary>
    public List<StaffRole> Roles { get; private set; } = [];

    /// <summary>The teams they belong to.</summary>
    public List<TeamMember> Teams { get; private set; } = [];
}

/// <summary>One role of one person.</summary>
public sealed class StaffRole
{
    /// <summary>The person.</summary>
    public Guid StaffId { get; set; }

    /// <summary>The role.</summary>
    public Role Role { get; set; }
}

/// <summary>A team of social workers.</summary>
public sealed class Team
{
    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Who answers for the team's records .</summary>
    public Guid? ManagerId { get; set; }

    /// <summary>Concurrency token.</summary>
    public Guid Version { get; set; } = Guid.NewGuid();
}

/// <summary>A person's membership of a team.</summary>
public sealed class TeamMember
{
    /// <summary>The person.</summary>
    public Guid StaffId { get; set; }

    /// <summary>The team.</summary>
    public int TeamId { get; set; }
}

/// <summary>A session kept on the server, so that a disabled account or a sign-out everywhere takes effect at the next request .</summary>
public sealed class UserSession : Audit.IUnaudited
{
    /// <summary>SHA-256 of the session key in the cookie, hex.</summary>
    public string Id { get; set; } = "";

    /// <summary>Whose session.</summary>
    public Guid StaffId { get; set; }

    /// <summary>The protected sign-in ticket.</summary>
    public byte[] Ticket { get; set; } = [];

    /// <summary>Started, UTC.</summary>
    public DateTime CreatedAtUtc { get; set; }

    /// <summary>Last input of a person, UTC: polling and retries do not count.</summary>
    public DateTime LastActivityAtUtc { get; set; }
}

/// <summary>A data-protection key shared by all web nodes, wrapped before it is stored.</summary>
public sealed class DataProtectionKey : Audit.IUnaudited
{
    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Name the framework gives it.</summary>
    public string FriendlyName { get; set; } = "";

    /// <summary>The key element.</summary>
    public string Xml { get; set; } = "";
}
