using System.Globalization;
using System.Text.RegularExpressions;

namespace CaseRecording.Core.Children;

/// <summary>What someone typed to find a child, in one box: parts of a name, a date of birth, a number, in any order.</summary>
/// <param name="Names">Parts of the name.</param>
/// <param name="Born">Date of birth, a UK date.</param>
/// <param name="Number">Letters and digits of an identification number.</param>
public sealed partial record ChildSearchText(IReadOnlyList<NamePart> Names, DateOnly? Born, string? Number)
{
    /// <summary>Longest text read.</summary>
    public const int Longest = 200;

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    private static readonly string[] Formats = ["d M yyyy", "d MMM yyyy", "d MMMM yyyy", "yyyy M d"];

    /// <summary>Nothing to look for.</summary>
    public bool IsEmpty => Names.Count == 0 && Born is null && Number is null;

    /// <summary>What was looked for, as the audit keeps it: never the text itself (A-03).</summary>
    public string Kind => string.Join(", ", new[] { Names.Count > 0 ? "name" : null, Born is null ? null : "date of birth", Number is null ? null : "number" }.Where(k => k is not null));

    /// <summary>Reads the text; whatever is neither a date nor holds a digit is taken for a name.</summary>
    public static ChildSearchText Parse(string? text)
    {
        var rest = (text ?? "").Trim();
        if (rest.Length > Longest) rest = rest[..Longest];
        DateOnly? born = null;
        foreach (Match match in Dates().Matches(rest))
        {
            if (!DateOnly.TryParseExact(Signs().Replace(match.Value, " "), Formats, English, DateTimeStyles.None, out var date)) continue;
            born = date;
            rest = rest.Remove(match.Index, match.Length);
            break;
        }

        var words = rest.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).ToLookup(word => word.Any(char.IsDigit));
        var number = ChildIdentifier.KeyOf(string.Concat(words[true]));
        return new ChildSearchText(NamePart.Of(string.Join(' ', words[false])), born, number.Length == 0 ? null : number);
    }

    [GeneratedRegex(@"\b(\d{1,2}[ ./-](\d{1,2}|[A-Za-z]{3,9})[ ./-]\d{4}|\d{4}-\d{1,2}-\d{1,2})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Dates();

    [GeneratedRegex(@"[./-]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Signs();
}
