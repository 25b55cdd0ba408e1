namespace CaseRecording.Core.Recording;

/// <summary>
/// Words on their way into the record: saved from the first keystroke, valid or not, private to their author.
/// A draft never stops a clock (T-02).
/// </summary>
public sealed class Draft : Audit.IUnaudited
{
    private Draft()
    {
    }

    /// <summary>A new draft.</summary>
    public Draft(Guid id, Guid authorId, int childId, string form, long? recordingId, DateTime nowUtc)
    {
        Id = id;
        AuthorId = authorId;
        ChildId = childId;
        Form = form;
        RecordingId = recordingId;
        CreatedAtUtc = SavedAtUtc = nowUtc;
    }

    /// <summary>Key, made by the page that begins the draft.</summary>
    public Guid Id { get; private set; }

    /// <summary>The only person who may see it.</summary>
    public Guid AuthorId { get; private set; }

    /// <summary>The child whose page it began on.</summary>
    public int ChildId { get; private set; }

    /// <summary>The form: visit, note, decision, summary; or audit, which is no entry's.</summary>
    public string Form { get; private set; } = "";

    /// <summary>The entry being changed, or the entry it became.</summary>
    public long? RecordingId { get; private set; }

    /// <summary>Form fields as typed.</summary>
    public Dictionary<string, string[]> Fields { get; private set; } = [];

    /// <summary>Counts saves; a save names the version it builds on.</summary>
    public long Version { get; private set; }

    /// <summary>Where the clocks start as typed so far: the event's end or its start, UTC (T-09).</summary>
    public DateTime? EventAtUtc { get; private set; }

    /// <summary>Begun, UTC.</summary>
    public DateTime CreatedAtUtc { get; private set; }

    /// <summary>Last saved, UTC.</summary>
    public DateTime SavedAtUtc { get; private set; }

    /// <summary>When it became an entry or was discarded, UTC; from then on it takes no more words.</summary>
    public DateTime? FinishedAtUtc { get; private set; }

    /// <summary>Discarded by its author rather than saved to the record.</summary>
    public bool Discarded { get; private set; }

    /// <summary>Who began it, where a manager took it over.</summary>
    public Guid? BegunById { get; private set; }

    /// <summary>Takes all fields as they now stand.</summary>
    public void Take(IReadOnlyDictionary<string, string[]> fields, DateTime nowUtc)
    {
        Fields = new Dictionary<string, string[]>(fields, StringComparer.Ordinal);
        EventAtUtc = RecordingForm.ClockStart(Fields);
        Version++;
        SavedAtUtc = nowUtc;
    }

    /// <summary>The draft became an entry.</summary>
    public void Become(long recordingId, DateTime nowUtc)
    {
        RecordingId = recordingId;
        FinishedAtUtc = nowUtc;
        Version++;
    }

    /// <summary>What it was written for is finished, and is no entry.</summary>
    internal void Finish(DateTime nowUtc)
    {
        FinishedAtUtc = nowUtc;
        Version++;
    }

    /// <summary>The entry being changed is another child's now: so is what was typed about the first. The page it was typed on is told that it changed.</summary>
    internal void Move(int from, int to, bool wasFinal)
    {
        if (ChildId == from) ChildId = to;
        var (old, now) = (RecordingRules.At(from, ""), RecordingRules.At(to, ""));
        var (first, right) = (from.ToString(System.Globalization.CultureInfo.InvariantCulture), to.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Fields = Fields.Where(f => !f.Key.StartsWith(old, StringComparison.Ordinal) || !LeftBehind(f.Key[old.Length..], wasFinal)).ToDictionary(
            f => f.Key.StartsWith(old, StringComparison.Ordinal) ? now + f.Key[old.Length..] : f.Key,
            f => f.Key == "children" ? [.. f.Value.Select(v => v == first ? right : v)] : f.Value,
            StringComparer.Ordinal);
        Version++;
    }

    /// <summary>As <see cref="KeyChanges.ForAnotherChild"/>.</summary>
    private static bool LeftBehind(string field, bool wasFinal) =>
        field is "joined" or "left" || field.StartsWith("homeOn-", StringComparison.Ordinal)
        || (wasFinal && (field is "newAddress" or "addressProtected" or "newSchool" || field.StartsWith("addressOn-", StringComparison.Ordinal) || field.StartsWith("schoolOn-", StringComparison.Ordinal)));

    /// <summary>Its author discarded it.</summary>
    public void Discard(DateTime nowUtc)
    {
        Discarded = true;
        FinishedAtUtc = nowUtc;
        Version++;
    }

    /// <summary>Its author wants it after all.</summary>
    public void BringBack()
    {
        Discarded = false;
        FinishedAtUtc = null;
        Version++;
    }

    /// <summary>A manager goes on with what an absent worker began. Where nobody was named yet, the worker made the contact (N-07).</summary>
    public void TakeOver(Guid managerId)
    {
        BegunById ??= AuthorId;
        // The page sends the empty questions of every child its author may record for: even their numbers are not the manager's to know.
        var named = RecordingForm.OtherChildren(ChildId, Fields).Append(ChildId).ToHashSet();
        Fields = Fields.Where(f => RecordingForm.ChildOf(f.Key) is not { } child || named.Contains(child)).ToDictionary(StringComparer.Ordinal);
        if (Form is "visit" or "note" && string.IsNullOrEmpty(Fields.GetValueOrDefault("madeBy")?.FirstOrDefault())) Fields["madeBy"] = [AuthorId.ToString()];
        AuthorId = managerId;
        Version++;
    }
}
