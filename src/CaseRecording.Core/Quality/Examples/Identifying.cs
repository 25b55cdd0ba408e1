using System.Text.RegularExpressions;
using CaseRecording.Core.Children;
using CaseRecording.Core.Writing.Advising;

namespace CaseRecording.Core.Quality.Examples;

/// <summary>Something in a text that tells who it is about.</summary>
/// <param name="Found">As it stands there.</param>
/// <param name="What">Name, date, place, contact or number, in a word.</param>
/// <param name="With">What could stand there instead.</param>
/// <param name="IsSure">The record knows it, or it has the form of a date, a number or an address. Otherwise it may be no more than a capital letter.</param>
public sealed record IdentifyingDetail(string Found, string What, string With, bool IsSure);

/// <summary>What the record knows that would tell who a text is about (Q-05).</summary>
public sealed record KnownDetails
{
    /// <summary>Full names of everyone in the record, its workers among them, and what each is.</summary>
    public IReadOnlyList<(string Name, string With)> Names { get; init; } = [];

    /// <summary>Full names of colleagues who have no part in the record: found only as a whole.</summary>
    public IReadOnlyList<string> Staff { get; init; } = [];

    /// <summary>Addresses, schools, placements and organisations.</summary>
    public IReadOnlyList<(string Text, string With)> Places { get; init; } = [];

    /// <summary>Identification numbers.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];
}

/// <summary>Finds what identifies people in a text: what the record knows, what has the form of a date, a number or an address, and any other capital letter within a sentence.</summary>
public sealed partial class IdentifyingDetails
{
    private const string Months = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec";
    private const string Weekday = "(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?";
    private const int ShortestPlace = 4;
    private const int ShortestNumber = 4;
    private const int LongestName = 5;

    /// <summary>Names that are words too: found with a capital only, or every "will" would be Will.</summary>
    private static readonly HashSet<string> WordsToo = new("will hope grace mark rose may june april august bell king young long wood hill field brown white green black grey gray cook baker ward rich frank joy faith summer autumn dawn ivy lily daisy jack bill art drew pat sue rob nick chase penny robin jade amber ruby pearl olive heather iris holly violet sky star river dean earl major price stone marsh banks best small little bright day moon winter knight bishop pope carter mason cooper hunter fisher archer page potter swift sharp strong power pike rice max ray don dan jay lee guy ash bear wren sunny love rain west north south east parks lane street church school house mills waters brook brooks ford park read reed bond fox wolf lamb bird sparrow finch crow martin hall chambers gardener farmer miller taylor smith an so do van de la el al".Split(' '), StringComparer.Ordinal);

    private readonly Dictionary<string, string> parts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> whole = new(StringComparer.Ordinal);
    private readonly HashSet<string> colleagues = new(StringComparer.Ordinal);
    private readonly List<(Regex Pattern, string What, string With)> known = [];

