namespace CaseRecording.Core.People;

/// <summary>Someone in a child's life, as typed (C-04, C-06). The contact details are the person's, shared by all their children; the rest is between the two.</summary>
public sealed record PersonInput
{
    /// <summary>Longest line.</summary>
    public const int LongestLine = 200;

    /// <summary>Longest arrangements for time together.</summary>
    public const int LongestText = 1000;

    /// <summary>Full name.</summary>
    public string? FullName { get; init; }

    /// <summary>There through their work.</summary>
    public bool IsProfessional { get; init; }

    /// <summary>Profession or role.</summary>
    public string? JobTitle { get; init; }

    /// <summary>Where a professional works.</summary>
    public string? Organisation { get; init; }

    /// <summary>Telephone.</summary>
    public string? Telephone { get; init; }

    /// <summary>Email.</summary>
    public string? Email { get; init; }

    /// <summary>What they are to the child.</summary>
    public string? Relationship { get; init; }

    /// <summary>Holds parental responsibility (C-04).</summary>
    public bool HasParentalResponsibility { get; init; }

    /// <summary>Important to the child or the parents (C-06).</summary>
    public bool IsImportant { get; init; }

    /// <summary>Their number stands on the one-page summary (S-01).</summary>
    public bool IsKeyContact { get; init; }

    /// <summary>May spend time with the child (C-06).</summary>
    public bool MaySpendTime { get; init; }

    /// <summary>Arrangements for time together, or why there is none.</summary>
    public string? TimeTogether { get; init; }

    /// <summary>What C-04, C-06 and S-01 ask, at the field it is asked of.</summary>
    public RuleCheck Check() => new RuleCheck()
        .Refuse(Rules.C06, string.IsNullOrWhiteSpace(FullName), "fullName", "Enter the full name, or what is known of it")
        .Refuse(Rules.C06, string.IsNullOrWhiteSpace(Relationship), "relationship", "Say what this person is to the child")
        .Refuse(Rules.C04, IsProfessional && HasParentalResponsibility, "hasParentalResponsibility", "A professional does not hold parental responsibility. Untick one of the two")
        .Refuse(Rules.C06, Email is { } email && !string.IsNullOrWhiteSpace(email) && (!email.Trim().Contains('@', StringComparison.Ordinal) || email.Trim().Any(char.IsWhiteSpace)), "email", "Enter an email address like name@example.org")
        .Refuse(Rules.S01, IsKeyContact && string.IsNullOrWhiteSpace(Telephone) && string.IsNullOrWhiteSpace(Email), "telephone", "A key contact needs a telephone number or an email address")
        .Refuse(Rules.C06, FullName?.Trim().Length > LongestLine, "fullName", Long(LongestLine))
        .Refuse(Rules.C06, Relationship?.Trim().Length > LongestLine, "relationship", Long(LongestLine))
        .Refuse(Rules.C06, JobTitle?.Trim().Length > LongestLine, "jobTitle", Long(LongestLine))
        .Refuse(Rules.C06, Organisation?.Trim().Length > LongestLine, "organisation", Long(LongestLine))
        .Refuse(Rules.C06, Telephone?.Trim().Length > LongestLine, "telephone", Long(LongestLine))
        .Refuse(Rules.C06, Email?.Trim().Length > LongestLine, "email", Long(LongestLine))
        .Refuse(Rules.C06, TimeTogether?.Trim().Length > LongestText, "timeTogether", Long(LongestText));

    internal void ApplyTo(Person person)
    {
        // A child's name is kept by their own record.
        if (person.OwnRecordId is null) person.FullName = FullName!.Trim();
        person.IsProfessional = IsProfessional;
        person.JobTitle = Text(JobTitle);
        person.Organisation = Text(Organisation);
        person.Telephone = Text(Telephone);
        person.Email = Text(Email);
        person.Version = Guid.NewGuid();
    }

    internal void ApplyTo(ChildPerson link)
    {
        link.Relationship = Relationship!.Trim();
        link.HasParentalResponsibility = HasParentalResponsibility;
        link.IsImportant = IsImportant;
        link.IsKeyContact = IsKeyContact;
        link.MaySpendTime = MaySpendTime;
        link.TimeTogether = Text(TimeTogether);
    }

    private static string Long(int most) => $"This must be {most:N0} characters or fewer";

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
