using System.Collections.Frozen;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>
/// At the first mention a person has their full name and role or relationship (L-05). People the entry itself lists as having taken part have both already.
/// A full name that nobody of this record bears is asked about in the same words whoever it is, so that the question never tells whether a record exists (N-12).
/// </summary>
internal static class FirstMentionRule
{
    private const int Weight = 48;

    private static readonly FrozenSet<string> BeforePerson = Vocabulary.Set("with by from told asked called named met saw and is to for of heard phoned rang texted emailed visited");

    private static readonly FrozenSet<string> Parents = Vocabulary.Set("mother father mum dad parent brother sister half-brother half-sister stepbrother stepsister");

    public static IEnumerable<Advice> Find(Reading reading)
    {
        var met = new HashSet<string>(StringComparer.Ordinal);
        foreach (var child in reading.Request.Children) met.UnionWith(Parts(child.FullName).Append(child.KnownAs.ToLowerInvariant()));
        foreach (var person in reading.Request.People.Where(p => p.TookPart)) met.UnionWith(Parts(person.FullName));
        var roles = reading.Request.People.Where(p => p.TookPart).SelectMany(p => p.Role.ToLowerInvariant().Split([' ', ',', '’', '\''], StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
        foreach (var field in reading.Fields.Where(f => f.Meaning is not (FieldMeaning.Title or FieldMeaning.Line)))
        {
            for (var i = 0; i < field.Prose.Words.Count; i++)
            {
                if (field.Prose.Words[i].Voice == Voice.Child) continue;
                var advice = Initial(reading, field, i, met) ?? Titled(field, i, met) ?? Named(reading, field, i, met) ?? Unnamed(field, i, roles);
                if (advice is not null && Rules.L05.Applies(true)) yield return advice;
            }
        }
    }

    private static IEnumerable<string> Parts(string name) => name.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>JB for a person of the entry.</summary>
    private static Advice? Initial(Reading reading, ReadField field, int i, HashSet<string> met)
    {
        var text = field.Prose.Words[i].Text.TrimEnd('s').TrimEnd('\'');
        if (text.Length is not (2 or 3) || !text.All(char.IsUpper) || reading.Lists.Abbreviations.At(field.Prose, i) is not null) return null;
        if (Initials.NameOf(reading.Request, text) is not { } name || !met.Add(text)) return null;
        return field.At(Rules.L05, Weight, i, 1, "These are initials. The full name belongs to the first mention; initials can follow.") with { Instead = name, Replacement = field.Write(i, 1, name) };
    }

    /// <summary>Mrs Birtles, without who she is.</summary>
    private static Advice? Titled(ReadField field, int i, HashSet<string> met)
    {
        var prose = field.Prose;
        if (!Vocabulary.Titles.Contains(prose.Words[i].Lower) || !prose.Words[i].IsCapital || i + 1 >= prose.Words.Count || !prose.Words[i + 1].IsCapital) return null;
        var surname = Vocabulary.Bare(prose.Words[i + 1].Lower);
        var known = met.Contains(surname);
        met.Add(surname);
        if (known || HasRole(prose, i, 2)) return null;
        return field.At(Rules.L05, Weight, i, 2, "At the first mention a person has their full name and what they do or are to the child.") with { Instead = "Add the first name and the role, for example ‘, your form teacher’" };
    }

    /// <summary>A first name alone, or a full name without who that is.</summary>
    private static Advice? Named(Reading reading, ReadField field, int i, HashSet<string> met)
    {
        var prose = field.Prose;
        var word = prose.Words[i];
        if (!Vocabulary.CouldBeName(word) || Vocabulary.Titles.Contains(word.Lower)) return null;
        var bare = Vocabulary.Bare(word.Lower);
        if (met.Contains(bare)) return null;
        if (i > 0 && prose.Near(i, -1).Length > 0 && Vocabulary.Titles.Contains(prose.Near(i, -1))) return null;
        var hasSurname = !Vocabulary.IsPossessive(word.Lower) && i + 1 < prose.Words.Count && prose.Words[i + 1].Sentence == word.Sentence && Vocabulary.CouldBeName(prose.Words[i + 1]) && prose.Source[word.End] == ' ';
        if (i > 0 && Vocabulary.CouldBeName(prose.Words[i - 1]) && prose.Words[i - 1].End + 1 == word.Start && prose.Source[word.Start - 1] == ' ') return null;
        var person = reading.Request.People.FirstOrDefault(p => Parts(p.FullName).FirstOrDefault() == bare);
        var count = hasSurname ? 2 : 1;
        if (HasRole(prose, i, count))
        {
            met.Add(bare);
            return null;
        }

        if (hasSurname)
        {
            if (!IsPerson(prose, i, 2) || prose.Before(i) == ':') return null;
            met.Add(bare);
            var name = $"{word.Text} {Vocabulary.Bare(prose.Words[i + 1].Text)}";
            if (reading.Request.OtherChildren.Contains(name) || reading.Request.OtherAdults.Contains(name)) return null; // said already (N-12)
            if (person is not null && Parents.Overlaps(Parts(person.Role))) return null;
            return field.At(Rules.L05, Weight, i, 2, "At the first mention a person has their role or relationship too. If they have no part in this child’s life, their name does not belong here.") with
            {
                Instead = person is { Role.Length: > 0 } ? $"{person.FullName}, {Small(person.Role)}" : "Say who they are, or leave the name out",
                Replacement = person is { Role.Length: > 0 } ? field.Write(i, 2, $"{person.FullName} ({Small(person.Role)})") : null,
            };
        }

        if (person is not null && !Parents.Overlaps(Parts(person.Role)))
        {
            met.Add(bare);
            var full = $"{person.FullName} ({Small(person.Role)})";
            return field.At(Rules.L05, Weight, i, 1, "At the first mention a person has their full name and role or relationship.") with
            {
                Instead = full,
                Replacement = person.Role.Length == 0 || Vocabulary.IsPossessive(word.Lower) ? null : field.Write(i, 1, full),
            };
        }

        if (person is not null || !Vocabulary.Says.Contains(prose.Near(i, 1))) return null;
        met.Add(bare);
        return field.At(Rules.L05, Weight, i, 1, "At the first mention a person has their full name and what they do or are to the child.") with { Instead = "Add the full name and the role or relationship" };
    }

    /// <summary>The health visitor said: which one?</summary>
    private static Advice? Unnamed(ReadField field, int i, HashSet<string> roles)
    {
        var prose = field.Prose;
        var lower = prose.Words[i].Lower;
        if (!Vocabulary.Professions.Contains(lower) || lower is "school" or "police" or "nursery" or "hospital" or "college" or "housing" or "probation" or "health" or "neighbours" or "neighbour" or "camhs" or "surgery" or "clinic" or "club" or "coach" or "caller" or "referrer" or "landlord") return null;
        if (prose.Words[i].IsCapital || !Vocabulary.Says.Contains(prose.Near(i, 1)) || roles.Contains(lower)) return null;
        if (prose.Near(i, -1) is "a" or "an" or "no" or "another" or "every" || HasName(prose, i)) return null;
        roles.Add(lower);
        return field.At(Rules.L05, Weight - 2, i, 1, "Professionals are named in full at the first mention, so that anyone can later tell who it was.") with { Instead = $"Add the name of the {lower}" };
    }

    private static bool IsPerson(Prose prose, int i, int count)
    {
        var second = prose.Words[i + 1];
        if (Vocabulary.Places.Contains(prose.Words[i].Lower) || Vocabulary.Places.Contains(Vocabulary.Bare(second.Lower))) return false;
        var third = prose.Near(i, 2);
        if (third.Length > 0 && (Vocabulary.Places.Contains(third) || (prose.Words[i + 2].IsCapital && Vocabulary.CouldBeName(prose.Words[i + 2]) && prose.Source[second.End] == ' '))) return false;
        return Vocabulary.Says.Contains(prose.Near(i + count - 1, 1)) || (!prose.IsFirst(i) && BeforePerson.Contains(prose.Near(i, -1))) || Vocabulary.IsPossessive(second.Lower);
    }

    /// <summary>What the person is goes just before the name, or follows it after a comma, a bracket or "who is".</summary>
    private static bool HasRole(Prose prose, int first, int count)
    {
        for (var n = 1; n <= 4; n++)
        {
            if (Vocabulary.Roles.Contains(Vocabulary.Bare(prose.Near(first, -n)))) return true;
        }

        var last = first + count - 1;
        if (prose.After(last) is not (',' or '(' or '–') && prose.Near(last, 1) is not ("is" or "was" or "who" or "as" or "from")) return false;
        return Enumerable.Range(1, 6).Any(n => Vocabulary.Roles.Contains(Vocabulary.Bare(prose.Near(last, n))));
    }

    private static bool HasName(Prose prose, int i)
    {
        for (var n = -5; n <= 5; n++)
        {
            if (n != 0 && prose.Near(i, n).Length > 0 && Vocabulary.CouldBeName(prose.Words[i + n]) && !(prose.IsFirst(i + n) && n < 0 && prose.Near(i, n + 1) != prose.Words[i].Lower)) return true;
        }

        return false;
    }

    private static string Small(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
