namespace CaseRecording.Core.People;

/// <summary>Someone in a child's life or work: family, friend, professional. Shared by the children they belong to, so that a changed number shows everywhere at once (S-01).</summary>
public sealed class Person
{
    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Full name.</summary>
    public string FullName { get; set; } = "";

    /// <summary>Profession or role, for a professional.</summary>
    public string? JobTitle { get; set; }

    /// <summary>Where a professional works.</summary>
    public string? Organisation { get; set; }

    /// <summary>Whether they are there through their work.</summary>
    public bool IsProfessional { get; set; }

    /// <summary>Telephone.</summary>
    public string? Telephone { get; set; }

    /// <summary>Email.</summary>
    public string? Email { get; set; }

    /// <summary>Set when this person is a child with a record of their own. Seeing the person is not seeing that record.</summary>
    public int? OwnRecordId { get; set; }

    /// <summary>Concurrency token.</summary>
    public Guid Version { get; set; } = Guid.NewGuid();
}

/// <summary>What a person is to a child (C-04, C-06).</summary>
public sealed class ChildPerson
{
    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>The child.</summary>
    public int ChildId { get; set; }

    /// <summary>The person.</summary>
    public int PersonId { get; set; }

    /// <summary>The person.</summary>
    public Person Person { get; set; } = null!;

    /// <summary>For example mother, brother, form teacher.</summary>
    public string Relationship { get; set; } = "";

    /// <summary>Holds parental responsibility: stands out wherever the home is listed (C-04).</summary>
    public bool HasParentalResponsibility { get; set; }

    /// <summary>Lives in the home, a dated period; null if never.</summary>
    public DateOnly? InHouseholdFrom { get; set; }

    /// <summary>First UK date no longer in the home.</summary>
    public DateOnly? InHouseholdTo { get; set; }

    /// <summary>Important to the child or the parents (C-06).</summary>
    public bool IsImportant { get; set; }

    /// <summary>A contact whose number stands on the one-page summary (S-01).</summary>
    public bool IsKeyContact { get; set; }

    /// <summary>May spend time with the child (C-06).</summary>
    public bool MaySpendTime { get; set; }

    /// <summary>Arrangements for time together.</summary>
    public string? TimeTogether { get; set; }

    /// <summary>Whether the person lives in the home on a UK date.</summary>
    public bool LivesThereOn(DateOnly day) => InHouseholdFrom <= day && (InHouseholdTo is null || InHouseholdTo > day);
}
