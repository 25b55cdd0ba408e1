namespace CaseRecording.Core.Recording;

/// <summary>The part of an entry that a return is about.</summary>
/// <param name="Field">A text of the form, see <see cref="FormFields"/>.</param>
/// <param name="ChildId">Whose part it is, for a text that each child has their own of; null for what is shared.</param>
/// <param name="Passage">The words it is about, as they stand in that text; null for the text as a whole.</param>
public sealed record ReturnPlace(string Field, int? ChildId, string? Passage = null)
{
    /// <summary>Whether the entry has such a part.</summary>
    internal bool IsPartOf(Recording recording) =>
        FormFields.Of(recording.Kind).Any(f => f.Key == Field && f.PerChild == ChildId.HasValue)
        && (ChildId is null || recording.Children.Exists(c => c.ChildId == ChildId));
}

/// <summary>A return of an entry to its author, kept with it for good .</summary>
public sealed class EntryReturn
{
    private EntryReturn()
    {
    }

    internal EntryReturn(ActionContext context, string reason, ReturnPlace? place, int version)
    {
        (AtUtc, ById, Reason, OfVersion) = (context.NowUtc, context.Me, reason, version);
        (Field, ChildId, Passage) = (place?.Field, place?.ChildId, place?.Passage?.Trim());
    }

    /// <summary>Key.</summary>
    public long Id { get; private set; }

    /// <summary>The entry.</summary>
    public long RecordingId { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime AtUtc { get; private set; }

    /// <summary>The manager.</summary>
    public Guid ById { get; private set; }

    /// <summary>What needs changing; 2,000 characters at most.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The text it is about; null for the whole entry.</summary>
    public string? Field { get; private set; }

    /// <summary>The words it is about, quoted from the version returned; null for the text as a whole.</summary>
    public string? Passage { get; private set; }

    /// <summary>Whose part it is about: no other child's page shows it (N-10).</summary>
    public int? ChildId { get; private set; }

    /// <summary>Number of the version that was returned; the answer is compared with it.</summary>
    public int OfVersion { get; private set; }

    /// <summary>The same, about another child's part.</summary>
    internal EntryReturn For(int childId) => new() { AtUtc = AtUtc, ById = ById, Reason = Reason, Field = Field, Passage = Passage, ChildId = childId, OfVersion = OfVersion };
}
