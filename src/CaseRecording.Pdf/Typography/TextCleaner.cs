using System.Globalization;
using System.Text;

namespace CaseRecording.Pdf.Typography;

/// <summary>
/// Makes any string drawable: composed letters, no control characters, and a visible marker for what no font has.
/// In its result every character except line feed has a glyph (or is a zero-width non-joiner inside Arabic).
/// </summary>
internal sealed class TextCleaner
{
    public const char ZeroWidthNonJoiner = '\u200C';

    // No script piles up more; what does is a prank, and would overrun the longest string a PDF may hold.
    private const int MarksPerLetter = 8;

    private readonly SortedDictionary<int, int> _missing = [];
    private int _marks;

    public IReadOnlyList<MissingCharacter> Missing => [.. _missing.Select(pair => new MissingCharacter(pair.Key, pair.Value))];

    /// <summary>The beginning of a text that may be of any length.</summary>
    public static string Shorten(string text, int length = 300)
    {
        if (text.Length <= length) return text;
        if (char.IsHighSurrogate(text[length - 1])) length--;
        return text[..length] + "…";
    }

    public string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (IsPlain(text)) return text;

        var result = new StringBuilder(text.Length);
        foreach (var rune in WithoutDamage(text).Normalize(NormalizationForm.FormC).EnumerateRunes()) Append(result, rune);
        return result.ToString();
    }

    private static bool IsPlain(string text)
    {
        var font = FontLibrary.Get(0);
        foreach (char c in text)
        {
            if (c is (>= ' ' and <= '~') or '\n') continue;
            if (c is (>= '\u00A1' and <= '\u017F' and not '\u00AD') or '‘' or '’' or '“' or '”' or '–' or '…' && font.Glyph(c) != 0) continue;
            return false;
        }

        return true;
    }

    // Half a surrogate pair and U+FFFE are not characters; .NET refuses to normalise them.
    private string WithoutDamage(string text)
    {
        StringBuilder? repaired = null;
        for (int i = 0; i < text.Length; i++)
        {
            bool pair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (pair)
            {
                repaired?.Append(text[i]).Append(text[i + 1]);
                i++;
            }
            else if (char.IsSurrogate(text[i]) || text[i] == '\uFFFE')
            {
                repaired ??= new StringBuilder(text, 0, i, text.Length + 16);
                repaired.Append(Marker(text[i]));
            }
            else
            {
                repaired?.Append(text[i]);
            }
        }

        return repaired?.ToString() ?? text;
    }

    private void Append(StringBuilder result, Rune rune)
    {
        switch (rune.Value)
        {
            case '\n' or 0x85 or 0x2028 or 0x2029:
                result.Append('\n');
                return;
            case '\t' or '\v' or '\f' or 0x3000 or (>= 0x2000 and <= 0x200A and not 0x2007) or 0x205F:
                result.Append(' ');
                return;
            case 0x2007 or 0x202F:
                result.Append('\u00A0');
                return;
            case ZeroWidthNonJoiner when result.Length > 0 && ArabicJoining.Joins(result[^1]):
                result.Append(ZeroWidthNonJoiner);
                return;
            case >= 0xE000 and <= 0xF8FF when SymbolFont(rune.Value) is char symbol:
                result.Append(symbol);
                return;
        }

        if (IsInvisible(rune)) return;
        _marks = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? _marks + 1 : 0;
        if (_marks > MarksPerLetter) return;
        if (HasGlyph(rune)) result.Append(rune);
        else if (Simpler(rune) is string simpler) result.Append(simpler);
        else result.Append(Marker(rune.Value));
    }

    // Word processors paste their bullets and ticks as private codes of old symbol fonts.
    private static char? SymbolFont(int code) => code switch
    {
        0xF0B7 => '•',
        0xF0A7 => '▪',
        0xF0D8 => '➢',
        0xF0FC => '✓',
        0xF0A8 or 0xF06F => '☐',
        0xF0FE => '☒',
        _ => null,
    };

    // Controls, direction marks, joiners, variation selectors and skin tones have no picture of their own.
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        || rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or (>= 0x1F3FB and <= 0x1F3FF) or 0x034F;

    // A private code means something in its own font only.
    private static bool HasGlyph(Rune rune) =>
        Rune.GetUnicodeCategory(rune) != UnicodeCategory.PrivateUse && FontLibrary.Find(rune.Value, bold: false) >= 0;

    // Letters in fancy alphabets, ligatures and full-width forms have an ordinary equivalent.
    private static string? Simpler(Rune rune)
    {
        string simpler = rune.ToString().Normalize(NormalizationForm.FormKC);
        return simpler != rune.ToString() && simpler.EnumerateRunes().All(HasGlyph) ? simpler : null;
    }

    private string Marker(int codePoint)
    {
        _missing[codePoint] = _missing.GetValueOrDefault(codePoint) + 1;
        return FormattableString.Invariant($"[?U+{codePoint:X4}]");
    }
}
