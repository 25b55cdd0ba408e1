using System.Globalization;
using System.Text;

namespace CaseRecording.Pdf.Typography;

/// <summary>
/// Gives each Arabic letter the shape its neighbours ask for, by way of Unicode's presentation forms,
/// which spares us a shaping engine.
/// </summary>
internal static class ArabicJoining
{
    private const char Lam = '\u0644', Tatweel = '\u0640';
    private const int FirstLamAlef = 0xFEF5;
    private const string Alefs = "\u0622\u0623\u0625\u0627";

    // Letter → its forms in Unicode's order: isolated, final, initial, medial. Letters that never join forward have two.
    private static readonly Dictionary<char, char[]> Forms = ReadForms();

    /// <summary>Whether the character is a letter (or the stretching stroke) that takes part in joining.</summary>
    public static bool Joins(char c) => c == Tatweel || Forms.ContainsKey(c);

    /// <summary>The same text, in logical order, with presentation forms for its letters.</summary>
    public static string Shape(string text)
    {
        var shaped = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == TextCleaner.ZeroWidthNonJoiner) continue;
            int alef = c == Lam && i + 1 < text.Length ? Alefs.IndexOf(text[i + 1]) : -1;
            bool before = JoinsForward(Neighbour(text, i, -1));
            if (alef >= 0)
            {
                shaped.Append((char)(FirstLamAlef + (2 * alef) + (before ? 1 : 0)));
                i++;
            }
            else if (Forms.TryGetValue(c, out var forms))
            {
                bool after = JoinsBackward(Neighbour(text, i, +1));
                int form = ((before && forms.Length > 1) ? 1 : 0) + ((after && forms.Length > 2) ? 2 : 0);
                shaped.Append(forms[form]);
            }
            else
            {
                shaped.Append(c);
            }
        }

        return shaped.ToString();
    }

    /// <summary>The letters a presentation form stands for; null for any other character.</summary>
    public static string? Letters(int codePoint) =>
        codePoint is (>= 0xFB50 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC) ? ((char)codePoint).ToString().Normalize(NormalizationForm.FormKC) : null;

    private static char Neighbour(string text, int index, int step)
    {
        for (int i = index + step; i >= 0 && i < text.Length; i += step)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(text[i]) != UnicodeCategory.NonSpacingMark) return text[i];
        }

        return '\0';
    }

    private static bool JoinsForward(char c) => c == Tatweel || (Forms.TryGetValue(c, out var forms) && forms.Length > 2);

    private static bool JoinsBackward(char c) => c == Tatweel || (Forms.TryGetValue(c, out var forms) && forms.Length > 1);

    private static Dictionary<char, char[]> ReadForms()
    {
        var forms = new Dictionary<char, List<char>>();
        // The basic block first: some letters have their initial and medial forms in the extended one.
        foreach (var (first, last) in ((int, int)[])[(0xFE80, 0xFEF4), (0xFB50, 0xFBFF)])
        {
            for (int code = first; code <= last; code++)
            {
                char form = (char)code;
                if (char.GetUnicodeCategory(form) == UnicodeCategory.OtherNotAssigned) continue;
                string letters = form.ToString().Normalize(NormalizationForm.FormKC);
                if (letters.Length != 1 || letters[0] == form) continue;
                if (!forms.TryGetValue(letters[0], out var list)) forms[letters[0]] = list = [];
                if (list.Count < 4) list.Add(form);
            }
        }

        // A letter whose forms the font lacks is drawn unjoined rather than not at all.
        return forms.Where(pair => pair.Value.TrueForAll(form => FontLibrary.Arabic.Glyph(form) != 0))
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
    }
}
