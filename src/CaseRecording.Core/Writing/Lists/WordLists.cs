using CaseRecording.Core.Writing.Advising;

namespace CaseRecording.Core.Writing.Lists;

/// <summary>The lists in force, ready to be looked for. Never changes; a change of the lists makes another.</summary>
public sealed class WordLists
{
    private static readonly Lazy<WordLists> Delivered = new(() => new WordLists(0, DefaultWords.All));

    /// <param name="version">Highest key of the changes it holds; 0 for the lists as delivered.</param>
    /// <param name="entries">Every line in force.</param>
    public WordLists(int version, IReadOnlyList<WordEntry> entries)
    {
        (Version, Entries) = (version, entries);
        // Capitals tell an acronym from a word; at the start of a sentence an abbreviation has one too.
        Abbreviations = new(Of(WordKind.Abbreviation).SelectMany(e => char.IsLower(e.Expression[0]) ? [e, (char.ToUpperInvariant(e.Expression[0]) + e.Expression[1..], e.Value)] : new[] { e }), exactCase: true);
        FullForms = new(entries.Where(e => e.Kind == WordKind.Abbreviation && e.Instead.Contains(' ')).Select(e => (e.Instead, e)));
        LegalTerms = new(Of(WordKind.LegalTerm));
        Wording = new(Of(WordKind.Jargon, WordKind.Label, WordKind.Offensive, WordKind.Minimising));
        Judgement = new(Of(WordKind.Judgement));
        UnownedOpinion = new(Of(WordKind.UnownedOpinion));
        NotForRecord = new(Of(WordKind.NotForRecord));
        EmailTalk = new(Of(WordKind.EmailTalk));
    }

    /// <summary>The lists as delivered.</summary>
    public static WordLists Default => Delivered.Value;

    /// <summary>Highest key of the changes it holds.</summary>
    public int Version { get; }

    /// <summary>Every line in force.</summary>
    public IReadOnlyList<WordEntry> Entries { get; }

    internal Phrases<WordEntry> Abbreviations { get; }

    /// <summary>Abbreviations written out: names of their own, whatever words they are made of.</summary>
    internal Phrases<WordEntry> FullForms { get; }

    internal Phrases<WordEntry> LegalTerms { get; }

    internal Phrases<WordEntry> Wording { get; }

    internal Phrases<WordEntry> Judgement { get; }

    internal Phrases<WordEntry> UnownedOpinion { get; }

    internal Phrases<WordEntry> NotForRecord { get; }

    internal Phrases<WordEntry> EmailTalk { get; }

    /// <summary>The lists as delivered with the council's changes over them: of each line the latest counts.</summary>
    public static WordLists With(IReadOnlyList<WordListChange> changes)
    {
        if (changes.Count == 0) return Default;
        var latest = changes.GroupBy(c => (c.Kind, c.Key)).ToDictionary(g => g.Key, g => g.MaxBy(c => c.Number)!);
        var entries = DefaultWords.All.Where(e => !latest.ContainsKey((e.Kind, e.Key)))
            .Concat(latest.Values.Where(c => !c.Removed).Select(c => new WordEntry(c.Kind, c.Key, c.Expression, c.Instead, c.Explanation)));
        return new WordLists(changes.Max(c => c.Id), [.. entries]);
    }

    private IEnumerable<(string Expression, WordEntry Value)> Of(params WordKind[] kinds) =>
        Entries.Where(e => kinds.Contains(e.Kind)).SelectMany(e => e.Spellings.Select(s => (s, e)));
}
