using CaseRecording.Core.Recording;
using CaseRecording.Core.Writing;
using CaseRecording.Core.Writing.Advising;

namespace CaseRecording.Core.Quality;

/// <summary>What a piece of evidence says about a point.</summary>
public enum EvidenceTone
{
    /// <summary>It stands in the entry.</summary>
    Found,

    /// <summary>It does not.</summary>
    Missing,

    /// <summary>Something to look at: a remark of the writing advice.</summary>
    Look,
}

/// <summary>A piece of evidence for or against a point of the standard; the manager decides.</summary>
/// <param name="Tone">What it says.</param>
/// <param name="Text">In a plain sentence.</param>
/// <param name="Field">The text of the form it stands in; null where it is in none.</param>
/// <param name="Start">Where the passage begins in that text, in characters as typed.</param>
/// <param name="Length">Its length; 0 for the text as a whole.</param>
public sealed record Evidence(EvidenceTone Tone, string Text, string? Field = null, int Start = 0, int Length = 0)
{
    /// <summary>The earlier entry it speaks of (N-11).</summary>
    public AdviceTwin? Twin { get; init; }
}

/// <summary>Someone whose view belongs in the record.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Relationship">To the child.</param>
public sealed record ParentOfChild(string Name, string Relationship);

/// <summary>An entry as its sign-off looks at it.</summary>
internal sealed record EntryUnderReview(Entry Entry, string Child, IReadOnlyList<Advice> Advice, IReadOnlyList<ParentOfChild> Parents)
{
    public sealed record Part(FormField Field, FieldMeaning Meaning, string Label, string Typed, MarkedText Text);

    public IReadOnlyList<Part> Parts { get; } = [.. FormFields.Of(Entry.Line.Facts.Kind).Select(f => (Field: f, Typed: f.PerChild ? Entry.Own[f.Key] : Entry.Content[f.Key]))
        .Select(f => new Part(f.Field, FieldMeanings.Of(f.Field), f.Field.LabelFor(Child), f.Typed, MarkedText.Parse(f.Typed)))];

    public IEnumerable<Part> Of(params FieldMeaning[] meanings) => Parts.Where(p => meanings.Contains(p.Meaning));

    public IEnumerable<Part> Written(params FieldMeaning[] meanings) => Of(meanings).Where(p => p.Text.Blocks.Count > 0);
}

/// <summary>What stands in an entry for each point of the standard (Q-02). Judges nothing twice: remarks are those of the writing advice, labels those of the entry.</summary>
internal static class StandardEvidence
{
    private const int MostRemarks = 3;
    private const int LongestQuote = 60;

    public static IEnumerable<Evidence> For(StandardPoints point, EntryUnderReview entry)
    {
        var found = point switch
        {
            StandardPoints.ChildThroughout => ChildThroughout(entry),
            StandardPoints.WrittenToChild => WrittenToChild(entry),
            StandardPoints.Purposeful => Purposeful(entry),
            StandardPoints.MemoryObjects => entry.Parts.Where(p => p.Field.Key == "tools" && p.Text.Blocks.Count > 0).Select(Stands),
            StandardPoints.WholeStory => WholeStory(entry),
            StandardPoints.Chronology => Chronology(entry),
            StandardPoints.DifferentViews => DifferentViews(entry),
            StandardPoints.EasyToFind => EasyToFind(entry),
            StandardPoints.Balanced => Balanced(entry),
            StandardPoints.PlainWords => PlainWords(entry),
            _ => [],
        };
        var remarks = entry.Advice.Where(a => PointOf(a) == point).ToList();
        var more = remarks.Count - MostRemarks;
        return found.Concat(remarks.Take(MostRemarks).Select(Remark))
            .Concat(more > 0 ? [new Evidence(EvidenceTone.Look, $"{more} more like {(more == 1 ? "it" : "these")}")] : []);
    }

    private static IEnumerable<Evidence> ChildThroughout(EntryUnderReview entry)
    {
        foreach (var part in entry.Parts.Where(p => p.Text.HasWords)) yield return OwnWords(part, entry.Child);
        foreach (var part in entry.Written(FieldMeaning.Views, FieldMeaning.Observed).Where(p => !p.Text.HasWords)) yield return Stands(part);
        if (!entry.Parts.Any(p => p.Text.HasWords) && !entry.Written(FieldMeaning.Views, FieldMeaning.Observed).Any()) yield return new(EvidenceTone.Missing, $"Neither words, views nor observation of {entry.Child}");
    }

