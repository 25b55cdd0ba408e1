using CaseRecording.Core.Data;
using CaseRecording.Core.People;
using Microsoft.EntityFrameworkCore;

namespace CaseRecording.Core.Recording;

/// <summary>Someone who took part and is to be added to the child's people when the entry is final (N-02, C-06).</summary>
/// <param name="Index">Place among the entry's participants.</param>
/// <param name="Relationship">What they are to the child.</param>
/// <param name="IsProfessional">There through their work.</param>
public sealed record PersonToAdd(int Index, string? Relationship, bool IsProfessional);

/// <summary>People an entry names who are not yet in the child's list.</summary>
public static class NewPeople
{
    private static readonly string[] Work =
    [
        "teacher", "school", "head", "senco", "tutor", "teaching", "nursery", "doctor", "gp", "nurse", "health visitor", "midwife", "paediatrician", "consultant",
        "therapist", "psychologist", "psychiatrist", "counsellor", "police", "officer", "pc", "sergeant", "social worker", "worker", "solicitor", "advocate", "interpreter",
        "manager", "coordinator", "housing", "warden", "chair", "reviewing", "probation", "mentor", "coach", "leader",
    ];

    private static readonly string[] Nameless = ["unknown", "not known", "did not", "would not", "no name", "not given", "unnamed"];

    /// <summary>Name of the form field that says what this person is to the child.</summary>
    public static string At(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"addPerson-{index}-relationship");

    /// <summary>Whether a role sounds like work rather than family: then the person may well have come once only.</summary>
    public static bool SoundsLikeWork(string role)
    {
        var padded = $" {role.ToLowerInvariant().Replace(',', ' ').Replace('-', ' ')} ";
        return Work.Any(word => padded.Contains($" {word} ", StringComparison.Ordinal));
    }

    /// <summary>Whether this is a name, rather than why it is not known (N-02).</summary>
    public static bool IsName(string name) => name.Trim().Length > 0 && !Nameless.Any(words => name.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>Adds them, each with an audit row of its own; the caller holds the transaction.</summary>
    internal static async Task AddAsync(PeopleService people, ActionContext context, int childId, RecordingInput input, IEnumerable<PersonToAdd> add, CancellationToken cancellationToken)
    {
        var refused = new List<RuleViolation>();
        foreach (var one in add.Where(a => a.Index >= 0 && a.Index < input.Content.Participants.Count))
        {
            var who = input.Content.Participants[one.Index];
            var person = new PersonInput { FullName = who.Name, Relationship = one.Relationship, IsProfessional = one.IsProfessional, JobTitle = one.IsProfessional ? who.Role : null };
            try
            {
                await people.AddAsync(context, childId, who.PersonId, person, null, cancellationToken);
            }
            catch (RuleViolationException wrong)
            {
                refused.AddRange(wrong.Violations.Select(v => v with { Field = At(one.Index) }));
            }
        }

        if (refused.Count > 0) throw new RuleViolationException(refused);
    }

    /// <summary>Those who were named by hand are found under the person of that name in a child's people, where there is one only.</summary>
    internal static async Task LinkAsync(AppDbContext db, Recording entry, CancellationToken cancellationToken)
    {
        var unlinked = entry.Participants.Where(p => p.PersonId is null).ToList();
        if (unlinked.Count == 0) return;
        var names = unlinked.ConvertAll(p => p.Name);
        var children = entry.Children.ConvertAll(c => c.ChildId);
        var known = await db.ChildPeople.Where(p => children.Contains(p.ChildId) && names.Contains(p.Person.FullName)).Select(p => new { p.PersonId, p.Person.FullName }).Distinct().ToListAsync(cancellationToken);
        foreach (var one in unlinked)
        {
            var same = known.FindAll(k => k.FullName == one.Name);
            if (same.Count == 1) one.Is(same[0].PersonId);
        }
    }
}
