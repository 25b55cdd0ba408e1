using System.Collections.Frozen;
using CaseRecording.Core.Writing.Lists;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>Acronyms and abbreviations are written out at their first use in the entry (L-02).</summary>
internal static class AbbreviationRule
{
    private const int Weight = 50;

    /// <summary>Understood by everyone, or names of their own.</summary>
    private static readonly FrozenSet<string> Known = Vocabulary.Set(
        "TV DVD UK USA US EU NHS OK BBC PE RE CD ID GP DJ IT AM PM XL PS PS4 PS5 ITV HIV AIDS DNA TB PC PIN GCSE GCSEs MOT VIP DIY RSPCA FA BMX LOL OMG SIM USB WiFi YMCA II III IV A B C D E F Y5 Y6 Y7 Y8 Y9 Y10 Y11 P.S");

    public static IEnumerable<Advice> Find(Reading reading)
    {
        var explained = new HashSet<(string, int?)>();
        foreach (var field in reading.Fields)
        {
            var prose = field.Prose;
            if (IsShouted(prose)) continue;
            for (var i = 0; i < prose.Words.Count; i++)
            {
                var word = prose.Words[i];
                if (word.Voice == Voice.Child) continue;
                var listed = Listed(reading.Lists, prose, i);
                var text = listed is { } hit ? string.Join(' ', prose.Words.Skip(i).Take(hit.Count).Select(w => w.Text)) : Unlisted(reading, prose, i);
                if (text is null) continue;
                var first = !explained.Contains((text, null)) && explained.Add((text, field.Field.ChildId));
                var count = listed?.Count ?? 1;
                if (first && Rules.L02.Applies(!IsExplained(reading, field, i, count, listed?.Value))) yield return Point(reading, field, i, count, text, listed?.Value);
                i += count - 1;
            }
        }
    }

    private static Advice Point(Reading reading, ReadField field, int first, int count, string text, WordEntry? entry)
    {
        if (entry is null)
        {
            return field.At(Rules.L02, Weight, first, count, "This is not explained. Someone who reads this in twenty years may not know it.") with { Instead = "Write it out at its first use" };
        }

        // Where it comes again the short form is introduced; where it does not, it is not needed.
        var again = reading.Fields.Where(f => Reading.IsReadWith(field.Field, f.Field)).Sum(f => f.Prose.Words.Count(w => w.Text == text)) > 1;
        var full = again && text.Any(char.IsUpper) ? $"{entry.Instead} ({text})" : entry.Instead;
        return field.At(Rules.L02, Weight, first, count, "This is not explained at its first use. Someone who reads this in twenty years may not know it.") with
        {
            Instead = entry.Explanation.Length > 0 ? $"{entry.Instead}: {Small(entry.Explanation)}" : entry.Instead,
            Replacement = field.Write(first, count, full),
        };
    }

    private static Found<WordEntry>? Listed(WordLists lists, Prose prose, int i) =>
        lists.Abbreviations.At(prose, i) is { } found && !(prose.Words[i].Lower == "ie" && prose.Words[i].IsCapital) ? found : null;

    /// <summary>Two to six capitals that no list knows. Initials of a person of the entry are another rule's.</summary>
    private static string? Unlisted(Reading reading, Prose prose, int i)
    {
        var word = prose.Words[i];
        if (IsLoud(prose, i, -1) || IsLoud(prose, i, 1)) return null;
        var text = word.Text.EndsWith('s') && word.Text.Length > 3 ? word.Text[..^1] : Vocabulary.IsPossessive(word.Lower) ? word.Text[..^2] : word.Text;
        if (text.Length is < 2 or > 6 || !text.All(c => char.IsUpper(c) || c == '&') || Known.Contains(text)) return null;
        return Initials.IsOf(reading.Request, text) || IsNamed(reading.Request, text) ? null : text;
    }

    /// <summary>The word beside it is in capitals too: somebody is shouting.</summary>
    private static bool IsLoud(Prose prose, int i, int step) =>
        prose.Near(i, step).Length > 1 && prose.Words[i + step].Text.All(char.IsUpper) && !Known.Contains(prose.Words[i + step].Text);

    private static bool IsNamed(AdviceRequest request, string text) =>
        request.Children.Any(c => c.FullName.Split(' ').Append(c.KnownAs).Contains(text, StringComparer.OrdinalIgnoreCase)) || request.People.Any(p => p.FullName.Split(' ').Contains(text, StringComparer.OrdinalIgnoreCase));

    /// <summary>Its full form stands before it, or beside it in brackets.</summary>
    private static bool IsExplained(Reading reading, ReadField field, int first, int count, WordEntry? entry)
    {
        var prose = field.Prose;
        if (prose.After(first + count - 1) == '(' || (prose.Before(first) == '(' && Spells(prose, first))) return true;
        if (entry is null || entry.Instead.Length == 0) return false;
        var here = field.Prose.Source.IndexOf(entry.Instead, StringComparison.OrdinalIgnoreCase);
        if (here >= 0 && here < prose.Words[first].Start) return true;
        return reading.Fields.TakeWhile(f => f != field).Any(f => Reading.IsReadWith(field.Field, f.Field) && f.Prose.Source.Contains(entry.Instead, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The words before the bracket begin with its letters.</summary>
    private static bool Spells(Prose prose, int i)
    {
        var letters = prose.Words[i].Text.Where(char.IsUpper).ToArray();
        var before = Enumerable.Range(1, letters.Length + 3).Select(n => prose.Near(i, -n)).Where(w => w.Length > 0).ToList();
        return letters.Count(l => before.Exists(w => char.ToUpperInvariant(w[0]) == l)) >= Math.Min(2, letters.Length);
    }

    /// <summary>Text all in capitals holds no acronyms.</summary>
    private static bool IsShouted(Prose prose) => prose.Words.Count > 5 && prose.Words.Count(w => w.Text.Length > 1 && w.Text.All(c => !char.IsLower(c))) > prose.Words.Count / 2;

    private static string Small(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}

/// <summary>Initials that stand for a person of the entry (L-05).</summary>
internal static class Initials
{
    public static bool IsOf(AdviceRequest request, string text) => text.Length is 2 or 3 && NameOf(request, text) is not null;

    public static string? NameOf(AdviceRequest request, string text) =>
        request.People.Select(p => p.FullName).Concat(request.Children.Select(c => c.FullName))
            .FirstOrDefault(name => string.Concat(name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]))) == text);
}
