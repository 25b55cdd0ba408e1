using System.Collections.Frozen;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>The child's own pronouns are used (L-11). Only where a sentence can mean nobody else: it names the child and no other person.</summary>
internal static class PronounRule
{
    private const int Weight = 90;

    private sealed record Forms(string Subject, string Object, string Possessive, string Reflexive);

    private static readonly Forms He = new("he", "him", "his", "himself");
    private static readonly Forms She = new("she", "her", "her", "herself");
    private static readonly Forms They = new("they", "them", "their", "themselves");

    private static readonly FrozenSet<string> OtherPeople = Vocabulary.Set(
        "mum mum's mummy mam mother mother's dad dad's daddy father father's brother sister brothers sisters nan nana gran granny grandma grandmother grandad grandfather aunt auntie uncle cousin friend friends teacher nurse doctor worker officer carer carers partner boyfriend girlfriend man woman boy girl neighbour family parents who someone everyone staff");

    private static readonly FrozenDictionary<string, string> Plural = Vocabulary.Map("is:are was:were has:have does:do isn't:aren't wasn't:weren't hasn't:haven't doesn't:don't");

    public static IEnumerable<Advice> Find(Reading reading)
    {
        foreach (var field in reading.Fields)
        {
            var children = reading.ChildrenOf(field);
            if (children.Count != 1 || Recorded(children[0].Pronouns) is not { } own) continue;
            foreach (var sentence in field.Prose.Sentences)
            {
                if (Wrong(field.Prose, sentence, children[0], own) is not { } at || !Rules.L11.Applies(true)) continue;
                yield return field.At(Rules.L11, Weight, at, 1, $"{children[0].KnownAs}’s pronouns are recorded as {children[0].Pronouns}.") with
                {
                    Instead = $"Use {own.Subject}/{own.Object}, or write to {children[0].KnownAs} and say ‘you’",
                    Replacement = Write(field, at, own),
                };
            }
        }
    }

    private static Forms? Recorded(string? pronouns) => pronouns?.Split('/')[0].Trim().ToLowerInvariant() switch
    {
        "he" => He,
        "she" => She,
        "they" => They,
        _ => null,
    };

    private static int? Wrong(Prose prose, Sentence sentence, AdviceChild child, Forms own)
    {
        var (name, named) = (child.KnownAs.ToLowerInvariant(), false);
        int? wrong = null;
        for (var i = sentence.First; i < sentence.First + sentence.Count; i++)
        {
            var word = prose.Words[i];
            var bare = Vocabulary.Bare(word.Lower);
            if (word.IsCapital && bare == name)
            {
                named = true;
                continue;
            }

            // Spoken to, the child is not who is meant by he or she.
            if (OtherPeople.Contains(word.Lower) || Vocabulary.You.Contains(word.Lower)) return null;
            if (Vocabulary.CouldBeName(word) && !prose.IsFirst(i) && !child.FullName.Contains(word.Text, StringComparison.OrdinalIgnoreCase)) return null;
            if (named && word.Voice == Voice.Author && IsOther(word.Lower, own) && !IsObject(prose, i)) wrong ??= i;
        }

        return wrong;
    }

    /// <summary>They and them may mean several people, so they are never called wrong.</summary>
    private static bool IsOther(string lower, Forms own) =>
        (own != He && lower is "he" or "him" or "his" or "himself" or "he's" or "he'd") || (own != She && lower is "she" or "her" or "hers" or "herself" or "she's" or "she'd");

    /// <summary>Somebody else is easily meant by him or her after a verb: only he, she, his and her with a noun are looked at.</summary>
    private static bool IsObject(Prose prose, int i) =>
        prose.Words[i].Lower is "him" or "hers" || (prose.Words[i].Lower == "her" && (prose.Near(i, 1).Length == 0 || prose.After(i) is '.' or ',' or '\n' || IsAfterObject(prose.Near(i, 1))));

    private static Replacement? Write(ReadField field, int at, Forms own)
    {
        var (lower, next) = (field.Prose.Words[at].Lower, field.Prose.Near(at, 1));
        var plural = own == They && Plural.TryGetValue(next, out var verb) ? verb : null;
        return lower switch
        {
            "he" or "she" when plural is not null => field.Write(at, 2, $"{own.Subject} {plural}"),
            "he" or "she" => field.Write(at, 1, own.Subject),
            "him" => field.Write(at, 1, own.Object),
            "his" => field.Write(at, 1, own.Possessive),
            "her" => field.Write(at, 1, next.Length == 0 || field.Prose.After(at) is '.' or ',' or '\n' || IsAfterObject(next) ? own.Object : own.Possessive),
            "himself" or "herself" => field.Write(at, 1, own.Reflexive),
            _ => null,
        };
    }

    private static bool IsAfterObject(string next) => next is "to" or "in" or "at" or "on" or "for" or "and" or "that" or "about" or "with" or "from" or "if" or "when" or "because" or "what" or "how" or "alone" or "again" or "there" or "a" or "the";
}