    private static IEnumerable<Evidence> WrittenToChild(EntryUnderReview entry)
    {
        foreach (var part in entry.Written(FieldMeaning.WordsToChild)) yield return Stands(part);
        if (!entry.Advice.Any(a => a.Rule == Rules.L01)) yield return new(EvidenceTone.Found, "Nothing meant for the child speaks about them in the third person");
    }

    private static IEnumerable<Evidence> Purposeful(EntryUnderReview entry)
    {
        foreach (var part in entry.Parts.Where(p => p.Field.Key is "purpose" or "analysis" or "reasons" && p.Text.Blocks.Count > 0)) yield return Stands(part);
        foreach (var part in entry.Parts.Where(p => p.Field.Key == "analysis" && p.Text.Blocks.Count == 0 && entry.Entry.Own.Seen != false)) yield return Lacks(part);
        if (!entry.Advice.Any(a => a.Rule == Rules.N11)) yield return new(EvidenceTone.Found, "No passage repeats another entry");
    }

    private static IEnumerable<Evidence> WholeStory(EntryUnderReview entry)
    {
        foreach (var part in entry.Parts.Where(p => p.Field.Key is "decision" or "options" or "reasons" or "situation" && p.Text.Blocks.Count > 0)) yield return Stands(part);
        var next = entry.Written(FieldMeaning.Next).ToList();
        foreach (var part in next) yield return Stands(part);
        if (entry.Entry.Content.Actions.Count is > 0 and var count) yield return new(EvidenceTone.Found, $"{Time.LondonTime.Count(count, "action")} agreed");
        if (entry.Entry.Own.Goals.Count is > 0 and var goals) yield return new(EvidenceTone.Found, $"Linked to {Time.LondonTime.Count(goals, "goal")} of {entry.Child}’s plan");
        if (next.Count == 0 && entry.Entry.Content.Actions.Count == 0 && entry.Of(FieldMeaning.Next).Any()) yield return new(EvidenceTone.Missing, "Nothing on what happens next");
        foreach (var link in Links(entry)) yield return link;
    }

    private static IEnumerable<Evidence> Chronology(EntryUnderReview entry)
    {
        yield return entry.Entry.InChronology ? new(EvidenceTone.Found, "In the chronology", "reason") : new(EvidenceTone.Missing, "Not in the chronology");
        var present = entry.Entry.Content.Participants;
        var known = present.Count(p => p.PersonId is not null);
        if (present.Count > 0) yield return new(known == present.Count ? EvidenceTone.Found : EvidenceTone.Look, $"{known} of {present.Count} who took part {(present.Count == 1 ? "is" : "are")} among {entry.Child}’s people");
    }

    private static IEnumerable<Evidence> DifferentViews(EntryUnderReview entry)
    {
        foreach (var part in entry.Written(FieldMeaning.Views, FieldMeaning.Parents)) yield return Stands(part);
        foreach (var part in entry.Of(FieldMeaning.Views).Where(p => p.Text.Blocks.Count == 0)) yield return Lacks(part);
        foreach (var parent in entry.Parents) yield return ViewOf(parent, entry);
        foreach (var owner in entry.Parts.SelectMany(p => p.Text.Statements.Select(s => (Part: p, Statement: s))).Where(s => s.Statement is { Kind: StatementKind.Opinion, Source: not null }).DistinctBy(s => s.Statement.Source, StringComparer.OrdinalIgnoreCase))
        {
            yield return At(owner.Part, owner.Statement.Inlines, $"Opinion of {owner.Statement.Source}");
        }
    }

    private static IEnumerable<Evidence> EasyToFind(EntryUnderReview entry)
    {
        if (entry.Entry.Line.Title.Length > 0) yield return new(EvidenceTone.Found, $"Title: {entry.Entry.Line.Title}", "title");
        foreach (var part in entry.Parts.Where(p => p.Field.Key == "reason")) yield return part.Text.Blocks.Count > 0 ? new(EvidenceTone.Found, $"{part.Label}: {part.Typed.Trim()}", "reason") : Lacks(part);
        foreach (var link in Links(entry)) yield return link;
    }

