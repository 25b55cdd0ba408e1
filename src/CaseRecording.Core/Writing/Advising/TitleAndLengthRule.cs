using System.Collections.Frozen;
using CaseRecording.Core.Recording;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>A title that says what it was about, and a length that somebody will read (L-09).</summary>
internal static class TitleAndLengthRule
{
    private const int LongestTaken = 80;

    /// <summary>Words that say what kind of entry it is, which the entry says already.</summary>
    private static readonly FrozenSet<string> SayLittle = Vocabulary.Set(
        "visit visits home homevisit stat statutory cin cp lac call calls phone telephone tel tc t/c p/c contact contacts email emails e-mail text texts message letter meeting meetings mtg update updates case note notes casenote recording record entry general misc miscellaneous various other follow up follow-up conversation discussion chat information info received sent re regarding about the a an of to from with and for at on in my our weekly monthly routine planned unplanned announced unannounced review checkin check check-in session direct work social worker sw s/w family school mum dad mother father child children child's assessment office video online today yesterday h/v hv n/a none title test protection need looked after sv decision management oversight supervision significant event");

    public static IEnumerable<Advice> Find(Reading reading)
    {
        var title = reading.Of(FieldMeaning.Title).FirstOrDefault();
        if (title is { WordCount: > 0 } && Rules.L09.Applies(SaysLittle(reading, title)))
        {
            var reason = reading.Request.Fields.FirstOrDefault(f => f.Name == "reason")?.Text.Trim() ?? "";
            var better = reason.Length is > 10 and <= LongestTaken && reason.Split(' ').Length >= 4;
            yield return title.At(Rules.L09, 42, 0, title.WordCount, "This title could stand over many entries. Among a hundred of them nobody finds this one.") with
            {
                Instead = "Say in a few words what it was about",
                Replacement = better ? new Replacement(0, title.Field.Text.Length, reason.TrimEnd('.'), $"Write ‘{reason.TrimEnd('.')}’") : null,
            };
        }

        var most = MostWords(reading.Request.Kind);
        // A family of several reads one shared part and one part each.
        var longest = reading.Request.Children.Select(c => (int?)c.ChildId).DefaultIfEmpty().Max(id => reading.Fields.Where(f => f.Field.ChildId is null || f.Field.ChildId == id).Sum(f => f.WordCount));
        if (!Rules.L09.Applies(longest > most)) yield break;
        var fullest = reading.Fields.MaxBy(f => f.WordCount)!;
        yield return fullest.Whole(Rules.L09, 20, $"The entry has {longest:N0} words, far more than such entries need. What matters is hard to find in it.") with
        {
            Instead = "Keep what helps to understand the child; link to another entry instead of repeating it",
        };
    }

    /// <summary>Words from which on an entry is called long: about two and a half times what such entries usually need; a summary is one page.</summary>
    public static int MostWords(RecordingKind kind) => kind switch
    {
        RecordingKind.Visit => 1500,
        RecordingKind.CaseNote => 800,
        RecordingKind.CaseNoteSummary => 650,
        _ => 1200,
    };

    private static bool SaysLittle(Reading reading, ReadField title)
    {
        var names = reading.Request.Children.SelectMany(c => c.FullName.Split(' ').Append(c.KnownAs)).Select(n => n.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        return title.Prose.Words.All(w => SayLittle.Contains(Vocabulary.Bare(w.Lower)) || names.Contains(Vocabulary.Bare(w.Lower)) || w.Text.Any(char.IsDigit) || IsDate(w.Lower));
    }

    private static bool IsDate(string lower) => lower is "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday"
        or "january" or "february" or "march" or "april" or "may" or "june" or "july" or "august" or "september" or "october" or "november" or "december";
}
