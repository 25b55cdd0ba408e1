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

    /// <summary>First UK date of the last time in the home; null if never there.</summary>
    public DateOnly? InHouseholdFrom { get; set; }

    /// <summary>First UK date no longer in the home; null while there.</summary>
    public DateOnly? InHouseholdTo { get; set; }

    /// <summary>Earlier times in the home (C-03).</summary>
    public List<HouseholdStay> EarlierStays { get; private set; } = [];

    /// <summary>Important to the child or the parents (C-06).</summary>
    public bool IsImportant { get; set; }

    /// <summary>A contact whose number stands on the one-page summary (S-01).</summary>
    public bool IsKeyContact { get; set; }

    /// <summary>May spend time with the child (C-06).</summary>
    public bool MaySpendTime { get; set; }

    /// <summary>Arrangements for time together.</summary>
    public string? TimeTogether { get; set; }

    /// <summary>Whether the person lived in the home on a UK date.</summary>
    public bool LivesThereOn(DateOnly day) =>
        (InHouseholdFrom <= day && (InHouseholdTo is null || InHouseholdTo > day)) || EarlierStays.Exists(s => s.From <= day && s.To > day);

    /// <summary>The person comes to live in the home; an earlier time there is kept.</summary>
    /// <exception cref="RuleViolationException">They live there already, or the date cannot be right.</exception>
    public void JoinHome(DateOnly? from, DateOnly today)
    {
        new RuleCheck()
            .Refuse(Rules.C03, InHouseholdFrom is not null && InHouseholdTo is null, "homeFrom", "This person lives in the home already")
            .Refuse(Rules.C03, from is null, "homeFrom", "Enter the date from which they live there")
            .Refuse(Rules.C03, from > today, "homeFrom", "That date is in the future. Enter it once it has happened")
            .Refuse(Rules.C03, from < InHouseholdTo, "homeFrom", "They were still recorded in the home then. Check the date")
            .ThrowIfAny();
        if (InHouseholdFrom is { } earlier && InHouseholdTo is { } left) EarlierStays.Add(new HouseholdStay(earlier, left));
        InHouseholdFrom = from;
        InHouseholdTo = null;
    }

    /// <summary>The person no longer lives in the home.</summary>
    /// <exception cref="RuleViolationException">They do not live there, or the date cannot be right.</exception>
    public void LeaveHome(DateOnly? on, DateOnly today)
    {
        new RuleCheck()
            .Refuse(Rules.C03, InHouseholdFrom is null || InHouseholdTo is not null, "homeTo", "This person does not live in the home")
            .Refuse(Rules.C03, on is null, "homeTo", "Enter the date they left")
            .Refuse(Rules.C03, on > today, "homeTo", "That date is in the future. Enter it once it has happened")
            .Refuse(Rules.C03, on < InHouseholdFrom, "homeTo", "That is before they came to live there. Check the date")
            .ThrowIfAny();
        InHouseholdTo = on;
    }
}

/// <summary>An earlier time of someone in the home (C-03).</summary>
public sealed class HouseholdStay
{
    private HouseholdStay()
    {
    }

    internal HouseholdStay(DateOnly from, DateOnly to) => (From, To) = (from, to);

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>The link to the child.</summary>
    public int ChildPersonId { get; private set; }

    /// <summary>First UK date.</summary>
    public DateOnly From { get; private set; }

    /// <summary>First UK date no longer there.</summary>
    public DateOnly To { get; private set; }
}
