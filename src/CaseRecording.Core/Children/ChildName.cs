using System.Text;

namespace CaseRecording.Core.Children;

/// <summary>One part of one of a child's names, to find the record by (C-01).</summary>
public sealed class ChildName
{
    private ChildName()
    {
    }

    internal ChildName(NamePart part)
    {
        Part = part.Text;
        Sound = part.Sound;
    }

    /// <summary>Key.</summary>
    public int Id { get; private set; }

    /// <summary>The child.</summary>
    public int ChildId { get; private set; }

    /// <summary>As spelt: capitals without accents.</summary>
    public string Part { get; private set; } = "";

    /// <summary>As it sounds.</summary>
    public string Sound { get; private set; } = "";
}

/// <summary>One word of a name, as spelt and as it sounds: a Soundex, so that spellings that sound alike meet (C-01).</summary>
/// <param name="Text">Capitals without accents.</param>
/// <param name="Sound">Four characters; the text itself where it is not written in Latin letters.</param>
public sealed record NamePart(string Text, string Sound)
{
    /// <summary>Longest part kept.</summary>
    public const int Longest = 60;

    /// <summary>The parts of a name, each once; O’Brien is one.</summary>
    public static IReadOnlyList<NamePart> Of(string? name) =>
    [
        .. Fold(name ?? "").Split([' ', '-', '.', ','], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => new string([.. word.Where(char.IsLetter)]))
            .Where(word => word.Length > 0)
            .Select(word => word.Length > Longest ? word[..Longest] : word)
            .Distinct()
            .Select(word => new NamePart(word, SoundOf(word))),
    ];

    /// <summary>The parts to keep with a record: O’Brien is found as Brien too.</summary>
    internal static IEnumerable<NamePart> ToKeep(string name) => Of(name).Concat(Of(name.Replace('\'', ' ').Replace('’', ' ')));

    /// <summary>Capitals without accents: those that come apart, and the letters that do not.</summary>
    private static string Fold(string name)
    {
        var folded = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD).ToUpperInvariant())
        {
            if (char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.NonSpacingMark) continue;
            folded.Append(letter switch
            {
                'Ł' => "L",
                'Ø' => "O",
                'Đ' or 'Ð' => "D",
                'Æ' => "AE",
                'Œ' => "OE",
                'ß' or 'ẞ' => "SS",
                'ı' => "I",
                _ => letter.ToString(),
            });
        }

        return folded.ToString();
    }

    private static string SoundOf(string word)
    {
        if (!word.All(char.IsAsciiLetterUpper)) return word;
        const string Codes = "01230120022455012623010202"; // A to Z
        // Letters that begin names interchangeably in English ears: Catherine and Katherine, Philip and Filip.
        var heard = word.Replace("PH", "F", StringComparison.Ordinal);
        var key = new StringBuilder().Append(heard[0] == 'C' ? 'K' : heard[0]);
        var last = Codes[heard[0] - 'A'];
        foreach (var letter in heard.AsSpan(1))
        {
            var code = Codes[letter - 'A'];
            if (code != '0' && code != last) key.Append(code);
            if (letter is not ('H' or 'W')) last = code;
            if (key.Length == 4) break;
        }

        return key.ToString().PadRight(4, '0');
    }
}
