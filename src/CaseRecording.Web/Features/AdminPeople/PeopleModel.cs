using CaseRecording.Core.Access;

namespace CaseRecording.Web.Features.AdminPeople;

/// <summary>A line of the list of accounts.</summary>
public sealed record PersonLine(Guid Id, string Name, string UserName, IReadOnlyList<Role> Roles, bool Disabled);

/// <param name="Next">Address of the next page.</param>
public sealed record PeopleList(IReadOnlyList<PersonLine> People, string? Search, bool Disabled, string? Next, string? Done);

/// <summary>What can be chosen for an account.</summary>
public sealed record TeamChoice(int Id, string Name);

/// <summary>A new account, or a change of one, as typed.</summary>
public sealed class PersonForm
{
    public string? UserName { get; set; }

    public string? DisplayName { get; set; }

    public string? Email { get; set; }

    public Role[] Roles { get; set; } = [];

    public int[] Teams { get; set; } = [];

    /// <summary>The account's version when the page was opened.</summary>
    public string? Version { get; set; }
}

public sealed record NewPersonPage(PersonForm Form, IReadOnlyList<TeamChoice> Teams);

/// <summary>One account.</summary>
public sealed record PersonPage(Guid Id, PersonForm Form, DateTime? DisabledAtUtc, DateTime? LastSignInUtc, bool Locked, bool IsMe, IReadOnlyList<TeamChoice> Teams, string? Done);

/// <summary>A password to hand over, shown once.</summary>
public sealed record OneTimePassword(Guid StaffId, string Name, string UserName, string Password, bool IsNew);
