using CaseRecording.Core.Recording;

namespace CaseRecording.Core.Quality.Examples;

/// <summary>Where a good example stands. Stored by name; names never change.</summary>
public enum ExampleState
{
    /// <summary>Its proposer replaces what identifies people.</summary>
    Preparing,

    /// <summary>Waits for a second person to read it.</summary>
    Waiting,

    /// <summary>The second person sent it back, with a reason.</summary>
    SentBack,

    /// <summary>Everyone signed in can read it.</summary>
    Published,

    /// <summary>Taken away again, with a reason.</summary>
    Withdrawn,
}

/// <summary>What stands in place of something that identifies a person.</summary>
/// <param name="Found">As it stands in the entry.</param>
/// <param name="With">What stands there instead.</param>
/// <param name="Kept">It identifies nobody and stays.</param>
/// <param name="Confirmed">The proposer looked at it.</param>
public sealed record ReplacedDetail(string Found, string With, bool Kept, bool Confirmed);

/// <summary>
/// A passage of an entry shared as a good example, once everything that identifies a person is replaced and a second person has read it.
/// Where it comes from is known to those who prepare it and to the audit, and is never shown with it.
/// </summary>
public sealed class GoodExample
{
    /// <summary>Longest sentence on what is good about it, or why not.</summary>
    public const int LongestReason = 1000;

    /// <summary>Shortest of those.</summary>
    public const int ShortestReason = 10;

    private GoodExample()
    {
    }

    internal GoodExample(ActionContext context, Guid id, ExampleSource source, StandardPoints points, string why)
    {
        (Id, ProposedById, ProposedAtUtc) = (id, context.Me, context.NowUtc);
        (ChildId, RecordingId, SourceVersion, Kind, Field, Passage) = (source.ChildId, source.RecordingId, source.Version, source.Kind, source.Field, source.Passage);
        (Points, Why) = (points, why);
    }

    /// <summary>Key.</summary>
    public Guid Id { get; private set; }

    /// <summary>Kind of the entry it comes from.</summary>
    public RecordingKind Kind { get; private set; }

    /// <summary>The text of the form it comes from.</summary>
    public string Field { get; private set; } = "";

    /// <summary>Points of the standard that it shows.</summary>
    public StandardPoints Points { get; private set; }

    /// <summary>What is good about it.</summary>
    public string Why { get; private set; } = "";

    /// <summary>The text made anew, in marked text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public ExampleState State { get; private set; }

    /// <summary>What was replaced; forgotten once it is published, so that nobody can turn it back.</summary>
    public List<ReplacedDetail> Replacements { get; private set; } = [];

    /// <summary>The child's record it comes from. Never shown to a reader.</summary>
    public int ChildId { get; private set; }

    /// <summary>The entry it comes from.</summary>
    public long RecordingId { get; private set; }

    /// <summary>Number of the entry's version.</summary>
    public int SourceVersion { get; private set; }

    /// <summary>The part of the text that was chosen, as typed; null for all of it. Forgotten once it is published.</summary>
    public string? Passage { get; private set; }

    /// <summary>Who proposed it.</summary>
    public Guid ProposedById { get; private set; }

    /// <summary>When it was begun, UTC.</summary>
    public DateTime ProposedAtUtc { get; private set; }

    /// <summary>The second person, who read it.</summary>
    public Guid? CheckedById { get; private set; }

    /// <summary>Published since, UTC.</summary>
    public DateTime? PublishedAtUtc { get; private set; }

    /// <summary>Why it was sent back.</summary>
    public string? SentBackReason { get; private set; }

    /// <summary>Why it was withdrawn.</summary>
    public string? WithdrawnReason { get; private set; }

    /// <summary>Concurrency token.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    internal ExampleSource Source => new(ChildId, RecordingId, SourceVersion, Kind, Field, Passage);

    internal bool IsOpen => State is ExampleState.Preparing or ExampleState.SentBack;

    internal void Take(List<ReplacedDetail> replacements, StandardPoints points, string why) =>
        (Replacements, Points, Why, Version) = (replacements, points, why, Guid.NewGuid());

    internal void Propose(string text) => (Text, State, Version) = (text, ExampleState.Waiting, Guid.NewGuid());

    internal void SendBack(Guid by, string reason) => (CheckedById, SentBackReason, State, Version) = (by, reason, ExampleState.SentBack, Guid.NewGuid());

    internal void Publish(ActionContext context) =>
        (CheckedById, PublishedAtUtc, Replacements, Passage, State, Version) = (context.Me, context.NowUtc, [], null, ExampleState.Published, Guid.NewGuid());

    internal void Withdraw(string reason) => (WithdrawnReason, State, Version) = (reason, ExampleState.Withdrawn, Guid.NewGuid());
}

/// <summary>The text that an example comes from.</summary>
/// <param name="ChildId">Whose page it is read on.</param>
/// <param name="RecordingId">The entry.</param>
/// <param name="Version">Its version.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Field">Key of the text.</param>
/// <param name="Passage">A part of it, as typed; null for all.</param>
public sealed record ExampleSource(int ChildId, long RecordingId, int Version, RecordingKind Kind, string Field, string? Passage);