    /// <param name="details">What the record knows.</param>
    public IdentifyingDetails(KnownDetails details)
    {
        foreach (var (name, with) in details.Names)
        {
            var words = NamePart.Of(name);
            whole.TryAdd(Key(words), with);
            foreach (var part in words.Where(w => w.Text.Length > 1 && NamesSomebody(w.Text.ToLowerInvariant()))) parts.TryAdd(part.Text, with);
        }

        foreach (var words in details.Staff.Select(NamePart.Of).Where(w => w.Count > 1)) colleagues.Add(Key(words));
        foreach (var (text, with) in details.Places)
        {
            foreach (var part in text.Split(['\n', '\r', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Append(text.ReplaceLineEndings(", ")).Where(p => p.Length >= ShortestPlace && p.Any(char.IsLetter) && !IsCommon(p.ToLowerInvariant())))
            {
                known.Add((Exactly(part), "Place", with));
            }
        }

        foreach (var number in details.Numbers.Select(ChildIdentifier.KeyOf).Where(n => n.Length >= ShortestNumber).Distinct(StringComparer.Ordinal))
        {
            known.Add((Bounded(string.Join(@"[\s/-]?", number.Select(c => Regex.Escape(c.ToString())))), "Number", "a number"));
        }
    }

    /// <summary>Every detail once, in the order of the text; the longer one where two overlap.</summary>
    public IReadOnlyList<IdentifyingDetail> Find(string text)
    {
        var found = Known(text).Concat(Forms(text)).Concat(Names(text)).Concat(Capitals(text)).ToList();
        var taken = new List<(int Start, int End, IdentifyingDetail Detail)>();
        foreach (var one in found.OrderByDescending(f => f.Detail.IsSure).ThenByDescending(f => f.End - f.Start).ThenBy(f => f.Start))
        {
            if (!taken.Exists(t => t.Start < one.End && one.Start < t.End)) taken.Add(one);
        }

        return [.. taken.OrderBy(t => t.Start).Select(t => t.Detail).DistinctBy(d => d.Found, StringComparer.Ordinal)];
    }

    /// <summary>What is left of it in a text made anew, for certain.</summary>
    public IReadOnlyList<string> Remaining(string text) => [.. Find(text).Where(d => d.IsSure).Select(d => d.Found)];

    private IEnumerable<(int Start, int End, IdentifyingDetail Detail)> Known(string text) =>
        known.SelectMany(k => k.Pattern.Matches(text).Select(m => (m.Index, m.Index + m.Length, new IdentifyingDetail(m.Value, k.What, k.With, true))));

    private static IEnumerable<(int Start, int End, IdentifyingDetail Detail)> Forms(string text)
    {
        foreach (var (pattern, what, with) in new (Regex, string, Func<Match, string>)[]
        {
            (FullDate(), "Date", m => $"a day in {SeasonOf(m.Groups["m"].Value)}"),
            (NumberDate(), "Date", _ => "that day"),
            (MonthDate(), "Date", m => m.Groups["y"].Success ? $"{SeasonOf(m.Groups["m"].Value)} that year" : SeasonOf(m.Groups["m"].Value)),
            (Year(), "Date", _ => "that year"),
            (Email(), "Contact", _ => "an email address"),
            (Address(), "Contact", _ => "a page on the internet"),
            (Telephone(), "Contact", _ => "a telephone number"),
            (Postcode(), "Place", _ => "the area"),
            (Street(), "Place", _ => "the street"),
            (LongNumber(), "Number", _ => "a number"),
        })
        {
            foreach (Match m in pattern.Matches(text)) yield return (m.Index, m.Index + m.Length, new IdentifyingDetail(m.Value, what, with(m), true));
        }
    }

    /// <summary>Names of the record's people, whole or in part, with or without accents, a title before them; neighbours make one.</summary>
    private IEnumerable<(int Start, int End, IdentifyingDetail Detail)> Names(string text)
    {
        var words = NameWord().Matches(text).Select(m => (m.Index, Text: Possessive().Replace(m.Value, ""))).Where(w => w.Text.Length > 0).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            if (Colleague(text, words, i) is { } colleague)
            {
                yield return (words[i].Index, colleague, new IdentifyingDetail(text[words[i].Index..colleague], "Name", "a colleague", true));
            }

            if (!IsName(words[i].Text)) continue;
            var last = i;
            while (last + 1 < words.Count && words[last + 1].Index == words[last].Index + words[last].Text.Length + 1 && text[words[last + 1].Index - 1] is ' ' or '\u00A0' && IsName(words[last + 1].Text)) last++;
            var end = words[last].Index + words[last].Text.Length;
            var with = whole.GetValueOrDefault(Key(NamePart.Of(text[words[i].Index..end]))) ?? PartOf(words[i].Text)!;
            var start = i > 0 && Vocabulary.Titles.Contains(words[i - 1].Text.ToLowerInvariant()) && text[(words[i - 1].Index + words[i - 1].Text.Length)..words[i].Index].Trim('.', ' ').Length == 0 ? words[i - 1].Index : words[i].Index;
            yield return (start, end, new IdentifyingDetail(text[start..end], "Name", with, true));
            i = last;
        }
    }

    /// <summary>Where the full name of a colleague that begins at a word ends; null where none does.</summary>
    private int? Colleague(string text, List<(int Index, string Text)> words, int first)
    {
        for (var last = first + 1; last < words.Count && last < first + LongestName; last++)
        {
            var end = words[last].Index + words[last].Text.Length;
            if (char.IsUpper(words[first].Text[0]) && colleagues.Contains(Key(NamePart.Of(text[words[first].Index..end])))) return end;
        }

        return null;
    }

    /// <summary>A part of a name that is not a role or a word of every text, such as Nan. A month can be a name.</summary>
    private static bool NamesSomebody(string lower) => WordsToo.Contains(lower) || !(Vocabulary.NotNames.Contains(lower) || Vocabulary.Roles.Contains(lower) || Vocabulary.Titles.Contains(lower));

    private static bool IsCommon(string lower) => Vocabulary.NotNames.Contains(lower) || Vocabulary.Places.Contains(lower);

    private string? PartOf(string word) => NamePart.Of(word).Select(p => parts.GetValueOrDefault(p.Text)).FirstOrDefault(w => w is not null);

    private bool IsName(string word) =>
        PartOf(word) is not null && (char.IsUpper(word[0]) || !WordsToo.Contains(word.ToLowerInvariant())) && (word.Length > 2 || char.IsUpper(word[0]));

    /// <summary>Capitals within a sentence, and two of them together anywhere: a name or a place that the record does not know, or neither.</summary>
    private static IEnumerable<(int Start, int End, IdentifyingDetail Detail)> Capitals(string text)
    {
        var prose = Prose.Read(text);
        for (var i = 0; i < prose.Words.Count; i++)
        {
            if (!Vocabulary.CouldBeName(prose.Words[i])) continue;
            var last = i;
            while (last + 1 < prose.Words.Count && Follows(prose, last) && (Vocabulary.CouldBeName(prose.Words[last + 1]) || (prose.Words[last + 1].IsCapital && Vocabulary.Places.Contains(Vocabulary.Bare(prose.Words[last + 1].Lower))))) last++;
            var (first, place) = (i, Vocabulary.Places.Contains(Vocabulary.Bare(prose.Words[last].Lower)));
            i = last;
            if (first == last && prose.IsFirst(first)) continue;
            var (start, end) = (prose.Words[first].Start, prose.Words[last].End);
            var found = Possessive().Replace(text[start..end], "");
            if (found.Length > 1) yield return (start, start + found.Length, new IdentifyingDetail(found, place ? "Place" : "Name or place", place ? "the place" : first == last ? "someone" : "another person", false));
        }
    }

    private static bool Follows(Prose prose, int i) => prose.Words[i].Sentence == prose.Words[i + 1].Sentence && prose.Words[i + 1].Start == prose.Words[i].End + 1 && prose.Source[prose.Words[i].End] == ' ';

    private static string Key(IReadOnlyList<NamePart> words) => string.Join(' ', words.Select(w => w.Text));

    private static string SeasonOf(string month) => month[..3].ToLowerInvariant() switch
    {
        "mar" or "apr" or "may" => "spring",
        "jun" or "jul" or "aug" => "summer",
        "sep" or "oct" or "nov" => "autumn",
        _ => "winter",
    };

    private static Regex Exactly(string text) => Bounded(string.Join(@"\s+", text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Regex.Escape)));

