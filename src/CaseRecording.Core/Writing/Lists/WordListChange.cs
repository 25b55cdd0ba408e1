namespace CaseRecording.Core.Writing.Lists;

/// <summary>
/// A line of a list that an administrator added, changed or took out, with the reason. Rows are only ever added: the latest of a
/// line is in force, and all of them are its history.
/// </summary>
public sealed class WordListChange
{
    /// <summary>Key; the highest is the lists' version.</summary>
    public int Id { get; set; }

    /// <summary>The list.</summary>
    public WordKind Kind { get; set; }

    /// <summary>The line's name in its list.</summary>
    public string Key { get; set; } = "";

    /// <summary>Which change of this line it is, from 1: two administrators cannot both make the next one.</summary>
    public int Number { get; set; }

    /// <summary>What is looked for.</summary>
    public string Expression { get; set; } = "";

    /// <summary>What to write instead.</summary>
    public string Instead { get; set; } = "";

    /// <summary>What it means, or why it matters.</summary>
    public string Explanation { get; set; } = "";

    /// <summary>The line is no longer looked for.</summary>
    public bool Removed { get; set; }

    /// <summary>Why it changed.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Who changed it.</summary>
    public Guid? ChangedById { get; set; }

    /// <summary>When, UTC. It is in force from then on.</summary>
    public DateTime ChangedAtUtc { get; set; }
}
