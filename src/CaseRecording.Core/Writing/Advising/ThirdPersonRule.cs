using System.Collections.Frozen;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>In what is written to the child, the child is spoken to, not about (L-01).</summary>
internal static class ThirdPersonRule
{
    private const int Weight = 75;

    private static readonly FrozenSet<string> Greeting = Vocabulary.Set("dear hello hi hey love sorry done thanks you called named birthday name's");

    private static readonly FrozenSet<string> Joins = Vocabulary.Set("and but when that because if while as before after until where why how what whether then so which although since once");

    private static readonly FrozenDictionary<string, string> YouForms = Vocabulary.Map("is:are was:were has:have does:do isn't:aren't wasn't:weren't hasn't:haven't doesn't:don't says:say goes:go likes:like loves:love wants:want lives:live feels:feel needs:need enjoys:enjoy thinks:think knows:know gets:get seems:seem attends:attend sleeps:sleep eats:eat plays:play sees:see shares:share remains:remain presents:present continues:continue appears:appear stays:stay");

    private static readonly FrozenSet<string> PastForms = Vocabulary.Set("said told went came saw had did made took felt thought knew got gave kept left lost ran sat slept spoke stood wore wrote ate drew read put let hit hurt could would will can might should must didn't couldn't wouldn't won't can't began chose found heard held met paid rode sang spent stayed swam threw woke");

    public static IEnumerable<Advice> Find(Reading reading)
    {
        foreach (var field in reading.Fields.Where(f => f.IsToChild))
        {
            var children = reading.ChildrenOf(field);
            var found = field.Prose.Words.Select((_, i) => i).Select(i => (First: i, Count: Mention(field.Prose, i, children))).Where(m => m.Count > 0).ToList();
            if (!Rules.L01.Applies(found.Count > 0)) continue;
            var (first, count) = found[0];
            var more = found.Count > 1 ? $" There {(found.Count == 2 ? "is one more" : $"are {found.Count - 1} more")} like it here." : "";
            yield return field.At(Rules.L01, Weight, first, count, $"This speaks about the child. Such an entry is written to them, so that they can read their own story.{more}") with
            {
                Instead = "Say ‘you’ and ‘your’, as if you were talking together",
                Replacement = ToYou(field, first, count),
            };
        }
    }

    /// <summary>How many words speak of the child in the third person here; 0: none do.</summary>
    private static int Mention(Prose prose, int i, IReadOnlyList<AdviceChild> children)
    {
        var word = prose.Words[i];
        if (word.Voice != Voice.Author) return 0;
        if (word.Lower is "the" or "this" && Vocabulary.Bare(prose.Near(i, 1)) is "child" or "baby" or "children") return IsThisChild(prose, i) ? 2 : 0;
        if (word.Lower is "the" or "this" && prose.Near(i, 1) == "young" && Vocabulary.Bare(prose.Near(i, 2)) is "person" or "people") return 3;
        if (word.Text is "YP" or "yp") return 1;
        // Of several children in one text, each is named so that the others know who is meant.
        if (children.Count != 1 || !word.IsCapital || !IsName(Vocabulary.Bare(word.Lower), children[0])) return 0;
        if (IsAddress(prose, i)) return 0;
        return prose.Near(i, 1) is { Length: > 0 } next && IsSurname(next, children[0]) ? 2 : 1;
    }

    private static bool IsThisChild(Prose prose, int i) => prose.Near(i, 2) is not ("benefit" or "protection" or "in" or "arrangements" or "maintenance" or "care" or "and" or "abuse" or "act" or "tax" or "seat" or "next" or "minder") && prose.Near(i, 1) != "children's";

    private static bool IsName(string bare, AdviceChild child) =>
        bare == child.KnownAs.ToLowerInvariant() || bare == child.FullName.Split(' ')[0].ToLowerInvariant();

    private static bool IsSurname(string next, AdviceChild child) => child.FullName.Contains(' ') && Vocabulary.Bare(next) == child.FullName.Split(' ')[^1].ToLowerInvariant();

    /// <summary>The name is how the child is spoken to: at the beginning before a comma, between commas, in a greeting.</summary>
    private static bool IsAddress(Prose prose, int i)
    {
        var (before, after) = (prose.Before(i), prose.After(i));
        if (Greeting.Contains(prose.Near(i, -1)) && !Vocabulary.IsPossessive(prose.Words[i].Lower)) return true;
        if (prose.IsFirst(i) && after is ',' or ':' or '–' or '-' or '!' or '?' or '\n' or '.') return prose.Near(i, 1) is not ("who" or "aged" or "whose" or "now");
        if (before is ',' or '–' && after is ',' or '.' or '!' or '?' or '–' or ':' or '\n') return prose.Near(i, 1) is not ("who" or "aged" or "whose");
        return after == ',' && before is '\n' or '.' && prose.Near(i, 1) is "you" or "i" or "your" or "we";
    }

    private static Replacement? ToYou(ReadField field, int first, int count)
    {
        var prose = field.Prose;
        var last = prose.Words[first + count - 1].Lower;
        if (last is "children" or "people") return null;
        if (Vocabulary.IsPossessive(last)) return field.Write(first, count, "your");
        var next = prose.Near(first + count - 1, 1);
        var isSubject = prose.IsFirst(first) || Joins.Contains(prose.Near(first, -1));
        if (!isSubject) return field.Write(first, count, "you");
        if (YouForms.TryGetValue(next, out var form)) return field.Write(first, count + 1, $"you {form}");
        return PastForms.Contains(next) || next.EndsWith("ed", StringComparison.Ordinal) ? field.Write(first, count, "you") : null;
    }
}