    private static Regex Bounded(string pattern) => new($@"(?<![\p{{L}}\p{{N}}]){pattern}(?![\p{{L}}\p{{N}}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"\p{L}[\p{L}'’-]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NameWord();

    [GeneratedRegex("(?:['’]s|['’-])$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Possessive();

    [GeneratedRegex($@"\b{Weekday}(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?<m>{Months})|(?<m>{Months}) \d{{1,2}}(?:st|nd|rd|th)?)\b(?:,? \d{{4}}\b)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FullDate();

    [GeneratedRegex(@"\b(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2})\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NumberDate();

    [GeneratedRegex($@"\b(?<m>{Months})\b(?<y>,? \d{{4}}\b)|(?<=\b(?:in|since|until|by|of|from|this|last|next|early|late|mid|during|before|after) )(?<m>{Months})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MonthDate();

    [GeneratedRegex(@"(?<![\d£.,])(?:19|20)\d{2}(?![\d%])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Year();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Email();

    [GeneratedRegex(@"(?:https?://|www\.)[^\s\]]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<![\p{L}\d])(?:\+44[\s-]?(?:\(0\)\s?)?|\(?0)\d(?:[\s()-]{0,2}\d){7,10}(?!\d)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Telephone();

    [GeneratedRegex(@"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Postcode();

    [GeneratedRegex(@"(?:\b(?:Flat )?\d{1,4}[A-Za-z]?,? )?\b(?:\p{Lu}[\p{L}'’-]+ ){1,3}(?:Street|Road|Lane|Avenue|Close|Drive|Way|Terrace|Court|Crescent|Place|Gardens|Grove|Row|Walk|Square|Mews)\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Street();

    [GeneratedRegex(@"(?<!\d)\d(?:[ -]?\d){4,}(?!\d)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LongNumber();
}