    private static IEnumerable<Evidence> Balanced(EntryUnderReview entry)
    {
        foreach (var part in entry.Of(FieldMeaning.Strengths, FieldMeaning.Worries)) yield return part.Text.Blocks.Count > 0 ? Stands(part) : Lacks(part);
    }

    private static IEnumerable<Evidence> PlainWords(EntryUnderReview entry) =>
        entry.Advice.Any(a => PointOf(a) == StandardPoints.PlainWords) ? [] : [new(EvidenceTone.Found, "The writing advice has no remark on words, sentences or length")];

    /// <summary>The parent took part, or is named or meant in the text; otherwise that is what the manager asks about.</summary>
    private static Evidence ViewOf(ParentOfChild parent, EntryUnderReview entry)
    {
        var who = $"{parent.Name} ({parent.Relationship.ToLowerInvariant()})";
        var words = Family(parent.Relationship).Append(parent.Name.Split(' ')[0].ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        foreach (var part in entry.Written(FieldMeaning.Parents, FieldMeaning.Facts, FieldMeaning.Account, FieldMeaning.Decision))
        {
            var named = Prose.Read(part.Typed).Words.FirstOrDefault(w => words.Contains(Vocabulary.Bare(w.Lower)));
            if (named.Text is not null) return new(EvidenceTone.Found, $"{who} in ‘{part.Label}’", part.Field.Key, named.Start, named.End - named.Start);
        }

        return entry.Entry.Content.Participants.Exists(p => string.Equals(p.Name, parent.Name, StringComparison.OrdinalIgnoreCase))
            ? new(EvidenceTone.Look, $"{who} took part, and is not named in the text")
            : new(EvidenceTone.Missing, $"Nothing of {who}");
    }

    private static string[] Family(string relationship) => relationship.ToLowerInvariant() switch
    {
        "mother" => ["mother", "mum", "mummy"],
        "father" => ["father", "dad", "daddy"],
        _ => [],
    };

    /// <summary>Which point a remark of the writing advice is about.</summary>
    private static StandardPoints PointOf(Advice advice) => advice.Rule.Code switch
    {
        "N-15" => StandardPoints.ChildThroughout,
        "L-01" or "L-11" => StandardPoints.WrittenToChild,
        "L-06" => advice.Field is "workingWell" or "whatHelps" ? StandardPoints.Balanced : StandardPoints.Purposeful,
        "L-07" or "L-10" or "N-11" => StandardPoints.Purposeful,
        "N-08" => StandardPoints.DifferentViews,
        "L-05" => StandardPoints.EasyToFind,
        "L-09" => advice.Field == FormFields.Title.Key ? StandardPoints.EasyToFind : StandardPoints.PlainWords,
        _ => StandardPoints.PlainWords,
    };

    private static Evidence Remark(Advice advice)
    {
        var quote = advice.Passage.Length > LongestQuote ? advice.Passage[..LongestQuote].TrimEnd() + " …" : advice.Passage;
        return new(EvidenceTone.Look, quote.Length > 0 ? $"“{quote.ReplaceLineEndings(" ")}”: {advice.Why}" : advice.Why, advice.Field, advice.Start, advice.Length) { Twin = advice.Twin };
    }

    private static IEnumerable<Evidence> Links(EntryUnderReview entry) =>
        entry.Parts.SelectMany(p => p.Text.Inlines.OfType<EntryLink>().Select(l => new Evidence(EvidenceTone.Found, $"Links to entry {l.Number}", p.Field.Key)));

    private static Evidence OwnWords(EntryUnderReview.Part part, string child)
    {
        var own = part.Text.Blocks.OfType<WordsBlock>().FirstOrDefault()?.Inlines ?? part.Text.Inlines.OfType<Words>().First().Inlines;
        return At(part, own, $"{child}’s own words in ‘{part.Label}’");
    }

    private static Evidence At(EntryUnderReview.Part part, IReadOnlyList<Inline> inlines, string text) =>
        inlines.OfType<Text>().FirstOrDefault() is { } first ? new(EvidenceTone.Found, text, part.Field.Key, first.Start, first.Value.Length) : new(EvidenceTone.Found, text, part.Field.Key);

    private static Evidence Stands(EntryUnderReview.Part part) => new(EvidenceTone.Found, part.Label, part.Field.Key);

    private static Evidence Lacks(EntryUnderReview.Part part) => new(EvidenceTone.Missing, $"Empty: {part.Label}");
}
