using CaseRecording.Core.Children;
using CaseRecording.Core.People;
using CaseRecording.Web.Features.Shared;

namespace CaseRecording.Web.Features.People;

/// <summary>Someone in the child's life, as shown.</summary>
public sealed record PersonRow(
    int LinkId, string Name, string Relationship, bool HasParentalResponsibility, bool IsImportant, bool IsKeyContact, bool MaySpendTime, string? TimeTogether,
    DateOnly? HomeFrom, DateOnly? HomeTo, bool IsProfessional, string? JobTitle, string? Organisation, string? Telephone, string? Email, int? OwnRecordId)
{
    public bool IsHome(DateOnly today) => HomeFrom <= today && (HomeTo is null || HomeTo > today);

    public string? Job => string.Join(", ", new[] { JobTitle, Organisation }.Where(t => t is not null)) is { Length: > 0 } job ? job : null;
}

/// <summary>Everyone in the child's life (C-04, C-06).</summary>
/// <param name="CanOpen">Brothers and sisters whose records are on the reader's own lists.</param>
public sealed record PeopleModel(ChildBar Bar, IReadOnlyList<PersonRow> People, IReadOnlySet<int> CanOpen, DateOnly Today, bool MayRecord, bool Saved)
{
    /// <summary>The groups of the page: each person stands in the first that fits.</summary>
    public IEnumerable<(string Heading, string Empty, IReadOnlyList<PersonRow> People)> Groups
    {
        get
        {
            var home = People.Where(p => p.IsHome(Today)).ToList();
            var others = People.Except(home).ToList();
            yield return ("At home", "Nobody is recorded in the home yet.", home);
            yield return ("Important people", "", [.. others.Where(p => !p.IsProfessional && p.IsImportant)]);
            yield return ("Other people", "", [.. others.Where(p => !p.IsProfessional && !p.IsImportant)]);
            yield return ("Professionals", "", [.. others.Where(p => p.IsProfessional)]);
        }
    }
}

/// <summary>Someone as typed.</summary>
public sealed class PersonForm
{
    public Guid Version { get; set; }

    /// <summary>Someone known already.</summary>
    public int? PersonId { get; set; }

    public string? FullName { get; set; }

    public bool IsProfessional { get; set; }

    public string? JobTitle { get; set; }

    public string? Organisation { get; set; }

    public string? Telephone { get; set; }

    public string? Email { get; set; }

    public string? Relationship { get; set; }

    public bool HasParentalResponsibility { get; set; }

    public bool IsImportant { get; set; }

    public bool IsKeyContact { get; set; }

    public bool MaySpendTime { get; set; }

    public string? TimeTogether { get; set; }

    /// <summary>First day in the home, for someone added.</summary>
    public DateOnly? HomeFrom { get; set; }

    public DateOnly? HomeTo { get; set; }

    public PersonInput Read() => new()
    {
        FullName = FullName,
        IsProfessional = IsProfessional,
        JobTitle = JobTitle,
        Organisation = Organisation,
        Telephone = Telephone,
        Email = Email,
        Relationship = Relationship,
        HasParentalResponsibility = HasParentalResponsibility,
        IsImportant = IsImportant,
        IsKeyContact = IsKeyContact,
        MaySpendTime = MaySpendTime,
        TimeTogether = TimeTogether,
    };
}

/// <summary>The form of one person.</summary>
/// <param name="LinkId">Null when someone is added.</param>
/// <param name="Now">What is saved now, after someone else's change.</param>
/// <param name="OtherChildren">How many other children have this person too: the contact details are theirs as well.</param>
public sealed record PersonPage(ChildBar Bar, PersonForm Form, int? LinkId, PersonRow? Now, bool IsKnown, bool IsChild, int OtherChildren)
{
    public bool IsHome { get; init; }

    public DateOnly? HomeFrom { get; init; }
}

/// <summary>Who can be added without typing them again.</summary>
public sealed record AddPersonPage(ChildBar Bar, string? Typed, IReadOnlyList<NetworkPerson> Network, IReadOnlyList<NetworkPerson> Professionals, IReadOnlyList<FoundChild> Children, DateOnly Today);

/// <summary>A brother or sister with a record, as typed.</summary>
public sealed class SiblingForm
{
    public int SiblingId { get; set; }

    public string? Relationship { get; set; }

    public string? ChildIs { get; set; }

    public DateOnly? HomeFrom { get; set; }
}

public sealed record SiblingPage(ChildBar Bar, SiblingForm Form, string Sibling);
