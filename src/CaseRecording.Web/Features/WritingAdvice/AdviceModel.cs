using System.Text.Json.Serialization;
using CaseRecording.Core.Writing.Advising;

namespace CaseRecording.Web.Features.WritingAdvice;

/// <summary>A remark as the page shows it.</summary>
/// <param name="Rule">Its code.</param>
/// <param name="Source">The policies behind it, in words.</param>
/// <param name="First">Among the worst three: shown without being asked for.</param>
/// <param name="Write">What could stand instead, ready to be put in.</param>
/// <param name="Twin">Address of the page that shows both texts (N-11).</param>
public sealed record AdviceShown(
    string Key, string Field, int Start, int Length, string Passage, string Rule, string Source, string Why, string? Instead, bool First,
    Replacement? Write, string? Twin)
{
    private const int LongestQuote = 70;

    /// <summary>The passage as it is quoted beside the remark.</summary>
    public string Quote => Passage.Length <= LongestQuote ? Passage : Passage[..LongestQuote].TrimEnd() + "…";
}

/// <summary>All remarks on a form, the worst first.</summary>
public sealed record AdviceList(IReadOnlyList<AdviceShown> Items)
{
    /// <summary>How many, in words.</summary>
    public string Summary => Items.Count switch
    {
        0 => "No advice on what is written so far",
        1 => "1 remark on your writing",
        var n => $"{n} remarks on your writing",
    };

    [JsonIgnore]
    public ILookup<string, AdviceShown> ByField => Items.ToLookup(i => i.Field);

    public static AdviceList From(IReadOnlyList<Advice> advice, Guid draftId) => new(
    [
        .. advice.Select((a, i) => new AdviceShown(
            a.Key, a.Field, a.Start, a.Length, a.Passage, a.Rule.Code, PolicySources.InWords(a.Rule), a.Why, a.Instead, i < WritingAdvisor.ShownFirst,
            a.Replacement, a.Twin is { } twin ? Routes.ToTwin(twin.ChildId, twin.RecordingId, draftId, a.Field) : null)),
    ]);
}

/// <summary>What a page's script sends: the form as typed.</summary>
/// <param name="RecordingId">The entry being changed.</param>
public sealed record AdviceAsked(long? RecordingId, Dictionary<string, string?[]?>? Fields);

/// <summary>A remark that the author leaves.</summary>
public sealed record AdviceLeft(string? Key);

/// <summary>A text in parts, those in common with the other marked.</summary>
public sealed record TwinText(string Title, IReadOnlyList<(string Text, bool Common)> Parts);

/// <param name="BackHref">To the page on which the draft is written.</param>
/// <param name="EntryHref">To the earlier entry.</param>
public sealed record TwinPage(string Child, string BackHref, string EntryHref, DateTime OccurredAtUtc, TwinText Mine, TwinText Theirs, int Words, int Percent);
