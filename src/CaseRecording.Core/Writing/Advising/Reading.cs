using CaseRecording.Core.Writing.Lists;

namespace CaseRecording.Core.Writing.Advising;

/// <summary>One text of the entry, read, and whether it is written to the child in the entry's writing mode (L-01).</summary>
internal sealed record ReadField(AdviceField Field, Prose Prose, bool IsToChild)
{
    public FieldMeaning Meaning => Field.Meaning;

    public int WordCount => Prose.Words.Count;

    /// <summary>Advice on a run of words.</summary>
    public Advice At(Rule rule, int weight, int first, int count, string why)
    {
        var (start, end) = (Prose.Words[first].Start, Prose.Words[first + count - 1].End);
        return new Advice(rule, weight, Field.Name, start, end - start, Prose.Passage(start, end), why);
    }

    /// <summary>Advice on a sentence.</summary>
    public Advice At(Rule rule, int weight, Sentence sentence, string why) =>
        new(rule, weight, Field.Name, sentence.Start, sentence.End - sentence.Start, Prose.Passage(sentence.Start, sentence.End), why);

    /// <summary>Advice on the field as a whole.</summary>
    public Advice Whole(Rule rule, int weight, string why) => new(rule, weight, Field.Name, 0, 0, "", why);

    /// <summary>Puts words in the place of a run of words, with a capital where the first had one.</summary>
    public Replacement Write(int first, int count, string text, string? label = null)
    {
        var word = Prose.Words[first];
        var capital = word.IsCapital && Prose.IsFirst(first);
        var spelt = capital ? char.ToUpperInvariant(text[0]) + text[1..] : text;
        return new Replacement(word.Start, Prose.Words[first + count - 1].End - word.Start, spelt, label ?? $"Write ‘{spelt}’");
    }
}

/// <summary>An entry, read once for all rules.</summary>
internal sealed class Reading
{
    public Reading(AdviceRequest request, WordLists lists)
    {
        (Request, Lists) = (request, lists);
        Mode = WritingModes.Of(request.Kind, request.ContactType, request.Fields.FirstOrDefault(f => f.Meaning == FieldMeaning.Title)?.Text ?? "");
        Fields = [.. request.Fields.Select(f => new ReadField(f, Prose.Read(f.Text), Mode.IsToChild(f.Meaning)))];
    }

    public AdviceRequest Request { get; }

    public WordLists Lists { get; }

    public WritingMode Mode { get; }

    /// <summary>Every text, in the order of the form; empty ones too.</summary>
    public IReadOnlyList<ReadField> Fields { get; }

    public IEnumerable<ReadField> Of(params FieldMeaning[] meanings) => Fields.Where(f => meanings.Contains(f.Meaning));

    /// <summary>The children a text speaks of: its own, or all.</summary>
    public IReadOnlyList<AdviceChild> ChildrenOf(ReadField field) =>
        field.Field.ChildId is { } id ? [.. Request.Children.Where(c => c.ChildId == id)] : Request.Children;

    /// <summary>The texts that a reader of this one has read before: those shared, and those of the same child.</summary>
    public static bool IsReadWith(AdviceField one, AdviceField other) => one.ChildId is null || other.ChildId is null || one.ChildId == other.ChildId;

    /// <summary>The child is spoken to or named somewhere in a text.</summary>
    public bool NamesChild(ReadField field) =>
        field.Prose.Words.Any(w => Vocabulary.You.Contains(w.Lower) || Vocabulary.TheChild.Contains(w.Lower))
        || ChildrenOf(field).Any(c => field.Prose.Words.Any(w => w.IsCapital && Vocabulary.Bare(w.Lower) == c.KnownAs.ToLowerInvariant()));
}
