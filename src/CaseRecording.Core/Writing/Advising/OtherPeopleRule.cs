namespace CaseRecording.Core.Writing.Advising;

/// <summary>The name of a child, or of an adult of another family, who does not belong to this record is pointed out (N-12). It never says that there is a record.</summary>
internal static class OtherPeopleRule
{
    /// <summary>Most full names of one entry that are looked up.</summary>
    public const int Most = 60;

    public static IEnumerable<Advice> Find(Reading reading)
    {
        var (children, adults) = (reading.Request.OtherChildren, reading.Request.OtherAdults);
        if (children.Count + adults.Count == 0) yield break;
        foreach (var field in reading.Fields)
        {
            foreach (var (first, count, name) in Names(field.Prose))
            {
                var isChild = children.Contains(name);
                if (!Rules.N12.Applies(isChild || adults.Contains(name))) continue;
                var (who, instead) = isChild ? ("another child", "‘a friend’ or ‘another child’") : ("another adult", "‘a friend of the family’ or ‘another parent’");
                var said = isChild ? "This looks like the name of another child." : "This looks like the name of someone in another family.";
                yield return field.At(Rules.N12, 95, first, count, said + " Whoever reads this record would read it too.") with
                {
                    Instead = $"Say {instead}, unless the name is needed to understand this child’s life",
                    Replacement = field.Write(first, count, Vocabulary.IsPossessive(field.Prose.Words[first + count - 1].Lower) ? $"{who}’s" : who),
                };
            }
        }
    }

    /// <summary>Full names in the texts that are none of this record's people: what is looked up.</summary>
    public static IReadOnlyCollection<string> Candidates(AdviceRequest request)
    {
        var known = request.Children.Select(c => c.FullName).Concat(request.Children.Select(c => $"{c.KnownAs} {c.FullName.Split(' ')[^1]}")).Concat(request.People.Select(p => p.FullName)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. request.Fields.SelectMany(f => Names(Prose.Read(f.Text))).Select(n => n.Name).Where(n => !known.Contains(n)).Distinct(StringComparer.OrdinalIgnoreCase).Take(Most)];
    }

    private static IEnumerable<(int First, int Count, string Name)> Names(Prose prose)
    {
        for (var i = 0; i + 1 < prose.Words.Count; i++)
        {
            var (one, two) = (prose.Words[i], prose.Words[i + 1]);
            if (one.Sentence != two.Sentence || !Vocabulary.CouldBeName(one) || !Vocabulary.CouldBeName(two) || Vocabulary.IsPossessive(one.Lower) || prose.Source[one.End] != ' ') continue;
            yield return (i, 2, $"{one.Text} {(Vocabulary.IsPossessive(two.Lower) ? two.Text[..^2].TrimEnd('\'') : two.Text)}");
        }
    }
}
